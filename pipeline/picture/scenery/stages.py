"""Rooms where one performs: podcast studio, theatre stage."""

from __future__ import annotations

import math

import skia

from pipeline.contracts.painter import BEFORE_PEOPLE
from pipeline.picture.colour import RGB, mix, vary
from pipeline.picture.scenery import ground, rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.indoors import boards
from pipeline.picture.scenery.rooms import SEAM, finish, wall


def podcast_studio(stage: PaintedSet) -> None:
    """A studio: acoustic panels, shelves, neon-soft light bars, microphones on arms over a table."""
    base = vary(stage.accents[1 % len(stage.accents)], -0.12, 0.5)
    back = wall(stage, mix(base, "4A3E46", 0.5), (), sheer=None, outside="city")
    panel = 0.17
    columns, rows = int(stage.half * 2 / panel) + 1, 4
    for row in range(rows):
        for column in range(columns):
            x, y = -stage.half + column * panel, stage.top + 0.02 + row * panel
            if y > -0.3:
                continue
            tint = vary(base, 0.04 * ((row + column) % 3) - 0.04, 1.0, 8 * ((row * 3 + column) % 3))
            back.rect(x + 0.006, y + 0.006, panel - 0.012, panel - 0.012, tint, 0.6, 0.01)
            cx, cy = x + panel / 2, y + panel / 2
            for ridge_x in range(1, 4):
                px = x + panel * ridge_x / 4
                back.line(
                    [(px, y + 0.02), (px, y + panel - 0.02)]
                    if (row + column) % 2
                    else [(x + 0.02, y + panel * ridge_x / 4), (x + panel - 0.02, y + panel * ridge_x / 4)],
                    0.006,
                    vary(tint, -0.05),
                    0.7,
                )
            if (row + column) % 7 == 0:
                back.pool(cx, cy, panel * 0.8, back.light_on(back.seen(tint), 0.5), 0.5)
    warm, cool = mix("FF9E5A", stage.light.palette.accent, 0.3), mix("5AC8D9", stage.light.palette.accent, 0.15)
    for side, colour in ((-1.0, warm), (1.0, cool)):
        x = side * stage.half * 0.52
        back.pool(x, -0.4, 0.6, colour, 0.5)
        back.flat(box(x - 0.008, -0.68, 0.016, 0.42, 0.008), mix(colour, "FFFFFF", 0.55))
        back.glow(x, -0.47, 0.26, colour, 0.02, 0.45)
    disc = skia.Path.Circle(0, -0.52, 0.1)
    back.flat(disc, back.shade("2E2A34", 0.4), 0.9)
    back.stroke(disc, 0.008, mix(warm, "FFFFFF", 0.4))
    _microphone_sign(back, 0, -0.52, 0.075, mix(warm, "FFFFFF", 0.5))
    back.glow(0, -0.52, 0.18, warm, 0.03, 0.35)
    finish(back, 0.2)
    furniture = stage.plane("furniture", 0.82)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.78
        rooms.shelf(furniture, x - 0.16, -0.06, 0.32, 0.3, "6E5040", 2)
        if side < 0:
            rooms.plant_pot(furniture, x, -0.36, 0.2)
        else:
            rooms.table_lamp(furniture, x + 0.06, -0.36, "E8C48A", 0.055)
            furniture.rect(x - 0.13, -0.44, 0.11, 0.08, "4A4248", 0.5, 0.008)
            furniture.oval(x - 0.1, -0.4, 0.022, 0.022, "2A2630", 0.6)
            furniture.oval(x - 0.05, -0.4, 0.022, 0.022, "2A2630", 0.6)
    finish(furniture, 0.4)
    floor = boards(stage, "7F5A44")
    rooms.rug(floor, 0, 0.06, min(1.1, stage.half * 1.5), 0.15, vary(base, 0.03), "D9B98A")
    rooms.floor_lamp(floor, -0.92 * stage.half, -0.01, "F0CF90", 0.54)
    finish(floor, 0.4)
    _hosts_desk(stage, warm)
    front = ground.front(stage, 0.4)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.fill(box(x - 0.09 if side > 0 else x - 0.02, stage.bottom - 0.3, 0.11, 0.32, 0.02), "33303A", 0.7)
        front.line([(x, stage.top + 0.2), (x - side * 0.2, stage.top + 0.03)], 0.018, "33303A")
        front.fill(box(x - side * 0.21 - 0.03, stage.top + 0.0, 0.06, 0.11, 0.028), "3A3640", 0.7)
    ground.softened(front)
    stage.drift.append("dust")


