"""Houses of every culture, in the country and in town. Foot at (0, 0)."""

from __future__ import annotations

from collections.abc import Callable

import skia

from pipeline.culture.packs import pack
from pipeline.picture.colour import Colour, vary
from pipeline.picture.scenery.buildings import eaves, frieze, opening, pane, shopfront, tiles
from pipeline.picture.scenery.easel import SNOW, Easel, box, polygon, smooth
from pipeline.vocabulary import Culture


def hut(
    easel: Easel, size: float = 1.0, wall: Colour = "C79062", thatch: Colour = "B08A4A", band: Colour = "F1E4CF"
) -> None:
    """A mud house with a thatched roof and painted borders."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.36)
        easel.rect(-0.24, -0.26, 0.48, 0.265, wall, 0.5)
        easel.rect(-0.24, -0.045, 0.48, 0.05, vary(wall, -0.08), 0.3)
        frieze(easel, -0.23, -0.07, 0.46, 0.022, band, "zigzag")
        opening(easel, -0.07, 0, 0.1, 0.19, "square", frame=band)
        pane(easel, 0.08, -0.19, 0.08, 0.08, bars=(2, 0), frame="6E4A34")
        roof = smooth(
            [
                (-0.34, -0.205),
                (-0.2, -0.33),
                (-0.09, -0.43),
                (0.09, -0.43),
                (0.2, -0.33),
                (0.34, -0.205),
                (0.17, -0.24),
                (-0.17, -0.24),
            ],
            closed=True,
        )
        easel.fill(roof, thatch, 0.7, upright=0.8)
        with easel.clipped(roof):
            for _ in range(60):
                x, y = easel.between(-0.33, 0.33), easel.between(-0.43, -0.2)
                easel.line([(x, y), (x + x * 0.12, y + 0.04)], 0.003, vary(thatch, easel.between(-0.09, 0.06)), 0.6)
        easel.snowed(roof)


def indian_house(easel: Easel, size: float = 1.0, wall: Colour = "E2B07A", trim: Colour = "0F6E7C") -> None:
    """A town house with a balcony, cusped windows and a flat roof with a parapet."""
    with easel.at(0, 0, size):
        wide, storeys = 0.46, int(easel.rng.integers(2, 4))
        tall = 0.3 * storeys
        easel.rect(-wide / 2, -tall, wide, tall + 0.005, wall, 0.5)
        easel.rect(-wide / 2 - 0.015, -tall - 0.03, wide + 0.03, 0.045, vary(wall, 0.05), 0.4)
        frieze(easel, -wide / 2, -tall - 0.062, wide, 0.034, vary(wall, 0.03), "lotus")
        for storey in range(storeys):
            y = -0.3 * storey
            if storey == 0:
                opening(easel, -0.1, 0, 0.12, 0.22, "cusped", frame=trim)
                pane(easel, 0.06, -0.21, 0.1, 0.12, kind="cusped", bars=(2, 0), frame=trim)
                continue
            for x in (-0.19, -0.05, 0.09):
                pane(easel, x, y - 0.23, 0.1, 0.16, kind="cusped", bars=(1, 1), frame=trim)
            easel.rect(-wide / 2 - 0.02, y - 0.035, wide + 0.04, 0.018, vary(wall, -0.08), 0.4)
            for post in range(16):
                px = -wide / 2 - 0.01 + (wide + 0.02) * post / 15
                easel.line([(px, y - 0.035), (px, y - 0.085)], 0.005, trim)
            easel.line([(-wide / 2 - 0.02, y - 0.088), (wide / 2 + 0.02, y - 0.088)], 0.009, trim)


def kerala_house(easel: Easel, size: float = 1.0, wall: Colour = "EBDCC0", roof: Colour = "B4573A") -> None:
    """A south Indian house: steep tiled roof, deep porch on wooden pillars."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.42)
        easel.rect(-0.32, -0.23, 0.64, 0.235, wall, 0.4)
        opening(easel, 0, 0, 0.11, 0.19, "square", frame="7A4B30")
        for x in (-0.25, 0.15):
            pane(easel, x, -0.17, 0.1, 0.1, bars=(3, 0), frame="7A4B30")
        easel.rect(-0.36, -0.03, 0.72, 0.035, "A7553C", 0.4)
        for x in (-0.31, -0.15, 0.15, 0.31):
            easel.rect(x - 0.013, -0.23, 0.026, 0.2, "7A4B30", 0.8)
        lower = polygon([(-0.44, -0.2), (-0.31, -0.32), (0.31, -0.32), (0.44, -0.2)])
        upper = polygon([(-0.33, -0.3), (-0.17, -0.46), (0.17, -0.46), (0.33, -0.3)])
        for path in (upper, lower):
            easel.fill(path, roof, 0.6, upright=0.8)
            tiles(easel, path, vary(roof, -0.06))
        easel.poly([(-0.07, -0.4), (0, -0.5), (0.07, -0.4)], vary(roof, -0.05), 0.4)


