"""The wardrobe: how each dress is cut, and what lies over it. Head units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import skia

from pipeline.film import Look
from pipeline.picture.body import Drawing, draw_arm_hand, draw_bare_torso, draw_foot, draw_leg, draw_neck
from pipeline.picture.colour import Colour, luminance, mix, vary
from pipeline.picture.ink import Point, between, limb, polygon, smooth, taper
from pipeline.picture.skeleton import Arm, Leg
from pipeline.vocabulary import Dress, Gender

MAIN, SECOND, TRIM = 0, 1, 2
WHITE_COAT = "F0EEE8"


@dataclass(frozen=True, slots=True)
class Cut:
    """A dress as a tailor would note it. Lengths of skirts are shares of the leg, of sleeves shares of the arm."""

    top: int | None = MAIN
    low: float = 1.0
    ease: float = 0.05
    neck: str = "round"
    sleeve: float = 1.0
    cuff: float = 1.25
    hang: float = 0.0
    tail: float | None = None
    tail_flare: float = 0.12
    skirt: float | None = None
    skirt_colour: int = MAIN
    skirt_from: float = 0.62
    flare: float = 0.25
    trousers: float | None = None
    trousers_colour: int = SECOND
    trousers_end: float = 0.96
    shoes: str = "shoe"
    border: bool = False
    motif: bool = False
    slit: bool = False


D = Dress
CUTS: dict[Dress, Cut] = {
    D.SARI: Cut(
        top=SECOND,
        low=0.46,
        ease=0.025,
        neck="scoop",
        sleeve=0.42,
        skirt=0.985,
        flare=0.10,
        shoes="bare",
        border=True,
        motif=True,
    ),
    D.SALWAR_KAMEEZ: Cut(
        neck="v",
        sleeve=0.72,
        tail=0.58,
        tail_flare=0.20,
        trousers=0.17,
        trousers_end=0.95,
        shoes="flat",
        border=True,
        motif=True,
    ),
    D.LEHENGA: Cut(
        top=SECOND,
        low=0.46,
        ease=0.03,
        neck="scoop",
        sleeve=0.36,
        skirt=0.975,
        flare=0.62,
        shoes="bare",
        border=True,
        motif=True,
    ),
    D.DHOTI: Cut(top=None, sleeve=0.0, skirt=None, shoes="bare"),
    D.KURTA: Cut(neck="placket", tail=0.46, tail_flare=0.12, trousers=0.15, shoes="flat", border=True, slit=True),
    D.SHERWANI: Cut(
        neck="buttons", ease=0.06, tail=0.54, tail_flare=0.10, trousers=0.135, shoes="flat", border=True, motif=True
    ),
    D.KIMONO: Cut(neck="crossed", ease=0.05, hang=0.62, skirt=0.985, flare=0.04, shoes="flat", motif=True),
    D.HANBOK: Cut(
        top=SECOND,
        low=0.40,
        ease=0.05,
        neck="crossed",
        cuff=1.9,
        hang=0.16,
        skirt=0.985,
        skirt_from=0.30,
        flare=0.70,
        shoes="flat",
    ),
    D.HANFU: Cut(neck="crossed", ease=0.05, hang=0.95, skirt=0.99, flare=0.34, shoes="flat", border=True),
    D.THAWB: Cut(neck="placket", ease=0.07, cuff=1.5, tail=0.97, tail_flare=0.16, shoes="flat"),
    D.ABAYA: Cut(neck="round", ease=0.08, cuff=2.2, hang=0.30, skirt=0.99, flare=0.34, shoes="flat", border=True),
    D.ROBE: Cut(
        neck="open",
        ease=0.09,
        hang=0.50,
        tail=0.97,
        tail_flare=0.26,
        skirt=None,
        trousers=0.16,
        shoes="flat",
        border=True,
    ),
    D.TUNIC: Cut(
        neck="slit", ease=0.06, tail=0.30, tail_flare=0.14, cuff=1.2, trousers=0.15, shoes="boot", border=True
    ),
    D.ARMOUR: Cut(neck="round", ease=0.05, tail=0.26, tail_flare=0.18, trousers=0.16, shoes="boot"),
    D.SUIT: Cut(neck="lapels", ease=0.075, tail=0.10, tail_flare=0.03, trousers=0.155, trousers_colour=MAIN),
    D.GOWN: Cut(neck="scoop", ease=0.03, sleeve=0.38, cuff=1.5, skirt=0.80, flare=0.46, border=True, shoes="flat"),
    D.JEANS_AND_SHIRT: Cut(
        neck="collar", ease=0.06, sleeve=0.50, cuff=1.55, tail=0.06, tail_flare=0.03, trousers=0.145
    ),
    D.HOODIE: Cut(neck="hood", ease=0.11, cuff=1.5, tail=0.08, tail_flare=0.0, trousers=0.15),
    D.UNIFORM: Cut(neck="uniform", ease=0.07, tail=0.10, tail_flare=0.06, trousers=0.155, shoes="boot"),
    D.LAB_COAT: Cut(neck="coat", ease=0.09, tail=0.50, tail_flare=0.12, cuff=1.5, trousers=0.15),
    D.SPACE_SUIT: Cut(
        neck="ring", ease=0.16, cuff=1.9, tail=0.04, tail_flare=0.0, trousers=0.22, trousers_colour=MAIN, shoes="moon"
    ),
    D.MONK_ROBE: Cut(top=None, sleeve=0.0, skirt=0.94, skirt_from=0.5, flare=0.24, shoes="bare"),
}


def cut_of(look: Look) -> Cut:
    """The cut of somebody's dress; a man's hanbok has trousers, a woman in a dhoti a blouse."""
    cut = CUTS[look.dress]
    male = look.gender is Gender.MALE
    if look.dress is D.HANBOK and male:
        return Cut(
            top=MAIN,
            neck="crossed",
            ease=0.09,
            cuff=1.9,
            hang=0.16,
            tail=0.12,
            tail_flare=0.12,
            trousers=0.20,
            trousers_end=0.92,
            shoes="flat",
        )
    if look.dress is D.DHOTI and look.gender is Gender.FEMALE:
        return Cut(low=0.9, neck="round", sleeve=0.4, shoes="bare")
    return cut


def colour_of(look: Look, role: int) -> str:
    """Main, second or trim; a lab coat is white over its main colour."""
    if look.dress is D.LAB_COAT and role == MAIN:
        return WHITE_COAT
    return look.dress_colours[role]


# ------------------------------------------------------------------------------------------------------- below


def draw_below(d: Drawing) -> None:
    """Legs, feet and skirts."""
    cut, look = cut_of(d.look), d.look
    far_first = d.legs
    for order, leg in enumerate(far_first):
        sign = 1.0 if leg is d.bones.far_leg else -1.0
        dark = 0.16 if order == 0 else 0.0
        if cut.trousers is not None:
            draw_leg(d, leg, colour_of(look, cut.trousers_colour), cut.trousers, cut.trousers_end, dark)
        elif look.dress is D.DHOTI or (cut.skirt or cut.tail or 0) < 0.9:
            draw_leg(d, leg, None, 0.1, 1.0, dark)
        _shoe(d, leg, sign, cut, dark)
    if look.dress is D.DHOTI:
        _dhoti(d)
    if cut.skirt is not None:
        skirt = _skirt(d, cut.skirt, cut.flare, cut.skirt_from, colour_of(look, cut.skirt_colour), cut.ease)
        if cut.border:
            _border(d, skirt, cut.skirt)
        if cut.motif:
            _motifs(d, skirt[0], look.dress_colours[TRIM])


def _shoe(d: Drawing, leg: Leg, sign: float, cut: Cut, dark: float) -> None:
    look = d.look
    colours = {
        "bare": None,
        "flat": mix(look.dress_colours[TRIM], "5A3B2A", 0.55),
        "shoe": "4A3228" if luminance(look.dress_colours[SECOND]) > 0.05 else "7A5236",
        "boot": "4A3426",
        "moon": "D8D4CC",
    }
    colour = colours[cut.shoes]
    draw_foot(
        d,
        leg,
        colour if colour is None or isinstance(colour, str) else _hex(colour),
        sign,
        boot=cut.shoes in ("boot", "moon"),
        dark=dark,
    )


def _hex(colour: tuple[float, float, float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


Skirt = tuple[skia.Path, list[Point], list[Point]]
"""Outline, the points of its hem from near to far, the waist's ends."""


