"""Rooms people live and work in, and halls."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import Colour, mix, oklch, vary
from pipeline.picture.scenery import buildings, ground, plants, rooms
from pipeline.picture.scenery.country import pot, shafts
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.rooms import EAST, INDIAN, SEAM, Window, finish, wall
from pipeline.picture.scenery.sacred import blaze, flame
from pipeline.picture.scenery.town import clock, diya
from pipeline.vocabulary import Culture

WALLS: dict[Culture, str] = {
    Culture.NORTH_INDIAN: "D9B48A",
    Culture.SOUTH_INDIAN: "C9C08A",
    Culture.JAPANESE: "E6DCC2",
    Culture.CHINESE: "D9C6A0",
    Culture.KOREAN: "E3D8BC",
    Culture.MIDDLE_EASTERN: "D9BE94",
    Culture.AFRICAN: "CF9E6E",
    Culture.LATIN_AMERICAN: "DDA26A",
    Culture.EUROPEAN_OLD: "B9A88A",
    Culture.EUROPEAN_MODERN: "B9C4BE",
    Culture.AMERICAN_MODERN: "C4C9C0",
}


def arch_kind(culture: Culture) -> str:
    """The arch that belongs to a culture."""
    return {
        Culture.NORTH_INDIAN: "cusped",
        Culture.MIDDLE_EASTERN: "ogee",
        Culture.EUROPEAN_OLD: "pointed",
        Culture.LATIN_AMERICAN: "round",
        Culture.AFRICAN: "round",
    }.get(culture, "square")


def boards(stage: PaintedSet, colour: Colour = "A9764C", *, tiles: Colour | None = None) -> Easel:
    """The stage plane of a room: boards, or checkered tiles."""
    floor = stage.plane("stage", 1.0)
    if tiles is None:
        ground.paving(floor, SEAM + 0.025, colour, rows=0, columns=24, vanish=-0.7)
    else:
        ground.paving(floor, SEAM + 0.025, colour, rows=8, columns=17, checker=tiles, vanish=-0.5)
    if stage.light.lamplit:
        floor.pool(-0.5 * stage.half, 0.02, 0.6, floor.light_on(floor.seen(colour), 0.6), 0.4, flat=0.25)
        floor.pool(0.5 * stage.half, 0.02, 0.6, floor.light_on(floor.seen(colour), 0.6), 0.4, flat=0.25)
    return floor


def day_shafts(stage: PaintedSet, strength: float = 0.16) -> None:
    """Window light in the air of the room, by day."""
    if not stage.light.lamplit and not stage.wet:
        shafts(stage, strength=strength)
        stage.drift.append("dust")


def two_windows(
    stage: PaintedSet, width: float = 0.26, height: float = 0.34, kind: str = "square", y: float = -0.62
) -> tuple[Window, ...]:
    """Windows on both sides of the middle; one in the middle where the format is narrow."""
    bars = (1, 1)
    if stage.half < 0.5:
        return (Window(-width / 2, y, width, height, kind, bars),)
    return tuple(Window(side * stage.half * 0.48 - width / 2, y, width, height, kind, bars) for side in (-1.0, 1.0))


def living_room(stage: PaintedSet) -> None:
    """A sitting room in its culture's taste."""
    culture = stage.design.culture
    colour = WALLS[culture]
    kind = arch_kind(culture)
    if culture in EAST:
        _paper_room(stage, tea=True)
        return
    if culture == Culture.MIDDLE_EASTERN:
        _majlis(stage)
        return
    wide = 0.34 if kind == "square" else 0.26
    side = 1.0 if stage.light.key_x > 0.5 else -1.0
    window = Window(side * stage.half * 0.46 - wide / 2, -0.64, wide, 0.4, kind, (2 if kind == "square" else 1, 1))
    back = wall(
        stage,
        colour,
        (window,),
        dado=vary(colour, -0.12) if culture in (*INDIAN, Culture.EUROPEAN_OLD) else None,
        sheer=vary(stage.accent, 0.12, 0.7),
        outside="trees",
    )
    rooms.picture(
        back,
        -side * stage.half * (0.2 if stage.half > 0.5 else 0.42) - 0.1,
        -0.6 if stage.half > 0.5 else -0.82,
        0.2,
        0.15,
        stage.accent,
    )
    if culture in (Culture.AFRICAN, Culture.LATIN_AMERICAN):
        _woven(back, -side * stage.half * 0.45, -0.52)
    else:
        rooms.picture(back, -side * stage.half * 0.44 - 0.07, -0.64, 0.14, 0.19, stage.accents[1 % len(stage.accents)])
        rooms.picture(back, -side * stage.half * 0.45 - 0.06, -0.42, 0.12, 0.09, stage.accents[-1])
    if culture == Culture.EUROPEAN_OLD and stage.half > 0.5:
        _hearth(back, side * stage.half * 0.13)
    if culture in INDIAN and stage.half > 0.5:
        buildings.frieze(back, -stage.half, stage.top + 0.02, stage.half * 2, 0.05, vary(stage.accent, 0, 0.7), "lotus")
        for niche in (-0.06, 0.06):
            buildings.opening(back, side * stage.half * 0.1 + niche, -0.36, 0.07, 0.13, kind, frame=vary(colour, 0.06))
    finish(back)
    furniture = stage.plane("furniture", 0.85)
    rooms.sofa(
        furniture,
        -side * stage.half * 0.38,
        -0.055,
        0.62 if stage.half > 0.5 else 0.4,
        vary(stage.accents[1 % len(stage.accents)], -0.02, 0.55),
        stage.accent,
    )
    rooms.table(furniture, side * stage.half * 0.52, -0.06, 0.26, 0.16, "8A5A3A")
    rooms.table_lamp(furniture, side * stage.half * 0.58, -0.24, "EBC98A", 0.055)
    pot(furniture, side * stage.half * 0.46, -0.235, 0.06, "2F6F7A")
    for stem in (-0.02, 0.0, 0.02):
        furniture.line([(side * stage.half * 0.46, -0.29), (side * stage.half * 0.46 + stem, -0.36)], 0.003, "5A8A4A")
        plants.blossom(furniture, side * stage.half * 0.46 + stem, -0.365, 0.017, stage.accent)
    finish(furniture, 0.4)
    floor = boards(stage)
    rooms.rug(floor, 0, 0.06, min(1.0, stage.half * 1.3), 0.15, vary(stage.accent, -0.06, 0.75), "E3CDA0")
    rooms.floor_lamp(floor, -side * stage.half * 0.84, -0.02, "F0D6A0")
    rooms.plant_pot(floor, side * stage.half * 0.86, 0.0, 0.4, "palm")
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accent, -0.12, 0.6))


def _woven(easel: Easel, x: float, y: float) -> None:
    """Woven plates on a wall, rings of the culture's colours."""
    for dx, dy, size in ((0.0, 0.0, 0.075), (0.14, 0.04, 0.055), (-0.12, 0.06, 0.05), (0.05, 0.13, 0.045)):
        colours = (*easel.set.accents, "E8D2A8", "C98F4E")
        start = int(easel.rng.integers(len(colours)))
        for ring in range(5):
            radius = size * (1 - ring / 5)
            easel.oval(x + dx, y + dy, radius, radius, colours[(start + ring) % len(colours)], 0.35)


def _hearth(easel: Easel, x: float) -> None:
    """A stone fireplace; it burns when lamps do."""
    easel.rect(x - 0.13, -0.42, 0.26, 0.33, "A99C88", 0.5)
    for row in range(5):
        for stone in range(4):
            easel.rect(x - 0.125 + stone * 0.063 + 0.012 * (row % 2), -0.41 + row * 0.063, 0.055, 0.055,
                       easel.about("B5A890", 0.02), 0.4, 0.008)  # fmt: skip
    easel.rect(x - 0.155, -0.445, 0.31, 0.032, "6B4A34", 0.4)
    easel.fill(buildings.arch_path(x, -0.085, 0.16, 0.2, "round"), "2E2420", 0.2)
    for log in (-0.03, 0.03):
        easel.line([(x + log - 0.03, -0.095), (x - log + 0.03, -0.11)], 0.016, "5A3E2C")
    if easel.set.lamps_on:
        blaze(easel, x, -0.1, 0.09)


def _majlis(stage: PaintedSet) -> None:
    """A sitting room of the Middle East: low seats along the wall, a carved screen, brass lamps, rugs."""
    colour = WALLS[Culture.MIDDLE_EASTERN]
    windows = two_windows(stage, 0.22, 0.4, "ogee", -0.64)
    back = wall(stage, colour, windows, sheer=None, frame="7A5638", outside="trees")
    for window in windows:
        middle, foot = window.x + window.width / 2, window.y + window.height
        screen = buildings.arch_path(middle, foot, window.width, window.height * 0.55, "square")
        buildings.lattice(back, screen, 0.04, "7A5638", 0.9)
    buildings.frieze(back, -stage.half, stage.top + 0.05, stage.half * 2, 0.06, stage.accents[0], "diamond")
    buildings.frieze(back, -stage.half, -0.3, stage.half * 2, 0.035, stage.accents[1], "diamond")
    niche = buildings.arch_path(0, -0.3, 0.2, 0.34, "ogee")
    back.fill(niche, vary(stage.accents[0], -0.04, 0.7), 0.4)
    pot(back, 0.0, -0.3, 0.12, "B8873A")
    finish(back)
    seats = stage.plane("furniture", 0.85)
    for side in (-1.0, 1.0):
        x, wide = side * stage.half * 0.58, stage.half * 0.62
        seats.shadow(x, -0.045, wide * 0.55, 0.45)
        seats.fill(box(x - wide / 2, -0.15, wide, 0.1, 0.02), vary(stage.accents[1], -0.03, 0.75), 0.5)
        buildings.frieze(seats, x - wide / 2 + 0.01, -0.1, wide - 0.02, 0.03, "E3C28D", "diamond")
        for cushion in range(4):
            cx = x - wide / 2 + wide * (cushion + 0.5) / 4
            tint = stage.accents[cushion % 3]
            seats.fill(box(cx - wide * 0.11, -0.265, wide * 0.22, 0.125, 0.025), vary(tint, 0.02, 0.85), 0.6)
            seats.line([(cx - wide * 0.06, -0.2), (cx, -0.235), (cx + wide * 0.06, -0.2), (cx, -0.165),
                        (cx - wide * 0.06, -0.2)], 0.005, "F0DDB4")  # fmt: skip
    rooms.table(seats, 0.0, -0.035, 0.2, 0.1, "8A5A34")
    seats.fill(smooth([(-0.035, -0.15), (-0.045, -0.19), (0.0, -0.23), (0.045, -0.19), (0.035, -0.15)], closed=True),
               "C9963E", 0.85)  # fmt: skip
    seats.line([(0.04, -0.18), (0.075, -0.215)], 0.01, "C9963E")
    finish(seats, 0.4)
    floor = boards(stage, "B98A5C")
    rooms.rug(floor, 0, 0.06, min(1.15, stage.half * 1.5), 0.16, vary(stage.accents[0], -0.1, 0.8), "E3C28D")
    for place in (-0.3, 0.3):
        _brass_lamp(floor, place * stage.half, stage.top + 0.24)
    rooms.plant_pot(floor, stage.half * 0.9 * stage.hand, 0.0, 0.42, "palm")
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accents[1], -0.1, 0.7))


