"""What rooms are made of: walls with windows, lamps, furniture. Furniture stands with its foot at (x, y)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, plants
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sky import heaven, ridge, skyline
from pipeline.vocabulary import Culture

SEAM = -0.10
"""Where wall and floor meet."""

EAST = frozenset({Culture.JAPANESE, Culture.CHINESE, Culture.KOREAN})
INDIAN = frozenset({Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN})


@dataclass(frozen=True, slots=True)
class Window:
    """A hole in a wall, by its upper left corner; `bars` its glazing bars down and across."""

    x: float
    y: float
    width: float
    height: float
    kind: str = "square"
    bars: tuple[int, int] = (1, 1)


def view(stage: PaintedSet, kind: str = "hills") -> None:
    """What is seen through the windows, in the light of outside: "hills", "city", "trees"."""
    plane = stage.plane("view", 0.2)
    plane.light = stage.outdoor_light
    heaven(plane, -0.2)
    if kind == "city":
        skyline(plane, -0.14, 0.42)
    else:
        ridge(plane, -0.16, 0.16, "7C9A80", 0.45)
        ridge(plane, -0.1, 0.1, "6F9060", 0.4, fade=0.3)
    if kind == "trees":
        for _ in range(7):
            with plane.at(plane.between(-stage.half, stage.half), -0.08):
                plants.round_tree(plane, plane.between(0.5, 0.75))
    plane.tooth()


def wall(
    stage: PaintedSet,
    colour: Colour,
    windows: Sequence[Window] = (),
    *,
    dado: Colour | None = None,
    frame: Colour = "8A6242",
    sheer: Colour | None = "F3EBDD",
    outside: str = "hills",
) -> Easel:
    """The far wall, opaque but for its windows, which light it by day as lamps do at night; `finish` it after."""
    view(stage, outside)
    plane = stage.plane("wall", 0.6)
    # The same room elsewhere is painted in a neighbour of its colour.
    turn = stage.pick(((0.0, 0.0), (0.025, 22.0), (-0.03, -18.0), (0.015, 60.0), (-0.02, 12.0)))
    colour = vary(colour, turn[0], 1.1, turn[1])
    dado = vary(dado, turn[0], 1.1, turn[1]) if dado is not None else None
    whole = box(-stage.half - 0.02, stage.top - 0.02, stage.half * 2 + 0.04, stage.bottom - stage.top + 0.04)
    plane.fill(whole, colour, 0.0)
    base = plane.seen(colour)
    dark = plane.shade(colour, 0.8)
    plane.gradient(stage.top, SEAM, [(0.0, dark, 0.75), (0.45, dark, 0.12), (0.8, base, 0.0), (1.0, dark, 0.35)])
    if stage.light.lamplit:
        for place in (-0.62, 0.62):
            plane.pool(place * stage.half, -0.34, 0.75, plane.light_on(base, 0.6), 0.5)
    else:
        plane.pool(stage.stage_x(stage.light.key_x) * 0.7, -0.35, 0.9, plane.light_on(base, 0.55), 0.55)
    if dado is not None:
        plane.rect(-stage.half, -0.27, stage.half * 2, 0.27, dado, 0.35)
        plane.rect(-stage.half, -0.285, stage.half * 2, 0.02, vary(dado, 0.07), 0.3)
    plane.rect(-stage.half, SEAM - 0.035, stage.half * 2, 0.2, vary(dado if dado is not None else colour, -0.1), 0.2)
    for hole in windows:
        _cut(plane, hole, frame, sheer)
    return plane


def _cut(plane: Easel, hole: Window, frame: Colour, sheer: Colour | None) -> None:
    middle, foot = hole.x + hole.width / 2, hole.y + hole.height
    outer = buildings.arch_path(middle, foot + 0.02, hole.width + 0.045, hole.height + 0.045, hole.kind)
    plane.fill(outer, frame, 0.5)
    inner = buildings.arch_path(middle, foot, hole.width, hole.height, hole.kind)
    plane.canvas.drawPath(inner, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear))
    glass = plane.set.outdoor_light.palette
    plane.flat(inner, mix(glass.sky_low, glass.light, 0.3), 0.12)
    with plane.clipped(inner):
        plane.flat(
            polygon(
                [
                    (hole.x, foot),
                    (hole.x + hole.width * 0.45, hole.y),
                    (hole.x + hole.width * 0.65, hole.y),
                    (hole.x + hole.width * 0.2, foot),
                ]
            ),
            mix(glass.light, "FFFFFF", 0.4),
            0.13,
        )
    for bar in range(1, hole.bars[0] + 1):
        bx = hole.x + hole.width * bar / (hole.bars[0] + 1)
        plane.line([(bx, hole.y if hole.kind == "square" else hole.y + hole.width * 0.2), (bx, foot)], 0.009, frame)
    for bar in range(1, hole.bars[1] + 1):
        by = hole.y + hole.height * bar / (hole.bars[1] + 1)
        plane.line([(hole.x, by), (hole.x + hole.width, by)], 0.009, frame)
    plane.rect(hole.x - 0.04, foot, hole.width + 0.08, 0.022, vary(frame, 0.07), 0.3)
    if sheer is not None:
        plane.line(
            [(hole.x - 0.07, hole.y - 0.035), (hole.x + hole.width + 0.07, hole.y - 0.035)], 0.012, vary(frame, -0.05)
        )
        for side in (-1.0, 1.0):
            edge = middle + side * (hole.width / 2 + 0.055)
            reach = hole.width * 0.3
            path = smooth(
                [
                    (edge, hole.y - 0.03),
                    (edge - side * reach, hole.y - 0.03),
                    (edge - side * reach * 0.85, hole.y + hole.height * 0.4),
                    (edge - side * reach * 0.4, foot + 0.02),
                    (edge, foot + 0.06),
                ],
                closed=True,
            )
            plane.fill(path, sheer, 0.6, alpha=0.9)
            for fold in range(3):
                fx = edge - side * reach * (0.15 + 0.25 * fold)
                plane.stroke(
                    smooth(
                        [(fx, hole.y - 0.02), (fx, hole.y + hole.height * 0.4), (fx + side * reach * 0.2 * fold, foot)]
                    ),
                    0.004,
                    plane.shade(sheer, 0.5),
                    0.4,
                )


def finish(plane: Easel, rim: float = 0.3) -> None:
    """Rim and tooth: the last strokes on a plane of a room."""
    plane.rim(rim, 0.0035)
    plane.tooth()


# ---------------------------------------------------------------------------------------------------------- lamps


def pendant(easel: Easel, x: float, y: float, colour: Colour, size: float = 0.07) -> None:
    """A lamp on a cord; it shines when the room is lamplit."""
    easel.line([(x, easel.top), (x, y - size)], 0.005, "3F3634")
    easel.fill(
        smooth(
            [
                (x - size * 0.2, y - size),
                (x - size * 0.6, y - size * 0.55),
                (x - size, y),
                (x + size, y),
                (x + size * 0.6, y - size * 0.55),
                (x + size * 0.2, y - size),
            ],
            closed=True,
        ),
        colour,
        0.7,
    )
    _bulb(easel, x, y, size)


def _bulb(easel: Easel, x: float, y: float, size: float) -> None:
    on = easel.set.lamps_on
    easel.flat(
        skia.Path.Oval(skia.Rect.MakeLTRB(x - size * 0.55, y - size * 0.12, x + size * 0.55, y + size * 0.22)),
        mix("FFF0C8", easel.light.palette.light, 0.3) if on else easel.seen("E6DCC6"),
    )
    if on:
        easel.glow(x, y + size * 0.1, size * 2.6, "FFC46B", 0.04, 0.55)


def floor_lamp(easel: Easel, x: float, y: float, shade: Colour, height: float = 0.52) -> None:
    """A standing lamp with a cloth shade."""
    easel.shadow(x, y, 0.08)
    easel.oval(x, y - 0.006, 0.055, 0.013, "4A3E3A", 0.5)
    easel.line([(x, y - 0.01), (x, y - height + 0.1)], 0.01, "6B5444")
    shade_of(easel, x, y - height + 0.11, 0.09, shade)


def table_lamp(easel: Easel, x: float, y: float, shade: Colour, size: float = 0.06) -> None:
    """A lamp with a round foot."""
    easel.oval(x, y - size * 0.55, size * 0.4, size * 0.5, vary(shade, -0.12), 0.8)
    easel.line([(x, y - size), (x, y - size * 1.3)], 0.007, "6B5444")
    shade_of(easel, x, y - size * 1.15, size, shade)


def shade_of(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A lampshade whose lower edge is at y."""
    on = easel.set.lamps_on
    path = polygon(
        [(x - size, y), (x - size * 0.62, y - size * 1.15), (x + size * 0.62, y - size * 1.15), (x + size, y)]
    )
    easel.fill(path, vary(colour, 0.1) if on else colour, 0.25 if on else 0.6)
    if on:
        with easel.clipped(path):
            easel.pool(x, y - size * 0.3, size * 1.2, mix("FFE0A0", easel.light.palette.light, 0.2), 0.85)
        easel.glow(x, y - size * 0.5, size * 2.8, "FFC46B", 0.05, 0.5)


