"""Water's edge and town: ghat, beach, harbour, ship, city street, rooftop, market, station, courtyard."""

from __future__ import annotations

import itertools
import math

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.parks import bench
from pipeline.picture.scenery.sacred import EAST_ASIAN, flame, lamps_along, stone_lantern
from pipeline.picture.scenery.sky import hills, ridge, sky, skyline, water
from pipeline.vocabulary import Culture

HORIZON = -0.13
MODERN = frozenset({Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN})


def boat(easel: Easel, x: float, y: float, size: float, colour: Colour = "7A4B30", sail: Colour | None = None) -> None:
    """A wooden boat with its reflection; a sail if a colour is given."""
    with easel.at(x, y, size):
        easel.flat(
            smooth([(-0.26, 0.02), (0, 0.07), (0.26, 0.02), (0, 0.03)], closed=True),
            easel.shade(colour, 0.9),
            0.35,
            0.008,
        )
        if sail is not None:
            easel.line([(0, -0.02), (0, -0.5)], 0.012, "5A4030")
            easel.fill(smooth([(0.01, -0.48), (0.17, -0.28), (0.2, -0.1), (0.01, -0.08)], closed=True), sail, 0.6)
            easel.fill(
                smooth([(-0.01, -0.42), (-0.1, -0.22), (-0.13, -0.1), (-0.01, -0.08)], closed=True),
                vary(sail, -0.05),
                0.6,
            )
        easel.fill(
            smooth(
                [
                    (-0.3, -0.09),
                    (-0.2, -0.03),
                    (0, -0.015),
                    (0.2, -0.03),
                    (0.3, -0.09),
                    (0.2, 0.025),
                    (0, 0.04),
                    (-0.2, 0.025),
                ],
                closed=True,
            ),
            colour,
            0.7,
        )
        easel.line(
            [(-0.29, -0.085), (-0.19, -0.032), (0, -0.017), (0.19, -0.032), (0.29, -0.085)],
            0.012,
            vary(colour, 0.12),
            curved=True,
        )


def river_ghat(stage: PaintedSet) -> None:
    """Stone steps down to the river, temples and palaces on the bank, boats and floating lamps."""
    sky(stage, HORIZON - 0.03)
    culture = stage.design.culture
    far = stage.plane("far", 0.2)
    ridge(far, HORIZON - 0.03, 0.09, "7A8A6A", 0.4, fade=0.4)
    if culture in EAST_ASIAN:
        for place in (-0.6, 0.1, 0.7):
            with far.at(place * stage.half, HORIZON - 0.03, 0.34):
                (buildings.pagoda if place > 0.5 else buildings.hall)(far, 1.0)
    else:
        _bank(far, stage, culture)
    far.rim(0.4)
    far.tooth()
    middle = stage.plane("middle", 0.5)
    water(middle, HORIZON - 0.035, 0.04, "4E8A92")
    boat(middle, 0.42 * stage.half, -0.07, 0.62, "6B4632", None)
    boat(middle, -0.5 * stage.half, -0.115, 0.36, "7A5038", stage.accent)
    middle.tooth(0.03)
    near = stage.plane("stage", 1.0)
    stone = "C0A182"
    ground.paving(near, -0.03, stone, rows=6, columns=13, vanish=-0.6)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.92
        for index in range(4):
            wide = stage.half * (0.36 - 0.06 * index)
            near.rect(x - wide / 2, -0.03 - 0.028 * (index + 1), wide, 0.03, vary(stone, 0.02 * index), 0.4)
        if culture in EAST_ASIAN:
            stone_lantern(near, x, -0.14)
            continue
        near.rect(x - 0.075, -0.36, 0.15, 0.22, "C99A72", 0.8)
        buildings.opening(near, x, -0.14, 0.08, 0.14, "cusped", frame="D9B28A")
        buildings.dome(near, x, -0.36, 0.085, "C98A5E", ribs=5)
    lamps_along(near, (-0.6 * stage.half, 0.6 * stage.half), -0.012)
    for place in (-0.42, 0.35, 0.5):
        diya(near, place * stage.half, 0.055)
    near.rim(0.45)
    near.tooth()
    front = ground.front(stage, 2.0)
    edge = min(0.3, stage.half * 0.34)
    for side in (-1.0, 1.0):
        plants.leaves_hanging(front, side * stage.half, stage.top, edge, 32, "2E4A36", -side)
    ground.softened(front)
    stage.drift += ["birds", "mist"] if not stage.dark else ["fireflies"]


