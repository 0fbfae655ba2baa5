"""Hands: a palm, four fingers and a thumb, between five shapes."""

from __future__ import annotations

import math

import skia

from pipeline.film import Look
from pipeline.picture.colour import vary
from pipeline.picture.ink import Ink, Point
from pipeline.vocabulary import Accessory, AgeGroup, Gender

# Curl of index, middle, ring and little finger and of the thumb; spread of the fingers; angle of the thumb.
_SHAPES: tuple[tuple[float, ...], ...] = (
    (0.22, 0.32, 0.40, 0.46, 0.25, 0.35, 0.45),  # relaxed
    (0.0, 0.0, 0.0, 0.04, 0.0, 1.0, 0.95),  # open
    (0.0, 0.86, 0.90, 0.92, 0.55, 0.1, 0.35),  # point
    (0.82, 0.84, 0.86, 0.88, 0.6, 0.0, 0.3),  # fist
    (0.0, 0.0, 0.0, 0.02, 0.15, 0.0, 0.22),  # joined
)


def hand_length(look: Look) -> float:
    """From wrist to fingertip, head units."""
    return {AgeGroup.CHILD: 0.40, AgeGroup.TEEN: 0.47}.get(look.age_group, 0.50) * (
        0.94 if look.gender is Gender.FEMALE else 1.0
    )


def draw_hand(  # noqa: PLR0915 - one drawing
    canvas: skia.Canvas,
    ink: Ink,
    look: Look,
    wrist: Point,
    angle: float,
    shape: float,
    thumb_side: float,
    colour: str | None = None,
) -> None:
    """A hand at `wrist` pointing along `angle` (radians).

    Its thumb is on the side `thumb_side` (-1 or 1); `colour` is a glove's.
    """
    low = max(0, min(len(_SHAPES) - 2, math.floor(shape)))
    share = min(1.0, max(0.0, shape - low))
    curl = [a + (b - a) * share for a, b in zip(_SHAPES[low], _SHAPES[low + 1], strict=True)]
    skin = colour or look.skin
    size = hand_length(look)
    slender = 0.88 if look.gender is Gender.FEMALE else 1.0
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(math.degrees(angle))
    canvas.scale(size, size * thumb_side)
    # The side of the key as the turned hand sees it.
    path = skia.Path()
    wide = 0.185 * slender
    path.moveTo(-0.06, -wide * 0.72)
    path.cubicTo(0.10, -wide * 0.8, 0.20, -wide * 1.12, 0.48, -wide)
    path.cubicTo(0.53, -wide * 0.4, 0.53, wide * 0.4, 0.47, wide * 0.95)
    path.cubicTo(0.28, wide * 1.05, 0.08, wide * 0.8, -0.06, wide * 0.72)
    path.close()
    lines: list[tuple[Point, Point]] = []
    thin = 0.052 * slender
    for finger, (offset, length) in enumerate(((0.78, 0.45), (0.27, 0.50), (-0.25, 0.46), (-0.76, 0.36))):
        # Thumb on the side of +y, so the index finger is next to it.
        y0 = offset * wide
        fan = offset * curl[5] * 0.20
        reach = length * (1 - 0.70 * curl[finger])
        x1, y1 = 0.46 + reach * math.cos(fan), y0 + reach * math.sin(fan)
        nx, ny = -math.sin(fan) * thin, math.cos(fan) * thin
        path.moveTo(0.36 + nx, y0 + ny)
        path.lineTo(0.36 - nx, y0 - ny)
        path.lineTo(x1 - nx * 0.8, y1 - ny * 0.8)
        path.quadTo(x1 + thin * 1.3, y1 + thin * 1.3 * math.tan(fan), x1 + nx * 0.8, y1 + ny * 0.8)
        path.close()
        if finger:
            middle = offset * wide + wide * 0.26
            lines.append(((0.44, middle), (0.44 + reach * 0.85, middle + reach * 0.5 * math.sin(fan))))
    t = curl[6]
    reach = 0.34 * (1 - 0.4 * curl[4])
    tx, ty = 0.16 + reach * math.cos(t), wide * 0.75 + reach * math.sin(t)
    nx, ny = -math.sin(t) * 0.062, math.cos(t) * 0.062
    thumb = skia.Path()
    thumb.moveTo(0.04, wide * 0.4)
    thumb.quadTo(0.08 + nx, wide * 1.1 + ny, tx + nx * 0.7, ty + ny * 0.7)
    thumb.quadTo(tx + math.cos(t) * 0.07, ty + math.sin(t) * 0.07, tx - nx * 0.7, ty - ny * 0.7)
    thumb.quadTo(0.26, wide * 0.7, 0.30, wide * 0.3)
    thumb.close()
    ink.fill(canvas, path, skin, turn=0.05, dark=0.02)
    line = ink.stroke(vary(skin, lightness=-0.16), 0.018, 0.1, 0.75)
    for start, end in lines:
        canvas.drawLine(*start, *end, line)
    ink.fill(canvas, thumb, skin, turn=0.02, dark=0.04)
    canvas.drawPath(_edge(tx, ty, wide), ink.stroke(vary(skin, lightness=-0.14), 0.014, 0.1, 0.6))
    if colour is None and Accessory.BANGLES in look.accessories:
        for index, tint in enumerate((look.dress_colours[2], look.dress_colours[0], look.dress_colours[2])):
            x = -0.10 - index * 0.075
            canvas.drawLine(x, -wide * 0.80, x, wide * 0.80, ink.stroke(tint, 0.05))
    canvas.restore()


def _edge(tx: float, ty: float, wide: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(0.30, wide * 0.42)
    path.quadTo(0.26, wide * 0.72, tx - 0.03, ty - 0.05)
    return path
