"""Things that grow: trees of many kinds, bushes, grass, flowers, reeds, crops. Each stands with its foot at (0, 0)."""

from __future__ import annotations

import math
from collections.abc import Callable

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.palette import lit
from pipeline.picture.scenery.easel import SNOW, Easel, PaintedSet, Point, polygon, smooth
from pipeline.vocabulary import Season

LEAF = "4F7F48"
BARK = "6A4A36"


_TURNED = ("C8742E", "D99A3A", "B5482E", "C58A35", "A85A34")


def foliage(easel: Easel, colour: Colour) -> Colour:
    """Leaves of that colour in this season: fresh in spring, deep in the rains, turned or dusty in autumn."""
    match easel.set.design.season:
        case Season.SPRING:
            return vary(colour, 0.045, 1.2, -10)
        case Season.MONSOON:
            return vary(colour, -0.02, 1.35, 4)
        case Season.AUTUMN:
            return turned(easel, colour) if easel.set.temperate else vary(colour, 0.02, 0.95, -18)
        case Season.WINTER:
            return vary(colour, 0.0, 0.7, -6)
        case _:
            return colour


def turned(easel: Easel, colour: Colour) -> Colour:
    """The colour, unless it is autumn where leaves turn."""
    autumn = easel.set.design.season == Season.AUTUMN and easel.set.temperate
    return easel.any_of(_TURNED) if autumn else colour


def in_blossom(stage: PaintedSet) -> bool:
    """Petals fall: in spring, and where the script names no season."""
    return stage.design.season in (None, Season.SPRING) and not stage.snowy


def leafless(easel: Easel) -> bool:
    """Broad leaves have fallen."""
    return easel.set.design.season == Season.WINTER and easel.set.temperate


def crown(
    easel: Easel, x: float, y: float, radius: float, colour: Colour, *, flat: float = 0.75, dabs: int = 9
) -> None:
    """A crown of leaves: a big scalloped shape in three values, lit toward the key."""
    dark = vary(colour, lightness=-0.05)
    _scallop(easel, x, y, radius, flat, dark, 0.55)
    for index in range(dabs):
        angle = easel.between(0, math.tau)
        far = math.sqrt(easel.between(0, 1)) * 0.62
        cx, cy = x + math.cos(angle) * far * radius, y + math.sin(angle) * far * radius * flat
        size = radius * easel.between(0.25, 0.42)
        _scallop(easel, cx, cy, size, flat, vary(colour, lightness=0.015 * (index % 3)), 0.5)
    bright = lit(easel.seen(colour), easel.light, 0.35)
    for _ in range(dabs * 2):
        angle = easel.between(-2.6, -0.4)
        far = easel.between(0.35, 0.85)
        cx = x + easel.side * 0.2 * radius + math.cos(angle) * far * radius * 0.8
        cy = y + math.sin(angle) * far * radius * flat * 0.9
        easel.flat(_leaf(cx, cy, radius * 0.11, easel.between(-1.2, 1.2)), bright, 0.5)
    if easel.set.snowy:
        for dx, dy, size in ((0.0, -0.42, 0.42), (-0.36, -0.3, 0.3), (0.38, -0.28, 0.3)):
            _scallop(easel, x + dx * radius, y + dy * radius * flat, size * radius, 0.5, SNOW, 0.3)


def _scallop(easel: Easel, x: float, y: float, radius: float, flat: float, colour: Colour, form: float) -> None:
    path = skia.Path()
    lobes = 9
    turn = easel.between(0, 1)
    for index in range(lobes):
        angle = math.tau * (index + turn) / lobes
        lobe = radius * easel.between(0.34, 0.5)
        cx, cy = x + math.cos(angle) * radius * 0.62, y + math.sin(angle) * radius * 0.62 * flat
        path.addOval(skia.Rect.MakeLTRB(cx - lobe, cy - lobe * 0.85, cx + lobe, cy + lobe * 0.85))
    path.addOval(
        skia.Rect.MakeLTRB(x - radius * 0.75, y - radius * 0.75 * flat, x + radius * 0.75, y + radius * 0.75 * flat)
    )
    easel.fill(path, colour, form, upright=0.7)


def _leaf(x: float, y: float, size: float, angle: float) -> skia.Path:
    dx, dy = math.cos(angle) * size, math.sin(angle) * size
    return smooth(
        [(x - dx, y - dy), (x - dy * 0.35, y + dx * 0.35), (x + dx, y + dy), (x + dy * 0.35, y - dx * 0.35)],
        closed=True,
    )


