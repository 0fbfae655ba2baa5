"""Where people of a culture sit, sleep and cook: tables of furniture by names that culture packs use.

Everything stands with its foot at (x, y); `side` is where the window is, 1 to the right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, rooms
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, box, smooth
from pipeline.picture.scenery.sacred import blaze

Place = Callable[[Easel, float, float, float], None]
"""Draws a piece of furniture of a width, its foot's middle at (x, y)."""


def _cloth(easel: Easel, number: int = 0) -> Colour:
    """One of the culture's colours, as cloth that has been used."""
    accents = easel.set.accents
    return vary(accents[number % len(accents)], -0.02, 0.72)


def _cushion(easel: Easel, x: float, y: float, size: float, colour: Colour, lean: float = 12.0) -> None:
    with easel.at(x, y):
        easel.canvas.rotate(lean)
        easel.fill(box(-size / 2, -size / 2, size, size, size * 0.2), colour, 0.6)
        mark = size * 0.28
        easel.line([(-mark, 0), (0, -mark), (mark, 0), (0, mark), (-mark, 0)], 0.004, vary(colour, 0.14))


# ------------------------------------------------------------------------------------------------------------ seats


def _sofa(easel: Easel, x: float, y: float, width: float) -> None:
    rooms.sofa(easel, x, y, width, vary(easel.set.accents[1 % len(easel.set.accents)], -0.02, 0.55), easel.set.accent)


def _low_sofa(easel: Easel, x: float, y: float, width: float) -> None:
    """A long low sofa on thin legs, a throw over one arm."""
    half, grey = width / 2, vary(easel.set.accents[0], 0.12, 0.35)
    easel.shadow(x, y, half * 1.1, 0.45)
    for leg in (-0.88, -0.3, 0.3, 0.88):
        easel.line([(x + half * leg, y), (x + half * leg * 0.97, y - 0.06)], 0.01, "B08A5E")
    easel.fill(box(x - half, y - 0.21, width, 0.09, 0.018), vary(grey, -0.03), 0.5)
    for part in (-0.5, 0.5):
        easel.fill(box(x + part * half - half * 0.49, y - 0.13, half * 0.98, 0.07, 0.016), grey, 0.5)
    for edge in (-1.0, 1.0):
        easel.fill(box(x + edge * half * 0.985 - 0.018, y - 0.2, 0.036, 0.14, 0.014), vary(grey, -0.05), 0.5)
    for number, place in enumerate((-0.7, -0.5, 0.66)):
        _cushion(easel, x + half * place, y - 0.155, 0.085, _cloth(easel, number), 10 - 16 * (number % 2))
    easel.fill(smooth([(x + half * 0.88, y - 0.215), (x + half * 1.04, y - 0.2), (x + half * 1.03, y - 0.09),
                       (x + half * 0.9, y - 0.1)], closed=True), "E3B45A", 0.4)  # fmt: skip


def _corner_sofa(easel: Easel, x: float, y: float, width: float) -> None:
    """A deep sofa with a long seat at one end and many cushions."""
    half, cloth = width / 2, "8E8F86"
    rooms.sofa(easel, x, y, width, cloth, _cloth(easel, 1))
    easel.fill(box(x - half * 0.98, y - 0.12, half * 0.85, 0.125, 0.028), vary(cloth, 0.05), 0.5)
    easel.rect(x - half * 0.96, y - 0.012, half * 0.8, 0.014, vary(cloth, -0.14), 0.3)
    easel.fill(smooth([(x - half * 0.7, y - 0.125), (x - half * 0.3, y - 0.125), (x - half * 0.34, y - 0.03),
                       (x - half * 0.66, y - 0.02)], closed=True), _cloth(easel, 0), 0.4)  # fmt: skip
    for number, place in enumerate((0.35, 0.12)):
        _cushion(easel, x + half * place, y - 0.185, 0.085, _cloth(easel, number), -9)


