"""Holy places from outside: temple, mosque, church, gurdwara, monastery."""

from __future__ import annotations

import math
from collections.abc import Callable

from pipeline.picture.colour import mix, vary
from pipeline.picture.scenery import buildings, ground, houses, plants, shrines
from pipeline.picture.scenery.easel import Easel, PaintedSet, smooth
from pipeline.picture.scenery.sky import hills, peaks, sky, water
from pipeline.vocabulary import Culture

EAST_ASIAN = frozenset({Culture.JAPANESE, Culture.CHINESE, Culture.KOREAN})
WESTERN = frozenset({Culture.EUROPEAN_OLD, Culture.EUROPEAN_MODERN, Culture.LATIN_AMERICAN, Culture.AMERICAN_MODERN})
HORIZON = -0.13


def fit(stage: PaintedSet, wide: float = 0.62, tall: float = 0.0) -> float:
    """The scale at which a landmark of that half width, and that height if it is given, fits the format."""
    # A tall frame is narrow: there the landmark may run out of it at the sides rather than shrink.
    size = min(1.0, stage.half * (0.86 if stage.half > 0.5 else 1.35) / wide)
    # A wide shot sees nine tenths of what is above the ground, where the landmark stands a little back.
    return min(size, (HORIZON + 0.06 - stage.top * 0.87) / tall) if tall else size


def row_of(easel: Easel, tree: plants.Tree, count: int, y: float, size: float, *, gap: float = 0.0) -> None:
    """Trees in a loose row from edge to edge, leaving the middle `gap` free."""
    for index in range(count):
        x = -easel.half + (index + easel.between(0.2, 0.8)) * easel.half * 2 / count
        if abs(x) >= gap:
            with easel.at(x, y + easel.between(-0.012, 0.012)):
                tree(easel, size * easel.between(0.8, 1.15))


def sides(easel: Easel, tree: plants.Tree, y: float, size: float, inset: float = 0.82) -> None:
    """One tree on each side of the stage."""
    for corner in (-1.0, 1.0):
        with easel.at(corner * easel.half * easel.between(inset - 0.05, inset + 0.08), y):
            tree(easel, size * easel.between(0.85, 1.1))


def lamps_along(easel: Easel, xs: tuple[float, ...], y: float) -> None:
    """Stone lamps with a small flame; the flame burns from dusk to dawn."""
    for x in xs:
        easel.shadow(x, y, 0.05)
        easel.rect(x - 0.03, y - 0.03, 0.06, 0.035, "A08770", 0.5)
        easel.rect(x - 0.013, y - 0.2, 0.026, 0.17, "B49A80", 0.8)
        easel.oval(x, y - 0.205, 0.04, 0.015, "C9A24B", 0.7)
        if easel.set.lamps_on:
            flame(easel, x, y - 0.215, 0.03)


def blaze(easel: Easel, x: float, y: float, size: float) -> None:
    """A fire of several tongues with one glow, e.g. on a hearth."""
    easel.glow(x, y - size * 0.5, size * 1.7, "FFA64A", 0.5, 0.5)
    for offset, part in ((-0.28, 0.6), (0.26, 0.68), (0.0, 1.0)):
        _tongue(easel, x + offset * size, y, size * part)


def flame(easel: Easel, x: float, y: float, size: float) -> None:
    """A flame on its wick, with its glow."""
    easel.glow(x, y - size * 0.6, size * 4.5, "FFB454", 0.5, 0.6)
    _tongue(easel, x, y, size)


def _tongue(easel: Easel, x: float, y: float, size: float) -> None:
    for scale, colour in ((1.0, "FF9A3C"), (0.62, "FFE2A0")):
        with easel.at(x, y, size * scale):
            easel.flat(
                smooth([(0, 0), (-0.32, -0.35), (-0.05, -1.15), (0.08, -1.1), (0.32, -0.35)], closed=True),
                easel.light_on(mix(colour, "FFFFFF", 0.05), 0.1),
            )


def temple(stage: PaintedSet) -> None:
    """A temple as the culture builds it; see `TEMPLES` for the kinds that a culture pack may name."""
    sky(stage, HORIZON)
    TEMPLES[stage.style.temple](stage)


