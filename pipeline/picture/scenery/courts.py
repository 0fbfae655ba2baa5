"""Courtyards: an arcade, a cloister, an East Asian court, a compound of round houses, a back yard."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants
from pipeline.picture.scenery.country import meadow, pot, tree_of
from pipeline.picture.scenery.easel import Easel, PaintedSet, box, polygon, smooth
from pipeline.picture.scenery.sacred import fit, row_of, stone_lantern
from pipeline.picture.scenery.sky import hills, sky, water
from pipeline.picture.scenery.town import HORIZON
from pipeline.picture.scenery.wilds import rock
from pipeline.vocabulary import Culture


def courtyard(stage: PaintedSet) -> None:
    """A house's inner court as the culture has it; see `COURTS` for the kinds that a culture pack may name."""
    COURTS[stage.style.court](stage)


def _arcade(stage: PaintedSet) -> None:  # noqa: PLR0915 - one picture, top to bottom
    culture = stage.design.culture
    sky(stage, HORIZON - 0.2)
    wall: Colour = {
        Culture.MIDDLE_EASTERN: "E0C08F",
        Culture.LATIN_AMERICAN: "E0A56A",
        Culture.SOUTH_INDIAN: "E6D3AE",
        Culture.EUROPEAN_OLD: "CFC2A6",
        Culture.EUROPEAN_MODERN: "D9CDB4",
    }.get(culture, "DDB68A")
    turn = stage.pick(((0.0, 0.0), (0.03, -18.0), (-0.03, 14.0), (0.035, 24.0), (-0.02, -30.0)))
    wall = vary(wall, turn[0], 1.25, turn[1])
    kind = stage.style.arch
    far = stage.plane("far", 0.3)
    row_of(far, tree_of(culture), 5, -0.3, 0.5)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.6)
    top = -0.58
    middle.rect(-stage.half - 0.02, top, stage.half * 2 + 0.04, -top, wall, 0.4)
    if culture not in (Culture.NORTH_INDIAN, Culture.MIDDLE_EASTERN):
        roof = polygon(
            [
                (-stage.half - 0.1, top + 0.05),
                (-stage.half - 0.1, top - 0.07),
                (stage.half + 0.1, top - 0.07),
                (stage.half + 0.1, top + 0.05),
            ]
        )
        tint = "B4573A"
        middle.fill(roof, tint, 0.6)
        buildings.tiles(middle, roof, vary(tint, -0.06))
    else:
        buildings.frieze(middle, -stage.half, top - 0.04, stage.half * 2, 0.05, vary(wall, 0.04), "lotus")
    bays = max(3, round(stage.half * 2 / 0.3)) | 1
    step = stage.half * 2 / bays
    trim = stage.accents[1 % len(stage.accents)]
    for bay in range(bays):
        x = -stage.half + (bay + 0.5) * step
        buildings.opening(middle, x, -0.06, step * 0.66, 0.3, kind, frame=vary(wall, 0.05), lamp=bay == bays // 2)
        buildings.pane(middle, x - step * 0.17, top + 0.07, step * 0.34, 0.13, kind=kind, bars=(1, 1), frame=trim)
        middle.rect(-stage.half + bay * step - 0.022, -0.36, 0.044, 0.33, vary(wall, 0.06), 0.9)
    middle.rect(-stage.half, -0.385, stage.half * 2, 0.025, vary(wall, -0.08), 0.3)
    buildings.frieze(middle, -stage.half, -0.36, stage.half * 2, 0.025, trim, "diamond")
    middle.rect(-stage.half, -0.06, stage.half * 2, 0.03, vary(wall, -0.05), 0.3)
    middle.rim()
    middle.tooth()
    floor = stage.plane("stage", 1.0, 0.5)
    ground.paving(
        floor,
        -0.045,
        vary(wall, -0.04),
        rows=7,
        columns=15,
        checker=vary(wall, -0.09),
    )
    x = 0.72 * stage.half * stage.hand
    if culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN):
        floor.shadow(x, 0.0, 0.16)
        floor.rect(x - 0.12, -0.05, 0.24, 0.055, "C98A5E", 0.5)
        floor.rect(x - 0.085, -0.2, 0.17, 0.155, "D9A070", 0.7)
        buildings.opening(floor, x, -0.06, 0.06, 0.1, "cusped", frame=stage.accent)
        floor.rect(x - 0.1, -0.215, 0.2, 0.025, "E0B080", 0.4)
        with floor.at(x, -0.2, 0.85):
            plants.bush(floor, 0.9, "5A8A4A")
    elif culture == Culture.MIDDLE_EASTERN:
        _fountain(floor, x * 0.86, 0.02)
    else:
        with floor.at(x, 0.0, 1.0):
            tree_of(culture)(floor, 0.9)
    for place in (-0.9, -0.8, 0.92):
        with floor.at(place * stage.half, 0.01):
            pot(floor, 0, 0, 0.1, floor.any_of(("B5633C", "2F6F8F", "C98A5E")))
            with floor.at(0, -0.09, 0.6):
                plants.bush(floor, 1.0, flowers=stage.accent)
    floor.rim(0.45)
    floor.tooth()
    ground.pillar_frame(stage, vary(wall, -0.18), arch=True)
    stage.drift += ["birds"] if stage.design.seed % 2 else ["petals"]