def _takht(easel: Easel, x: float, y: float, width: float) -> None:
    """A low platform with turned legs, a white mattress, a printed cloth and bolsters."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(x, y, half * 1.1, 0.5)
    for leg in (-0.92, -0.3, 0.3, 0.92):
        lx = x + half * leg
        for level, wide in ((0.0, 0.014), (0.022, 0.02), (0.05, 0.013), (0.075, 0.02)):
            easel.oval(lx, y - level - 0.012, wide, 0.014, vary(wood, 0.03), 0.7)
    easel.rect(x - half, y - 0.118, width, 0.03, wood, 0.5, 0.004)
    buildings.frieze(easel, x - half, y - 0.116, width, 0.022, vary(wood, 0.12), "lotus")
    easel.fill(box(x - half * 0.98, y - 0.168, width * 0.98, 0.055, 0.016), "F3E9D8", 0.5)
    easel.rect(x - half * 0.98, y - 0.138, width * 0.98, 0.024, _cloth(easel, 1), 0.3)
    buildings.frieze(easel, x - half * 0.97, y - 0.136, width * 0.97, 0.018, "F2C94B", "dots")
    for edge in (-1.0, 1.0):
        bx = x + edge * half * 0.8
        easel.fill(box(bx - 0.062, y - 0.228, 0.124, 0.068, 0.034), _cloth(easel, 0), 0.8)
        for cap in (-0.058, 0.058):
            easel.oval(bx + cap, y - 0.194, 0.008, 0.03, "F2C94B", 0.4)
    for number, place in enumerate((-0.38, 0.0, 0.38)):
        easel.fill(box(x + half * place - 0.06, y - 0.262, 0.12, 0.1, 0.022), _cloth(easel, (2, 3, 4)[number]), 0.6)
        buildings.frieze(easel, x + half * place - 0.05, y - 0.222, 0.1, 0.02, "F3E3C3", "diamond")


def _swing(easel: Easel, x: float, y: float, width: float) -> None:
    """A plank swing on brass chains from the ceiling."""
    half, wood = width * 0.42, easel.set.home.wood
    easel.shadow(x, y, half * 1.1, 0.35)
    for side in (-0.92, 0.92):
        for away in (-0.012, 0.012):
            easel.line([(x + half * side + away, easel.top), (x + half * side + away, y - 0.15)], 0.006, "C9963E")
        for link in range(12):
            ly = easel.top + (y - 0.15 - easel.top) * (link + 0.5) / 12
            easel.oval(x + half * side, ly, 0.012, 0.009, "D9A94E", 0.6)
    easel.rect(x - half, y - 0.15, half * 2, 0.036, wood, 0.6, 0.006)
    easel.rect(x - half, y - 0.158, half * 2, 0.012, vary(wood, 0.08), 0.3, 0.004)
    easel.fill(box(x - half * 0.94, y - 0.185, half * 1.88, 0.03, 0.012), _cloth(easel, 1), 0.5)
    for number, place in enumerate((-0.75, 0.75)):
        easel.fill(box(x + half * place - 0.06, y - 0.255, 0.12, 0.075, 0.035), _cloth(easel, number), 0.7)


def _bench(easel: Easel, x: float, y: float, width: float) -> None:
    """A carved bench of dark wood and a stool, with a striped cloth over it."""
    half, wood = width * 0.44, "5A3A26"
    easel.shadow(x, y, half * 1.1, 0.5)
    for leg in (-0.85, 0.0, 0.85):
        lx = x + half * leg
        easel.poly([(lx - 0.03, y), (lx - 0.016, y - 0.065), (lx - 0.03, y - 0.125), (lx + 0.03, y - 0.125),
                    (lx + 0.016, y - 0.065), (lx + 0.03, y)], wood, 0.7)  # fmt: skip
    easel.fill(smooth([(x - half * 1.04, y - 0.15), (x, y - 0.128), (x + half * 1.04, y - 0.15), (x + half, y - 0.112),
                       (x, y - 0.1), (x - half, y - 0.112)], closed=True), vary(wood, 0.05), 0.5)  # fmt: skip
    for band in range(6):
        left = x - half * 0.5 + band * half / 6
        easel.rect(left, y - 0.148, half / 6 + 0.001, 0.085, vary(_cloth(easel, band), 0.02), 0.3)
        if band % 2:
            buildings.frieze(easel, left, y - 0.12, half / 6, 0.02, "F0DDB4", "zigzag")
    stool = x + half * 1.32
    easel.shadow(stool, y + 0.02, 0.07)
    waisted = [(-0.055, 0.02), (-0.026, -0.04), (-0.055, -0.09), (0.055, -0.09), (0.026, -0.04), (0.055, 0.02)]
    easel.poly([(stool + dx, y + dy) for dx, dy in waisted], wood, 0.8)
    easel.oval(stool, y - 0.092, 0.06, 0.016, vary(wood, 0.08), 0.4)


def _serape_bench(easel: Easel, x: float, y: float, width: float) -> None:
    """A painted wooden bench with a high back, a striped blanket over it."""
    half, wood = width * 0.46, "3F7A8A"
    easel.shadow(x, y, half * 1.1, 0.5)
    for leg in (-0.94, 0.94):
        easel.rect(x + half * leg - 0.014, y - 0.3, 0.028, 0.3, vary(wood, -0.04), 0.5)
    for slat in range(9):
        sx = x - half * 0.84 + half * 1.68 * slat / 8
        easel.rect(sx - 0.012, y - 0.27, 0.024, 0.15, wood, 0.5, 0.004)
    easel.fill(smooth([(x - half, y - 0.27), (x - half * 0.5, y - 0.3), (x, y - 0.32), (x + half * 0.5, y - 0.3),
                       (x + half, y - 0.27), (x + half, y - 0.25), (x - half, y - 0.25)], closed=True),
               vary(wood, 0.04), 0.5)  # fmt: skip
    for flower in (-0.5, 0.0, 0.5):
        for petal in range(6):
            with easel.at(x + half * flower, y - 0.278):
                easel.canvas.rotate(petal * 60)
                easel.oval(0.0, -0.011, 0.006, 0.009, "E3567A", 0.2)
        easel.oval(x + half * flower, y - 0.278, 0.006, 0.006, "F2C94B", 0.2)
    easel.rect(x - half, y - 0.135, half * 2, 0.03, vary(wood, 0.03), 0.5, 0.004)
    colours = ("B5322E", "F2B94B", "2347A5", "F3E3C3", "C2256B", "2E8B6A")
    for band in range(9):
        left = x - half * 0.1 + band * half * 0.075
        easel.rect(left, y - 0.285, half * 0.076, 0.215, vary(colours[band % 6], 0.0, 0.85), 0.3)
    for thread in range(12):
        tx = x - half * 0.09 + thread * half * 0.058
        easel.line([(tx, y - 0.07), (tx, y - 0.05)], 0.004, "E3CDA0")


def _settle(easel: Easel, x: float, y: float, width: float) -> None:
    """A high-backed settle of oak with panels, cushions on its seat."""
    half, wood = width * 0.46, easel.set.home.wood
    easel.shadow(x, y, half * 1.1, 0.5)
    easel.rect(x - half, y - 0.37, half * 2, 0.37, vary(wood, -0.03), 0.5, 0.006)
    easel.rect(x - half * 1.03, y - 0.385, half * 2.06, 0.025, vary(wood, 0.05), 0.4, 0.004)
    for panel in range(4):
        left = x - half + half * 0.5 * panel + 0.014
        easel.rect(left, y - 0.345, half * 0.5 - 0.028, 0.16, vary(wood, 0.03), 0.5, 0.004)
        easel.rect(left, y - 0.085, half * 0.5 - 0.028, 0.07, vary(wood, 0.02), 0.5, 0.004)
    easel.rect(x - half * 1.02, y - 0.15, half * 2.04, 0.026, vary(wood, 0.06), 0.4, 0.004)
    easel.fill(box(x - half * 0.94, y - 0.18, half * 1.88, 0.034, 0.012), _cloth(easel, 0), 0.5)
    for edge in (-1.0, 1.0):
        easel.fill(box(x + edge * half - 0.02, y - 0.25, 0.04, 0.25, 0.01), vary(wood, 0.02), 0.6)
    _cushion(easel, x - half * 0.6, y - 0.22, 0.09, _cloth(easel, 1))


def _armchairs(easel: Easel, x: float, y: float, width: float) -> None:
    """Two square chairs of dark wood with a tea table between them."""
    wood = easel.set.home.wood
    for side in (-1.0, 1.0):
        cx = x + side * width * 0.34
        easel.shadow(cx, y, 0.12, 0.5)
        for leg in (-0.075, 0.075):
            tall = 0.34 if leg * side > 0 else 0.22
            easel.rect(cx + leg - 0.009, y - tall, 0.018, tall, wood, 0.5)
        easel.rect(cx - 0.085, y - 0.145, 0.17, 0.02, vary(wood, 0.06), 0.4)
        easel.rect(cx - 0.078, y - 0.16, 0.156, 0.018, _cloth(easel, 0), 0.4, 0.006)
        easel.rect(cx - 0.085, y - 0.225, 0.17, 0.014, vary(wood, 0.03), 0.4)
        easel.rect(cx + side * 0.06, y - 0.345, 0.03, 0.12, vary(wood, 0.02), 0.5)
        easel.rect(cx - 0.08, y - 0.05, 0.16, 0.012, wood, 0.4)
    rooms.table(easel, x, y, width * 0.26, 0.15, wood)
    easel.oval(x - 0.01, y - 0.205, 0.03, 0.024, "E6EEF0", 0.7)
    easel.line([(x + 0.018, y - 0.208), (x + 0.04, y - 0.222)], 0.007, "E6EEF0")
    easel.line([(x - 0.02, y - 0.2), (x, y - 0.198)], 0.004, "2F5F9A")
    for cup in (-0.06, 0.06):
        easel.fill(box(x + cup - 0.012, y - 0.205, 0.024, 0.02, 0.006), "E6EEF0", 0.6)


def _floor_table(easel: Easel, x: float, y: float, width: float) -> None:
    """A low table with bowls and two cushions before it."""
    wood = easel.set.home.wood
    rooms.table(easel, x, y, width * 0.5, 0.1, wood)
    easel.oval(x - 0.03, y - 0.155, 0.034, 0.028, "3F5A56", 0.8)
    for cup in (0.04, -0.09):
        easel.fill(box(x + cup - 0.014, y - 0.158, 0.028, 0.026, 0.006), "EFE4CE", 0.6)
    for number, side in enumerate((-1.0, 1.0)):
        cx = x + side * width * 0.42
        easel.shadow(cx, y + 0.035, 0.12)
        easel.fill(box(cx - 0.1, y, 0.2, 0.036, 0.018), _cloth(easel, number), 0.5)


def _silk_cushions(easel: Easel, x: float, y: float, width: float) -> None:
    """A round-legged small table, a silk mattress with a bolster, bands of five colours at their ends."""
    half = width * 0.36
    easel.shadow(x - width * 0.1, y, half, 0.4)
    easel.fill(box(x - width * 0.1 - half, y - 0.045, half * 2, 0.045, 0.014), "E9DFC6", 0.5)
    for number, colour in enumerate(("B5322E", "F2C94B", "2E6F5A", "28306B", "F3EBDD")):
        for edge in (-1.0, 1.0):
            left = x - width * 0.1 + edge * (half - 0.012 * (number + 0.5)) - 0.006
            easel.rect(left, y - 0.045, 0.012, 0.045, vary(colour, 0.0, 0.85), 0.2)
    easel.fill(box(x - width * 0.1 - half * 0.95, y - 0.15, half * 0.62, 0.1, 0.03), _cloth(easel, 0), 0.7)
    easel.fill(box(x - width * 0.1 + half * 0.45, y - 0.105, half * 0.4, 0.06, 0.028), _cloth(easel, 1), 0.7)
    tx, wood = x + width * 0.4, easel.set.home.wood
    easel.shadow(tx, y + 0.01, 0.1)
    for leg in (-0.07, 0.07):
        easel.line(
            [(tx + leg, y - 0.1), (tx + leg * 1.15, y - 0.05), (tx + leg * 0.9, y + 0.008)], 0.012, wood, curved=True
        )
    easel.oval(tx, y - 0.105, 0.105, 0.016, vary(wood, 0.06), 0.4)
    for number, away in enumerate((-0.05, 0.0, 0.05)):
        easel.fill(box(tx + away - 0.018, y - 0.135, 0.036, 0.024, 0.01), ("EFE9DC", "D9A441", "B8C4B0")[number], 0.6)


SEATS: Final[dict[str, Place]] = {
    "sofa": _sofa,
    "low sofa": _low_sofa,
    "corner sofa": _corner_sofa,
    "takht": _takht,
    "swing": _swing,
    "carved bench": _bench,
    "serape bench": _serape_bench,
    "settle": _settle,
    "square chairs": _armchairs,
    "floor table": _floor_table,
    "silk cushions": _silk_cushions,
}

# ------------------------------------------------------------------------------------------------------------- beds


def bed(easel: Easel, x: float, y: float, width: float, side: float) -> None:
    """The bed, its head away from the window."""
    with easel.at(x, y, 1.0, mirrored=side < 0):
        BEDS[easel.set.home.bed](easel, width)


def _wooden(easel: Easel, width: float) -> None:
    rooms.bed(easel, 0.0, 0.0, width, vary(easel.set.accent, -0.02, 0.7), easel.set.home.wood)


def _netted(easel: Easel, width: float) -> None:
    """A bed of teak with turned posts, a net of gauze gathered up over it."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(0, 0.004, half * 1.05, 0.45)
    top = -0.54
    for side in (-1.0, 1.0):
        easel.rect(side * half - 0.011, top, 0.022, -top, wood, 0.8)
        for knob in (0.14, 0.27, 0.4):
            easel.oval(side * half, -knob, 0.017, 0.012, vary(wood, 0.05), 0.7)
    board = [(-1.0, -0.13), (-1.0, -0.25), (-0.93, -0.29), (-0.86, -0.25), (-0.86, -0.13)]
    easel.fill(smooth([(half * dx, dy) for dx, dy in board], closed=True), vary(wood, 0.03), 0.6)
    easel.rect(-half, -0.13, width, 0.085, wood, 0.5)
    for star in range(4):
        easel.oval(-half + width * (star + 0.5) / 4, -0.088, 0.022, 0.022, vary(wood, 0.08), 0.5)
    _covers(easel, width * 0.98, -0.13, _cloth(easel, 0), "F3E3C3")
    gauze = "F4EEE0"
    for side in (-1.0, 1.0):
        drape = [(1.0, top), (0.3, top + 0.03), (0.8, top + 0.2), (0.98, -0.25), (1.01, -0.3)]
        easel.fill(smooth([(side * half * dx, dy) for dx, dy in drape], closed=True), gauze, 0.4, alpha=0.6)
    roof = [(-1.0, top), (-0.4, top + 0.055), (0, top + 0.03), (0.4, top + 0.055), (1.0, top), (1.0, top - 0.018),
            (-1.0, top - 0.018)]  # fmt: skip
    easel.fill(smooth([(half * dx, dy) for dx, dy in roof], closed=True), gauze, 0.4, alpha=0.75)
    easel.rect(-half * 1.02, top - 0.025, width * 1.02, 0.016, wood, 0.5)


