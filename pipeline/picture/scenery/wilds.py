"""Land that nobody tills: desert, mountains, snow, cave."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.country import HORIZON
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, smooth
from pipeline.picture.scenery.sacred import blaze, karst
from pipeline.picture.scenery.sky import peaks, ridge, sky, water
from pipeline.vocabulary import Culture


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