def trunk(easel: Easel, height: float, width: float, colour: Colour = BARK, lean: float = 0.0) -> Point:
    """A tapering trunk with roots; returns where the crown goes."""
    top = (lean, -height)
    easel.fill(
        smooth(
            [
                (-width * 1.3, 0.012),
                (-width * 0.55, -height * 0.15),
                (lean * 0.5 - width * 0.4, -height * 0.55),
                (top[0] - width * 0.28, top[1]),
                (top[0] + width * 0.28, top[1]),
                (lean * 0.5 + width * 0.4, -height * 0.55),
                (width * 0.55, -height * 0.15),
                (width * 1.3, 0.012),
            ],
            closed=True,
        ),
        colour,
        0.7,
        upright=0.1,
    )
    return top


def round_tree(easel: Easel, size: float = 1.0, colour: Colour = LEAF) -> None:
    """A broad tree as a child knows it."""
    if leafless(easel):
        bare(easel, size * 1.05)
        return
    tint = easel.about(foliage(easel, colour))
    with easel.at(0, 0, size):
        easel.shadow(0, 0.005, 0.3)
        x, y = trunk(easel, 0.34, 0.035, lean=easel.between(-0.03, 0.03))
        easel.line([(x, y + 0.05), (x - 0.1, y - 0.05)], 0.016, BARK)
        easel.line([(x, y + 0.05), (x + 0.1, y - 0.08)], 0.014, BARK)
        crown(easel, x - 0.1, y - 0.07, 0.16, vary(tint, -0.03))
        crown(easel, x + 0.11, y - 0.09, 0.15, vary(tint, -0.02))
        crown(easel, x, y - 0.17, 0.2, tint, dabs=12)


def banyan(easel: Easel, size: float = 1.0, colour: Colour = "42704A") -> None:
    """A banyan: many trunks, hanging roots, a crown as wide as a hall."""
    colour = foliage(easel, colour)
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.6)
        for x in (-0.2, 0.2, -0.11, 0.12, 0.0):
            wide = 0.055 if x == 0 else 0.02
            sway = easel.between(-0.02, 0.02)
            foot = [
                (x - wide * 2.2, 0.02),
                (x - wide * 0.9, -0.05),
                (x * 0.85 - wide * 0.6 + sway, -0.22),
                (x * 1.35 - wide * 1.1, -0.48),
            ]
            back = [
                (x * 1.35 + wide * 1.1, -0.48),
                (x * 0.85 + wide * 0.6 + sway, -0.22),
                (x + wide * 0.9, -0.05),
                (x + wide * 2.2, 0.02),
            ]
            path = smooth(foot)
            path.lineTo(*back[0])
            path.addPath(smooth(back), skia.Path.AddPathMode.kExtend_AddPathMode)
            path.close()
            easel.fill(path, easel.about(BARK, 0.015), 0.8, upright=0.1)
        for x, y, radius in (
            (-0.42, -0.5, 0.19),
            (0.42, -0.5, 0.2),
            (-0.2, -0.6, 0.24),
            (0.22, -0.62, 0.23),
            (0, -0.68, 0.26),
        ):
            crown(easel, x, y, radius, easel.about(colour, 0.015), flat=0.6, dabs=10)
        for _ in range(22):
            x = easel.between(-0.5, 0.5)
            easel.line(
                [(x, -0.42), (x + easel.between(-0.01, 0.01), -0.42 + easel.between(0.08, 0.3))], 0.004, BARK, 0.8
            )


def palm(easel: Easel, size: float = 1.0, colour: Colour = "4C8054") -> None:
    """A coconut palm: a leaning ringed stem and arching fronds."""
    if easel.set.design.season != Season.AUTUMN:
        colour = foliage(easel, colour)
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.16)
        lean = easel.between(-0.16, 0.16)
        height = easel.between(0.72, 0.9)
        stem = [(0.0, 0.0), (lean * 0.25, -height * 0.45), (lean, -height)]
        easel.line(stem, 0.026, "8A6B4C", curved=True)
        easel.line([(x + easel.side * 0.006, y) for x, y in stem], 0.007, "B08F68", 0.8, curved=True)
        easel.line([(-0.018, 0.004), (0.018, 0.004)], 0.03, "8A6B4C")
        for part in range(3, 17):
            t = part / 18
            x = lean * t**1.7
            easel.line([(x - 0.011, -height * t), (x + 0.011, -height * t + 0.004)], 0.003, "5E4632", 0.7)
        for nut in range(4):
            easel.oval(lean + 0.03 * math.cos(nut * 1.7), -height + 0.03 + 0.012 * (nut % 2), 0.018, 0.021, "7A5A36")
        for index in range(11):
            angle = math.pi * (-0.12 + 1.24 * index / 10)
            frond(
                easel, lean, -height, angle + easel.between(-0.1, 0.1), easel.between(0.26, 0.36), easel.about(colour)
            )