def _covers(easel: Easel, width: float, y: float, cover: Colour, band: Colour | None = None) -> None:
    """Mattress, pillow and a cover on a bed whose frame's top is at y; its head on the left."""
    half = width / 2
    easel.fill(box(-half + 0.01, y - 0.06, width - 0.02, 0.06, 0.016), "F1EADB", 0.4)
    pillow = [(-half * 0.9, y - 0.06), (-half * 0.86, y - 0.105), (-half * 0.6, y - 0.1), (-half * 0.55, y - 0.06)]
    easel.fill(smooth(pillow, closed=True), "F7F1E4", 0.5)
    cloth = smooth([(-half * 0.45, y - 0.065), (0, y - 0.08), (half * 0.94, y - 0.07), (half * 0.97, y + 0.03),
                    (0, y + 0.035), (-half * 0.5, y + 0.03)], closed=True)  # fmt: skip
    easel.fill(cloth, cover, 0.6)
    if band is not None:
        with easel.clipped(cloth):
            for stripe in (-0.3, 0.1, 0.5, 0.85):
                easel.rect(half * stripe - 0.02, y - 0.1, 0.04, 0.16, band, 0.3)


def _charpai(easel: Easel, width: float) -> None:
    """A string cot on turned legs, a quilt and a bolster on it."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(0, 0.004, half * 1.05, 0.45)
    for leg in (-0.96, 0.96):
        lx = half * leg
        for level, wide in ((0.015, 0.014), (0.05, 0.021), (0.085, 0.014), (0.12, 0.022), (0.15, 0.018)):
            easel.oval(lx, -level, wide, 0.017, ("B5413A", "D9A441")[round(level * 100) % 2], 0.7)
    easel.rect(-half, -0.135, width, 0.022, wood, 0.6, 0.008)
    with easel.clipped(box(-half * 0.95, -0.115, width * 0.95, 0.045)):
        buildings.lattice(easel, box(-half * 0.95, -0.115, width * 0.95, 0.045), 0.022, "E3CDA0", 0.8)
    _covers(easel, width * 0.94, -0.135, _cloth(easel, 0), "F2C94B")


def _futon(easel: Easel, width: float) -> None:
    """A mattress on the mats with a patterned quilt."""
    half = width / 2
    easel.shadow(0, 0.012, half * 1.05, 0.35)
    easel.fill(box(-half, -0.05, width, 0.055, 0.02), "F3EEE2", 0.4)
    easel.fill(box(-half * 0.95, -0.085, half * 0.36, 0.045, 0.018), "F7F2E6", 0.5)
    quilt = smooth([(-half * 0.5, -0.055), (0, -0.085), (half * 0.95, -0.075), (half * 1.02, 0.0), (0, 0.01),
                    (-half * 0.56, 0.0)], closed=True)  # fmt: skip
    easel.fill(quilt, _cloth(easel, 1), 0.6)
    with easel.clipped(quilt):
        for column in range(9):
            for row in range(3):
                ring = skia.Path.Circle(
                    -half * 0.45 + column * half * 0.19 + row % 2 * half * 0.09, -0.06 + row * 0.028, 0.022
                )
                easel.stroke(ring, 0.004, easel.seen("EFE4CE"), 0.5)
    easel.fill(smooth([(-half * 0.52, -0.06), (-half * 0.3, -0.088), (-half * 0.28, -0.005), (-half * 0.56, 0.0)],
                      closed=True), "F3EEE2", 0.4)  # fmt: skip


def _bright_bedding(easel: Easel, width: float) -> None:
    """Bedding on the warm floor, more of it folded on a chest behind."""
    half, wood = width / 2, easel.set.home.wood
    chest = half * 0.62
    easel.rect(chest - 0.13, -0.17, 0.26, 0.15, vary(wood, -0.02), 0.5, 0.004)
    for plate in (-0.07, 0.07):
        easel.oval(chest + plate, -0.1, 0.016, 0.016, "D9A441", 0.6)
    for number, colour in enumerate(("B5322E", "F3EBDD", "2E6F5A", "D9A441")):
        easel.fill(box(chest - 0.12, -0.21 - 0.036 * number, 0.24, 0.036, 0.014), vary(colour, 0.0, 0.8), 0.5)
    easel.shadow(-half * 0.1, 0.02, half * 0.9, 0.3)
    easel.fill(box(-half, -0.03, width * 0.86, 0.045, 0.016), "EFE6D2", 0.4)
    easel.fill(box(-half * 0.96, -0.075, half * 0.3, 0.052, 0.024), "F3EEE2", 0.6)
    quilt = smooth([(-half * 0.55, -0.04), (-half * 0.1, -0.062), (half * 0.66, -0.05), (half * 0.72, 0.014),
                    (-half * 0.6, 0.016)], closed=True)  # fmt: skip
    easel.fill(quilt, "B5322E", 0.6)
    with easel.clipped(quilt):
        for number, colour in enumerate(("F2C94B", "2E6F5A", "F3EBDD", "28306B")):
            easel.rect(-half * 0.56 + 0.025 * number, -0.08, 0.024, 0.12, vary(colour, 0.0, 0.85), 0.2)


def _canopy(easel: Easel, width: float) -> None:
    """A bed with posts, a carved canopy and drawn curtains."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(0, 0.004, half * 1.1, 0.5)
    top = -0.56
    easel.rect(-half, top + 0.02, width, -0.13 - top, vary(wood, -0.12), 0.3)
    lattice = box(-half, -0.27, width, 0.14)
    buildings.lattice(easel, lattice, 0.036, vary(wood, 0.06), 0.8)
    easel.rect(-half, -0.12, width, 0.085, vary(wood, 0.02), 0.5)
    buildings.frieze(easel, -half, -0.1, width, 0.03, "C9A24B", "key")
    _covers(easel, width * 0.96, -0.12, _cloth(easel, 0), None)
    for side in (-1.0, 1.0):
        easel.rect(side * half - 0.014, top, 0.028, -top, wood, 0.7)
        drape = smooth([(side * half * 0.97, top + 0.05), (side * half * 0.62, top + 0.06), (side * half * 0.86, -0.32),
                        (side * half * 0.8, -0.14), (side * half * 0.97, -0.13)], closed=True)  # fmt: skip
        easel.fill(drape, vary(_cloth(easel, 1), 0.05), 0.6)
    easel.rect(-half * 1.04, top - 0.03, width * 1.04, 0.085, wood, 0.5, 0.006)
    buildings.frieze(easel, -half, top - 0.012, width, 0.045, "C9A24B", "key")


