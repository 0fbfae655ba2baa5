"""Rooms of the learned: library, laboratory, courtroom."""

from __future__ import annotations

import math

from pipeline.picture.colour import Colour, mix
from pipeline.picture.scenery import ground, rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.indoors import boards, day_shafts, stage_light, two_windows
from pipeline.picture.scenery.rooms import Window, finish, wall


def library(stage: PaintedSet) -> None:
    """A library: cases to the ceiling, a tall window, a ladder, green lamps."""
    kind = stage.style.arch
    back = wall(
        stage,
        "7A5A44",
        (Window(-0.13, -0.7, 0.26, 0.5, "round" if kind == "square" else kind, (1, 3)),),
        frame="5A3E2E",
        sheer=None,
    )
    finish(back)
    cases = stage.plane("furniture", 0.75)
    width = stage.half - 0.2
    for side in (-1.0, 1.0):
        x = 0.2 if side > 0 else -stage.half
        cases.rect(x, stage.top, width, -stage.top - 0.06, "5A3A2A", 0.4)
        rooms.shelf(
            cases, x + 0.01, -0.06, width / 2 - 0.015, -stage.top - 0.12, "6E4830", 7 if stage.half > 0.7 else 8
        )
        rooms.shelf(
            cases,
            x + width / 2 + 0.005,
            -0.06,
            width / 2 - 0.015,
            -stage.top - 0.12,
            "6E4830",
            7 if stage.half > 0.7 else 8,
        )
    lx = 0.62 * stage.half
    for rail in (0.0, 0.1):
        cases.line([(lx + rail, -0.05), (lx + rail - 0.06, stage.top + 0.1)], 0.012, "A9764C")
    for rung in range(9):
        t = rung / 9 + 0.06
        cases.line(
            [(lx - 0.06 * t, -0.05 + (stage.top + 0.15) * t), (lx + 0.1 - 0.06 * t, -0.05 + (stage.top + 0.15) * t)],
            0.009,
            "A9764C",
        )
    if stage.lamps_on:
        for place in (-0.55, 0.55):
            cases.pool(place * stage.half, -0.4, 0.5, cases.light_on(cases.seen("C98A4A"), 0.6), 0.4)
    finish(cases, 0.3)
    floor = boards(stage, "8F603E")
    rooms.rug(floor, 0, 0.06, min(0.9, stage.half * 1.3), 0.14, "7A2F2C", "C9A24B")
    rooms.table(floor, -0.8 * stage.half, 0.01, 0.4, 0.22, "6E4830")
    rooms.table_lamp(floor, -0.86 * stage.half, -0.24, "3F7A5A", 0.05)
    for book in range(4):
        floor.rect(
            -0.74 * stage.half, -0.256 - 0.015 * book, 0.09, 0.014, ("8A3F38", "2F5C6E", "C98A3A", "5A6B45")[book], 0.3
        )
    rooms.floor_lamp(floor, 0.86 * stage.half, 0.0, "E6C990", 0.5)
    finish(floor, 0.4)
    day_shafts(stage, 0.22)
    ground.pillar_frame(stage, "4A3024", arch=False)


def laboratory(stage: PaintedSet) -> None:
    """A laboratory: benches, glass with coloured light, a board of formulae."""
    back = wall(stage, "A9BCC2", two_windows(stage, 0.24, 0.3), frame="7A8C94", sheer=None, outside="city")
    board = min(0.4, stage.half * 0.5)
    back.rect(-board / 2 - 0.012, -0.62, board + 0.024, 0.27, "7A8C94", 0.4, 0.006)
    back.rect(-board / 2, -0.61, board, 0.245, "E9EEEC", 0.15)
    for row in range(5):
        points = [
            (
                -board * 0.42 + board * 0.84 * i / 12 * back.between(0.8, 1.0),
                -0.58 + 0.045 * row + 0.007 * math.sin(i * 1.9 + row),
            )
            for i in range(13)
        ]
        back.line(points, 0.004, ("2F5C8C", "8A3F48", "3F6A52")[row % 3], 0.7, curved=True)
    finish(back)
    bench_plane = stage.plane("furniture", 0.82)
    count = 4
    step = stage.half * 2 / count
    for index in range(count):
        rooms.cupboard(bench_plane, -stage.half + step * index, -0.05, step, 0.2, "7F98A4", 2)
    bench_plane.rect(-stage.half, -0.275, stage.half * 2, 0.03, "E0E6E4", 0.3)
    for index in range(11):
        x = -stage.half * 0.94 + index * stage.half * 1.88 / 10
        tint = ("3FA5A0", "E0913F", "8A5FB0", "5FA55A", "D9534F")[index % 5]
        _flask(bench_plane, x, -0.275, 0.055 + 0.014 * (index % 3), tint, tube=index % 3 == 0)
    finish(bench_plane, 0.5)
    floor = boards(stage, "9FB0B4", tiles="8FA2A8")
    rooms.table(floor, 0.84 * stage.half, 0.01, 0.34, 0.24, "C9D2D2")
    x = 0.84 * stage.half
    floor.rect(x - 0.05, -0.292, 0.1, 0.016, "3F4650", 0.5, 0.004)
    floor.stroke(smooth([(x + 0.035, -0.29), (x + 0.05, -0.36), (x + 0.01, -0.42)]), 0.018, floor.seen("3F4650"))
    floor.line([(x + 0.025, -0.44), (x - 0.02, -0.33)], 0.026, "4E5864")
    rooms.shelf(floor, -0.98 * stage.half, 0.0, 0.24, 0.5, "7F98A4", 4, books=False)
    for place in (-0.3, 0.3):
        rooms.pendant(floor, place * stage.half, -0.62, "D6DEDE", 0.055)
    finish(floor, 0.4)
    ground.pillar_frame(stage, "4E5E68", arch=False)
    stage.drift.append("mist")