def _brass_lamp(easel: Easel, x: float, y: float) -> None:
    """A pierced brass lamp on a chain."""
    easel.line([(x, easel.top), (x, y - 0.06)], 0.004, "8A6A3C")
    body = smooth([(x, y - 0.07), (x + 0.04, y - 0.02), (x + 0.028, y + 0.035), (x, y + 0.06), (x - 0.028, y + 0.035),
                   (x - 0.04, y - 0.02)], closed=True)  # fmt: skip
    easel.fill(body, "F2C46A" if easel.set.lamps_on else "B8873A", 0.7)
    buildings.lattice(easel, body, 0.018, "7A5628", 0.9)
    if easel.set.lamps_on:
        easel.glow(x, y, 0.16, "FFC46B", 0.1, 0.45)


def _paper_room(stage: PaintedSet, *, tea: bool) -> None:  # noqa: C901 - one picture, top to bottom
    """A room of paper screens and mats."""
    culture = stage.design.culture
    wood = "6B4A38" if culture != Culture.CHINESE else "7A3A2E"
    wide = min(0.62, stage.half * 0.9)
    back = wall(
        stage,
        WALLS[culture],
        (Window(-wide / 2, -0.58, wide, 0.44, "square", (3, 0)),),
        frame=wood,
        sheer=None,
        outside="trees",
    )
    for side in (-1.0, 1.0):
        edge = side * (wide / 2 + 0.03)
        for panel in range(3):
            px = edge + side * (0.02 + 0.2 * panel) - (0.19 if side < 0 else 0)
            if culture == Culture.CHINESE:
                back.rect(px, -0.58, 0.19, 0.45, "C9A877", 0.2)
                buildings.lattice(back, box(px + 0.015, -0.565, 0.16, 0.42), 0.045, wood)
            else:
                back.rect(px, -0.58, 0.19, 0.45, "F3EBDD", 0.25)
                if stage.lamps_on:
                    back.pool(px + 0.095, -0.35, 0.22, mix("FFD79A", stage.light.palette.light, 0.2), 0.5)
                for bar in range(1, 4):
                    back.line([(px + 0.0475 * bar, -0.58), (px + 0.0475 * bar, -0.13)], 0.004, wood)
                for bar in range(1, 6):
                    back.line([(px, -0.58 + 0.075 * bar), (px + 0.19, -0.58 + 0.075 * bar)], 0.004, wood)
            back.stroke(box(px, -0.58, 0.19, 0.45), 0.012, back.seen(wood))
    back.rect(-stage.half, -0.63, stage.half * 2, 0.035, wood, 0.3)
    finish(back)
    furniture = stage.plane("furniture", 0.85)
    if tea:
        rooms.table(furniture, -0.5 * stage.half, -0.04, 0.36, 0.1, "7A4E34")
        furniture.oval(-0.52 * stage.half, -0.19, 0.035, 0.03, "3F5A56", 0.8)
        for cup in (-0.42, -0.6):
            furniture.fill(box(cup * stage.half - 0.014, -0.172, 0.028, 0.026, 0.006), "EFE4CE", 0.6)
    _scroll(furniture, 0.62 * stage.half, -0.62, stage.accent)
    rooms.cupboard(furniture, 0.46 * stage.half, -0.06, 0.3, 0.15, wood)
    plants_vase = 0.62 * stage.half
    furniture.fill(
        smooth(
            [
                (plants_vase - 0.03, -0.215),
                (plants_vase - 0.045, -0.26),
                (plants_vase - 0.015, -0.3),
                (plants_vase + 0.015, -0.3),
                (plants_vase + 0.045, -0.26),
                (plants_vase + 0.03, -0.215),
            ],
            closed=True,
        ),
        "3C6A8A",
        0.8,
    )
    furniture.line(
        [(plants_vase, -0.3), (plants_vase + 0.04, -0.38), (plants_vase + 0.1, -0.41)], 0.006, "54392F", curved=True
    )
    for t in range(6):
        plants.blossom(furniture, plants_vase + 0.02 + 0.015 * t, -0.34 - 0.013 * t, 0.013, "EFB4C2")
    finish(furniture, 0.4)
    floor = stage.plane("stage", 1.0)
    mats = culture == Culture.JAPANESE
    ground.paving(
        floor,
        SEAM + 0.025,
        "C9B77A" if mats else "A9764C",
        rows=3 if mats else 0,
        columns=7 if mats else 24,
        joint=0.7,
        vanish=-0.6,
    )
    for cushion in (-0.68, 0.72):
        floor.shadow(cushion * stage.half, 0.03, 0.13)
        floor.fill(box(cushion * stage.half - 0.11, -0.005, 0.22, 0.04, 0.018), vary(stage.accent, -0.03, 0.8), 0.5)
    _paper_lamp(floor, -0.84 * stage.half, -0.01)
    finish(floor, 0.35)
    day_shafts(stage, 0.12)
    ground.pillar_frame(stage, vary(wood, -0.06), arch=False)


def _scroll(easel: Easel, x: float, y: float, accent: Colour) -> None:
    easel.rect(x - 0.06, y, 0.12, 0.3, "D9C9A4", 0.2)
    easel.rect(x - 0.045, y + 0.03, 0.09, 0.24, "F3EBDD", 0.15)
    easel.fill(
        smooth(
            [
                (x - 0.045, y + 0.22),
                (x - 0.02, y + 0.13),
                (x + 0.005, y + 0.2),
                (x + 0.025, y + 0.15),
                (x + 0.045, y + 0.23),
                (x + 0.045, y + 0.26),
                (x - 0.045, y + 0.26),
            ],
            closed=True,
        ),
        "5F6F72",
        0.4,
    )
    easel.oval(x + 0.018, y + 0.08, 0.017, 0.017, accent, 0.2)
    for end in (0.0, 0.3):
        easel.line([(x - 0.07, y + end), (x + 0.07, y + end)], 0.012, "5A3E2E")


def _paper_lamp(easel: Easel, x: float, y: float) -> None:
    easel.shadow(x, y, 0.09)
    easel.fill(box(x - 0.06, y - 0.26, 0.12, 0.25, 0.01), vary("F3E2BC", 0.04) if easel.set.lamps_on else "EFE4CE", 0.2)
    for bar in (-0.06, 0.0, 0.06):
        easel.line([(x + bar, y), (x + bar, y - 0.26)], 0.006, "6B4A38")
    for bar in (0.02, 0.14, 0.26):
        easel.line([(x - 0.06, y - bar), (x + 0.06, y - bar)], 0.006, "6B4A38")
    if easel.set.lamps_on:
        easel.glow(x, y - 0.14, 0.22, "FFCB80", 0.12, 0.5)


def kitchen(stage: PaintedSet) -> None:  # noqa: C901 - one picture, top to bottom
    """A kitchen: window over the counter, shelves of jars, stove, hanging pans."""
    culture = stage.design.culture
    rural = culture in (*INDIAN, Culture.AFRICAN, Culture.EUROPEAN_OLD, Culture.MIDDLE_EASTERN, Culture.LATIN_AMERICAN)
    colour = WALLS[culture]
    wide = 0.34
    back = wall(
        stage,
        colour,
        (Window(-wide / 2, -0.6, wide, 0.28, "square", (1, 1)),),
        sheer=vary(stage.accent, 0.14, 0.6),
        outside="trees",
    )
    tile = vary(stage.accents[1 % len(stage.accents)], 0.18, 0.45)
    back.rect(-stage.half, -0.29, stage.half * 2, 0.2, tile, 0.2)
    for row in range(4):
        for column in range(int(stage.half * 2 / 0.055) + 1):
            px = -stage.half + column * 0.055
            if (row + column) % 2:
                back.rect(px, -0.29 + row * 0.05, 0.053, 0.048, vary(tile, 0.06), 0.1)
            elif (row * 7 + column) % 5 == 0:
                back.poly(
                    [
                        (px + 0.027, -0.285 + row * 0.05),
                        (px + 0.045, -0.265 + row * 0.05),
                        (px + 0.027, -0.245 + row * 0.05),
                        (px + 0.01, -0.265 + row * 0.05),
                    ],
                    stage.accent,
                    0.1,
                )
    for side in (-1.0, 1.0):
        for row in range(2):
            sx, sy, width = side * stage.half * 0.6, -0.42 - 0.17 * row, min(0.44, stage.half * 0.5)
            back.rect(sx - width / 2, sy, width, 0.016, "7A5238", 0.3)
            px = sx - width / 2 + 0.03
            while px < sx + width / 2 - 0.02:
                size = back.between(0.035, 0.06)
                rooms.jar(back, px, sy, size, back.any_of(("B5633C", "D9A441", "5F7F5A", "E3D3B0", "2F6F7A", "8A3F38")))
                px += size + 0.012
    finish(back)
    counter = stage.plane("furniture", 0.8)
    wood = "8A5E3E" if rural else "5F7F86"
    count = max(3, int(stage.half * 2 / 0.26))
    step = stage.half * 2 / count
    counter.rect(-stage.half, -0.27, stage.half * 2, 0.22, wood, 0.4)
    for index in range(count):
        rooms.cupboard(counter, -stage.half + step * index + 0.006, -0.05, step - 0.012, 0.19, wood, 2)
    counter.rect(-stage.half, -0.285, stage.half * 2, 0.03, "D9C9A8", 0.3)
    counter.rect(-0.1, -0.3, 0.2, 0.02, "9AA5A8", 0.5, 0.006)
    counter.stroke(smooth([(0.0, -0.29), (0.0, -0.37), (0.035, -0.375), (0.045, -0.34)]), 0.009, counter.seen("A9B0B2"))
    stove = -0.56 * stage.half
    counter.rect(stove - 0.1, -0.285, 0.2, 0.235, "4A4A4E" if not rural else "A8603E", 0.5, 0.008)
    counter.rect(stove - 0.07, -0.21, 0.14, 0.1, "2E2C30" if not rural else "4A2E26", 0.4, 0.01)
    counter.pool(stove, -0.16, 0.07, mix("FF8A3C", stage.light.palette.light, 0.1), 0.6)
    if rural:
        stage.drift.append("embers")
    pan(counter, stove - 0.04, -0.285, 0.06, "B5763C")
    pan(counter, stove + 0.055, -0.285, 0.05, "6A6A70")
    basket_x = 0.42 * stage.half
    for fruit in range(5):
        counter.oval(
            basket_x - 0.04 + 0.02 * fruit,
            -0.315 - 0.012 * (fruit % 2),
            0.017,
            0.017,
            ("E8912C", "C8443F", "E9C84A")[fruit % 3],
            0.7,
        )
    counter.fill(
        smooth(
            [
                (basket_x - 0.07, -0.32),
                (basket_x - 0.045, -0.286),
                (basket_x + 0.045, -0.286),
                (basket_x + 0.07, -0.32),
            ],
            closed=True,
        ),
        "B58A52",
        0.6,
    )
    finish(counter, 0.4)
    floor = boards(stage, "C9A27A", tiles="B58A66" if rural else "A9B0AC")
    rooms.table(floor, 0.82 * stage.half, 0.0, 0.32, 0.22, "8A5A3A")
    rooms.plant_pot(floor, 0.86 * stage.half, -0.245, 0.15, "leafy", "D9B28A")
    rooms.chair(floor, -0.84 * stage.half, 0.0, 1.0, "8A5A3A")
    for place in (-0.34, 0.34):
        rooms.pendant(floor, place * stage.half, -0.56, stage.accent, 0.055)
    finish(floor, 0.4)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accents[-1], -0.1, 0.6), lintel=False)