def chandelier(easel: Easel, x: float, y: float, size: float) -> None:
    """A brass chandelier with candles."""
    easel.line([(x, easel.top), (x, y - size * 0.5)], 0.007, "8A6A3C")
    for reach in (0.35, 0.7, 1.0):
        easel.stroke(
            smooth(
                [
                    (x - size * reach, y - size * 0.1),
                    (x - size * reach * 0.6, y + size * 0.18),
                    (x, y + size * 0.1),
                    (x + size * reach * 0.6, y + size * 0.18),
                    (x + size * reach, y - size * 0.1),
                ]
            ),
            size * 0.05,
            easel.seen("C9A24B"),
        )
        for side in (-1.0, 1.0):
            cx = x + side * size * reach
            easel.rect(cx - size * 0.03, y - size * 0.28, size * 0.06, size * 0.19, "F3E9D2", 0.4)
            easel.oval(cx, y - size * 0.33, size * 0.035, size * 0.07, "FFD98A", 0.0)
    easel.oval(x, y, size * 0.14, size * 0.3, "C9A24B", 0.8)
    if easel.set.lamps_on:
        easel.glow(x, y - size * 0.3, size * 1.6, "FFC46B", 0.2, 0.55)


# ------------------------------------------------------------------------------------------------------ furniture


