"""Markets: the lane and its stalls, as each culture puts them up and fills them."""

from __future__ import annotations

from collections.abc import Callable

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sky import sky
from pipeline.picture.scenery.town import HORIZON, crate, row_houses


def market(stage: PaintedSet) -> None:
    """Stalls as the culture puts them up, heaps of fruit and spice, what hangs over the lane."""
    kind = stage.style.stall
    sky(stage, HORIZON)
    far = stage.plane("far", 0.25)
    row_houses(far, stage, HORIZON + 0.02, 0.5, 0.22)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.55, 0.5)
    ground.earth(middle, HORIZON + 0.02, "B99A70", streaks=20)
    size = 0.72 if stage.half > 0.5 else 0.55
    for index in range(5):
        _stall(middle, (-0.9 + index * 0.45) * stage.half, HORIZON + 0.05, size, stage, index)
    if kind == "souk":
        _vaults(middle, stage)
    elif kind == "papel":
        for row in range(3):
            y = -0.6 + 0.07 * row
            start, end = (-stage.half, y - 0.02 * row), (stage.half, y + 0.02)
            buildings.flags(middle, start, end, _PAPEL[row:] + _PAPEL[:row], 0.055)
    elif kind in ("noren", "tiled"):
        red = stage.style.stall == "tiled"
        buildings.lantern_string(
            middle, (-stage.half, -0.6), (stage.half, -0.58), "D9473A" if red else "E9DCC2", 13, 0.026
        )
    elif kind == "marquee":
        buildings.lantern_string(middle, (-stage.half, -0.58), (stage.half, -0.6), "FFE2A0", 18, 0.012)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.4)
    if kind in ("umbrella", "awning"):
        ground.earth(near, -0.045, "BFA078")
    else:
        ground.paving(near, -0.045, "B3A48E", rows=7, columns=21)
    for side in (-1.0, 1.0):
        _stall(near, side * stage.half * 0.86, -0.01, 0.98 if stage.half > 0.5 else 0.8, stage, 7 + int(side))
    _wares(near, stage)
    near.rim(0.45)
    near.tooth()
    front = ground.front(stage, 1.5)
    if kind in ("noren", "tiled"):
        buildings.lantern_string(
            front, (-stage.half, stage.top - 0.02), (stage.half, stage.top - 0.01), "D9473A", 8, 0.05
        )
    else:
        ground.drape(front, stage.accent)
    ground.softened(front)
    stage.drift += ["dust"]


_PAPEL = ("E0457B", "F2B33D", "2FA38A", "7A4FA0", "E8622E", "3F7FC4")


def _wares(near: Easel, stage: PaintedSet) -> None:
    """What stands on the ground before the stalls."""
    match stage.style.stall:
        case "umbrella":
            for place in (-0.52, 0.46):
                _mat(near, place * stage.half)
        case "souk":
            for place in (-0.56, -0.5, -0.44, 0.44, 0.5, 0.56):
                spice_sack(near, place * stage.half * 1.4 - 0.4 * place * stage.half, 0.02, 0.075, int(place * 50))
        case "gable" | "marquee":
            for index, place in enumerate((-0.52, -0.44, 0.47)):
                _flower_crate(near, place * stage.half, index)
        case _:
            for index, place in enumerate((-0.55, -0.47, 0.5)):
                basket(near, place * stage.half, 0.02, 0.09, ("E8912C", "C8443F", "7FA04A")[index])


def _mat(easel: Easel, x: float) -> None:
    cloth = vary(easel.any_of(easel.set.accents), 0.04, 0.8)
    easel.poly([(x - 0.14, 0.05), (x - 0.1, 0.01), (x + 0.12, 0.01), (x + 0.15, 0.05)], cloth, 0.3)
    for index in range(3):
        (pot if index % 2 else basket_of)(easel, x - 0.07 + 0.07 * index, 0.035, 0.06)


def _flower_crate(easel: Easel, x: float, turn: int) -> None:
    crate(easel, x, 0.02, 0.085)
    for bloom in range(7):
        hue = ("E06A7A", "F2C14B", "A98AD0")[(turn + bloom) % 3]
        plants.blossom(easel, x - 0.035 + 0.0115 * bloom, -0.07 - 0.008 * (bloom % 2), 0.014, hue)


def basket_of(easel: Easel, x: float, y: float, size: float) -> None:
    """A basket of grain."""
    basket(easel, x, y, size * 1.25, "D9B05A")


