"""Rooms at home: living room, kitchen, bedroom, each built and furnished as its culture's pack says."""

from __future__ import annotations

from pipeline.picture.colour import Colour, vary
from pipeline.picture.scenery import furnishing, furniture, ground, plants, rooms
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, smooth
from pipeline.picture.scenery.floor_rooms import majlis, paper_room
from pipeline.picture.scenery.indoors import day_shafts
from pipeline.picture.scenery.rooms import Window, finish, wall
from pipeline.vocabulary import Culture


def living_room(stage: PaintedSet) -> None:
    """A sitting room in its culture's taste."""
    culture = stage.design.culture
    if culture == Culture.JAPANESE:
        paper_room(stage)
        return
    if culture == Culture.MIDDLE_EASTERN:
        majlis(stage)
        return
    side, roomy = _window_side(stage), stage.half > 0.5
    shape = stage.home.opening
    wide = {"square": 0.34, "moon": 0.42}.get(shape, 0.28)
    tall = 0.42 if shape == "moon" else 0.4
    window = Window(side * stage.half * 0.46 - wide / 2, -0.62, wide, tall, shape, furnishing.glazing(stage))
    back = _walls(stage, window)
    first, second = stage.home.hangings
    if first == "folding screen":
        furnishing.hang(back, first, -side * stage.half * 0.3, -0.4)
    else:
        if roomy:
            furnishing.hang(back, first, side * stage.half * 0.04, -0.5)
        furnishing.hang(back, second, -side * stage.half * (0.46 if roomy else 0.42), -0.53)
    finish(back)
    seats = stage.plane("furniture", 0.85)
    furniture.SEATS[stage.home.seat](seats, -side * stage.half * 0.38, -0.055, 0.62 if roomy else 0.4)
    _side_table(seats, side * stage.half * 0.52)
    finish(seats, 0.4)
    floor = furnishing.floor(stage)
    furnishing.rug(floor, 0.0, 0.06, min(1.0, stage.half * 1.3), 0.15)
    furnishing.lamp(floor, -side * stage.half * 0.84)
    rooms.plant_pot(floor, side * stage.half * 0.86, 0.0, 0.4, "palm")
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accent, -0.12, 0.6))


def _window_side(stage: PaintedSet) -> float:
    """The side of the room that the light comes from, where its window is."""
    return 1.0 if stage.light.key_x > 0.5 else -1.0


def _walls(stage: PaintedSet, window: Window, colour: Colour | None = None) -> Easel:
    """The far wall with its window dressed, its painted band and the ceiling."""
    home = stage.home
    back = wall(
        stage,
        colour if colour is not None else home.wall,
        (window,),
        dado=home.dado,
        frame=home.wood,
        sheer=furnishing.curtained(stage, vary(stage.accent, 0.12, 0.7)),
        outside="trees",
    )
    furnishing.painted_band(back, window)
    furnishing.dress(back, window)
    furnishing.ceiling(back)
    return back


def _side_table(easel: Easel, x: float) -> None:
    """A small table under the window with flowers in a pot."""
    rooms.table(easel, x, -0.06, 0.24, 0.16, easel.set.home.wood)
    pot(easel, x, -0.235, 0.06, "2F6F7A")
    for stem in (-0.025, 0.0, 0.025):
        easel.line([(x, -0.29), (x + stem, -0.36)], 0.003, "5A8A4A")
        plants.blossom(easel, x + stem, -0.365, 0.017, easel.set.accent)