def _temple_north(stage: PaintedSet) -> None:
    middle = _precinct(stage, "A98A5C")
    size, stone = fit(stage, 0.6, 1.22), stage.pick(("C99A72", "D3AE84", "B98368"))
    offset = 0.0 if stage.half < 0.7 else stage.pick((-0.12, 0.1, 0.0))
    if stage.half > 0.7:
        for place in (-0.5, 0.5):
            with middle.at(offset + place * stage.half, HORIZON + 0.045, size * 0.5):
                buildings.shikhara(middle, 1.0, vary(stone, -0.02), flag=stage.accents[0])
    with middle.at(offset, HORIZON + 0.06, size):
        buildings.shikhara(middle, 1.0, stone, flag=stage.accent)
    _close_precinct(stage, middle, plants.round_tree, plants.banyan)


def _temple_south(stage: PaintedSet) -> None:
    middle = _precinct(stage, "A98A5C")
    size = fit(stage, 0.6, 1.3)
    stone = stage.pick(("C98A5E", "B98A72", "D0A070"))
    colours = (stage.accents[0], stage.accents[1], stage.accents[2])
    offset = 0.0 if stage.half < 0.7 else stage.pick((-0.16, 0.14, 0.0))
    with middle.at(offset, HORIZON + 0.06, size):
        buildings.rect_wall(middle, (stage.half + 0.2) / size, 0.2)
    if stage.half > 0.7:
        with middle.at(offset + stage.half * stage.pick((0.62, -0.62)), HORIZON + 0.03, size * 0.55):
            buildings.gopuram(middle, 1.0, vary(stone, 0.02), colours)
    with middle.at(offset, HORIZON + 0.06, size):
        buildings.gopuram(middle, 1.0, stone, colours)
    _close_precinct(stage, middle, plants.palm, plants.palm)


def _precinct(stage: PaintedSet, soil: str) -> Easel:
    hills(stage, HORIZON, "6F8A70", 0.24)
    middle = stage.plane("middle", 0.55)
    ground.earth(middle, HORIZON + 0.005, soil, streaks=30)
    return middle


def _close_precinct(stage: PaintedSet, middle: Easel, tree: plants.Tree, great: plants.Tree) -> None:
    sides(middle, tree, HORIZON + 0.06, 0.6, 0.84)
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0)
    ground.paving(court, -0.055, "C0966B", rows=7, columns=19, vanish=-0.35)
    if stage.half > 0.5:
        with court.at(-stage.half * 0.97 * stage.hand, -0.03):
            great(court, 0.98)
    lamps_along(court, tuple(x * stage.half for x in (-0.62, 0.62)), -0.02)
    _rangoli(court, stage)
    court.rim(0.4)
    court.tooth()
    front = ground.front(stage, 2.0)
    plants.leaves_hanging(front, -stage.half, stage.top, 0.3, 30, "2E5036", 1.0)
    _toran(front, stage)
    ground.softened(front)
    stage.drift += ["birds"]


def _temple_classic(stage: PaintedSet) -> None:
    hills(stage, HORIZON, "7A9078", 0.26)
    middle = stage.plane("middle", 0.55)
    ground.earth(middle, HORIZON + 0.005, "A9A070", streaks=30)
    row_of(middle, plants.cypress, 8, HORIZON + 0.03, 0.62, gap=0.34)
    with middle.at(0, HORIZON + 0.06, fit(stage, 0.62, 0.8)):
        shrines.colonnade(middle, 1.0, stage.pick(("E6DAC2", "EFE6D4", "DCC9A8")), stage.accent)
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0)
    ground.paving(court, -0.055, "D6C8AC", rows=7, columns=15, vanish=-0.35)
    sides(court, plants.round_tree, -0.03, 0.8, 0.9)
    for place in (-0.58, 0.58):
        _brazier(court, place * stage.half, -0.01)
    _fallen_drum(court, -0.74 * stage.half * stage.hand, 0.02)
    court.rim(0.45)
    court.tooth()
    ground.pillar_frame(stage, "B8AA90", arch=False)
    stage.drift += ["birds"]


def _temple_pyramid(stage: PaintedSet) -> None:
    hills(stage, HORIZON, "5E8A62", 0.3)
    middle = stage.plane("middle", 0.55, 0.6)
    ground.earth(middle, HORIZON + 0.005, "8FA05C", streaks=30)
    row_of(middle, plants.round_tree, 6, HORIZON + 0.02, 0.62, gap=0.3)
    with middle.at(0.06 * stage.hand, HORIZON + 0.06, fit(stage, 0.76, 0.86)):
        shrines.pyramid(middle, 1.0, stage.pick(("C2B08E", "B8A48A", "CDBB9A")), stage.accent)
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0, 0.5)
    ground.earth(court, -0.055, "9AA562")
    ground.path_way(court, -0.05, "D2BF98", far=0.09, near=0.45, bend=0.0)
    plants.grass(court, -0.035, 120, 0.03, "7F9A50")
    sides(court, plants.palm, -0.03, 0.85, 0.9)
    for place in (-0.6, 0.6):
        _brazier(court, place * stage.half, -0.01, "A08C70")
    court.rim(0.45)
    court.tooth()
    ground.leafy_frame(stage, "2F5A38")
    stage.drift += ["birds"] if not stage.dark else ["fireflies"]


