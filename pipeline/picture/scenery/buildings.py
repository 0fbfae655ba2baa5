"""Things that people built: shrines and houses of every culture here, arches, walls, lamps. Foot at (0, 0)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery.easel import Easel, Point, box, polygon, smooth

WINDOW_LIGHT = "FFCB7A"


def arch_path(x: float, y: float, width: float, height: float, kind: str = "round") -> skia.Path:
    """A doorway standing on (x, y) by its middle: round, pointed, ogee (onion), cusped, square, or a full moon."""
    half = width / 2
    if kind == "moon":
        return skia.Path.Circle(x, y - height / 2, min(width, height) / 2)
    spring = y - height + half * (1.0 if kind == "round" else 1.25)
    path = skia.Path()
    path.moveTo(x - half, y)
    path.lineTo(x - half, spring)
    top = y - height
    match kind:
        case "round":
            path.arcTo(skia.Rect.MakeLTRB(x - half, top, x + half, top + width), 180, 180, False)
        case "pointed":
            path.quadTo(x - half, top + half * 0.35, x, top)
            path.quadTo(x + half, top + half * 0.35, x + half, spring)
        case "ogee":
            path.cubicTo(x - half, spring - half * 0.7, x - half * 0.25, spring - half * 0.75, x, top)
            path.cubicTo(x + half * 0.25, spring - half * 0.75, x + half, spring - half * 0.7, x + half, spring)
        case "cusped":
            cusps = 7
            rise = spring - top
            for index in range(1, cusps + 1):
                before, after = math.pi * (1 - (index - 1) / cusps), math.pi * (1 - index / cusps)
                middle = (before + after) / 2
                path.quadTo(
                    x + math.cos(middle) * half * 1.18,
                    spring - math.sin(middle) * rise * 1.18,
                    x + math.cos(after) * half,
                    spring - math.sin(after) * rise,
                )
        case _:
            path.lineTo(x - half, top)
            path.lineTo(x + half, top)
    path.lineTo(x + half, y)
    path.close()
    return path


def opening(
    easel: Easel,
    x: float,
    y: float,
    width: float,
    height: float,
    kind: str = "round",
    *,
    frame: Colour | None = None,
    lamp: bool = False,
) -> None:
    """A door or niche: a frame, the dark within, and a warm light in it when lamps burn."""
    if frame is not None:
        easel.fill(arch_path(x, y, width * 1.25, height * 1.1, kind), frame, 0.45)
    hole = arch_path(x, y, width, height, kind)
    inside = mix(easel.shade("5A4438", 0.85), easel.light.palette.shade, 0.3)
    easel.flat(hole, inside)
    if lamp or easel.set.lamps_on:
        with easel.clipped(hole):
            warm = mix(WINDOW_LIGHT, easel.light.palette.accent, 0.2)
            easel.pool(x, y - height * 0.35, max(width, height) * 0.75, warm, 0.85 if easel.set.lamps_on else 0.5)


def pane(
    easel: Easel,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    on: bool | None = None,
    bars: tuple[int, int] = (1, 1),
    kind: str = "square",
    frame: Colour = "7A5B44",
) -> None:
    """A window by its upper left corner, from outside: lit when lamps burn (or as told)."""
    shining = easel.set.lamps_on and easel.rng.random() < 0.7 if on is None else on
    middle, foot = x + width / 2, y + height
    easel.fill(arch_path(middle, foot + height * 0.04, width * 1.18, height * 1.1, kind), frame, 0.4)
    glass = arch_path(middle, foot, width, height, kind)
    if shining:
        easel.flat(glass, mix(WINDOW_LIGHT, easel.light.palette.light, 0.15))
        with easel.clipped(glass):
            easel.pool(middle, foot, height, mix("FF9E4A", WINDOW_LIGHT, 0.3), 0.5)
        easel.pool(middle, y + height / 2, height * 1.6, mix(WINDOW_LIGHT, "FFB050", 0.5), 0.22)
    else:
        sky = mix(easel.shade("6D8796", 0.55), easel.light.palette.sky_low, 0.25)
        easel.flat(glass, sky)
        with easel.clipped(glass):
            easel.flat(
                polygon([(x, foot), (x + width * 0.6, y), (x + width, y), (x + width * 0.4, foot)]),
                easel.light_on(sky),
                0.25,
            )
    for bar in range(1, bars[0] + 1):
        bx = x + width * bar / (bars[0] + 1)
        easel.line([(bx, y), (bx, foot)], width * 0.05, frame)
    for bar in range(1, bars[1] + 1):
        by = y + height * bar / (bars[1] + 1)
        easel.line([(x, by), (x + width, by)], width * 0.05, frame)


def frieze(easel: Easel, x: float, y: float, width: float, height: float, colour: Colour, kind: str = "lotus") -> None:
    """A band of ornament: lotus petals, diamonds, keys, dots or zigzag, cut from paper."""
    count = max(3, round(width / (height * 1.1)))
    step = width / count
    path = skia.Path()
    for index in range(count):
        left, middle = x + index * step, x + (index + 0.5) * step
        match kind:
            case "lotus":
                path.addPath(
                    smooth(
                        [
                            (left + step * 0.08, y + height),
                            (left + step * 0.2, y + height * 0.35),
                            (middle, y),
                            (left + step * 0.8, y + height * 0.35),
                            (left + step * 0.92, y + height),
                        ],
                        closed=True,
                    )
                )
            case "diamond":
                path.addPath(
                    polygon([(left, y + height / 2), (middle, y), (left + step, y + height / 2), (middle, y + height)])
                )
            case "zigzag":
                path.addPath(
                    polygon(
                        [
                            (left, y + height),
                            (middle, y),
                            (left + step, y + height),
                            (left + step * 0.7, y + height),
                            (middle, y + height * 0.5),
                            (left + step * 0.3, y + height),
                        ]
                    )
                )
            case "key":
                path.addPath(box(left + step * 0.1, y, step * 0.8, height * 0.25))
                path.addPath(box(left + step * 0.1, y, step * 0.2, height))
                path.addPath(box(left + step * 0.45, y + height * 0.5, step * 0.45, height * 0.25))
            case _:
                path.addCircle(middle, y + height / 2, height * 0.32)
    easel.fill(path, colour, 0.35)


def lattice(easel: Easel, area: skia.Path, step: float, colour: Colour, alpha: float = 0.8) -> None:
    """A jali: a net of diamonds over an area."""
    bounds = area.getBounds()
    with easel.clipped(area):
        reach = bounds.width() + bounds.height()
        offset = -bounds.height()
        while offset < reach:
            easel.line(
                [(bounds.left() + offset, bounds.top()), (bounds.left() + offset + bounds.height(), bounds.bottom())],
                step * 0.16,
                colour,
                alpha,
            )
            easel.line(
                [(bounds.left() + offset + bounds.height(), bounds.top()), (bounds.left() + offset, bounds.bottom())],
                step * 0.16,
                colour,
                alpha,
            )
            offset += step


def steps(
    easel: Easel, x: float, y: float, width: float, count: int, rise: float, colour: Colour, *, splay: float = 0.03
) -> None:
    """A flight of steps seen from the front, its top at (x, y)."""
    for index in range(count):
        wide = width + splay * 2 * index
        top = y + rise * index
        easel.rect(x - wide / 2, top, wide, rise * 0.45, vary(colour, 0.05), 0.2)
        easel.rect(x - wide / 2, top + rise * 0.42, wide, rise * 0.62, vary(colour, -0.04), 0.35)


def kalasha(easel: Easel, x: float, y: float, size: float, colour: Colour = "D9A441") -> None:
    """The pot finial of an Indian spire."""
    easel.oval(x, y - size * 0.35, size * 0.4, size * 0.32, colour, 0.8)
    easel.oval(x, y - size * 0.72, size * 0.22, size * 0.14, colour, 0.8)
    easel.poly(
        [(x - size * 0.12, y - size * 0.8), (x, y - size * 1.35), (x + size * 0.12, y - size * 0.8)], colour, 0.6
    )


def pennant(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A flag on a pole."""
    easel.line([(x, y), (x, y - size)], size * 0.035, "8A6A46")
    easel.fill(
        smooth(
            [
                (x, y - size),
                (x + size * 0.3, y - size * 0.93),
                (x + size * 0.62, y - size * 0.86),
                (x + size * 0.3, y - size * 0.76),
                (x, y - size * 0.62),
            ],
            closed=True,
        ),
        colour,
        0.5,
    )