def _fountain(easel: Easel, x: float, y: float) -> None:
    """A tiled basin with a jet."""
    easel.shadow(x, y, 0.2)
    basin = box(x - 0.17, y - 0.075, 0.34, 0.08, 0.012)
    easel.fill(basin, "E6D3B3", 0.5)
    buildings.frieze(easel, x - 0.16, y - 0.06, 0.32, 0.04, easel.set.accents[0], "diamond")
    easel.oval(x, y - 0.077, 0.165, 0.018, "7FC0C4", 0.3)
    easel.rect(x - 0.016, y - 0.16, 0.032, 0.085, "E6D3B3", 0.8)
    easel.oval(x, y - 0.16, 0.065, 0.016, "D9C29A", 0.6)
    spray = easel.light_on(easel.seen("CFE8EC"), 0.5)
    for lean in (-0.05, -0.025, 0.0, 0.025, 0.05):
        easel.stroke(
            smooth([(x, y - 0.16), (x + lean * 0.6, y - 0.245 + abs(lean)), (x + lean * 1.3, y - 0.165)]),
            0.004, spray, 0.75,
        )  # fmt: skip


def _cloister(stage: PaintedSet) -> None:
    """A western cloister: pointed or round arches about a lawn with a well."""
    sky(stage, HORIZON - 0.2)
    far = stage.plane("far", 0.3)
    with far.at(-0.3 * stage.half * stage.hand, -0.3, 0.62):
        buildings.church_front(far)
    row_of(far, plants.cypress, 4, -0.3, 0.5)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.6)
    stone = stage.pick(("CFC2A6", "D9CDB4", "C4B594"))
    _gallery(middle, stage, stone)
    middle.rim()
    middle.tooth()
    lawn = stage.plane("stage", 1.0, 0.4)
    ground.paving(lawn, -0.06, vary(stone, -0.03), rows=7, columns=13)
    grassy = polygon([(-stage.half * 0.98, 0.075), (-stage.half * 0.8, -0.02), (-0.2, -0.02), (-0.34, 0.075)])
    other = polygon([(stage.half * 0.98, 0.075), (stage.half * 0.8, -0.02), (0.2, -0.02), (0.34, 0.075)])
    for bed in (grassy, other):
        lawn.fill(bed, ground.lying(lawn, meadow(stage, "7F9A58"), 0.9), 0.4)
    for place in (-0.86, -0.44, 0.44, 0.86):
        with lawn.at(place * stage.half, -0.008):
            plants.bush(lawn, 0.62, "5A7F4A", flowers=stage.accent)
    with lawn.at(0.66 * stage.half * stage.hand, 0.0):
        tree_of(stage.design.culture)(lawn, 0.9)
    lawn.rim(0.45)
    lawn.tooth()
    ground.pillar_frame(stage, vary(stone, -0.2), arch=True)
    stage.drift += ["birds"]


