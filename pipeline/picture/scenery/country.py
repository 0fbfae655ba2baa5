"""Open land: village, field, forest, jungle, desert, mountains, snow, cave, park, garden, playground, battlefield."""

from __future__ import annotations

import math

import skia

from pipeline.culture.packs import pack
from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sacred import EAST_ASIAN, blaze, fit, karst, row_of
from pipeline.picture.scenery.sky import hills, peaks, ridge, sky, skyline, water
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


def forest(stage: PaintedSet) -> None:
    """A forest: trunks behind trunks, light that falls between them."""
    _woods(stage, "4A7248", jungle=False)


def jungle(stage: PaintedSet) -> None:
    """A jungle: broad leaves, lianas, mist."""
    _woods(stage, "3B7350", jungle=True)


def _woods(stage: PaintedSet, leaf: str, *, jungle: bool) -> None:  # noqa: C901, PLR0912, PLR0915 - one picture
    culture = stage.design.culture
    autumn = stage.design.season == Season.AUTUMN
    autumn = autumn and stage.temperate
    if not jungle and not (autumn and culture in EAST_ASIAN):
        leaf = {Season.SPRING: "6E9A4E", Season.MONSOON: "3F7A44"}.get(stage.design.season, leaf)  # type: ignore[arg-type]
    sky(stage, HORIZON)
    bamboo = culture in (Culture.CHINESE, Culture.JAPANESE) and not jungle
    conifer = culture in (Culture.KOREAN, Culture.AMERICAN_MODERN, Culture.EUROPEAN_MODERN) or stage.snowy
    for name, depth, count, size, y in (
        ("far", 0.2, 15, 0.85, HORIZON + 0.01),
        ("between", 0.42, 11, 1.05, HORIZON + 0.03),
        ("middle", 0.75, 8, 1.2, HORIZON + 0.06),
    ):
        plane = stage.plane(name, depth, 0.6)
        ground.earth(plane, y - 0.005, vary(leaf, -0.02), streaks=10)
        for index in range(count):
            x = -stage.half + (index + plane.between(0.1, 0.9)) * stage.half * 2 / count
            if name == "middle" and abs(x) < stage.half * 0.34:
                continue
            with plane.at(x, y + plane.between(0, 0.02)):
                if bamboo:
                    plants.bamboo(plane, size)
                elif conifer:
                    plants.pine(plane, size * plane.between(0.8, 1.15), "3B6350" if not autumn else "5A6A45")
                elif jungle and index % 3 == 0:
                    plants.palm(plane, size * 0.9)
                else:
                    _tall_tree(plane, size * plane.between(0.85, 1.2), leaf)
        if not conifer and not bamboo and not plants.leafless(plane):
            _canopy(plane, stage.top + 0.02 + 0.09 * (0.6 - depth), vary(leaf, -0.03 + 0.04 * (0.6 - depth)))
        for _ in range(6):
            with plane.at(
                plane.between(-stage.half, stage.half), y + 0.02, plane.between(0.7, 1.2) * (0.6 + depth * 0.5)
            ):
                (plants.broadleaf if jungle else plants.bush)(plane, 1.0, vary(leaf, 0.02))
        plane.rim(0.45)
        plane.tooth()
        haze = mix(mix(stage.light.palette.sky_low, plane.seen(leaf), 0.45), stage.light.palette.light, 0.3)
        if name != "middle":
            plane.gradient(HORIZON - 0.3, HORIZON + 0.1, [(0.0, haze, 0.0), (0.8, haze, 0.3), (1.0, haze, 0.1)])
    if jungle:
        _lianas(stage, leaf)
    if not stage.dark and not stage.wet:
        shafts(stage)
    floor = stage.plane("stage", 1.0, 0.8)
    ground.earth(floor, -0.045, "8A7A52" if not jungle else "5F7A48")
    ground.path_way(floor, -0.04, "A58A5E", far=0.07, near=0.42, bend=0.08)
    plants.grass(floor, -0.03, 150, 0.045, leaf)
    for side in (-1.0, 1.0):
        with floor.at(side * stage.half * 0.93, 0.0, 1.3):
            _tall_tree(floor, 1.0, leaf)
        for _ in range(2):
            with floor.at(side * stage.half * floor.between(0.66, 0.98), floor.between(-0.02, 0.03)):
                fern(floor, 0.2, vary(leaf, 0.03))
        with floor.at(side * stage.half * 0.8, 0.01):
            if jungle:
                plants.broadleaf(floor, 0.95, leaf, flower=stage.accent)
            else:
                plants.bush(floor, 0.8, leaf)
    if not jungle:
        _fallen_trunk(floor, 0.56 * stage.half * stage.hand, 0.015)
        _mushrooms(floor, -0.5 * stage.half * stage.hand, 0.01)
    floor.rim(0.5)
    floor.tooth()
    ground.leafy_frame(stage, "2A4A34" if not autumn else "7A4A2A")
    stage.drift += ["fireflies"] if stage.dark else ["dust", "leaves"] if autumn else ["dust"]


