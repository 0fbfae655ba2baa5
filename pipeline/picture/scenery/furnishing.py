"""What a home is furnished with, by names that culture packs use: floors, windows, ceilings, hangings, rugs, lamps.

Every table maps a name of `[scenery.home]` to what draws it; a home that nobody has drawn yet is one function and one
line. Seats, beds and stoves are in `furniture.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, rooms
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.rooms import SEAM, Window
from pipeline.picture.scenery.sacred import flame

# ----------------------------------------------------------------------------------------------------------- floors


def floor(stage: PaintedSet) -> Easel:
    """The stage plane of a home, laid as its culture lays floors, with the light of its lamps on it."""
    home = stage.home
    plane = stage.plane("stage", 1.0)
    FLOORS[home.floor](plane, home.floor_colours)
    if stage.light.lamplit:
        lit = plane.light_on(plane.seen(home.floor_colours[0]), 0.6)
        for side in (-0.5, 0.5):
            plane.pool(side * stage.half, 0.02, 0.6, lit, 0.4, flat=0.25)
    return plane


def _boards(easel: Easel, colours: tuple[Colour, ...]) -> None:
    ground.paving(easel, SEAM + 0.025, colours[0], rows=0, columns=24, vanish=-0.7)


def _checker(easel: Easel, colours: tuple[Colour, ...]) -> None:
    ground.paving(easel, SEAM + 0.025, colours[0], rows=8, columns=17, checker=colours[1], vanish=-0.5)


def _slabs(easel: Easel, colours: tuple[Colour, ...]) -> None:
    ground.paving(easel, SEAM + 0.025, colours[0], rows=5, columns=9, joint=0.35, vanish=-0.5)


def _mats(easel: Easel, colours: tuple[Colour, ...]) -> None:
    """Straw mats with cloth borders."""
    ground.paving(easel, SEAM + 0.025, colours[0], rows=3, columns=7, joint=0.7, vanish=-0.6)


def _paper(easel: Easel, colours: tuple[Colour, ...]) -> None:
    """Oiled paper in wide squares, shining."""
    ground.paving(easel, SEAM + 0.025, colours[0], rows=4, columns=9, joint=0.14, vanish=-0.6)
    easel.pool(0.0, 0.03, 0.7, easel.light_on(easel.seen(colours[0]), 0.8), 0.35, flat=0.16)


def _polished(easel: Easel, colours: tuple[Colour, ...]) -> None:
    """Oxide cement: one smooth field that mirrors light, with a band of the second colour before the wall."""
    area = box(-easel.half - 0.02, SEAM + 0.02, easel.half * 2 + 0.04, easel.bottom - SEAM)
    easel.fill(area, colours[0], 0.35)
    easel.rect(-easel.half, SEAM + 0.045, easel.half * 2, 0.012, colours[1], 0.2)
    easel.pool(-0.3 * easel.side, 0.02, 0.75, easel.light_on(easel.seen(colours[0]), 0.85), 0.4, flat=0.13)


def _earthen(easel: Easel, colours: tuple[Colour, ...]) -> None:
    """Beaten earth, swept in arcs."""
    area = box(-easel.half - 0.02, SEAM + 0.02, easel.half * 2 + 0.04, easel.bottom - SEAM)
    easel.fill(area, colours[0], 0.4)
    for _ in range(34):
        x, y = easel.between(-easel.half, easel.half), easel.between(SEAM + 0.04, easel.bottom)
        wide = easel.between(0.05, 0.16)
        arc = [(x - wide, y), (x, y - 0.008), (x + wide, y + 0.002)]
        easel.stroke(smooth(arc), 0.004, easel.seen(colours[1]), 0.35)


FLOORS: Final[dict[str, Callable[[Easel, tuple[Colour, ...]], None]]] = {
    "boards": _boards,
    "checker": _checker,
    "slabs": _slabs,
    "mats": _mats,
    "oiled paper": _paper,
    "polished": _polished,
    "earth": _earthen,
}

# ---------------------------------------------------------------------------------------------------------- windows


def glazing(stage: PaintedSet) -> tuple[int, int]:
    """How many bars a window has down and across: those whose shutters or lattices fill them have none."""
    return (0, 0) if stage.home.window in ("bars", "grille", "leaded", "lattice", "paper") else (1, 1)


def curtained(stage: PaintedSet, cloth: Colour) -> Colour | None:
    """The curtains of a window, None where there are none."""
    return cloth if stage.home.window in ("curtains", "leaded") else None


def dress(easel: Easel, hole: Window) -> None:
    """What the culture hangs into a window that is cut."""
    draw = WINDOWS[easel.set.home.window]
    if draw is not None:
        draw(easel, hole, easel.set.home.wood)


def _shutters(easel: Easel, hole: Window, wood: Colour) -> None:
    """Two leaves with slats, open against the wall."""
    leaf = hole.width * 0.46
    for left in (hole.x - leaf - 0.022, hole.x + hole.width + 0.022):
        easel.rect(left, hole.y + 0.01, leaf, hole.height, wood, 0.5, 0.004)
        for slat in range(int(hole.height / 0.026)):
            easel.rect(left + leaf * 0.14, hole.y + 0.026 + slat * 0.026, leaf * 0.72, 0.012, vary(wood, 0.06), 0.3)


def _bars(easel: Easel, hole: Window, wood: Colour) -> None:
    """Upright turned bars, with half shutters below."""
    for bar in range(1, 7):
        x = hole.x + hole.width * bar / 7
        easel.line([(x, hole.y + 0.01), (x, hole.y + hole.height)], 0.009, vary(wood, -0.03))
    for rail in (0.02, 0.5):
        easel.rect(hole.x, hole.y + hole.height * rail, hole.width, 0.014, wood, 0.4)
    leaf = hole.width * 0.42
    for left in (hole.x - leaf - 0.02, hole.x + hole.width + 0.02):
        for row in (0.0, 0.52):
            easel.rect(left, hole.y + hole.height * row, leaf, hole.height * 0.46, wood, 0.5, 0.004)
            easel.rect(
                left + leaf * 0.18, hole.y + hole.height * (row + 0.07), leaf * 0.64, hole.height * 0.32,
                vary(wood, 0.06), 0.4, 0.004,
            )  # fmt: skip


def _grille(easel: Easel, hole: Window, wood: Colour) -> None:
    """Wrought iron before the window, curled; a pot of flowers on its sill."""
    iron = "3A3236"
    for bar in range(1, 6):
        x = hole.x + hole.width * bar / 6
        easel.line([(x, hole.y), (x, hole.y + hole.height)], 0.006, iron)
    for row in (0.2, 0.72):
        y = hole.y + hole.height * row
        easel.line([(hole.x, y), (hole.x + hole.width, y)], 0.006, iron)
        for curl in range(3):
            x = hole.x + hole.width * (curl * 2 + 1.5) / 6
            ring = skia.Path.Circle(x, y + 0.024, 0.017)
            easel.stroke(ring, 0.005, easel.seen(iron))
    for side in (0.22, 0.78):
        x, y = hole.x + hole.width * side, hole.y + hole.height
        pot(easel, x, y, 0.035, "B5532D")
        for bloom in (-0.018, 0.0, 0.018):
            easel.oval(x + bloom, y - 0.045, 0.013, 0.012, easel.set.accent, 0.3)
    del wood


def _leaded(easel: Easel, hole: Window, wood: Colour) -> None:
    """Small panes in lead."""
    middle, foot = hole.x + hole.width / 2, hole.y + hole.height
    buildings.lattice(
        easel, buildings.arch_path(middle, foot, hole.width, hole.height, hole.kind), 0.042, "3A3634", 0.8
    )
    easel.line([(middle, hole.y + 0.02), (middle, foot)], 0.01, wood)


def _lattice(easel: Easel, hole: Window, wood: Colour) -> None:
    """A turned screen over the lower half."""
    middle, foot = hole.x + hole.width / 2, hole.y + hole.height
    screen = buildings.arch_path(middle, foot, hole.width, hole.height * 0.55, "square")
    with easel.clipped(buildings.arch_path(middle, foot, hole.width, hole.height, hole.kind)):
        buildings.lattice(easel, screen, 0.04, wood, 0.9)
        easel.rect(hole.x, foot - hole.height * 0.56, hole.width, 0.012, wood, 0.4)


def _blinds(easel: Easel, hole: Window, wood: Colour) -> None:
    """A slatted blind, half way up."""
    count = int(hole.height * 0.4 / 0.02)
    for slat in range(count):
        easel.rect(hole.x, hole.y + slat * 0.02, hole.width, 0.013, "EFE8DA", 0.3)
    easel.rect(hole.x, hole.y - 0.012, hole.width, 0.022, vary(wood, 0.1), 0.3)
    x = hole.x + hole.width * 0.86
    easel.line([(x, hole.y + count * 0.02), (x, hole.y + count * 0.02 + 0.05)], 0.003, "D9CDB8")


def _paper_panes(easel: Easel, hole: Window, wood: Colour) -> None:
    """Paper behind a fine grid on both leaves that are slid aside."""
    leaf = hole.width * 0.5
    for left in (hole.x - leaf - 0.02, hole.x + hole.width + 0.02):
        easel.rect(left, hole.y, leaf, hole.height, "F3EBDD", 0.25)
        for bar in range(1, 4):
            x = left + leaf * bar / 4
            easel.line([(x, hole.y), (x, hole.y + hole.height)], 0.004, wood)
        for bar in range(1, 6):
            y = hole.y + hole.height * bar / 6
            easel.line([(left, y), (left + leaf, y)], 0.004, wood)
        easel.stroke(box(left, hole.y, leaf, hole.height), 0.01, easel.seen(wood))


WINDOWS: Final[dict[str, Callable[[Easel, Window, Colour], None] | None]] = {
    "curtains": None,
    "plain": None,
    "shutters": _shutters,
    "bars": _bars,
    "grille": _grille,
    "leaded": _leaded,
    "lattice": _lattice,
    "blinds": _blinds,
    "paper": _paper_panes,
}

# ------------------------------------------------------------------------------------------ walls, over head and about


def painted_band(easel: Easel, hole: Window) -> None:
    """The ornament that runs along the wall above the dado, up to the window's frame."""
    stage, home = easel.set, easel.set.home
    if home.band is None:
        return
    colour = vary(stage.accents[0], 0.0, 0.8)
    middle, foot = hole.x + hole.width / 2, hole.y + hole.height + 0.02
    frame = buildings.arch_path(middle, foot, hole.width + 0.045, hole.height + 0.045, hole.kind)
    easel.canvas.save()
    easel.canvas.clipPath(frame, skia.ClipOp.kDifference, True)
    buildings.frieze(easel, -stage.half, -0.325, stage.half * 2, 0.034, colour, home.band)
    easel.rect(-stage.half, -0.288, stage.half * 2, 0.008, vary(stage.accents[1], 0.0, 0.8), 0.2)
    easel.canvas.restore()