def _temple_rock(stage: PaintedSet) -> None:
    hills(stage, HORIZON, "B98A6A", 0.3)
    middle = stage.plane("middle", 0.55)
    ground.earth(middle, HORIZON + 0.01, "D2A274", streaks=30)
    with middle.at(0, HORIZON + 0.07, fit(stage, 0.55, 0.92)):
        shrines.rock_front(middle, 1.0, stage.pick(("DB8A5C", "E09A64", "CC7A54")))
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0)
    ground.earth(court, -0.055, "D9AE7E", rough=0.02)
    ground.pebbles(court, -0.02, 70, "B08A66")
    sides(court, plants.palm, -0.03, 0.85, 0.88)
    for place in (-0.55, 0.55):
        _brazier(court, place * stage.half, -0.01, "B98A60")
    court.rim(0.45)
    court.tooth()
    ground.pillar_frame(stage, "9A6648", arch=True)
    stage.drift += ["dust"]


def _temple_earth(stage: PaintedSet) -> None:
    hills(stage, HORIZON, "A98A5C", 0.16)
    middle = stage.plane("middle", 0.55, 0.4)
    ground.earth(middle, HORIZON + 0.005, "CBA066", streaks=30)
    row_of(middle, plants.acacia, 5, HORIZON + 0.02, 0.6, gap=0.3)
    with middle.at(0, HORIZON + 0.06, fit(stage, 0.68, 0.84)):
        shrines.earth_towers(middle, 1.0, stage.pick(("C98F5A", "BF8452", "D29C68")))
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0, 0.4)
    ground.earth(court, -0.055, "C99A60")
    ground.path_way(court, -0.05, "DDB47E", far=0.08, near=0.5, bend=0.0)
    plants.grass(court, -0.035, 60, 0.03, "B59A52")
    sides(court, plants.acacia, -0.03, 0.95, 0.9)
    for place in (-0.55, 0.55):
        _brazier(court, place * stage.half, -0.01, "A86A42")
    court.rim(0.45)
    court.tooth()
    ground.leafy_frame(stage, "5E5A34")
    stage.drift += ["birds", "dust"]


def _brazier(easel: Easel, x: float, y: float, stone: str = "C9BB9E") -> None:
    """A bowl of fire on a pillar; it burns when lamps do."""
    easel.shadow(x, y, 0.07)
    easel.rect(x - 0.035, y - 0.03, 0.07, 0.035, vary(stone, -0.04), 0.5)
    easel.rect(x - 0.02, y - 0.17, 0.04, 0.145, stone, 0.85)
    bowl = smooth([(x - 0.055, y - 0.21), (x - 0.03, y - 0.165), (x + 0.03, y - 0.165), (x + 0.055, y - 0.21)])
    easel.fill(bowl, "8A5A3A", 0.8)
    if easel.set.lamps_on:
        blaze(easel, x, y - 0.2, 0.07)


def _fallen_drum(easel: Easel, x: float, y: float) -> None:
    """A drum of a fallen column."""
    easel.shadow(x, y, 0.1)
    easel.rect(x - 0.075, y - 0.085, 0.15, 0.09, "CFC2A6", 0.8, 0.02)
    for groove in range(5):
        easel.line([(x - 0.06, y - 0.07 + groove * 0.017), (x + 0.05, y - 0.07 + groove * 0.017)], 0.004, "A99C82", 0.7)
    easel.oval(x + 0.07, y - 0.04, 0.022, 0.045, "DDD2B8", 0.6)


def _rangoli(easel: Easel, stage: PaintedSet) -> None:
    with easel.at(0, 0.1, 1.0):
        easel.canvas.scale(1.0, 0.26)
        for ring, count, colour in ((0.16, 12, stage.accents[0]), (0.105, 8, "F3E7CF"), (0.055, 6, stage.accents[2])):
            for index in range(count):
                angle = 6.2832 * index / count
                easel.oval(ring * math.cos(angle), ring * math.sin(angle), 0.03, 0.03, vary(colour, 0, 0.8), 0.0)