def frond(easel: Easel, x: float, y: float, angle: float, length: float, colour: Colour) -> None:
    """One feathered leaf from (x, y), at an angle from the right, that bends under its weight."""
    across, up = math.cos(angle), math.sin(angle)
    spine: list[Point] = []
    for step in range(9):
        t = step / 8
        spine.append(
            (x + across * length * t, y - up * length * t * 0.75 + length * (0.12 + 0.55 * abs(across)) * t * t)
        )
    upper: list[Point] = []
    lower: list[Point] = []
    for step, (px, py) in enumerate(spine):
        t = step / 8
        wide = length * 0.2 * math.sin(math.pi * min(1.0, t * 0.92 + 0.08)) ** 0.8
        nick = 0.55 if step % 2 else 1.0
        upper.append((px, py - wide * 0.28))
        lower.append((px + across * 0.02, py + wide * nick))
    easel.fill(polygon([*upper, *reversed(lower)]), colour, 0.55, upright=0.8)
    easel.line(spine, 0.004, vary(colour, lightness=0.08), 0.8)


def pine(easel: Easel, size: float = 1.0, colour: Colour = "2F5D50") -> None:
    """A fir: stacked skirts, snow on them when it lies."""
    tint = easel.about(colour)
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.16)
        easel.rect(-0.014, -0.14, 0.028, 0.145, BARK, 0.6)
        for tier in range(5):
            y = -0.08 - tier * 0.13
            wide = 0.19 * (1 - tier / 5.6)
            tips = 7
            hem = [(wide * (2 * i / tips - 1), y + (0.0 if i % 2 else 0.022)) for i in range(tips + 1)]
            easel.fill(polygon([(0, y - 0.22), *reversed(hem)]), vary(tint, lightness=0.012 * tier), 0.6, upright=0.4)
            if easel.set.snowy:
                cap = [(wide * 0.75 * (2 * i / tips - 1), y - 0.045 - (0.02 if i % 2 else 0)) for i in range(tips + 1)]
                easel.fill(polygon([(0, y - 0.22), *reversed(cap)]), "F2F6FA", 0.3)


def japanese_pine(easel: Easel, size: float = 1.0, colour: Colour = "355F4C") -> None:
    """A garden pine: a bent trunk and clouds of needles."""
    with easel.at(0, 0, size, mirrored=bool(easel.rng.integers(2))):
        easel.shadow(0.03, 0.004, 0.2)
        easel.line([(0, 0), (0.05, -0.14), (-0.03, -0.28), (0.05, -0.42), (0.03, -0.54)], 0.036, BARK, curved=True)
        easel.line([(0.02, -0.2), (0.16, -0.27), (0.26, -0.27)], 0.016, BARK, curved=True)
        easel.line([(-0.01, -0.3), (-0.14, -0.38), (-0.2, -0.38)], 0.014, BARK, curved=True)
        for x, y, wide in (
            (0.26, -0.3, 0.14),
            (-0.2, -0.42, 0.13),
            (0.12, -0.46, 0.13),
            (-0.06, -0.55, 0.12),
            (0.05, -0.63, 0.13),
        ):
            path = smooth(
                [
                    (x - wide, y + 0.02),
                    (x - wide * 0.7, y - 0.035),
                    (x - wide * 0.2, y - 0.06),
                    (x + wide * 0.4, y - 0.055),
                    (x + wide, y + 0.015),
                    (x + wide * 0.3, y + 0.035),
                    (x - wide * 0.5, y + 0.035),
                ],
                closed=True,
            )
            easel.fill(path, easel.about(colour, 0.02), 0.65, upright=0.9)
            for _ in range(12):
                nx, ny = x + easel.between(-0.8, 0.8) * wide, y + easel.between(-0.03, 0.01)
                easel.line([(nx, ny), (nx + easel.between(-0.012, 0.012), ny - 0.016)], 0.0025, vary(colour, 0.08), 0.6)