def adobe_house(easel: Easel, size: float = 1.0, wall: Colour = "DDB583", trim: Colour = "2BA6A4") -> None:
    """A flat-roofed house of the Middle East."""
    with easel.at(0, 0, size):
        wide, tall = 0.46, easel.between(0.34, 0.56)
        easel.rect(-wide / 2, -tall, wide, tall + 0.005, wall, 0.55)
        for notch in range(7):
            easel.rect(-wide / 2 + notch * wide / 6.5, -tall - 0.03, wide / 13, 0.035, wall, 0.3)
        opening(easel, -0.08, 0, 0.11, 0.21, "ogee", frame=trim)
        pane(easel, 0.07, -0.22, 0.08, 0.12, kind="ogee", bars=(2, 2), frame=trim)
        if tall > 0.42:
            for x in (-0.15, 0.05):
                pane(easel, x, -tall + 0.05, 0.07, 0.11, kind="ogee", bars=(2, 2), frame=vary(wall, -0.1))
        for beam in range(8):
            easel.oval(-wide / 2 + 0.03 + beam * 0.057, -tall + 0.022, 0.008, 0.008, "7A5636", 0.4)


def round_hut(easel: Easel, size: float = 1.0, wall: Colour = "B9744A", thatch: Colour = "A98548") -> None:
    """An African round house with painted bands."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.3)
        easel.fill(box(-0.2, -0.23, 0.4, 0.235, 0.012), wall, 0.9, upright=0.1)
        frieze(easel, -0.2, -0.09, 0.4, 0.04, "F0E0C4", "zigzag")
        frieze(easel, -0.2, -0.045, 0.4, 0.028, "3A2A26", "diamond")
        opening(easel, 0.0, 0, 0.1, 0.18, "round", frame="F0E0C4")
        roof = polygon([(-0.3, -0.19), (-0.02, -0.52), (0.02, -0.52), (0.3, -0.19), (0.15, -0.215), (-0.15, -0.215)])
        easel.fill(roof, thatch, 0.8, upright=0.3)
        with easel.clipped(roof):
            for _ in range(50):
                part = easel.between(-1, 1)
                y = easel.between(0.0, 0.85)
                easel.line(
                    [(part * 0.3 * y, -0.52 + 0.33 * y), (part * 0.3 * (y + 0.15), -0.52 + 0.33 * (y + 0.15))],
                    0.003,
                    vary(thatch, easel.between(-0.09, 0.06)),
                    0.6,
                )


def plaster_house(easel: Easel, size: float = 1.0, wall: Colour = "D98A5B", trim: Colour = "2347A5") -> None:
    """A Latin American house: painted plaster, tiled roof, balcony."""
    with easel.at(0, 0, size):
        tint = (
            easel.any_of(("E3A25B", "D97B5B", "5FA3A0", "E7C46A", "C95B73", "7F9FC4"))
            if easel.rng.random() < 0.7
            else wall
        )
        easel.rect(-0.24, -0.5, 0.48, 0.505, tint, 0.5)
        easel.rect(-0.24, -0.06, 0.48, 0.065, vary(tint, -0.12), 0.3)
        opening(easel, -0.1, 0, 0.11, 0.21, "round", frame=trim)
        pane(easel, 0.05, -0.2, 0.1, 0.12, bars=(2, 1), frame=trim)
        for x in (-0.17, 0.06):
            pane(easel, x, -0.44, 0.1, 0.15, kind="round", bars=(1, 1), frame=trim)
            easel.line([(x - 0.02, -0.27), (x + 0.12, -0.27)], 0.012, "5A4236")
            for post in range(7):
                easel.line([(x - 0.015 + post * 0.0215, -0.27), (x - 0.015 + post * 0.0215, -0.33)], 0.004, "4A3A34")
        roof = polygon([(-0.29, -0.48), (-0.22, -0.58), (0.22, -0.58), (0.29, -0.48)])
        easel.fill(roof, "B5532D", 0.6)
        tiles(easel, roof, "8A3D22")


def timber_house(
    easel: Easel, size: float = 1.0, wall: Colour = "E8DAC0", wood: Colour = "5A4336", roof: Colour = "8A4B3A"
) -> None:
    """An old European house: timber frame, steep gable."""
    with easel.at(0, 0, size):
        roof = easel.any_of(("8A4B3A", "6F4A44", "5D5A60"))
        easel.rect(-0.22, -0.42, 0.44, 0.425, wall, 0.5)
        easel.poly([(-0.22, -0.42), (0, -0.72), (0.22, -0.42)], vary(wall, -0.02), 0.4)
        for start, end in (
            ((-0.22, -0.22), (0.22, -0.22)),
            ((-0.22, -0.42), (0.22, -0.42)),
            ((-0.215, 0), (-0.215, -0.42)),
            ((0.215, 0), (0.215, -0.42)),
            ((0, -0.22), (0, -0.6)),
            ((-0.2, -0.24), (-0.08, -0.41)),
            ((0.2, -0.24), (0.08, -0.41)),
            ((-0.12, -0.57), (0.12, -0.57)),
        ):
            easel.line([start, end], 0.02, wood)
        easel.line([(-0.28, -0.36), (0, -0.75), (0.28, -0.36)], 0.045, SNOW if easel.set.snowy else roof)
        opening(easel, -0.09, 0, 0.1, 0.19, "round", frame=wood)
        for x, y in ((0.05, -0.17), (-0.16, -0.38), (0.06, -0.38)):
            pane(easel, x, y, 0.1, 0.11, bars=(1, 1), frame=wood)
        easel.rect(0.04, -0.06, 0.12, 0.025, "7A4B30", 0.4)
        for index in range(6):
            easel.oval(0.05 + index * 0.02, -0.068, 0.012, 0.012, ("C8443F", "E3A72F")[index % 2], 0.3)
        easel.rect(0.1, -0.72, 0.06, 0.16, vary(roof, -0.04), 0.6)


def modern_house(easel: Easel, size: float = 1.0, wall: Colour = "DADAD2", trim: Colour = "4A5560") -> None:
    """An American house: gable, porch, garage."""
    with easel.at(0, 0, size):
        wall = easel.any_of(("E6DFD0", "C9D6D8", "E2C9A8", "BFCBB4"))
        easel.rect(-0.32, -0.26, 0.64, 0.265, wall, 0.45)
        for row in range(9):
            easel.line([(-0.32, -0.03 * row), (0.32, -0.03 * row)], 0.002, vary(wall, -0.06), 0.8)
        easel.poly([(-0.37, -0.25), (-0.1, -0.47), (0.14, -0.25)], SNOW if easel.set.snowy else trim, 0.5)
        easel.poly([(-0.3, -0.25), (-0.1, -0.42), (0.08, -0.25)], wall, 0.4)
        porch = polygon([(0.0, -0.26), (0.08, -0.36), (0.34, -0.36), (0.37, -0.26)])
        easel.fill(porch, vary(trim, 0.03), 0.5)
        easel.snowed(porch)
        opening(easel, -0.02, 0, 0.1, 0.19, "square", frame="F4F0E6")
        pane(easel, -0.27, -0.2, 0.15, 0.12, bars=(1, 1), frame="F4F0E6")
        pane(easel, -0.145, -0.37, 0.08, 0.07, bars=(1, 1), frame="F4F0E6")
        easel.rect(0.1, -0.18, 0.18, 0.185, "F0EBDD", 0.3)
        for row in range(4):
            easel.line([(0.1, -0.04 * row - 0.02), (0.28, -0.04 * row - 0.02)], 0.003, "B9B2A2")


def tower_block(
    easel: Easel,
    size: float = 1.0,
    wall: Colour = "9AA3AA",
    width: float = 0.42,
    storeys: int = 5,
    shop: Colour | None = None,
) -> None:
    """A block of a modern city with a shop at its foot."""
    with easel.at(0, 0, size):
        tall = 0.2 * storeys + 0.26
        easel.rect(-width / 2, -tall, width, tall + 0.005, wall, 0.55)
        easel.rect(-width / 2 - 0.012, -tall - 0.02, width + 0.024, 0.03, vary(wall, 0.06), 0.4)
        columns = 3
        for storey in range(storeys):
            for column in range(columns):
                pane(
                    easel,
                    -width / 2 + width * (column + 0.2) / columns,
                    -0.42 - 0.2 * storey,
                    width / columns * 0.6,
                    0.12,
                    bars=(1, 0),
                    frame=vary(wall, -0.12),
                )
        if shop is not None:
            shopfront(easel, 0, 0, width * 0.94, shop)


def minka(easel: Easel, size: float = 1.0, wall: Colour = "E6D6B8", wood: Colour = "5E4434") -> None:
    """A Japanese farmhouse: a steep roof of thatch over paper screens and a veranda."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.42)
        easel.rect(-0.3, -0.2, 0.6, 0.205, wall, 0.4)
        for bay in range(4):
            pane(easel, -0.27 + bay * 0.14, -0.17, 0.11, 0.13, bars=(2, 3), frame=wood)
        for post in range(5):
            easel.rect(-0.31 + post * 0.148, -0.2, 0.018, 0.2, wood, 0.7)
        easel.rect(-0.36, -0.03, 0.72, 0.03, vary(wood, 0.08), 0.4)
        roof = polygon([(-0.43, -0.16), (-0.14, -0.54), (0.14, -0.54), (0.43, -0.16)])
        _thatched(easel, roof, "A08452", 70)
        easel.rect(-0.16, -0.565, 0.32, 0.035, vary(wood, -0.02), 0.6, 0.01)
        for peg in range(5):
            easel.line([(-0.13 + peg * 0.065, -0.585), (-0.12 + peg * 0.065, -0.525)], 0.012, wood)


