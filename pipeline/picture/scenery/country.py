"""Land that people till: village, field, and what open land has in common."""

from __future__ import annotations

from pipeline.culture.packs import pack
from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import ground, houses, plants
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sacred import EAST_ASIAN, karst, row_of
from pipeline.picture.scenery.sky import hills, sky
from pipeline.vocabulary import Culture, Season

HORIZON = -0.13


def tree_of(culture: Culture) -> plants.Tree:
    """The tree that belongs to a culture's open land."""
    return plants.TREES[pack(culture).scenery.tree]


def meadow(stage: PaintedSet, colour: Colour) -> str:
    """The colour of open ground there, in this season and weather."""
    if stage.snowy:
        return "E3EAF0"
    season = stage.design.season
    if season == Season.AUTUMN:
        return "A8945A"
    if season == Season.MONSOON:
        return "6F9A4A"
    if season == Season.SPRING:
        return "8CB058"
    if season in (Season.SUMMER, Season.WINTER) and not stage.temperate:
        return "BBA765"
    return stage.style.meadow or str(colour)


def village(stage: PaintedSet) -> None:
    """A village: houses of its culture around a dusty lane, a well, a great tree."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    if culture == Culture.CHINESE:
        far = stage.plane("far", 0.15)
        karst(far)
        far.rim(0.3)
        far.tooth()
    else:
        hills(stage, HORIZON, "7C9468", 0.22)
    middle = stage.plane("middle", 0.55, 0.6)
    soil = meadow(stage, "A9A062")
    ground.earth(middle, HORIZON, soil, streaks=30)
    row_of(middle, tree_of(culture), 6, HORIZON + 0.015, 0.5)
    house = houses.house_of(culture, rural=True)
    places = (-0.78, -0.36, 0.12, 0.42, 0.82) if stage.half > 0.7 else (-0.7, 0.05, 0.75)
    for index, place in enumerate(places):
        with middle.at(
            place * stage.half,
            HORIZON + 0.035 + 0.02 * (index % 2),
            (0.66, 0.5, 0.42, 0.56, 0.7)[index] * (1 if stage.half > 0.7 else 0.8),
        ):
            house(middle, 1.0)
    middle.rim()
    middle.tooth()
    lane = stage.plane("stage", 1.0, 0.6)
    ground.earth(lane, -0.055, soil)
    ground.path_way(lane, -0.05, "C9A878", far=0.08, near=0.6)
    plants.grass(lane, -0.04, 90, 0.03, "8A9452")
    corner = 1 if stage.design.seed % 2 else -1
    with lane.at(corner * stage.half * 0.92, -0.02):
        (plants.banyan if culture == Culture.NORTH_INDIAN else tree_of(culture))(lane, 1.0)
    well(lane, -corner * stage.half * 0.7, 0.0)
    lane.rim(0.45)
    lane.tooth()
    ground.leafy_frame(stage, "3A5634")
    stage.drift += ["birds", "fireflies"] if stage.dark else ["birds"]


def well(easel: Easel, x: float, y: float) -> None:
    """A round well with its roller, and a pot beside it."""
    easel.shadow(x, y + 0.01, 0.16)
    easel.fill(box(x - 0.11, y - 0.1, 0.22, 0.11, 0.02), "A08C78", 0.9, upright=0.1)
    for row in range(3):
        for stone in range(5):
            easel.oval(
                x - 0.09 + stone * 0.044 + (row % 2) * 0.015,
                y - 0.075 + row * 0.03,
                0.019,
                0.012,
                easel.about("A8967F", 0.02),
                0.5,
            )
    easel.oval(x, y - 0.1, 0.11, 0.024, "B5A48E", 0.4)
    easel.oval(x, y - 0.098, 0.088, 0.017, "3C4A50", 0.2)
    for post in (-0.1, 0.1):
        easel.line([(x + post, y - 0.09), (x + post, y - 0.28)], 0.014, "6E4E36")
    easel.line([(x - 0.12, y - 0.27), (x + 0.12, y - 0.27)], 0.016, "7E5A3C")
    easel.line([(x, y - 0.27), (x, y - 0.15)], 0.004, "C9B48C")
    easel.oval(x, y - 0.14, 0.022, 0.022, "B5673E", 0.7)
    pot(easel, x + 0.17, y + 0.012, 0.06)


def pot(easel: Easel, x: float, y: float, size: float, colour: Colour = "B5633C") -> None:
    """An earthen pot."""
    easel.shadow(x, y, size * 0.7)
    easel.oval(x, y - size * 0.45, size * 0.5, size * 0.45, colour, 0.9)
    easel.rect(x - size * 0.22, y - size, size * 0.44, size * 0.16, vary(colour, 0.03), 0.7)
    easel.oval(x, y - size, size * 0.3, size * 0.07, vary(colour, 0.08), 0.4)


def field(stage: PaintedSet) -> None:
    """A field: furrows or paddies to the horizon, a row of trees, a shed."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    hills(stage, HORIZON, "7C9A72", 0.18)
    middle = stage.plane("middle", 0.5, 0.8)
    crop = meadow(stage, "8FA84E")
    ground.earth(middle, HORIZON, crop, streaks=20)
    row_of(middle, tree_of(culture), 7, HORIZON + 0.005, 0.42)
    with middle.at(stage.half * 0.45, HORIZON + 0.02, 0.45):
        houses.house_of(culture, rural=True)(middle, 1.0)
    with middle.at(-0.3 * stage.half * stage.hand, HORIZON + 0.06, 0.62):
        _scarecrow(middle, 0.0, 0.0, stage.accent)
    furrows(middle, HORIZON + 0.02, 0.06, vary(crop, 0.04), vary(crop, -0.06))
    middle.rim()
    middle.tooth()
    lane = stage.plane("stage", 1.0, 1.2)
    ground.earth(lane, -0.05, vary(crop, -0.01))
    ground.path_way(lane, -0.048, "BFA26C", far=0.1, near=0.5, bend=-0.06)
    paddy = culture in EAST_ASIAN | {Culture.SOUTH_INDIAN}
    wheat = vary(crop, 0.03) if stage.snowy or paddy else "D9B24E"
    for row in range(7):
        y = -0.048 + row * 0.0145
        for side in (-1.0, 1.0):
            edge = side * (0.2 + 0.055 * row)
            left, right = sorted((edge, side * stage.half))
            plants.grass(lane, y, 110, 0.06 + 0.013 * row, wheat, left, right)
    if not stage.snowy and not paddy:
        for place in (-0.62, -0.5, 0.72):
            _haystack(lane, place * stage.half * stage.hand, -0.045, 0.13)
    if paddy and not stage.snowy:
        for row in range(3):
            y = 0.02 + 0.03 * row
            for side in (-1.0, 1.0):
                strip = polygon([(side * (0.3 + 0.1 * row), y), (side * stage.half, y - 0.004),
                                 (side * stage.half, y + 0.01), (side * (0.34 + 0.1 * row), y + 0.012)])  # fmt: skip
                lane.flat(strip, mix(stage.light.palette.sky_low, stage.light.palette.sky_high, 0.4), 0.7)
    lane.rim(0.5, 0.003)
    lane.tooth()
    ground.leafy_frame(stage, "5E6A34")
    stage.drift += ["birds"]