def cherry(easel: Easel, size: float = 1.0) -> None:
    """A cherry: in blossom, unless the season is another."""
    if leafless(easel):
        bare(easel, size)
        return
    season = easel.set.design.season
    bloom: Colour = "EFB4C2" if season in (None, Season.SPRING) else foliage(easel, "5E8A4A")
    if season == Season.AUTUMN:
        bloom = easel.any_of(("C8502E", "B5382E", "D97B3A"))
    with easel.at(0, 0, size, mirrored=bool(easel.rng.integers(2))):
        easel.shadow(0, 0.005, 0.26)
        easel.line([(0, 0), (0.02, -0.16), (-0.03, -0.3), (-0.14, -0.42)], 0.034, "54392F", curved=True)
        easel.line([(0.0, -0.2), (0.12, -0.33), (0.24, -0.4)], 0.02, "54392F", curved=True)
        easel.line([(-0.02, -0.28), (0.03, -0.45), (0.06, -0.55)], 0.016, "54392F", curved=True)
        for x, y, radius in (
            (-0.2, -0.46, 0.13),
            (0.27, -0.43, 0.13),
            (0.07, -0.52, 0.16),
            (-0.08, -0.57, 0.14),
            (0.18, -0.57, 0.13),
        ):
            crown(easel, x, y, radius, easel.about(bloom, 0.012), flat=0.75)


def cypress(easel: Easel, size: float = 1.0, colour: Colour = "3C5E45") -> None:
    """An Italian cypress, a flame of dark green."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.1)
        easel.rect(-0.01, -0.05, 0.02, 0.055, BARK)
        easel.fill(
            smooth(
                [
                    (0, -0.72),
                    (0.045, -0.5),
                    (0.07, -0.25),
                    (0.05, -0.06),
                    (0, -0.03),
                    (-0.05, -0.06),
                    (-0.07, -0.25),
                    (-0.045, -0.5),
                ],
                closed=True,
            ),
            easel.about(colour),
            0.75,
            upright=0.2,
        )


def acacia(easel: Easel, size: float = 1.0, colour: Colour = "6F7F3F") -> None:
    """A savanna acacia: a flat roof on forked limbs."""
    colour = foliage(easel, colour)
    with easel.at(0, 0, size):
        easel.shadow(0, 0.006, 0.36)
        for tip in (-0.24, -0.09, 0.1, 0.25):
            easel.line([(0, 0), (tip * 0.12, -0.16), (tip * 0.55, -0.3), (tip, -0.41)], 0.022, "5B4030", curved=True)
        for x, y, wide in ((-0.2, -0.42, 0.2), (0.2, -0.43, 0.22), (0, -0.47, 0.27)):
            path = smooth(
                [
                    (x - wide, y + 0.015),
                    (x - wide * 0.75, y - 0.035),
                    (x, y - 0.06),
                    (x + wide * 0.75, y - 0.035),
                    (x + wide, y + 0.015),
                    (x + wide * 0.4, y + 0.03),
                    (x - wide * 0.4, y + 0.03),
                ],
                closed=True,
            )
            easel.fill(path, easel.about(colour, 0.02), 0.65, upright=0.9)


def bare(easel: Easel, size: float = 1.0) -> None:
    """A tree without leaves."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.14)
        _branch(easel, 0.0, 0.0, -math.pi / 2, 0.24, 0.03, 5)


def _branch(easel: Easel, x: float, y: float, angle: float, length: float, width: float, left: int) -> None:
    tip = (x + math.cos(angle) * length, y + math.sin(angle) * length)
    easel.line([(x, y), tip], width, "5A463C")
    if left:
        for turn in (-0.45, 0.4):
            _branch(
                easel,
                *tip,
                angle + turn * easel.between(0.6, 1.3),
                length * easel.between(0.62, 0.78),
                width * 0.62,
                left - 1,
            )