def spice_sack(easel: Easel, x: float, y: float, size: float, kind: int) -> None:
    """An open sack with a cone of spice."""
    easel.shadow(x, y, size * 0.7)
    heap = ("C8502E", "E3A72F", "7A8A3C")[kind % 3]
    easel.poly(
        [(x - size * 0.42, y - size * 0.62), (x, y - size * 1.25), (x + size * 0.42, y - size * 0.62)], heap, 0.6
    )
    body = smooth(
        [(x - size * 0.45, y - size * 0.62), (x - size * 0.52, y - size * 0.3), (x - size * 0.4, y),
         (x + size * 0.4, y), (x + size * 0.52, y - size * 0.3), (x + size * 0.45, y - size * 0.62)],
        closed=True,
    )  # fmt: skip
    easel.fill(body, "C9B48C", 0.8)
    easel.line([(x - size * 0.46, y - size * 0.62), (x + size * 0.46, y - size * 0.62)], size * 0.12, "DCC9A4")


def _vaults(easel: Easel, stage: PaintedSet) -> None:
    """The roof of a covered bazaar: a brick wall pierced by pointed arches, brass lamps, shafts of light."""
    foot = HORIZON + 0.09
    wall = box(-stage.half - 0.02, stage.top - 0.02, stage.half * 2 + 0.04, foot - stage.top)
    bays = max(2, round(stage.half * 2 / 0.6))
    step = stage.half * 2 / bays
    for bay in range(bays):
        x = -stage.half + (bay + 0.5) * step
        arch = buildings.arch_path(x, foot + 0.05, step * 0.88, 0.74, "pointed")
        wall = skia.Op(wall, arch, skia.kDifference_PathOp) or wall
    easel.fill(wall, "B98A62", 0.4)
    with easel.clipped(wall):
        for row in range(9):
            y = stage.top + 0.045 * row
            easel.line([(-stage.half, y), (stage.half, y)], 0.003, "9A6E4A", 0.5)
    for bay in range(bays):
        x = -stage.half + (bay + 0.5) * step
        easel.stroke(buildings.arch_path(x, foot + 0.05, step * 0.88, 0.74, "pointed"), 0.014, easel.seen("D9B07F"))
        for offset in (-0.1, 0.0, 0.1):
            hang_lamp(easel, x + offset * 1.3, -0.64, 0.1 + 0.05 * (offset == 0.0))


def hang_lamp(easel: Easel, x: float, y: float, drop: float) -> None:
    """A pierced brass lamp on a chain; it burns when lamps do."""
    easel.line([(x, y), (x, y + drop)], 0.003, "8A6A3C")
    body = smooth([(x, y + drop), (x + 0.022, y + drop + 0.03), (x, y + drop + 0.065), (x - 0.022, y + drop + 0.03)],
                  closed=True)  # fmt: skip
    easel.fill(body, "FFD58A" if easel.set.lamps_on else "C9963E", 0.5)
    easel.stroke(body, 0.004, easel.seen("8A6A3C"))
    if easel.set.lamps_on:
        easel.pool(x, y + drop + 0.03, 0.13, mix("FFB765", easel.light.palette.light, 0.2), 0.6, over=True)


def _stall(easel: Easel, x: float, y: float, size: float, stage: PaintedSet, index: int) -> None:
    cloth = stage.accents[index % len(stage.accents)]
    with easel.at(x, y, size):
        easel.shadow(0, 0.01, 0.3)
        easel.rect(-0.2, -0.4, 0.4, 0.3, easel.any_of(("7A5A46", "6B4E48", "8A6A4E")), 0.6)
        for post in (-0.22, 0.22):
            easel.line([(post, 0), (post, -0.46)], 0.014, "7A5638")
        easel.rect(-0.23, -0.15, 0.46, 0.155, "9A6E46", 0.5)
        buildings.frieze(easel, -0.22, -0.09, 0.44, 0.04, vary(cloth, 0.05, 0.8), "diamond")
        sells = SELLS[stage.style.stall]
        sells[int(easel.rng.integers(len(sells)))](easel, index)
        STALLS[stage.style.stall](easel, cloth)
        if stage.lamps_on:
            easel.oval(0, -0.36, 0.018, 0.022, "FFE2A0", 0.0)
            easel.glow(0, -0.35, 0.18, "FFB765", 0.12, 0.5)


HUES = ("E8912C", "C8443F", "7FA04A", "E9C84A", "8A4A6A", "D9B28A")
"""Of what is heaped up for sale."""


def _shelf(easel: Easel, tint: Colour) -> None:
    easel.rect(-0.2, -0.255, 0.4, 0.012, vary(tint, -0.15, 0.4), 0.3)


