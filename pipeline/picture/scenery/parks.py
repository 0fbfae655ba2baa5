"""Land kept for pleasure: park, garden, playground."""

from __future__ import annotations

from pipeline.picture.colour import Colour, mix
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.country import HORIZON, meadow, tree_of
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sacred import EAST_ASIAN, fit, row_of
from pipeline.picture.scenery.sky import hills, sky, skyline, water
from pipeline.vocabulary import Culture


def park(stage: PaintedSet) -> None:
    """A city park: lawn, lamps, benches, the skyline behind the trees."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    far = stage.plane("far", 0.15)
    skyline(far, HORIZON + 0.01, 0.36)
    far.rim(0.25)
    far.tooth()
    middle = stage.plane("middle", 0.5, 0.8)
    lawn = meadow(stage, "7FA456")
    ground.earth(middle, HORIZON, lawn, streaks=30)
    row_of(middle, tree_of(culture), 8, HORIZON + 0.02, 0.55)
    row_of(middle, plants.round_tree, 4, HORIZON + 0.03, 0.45)
    if stage.half > 0.5:
        pond = smooth(
            [(-0.05, -0.06), (0.2, -0.085), (0.5, -0.075), (0.62, -0.045), (0.4, -0.025), (0.1, -0.03)], closed=True
        )
        with middle.clipped(pond):
            water(middle, -0.09, -0.02)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.7)
    ground.earth(near, -0.045, lawn)
    ground.path_way(near, -0.04, "D6C4A2", far=0.08, near=0.5, bend=-0.1)
    if not stage.snowy:
        plants.grass(near, -0.03, 130, 0.03, "76984F")
    bench(near, -0.6 * stage.half, -0.015, stage.accent)
    buildings.street_lamp(near, 0.72 * stage.half, -0.01, 0.6, -1.0)
    with near.at(-0.95 * stage.half, -0.02):
        tree_of(culture)(near, 1.05)
    for place in (0.84, 0.95):
        with near.at(place * stage.half, 0.0):
            plants.bush(near, 0.85, flowers=stage.accent)
    near.rim(0.45)
    near.tooth()
    ground.leafy_frame(stage)
    stage.drift += ["petals", "birds"] if culture == Culture.JAPANESE and plants.in_blossom(stage) else ["birds"]


def bench(easel: Easel, x: float, y: float, colour: Colour = "8A5A3C") -> None:
    """A park bench."""
    easel.shadow(x, y + 0.005, 0.22)
    for leg in (-0.15, 0.15):
        easel.line([(x + leg, y), (x + leg, y - 0.22)], 0.014, "3F4348")
    for row, height in enumerate((0.11, 0.145, 0.18, 0.215)):
        easel.rect(x - 0.19, y - height, 0.38, 0.024, mix("8A5A3C", colour, 0.15) if row else "96653F", 0.4, 0.006)


def garden(stage: PaintedSet) -> None:
    """A garden: Mughal water and cypress, Japanese stones and bridge, or roses and hedges."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    hills(stage, HORIZON, "7C9A80", 0.2)
    middle = stage.plane("middle", 0.55, 0.7)
    lawn = meadow(stage, "7FA65A")
    ground.earth(middle, HORIZON, lawn, streaks=20)
    size = fit(stage, 0.6)
    if culture in EAST_ASIAN:
        # Petals in the air have fallen from somewhere.
        flowering = culture == Culture.JAPANESE and plants.in_blossom(stage)
        row_of(middle, plants.cherry if flowering else plants.japanese_pine, 4, HORIZON + 0.02, 0.6)
        with middle.at(-0.35 * stage.half, HORIZON + 0.03, size * 0.5):
            buildings.hall(middle, 1.0)
        with middle.clipped(
            smooth([(-0.3, -0.07), (0.1, -0.1), (0.6, -0.09), (0.85, -0.05), (0.5, -0.02), (0.0, -0.015)], closed=True)
        ):
            water(middle, -0.1, 0.0, "5A9A98")
        _bridge(middle, 0.3 * stage.half, -0.035, size * 0.8)
    elif culture in (Culture.NORTH_INDIAN, Culture.MIDDLE_EASTERN):
        row_of(middle, plants.round_tree, 6, HORIZON + 0.01, 0.5)
        with middle.at(0, HORIZON + 0.03, size * 0.55):
            pavilion(middle)
        for place in (0.16, 0.3, 0.46, 0.64):
            for side in (-1.0, 1.0):
                with middle.at(side * place * stage.half * 1.2, HORIZON + 0.02 + place * 0.06, 0.35 + place * 0.25):
                    plants.cypress(middle, 1.0)
        with middle.clipped(polygon([(-0.05, HORIZON + 0.035), (0.05, HORIZON + 0.035), (0.16, 0.0), (-0.16, 0.0)])):
            water(middle, HORIZON + 0.03, 0.0, "4E9AA8")
    else:
        if culture not in (Culture.EUROPEAN_OLD, Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN):
            row_of(middle, tree_of(culture), 4, HORIZON + 0.005, 0.62)
        row_of(middle, plants.round_tree, 7, HORIZON + 0.01, 0.5)
        with middle.at(0.35 * stage.half, HORIZON + 0.03, size * 0.5):
            houses.house_of(culture, rural=True)(middle, 1.0)
        for place in range(9):
            with middle.at((-0.9 + place * 0.225) * stage.half, HORIZON + 0.045):
                plants.bush(middle, 0.7, "4F7A48", flowers=middle.any_of(("E06A7A", "F2C14B", "E8E2F0")))
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.7)
    ground.earth(near, -0.05, lawn)
    ground.path_way(near, -0.045, "D9C7A4", far=0.1, near=0.45, bend=0.0)
    for side in (-1.0, 1.0):
        for index in range(5):
            with near.at(side * (0.34 + 0.13 * index) * stage.half / 0.89, -0.03 + 0.012 * (index % 2)):
                plants.bush(near, 0.62, "55854C", flowers=near.any_of((stage.accent, "E97F9A", "F2C14B", "F1E6EE")))
        for _ in range(26):
            x = side * near.between(0.42, 1.0) * stage.half
            y = near.between(0.02, 0.15)
            near.line([(x, y), (x + 0.004, y - 0.035)], 0.003, "5E8A48")
            plants.blossom(near, x + 0.004, y - 0.038, 0.012, near.any_of((stage.accent, "E97F9A", "F2C14B", "F1E6EE")))
    near.rim(0.4, 0.003)
    near.tooth()
    ground.leafy_frame(stage)
    stage.drift += ["fireflies"] if stage.dark else ["petals", "birds"] if plants.in_blossom(stage) else ["birds"]