_HIDDEN: Final = 0.05
"""How much of a set's top no shot shows, in stage units."""


def ceiling(easel: Easel) -> None:
    """What is over head."""
    draw = CEILINGS[easel.set.home.ceiling]
    if draw is not None:
        draw(easel)


def _beams(easel: Easel) -> None:
    """A timber along the wall and the ends of the joists that lie on it."""
    wood, top = easel.set.home.wood, easel.top + _HIDDEN
    easel.rect(-easel.half, easel.top - 0.02, easel.half * 2, 0.085 + _HIDDEN, vary(wood, -0.04), 0.4)
    count = max(5, round(easel.half * 2 / 0.2))
    for joist in range(count):
        x = -easel.half + easel.half * 2 * (joist + 0.5) / count
        easel.rect(x - 0.028, top + 0.035, 0.056, 0.055, vary(wood, 0.03), 0.6, 0.004)
    easel.rect(-easel.half, top + 0.09, easel.half * 2, 0.012, vary(wood, -0.1), 0.2)


def _framed(easel: Easel) -> None:
    """Posts and braces of a timbered house."""
    wood = easel.set.home.wood
    _beams(easel)
    for side in (-1.0, 1.0):
        x = side * easel.half * 0.93
        easel.rect(x - 0.03, easel.top, 0.06, SEAM - easel.top, wood, 0.5)
        easel.line(
            [(x - side * 0.02, easel.top + 0.34), (x - side * 0.2, easel.top + 0.09 + _HIDDEN)],
            0.045,
            vary(wood, -0.02),
        )