def pan(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A cooking pot with its lid."""
    easel.fill(box(x - size / 2, y - size * 0.6, size, size * 0.6, size * 0.1), colour, 0.8)
    easel.rect(x - size * 0.62, y - size * 0.5, size * 1.24, size * 0.08, vary(colour, -0.1), 0.4)
    easel.fill(
        smooth([(x - size * 0.5, y - size * 0.6), (x, y - size * 0.78), (x + size * 0.5, y - size * 0.6)], closed=True),
        vary(colour, 0.05),
        0.6,
    )
    easel.oval(x, y - size * 0.77, size * 0.08, size * 0.06, vary(colour, -0.12), 0.5)


def bedroom(stage: PaintedSet) -> None:
    """A bedroom: bed along the side, window, lamp, cupboard."""
    culture = stage.design.culture
    side = 1.0 if stage.light.key_x > 0.5 else -1.0
    colour = vary(WALLS[culture], -0.02, 0.9, 8)
    back = wall(
        stage,
        colour,
        (Window(side * stage.half * 0.34 - 0.14, -0.62, 0.28, 0.36, arch_kind(culture), (1, 1)),),
        sheer=vary(stage.accent, 0.14, 0.55),
        outside="trees",
        dado=None,
    )
    rooms.picture(back, -side * stage.half * 0.2 - 0.07, -0.6, 0.14, 0.18, stage.accent)
    if stage.half > 0.5:
        _wall_shelf(back, -side * stage.half * 0.56, -0.44, 0.34)
        rooms.picture(back, -side * stage.half * 0.56 - 0.06, -0.68, 0.12, 0.09, stage.accents[-1])
    if stage.lamps_on:
        buildings.lantern_string(
            back, (-stage.half, stage.top + 0.1), (stage.half, stage.top + 0.08), "FFD08A", 13, 0.009
        )
    finish(back)
    furniture = stage.plane("furniture", 0.85)
    width = min(0.7, stage.half * 0.85)
    rooms.bed(
        furniture,
        -side * (stage.half * 0.36 if stage.half > 0.5 else stage.half * 0.4),
        -0.045,
        width,
        vary(stage.accent, -0.02, 0.7),
        head=-side,
    )
    rooms.cupboard(furniture, side * stage.half * 0.72 - 0.15, -0.06, 0.3, 0.5, "8A6244")
    rooms.table(furniture, side * stage.half * 0.36, -0.055, 0.18, 0.15, "8A5A3A")
    rooms.table_lamp(furniture, side * stage.half * 0.36, -0.225, "EBC98A", 0.05)
    finish(furniture, 0.4)
    floor = boards(stage, "A67C58")
    rooms.rug(
        floor,
        0,
        0.06,
        min(0.8, stage.half * 1.2),
        0.13,
        vary(stage.accents[1 % len(stage.accents)], 0.02, 0.6),
        "E6D6B4",
    )
    rooms.plant_pot(floor, side * stage.half * 0.9, 0.0, 0.3)
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accent, -0.14, 0.5))


def _wall_shelf(easel: Easel, x: float, y: float, width: float) -> None:
    """A board with books, a pot and a toy house, its middle at (x, y)."""
    easel.rect(x - width / 2, y, width, 0.018, "8A6244", 0.4)
    for book in range(9):
        tall = easel.between(0.06, 0.09)
        tint = easel.any_of(("8A3F38", "2F5C6E", "C98A3A", "5A6B45", "6E4A6A"))
        easel.rect(x - width / 2 + 0.02 + book * 0.017, y - tall, 0.015, tall, tint, 0.4)
    pot(easel, x + width * 0.2, y, 0.045, "2F6F7A")
    for stem in (-0.02, 0.0, 0.02):
        easel.line([(x + width * 0.2, y - 0.045), (x + width * 0.2 + stem, y - 0.1)], 0.006, "5A8A4A", curved=False)
    easel.poly([(x + width * 0.32, y), (x + width * 0.32, y - 0.04), (x + width * 0.38, y - 0.075),
                (x + width * 0.44, y - 0.04), (x + width * 0.44, y)], "D9A05A", 0.5)  # fmt: skip


def cafe(stage: PaintedSet) -> None:
    """A cafe: big window on the street, counter with cakes, tables, pendant lamps."""
    culture = stage.design.culture
    colour = "8A6A52" if culture == Culture.EUROPEAN_OLD else "A8836A"
    wide = min(0.62, stage.half * 0.8)
    side = 1.0 if stage.light.key_x > 0.5 else -1.0
    back = wall(
        stage,
        colour,
        (Window(side * stage.half * 0.42 - wide / 2, -0.6, wide, 0.42, "square", (2, 0)),),
        dado="6B4632",
        sheer=None,
        frame="5A3E2E",
        outside="city",
    )
    board = -side * stage.half * 0.45
    back.rect(board - 0.2, -0.64, 0.4, 0.22, "5A3E2E", 0.4)
    back.rect(board - 0.185, -0.625, 0.37, 0.19, "34403C", 0.2)
    for row in range(5):
        back.line(
            [(board - 0.16, -0.595 + row * 0.034), (board - 0.16 + back.between(0.12, 0.22), -0.595 + row * 0.034)],
            0.006,
            "E6DFCE",
            0.75,
        )
        back.line(
            [(board + 0.11, -0.595 + row * 0.034), (board + 0.15, -0.595 + row * 0.034)], 0.006, stage.accent, 0.8
        )
    finish(back)
    counter = stage.plane("furniture", 0.82)
    cw = min(0.62, stage.half * 0.8)
    counter.shadow(board, -0.045, cw * 0.6, 0.4)
    counter.rect(board - cw / 2, -0.29, cw, 0.245, "7A4E36", 0.5)
    for panel in range(5):
        counter.rect(board - cw / 2 + cw * (panel + 0.08) / 5, -0.25, cw * 0.84 / 5, 0.18, "8A5C40", 0.4, 0.006)
    counter.rect(board - cw / 2 - 0.02, -0.31, cw + 0.04, 0.026, "C9A27A", 0.3)
    counter.fill(box(board - 0.06, -0.42, 0.14, 0.11, 0.01), "9AA0A0", 0.8)
    counter.rect(board - 0.045, -0.36, 0.11, 0.05, "3A3838", 0.3)
    for stand in (-0.2, 0.17):
        counter.line([(board + stand, -0.31), (board + stand, -0.35)], 0.008, "E6DFCE")
        counter.rect(board + stand - 0.055, -0.358, 0.11, 0.01, "E6DFCE", 0.3)
        for cake in range(3):
            counter.oval(
                board + stand - 0.035 + cake * 0.035, -0.368, 0.017, 0.014, ("C98A4A", "E6A5A0", "8A5038")[cake], 0.6
            )
    rooms.table(counter, side * stage.half * 0.5, -0.05, 0.24, 0.2, "8A5A3A")
    rooms.chair(counter, side * stage.half * 0.5 - 0.18, -0.045, 0.95, "6B4632")
    rooms.chair(counter, side * stage.half * 0.5 + 0.18, -0.045, 0.95, "6B4632", -1.0)
    finish(counter, 0.4)
    floor = boards(stage, "B58E66", tiles="8F6A50")
    for place in (-0.6, -0.2, 0.2, 0.6):
        rooms.pendant(floor, place * stage.half, -0.53 - 0.03 * (abs(place) < 0.3), stage.accent, 0.06)
    rooms.plant_pot(floor, side * stage.half * 0.92, 0.0, 0.42, "palm", "5A5450")
    rooms.table(floor, -side * stage.half * 0.86, 0.015, 0.28, 0.22, "8A5A3A")
    floor.fill(box(-side * stage.half * 0.86 - 0.02, -0.262, 0.04, 0.035, 0.008), "EFE4CE", 0.6)
    finish(floor, 0.4)
    day_shafts(stage)
    stage.drift.append("mist") if stage.wet else None
    ground.curtain_frame(stage, "5A3A30", lintel=False)


def school(stage: PaintedSet) -> None:
    """A classroom: board, map, desks, windows to trees."""
    culture = stage.design.culture
    wide = min(0.66, stage.half * 0.95)
    windows = (
        ()
        if stage.half < 0.5
        else tuple(Window(side * stage.half * 0.72 - 0.11, -0.62, 0.22, 0.34) for side in (-1.0, 1.0))
    )
    back = wall(stage, vary(WALLS[culture], 0.03), windows, dado="7F9A8A", sheer=None, outside="trees")
    back.flat(box(-wide / 2 - 0.01, -0.6, wide + 0.02, 0.36), back.shade("4A3E38", 1.0), 0.3, 0.012)
    back.rect(-wide / 2 - 0.02, -0.62, wide + 0.04, 0.36, "8A5E3E", 0.4, 0.006)
    back.rect(-wide / 2, -0.6, wide, 0.32, "35564A", 0.3)
    for row in range(3):
        points = [
            (-wide * 0.42 + wide * 0.3 * i / 9, -0.55 + row * 0.05 + 0.008 * math.sin(i * 2.1 + row)) for i in range(10)
        ]
        back.line(points, 0.004, "E6E6DA", 0.6, curved=True)
    back.stroke(skia.Path.Circle(wide * 0.24, -0.46, 0.06), 0.004, back.seen("E6E6DA"), 0.7)
    back.line(
        [
            (wide * 0.24 - 0.06, -0.46),
            (wide * 0.24 + 0.04, -0.505),
            (wide * 0.24 + 0.04, -0.415),
            (wide * 0.24 - 0.06, -0.46),
        ],
        0.004,
        "F2C14B",
        0.7,
    )
    back.rect(-wide / 2, -0.285, wide, 0.018, "A9764C", 0.3)
    clock(back, 0.0, -0.7, 0.045)
    finish(back)
    furniture = stage.plane("furniture", 0.85)
    for row, (y, size) in enumerate(((-0.055, 0.75), (-0.02, 0.95))):
        for place in (-0.82, -0.5, 0.5, 0.82) if stage.half > 0.5 else (-0.75, 0.75):
            _desk(furniture, (place + 0.03 * row) * stage.half, y, size)
    finish(furniture, 0.4)
    floor = boards(stage, "B58A60")
    globe = -0.88 * stage.half
    rooms.table(floor, globe, 0.02, 0.3, 0.2, "8A5A3A")
    floor.oval(globe, -0.3, 0.06, 0.06, "4E8AA3", 0.9)
    floor.fill(
        smooth(
            [(globe - 0.03, -0.32), (globe + 0.01, -0.34), (globe + 0.02, -0.3), (globe - 0.01, -0.27)], closed=True
        ),
        "7FA05A",
        0.3,
    )
    floor.stroke(skia.Path.Circle(globe, -0.3, 0.066), 0.006, floor.seen("C9A24B"))
    rooms.plant_pot(floor, 0.92 * stage.half, 0.02, 0.3)
    finish(floor, 0.4)
    day_shafts(stage)
    ground.curtain_frame(stage, "4E6A6E")


def _desk(easel: Easel, x: float, y: float, size: float) -> None:
    with easel.at(x, y, size):
        rooms.table(easel, 0, 0, 0.26, 0.18, "B07A4A")
        easel.rect(-0.08, -0.225, 0.06, 0.012, easel.any_of(("C8443F", "2F6F8F", "E3B23C")), 0.3)
        easel.rect(-0.075, -0.235, 0.055, 0.011, easel.any_of(("5A8A5A", "D9C39A")), 0.3)
        rooms.chair(easel, 0.19, 0.0, 0.8, "7A5238", -1.0)


def office(stage: PaintedSet) -> None:
    """An office high over the city: glass, desks, screens, plants."""
    wide = min(1.3, stage.half * 1.5)
    back = wall(
        stage,
        "B4BCBE",
        (Window(-wide / 2, -0.66, wide, 0.46, "square", (5, 1)),),
        frame="5A666E",
        sheer=None,
        outside="city",
    )
    finish(back)
    furniture = stage.plane("furniture", 0.82)
    for place in (-0.66, 0.64):
        x = place * stage.half
        rooms.table(furniture, x, -0.04, 0.5 if stage.half > 0.5 else 0.3, 0.2, "C9A27A")
        furniture.rect(x - 0.11, -0.4, 0.22, 0.135, "34383E", 0.4, 0.008)
        screen = box(x - 0.1, -0.39, 0.2, 0.115)
        furniture.flat(screen, mix(furniture.seen("4E8AA8"), stage.light.palette.accent, 0.15))
        for row in range(5):
            furniture.line(
                [(x - 0.08, -0.372 + 0.019 * row), (x - 0.08 + furniture.between(0.05, 0.15), -0.372 + 0.019 * row)],
                0.005,
                "D6E6EA",
                0.7,
            )
        furniture.rect(x - 0.012, -0.27, 0.024, 0.035, "4A4E54", 0.4)
        furniture.rect(x + 0.15, -0.265, 0.07, 0.03, "E6DFCE", 0.3)
        rooms.chair(furniture, x - 0.17, -0.02, 1.1, "3F4A56")
    finish(furniture, 0.4)
    floor = boards(stage, "8F8A86", tiles="837E7C")
    rooms.plant_pot(floor, -0.9 * stage.half, 0.0, 0.46, "palm", "E6DFD0")
    rooms.shelf(floor, 0.84 * stage.half, -0.02, 0.3, 0.42, "A9764C", 3)
    for place in (-0.35, 0.35):
        rooms.pendant(floor, place * stage.half, -0.6, "4A5560", 0.06)
    finish(floor, 0.4)
    day_shafts(stage, 0.12)
    front = ground.front(stage, 0.5)
    for side in (-1.0, 1.0):
        front.rect(side * stage.half - 0.06, stage.top, 0.12, stage.bottom - stage.top, "3F464E", 0.6)
        for index in range(6):
            t = 0.35 + index * 0.22
            plants.frond(
                front,
                side * stage.half,
                stage.bottom - 0.02,
                math.pi * (0.5 + side * 0.06 * (index + 1)),
                0.32 * t,
                front.about("2E5A42"),
            )
    ground.softened(front)


def hospital(stage: PaintedSet) -> None:
    """A ward: bed, curtain on its rail, monitor, window."""
    back = wall(stage, "BFD0CC", two_windows(stage), dado="8FB0AC", sheer="E6EEEA", frame="D9E0DA", outside="trees")
    for side in (-0.14, 0.14):
        back.rect(side - 0.05, -0.55, 0.1, 0.14, "E6EAE4", 0.3, 0.006)
        for row in range(4):
            back.line([(side - 0.035, -0.52 + 0.025 * row), (side + 0.03, -0.52 + 0.025 * row)], 0.004, "6E8A90", 0.7)
    back.rect(-0.03, -0.68, 0.06, 0.06, "E9E4DA", 0.2, 0.01)
    back.rect(-0.02, -0.655, 0.04, 0.012, "C8443F", 0.1)
    back.rect(-0.006, -0.669, 0.012, 0.04, "C8443F", 0.1)
    for side in (-1.0, 1.0):
        _ceiling_light(back, side * stage.half * 0.36, stage.top + 0.16, 0.3)
    finish(back)
    furniture = stage.plane("furniture", 0.85)
    x = -0.58 * stage.half
    rooms.bed(furniture, x, -0.03, min(0.64, stage.half * 0.75), "9CC3C4", "B4BCBC")
    stand = x + min(0.42, stage.half * 0.5)
    furniture.line([(stand, -0.03), (stand, -0.5)], 0.008, "A0A8AA")
    furniture.line([(stand - 0.04, -0.03), (stand + 0.04, -0.03)], 0.01, "A0A8AA")
    furniture.fill(box(stand - 0.022, -0.5, 0.044, 0.07, 0.012), "D6E6EA", 0.5)
    furniture.line([(stand, -0.43), (stand + 0.02, -0.3), (stand - 0.07, -0.22)], 0.003, "C9D6DA", curved=True)
    monitor = 0.56 * stage.half
    rooms.cupboard(furniture, monitor - 0.12, -0.04, 0.24, 0.22, "D0D8D4")
    furniture.rect(monitor - 0.08, -0.4, 0.16, 0.12, "4A555A", 0.4, 0.01)
    furniture.rect(monitor - 0.068, -0.388, 0.136, 0.096, "22383E", 0.2)
    furniture.line(
        [
            (monitor - 0.06, -0.34),
            (monitor - 0.03, -0.34),
            (monitor - 0.015, -0.37),
            (monitor, -0.31),
            (monitor + 0.012, -0.34),
            (monitor + 0.06, -0.34),
        ],
        0.005,
        "7FE0A8",
    )
    finish(furniture, 0.35)
    floor = boards(stage, "B9C9C4", tiles="A4B8B4")
    rooms.chair(floor, 0.84 * stage.half, 0.0, 1.0, "5F9A9A", -1.0)
    rooms.plant_pot(floor, -0.92 * stage.half, 0.02, 0.3, "leafy", "E6DFD0")
    finish(floor, 0.35)
    day_shafts(stage, 0.1)
    ground.curtain_frame(stage, "6FA5A6")


def _ceiling_light(easel: Easel, x: float, y: float, width: float) -> None:
    """A long white lamp under the ceiling."""
    easel.rect(x - width / 2 - 0.012, y - 0.02, width + 0.024, 0.018, "AEB8B6", 0.3, 0.004)
    on = easel.set.lamps_on
    easel.flat(box(x - width / 2, y - 0.006, width, 0.016, 0.006), mix("F4FAF6", "FFFFFF", 0.3) if on else
               easel.seen("E3EAE6"))  # fmt: skip
    if on:
        easel.glow(x, y, 0.26, "DDF2EC", 0.0, 0.5)


def library(stage: PaintedSet) -> None:
    """A library: cases to the ceiling, a tall window, a ladder, green lamps."""
    kind = arch_kind(stage.design.culture)
    back = wall(
        stage,
        "7A5A44",
        (Window(-0.13, -0.7, 0.26, 0.5, "round" if kind == "square" else kind, (1, 3)),),
        frame="5A3E2E",
        sheer=None,
    )
    finish(back)
    cases = stage.plane("furniture", 0.75)
    width = stage.half - 0.2
    for side in (-1.0, 1.0):
        x = 0.2 if side > 0 else -stage.half
        cases.rect(x, stage.top, width, -stage.top - 0.06, "5A3A2A", 0.4)
        rooms.shelf(
            cases, x + 0.01, -0.06, width / 2 - 0.015, -stage.top - 0.12, "6E4830", 7 if stage.half > 0.7 else 8
        )
        rooms.shelf(
            cases,
            x + width / 2 + 0.005,
            -0.06,
            width / 2 - 0.015,
            -stage.top - 0.12,
            "6E4830",
            7 if stage.half > 0.7 else 8,
        )
    lx = 0.62 * stage.half
    for rail in (0.0, 0.1):
        cases.line([(lx + rail, -0.05), (lx + rail - 0.06, stage.top + 0.1)], 0.012, "A9764C")
    for rung in range(9):
        t = rung / 9 + 0.06
        cases.line(
            [(lx - 0.06 * t, -0.05 + (stage.top + 0.15) * t), (lx + 0.1 - 0.06 * t, -0.05 + (stage.top + 0.15) * t)],
            0.009,
            "A9764C",
        )
    if stage.lamps_on:
        for place in (-0.55, 0.55):
            cases.pool(place * stage.half, -0.4, 0.5, cases.light_on(cases.seen("C98A4A"), 0.6), 0.4)
    finish(cases, 0.3)
    floor = boards(stage, "8F603E")
    rooms.rug(floor, 0, 0.06, min(0.9, stage.half * 1.3), 0.14, "7A2F2C", "C9A24B")
    rooms.table(floor, -0.8 * stage.half, 0.01, 0.4, 0.22, "6E4830")
    rooms.table_lamp(floor, -0.86 * stage.half, -0.24, "3F7A5A", 0.05)
    for book in range(4):
        floor.rect(
            -0.74 * stage.half, -0.256 - 0.015 * book, 0.09, 0.014, ("8A3F38", "2F5C6E", "C98A3A", "5A6B45")[book], 0.3
        )
    rooms.floor_lamp(floor, 0.86 * stage.half, 0.0, "E6C990", 0.5)
    finish(floor, 0.4)
    day_shafts(stage, 0.22)
    ground.pillar_frame(stage, "4A3024", arch=False)


def laboratory(stage: PaintedSet) -> None:
    """A laboratory: benches, glass with coloured light, a board of formulae."""
    back = wall(stage, "A9BCC2", two_windows(stage, 0.24, 0.3), frame="7A8C94", sheer=None, outside="city")
    board = min(0.4, stage.half * 0.5)
    back.rect(-board / 2 - 0.012, -0.62, board + 0.024, 0.27, "7A8C94", 0.4, 0.006)
    back.rect(-board / 2, -0.61, board, 0.245, "E9EEEC", 0.15)
    for row in range(5):
        points = [
            (
                -board * 0.42 + board * 0.84 * i / 12 * back.between(0.8, 1.0),
                -0.58 + 0.045 * row + 0.007 * math.sin(i * 1.9 + row),
            )
            for i in range(13)
        ]
        back.line(points, 0.004, ("2F5C8C", "8A3F48", "3F6A52")[row % 3], 0.7, curved=True)
    finish(back)
    bench_plane = stage.plane("furniture", 0.82)
    count = 4
    step = stage.half * 2 / count
    for index in range(count):
        rooms.cupboard(bench_plane, -stage.half + step * index, -0.05, step, 0.2, "7F98A4", 2)
    bench_plane.rect(-stage.half, -0.275, stage.half * 2, 0.03, "E0E6E4", 0.3)
    for index in range(11):
        x = -stage.half * 0.94 + index * stage.half * 1.88 / 10
        tint = ("3FA5A0", "E0913F", "8A5FB0", "5FA55A", "D9534F")[index % 5]
        _flask(bench_plane, x, -0.275, 0.055 + 0.014 * (index % 3), tint, tube=index % 3 == 0)
    finish(bench_plane, 0.5)
    floor = boards(stage, "9FB0B4", tiles="8FA2A8")
    rooms.table(floor, 0.84 * stage.half, 0.01, 0.34, 0.24, "C9D2D2")
    x = 0.84 * stage.half
    floor.rect(x - 0.05, -0.292, 0.1, 0.016, "3F4650", 0.5, 0.004)
    floor.stroke(smooth([(x + 0.035, -0.29), (x + 0.05, -0.36), (x + 0.01, -0.42)]), 0.018, floor.seen("3F4650"))
    floor.line([(x + 0.025, -0.44), (x - 0.02, -0.33)], 0.026, "4E5864")
    rooms.shelf(floor, -0.98 * stage.half, 0.0, 0.24, 0.5, "7F98A4", 4, books=False)
    for place in (-0.3, 0.3):
        rooms.pendant(floor, place * stage.half, -0.62, "D6DEDE", 0.055)
    finish(floor, 0.4)
    ground.pillar_frame(stage, "4E5E68", arch=False)
    stage.drift.append("mist")


def _flask(easel: Easel, x: float, y: float, size: float, colour: Colour, *, tube: bool) -> None:
    glass = easel.light_on(easel.seen("DCEBEC"), 0.2)
    if tube:
        path = box(x - size * 0.18, y - size * 1.7, size * 0.36, size * 1.7, size * 0.15)
    else:
        path = polygon(
            [
                (x - size * 0.13, y - size * 1.5),
                (x + size * 0.13, y - size * 1.5),
                (x + size * 0.13, y - size * 0.9),
                (x + size * 0.55, y),
                (x - size * 0.55, y),
                (x - size * 0.13, y - size * 0.9),
            ]
        )
    easel.flat(path, glass, 0.55)
    with easel.clipped(path):
        easel.rect(x - size, y - size * 0.6, size * 2, size * 0.6, colour, 0.5)
        easel.flat(box(x - size * 0.3, y - size * 1.6, size * 0.09, size * 1.6), easel.light_on(glass, 0.8), 0.6)
    easel.stroke(path, 0.004, easel.light_on(glass, 0.4), 0.7)
    easel.pool(x, y - size * 0.3, size * 1.4, mix(easel.seen(colour), stage_light(easel), 0.3), 0.25, over=True)


def stage_light(easel: Easel) -> str:
    """The key's own colour."""
    return easel.light.palette.light


def courtroom(stage: PaintedSet) -> None:
    """A court of law: panelling, the bench, columns, a seal."""
    back = wall(stage, "9A7A5A", two_windows(stage, 0.2, 0.42, "round"), dado="6B4630", sheer=None, frame="5A3A28")
    wide = min(0.3, stage.half * 0.5)
    back.rect(-wide / 2 - 0.03, -0.66, wide + 0.06, 0.6, "6B4630", 0.5)
    back.oval(0, -0.52, 0.085, 0.085, "C9A24B", 0.7)
    back.oval(0, -0.52, 0.068, 0.068, "7A4B30", 0.5)
    _scales(back, 0, -0.48, 0.1)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.27
        back.rect(x - 0.03, stage.top, 0.06, -stage.top - 0.08, "B9986E", 0.9)
        back.rect(x - 0.045, stage.top, 0.09, 0.05, "C9A97C", 0.5)
        back.rect(x - 0.045, -0.14, 0.09, 0.05, "C9A97C", 0.5)
    finish(back)
    furniture = stage.plane("furniture", 0.8)
    bench_wide = min(0.66, stage.half * 0.9)
    furniture.rect(-bench_wide / 2, -0.33, bench_wide, 0.28, "7A4E32", 0.5)
    for panel in range(6):
        furniture.rect(
            -bench_wide / 2 + bench_wide * (panel + 0.1) / 6, -0.285, bench_wide * 0.8 / 6, 0.2, "8A5C3C", 0.45, 0.004
        )
    furniture.rect(-bench_wide / 2 - 0.025, -0.35, bench_wide + 0.05, 0.03, "9A6A46", 0.3)
    furniture.line([(0.16, -0.37), (0.24, -0.4)], 0.014, "A9764C")
    furniture.fill(box(0.22, -0.425, 0.04, 0.055, 0.008), "8A5A36", 0.6)
    furniture.rect(-0.2, -0.366, 0.1, 0.017, "8A3F38", 0.3)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.74
        furniture.rect(x - 0.2, -0.2, 0.4, 0.16, "7A4E32", 0.5)
        furniture.rect(x - 0.215, -0.215, 0.43, 0.022, "9A6A46", 0.3)
        for post in range(8):
            furniture.rect(x - 0.185 + post * 0.05, -0.19, 0.014, 0.14, "8F603E", 0.7)
    finish(furniture, 0.4)
    floor = boards(stage, "A9764C", tiles="8F5E3C")
    for side in (-1.0, 1.0):
        for index in range(2):
            rooms.chair(floor, side * stage.half * (0.68 + 0.2 * index), 0.03, 1.05, "6B4630", -side)
    rooms.chandelier(floor, 0, stage.top + 0.2, 0.13)
    finish(floor, 0.4)
    day_shafts(stage, 0.2)
    ground.pillar_frame(stage, "5A4030", arch=False)


def _scales(easel: Easel, x: float, y: float, size: float) -> None:
    easel.line([(x, y), (x, y - size * 0.75)], size * 0.06, "E3C66A")
    easel.line([(x - size * 0.4, y - size * 0.68), (x + size * 0.4, y - size * 0.68)], size * 0.05, "E3C66A")
    for side in (-1.0, 1.0):
        px = x + side * size * 0.4
        easel.line(
            [(px - size * 0.14, y - size * 0.28), (px, y - size * 0.68), (px + size * 0.14, y - size * 0.28)],
            size * 0.025,
            "E3C66A",
        )
        easel.fill(
            smooth(
                [(px - size * 0.18, y - size * 0.28), (px, y - size * 0.18), (px + size * 0.18, y - size * 0.28)],
                closed=True,
            ),
            "E3C66A",
            0.5,
        )
    easel.line([(x - size * 0.2, y), (x + size * 0.2, y)], size * 0.07, "E3C66A")


def podcast_studio(stage: PaintedSet) -> None:  # noqa: C901 - one picture, top to bottom
    """A studio: acoustic panels, shelves, neon-soft light bars, microphones on arms over a table."""
    base = vary(stage.accents[1 % len(stage.accents)], -0.12, 0.5)
    back = wall(stage, mix(base, "4A3E46", 0.5), (), sheer=None, outside="city")
    panel = 0.17
    columns, rows = int(stage.half * 2 / panel) + 1, 4
    for row in range(rows):
        for column in range(columns):
            x, y = -stage.half + column * panel, stage.top + 0.02 + row * panel
            if y > -0.3:
                continue
            tint = vary(base, 0.04 * ((row + column) % 3) - 0.04, 1.0, 8 * ((row * 3 + column) % 3))
            back.rect(x + 0.006, y + 0.006, panel - 0.012, panel - 0.012, tint, 0.6, 0.01)
            cx, cy = x + panel / 2, y + panel / 2
            for ridge_x in range(1, 4):
                px = x + panel * ridge_x / 4
                back.line(
                    [(px, y + 0.02), (px, y + panel - 0.02)]
                    if (row + column) % 2
                    else [(x + 0.02, y + panel * ridge_x / 4), (x + panel - 0.02, y + panel * ridge_x / 4)],
                    0.006,
                    vary(tint, -0.05),
                    0.7,
                )
            if (row + column) % 7 == 0:
                back.pool(cx, cy, panel * 0.8, back.light_on(back.seen(tint), 0.5), 0.5)
    warm, cool = mix("FF9E5A", stage.light.palette.accent, 0.3), mix("5AC8D9", stage.light.palette.accent, 0.15)
    for side, colour in ((-1.0, warm), (1.0, cool)):
        x = side * stage.half * 0.52
        back.pool(x, -0.4, 0.6, colour, 0.5)
        back.flat(box(x - 0.008, -0.68, 0.016, 0.42, 0.008), mix(colour, "FFFFFF", 0.55))
        back.glow(x, -0.47, 0.26, colour, 0.02, 0.45)
    disc = skia.Path.Circle(0, -0.52, 0.1)
    back.flat(disc, back.shade("2E2A34", 0.4), 0.9)
    back.stroke(disc, 0.008, mix(warm, "FFFFFF", 0.4))
    _microphone_sign(back, 0, -0.52, 0.075, mix(warm, "FFFFFF", 0.5))
    back.glow(0, -0.52, 0.18, warm, 0.03, 0.35)
    finish(back, 0.2)
    furniture = stage.plane("furniture", 0.82)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.78
        rooms.shelf(furniture, x - 0.16, -0.06, 0.32, 0.3, "6E5040", 2)
        if side < 0:
            rooms.plant_pot(furniture, x, -0.36, 0.2)
        else:
            rooms.table_lamp(furniture, x + 0.06, -0.36, "E8C48A", 0.055)
            furniture.rect(x - 0.13, -0.44, 0.11, 0.08, "4A4248", 0.5, 0.008)
            furniture.oval(x - 0.1, -0.4, 0.022, 0.022, "2A2630", 0.6)
            furniture.oval(x - 0.05, -0.4, 0.022, 0.022, "2A2630", 0.6)
    finish(furniture, 0.4)
    floor = boards(stage, "7F5A44")
    rooms.rug(floor, 0, 0.06, min(1.1, stage.half * 1.5), 0.15, vary(base, 0.03), "D9B98A")
    for side in (-1.0, 1.0):
        _mic_stand(floor, side * stage.half * 0.6, -0.01, side)
    rooms.floor_lamp(floor, -0.92 * stage.half, -0.01, "F0CF90", 0.54)
    finish(floor, 0.4)
    front = ground.front(stage, 0.4)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.fill(box(x - 0.09 if side > 0 else x - 0.02, stage.bottom - 0.3, 0.11, 0.32, 0.02), "33303A", 0.7)
        front.line([(x, stage.top + 0.2), (x - side * 0.2, stage.top + 0.03)], 0.018, "33303A")
        front.fill(box(x - side * 0.21 - 0.03, stage.top + 0.0, 0.06, 0.11, 0.028), "3A3640", 0.7)
    ground.softened(front)
    stage.drift.append("dust")


def _microphone_sign(easel: Easel, x: float, y: float, size: float, colour: tuple[float, float, float]) -> None:
    easel.flat(box(x - size * 0.28, y - size * 0.7, size * 0.56, size * 0.9, size * 0.28), colour)
    easel.stroke(
        smooth(
            [
                (x - size * 0.48, y - size * 0.1),
                (x - size * 0.35, y + size * 0.38),
                (x, y + size * 0.5),
                (x + size * 0.35, y + size * 0.38),
                (x + size * 0.48, y - size * 0.1),
            ]
        ),
        size * 0.1,
        colour,
    )
    easel.stroke(polygon([(x, y + size * 0.5), (x, y + size * 0.78)], closed=False), size * 0.1, colour)


def _mic_stand(easel: Easel, x: float, y: float, side: float) -> None:
    easel.shadow(x, y, 0.1)
    easel.oval(x, y - 0.006, 0.06, 0.014, "2E2C33", 0.6)
    easel.line([(x, y - 0.01), (x, y - 0.36)], 0.009, "3F3D45")
    easel.line([(x, y - 0.36), (x - side * 0.12, y - 0.43)], 0.009, "3F3D45")
    with easel.at(x - side * 0.14, y - 0.435):
        easel.canvas.rotate(-side * 25)
        easel.fill(box(-0.026, -0.055, 0.052, 0.09, 0.024), "4A4852", 0.8)
        for row in range(4):
            easel.line([(-0.02, -0.035 + 0.015 * row), (0.02, -0.035 + 0.015 * row)], 0.003, "8A8894", 0.7)


def theatre_stage(stage: PaintedSet) -> None:
    """A stage: painted backcloth, red curtain, footlights, beams."""
    back = wall(stage, "5A4A6A", (), sheer=None)
    back.gradient(
        stage.top,
        SEAM,
        [(0.0, back.seen("3A3560"), 0.9), (0.6, back.seen("9A5F7A"), 0.8), (1.0, back.seen("E09A5A"), 0.9)],
    )
    back.oval(0.18 * stage.half, -0.42, 0.12, 0.12, "F3D9A0", 0.2)
    from_low = (("6A5580", 0.3), ("52446E", 0.2))
    for tint, tall in from_low:
        points = [
            (-stage.half + stage.half * 2 * i / 8, SEAM - tall * (0.4 + 0.6 * abs(math.sin(i * 1.3 + tall * 10))))
            for i in range(9)
        ]
        path = smooth(points)
        path.lineTo(stage.half, 0)
        path.lineTo(-stage.half, 0)
        path.close()
        back.fill(path, tint, 0.4)
    finish(back, 0.2)
    wings = stage.plane("furniture", 0.8, 0.8)
    red = "8E2432"
    for side in (-1.0, 1.0):
        for layer in range(2):
            x = side * stage.half * (0.78 + 0.2 * layer)
            wide = 0.2
            wings.fill(
                smooth(
                    [
                        (x + side * wide, stage.top - 0.02),
                        (x - side * wide * 0.6, stage.top - 0.02),
                        (x - side * wide * 0.45, -0.35),
                        (x - side * wide * 0.5, -0.03),
                        (x + side * wide, -0.03),
                    ],
                    closed=True,
                ),
                vary(red, 0.03 * layer),
                0.8,
                upright=0.05,
            )
            for fold in range(5):
                fx = x - side * wide * (0.4 - 0.25 * fold)
                wings.stroke(
                    polygon([(fx, stage.top), (fx + side * 0.01, -0.04)], closed=False),
                    0.008,
                    wings.shade(red, 0.8),
                    0.55,
                )
    for swag in range(5):
        x0 = -stage.half + swag * stage.half * 0.4
        path = smooth(
            [
                (x0, stage.top - 0.02),
                (x0 + stage.half * 0.1, stage.top + 0.11),
                (x0 + stage.half * 0.3, stage.top + 0.11),
                (x0 + stage.half * 0.4, stage.top - 0.02),
            ],
            closed=True,
        )
        wings.fill(path, vary(red, 0.02), 0.7)
        wings.stroke(
            smooth(
                [
                    (x0, stage.top + 0.02),
                    (x0 + stage.half * 0.1, stage.top + 0.125),
                    (x0 + stage.half * 0.3, stage.top + 0.125),
                    (x0 + stage.half * 0.4, stage.top + 0.02),
                ]
            ),
            0.012,
            wings.seen("D9A441"),
        )
    finish(wings, 0.4)
    beams = stage.plane("shafts", 0.9, scale=0.5)
    for side in (-1.0, 1.0):
        for lean in (0.15, 0.45):
            x = side * stage.half * 0.75
            beams.flat(
                polygon(
                    [
                        (x - 0.02, stage.top),
                        (x + 0.02, stage.top),
                        (x - side * stage.half * lean * 1.8 + 0.16, 0.1),
                        (x - side * stage.half * lean * 1.8 - 0.16, 0.1),
                    ]
                ),
                mix("FFE9BC", stage.light.palette.light, 0.3),
                0.13,
                0.02,
            )
    floor = stage.plane("stage", 1.0)
    ground.paving(floor, SEAM + 0.02, "9A6840", rows=0, columns=26, vanish=-0.7)
    floor.pool(0, 0.02, 0.7, floor.light_on(floor.seen("C98A4A"), 0.8), 0.55, flat=0.22)
    count = int(stage.half * 2 / 0.16)
    for index in range(count + 1):
        x = -stage.half + index * stage.half * 2 / count
        floor.fill(
            smooth(
                [
                    (x - 0.04, stage.bottom),
                    (x - 0.035, stage.bottom - 0.028),
                    (x, stage.bottom - 0.042),
                    (x + 0.035, stage.bottom - 0.028),
                    (x + 0.04, stage.bottom),
                ],
                closed=True,
            ),
            "C9A24B",
            0.7,
        )
        floor.pool(x, stage.bottom - 0.04, 0.1, mix("FFE0A0", stage.light.palette.light, 0.2), 0.4, over=True)
    finish(floor, 0.3)
    front = ground.front(stage, 1.5)
    edge = min(0.14, stage.half * 0.16)
    for side in (-1.0, 1.0):
        x = side * stage.half
        front.fill(
            smooth(
                [
                    (x + side * 0.02, stage.top - 0.02),
                    (x - side * edge, stage.top - 0.02),
                    (x - side * edge * 0.6, -0.2),
                    (x - side * edge * 0.9, stage.bottom + 0.02),
                    (x + side * 0.02, stage.bottom + 0.02),
                ],
                closed=True,
            ),
            vary(red, -0.08),
            0.8,
        )
    ground.softened(front)
    stage.drift.append("dust")


def palace_hall(stage: PaintedSet) -> None:
    """A hall of arches with a throne, carpet, hangings and lamps."""
    culture = stage.design.culture
    colour = {
        Culture.CHINESE: "A8483A",
        Culture.KOREAN: "A8483A",
        Culture.JAPANESE: "C9A86A",
        Culture.MIDDLE_EASTERN: "D9BE94",
        Culture.EUROPEAN_OLD: "B9A07A",
    }.get(culture, "D9A878")
    kind = {Culture.EUROPEAN_OLD: "round", Culture.EUROPEAN_MODERN: "round", Culture.AMERICAN_MODERN: "round"}.get(
        culture, arch_kind(culture)
    )
    kind = "cusped" if culture == Culture.SOUTH_INDIAN else kind
    side_windows = tuple(
        Window(side * stage.half * 0.62 - 0.12, -0.6, 0.24, 0.46, kind, (1, 2)) for side in (-1.0, 1.0)
    )
    back = wall(stage, colour, side_windows, sheer=vary(stage.accent, 0, 0.8), frame=vary(colour, 0.08))
    wide = min(0.4, stage.half * 0.7)
    back.fill(buildings.arch_path(0, SEAM, wide * 1.25, 0.68, kind), vary(colour, 0.07), 0.4)
    back.fill(buildings.arch_path(0, SEAM, wide, 0.62, kind), vary(stage.accent, -0.14, 0.75), 0.5)
    with back.clipped(buildings.arch_path(0, SEAM, wide, 0.62, kind)):
        for ring in range(9):
            back.stroke(skia.Path.Circle(0, -0.42, 0.05 + 0.045 * ring), 0.006, back.seen("D9A441"), 0.35)
        back.pool(0, -0.42, 0.4, mix("FFD08A", stage.light.palette.light, 0.2), 0.5)
    buildings.frieze(
        back, -stage.half, stage.top + 0.03, stage.half * 2, 0.055, "D9A441", "key" if culture in EAST else "lotus"
    )
    buildings.frieze(back, -stage.half, SEAM - 0.07, stage.half * 2, 0.04, vary(colour, -0.1), "diamond")
    finish(back)
    furniture = stage.plane("furniture", 0.8)
    for step in range(3):
        w = wide * (1.5 - 0.22 * step)
        furniture.rect(-w / 2, -0.055 - 0.03 * (step + 1), w, 0.034, vary("C9A87C", 0.03 * step), 0.3)
    if culture in EAST:
        _dragon_seat(furniture, wide, stage.accent)
    else:
        # Cloth that is as golden as the throne would be lost on it.
        hue = oklch(stage.accent)[2]
        cloth = (
            stage.accent
            if abs(hue - 80) > 25
            else next(c for c in (*stage.accents, "8E2432") if abs(oklch(c)[2] - 80) > 25)
        )
        _throne(furniture, 0, -0.14, 0.9, cloth)
    for side in (-1.0, 1.0):
        _palace_pillar(furniture, side * stage.half * 0.4, -0.03, 0.075, vary(colour, 0.04))
    finish(furniture, 0.45)
    floor = boards(stage, "CBB08A", tiles="A9805E")
    carpet = polygon(
        [
            (-wide * 0.4, SEAM + 0.03),
            (wide * 0.4, SEAM + 0.03),
            (wide * 0.85, stage.bottom + 0.02),
            (-wide * 0.85, stage.bottom + 0.02),
        ]
    )
    floor.fill(carpet, vary(stage.accent, -0.08, 0.85), 0.3)
    for edge in (-1.0, 1.0):
        floor.line([(edge * wide * 0.36, SEAM + 0.03), (edge * wide * 0.77, stage.bottom)], 0.01, "E3B75A")
    for side in (-1.0, 1.0):
        _palace_pillar(floor, side * stage.half * 0.83, 0.0, 0.1, vary(colour, 0.02))
    if culture in EAST:
        for side in (-1.0, 1.0):
            _palace_lantern(floor, side * stage.half * 0.26, stage.top + 0.2, 0.06)
    else:
        rooms.chandelier(floor, 0, stage.top + 0.17, 0.12)
    finish(floor, 0.45)
    day_shafts(stage, 0.2)
    front = ground.front(stage, 1.0)
    ground.drape(front, vary(stage.accent, -0.08))
    ground.softened(front)


def _palace_pillar(easel: Easel, x: float, y: float, width: float, colour: Colour) -> None:
    """Carved stone, or in the east a round red column on a stone foot under painted brackets."""
    if easel.set.design.culture not in EAST:
        rooms.carved_pillar(easel, x, y, width, colour)
        return
    red = "7A4636" if easel.set.design.culture == Culture.JAPANESE else "A8322A"
    easel.shadow(x, y, width * 1.4)
    easel.rect(x - width * 0.4, easel.top, width * 0.8, y - easel.top - 0.02, red, 0.95)
    easel.rect(x - width * 0.62, y - 0.05, width * 1.24, 0.052, "A79C8C", 0.6, 0.01)
    for tier, reach in enumerate((0.62, 0.9, 1.2)):
        height = easel.top + 0.16 - 0.036 * tier
        easel.rect(x - width * reach, height, width * reach * 2, 0.026, ("2F7A6A", "C9A24B", "2F5C8E")[tier], 0.5)


def _palace_lantern(easel: Easel, x: float, y: float, size: float) -> None:
    """A six-sided palace lantern with tassels; it shines when lamps do."""
    easel.line([(x, easel.top), (x, y - size * 1.2)], 0.005, "5A3A2C")
    easel.poly([(x - size * 1.1, y - size), (x - size * 0.5, y - size * 1.4), (x + size * 0.5, y - size * 1.4),
                (x + size * 1.1, y - size)], "8E2A24", 0.5)  # fmt: skip
    easel.poly([(x - size, y - size), (x + size, y - size), (x + size * 0.7, y + size * 0.4),
                (x - size * 0.7, y + size * 0.4)], "F3DDB0", 0.2)  # fmt: skip
    for bar in (-0.45, 0.0, 0.45):
        easel.line([(x + bar * size * 1.5, y - size), (x + bar * size, y + size * 0.4)], 0.006, "8E2A24")
    for tassel in (-0.6, 0.0, 0.6):
        easel.line([(x + tassel * size, y + size * 0.4), (x + tassel * size, y + size * 1.1)], 0.007, "C8332B")
    if easel.set.lamps_on:
        easel.glow(x, y - size * 0.3, size * 2.6, "FFC46B", 0.08, 0.45)


def _dragon_seat(easel: Easel, wide: float, colour: Colour) -> None:
    """A low broad seat before a folding screen of gold, hills and a sun painted on it."""
    leaves = 5
    for leaf in range(leaves):
        x = -wide * 0.62 + leaf * wide * 1.24 / leaves
        tall = 0.36 + 0.05 * (1 - abs(leaf - 2) / 2)
        easel.rect(x, -0.145 - tall, wide * 1.24 / leaves - 0.004, tall, vary("D9B45E", 0.02 * (leaf % 2)), 0.4)
        easel.stroke(box(x, -0.145 - tall, wide * 1.24 / leaves - 0.004, tall), 0.008, easel.seen("6E2A22"))
    hills = smooth(
        [(-wide * 0.6, -0.2), (-wide * 0.35, -0.33), (-wide * 0.1, -0.26), (wide * 0.15, -0.37), (wide * 0.4, -0.27),
         (wide * 0.6, -0.32), (wide * 0.6, -0.15), (-wide * 0.6, -0.15)],
        closed=True,
    )  # fmt: skip
    easel.fill(hills, "3F7A6A", 0.5, alpha=0.85)
    easel.oval(wide * 0.32, -0.43, 0.032, 0.032, "C8332B", 0.2)
    easel.rect(-0.15, -0.215, 0.3, 0.07, "8E2A24", 0.5, 0.01)
    easel.rect(-0.16, -0.23, 0.32, 0.03, vary(colour, 0.02), 0.4, 0.01)
    for side in (-1.0, 1.0):
        easel.stroke(
            smooth([(side * 0.15, -0.22), (side * 0.17, -0.3), (side * 0.125, -0.33)]), 0.02, easel.seen("C9A24B")
        )
    easel.stroke(smooth([(-0.13, -0.3), (-0.07, -0.37), (0.0, -0.395), (0.07, -0.37), (0.13, -0.3)]), 0.022,
                 easel.seen("D9A441"))  # fmt: skip


def _throne(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    with easel.at(x, y, size):
        easel.fill(
            smooth(
                [(-0.11, 0), (-0.12, -0.25), (-0.075, -0.36), (0, -0.4), (0.075, -0.36), (0.12, -0.25), (0.11, 0)],
                closed=True,
            ),
            "D9A441",
            0.8,
        )
        easel.fill(
            smooth([(-0.08, -0.1), (-0.085, -0.25), (0, -0.34), (0.085, -0.25), (0.08, -0.1)], closed=True),
            vary(colour, -0.04),
            0.6,
        )
        easel.rect(-0.13, -0.14, 0.26, 0.05, vary(colour, 0.04), 0.5, 0.016)
        for side in (-1.0, 1.0):
            easel.fill(box(side * 0.13 - 0.022, -0.2, 0.044, 0.2, 0.015), "D9A441", 0.8)
            easel.oval(side * 0.13, -0.21, 0.027, 0.027, "E6BC60", 0.8)
        easel.oval(0, -0.42, 0.025, 0.025, "C8443F", 0.8)


def temple_interior(stage: PaintedSet) -> None:
    """Inside the temple: a pillared hall, the sanctum in lamplight, bells, garlands."""
    culture = stage.design.culture
    east = culture in EAST
    stone = "9A6B4E" if not east else "7A3F34"
    back = wall(stage, stone, (), sheer=None)
    glow = mix("FFB454", stage.light.palette.light, 0.3)
    wide = min(0.44, stage.half * 0.75)
    kind = "square" if east else "cusped"
    for index in range(5):
        by = stage.top + 0.1 + 0.12 * index
        back.rect(-stage.half, by, stage.half * 2, 0.014, vary(stone, -0.06), 0.2)
    back.fill(buildings.arch_path(0, SEAM + 0.02, wide * 1.45, 0.7, kind), vary(stone, 0.06), 0.5)
    back.fill(buildings.arch_path(0, SEAM + 0.02, wide * 1.2, 0.63, kind), "C98A3E", 0.5)
    sanctum = buildings.arch_path(0, SEAM + 0.02, wide, 0.56, kind)
    back.fill(sanctum, "4A2A20", 0.2)
    with back.clipped(sanctum):
        back.pool(0, -0.28, 0.42, glow, 0.7)
        _altar(back, stage, east=east)
    buildings.frieze(
        back, -wide * 0.72, -0.72 if stage.top < -0.75 else stage.top + 0.02, wide * 1.44, 0.035, "D9A441", "lotus"
    )
    rooms.garland(back, (-wide * 0.5, -0.5), (wide * 0.5, -0.5), 0.07)
    for side in (-1.0, 1.0):
        rooms.garland(back, (side * wide * 0.52, -0.5), (side * wide * 0.56, -0.18), 0.0)
        niche = side * stage.half * 0.68
        buildings.opening(back, niche, -0.22, 0.12, 0.24, kind, frame=vary(stone, 0.05), lamp=True)
    back.glow(0, -0.22, 0.17, "FFB454", 0.25, 0.1)
    finish(back, 0.3)
    pillars = stage.plane("furniture", 0.8)
    for place, width in ((-0.46, 0.085), (0.46, 0.085)):
        if east:
            pillars.shadow(place * stage.half, -0.05, 0.1)
            pillars.rect(place * stage.half - 0.04, stage.top, 0.08, -stage.top - 0.05, "A8382E", 0.95)
            pillars.rect(place * stage.half - 0.055, -0.09, 0.11, 0.045, "8C8A82", 0.5)
        else:
            rooms.carved_pillar(pillars, place * stage.half, -0.05, width, vary(stone, 0.05))
    for place in (-0.22, 0.22):
        _bell(pillars, place * stage.half, stage.top + 0.2, 0.055)
    finish(pillars, 0.5)
    floor = stage.plane("stage", 1.0)
    ground.paving(floor, SEAM + 0.03, "8F6A50", rows=7, columns=13, checker="7F5A44", vanish=-0.5)
    floor.pool(0, -0.03, 0.6, floor.light_on(floor.seen("C98A4A"), 0.6), 0.6, flat=0.22)
    for side in (-1.0, 1.0):
        x = side * stage.half * 0.86
        if east:
            floor.rect(x - 0.055, stage.top, 0.11, -stage.top, "A8382E", 0.95)
        else:
            rooms.carved_pillar(floor, x, 0.0, 0.11, vary(stone, 0.03))
        _lamp_tree(floor, side * stage.half * 0.6, -0.015, 0.32)
    for place in (-0.4, -0.33, 0.34, 0.42):
        diya(floor, place * stage.half, 0.07, 0.05)
    finish(floor, 0.45)
    if not stage.light.lamplit:
        shafts(stage, strength=0.25)
    ground.pillar_frame(stage, vary(stone, -0.12), arch=False)
    stage.drift += ["dust", "embers"]


def _altar(easel: Easel, stage: PaintedSet, *, east: bool) -> None:
    y = SEAM + 0.02
    for ring, alpha in ((0.24, 0.25), (0.19, 0.35), (0.14, 0.5)):
        easel.stroke(skia.Path.Circle(0, -0.32, ring), 0.008, easel.seen("E8B84A"), alpha)
    for ray in range(20):
        angle = math.tau * ray / 20
        easel.stroke(
            polygon(
                [
                    (math.cos(angle) * 0.15, -0.32 + math.sin(angle) * 0.15),
                    (math.cos(angle) * 0.19, -0.32 + math.sin(angle) * 0.19),
                ],
                closed=False,
            ),
            0.007,
            easel.seen("E8B84A"),
            0.6,
        )
    for step in range(3):
        w = 0.34 - 0.08 * step
        easel.rect(-w / 2, y - 0.035 * (step + 1), w, 0.037, vary("B5763C", 0.03 * step), 0.5)
    if east:
        easel.fill(
            smooth(
                [
                    (-0.09, y - 0.1),
                    (-0.1, y - 0.14),
                    (-0.045, y - 0.19),
                    (-0.05, y - 0.26),
                    (0, y - 0.3),
                    (0.05, y - 0.26),
                    (0.045, y - 0.19),
                    (0.1, y - 0.14),
                    (0.09, y - 0.1),
                ],
                closed=True,
            ),
            "D9A441",
            0.9,
        )
    else:
        # The pot of plenty: a kalasha with mango leaves and a coconut, the presence that every shrine may show.
        easel.oval(0, y - 0.17, 0.068, 0.066, "D9A441", 0.9)
        easel.rect(-0.03, y - 0.245, 0.06, 0.02, "E6BC60", 0.7)
        for leaf in range(7):
            angle = math.pi * (0.1 + 0.8 * leaf / 6)
            tip = (math.cos(angle) * 0.085, y - 0.245 - math.sin(angle) * 0.07)
            easel.fill(
                smooth(
                    [
                        (0.0, y - 0.24),
                        (tip[0] * 0.5 - 0.012, y - 0.26 + (tip[1] - y + 0.245) * 0.5),
                        tip,
                        (tip[0] * 0.5 + 0.014, y - 0.25 + (tip[1] - y + 0.245) * 0.5),
                    ],
                    closed=True,
                ),
                "4E7F42",
                0.6,
            )
        easel.oval(0, y - 0.285, 0.034, 0.042, "A8703C", 0.8)
        easel.line([(0, y - 0.21), (0, y - 0.14)], 0.008, stage.accent)
    for side in (-1.0, 1.0):
        for index in range(2):
            lx = side * (0.1 + 0.05 * index)
            easel.fill(
                smooth([(lx - 0.016, y - 0.055), (lx, y - 0.04), (lx + 0.018, y - 0.057)], closed=True), "B5633C", 0.6
            )
            easel.oval(lx, y - 0.07, 0.006, 0.013, "FFE2A0", 0.0)
            easel.pool(lx, y - 0.07, 0.05, mix("FFB454", "FFFFFF", 0.1), 0.6)


def _bell(easel: Easel, x: float, y: float, size: float) -> None:
    easel.line([(x, easel.top), (x, y - size)], 0.006, "8A6A3C")
    easel.fill(
        smooth(
            [
                (x - size * 0.14, y - size),
                (x - size * 0.42, y - size * 0.75),
                (x - size * 0.52, y - size * 0.2),
                (x - size * 0.75, y),
                (x + size * 0.75, y),
                (x + size * 0.52, y - size * 0.2),
                (x + size * 0.42, y - size * 0.75),
                (x + size * 0.14, y - size),
            ],
            closed=True,
        ),
        "C9943A",
        0.9,
    )
    easel.oval(x, y + size * 0.08, size * 0.16, size * 0.16, "A8762A", 0.7)


def _lamp_tree(easel: Easel, x: float, y: float, height: float) -> None:
    easel.shadow(x, y, 0.09)
    easel.oval(x, y - 0.01, 0.065, 0.018, "B5862F", 0.8)
    easel.line([(x, y), (x, y - height)], 0.014, "C9943A")
    for tier in range(3):
        ty = y - height * (0.5 + 0.25 * tier)
        reach = 0.075 - 0.018 * tier
        easel.oval(x, ty, reach, 0.011, "D9A441", 0.7)
        for side in (-1.0, 1.0):
            fx = x + side * reach * 0.8
            easel.oval(fx, ty - 0.018, 0.006, 0.014, "FFE2A0", 0.0)
            easel.pool(fx, ty - 0.018, 0.045, mix("FFB454", "FFFFFF", 0.1), 0.5, over=True)
    flame(easel, x, y - height - 0.005, 0.03)


def train(stage: PaintedSet) -> None:
    """In a railway carriage: windows with the land outside, seats, racks."""
    wide = min(0.36, stage.half * 0.55)
    windows = tuple(
        Window(place * stage.half - wide / 2, -0.6, wide, 0.3, "square", (0, 1))
        for place in ((-0.66, 0.0, 0.66) if stage.half > 0.5 else (0.0,))
    )
    body = vary(stage.accents[0], 0.05, 0.4)
    back = wall(
        stage,
        mix(body, "C9B48C", 0.5),
        windows,
        dado=vary(body, -0.05, 0.9),
        frame="8A7A62",
        sheer=vary(stage.accent, 0.1, 0.7),
        outside="trees",
    )
    for window in windows:
        back.line([(window.x - 0.04, -0.67), (window.x + wide + 0.04, -0.67)], 0.012, "8A6A46")
        for bag in range(2):
            back.fill(box(window.x + 0.04 + bag * 0.16, -0.735, 0.12, 0.06, 0.014), ("8A4F34", "3F6A7A")[bag], 0.6)
    finish(back)
    seats = stage.plane("furniture", 0.85)
    cloth = vary(stage.accents[1 % len(stage.accents)], -0.03, 0.6)
    for place in (-0.8, -0.34, 0.34, 0.8) if stage.half > 0.5 else (-0.7, 0.7):
        x = place * stage.half
        seats.shadow(x, -0.03, 0.16)
        seats.fill(box(x - 0.13, -0.4, 0.26, 0.3, 0.03), cloth, 0.6)
        seats.fill(box(x - 0.135, -0.175, 0.27, 0.075, 0.02), vary(cloth, 0.05), 0.5)
        seats.rect(x - 0.13, -0.1, 0.26, 0.07, "5A4438", 0.5)
        seats.fill(box(x - 0.07, -0.4, 0.14, 0.07, 0.012), "EFE4CE", 0.4)
    finish(seats, 0.4)
    floor = boards(stage, "8A6A50")
    for place in (-0.9, 0.9):
        floor.line([(place * stage.half, stage.top), (place * stage.half, 0.0)], 0.016, "C9A24B")
    for place in (-0.33, 0.33):
        x = place * stage.half
        floor.oval(x, stage.top + 0.11, 0.045, 0.02, "FFEFC8" if stage.lamps_on else "E6DFCE", 0.2)
        if stage.lamps_on:
            floor.glow(x, stage.top + 0.11, 0.2, "FFC97A", 0.04, 0.45)
    finish(floor, 0.4)
    day_shafts(stage, 0.14)
    ground.curtain_frame(stage, vary(cloth, -0.1))
