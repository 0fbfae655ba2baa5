"""Rooms at home: living room, kitchen, bedroom."""

from __future__ import annotations

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, plants, rooms
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, smooth
from pipeline.picture.scenery.floor_rooms import majlis, paper_room
from pipeline.picture.scenery.indoors import WALLS, arch_kind, boards, day_shafts
from pipeline.picture.scenery.rooms import EAST, INDIAN, Window, finish, wall
from pipeline.picture.scenery.sacred import blaze
from pipeline.vocabulary import Culture


def living_room(stage: PaintedSet) -> None:
    """A sitting room in its culture's taste."""
    culture = stage.design.culture
    colour = WALLS[culture]
    kind = arch_kind(culture)
    if culture in EAST:
        paper_room(stage, tea=True)
        return
    if culture == Culture.MIDDLE_EASTERN:
        majlis(stage)
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
