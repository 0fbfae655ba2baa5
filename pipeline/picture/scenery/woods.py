"""Under trees: forest and jungle, and light that falls through leaves."""

from __future__ import annotations

import math

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import ground, plants
from pipeline.picture.scenery.country import HORIZON
from pipeline.picture.scenery.easel import Easel, PaintedSet, polygon, smooth
from pipeline.picture.scenery.sacred import EAST_ASIAN
from pipeline.picture.scenery.sky import sky
from pipeline.vocabulary import Culture, Season


def forest(stage: PaintedSet) -> None:
    """A forest: trunks behind trunks, light that falls between them."""
    _woods(stage, "4A7248", jungle=False)


def jungle(stage: PaintedSet) -> None:
    """A jungle: broad leaves, lianas, mist."""
    _woods(stage, "3B7350", jungle=True)


def _woods(stage: PaintedSet, leaf: str, *, jungle: bool) -> None:  # noqa: C901, PLR0912, PLR0915 - one picture
    culture = stage.design.culture
    autumn = stage.design.season == Season.AUTUMN
    autumn = autumn and stage.temperate
    if not jungle and not (autumn and culture in EAST_ASIAN):
        leaf = {Season.SPRING: "6E9A4E", Season.MONSOON: "3F7A44"}.get(stage.design.season, leaf)  # type: ignore[arg-type]
    sky(stage, HORIZON)
    bamboo = culture in (Culture.CHINESE, Culture.JAPANESE) and not jungle
    conifer = culture in (Culture.KOREAN, Culture.AMERICAN_MODERN, Culture.EUROPEAN_MODERN) or stage.snowy
    for name, depth, count, size, y in (
        ("far", 0.2, 15, 0.85, HORIZON + 0.01),
        ("between", 0.42, 11, 1.05, HORIZON + 0.03),
        ("middle", 0.75, 8, 1.2, HORIZON + 0.06),
    ):
        plane = stage.plane(name, depth, 0.6)
        ground.earth(plane, y - 0.005, vary(leaf, -0.02), streaks=10)
        for index in range(count):
            x = -stage.half + (index + plane.between(0.1, 0.9)) * stage.half * 2 / count
            if name == "middle" and abs(x) < stage.half * 0.34:
                continue
            with plane.at(x, y + plane.between(0, 0.02)):
                if bamboo:
                    plants.bamboo(plane, size)
                elif conifer:
                    plants.pine(plane, size * plane.between(0.8, 1.15), "3B6350" if not autumn else "5A6A45")
                elif jungle and index % 3 == 0:
                    plants.palm(plane, size * 0.9)
                else:
                    _tall_tree(plane, size * plane.between(0.85, 1.2), leaf)
        if not conifer and not bamboo and not plants.leafless(plane):
            _canopy(plane, stage.top + 0.02 + 0.09 * (0.6 - depth), vary(leaf, -0.03 + 0.04 * (0.6 - depth)))
        for _ in range(6):
            with plane.at(
                plane.between(-stage.half, stage.half), y + 0.02, plane.between(0.7, 1.2) * (0.6 + depth * 0.5)
            ):
                (plants.broadleaf if jungle else plants.bush)(plane, 1.0, vary(leaf, 0.02))
        plane.rim(0.45)
        plane.tooth()
        haze = mix(mix(stage.light.palette.sky_low, plane.seen(leaf), 0.45), stage.light.palette.light, 0.3)
        if name != "middle":
            plane.gradient(HORIZON - 0.3, HORIZON + 0.1, [(0.0, haze, 0.0), (0.8, haze, 0.3), (1.0, haze, 0.1)])
    if jungle:
        _lianas(stage, leaf)
    if not stage.dark and not stage.wet:
        shafts(stage)
    floor = stage.plane("stage", 1.0, 0.8)
    ground.earth(floor, -0.045, "8A7A52" if not jungle else "5F7A48")
    ground.path_way(floor, -0.04, "A58A5E", far=0.07, near=0.42, bend=0.08)
    plants.grass(floor, -0.03, 150, 0.045, leaf)
    for side in (-1.0, 1.0):
        with floor.at(side * stage.half * 0.93, 0.0, 1.3):
            _tall_tree(floor, 1.0, leaf)
        for _ in range(2):
            with floor.at(side * stage.half * floor.between(0.66, 0.98), floor.between(-0.02, 0.03)):
                fern(floor, 0.2, vary(leaf, 0.03))
        with floor.at(side * stage.half * 0.8, 0.01):
            if jungle:
                plants.broadleaf(floor, 0.95, leaf, flower=stage.accent)
            else:
                plants.bush(floor, 0.8, leaf)
    if not jungle:
        _fallen_trunk(floor, 0.56 * stage.half * stage.hand, 0.015)
        _mushrooms(floor, -0.5 * stage.half * stage.hand, 0.01)
    floor.rim(0.5)
    floor.tooth()
    ground.leafy_frame(stage, "2A4A34" if not autumn else "7A4A2A")
    stage.drift += ["fireflies"] if stage.dark else ["dust", "leaves"] if autumn else ["dust"]