def _skirt(d: Drawing, length: float, flare: float, start: float, colour: str, ease: float, dark: float = 0.0) -> Skirt:
    bones = d.bones
    near, far = bones.near_leg, bones.far_leg
    hip = bones.build.hip
    swing = d.pose["cloth"] * bones.build.leg * length
    top_l, top_r = d.side(-1, start, ease), d.side(1, start, ease)

    def row(share: float) -> tuple[Point, Point]:
        a, b = d.along(near, share), d.along(far, share)
        left, right = (a, b) if a[0] <= b[0] else (b, a)
        wide = hip * (0.52 + 0.34 * (1 - share)) * (0.8 + 0.2 * bones.narrow) + flare * share * 0.9 + ease
        middle = (left[0] + right[0]) / 2
        least = (hip * bones.narrow + ease) * (0.95 + 0.1 * share) + flare * share * 0.75
        x_left, x_right = (
            min(left[0] - wide + hip * 0.18, middle - least),
            max(right[0] + wide - hip * 0.18, middle + least),
        )
        drift = swing * share
        return (x_left + drift, left[1]), (x_right + drift, right[1])

    thigh_l, thigh_r = row(min(0.22, length * 0.3))
    knee_l, knee_r = row(min(0.5, length * 0.6))
    hem_l, hem_r = row(length)
    floor = -0.02
    fall = bones.build.ankle_y * 0.72 if length > 0.9 else 0.0
    hem_l, hem_r = (hem_l[0], min(floor, hem_l[1] + fall)), (hem_r[0], min(floor, hem_r[1] + fall))
    dip = 0.035 + 0.05 * flare
    hem = [hem_l]
    for index in range(1, 6):
        x, y = between(hem_l, hem_r, index / 6)
        wave = 0.022 * (0.5 + flare) * math.cos(index * 2.1 + (d.look.seed % 7))
        hem.append((x, min(floor + 0.01, y + dip * math.sin(math.pi * index / 6) + wave)))
    hem.append(hem_r)
    waist = [top_l, top_r]
    hips = [d.side(-1, 1.0, ease), d.side(1, 1.0, ease)]
    if start > 0.9:
        hips = []
    right = [hips[1]] if hips and length > 0.15 else []
    left = [hips[0]] if hips and length > 0.15 else []
    if length <= 0.15:
        knee_l, knee_r = d.side(-1, 0.9, ease), d.side(1, 0.9, ease)
    sitting = bones.drop > 0.25
    if sitting:
        # Bent legs carry the cloth: over the knees and down from them.
        outline = [
            top_l,
            top_r,
            *right,
            *_knee(knee_r, hem_r, 1.0),
            *hem[::-1],
            *_knee(knee_l, hem_l, -1.0)[::-1],
            *left,
        ]
    elif flare > 0.4:
        outline = [top_l, top_r, *right, thigh_r, knee_r, *hem[::-1], knee_l, thigh_l, *left]
    else:
        outline = [top_l, top_r, *right, knee_r, *hem[::-1], knee_l, *left]
    path = smooth(outline, ease=0.75)
    d.ink.fill(d.canvas, path, colour, turn=0.17 + 0.1 * flare, rim=0.018, dark=dark)
    if length > 0.15:
        # A shirt's or a jacket's hem hangs flat.
        _folds(d, path, colour, waist, hem, 4 + round(flare * 7))
    return path, hem, waist


def _knee(knee: Point, hem: Point, sign: float) -> list[Point]:
    """The cloth over a bent knee: round where the knee is further out than the hem, as of who sits on the floor."""
    x, y = knee
    if (x - hem[0]) * sign < 0.08:
        return [knee]
    return [(x - sign * 0.14, y - 0.13), (x - sign * 0.01, y - 0.02), (x - sign * 0.10, min(-0.04, y + 0.11))]


def _folds(d: Drawing, path: skia.Path, colour: str, waist: list[Point], hem: list[Point], count: int) -> None:
    d.canvas.save()
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for index in range(count):
        share = (index + 0.6 + 0.3 * math.sin(index * 2.3 + d.look.seed % 5)) / count
        x0, y0 = between(waist[0], waist[1], 0.12 + 0.76 * share)
        at = share * (len(hem) - 1)
        x1, y1 = between(hem[int(at)], hem[min(len(hem) - 1, int(at) + 1)], at - int(at))
        mid = (x0 + (x1 - x0) * 0.45, y0 + (y1 - y0) * 0.55)
        start = between((x0, y0), mid, 0.25 + 0.3 * (index % 2))
        d.canvas.drawPath(taper([start, mid, (x1, y1 + 0.03)], [0.0, 0.012, 0.042]), d.ink.paint(colour, 0.42, 0.62))
        lit_x = d.ink.side * 0.05
        d.canvas.drawPath(
            taper([(mid[0] + lit_x * 0.6, mid[1]), (x1 + lit_x, y1 + 0.02)], [0.0, 0.018]),
            d.ink.paint(colour, -0.18, 0.42),
        )
    d.canvas.restore()


def _border(d: Drawing, skirt: Skirt, length: float) -> None:
    """A woven border along the hem, with its row of ornament."""
    path, hem, _ = skirt
    trim = d.look.dress_colours[TRIM]
    wide = 0.17 if length > 0.7 else 0.10
    d.canvas.save()
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    line = smooth([(x, y - wide * 0.42) for x, y in hem], closed=False)
    d.canvas.drawPath(line, d.ink.stroke(trim, wide, 0.08))
    d.canvas.drawPath(smooth([(x, y - wide * 1.15) for x, y in hem], closed=False), d.ink.stroke(trim, 0.018, 0.08))
    _row(d, [(x, y - wide * 0.42) for x, y in hem], wide * 0.30, mix(d.look.dress_colours[MAIN], "2A1018", 0.25))
    d.canvas.restore()


def _row(d: Drawing, line: list[Point], size: float, colour: Colour) -> None:
    """Ornament along a line: diamonds, temple teeth or dots, by the seed."""
    kind = d.look.seed % 3
    path = skia.Path()
    count = max(3, round(sum(math.dist(a, b) for a, b in pairwise(line)) / (size * 3.2)))
    for index in range(count):
        at = (index + 0.5) / count * (len(line) - 1)
        x, y = between(line[int(at)], line[min(len(line) - 1, int(at) + 1)], at - int(at))
        if kind == 0:
            path.addCircle(x, y, size * 0.62)
        elif kind == 1:
            path.addPoly(
                [skia.Point(x - size, y), skia.Point(x, y - size), skia.Point(x + size, y), skia.Point(x, y + size)],
                True,
            )
        else:
            path.addPoly(
                [skia.Point(x - size, y + size * 0.8), skia.Point(x, y - size), skia.Point(x + size, y + size * 0.8)],
                True,
            )
    d.canvas.drawPath(path, d.ink.paint(colour, 0.1, 0.85))