def _microphone_sign(easel: Easel, x: float, y: float, size: float, colour: tuple[float, float, float]) -> None:
    easel.flat(box(x - size * 0.28, y - size * 0.7, size * 0.56, size * 0.9, size * 0.28), colour)
    easel.stroke(
        smooth(
            [
                (x - size * 0.48, y - size * 0.1),
                (x - size * 0.35, y + size * 0.38),
                (x, y + size * 0.5),
                (x + size * 0.35, y + size * 0.38),
                (x + size * 0.48, y - size * 0.1),
            ]
        ),
        size * 0.1,
        colour,
    )
    easel.stroke(polygon([(x, y + size * 0.5), (x, y + size * 0.78)], closed=False), size * 0.1, colour)


_DESK_TOP = -0.21
"""Height of the desk: at the elbows of who sits on a chair."""
_HOST = 0.14
"""Where two who talk sit, to either side of the middle (pipeline/directing/blocking.py)."""


def _hosts_desk(stage: PaintedSet, glow: RGB) -> None:
    """The desk before the hosts, with a microphone for each, a mug, notes."""
    desk = stage.plane("desk", BEFORE_PEOPLE)
    half = min(0.44, stage.half * 0.94)
    top, bottom = _DESK_TOP, 0.035
    desk.shadow(0, bottom - 0.004, half * 1.05)
    front = polygon(
        [(-half * 0.97, top + 0.02), (half * 0.97, top + 0.02), (half * 0.9, bottom), (-half * 0.9, bottom)]
    )
    desk.fill(front, "4E3A36", 0.75)
    slats = 15
    for slat in range(1, slats):
        x = (slat / slats * 2 - 1) * half
        desk.line([(x * 0.965, top + 0.034), (x * 0.90, bottom - 0.004)], 0.0035, "33262A", 0.7)
    desk.pool(0, top + 0.06, half * 0.8, glow, 0.3, flat=0.5)
    desk.fill(box(-half, top - 0.014, half * 2, 0.036, 0.016), "A9764C", 0.9)
    desk.flat(box(-half * 0.98, top - 0.012, half * 1.96, 0.008, 0.004), desk.light_on(desk.seen("C9976A"), 0.5), 0.7)
    desk.flat(box(-half * 0.94, top + 0.024, half * 1.88, 0.005, 0.002), mix(glow, "FFFFFF", 0.35), 0.9)
    for side in (-1.0, 1.0):
        _desk_microphone(desk, side * 0.028, side * (_HOST - 0.064), side)
    desk.fill(box(-0.255, top - 0.052, 0.034, 0.04, 0.006), vary(stage.accents[0], 0.02), 0.8)
    desk.stroke(skia.Path.Circle(-0.262, top - 0.032, 0.011), 0.005, desk.seen(stage.accents[0]))
    sheet = polygon([(0.20, top - 0.012), (0.285, top - 0.012), (0.275, top - 0.019), (0.212, top - 0.019)])
    desk.fill(sheet, "F0E8D8", 0.8)
    finish(desk, 0.5)


def _desk_microphone(easel: Easel, foot: float, x: float, side: float) -> None:
    """A microphone on a short arm, below the chin of whom it hears and turned to them."""
    y = _DESK_TOP - 0.062
    easel.oval(foot, _DESK_TOP - 0.012, 0.022, 0.007, "26242B", 0.7)
    joint = (foot + side * 0.004, _DESK_TOP - 0.058)
    easel.line([(foot, _DESK_TOP - 0.012), joint, (x - side * 0.012, y + 0.006)], 0.0055, "3F3D45")
    with easel.at(x, y):
        easel.canvas.rotate(side * 62)
        easel.fill(box(-0.0125, -0.026, 0.025, 0.046, 0.012), "34323A", 0.8)
        easel.flat(box(-0.0125, -0.005, 0.025, 0.004), easel.seen("A09CA8"), 0.9)
        for row in range(3):
            easel.line([(-0.010, -0.020 + 0.006 * row), (0.010, -0.020 + 0.006 * row)], 0.0014, "7A7884", 0.8)