def shikhara(
    easel: Easel, size: float = 1.0, stone: Colour = "C99A72", gold: Colour = "D9A441", flag: Colour = "F28C28"
) -> None:
    """A north Indian temple: curved tower with ribs, hall before it, porch, plinth with steps."""
    with easel.at(0, 0, size):
        easel.rect(-0.52, -0.055, 1.04, 0.06, vary(stone, -0.06), 0.4)
        easel.rect(-0.48, -0.1, 0.96, 0.05, stone, 0.4)
        frieze(easel, -0.48, -0.098, 0.96, 0.03, vary(stone, 0.07), "lotus")
        for x, scale in ((-0.3, 0.42), (0.3, 0.42), (-0.19, 0.62), (0.19, 0.62), (0.0, 1.0)):
            _tower(easel, x, -0.1, 0.25 * scale + 0.06, 0.92 * scale + 0.06, vary(stone, 0.02 * scale - 0.02), gold)
        easel.rect(-0.36, -0.29, 0.72, 0.2, vary(stone, 0.02), 0.5)
        frieze(easel, -0.36, -0.3, 0.72, 0.025, gold, "lotus")
        easel.poly([(-0.39, -0.29), (-0.33, -0.345), (0.33, -0.345), (0.39, -0.29)], vary(stone, -0.05), 0.4)
        for x in (-0.29, -0.2, 0.2, 0.29):
            opening(easel, x, -0.1, 0.055, 0.13, "cusped", frame=vary(stone, 0.08))
        easel.poly([(-0.15, -0.28), (0, -0.39), (0.15, -0.28)], stone, 0.5)
        frieze(easel, -0.14, -0.293, 0.28, 0.022, gold, "dot")
        opening(easel, 0, -0.1, 0.13, 0.175, "cusped", frame=vary(stone, 0.1), lamp=True)
        for x in (-0.12, 0.12):
            easel.rect(x - 0.014, -0.28, 0.028, 0.18, vary(stone, 0.05), 0.8)
            easel.rect(x - 0.021, -0.285, 0.042, 0.016, gold, 0.5)
        steps(easel, 0, -0.1, 0.2, 5, 0.024, vary(stone, 0.02))
        pennant(easel, 0.0, -1.13, 0.2, flag)