def _gallery(middle: Easel, stage: PaintedSet, stone: Colour) -> None:
    top = -0.46
    roof = polygon(
        [(-stage.half - 0.1, top), (-stage.half - 0.1, top - 0.12), (stage.half + 0.1, top - 0.12),
         (stage.half + 0.1, top)]
    )  # fmt: skip
    middle.rect(-stage.half - 0.02, top, stage.half * 2 + 0.04, -top - 0.03, stone, 0.4)
    middle.fill(roof, "A65A40", 0.6)
    buildings.tiles(middle, roof, "8A4530")
    bays = max(3, round(stage.half * 2 / 0.24)) | 1
    step = stage.half * 2 / bays
    for bay in range(bays):
        x = -stage.half + (bay + 0.5) * step
        buildings.opening(middle, x, -0.12, step * 0.72, 0.27, stage.style.arch, frame=vary(stone, 0.06))
        for side in (-0.5, 0.5):
            middle.rect(x + side * step - 0.014, -0.32, 0.028, 0.2, vary(stone, 0.08), 0.9)
            middle.rect(x + side * step - 0.024, -0.335, 0.048, 0.02, vary(stone, 0.05), 0.4)
    middle.rect(-stage.half, -0.125, stage.half * 2, 0.1, vary(stone, -0.03), 0.4)
    middle.rect(-stage.half, -0.135, stage.half * 2, 0.018, vary(stone, 0.06), 0.3)


def _walled(stage: PaintedSet, wall: Colour, tile: Colour | None) -> Easel:
    """Sky, trees beyond, and a court's wall from edge to edge on the middle plane, capped with tiles if given."""
    sky(stage, HORIZON - 0.08)
    hills(stage, HORIZON - 0.1, "7C9A80", 0.24)
    middle = stage.plane("middle", 0.6, 0.4)
    row_of(middle, tree_of(stage.design.culture), 5, HORIZON - 0.02, 0.62)
    middle.rect(-stage.half - 0.02, -0.34, stage.half * 2 + 0.04, 0.4, wall, 0.35)
    if tile is not None:
        cap = polygon(
            [(-stage.half - 0.05, -0.33), (-stage.half - 0.05, -0.385), (stage.half + 0.05, -0.385),
             (stage.half + 0.05, -0.33)]
        )  # fmt: skip
        middle.fill(cap, tile, 0.6)
        buildings.tiles(middle, cap, vary(tile, 0.07))
    return middle


def _court_hall(stage: PaintedSet) -> None:
    """A Chinese court: a red hall ahead, wings at the sides, a moon gate, paving."""
    middle = _walled(stage, "D9CDB8", "47525A")
    size = fit(stage, 0.6) * 0.88
    for side in (-1.0, 1.0):
        with middle.at(side * stage.half * 0.82, HORIZON + 0.09, size * 0.7):
            buildings.hall(middle, 0.9, "8E3A30", "47525A", "E6D6B8")
    with middle.at(0, HORIZON + 0.07, size):
        buildings.hall(middle, 0.95, "A8382E", "54605E", "E9D9BC", "3C8D7A")
    middle.rim()
    middle.tooth()
    floor = stage.plane("stage", 1.0, 0.4)
    ground.paving(floor, -0.05, "B5AA98", rows=7, columns=17)
    _urn(floor, -0.62 * stage.half * stage.hand, 0.01, "6E7A70")
    with floor.at(0.8 * stage.half * stage.hand, 0.0):
        plants.japanese_pine(floor, 0.95)
    for place in (-0.9, 0.55):
        with floor.at(place * stage.half * stage.hand, 0.015):
            pot(floor, 0, 0, 0.09, "3F6F8F")
            with floor.at(0, -0.08, 0.55):
                plants.bush(floor, 1.0, flowers="D9473A")
    floor.rim(0.45)
    floor.tooth()
    front = ground.front(stage, 1.2)
    buildings.lantern_string(front, (-stage.half, stage.top - 0.02), (stage.half, stage.top - 0.01), "D9473A", 6, 0.05)
    ground.softened(front)
    stage.drift += ["birds"]


def _urn(easel: Easel, x: float, y: float, colour: Colour) -> None:
    """A bronze vessel on three feet, incense rising."""
    easel.shadow(x, y, 0.12)
    for foot in (-0.05, 0.0, 0.05):
        easel.rect(x + foot - 0.01, y - 0.05, 0.02, 0.052, vary(colour, -0.05), 0.6)
    easel.fill(
        smooth([(x - 0.1, y - 0.14), (x - 0.09, y - 0.06), (x, y - 0.035), (x + 0.09, y - 0.06), (x + 0.1, y - 0.14)],
               closed=True),
        colour, 0.85,
    )  # fmt: skip
    easel.rect(x - 0.115, y - 0.155, 0.23, 0.02, vary(colour, 0.06), 0.4, 0.008)
    for ear in (-1.0, 1.0):
        easel.stroke(
            smooth([(x + ear * 0.08, y - 0.15), (x + ear * 0.115, y - 0.2), (x + ear * 0.06, y - 0.19)]),
            0.012, easel.seen(vary(colour, 0.03)),
        )  # fmt: skip
    smoke = mix(easel.light.palette.sky_low, easel.light.palette.light, 0.4)
    easel.stroke(
        smooth([(x, y - 0.16), (x + 0.02, y - 0.25), (x - 0.015, y - 0.33), (x + 0.025, y - 0.43)]), 0.014, smoke, 0.3
    )