def pavilion(easel: Easel) -> None:
    """A chhatri: a dome on pillars, wide, with two small ones."""
    easel.rect(-0.45, -0.05, 0.9, 0.055, "E6D3B3", 0.4)
    easel.rect(-0.4, -0.34, 0.8, 0.29, "E9D9BC", 0.5)
    for x in (-0.27, 0.0, 0.27):
        buildings.opening(easel, x, -0.05, 0.17, 0.24, "cusped", frame="D9BE94", lamp=True)
    easel.rect(-0.46, -0.36, 0.92, 0.03, "D9BE94", 0.4)
    buildings.dome(easel, 0, -0.37, 0.16, "F0E4CC", ribs=5)
    for x in (-0.33, 0.33):
        buildings.dome(easel, x, -0.37, 0.075, "F0E4CC")


def _bridge(easel: Easel, x: float, y: float, size: float) -> None:
    with easel.at(x, y, size):
        easel.stroke(
            smooth([(-0.3, 0.02), (-0.15, -0.07), (0, -0.1), (0.15, -0.07), (0.3, 0.02)]), 0.035, easel.seen("B5423A")
        )
        for index in range(9):
            t = index / 8 * 2 - 1
            easel.line([(t * 0.28, -0.1 + 0.11 * t * t), (t * 0.28, -0.18 + 0.11 * t * t)], 0.01, "C73E3A")
        easel.stroke(
            smooth([(-0.3, -0.06), (-0.15, -0.15), (0, -0.18), (0.15, -0.15), (0.3, -0.06)]),
            0.016,
            easel.seen("C73E3A"),
        )


def playground(stage: PaintedSet) -> None:
    """Swings, a slide and a climbing arch under trees."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    far = stage.plane("far", 0.2)
    for index in range(7):
        with far.at((-0.9 + index * 0.3) * stage.half, HORIZON + 0.03, 0.4):
            houses.low_house_of(culture)(far, 1.0)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.6, 0.6)
    ground.earth(middle, HORIZON, meadow(stage, "86AC5C"), streaks=30)
    row_of(middle, tree_of(culture), 6, HORIZON + 0.02, 0.5)
    _swings(middle, -0.42 * stage.half, -0.05, 0.75)
    _slide(middle, 0.45 * stage.half, -0.05, 0.8, stage.accent)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0)
    ground.earth(near, -0.045, "D9B98A" if not stage.snowy else "E3EAF0")
    for index in range(4):
        x = (0.34 + 0.08 * index) * stage.half * 2.0 - stage.half * 0.1
        near.fill(box(x - 0.03, -0.02 - 0.03, 0.06, 0.05, 0.008), ("D9534F", "E9B949", "3F8CA8", "5E9A62")[index], 0.5)
    near.shadow(-0.6 * stage.half, 0.03, 0.07)
    near.oval(-0.6 * stage.half, -0.005, 0.035, 0.035, stage.accent, 0.9)
    bench(near, -0.82 * stage.half, -0.02, "3F7A8A")
    near.rim(0.4)
    near.tooth()
    ground.leafy_frame(stage)
    stage.drift += ["birds"]


def _swings(easel: Easel, x: float, y: float, size: float) -> None:
    with easel.at(x, y, size):
        easel.shadow(0, 0.01, 0.35)
        for post in (-0.3, 0.3):
            easel.line([(post - 0.06, 0), (post, -0.48), (post + 0.06, 0)], 0.018, "3F8CA8")
        easel.line([(-0.3, -0.48), (0.3, -0.48)], 0.02, "3F8CA8")
        for seat in (-0.13, 0.12):
            for rope in (-0.035, 0.035):
                easel.line([(seat + rope, -0.48), (seat + rope, -0.12)], 0.004, "6A5A4A")
            easel.rect(seat - 0.05, -0.13, 0.1, 0.018, "D9534F", 0.4, 0.006)


def _slide(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    with easel.at(x, y, size):
        easel.shadow(0, 0.01, 0.32)
        for post in (0.12, 0.26):
            easel.line([(post, 0), (post, -0.46)], 0.016, "E9B949")
        for rung in range(6):
            easel.line([(0.12, -0.06 * rung - 0.04), (0.26, -0.06 * rung - 0.04)], 0.008, "E9B949")
        easel.poly([(0.08, -0.44), (0.19, -0.58), (0.3, -0.44)], colour, 0.6)
        easel.stroke(smooth([(0.14, -0.36), (-0.02, -0.2), (-0.18, -0.05), (-0.32, -0.02)]), 0.05, easel.seen("D9534F"))
        easel.stroke(
            smooth([(0.14, -0.385), (-0.02, -0.225), (-0.18, -0.075), (-0.32, -0.045)]),
            0.012,
            easel.light_on(easel.seen("D9534F"), 0.4),
        )