def machiya(easel: Easel, size: float = 1.0, wood: Colour = "5A4034", wall: Colour = "E9DCC2") -> None:
    """A Japanese town house: two low storeys, wooden lattice, cloth over the door."""
    with easel.at(0, 0, size):
        easel.rect(-0.25, -0.52, 0.5, 0.525, wall, 0.4)
        easel.rect(-0.25, -0.27, 0.5, 0.275, vary(wood, 0.06), 0.4)
        for x in (-0.19, 0.04):
            pane(easel, x, -0.46, 0.15, 0.1, bars=(6, 0), frame=wood)
        pane(easel, -0.22, -0.21, 0.17, 0.17, bars=(7, 1), frame=wood)
        opening(easel, 0.12, 0, 0.16, 0.21, "square", frame=wood)
        noren(easel, 0.12, -0.21, 0.17, 0.085, easel.any_of(("264E70", "8E2F36", "2F5D50", "4A3B5C")))
        eaves(easel, 0, -0.26, 0.6, 0.07, "4A525A", lift=0.05, ridge=0.86)
        eaves(easel, 0, -0.5, 0.64, 0.13, "434C55", lift=0.06, ridge=0.72)
        sign = easel.any_of(("C73E3A", "E9DCC2", "264E70"))
        easel.rect(-0.255, -0.44, 0.035, 0.15, sign, 0.3, 0.004)