def _bank(far: Easel, stage: PaintedSet, culture: Culture) -> None:
    y = HORIZON - 0.03
    x = -stage.half
    while x < stage.half + 0.1:
        kind = int(far.rng.integers(4))
        with far.at(x, y, far.between(0.3, 0.42)):
            if kind == 0 and culture == Culture.SOUTH_INDIAN:
                buildings.gopuram(far, 1.0)
            elif kind <= 1:
                buildings.shikhara(far, 1.0, far.any_of(("C99A72", "B9765A", "D9B08A")), flag=stage.accent)
            else:
                houses.indian_house(far, 1.1, far.any_of(("E2B07A", "D98F6A", "E7CF9E", "C9A58A")))
        x += far.between(0.14, 0.26)
    for step in range(5):
        wide = stage.half * 2 + 0.04
        far.rect(-wide / 2, y - 0.03 + step * 0.009, wide, 0.0095, vary("C9A880", -0.02 * (step % 2)), 0.1)


def diya(easel: Easel, x: float, y: float, size: float = 0.045) -> None:
    """A clay lamp with its flame, lit at every hour."""
    easel.shadow(x, y, size)
    easel.fill(
        smooth(
            [
                (x - size * 0.6, y - size * 0.42),
                (x - size * 0.3, y - size * 0.02),
                (x + size * 0.3, y - size * 0.02),
                (x + size * 0.75, y - size * 0.5),
                (x, y - size * 0.34),
            ],
            closed=True,
        ),
        "B5633C",
        0.8,
    )
    flame(easel, x + size * 0.5, y - size * 0.42, size * 0.5)


def beach(stage: PaintedSet) -> None:
    """Sea, surf in curves, sand, palms or pines, a boat drawn up."""
    culture = stage.design.culture
    sky(stage, HORIZON - 0.06)
    far = stage.plane("far", 0.15)
    water(far, HORIZON - 0.06, 0.02, "3F93A8")
    headland = smooth(
        [
            (stage.half, HORIZON - 0.2),
            (stage.half * 0.62, HORIZON - 0.13),
            (stage.half * 0.3, HORIZON - 0.065),
            (stage.half, HORIZON - 0.05),
        ],
        closed=True,
    )
    with far.at(0, 0, 1.0, mirrored=bool(stage.design.seed % 2)):
        far.fill(headland, "6E8A78", 0.5)
    far.tooth(0.03)
    middle = stage.plane("middle", 0.5)
    boat(middle, -0.3 * stage.half * (1 if stage.design.seed % 2 else -1), HORIZON + 0.0, 0.42, "8A4A3A", "EFE4CC")
    middle.gradient(
        HORIZON - 0.005, HORIZON + 0.1, [(0.0, middle.seen("4E9AA8"), 0.0), (1.0, middle.seen("58A5AC"), 0.8)]
    )
    _surf(middle, HORIZON + 0.055, "F4F4EC")
    middle.rim()
    near = stage.plane("stage", 1.0, 0.6)
    sand = "E3C896"
    ground.earth(near, -0.045, sand, rough=0.02)
    wet = smooth(
        [
            (-stage.half - 0.05, -0.06),
            (-0.5, -0.05),
            (0.0, -0.062),
            (0.5, -0.048),
            (stage.half + 0.05, -0.058),
            (stage.half + 0.05, -0.02),
            (0.4, -0.015),
            (-0.1, -0.028),
            (-0.6, -0.012),
            (-stage.half - 0.05, -0.022),
        ],
        closed=True,
    )
    near.flat(wet, near.shade(vary(sand, -0.05), 0.25), 0.75)
    _surf(near, -0.05, "F7F5EC")
    ground.pebbles(near, 0.0, 26, "D9B98C")
    for index in range(9):
        _shell(near, near.between(-stage.half, stage.half), near.between(0.0, stage.bottom * 0.8), index)
    tree = plants.japanese_pine if culture in EAST_ASIAN else plants.palm
    for place in (-0.92, -0.78, 0.94):
        with near.at(place * stage.half, -0.005):
            tree(near, near.between(0.9, 1.15))
    boat(near, 0.62 * stage.half, -0.005, 0.6, "3F7A8A")
    near.rim(0.45)
    near.tooth()
    ground.leafy_frame(stage, "35603F", grass_blades=False)
    stage.drift += ["birds"]