def _tower(easel: Easel, x: float, y: float, width: float, height: float, stone: Colour, gold: Colour) -> None:
    half = width / 2

    def edge(t: float) -> float:
        return half * (1 - 0.72 * math.pow(t, 2.1))

    left = [(x - edge(i / 12), y - height * i / 12) for i in range(13)]
    right = [(x + edge(i / 12), y - height * i / 12) for i in range(12, -1, -1)]
    body = polygon([*left, *right])
    easel.fill(body, stone, 0.85, upright=0.2)
    with easel.clipped(body):
        for row in range(1, 15):
            t = row / 15
            easel.line(
                [(x - half, y - height * t), (x + half, y - height * t)], height * 0.012, vary(stone, -0.07), 0.55
            )
        for rib in (-0.62, -0.28, 0.28, 0.62):
            easel.line(
                [(x + rib * edge(i / 12), y - height * i / 12) for i in range(13)], width * 0.05, vary(stone, 0.06), 0.6
            )
    easel.oval(x, y - height, half * 0.42, half * 0.2, vary(stone, 0.05), 0.6)
    kalasha(easel, x, y - height - half * 0.12, half * 0.42, gold)


def gopuram(
    easel: Easel, size: float = 1.0, stone: Colour = "C98A5E", colours: Sequence[str] = ("D7263D", "F2B705", "0F6E7C")
) -> None:
    """A south Indian gate tower: diminishing storeys crowded with figures, barrel roof with finials."""
    with easel.at(0, 0, size):
        easel.rect(-0.46, -0.3, 0.92, 0.305, vary("B98E6C", -0.01), 0.5)
        for index in range(9):
            x = -0.44 + index * 0.11
            easel.rect(x - 0.014, -0.29, 0.028, 0.28, vary("B98E6C", 0.06), 0.7)
        frieze(easel, -0.46, -0.31, 0.92, 0.03, colours[1], "lotus")
        opening(easel, 0, 0.005, 0.19, 0.27, "square", frame=vary("B98E6C", 0.08), lamp=True)
        tiers = 6
        y = -0.31
        for tier in range(tiers):
            part = tier / tiers
            wide, tall = 0.82 * (1 - 0.55 * part), 0.145 * (1 - 0.35 * part)
            next_wide = 0.82 * (1 - 0.55 * (part + 1 / tiers))
            tint = vary(stone, lightness=0.02 * (tier % 2))
            easel.poly(
                [(-wide / 2, y), (-next_wide / 2 - 0.01, y - tall), (next_wide / 2 + 0.01, y - tall), (wide / 2, y)],
                tint,
                0.6,
            )
            easel.rect(
                -wide / 2 - 0.012,
                y - 0.016,
                wide + 0.024,
                0.02,
                vary(colours[tier % len(colours)], -0.04, 0.75),
                0.4,
                0.006,
            )
            figures = 11 - tier
            for index in range(figures):
                fx = (index + 0.5) / figures * wide * 0.92 - wide * 0.46
                if abs(fx) < wide * 0.09:
                    continue
                dye = vary(colours[(index + tier) % len(colours)], 0.04, 0.62)
                height = tall * 0.62
                fx *= 1 - 0.04 * (tier + 1)
                easel.oval(fx, y - 0.016 - height * 0.82, height * 0.15, height * 0.17, "E3B88C", 0.5)
                easel.fill(
                    smooth(
                        [
                            (fx - height * 0.24, y - 0.016),
                            (fx - height * 0.2, y - 0.016 - height * 0.62),
                            (fx + height * 0.2, y - 0.016 - height * 0.62),
                            (fx + height * 0.24, y - 0.016),
                        ],
                        closed=True,
                    ),
                    dye,
                    0.5,
                )
            opening(easel, 0, y - 0.016, wide * 0.12, tall * 0.7, "ogee", frame=vary(stone, 0.09))
            y -= tall
        wide = 0.82 * (1 - 0.55)
        easel.fill(
            smooth(
                [
                    (-wide / 2, y),
                    (-wide * 0.56, y - 0.06),
                    (-wide * 0.42, y - 0.125),
                    (0, y - 0.14),
                    (wide * 0.42, y - 0.125),
                    (wide * 0.56, y - 0.06),
                    (wide / 2, y),
                ],
                closed=True,
            ),
            vary(stone, -0.02),
            0.7,
        )
        frieze(easel, -wide * 0.46, y - 0.03, wide * 0.92, 0.028, colours[1], "lotus")
        for index in range(5):
            kalasha(easel, -wide * 0.36 + index * wide * 0.18, y - 0.13, 0.042)