def noren(easel: Easel, x: float, y: float, width: float, drop: float, colour: Colour) -> None:
    """A split cloth that hangs over a shop's door, its middle at (x, y)."""
    easel.line([(x - width * 0.55, y), (x + width * 0.55, y)], 0.008, "5A4034")
    for part in range(3):
        left = x - width / 2 + part * width / 3
        flap = polygon([(left + 0.002, y), (left + width / 3 - 0.002, y), (left + width / 3 - 0.004, y + drop),
                        (left + 0.004, y + drop)])  # fmt: skip
        easel.fill(flap, colour, 0.4)
    easel.oval(x, y + drop * 0.5, drop * 0.24, drop * 0.24, "F3EBDD", 0.1)


def white_wall_house(easel: Easel, size: float = 1.0, wall: Colour = "F0EADC", tile: Colour = "3E464C") -> None:
    """A house of southern China: white walls, stepped gables under black tiles, a carved door."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.4)
        easel.rect(-0.3, -0.3, 0.6, 0.305, wall, 0.45)
        roof = polygon([(-0.31, -0.28), (-0.26, -0.4), (0.26, -0.4), (0.31, -0.28)])
        easel.fill(roof, tile, 0.6)
        tiles(easel, roof, vary(tile, 0.06), 0.026)
        for side in (-1.0, 1.0):
            for tread, (height, reach) in enumerate(((0.34, 0.1), (0.41, 0.065), (0.48, 0.035))):
                left = side * 0.3 - reach / 2 - (reach / 2 if side > 0 else -reach / 2)
                easel.rect(left, -height, reach, height - 0.1 * (tread > 0), wall, 0.4)
                cap = box(left - 0.012, -height - 0.018, reach + 0.024, 0.02, 0.004)
                easel.fill(cap, tile, 0.5)
                easel.snowed(cap)
        opening(easel, 0, 0, 0.11, 0.19, "square", frame="6E4234")
        easel.poly([(-0.1, -0.21), (-0.075, -0.245), (0.075, -0.245), (0.1, -0.21)], tile, 0.5)
        for x in (-0.07, 0.07):
            easel.oval(x * 1.25, -0.17, 0.018, 0.022, "C8332B", 0.5)
            if easel.set.lamps_on:
                easel.pool(x * 1.25, -0.17, 0.09, vary("E86A4A", 0.05), 0.5, over=True)
        for x in (-0.2, 0.13):
            pane(easel, x, -0.2, 0.07, 0.07, bars=(2, 2), frame=tile)


def shophouse(easel: Easel, size: float = 1.0, wood: Colour = "8E3A30", tile: Colour = "47525A") -> None:
    """A Chinese town house: red columns, carved lattice, a gallery, a signboard, lanterns under swept eaves."""
    with easel.at(0, 0, size):
        easel.rect(-0.26, -0.56, 0.52, 0.565, vary("D9C6A2", -0.02), 0.4)
        for storey, y in enumerate((0.0, -0.29)):
            for post in range(4):
                easel.rect(-0.255 + post * 0.163, y - 0.26, 0.026, 0.26, wood, 0.85)
            for bay in range(3):
                if storey == 0 and bay == 1:
                    opening(easel, 0, 0, 0.1, 0.2, "square", frame=vary(wood, 0.05))
                else:
                    pane(easel, -0.225 + bay * 0.163, y - 0.2, 0.11, 0.13, bars=(3, 3), frame=vary(wood, -0.05))
        easel.rect(-0.28, -0.315, 0.56, 0.012, vary(wood, 0.06), 0.4)
        for post in range(15):
            easel.line([(-0.27 + post * 0.0386, -0.36), (-0.27 + post * 0.0386, -0.31)], 0.006, vary(wood, 0.08))
        easel.line([(-0.28, -0.362), (0.28, -0.362)], 0.01, vary(wood, 0.08))
        eaves(easel, 0, -0.25, 0.64, 0.075, tile, lift=0.3, ridge=0.85)
        eaves(easel, 0, -0.54, 0.7, 0.16, tile, lift=0.42, ridge=0.6)
        easel.rect(-0.09, -0.27, 0.18, 0.045, "2F3A36", 0.3, 0.004)
        easel.rect(-0.075, -0.258, 0.15, 0.02, "C9A24B", 0.3, 0.004)
        for x in (-0.2, 0.2):
            easel.oval(x, -0.18, 0.022, 0.027, "D23A2C", 0.5)
            easel.line([(x, -0.15), (x, -0.125)], 0.006, "C9A24B")
            if easel.set.lamps_on:
                easel.pool(x, -0.18, 0.12, vary("E86A3A", 0.05), 0.6, over=True)


def hanok(easel: Easel, size: float = 1.0, wood: Colour = "7A5238", tile: Colour = "4E565C") -> None:
    """A Korean house: white plaster between bare posts, papered doors, a wooden floor, a broad tiled roof."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.42)
        easel.rect(-0.36, -0.05, 0.72, 0.055, "A8A090", 0.4)
        _hanok_front(easel, wood)
        eaves(easel, 0, -0.27, 0.92, 0.17, tile, lift=0.22, ridge=0.62)