def _shell(easel: Easel, x: float, y: float, kind: int) -> None:
    """A shell or a starfish on the sand."""
    size = 0.012 + 0.05 * max(0.0, y)
    if kind % 3 == 0:
        points = []
        for step in range(10):
            angle = math.tau * step / 10 - 0.3
            reach = size * (1.5 if step % 2 == 0 else 0.55)
            points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.5))
        easel.poly(points, "D9704A", 0.5)
        return
    easel.fill(
        smooth(
            [
                (x - size, y),
                (x - size * 0.7, y - size * 0.8),
                (x, y - size * 1.1),
                (x + size * 0.7, y - size * 0.8),
                (x + size, y),
            ],
            closed=True,
        ),
        ("F1E0CC", "E8B8A4")[kind % 2],
        0.7,
    )
    for rib in (-0.5, 0.0, 0.5):
        easel.line([(x, y), (x + rib * size, y - size * 0.8)], size * 0.1, "C99A82", 0.7)


def _surf(easel: Easel, y: float, colour: Colour) -> None:
    for row in range(3):
        points = [
            (
                -easel.half - 0.05 + (easel.half * 2 + 0.1) * i / 14,
                y + 0.014 * row + 0.008 * math.sin(i * 1.4 + row * 2),
            )
            for i in range(15)
        ]
        easel.line(points, 0.006 - 0.0012 * row, colour, 0.8 - 0.22 * row, curved=True)


def harbour(stage: PaintedSet) -> None:
    """A quay on a bay: boats, houses, gulls, a lighthouse on the headland."""
    culture = stage.design.culture
    sky(stage, HORIZON - 0.03)
    hills(stage, HORIZON - 0.02, "7C8F86", 0.2, 2)
    far = stage.plane("headland", 0.3)
    _headland(far, -stage.hand)
    middle = stage.plane("middle", 0.5)
    water(middle, HORIZON + 0.013, 0.05, "457F92")
    house = houses.low_house_of(culture)
    # The town on one arm of the bay, the light on the other, the open sea between them.
    for index in range(4):
        with middle.at(stage.hand * (0.12 + index * 0.27) * stage.half, HORIZON, 0.42):
            house(middle, 1.0)
    quay = 0.0 if stage.hand > 0 else -stage.half
    middle.rect(quay, HORIZON - 0.005, stage.half, 0.026, "8A8078", 0.3)
    for place, size in ((0.66, 0.85), (0.02, 0.55), (-0.82, 0.75)):
        boat(
            middle,
            place * stage.hand * stage.half,
            -0.045 if size > 0.6 else -0.085,
            size,
            middle.any_of(("7A4B30", "2F6690", "A8423A")),
            "EFE4CC",
        )
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0)
    ground.paving(near, -0.03, "A08A70", rows=0, columns=26, vanish=-0.9)
    near.rect(-stage.half, -0.036, stage.half * 2, 0.02, "7A6450", 0.4)
    for place in (-0.55, 0.55):
        x = place * stage.half
        near.shadow(x, 0.0, 0.05)
        near.rect(x - 0.022, -0.075, 0.044, 0.075, "4A4644", 0.8, 0.012)
        near.rect(x - 0.03, -0.085, 0.06, 0.02, "5A5450", 0.6, 0.008)
        near.line([(x, -0.04), (x + 0.07, -0.015), (x + 0.13, -0.035)], 0.008, "C9B48C", curved=True)
    for x, y, size in ((-0.84, 0.0, 0.14), (-0.7, 0.01, 0.11), (-0.83, -0.14, 0.11)):
        crate(near, x * stage.half, y, size)
    barrel(near, 0.8 * stage.half, 0.0, 0.15)
    barrel(near, 0.9 * stage.half, 0.02, 0.15)
    buildings.street_lamp(near, 0.94 * stage.half, -0.02, 0.62, -1.0)
    near.rim(0.5)
    near.tooth()
    front = ground.front(stage, 0.6)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.965
        front.line([(x, stage.top), (x, stage.bottom)], 0.05, "5A4434")
        for rope in range(4):
            front.line([(x, stage.top + 0.1 * rope), (x - side * 0.2, stage.top - 0.02)], 0.01, "6B5540")
    front.line([(-stage.half, stage.top + 0.03), (stage.half, stage.top + 0.02)], 0.022, "5A4434")
    ground.softened(front)
    stage.drift += ["birds"]


def _headland(far: Easel, side: float) -> None:
    """A rock that runs out into the sea, with a lighthouse on its end."""
    half = far.half
    water(far, HORIZON - 0.012, 0.02, "4E8799")
    ridge = ((1.05, -0.11), (0.86, -0.1), (0.6, -0.055), (0.4, -0.045), (0.22, 0.012), (1.05, 0.012))
    rock = [(side * half * across, HORIZON + up) for across, up in ridge]
    far.fill(smooth(rock, closed=True), "6E6A62", 0.6)
    for stone in range(9):
        x = side * half * (0.24 + 0.085 * stone)
        far.oval(x, HORIZON + 0.008, 0.03, 0.014, far.about("5E5A54", 0.03), 0.6)
    lighthouse(far, side * half * 0.46, HORIZON - 0.045, 0.4)
    far.rim()
    far.tooth()