def _four_poster(easel: Easel, width: float) -> None:
    """A heavy oak bed with a cloth roof and hangings."""
    half, wood, cloth = width / 2, easel.set.home.wood, _cloth(easel, 2)
    easel.shadow(0, 0.004, half * 1.1, 0.5)
    top = -0.55
    easel.rect(-half, top + 0.02, half * 0.14, -0.1 - top, vary(wood, -0.05), 0.4)
    _covers(easel, width * 0.98, -0.13, _cloth(easel, 0))
    easel.rect(-half, -0.13, width, 0.11, vary(wood, -0.02), 0.5)
    for panel in range(5):
        easel.rect(-half + width * panel / 5 + 0.012, -0.115, width / 5 - 0.024, 0.08, vary(wood, 0.04), 0.5, 0.004)
    for side in (-1.0, 1.0):
        easel.rect(side * half - 0.017, top, 0.034, -top, wood, 0.8)
        for ring in (0.16, 0.3, 0.44):
            easel.oval(side * half, -ring, 0.024, 0.014, vary(wood, 0.05), 0.7)
    drape = smooth([(-half, top + 0.02), (-half * 0.66, top + 0.02), (-half * 0.8, -0.3), (-half * 0.72, -0.12),
                    (-half, -0.1)], closed=True)  # fmt: skip
    easel.fill(drape, cloth, 0.7)
    for scallop in range(9):
        sx = -half + width * (scallop + 0.5) / 9
        easel.oval(sx, top + 0.055, width / 18, 0.028, cloth, 0.4)
    easel.rect(-half * 1.03, top - 0.01, width * 1.03, 0.06, cloth, 0.4)
    easel.rect(-half * 1.05, top - 0.03, width * 1.05, 0.028, wood, 0.5, 0.004)