def sofa(easel: Easel, x: float, y: float, width: float, colour: Colour, cushion: Colour) -> None:
    """A sofa."""
    half = width / 2
    easel.shadow(x, y, half * 1.15, 0.5)
    for leg in (-0.85, 0.85):
        easel.rect(x + half * leg - 0.012, y - 0.04, 0.024, 0.04, "5A3E2E", 0.4)
    easel.fill(box(x - half * 0.94, y - 0.27, width * 0.94, 0.2, 0.035), vary(colour, -0.02), 0.6)
    for side in (-0.5, 0.5):
        easel.fill(box(x + side * half * 0.9 - half * 0.42, y - 0.26, half * 0.84, 0.14, 0.03), colour, 0.6)
    easel.fill(box(x - half * 0.9, y - 0.135, width * 0.9, 0.075, 0.025), vary(colour, 0.03), 0.5)
    easel.fill(box(x - half * 0.9, y - 0.08, width * 0.9, 0.055, 0.012), vary(colour, -0.05), 0.4)
    for side in (-1.0, 1.0):
        easel.fill(box(x + side * half * 0.93 - 0.038, y - 0.2, 0.076, 0.175, 0.032), vary(colour, 0.02), 0.7)
        with easel.at(x + side * half * 0.62, y - 0.175):
            easel.canvas.rotate(side * 12)
            easel.fill(box(-0.05, -0.05, 0.1, 0.1, 0.02), cushion, 0.6)
            easel.line([(-0.03, 0), (0, -0.03), (0.03, 0), (0, 0.03), (-0.03, 0)], 0.004, vary(cushion, 0.14))