def lighthouse(easel: Easel, x: float, y: float, tall: float) -> None:
    """A lighthouse, its foot at (x, y); when lamps burn its beam goes out to both sides."""
    foot, head = tall * 0.13, tall * 0.075
    top = y - tall * 0.8
    tower = polygon([(x - foot, y), (x + foot, y), (x + head, top), (x - head, top)])
    easel.fill(tower, "EDE6D8", 0.8, upright=0.1)
    with easel.clipped(tower):
        for band in (0.16, 0.5):
            easel.rect(x - foot, y - tall * (band + 0.16), foot * 2, tall * 0.16, "B8433E", 0.7)
    for window in (0.1, 0.42, 0.68):
        easel.rect(x - tall * 0.014, y - tall * window - tall * 0.05, tall * 0.028, tall * 0.05, "4A4A50", 0.2)
    easel.rect(x - head * 1.5, top - tall * 0.02, head * 3, tall * 0.035, "4A4A50", 0.4)
    on = easel.set.lamps_on
    easel.rect(x - head * 0.75, top - tall * 0.12, head * 1.5, tall * 0.1, "FFE6A8" if on else "9FB4B8", 0.2)
    for pane in (-0.75, 0.0, 0.75):
        easel.line([(x + head * pane, top - tall * 0.12), (x + head * pane, top - tall * 0.02)], tall * 0.008, "4A4A50")
    cap = [(x - head, top - tall * 0.12), (x, top - tall * 0.2), (x + head, top - tall * 0.12)]
    easel.poly(cap, "8E3A36", 0.6)
    if on:
        level = top - tall * 0.07
        shine = easel.shining("FFE0A0")
        # The beam thins out on its way.
        for side, reach in itertools.product((-1.0, 1.0), (0.25, 0.45, 0.7, 1.0, 1.4)):
            end, wide = x + side * reach, 0.075 * reach
            beam = polygon([(x, level - 0.004), (end, level - wide), (end, level + wide * 0.5), (x, level + 0.004)])
            easel.soft(shine, 0.055, (beam,), 0.012 + 0.02 * reach)
        easel.glow(x, level, 0.12, "FFE0A0", 0.1, 0.6)


def crate(easel: Easel, x: float, y: float, size: float, colour: Colour = "B08A5A") -> None:
    """A wooden crate."""
    easel.shadow(x, y, size * 0.8)
    easel.rect(x - size / 2, y - size, size, size, colour, 0.5)
    for part in (0.0, 0.88):
        easel.rect(x - size / 2, y - size + size * part, size, size * 0.12, vary(colour, -0.05), 0.4)
        easel.rect(x - size / 2 + size * part, y - size, size * 0.12, size, vary(colour, -0.04), 0.4)
    easel.line([(x - size * 0.4, y - size * 0.1), (x + size * 0.4, y - size * 0.9)], size * 0.1, vary(colour, -0.05))


def barrel(easel: Easel, x: float, y: float, size: float, colour: Colour = "8A5A3A") -> None:
    """A barrel."""
    easel.shadow(x, y, size * 0.6)
    easel.fill(
        smooth(
            [
                (x - size * 0.3, y),
                (x - size * 0.38, y - size * 0.5),
                (x - size * 0.3, y - size),
                (x + size * 0.3, y - size),
                (x + size * 0.38, y - size * 0.5),
                (x + size * 0.3, y),
            ],
            closed=True,
        ),
        colour,
        0.9,
        upright=0.1,
    )
    for part in (0.18, 0.82):
        easel.rect(x - size * 0.36, y - size * part - size * 0.03, size * 0.72, size * 0.06, "4A4644", 0.6)