def theatre_stage(stage: PaintedSet) -> None:
    """A stage: painted backcloth, red curtain, footlights, beams."""
    back = wall(stage, "5A4A6A", (), sheer=None)
    back.gradient(
        stage.top,
        SEAM,
        [(0.0, back.seen("3A3560"), 0.9), (0.6, back.seen("9A5F7A"), 0.8), (1.0, back.seen("E09A5A"), 0.9)],
    )
    back.oval(0.18 * stage.half, -0.42, 0.12, 0.12, "F3D9A0", 0.2)
    from_low = (("6A5580", 0.3), ("52446E", 0.2))
    for tint, tall in from_low:
        points = [
            (-stage.half + stage.half * 2 * i / 8, SEAM - tall * (0.4 + 0.6 * abs(math.sin(i * 1.3 + tall * 10))))
            for i in range(9)
        ]
        path = smooth(points)
        path.lineTo(stage.half, 0)
        path.lineTo(-stage.half, 0)
        path.close()
        back.fill(path, tint, 0.4)
    finish(back, 0.2)
    wings = stage.plane("furniture", 0.8, 0.8)
    red = "8E2432"
    for side in (-1.0, 1.0):
        for layer in range(2):
            x = side * stage.half * (0.78 + 0.2 * layer)
            wide = 0.2
            wings.fill(
                smooth(
                    [
                        (x + side * wide, stage.top - 0.02),
                        (x - side * wide * 0.6, stage.top - 0.02),
                        (x - side * wide * 0.45, -0.35),
                        (x - side * wide * 0.5, -0.03),
                        (x + side * wide, -0.03),
                    ],
                    closed=True,
                ),
                vary(red, 0.03 * layer),
                0.8,
                upright=0.05,
            )
            for fold in range(5):
                fx = x - side * wide * (0.4 - 0.25 * fold)
                wings.stroke(
                    polygon([(fx, stage.top), (fx + side * 0.01, -0.04)], closed=False),
                    0.008,
                    wings.shade(red, 0.8),
                    0.55,
                )
    for swag in range(5):
        x0 = -stage.half + swag * stage.half * 0.4
        path = smooth(
            [
                (x0, stage.top - 0.02),
                (x0 + stage.half * 0.1, stage.top + 0.11),
                (x0 + stage.half * 0.3, stage.top + 0.11),
                (x0 + stage.half * 0.4, stage.top - 0.02),
            ],
            closed=True,
        )
        wings.fill(path, vary(red, 0.02), 0.7)
        wings.stroke(
            smooth(
                [
                    (x0, stage.top + 0.02),
                    (x0 + stage.half * 0.1, stage.top + 0.125),
                    (x0 + stage.half * 0.3, stage.top + 0.125),
                    (x0 + stage.half * 0.4, stage.top + 0.02),
                ]
            ),
            0.012,
            wings.seen("D9A441"),
        )
    finish(wings, 0.4)
    beams = stage.plane("shafts", 0.9, scale=0.5)
    for side in (-1.0, 1.0):
        for lean in (0.15, 0.45):
            x = side * stage.half * 0.75
            beams.flat(
                polygon(
                    [
                        (x - 0.02, stage.top),
                        (x + 0.02, stage.top),
                        (x - side * stage.half * lean * 1.8 + 0.16, 0.1),
                        (x - side * stage.half * lean * 1.8 - 0.16, 0.1),
                    ]
                ),
                mix("FFE9BC", stage.light.palette.light, 0.3),
                0.13,
                0.02,
            )
    floor = stage.plane("stage", 1.0)
    ground.paving(floor, SEAM + 0.02, "9A6840", rows=0, columns=26, vanish=-0.7)
    floor.pool(0, 0.02, 0.7, floor.light_on(floor.seen("C98A4A"), 0.8), 0.55, flat=0.22)
    count = int(stage.half * 2 / 0.16)
    for index in range(count + 1):
        x = -stage.half + index * stage.half * 2 / count
        floor.fill(
            smooth(
                [
                    (x - 0.04, stage.bottom),
                    (x - 0.035, stage.bottom - 0.028),
                    (x, stage.bottom - 0.042),
                    (x + 0.035, stage.bottom - 0.028),
                    (x + 0.04, stage.bottom),
                ],
                closed=True,
            ),
            "C9A24B",
            0.7,
        )
        floor.pool(x, stage.bottom - 0.04, 0.1, mix("FFE0A0", stage.light.palette.light, 0.2), 0.4, over=True)
    finish(floor, 0.3)
    front = ground.front(stage, 1.5)
    edge = min(0.14, stage.half * 0.16)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.fill(
            smooth(
                [
                    (x + side * 0.02, stage.top - 0.02),
                    (x - side * edge, stage.top - 0.02),
                    (x - side * edge * 0.6, -0.2),
                    (x - side * edge * 0.9, stage.bottom + 0.02),
                    (x + side * 0.02, stage.bottom + 0.02),
                ],
                closed=True,
            ),
            vary(red, -0.08),
            0.8,
        )
    ground.softened(front)
    stage.drift.append("dust")
