"""Rooms where people work and wait: cafe, school, office, hospital, train."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import mix, vary
from pipeline.picture.scenery import ground, plants, rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, smooth
from pipeline.picture.scenery.indoors import boards, day_shafts, two_windows
from pipeline.picture.scenery.rooms import Window, finish, wall
from pipeline.picture.scenery.town import clock
from pipeline.vocabulary import Culture


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
    wide = min(0.66, stage.half * 0.95)
    windows = (
        ()
        if stage.half < 0.5
        else tuple(Window(side * stage.half * 0.72 - 0.11, -0.62, 0.22, 0.34) for side in (-1.0, 1.0))
    )
    back = wall(stage, vary(stage.home.wall, 0.03), windows, dado="7F9A8A", sheer=None, outside="trees")
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