def ship(stage: PaintedSet) -> None:
    """On deck: mast, rigging and sails, rail, the sea around."""
    sky(stage, HORIZON - 0.08)
    far = stage.plane("far", 0.12)
    water(far, HORIZON - 0.08, 0.05, "2F7A92")
    far.tooth(0.03)
    middle = stage.plane("middle", 0.6)
    middle.line([(0.0, 0.0), (0.0, stage.top)], 0.05, "6B4A34")
    sail = "EADFC6"
    for x, wide, y in ((0.0, min(0.42, stage.half * 0.6), -0.34), (0.0, min(0.34, stage.half * 0.5), -0.66)):
        middle.line([(x - wide - 0.03, y - 0.28), (x + wide + 0.03, y - 0.28)], 0.02, "6B4A34")
        middle.fill(
            smooth(
                [
                    (x - wide, y - 0.27),
                    (x - wide * 0.86, y - 0.12),
                    (x - wide * 0.98, y),
                    (x, y - 0.05),
                    (x + wide * 0.98, y),
                    (x + wide * 0.86, y - 0.12),
                    (x + wide, y - 0.27),
                ],
                closed=True,
            ),
            sail,
            0.6,
            upright=0.4,
        )
    middle.oval(0, -0.47, 0.07, 0.07, stage.accent, 0.3)
    for side in (-1.0, 1.0):
        for index in range(5):
            middle.line(
                [(side * stage.half * (0.7 + 0.06 * index), -0.02), (side * 0.02, stage.top + 0.03)], 0.004, "4A3A30"
            )
    middle.rect(-stage.half, -0.19, stage.half * 2, 0.026, "7A5238", 0.5)
    for index in range(int(stage.half * 2 / 0.07)):
        x = -stage.half + 0.035 + index * 0.07
        middle.fill(
            smooth(
                [
                    (x - 0.012, -0.04),
                    (x - 0.018, -0.11),
                    (x - 0.008, -0.17),
                    (x + 0.008, -0.17),
                    (x + 0.018, -0.11),
                    (x + 0.012, -0.04),
                ],
                closed=True,
            ),
            "8A5F42",
            0.8,
        )
    middle.rim()
    middle.tooth()
    deck = stage.plane("stage", 1.0)
    ground.paving(deck, -0.06, "B58A5C", rows=0, columns=30, vanish=-0.55)
    deck.rect(-stage.half, -0.066, stage.half * 2, 0.024, "6B4632", 0.5)
    barrel(deck, -0.76 * stage.half, 0.0, 0.17)
    barrel(deck, -0.62 * stage.half, -0.01, 0.15)
    crate(deck, 0.78 * stage.half, 0.0, 0.17)
    for ring in range(3):
        deck.stroke(
            skia.Path.Oval(
                skia.Rect.MakeXYWH(
                    0.5 * stage.half - 0.07 + ring * 0.01, 0.015 - ring * 0.012, 0.14 - ring * 0.02, 0.045
                )
            ),
            0.012,
            deck.seen("C9B48C"),
        )
    deck.rim(0.45)
    deck.tooth()
    front = ground.front(stage, 1.0)
    for side in (-1.0, 1.0):
        for index in range(4):
            front.line(
                [
                    (side * stage.half * (1.02 - 0.0 * index), stage.bottom - 0.06 * index),
                    (side * stage.half * (0.78 + 0.05 * index), stage.top),
                ],
                0.013,
                "4A3A30",
            )
        for rung in range(9):
            y = stage.bottom - 0.11 * rung
            front.line([(side * stage.half, y), (side * stage.half * (0.99 - 0.016 * rung), y)], 0.01, "4A3A30")
    front.fill(
        smooth(
            [
                (-stage.half, stage.top - 0.02),
                (stage.half, stage.top - 0.02),
                (stage.half, stage.top + 0.05),
                (0, stage.top + 0.02),
                (-stage.half, stage.top + 0.06),
            ],
            closed=True,
        ),
        "CFC2A6",
        0.5,
    )
    ground.softened(front)
    stage.drift += ["birds"]