def bamboo(easel: Easel, size: float = 1.0, colour: Colour = "6E9152") -> None:
    """A stand of bamboo."""
    with easel.at(0, 0, size):
        for _ in range(7):
            x, lean = easel.between(-0.14, 0.14), easel.between(-0.05, 0.05)
            tint = easel.about(colour)
            tall = easel.between(0.6, 0.95)
            easel.line([(x, 0), (x + lean, -tall)], 0.014, tint)
            for knot in range(1, 8):
                t = knot / 8
                easel.line(
                    [(x + lean * t - 0.006, -tall * t), (x + lean * t + 0.006, -tall * t)], 0.003, vary(tint, -0.1)
                )
                for _ in range(3):
                    easel.fill(
                        _leaf(
                            x + lean * t + easel.between(-0.06, 0.06),
                            -tall * t + easel.between(-0.02, 0.03),
                            0.04,
                            easel.between(0.1, 0.7) * (1 if easel.rng.random() < 0.5 else -1),
                        ),
                        tint,
                        0.4,
                    )


def banana(easel: Easel, size: float = 1.0, colour: Colour = "5E9A4E") -> None:
    """A banana plant."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.14)
        easel.line([(0, 0), (0.01, -0.26)], 0.036, "8A9A5A")
        for index in range(8):
            angle = math.pi * (0.08 + 0.84 * index / 7) + easel.between(-0.1, 0.1)
            across, up = math.cos(angle), math.sin(angle)
            length = easel.between(0.24, 0.36)
            tip = (across * length, -0.24 - up * length * 0.8 + abs(across) * 0.08)
            middle = (across * length * 0.55, -0.25 - up * length * 0.65)
            side = (up * 0.045, across * 0.045)
            easel.fill(
                smooth(
                    [
                        (0.0, -0.24),
                        (middle[0] - side[0], middle[1] - side[1]),
                        tip,
                        (middle[0] + side[0], middle[1] + side[1]),
                    ],
                    closed=True,
                ),
                easel.about(colour),
                0.6,
            )
            easel.line([(0, -0.24), middle, tip], 0.004, vary(colour, 0.12), 0.8, curved=True)


def broadleaf(easel: Easel, size: float = 1.0, colour: Colour = "3F7A50", flower: Colour | None = None) -> None:
    """A jungle plant: great split leaves on long stalks, a flame of a flower if a colour is given."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.004, 0.2)
        for index in range(9):
            angle = math.pi * (0.06 + 0.88 * index / 8) + easel.between(-0.08, 0.08)
            reach = easel.between(0.16, 0.27)
            tip = (math.cos(angle) * reach, -math.sin(angle) * reach)
            easel.line([(0, 0), (tip[0] * 0.4, tip[1] * 0.75), tip], 0.006, vary(colour, -0.06), curved=True)
            with easel.at(*tip):
                easel.canvas.rotate(math.degrees(math.pi / 2 - angle))
                _split_leaf(easel, easel.between(0.075, 0.11), easel.about(foliage(easel, colour), 0.03))
        if flower is not None:
            for index, lean in enumerate((-0.05, 0.03, 0.09)):
                easel.line([(0, 0), (lean, -0.2 - 0.03 * index)], 0.006, vary(colour, -0.04))
                for petal in range(4):
                    y = -0.2 - 0.03 * index - 0.018 * petal
                    side = 1 if petal % 2 else -1
                    easel.poly([(lean, y), (lean + side * 0.03, y - 0.03), (lean, y - 0.02)], flower, 0.5)


def _split_leaf(easel: Easel, size: float, colour: Colour) -> None:
    left, right = [], []
    for step in range(9):
        t = step / 8
        wide = size * 0.55 * math.sin(math.pi * min(1.0, 0.12 + t * 0.88)) * (0.72 if step % 2 else 1.0)
        y = size * 0.35 - size * 1.35 * t
        left.append((-wide, y))
        right.append((wide, y))
    easel.fill(polygon([*left, (0.0, -size * 1.08), *reversed(right)]), colour, 0.7)
    easel.line([(0, size * 0.3), (0, -size)], 0.004, vary(colour, 0.1), 0.8)


