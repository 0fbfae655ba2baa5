"""Living rooms where one sits on the floor: the majlis, the paper room of East Asia."""

from __future__ import annotations

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, furnishing, ground, plants, rooms
from pipeline.picture.scenery.country import pot
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, smooth
from pipeline.picture.scenery.indoors import boards, day_shafts, two_windows
from pipeline.picture.scenery.rooms import Window, finish, wall


def majlis(stage: PaintedSet) -> None:
    """A sitting room of the Middle East: low seats along the wall, a carved screen, brass lamps, rugs."""
    colour = stage.home.wall
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
    furnishing.lamp(floor, stage.half * 0.86)
    rooms.plant_pot(floor, stage.half * 0.9 * stage.hand, 0.0, 0.42, "palm")
    finish(floor, 0.35)
    day_shafts(stage)
    ground.curtain_frame(stage, vary(stage.accents[1], -0.1, 0.7))


def paper_room(stage: PaintedSet) -> None:
    """A room of paper screens and mats."""
    wood = stage.home.wood
    wide = min(0.62, stage.half * 0.9)
    back = wall(
        stage,
        stage.home.wall,
        (Window(-wide / 2, -0.58, wide, 0.44, "square", (3, 0)),),
        frame=wood,
        sheer=None,
        outside="trees",
    )
    for side in (-1.0, 1.0):
        edge = side * (wide / 2 + 0.03)
        for panel in range(3):
            px = edge + side * (0.02 + 0.2 * panel) - (0.19 if side < 0 else 0)
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
    floor = furnishing.floor(stage)
    for cushion in (-0.68, 0.72):
        floor.shadow(cushion * stage.half, 0.03, 0.13)
        floor.fill(box(cushion * stage.half - 0.11, -0.005, 0.22, 0.04, 0.018), vary(stage.accent, -0.03, 0.8), 0.5)
    furnishing.lamp(floor, -0.84 * stage.half)
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