def city_street(stage: PaintedSet) -> None:  # noqa: C901, PLR0915 - one picture, top to bottom
    """A street: houses or towers on both sides, shops with awnings, lamps, a road."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    far = stage.plane("far", 0.18)
    if culture == Culture.EUROPEAN_OLD:
        with far.at(0.1, HORIZON, 0.6):
            buildings.church_front(far)
        ridge(far, HORIZON + 0.02, 0.1, "7A8478", 0.5)
    else:
        skyline(far, HORIZON + 0.02, 0.5)
    far.rim(0.25)
    far.tooth()
    middle = stage.plane("middle", 0.5)
    row_houses(middle, stage, HORIZON + 0.02, 0.6, 0.30)
    middle.rim()
    middle.tooth()
    row = stage.plane("houses", 0.75)
    ground.paving(row, HORIZON + 0.055, "9A948A", rows=5, columns=23)
    row_houses(row, stage, HORIZON + 0.075, 0.92, 0.46, gap=0.36 * stage.half)
    if stage.half > 0.5 or culture in EAST_ASIAN:
        if culture in (Culture.JAPANESE, Culture.CHINESE):
            buildings.lantern_string(row, (-0.4 * stage.half, -0.52), (0.4 * stage.half, -0.54), "D9473A", 8, 0.026)
        elif culture not in MODERN | EAST_ASIAN:
            buildings.flags(row, (-0.4 * stage.half, -0.5), (0.4 * stage.half, -0.53), stage.accents, 0.045)
    if culture in MODERN and stage.half > 0.5:
        for place in (-0.4, 0.4):
            with row.at(place * stage.half, HORIZON + 0.085, 0.62):
                plants.round_tree(row, 1.0)
    row.rim()
    row.tooth()
    near = stage.plane("stage", 1.0)
    ground.paving(near, -0.045, "B3AA9C", rows=5, columns=19)
    near.rect(-stage.half, 0.085, stage.half * 2, 0.02, "8F887E", 0.3)
    road = box(-stage.half - 0.01, 0.105, stage.half * 2 + 0.02, stage.bottom)
    near.fill(road, ground.lying(near, "6A6864", 0.6), 0.3)
    if culture in MODERN:
        for stripe in range(7):
            x = -0.24 + 0.08 * stripe
            near.poly([(x, 0.108), (x + 0.04, 0.108), (x * 1.25 + 0.05, stage.bottom), (x * 1.25, stage.bottom)],
                      "E6E1D4", 0.1)  # fmt: skip
    if stage.wet or stage.lamps_on:
        _wet_light(near, stage)
    for place, side in ((-0.6, 1.0), (0.64, -1.0)):
        buildings.street_lamp(near, place * stage.half, -0.005, 0.62, side)
    _bin(near, 0.86 * stage.half, 0.0)
    with near.at(-0.88 * stage.half, 0.0):
        near.rect(-0.06, -0.09, 0.12, 0.095, "A8603E", 0.6, 0.01)
        with near.at(0, -0.08, 0.62):
            plants.bush(near, 1.0)
    near.rim(0.45)
    near.tooth()
    front = ground.front(stage, 0.8)
    buildings.awning(front, -stage.half * 0.9, stage.top - 0.01, stage.half * 0.5, stage.accent, 0.1)
    buildings.awning(
        front,
        stage.half * 0.95,
        stage.top - 0.03,
        stage.half * 0.4,
        vary(stage.accents[1 % len(stage.accents)], -0.03),
        0.1,
    )
    for side in (-1.0, 1.0):
        front.rect(side * stage.half - 0.05, stage.top, 0.1, stage.bottom - stage.top, "4E4A4A", 0.6)
    ground.softened(front)
    stage.drift += ["birds"]


def row_houses(easel: Easel, stage: PaintedSet, y: float, size: float, step: float, gap: float = 0.0) -> None:
    """Town houses side by side from edge to edge, leaving the middle `gap` free."""
    culture = stage.design.culture
    # What is narrow with a high gable is already as tall as the others.
    grown = 1.15 if culture in (Culture.EUROPEAN_OLD, Culture.LATIN_AMERICAN) else 1.0 if culture in MODERN else 1.25
    x = -stage.half - 0.05
    while x < stage.half + step:
        if abs(x) >= gap:
            with easel.at(x, y, size):
                (houses.block if culture in EAST_ASIAN and easel.rng.random() < 0.2 else houses.house_of(culture))(
                    easel, grown
                )
        x += step * easel.between(0.95, 1.1)


def _wet_light(easel: Easel, stage: PaintedSet) -> None:
    shine = mix("FFC97A", stage.light.palette.light, 0.3)
    for _ in range(26):
        x, y = easel.between(-stage.half, stage.half), easel.between(0.0, stage.bottom)
        easel.pool(x, y, easel.between(0.03, 0.1), shine, 0.22 if stage.wet else 0.1, flat=0.2)


def _bin(easel: Easel, x: float, y: float) -> None:
    easel.shadow(x, y, 0.06)
    easel.poly([(x - 0.045, y - 0.14), (x - 0.035, y), (x + 0.035, y), (x + 0.045, y - 0.14)], "3F5E52", 0.8)
    easel.rect(x - 0.05, y - 0.155, 0.1, 0.022, "35503F", 0.5, 0.008)


def _washed(easel: Easel, x: float, y: float, colour: Colour, kind: int) -> None:
    """A shirt, or a length of cloth, pegged to a line."""
    tint = vary(colour, 0.08, 0.8)
    if kind % 2:
        shirt = polygon(
            [(x - 0.03, y), (x + 0.03, y), (x + 0.065, y + 0.045), (x + 0.045, y + 0.065), (x + 0.032, y + 0.05),
             (x + 0.034, y + 0.13), (x - 0.034, y + 0.13), (x - 0.032, y + 0.05), (x - 0.045, y + 0.065),
             (x - 0.065, y + 0.045)]
        )  # fmt: skip
        easel.fill(shirt, tint, 0.6)
    else:
        cloth = polygon(
            [(x - 0.05, y), (x + 0.05, y), (x + 0.054, y + 0.08), (x + 0.046, y + 0.19), (x + 0.01, y + 0.182),
             (x - 0.02, y + 0.195), (x - 0.052, y + 0.185)]
        )  # fmt: skip
        easel.fill(cloth, tint, 0.5)
        easel.rect(x - 0.05, y + 0.15, 0.1, 0.018, vary(tint, 0.12), 0.2)
    for peg in (-0.028, 0.028):
        easel.line([(x + peg, y - 0.008), (x + peg, y + 0.012)], 0.006, "C9A06A")


def rooftop(stage: PaintedSet) -> None:
    """A roof above the town: parapet, water tank, washing or fairy lights."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    far = stage.plane("far", 0.15)
    skyline(far, HORIZON + 0.04, 0.42)
    far.rim(0.25)
    far.tooth()
    middle = stage.plane("middle", 0.45)
    x = -stage.half
    while x < stage.half + 0.2:
        with middle.at(x, HORIZON + 0.2, 0.72):
            houses.low_house_of(culture)(middle, 1.0)
        x += middle.between(0.28, 0.4)
    middle.rim()
    middle.tooth()
    roof = stage.plane("stage", 1.0, 0.6)
    ground.paving(roof, -0.05, "BDA78C", rows=6, columns=15)
    roof.rect(-stage.half, -0.19, stage.half * 2, 0.145, "C9AE8C", 0.35)
    roof.rect(-stage.half, -0.205, stage.half * 2, 0.025, "D9C2A0", 0.3)
    for index in range(int(stage.half * 2 / 0.09)):
        px = -stage.half + 0.045 + index * 0.09
        buildings.opening(roof, px, -0.065, 0.045, 0.085, "cusped" if culture not in MODERN else "square", lamp=False)
    tank = 0.8 * stage.half
    for leg in (-0.07, 0.07):
        roof.line([(tank + leg, -0.05), (tank + leg, -0.3)], 0.012, "5A5450")
    roof.fill(box(tank - 0.1, -0.48, 0.2, 0.19, 0.02), "7C8E98", 0.9, upright=0.1)
    for hoop in (-0.44, -0.385, -0.33):
        roof.line([(tank - 0.1, hoop), (tank + 0.1, hoop)], 0.006, "5E707C", 0.8)
    roof.oval(tank, -0.48, 0.1, 0.025, "93A4AC", 0.5)
    line_y = -0.44
    roof.line([(-stage.half * 0.95, -0.06), (-stage.half * 0.95, -0.5)], 0.012, "6B5A4A")
    roof.line([(-stage.half * 0.42, -0.06), (-stage.half * 0.42, -0.5)], 0.012, "6B5A4A")
    if stage.lamps_on:
        buildings.lantern_string(roof, (-stage.half * 0.95, -0.5), (tank, -0.48), "FFD08A", 16, 0.012)
    else:
        roof.line(
            [(-stage.half * 0.95, line_y), (-stage.half * 0.68, line_y + 0.03), (-stage.half * 0.42, line_y)],
            0.004,
            "C9C0B0",
            curved=True,
        )
        for index, place in enumerate((0.9, 0.77, 0.62, 0.5)):
            px = -place * stage.half
            _washed(roof, px, line_y + 0.02, stage.accents[index % len(stage.accents)], index)
    for place in (-0.82, -0.7, 0.6):
        with roof.at(place * stage.half, 0.0):
            pot(roof, 0, 0, 0.09)
            with roof.at(0, -0.08, 0.55):
                plants.bush(roof, 1.0, flowers=stage.accent)
    roof.rim(0.45)
    roof.tooth()
    ground.leafy_frame(stage, "38503A", grass_blades=False)
    stage.drift += ["birds"]


