"""Off the earth: space and the spaceship."""

from __future__ import annotations

import numpy as np
import skia

from pipeline.picture.colour import RGB, Colour, mix, rgb, vary
from pipeline.picture.scenery import ground
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.rooms import SEAM, finish
from pipeline.picture.scenery.sky import ridge
from pipeline.picture.scenery.wilds import rock

DEEP = ("0B1030", "1A1B4B", "3A2A6B", "7A3F7A")


def _void(easel: Easel) -> None:
    """Deep space, opaque: a nebula in the scene's accent, stars."""
    stage = easel.set
    low = mix(DEEP[2], stage.light.palette.sky_low, 0.25)
    easel.gradient(
        stage.top - 0.02,
        stage.bottom + 0.02,
        [(0.0, rgb(DEEP[0]), 1.0), (0.5, mix(DEEP[1], low, 0.3), 1.0), (1.0, low, 1.0)],
    )
    rng = np.random.default_rng([stage.design.seed & 0xFFFFFFFF, 11])
    hues: tuple[RGB, ...] = (mix(DEEP[3], stage.accent, 0.4), mix("2F6F9A", stage.accent, 0.15), rgb(DEEP[3]))
    lean = float(rng.uniform(-0.5, 0.5))
    for index in range(26):
        along = float(rng.normal(0, 0.5)) * stage.half
        x, y = along, -0.42 + lean * along + float(rng.normal(0, 0.09))
        easel.pool(
            x, y, float(rng.uniform(0.12, 0.4)), hues[index % 3], float(rng.uniform(0.10, 0.26)), flat=0.6, over=True
        )
    for _ in range(320):
        size = 0.0008 + 0.0028 * float(rng.beta(1, 8))
        tint = mix("FFFFFF", ("BFD0FF", "FFE2B8", "FFC9C9")[int(rng.integers(3))], 0.5)
        easel.flat(
            skia.Path.Circle(
                float(rng.uniform(-stage.half, stage.half)), float(rng.uniform(stage.top, stage.bottom)), size
            ),
            tint,
            float(rng.uniform(0.3, 1.0)),
        )
    stage.drift.append("stars")