def _poles(easel: Easel) -> None:
    """Rafters of a thatched roof coming down to the wall."""
    wood, top = easel.set.home.wood, easel.top + _HIDDEN
    easel.rect(-easel.half, easel.top - 0.02, easel.half * 2, 0.075 + _HIDDEN, "B9945A", 0.5)
    for straw in range(int(easel.half * 2 / 0.012)):
        x = -easel.half + straw * 0.012
        easel.line([(x, top), (x + easel.between(-0.006, 0.006), top + easel.between(0.05, 0.1))], 0.006,
                   easel.about("C9A566", 0.025), 0.8)  # fmt: skip
    for pole in range(9):
        x = easel.half * (pole / 4 - 1)
        easel.line([(x, top - 0.02), (x * 1.03, top + 0.1)], 0.02, wood)


def _cut_paper(easel: Easel) -> None:
    """Strings of cut paper across the room, every sheet with holes of its own."""
    _beams(easel)
    colours = (*easel.set.accents, "F2B94B")
    for row, sag in ((0.14, 0.03), (0.215, 0.02)):
        y = easel.top + row
        count = max(6, round(easel.half * 2 / 0.14))
        for sheet in range(count):
            t = (sheet + 0.5) / count
            x, drop = -easel.half + easel.half * 2 * t, y + sag * 4 * t * (1 - t)
            colour = vary(colours[(sheet + round(row * 50)) % len(colours)], 0.06, 0.85)
            easel.rect(x - 0.052, drop, 0.104, 0.062, colour, 0.15)
            for tooth in range(5):
                left = x - 0.052 + tooth * 0.0208
                easel.poly([(left, drop + 0.061), (left + 0.0208, drop + 0.061), (left + 0.0104, drop + 0.076)],
                           colour, 0.1)  # fmt: skip
            hole = mix(colour, easel.seen(easel.set.home.wall), 0.7)
            easel.flat(skia.Path.Circle(x, drop + 0.03, 0.014), hole)
            for side in (-0.034, 0.034):
                easel.flat(polygon([(x + side, drop + 0.016), (x + side + 0.011, drop + 0.03), (x + side, drop + 0.044),
                                    (x + side - 0.011, drop + 0.03)]), hole)  # fmt: skip