def station(stage: PaintedSet) -> None:
    """A railway platform: roof on iron pillars, clock, waiting train."""
    sky(stage, HORIZON)
    far = stage.plane("far", 0.15)
    skyline(far, HORIZON + 0.03, 0.3)
    far.tooth()
    middle = stage.plane("middle", 0.6)
    _carriage(middle, stage, HORIZON + 0.045, stage.accents[0])
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0)
    ground.paving(near, -0.05, "B9A88E", rows=7, columns=19)
    near.rect(-stage.half, -0.058, stage.half * 2, 0.02, "E3C04A", 0.2)
    for place in (-0.62, 0.62):
        x = place * stage.half
        near.shadow(x, 0.0, 0.08)
        near.rect(x - 0.022, stage.top, 0.044, -stage.top, "3F5A56", 0.9)
        near.rect(x - 0.035, -0.06, 0.07, 0.06, "3F5A56", 0.7)
        for side in (-1.0, 1.0):
            near.stroke(
                smooth(
                    [
                        (x + side * 0.02, stage.top + 0.34),
                        (x + side * 0.13, stage.top + 0.2),
                        (x + side * 0.3, stage.top + 0.14),
                    ]
                ),
                0.016,
                near.seen("3F5A56"),
            )
            near.stroke(skia.Path.Circle(x + side * 0.09, stage.top + 0.18, 0.04), 0.008, near.seen("4E6A64"))
    near.rect(-stage.half, stage.top, stage.half * 2, 0.12, "4A5F5A", 0.4)
    buildings.frieze(near, -stage.half, stage.top + 0.115, stage.half * 2, 0.045, "D9C6A0", "zigzag")
    clock(near, 0.3 * stage.half, stage.top + 0.28, 0.075)
    near.line([(0.3 * stage.half, stage.top + 0.12), (0.3 * stage.half, stage.top + 0.2)], 0.012, "3F4348")
    bench(near, -0.84 * stage.half, -0.01)
    _suitcase(near, 0.8 * stage.half, 0.0, "8A4F34")
    if stage.lamps_on:
        for place in (-0.3, 0.05):
            x = place * stage.half
            near.line([(x, stage.top + 0.12), (x, stage.top + 0.2)], 0.006, "3F4348")
            near.oval(x, stage.top + 0.215, 0.03, 0.02, "FFE8B8", 0.0)
            near.glow(x, stage.top + 0.22, 0.24, "FFC97A", 0.05, 0.5)
    near.rim(0.45)
    near.tooth()
    ground.pillar_frame(stage, "46403E", arch=False)
    stage.drift += ["dust"]


