"""The field after, or before, a battle."""

from __future__ import annotations

import math

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, plants
from pipeline.picture.scenery.country import HORIZON
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, smooth
from pipeline.picture.scenery.sacred import blaze, fit
from pipeline.picture.scenery.sky import hills, sky
from pipeline.vocabulary import Culture


def battlefield(stage: PaintedSet) -> None:
    """After or before a battle: torn banners, spears, smoke, a fort."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    hills(stage, HORIZON, "8A7A66", 0.26)
    middle = stage.plane("middle", 0.5, 1.0)
    ground.earth(middle, HORIZON, "8F7A58", rough=0.02, streaks=40)
    with middle.at(stage.half * 0.45, HORIZON + 0.02, fit(stage, 0.5) * 0.7):
        _fort(middle)
    for side in (-1.0, 1.0):
        for index in range(9):
            x = side * stage.half * (0.4 + 0.07 * index)
            middle.line([(x, HORIZON + 0.06), (x + 0.01, HORIZON - 0.12 - 0.02 * (index % 3))], 0.006, "6B4E38")
            middle.poly(
                [
                    (x + 0.004, HORIZON - 0.13 - 0.02 * (index % 3)),
                    (x + 0.011, HORIZON - 0.165 - 0.02 * (index % 3)),
                    (x + 0.018, HORIZON - 0.13 - 0.02 * (index % 3)),
                ],
                "C9CDD0",
                0.4,
            )
            if index % 3 == 0:
                buildings.pennant(
                    middle, x + 0.03, HORIZON + 0.05, 0.34, stage.accents[index // 3 % len(stage.accents)]
                )
    _smoke(middle, stage)
    middle.rim()
    middle.tooth()
    near = stage.plane("stage", 1.0, 0.8)
    ground.earth(near, -0.045, "93774F", rough=0.02)
    ground.pebbles(near, -0.02, 50)
    plants.grass(near, -0.03, 80, 0.04, "8A8048")
    for place, lean in ((-0.72, 0.1), (-0.6, -0.06), (0.7, -0.1), (0.34, 0.16)):
        x = place * stage.half
        near.line([(x, 0.01), (x + lean, -0.34)], 0.01, "6B4E38")
        near.poly([(x + lean - 0.014, -0.335), (x + lean * 1.15, -0.4), (x + lean + 0.014, -0.335)], "C9CDD0", 0.5)
    _torn_banner(near, -0.84 * stage.half * stage.hand, 0.0, 0.62, stage.accent)
    _shield(near, 0.62 * stage.half * stage.hand, -0.03, 0.085, stage.accents[1], culture)
    _shield(near, -0.46 * stage.half * stage.hand, 0.045, 0.06, stage.accents[0], culture)
    _wheel(near, 0.82 * stage.half * stage.hand, 0.015, 0.13)
    near.rim(0.5)
    near.tooth()
    front = ground.front(stage, 0.8)
    for side in (-1.0, 1.0):
        for index in range(5):
            x = side * stage.half * (1.0 - 0.05 * index)
            front.line(
                [(x, stage.bottom), (x - side * 0.05 * index, stage.bottom - 0.34 + 0.05 * index)], 0.014, "4A3A2C"
            )
            tip = x - side * 0.05 * index
            top = stage.bottom - 0.34 + 0.05 * index
            front.poly([(tip - 0.016, top), (tip, top - 0.06), (tip + 0.016, top)], "8A9098", 0.5)
    ground.softened(front)
    stage.drift += ["embers", "dust"]


def _smoke(easel: Easel, stage: PaintedSet) -> None:
    """Columns of smoke that lean with the wind, fire at the foot of one."""
    dark = mix(stage.light.palette.shade, "5A5048", 0.5)
    for place, wide in ((-0.5, 0.05), (0.12, 0.04), (0.72, 0.06)):
        x = place * stage.half
        for puff in range(9):
            t = puff / 8
            radius = wide * (0.8 + 2.6 * t)
            easel.soft(
                mix(dark, stage.light.palette.sky_low, 0.45 * t),
                0.6 * (1 - 0.7 * t),
                [
                    skia.Path.Circle(
                        x + 0.3 * t * t * stage.hand + 0.02 * math.sin(puff * 2.1), HORIZON - 0.5 * t, radius
                    )
                ],
                radius * 0.35,
            )
        blaze(easel, x, HORIZON + 0.05, 0.05)


def _torn_banner(easel: Easel, x: float, y: float, size: float, colour: Colour) -> None:
    """A standard on its pole, its hem in shreds."""
    easel.line([(x, y), (x + 0.03, y - size)], 0.014, "6B4E38")
    easel.line([(x + 0.03 - 0.03, y - size * 0.97), (x + 0.03 + 0.24, y - size * 0.93)], 0.01, "6B4E38")
    hem = [(x + 0.25 - 0.024 * i, y - size * (0.52 if i % 2 else 0.42 + 0.03 * (i % 3))) for i in range(10)]
    easel.poly([(x + 0.035, y - size * 0.96), (x + 0.26, y - size * 0.93), *hem], colour, 0.6)
    easel.oval(x + 0.14, y - size * 0.74, 0.05, 0.05, vary(colour, 0.12), 0.4)
    easel.oval(x + 0.14, y - size * 0.74, 0.026, 0.026, "E3C98A", 0.5)


def _wheel(easel: Easel, x: float, y: float, radius: float) -> None:
    """A broken cart's wheel, half in the ground."""
    easel.shadow(x, y, radius)
    with easel.clipped(box(x - radius * 1.2, y - radius * 2, radius * 2.4, radius * 2)):
        easel.stroke(skia.Path.Circle(x, y - radius * 0.7, radius), 0.02, easel.seen("6B4E38"))
        for spoke in range(8):
            angle = math.tau * spoke / 8 + 0.2
            tip = (x + math.cos(angle) * radius, y - radius * 0.7 + math.sin(angle) * radius)
            easel.line([(x, y - radius * 0.7), tip], 0.011, "7A5A40")
        easel.oval(x, y - radius * 0.7, 0.024, 0.024, "5A4030", 0.6)


