"""What is worn on the head and the neck. Head units about the middle of the head."""

from __future__ import annotations

import math

import skia

from pipeline.film import Look
from pipeline.picture.body import Drawing
from pipeline.picture.colour import vary
from pipeline.picture.face import Features, HeadTurn, outline
from pipeline.picture.headwrap import draw_wrap, draw_wrap_behind, ties_high
from pipeline.picture.ink import Ink, Point, between, polygon, smooth, taper
from pipeline.vocabulary import Accessory, Dress, Gender

A = Accessory
GOLD = "D9A83C"
COVERING = frozenset({A.TURBAN, A.HIJAB, A.HEADSCARF, A.HAT, A.CAP})


def hides_hair(look: Look) -> bool:
    """Whether no hair is seen at all."""
    return A.HIJAB in look.accessories or (A.HEADSCARF in look.accessories and look.gender is not Gender.MALE)


def draw_behind_head(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    """The part of a scarf or a helmet that lies behind the head."""
    q = turn.quarter
    second = look.dress_colours[1]
    if A.HIJAB in look.accessories:
        shape = smooth(
            [
                (0.0 - 0.04 * q, -0.60),
                (0.36, -0.48),
                (0.46, -0.10),
                (0.46, 0.35),
                (0.66, 0.78),
                (0.30, 1.02),
                (-0.30, 1.02),
                (-0.70, 0.78),
                (-0.50 - 0.05 * q, 0.35),
                (-0.50 - 0.04 * q, -0.12),
                (-0.40, -0.46),
            ]
        )
        ink.fill(canvas, shape, second, turn=0.10, rim=0.014, dark=0.2)
    elif A.HEADSCARF in look.accessories and look.gender is Gender.MALE:
        shape = smooth(
            [
                (-0.04 * q, -0.60),
                (0.38, -0.44),
                (0.46, -0.05),
                (0.48, 0.57),
                (0.40, 0.95),
                (-0.42, 1.0),
                (-0.56, 0.57),
                (-0.50, -0.10),
                (-0.42, -0.44),
            ]
        )
        ink.fill(canvas, shape, "F1E9DA", turn=0.10, rim=0.014, dark=0.15)
    elif A.HEADSCARF in look.accessories:
        draw_wrap_behind(canvas, ink, look, turn)
    if look.dress is Dress.SPACE_SUIT:
        ink.fill(canvas, skia.Path.Circle(0.0, -0.02, 0.70), "2E3A4C", turn=0.12)


def draw_adornment(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool = False) -> None:  # noqa: C901, PLR0912, PLR0915 - one case a thing
    """Everything on the head, in the order in which it is put on."""
    q = turn.quarter
    trim = look.dress_colours[2]
    features = Features.of(look)
    edge = outline(turn, 0.0, features)

    def grown(index: int, amount: float) -> Point:
        x, y = edge[index]
        return x * (1 + amount), -0.06 + (y + 0.06) * (1 + amount)

    worn = look.accessories
    if not back:
        if A.BINDI in worn:
            x, y = turn.on(0.0, features.eye_y - 0.135)
            canvas.drawCircle(x, y, 0.021, ink.paint("C0182B"))
        if A.TILAK in worn:
            top, low = turn.on(0.0, -0.265), turn.on(0.0, features.eye_y - 0.11)
            canvas.drawPath(taper([top, between(top, low, 0.6), low], [0.006, 0.014, 0.008]), ink.paint("C8371F"))
            for side in (-1.0, 1.0):
                a, b = turn.on(side * 0.045, -0.265), turn.on(side * 0.022, features.eye_y - 0.105)
                canvas.drawLine(*a, *b, ink.stroke("F3E7C8", 0.013))
        if A.GLASSES in worn:
            frame = ink.stroke("2E2420", 0.0165)
            points = []
            for side in (-1.0, 1.0):
                x, y = turn.on(side * features.apart, features.eye_y + 0.012)
                wide = 0.128 * turn.width(side * features.apart) + 0.008
                box = skia.Rect.MakeLTRB(x - wide, y - 0.096, x + wide, y + 0.104)
                canvas.drawRoundRect(box, wide * 0.72, 0.088, ink.paint("EAF4F6", -0.2, 0.12))
                canvas.drawRoundRect(box, wide * 0.72, 0.088, frame)
                canvas.drawPath(
                    taper([(x - wide * 0.5, y + 0.02), (x - wide * 0.1, y - 0.065)], [0.0, 0.012]),
                    ink.paint("FFFFFF", -0.3, 0.4),
                )
                points.append((x, y, wide))
            canvas.drawPath(
                smooth(
                    [
                        (points[0][0] + points[0][2], points[0][1] - 0.02),
                        ((points[0][0] + points[0][2] + points[1][0] - points[1][2]) / 2, points[0][1] - 0.045),
                        (points[1][0] - points[1][2], points[1][1] - 0.02),
                    ],
                    closed=False,
                ),
                frame,
            )
            canvas.drawLine(points[0][0] - points[0][2], points[0][1] - 0.03, -0.36 + 0.10 * max(q, 0.0), 0.0, frame)
            if q < 0.3:
                canvas.drawLine(points[1][0] + points[1][2], points[1][1] - 0.03, 0.365, 0.0, frame)
        if A.EARRINGS in worn and (not hides_hair(look) or (A.HIJAB not in worn and ties_high(look))):
            for side in (-1.0, 1.0):
                hidden = side * q
                if hidden > 0.45:
                    continue
                x = side * (0.372 - 0.125 * max(0.0, -hidden) + 0.03)
                canvas.drawCircle(x, 0.165, 0.022, ink.paint(GOLD, -0.1))
                drop = smooth(
                    [(x, 0.18), (x + 0.038, 0.245), (x + 0.034, 0.275), (x - 0.034, 0.275), (x - 0.038, 0.245)]
                )
                ink.fill(canvas, drop, GOLD, turn=0.02)
                for dx in (-0.024, 0.0, 0.024):
                    canvas.drawCircle(x + dx, 0.288, 0.011, ink.paint(trim))
    if A.FLOWERS in worn:
        count, radius = 7, 0.058
        for index in range(count):
            angle = 2.5 + index * 0.22
            cx, cy = (
                (-0.40 - 0.02 * q, 0.02 + index * 0.052)
                if not back
                else (math.cos(angle + 0.9) * 0.26, 0.06 + math.sin(angle + 0.9) * 0.2)
            )
            bloom = skia.Path()
            for petal in range(5):
                around = petal * math.tau / 5 + index
                bloom.addCircle(
                    cx + math.cos(around) * radius * 0.5, cy + math.sin(around) * radius * 0.5, radius * 0.46
                )
            canvas.drawPath(bloom, ink.paint("FBF3E0" if index % 3 else "F2A541", 0.0 if index % 2 else 0.12))
            canvas.drawCircle(cx, cy, radius * 0.24, ink.paint("E8B23A"))
    if A.HEADPHONES in worn:
        band = [
            (-0.42 + 0.10 * max(q, 0), 0.0),
            (-0.40, -0.34),
            (-0.05 * q, -0.60),
            (0.38, -0.36),
            (0.42 - 0.05 * q, 0.0),
        ]
        canvas.drawPath(smooth(band, closed=False), ink.stroke("2B2A30", 0.065))
        canvas.drawPath(smooth(band, closed=False), ink.stroke("55535C", 0.02))
        for side in (-1.0, 1.0):
            if side * q > 0.6:
                continue
            x = side * (0.40 - 0.10 * max(0.0, -side * q))
            cup = skia.Path()
            cup.addRoundRect(skia.Rect.MakeLTRB(x - 0.10, -0.12, x + 0.10, 0.20), 0.09, 0.09)
            ink.fill(canvas, cup, "33313A", turn=0.03, rim=0.014)
            canvas.drawCircle(x, 0.04, 0.055, ink.paint(trim))
    if A.HIJAB in worn:
        _hijab(canvas, ink, look, turn, back=back)
    elif A.HEADSCARF in worn and look.gender is Gender.MALE:
        _keffiyeh(canvas, ink, look, turn, back=back)
    elif A.HEADSCARF in worn:
        draw_wrap(canvas, ink, look, turn, back=back)
    if A.TURBAN in worn:
        _turban(canvas, ink, look, turn, back=back)
    if A.CROWN in worn:
        _crown(canvas, ink, look, turn)
    if A.HAT in worn:
        _hat(canvas, ink, look, turn)
    if A.CAP in worn:
        _cap(canvas, ink, look, turn, back=back)
    if look.dress is Dress.SPACE_SUIT:
        bowl = skia.Path.Circle(0.0, -0.02, 0.70)
        canvas.drawPath(bowl, ink.paint("CFE3EC", 0.0, 0.13))
        canvas.drawPath(bowl, ink.stroke("E8E4DA", 0.055, 0.05))
        x = ink.side * 0.40
        canvas.drawPath(
            taper([(x, -0.48), (x + ink.side * 0.15, -0.22), (x + ink.side * 0.13, 0.10)], [0.0, 0.035, 0.0]),
            ink.paint("FFFFFF", -0.4, 0.6),
        )


def _hijab(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    q = turn.quarter
    cloth, trim = look.dress_colours[1], look.dress_colours[2]
    if back:
        hood = smooth(
            [
                (0.0, -0.60),
                (0.40, -0.44),
                (0.48, 0.0),
                (0.50, 0.45),
                (0.70, 0.95),
                (0.0, 1.25),
                (-0.70, 0.95),
                (-0.50, 0.45),
                (-0.48, 0.0),
                (-0.40, -0.44),
            ]
        )
        ink.fill(canvas, hood, cloth, turn=0.14, rim=0.016)
        for dx in (-0.2, 0.05, 0.25):
            canvas.drawPath(
                taper([(dx * 0.5, -0.3), (dx, 0.4), (dx * 1.3, 1.0)], [0.0, 0.02, 0.01]), ink.paint(cloth, 0.4, 0.5)
            )
        return
    features = Features.of(look)
    edge = outline(turn, 0.0, features)
    far = [(x * 1.0, y) for x, y in edge[3:9]]
    inner = [
        turn.on(0.0, -0.325),
        turn.on(0.20, -0.285),
        turn.on(0.285, -0.15),
        *((x - 0.020, y - 0.012) for x, y in far[2:5]),
        (edge[9][0], edge[9][1] - 0.012),
        (edge[10][0] - 0.03, edge[10][1] - 0.02),
        (edge[11][0] - 0.0 + 0.03 * q, edge[11][1] - 0.05),
        turn.on(-0.285, 0.22),
        turn.on(-0.312, 0.04),
        turn.on(-0.285, -0.15),
        turn.on(-0.20, -0.285),
    ]
    outer = [
        (-0.03 * q, -0.60),
        (0.24, -0.56),
        (0.41 - 0.03 * q, -0.36),
        (0.44 - 0.05 * q, -0.05),
        (0.42 - 0.05 * q, 0.30),
        (0.50, 0.60),
        (0.62, 0.86),
        (0.32, 1.10),
        (0.0, 1.16),
        (-0.36, 1.08),
        (-0.66, 0.84),
        (-0.50, 0.55),
        (-0.48 - 0.02 * q, 0.25),
        (-0.50 - 0.02 * q, -0.08),
        (-0.44, -0.36),
        (-0.27, -0.55),
    ]
    hood = smooth(outer, ease=0.9)
    hole = smooth(inner, ease=0.9)
    shape = skia.Op(hood, hole, skia.PathOp.kDifference_PathOp) or hood
    ink.fill(canvas, shape, cloth, turn=0.10, rim=0.016)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    canvas.drawPath(hole, ink.stroke(trim, 0.030, 0.05))
    chin = edge[9]
    for line in (
        [(-0.46, -0.1), (-0.36, 0.38), (chin[0] - 0.05, 0.62), (0.36, 0.42)],
        [(-0.46, 0.25), (-0.26, 0.66), (0.10, 0.80), (0.44, 0.55)],
        [(-0.58, 0.75), (-0.20, 0.94), (0.2, 1.0)],
    ):
        canvas.drawPath(taper(line, [0.0, *([0.020] * (len(line) - 2)), 0.0]), ink.paint(cloth, 0.45, 0.6))
    canvas.drawPath(
        taper([(-0.30, -0.44), (-0.40, -0.15), (-0.41, 0.15)], [0.0, 0.022, 0.0]), ink.paint(cloth, 0.4, 0.5)
    )
    canvas.restore()


def _keffiyeh(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    """A cloth that falls to the shoulders under a double cord."""
    q, cloth, fall = turn.quarter, "F4EDE0", 0.55
    edge = outline(turn, 0.0, Features.of(look))

    def grown(index: int, amount: float) -> Point:
        x, y = edge[index]
        return x * (1 + amount), -0.06 + (y + 0.06) * (1 + amount)

    if back:
        hood = smooth(
            [(0.0, -0.60), (0.40, -0.44), (0.48, 0.0), (0.46, 0.60), (-0.46, 0.60), (-0.48, 0.0), (-0.40, -0.44)]
        )
        ink.fill(canvas, hood, cloth, turn=0.12, rim=0.016)
    else:
        front = [
            turn.on(-0.30, 0.02),
            turn.on(-0.27, -0.22),
            turn.on(0.0, -0.30),
            turn.on(0.27, -0.22),
            turn.on(0.31, 0.02),
        ]
        hood = smooth(
            [
                *front,
                (grown(4, 0.16)[0] + 0.02, fall * 0.9),
                grown(3, 0.22),
                grown(2, 0.24),
                grown(1, 0.22),
                grown(0, 0.20),
                grown(15, 0.22),
                grown(14, 0.22),
                (-0.50 + 0.02 * q, fall),
                (-0.34 + 0.06 * q, fall * 1.05),
            ],
            ease=0.85,
        )
        ink.fill(canvas, hood, cloth, turn=0.08, rim=0.016)
        for dx in (-0.08, 0.05):
            canvas.drawPath(
                taper([grown(15, 0.15), (-0.40 + dx, -0.1), (-0.42 + dx, fall * 0.8)], [0.0, 0.014, 0.006]),
                ink.paint(cloth, 0.4, 0.5),
            )
    band = [(-0.42, -0.22), (-0.26, -0.325), turn.on(0.0, -0.37), (0.26, -0.335), (0.385, -0.24)]
    canvas.drawPath(smooth(band, closed=False), ink.stroke("1E1A18", 0.052))
    canvas.drawPath(smooth([(x, y - 0.058) for x, y in band], closed=False), ink.stroke("2A2522", 0.048))


def _turban(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    q = turn.quarter
    cloth, trim = look.dress_colours[2], look.dress_colours[0]
    brow = -0.215
    base = [
        turn.on(-0.325, brow + 0.10),
        turn.on(-0.20, brow - 0.035),
        turn.on(0.0, brow - 0.075),
        turn.on(0.20, brow - 0.035),
        turn.on(0.325, brow + 0.10),
    ]
    if back:
        base = [(-0.37, 0.10), (-0.15, 0.20), (0.0, 0.22), (0.15, 0.20), (0.37, 0.10)]
    shape = smooth(
        [
            *base,
            (0.455 - 0.05 * q, -0.24),
            (0.45 - 0.05 * q, -0.46),
            (0.27, -0.68),
            (0.0 - 0.05 * q, -0.745),
            (-0.30, -0.68),
            (-0.49, -0.45),
            (-0.50, -0.20),
            (-0.42, 0.0),
        ]
    )
    ink.fill(canvas, shape, cloth, turn=0.12, rim=0.018)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    apex = turn.on(0.0, -0.36)
    for index, share in enumerate((0.15, 0.36, 0.58, 0.80)):
        left = between((-0.50, -0.12), (-0.12, -0.74), share)
        right = between((0.46, -0.14), (0.16, -0.74), share)
        peak = (apex[0], apex[1] - share * 0.34)
        canvas.drawPath(
            taper([left, ((left[0] + peak[0]) / 2, (left[1] + peak[1]) / 2 - 0.05), peak], [0.004, 0.016, 0.003]),
            ink.paint(cloth, 0.48, 0.65),
        )
        canvas.drawPath(
            taper([right, ((right[0] + peak[0]) / 2, (right[1] + peak[1]) / 2 - 0.05), peak], [0.004, 0.014, 0.003]),
            ink.paint(cloth, 0.48, 0.65),
        )
        if index < 2:
            lift = -0.03
            canvas.drawPath(
                taper(
                    [
                        (left[0], left[1] + lift),
                        ((left[0] + peak[0]) / 2, (left[1] + peak[1]) / 2 - 0.05 + lift),
                        (peak[0], peak[1] + lift),
                    ],
                    [0.0, 0.010, 0.0],
                ),
                ink.paint(cloth, -0.2, 0.5),
            )
    canvas.restore()
    if not back:
        x, y = apex[0], apex[1] - 0.03
        canvas.drawCircle(x, y, 0.042, ink.paint(GOLD, -0.1))
        canvas.drawCircle(x, y, 0.022, ink.paint(trim))


def _crown(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    q = turn.quarter
    tall = 0.30 if look.gender is not Gender.FEMALE else 0.22
    low, high = -0.36, -0.36 - tall
    base = [turn.on(x, low + 0.05 * abs(x)) for x in (-0.32, -0.16, 0.0, 0.16, 0.32)]
    left, right = (min(base[0][0], -0.36), base[0][1] - 0.02), (max(base[-1][0], 0.33), base[-1][1] - 0.02)
    points: list[Point] = [left, (left[0] - 0.035, high + 0.07)]
    count = 5
    for index in range(count):
        share = (index + 0.5) / count
        x = left[0] + (right[0] - left[0]) * share
        mid = 1 - abs(share - 0.5) * 0.9
        points.append((x - 0.075, high + 0.10))
        points.append((x, high - 0.10 * mid))
        points.append((x + 0.075, high + 0.10))
    points += [(right[0] + 0.035, high + 0.07), right, base[3], base[2], base[1]]
    shape = smooth(points, ease=0.25)
    ink.fill(canvas, shape, GOLD, turn=0.09, rim=0.020)
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    band = [left, *base[1:4], right]
    canvas.drawPath(smooth([(x, y - 0.035) for x, y in band], closed=False), ink.stroke("A8742A", 0.05, 0.1))
    canvas.restore()
    for index, tint in enumerate(("2F8F6B", "C8323A", "2F8F6B")):
        x, y = turn.on((-0.20, 0.0, 0.20)[index], low - 0.10)
        canvas.drawOval(skia.Rect.MakeLTRB(x - 0.034, y - 0.046, x + 0.034, y + 0.046), ink.paint(tint))
        canvas.drawCircle(x + ink.side * 0.010, y - 0.016, 0.010, ink.paint("FFFFFF", 0.0, 0.7))
    for index in range(count):
        share = (index + 0.5) / count
        canvas.drawCircle(
            left[0] + (right[0] - left[0]) * share - 0.01 * q,
            high - 0.10 * (1 - abs(share - 0.5) * 0.9) - 0.01,
            0.024,
            ink.paint("F6E7C0", -0.1),
        )


def _hat(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    q = turn.quarter
    if look.dress is Dress.HANBOK:  # the black horsehair gat
        brim = skia.Path.Oval(skia.Rect.MakeLTRB(-0.72, -0.40, 0.70, -0.22))
        crown = smooth([(-0.24, -0.32), (-0.20, -0.74), (0.20, -0.74), (0.24, -0.32)], ease=0.4)
        ink.fill(canvas, crown, "241F20", turn=0.08, rim=0.014)
        ink.fill(canvas, brim, "241F20", turn=0.05, rim=0.012)
        return
    straw, band = "D9B878", look.dress_colours[2]
    crown = smooth(
        [
            (-0.40 - 0.02 * q, -0.24),
            (-0.37, -0.52),
            (-0.22, -0.68),
            (0.0, -0.64),
            (0.20, -0.68),
            (0.34, -0.52),
            (0.38 - 0.03 * q, -0.24),
        ],
        ease=0.8,
    )
    ink.fill(canvas, crown, straw, turn=0.10, rim=0.016)
    canvas.save()
    canvas.clipPath(crown, skia.ClipOp.kIntersect, True)
    canvas.drawPath(smooth([(-0.45, -0.33), (0.0, -0.29), (0.42, -0.33)], closed=False), ink.stroke(band, 0.10))
    canvas.restore()
    brim = smooth(
        [
            (-0.78, -0.30),
            (-0.45, -0.33),
            (0.0, -0.345),
            (0.45, -0.33),
            (0.76, -0.30),
            (0.55, -0.205),
            (0.05, -0.165),
            (-0.52, -0.205),
        ]
    )
    ink.fill(canvas, brim, straw, turn=0.05, rim=0.014, dark=0.03)
    features = Features.of(look)
    face = smooth(outline(turn, 0.0, features))
    canvas.save()
    canvas.clipPath(face, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        smooth([(-0.5, -0.22), (0.5, -0.22), (0.5, -0.08), (0.0, -0.05), (-0.5, -0.08)]),
        ink.paint(look.skin, 0.7, 0.35),
    )
    canvas.restore()


def _cap(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, *, back: bool) -> None:
    q = turn.quarter
    service = look.dress is Dress.UNIFORM
    colour = look.dress_colours[0] if service else look.dress_colours[1]
    if not service:  # a round embroidered cap
        shape = smooth(
            [
                (-0.39, -0.22),
                (-0.38, -0.50),
                (-0.20, -0.62),
                (0.18, -0.62),
                (0.34, -0.50),
                (0.36 - 0.02 * q, -0.22),
                (0.0, -0.27),
            ],
            ease=0.55,
        )
        ink.fill(canvas, shape, colour, turn=0.10, rim=0.016)
        for level in (-0.30, -0.42):
            line = [(-0.40, level), (0.0, level - 0.045), (0.38, level)]
            canvas.save()
            canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
            canvas.drawPath(smooth(line, closed=False), ink.stroke(look.dress_colours[2], 0.035))
            canvas.restore()
        return
    top = smooth(
        [
            (-0.44, -0.34),
            (-0.54, -0.50),
            (-0.30, -0.68),
            (0.0 + 0.05 * q, -0.74),
            (0.34, -0.68),
            (0.52, -0.50),
            (0.40, -0.34),
            (0.0, -0.40),
        ]
    )
    ink.fill(canvas, top, colour, turn=0.09, rim=0.016)
    band = smooth(
        [(-0.395, -0.36), (0.0, -0.42), (0.375, -0.36), (0.365, -0.22), (0.0, -0.27), (-0.385, -0.22)], ease=0.7
    )
    ink.fill(canvas, band, vary(colour, lightness=-0.14), turn=0.06)
    if not back:
        visor = smooth(
            [
                turn.on(-0.27, -0.245),
                turn.on(0.0, -0.28),
                turn.on(0.27, -0.245),
                (turn.on(0.23, -0.15)[0] + 0.06 * q, -0.16),
                (turn.on(0.0, -0.13)[0] + 0.10 * q, -0.135),
                turn.on(-0.23, -0.16),
            ],
            ease=0.8,
        )
        ink.fill(canvas, visor, "241E1E", turn=0.03, rim=0.012)
        x, y = turn.on(0.0, -0.40)
        star = []
        for index in range(10):
            radius = 0.065 if index % 2 == 0 else 0.028
            angle = index * math.pi / 5 - math.pi / 2
            star.append((x + math.cos(angle) * radius, y - 0.06 + math.sin(angle) * radius))
        canvas.drawPath(polygon(star), ink.paint(look.dress_colours[2], -0.1))


def draw_necklace(d: Drawing) -> None:
    """Beads of gold on the chest."""
    if Accessory.NECKLACE not in d.look.accessories or d.back:
        return
    for depth, size in ((0.16, 0.020), (0.27, 0.026)):
        line = [
            d.on(-0.24, -0.05),
            d.on(-0.17, depth * 0.7),
            d.on(0.0, depth),
            d.on(0.17, depth * 0.7),
            d.on(0.24, -0.05),
        ]
        d.canvas.drawPath(smooth(line, closed=False), d.ink.stroke(GOLD, size * 1.3))
        beads = skia.Path()
        for index in range(13):
            at = index / 12 * (len(line) - 1)
            point = between(line[int(at)], line[min(len(line) - 1, int(at) + 1)], at - int(at))
            beads.addCircle(*point, size * 0.85)
        d.canvas.drawPath(beads, d.ink.paint(GOLD, -0.12))
    x, y = d.on(0.0, 0.27)
    d.canvas.drawCircle(x, y + 0.03, 0.05, d.ink.paint(GOLD, -0.05))
    d.canvas.drawCircle(x, y + 0.03, 0.026, d.ink.paint("C0182B"))