def _iron(easel: Easel, width: float) -> None:
    """An iron bed with curls, a crocheted cover, a blanket at its foot."""
    half, iron = width / 2, "3F4A52"
    easel.shadow(0, 0.004, half * 1.05, 0.45)
    for end, tall in ((-half, 0.36), (half, 0.25)):
        for post in (-0.012, 0.012):
            easel.line([(end + post, 0.0), (end + post, -tall)], 0.01, iron)
        ring = skia.Path.Circle(end, -tall * 0.8, 0.022)
        easel.stroke(ring, 0.006, easel.seen(iron))
        easel.oval(end, -tall - 0.006, 0.014, 0.014, "C9A24B", 0.7)
    easel.rect(-half, -0.12, width, 0.014, iron, 0.4)
    _covers(easel, width * 0.96, -0.115, "EFE6D2")
    for number, colour in enumerate(("B5322E", "F2B94B", "2347A5", "C2256B", "2E8B6A")):
        easel.rect(half * 0.42 + 0.032 * number, -0.19, 0.033, 0.11, vary(colour, 0.0, 0.85), 0.4)


def _platform(easel: Easel, width: float) -> None:
    """A low wide bed without posts, linen and a knitted throw."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(0, 0.004, half * 1.05, 0.45)
    easel.fill(box(-half - 0.02, -0.26, 0.05, 0.26, 0.02), vary(_cloth(easel, 0), 0.1, 0.5), 0.6)
    easel.rect(-half, -0.085, width, 0.045, wood, 0.4, 0.006)
    for leg in (-0.8, 0.85):
        easel.rect(half * leg - 0.01, -0.04, 0.02, 0.04, vary(wood, -0.1), 0.4)
    _covers(easel, width, -0.085, "E3E1D8")
    throw = smooth([(half * 0.35, -0.16), (half * 0.7, -0.158), (half * 0.74, -0.05), (half * 0.4, -0.05)], closed=True)
    easel.fill(throw, _cloth(easel, 1), 0.5)
    _cushion(easel, -half * 0.5, -0.18, 0.08, _cloth(easel, 2))


def _low_wide(easel: Easel, width: float) -> None:
    """A low divan with carpets over it and a row of cushions along the wall."""
    half = width / 2
    easel.shadow(0, 0.004, half * 1.1, 0.45)
    for cushion in range(5):
        cx = -half * 0.8 + half * 0.4 * cushion
        easel.fill(box(cx - half * 0.18, -0.245, half * 0.36, 0.13, 0.026), vary(_cloth(easel, cushion), 0.03), 0.6)
    easel.rect(-half, -0.12, width, 0.12, _cloth(easel, 1), 0.4, 0.01)
    for band, kind in ((-0.105, "diamond"), (-0.055, "zigzag")):
        buildings.frieze(easel, -half * 0.98, band, width * 0.98, 0.034, "E3C28D", kind)
    easel.fill(box(-half * 0.98, -0.145, width * 0.98, 0.04, 0.014), _cloth(easel, 0), 0.5)
    for thread in range(20):
        tx = -half * 0.95 + width * 0.95 * thread / 19
        easel.line([(tx, -0.012), (tx, 0.004)], 0.004, "E3C28D")


def _lashed(easel: Easel, width: float) -> None:
    """A bed of poles with a leather web, a woven cloth over it, and a carved headrest."""
    half, wood = width / 2, easel.set.home.wood
    easel.shadow(0, 0.004, half * 1.05, 0.45)
    for leg in (-0.94, 0.94):
        easel.line([(half * leg, 0.0), (half * leg * 0.985, -0.15)], 0.022, wood)
    easel.line([(-half, -0.12), (half, -0.12)], 0.02, vary(wood, 0.04))
    cloth = smooth([(-half * 0.9, -0.135), (0, -0.15), (half * 0.93, -0.14), (half * 0.95, -0.05), (0, -0.042),
                    (-half * 0.93, -0.055)], closed=True)  # fmt: skip
    easel.fill(cloth, _cloth(easel, 0), 0.5)
    with easel.clipped(cloth):
        for band in range(9):
            bx = -half * 0.9 + band * half * 0.21
            easel.rect(bx, -0.16, half * 0.06, 0.13, vary(_cloth(easel, band + 1), 0.04), 0.3)
    buildings.frieze(easel, -half * 0.9, -0.1, width * 0.9, 0.026, "F0DDB4", "zigzag")
    easel.fill(box(-half * 0.88, -0.19, half * 0.34, 0.05, 0.02), "E3CDA0", 0.6)


BEDS: Final[dict[str, Callable[[Easel, float], None]]] = {
    "wooden bed": _wooden,
    "charpai": _charpai,
    "netted bed": _netted,
    "futon": _futon,
    "bright bedding": _bright_bedding,
    "canopy bed": _canopy,
    "four-poster": _four_poster,
    "iron bed": _iron,
    "low bed": _platform,
    "divan": _low_wide,
    "lashed bed": _lashed,
}

# ----------------------------------------------------------------------------------------------------------- stoves


def stove(easel: Easel, x: float, y: float) -> bool:
    """What is cooked on, about 0.3 wide, its foot at y; whether embers fly from it."""
    return STOVES[easel.set.home.stove](easel, x, y)


def _pan(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A cooking pot with its lid."""
    easel.fill(box(x - size / 2, y - size * 0.6, size, size * 0.6, size * 0.1), colour, 0.8)
    easel.rect(x - size * 0.62, y - size * 0.5, size * 1.24, size * 0.08, vary(colour, -0.1), 0.4)
    lid = [(x - size * 0.5, y - size * 0.6), (x, y - size * 0.78), (x + size * 0.5, y - size * 0.6)]
    easel.fill(smooth(lid, closed=True), vary(colour, 0.05), 0.6)
    easel.oval(x, y - size * 0.77, size * 0.08, size * 0.06, vary(colour, -0.12), 0.5)