def _motifs(d: Drawing, path: skia.Path, colour: str, size: float = 0.032, alpha: float = 0.7) -> None:
    """Small woven figures strewn over cloth."""
    box = path.getBounds()
    d.canvas.save()
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    strewn = skia.Path()
    kind = (d.look.seed >> 2) % 3
    x0 = d.bones.pelvis[0]
    step_x, step_y = 0.30, 0.27
    rows = int(box.height() / step_y) + 1
    columns = int(box.width() / step_x / 2) + 2
    for row in range(rows):
        for column in range(-columns, columns + 1):
            x = x0 + (column + 0.5 * (row % 2)) * step_x
            y = box.top() + (row + 0.6) * step_y
            if kind == 0:
                for angle in range(5):
                    a = angle * math.tau / 5 - 1.57
                    strewn.addCircle(x + math.cos(a) * size, y + math.sin(a) * size, size * 0.55)
            elif kind == 1:
                strewn.addPoly(
                    [
                        skia.Point(x - size, y),
                        skia.Point(x, y - size * 1.5),
                        skia.Point(x + size, y),
                        skia.Point(x, y + size * 1.5),
                    ],
                    True,
                )
            else:
                strewn.addCircle(x, y, size)
    d.canvas.drawPath(strewn, d.ink.paint(colour, 0.08, alpha))
    d.canvas.restore()


def _dhoti(d: Drawing) -> None:
    """Cloth wound round both legs to the calf, with a fan of pleats between them."""
    cloth, trim = d.look.dress_colours[SECOND], d.look.dress_colours[TRIM]
    hip = d.bones.build.hip
    for order, leg in enumerate(d.legs):
        calf = d.along(leg, 0.84)
        path = limb(leg.hip, leg.knee, calf, (hip * 0.58, hip * 0.50, hip * 0.36), bulge=0.12)
        d.ink.fill(d.canvas, path, cloth, turn=0.10, rim=0.016, dark=0.14 if order == 0 else 0.0)
        d.canvas.save()
        d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        for index in range(3):
            x = (index - 1) * hip * 0.24
            d.canvas.drawPath(
                taper(
                    [
                        (leg.knee[0] + x * 0.4, leg.knee[1] - 0.3),
                        (leg.knee[0] + x, leg.knee[1] + 0.1),
                        (calf[0] + x, calf[1] + 0.2),
                    ],
                    [0.0, 0.012, 0.03],
                ),
                d.ink.paint(cloth, 0.4, 0.5),
            )
        d.canvas.drawLine(
            calf[0] - 0.4, calf[1] + hip * 0.20, calf[0] + 0.4, calf[1] + hip * 0.20, d.ink.stroke(trim, 0.06)
        )
        d.canvas.restore()
    wrap = smooth(
        [
            d.side(-1, 0.72, 0.04),
            d.side(1, 0.72, 0.04),
            d.side(1, 1.06, 0.05),
            (d.bones.pelvis[0] + hip * 0.35, d.bones.pelvis[1] + 0.62),
            (d.bones.pelvis[0], d.bones.pelvis[1] + 0.80),
            (d.bones.pelvis[0] - hip * 0.4, d.bones.pelvis[1] + 0.58),
            d.side(-1, 1.06, 0.05),
        ],
        ease=0.8,
    )
    d.ink.fill(d.canvas, wrap, cloth, turn=0.14, rim=0.014)
    mid_knee = between(d.bones.near_leg.knee, d.bones.far_leg.knee, 0.5)
    ankle = between(d.along(d.bones.near_leg, 0.9), d.along(d.bones.far_leg, 0.9), 0.5)
    top = d.on(0.0, 0.80)
    if not d.back:
        fan = smooth(
            [
                (top[0] - 0.07, top[1]),
                (top[0] + 0.07, top[1]),
                (mid_knee[0] + 0.15, mid_knee[1]),
                (ankle[0] + 0.20 + d.pose["cloth"], ankle[1]),
                (ankle[0] - 0.17 + d.pose["cloth"], ankle[1] + 0.03),
                (mid_knee[0] - 0.13, mid_knee[1]),
            ],
            ease=0.8,
        )
        d.ink.fill(d.canvas, fan, cloth, turn=0.05, rim=0.01)
        for offset in (-0.06, 0.0, 0.06):
            d.canvas.drawPath(
                taper(
                    [
                        (top[0] + offset * 0.5, top[1] + 0.05),
                        (mid_knee[0] + offset, mid_knee[1]),
                        (ankle[0] + offset * 1.7, ankle[1]),
                    ],
                    [0.002, 0.008, 0.014],
                ),
                d.ink.paint(cloth, 0.45, 0.6),
            )
        d.canvas.drawPath(
            taper(
                [(ankle[0] + 0.17, ankle[1] - 0.04), (mid_knee[0] + 0.12, mid_knee[1]), (top[0] + 0.06, top[1] + 0.04)],
                [0.03, 0.025, 0.012],
            ),
            d.ink.paint(trim),
        )


# ------------------------------------------------------------------------------------------------------- above


def draw_above(d: Drawing) -> None:
    """Trunk and neck in their cloth, with what lies over it, without the arms."""
    cut, look = cut_of(d.look), d.look
    if cut.low < 0.9 or cut.top is None:
        draw_bare_torso(d, 1.0 if cut.skirt is None else min(1.0, cut.skirt_from + 0.08))
    if cut.tail is not None:
        colour = colour_of(look, cut.top or MAIN)
        tail = _skirt(d, cut.tail, cut.tail_flare, 0.62, colour, cut.ease)
        if cut.border:
            _border(d, tail, cut.tail)
        if cut.motif:
            _motifs(d, tail[0], look.dress_colours[TRIM])
    if cut.neck not in ("hood", "ring"):
        draw_neck(d)
    if cut.top is not None:
        colour = colour_of(look, cut.top)
        path = _open_at_neck(
            d, d.torso(cut.ease, min(cut.low, 0.70) if cut.tail is not None or cut.skirt is not None else cut.low), cut
        )
        joined = cut.tail is not None or cut.skirt is not None
        d.ink.fill(d.canvas, path, colour, turn=0.15, rim=0.018, lift=0.0 if joined else 0.35)
        if cut.motif and cut.top == MAIN:
            _motifs(d, path, look.dress_colours[TRIM])
        _creases(d, path, colour)
        d.canvas.save()
        d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        if not d.back:
            _front(d, cut, colour)
        d.canvas.restore()
    _over(d)


def _open_at_neck(d: Drawing, path: skia.Path, cut: Cut) -> skia.Path:
    """The top with its neckline cut out."""
    if d.back:
        return path
    depth = {
        "scoop": 0.20,
        "v": 0.26,
        "round": 0.07,
        "slit": 0.08,
        "placket": 0.03,
        "crossed": 0.22,
        "collar": 0.12,
        "open": 0.05,
    }.get(cut.neck)
    if depth is None:
        return path
    wide = {"scoop": 0.36, "v": 0.20, "crossed": 0.20, "collar": 0.16}.get(cut.neck, 0.22)
    left, right, low = d.on(-wide, -0.07), d.on(wide, -0.07), d.on(0.0, depth)
    cut_path = smooth(
        [
            (left[0], left[1] - 0.35),
            (right[0], right[1] - 0.35),
            right,
            between(right, low, 0.6 if cut.neck != "scoop" else 0.75),
            low,
            between(left, low, 0.6 if cut.neck != "scoop" else 0.75),
            left,
        ],
        ease=0.4 if cut.neck in ("v", "crossed", "collar") else 0.9,
    )
    opened = skia.Op(path, cut_path, skia.PathOp.kDifference_PathOp)
    return opened if opened is not None and not opened.isEmpty() else path