def _toran(front: Easel, stage: PaintedSet) -> None:
    """A string of mango leaves and marigolds along the top."""
    count = int(stage.half * 2 / 0.075)
    for index in range(count + 1):
        x = -stage.half + index * stage.half * 2 / count
        y = stage.top + 0.018 + 0.022 * abs(math.sin(index * 0.7))
        if index % 2:
            front.oval(x, y + 0.02, 0.021, 0.021, "E8912C", 0.5)
            front.oval(x, y + 0.052, 0.017, 0.017, "D9542C", 0.5)
        else:
            front.fill(
                smooth(
                    [(x - 0.018, y), (x - 0.02, y + 0.04), (x, y + 0.085), (x + 0.02, y + 0.04), (x + 0.018, y)],
                    closed=True,
                ),
                "3F6B3C",
                0.5,
            )


def _temple_east(stage: PaintedSet) -> None:
    culture = stage.design.culture
    far = stage.plane("far", 0.15)
    if culture == Culture.CHINESE:
        karst(far)
    else:
        peaks(far, HORIZON, 0.34, "7C8AA0", count=3)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.55, 0.8)
    ground.earth(middle, HORIZON, "7F9068", streaks=20)
    row_of(middle, plants.pine if culture == Culture.KOREAN else plants.japanese_pine, 5, HORIZON + 0.02, 0.6)
    size = fit(stage, 0.6) * 0.85
    with middle.at(-0.08 * stage.hand, HORIZON + 0.06, size):
        if culture == Culture.CHINESE:
            buildings.hall(middle, 0.95, "A8382E", "B58A3A", "E9D9BC")
        elif culture == Culture.KOREAN:
            # Dancheong: green beams over red posts.
            buildings.hall(middle, 0.95, "A8483A", "3E4A52", "E9DEC6", "3F8C74")
        else:
            buildings.hall(middle, 0.95, "7A4636")
    if culture == Culture.JAPANESE:
        with middle.at(-0.46 * stage.half * stage.hand if stage.half > 0.5 else 0.0, HORIZON + 0.075, 0.62):
            buildings.torii(middle)
    if stage.half > 0.5:
        tall = 5 if culture == Culture.CHINESE else 3 if culture == Culture.KOREAN else 4
        with middle.at(stage.half * 0.62 * stage.hand, HORIZON + 0.05, 0.62 if tall < 5 else 0.52):
            buildings.pagoda(middle, 1.0, tall)
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0, 0.6)
    ground.earth(court, -0.06, "A9A089")
    ground.path_way(court, -0.055, "C9BEA6", far=0.07, near=0.4, bend=0.0)
    ground.pebbles(court, 0.0, 70)
    sides(court, plants.cherry if culture != Culture.CHINESE else plants.japanese_pine, -0.02, 1.05, 0.86)
    for corner in (-1.0, 1.0):
        stone_lantern(court, corner * stage.half * 0.55, -0.025)
    court.rim(0.45)
    court.tooth()
    front = ground.front(stage, 2.0)
    if culture == Culture.JAPANESE:
        # A gate we stand in: its posts at the edges, its beam just under the upper one.
        red, wide = "C73E3A", min(0.075, stage.half * 0.09)
        for corner in (-1.0, 1.0):
            front.rect(corner * stage.half * 0.9 - wide / 2, stage.top + 0.05, wide, stage.bottom - stage.top, red, 0.9)
        front.rect(-stage.half, stage.top + 0.075, stage.half * 2, 0.032, vary(red, -0.03), 0.5)
        front.rect(-stage.half, stage.top - 0.02, stage.half * 2, 0.06, vary(red, -0.12), 0.5)
    else:
        plants.leaves_hanging(front, -stage.half, stage.top, 0.34, 34, "2F5D50", 1.0)
        plants.leaves_hanging(front, stage.half, stage.top, 0.26, 26, "2F5D50", -1.0)
    ground.softened(front)
    stage.drift += ["petals"] if culture != Culture.CHINESE and plants.in_blossom(stage) else ["birds"]