def rect_wall(easel: Easel, half: float, height: float, stone: Colour = "B98E6C") -> None:
    """A compound wall from edge to edge, in painted stripes of red and white as the south has it."""
    easel.rect(-half - 0.05, -height, half * 2 + 0.1, height + 0.01, stone, 0.3)
    count = int(half * 2 / 0.05)
    for index in range(count):
        if index % 2:
            easel.rect(-half + index * half * 2 / count, -height * 0.75, half * 2 / count, height * 0.78, "E9D8BC", 0.2)
        else:
            easel.rect(-half + index * half * 2 / count, -height * 0.75, half * 2 / count, height * 0.78, "B5523C", 0.2)
    easel.rect(-half - 0.05, -height - 0.015, half * 2 + 0.1, 0.03, vary(stone, 0.05), 0.3)


def dome(
    easel: Easel,
    x: float,
    y: float,
    radius: float,
    colour: Colour,
    *,
    onion: bool = True,
    finial: Colour = "D9A441",
    ribs: int = 0,
) -> None:
    """A dome on its drum, onion-shaped or round."""
    bulge, tall = (1.12, 1.5) if onion else (1.0, 0.95)
    path = smooth(
        [
            (x - radius * 0.86, y),
            (x - radius * bulge, y - radius * tall * 0.3),
            (x - radius * 0.8, y - radius * tall * 0.66),
            (x - radius * 0.25, y - radius * tall * 0.93),
            (x, y - radius * tall * 1.08),
            (x + radius * 0.25, y - radius * tall * 0.93),
            (x + radius * 0.8, y - radius * tall * 0.66),
            (x + radius * bulge, y - radius * tall * 0.3),
            (x + radius * 0.86, y),
        ],
        closed=True,
    )
    easel.fill(path, colour, 0.9, upright=0.3)
    with easel.clipped(path):
        for rib in range(ribs):
            part = (rib + 0.5) / ribs * 2 - 1
            easel.line(
                [
                    (x + part * radius * 0.8, y),
                    (x + part * radius * 1.15, y - radius * tall * 0.35),
                    (x, y - radius * tall * 1.08),
                ],
                radius * 0.03,
                vary(colour, -0.06),
                0.6,
                curved=True,
            )
    easel.rect(x - radius * 0.9, y - radius * 0.06, radius * 1.8, radius * 0.12, vary(colour, 0.06), 0.4)
    easel.line([(x, y - radius * tall), (x, y - radius * (tall + 0.45))], radius * 0.05, finial)
    easel.oval(x, y - radius * (tall + 0.18), radius * 0.08, radius * 0.08, finial, 0.8)


def minaret(easel: Easel, x: float, height: float, colour: Colour, cap: Colour) -> None:
    """A slim tower with two galleries."""
    easel.poly([(x - 0.04, 0), (x - 0.028, -height), (x + 0.028, -height), (x + 0.04, 0)], colour, 0.85)
    for part in (0.55, 0.98):
        easel.rect(x - 0.05, -height * part - 0.02, 0.1, 0.024, vary(colour, 0.06), 0.5, 0.006)
        frieze(easel, x - 0.044, -height * part - 0.016, 0.088, 0.016, cap, "diamond")
    easel.rect(x - 0.022, -height - 0.07, 0.044, 0.06, colour, 0.8)
    dome(easel, x, -height - 0.065, 0.034, cap)