def bush(easel: Easel, size: float = 1.0, colour: Colour = LEAF, flowers: str | None = None) -> None:
    """A low bush, with flowers if a colour is given."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.002, 0.16)
        tint = easel.about(foliage(easel, colour))
        crown(easel, -0.06, -0.04, 0.07, vary(tint, -0.03), dabs=5)
        crown(easel, 0.06, -0.045, 0.075, vary(tint, -0.02), dabs=5)
        crown(easel, 0.0, -0.06, 0.085, tint, dabs=6)
        if flowers is not None:
            for _ in range(12):
                blossom(
                    easel, easel.between(-0.12, 0.12), easel.between(-0.13, -0.02), 0.011, easel.about(flowers, 0.02)
                )


def blossom(easel: Easel, x: float, y: float, radius: float, colour: Colour) -> None:
    """A small flower of five petals seen from the front."""
    path = skia.Path()
    for petal in range(5):
        angle = math.tau * petal / 5
        path.addCircle(x + math.cos(angle) * radius * 0.6, y + math.sin(angle) * radius * 0.6, radius * 0.55)
    easel.fill(path, colour, 0.3)
    easel.oval(x, y, radius * 0.3, radius * 0.3, "F2C14B", 0.2)


def grass(
    easel: Easel,
    y: float,
    count: int,
    tall: float,
    colour: Colour = "6B8F4E",
    left: float | None = None,
    right: float | None = None,
) -> None:
    """Tufts along a line, drawn as few shapes of many blades."""
    if easel.set.snowy:
        colour, count = mix(colour, SNOW, 0.55), count // 2
    low, high = (-easel.half if left is None else left), (easel.half if right is None else right)
    for shade in (-0.05, 0.0, 0.05):
        path = skia.Path()
        for _ in range(count // 3):
            x, foot = easel.between(low, high), y + easel.between(-0.5, 0.5) * tall
            blade = tall * easel.between(0.4, 1.0)
            lean = easel.between(-0.45, 0.45) * blade
            path.moveTo(x - blade * 0.06, foot)
            path.quadTo(x, foot - blade * 0.6, x + lean, foot - blade)
            path.quadTo(x + blade * 0.05, foot - blade * 0.5, x + blade * 0.07, foot)
            path.close()
        easel.fill(path, vary(colour, lightness=shade), 0.2)


def reeds(easel: Easel, x: float, y: float, tall: float, count: int = 14, colour: Colour = "5F7F4A") -> None:
    """A clump of reeds."""
    for _ in range(count):
        foot = x + easel.between(-0.1, 0.1)
        lean = easel.between(-0.08, 0.08)
        height = tall * easel.between(0.6, 1.0)
        easel.line(
            [(foot, y), (foot + lean * 0.4, y - height * 0.6), (foot + lean, y - height)],
            0.006,
            easel.about(colour),
            curved=True,
        )
        if easel.rng.random() < 0.35:
            easel.line([(foot + lean * 0.9, y - height * 0.93), (foot + lean, y - height - 0.03)], 0.013, "7A5636")


def leaves_hanging(
    easel: Easel, x: float, y: float, reach: float, count: int, colour: Colour = "355A3E", side: float = 1.0
) -> None:
    """A leafy twig that hangs into the frame from (x, y): for front planes."""
    for twig, (across, down) in enumerate(((1.0, 0.34), (0.72, 0.62), (0.42, 0.85))):
        tip = (x + side * reach * across, y + reach * down)
        bend = (x + side * reach * across * 0.55, y + reach * down * 0.22)
        easel.line([(x, y), bend, tip], 0.008, mix(BARK, colour, 0.4), curved=True)
        path = skia.Path()
        leaves = max(6, count // 3)
        for index in range(leaves):
            t = (index + 1.5) / (leaves + 1)
            px = x + (bend[0] - x) * 2 * t * (1 - t) + (tip[0] - x) * t * t
            py = y + (bend[1] - y) * 2 * t * (1 - t) + (tip[1] - y) * t * t
            size = easel.between(0.04, 0.062) * (1.15 - 0.4 * t)
            droop = 1.0 if index % 2 else -0.15
            path.addPath(
                _leaf(
                    px + side * 0.01,
                    py + 0.012 * (1 if index % 2 else -1),
                    size,
                    (0.5 + droop) * side if side > 0 else 3.14 - (0.5 + droop),
                )
            )
        easel.fill(path, vary(colour, lightness=0.025 * twig), 0.7)


def jacaranda(easel: Easel, size: float = 1.0) -> None:
    """A jacaranda: violet in spring and where the script names no season."""
    round_tree(easel, size, "9C86C8" if in_blossom(easel.set) else LEAF)


Tree = Callable[[Easel, float], None]

TREES: dict[str, Tree] = {
    "round": round_tree,
    "banyan": banyan,
    "palm": palm,
    "pine": pine,
    "japanese pine": japanese_pine,
    "cherry": cherry,
    "jacaranda": jacaranda,
    "cypress": cypress,
    "acacia": acacia,
    "bare": bare,
    "bamboo": bamboo,
    "banana": banana,
}
"""What a culture pack may name as `tree`."""