def table(easel: Easel, x: float, y: float, width: float, height: float, colour: Colour, depth: float = 0.035) -> None:
    """A table seen a little from above."""
    half = width / 2
    easel.shadow(x, y, half * 1.05, 0.4)
    for side in (-0.9, 0.9):
        easel.rect(x + side * half - 0.011, y - height, 0.022, height, vary(colour, -0.05), 0.6)
    easel.poly(
        [
            (x - half * 0.93, y - height - depth),
            (x + half * 0.93, y - height - depth),
            (x + half, y - height),
            (x - half, y - height),
        ],
        vary(colour, 0.07),
        0.3,
    )
    easel.rect(x - half, y - height, width, 0.022, colour, 0.3, 0.004)


def chair(easel: Easel, x: float, y: float, size: float, colour: Colour, facing: float = 1.0) -> None:
    """A chair from its side; `facing` 1 to the right."""
    with easel.at(x, y, size, mirrored=facing < 0):
        easel.shadow(0, 0.004, 0.1)
        for leg in (-0.06, 0.065):
            easel.line([(leg, 0), (leg * 0.9, -0.15)], 0.012, vary(colour, -0.06))
        easel.line([(-0.06, -0.15), (-0.085, -0.34)], 0.014, colour)
        easel.fill(box(-0.095, -0.34, 0.03, 0.12, 0.012), colour, 0.5)
        easel.rect(-0.075, -0.165, 0.155, 0.026, vary(colour, 0.05), 0.4, 0.01)


def shelf(
    easel: Easel, x: float, y: float, width: float, height: float, colour: Colour, rows: int = 4, *, books: bool = True
) -> None:
    """A bookcase, its foot at y; jars and pots instead of books if asked."""
    easel.shadow(x + width / 2, y, width * 0.6, 0.4)
    easel.rect(x, y - height, width, height, vary(colour, -0.12), 0.3)
    row_height = height / rows
    palette = ("8A3F38", "2F5C6E", "C98A3A", "5A6B45", "6E4A6A", "D9C39A", "3F4A6B", "A8603E")
    for row in range(rows):
        foot = y - height + row_height * (row + 1) - 0.012
        px = x + 0.016
        while px < x + width - 0.03:
            if books:
                wide, tall = easel.between(0.011, 0.024), row_height * easel.between(0.55, 0.8)
                lean = easel.rng.random() < 0.08
                tint = vary(easel.about(easel.any_of(palette), 0.02), 0.0, 0.85)
                if lean:
                    easel.poly(
                        [
                            (px + 0.01, foot),
                            (px + 0.02 + wide, foot),
                            (px + wide, foot - tall),
                            (px - 0.008, foot - tall * 0.98),
                        ],
                        tint,
                        0.4,
                    )
                    px += 0.014
                else:
                    easel.rect(px, foot - tall, wide, tall, tint, 0.4)
                    easel.rect(px + wide * 0.15, foot - tall * 0.82, wide * 0.7, tall * 0.06, "E3C98A", 0.0)
                px += wide + 0.0015
                if easel.rng.random() < 0.07:
                    px += easel.between(0.02, 0.06)
            else:
                wide = easel.between(0.035, 0.06)
                jar(easel, px + wide / 2, foot, wide, easel.any_of(palette))
                px += wide + 0.014
    for row in range(rows + 1):
        easel.rect(x - 0.006, y - height + row_height * row - 0.012, width + 0.012, 0.014, colour, 0.3)
    for edge in (x - 0.01, x + width - 0.004):
        easel.rect(edge, y - height - 0.01, 0.016, height + 0.01, vary(colour, 0.03), 0.4)


def jar(easel: Easel, x: float, y: float, width: float, colour: Colour) -> None:
    """A jar with a lid."""
    tall = width * easel.between(1.0, 1.5)
    easel.fill(box(x - width / 2, y - tall, width, tall, width * 0.2), colour, 0.8)
    easel.rect(x - width * 0.4, y - tall - width * 0.14, width * 0.8, width * 0.2, vary(colour, -0.1), 0.4, 0.004)