def thatched_hanok(easel: Easel, size: float = 1.0, wood: Colour = "7A5A40") -> None:
    """A Korean country house: the same front low under a round roof of straw."""
    with easel.at(0, 0, size):
        easel.shadow(0, 0.01, 0.42)
        easel.rect(-0.35, -0.04, 0.7, 0.045, "A39A86", 0.4)
        _hanok_front(easel, wood)
        roof = smooth(
            [(-0.44, -0.22), (-0.38, -0.3), (-0.2, -0.385), (0.0, -0.41), (0.2, -0.385), (0.38, -0.3), (0.44, -0.22),
             (0.2, -0.245), (-0.2, -0.245)],
            closed=True,
        )  # fmt: skip
        _thatched(easel, roof, "BC9C5A", 60)
        for rope in (-0.28, -0.1, 0.1, 0.28):
            easel.line([(rope * 0.75, -0.4), (rope, -0.25)], 0.004, "8A6E3C", 0.8)


def _hanok_front(easel: Easel, wood: Colour) -> None:
    easel.rect(-0.31, -0.28, 0.62, 0.24, "EFE7D4", 0.4)
    easel.rect(-0.31, -0.1, 0.62, 0.06, "C9B99A", 0.3)
    for bay in range(4):
        pane(easel, -0.285 + bay * 0.155, -0.235, 0.105, 0.15, bars=(3, 4), frame=wood)
    for post in range(5):
        easel.rect(-0.318 + post * 0.155, -0.28, 0.02, 0.24, wood, 0.8)
    easel.rect(-0.33, -0.055, 0.66, 0.018, vary(wood, 0.08), 0.4)