def _creases(d: Drawing, path: skia.Path, colour: str) -> None:
    d.canvas.save()
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for sign in (-1.0, 1.0):
        a, b, c = d.side(sign, 0.16, -0.04), d.side(sign, 0.32, -0.16), d.side(sign, 0.52, -0.06)
        d.canvas.drawPath(taper([a, b, between(b, c, 0.6)], [0.0, 0.018, 0.0]), d.ink.paint(colour, 0.4, 0.5))
        w, v = d.side(sign, 0.62, 0.03), d.side(sign, 0.56, -0.22)
        d.canvas.drawPath(taper([w, v], [0.022, 0.0]), d.ink.paint(colour, 0.4, 0.5))
    if d.look.gender is Gender.FEMALE and d.bones.build.heads > 6 and not d.back:
        for sign in (-1.0, 1.0):
            under = [d.on(sign * 0.62, 0.30), d.on(sign * 0.36, 0.38), d.on(sign * 0.10, 0.33)]
            d.canvas.drawPath(taper(under, [0.0, 0.020, 0.0]), d.ink.paint(colour, 0.38, 0.5))
    d.canvas.restore()


def _front(d: Drawing, cut: Cut, colour: str) -> None:  # noqa: C901, PLR0912, PLR0915 - one case a neckline
    look, canvas, ink = d.look, d.canvas, d.ink
    trim, second = look.dress_colours[TRIM], look.dress_colours[SECOND]
    seam = ink.stroke(vary(colour, lightness=-0.12), 0.016, 0.1, 0.8)

    def line(*points: Point, paint: skia.Paint) -> None:
        canvas.drawPath(smooth(list(points), closed=False), paint)

    def buttons(levels: tuple[float, ...], across: float, tint: str, size: float = 0.026) -> None:
        for level in levels:
            x, y = d.on(across, level)
            canvas.drawCircle(x, y, size, ink.paint(tint))
            canvas.drawCircle(x + ink.side * size * 0.3, y - size * 0.3, size * 0.35, ink.paint(tint, -0.4))

    match cut.neck:
        case "scoop":
            line(
                d.on(-0.36, -0.06),
                d.on(-0.25, 0.12),
                d.on(0.0, 0.20),
                d.on(0.25, 0.12),
                d.on(0.36, -0.06),
                paint=ink.stroke(trim, 0.045),
            )
        case "v":
            line(d.on(-0.20, -0.07), d.on(0.0, 0.27), paint=ink.stroke(trim, 0.06))
            line(d.on(0.20, -0.07), d.on(0.0, 0.27), paint=ink.stroke(trim, 0.06))
            line(d.on(0.0, 0.27), d.on(0.0, 0.55), paint=ink.stroke(trim, 0.03))
        case "round":
            line(
                d.on(-0.22, -0.07),
                d.on(-0.12, 0.05),
                d.on(0.0, 0.075),
                d.on(0.12, 0.05),
                d.on(0.22, -0.07),
                paint=ink.stroke(trim, 0.055),
            )
            if look.dress is D.ABAYA:
                line(d.on(0.0, 0.07), d.on(0.0, 1.0), paint=ink.stroke(trim, 0.07))
        case "slit":
            line(
                d.on(-0.22, -0.07),
                d.on(-0.12, 0.06),
                d.on(0.0, 0.085),
                d.on(0.12, 0.06),
                d.on(0.22, -0.07),
                paint=ink.stroke(trim, 0.07),
            )
            line(d.on(0.0, 0.085), d.on(0.0, 0.30), paint=ink.stroke(trim, 0.05))
            a, b = d.side(-1, 0.66, 0.1), d.side(1, 0.66, 0.1)
            mid = d.on(0.0, 0.70)
            line(a, mid, b, paint=ink.stroke("5A3B26", 0.10))
            canvas.drawRect(skia.Rect.MakeXYWH(mid[0] - 0.06, mid[1] - 0.065, 0.12, 0.13), ink.paint(trim))
        case "placket":
            line(
                d.on(-0.20, -0.06),
                d.on(0.0, 0.03),
                d.on(0.20, -0.06),
                paint=ink.stroke(trim if luminance(trim) < luminance(colour) else colour, 0.075),
            )
            line(d.on(0.0, 0.02), d.on(0.0, 0.42), paint=ink.stroke(trim, 0.085, 0.05))
            buttons((0.10, 0.20, 0.30), 0.0, "F3E7C8", 0.020)
        case "buttons":
            line(d.on(-0.20, -0.07), d.on(0.0, 0.0), d.on(0.20, -0.07), paint=ink.stroke(second, 0.12))
            line(d.on(0.0, 0.0), d.on(0.0, 1.0), paint=ink.stroke(second, 0.11, 0.05))
            buttons((0.10, 0.24, 0.38, 0.52, 0.66, 0.80), 0.0, trim)
        case "crossed":
            # The wearer's left side lies over the right one; both run to the sash at the sides.
            band = trim if look.dress is not D.HANFU else second
            under = [d.on(0.24, -0.09), d.on(0.10, 0.14), d.on(-0.24, 0.44), d.on(-0.62, 0.74)]
            over = [d.on(-0.25, -0.09), d.on(-0.11, 0.14), d.on(0.24, 0.44), d.on(0.64, 0.74)]
            line(*under, paint=ink.stroke(band, 0.13, 0.08))
            line(d.on(-0.21, -0.09), d.on(-0.05, 0.14), d.on(0.04, 0.22), paint=ink.stroke("F6EFE2", 0.10, 0.1))
            line(*over, paint=ink.stroke(band, 0.14))
            line(*((x - 0.055, y + 0.045) for x, y in over), paint=ink.stroke(vary(band, lightness=-0.12), 0.014, 0.1))
        case "lapels" | "coat":
            shirt = second if look.dress is not D.LAB_COAT else look.dress_colours[MAIN]
            v_low = 0.56 if cut.neck == "lapels" else 0.72
            canvas.drawPath(polygon([d.on(-0.26, -0.10), d.on(0.26, -0.10), d.on(0.0, v_low)]), ink.paint(shirt, 0.05))
            tie = smooth(
                [
                    d.on(-0.045, 0.0),
                    d.on(0.045, 0.0),
                    d.on(0.03, 0.07),
                    d.on(0.075, 0.42),
                    d.on(0.0, 0.50),
                    d.on(-0.075, 0.42),
                    d.on(-0.03, 0.07),
                ],
                ease=0.4,
            )
            if cut.neck == "lapels" and look.gender is not Gender.FEMALE:
                ink.fill(canvas, tie, trim, turn=0.03)
            for sign in (-1.0, 1.0):
                canvas.drawPath(
                    polygon(
                        [
                            d.on(sign * 0.05, -0.06),
                            d.on(sign * 0.22, -0.12),
                            d.on(sign * 0.20, 0.05),
                            d.on(sign * 0.09, 0.06),
                        ]
                    ),
                    ink.paint(shirt),
                )
                lapel = polygon(
                    [
                        d.on(sign * 0.24, -0.10),
                        d.on(sign * 0.50, 0.13),
                        d.on(sign * 0.36, 0.17),
                        d.on(sign * 0.42, 0.23),
                        d.on(0.0, v_low),
                    ]
                )
                ink.fill(canvas, lapel, colour, turn=0.03, rim=0.008, dark=0.05)
                canvas.drawPath(lapel, seam)
            buttons((v_low + 0.08, v_low + 0.24), 0.0, "3A2E2A")
            line(d.on(0.0, v_low), d.on(0.0, 1.0), paint=seam)
            if cut.neck == "coat":
                x, y = d.on(0.48, 0.34)
                canvas.drawRect(skia.Rect.MakeXYWH(x - 0.09, y, 0.18, 0.17), seam)
                canvas.drawLine(x - 0.03, y - 0.05, x - 0.03, y + 0.08, ink.stroke(trim, 0.025))
        case "collar":
            line(d.on(0.0, 0.10), d.on(0.0, 1.0), paint=ink.stroke(vary(colour, lightness=-0.07), 0.055))
            buttons((0.22, 0.36, 0.50, 0.64, 0.78), 0.0, "F3E7C8", 0.018)
            x, y = d.on(0.45, 0.26)
            canvas.drawPath(
                polygon([(x - 0.09, y), (x + 0.08, y), (x + 0.08, y + 0.13), (x, y + 0.18), (x - 0.09, y + 0.13)]), seam
            )
        case "uniform":
            line(d.on(0.0, 0.0), d.on(0.0, 1.0), paint=seam)
            buttons((0.12, 0.26, 0.40, 0.54), 0.04, trim)
            for sign in (-1.0, 1.0):
                x, y = d.on(sign * 0.45, 0.22)
                canvas.drawPath(
                    polygon([(x - 0.11, y), (x + 0.11, y), (x + 0.10, y + 0.16), (x, y + 0.20), (x - 0.10, y + 0.16)]),
                    seam,
                )
                canvas.drawLine(x - 0.11, y + 0.035, x + 0.11, y + 0.035, seam)
            line(d.side(-1, 0.68, 0.1), d.on(0.0, 0.72), d.side(1, 0.68, 0.1), paint=ink.stroke("3A2A20", 0.12))
            x, y = d.on(0.0, 0.72)
            canvas.drawRect(skia.Rect.MakeXYWH(x - 0.075, y - 0.06, 0.15, 0.12), ink.paint(trim))
            x, y = d.on(0.42, 0.14)
            canvas.drawRect(skia.Rect.MakeXYWH(x - 0.08, y, 0.16, 0.045), ink.paint(trim))
        case "open":
            canvas.drawPath(
                polygon([d.on(-0.20, -0.10), d.on(0.20, -0.10), d.on(0.24, 1.0), d.on(-0.24, 1.0)]),
                ink.paint(second, 0.08),
            )
            for sign in (-1.0, 1.0):
                edge = [d.on(sign * 0.22, -0.08), d.on(sign * 0.20, 0.4), d.on(sign * 0.26, 1.0)]
                line(*edge, paint=ink.stroke(trim, 0.11))
                _row(d, edge, 0.03, mix(colour, "2A1018", 0.3))
            line(d.side(-1, 0.66, 0.1), d.on(0.0, 0.70), d.side(1, 0.66, 0.1), paint=ink.stroke(trim, 0.13, 0.1))
        case "hood":
            for sign in (-1.0, 1.0):
                line(d.on(sign * 0.10, 0.02), d.on(sign * 0.11, 0.26), paint=ink.stroke(trim, 0.028))
            pocket = smooth([d.on(-0.45, 0.62), d.on(0.45, 0.62), d.on(0.60, 0.92), d.on(-0.60, 0.92)], ease=0.3)
            ink.fill(canvas, pocket, colour, turn=0.03, dark=0.06)
            canvas.drawPath(pocket, seam)
            line(
                d.side(-1, 0.97, 0.1),
                d.on(0, 0.99),
                d.side(1, 0.97, 0.1),
                paint=ink.stroke(vary(colour, lightness=-0.06), 0.10),
            )
        case "ring":
            x, y = d.on(0.0, 0.34)
            box = skia.Rect.MakeXYWH(x - 0.24, y - 0.10, 0.48, 0.34)
            canvas.drawRoundRect(box, 0.05, 0.05, ink.paint(second))
            for index, tint in enumerate((trim, "3FA0B8", "F2C24B")):
                canvas.drawCircle(x - 0.13 + index * 0.13, y, 0.034, ink.paint(tint, -0.2))
            canvas.drawRect(skia.Rect.MakeXYWH(x - 0.17, y + 0.09, 0.34, 0.05), ink.paint(second, 0.5))
            for sign in (-1.0, 1.0):
                line(d.on(sign * 0.62, 0.0), d.on(sign * 0.60, 0.9), paint=ink.stroke(trim, 0.055))
            line(d.side(-1, 0.72, 0.2), d.on(0, 0.75), d.side(1, 0.72, 0.2), paint=ink.stroke(second, 0.09))