def karst(far: Easel) -> None:
    """Steep Chinese hills, one behind the other in mist."""
    for layer in range(3):
        x = -far.half - 0.05
        while x < far.half:
            wide, tall = far.between(0.1, 0.2), far.between(0.2, 0.46) * (1 - 0.22 * layer)
            far.fill(
                smooth(
                    [
                        (x - wide * 0.3, HORIZON + 0.05),
                        (x + wide * 0.12, HORIZON - tall * 0.5),
                        (x + wide * 0.35, HORIZON - tall),
                        (x + wide * 0.65, HORIZON - tall * 0.97),
                        (x + wide * 0.9, HORIZON - tall * 0.45),
                        (x + wide * 1.3, HORIZON + 0.05),
                    ],
                    closed=True,
                ),
                vary("6F8C86", 0.05 - 0.05 * layer),
                0.5,
            )
            x += far.between(0.12, 0.26)
        mist = mix(far.light.palette.sky_low, far.light.palette.light, 0.25)
        far.gradient(HORIZON - 0.2, HORIZON + 0.06, [(0.0, mist, 0.0), (1.0, mist, 0.6)])


def stone_lantern(easel: Easel, x: float, y: float) -> None:
    """A garden lantern of stone; it burns when lamps do."""
    easel.shadow(x, y, 0.07)
    easel.rect(x - 0.045, y - 0.03, 0.09, 0.035, "8C8A82", 0.5)
    easel.rect(x - 0.02, y - 0.15, 0.04, 0.125, "9A978E", 0.8)
    easel.rect(x - 0.04, y - 0.16, 0.08, 0.018, "8C8A82", 0.4)
    easel.rect(x - 0.03, y - 0.22, 0.06, 0.062, "A5A298", 0.5)
    easel.rect(x - 0.016, y - 0.21, 0.032, 0.042, "FFC873" if easel.set.lamps_on else "4A4844", 0.0)
    if easel.set.lamps_on:
        easel.glow(x, y - 0.19, 0.12, "FFB765", 0.3, 0.55)
    easel.poly(
        [(x - 0.065, y - 0.215), (x - 0.02, y - 0.265), (x + 0.02, y - 0.265), (x + 0.065, y - 0.215)], "7F7D76", 0.6
    )


def mosque(stage: PaintedSet) -> None:
    """A mosque behind a court with a pool."""
    sky(stage, HORIZON)
    far = stage.plane("far", 0.18)
    for _ in range(9):
        with far.at(far.between(-stage.half, stage.half), HORIZON + 0.02, 0.45):
            houses.adobe_house(far, 1.0, "D9B98C", "C9A071")
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.55)
    ground.earth(middle, HORIZON + 0.01, "D9C29A", streaks=20)
    MOSQUES[stage.style.mosque](middle, stage)
    middle.rim()
    middle.tooth()
    court = stage.plane("stage", 1.0)
    ground.paving(court, -0.055, "DCC9A6", rows=7, columns=15, checker="C9B084")
    sides(court, plants.palm, -0.03, 0.95, 0.84)
    court.rim(0.4)
    court.tooth()
    ground.pillar_frame(stage, "B59468")
    stage.drift += ["birds"]


def _mosque_tiled(middle: Easel, stage: PaintedSet) -> None:
    with middle.at(0, HORIZON + 0.06, fit(stage, 0.62, 1.04)):
        buildings.mosque_front(middle, 1.0, tile=stage.pick(("2BA6A4", "3F8C8A", "274B9F")))


def _mosque_red(middle: Easel, stage: PaintedSet) -> None:
    """Red sandstone and white domes, as the Mughals built."""
    with middle.at(0, HORIZON + 0.06, fit(stage, 0.62, 1.04)):
        buildings.mosque_front(middle, 1.0, stage.pick(("B5664A", "BE7452")), "EFE6D6")


def _mosque_earth(middle: Easel, stage: PaintedSet) -> None:
    with middle.at(0, HORIZON + 0.06, fit(stage, 0.68, 0.84)):
        shrines.earth_towers(middle)


def church(stage: PaintedSet) -> None:
    """A church on its green."""
    culture = stage.design.culture
    sky(stage, HORIZON)
    hills(stage, HORIZON, "6F8A66", 0.2)
    middle = stage.plane("middle", 0.55, 0.6)
    ground.earth(middle, HORIZON + 0.01, "E3EAF0" if stage.snowy else "7F9A5C", streaks=30)
    row_of(
        middle,
        plants.cypress if culture == Culture.LATIN_AMERICAN else plants.round_tree,
        6,
        HORIZON + 0.02,
        0.55,
        gap=0.2,
    )
    with middle.at(-0.04, HORIZON + 0.06, fit(stage, 0.55, 1.26)):
        buildings.church_front(
            middle,
            white=culture in (Culture.LATIN_AMERICAN, Culture.AMERICAN_MODERN, Culture.AFRICAN, Culture.SOUTH_INDIAN),
        )
    middle.rim()
    middle.tooth()
    green = stage.plane("stage", 1.0, 0.5)
    ground.earth(green, -0.06, "E8EEF3" if stage.snowy else "88A05E")
    ground.path_way(green, -0.055, "C9B48C", far=0.06, near=0.42, bend=0.05)
    if not stage.snowy:
        plants.grass(green, -0.045, 150, 0.03)
    for corner in (-1.0, 1.0):
        with green.at(corner * stage.half * 0.78, -0.02):
            plants.bush(green, 0.9, flowers=stage.accent)
    green.rim(0.4)
    green.tooth()
    ground.leafy_frame(stage)
    stage.drift += ["birds"]