def _lianas(stage: PaintedSet, leaf: Colour) -> None:
    """Vines that hang across the jungle, and a bright bird on one of them."""
    plane = stage.plane("vines", 0.85, 1.0)
    for _ in range(6):
        start, reach = plane.between(-stage.half, stage.half * 0.7), plane.between(0.2, 0.5)
        sag = plane.between(0.12, 0.3)
        points = [(start + reach * t / 8, stage.top + 4 * sag * (t / 8) * (1 - t / 8)) for t in range(9)]
        plane.line(points, 0.010, vary(leaf, -0.12), curved=True)
        for t in range(1, 8):
            x, y = points[t]
            plane.fill(smooth([(x - 0.014, y), (x - 0.018, y + 0.03), (x, y + 0.055), (x + 0.018, y + 0.03),
                               (x + 0.014, y)], closed=True), plane.about(leaf, 0.03), 0.6)  # fmt: skip
    for _ in range(5):
        x, drop = plane.between(-stage.half, stage.half), plane.between(0.15, 0.42)
        plane.line([(x, stage.top), (x + 0.01, stage.top + drop * 0.5), (x - 0.006, stage.top + drop)], 0.006,
                   vary(leaf, -0.1), curved=True)  # fmt: skip
    x, y = 0.5 * stage.half * stage.hand, stage.top + 0.26
    plane.line([(x - 0.2, y + 0.02), (x + 0.2, y + 0.0)], 0.014, "6B5040")
    _macaw(plane, x, y, stage.accent)
    plane.rim(0.4)
    plane.tooth()


def _macaw(easel: Easel, x: float, y: float, colour: Colour) -> None:
    easel.fill(
        smooth([(x - 0.012, y + 0.13), (x - 0.03, y), (x - 0.022, y - 0.05), (x + 0.008, y - 0.072),
                (x + 0.03, y - 0.05), (x + 0.026, y + 0.01), (x + 0.004, y + 0.13)], closed=True),
        colour, 0.7,
    )  # fmt: skip
    easel.fill(smooth([(x - 0.028, y - 0.01), (x + 0.006, y - 0.02), (x + 0.0, y + 0.07), (x - 0.018, y + 0.05)],
                      closed=True), "2F6FA8", 0.6)  # fmt: skip
    easel.oval(x + 0.014, y - 0.048, 0.012, 0.011, "F3EBDD", 0.2)
    easel.oval(x + 0.016, y - 0.049, 0.004, 0.004, "2A2420", 0.0)
    easel.poly([(x + 0.027, y - 0.052), (x + 0.047, y - 0.036), (x + 0.028, y - 0.03)], "3A342E", 0.5)


def _fallen_trunk(easel: Easel, x: float, y: float) -> None:
    easel.shadow(x, y, 0.2)
    easel.rect(x - 0.17, y - 0.075, 0.34, 0.08, "6B5040", 0.85, 0.03)
    easel.oval(x + 0.165, y - 0.036, 0.024, 0.039, "B08F68", 0.5)
    easel.oval(x + 0.165, y - 0.036, 0.012, 0.02, "8A6B4C", 0.4)
    for _ in range(7):
        easel.oval(x + easel.between(-0.15, 0.12), y - 0.074, easel.between(0.02, 0.05), 0.012, easel.about("6E8F4E"),
                   0.5)  # fmt: skip