def _flask(easel: Easel, x: float, y: float, size: float, colour: Colour, *, tube: bool) -> None:
    glass = easel.light_on(easel.seen("DCEBEC"), 0.2)
    if tube:
        path = box(x - size * 0.18, y - size * 1.7, size * 0.36, size * 1.7, size * 0.15)
    else:
        path = polygon(
            [
                (x - size * 0.13, y - size * 1.5),
                (x + size * 0.13, y - size * 1.5),
                (x + size * 0.13, y - size * 0.9),
                (x + size * 0.55, y),
                (x - size * 0.55, y),
                (x - size * 0.13, y - size * 0.9),
            ]
        )
    easel.flat(path, glass, 0.55)
    with easel.clipped(path):
        easel.rect(x - size, y - size * 0.6, size * 2, size * 0.6, colour, 0.5)
        easel.flat(box(x - size * 0.3, y - size * 1.6, size * 0.09, size * 1.6), easel.light_on(glass, 0.8), 0.6)
    easel.stroke(path, 0.004, easel.light_on(glass, 0.4), 0.7)
    easel.pool(x, y - size * 0.3, size * 1.4, mix(easel.seen(colour), stage_light(easel), 0.3), 0.25, over=True)


def courtroom(stage: PaintedSet) -> None:
    """A court of law: panelling, the bench, columns, a seal."""
    back = wall(stage, "9A7A5A", two_windows(stage, 0.2, 0.42, "round"), dado="6B4630", sheer=None, frame="5A3A28")
    wide = min(0.3, stage.half * 0.5)
    back.rect(-wide / 2 - 0.03, -0.66, wide + 0.06, 0.6, "6B4630", 0.5)
    back.oval(0, -0.52, 0.085, 0.085, "C9A24B", 0.7)
    back.oval(0, -0.52, 0.068, 0.068, "7A4B30", 0.5)
    _scales(back, 0, -0.48, 0.1)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.27
        back.rect(x - 0.03, stage.top, 0.06, -stage.top - 0.08, "B9986E", 0.9)
        back.rect(x - 0.045, stage.top, 0.09, 0.05, "C9A97C", 0.5)
        back.rect(x - 0.045, -0.14, 0.09, 0.05, "C9A97C", 0.5)
    finish(back)
    furniture = stage.plane("furniture", 0.8)
    bench_wide = min(0.66, stage.half * 0.9)
    furniture.rect(-bench_wide / 2, -0.33, bench_wide, 0.28, "7A4E32", 0.5)
    for panel in range(6):
        furniture.rect(
            -bench_wide / 2 + bench_wide * (panel + 0.1) / 6, -0.285, bench_wide * 0.8 / 6, 0.2, "8A5C3C", 0.45, 0.004
        )
    furniture.rect(-bench_wide / 2 - 0.025, -0.35, bench_wide + 0.05, 0.03, "9A6A46", 0.3)
    furniture.line([(0.16, -0.37), (0.24, -0.4)], 0.014, "A9764C")
    furniture.fill(box(0.22, -0.425, 0.04, 0.055, 0.008), "8A5A36", 0.6)
    furniture.rect(-0.2, -0.366, 0.1, 0.017, "8A3F38", 0.3)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.74
        furniture.rect(x - 0.2, -0.2, 0.4, 0.16, "7A4E32", 0.5)
        furniture.rect(x - 0.215, -0.215, 0.43, 0.022, "9A6A46", 0.3)
        for post in range(8):
            furniture.rect(x - 0.185 + post * 0.05, -0.19, 0.014, 0.14, "8F603E", 0.7)
    finish(furniture, 0.4)
    floor = boards(stage, "A9764C", tiles="8F5E3C")
    for side in (-1.0, 1.0):
        for index in range(2):
            rooms.chair(floor, side * stage.half * (0.68 + 0.2 * index), 0.03, 1.05, "6B4630", -side)
    rooms.chandelier(floor, 0, stage.top + 0.2, 0.13)
    finish(floor, 0.4)
    day_shafts(stage, 0.2)
    ground.pillar_frame(stage, "5A4030", arch=False)


def _scales(easel: Easel, x: float, y: float, size: float) -> None:
    easel.line([(x, y), (x, y - size * 0.75)], size * 0.06, "E3C66A")
    easel.line([(x - size * 0.4, y - size * 0.68), (x + size * 0.4, y - size * 0.68)], size * 0.05, "E3C66A")
    for side in (-1.0, 1.0):
        px = x + side * size * 0.4
        easel.line(
            [(px - size * 0.14, y - size * 0.28), (px, y - size * 0.68), (px + size * 0.14, y - size * 0.28)],
            size * 0.025,
            "E3C66A",
        )
        easel.fill(
            smooth(
                [(px - size * 0.18, y - size * 0.28), (px, y - size * 0.18), (px + size * 0.18, y - size * 0.28)],
                closed=True,
            ),
            "E3C66A",
            0.5,
        )
    easel.line([(x - size * 0.2, y), (x + size * 0.2, y)], size * 0.07, "E3C66A")