def kitchen(stage: PaintedSet) -> None:
    """A kitchen: a window, shelves of what the culture cooks with, its hearth, a counter or a floor to work on."""
    home = stage.home
    wide = 0.34
    back = _walls(stage, Window(-wide / 2, -0.6, wide, 0.28, "square", furnishing.glazing(stage)))
    modern = home.stove in _FITTED
    if modern or home.stove == "tiled hearth":
        _tiling(back)
    hearth = -0.5 * stage.half
    for side in (-1.0, 1.0):
        for row in range(2):
            shelf, width = side * stage.half * 0.6, min(0.44, stage.half * 0.5)
            if home.stove in _TALL and side < 0:
                continue
            _shelf(back, shelf - width / 2, -0.4 - 0.17 * row, width)
    finish(back)
    counter = stage.plane("furniture", 0.8)
    if modern:
        _fitted(counter, "5F7F86" if home.stove == "hob" else "8A6A4C")
        embers = furniture.stove(counter, hearth, -0.05)
    else:
        _worktop(counter)
        embers = furniture.stove(counter, hearth, -0.045)
    if embers:
        stage.drift.append("embers")
    _fruit(counter, 0.42 * stage.half, -0.285 if modern else -0.235)
    finish(counter, 0.4)
    floor = furnishing.floor(stage)
    rooms.table(floor, 0.82 * stage.half, 0.0, 0.32, 0.22, home.wood)
    rooms.plant_pot(floor, 0.86 * stage.half, -0.245, 0.15, "leafy", "D9B28A")
    if modern:
        rooms.chair(floor, -0.84 * stage.half, 0.0, 1.0, home.wood)
        for place in (-0.3, 0.3):
            rooms.pendant(floor, place * stage.half, -0.56, stage.accent, 0.055)
    else:
        _store(floor, -0.9 * stage.half)
        if home.lamp in _OVERHEAD:
            furnishing.lamp(floor, 0.3 * stage.half)
        else:
            rooms.pendant(floor, 0.34 * stage.half, -0.56, stage.accent, 0.05)
    finish(floor, 0.4)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accents[-1], -0.1, 0.6), lintel=False)


_FITTED = frozenset({"range", "hob"})
"""Stoves that stand in a row of cupboards."""
_TALL = frozenset({"hob", "great hearth"})
"""Stoves that reach to the ceiling: no shelf is above them."""
_OVERHEAD = frozenset({"red lanterns", "pierced brass", "candle wheel", "storm lantern"})


def _shelf(easel: Easel, x: float, y: float, width: float) -> None:
    """A board with wares from end to end."""
    easel.rect(x, y, width, 0.016, vary(easel.set.home.wood, 0.02), 0.3)
    for end in (0.06, 0.94):
        easel.poly([(x + width * end - 0.008, y + 0.016), (x + width * end + 0.008, y + 0.016),
                    (x + width * end, y + 0.045)], vary(easel.set.home.wood, -0.04), 0.3)  # fmt: skip
    at, number = x + 0.02, int(easel.rng.integers(7))
    while at < x + width - 0.065:
        at += furniture.ware(easel, at, y, number) + 0.01
        number += 1


def _tiling(back: Easel) -> None:
    """Tiles behind the counter."""
    stage = back.set
    tile = vary(stage.accents[1 % len(stage.accents)], 0.18, 0.45)
    back.rect(-stage.half, -0.29, stage.half * 2, 0.2, tile, 0.2)
    for row in range(4):
        for column in range(int(stage.half * 2 / 0.055) + 1):
            px = -stage.half + column * 0.055
            if (row + column) % 2:
                back.rect(px, -0.29 + row * 0.05, 0.053, 0.048, vary(tile, 0.06), 0.1)
            elif (row * 7 + column) % 5 == 0:
                py = row * 0.05
                back.poly([(px + 0.027, py - 0.285), (px + 0.045, py - 0.265), (px + 0.027, py - 0.245),
                           (px + 0.01, py - 0.265)], stage.accent, 0.1)  # fmt: skip


def _fitted(counter: Easel, wood: Colour) -> None:
    """A row of cupboards under a worktop, with a sink below the window."""
    half = counter.half
    count = max(3, int(half * 2 / 0.26))
    step = half * 2 / count
    counter.rect(-half, -0.27, half * 2, 0.22, wood, 0.4)
    for index in range(count):
        rooms.cupboard(counter, -half + step * index + 0.006, -0.05, step - 0.012, 0.19, wood, 2)
    counter.rect(-half, -0.285, half * 2, 0.03, "D9C9A8", 0.3)
    counter.rect(-0.1, -0.3, 0.2, 0.02, "9AA5A8", 0.5, 0.006)
    counter.stroke(smooth([(0.0, -0.29), (0.0, -0.37), (0.035, -0.375), (0.045, -0.34)]), 0.009, counter.seen("A9B0B2"))