def _fort(easel: Easel) -> None:
    easel.rect(-0.4, -0.22, 0.8, 0.225, "A88A66", 0.5)
    for x in (-0.4, 0.0, 0.4):
        easel.rect(x - 0.08, -0.34, 0.16, 0.345, "B0926C", 0.9)
        for notch in range(3):
            easel.rect(x - 0.08 + notch * 0.06, -0.375, 0.04, 0.04, "B0926C", 0.5)
    for notch in range(10):
        easel.rect(-0.38 + notch * 0.08, -0.25, 0.045, 0.035, "A88A66", 0.4)
    buildings.opening(easel, 0, 0, 0.09, 0.16, "pointed", frame="8A6E50")


def _shield(easel: Easel, x: float, y: float, size: float, colour: Colour, culture: Culture) -> None:
    easel.shadow(x, y + 0.04, size * 1.2)
    if culture in (Culture.EUROPEAN_OLD, Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN):
        easel.fill(
            smooth(
                [
                    (x - size, y - size),
                    (x, y - size * 1.1),
                    (x + size, y - size),
                    (x + size * 0.8, y + size * 0.2),
                    (x, y + size * 0.9),
                    (x - size * 0.8, y + size * 0.2),
                ],
                closed=True,
            ),
            colour,
            0.7,
        )
        return
    easel.oval(x, y - size * 0.4, size, size, "8A6A3C", 0.8)
    easel.oval(x, y - size * 0.4, size * 0.84, size * 0.84, colour, 0.8)
    for boss in range(5):
        angle = math.tau * boss / 5
        easel.oval(
            x + math.cos(angle) * size * 0.4 * (boss > 0),
            y - size * 0.4 + math.sin(angle) * size * 0.4 * (boss > 0),
            size * 0.13,
            size * 0.13,
            "D9A441",
            0.8,
        )