def _court_hanok(stage: PaintedSet) -> None:
    """A Korean yard: the house with its wooden floor, a stone wall, jars of sauce."""
    middle = _walled(stage, "B9AC94", "4E565C")
    for row in range(4):
        for stone in range(int(stage.half * 2 / 0.07)):
            x = -stage.half + (stone + 0.5 * (row % 2)) * 0.07
            middle.oval(x, -0.29 + row * 0.045, 0.034, 0.019, middle.about("A89C86", 0.025), 0.5)
    size = fit(stage, 0.6) * 1.1
    with middle.at(-0.12 * stage.half * stage.hand, HORIZON + 0.08, size):
        houses.hanok(middle)
    if stage.half > 0.5:
        with middle.at(0.78 * stage.half * stage.hand, HORIZON + 0.08, size * 0.75):
            houses.thatched_hanok(middle)
    middle.rim()
    middle.tooth()
    yard = stage.plane("stage", 1.0, 0.4)
    ground.earth(yard, -0.05, "C6B28C")
    ground.path_way(yard, -0.045, "D9CBAA", far=0.1, near=0.4, bend=0.0)
    for jar in range(6):
        x = (-0.9 + 0.075 * jar) * stage.half * stage.hand
        size_px = 0.1 + 0.02 * (jar % 3)
        pot(yard, x, 0.0 + 0.016 * (jar % 2), size_px, "5E4034")
    with yard.at(0.86 * stage.half * stage.hand, -0.01):
        plants.cherry(yard, 0.95)
    yard.rim(0.45)
    yard.tooth()
    ground.leafy_frame(stage, "3A5A40", grass_blades=False)
    stage.drift += ["petals"] if plants.in_blossom(stage) else ["birds"]


def _court_garden(stage: PaintedSet) -> None:
    """A Japanese garden court: a veranda, raked gravel round rocks, a lantern, a maple or a cherry."""
    middle = _walled(stage, "E6DAC0", "434C55")
    size = fit(stage, 0.62) * 0.95
    with middle.at(0.2 * stage.half * stage.hand, HORIZON + 0.07, size):
        buildings.hall(middle, 1.0, "5E4434", "46525C", "F0E7D2")
    with middle.clipped(
        smooth([(-0.75, -0.055), (-0.4, -0.095), (-0.1, -0.075), (-0.2, -0.03), (-0.6, -0.025)], closed=True)
    ):
        water(middle, -0.1, 0.0, "5A9A98")
    middle.rim()
    middle.tooth()
    gravel = stage.plane("stage", 1.0, 0.5)
    ground.earth(gravel, -0.045, "D3CCBA", streaks=20)
    if not stage.snowy:
        for row in range(7):
            y = -0.02 + 0.022 * row
            points = [(-stage.half + stage.half * 2 * i / 24, y + 0.005 * (i % 2)) for i in range(25)]
            gravel.line(points, 0.004, "B0A894", 0.7, curved=True)
    for x, size_of in ((-0.7, 0.12), (-0.58, 0.07), (0.52, 0.06)):
        rock(gravel, x * stage.half * stage.hand, 0.01, size_of, white=stage.snowy, colour="8A8C86")
    stone_lantern(gravel, -0.86 * stage.half * stage.hand, -0.01)
    with gravel.at(0.82 * stage.half * stage.hand, -0.01):
        plants.cherry(gravel, 1.0)
    with gravel.at(0.62 * stage.half * stage.hand, 0.0):
        plants.bush(gravel, 0.7, "4E7A4E")
    gravel.rim(0.45)
    gravel.tooth()
    ground.leafy_frame(stage, "35563E", grass_blades=False)
    stage.drift += ["petals"] if plants.in_blossom(stage) else ["birds"]


