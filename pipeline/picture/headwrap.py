"""A woman's headscarf: a kerchief tied under the chin, or a wrap tied high about a dark head's hair."""

from __future__ import annotations

import skia

from pipeline.film import Look
from pipeline.picture.colour import luminance, vary
from pipeline.picture.face import Features, HeadTurn, outline
from pipeline.picture.ink import Ink, Point, smooth, taper

_DARK = 0.16
"""A skin darker than this is taken for one under which a scarf is wound high, as across Africa."""


def ties_high(look: Look) -> bool:
    """Whether the scarf is wound up on the head, ears free, instead of tied under the chin."""
    return luminance(look.skin) < _DARK


def draw_wrap_behind(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    """What of it lies behind the head."""
    q, cloth = turn.quarter, look.dress_colours[1]
    if ties_high(look):
        knot = smooth(
            [(-0.30 - 0.06 * q, -0.30), (-0.52 - 0.06 * q, -0.62), (-0.16, -0.84), (0.22, -0.74), (0.2, -0.4)]
        )
        ink.fill(canvas, knot, cloth, turn=0.08, rim=0.014, dark=0.14)
        return
    nape = smooth(
        [
            (0.30 - 0.1 * q, -0.2),
            (0.33 - 0.1 * q, 0.30),
            (0.16, 0.58),
            (-0.24 - 0.06 * q, 0.62),
            (-0.44 - 0.04 * q, 0.34),
            (-0.45 - 0.03 * q, -0.1),
        ]
    )
    ink.fill(canvas, nape, cloth, turn=0.08, rim=0.012, dark=0.2)


def draw_wrap(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    """The scarf on the head, seen from the front or the back."""
    (_high if ties_high(look) else _kerchief)(canvas, ink, look, turn, back=back)


def _high(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    q = turn.quarter
    cloth, trim = look.dress_colours[1], look.dress_colours[2]
    brow = -0.20 if not back else 0.16
    low = [(-0.40 - 0.03 * q, brow + 0.16), (-0.24, brow - 0.04), turn.on(0.0, brow - 0.075), (0.26, brow - 0.03)]
    wrap = smooth(
        [
            *low,
            (0.385 - 0.05 * q, brow + 0.10),
            (0.45 - 0.04 * q, -0.34),
            (0.36, -0.62),
            (0.10, -0.76),
            (-0.22, -0.74),
            (-0.46, -0.54),
            (-0.48 - 0.03 * q, -0.26),
        ],
        ease=0.9,
    )
    ink.fill(canvas, wrap, cloth, turn=0.11, rim=0.016)
    canvas.save()
    canvas.clipPath(wrap, skia.ClipOp.kIntersect, True)
    # The windings: each lies over the one below, from both sides in turn.
    for index, (lift, lean) in enumerate(((0.06, 0.10), (0.19, -0.12), (0.33, 0.12))):
        turnings = [
            (-0.52, brow + 0.10 - lift - lean),
            (-0.08, brow - 0.10 - lift),
            (0.48, brow + 0.06 - lift + lean),
        ]
        canvas.drawPath(smooth(turnings, closed=False), ink.stroke(vary(cloth, lightness=-0.12), 0.022, 0.15))
        if index != 1:
            canvas.drawPath(
                smooth([(x, y - 0.045) for x, y in turnings], closed=False), ink.stroke(trim, 0.030 if index else 0.040)
            )
    canvas.restore()
    if back:
        return
    # The tied end stands up at the side.
    side = -0.30 - 0.04 * q
    for spread in (-0.12, 0.10):
        end = smooth(
            [(side, -0.56), (side + spread - 0.05, -0.74), (side + spread * 1.9, -0.86), (side + spread, -0.62)]
        )
        ink.fill(canvas, end, cloth, turn=0.03, rim=0.010)
    ink.fill(canvas, skia.Path.Circle(side + 0.01, -0.58, 0.062), cloth, turn=0.02, dark=0.06)


def _kerchief(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    q = turn.quarter
    cloth, trim = look.dress_colours[1], look.dress_colours[2]
    edge = outline(turn, 0.0, Features.of(look))

    def grown(index: int, amount: float) -> Point:
        x, y = edge[index]
        return x * (1 + amount), -0.06 + (y + 0.06) * (1 + amount)

    if back:
        point = smooth(
            [
                (0.0, -0.56),
                (0.36, -0.40),
                (0.42, 0.02),
                (0.26, 0.40),
                (0.0, 0.72),
                (-0.26, 0.40),
                (-0.42, 0.02),
                (-0.36, -0.40),
            ],
            ease=0.8,
        )
        ink.fill(canvas, point, cloth, turn=0.12, rim=0.016)
        hem = [(0.40, 0.10), (0.24, 0.38), (0.0, 0.66), (-0.24, 0.38), (-0.40, 0.10)]
        canvas.drawPath(smooth(hem, closed=False), ink.stroke(trim, 0.03))
        return
    face = [
        turn.on(0.03, 0.545),
        turn.on(-0.235, 0.36),
        turn.on(-0.312, 0.10),
        turn.on(-0.27, -0.20),
        turn.on(0.0, -0.315),
        turn.on(0.27, -0.20),
        turn.on(0.318, 0.10),
        turn.on(0.245, 0.36),
    ]
    chin = (face[0][0], 0.60)
    hood = smooth(
        [chin, (0.20 - 0.02 * q, 0.50), grown(5, 0.10), grown(3, 0.11), grown(2, 0.13), grown(1, 0.12), grown(0, 0.11),
         grown(15, 0.12), grown(14, 0.13), grown(13, 0.16), (-0.30 - 0.04 * q, 0.42), (-0.12, 0.56)],
        ease=0.85,
    )  # fmt: skip
    opened = skia.Op(hood, smooth(face, ease=0.9), skia.PathOp.kDifference_PathOp)
    ink.fill(canvas, opened, cloth, turn=0.09, rim=0.014)
    canvas.save()
    canvas.clipPath(hood, skia.ClipOp.kIntersect, True)
    canvas.drawPath(smooth(face, ease=0.9), ink.stroke(trim, 0.026))
    canvas.restore()
    for start, bend in ((-0.16, -0.30), (-0.02, -0.36)):
        fold = [(start - 0.1 * q, -0.50), (bend - 0.04 * q, -0.12), (bend + 0.06 - 0.04 * q, 0.34)]
        canvas.drawPath(taper(fold, [0.0, 0.012, 0.0]), ink.paint(cloth, 0.42, 0.6))
    for spread, drop in ((-0.13, 0.24), (0.11, 0.21)):
        tail = [chin, (chin[0] + spread * 0.5 - 0.04, chin[1] + drop * 0.6), (chin[0] + spread, chin[1] + drop),
                (chin[0] + spread * 1.2 + 0.05, chin[1] + drop * 0.8)]  # fmt: skip
        ink.fill(canvas, smooth(tail), cloth, turn=0.03, rim=0.008)
    ink.fill(canvas, skia.Path.Circle(chin[0], chin[1], 0.052), cloth, turn=0.02, dark=0.05)