def mosque_front(easel: Easel, size: float = 1.0, stone: Colour = "E6D3B3", tile: Colour = "2BA6A4") -> None:
    """A mosque: great portal, domes, two minarets."""
    with easel.at(0, 0, size):
        minaret(easel, -0.56, 0.92, stone, tile)
        minaret(easel, 0.56, 0.92, stone, tile)
        easel.rect(-0.17, -0.52, 0.34, 0.2, vary(stone, -0.02), 0.5)
        dome(easel, 0, -0.5, 0.2, tile, ribs=7)
        for x in (-0.33, 0.33):
            easel.rect(x - 0.1, -0.37, 0.2, 0.1, stone, 0.5)
            dome(easel, x, -0.36, 0.105, tile, ribs=5)
        easel.rect(-0.5, -0.34, 1.0, 0.345, stone, 0.5)
        frieze(easel, -0.5, -0.34, 1.0, 0.03, tile, "diamond")
        for x in (-0.41, -0.29, 0.29, 0.41):
            opening(easel, x, 0, 0.075, 0.22, "ogee", frame=vary(stone, 0.05))
        easel.rect(-0.2, -0.46, 0.4, 0.465, vary(stone, 0.03), 0.4)
        easel.fill(arch_path(0, 0, 0.33, 0.42, "ogee"), tile, 0.5)
        frieze(easel, -0.19, -0.455, 0.38, 0.03, "274B9F", "diamond")
        opening(easel, 0, 0, 0.23, 0.34, "ogee", frame=stone, lamp=True)
        steps(easel, 0, 0, 0.44, 2, 0.02, stone)


def church_front(
    easel: Easel, size: float = 1.0, stone: Colour = "BDB09C", roof: Colour = "6B5A58", *, white: bool = False
) -> None:
    """A church: nave with a rose window, bell tower with a spire."""
    stone = "EDE7DA" if white else stone
    with easel.at(0, 0, size):
        easel.rect(-0.06, -0.4, 0.5, 0.405, stone, 0.5)
        easel.poly([(-0.1, -0.4), (0.19, -0.66), (0.48, -0.4)], roof, 0.6)
        easel.poly([(-0.02, -0.4), (0.19, -0.6), (0.4, -0.4)], vary(stone, 0.03), 0.5)
        easel.rect(-0.28, -0.7, 0.24, 0.705, vary(stone, -0.02), 0.7)
        easel.poly([(-0.31, -0.7), (-0.16, -1.15), (-0.01, -0.7)], roof, 0.8)
        easel.line([(-0.16, -1.14), (-0.16, -1.26)], 0.01, "D9A441")
        easel.line([(-0.195, -1.21), (-0.125, -1.21)], 0.01, "D9A441")
        pane(easel, -0.2, -0.63, 0.08, 0.12, kind="pointed", bars=(1, 0))
        pane(easel, -0.19, -0.36, 0.06, 0.15, kind="pointed", bars=(0, 0))
        rose(easel, 0.19, -0.43, 0.075)
        for x in (0.02, 0.36):
            pane(easel, x - 0.03, -0.28, 0.06, 0.17, kind="pointed", bars=(1, 1))
        opening(easel, 0.19, 0, 0.12, 0.24, "pointed", frame=vary(stone, 0.07), lamp=True)
        steps(easel, 0.19, 0, 0.22, 2, 0.02, stone)


def rose(easel: Easel, x: float, y: float, radius: float) -> None:
    """A rose window; coloured light at night."""
    easel.oval(x, y, radius * 1.15, radius * 1.15, "8A7F70", 0.5)
    shine = 0.12 if easel.set.lamps_on else 0.0
    for ring, count in ((0.72, 10), (0.38, 6)):
        for index in range(count):
            angle = math.tau * index / count
            colour = ("9B3046", "2F5C8C", "C9953A", "3C7A62")[index % 4]
            easel.oval(
                x + math.cos(angle) * radius * ring,
                y + math.sin(angle) * radius * ring,
                radius * 0.2,
                radius * 0.2,
                vary(colour, shine),
                0.2,
            )
    easel.oval(x, y, radius * 0.18, radius * 0.18, vary("E8B84A", shine), 0.2)


