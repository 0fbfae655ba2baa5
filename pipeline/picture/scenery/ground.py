"""What people stand on, and what frames them: floors, earth, streets; foregrounds out of focus."""

from __future__ import annotations

import itertools

import numpy as np
import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.palette import lit, shaded, tone
from pipeline.picture.scenery.easel import SNOW, Easel, PaintedSet, Point, box, polygon, smooth, wander
from pipeline.picture.scenery.plants import leaves_hanging


def earth(easel: Easel, horizon: float, colour: Colour, *, rough: float = 0.012, streaks: int = 90) -> None:
    """Open ground from the horizon down: a soft edge, a gradient toward us, strokes that lie with it."""
    colour = lying(easel, colour, 0.9)
    count = 49
    line = wander(easel, count, 0.5) * rough
    xs = np.linspace(-easel.half - 0.02, easel.half + 0.02, count)
    path = smooth([(float(x), horizon + float(y)) for x, y in zip(xs, line, strict=True)])
    path.lineTo(easel.half + 0.02, easel.bottom + 0.02)
    path.lineTo(-easel.half - 0.02, easel.bottom + 0.02)
    path.close()
    easel.fill(path, colour, 0.0)
    near, far = easel.seen(colour), mix(easel.seen(colour), lit(easel.light.palette.sky_low, easel.light, 0.2), 0.35)
    with easel.clipped(path):
        easel.gradient(
            horizon - 0.03,
            easel.bottom,
            [(0.0, far, 0.9), (0.35, near, 0.2), (1.0, shaded(near, easel.light, 0.75), 0.85)],
        )
        bright, dark = lit(near, easel.light, 0.3), shaded(near, easel.light, 0.35)
        for _ in range(streaks):
            part = float(easel.rng.beta(1.2, 1.4))
            y = horizon + 0.015 + (easel.bottom - horizon) * part
            x, wide = easel.between(-easel.half, easel.half), easel.between(0.03, 0.14) * (0.4 + part)
            thick = 0.0015 + 0.006 * part
            stroke = smooth([(x - wide, y), (x, y - thick), (x + wide, y), (x, y + thick * 0.6)], closed=True)
            easel.flat(stroke, bright if easel.rng.random() < 0.5 else dark, easel.between(0.12, 0.3))
        easel.pool(
            easel.set.stage_x(easel.light.key_x) * 0.5,
            0.0,
            0.8,
            lit(near, easel.light, 0.6),
            0.35 * easel.light.strength,
            flat=0.22,
        )
        _puddles(easel, horizon)


def lying(easel: Easel, colour: Colour, share: float) -> Colour:
    """The colour of ground under what lies on it: `share` of snow where snow lies, darker where it is wet."""
    if easel.set.snowy:
        return mix(colour, SNOW, share)
    return vary(colour, lightness=-0.06, chroma=1.05) if easel.set.damp else colour


def _puddles(easel: Easel, horizon: float) -> None:
    """Wet ground on the stage: the low sky on it, the lamps' long reflections, standing water with rings."""
    stage = easel.set
    if not stage.damp or easel.name != "stage":
        return
    sky = mix(stage.light.palette.sky_low, stage.light.palette.sky_high, 0.35)
    reach = easel.bottom - horizon
    if stage.wet:
        easel.gradient(horizon, easel.bottom, [(0.0, sky, 0.34), (0.5, sky, 0.12), (1.0, sky, 0.05)])
    for part in (0.16, 0.34, 0.52, 0.76, 0.9, 0.05, 0.66):
        x = stage.stage_x(part + easel.between(-0.05, 0.05))
        deep = easel.between(0.15, 0.85)
        y = horizon + reach * deep
        wide, tall = easel.between(0.07, 0.16) * (0.5 + deep), 0.010 * (0.6 + deep)
        pool = smooth(
            [(x - wide, y), (x - wide * 0.4, y - tall), (x + wide * 0.5, y - tall * 0.8), (x + wide, y + tall * 0.2),
             (x + wide * 0.3, y + tall), (x - wide * 0.6, y + tall * 0.8)],
            closed=True,
        )  # fmt: skip
        easel.flat(pool, sky, 0.75)
        easel.stroke(pool, 0.0025, shaded(mix(sky, easel.seen("6A6054"), 0.4), easel.light, 0.5), 0.5)
        with easel.clipped(pool):
            easel.flat(box(x - wide, y - tall * 0.4, wide * 1.2, tall * 0.35), lit(sky, easel.light, 0.7), 0.5)


def pebbles(easel: Easel, top: float, count: int, colour: Colour = "8A8078") -> None:
    """Small stones, larger toward us."""
    for _ in range(count):
        part = float(easel.rng.beta(1.2, 1.2))
        y = top + (easel.bottom - top) * part
        x = easel.between(-easel.half, easel.half)
        size = 0.004 + 0.010 * part
        easel.oval(x, y, size * 1.4, size * 0.8, easel.about(colour), 0.6)


