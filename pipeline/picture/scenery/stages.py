"""Rooms where one performs: podcast studio, theatre stage."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import mix, vary
from pipeline.picture.scenery import ground, rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.indoors import boards
from pipeline.picture.scenery.rooms import SEAM, finish, wall


def podcast_studio(stage: PaintedSet) -> None:  # noqa: C901 - one picture, top to bottom
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
    for side in (-1.0, 1.0):
        _mic_stand(floor, side * stage.half * 0.6, -0.01, side)
    rooms.floor_lamp(floor, -0.92 * stage.half, -0.01, "F0CF90", 0.54)
    finish(floor, 0.4)
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


def _mic_stand(easel: Easel, x: float, y: float, side: float) -> None:
    easel.shadow(x, y, 0.1)
    easel.oval(x, y - 0.006, 0.06, 0.014, "2E2C33", 0.6)
    easel.line([(x, y - 0.01), (x, y - 0.36)], 0.009, "3F3D45")
    easel.line([(x, y - 0.36), (x - side * 0.12, y - 0.43)], 0.009, "3F3D45")
    with easel.at(x - side * 0.14, y - 0.435):
        easel.canvas.rotate(-side * 25)
        easel.fill(box(-0.026, -0.055, 0.052, 0.09, 0.024), "4A4852", 0.8)
        for row in range(4):
            easel.line([(-0.02, -0.035 + 0.015 * row), (0.02, -0.035 + 0.015 * row)], 0.003, "8A8894", 0.7)


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