def gurdwara_front(easel: Easel, size: float = 1.0) -> None:
    """A gurdwara: white marble, golden domes, the Nishan Sahib flag."""
    white, gold = "F3ECE0", "D9A32F"
    with easel.at(0, 0, size):
        easel.line([(0.62, 0), (0.62, -1.05)], 0.016, "E79A2E")
        easel.fill(
            smooth([(0.62, -1.04), (0.74, -0.99), (0.84, -0.95), (0.72, -0.92), (0.62, -0.9)], closed=True),
            "F28C28",
            0.5,
        )
        easel.rect(-0.46, -0.3, 0.92, 0.305, white, 0.5)
        for index in range(7):
            x = -0.39 + index * 0.13
            if index != 3:
                opening(easel, x, 0, 0.08, 0.2, "cusped", frame=vary(white, -0.05))
        frieze(easel, -0.46, -0.32, 0.92, 0.03, gold, "lotus")
        easel.rect(-0.3, -0.52, 0.6, 0.21, gold, 0.7)
        for index in range(5):
            opening(easel, -0.22 + index * 0.11, -0.32, 0.06, 0.14, "cusped", frame=vary(gold, 0.07))
        frieze(easel, -0.3, -0.54, 0.6, 0.028, vary(gold, 0.08), "lotus")
        dome(easel, 0, -0.53, 0.17, gold, ribs=9)
        for x in (-0.27, 0.27):
            dome(easel, x, -0.53, 0.06, gold, ribs=5)
        for x in (-0.42, 0.42):
            dome(easel, x, -0.31, 0.07, white, ribs=5)
        opening(easel, 0, 0, 0.15, 0.26, "cusped", frame=gold, lamp=True)
        steps(easel, 0, 0, 0.34, 2, 0.02, white)


def eaves(
    easel: Easel,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour,
    *,
    lift: float = 0.35,
    ridge: float = 0.5,
) -> None:
    """An East Asian roof: its corners swept up. (x, y) is the middle of its lower edge."""
    half = width / 2
    path = skia.Path()
    path.moveTo(x - half, y - height * lift)
    path.quadTo(x - half * 0.55, y + height * 0.12, x, y + height * 0.05)
    path.quadTo(x + half * 0.55, y + height * 0.12, x + half, y - height * lift)
    path.quadTo(x + half * ridge * 1.15, y - height * 0.35, x + half * ridge, y - height)
    path.lineTo(x - half * ridge, y - height)
    path.quadTo(x - half * ridge * 1.15, y - height * 0.35, x - half, y - height * lift)
    path.close()
    easel.fill(path, colour, 0.7, upright=0.85)
    easel.snowed(path)
    with easel.clipped(path):
        count = max(8, int(width / 0.03))
        for index in range(count + 1):
            part = index / count * 2 - 1
            easel.line(
                [
                    (x + part * half * ridge, y - height),
                    (x + part * half * 0.78, y - height * 0.3),
                    (x + part * half, y + height * 0.1),
                ],
                0.004,
                vary(colour, -0.06),
                0.6,
                curved=True,
            )
    easel.line(
        [(x - half * ridge - 0.01, y - height), (x + half * ridge + 0.01, y - height)],
        height * 0.14,
        vary(colour, 0.06),
    )


def pagoda(easel: Easel, size: float = 1.0, tiers: int = 4, wood: Colour = "A8423A", roof: Colour = "3E4A56") -> None:
    """A pagoda of several roofs."""
    with easel.at(0, 0, size):
        easel.rect(-0.3, -0.06, 0.6, 0.065, "A79C8C", 0.4)
        y = -0.06
        for tier in range(tiers):
            wide = 0.44 * (1 - 0.15 * tier)
            tall = 0.17 * (1 - 0.08 * tier)
            easel.rect(-wide / 2, y - tall, wide, tall + 0.005, wood if tier % 2 == 0 else vary(wood, 0.02), 0.6)
            for post in range(5):
                px = -wide / 2 + wide * post / 4
                easel.rect(px - 0.008, y - tall, 0.016, tall, vary(wood, -0.06), 0.7)
            if tier == 0:
                opening(easel, 0, y, 0.1, 0.13, "square", frame=vary(wood, 0.08), lamp=True)
            else:
                pane(easel, -0.05, y - tall * 0.75, 0.1, tall * 0.5, bars=(3, 0), frame=vary(wood, -0.08))
            eaves(easel, 0, y - tall, wide * 1.65, 0.095, roof, ridge=0.52)
            y -= tall + 0.065
        easel.line([(0, y - 0.02), (0, y - 0.22)], 0.012, "C9A24B")
        for ring in range(4):
            easel.oval(0, y - 0.06 - ring * 0.035, 0.03 - ring * 0.004, 0.008, "C9A24B", 0.6)
        steps(easel, 0, -0.06, 0.16, 3, 0.022, "A79C8C")