def banco_house(easel: Easel, size: float = 1.0, wall: Colour = "C98F5E", trim: Colour = "F0E0C4") -> None:
    """A town house of the Sahel: rounded earth, beams that stick out, a painted band round the door."""
    with easel.at(0, 0, size):
        wall = easel.any_of(("C98F5E", "B9784A", "D9A574", "C0845A"))
        tall = easel.between(0.42, 0.62)
        body = smooth(
            [(-0.25, 0.005), (-0.24, -tall * 0.6), (-0.22, -tall), (0.0, -tall - 0.01), (0.22, -tall),
             (0.24, -tall * 0.6), (0.25, 0.005)],
            closed=True,
        )  # fmt: skip
        body.addRect(_rect(-0.24, -tall * 0.94, 0.48, tall * 0.94))
        easel.fill(body, wall, 0.7, upright=0.2)
        for x in (-0.22, -0.07, 0.08, 0.22):
            easel.fill(smooth([(x - 0.03, -tall + 0.03), (x, -tall - 0.075), (x + 0.03, -tall + 0.03)], closed=True),
                       vary(wall, 0.02), 0.7)  # fmt: skip
        for row in range(2):
            for post in range(5):
                x = -0.17 + post * 0.085
                easel.line([(x, -tall + 0.09 + 0.06 * row), (x + easel.side * 0.014, -tall + 0.065 + 0.06 * row)],
                           0.011, "5E3F2A")  # fmt: skip
        opening(easel, -0.07, 0, 0.1, 0.19, "round", frame=trim)
        frieze(easel, -0.16, -0.25, 0.18, 0.03, trim, "zigzag")
        pane(easel, 0.08, -0.22, 0.07, 0.09, bars=(2, 2), frame=easel.any_of(("2E7D5B", "27356B", "8A3D22")))
        frieze(easel, -0.23, -0.05, 0.46, 0.036, vary(wall, -0.12), "diamond")