def _embers(easel: Easel, x: float, y: float, reach: float = 0.08) -> None:
    easel.pool(x, y, reach, mix("FF8A3C", easel.light.palette.light, 0.1), 0.7)


def _range(easel: Easel, x: float, y: float) -> bool:
    """An iron range with an oven."""
    easel.rect(x - 0.1, y - 0.235, 0.2, 0.235, "4A4A4E", 0.5, 0.008)
    easel.rect(x - 0.07, y - 0.16, 0.14, 0.1, "2E2C30", 0.4, 0.01)
    _embers(easel, x, y - 0.11, 0.06)
    _pan(easel, x - 0.04, y - 0.235, 0.06, "B5763C")
    _pan(easel, x + 0.055, y - 0.235, 0.05, "6A6A70")
    return False


def _hob(easel: Easel, x: float, y: float) -> bool:
    """An oven with a glass door under a steel hood."""
    easel.poly([(x - 0.05, easel.top), (x + 0.05, easel.top), (x + 0.05, -0.6), (x + 0.13, -0.52), (x - 0.13, -0.52),
                (x - 0.05, -0.6)], "C9CFD0", 0.6)  # fmt: skip
    easel.rect(x - 0.11, y - 0.235, 0.22, 0.235, "DDE0DE", 0.4, 0.006)
    easel.rect(x - 0.085, y - 0.165, 0.17, 0.12, "34383C", 0.5, 0.008)
    for knob in (-0.06, -0.02, 0.02, 0.06):
        easel.oval(x + knob, y - 0.2, 0.009, 0.009, "5A6064", 0.5)
    _pan(easel, x + 0.04, y - 0.235, 0.07, "C8553D")
    return False


def _chulha(easel: Easel, x: float, y: float) -> bool:
    """A clay hearth of two mouths with brass pots on it, wood burning under them."""
    clay = "A8603E"
    easel.fill(smooth([(x - 0.17, y), (x - 0.165, y - 0.19), (x - 0.12, y - 0.225), (x + 0.12, y - 0.225),
                       (x + 0.165, y - 0.19), (x + 0.17, y)], closed=True), clay, 0.6)  # fmt: skip
    buildings.frieze(easel, x - 0.15, y - 0.2, 0.3, 0.02, "F0DDC0", "dots")
    for mouth in (-0.075, 0.075):
        easel.fill(buildings.arch_path(x + mouth, y - 0.01, 0.09, 0.12, "round"), "2E1C16", 0.3)
        blaze(easel, x + mouth, y - 0.015, 0.06)
        _embers(easel, x + mouth, y - 0.05)
        easel.line([(x + mouth - 0.02, y - 0.008), (x + mouth + 0.05, y + 0.01)], 0.014, "6B4A34")
    _pan(easel, x - 0.075, y - 0.222, 0.1, "C9963E")
    easel.fill(smooth([(x + 0.03, y - 0.225), (x + 0.02, y - 0.27), (x + 0.05, y - 0.3), (x + 0.1, y - 0.3),
                       (x + 0.13, y - 0.27), (x + 0.12, y - 0.225)], closed=True), "B8803A", 0.8)  # fmt: skip
    return True


def _kamado(easel: Easel, x: float, y: float) -> bool:
    """A plastered hearth with iron pots under thick wooden lids."""
    easel.fill(smooth([(x - 0.18, y), (x - 0.175, y - 0.16), (x - 0.14, y - 0.19), (x + 0.14, y - 0.19),
                       (x + 0.175, y - 0.16), (x + 0.18, y)], closed=True), "D8CDB8", 0.6)  # fmt: skip
    for mouth in (-0.08, 0.08):
        easel.fill(buildings.arch_path(x + mouth, y - 0.01, 0.075, 0.085, "round"), "2A2022", 0.3)
        _embers(easel, x + mouth, y - 0.03)
        easel.fill(smooth([(x + mouth - 0.065, y - 0.19), (x + mouth - 0.05, y - 0.225), (x + mouth + 0.05, y - 0.225),
                           (x + mouth + 0.065, y - 0.19)], closed=True), "3A3A40", 0.7)  # fmt: skip
        easel.rect(x + mouth - 0.065, y - 0.203, 0.13, 0.012, "2E2E34", 0.4)
        easel.rect(x + mouth - 0.055, y - 0.243, 0.11, 0.022, "B08A5E", 0.5, 0.004)
        easel.rect(x + mouth - 0.03, y - 0.256, 0.06, 0.014, "8A6A46", 0.4, 0.004)
    return True