def torii(easel: Easel, size: float = 1.0, red: Colour = "C73E3A") -> None:
    """A shrine gate."""
    with easel.at(0, 0, size):
        for x in (-0.24, 0.24):
            easel.shadow(x, 0.004, 0.08)
            easel.poly([(x - 0.026, 0), (x * 0.96 - 0.022, -0.52), (x * 0.96 + 0.022, -0.52), (x + 0.026, 0)], red, 0.9)
            easel.rect(x - 0.034, -0.05, 0.068, 0.055, "3B3436", 0.6, 0.006)
        easel.rect(-0.29, -0.44, 0.58, 0.036, red, 0.6)
        easel.rect(-0.025, -0.51, 0.05, 0.075, "3B3436", 0.5)
        easel.fill(
            smooth(
                [
                    (-0.4, -0.585),
                    (-0.2, -0.56),
                    (0, -0.553),
                    (0.2, -0.56),
                    (0.4, -0.585),
                    (0.385, -0.53),
                    (0.2, -0.512),
                    (0, -0.508),
                    (-0.2, -0.512),
                    (-0.385, -0.53),
                ],
                closed=True,
            ),
            red,
            0.6,
            upright=0.9,
        )
        easel.fill(
            smooth(
                [
                    (-0.42, -0.62),
                    (-0.2, -0.592),
                    (0, -0.585),
                    (0.2, -0.592),
                    (0.42, -0.62),
                    (0.4, -0.583),
                    (0.2, -0.56),
                    (0, -0.553),
                    (-0.2, -0.56),
                    (-0.4, -0.583),
                ],
                closed=True,
            ),
            "3B3A40",
            0.6,
        )


def hall(
    easel: Easel,
    size: float = 1.0,
    wood: Colour = "8C4A3A",
    roof: Colour = "46525C",
    wall: Colour = "EFE4CE",
    beam: Colour | None = None,
) -> None:
    """An East Asian hall on a platform; its beam is painted if a colour is given."""
    with easel.at(0, 0, size):
        easel.rect(-0.5, -0.07, 1.0, 0.075, "A79C8C", 0.4)
        easel.rect(-0.42, -0.3, 0.84, 0.235, wall, 0.4)
        for post in range(7):
            px = -0.42 + 0.14 * post
            easel.rect(px - 0.013, -0.3, 0.026, 0.23, wood, 0.8)
        for bay in (0, 1, 4, 5):
            pane(easel, -0.4 + 0.14 * bay, -0.25, 0.1, 0.12, bars=(3, 2), frame=wood)
        opening(easel, 0, -0.07, 0.2, 0.17, "square", frame=wood, lamp=True)
        easel.rect(-0.44, -0.325, 0.88, 0.03, vary(wood, 0.04), 0.4)
        if beam is not None:
            easel.rect(-0.44, -0.3, 0.88, 0.035, beam, 0.4)
            frieze(easel, -0.43, -0.297, 0.86, 0.026, "E3B23C", "dot")
        eaves(easel, 0, -0.3, 1.2, 0.2, roof, ridge=0.55)
        steps(easel, 0, -0.07, 0.24, 3, 0.024, "A79C8C")


def stupa(easel: Easel, size: float = 1.0, white: Colour = "EFE9DC") -> None:
    """A stupa with its eyes of the compass left out: dome, square, spire, prayer flags."""
    with easel.at(0, 0, size):
        easel.rect(-0.42, -0.07, 0.84, 0.075, vary(white, -0.05), 0.4)
        easel.rect(-0.35, -0.13, 0.7, 0.065, white, 0.4)
        dome(easel, 0, -0.13, 0.28, white, onion=False)
        easel.rect(-0.08, -0.5, 0.16, 0.11, "E8C46A", 0.6)
        easel.poly([(-0.075, -0.5), (0, -0.82), (0.075, -0.5)], "D9A32F", 0.7)
        for ring in range(6):
            y = -0.53 - ring * 0.04
            easel.line([(-0.06 + ring * 0.009, y), (0.06 - ring * 0.009, y)], 0.006, "A87420")
        for corner in (-0.75, 0.75):
            flags(easel, (0, -0.82), (corner, -0.06), ("3F6FA8", "EFE9DC", "C8443F", "4E8A5A", "E3B23C"))


def flags(easel: Easel, start: Point, end: Point, colours: Sequence[str], size: float = 0.034) -> None:
    """A string of small flags hanging between two points."""
    count = max(4, int(math.dist(start, end) / (size * 1.35)))
    sag = math.dist(start, end) * 0.09
    previous = start
    for index in range(1, count + 1):
        t = index / count
        point = (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + sag * math.sin(math.pi * t))
        easel.line([previous, point], 0.003, "6B5A4A")
        if index < count:
            easel.poly(
                [
                    (previous[0], previous[1]),
                    (point[0] - size * 0.15, point[1]),
                    (point[0] - size * 0.2, point[1] + size),
                    (previous[0], previous[1] + size),
                ],
                colours[index % len(colours)],
                0.3,
            )
        previous = point