def _lianas(stage: PaintedSet, leaf: Colour) -> None:
    """Vines that hang across the jungle, and a bright bird on one of them."""
    plane = stage.plane("vines", 0.85, 1.0)
    for _ in range(6):
        start, reach = plane.between(-stage.half, stage.half * 0.7), plane.between(0.2, 0.5)
        sag = plane.between(0.12, 0.3)
        points = [(start + reach * t / 8, stage.top + 4 * sag * (t / 8) * (1 - t / 8)) for t in range(9)]
        plane.line(points, 0.010, vary(leaf, -0.12), curved=True)
        for t in range(1, 8):
            x, y = points[t]
            plane.fill(smooth([(x - 0.014, y), (x - 0.018, y + 0.03), (x, y + 0.055), (x + 0.018, y + 0.03),
                               (x + 0.014, y)], closed=True), plane.about(leaf, 0.03), 0.6)  # fmt: skip
    for _ in range(5):
        x, drop = plane.between(-stage.half, stage.half), plane.between(0.15, 0.42)
        plane.line([(x, stage.top), (x + 0.01, stage.top + drop * 0.5), (x - 0.006, stage.top + drop)], 0.006,
                   vary(leaf, -0.1), curved=True)  # fmt: skip
    x, y = 0.5 * stage.half * stage.hand, stage.top + 0.26
    plane.line([(x - 0.2, y + 0.02), (x + 0.2, y + 0.0)], 0.014, "6B5040")
    _macaw(plane, x, y, stage.accent)
    plane.rim(0.4)
    plane.tooth()


def _macaw(easel: Easel, x: float, y: float, colour: Colour) -> None:
    easel.fill(
        smooth([(x - 0.012, y + 0.13), (x - 0.03, y), (x - 0.022, y - 0.05), (x + 0.008, y - 0.072),
                (x + 0.03, y - 0.05), (x + 0.026, y + 0.01), (x + 0.004, y + 0.13)], closed=True),
        colour, 0.7,
    )  # fmt: skip
    easel.fill(smooth([(x - 0.028, y - 0.01), (x + 0.006, y - 0.02), (x + 0.0, y + 0.07), (x - 0.018, y + 0.05)],
                      closed=True), "2F6FA8", 0.6)  # fmt: skip
    easel.oval(x + 0.014, y - 0.048, 0.012, 0.011, "F3EBDD", 0.2)
    easel.oval(x + 0.016, y - 0.049, 0.004, 0.004, "2A2420", 0.0)
    easel.poly([(x + 0.027, y - 0.052), (x + 0.047, y - 0.036), (x + 0.028, y - 0.03)], "3A342E", 0.5)


def _fallen_trunk(easel: Easel, x: float, y: float) -> None:
    easel.shadow(x, y, 0.2)
    easel.rect(x - 0.17, y - 0.075, 0.34, 0.08, "6B5040", 0.85, 0.03)
    easel.oval(x + 0.165, y - 0.036, 0.024, 0.039, "B08F68", 0.5)
    easel.oval(x + 0.165, y - 0.036, 0.012, 0.02, "8A6B4C", 0.4)
    for _ in range(7):
        easel.oval(x + easel.between(-0.15, 0.12), y - 0.074, easel.between(0.02, 0.05), 0.012, easel.about("6E8F4E"),
                   0.5)  # fmt: skip


def _mushrooms(easel: Easel, x: float, y: float) -> None:
    for dx, size in ((0.0, 0.045), (0.045, 0.03), (-0.04, 0.026)):
        easel.rect(x + dx - size * 0.16, y - size * 0.8, size * 0.32, size * 0.8, "EADFC6", 0.6, size * 0.1)
        cap = smooth(
            [
                (x + dx - size * 0.6, y - size * 0.72),
                (x + dx - size * 0.4, y - size * 1.2),
                (x + dx + size * 0.4, y - size * 1.2),
                (x + dx + size * 0.6, y - size * 0.72),
            ],
            closed=True,
        )
        easel.fill(cap, "B5482E", 0.7)
        for dot in (-0.25, 0.1, 0.3):
            easel.oval(x + dx + dot * size, y - size * (1.0 + 0.1 * (dot > 0)), size * 0.07, size * 0.06, "F3E7CF", 0.1)