def clock(easel: Easel, x: float, y: float, radius: float) -> None:
    """A round clock; it says a quarter past ten, as clocks in shops do."""
    easel.oval(x, y, radius * 1.15, radius * 1.15, "5A4638", 0.7)
    easel.oval(x, y, radius, radius, "F3EBD8", 0.3)
    for hour in range(12):
        angle = math.tau * hour / 12
        easel.line(
            [
                (x + math.sin(angle) * radius * 0.8, y - math.cos(angle) * radius * 0.8),
                (x + math.sin(angle) * radius * 0.9, y - math.cos(angle) * radius * 0.9),
            ],
            radius * 0.06,
            "4A3A34",
        )
    for angle, length, width in ((5.4, 0.5, 0.09), (1.57, 0.72, 0.06)):
        easel.line(
            [(x, y), (x + math.sin(angle) * radius * length, y - math.cos(angle) * radius * length)],
            radius * width,
            "3A2E2C",
        )


def _suitcase(easel: Easel, x: float, y: float, colour: Colour) -> None:
    easel.shadow(x, y, 0.12)
    easel.rect(x - 0.1, y - 0.14, 0.2, 0.14, colour, 0.6, 0.015)
    for strap in (-0.055, 0.04):
        easel.rect(x + strap, y - 0.14, 0.018, 0.14, vary(colour, -0.1), 0.4)
    easel.stroke(
        smooth([(x - 0.03, y - 0.14), (x - 0.025, y - 0.165), (x + 0.025, y - 0.165), (x + 0.03, y - 0.14)]),
        0.01,
        easel.seen(vary(colour, -0.1)),
    )


def _carriage(easel: Easel, stage: PaintedSet, y: float, colour: Colour) -> None:
    easel.rect(-stage.half - 0.02, y - 0.5, stage.half * 2 + 0.04, 0.5, vary(colour, -0.04, 0.8), 0.5)
    easel.rect(-stage.half - 0.02, y - 0.53, stage.half * 2 + 0.04, 0.05, "8A8680", 0.6, 0.02)
    easel.rect(-stage.half - 0.02, y - 0.19, stage.half * 2 + 0.04, 0.022, "EADFC2", 0.1)
    x, index = -stage.half - 0.04, 0
    while x < stage.half:
        if index % 4 == 3:
            easel.rect(x + 0.02, y - 0.46, 0.16, 0.46, vary(colour, -0.1, 0.8), 0.4, 0.01)
            buildings.pane(easel, x + 0.06, y - 0.42, 0.08, 0.15, on=stage.lamps_on, bars=(0, 0), frame="C9BEA6")
        else:
            buildings.pane(easel, x + 0.02, y - 0.42, 0.16, 0.18, on=stage.lamps_on, bars=(0, 1), frame="C9BEA6")
        x += 0.22
        index += 1
    easel.rect(-stage.half - 0.02, y - 0.03, stage.half * 2 + 0.04, 0.1, "3F3E40", 0.4)