def _scarf(d: Drawing, within: skia.Path) -> None:
    """A dupatta that hangs before the breast and goes back over both shoulders, as far as a shape reaches."""
    _, second, trim = d.look.dress_colours
    across = (-0.50, -0.44, -0.30, 0.0, 0.30, 0.44, 0.50)
    levels = (-0.20, -0.03, 0.13, 0.265, 0.13, -0.03, -0.20)
    d.canvas.save()
    d.canvas.clipPath(within, skia.ClipOp.kIntersect, True)
    path = taper(
        [d.on(x, y) for x, y in zip(across, levels, strict=True)], [0.075, 0.085, 0.095, 0.105, 0.095, 0.085, 0.075]
    )
    d.ink.fill(d.canvas, path, second, turn=0.05, rim=0.010)
    d.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for a in (-0.12, 0.06):
        d.canvas.drawPath(
            taper([d.on(a - 0.22, 0.05), d.on(a, 0.26), d.on(a + 0.2, 0.30)], [0.0, 0.012, 0.0]),
            d.ink.paint(second, 0.4, 0.6),
        )
    d.canvas.restore()
    d.canvas.save()
    d.canvas.clipPath(within, skia.ClipOp.kIntersect, True)
    hem = taper([d.on(x * 1.13, y + 0.055) for x, y in zip(across, levels, strict=True)], [0.014] * len(across))
    d.canvas.drawPath(hem, d.ink.paint(trim))
    d.canvas.restore()


