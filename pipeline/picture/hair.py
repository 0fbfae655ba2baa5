"""Hair: big shapes with bands of light. Head units about the middle of the head, as in face.py."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import skia

from pipeline.film import Look
from pipeline.picture.colour import luminance, vary
from pipeline.picture.face import Features, HeadTurn, outline
from pipeline.picture.ink import Ink, Point, between, smooth, taper
from pipeline.vocabulary import Accessory, AgeGroup, Gender, HairStyle

H = HairStyle
_VOLUME = {
    H.SHORT: 0.075,
    H.SIDE_PART: 0.085,
    H.CURLY_SHORT: 0.075,
    H.CROP: 0.030,
    H.BOB: 0.095,
    H.LONG_LOOSE: 0.080,
    H.LONG_BRAID: 0.060,
    H.TWO_BRAIDS: 0.062,
    H.BUN: 0.058,
    H.HIGH_BUN: 0.058,
    H.PONYTAIL: 0.062,
    H.AFRO: 0.16,
    H.CURLY_LONG: 0.10,
    H.WAVY: 0.100,
    H.FRINGE: 0.090,
    H.RECEDING: 0.045,
    H.BALD: 0.03,
}
_PARTED = frozenset({H.LONG_LOOSE, H.LONG_BRAID, H.TWO_BRAIDS, H.BUN, H.CURLY_LONG})
_SWEPT = frozenset({H.SIDE_PART, H.WAVY, H.SHORT, H.BOB})
_CURLS = frozenset({H.AFRO, H.CURLY_SHORT, H.CURLY_LONG})
_COVERED_EARS = frozenset({H.BOB, H.LONG_LOOSE, H.CURLY_LONG, H.WAVY})
_LONG = {H.BOB: 0.44, H.LONG_LOOSE: 1.55, H.CURLY_LONG: 1.05, H.WAVY: 0.88}
"""How far loose hair falls below the middle of the head."""


_HEADGEAR = (Accessory.TURBAN, Accessory.CAP, Accessory.HAT, Accessory.HEADSCARF)


def _fall(look: Look) -> float:
    """Men wear the same cut to the collar."""
    return (
        min(_LONG[look.hair_style], 0.46)
        if look.gender is Gender.MALE and look.hair_style is not H.LONG_LOOSE
        else _LONG[look.hair_style]
    )


def _light(look: Look) -> float:
    return 0.16 if luminance(look.hair_colour) < 0.03 else 0.12


def _grown(points: list[Point], volume: float) -> list[Point]:
    return [(x * (1 + volume), -0.06 + (y + 0.06) * (1 + volume * 1.15)) for x, y in points]


def _curls(points: list[Point], radius: float, look: Look, *, clockwise: bool = True) -> skia.Path:
    """Curls along an open line of points, wound like the shape they join so that they add to it."""
    path = skia.Path()
    total = 0.0
    for index, (a, b) in enumerate(pairwise(points)):
        steps = max(1, round(math.dist(a, b) / (radius * 1.15)))
        for step in range(steps):
            x, y = between(a, b, step / steps)
            total += 1
            wobble = 0.80 + 0.32 * (((look.seed >> (index % 11)) + int(total) * 7) % 10) / 10
            path.addCircle(x, y, radius * wobble, skia.PathDirection.kCW if clockwise else skia.PathDirection.kCCW)
    return path


def draw_back_hair(canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn) -> None:
    """What lies behind the neck: loose hair, a bun, a tail, an afro."""
    style, colour, sway = look.hair_style, look.hair_colour, pose["hair"]
    q = turn.quarter
    if style is H.AFRO and any(item in look.accessories for item in _HEADGEAR):
        return
    if style in _LONG:
        fall = _fall(look)
        drift = sway * fall * 0.6
        left, right = -0.40 - 0.10 * max(0.0, q), 0.40 - 0.13 * max(0.0, q)
        wide = 0.08 if style is H.BOB else 0.07
        shape = smooth(
            [
                (-0.06 * q, -0.54),
                (right * 0.80, -0.40),
                (right + 0.03, -0.05),
                (right + wide * 0.6, 0.30),
                (right + wide * 0.4 + drift, fall * 0.80),
                (right * 0.55 + drift, fall),
                (-0.03 * q + drift, fall * 0.96),
                (left * 0.62 + drift, fall * 1.02),
                (left - wide * 0.5 + drift, fall * 0.80),
                (left - wide, 0.30),
                (left - 0.04, -0.05),
                (left * 0.82, -0.42),
            ]
        )
        if style in (H.CURLY_LONG, H.WAVY):
            radius = 0.115 if style is H.CURLY_LONG else 0.085
            edge = [
                (left, -0.1),
                (left - wide, 0.30),
                (left - wide * 0.3 + drift, fall * 0.86),
                (drift, fall * 0.94),
                (right + wide * 0.2 + drift, fall * 0.86),
                (right + wide * 0.4, 0.30),
                (right, -0.1),
            ]
            shape.addPath(_curls(edge, radius, look))
            shape = skia.Simplify(shape) or shape
        ink.fill(canvas, shape, colour, turn=0.10, rim=0.012, dark=0.22)
    elif style is H.AFRO:
        shape = smooth(
            [
                (0.0 - 0.04 * q, -0.78),
                (0.44, -0.64),
                (0.62, -0.25),
                (0.56, 0.14),
                (0.30, 0.30),
                (-0.30, 0.32),
                (-0.60, 0.14),
                (-0.66, -0.25),
                (-0.48, -0.64),
            ]
        )
        shape.addPath(
            _curls(
                [
                    (0.40, 0.28),
                    (0.58, 0.08),
                    (0.60, -0.28),
                    (0.42, -0.62),
                    (0.0, -0.76),
                    (-0.46, -0.62),
                    (-0.64, -0.28),
                    (-0.60, 0.10),
                    (-0.42, 0.28),
                ],
                0.095,
                look,
            )
        )
        shape = skia.Simplify(shape) or shape
        ink.fill(canvas, shape, colour, turn=0.13, rim=0.014)
    elif style is H.BUN:
        # It sits on the nape, half behind the head from wherever that is seen.
        seen = min(1.0, abs(q))
        x, y = math.copysign(0.385 * seen, -q), 0.26 - 0.13 * seen
        knot = skia.Path().addOval(skia.Rect.MakeLTRB(x - 0.19, y - 0.165, x + 0.17, y + 0.175))
        ink.fill(canvas, knot, colour, turn=0.06, rim=0.012, dark=0.25 - 0.17 * seen)
        canvas.save()
        canvas.clipPath(knot, skia.ClipOp.kIntersect, True)
        bright, way = vary(colour, lightness=_light(look)), math.copysign(1.0, -q)
        for reach in (0.10, 0.16):
            canvas.drawPath(
                smooth([(x - 0.02, y - reach), (x + way * reach, y - 0.01), (x, y + reach)], closed=False),
                ink.stroke(bright, 0.013, 0.1, 0.45),
            )
        canvas.restore()
    elif style is H.TWO_BRAIDS and q >= 0.4:
        _braid(canvas, ink, look, (0.26, 0.26), (0.33, 0.98), 0.085, sway)
    elif style is H.PONYTAIL:
        x = -0.40 * max(q, 0.0) - 0.02
        drift = sway * 0.8
        if q > 0.2:
            tail = smooth(
                [
                    (x + 0.04, -0.34),
                    (x - 0.16, -0.26),
                    (x - 0.24 + drift * 0.5, 0.10),
                    (x - 0.20 + drift, 0.62),
                    (x - 0.06 + drift, 0.46),
                    (x - 0.02 + drift * 0.5, 0.10),
                    (x + 0.06, -0.10),
                ]
            )
        else:
            tail = smooth(
                [
                    (-0.12, 0.1),
                    (-0.46 + drift * 0.5, 0.20),
                    (-0.50 + drift, 0.62),
                    (-0.36 + drift, 0.70),
                    (-0.24, 0.4),
                    (0.0, 0.2),
                ]
            )
        ink.fill(canvas, tail, colour, turn=0.06, rim=0.012, dark=0.08)


def draw_hair(canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn) -> None:  # noqa: C901, PLR0915 - one drawing
    """What lies on the skull and round the face."""
    style = look.hair_style
    features = Features.of(look)
    if style is H.BALD:
        _bald(canvas, ink, look, turn)
        return
    edge = outline(turn, 0.0, features)
    covered = any(item in look.accessories for item in _HEADGEAR)
    if covered and style is H.AFRO:
        style = H.CROP
    curly = style in _CURLS and not covered
    grown = _grown(edge, 0.02 if covered else _VOLUME[style])
    q = max(0.0, turn.quarter)
    high = 0.10 if style is H.RECEDING else 0.0
    young = 0.02 if look.age_group is AgeGroup.CHILD else 0.0

    def on(x: float, y: float) -> Point:
        return turn.on(x, y, 0.34, 0.012)

    burn = 0.01 if style in (H.CROP, H.BUN, H.HIGH_BUN, H.PONYTAIL) else 0.06
    near_burn, far_burn = on(-0.322, burn), on(0.322, burn)
    near_temple, far_temple = on(-0.300 + high * 0.4, -0.10), on(0.300 - high * 0.4, -0.10)
    near_corner, far_corner = on(-0.215 - high * 0.5, -0.265 - high * 0.9), on(0.215 + high * 0.5, -0.265 - high * 0.9)
    middle_y = -0.330 + young - high * 1.35
    middle = on(0.0, middle_y)
    if style in _PARTED:
        line = [near_burn, near_temple, near_corner, on(-0.02, -0.385), far_corner, far_temple, far_burn]
    elif style is H.FRINGE:
        low = -0.135
        line = [
            near_burn,
            on(-0.312, -0.06),
            on(-0.26, low + 0.015),
            on(-0.13, low - 0.012),
            on(0.0, low),
            on(0.14, low - 0.014),
            on(0.26, low + 0.01),
            on(0.315, -0.06),
            far_burn,
        ]
    elif style in _SWEPT:
        # A part on one side, the hair swept across to the other.
        side = -1.0 if look.seed % 2 else 1.0
        lift = 0.03 if style is H.SHORT else 0.0
        sweep = [
            on(-0.235 * side, -0.225 + lift),
            on(-0.10 * side, -0.285),
            on(0.08 * side, -0.335 - lift),
            on(0.165 * side, -0.385),
        ]
        ordered = sweep if side > 0 else sweep[::-1]
        ends = [near_burn, near_temple], [far_temple, far_burn]
        corner = [on(0.245 * side, -0.26)]
        line = [*ends[0], *(ordered + corner if side > 0 else corner + ordered), *ends[1]]
    else:
        line = [
            near_burn,
            near_temple,
            near_corner,
            between(near_corner, middle, 0.5),
            middle,
            between(middle, far_corner, 0.5),
            far_corner,
            far_temple,
            far_burn,
        ]
    nape = between(grown[13], grown[12], 0.75 * min(1.0, q))
    around = [nape, (nape[0] + 0.035, nape[1] + 0.01)] if q > 0.3 else [(grown[13][0] + 0.005, 0.04)]
    behind = [(-0.352 + 0.02 * q, 0.10 * q), (-0.315 + 0.015 * q, -0.03), (-0.262, -0.035)] if q > 0.3 else []
    if q > 0.4:
        line = [*line[:-2], (edge[3][0] - 0.006, edge[3][1] - 0.01)]
    far_side = [] if q > 0.4 else [(grown[4][0] - 0.02 * q, 0.02)]
    far_side += [grown[3] if q <= 0.4 else (edge[3][0] + 0.012, edge[3][1]), grown[2], grown[1]]
    outer = [*far_side, grown[0], grown[15], grown[14]]
    cap = smooth([*outer, *around, *behind, *line], ease=0.9)
    if curly:
        ring = [*far_side, grown[0], grown[15], grown[14], (grown[13][0], 0.0)]
        cap.addPath(
            _curls(
                [(x * 0.98, y * 0.98) for x, y in ring], 0.085 if style is not H.AFRO else 0.11, look, clockwise=False
            )
        )
        cap.addPath(_curls([(x, y - 0.035) for x, y in line[1:-1]], 0.055, look, clockwise=False))
        # One outline, so that the rim does not run round every curl.
        cap = skia.Simplify(cap) or cap
    shadow = [(x + 0.004, y + 0.030) for x, y in line[1:-1]]
    canvas.drawPath(smooth([*line[1:-1], *shadow[::-1]], ease=0.8), ink.paint(look.skin, 0.6, 0.45))
    ink.fill(canvas, cap, look.hair_colour, turn=0.09, rim=0.014)
    if not covered:
        _bands(canvas, ink, look, turn, cap, style)
    _front_locks(canvas, ink, look, pose, turn, edge)
    if style is H.HIGH_BUN and not covered:
        x, y = -0.07 * q, -0.615 + young
        knot = skia.Path()
        knot.addOval(skia.Rect.MakeLTRB(x - 0.165, y - 0.135, x + 0.165, y + 0.135))
        ink.fill(canvas, knot, look.hair_colour, turn=0.06, rim=0.012)
        canvas.drawPath(
            smooth([(x - 0.10, y - 0.02), (x, y - 0.075), (x + 0.10, y - 0.03)], closed=False),
            ink.stroke(vary(look.hair_colour, lightness=_light(look)), 0.022, 0.0, 0.6),
        )
        canvas.drawPath(
            taper([(x - 0.12, y + 0.125), (x, y + 0.155), (x + 0.12, y + 0.125)], [0.012, 0.018, 0.012]),
            ink.paint(look.dress_colours[2]),
        )


def _bands(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn, cap: skia.Path, style: HairStyle) -> None:
    """Light that lies across the crown, and a few strands along its fall."""
    canvas.save()
    canvas.clipPath(cap, skia.ClipOp.kIntersect, True)
    bright = vary(look.hair_colour, lightness=_light(look))
    deep = vary(look.hair_colour, lightness=-0.05)
    if style in _CURLS:
        for index in range(11):
            angle = -2.9 + index * 0.26
            radius = 0.42 + 0.05 * ((look.seed >> index) % 3)
            x, y = math.cos(angle) * radius, -0.10 + math.sin(angle) * radius
            tint = bright if x * ink.side > -0.1 else deep
            canvas.drawArc(
                skia.Rect.MakeXYWH(x - 0.045, y - 0.045, 0.09, 0.09), 170, 190, False, ink.stroke(tint, 0.014, 0.0, 0.5)
            )
        canvas.restore()
        return
    part = turn.on(-0.02 if style in _PARTED else (0.165 if not look.seed % 2 else -0.165), -0.40)
    pulled = style in (H.BUN, H.LONG_BRAID, H.TWO_BRAIDS, H.HIGH_BUN, H.PONYTAIL)
    for side in (-1.0, 1.0):
        for index in range(4):
            away = 0.10 + index * 0.085
            start = (part[0] + side * 0.012 * index, part[1] - 0.09 + index * 0.010)
            mid = turn.on(side * min(0.33, away * 0.9), -0.36 + index * 0.045)
            end = (
                turn.on(side * min(0.335, away + 0.12), -0.20 + index * 0.06)
                if not pulled
                else turn.on(side * 0.335, -0.28 + index * 0.10)
            )
            lit_side = side * ink.side > 0
            canvas.drawPath(
                smooth([start, mid, end], closed=False),
                ink.stroke(
                    bright if lit_side and index in (1, 2) else deep,
                    0.010 + 0.012 * (lit_side and index == 1),
                    0.0,
                    0.4,
                ),
            )
    crown = [(-0.30 + 0.05 * turn.quarter, -0.33), (-0.16, -0.440), (0.02, -0.475), (0.19, -0.425), (0.30, -0.32)]
    shift = ink.side * 0.06
    canvas.drawPath(
        taper([(x + shift, y) for x, y in crown], [0.0, 0.020, 0.027, 0.018, 0.0]), ink.paint(bright, -0.08, 0.55)
    )
    if style in _PARTED:
        canvas.drawPath(
            smooth([(part[0], part[1] + 0.012), (part[0] - 0.012 * turn.quarter, -0.56)], closed=False),
            ink.stroke(vary(look.skin, lightness=-0.08), 0.010, 0.2, 0.85),
        )
    canvas.restore()


def _braid(canvas: skia.Canvas, ink: Ink, look: Look, start: Point, end: Point, width: float, sway: float) -> None:
    """Links down a line, a band of cloth near the end, a brush of hair below it."""
    count = max(4, round(math.dist(start, end) / (width * 1.15)))
    for index in range(count):
        amount = index / count
        x, y = between(start, end, amount)
        x += math.sin(amount * math.pi) * 0.05 + sway * amount * 0.6
        size = width * (1 - 0.35 * amount)
        link = smooth(
            [
                (x, y - size * 0.55),
                (x + size * 0.95, y - size * 0.30),
                (x + size * 0.85, y + size * 0.45),
                (x, y + size * 0.95),
                (x - size * 0.85, y + size * 0.45),
                (x - size * 0.95, y - size * 0.30),
            ]
        )
        ink.fill(canvas, link, look.hair_colour, turn=size * 0.35, rim=0.008)
        canvas.drawPath(
            taper([(x - size * 0.6, y), (x, y + size * 0.55)], [0.0, size * 0.16]),
            ink.paint(vary(look.hair_colour, lightness=_light(look)), 0.0, 0.6),
        )
    x, y = end[0] + sway * 0.6, end[1]
    size = width * 0.62
    brush = smooth(
        [
            (x - size * 0.5, y),
            (x + size * 0.5, y),
            (x + size * 0.75, y + size * 2.0),
            (x, y + size * 3.4),
            (x - size * 0.75, y + size * 2.0),
        ]
    )
    ink.fill(canvas, brush, look.hair_colour, turn=0.03)
    band = skia.Path()
    band.addRoundRect(
        skia.Rect.MakeLTRB(x - size * 0.75, y - size * 0.35, x + size * 0.75, y + size * 0.55), size * 0.3, size * 0.3
    )
    ink.fill(canvas, band, look.dress_colours[2], turn=0.03)


def _front_locks(
    canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn, edge: list[Point]
) -> None:
    """Hair beside the face."""
    style, q, sway = look.hair_style, max(0.0, turn.quarter), pose["hair"]
    if style in _COVERED_EARS:
        fall = min(_fall(look), 0.78 if style is not H.BOB else 0.40)
        drift = sway * fall * 0.5
        for side in (-1.0, 1.0):
            if side > 0 and q > 0.5:
                continue
            root = turn.on(side * 0.255, -0.22, 0.34, 0.03)
            inner = turn.on(side * 0.318, 0.02, 0.34, 0.02)
            out_x = edge[3][0] if side > 0 else edge[14][0]
            out_x = out_x * 1.10 if side < 0 else out_x + 0.035
            inner_low = (
                inner[0] + side * (0.035 if style is not H.BOB else -0.005) - (0.06 * q if side < 0 else 0.0),
                0.26,
            )
            tip = (out_x * 0.98 + drift, fall)
            lock = smooth(
                [
                    root,
                    inner,
                    inner_low,
                    (tip[0] - side * 0.10, fall * 0.86),
                    tip,
                    (out_x + side * 0.055 + drift * 0.6, fall * 0.72),
                    (out_x + side * 0.05, 0.22),
                    (out_x + side * 0.025, -0.08),
                    (out_x * 0.86, -0.34),
                ]
            )
            if style is H.CURLY_LONG:
                lock.addPath(_curls([(out_x, -0.1), (out_x + side * 0.05, 0.25), tip], 0.10, look, clockwise=side < 0))
                lock = skia.Simplify(lock) or lock
            ink.fill(canvas, lock, look.hair_colour, turn=0.05)
            bright = vary(look.hair_colour, lightness=_light(look))
            wave = 0.04 if style in (H.WAVY, H.CURLY_LONG) else 0.01
            for index in range(2):
                x = between(inner_low, (out_x, 0.2), 0.35 + 0.3 * index)[0]
                canvas.drawPath(
                    smooth(
                        [
                            (x - side * 0.03, -0.12),
                            (x + side * wave, 0.10),
                            (x - side * wave, 0.26),
                            (x + side * wave * 0.6 + drift, fall * 0.74),
                        ],
                        closed=False,
                    ),
                    ink.stroke(bright, 0.012, 0.0, 0.5),
                )
    elif style is H.LONG_BRAID:
        x = -0.36 - 0.06 * q
        _braid(
            canvas,
            ink,
            look,
            (x + 0.05, 0.30),
            (x + 0.06, 1.55 if look.age_group is not AgeGroup.CHILD else 1.15),
            0.098,
            sway,
        )
    elif style is H.TWO_BRAIDS:
        _braid(canvas, ink, look, (-0.37 - 0.05 * q, 0.24), (-0.41 - 0.05 * q, 1.02), 0.085, sway)
        if q < 0.4:
            _braid(canvas, ink, look, (0.37, 0.24), (0.41, 1.02), 0.085, sway)
    elif style is H.PONYTAIL and turn.quarter > 0.55:
        x, y = -0.40 * q, -0.28
        canvas.drawOval(skia.Rect.MakeLTRB(x - 0.055, y - 0.06, x + 0.045, y + 0.06), ink.paint(look.dress_colours[2]))


def _bald(canvas: skia.Canvas, ink: Ink, look: Look, turn: HeadTurn) -> None:
    x = ink.side * 0.12 + 0.04 * turn.quarter
    canvas.drawPath(
        taper([(x - 0.13, -0.385), (x, -0.432), (x + 0.12, -0.395)], [0.0, 0.026, 0.0]),
        ink.paint(vary(look.skin, lightness=0.12), -0.2, 0.6),
    )
    if look.age_group is not AgeGroup.ELDERLY:
        return
    for side in (-1.0, 1.0):
        if side * turn.quarter > 0.5:
            continue
        q = max(0.0, -side * turn.quarter)
        x = side * (0.372 - 0.075 * q)
        tuft = smooth(
            [
                (x - side * 0.055, -0.13),
                (x + side * 0.035 + side * 0.06 * q, -0.15),
                (x + side * 0.075 + side * 0.05 * q, 0.0),
                (x + side * 0.055 + side * 0.03 * q, 0.13),
                (x + side * 0.05, 0.02),
                (x - side * 0.02, -0.04),
            ]
        )
        ink.fill(canvas, tuft, look.hair_colour, turn=0.03)


def draw_hair_from_behind(canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], turn: HeadTurn) -> None:
    """The back of the head."""
    style, colour, sway = look.hair_style, look.hair_colour, pose["hair"]
    edge = outline(turn, 0.0, Features.of(look))
    skull = _grown(edge, _VOLUME[style])
    bright = vary(colour, lightness=_light(look))
    if style in _LONG or style is H.AFRO:
        draw_back_hair(canvas, ink, look, pose, turn)
        for index in range(-2, 3):
            fall = min(1.3, (_fall(look) if style in _LONG else 0.2) * 0.85)
            canvas.drawPath(
                smooth(
                    [(index * 0.06, -0.40), (index * 0.13, 0.0), (index * 0.12 + sway * fall * 0.5, fall)], closed=False
                ),
                ink.stroke(bright, 0.014, 0.0, 0.4),
            )
        return
    if style is H.BALD:
        ink.fill(canvas, smooth(edge), look.skin, turn=0.18, rim=0.014)
        return
    upper = [
        skull[0],
        skull[1],
        skull[2],
        skull[3],
        skull[4],
        (0.325, 0.14),
        (0.22, 0.335),
        (0.0, 0.36),
        (-0.22, 0.335),
        (-0.325, 0.14),
        skull[13],
        skull[14],
        skull[15],
    ]
    cap = smooth(upper)
    if style in _CURLS:
        cap.addPath(_curls(upper, 0.085, look))
        cap = skia.Simplify(cap) or cap
    ink.fill(canvas, cap, colour, turn=0.12, rim=0.014)
    canvas.save()
    canvas.clipPath(cap, skia.ClipOp.kIntersect, True)
    for index in range(-3, 4):
        x = index * 0.115
        canvas.drawPath(
            smooth([(x * 0.3, -0.50), (x, -0.15), (x * 0.7, 0.34)], closed=False), ink.stroke(bright, 0.012, 0.0, 0.32)
        )
    canvas.restore()
    if style is H.LONG_BRAID:
        _braid(canvas, ink, look, (0.0, 0.30), (0.0, 1.75), 0.115, sway)
    elif style is H.TWO_BRAIDS:
        _braid(canvas, ink, look, (-0.26, 0.28), (-0.32, 1.05), 0.09, sway)
        _braid(canvas, ink, look, (0.26, 0.28), (0.32, 1.05), 0.09, sway)
    elif style in (H.BUN, H.HIGH_BUN):
        y = 0.10 if style is H.BUN else -0.62
        knot = skia.Path()
        knot.addOval(skia.Rect.MakeLTRB(-0.20, y - 0.16, 0.20, y + 0.17))
        ink.fill(canvas, knot, colour, turn=0.07, rim=0.012)
        canvas.drawPath(
            smooth([(-0.12, y), (0.0, y - 0.09), (0.12, y)], closed=False), ink.stroke(bright, 0.02, 0.0, 0.5)
        )
    elif style is H.PONYTAIL:
        tail = smooth(
            [(-0.10, -0.22), (0.10, -0.22), (0.16 + sway * 0.5, 0.30), (0.03 + sway, 0.86), (-0.12 + sway * 0.5, 0.32)]
        )
        ink.fill(canvas, tail, colour, turn=0.07, rim=0.012)
        canvas.drawOval(skia.Rect.MakeLTRB(-0.08, -0.28, 0.08, -0.15), ink.paint(look.dress_colours[2]))