def _tall_tree(easel: Easel, size: float, leaf: Colour) -> None:
    with easel.at(0, 0, size):
        lean = easel.between(-0.05, 0.05)
        wide = easel.between(0.03, 0.05)
        easel.fill(
            smooth(
                [
                    (-wide * 1.7, 0.015),
                    (-wide * 0.7, -0.12),
                    (lean - wide * 0.5, -0.6),
                    (lean - wide * 0.5, -1.1),
                    (lean + wide * 0.5, -1.1),
                    (lean + wide * 0.5, -0.6),
                    (wide * 0.7, -0.12),
                    (wide * 1.7, 0.015),
                ],
                closed=True,
            ),
            easel.about("6B5040", 0.02),
            0.8,
            upright=0.05,
        )
        for _ in range(5):
            y = -easel.between(0.05, 0.7)
            x = lean * -y + easel.between(-0.4, 0.4) * wide
            easel.line([(x, y), (x + 0.003, y - easel.between(0.04, 0.1))], 0.004, "4A382E", 0.5)
        side = 1 if easel.rng.random() < 0.5 else -1
        easel.line(
            [(lean * 0.5, -0.42), (lean * 0.5 + side * 0.1, -0.54), (lean * 0.5 + side * 0.18, -0.58)],
            0.016,
            "6B5040",
            curved=True,
        )
        if not plants.leafless(easel):
            tint = easel.about(plants.turned(easel, leaf), 0.02)
            plants.crown(easel, lean * 0.5 + side * 0.19, -0.6, 0.11, tint, dabs=6)


def _canopy(easel: Easel, y: float, leaf: Colour) -> None:
    count = int(easel.half / 0.085)
    for index in range(count):
        x = -easel.half + (index + 0.5) * easel.half * 2 / count
        sag = 0.09 * (abs(x) / easel.half) ** 2
        tint = easel.about(plants.turned(easel, leaf), 0.015)
        plants.crown(easel, x, y + sag + easel.between(-0.02, 0.03), 0.15, tint, dabs=6)


def fern(easel: Easel, size: float, colour: Colour) -> None:
    """A fern."""
    for index in range(7):
        angle = math.pi * (0.1 + 0.8 * index / 6)
        tip = (math.cos(angle) * size, -math.sin(angle) * size * 0.85 + abs(math.cos(angle)) * size * 0.25)
        middle = (tip[0] * 0.5, tip[1] * 0.72)
        easel.line([(0, 0), middle, tip], 0.004, colour, curved=True)
        for step in range(2, 9):
            t = step / 9
            x, y = tip[0] * t, middle[1] * 2 * t * (1 - t) + tip[1] * t * t
            leaf = size * 0.2 * (1 - t * 0.8)
            easel.fill(
                smooth(
                    [(x - leaf, y + leaf * 0.5), (x, y - leaf * 0.2), (x + leaf, y + leaf * 0.5), (x, y + leaf * 0.15)],
                    closed=True,
                ),
                colour,
                0.3,
            )


def shafts(stage: PaintedSet, *, strength: float = 0.20) -> None:
    """Light that falls through air, from the key's side: a plane of its own."""
    # In a room they fall in front of the floor, so they stand no farther than what is painted already.
    plane = stage.plane("shafts", max(0.7, stage.planes[-1].depth), scale=0.5)
    light = stage.light
    x, y = stage.stage_x(light.key_x), stage.top - 0.1
    colour = mix(light.palette.light, "FFF4D8", 0.3)
    for index in range(5):
        start = x + (index - 2) * 0.2
        lean = -plane.side * plane.between(0.3, 0.5)
        wide = plane.between(0.03, 0.08)
        path = polygon(
            [
                (start - wide * 0.4, y),
                (start + wide * 0.4, y),
                (start + lean + wide * 1.6, 0.12),
                (start + lean - wide * 1.6, 0.12),
            ]
        )
        plane.flat(path, colour, strength * light.strength * plane.between(0.6, 1.2), 0.02)