def _brick_wok(easel: Easel, x: float, y: float) -> bool:
    """A brick stove with two woks and a tall steamer of bamboo."""
    easel.rect(x - 0.18, y - 0.215, 0.36, 0.215, "8E6A5A", 0.5, 0.004)
    for row in range(5):
        for brick in range(6):
            easel.rect(x - 0.176 + brick * 0.06 + 0.028 * (row % 2) - 0.01, y - 0.205 + row * 0.041, 0.052, 0.034,
                       easel.about("A87A66", 0.02), 0.3, 0.003)  # fmt: skip
    easel.rect(x - 0.19, y - 0.228, 0.38, 0.022, "B8A08E", 0.3)
    easel.fill(buildings.arch_path(x - 0.08, y - 0.01, 0.08, 0.09, "round"), "2A1C18", 0.3)
    blaze(easel, x - 0.08, y - 0.012, 0.045)
    wok = [(x - 0.16, y - 0.232), (x - 0.08, y - 0.205), (x, y - 0.232)]
    easel.fill(smooth(wok, closed=True), "34343A", 0.6)
    for tier in range(3):
        easel.rect(x + 0.03, y - 0.275 - 0.045 * tier, 0.13, 0.043, ("C9A566", "D9B87A")[tier % 2], 0.6, 0.008)
        easel.rect(x + 0.03, y - 0.275 - 0.045 * tier, 0.13, 0.008, "8A6A3E", 0.3)
    easel.fill(
        smooth([(x + 0.03, y - 0.365), (x + 0.095, y - 0.395), (x + 0.16, y - 0.365)], closed=True), "D9B87A", 0.5
    )
    return True


def _tiled(easel: Easel, x: float, y: float) -> bool:
    """A masonry hearth set with painted tiles, earthen pots on its fires."""
    easel.rect(x - 0.19, y - 0.21, 0.38, 0.21, "E9DFC6", 0.4, 0.006)
    tints = ("2347A5", "E3A43A", "B5532D", "2BA6A4")
    for column in range(8):
        for row in range(2):
            tx, ty = x - 0.186 + column * 0.0468, y - 0.205 + row * 0.045
            easel.rect(tx, ty, 0.043, 0.041, "F3EBDD", 0.2, 0.003)
            for petal in range(4):
                with easel.at(tx + 0.0215, ty + 0.0205):
                    easel.canvas.rotate(petal * 90 + 45)
                    easel.oval(0.0, -0.009, 0.005, 0.008, tints[(column + row) % 4], 0.1)
    for mouth in (-0.1, 0.1):
        easel.fill(buildings.arch_path(x + mouth, y - 0.01, 0.1, 0.1, "round"), "2E1C16", 0.3)
        _embers(easel, x + mouth, y - 0.04)
        pot(easel, x + mouth, y - 0.21, 0.085, ("B5532D", "8A3F2E")[mouth > 0])
    return True


def _great_hearth(easel: Easel, x: float, y: float) -> bool:
    """A stone hearth with a cauldron on its chain."""
    stone = "A99C88"
    easel.rect(x - 0.2, easel.top, 0.4, y - easel.top, vary(stone, 0.02), 0.4)
    for row in range(9):
        for block in range(5):
            easel.rect(x - 0.195 + block * 0.08 + 0.018 * (row % 2), y - 0.62 + row * 0.068, 0.072, 0.06,
                       easel.about("B0A48E", 0.02), 0.35, 0.006)  # fmt: skip
    easel.fill(buildings.arch_path(x, y, 0.3, 0.34, "round"), "2A211E", 0.2)
    easel.rect(x - 0.23, y - 0.4, 0.46, 0.034, easel.set.home.wood, 0.5, 0.004)
    easel.line([(x, y - 0.33), (x, y - 0.2)], 0.006, "3A3A40")
    for log in (-0.04, 0.04):
        easel.line([(x + log - 0.05, y - 0.012), (x - log + 0.05, y - 0.03)], 0.02, "5A3E2C")
    blaze(easel, x, y - 0.02, 0.11)
    easel.fill(smooth([(x - 0.06, y - 0.2), (x - 0.075, y - 0.14), (x - 0.04, y - 0.095), (x + 0.04, y - 0.095),
                       (x + 0.075, y - 0.14), (x + 0.06, y - 0.2)], closed=True), "2E2E34", 0.8)  # fmt: skip
    for number, away in enumerate((-0.16, -0.09, 0.1, 0.165)):
        pot(easel, x + away, y - 0.4, 0.045, ("B5763C", "D9CDB8", "8A3F38", "5F7F5A")[number])
    return True


def _three_stones(easel: Easel, x: float, y: float) -> bool:
    """A round earthen fireplace, a black pot on three stones, a mortar beside it."""
    easel.shadow(x, y + 0.01, 0.2, 0.5)
    for away, size in ((-0.1, 0.05), (0.1, 0.05), (0.0, 0.042)):
        easel.oval(x + away, y - size * 0.5, size, size * 0.62, "7A6A5E", 0.7)
    blaze(easel, x, y - 0.012, 0.1)
    _embers(easel, x, y - 0.03, 0.14)
    easel.fill(smooth([(x - 0.075, y - 0.19), (x - 0.11, y - 0.12), (x - 0.06, y - 0.06), (x + 0.06, y - 0.06),
                       (x + 0.11, y - 0.12), (x + 0.075, y - 0.19)], closed=True), "2E2A2C", 0.8)  # fmt: skip
    easel.oval(x, y - 0.192, 0.08, 0.014, "4A4448", 0.4)
    easel.line([(x + 0.02, y - 0.18), (x + 0.09, y - 0.29)], 0.011, "8A6240")
    return True


STOVES: Final[dict[str, Callable[[Easel, float, float], bool]]] = {
    "range": _range,
    "hob": _hob,
    "chulha": _chulha,
    "kamado": _kamado,
    "brick stove": _brick_wok,
    "tiled hearth": _tiled,
    "great hearth": _great_hearth,
    "three stones": _three_stones,
}

# ------------------------------------------------------------------------------------------------------------ wares


def ware(easel: Easel, x: float, y: float, number: int) -> float:
    """One piece of what stands on the kitchen's shelves, its foot at (x, y), x its left; returns its width."""
    return WARES[easel.set.home.ware](easel, x, y, number)


def _jar(easel: Easel, x: float, y: float, number: int) -> float:
    del number
    size = easel.between(0.035, 0.06)
    rooms.jar(easel, x + size / 2, y, size, easel.any_of(("B5633C", "D9A441", "5F7F5A", "E3D3B0", "2F6F7A", "8A3F38")))
    return size


def _brass(easel: Easel, x: float, y: float, number: int) -> float:
    """Round-bellied brass and copper, and plates on their edge."""
    colour = ("C9963E", "B5703A", "D9B05A")[number % 3]
    if number % 4 == 3:
        easel.oval(x + 0.03, y - 0.03, 0.03, 0.03, colour, 0.6)
        easel.oval(x + 0.03, y - 0.03, 0.02, 0.02, vary(colour, 0.05), 0.5)
        return 0.06
    size = easel.between(0.045, 0.06)
    middle = x + size / 2
    belly = [(-0.3, 0.0), (-0.5, -0.4), (-0.25, -0.8), (0.25, -0.8), (0.5, -0.4), (0.3, 0.0)]
    easel.fill(smooth([(middle + size * dx, y + size * dy) for dx, dy in belly], closed=True), colour, 0.9)
    easel.rect(middle - size * 0.32, y - size * 0.92, size * 0.64, size * 0.14, vary(colour, 0.06), 0.5, 0.003)
    return size