def _fruit(easel: Easel, index: int) -> None:
    for heap in range(4):
        tint = HUES[(heap + index) % len(HUES)]
        for row in range(3):
            for item in range(4 - row):
                x, y = -0.201 + heap * 0.11 + item * 0.024 + row * 0.012, -0.158 - row * 0.02
                easel.oval(x, y, 0.0145, 0.0145, easel.about(tint, 0.015), 0.6)
    for jar in range(4):
        easel.rect(-0.17 + jar * 0.095, -0.31, 0.05, 0.055, HUES[(jar + 2) % len(HUES)], 0.7, 0.01)
    _shelf(easel, "8A6242")


def _cloth(easel: Easel, index: int) -> None:
    for roll in range(6):
        dye = HUES[(roll + index) % len(HUES)]
        easel.rect(-0.2 + roll * 0.067, -0.4, 0.06, 0.21, vary(dye, -0.02, 0.85), 0.7)
        easel.rect(-0.2 + roll * 0.067, -0.25, 0.06, 0.014, "F0E2C4", 0.2)
        easel.oval(-0.165 + roll * 0.066, -0.17, 0.03, 0.022, vary(dye, 0.04), 0.8)


def _pottery(easel: Easel, index: int) -> None:
    glazes = ("B5633C", "2F7F8A", "C9963E")
    for row, (y, wide) in enumerate(((-0.155, 0.038), (-0.27, 0.028))):
        for item in range(5):
            x = -0.17 + item * 0.085
            easel.oval(x, y - wide * 0.8, wide * 0.85, wide * 0.9, glazes[(item + row + index) % 3], 0.9)
            easel.rect(x - wide * 0.35, y - wide * 2.0, wide * 0.7, wide * 0.4, "C98A5E", 0.6)
    _shelf(easel, "8A6242")


def _fish(easel: Easel, index: int) -> None:
    for item in range(7):
        x = -0.18 + item * 0.06
        body = smooth([(x - 0.03, -0.165), (x, -0.182), (x + 0.025, -0.168), (x, -0.155)], closed=True)
        easel.fill(body, ("9FB6C4", "D98A76", "8FA8A0")[(item + index) % 3], 0.7)
        easel.rect(-0.17 + item * 0.055, -0.36, 0.012, 0.1, "D98A5E", 0.5, 0.006)
    _shelf(easel, "6E5A48")


def _steamers(easel: Easel, index: int) -> None:
    for stack in range(4):
        for tray in range(2 + (stack + index) % 2):
            easel.rect(-0.2 + stack * 0.105, -0.185 - tray * 0.036, 0.085, 0.034, "D9B980", 0.7, 0.008)
        easel.soft(easel.seen("FFFFFF"), 0.16, [skia.Path.Circle(-0.157 + stack * 0.105, -0.33, 0.035)], 0.02)
    _shelf(easel, "6E5A48")


def _loaves(easel: Easel, index: int) -> None:
    del index
    for item in range(6):
        easel.oval(-0.18 + item * 0.072, -0.172, 0.038, 0.024, easel.about("C98F4E", 0.03), 0.8)
        easel.oval(-0.17 + item * 0.068, -0.285, 0.026, 0.03, easel.about("D9A860", 0.03), 0.8)
    _shelf(easel, "8A6242")


def _flowers(easel: Easel, index: int) -> None:
    for item in range(26):
        x, y = easel.between(-0.2, 0.2), -0.17 - easel.between(0.0, 0.13)
        easel.line([(x, -0.15), (x, y)], 0.003, "5E8A48")
        plants.blossom(easel, x, y, 0.018, HUES[(item + index) % 5])


Goods = Callable[[Easel, int], None]

SELLS: dict[str, tuple[Goods, ...]] = {
    "awning": (_fruit, _fruit, _cloth, _pottery),
    "noren": (_fruit, _fish, _pottery),
    "tiled": (_fruit, _steamers, _cloth),
    "souk": (_cloth, _pottery, _fruit),
    "umbrella": (_fruit, _cloth, _pottery),
    "papel": (_fruit, _cloth, _flowers),
    "gable": (_fruit, _loaves, _flowers),
    "marquee": (_fruit, _flowers, _loaves),
}
"""What is sold under each kind of stall."""


def _awning_roof(easel: Easel, cloth: Colour) -> None:
    buildings.awning(easel, 0, -0.5, 0.56, cloth, 0.1)


def _noren_roof(easel: Easel, cloth: Colour) -> None:
    buildings.eaves(easel, 0, -0.46, 0.62, 0.1, "5A4A40", lift=0.05, ridge=0.8)
    for x in (-0.14, 0.0, 0.14):
        houses.noren(easel, x, -0.46, 0.14, 0.09, cloth)