def desert(stage: PaintedSet) -> None:
    """Dunes with edges of light; palms and tents, or mesas in the Americas."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    sand = "E0B878" if culture != Culture.AFRICAN else "D9985A"
    far = stage.plane("far", 0.15)
    if culture in (Culture.AMERICAN_MODERN, Culture.LATIN_AMERICAN):
        _mesas(far)
    else:
        _dune(far, HORIZON + 0.03, 0.18, sand)
        _dune(far, HORIZON + 0.05, 0.12, vary(sand, -0.02))
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.5)
    _dune(middle, -0.03, 0.13, vary(sand, 0.01))
    if culture in (Culture.AMERICAN_MODERN, Culture.LATIN_AMERICAN):
        for place in (-0.7, -0.25, 0.5, 0.85):
            with middle.at(place * stage.half, -0.1, 0.6):
                cactus(middle)
    else:
        for place in (-0.62, -0.52, 0.66):
            with middle.at(place * stage.half, -0.1, 0.55):
                plants.palm(middle, 1.0)
        with middle.at(stage.half * 0.42, -0.09, 0.6):
            _tent(middle, stage.accent)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0)
    _dune(near, 0.0, 0.07, sand)
    for row in range(16):
        y = 0.0 + (near.bottom) * (row / 16) ** 1.2
        near.line(
            [(-stage.half + 2 * stage.half * i / 24, y + 0.008 * math.sin(i * 1.3 + row)) for i in range(25)],
            0.002 + 0.0002 * row,
            vary(sand, -0.07),
            0.45,
            curved=True,
        )
    ground.pebbles(near, 0.0, 16, "B08A5A")
    near.tooth()
    front = ground.front(stage, 1.5)
    for side in (-1.0, 1.0):
        with front.at(side * stage.half * 0.98, stage.bottom + 0.02, 1.0):
            for _ in range(12):
                lean = front.between(-0.14, 0.14)
                front.line([(lean * 0.3, 0), (lean, -front.between(0.1, 0.24))], 0.008, "7A6A3C")
    ground.softened(front)
    stage.drift += ["dust"]


def _dune(easel: Easel, base: float, tall: float, colour: Colour) -> None:
    for _ in range(3):
        x = easel.between(-easel.half, easel.half)
        wide = easel.between(0.5, 0.9)
        height = tall * easel.between(0.6, 1.0)
        crest = (x, base - height)
        whole = smooth(
            [
                (x - wide, base + 0.02),
                (x - wide * 0.45, base - height * 0.45),
                crest,
                (x + wide * 0.5, base - height * 0.35),
                (x + wide, base + 0.02),
            ]
        )
        whole.lineTo(x + wide, easel.bottom + 0.02)
        whole.lineTo(x - wide, easel.bottom + 0.02)
        whole.close()
        easel.fill(whole, colour, 0.35, upright=0.3)
        dark = -easel.side
        with easel.clipped(whole):
            easel.flat(
                smooth(
                    [
                        crest,
                        (x + dark * wide * 0.06, base - height * 0.6),
                        (x + dark * wide * 0.02, base - height * 0.25),
                        (x + dark * wide * 0.2, base + 0.05),
                        (x + dark * wide, base + 0.05),
                        (x + dark * wide * 0.5, base - height * 0.33),
                    ],
                    closed=True,
                ),
                easel.shade(colour, 0.6),
                0.75,
            )
    ridge(easel, base + 0.035, tall * 0.4, vary(colour, 0.01), 0.3, fade=0)


def _mesas(far: Easel) -> None:
    for _ in range(4):
        x, wide, tall = far.between(-far.half, far.half), far.between(0.12, 0.26), far.between(0.14, 0.3)
        far.poly(
            [
                (x - wide * 1.3, HORIZON + 0.02),
                (x - wide, HORIZON - tall * 0.55),
                (x - wide * 0.92, HORIZON - tall),
                (x + wide * 0.9, HORIZON - tall * 0.98),
                (x + wide, HORIZON - tall * 0.5),
                (x + wide * 1.35, HORIZON + 0.02),
            ],
            "B5603A",
            0.6,
        )
        for band in range(3):
            far.line(
                [
                    (x - wide * 0.95, HORIZON - tall * (0.9 - band * 0.15)),
                    (x + wide * 0.95, HORIZON - tall * (0.88 - band * 0.15)),
                ],
                0.008,
                "D98A55",
                0.6,
            )
    ridge(far, HORIZON + 0.04, 0.07, "C98A5A", 0.4, fade=0.4)


def cactus(easel: Easel) -> None:
    """A saguaro."""
    easel.shadow(0, 0.004, 0.08)
    easel.line([(0, 0), (0, -0.36)], 0.052, "4F7A4A")
    easel.line([(0, -0.14), (-0.09, -0.15), (-0.09, -0.26)], 0.034, "4F7A4A")
    easel.line([(0, -0.18), (0.08, -0.19), (0.08, -0.31)], 0.034, "4F7A4A")
    for x in (-0.012, 0.008):
        easel.line([(x, -0.01), (x, -0.36)], 0.004, "76A067", 0.7)


def _tent(easel: Easel, cloth: Colour) -> None:
    easel.shadow(0, 0.01, 0.3)
    easel.poly([(-0.3, 0), (-0.16, -0.14), (0, -0.24), (0.16, -0.14), (0.3, 0)], cloth, 0.6)
    easel.poly([(-0.06, 0), (0, -0.2), (0.06, 0)], "3A2E2C", 0.2)
    for x in (-0.2, 0.2):
        easel.line([(x * 0.8, -0.14 + 0.02), (x * 1.9, 0.01)], 0.004, "D9C6A0")
    buildings.frieze(easel, -0.24, -0.04, 0.16, 0.025, "F1E4CF", "diamond")
    buildings.frieze(easel, 0.08, -0.04, 0.16, 0.025, "F1E4CF", "diamond")
    easel.line([(0, -0.23), (0, -0.3)], 0.008, "7A5A3C")


def mountains(stage: PaintedSet) -> None:
    """High mountains above a lake and firs."""
    _alps(stage, snow=False)


def snow(stage: PaintedSet) -> None:
    """Snow everywhere, whatever falls."""
    _alps(stage, snow=True)
    if not stage.wet:
        stage.drift += ["snow"]


def _alps(stage: PaintedSet, *, snow: bool) -> None:  # noqa: C901 - one picture, top to bottom
    sky(stage, HORIZON)
    white = snow or stage.snowy
    far = stage.plane("far", 0.13)
    if stage.design.culture == Culture.CHINESE and not white:
        karst(far)
    else:
        peaks(far, HORIZON + 0.01, 0.62 if stage.half > 0.5 else 0.72, count=5 if stage.half > 0.5 else 3)
    far.rim(0.3)
    far.tooth()
    between = stage.plane("between", 0.32)
    ridge(between, HORIZON + 0.03, 0.17, "DCE6EE" if white else "5E7F72", 0.45, fade=0.45)
    for _ in range(26):
        with between.at(between.between(-stage.half, stage.half), HORIZON + between.between(-0.03, 0.02), 0.2):
            plants.pine(between, 1.0)
    if not white:
        water(between, HORIZON + 0.022, 0.05, "4E8FA3")
    between.rim(0.3)
    between.tooth()
    middle = stage.plane("middle", 0.6, 0.6)
    turf = "E6EDF3" if white else "7F9A5C"
    ground.earth(middle, -0.085, turf, rough=0.02, streaks=30)
    for index in range(12):
        x = -stage.half + (index + middle.between(0.2, 0.8)) * stage.half / 6
        if abs(x) > stage.half * 0.38:
            with middle.at(x, -0.07 + middle.between(-0.01, 0.02)):
                plants.pine(middle, middle.between(0.4, 0.72))
    if stage.half > 0.5:
        with middle.at(stage.half * 0.4 * (1 if stage.design.seed % 2 else -1), -0.07, 0.42):
            houses.house_of(stage.design.culture, rural=True)(middle, 1.0)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.4)
    ground.earth(near, -0.03, turf if white else "8A9A62", rough=0.018)
    if not white:
        ground.path_way(near, -0.025, "BDA27A", far=0.06, near=0.4, bend=0.1)
        plants.grass(near, -0.02, 110, 0.035)
        ground.pebbles(near, 0.0, 30)
    for side in (-1.0, 1.0):
        rock(near, side * stage.half * 0.86, 0.01, 0.14, white=white)
    near.rim(0.4)
    near.tooth()
    front = ground.front(stage, 1.5)
    for side in (-1.0, 1.0):
        with front.at(side * stage.half * 1.02, stage.bottom + 0.22, 1.35):
            plants.pine(front, 1.0, "24463E")
    ground.softened(front)
    if not white:
        stage.drift += ["birds"]


def rock(easel: Easel, x: float, y: float, size: float, *, white: bool = False, colour: Colour = "8A8580") -> None:
    """A boulder of three faces."""
    easel.shadow(x, y, size * 1.2)
    easel.poly(
        [
            (x - size, y),
            (x - size * 0.8, y - size * 0.5),
            (x - size * 0.2, y - size * 0.85),
            (x + size * 0.5, y - size * 0.7),
            (x + size, y - size * 0.2),
            (x + size * 0.9, y),
        ],
        colour,
        0.6,
    )
    easel.poly(
        [
            (x - size * 0.8, y - size * 0.5),
            (x - size * 0.2, y - size * 0.85),
            (x + size * 0.5, y - size * 0.7),
            (x + size * 0.1, y - size * 0.45),
            (x - size * 0.4, y - size * 0.4),
        ],
        "EEF3F7" if white else vary(colour, 0.07),
        0.3,
    )


def cave(stage: PaintedSet) -> None:
    """A cave that opens to the sky, with a fire inside."""
    light = stage.light
    sky(stage, HORIZON, "view")
    far = stage.plane("far", 0.2)
    ridge(far, HORIZON + 0.06, 0.2, "7A8A80", 0.45)
    far.tooth()
    wall = stage.plane("wall", 0.55)
    stone = "8A7566"
    hole = smooth(
        [(-0.3, 0.02), (-0.34, -0.2), (-0.22, -0.42), (0.0, -0.5), (0.21, -0.43), (0.32, -0.22), (0.29, 0.02)],
        closed=True,
    )
    whole = box(-stage.half - 0.02, stage.top - 0.02, stage.half * 2 + 0.04, stage.bottom - stage.top + 0.04)
    rockface = skia.Op(whole, hole, skia.kDifference_PathOp)
    wall.fill(rockface, stone, 0.0)
    with wall.clipped(rockface):
        for _ in range(70):
            x, y, size = wall.between(-stage.half, stage.half), wall.between(stage.top, 0.1), wall.between(0.06, 0.18)
            wall.poly(
                [
                    (x - size, y),
                    (x - size * 0.3, y - size * 0.6),
                    (x + size, y - size * 0.1),
                    (x + size * 0.4, y + size * 0.6),
                ],
                wall.about(stone, 0.02),
                0.7,
            )
        dark = wall.shade(stone, 1.0)
        wall.gradient(stage.top, 0.1, [(0.0, dark, 0.85), (0.6, dark, 0.25), (1.0, dark, 0.4)])
        glow = mix(light.palette.light, "FF9E4A", 0.5)
        wall.pool(-0.45 * stage.half / 0.89, -0.15, 0.55, glow, 0.5)
        outside = stage.outdoor_light.palette.light
        wall.pool(0, -0.24, 0.62, mix(outside, stage.outdoor_light.palette.sky_low, 0.4), 0.42)
    wall.tooth()
    hang = stage.plane("middle", 0.75)
    for index in range(15):
        x = -stage.half + (index + hang.between(0.1, 0.9)) * stage.half * 2 / 15
        tall = hang.between(0.1, 0.34) * (0.55 + 0.6 * abs(x) / stage.half)
        wide = tall * 0.2
        hang.poly(
            [(x - wide, stage.top - 0.01), (x, stage.top + tall), (x + wide, stage.top - 0.01)],
            hang.about(vary(stone, -0.05), 0.02),
            0.8,
        )
        if abs(x) > 0.4 * stage.half:
            hang.poly(
                [(x - wide * 1.2, 0.02), (x + 0.01, -tall * 0.7), (x + wide * 1.2, 0.02)],
                hang.about(vary(stone, -0.04), 0.02),
                0.8,
            )
    hang.rim()
    hang.tooth()
    floor = stage.plane("stage", 1.0)
    ground.earth(floor, -0.045, vary(stone, -0.03), rough=0.02)
    ground.pebbles(floor, -0.02, 60, "8A7A6C")
    fire_x = -0.5 * stage.half
    for log in (-0.05, 0.0, 0.05):
        floor.line([(fire_x + log - 0.05, 0.005), (fire_x - log + 0.05, -0.015)], 0.02, "5A3E2C")
    blaze(floor, fire_x, -0.012, 0.11)
    floor.pool(fire_x, 0.02, 0.5, mix("FF9E4A", light.palette.light, 0.2), 0.5, flat=0.3)
    for side in (-1.0, 1.0):
        rock(floor, side * stage.half * 0.88, 0.02, 0.16, colour=vary(stone, -0.02))
    floor.rim(0.4)
    floor.tooth()
    front = ground.front(stage)
    edge = min(0.16, stage.half * 0.19)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.fill(
            smooth(
                [
                    (x + side * 0.03, stage.top - 0.05),
                    (x - side * edge * 1.7, stage.top - 0.03),
                    (x - side * edge * 0.9, stage.top + 0.2),
                    (x - side * edge * 0.55, -0.25),
                    (x - side * edge, 0.0),
                    (x - side * edge * 1.3, stage.bottom + 0.02),
                    (x + side * 0.03, stage.bottom + 0.03),
                ],
                closed=True,
            ),
            "4A3E3A",
            0.8,
        )
    ground.softened(front)
    stage.drift += ["embers", "dust"]


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
        row_of(middle, plants.japanese_pine, 4, HORIZON + 0.02, 0.6)
        with middle.at(-0.35 * stage.half, HORIZON + 0.03, size * 0.5):
            buildings.hall(middle, 1.0)
        with middle.clipped(
            smooth([(-0.3, -0.07), (0.1, -0.1), (0.6, -0.09), (0.85, -0.05), (0.5, -0.02), (0.0, -0.015)], closed=True)
        ):
            water(middle, -0.1, 0.0, "5A9A98")
        _bridge(middle, 0.3 * stage.half, -0.035, size * 0.8)
    elif culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN, Culture.MIDDLE_EASTERN):
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


def battlefield(stage: PaintedSet) -> None:
    """After or before a battle: torn banners, spears, smoke, a fort."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    hills(stage, HORIZON, "8A7A66", 0.26)
    middle = stage.plane("middle", 0.5, 1.0)
    ground.earth(middle, HORIZON, "8F7A58", rough=0.02, streaks=40)
    with middle.at(stage.half * 0.45, HORIZON + 0.02, fit(stage, 0.5) * 0.7):
        _fort(middle)
    for side in (-1.0, 1.0):
        for index in range(9):
            x = side * stage.half * (0.4 + 0.07 * index)
            middle.line([(x, HORIZON + 0.06), (x + 0.01, HORIZON - 0.12 - 0.02 * (index % 3))], 0.006, "6B4E38")
            middle.poly(
                [
                    (x + 0.004, HORIZON - 0.13 - 0.02 * (index % 3)),
                    (x + 0.011, HORIZON - 0.165 - 0.02 * (index % 3)),
                    (x + 0.018, HORIZON - 0.13 - 0.02 * (index % 3)),
                ],
                "C9CDD0",
                0.4,
            )
            if index % 3 == 0:
                buildings.pennant(
                    middle, x + 0.03, HORIZON + 0.05, 0.34, stage.accents[index // 3 % len(stage.accents)]
                )
    _smoke(middle, stage)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.8)
    ground.earth(near, -0.045, "93774F", rough=0.02)
    ground.pebbles(near, -0.02, 50)
    plants.grass(near, -0.03, 80, 0.04, "8A8048")
    for place, lean in ((-0.72, 0.1), (-0.6, -0.06), (0.7, -0.1), (0.34, 0.16)):
        x = place * stage.half
        near.line([(x, 0.01), (x + lean, -0.34)], 0.01, "6B4E38")
        near.poly([(x + lean - 0.014, -0.335), (x + lean * 1.15, -0.4), (x + lean + 0.014, -0.335)], "C9CDD0", 0.5)
    _torn_banner(near, -0.84 * stage.half * stage.hand, 0.0, 0.62, stage.accent)
    _shield(near, 0.62 * stage.half * stage.hand, -0.03, 0.085, stage.accents[1], culture)
    _shield(near, -0.46 * stage.half * stage.hand, 0.045, 0.06, stage.accents[0], culture)
    _wheel(near, 0.82 * stage.half * stage.hand, 0.015, 0.13)
    near.rim(0.5)
    near.tooth()
    front = ground.front(stage, 0.8)
    for side in (-1.0, 1.0):
        for index in range(5):
            x = side * stage.half * (1.0 - 0.05 * index)
            front.line(
                [(x, stage.bottom), (x - side * 0.05 * index, stage.bottom - 0.34 + 0.05 * index)], 0.014, "4A3A2C"
            )
            tip = x - side * 0.05 * index
            top = stage.bottom - 0.34 + 0.05 * index
            front.poly([(tip - 0.016, top), (tip, top - 0.06), (tip + 0.016, top)], "8A9098", 0.5)
    ground.softened(front)
    stage.drift += ["embers", "dust"]