def _rect(x: float, y: float, width: float, height: float) -> skia.Rect:
    return skia.Rect.MakeXYWH(x, y, width, height)


def _thatched(easel: Easel, roof: skia.Path, colour: Colour, straws: int) -> None:
    """Fill a roof with straw that runs down it."""
    easel.fill(roof, colour, 0.7, upright=0.7)
    bounds = roof.getBounds()
    with easel.clipped(roof):
        for _ in range(straws):
            x, y = easel.between(bounds.left(), bounds.right()), easel.between(bounds.top(), bounds.bottom())
            easel.line([(x, y), (x + x * 0.12, y + 0.045)], 0.003, vary(colour, easel.between(-0.09, 0.06)), 0.6)
    easel.snowed(roof)


def block(easel: Easel, size: float = 1.0) -> None:
    """A block of a modern city, some storeys high, with a shop."""
    wall = easel.any_of(("C9B08F", "B9867A", "9AA7A6", "D9C29A", "A9A0B0", "C98F6A"))
    shop = easel.any_of(("B5423A", "2F6F8F", "3F7A5A", "C98A2F", "7A4A78"))
    tower_block(easel, size, wall, 0.5, int(easel.rng.integers(3, 6)), shop)


House = Callable[..., None]

HOUSES: dict[str, House] = {
    "hut": hut,
    "haveli": indian_house,
    "kerala": kerala_house,
    "minka": minka,
    "machiya": machiya,
    "white wall": white_wall_house,
    "shophouse": shophouse,
    "thatched hanok": thatched_hanok,
    "hanok": hanok,
    "adobe": adobe_house,
    "round hut": round_hut,
    "banco": banco_house,
    "plaster": plaster_house,
    "timber": timber_house,
    "clapboard": modern_house,
    "block": block,
}
"""What a culture pack may name as `house` and `town_house`."""


def house_of(culture: Culture, *, rural: bool = False) -> House:
    """The house that belongs to a culture, in the country or in town."""
    style = pack(culture).scenery
    return HOUSES[style.house if rural else style.town_house]


def low_house_of(culture: Culture) -> House:
    """The same in town, but low enough to stand in a row behind something else."""
    return house_of(culture, rural=pack(culture).scenery.town_house == "block")