def _worktop(counter: Easel) -> None:
    """A heavy table of boards by the wall, a water pot and a board with a knife on it."""
    stage = counter.set
    width = min(0.62, stage.half * 0.75)
    x = 0.34 * stage.half
    rooms.table(counter, x, -0.05, width, 0.18, stage.home.wood, 0.03)
    pot(counter, x - width * 0.36, -0.24, 0.085, "B5633C")
    counter.rect(x - width * 0.14, -0.252, 0.13, 0.014, "C9A06A", 0.3, 0.004)
    counter.line([(x - width * 0.1, -0.258), (x + width * 0.06, -0.262)], 0.007, "C6CCCC")
    for bunch, green in enumerate(("6F9A4E", "8AA84E", "5E8A4A")):
        counter.oval(x - width * 0.04 + 0.018 * bunch, -0.262, 0.016, 0.011, green, 0.5)


def _fruit(counter: Easel, x: float, y: float) -> None:
    """A bowl of fruit."""
    for fruit in range(5):
        counter.oval(x - 0.04 + 0.02 * fruit, y - 0.03 - 0.012 * (fruit % 2), 0.017, 0.017,
                     ("E8912C", "C8443F", "E9C84A")[fruit % 3], 0.7)  # fmt: skip
    bowl = [(x - 0.07, y - 0.035), (x - 0.045, y - 0.001), (x + 0.045, y - 0.001), (x + 0.07, y - 0.035)]
    counter.fill(smooth(bowl, closed=True), "B58A52", 0.6)


def _store(floor: Easel, x: float) -> None:
    """What stands on the floor of a country kitchen: jars for grain and water, a basket."""
    colours = ("4A3026", "5E4030", "6B4A36") if floor.set.home.ware == "stoneware" else ("B5633C", "A8553A", "C98A5A")
    for away, size, colour in ((-0.05, 0.17, colours[0]), (0.08, 0.12, colours[1])):
        floor.shadow(x + away, 0.004, size * 0.5)
        pot(floor, x + away, 0.005, size, colour)
    basket = -x * 0.68
    floor.shadow(basket, 0.02, 0.07)
    floor.poly([(basket - 0.06, -0.06), (basket + 0.06, -0.06), (basket + 0.04, 0.02), (basket - 0.04, 0.02)],
               "C49A5A", 0.6)  # fmt: skip
    for weave in (-0.04, -0.015):
        floor.line([(basket - 0.053, weave), (basket + 0.053, weave)], 0.005, "9A7440")


def bedroom(stage: PaintedSet) -> None:
    """A bedroom: bed along the side, window, lamp, cupboard."""
    home, side, roomy = stage.home, _window_side(stage), stage.half > 0.5
    window = Window(side * stage.half * 0.34 - 0.14, -0.62, 0.28, 0.36, stage.home.opening, furnishing.glazing(stage))
    back = _walls(stage, window, vary(home.wall, -0.02, 0.9, 8))
    if home.bed not in ("canopy bed", "four-poster", "netted bed"):
        furnishing.hang(back, home.hangings[1], -side * stage.half * (0.46 if roomy else 0.4), -0.5)
    finish(back)
    seats = stage.plane("furniture", 0.85)
    width = min(0.7, stage.half * 0.85)
    furniture.bed(seats, -side * stage.half * (0.42 if roomy else 0.4), -0.045, width, side)
    rooms.cupboard(seats, side * stage.half * 0.76 - 0.14, -0.06, 0.28, 0.46, home.wood)
    rooms.table(seats, side * stage.half * 0.3, -0.055, 0.18, 0.15, home.wood)
    rooms.table_lamp(seats, side * stage.half * 0.3, -0.225, "EBC98A", 0.05)
    finish(seats, 0.4)
    floor = furnishing.floor(stage)
    furnishing.rug(floor, 0.0, 0.06, min(0.8, stage.half * 1.2), 0.13)
    if home.lamp in _OVERHEAD:
        furnishing.lamp(floor, side * stage.half * 0.6)
    rooms.plant_pot(floor, side * stage.half * 0.9, 0.0, 0.3)
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accent, -0.14, 0.5))