def _compound(stage: PaintedSet) -> None:
    """A family's compound: round houses and granaries inside an earthen wall, a great tree's shade."""
    middle = _walled(stage, "BF8652", None)
    buildings.frieze(middle, -stage.half, -0.34, stage.half * 2, 0.04, "F0E0C4", "zigzag")
    places = (-0.72, -0.1, 0.5, 0.85) if stage.half > 0.5 else (-0.55, 0.45)
    for index, place in enumerate(places):
        with middle.at(place * stage.half * stage.hand, HORIZON + 0.09, (0.95, 0.8, 0.95, 0.5)[index]):
            houses.round_hut(middle, 1.0, ("B9744A", "C98A5A")[index % 2])
    middle.rim()
    middle.tooth()
    yard = stage.plane("stage", 1.0, 0.4)
    ground.earth(yard, -0.05, "C99A60")
    with yard.at(0.84 * stage.half * stage.hand, -0.01):
        plants.acacia(yard, 1.1)
    for index, place in enumerate((-0.9, -0.8, -0.7)):
        pot(yard, place * stage.half * stage.hand, 0.01 + 0.01 * (index % 2), 0.11 - 0.02 * index, "8A4F30")
    _mortar(yard, -0.52 * stage.half * stage.hand, 0.02)
    yard.rim(0.45)
    yard.tooth()
    ground.leafy_frame(stage, "5E5A34", grass_blades=False)
    stage.drift += ["birds", "dust"]


def _mortar(easel: Easel, x: float, y: float) -> None:
    """A wooden mortar with its pestle."""
    easel.shadow(x, y, 0.07)
    easel.line([(x + 0.005, y - 0.08), (x + 0.05, y - 0.3)], 0.016, "A8794A")
    easel.fill(
        smooth([(x - 0.05, y - 0.12), (x - 0.03, y - 0.05), (x - 0.045, y), (x + 0.045, y), (x + 0.03, y - 0.05),
                (x + 0.05, y - 0.12)], closed=True),
        "7E5636", 0.85, upright=0.1,
    )  # fmt: skip


def _yard(stage: PaintedSet) -> None:
    """An American back yard: clapboard, a porch, a picket fence, a tree with a swing."""
    sky(stage, HORIZON - 0.04)
    hills(stage, HORIZON - 0.06, "7C9A70", 0.22)
    middle = stage.plane("middle", 0.6, 0.4)
    ground.earth(middle, HORIZON, meadow(stage, "86A85C"), streaks=20)
    row_of(middle, plants.round_tree, 5, HORIZON + 0.0, 0.6)
    with middle.at(-0.3 * stage.half * stage.hand, HORIZON + 0.07, 1.2 if stage.half > 0.5 else 0.9):
        houses.modern_house(middle)
    for picket in range(int(stage.half * 2 / 0.045)):
        x = -stage.half + picket * 0.045
        if (x * stage.hand) > 0.12 * stage.half:
            paling = polygon([(x, -0.03), (x, -0.17), (x + 0.014, -0.19), (x + 0.028, -0.17), (x + 0.028, -0.03)])
            middle.fill(paling, "F0EBDF", 0.4)
    middle.rim()
    middle.tooth()
    lawn = stage.plane("stage", 1.0, 0.6)
    ground.earth(lawn, -0.05, meadow(stage, "86A85C"))
    plants.grass(lawn, -0.04, 140, 0.03, "7A9A50")
    x = 0.78 * stage.half * stage.hand
    with lawn.at(x, -0.01):
        plants.round_tree(lawn, 1.25)
    for rope in (-0.2, -0.14):
        lawn.line([(x + rope * stage.hand, -0.48), (x + rope * stage.hand, -0.12)], 0.005, "C9B48C")
    lawn.rect(x - 0.17 * stage.hand - 0.05, -0.125, 0.1, 0.016, "8A5F42", 0.4)
    for place in (-0.92, -0.8, -0.66):
        with lawn.at(place * stage.half * stage.hand, 0.0):
            plants.bush(lawn, 0.7, flowers=stage.accent)
    lawn.rim(0.45)
    lawn.tooth()
    ground.leafy_frame(stage)
    stage.drift += ["birds"]


COURTS: dict[str, Callable[[PaintedSet], None]] = {
    "arcade": _arcade,
    "cloister": _cloister,
    "hall": _court_hall,
    "hanok": _court_hanok,
    "garden": _court_garden,
    "compound": _compound,
    "yard": _yard,
}
"""What a culture pack may name as `court`."""