def gurdwara(stage: PaintedSet) -> None:
    """A gurdwara beyond its pool."""
    sky(stage, HORIZON)
    hills(stage, HORIZON, "7A917A", 0.13, 2)
    middle = stage.plane("middle", 0.55)
    row_of(middle, plants.round_tree, 7, HORIZON + 0.0, 0.42)
    with middle.at(0, HORIZON + 0.01, fit(stage, 0.7, 1.0)):
        buildings.gurdwara_front(middle)
    middle.rect(-stage.half, HORIZON + 0.005, stage.half * 2, 0.02, "E6DCC8", 0.3)
    water(middle, HORIZON + 0.02, 0.06, "5A8E9C")
    middle.rim()
    middle.tooth()
    walk = stage.plane("stage", 1.0)
    ground.paving(walk, -0.035, "EFE3CC", rows=6, columns=15, checker="D9C6A2")
    lamps_along(walk, tuple(x * stage.half for x in (-0.7, 0.7)), -0.005)
    walk.rim(0.3)
    walk.tooth()
    ground.pillar_frame(stage, "D9CDB8", arch=False, cloth=vary(stage.accent, -0.04, 0.9))
    stage.drift += ["birds"]


def monastery(stage: PaintedSet) -> None:
    """A monastery in the mountains, with prayer flags; a cloister in the west."""
    sky(stage, HORIZON)
    far = stage.plane("far", 0.15)
    peaks(far, HORIZON, 0.5, count=5)
    far.rim(0.3)
    far.tooth()
    middle = stage.plane("middle", 0.55)
    ground.earth(middle, HORIZON + 0.01, "8C8A66", streaks=30)
    size = fit(stage, 0.6)
    western = stage.design.culture in WESTERN
    if western:
        with middle.at(0, HORIZON + 0.06, fit(stage, 0.55, 1.26)):
            buildings.church_front(middle, 1.0, "B8A888")
        row_of(middle, plants.cypress, 6, HORIZON + 0.05, 0.6, gap=0.3)
    else:
        with middle.at(stage.half * 0.42, HORIZON + 0.05, size * 0.6):
            buildings.stupa(middle)
        with middle.at(-stage.half * 0.3, HORIZON + 0.05, size * 0.62):
            buildings.hall(middle, 1.0, "7A2F2C", "B58A3A", "F0E6D2")
    middle.rim()
    middle.tooth()
    yard = stage.plane("stage", 1.0, 0.8)
    ground.earth(yard, -0.06, "A9986F")
    ground.pebbles(yard, -0.02, 90)
    sides(yard, plants.pine, -0.03, 0.85, 0.86)
    yard.rim(0.4)
    yard.tooth()
    front = ground.front(stage, 2.5)
    if western:
        plants.leaves_hanging(front, -stage.half, stage.top, 0.3, 32, "35523C", 1.0)
    else:
        colours = ("3F6FA8", "EFE9DC", "C8443F", "4E8A5A", "E3B23C")
        buildings.flags(front, (-stage.half, stage.top + 0.02), (stage.half, stage.top + 0.06), colours, 0.07)
    ground.blades(front, "5A6A40")
    ground.softened(front)
    stage.drift += ["birds"]


TEMPLES: dict[str, Callable[[PaintedSet], None]] = {
    "shikhara": _temple_north,
    "gopuram": _temple_south,
    "hall": _temple_east,
    "colonnade": _temple_classic,
    "pyramid": _temple_pyramid,
    "rock front": _temple_rock,
    "earth towers": _temple_earth,
}
"""What a culture pack may name as `temple`."""
MOSQUES: dict[str, Callable[[Easel, PaintedSet], None]] = {
    "tiled": _mosque_tiled,
    "red stone": _mosque_red,
    "earth towers": _mosque_earth,
}
"""What a culture pack may name as `mosque`."""