def _cornice(easel: Easel) -> None:
    """A plain moulding."""
    wall = easel.set.home.wall
    easel.rect(-easel.half, easel.top - 0.02, easel.half * 2, 0.06 + _HIDDEN, vary(wall, 0.05), 0.3)
    easel.rect(-easel.half, easel.top + 0.04 + _HIDDEN, easel.half * 2, 0.012, vary(wall, -0.06), 0.3)


CEILINGS: Final[dict[str, Callable[[Easel], None] | None]] = {
    "plain": None,
    "cornice": _cornice,
    "beams": _beams,
    "timbered": _framed,
    "thatch": _poles,
    "cut paper": _cut_paper,
}


def hang(easel: Easel, name: str, x: float, y: float) -> None:
    """Hang it with its middle at (x, y)."""
    HANGINGS[name](easel, x, y)


def _pictures(easel: Easel, x: float, y: float) -> None:
    accents = easel.set.accents
    rooms.picture(easel, x - 0.16, y - 0.09, 0.19, 0.15, easel.set.accent)
    rooms.picture(easel, x + 0.06, y - 0.11, 0.12, 0.17, accents[1 % len(accents)])


def _miniatures(easel: Easel, x: float, y: float) -> None:
    """Two painted leaves in gold, arched, with somebody in a garden on each."""
    for number, left in enumerate((x - 0.15, x + 0.03)):
        easel.rect(left, y - 0.11, 0.12, 0.18, "8E5A2E", 0.5)
        easel.rect(left + 0.008, y - 0.102, 0.104, 0.164, "D9A441", 0.3)
        leaf = buildings.arch_path(left + 0.06, y + 0.055, 0.08, 0.14, "cusped")
        easel.fill(leaf, ("2F6F7A", "B5413A")[number], 0.3)
        with easel.clipped(leaf):
            easel.oval(left + 0.06, y + 0.07, 0.07, 0.04, "6F9A5A", 0.3)
            easel.oval(left + 0.06, y - 0.012, 0.014, 0.016, "B5794A", 0.3)
            easel.fill(smooth([(left + 0.06, y), (left + 0.035, y + 0.05), (left + 0.085, y + 0.05)], closed=True),
                       ("F2B705", "F3E3C3")[number], 0.4)  # fmt: skip