def _over(d: Drawing) -> None:  # noqa: C901, PLR0912, PLR0915 - one case a dress
    """Sashes, shawls, collars, plates."""
    look, canvas, ink = d.look, d.canvas, d.ink
    main, second, trim = look.dress_colours
    cloth = d.pose["cloth"]
    x, y = d.bones.chest
    match look.dress:
        case D.SARI:
            if d.back:
                pallu = [
                    d.side(-1, 0.02, 0.05),
                    d.on(0.2, -0.02),
                    d.side(1, 0.5, 0.05),
                    (d.bones.pelvis[0] + 0.50 + cloth, d.bones.pelvis[1] + 0.9),
                    (d.bones.pelvis[0] - 0.25 + cloth, d.bones.pelvis[1] + 1.0),
                    d.side(-1, 0.6, 0.0),
                ]
            else:
                pallu = [
                    d.on(0.30, -0.10),
                    d.side(1, 0.03, 0.05),
                    d.on(0.80, 0.30),
                    d.on(0.30, 0.62),
                    d.side(-1, 0.86, 0.06),
                    d.side(-1, 0.66, 0.05),
                    d.on(-0.52, 0.44),
                    d.on(-0.15, 0.20),
                    d.on(0.12, 0.02),
                ]
            path = smooth(pallu, ease=0.8)
            ink.fill(canvas, path, main, turn=0.10, rim=0.016)
            _motifs(d, path, trim)
            if not d.back:
                canvas.save()
                canvas.clipPath(path, skia.ClipOp.kIntersect, True)
                for shift in (0.12, 0.24, 0.36):
                    canvas.drawPath(
                        taper(
                            [d.on(0.40 + shift * 0.6, -0.02), d.on(0.10 + shift, 0.36), d.on(-0.5 + shift * 1.5, 0.76)],
                            [0.004, 0.014, 0.004],
                        ),
                        ink.paint(main, 0.42, 0.6),
                    )
                canvas.restore()
                edge = [d.on(0.18, -0.06), d.on(-0.06, 0.18), d.on(-0.46, 0.46), d.side(-1, 0.68, 0.03)]
                canvas.drawPath(smooth(edge, closed=False), ink.stroke(trim, 0.10))
                _row(d, edge, 0.026, mix(main, "2A1018", 0.25))
                # Pleats at the waist.
                top = d.on(0.18, 0.68)
                foot = between(d.bones.near_leg.ankle, d.bones.far_leg.ankle, 0.6)
                if d.bones.drop < 0.25:
                    for index in range(5):
                        dx = (index - 2) * 0.042
                        canvas.drawPath(
                            taper(
                                [
                                    (top[0] + dx, top[1]),
                                    (top[0] + dx * 1.6, (top[1] + foot[1]) / 2),
                                    (foot[0] + dx * 3.0 + cloth * 0.5, foot[1] - 0.1),
                                ],
                                [0.004, 0.012, 0.020],
                            ),
                            ink.paint(main, 0.45, 0.62),
                        )
        case D.SALWAR_KAMEEZ:
            _scarf(d, d.torso(0.045, 1.0))
        case D.LEHENGA:
            band = [d.side(-1, 0.64, 0.04), d.on(0.0, 0.68), d.side(1, 0.64, 0.04)]
            canvas.drawPath(smooth(band, closed=False), ink.stroke(trim, 0.10))
            _row(d, band, 0.026, main)
            # It ends on the floor when they sit there.
            low = min(d.bones.pelvis[1] + 0.75, -0.03)
            long = [
                d.side(1, 0.02, 0.06),
                d.on(0.25, -0.08),
                d.on(0.30, 0.35),
                d.on(0.55, 0.70),
                (d.bones.pelvis[0] + 0.50 + cloth, low),
                (d.bones.pelvis[0] + 0.80 + cloth, low - 0.05),
                d.side(1, 0.5, 0.10),
            ]
            ink.fill(canvas, smooth(long, ease=0.85), trim, turn=0.06, rim=0.012)
            canvas.drawPath(
                smooth(
                    [
                        d.on(0.27, -0.04),
                        d.on(0.33, 0.35),
                        d.on(0.58, 0.70),
                        (d.bones.pelvis[0] + 0.54 + cloth, low - 0.01),
                    ],
                    closed=False,
                ),
                ink.stroke(second, 0.04),
            )
        case D.DHOTI:
            shawl = [
                d.on(0.34, -0.11),
                d.side(1, 0.0, 0.06),
                d.side(1, 0.25, 0.06),
                (d.side(1, 0.9, 0.10)[0] + cloth * 0.6, d.side(1, 1.25)[1]),
                (d.on(0.52, 0.9)[0] + cloth * 0.6, d.side(1, 1.30)[1]),
                d.on(0.50, 0.40),
            ]
            path = smooth(shawl, ease=0.8)
            ink.fill(canvas, path, main, turn=0.06, rim=0.014)
            canvas.drawPath(
                smooth(
                    [d.on(0.36, -0.06), d.on(0.52, 0.40), (d.on(0.54, 0.9)[0] + cloth * 0.6, d.side(1, 1.28)[1])],
                    closed=False,
                ),
                ink.stroke(trim, 0.055),
            )
            waist = [d.side(-1, 0.74, 0.04), d.on(0.0, 0.78), d.side(1, 0.74, 0.04)]
            canvas.drawPath(smooth(waist, closed=False), ink.stroke(trim, 0.085))
        case D.MONK_ROBE:
            drape = [
                d.on(0.22, -0.10),
                d.side(1, 0.0, 0.10),
                d.side(1, 0.4, 0.10),
                d.side(1, 1.05, 0.12),
                d.on(0.0, 1.12),
                d.side(-1, 1.05, 0.10),
                d.side(-1, 0.55, 0.06),
                d.on(-0.55, 0.36),
                d.on(-0.12, 0.12),
            ]
            path = smooth(drape, ease=0.8)
            ink.fill(canvas, path, main, turn=0.15, rim=0.018)
            for shift in (0.0, 0.22, 0.44, 0.66):
                canvas.drawPath(
                    taper(
                        [d.on(0.35 + shift * 0.5, 0.0), d.on(0.12 + shift * 0.8, 0.38), d.on(-0.62 + shift, 0.78)],
                        [0.003, 0.018, 0.004],
                    ),
                    ink.paint(main, 0.42, 0.62),
                )
            canvas.drawPath(
                smooth([d.on(0.24, -0.07), d.on(-0.10, 0.14), d.on(-0.54, 0.38), d.side(-1, 0.57, 0.03)], closed=False),
                ink.stroke(second, 0.055),
            )
        case D.KIMONO:
            low, high = 0.86, 0.54
            male = look.gender is Gender.MALE
            if male:
                low, high = 0.92, 0.80
            obi = smooth(
                [
                    d.side(-1, high, 0.075),
                    d.on(0.0, high + 0.02, 0.05),
                    d.side(1, high, 0.075),
                    d.side(1, low, 0.075),
                    d.on(0.0, low + 0.03, 0.05),
                    d.side(-1, low, 0.075),
                ],
                ease=0.5,
            )
            ink.fill(canvas, obi, second, turn=0.12, rim=0.014)
            if not male:
                mid = (high + low) / 2
                canvas.drawPath(
                    smooth([d.side(-1, mid, 0.06), d.on(0.0, mid + 0.02), d.side(1, mid, 0.06)], closed=False),
                    ink.stroke(trim, 0.045),
                )
                _row(
                    d,
                    [d.side(-1, high + 0.07, 0.05), d.on(0.0, high + 0.09), d.side(1, high + 0.07, 0.05)],
                    0.028,
                    trim,
                )
            if d.back:
                bow = smooth([d.on(-0.40, 0.38), d.on(0.40, 0.38), d.on(0.36, 0.95), d.on(-0.36, 0.95)], ease=0.4)
                ink.fill(canvas, bow, second, turn=0.08, rim=0.014, dark=0.05)
            hem = d.bones.pelvis
            ankle = between(d.bones.near_leg.ankle, d.bones.far_leg.ankle, 0.65)
            if d.bones.drop < 0.25 and not d.back:
                canvas.drawPath(
                    taper(
                        [
                            d.on(0.28, 0.9),
                            ((hem[0] + ankle[0]) / 2 + 0.14, (hem[1] + ankle[1]) / 2),
                            (ankle[0] + 0.05, ankle[1] - 0.02),
                        ],
                        [0.008, 0.016, 0.0],
                    ),
                    ink.paint(main, 0.5, 0.7),
                )
        case D.HANBOK:
            if look.gender is not Gender.MALE:
                band = [d.side(-1, 0.38, 0.05), d.on(0.0, 0.40), d.side(1, 0.38, 0.05)]
                canvas.drawPath(smooth(band, closed=False), ink.stroke(second, 0.05, 0.15))
            if not d.back:
                kx, ky = d.on(0.12, 0.26)
                for length, bend in ((1.35, 0.10), (1.1, -0.03)):
                    ribbon = smooth(
                        [
                            (kx - 0.04, ky),
                            (kx + 0.04, ky),
                            (kx + 0.07 + bend + cloth * 0.3, ky + length * 0.5),
                            (kx + 0.055 + bend * 1.3 + cloth * 0.6, ky + length),
                            (kx - 0.045 + bend * 1.3 + cloth * 0.6, ky + length),
                            (kx - 0.03 + bend + cloth * 0.3, ky + length * 0.5),
                        ],
                        ease=0.8,
                    )
                    ink.fill(canvas, ribbon, trim, turn=0.03, rim=0.008)
                loop = skia.Path()
                loop.addOval(skia.Rect.MakeLTRB(kx - 0.30, ky - 0.065, kx + 0.02, ky + 0.055))
                ink.fill(canvas, loop, trim, turn=0.03, rim=0.008)
        case D.HANFU:
            high, low = 0.44, 0.60
            sash = smooth(
                [
                    d.side(-1, high, 0.07),
                    d.on(0.0, high + 0.02, 0.04),
                    d.side(1, high, 0.07),
                    d.side(1, low, 0.06),
                    d.on(0.0, low + 0.03, 0.04),
                    d.side(-1, low, 0.06),
                ],
                ease=0.5,
            )
            ink.fill(canvas, sash, trim, turn=0.08, rim=0.012)
            if not d.back:
                kx, ky = d.on(0.05, 0.58)
                for dx, length in ((-0.06, 1.5), (0.07, 1.25)):
                    tail = smooth(
                        [
                            (kx + dx - 0.04, ky),
                            (kx + dx + 0.04, ky),
                            (kx + dx * 1.8 + 0.07 + cloth, ky + length),
                            (kx + dx * 1.8 - 0.05 + cloth, ky + length),
                        ],
                        ease=0.6,
                    )
                    ink.fill(canvas, tail, second, turn=0.03, rim=0.008)
                canvas.drawCircle(kx, ky + 0.02, 0.055, ink.paint(second, 0.1))
        case D.ARMOUR:
            plate = d.torso(0.09, 0.80)
            ink.fill(canvas, plate, main, turn=0.20, rim=0.03)
            canvas.save()
            canvas.clipPath(plate, skia.ClipOp.kIntersect, True)
            canvas.drawPath(
                taper([d.on(0.0, 0.02), d.on(0.0, 0.4), d.on(0.0, 0.8)], [0.012, 0.022, 0.010]),
                ink.paint(main, 0.6, 0.8),
            )
            for level in (0.50, 0.62, 0.74):
                canvas.drawPath(
                    smooth([d.side(-1, level, 0.1), d.on(0.0, level + 0.06), d.side(1, level, 0.1)], closed=False),
                    ink.stroke(trim, 0.028, 0.1),
                )
            for sign in (-1.0, 1.0):
                canvas.drawPath(
                    smooth([d.on(sign * 0.75, 0.14), d.on(sign * 0.5, 0.34), d.on(sign * 0.06, 0.30)], closed=False),
                    ink.stroke(main, 0.02, 0.6),
                )
            glint = d.on(ink.side * 0.42, 0.18)
            canvas.drawPath(
                taper(
                    [(glint[0], glint[1] - 0.08), (glint[0] + 0.03, glint[1] + 0.06), (glint[0], glint[1] + 0.22)],
                    [0.0, 0.035, 0.0],
                ),
                ink.paint(vary(main, lightness=0.2), -0.5, 0.7),
            )
            canvas.restore()
            canvas.drawPath(
                smooth([d.on(-0.30, -0.07), d.on(0.0, 0.03), d.on(0.30, -0.07)], closed=False), ink.stroke(trim, 0.07)
            )
            for sign in (-1.0, 1.0):
                sx, sy = d.side(sign, 0.06, 0.02)
                shell = smooth(
                    [
                        (sx - sign * 0.22, sy - 0.14),
                        (sx + sign * 0.06, sy - 0.17),
                        (sx + sign * 0.24, sy + 0.05),
                        (sx + sign * 0.20, sy + 0.28),
                        (sx - sign * 0.02, sy + 0.16),
                    ]
                )
                ink.fill(canvas, shell, main, turn=0.07, rim=0.02)
                canvas.drawPath(shell, ink.stroke(trim, 0.022, 0.1))
        case D.HOODIE:
            hood = smooth(
                [
                    (x - 0.42, y - 0.16),
                    (x - 0.20, y - 0.34),
                    (x + 0.24, y - 0.33),
                    (x + 0.44, y - 0.14),
                    (x + 0.34, y + 0.06),
                    d.on(0.0, 0.09),
                    (x - 0.32, y + 0.06),
                ]
            )
            ink.fill(canvas, hood, main, turn=0.07, rim=0.016)
            if d.back:
                back = smooth(
                    [
                        (x - 0.44, y - 0.14),
                        (x, y - 0.3),
                        (x + 0.44, y - 0.14),
                        (x + 0.3, y + 0.34),
                        (x, y + 0.52),
                        (x - 0.3, y + 0.34),
                    ]
                )
                ink.fill(canvas, back, main, turn=0.10, rim=0.016, dark=0.06)
            else:
                nx, ny = d.bones.neck
                inside = smooth(
                    [
                        (nx - 0.25, ny + 0.02),
                        (nx + 0.25, ny + 0.02),
                        (x + 0.24, y - 0.10),
                        d.on(0.0, 0.04),
                        (x - 0.24, y - 0.10),
                    ]
                )
                canvas.drawPath(inside, ink.paint(main, 0.6))
                draw_neck(d, -0.2)
        case D.SPACE_SUIT:
            ring = smooth(
                [
                    (x - 0.50, y - 0.12),
                    (x, y - 0.26),
                    (x + 0.50, y - 0.12),
                    (x + 0.44, y + 0.06),
                    (x, y + 0.16),
                    (x - 0.44, y + 0.06),
                ]
            )
            ink.fill(canvas, ring, second, turn=0.06, rim=0.02)
            draw_neck(d, -0.28)
        case D.JEANS_AND_SHIRT:
            if not d.back:
                for sign in (-1.0, 1.0):
                    flap = smooth(
                        [
                            d.on(sign * 0.15, -0.045),
                            d.on(sign * 0.26, -0.055),
                            d.on(sign * 0.30, 0.02),
                            d.on(sign * 0.25, 0.15),
                            d.on(sign * 0.03, 0.115),
                            d.on(sign * 0.13, 0.01),
                        ],
                        ease=0.12,
                    )
                    ink.fill(canvas, flap, main, turn=0.02, rim=0.01, dark=0.03)
                    canvas.drawPath(flap, ink.stroke(vary(main, lightness=-0.12), 0.010, 0.1, 0.7))
        case D.UNIFORM:
            for sign in (-1.0, 1.0):
                sx, sy = d.side(sign, 0.03, 0.03)
                board = polygon(
                    [
                        (sx - sign * 0.34, sy - 0.13),
                        (sx + sign * 0.04, sy - 0.02),
                        (sx + sign * 0.02, sy + 0.08),
                        (sx - sign * 0.36, sy - 0.04),
                    ]
                )
                ink.fill(canvas, board, second, turn=0.02)
                canvas.drawPath(board, ink.stroke(trim, 0.018))
            if not d.back:
                for sign in (-1.0, 1.0):
                    flap = polygon(
                        [
                            d.on(sign * 0.02, -0.02),
                            d.on(sign * 0.24, -0.12),
                            d.on(sign * 0.26, 0.04),
                            d.on(sign * 0.08, 0.10),
                        ]
                    )
                    ink.fill(canvas, flap, main, turn=0.02, rim=0.01, dark=0.05)
                    canvas.drawPath(flap, ink.stroke(trim, 0.012))
        case _:
            pass