def path_way(
    easel: Easel, horizon: float, colour: Colour, *, far: float = 0.05, near: float = 0.55, bend: float = 0.12
) -> None:
    """A way that comes toward us from the horizon."""
    colour = lying(easel, colour, 0.6)
    bottom = easel.bottom + 0.02
    middle = (horizon + bottom) / 2
    path = smooth(
        [
            (bend - far, horizon),
            (bend * 0.2 - (far + near) * 0.3, middle),
            (-near, bottom),
            (near, bottom),
            (bend * 0.2 + (far + near) * 0.3, middle),
            (bend + far, horizon),
        ],
        closed=True,
    )
    with easel.clipped(box(-easel.half, horizon, easel.half * 2, bottom - horizon)):
        easel.fill(path, colour, 0.25, upright=1.0)


def paving(
    easel: Easel,
    horizon: float,
    colour: Colour,
    *,
    rows: int = 9,
    columns: int = 17,
    joint: float = 0.3,
    checker: Colour | None = None,
    vanish: float = -0.5,
) -> None:
    """A floor of slabs or boards in perspective. `vanish` is the y of the vanishing point, `rows` 0 makes boards."""
    if easel.set.open_air:
        colour = lying(easel, colour, 0.75)
        checker = None if checker is None else lying(easel, checker, 0.75)
    bottom = easel.bottom + 0.02
    base = box(-easel.half - 0.02, horizon, easel.half * 2 + 0.04, bottom - horizon)
    easel.fill(base, colour, 0.0)
    near = easel.seen(colour)
    dark, bright = shaded(near, easel.light, 0.5), lit(near, easel.light, 0.35)
    spread = (bottom - vanish) / (horizon - vanish)
    wide = easel.half * 2.3
    edges = [(-wide + 2 * wide * index / columns) for index in range(columns + 1)]
    heights = (
        [horizon + (bottom - horizon) * (index / max(1, rows)) ** 1.6 for index in range(rows + 1)]
        if rows
        else [horizon, bottom]
    )

    def across(x: float, y: float) -> float:
        return x / spread * (y - vanish) / (horizon - vanish)

    with easel.clipped(base):
        for row, (upper, lower) in enumerate(itertools.pairwise(heights)):
            for column, (left, right) in enumerate(itertools.pairwise(edges)):
                quad = polygon(
                    [
                        (across(left, upper), upper),
                        (across(right, upper), upper),
                        (across(right, lower), lower),
                        (across(left, lower), lower),
                    ]
                )
                if checker is not None and (row + column) % 2:
                    easel.flat(quad, easel.seen(checker), 1.0)
                else:
                    change = float(easel.rng.normal(0, 0.12))
                    easel.flat(quad, bright if change > 0 else dark, min(0.3, abs(change)))
        for x in edges:
            easel.stroke(
                polygon([(across(x, horizon), horizon), (across(x, bottom), bottom)], closed=False), 0.0025, dark, joint
            )
        for y in heights[1:-1]:
            easel.stroke(polygon([(-wide, y), (wide, y)], closed=False), 0.0022, dark, joint)
        sheen = mix(near, easel.light.palette.light, 0.5)
        easel.gradient(horizon, bottom, [(0.0, sheen, 0.22), (0.3, sheen, 0.0), (0.6, dark, 0.0), (1.0, dark, 0.65)])
        _puddles(easel, horizon)


def front(stage: PaintedSet, sway_px: float = 0.0) -> Easel:
    """The front plane; paint it, then call `softened`."""
    return stage.plane("front", 1.6, sway_px, scale=0.5)


def softened(easel: Easel, sigma: float = 0.008) -> None:
    """Finish a front plane: dark against the light, a rim toward the key, out of focus."""
    easel.rim(0.35, 0.008)
    easel.blur(sigma)


def leafy_frame(stage: PaintedSet, colour: Colour = "2E5036", *, grass_blades: bool = True) -> None:
    """Leaves from the upper corners, blades from below: the front of most places outside."""
    easel = front(stage, 2.5)
    reach = min(0.30, stage.half * 0.42)
    leaves_hanging(easel, -stage.half - 0.02, stage.top + 0.02, reach * 1.25, 34, colour, 1.0)
    leaves_hanging(easel, stage.half + 0.02, stage.top - 0.02, reach * 0.9, 24, vary(colour, -0.02), -1.0)
    if grass_blades:
        blades(easel, colour)
    softened(easel)