def _tiled_roof(easel: Easel, cloth: Colour) -> None:
    buildings.eaves(easel, 0, -0.46, 0.68, 0.14, "47525A", lift=0.3, ridge=0.66)
    for x in (-0.2, 0.2):
        easel.oval(x, -0.4, 0.022, 0.027, "D23A2C", 0.5)
    easel.rect(-0.1, -0.455, 0.2, 0.05, vary(cloth, -0.05), 0.3, 0.006)


def _souk_roof(easel: Easel, cloth: Colour) -> None:
    """A length of cloth thrown over poles, its hem tasselled."""
    roof = smooth([(-0.3, -0.4), (-0.26, -0.5), (0.0, -0.47), (0.26, -0.52), (0.3, -0.4), (0.0, -0.42)], closed=True)
    easel.fill(roof, cloth, 0.6)
    for tassel in range(9):
        x = -0.28 + tassel * 0.07
        easel.line([(x, -0.405), (x, -0.375)], 0.006, "E3C28D")


def _umbrella_roof(easel: Easel, cloth: Colour) -> None:
    easel.line([(0.0, -0.12), (0.0, -0.62)], 0.012, "7A5638")
    shade = smooth([(-0.36, -0.42), (-0.22, -0.54), (0.0, -0.6), (0.22, -0.54), (0.36, -0.42)])
    shade.close()
    easel.fill(shade, cloth, 0.6)
    with easel.clipped(shade):
        for rib in (-0.24, 0.0, 0.24):
            easel.poly([(0, -0.6), (rib - 0.06, -0.42), (rib + 0.06, -0.42)], "F0E2C4", 0.3)


def _gable_roof(easel: Easel, cloth: Colour) -> None:
    """A wooden booth with a gable, a garland of green along it."""
    gable = polygon([(-0.3, -0.42), (0.0, -0.6), (0.3, -0.42)])
    easel.fill(gable, "8A5F42", 0.6)
    easel.snowed(gable)
    easel.rect(-0.3, -0.43, 0.6, 0.03, "7A5238", 0.4)
    for knot in range(9):
        x = -0.28 + knot * 0.07
        easel.oval(x, -0.4 + 0.014 * (knot % 2), 0.026, 0.018, easel.about("4F7A48"), 0.6)
        if knot % 2:
            easel.oval(x, -0.392, 0.011, 0.011, cloth, 0.6)


def _marquee_roof(easel: Easel, cloth: Colour) -> None:
    """A white pavilion with a coloured hem."""
    roof = polygon([(-0.3, -0.44), (-0.04, -0.62), (0.04, -0.62), (0.3, -0.44)])
    easel.fill(roof, "F1ECE0", 0.6)
    for fold in (-0.14, 0.0, 0.14):
        easel.line([(fold * 0.2, -0.62), (fold, -0.44)], 0.003, "C9C0B0", 0.7)
    for flap in range(8):
        easel.rect(-0.3 + flap * 0.075, -0.445, 0.073, 0.05, cloth if flap % 2 else "F1ECE0", 0.3, 0.012)


STALLS: dict[str, Callable[[Easel, Colour], None]] = {
    "awning": _awning_roof,
    "noren": _noren_roof,
    "tiled": _tiled_roof,
    "souk": _souk_roof,
    "umbrella": _umbrella_roof,
    "papel": _awning_roof,
    "gable": _gable_roof,
    "marquee": _marquee_roof,
}
"""What a culture pack may name as `stall`."""


def basket(easel: Easel, x: float, y: float, size: float, fruit: Colour) -> None:
    """A basket heaped with fruit."""
    easel.shadow(x, y, size * 0.8)
    for row in range(2):
        for item in range(5 - row):
            easel.oval(
                x - size * 0.4 + item * size * 0.2 + row * size * 0.1,
                y - size * (0.62 + row * 0.16),
                size * 0.14,
                size * 0.14,
                easel.about(fruit, 0.02),
                0.7,
            )
    easel.fill(
        smooth(
            [
                (x - size * 0.6, y - size * 0.55),
                (x - size * 0.45, y),
                (x + size * 0.45, y),
                (x + size * 0.6, y - size * 0.55),
            ],
            closed=True,
        ),
        "B58A52",
        0.7,
    )
    for row in range(3):
        easel.line(
            [
                (x - size * 0.55 + row * 0.004, y - size * (0.45 - row * 0.15)),
                (x + size * 0.55 - row * 0.004, y - size * (0.45 - row * 0.15)),
            ],
            size * 0.05,
            "8F6A3C",
            0.7,
        )
