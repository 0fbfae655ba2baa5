"""Great halls: of palaces, and inside temples."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import Colour, mix, oklch, vary
from pipeline.picture.scenery import buildings, ground, rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.indoors import boards, day_shafts
from pipeline.picture.scenery.rooms import EAST, SEAM, Window, finish, wall
from pipeline.picture.scenery.sacred import flame
from pipeline.picture.scenery.town import diya
from pipeline.picture.scenery.woods import shafts
from pipeline.vocabulary import Culture


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
        culture, stage.style.arch
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