def blades(easel: Easel, colour: Colour) -> None:
    """Tall blades in the lower corners."""
    for corner in (-1.0, 1.0):
        for _ in range(18):
            x = corner * (easel.half - abs(float(easel.rng.normal(0, 0.11))))
            tall = easel.between(0.08, 0.22)
            lean = -corner * easel.between(-0.02, 0.08)
            y = easel.bottom + 0.01
            easel.fill(
                polygon(
                    [
                        (x - 0.008, y),
                        (x + lean * 0.4, y - tall * 0.6),
                        (x + lean, y - tall),
                        (x + lean * 0.4 + 0.012, y - tall * 0.55),
                        (x + 0.012, y),
                    ]
                ),
                easel.about(colour, 0.02),
                0.4,
            )


def pillar_frame(stage: PaintedSet, colour: Colour, *, arch: bool = True, cloth: Colour | None = None) -> None:
    """A pillar at each edge, an arch or a cloth over the top: the front of halls and gates."""
    easel = front(stage, 1.0 if cloth is not None else 0.0)
    wide = min(0.115, stage.half * 0.14)
    for corner in (-1.0, 1.0):
        x = corner * (stage.half - wide * 0.45)
        easel.rect(x - wide / 2, stage.top - 0.02, wide, stage.bottom - stage.top + 0.04, colour, 0.8)
        for y in (stage.top + 0.14, stage.bottom - 0.1):
            easel.rect(x - wide * 0.62, y, wide * 1.24, 0.035, vary(colour, 0.04), 0.7, 0.01)
    if arch:
        path = skia.Path()
        path.addRect(skia.Rect.MakeLTRB(-stage.half, stage.top - 0.02, stage.half, stage.top + 0.09))
        opening = smooth(
            [
                (-stage.half * 0.93, stage.top + 0.14),
                (-stage.half * 0.6, stage.top + 0.055),
                (0, stage.top + 0.03),
                (stage.half * 0.6, stage.top + 0.055),
                (stage.half * 0.93, stage.top + 0.14),
            ]
        )
        opening.close()
        easel.fill(skia.Op(path, opening, skia.kDifference_PathOp) or path, colour, 0.6)
    if cloth is not None:
        drape(easel, cloth)
    softened(easel)


def drape(easel: Easel, colour: Colour) -> None:
    """A swag of cloth along the top and tails at the sides."""
    top, half = easel.top - 0.02, easel.half
    points: list[Point] = [(-half, top)]
    swags = 3
    for index in range(swags * 4 + 1):
        t = index / (swags * 4)
        points.append((-half + 2 * half * t, top + 0.055 + 0.05 * abs(np.sin(np.pi * t * swags))))
    path = smooth(points)
    path.lineTo(half, top)
    path.close()
    easel.fill(path, colour, 0.6, upright=1.0)
    for corner in (-1.0, 1.0):
        x = corner * half
        wide = min(0.15, half * 0.19)
        tail = smooth(
            [
                (x, top),
                (x - corner * wide, top + 0.02),
                (x - corner * wide * 0.73, top + 0.3),
                (x - corner * wide * 0.4, top + 0.52),
                (x, top + 0.58),
            ],
            closed=True,
        )
        easel.fill(tail, colour, 0.8)
        for fold in range(3):
            fx = x - corner * wide * (0.13 + 0.23 * fold)
            easel.stroke(
                polygon([(fx, top), (fx + corner * 0.01, top + 0.45 - 0.06 * fold)], closed=False),
                0.006,
                easel.shade(colour, 0.7),
                0.5,
            )


def curtain_frame(stage: PaintedSet, colour: Colour, *, lintel: bool = True) -> None:
    """Curtains at both edges and a soft dark above: the front of rooms."""
    easel = front(stage, 1.2)
    wide = min(0.15, stage.half * 0.18)
    for corner in (-1.0, 1.0):
        x = corner * stage.half
        path = smooth(
            [
                (x + corner * 0.02, stage.top - 0.02),
                (x - corner * wide, stage.top - 0.02),
                (x - corner * wide * 0.92, stage.top + 0.3),
                (x - corner * wide * 0.6, stage.bottom - 0.32),
                (x - corner * wide * 0.85, stage.bottom + 0.02),
                (x + corner * 0.02, stage.bottom + 0.02),
            ],
            closed=True,
        )
        easel.fill(path, colour, 0.8, upright=0.1)
        for fold in range(4):
            fx = x - corner * wide * (0.12 + 0.22 * fold)
            easel.stroke(
                smooth(
                    [
                        (fx, stage.top),
                        (fx, stage.top + 0.35),
                        (fx + corner * wide * 0.15, stage.bottom - 0.32),
                        (fx, stage.bottom),
                    ]
                ),
                0.007,
                easel.shade(colour, 0.8),
                0.5,
            )
    if lintel:
        easel.rect(-stage.half, stage.top - 0.02, stage.half * 2, 0.055, vary(colour, -0.08), 0.6)
    softened(easel)


def dusk_under(stage: PaintedSet) -> tuple[float, float, float]:
    """The colour of deep shade at the front of this set."""
    return shaded(tone("4A4440", stage.light, 1.4), stage.light, 1.0)