def _niches(easel: Easel, x: float, y: float) -> None:
    """Three arched niches with a lamp or a pot in each."""
    kind, wall = easel.set.style.arch, easel.set.home.wall
    for number, away in enumerate((-0.14, 0.0, 0.14)):
        tall = 0.17 if number == 1 else 0.13
        buildings.opening(easel, x + away, y + 0.08, 0.085, tall, kind, frame=vary(wall, 0.06))
        if number == 1:
            easel.oval(x, y + 0.068, 0.022, 0.011, "B8873A", 0.6)
            if easel.set.lamps_on:
                flame(easel, x, y + 0.06, 0.03)
        else:
            pot(easel, x + away, y + 0.08, 0.045, ("C9963E", "2F6F7A")[number // 2])


def _gilded(easel: Easel, x: float, y: float) -> None:
    """A painting in a thick gold frame with a garland about it."""
    easel.rect(x - 0.1, y - 0.13, 0.2, 0.24, "B8873A", 0.7, 0.006)
    easel.rect(x - 0.082, y - 0.112, 0.164, 0.204, "7A2430", 0.4)
    arch = buildings.arch_path(x, y + 0.075, 0.12, 0.16, "round")
    easel.fill(arch, "2E5D50", 0.4)
    with easel.clipped(arch):
        easel.oval(x, y - 0.03, 0.03, 0.034, "3F6FA0", 0.4)
        easel.oval(x, y + 0.06, 0.06, 0.06, "E8B93A", 0.5)
        easel.oval(x, y - 0.055, 0.03, 0.014, "F2C94B", 0.4)
    rooms.garland(easel, (x - 0.105, y - 0.125), (x + 0.105, y - 0.125), 0.1, ("F4EBD6", "E8912C"), 0.009)


def _plates(easel: Easel, x: float, y: float) -> None:
    """Plates on a wall, rings of the culture's colours."""
    for dx, dy, size in ((0.0, 0.0, 0.075), (0.14, 0.04, 0.055), (-0.13, 0.05, 0.05), (0.05, 0.13, 0.042)):
        colours = (*easel.set.accents, "E8D2A8", "C98F4E")
        start = int(easel.rng.integers(len(colours)))
        for ring in range(5):
            radius = size * (1 - ring / 5)
            easel.oval(x + dx, y + dy, radius, radius, colours[(start + ring) % len(colours)], 0.35)


def _masks(easel: Easel, x: float, y: float) -> None:
    """Three carved faces, long and dark."""
    for number, away in enumerate((-0.13, 0.0, 0.13)):
        size = (0.8, 1.0, 0.85)[number]
        wood = ("6B3E26", "4E2E20", "7A4A2A")[number]
        with easel.at(x + away, y, size):
            face = [(0, -0.1), (0.042, -0.06), (0.038, 0.03), (0.0, 0.1), (-0.038, 0.03), (-0.042, -0.06)]
            easel.fill(smooth(face, closed=True), wood, 0.8)
            for side in (-1.0, 1.0):
                easel.line([(side * 0.008, -0.025), (side * 0.027, -0.02)], 0.008, "1E1614")
                easel.line([(side * 0.01, -0.045), (side * 0.032, -0.04)], 0.005, "E3C28D")
            easel.line([(0, -0.03), (0, 0.02)], 0.01, vary(wood, 0.08))
            easel.oval(0, 0.052, 0.013, 0.009, "1E1614", 0.2)
            easel.line([(-0.02, -0.075), (0, -0.085), (0.02, -0.075)], 0.005, "E3C28D", curved=True)


def _tapestry(easel: Easel, x: float, y: float) -> None:
    """A woven hanging on a rod: a tree with birds, bordered and fringed."""
    accents = easel.set.accents
    easel.line([(x - 0.15, y - 0.14), (x + 0.15, y - 0.14)], 0.012, "5A3E2E")
    easel.rect(x - 0.13, y - 0.135, 0.26, 0.26, vary(accents[0], -0.08, 0.7), 0.3)
    easel.rect(x - 0.108, y - 0.112, 0.216, 0.214, vary(accents[1 % len(accents)], 0.04, 0.6), 0.3)
    easel.line([(x, y + 0.09), (x, y - 0.04)], 0.012, "5E4630")
    for branch, (dx, dy) in enumerate(((-0.055, -0.03), (0.055, -0.03), (0.0, -0.07), (-0.03, 0.012), (0.035, 0.01))):
        easel.oval(x + dx, y + dy, 0.03, 0.026, ("6B7A45", "8A8A4E", "5E6E40")[branch % 3], 0.3)
    for side in (-1.0, 1.0):
        easel.oval(x + side * 0.07, y + 0.06, 0.018, 0.011, "D9B46A", 0.2)
    for thread in range(18):
        px = x - 0.127 + thread * 0.015
        easel.line([(px, y + 0.125), (px, y + 0.147)], 0.004, "D9C28A")


def _textile(easel: Easel, x: float, y: float) -> None:
    """A striped cloth of the culture's colours with a zigzag in it."""
    accents = (*easel.set.accents, "F0DDB4")
    easel.rect(x - 0.1, y - 0.14, 0.2, 0.26, vary(accents[0], -0.02, 0.85), 0.3)
    for band in range(7):
        top = y - 0.13 + band * 0.036
        colour = vary(accents[(band + 1) % len(accents)], 0.0, 0.85)
        easel.rect(x - 0.1, top, 0.2, 0.012, colour, 0.1)
        if band % 2:
            buildings.frieze(easel, x - 0.1, top + 0.013, 0.2, 0.018, colour, "zigzag")
    for thread in range(14):
        px = x - 0.097 + thread * 0.015
        easel.line([(px, y + 0.12), (px, y + 0.138)], 0.004, "E3CDA0")


def _scrolls(easel: Easel, x: float, y: float) -> None:
    """A pair of written scrolls beside a painted one."""
    for away, wide in ((-0.16, 0.05), (0.0, 0.13), (0.16, 0.05)):
        easel.rect(x + away - wide / 2, y - 0.15, wide, 0.29, "B5413A" if wide < 0.1 else "D9C9A4", 0.2)
        easel.rect(x + away - wide * 0.4, y - 0.13, wide * 0.8, 0.25, "F3EBDD", 0.15)
        for end in (-0.15, 0.14):
            easel.line([(x + away - wide * 0.6, y + end), (x + away + wide * 0.6, y + end)], 0.009, "4A2E26")
        if wide < 0.1:
            for sign in range(5):
                at = y - 0.105 + sign * 0.046
                easel.line([(x + away - 0.01, at), (x + away + 0.01, at + 0.004)], 0.005, "2A2422")
                easel.line([(x + away, at - 0.008), (x + away - 0.002, at + 0.018)], 0.005, "2A2422")
        else:
            peaks = [(-0.05, 0.08), (-0.03, -0.02), (-0.01, 0.05), (0.02, -0.05), (0.05, 0.08)]
            easel.fill(smooth([(x + px, y + py) for px, py in peaks], closed=True), "5F6F72", 0.5)
            easel.oval(x + 0.028, y - 0.09, 0.014, 0.014, easel.set.accents[0], 0.2)


def _screen(easel: Easel, x: float, y: float) -> None:
    """A folding screen that stands on the floor: six painted leaves, bright."""
    leaf, top, foot = 0.088, y - 0.02, SEAM + 0.015
    for number in range(6):
        left = x + (number - 3) * leaf
        rise = 0.008 if number % 2 else 0.0
        easel.poly([(left, top - rise), (left + leaf, top - 0.008 + rise), (left + leaf, foot), (left, foot)],
                   "2E3F4E", 0.3)  # fmt: skip
        easel.rect(left + 0.007, top + 0.012, leaf - 0.014, foot - top - 0.05, "EFE4C9", 0.25 + 0.25 * (number % 2))
        middle = left + leaf / 2
        easel.line([(middle - 0.02, foot - 0.05), (middle + 0.006, foot - 0.12), (middle - 0.006, foot - 0.2)], 0.006,
                   "5A4636", curved=True)  # fmt: skip
        for bloom in range(4):
            easel.oval(middle - 0.012 + 0.011 * bloom, foot - 0.11 - 0.035 * bloom, 0.016, 0.015,
                       easel.set.accents[(number + bloom) % 3], 0.3)  # fmt: skip
        easel.oval(middle, foot - 0.055, 0.022, 0.012, "6E8E6A", 0.3)


def _shelves(easel: Easel, x: float, y: float) -> None:
    """Two open boards with books, a plant and a frame."""
    for row, shift in ((0.0, 0.0), (0.13, 0.05)):
        left, top = x - 0.17 + shift, y - 0.03 + row
        easel.rect(left, top, 0.32, 0.014, vary(easel.set.home.wood, 0.05), 0.3)
        for book in range(8):
            tall = easel.between(0.055, 0.085)
            tint = easel.any_of(("8A3F38", "2F5C6E", "C98A3A", "5A6B45", "D9C39A"))
            easel.rect(left + (0.02 if row else 0.12) + book * 0.017, top - tall, 0.015, tall, tint, 0.4)
        pot(easel, left + (0.25 if row else 0.06), top, 0.04, "D9D2C4")
        for stem in (-0.025, 0.0, 0.025):
            px = left + (0.25 if row else 0.06)
            easel.line([(px, top - 0.04), (px + stem, top - 0.09)], 0.007, "5A8A4A")


def _mirror(easel: Easel, x: float, y: float) -> None:
    """A round mirror with rays, catching the light."""
    for ray in range(16):
        with easel.at(x, y):
            easel.canvas.rotate(ray * 22.5)
            easel.poly([(-0.008, -0.075), (0.0, -0.115), (0.008, -0.075)], "C9963E", 0.3)
    easel.oval(x, y, 0.082, 0.082, "B8873A", 0.6)
    easel.oval(x, y, 0.066, 0.066, "AFC3C6", 0.5)
    with easel.clipped(skia.Path.Circle(x, y, 0.066)):
        easel.flat(polygon([(x - 0.06, y + 0.05), (x + 0.0, y - 0.07), (x + 0.03, y - 0.07), (x - 0.02, y + 0.07)]),
                   easel.light_on(easel.seen("E3EDEC"), 0.5), 0.5)  # fmt: skip


HANGINGS: Final[dict[str, Callable[[Easel, float, float], None]]] = {
    "pictures": _pictures,
    "miniatures": _miniatures,
    "niches": _niches,
    "gilded": _gilded,
    "plates": _plates,
    "masks": _masks,
    "tapestry": _tapestry,
    "textile": _textile,
    "scrolls": _scrolls,
    "folding screen": _screen,
    "shelves": _shelves,
    "mirror": _mirror,
}

# ------------------------------------------------------------------------------------------------------------- rugs


def rug(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    """What lies on the floor."""
    draw = RUGS[easel.set.home.rug]
    if draw is not None:
        draw(easel, x, y, width, height)


def _bordered(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    rooms.rug(easel, x, y, width, height, vary(easel.set.accent, -0.06, 0.75), "E3CDA0")


def _medallion(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    """A knotted carpet with a medallion and corners."""
    field, trim = vary(easel.set.accents[0], -0.1, 0.8), "E3C28D"
    rooms.rug(easel, x, y, width, height, field, trim)
    for scale, colour in ((0.3, vary(easel.set.accents[1], -0.04, 0.8)), (0.2, trim), (0.12, field)):
        half, tall = width * scale * 0.55, height * scale * 0.9
        easel.poly([(x - half, y), (x, y - tall), (x + half, y), (x, y + tall)], colour, 0.15)


def _striped(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    """A flat weave: bands of the culture's colours from side to side, a zigzag in the widest, fringed ends."""
    accents = (*easel.set.accents, "EAD9B4")
    bands = (0.2, 0.06, 0.14, 0.06, 0.3, 0.06, 0.14, 0.06, 0.2)
    total, at = sum(bands), 0.0
    for number, band in enumerate(bands):
        left, right = at / total - 0.5, (at + band) / total - 0.5
        colour = vary(accents[min(number, len(bands) - 1 - number) % len(accents)], -0.03, 0.75)
        far, near = y - height / 2, y + height / 2
        easel.poly([(x + left * width * 0.88, far), (x + right * width * 0.88, far), (x + right * width, near),
                    (x + left * width, near)], colour, 0.15)  # fmt: skip
        at += band
    for row in range(4):
        ry = y - height * 0.34 + row * height * 0.22
        easel.poly([(x - width * 0.03, ry), (x, ry - height * 0.07), (x + width * 0.03, ry), (x, ry + height * 0.07)],
                   "F0E2C4", 0.1)  # fmt: skip
    for thread in range(13):
        t = thread / 12
        for side in (-1.0, 1.0):
            fx, fy = x + side * width / 2 * (0.88 + 0.12 * t), y - height / 2 + height * t
            easel.line([(fx, fy), (fx + side * 0.018, fy + 0.001)], 0.003, "E3CDA0")


def _round_mat(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    """A round mat, coiled."""
    colours = (vary(easel.set.accents[0], -0.02, 0.7), "D9B87A", vary(easel.set.accents[-1], -0.02, 0.6), "C9A060")
    for ring in range(8):
        share = 1 - ring / 8
        easel.oval(x, y, width * 0.42 * share, height * 0.62 * share, colours[ring % 4], 0.15)


def _drawn(easel: Easel, x: float, y: float, width: float, height: float) -> None:
    """White lines drawn on the floor with rice flour: loops about a grid of dots, seen flat."""
    white = easel.light_on(easel.seen("F4EEE0"), 0.3)
    flat = height / width * 1.5
    for turn in range(8):
        with easel.at(x, y):
            easel.canvas.scale(1.0, flat)
            easel.canvas.rotate(turn * 45)
            loop = [(0.0, 0.0), (width * 0.09, -width * 0.045), (width * 0.2, 0.0), (width * 0.09, width * 0.045)]
            petal = smooth(loop, closed=True)
            easel.stroke(petal, 0.006, white, 0.85)
            easel.flat(skia.Path.Circle(width * 0.235, 0.0, 0.008), white, 0.9)
    easel.flat(skia.Path.Oval(skia.Rect.MakeLTRB(x - 0.012, y - 0.004, x + 0.012, y + 0.004)), white)


RUGS: Final[dict[str, Callable[[Easel, float, float, float, float], None] | None]] = {
    "none": None,
    "bordered": _bordered,
    "medallion": _medallion,
    "striped": _striped,
    "round": _round_mat,
    "kolam": _drawn,
}

# ------------------------------------------------------------------------------------------------------------ lamps


def lamp(easel: Easel, x: float) -> None:
    """The lamp of the room, at this place across it: on the floor, or from above."""
    LAMPS[easel.set.home.lamp](easel, x)


def _standing(easel: Easel, x: float) -> None:
    rooms.floor_lamp(easel, x, -0.02, "F0D6A0")


def _arc(easel: Easel, x: float) -> None:
    """A thin lamp that bends over the seat."""
    way = -1.0 if x > 0 else 1.0
    easel.shadow(x, -0.01, 0.08)
    easel.oval(x, -0.015, 0.06, 0.012, "3A3A40", 0.5)
    bow = [(x, -0.02), (x + way * 0.01, -0.4), (x + way * 0.1, -0.56), (x + way * 0.2, -0.52)]
    easel.stroke(smooth(bow), 0.008, easel.seen("4A4A50"))
    easel.fill(smooth([(x + way * 0.13, -0.455), (x + way * 0.145, -0.51), (x + way * 0.2, -0.535),
                       (x + way * 0.255, -0.51), (x + way * 0.27, -0.455)], closed=True), "E3B45A", 0.6)  # fmt: skip
    if easel.set.lamps_on:
        easel.glow(x + way * 0.2, -0.44, 0.2, "FFC46B", 0.04, 0.5)


def _oil(easel: Easel, x: float) -> None:
    """A standing brass lamp with wicks, a bird on its top."""
    easel.shadow(x, -0.01, 0.07)
    brass = "C9963E"
    for level, wide in ((-0.02, 0.062), (-0.045, 0.04)):
        easel.oval(x, level, wide, 0.016, brass, 0.8)
    easel.rect(x - 0.009, -0.36, 0.018, 0.32, brass, 0.9)
    for knot in (-0.12, -0.2, -0.28):
        easel.oval(x, knot, 0.018, 0.013, brass, 0.8)
    easel.oval(x, -0.355, 0.055, 0.017, brass, 0.8)
    easel.fill(smooth([(x - 0.01, -0.37), (x - 0.012, -0.405), (x, -0.43), (x + 0.02, -0.42), (x + 0.008, -0.37)],
                      closed=True), brass, 0.7)  # fmt: skip
    for wick in (-0.05, 0.05):
        flame(easel, x + wick, -0.365, 0.026)


def _lanterns(easel: Easel, x: float) -> None:
    """Two red lanterns with tassels from the ceiling; one where there is room for one."""
    for away in (x * 0.42, x * 0.78) if easel.half > 0.5 else (x * 0.6,):
        y = easel.top + 0.24
        easel.line([(away, easel.top), (away, y - 0.07)], 0.004, "4A2E26")
        body = [(-0.045, -0.06), (-0.085, 0.0), (-0.045, 0.06), (0.045, 0.06), (0.085, 0.0), (0.045, -0.06)]
        easel.fill(smooth([(away + dx, y + dy) for dx, dy in body], closed=True), "C8332B", 0.7)
        for rib in (-0.035, 0.0, 0.035):
            easel.stroke(smooth([(away + rib * 0.6, y - 0.06), (away + rib * 1.3, y), (away + rib * 0.6, y + 0.06)]),
                         0.003, easel.seen("E8B04A"), 0.8)  # fmt: skip
        for end in (-0.068, 0.058):
            easel.rect(away - 0.04, y + end, 0.08, 0.012, "C9A24B", 0.4)
        for thread in (-0.008, 0.0, 0.008):
            easel.line([(away, y + 0.07), (away + thread, y + 0.13)], 0.004, "E8B04A")
        if easel.set.lamps_on:
            easel.glow(away, y, 0.2, "FF9A5A", 0.1, 0.45)


def _pierced(easel: Easel, x: float) -> None:
    """Pierced brass lamps on chains."""
    for away in (-x * 0.35, x * 0.35):
        y = easel.top + 0.24
        easel.line([(away, easel.top), (away, y - 0.06)], 0.004, "8A6A3C")
        body = smooth([(away, y - 0.07), (away + 0.04, y - 0.02), (away + 0.028, y + 0.035), (away, y + 0.06),
                       (away - 0.028, y + 0.035), (away - 0.04, y - 0.02)], closed=True)  # fmt: skip
        easel.fill(body, "F2C46A" if easel.set.lamps_on else "B8873A", 0.7)
        buildings.lattice(easel, body, 0.018, "7A5628", 0.9)
        if easel.set.lamps_on:
            easel.glow(away, y, 0.16, "FFC46B", 0.1, 0.45)


def _paper_lamp(easel: Easel, x: float) -> None:
    """A paper box on the floor."""
    y = -0.01
    easel.shadow(x, y, 0.09)
    easel.fill(box(x - 0.06, y - 0.26, 0.12, 0.25, 0.01), vary("F3E2BC", 0.04) if easel.set.lamps_on else "EFE4CE", 0.2)
    for bar in (-0.06, 0.0, 0.06):
        easel.line([(x + bar, y), (x + bar, y - 0.26)], 0.006, "6B4A38")
    for bar in (0.02, 0.14, 0.26):
        easel.line([(x - 0.06, y - bar), (x + 0.06, y - bar)], 0.006, "6B4A38")
    if easel.set.lamps_on:
        easel.glow(x, y - 0.14, 0.22, "FFCB80", 0.12, 0.5)


def _candles(easel: Easel, x: float) -> None:
    """A wheel of candles from a beam."""
    y, middle = easel.top + 0.24, x * 0.3
    easel.line([(middle, easel.top), (middle, y - 0.06)], 0.006, "3A3236")
    for side in (-1.0, 1.0):
        easel.line([(middle, y - 0.06), (middle + side * 0.12, y)], 0.004, "3A3236")
    easel.stroke(skia.Path.Oval(skia.Rect.MakeLTRB(middle - 0.13, y - 0.018, middle + 0.13, y + 0.022)), 0.014,
                 easel.seen("4A3626"))  # fmt: skip
    for place in (-0.12, -0.04, 0.04, 0.12):
        easel.rect(middle + place - 0.008, y - 0.05, 0.016, 0.045, "EFE4CE", 0.4)
        if easel.set.lamps_on:
            easel.oval(middle + place, y - 0.06, 0.006, 0.012, "FFE0A0", 0.0)
    if easel.set.lamps_on:
        easel.glow(middle, y - 0.06, 0.16, "FFC46B", 0.25, 0.4)


def _storm(easel: Easel, x: float) -> None:
    """A storm lantern on a peg of the wall's post."""
    y = -0.46
    easel.line([(x, easel.top), (x, y - 0.09)], 0.004, "3A3236")
    easel.rect(x - 0.03, y - 0.07, 0.06, 0.02, "5A5A60", 0.5, 0.004)
    easel.fill(smooth([(x - 0.026, y - 0.05), (x - 0.036, y), (x - 0.022, y + 0.04), (x + 0.022, y + 0.04),
                       (x + 0.036, y), (x + 0.026, y - 0.05)], closed=True),
               "F8DFA0" if easel.set.lamps_on else "C9D2CC", 0.4)  # fmt: skip
    easel.rect(x - 0.032, y + 0.038, 0.064, 0.026, "5A5A60", 0.5, 0.006)
    if easel.set.lamps_on:
        easel.glow(x, y, 0.2, "FFC46B", 0.2, 0.5)


LAMPS: Final[dict[str, Callable[[Easel, float], None]]] = {
    "floor lamp": _standing,
    "arc lamp": _arc,
    "oil lamp": _oil,
    "red lanterns": _lanterns,
    "pierced brass": _pierced,
    "paper lamp": _paper_lamp,
    "candle wheel": _candles,
    "storm lantern": _storm,
}