# -------------------------------------------------------------------------------------------------------- arms


def _shoulder(d: Drawing, arm: Arm, sign: float, path: skia.Path, colour: str, radius: float) -> None:
    """A sleeve that goes on from the trunk: its slope begins at the neck, and no edge runs round the joint."""
    (x, y), (cx, cy) = arm.shoulder, d.bones.chest
    slope = polygon(
        [
            (cx + (x - cx) * 0.60, cy - 0.040 + (y - cy) * 0.2),
            (x + sign * radius * 0.55, y - radius * 0.84),
            (x + sign * radius * 0.2, y + radius * 0.2),
        ]
    )
    whole = skia.Op(path, slope, skia.PathOp.kUnion_PathOp) or path
    d.ink.fill(d.canvas, whole, colour, turn=0.07)
    seen = skia.Color4f(*d.ink.seen(colour), 1.0)
    clear = skia.Color4f(seen.fR, seen.fG, seen.fB, 0.0)
    fade = skia.Paint(
        AntiAlias=True,
        Shader=skia.GradientShader.MakeRadial(
            skia.Point(x, y), radius * 2.5, [seen.toColor(), seen.toColor(), clear.toColor()], [0.0, 0.52, 1.0]
        ),
    )
    d.canvas.drawPath(whole, fade)
    d.canvas.save()
    d.canvas.clipPath(d.torso(-0.02, 0.9), skia.ClipOp.kDifference, True)
    d.ink.rim(d.canvas, whole, 0.009)
    d.canvas.restore()