def picture(easel: Easel, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """A framed picture: a small landscape, a leaf or a pattern, by the place's seed."""
    easel.flat(box(x + 0.008, y + 0.012, width, height), easel.shade("4A3E38", 1.0), 0.3, 0.008)
    easel.rect(x, y, width, height, "7A5638", 0.5)
    inner = box(x + width * 0.09, y + height * 0.09, width * 0.82, height * 0.82)
    easel.fill(inner, "EFE4CE", 0.2)
    with easel.clipped(inner):
        match int(easel.rng.integers(3)):
            case 0:
                easel.oval(x + width * 0.65, y + height * 0.4, width * 0.13, width * 0.13, colour, 0.2)
                easel.fill(
                    smooth(
                        [
                            (x, y + height * 0.75),
                            (x + width * 0.3, y + height * 0.45),
                            (x + width * 0.6, y + height * 0.7),
                            (x + width, y + height * 0.5),
                            (x + width, y + height),
                            (x, y + height),
                        ],
                        closed=True,
                    ),
                    "5F8A7A",
                    0.3,
                )
            case 1:
                for leaf in range(5):
                    tip = x + width * (0.2 + 0.15 * leaf)
                    easel.fill(
                        smooth(
                            [
                                (x + width / 2, y + height * 0.9),
                                (tip - 0.01, y + height * 0.5),
                                (tip, y + height * 0.2),
                                (tip + 0.02, y + height * 0.5),
                            ],
                            closed=True,
                        ),
                        "5F8A5A",
                        0.3,
                    )
            case _:
                for ring in range(4):
                    easel.oval(
                        x + width / 2,
                        y + height / 2,
                        width * (0.38 - 0.09 * ring),
                        width * (0.38 - 0.09 * ring),
                        (colour, "E8C98A", "2F5C6E", "F3E7CF")[ring],
                        0.2,
                    )


def rug(easel: Easel, x: float, y: float, width: float, height: float, colour: Colour, trim: Colour) -> None:
    """A carpet on the floor, in perspective."""
    for scale, tint in (
        (1.0, colour),
        (0.9, trim),
        (0.84, vary(colour, -0.04)),
        (0.5, vary(trim, -0.03)),
        (0.42, colour),
    ):
        half, tall = width / 2 * scale, height / 2 * scale
        easel.poly(
            [(x - half * 0.86, y - tall), (x + half * 0.86, y - tall), (x + half, y + tall), (x - half, y + tall)],
            vary(tint, 0, 0.85),
            0.15,
        )
    for index in range(15):
        px = x - width * 0.45 + width * 0.9 * index / 14
        easel.oval(px, y + height * 0.43, 0.008, 0.004, "F1E4CF", 0.0)
        easel.oval(x + (px - x) * 0.88, y - height * 0.43, 0.007, 0.0035, "F1E4CF", 0.0)


def plant_pot(easel: Easel, x: float, y: float, size: float, kind: str = "leafy", colour: Colour = "B5633C") -> None:
    """A house plant."""
    easel.shadow(x, y, size * 0.4)
    if kind == "palm":
        for index in range(9):
            plants.frond(
                easel,
                x,
                y - size * 0.35,
                3.1416 * (0.08 + 0.84 * index / 8),
                size * easel.between(0.5, 0.7),
                easel.about("4E8554"),
            )
    else:
        for index in range(9):
            t = index / 8 * 2 - 1
            tip = (x + t * size * 0.5, y - size * (0.95 - 0.35 * abs(t)) + easel.between(-0.02, 0.02))
            root = (x + t * size * 0.08, y - size * 0.3)
            easel.fill(
                smooth(
                    [
                        root,
                        ((root[0] + tip[0]) / 2 - size * 0.07, (root[1] + tip[1]) / 2),
                        tip,
                        ((root[0] + tip[0]) / 2 + size * 0.08, (root[1] + tip[1]) / 2),
                    ],
                    closed=True,
                ),
                easel.about("5A8A52"),
                0.6,
            )
    easel.poly(
        [
            (x - size * 0.2, y - size * 0.36),
            (x + size * 0.2, y - size * 0.36),
            (x + size * 0.15, y),
            (x - size * 0.15, y),
        ],
        colour,
        0.7,
    )
    easel.rect(x - size * 0.22, y - size * 0.39, size * 0.44, size * 0.06, vary(colour, 0.04), 0.5)


def bed(
    easel: Easel, x: float, y: float, width: float, cover: Colour, wood: Colour = "7A5238", *, head: float = -1.0
) -> None:
    """A bed from its side; `head` -1 to the left."""
    with easel.at(x, y, 1.0, mirrored=head > 0):
        half = width / 2
        easel.shadow(0, 0.004, half * 1.1, 0.5)
        easel.fill(box(-half - 0.02, -0.34, 0.045, 0.34, 0.015), wood, 0.6)
        easel.fill(box(half - 0.02, -0.2, 0.04, 0.2, 0.012), wood, 0.6)
        easel.rect(-half, -0.11, width, 0.075, vary(wood, -0.04), 0.4)
        easel.fill(box(-half + 0.02, -0.165, width - 0.05, 0.075, 0.02), "F1EADB", 0.4)
        easel.fill(
            smooth(
                [
                    (-half * 0.45, -0.17),
                    (0, -0.19),
                    (half * 0.9, -0.175),
                    (half * 0.93, -0.06),
                    (0, -0.05),
                    (-half * 0.5, -0.06),
                ],
                closed=True,
            ),
            cover,
            0.6,
        )
        easel.fill(
            smooth(
                [(-half * 0.92, -0.165), (-half * 0.88, -0.215), (-half * 0.6, -0.21), (-half * 0.55, -0.165)],
                closed=True,
            ),
            "F7F1E4",
            0.5,
        )


def cupboard(easel: Easel, x: float, y: float, width: float, height: float, colour: Colour, doors: int = 2) -> None:
    """A cupboard with panelled doors; x its left edge."""
    easel.shadow(x + width / 2, y, width * 0.6, 0.4)
    easel.rect(x, y - height, width, height, colour, 0.4, 0.006)
    wide = width / doors
    for door in range(doors):
        easel.rect(
            x + wide * (door + 0.1), y - height * 0.92, wide * 0.8, height * 0.84, vary(colour, 0.04), 0.35, 0.006
        )
        easel.oval(x + wide * (door + (0.82 if door % 2 == 0 else 0.18)), y - height * 0.5, 0.007, 0.007, "C9A24B", 0.6)


def carved_pillar(easel: Easel, x: float, y: float, width: float, colour: Colour) -> None:
    """A temple or palace pillar: square base, faceted shaft, bands, bracket."""
    top = easel.top
    easel.shadow(x, y, width * 1.1)
    easel.rect(x - width * 0.75, y - 0.05, width * 1.5, 0.055, vary(colour, -0.02), 0.6)
    easel.rect(x - width * 0.6, y - 0.1, width * 1.2, 0.05, vary(colour, 0.03), 0.6)
    easel.rect(x - width * 0.42, top, width * 0.84, y - 0.1 - top, colour, 0.95)
    for facet in (-0.2, 0.05):
        easel.rect(x + width * facet, top, width * 0.12, y - 0.1 - top, vary(colour, 0.03), 0.6)
    height = y - top
    for part in (0.22, 0.48, 0.74):
        by = y - height * part
        easel.rect(x - width * 0.52, by, width * 1.04, 0.035, vary(colour, 0.05), 0.6, 0.008)
        buildings.frieze(easel, x - width * 0.5, by + 0.006, width, 0.022, vary(colour, -0.12), "lotus")
    easel.poly(
        [
            (x - width * 0.45, top + 0.13),
            (x - width * 1.15, top),
            (x + width * 1.15, top),
            (x + width * 0.45, top + 0.13),
        ],
        vary(colour, 0.02),
        0.6,
    )


def garland(
    easel: Easel,
    start: tuple[float, float],
    end: tuple[float, float],
    sag: float,
    colours: Sequence[Colour] = ("E8912C", "F2B94B"),
    size: float = 0.013,
) -> None:
    """A garland of marigolds."""
    count = max(6, int((abs(end[0] - start[0]) + sag) / size / 1.5))
    for index in range(count + 1):
        t = index / count
        x = start[0] + (end[0] - start[0]) * t
        y = start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t)
        easel.oval(x, y, size, size, colours[index % len(colours)], 0.6)