def _porcelain(easel: Easel, x: float, y: float, number: int) -> float:
    """Bowls and a few vases in white and blue, lacquer between them."""
    if number % 5 == 4:
        easel.fill(smooth([(x + 0.012, y), (x, y - 0.035), (x + 0.015, y - 0.075), (x + 0.035, y - 0.075),
                           (x + 0.05, y - 0.035), (x + 0.038, y)], closed=True), "3C6A8A", 0.8)  # fmt: skip
        return 0.05
    colour = ("EFE9DC", "8A2F2A", "DCE3E0")[number % 3]
    for bowl in range(1 + number % 3):
        top = y - 0.02 * bowl
        easel.fill(smooth([(x + 0.014, top), (x + 0.002, top - 0.026), (x + 0.058, top - 0.026), (x + 0.046, top)],
                          closed=True), colour, 0.7)  # fmt: skip
        easel.line(
            [(x + 0.008, top - 0.018), (x + 0.052, top - 0.018)], 0.003, "2F5F9A" if number % 3 == 0 else "C9A24B"
        )
    return 0.06


def _stoneware(easel: Easel, x: float, y: float, number: int) -> float:
    """Glazed brown jars with lids."""
    size = easel.between(0.05, 0.068)
    middle, colour = x + size / 2, ("5A3A2A", "6E4A34", "4A3026")[number % 3]
    belly = [(-0.3, 0.0), (-0.5, -0.55), (-0.3, -1.0), (0.3, -1.0), (0.5, -0.55), (0.3, 0.0)]
    easel.fill(smooth([(middle + size * dx, y + size * dy) for dx, dy in belly], closed=True), colour, 0.9)
    easel.rect(middle - size * 0.36, y - size * 1.08, size * 0.72, size * 0.12, vary(colour, 0.05), 0.4, 0.004)
    return size


def _calabash(easel: Easel, x: float, y: float, number: int) -> float:
    """Gourds, baskets and clay."""
    colour = ("C98A3E", "8A4A2A", "D9B06A")[number % 3]
    if number % 3 == 2:
        easel.poly([(x, y - 0.05), (x + 0.06, y - 0.05), (x + 0.05, y), (x + 0.01, y)], colour, 0.6)
        buildings.frieze(easel, x + 0.006, y - 0.036, 0.048, 0.016, "6B3E26", "zigzag")
        return 0.06
    gourd = [(0.01, 0.0), (0.0, -0.03), (0.018, -0.055), (0.02, -0.085), (0.034, -0.085), (0.036, -0.055),
             (0.054, -0.03), (0.044, 0.0)]  # fmt: skip
    easel.fill(smooth([(x + dx, y + dy) for dx, dy in gourd], closed=True), colour, 0.9)
    return 0.054


def _painted(easel: Easel, x: float, y: float, number: int) -> float:
    """Painted plates on their edge and cups between."""
    tints = ("2347A5", "C2256B", "E3A43A", "2E8B6A", "B5322E")
    if number % 3 == 1:
        easel.fill(box(x, y - 0.04, 0.036, 0.04, 0.008), tints[number % 5], 0.7)
        easel.line([(x + 0.002, y - 0.02), (x + 0.034, y - 0.02)], 0.004, "F3EBDD")
        return 0.036
    easel.oval(x + 0.036, y - 0.036, 0.036, 0.036, "F3EBDD", 0.4)
    easel.oval(x + 0.036, y - 0.036, 0.03, 0.03, tints[number % 5], 0.3)
    easel.oval(x + 0.036, y - 0.036, 0.02, 0.02, "F3EBDD", 0.3)
    easel.oval(x + 0.036, y - 0.036, 0.01, 0.01, tints[(number + 2) % 5], 0.3)
    return 0.072


def _pewter(easel: Easel, x: float, y: float, number: int) -> float:
    """Jugs, plates and copper."""
    colour = ("9AA0A0", "B5703A", "D9CDB8")[number % 3]
    if number % 2:
        easel.oval(x + 0.032, y - 0.032, 0.032, 0.032, colour, 0.6)
        easel.oval(x + 0.032, y - 0.032, 0.021, 0.021, vary(colour, 0.05), 0.5)
        return 0.064
    easel.fill(smooth([(x + 0.006, y), (x + 0.002, y - 0.03), (x + 0.012, y - 0.07), (x + 0.036, y - 0.07),
                       (x + 0.046, y - 0.03), (x + 0.042, y)], closed=True), colour, 0.9)  # fmt: skip
    easel.stroke(
        smooth([(x + 0.044, y - 0.055), (x + 0.06, y - 0.04), (x + 0.045, y - 0.018)]), 0.006, easel.seen(colour)
    )
    return 0.056


def _glasses(easel: Easel, x: float, y: float, number: int) -> float:
    """Stacked white plates, glasses, a few bright mugs, a plant."""
    match number % 4:
        case 0:
            for plate in range(4):
                easel.rect(x, y - 0.012 - 0.011 * plate, 0.06, 0.009, "EFEDE6", 0.3, 0.004)
            return 0.06
        case 1:
            easel.fill(box(x, y - 0.05, 0.028, 0.05, 0.004), "C6D6D4", 0.5, alpha=0.8)
            return 0.028
        case 2:
            easel.fill(box(x, y - 0.04, 0.034, 0.04, 0.008), ("C8553D", "E3B45A", "2F5D6E")[number % 3], 0.6)
            easel.stroke(skia.Path.Circle(x + 0.038, y - 0.02, 0.01), 0.005, easel.seen("8A8A86"))
            return 0.05
        case _:
            pot(easel, x + 0.022, y, 0.036, "E3E1D8")
            for stem in (-0.02, 0.0, 0.02):
                easel.line([(x + 0.022, y - 0.036), (x + 0.022 + stem, y - 0.08)], 0.007, "5A8A4A")
            return 0.044


WARES: Final[dict[str, Callable[[Easel, float, float, int], float]]] = {
    "jars": _jar,
    "brass": _brass,
    "porcelain": _porcelain,
    "stoneware": _stoneware,
    "calabashes": _calabash,
    "painted plates": _painted,
    "pewter": _pewter,
    "glasses": _glasses,
}