def _mushrooms(easel: Easel, x: float, y: float) -> None:
    for dx, size in ((0.0, 0.045), (0.045, 0.03), (-0.04, 0.026)):
        easel.rect(x + dx - size * 0.16, y - size * 0.8, size * 0.32, size * 0.8, "EADFC6", 0.6, size * 0.1)
        cap = smooth(
            [
                (x + dx - size * 0.6, y - size * 0.72),
                (x + dx - size * 0.4, y - size * 1.2),
                (x + dx + size * 0.4, y - size * 1.2),
                (x + dx + size * 0.6, y - size * 0.72),
            ],
            closed=True,
        )
        easel.fill(cap, "B5482E", 0.7)
        for dot in (-0.25, 0.1, 0.3):
            easel.oval(x + dx + dot * size, y - size * (1.0 + 0.1 * (dot > 0)), size * 0.07, size * 0.06, "F3E7CF", 0.1)


def _tall_tree(easel: Easel, size: float, leaf: Colour) -> None:
    with easel.at(0, 0, size):
        lean = easel.between(-0.05, 0.05)
        wide = easel.between(0.03, 0.05)
        easel.fill(
            smooth(
                [
                    (-wide * 1.7, 0.015),
                    (-wide * 0.7, -0.12),
                    (lean - wide * 0.5, -0.6),
                    (lean - wide * 0.5, -1.1),
                    (lean + wide * 0.5, -1.1),
                    (lean + wide * 0.5, -0.6),
                    (wide * 0.7, -0.12),
                    (wide * 1.7, 0.015),
                ],
                closed=True,
            ),
            easel.about("6B5040", 0.02),
            0.8,
            upright=0.05,
        )
        for _ in range(5):
            y = -easel.between(0.05, 0.7)
            x = lean * -y + easel.between(-0.4, 0.4) * wide
            easel.line([(x, y), (x + 0.003, y - easel.between(0.04, 0.1))], 0.004, "4A382E", 0.5)
        side = 1 if easel.rng.random() < 0.5 else -1
        easel.line(
            [(lean * 0.5, -0.42), (lean * 0.5 + side * 0.1, -0.54), (lean * 0.5 + side * 0.18, -0.58)],
            0.016,
            "6B5040",
            curved=True,
        )
        if not plants.leafless(easel):
            tint = easel.about(plants.turned(easel, leaf), 0.02)
            plants.crown(easel, lean * 0.5 + side * 0.19, -0.6, 0.11, tint, dabs=6)


def _canopy(easel: Easel, y: float, leaf: Colour) -> None:
    count = int(easel.half / 0.085)
    for index in range(count):
        x = -easel.half + (index + 0.5) * easel.half * 2 / count
        sag = 0.09 * (abs(x) / easel.half) ** 2
        tint = easel.about(plants.turned(easel, leaf), 0.015)
        plants.crown(easel, x, y + sag + easel.between(-0.02, 0.03), 0.15, tint, dabs=6)


def fern(easel: Easel, size: float, colour: Colour) -> None:
    """A fern."""
    for index in range(7):
        angle = math.pi * (0.1 + 0.8 * index / 6)
        tip = (math.cos(angle) * size, -math.sin(angle) * size * 0.85 + abs(math.cos(angle)) * size * 0.25)
        middle = (tip[0] * 0.5, tip[1] * 0.72)
        easel.line([(0, 0), middle, tip], 0.004, colour, curved=True)
        for step in range(2, 9):
            t = step / 9
            x, y = tip[0] * t, middle[1] * 2 * t * (1 - t) + tip[1] * t * t
            leaf = size * 0.2 * (1 - t * 0.8)
            easel.fill(
                smooth(
                    [(x - leaf, y + leaf * 0.5), (x, y - leaf * 0.2), (x + leaf, y + leaf * 0.5), (x, y + leaf * 0.15)],
                    closed=True,
                ),
                colour,
                0.3,
            )


def shafts(stage: PaintedSet, *, strength: float = 0.20) -> None:
    """Light that falls through air, from the key's side: a plane of its own."""
    # In a room they fall in front of the floor, so they stand no farther than what is painted already.
    plane = stage.plane("shafts", max(0.7, stage.planes[-1].depth), scale=0.5)
    light = stage.light
    x, y = stage.stage_x(light.key_x), stage.top - 0.1
    colour = mix(light.palette.light, "FFF4D8", 0.3)
    for index in range(5):
        start = x + (index - 2) * 0.2
        lean = -plane.side * plane.between(0.3, 0.5)
        wide = plane.between(0.03, 0.08)
        path = polygon(
            [
                (start - wide * 0.4, y),
                (start + wide * 0.4, y),
                (start + lean + wide * 1.6, 0.12),
                (start + lean - wide * 1.6, 0.12),
            ]
        )
        plane.flat(path, colour, strength * light.strength * plane.between(0.6, 1.2), 0.02)