def lantern_string(easel: Easel, start: Point, end: Point, colour: Colour, count: int = 7, size: float = 0.022) -> None:
    """Paper lanterns or bulbs on a line; they shine when lamps burn."""
    sag = math.dist(start, end) * 0.1
    points = [
        (
            start[0] + (end[0] - start[0]) * i / 20,
            start[1] + (end[1] - start[1]) * i / 20 + sag * math.sin(math.pi * i / 20),
        )
        for i in range(21)
    ]
    easel.line(points, 0.003, "5A4A40", curved=True)
    for index in range(count):
        t = (index + 0.5) / count
        x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + sag * math.sin(math.pi * t)
        easel.oval(x, y + size, size * 0.85, size, vary(colour, 0.12) if easel.set.lamps_on else colour, 0.5)
        easel.rect(x - size * 0.4, y - size * 0.1, size * 0.8, size * 0.2, "5A4030", 0.4)
        if easel.set.lamps_on:
            easel.pool(x, y + size, size * 3.2, mix(colour, "FFC46B", 0.6), 0.5, over=True)


def tiles(easel: Easel, area: skia.Path, colour: Colour, step: float = 0.022) -> None:
    """Rows of roof tiles over an area."""
    bounds = area.getBounds()
    path = skia.Path()
    y, row = bounds.top(), 0
    while y < bounds.bottom() + step:
        x = bounds.left() - step * (row % 2) / 2
        while x < bounds.right() + step:
            path.moveTo(x, y)
            path.quadTo(x + step / 2, y + step * 0.75, x + step, y)
            x += step
        y += step * 0.62
        row += 1
    with easel.clipped(area):
        easel.stroke(path, 0.0026, easel.seen(colour), 0.65)
    easel.snowed(area)


def shopfront(easel: Easel, x: float, y: float, width: float, colour: Colour) -> None:
    """A shop: lit window, door, striped awning."""
    left = x - width / 2
    easel.rect(left, y - 0.27, width, 0.275, vary(colour, -0.1), 0.4)
    pane(
        easel,
        left + width * 0.06,
        y - 0.2,
        width * 0.52,
        0.155,
        on=easel.set.lamps_on,
        bars=(1, 0),
        frame=vary(colour, -0.16),
    )
    opening(easel, left + width * 0.8, y, width * 0.22, 0.2, "square", frame=vary(colour, -0.16))
    easel.rect(left, y - 0.315, width, 0.05, vary(colour, -0.03), 0.3, 0.008)
    for index in range(max(3, int(width / 0.07))):
        easel.rect(
            left + width * (index + 0.3) / max(3, int(width / 0.07)),
            y - 0.297,
            width * 0.07,
            0.014,
            "F3E7CF",
            0.1,
            0.004,
        )
    awning(easel, x, y - 0.255, width * 1.06, colour)


def awning(easel: Easel, x: float, y: float, width: float, colour: Colour, drop: float = 0.07) -> None:
    """A striped cloth roof with a scalloped hem."""
    stripes = max(5, int(width / 0.045)) | 1
    step = width / stripes
    for index in range(stripes):
        left = x - width / 2 + step * index
        tint = colour if index % 2 == 0 else "F4E9D4"
        inner = (left - x) * 0.9 + x
        path = polygon([(inner, y), (inner + step * 0.9, y), (left + step, y + drop), (left, y + drop)])
        path.addOval(skia.Rect.MakeLTRB(left, y + drop - step * 0.35, left + step, y + drop + step * 0.4))
        easel.fill(path, tint, 0.4)


def street_lamp(easel: Easel, x: float, y: float, height: float = 0.85, side: float = 1.0) -> None:
    """A street lamp; shines when lamps burn."""
    easel.shadow(x, y, 0.05)
    easel.line([(x, y), (x, y - height)], 0.014, "3F4348")
    easel.line([(x, y - height), (x + side * 0.07, y - height - 0.02)], 0.01, "3F4348")
    easel.poly(
        [
            (x + side * 0.05, y - height - 0.01),
            (x + side * 0.1, y - height - 0.01),
            (x + side * 0.115, y - height + 0.025),
            (x + side * 0.035, y - height + 0.025),
        ],
        "3F4348",
        0.5,
    )
    if easel.set.lamps_on:
        easel.oval(x + side * 0.075, y - height + 0.028, 0.03, 0.012, "FFF0C4", 0.0)
        easel.glow(x + side * 0.075, y - height + 0.03, 0.2, "FFC97A", 0.06, 0.75)
        easel.pool(x + side * 0.075, y, 0.32, mix("FFC97A", easel.light.palette.light, 0.1), 0.4, flat=0.2)