def _planet(easel: Easel, x: float, y: float, radius: float, colour: Colour, *, ring: bool) -> None:
    disc = skia.Path.Circle(x, y, radius)
    base = rgb(colour)
    side = easel.side
    shader = skia.GradientShader.MakeRadial(
        skia.Point(x + side * radius * 0.4, y - radius * 0.4),
        radius * 1.5,
        [skia.Color4f(*part, 1.0).toColor() for part in (mix(base, "FFF4DC", 0.55), base, mix(base, DEEP[0], 0.82))],
        [0.0, 0.45, 1.0],
    )
    easel.pool(x, y, radius * 1.7, mix(base, "FFFFFF", 0.2), 0.3, over=True)
    easel.canvas.drawPath(disc, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    with easel.clipped(disc):
        for band in range(7):
            by = y - radius + radius * 2 * (band + 0.5) / 7
            tint = mix(base, "FFF4DC" if band % 2 else DEEP[1], 0.3)
            easel.flat(
                smooth(
                    [
                        (x - radius, by - radius * 0.05),
                        (x, by + radius * 0.06),
                        (x + radius, by - radius * 0.05),
                        (x + radius, by + radius * 0.07),
                        (x, by + radius * 0.17),
                        (x - radius, by + radius * 0.07),
                    ],
                    closed=True,
                ),
                tint,
                0.22,
                radius * 0.02,
            )
        easel.flat(
            skia.Path.Circle(x - side * radius * 0.75, y + radius * 0.55, radius * 1.15),
            rgb(DEEP[0]),
            0.35,
            radius * 0.25,
        )
    if ring:
        easel.canvas.save()
        easel.canvas.translate(x, y)
        easel.canvas.rotate(-18 * side)
        front_half = skia.Path.Rect(skia.Rect.MakeLTRB(-radius * 3, 0, radius * 3, radius))
        for reach, alpha in ((1.95, 0.5), (1.7, 0.75), (1.48, 0.4)):
            oval = skia.Path.Oval(
                skia.Rect.MakeLTRB(-radius * reach, -radius * reach * 0.24, radius * reach, radius * reach * 0.24)
            )
            with easel.clipped(front_half):
                easel.stroke(oval, radius * 0.12, mix(base, "FFE9C9", 0.55), alpha)
            back = skia.Path.Rect(skia.Rect.MakeLTRB(-radius * 3, -radius, radius * 3, 0))
            with easel.clipped(back):
                easel.canvas.save()
                easel.canvas.clipPath(skia.Path.Circle(0, 0, radius), skia.ClipOp.kDifference, True)
                easel.stroke(oval, radius * 0.12, mix(base, "FFE9C9", 0.4), alpha)
                easel.canvas.restore()
        easel.canvas.restore()


def space(stage: PaintedSet) -> None:
    """On a small moon: a ringed planet, craters, a flag of rocks at the edge."""
    plane = stage.plane("sky", 0.03)
    _void(plane)
    plane.tooth(0.04)
    far = stage.plane("far", 0.12)
    x = stage.half * 0.34 * (1 if stage.design.seed % 2 else -1)
    _planet(far, x, -0.46, 0.24 if stage.half > 0.5 else 0.17, mix("C98A5A", stage.accent, 0.35), ring=True)
    _planet(far, -x * 1.9, -0.62, 0.06, "7FA5C9", ring=False)
    middle = stage.plane("middle", 0.5)
    soil = "9A8FA8"
    ridge(middle, -0.05, 0.2, vary(soil, -0.08), 0.55, fade=0.15, peaks=0.5)
    ridge(middle, -0.03, 0.09, vary(soil, -0.03), 0.5, fade=0.1)
    middle.rim(0.7)
    middle.tooth()
    near = stage.plane("stage", 1.0)
    ground.earth(near, -0.05, soil, rough=0.02, streaks=50)
    for _ in range(9):
        cx, cy = near.between(-stage.half, stage.half), near.between(-0.02, stage.bottom)
        size = near.between(0.03, 0.09) * (0.6 + 2.5 * (cy + 0.05))
        near.oval(cx, cy, size, size * 0.24, vary(soil, 0.06), 0.5)
        near.oval(cx, cy + size * 0.03, size * 0.85, size * 0.18, vary(soil, -0.1), 0.5)
    for place in (-0.86, -0.68, 0.78):
        rock(near, place * stage.half, 0.01, near.between(0.07, 0.15), colour="8A8098")
    near.rim(0.6)
    near.tooth()
    front = ground.front(stage)
    for side in (-1.0, 1.0):
        edge = min(0.36, stage.half * 0.4)
        front.fill(
            smooth(
                [
                    (side * stage.half * 1.02, stage.bottom - 0.3),
                    (side * (stage.half - edge * 0.35), stage.bottom - 0.16),
                    (side * (stage.half - edge), stage.bottom + 0.02),
                    (side * stage.half * 1.02, stage.bottom + 0.02),
                ],
                closed=True,
            ),
            "4A4258",
            0.8,
        )
        front.fill(
            smooth(
                [
                    (side * stage.half * 1.02, stage.top - 0.02),
                    (side * (stage.half - edge), stage.top - 0.02),
                    (side * (stage.half - edge * 0.4), stage.top + 0.06),
                    (side * stage.half * 1.02, stage.top + 0.2),
                ],
                closed=True,
            ),
            "3A3450",
            0.8,
        )
    ground.softened(front)


def spaceship(stage: PaintedSet) -> None:
    """The bridge of a ship: a great window on the stars, consoles, light strips."""
    plane = stage.plane("view", 0.03)
    _void(plane)
    plane.side = -1.0
    _planet(plane, stage.half * 0.26, -0.38, 0.2, mix("4E8AA8", stage.accent, 0.25), ring=False)
    hull = stage.plane("wall", 0.55)
    steel = "8A93A8"
    whole = box(-stage.half - 0.02, stage.top - 0.02, stage.half * 2 + 0.04, stage.bottom - stage.top + 0.04)
    wide = stage.half * 0.8
    pane = polygon(
        [
            (-wide * 0.78, -0.66),
            (wide * 0.78, -0.66),
            (wide, -0.5),
            (wide, -0.24),
            (wide * 0.86, -0.17),
            (-wide * 0.86, -0.17),
            (-wide, -0.24),
            (-wide, -0.5),
        ]
    )
    hull.fill(skia.Op(whole, pane, skia.kDifference_PathOp), steel, 0.0)
    dark = hull.shade(steel, 0.9)
    hull.gradient(stage.top, SEAM, [(0.0, dark, 0.8), (0.5, dark, 0.3), (1.0, dark, 0.6)])
    hull.canvas.drawPath(pane, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))
    hull.stroke(pane, 0.034, hull.seen(vary(steel, -0.08)))
    hull.stroke(pane, 0.008, hull.seen(vary(steel, 0.1)))
    for place in (-0.34, 0.34):
        hull.line([(place * wide, -0.66), (place * wide * 1.12, -0.17)], 0.022, vary(steel, -0.06))
    cyan = mix("7FE0E8", stage.light.palette.light, 0.15)
    for index in range(9):
        x = -stage.half + (index + 0.5) * stage.half * 2 / 9
        hull.line([(x - 0.06, stage.top + 0.06), (x + 0.06, stage.top + 0.06)], 0.01, vary(steel, 0.05))
    hull.stroke(polygon([(-stage.half, -0.72), (stage.half, -0.72)], closed=False), 0.01, cyan, 0.9)
    hull.pool(0, -0.72, stage.half, cyan, 0.25, flat=0.12)
    finish(hull, 0.3)
    consoles = stage.plane("furniture", 0.82)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.6
        w = stage.half * 0.32
        consoles.poly(
            [(x - w, -0.02), (x - w * 0.92, -0.2), (x + w * 0.92, -0.2), (x + w, -0.02)], vary(steel, -0.1), 0.6
        )
        consoles.poly(
            [(x - w * 0.92, -0.2), (x - w * 0.8, -0.27), (x + w * 0.8, -0.27), (x + w * 0.92, -0.2)], "39425A", 0.5
        )
        for column in range(10):
            for row in range(2):
                tint = mix(("7FE0E8", "F2B94B", "E8655A", "8FE0A0")[int(consoles.rng.integers(4))], "FFFFFF", 0.1)
                consoles.flat(
                    box(x - w * 0.74 + w * 1.42 * column / 10, -0.262 + row * 0.028, w * 0.09, 0.014, 0.004), tint, 0.9
                )
        screen = box(x - w * 0.4, -0.43, w * 0.8, 0.14, 0.012)
        consoles.flat(screen, mix(consoles.seen("1F3A52"), cyan, 0.2), 0.85)
        consoles.stroke(screen, 0.006, cyan, 0.9)
        for ring in range(3):
            consoles.stroke(skia.Path.Circle(x, -0.36, 0.018 + 0.018 * ring), 0.003, cyan, 0.7)
        consoles.pool(x, -0.3, w * 1.5, cyan, 0.3)
        consoles.glow(x, -0.36, 0.14, cyan, 0.05, 0.25)
    finish(consoles, 0.5)
    floor = stage.plane("stage", 1.0)
    ground.paving(floor, SEAM + 0.03, "6E7890", rows=6, columns=11, vanish=-0.5)
    for side in (-1.0, 1.0):
        floor.stroke(
            polygon([(side * stage.half * 0.3, SEAM + 0.03), (side * stage.half * 0.72, stage.bottom)], closed=False),
            0.009,
            cyan,
            0.85,
        )
    floor.pool(0, 0.02, 0.6, cyan, 0.22, flat=0.25)
    _seat(floor, -0.84 * stage.half, 0.01, 1.0, steel, stage.accent)
    _seat(floor, 0.84 * stage.half, 0.01, -1.0, steel, stage.accent)
    finish(floor, 0.5)
    front = ground.front(stage)
    edge = min(0.13, stage.half * 0.15)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.poly(
            [
                (x + side * 0.02, stage.top - 0.02),
                (x - side * edge * 1.8, stage.top - 0.02),
                (x - side * edge * 0.7, stage.top + 0.22),
                (x - side * edge * 0.7, stage.bottom - 0.2),
                (x - side * edge * 1.6, stage.bottom + 0.02),
                (x + side * 0.02, stage.bottom + 0.02),
            ],
            "3A4258",
            0.8,
        )
    ground.softened(front)


def _seat(easel: Easel, x: float, y: float, facing: float, steel: Colour, cloth: Colour) -> None:
    with easel.at(x, y, 1.0, mirrored=facing < 0):
        easel.shadow(0, 0.0, 0.13)
        easel.line([(0, 0), (0, -0.12)], 0.03, vary(steel, -0.12))
        easel.fill(
            smooth(
                [(-0.12, -0.42), (-0.06, -0.44), (-0.03, -0.2), (0.12, -0.17), (0.12, -0.11), (-0.08, -0.11)],
                closed=True,
            ),
            vary(cloth, -0.08, 0.6),
            0.7,
        )
        easel.fill(box(-0.125, -0.47, 0.07, 0.08, 0.02), vary(cloth, -0.02, 0.6), 0.6)