def _cloth_on_shoulder(d: Drawing, arm: Arm, sign: float, radius: float) -> None:
    """What lies over the shoulder, over its sleeve: the end of a sari, a dupatta."""
    x, y = arm.shoulder
    if d.look.dress is D.SALWAR_KAMEEZ:
        _scarf(d, skia.Path().addCircle(x, y, radius * 1.02))
    behind = d.bones.chest_yaw > 0.25 and arm.depth < 0.75
    if d.look.dress is not D.SARI or sign < 0 or behind:
        return
    main, trim = d.look.dress_colours[MAIN], d.look.dress_colours[TRIM]
    drape = smooth(
        [
            d.on(0.34, -0.11),
            (x + radius * 0.55, y - radius * 1.02),
            (x + radius * 1.22, y - radius * 0.2),
            (x + radius * 1.28, y + radius * 1.1),
            (x + radius * 0.2, y + radius * 1.5),
            (x - radius * 1.0, y + radius * 1.7),
            d.on(0.42, 0.16),
        ],
        ease=0.8,
    )
    d.ink.fill(d.canvas, drape, main, turn=0.05)
    _motifs(d, drape, trim)


def _hemmed(path: skia.Path, before: Point, end: Point) -> skia.Path:
    """A short sleeve cut straight a little below its end, where a limb would be round."""
    dx, dy = end[0] - before[0], end[1] - before[1]
    size = math.hypot(dx, dy) or 1e-6
    ux, uy = dx / size, dy / size
    x, y = end[0] + ux * 0.05, end[1] + uy * 0.05
    beyond = polygon(
        [
            (x - uy * 0.6, y + ux * 0.6),
            (x + uy * 0.6, y - ux * 0.6),
            (x + uy * 0.6 + ux, y - ux * 0.6 + uy),
            (x - uy * 0.6 + ux, y + ux * 0.6 + uy),
        ]
    )
    return skia.Op(path, beyond, skia.PathOp.kDifference_PathOp) or path


def draw_arm_in_sleeve(d: Drawing, arm: Arm, sign: float) -> None:  # noqa: C901, PLR0915 - one drawing
    """An arm in its sleeve, with its hand."""
    cut, look = cut_of(d.look), d.look
    thick = d.bones.build.thick
    glove = "C9C6C0" if look.dress is D.SPACE_SUIT else None
    bare = limb(arm.shoulder, arm.elbow, arm.wrist, (thick * 1.02, thick * 0.76, thick * 0.52))
    covered_shoulder = look.dress is D.MONK_ROBE and sign > 0
    if cut.sleeve < 0.95:
        d.ink.fill(d.canvas, bare, look.skin, turn=0.055, rim=0.007)
    if cut.top is None and not covered_shoulder:
        _shoulder(d, arm, sign, bare, look.skin, thick * 1.02)
        draw_arm_hand(d, arm, sign)
        return
    colour = colour_of(look, cut.top) if cut.top is not None else look.dress_colours[MAIN]
    trim = look.dress_colours[TRIM]
    hand_first = cut.hang > 0
    if hand_first:
        draw_arm_hand(d, arm, sign, glove)
    ease = 1.10 + cut.ease
    if covered_shoulder:
        end = between(arm.shoulder, arm.elbow, 0.9)
        path = limb(arm.shoulder, between(arm.shoulder, end, 0.5), end, (thick * 1.4, thick * 1.5, thick * 1.4))
        d.ink.fill(d.canvas, path, colour, turn=0.07, rim=0.007)
        draw_arm_hand(d, arm, sign)
        return
    if cut.sleeve <= 0.5:
        end = between(arm.shoulder, arm.elbow, cut.sleeve * 2)
        path = limb(
            arm.shoulder,
            between(arm.shoulder, end, 0.5),
            end,
            (thick * ease, thick * ease, thick * max(ease * 0.95, cut.cuff * 0.8)),
        )
        last, before = end, arm.shoulder
        wide = thick * max(ease * 0.95, cut.cuff * 0.8)
    else:
        end = between(arm.elbow, arm.wrist, min(1.0, (cut.sleeve - 0.5) * 2 * 0.97))
        wide = thick * 0.56 * cut.cuff
        path = limb(arm.shoulder, arm.elbow, end, (thick * ease, thick * 0.9 * ease, wide))
        last, before = end, arm.elbow
    if cut.sleeve < 0.95:
        path = _hemmed(path, before, last)
    if cut.hang > 0:
        # The wide sleeve hangs from the forearm, whichever way that points.
        lag = d.pose["cloth"] * 0.5
        (ex, ey), (wx, wy) = arm.elbow, last
        hang = cut.hang * (0.72 + 0.28 * min(1.0, abs(wx - ex) * 2))
        dx, dy = wx - ex, wy - ey
        size = math.hypot(dx, dy) or 1e-6
        ux, uy = dx / size, dy / size
        # Hanging arms let the sleeve trail behind the hand, raised ones let it fall.
        out = sign if uy > 0.75 else 0.0
        drop = [
            (wx + ux * 0.04, wy + uy * 0.04),
            (wx + lag + sign * -0.02 + out * 0.10, wy + hang * (0.35 if uy > 0.75 else 1.0)),
            (
                wx * 0.55 + ex * 0.45 + lag + out * hang * 0.45,
                wy * 0.5 + ey * 0.5 + hang * (0.75 if uy > 0.75 else 1.05),
            ),
            (ex + out * hang * 0.30, ey + hang * 0.30),
            (ex + out * 0.05, ey - 0.02),
        ]
        bag = smooth(drop, ease=0.7)
        d.ink.fill(d.canvas, bag, colour, turn=0.08, rim=0.014, dark=0.05)
        mouth = [drop[0], drop[1]]
        d.canvas.save()
        d.canvas.clipPath(bag, skia.ClipOp.kIntersect, True)
        d.canvas.drawPath(
            smooth([mouth[0], between(mouth[0], mouth[1], 0.5), mouth[1]], closed=False),
            d.ink.stroke(trim if look.dress is not D.HANFU else look.dress_colours[SECOND], 0.11),
        )
        d.canvas.restore()
    _shoulder(d, arm, sign, path, colour, thick * ease)
    if not d.back:
        _cloth_on_shoulder(d, arm, sign, thick * ease)
    nx, ny = last[0] - before[0], last[1] - before[1]
    size = math.hypot(nx, ny) or 1e-6
    nx, ny = -ny / size * wide, nx / size * wide
    if cut.border or look.dress in (D.UNIFORM, D.LAB_COAT, D.SPACE_SUIT, D.HANBOK, D.HOODIE):
        back_x, back_y = (before[0] - last[0]) / size * 0.06, (before[1] - last[1]) / size * 0.06
        tint = trim if look.dress not in (D.LAB_COAT, D.HOODIE) else vary(colour, lightness=-0.08)
        d.canvas.drawLine(
            last[0] - nx + back_x,
            last[1] - ny + back_y,
            last[0] + nx + back_x,
            last[1] + ny + back_y,
            d.ink.stroke(tint, 0.075),
        )
    if cut.sleeve > 0.5:
        # Cloth bunches inside the elbow.
        ix, iy = between(arm.shoulder, arm.wrist, 0.5)
        inside = between(arm.elbow, (ix, iy), 0.5 if math.dist(arm.elbow, (ix, iy)) > 0.12 else 0.0)
        d.canvas.drawPath(
            taper(
                [between(inside, arm.shoulder, 0.12), arm.elbow, between(inside, arm.wrist, 0.12)], [0.0, 0.014, 0.0]
            ),
            d.ink.paint(colour, 0.42, 0.5),
        )
    if not hand_first:
        draw_arm_hand(d, arm, sign, glove)