def _smoke(easel: Easel, stage: PaintedSet) -> None:
    """Columns of smoke that lean with the wind, fire at the foot of one."""
    dark = mix(stage.light.palette.shade, "5A5048", 0.5)
    for place, wide in ((-0.5, 0.05), (0.12, 0.04), (0.72, 0.06)):
        x = place * stage.half
        for puff in range(9):
            t = puff / 8
            radius = wide * (0.8 + 2.6 * t)
            easel.soft(
                mix(dark, stage.light.palette.sky_low, 0.45 * t),
                0.6 * (1 - 0.7 * t),
                [
                    skia.Path.Circle(
                        x + 0.3 * t * t * stage.hand + 0.02 * math.sin(puff * 2.1), HORIZON - 0.5 * t, radius
                    )
                ],
                radius * 0.35,
            )
        blaze(easel, x, HORIZON + 0.05, 0.05)


def _torn_banner(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A standard on its pole, its hem in shreds."""
    easel.line([(x, y), (x + 0.03, y - size)], 0.014, "6B4E38")
    easel.line([(x + 0.03 - 0.03, y - size * 0.97), (x + 0.03 + 0.24, y - size * 0.93)], 0.01, "6B4E38")
    hem = [(x + 0.25 - 0.024 * i, y - size * (0.52 if i % 2 else 0.42 + 0.03 * (i % 3))) for i in range(10)]
    easel.poly([(x + 0.035, y - size * 0.96), (x + 0.26, y - size * 0.93), *hem], colour, 0.6)
    easel.oval(x + 0.14, y - size * 0.74, 0.05, 0.05, vary(colour, 0.12), 0.4)
    easel.oval(x + 0.14, y - size * 0.74, 0.026, 0.026, "E3C98A", 0.5)


def _wheel(easel: Easel, x: float, y: float, radius: float) -> None:
    """A broken cart's wheel, half in the ground."""
    easel.shadow(x, y, radius)
    with easel.clipped(box(x - radius * 1.2, y - radius * 2, radius * 2.4, radius * 2)):
        easel.stroke(skia.Path.Circle(x, y - radius * 0.7, radius), 0.02, easel.seen("6B4E38"))
        for spoke in range(8):
            angle = math.tau * spoke / 8 + 0.2
            tip = (x + math.cos(angle) * radius, y - radius * 0.7 + math.sin(angle) * radius)
            easel.line([(x, y - radius * 0.7), tip], 0.011, "7A5A40")
        easel.oval(x, y - radius * 0.7, 0.024, 0.024, "5A4030", 0.6)


def _fort(easel: Easel) -> None:
    easel.rect(-0.4, -0.22, 0.8, 0.225, "A88A66", 0.5)
    for x in (-0.4, 0.0, 0.4):
        easel.rect(x - 0.08, -0.34, 0.16, 0.345, "B0926C", 0.9)
        for notch in range(3):
            easel.rect(x - 0.08 + notch * 0.06, -0.375, 0.04, 0.04, "B0926C", 0.5)
    for notch in range(10):
        easel.rect(-0.38 + notch * 0.08, -0.25, 0.045, 0.035, "A88A66", 0.4)
    buildings.opening(easel, 0, 0, 0.09, 0.16, "pointed", frame="8A6E50")


def _shield(easel: Easel, x: float, y: float, size: float, colour: Colour, culture: Culture) -> None:
    easel.shadow(x, y + 0.04, size * 1.2)
    if culture in (Culture.EUROPEAN_OLD, Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN):
        easel.fill(
            smooth(
                [
                    (x - size, y - size),
                    (x, y - size * 1.1),
                    (x + size, y - size),
                    (x + size * 0.8, y + size * 0.2),
                    (x, y + size * 0.9),
                    (x - size * 0.8, y + size * 0.2),
                ],
                closed=True,
            ),
            colour,
            0.7,
        )
        return
    easel.oval(x, y - size * 0.4, size, size, "8A6A3C", 0.8)
    easel.oval(x, y - size * 0.4, size * 0.84, size * 0.84, colour, 0.8)
    for boss in range(5):
        angle = math.tau * boss / 5
        easel.oval(
            x + math.cos(angle) * size * 0.4 * (boss > 0),
            y - size * 0.4 + math.sin(angle) * size * 0.4 * (boss > 0),
            size * 0.13,
            size * 0.13,
            "D9A441",
            0.8,
        )