def _haystack(easel: Easel, x: float, y: float, size: float) -> None:
    """A stack of hay tied at its top."""
    easel.shadow(x, y, size * 0.8)
    body = smooth(
        [(x - size * 0.6, y), (x - size * 0.55, y - size * 0.5), (x - size * 0.2, y - size), (x, y - size * 1.12),
         (x + size * 0.2, y - size), (x + size * 0.55, y - size * 0.5), (x + size * 0.6, y)],
        closed=True,
    )  # fmt: skip
    easel.fill(body, "D2A84A", 0.8, upright=0.5)
    with easel.clipped(body):
        for _ in range(26):
            px, py = x + easel.between(-0.55, 0.55) * size, y - easel.between(0.0, 1.0) * size
            easel.line([(px, py), (px + (px - x) * 0.12, py + size * 0.2)], 0.003, vary("D2A84A", -0.08), 0.6)
    easel.snowed(body)


def _scarecrow(easel: Easel, x: float, y: float, cloth: Colour) -> None:
    """A scarecrow among the crops."""
    easel.line([(x, y), (x, y - 0.33)], 0.012, "7A5636")
    easel.line([(x - 0.13, y - 0.25), (x + 0.13, y - 0.235)], 0.011, "7A5636")
    easel.fill(
        smooth([(x - 0.12, y - 0.265), (x - 0.05, y - 0.275), (x + 0.05, y - 0.27), (x + 0.12, y - 0.25),
                (x + 0.11, y - 0.2), (x + 0.05, y - 0.2), (x + 0.055, y - 0.08), (x - 0.05, y - 0.08),
                (x - 0.045, y - 0.2), (x - 0.11, y - 0.21)], closed=True),
        cloth, 0.6,
    )  # fmt: skip
    easel.oval(x, y - 0.315, 0.034, 0.038, "D9B980", 0.6)
    easel.oval(x, y - 0.342, 0.066, 0.012, "A8793C", 0.5)
    easel.poly([(x - 0.032, y - 0.345), (x - 0.014, y - 0.395), (x + 0.016, y - 0.395), (x + 0.032, y - 0.345)],
               "A8793C", 0.5)  # fmt: skip


def furrows(easel: Easel, top: float, bottom: float, bright: Colour, dark: Colour) -> None:
    """Rows of a field that run to one point."""
    with easel.clipped(box(-easel.half, top, easel.half * 2, bottom - top)):
        for index in range(-16, 17):
            x = index * 0.13
            easel.fill(
                polygon([(x * 0.35, top), (x * 1.6 - 0.05, bottom), (x * 1.6 + 0.05, bottom)]),
                bright if index % 2 else dark,
                0.2,
            )
