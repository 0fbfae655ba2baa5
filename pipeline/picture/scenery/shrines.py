"""Temples that are neither Indian nor East Asian: colonnade, pyramid, a front in the rock, towers of earth."""

from __future__ import annotations

import skia

from pipeline.picture.colour import Colour, mix, vary
from pipeline.picture.scenery.buildings import frieze, opening, steps
from pipeline.picture.scenery.easel import Easel, box, polygon, smooth


def colonnade(easel: Easel, size: float = 1.0, stone: Colour = "E6DAC2", trim: Colour = "6E1F2E") -> None:
    """A classical temple: steps, six columns before the dark of the cella, frieze, pediment. 1.2 wide, 0.72 tall."""
    with easel.at(0, 0, size):
        for step in range(3):
            wide = 1.2 - 0.05 * step
            easel.rect(-wide / 2, -0.028 * (step + 1), wide, 0.029, vary(stone, 0.02 * step - 0.05), 0.35)
        easel.rect(-0.5, -0.46, 1.0, 0.376, vary(stone, -0.16), 0.3)
        opening(easel, 0, -0.084, 0.17, 0.3, "square", frame=vary(stone, -0.08), lamp=True)
        for x in (-0.36, 0.36):
            easel.rect(x - 0.05, -0.36, 0.1, 0.14, vary(trim, -0.02, 0.8), 0.4)
        for column in range(6):
            x = -0.475 + column * 0.19
            shaft = polygon([(x - 0.036, -0.098), (x - 0.03, -0.43), (x + 0.03, -0.43), (x + 0.036, -0.098)])
            easel.fill(shaft, stone, 0.95, upright=0.05)
            for flute in (-0.5, -0.17, 0.17, 0.5):
                easel.line([(x + flute * 0.056, -0.1), (x + flute * 0.048, -0.43)], 0.004, vary(stone, -0.09), 0.6)
            easel.rect(x - 0.046, -0.1, 0.092, 0.018, vary(stone, 0.02), 0.4, 0.006)
            easel.oval(x, -0.437, 0.046, 0.014, vary(stone, 0.03), 0.5)
            easel.rect(x - 0.05, -0.462, 0.1, 0.018, vary(stone, 0.02), 0.3)
        easel.rect(-0.56, -0.54, 1.12, 0.08, stone, 0.4)
        for metope in range(15):
            x = -0.55 + metope * 0.0765
            easel.rect(x, -0.535, 0.03, 0.05, vary(trim if metope % 2 else "2F6690", 0.06, 0.7), 0.3)
        easel.rect(-0.59, -0.565, 1.18, 0.03, vary(stone, 0.03), 0.3)
        gable = polygon([(-0.6, -0.565), (0, -0.74), (0.6, -0.565)])
        easel.fill(gable, vary(stone, 0.01), 0.5)
        easel.poly([(-0.44, -0.575), (0, -0.705), (0.44, -0.575)], vary(trim, 0.1, 0.55), 0.4)
        for figure in range(9):
            x = -0.3 + figure * 0.075
            tall = 0.095 * (1 - abs(x) / 0.44)
            easel.fill(_figure(x, -0.577, tall), vary(stone, 0.03), 0.4)
        easel.snowed(gable)
        for x, y in ((-0.6, -0.575), (0.6, -0.575), (0, -0.74)):
            easel.fill(
                smooth([(x - 0.025, y), (x - 0.03, y - 0.04), (x, y - 0.075), (x + 0.03, y - 0.04), (x + 0.025, y)]),
                "C9A24B",
                0.6,
            )


def _figure(x: float, y: float, tall: float) -> skia.Path:
    body = smooth([(x - tall * 0.22, y), (x - tall * 0.16, y - tall * 0.7), (x + tall * 0.16, y - tall * 0.7),
                   (x + tall * 0.22, y)], closed=True)  # fmt: skip
    body.addOval(skia.Rect.MakeLTRB(x - tall * 0.13, y - tall, x + tall * 0.13, y - tall * 0.7))
    return body


def pyramid(easel: Easel, size: float = 1.0, stone: Colour = "C2B08E", trim: Colour = "B5532D") -> None:
    """A stepped pyramid with its stair, shrine and roof comb. 1.5 wide, 0.82 tall."""
    with easel.at(0, 0, size):
        tiers, y = 6, 0.0
        for tier in range(tiers):
            wide, tall = 1.5 - 0.19 * tier, 0.088
            lower, upper = wide / 2, wide / 2 - 0.035
            easel.poly([(-lower, y), (-upper, y - tall), (upper, y - tall), (lower, y)], vary(stone, -0.01 * tier), 0.7)
            frieze(easel, -upper + 0.02, y - tall * 0.72, upper * 2 - 0.04, 0.026, vary(stone, -0.07), "key")
            easel.rect(-upper - 0.014, y - tall - 0.008, upper * 2 + 0.028, 0.018, vary(stone, 0.07), 0.3)
            for _ in range(5):
                x = easel.between(-upper, upper)
                easel.oval(x, y - tall, easel.between(0.015, 0.04), 0.010, easel.about("6E8A4A"), 0.5)
            y -= tall
        stair = polygon([(-0.17, 0.01), (-0.1, y), (0.1, y), (0.17, 0.01)])
        easel.fill(stair, vary(stone, 0.06), 0.4)
        for step in range(22):
            t = step / 22
            half = 0.17 - 0.07 * t
            easel.line([(-half, y * t), (half, y * t)], 0.006, vary(stone, -0.1), 0.75)
        for side in (-1.0, 1.0):
            easel.poly(
                [(side * 0.17, 0.01), (side * 0.1, y), (side * 0.13, y), (side * 0.21, 0.01)], vary(stone, 0.02), 0.5
            )
            easel.oval(side * 0.19, -0.012, 0.034, 0.026, vary(trim, 0.04, 0.7), 0.7)
        easel.rect(-0.2, y - 0.15, 0.4, 0.155, vary(stone, 0.03), 0.5)
        for x in (-0.12, 0.0, 0.12):
            opening(easel, x, y, 0.06, 0.1, "square", frame=vary(stone, 0.08), lamp=x == 0.0)
        easel.poly([(-0.23, y - 0.145), (-0.17, y - 0.2), (0.17, y - 0.2), (0.23, y - 0.145)], trim, 0.5)
        for row in range(3):
            half = 0.13 - 0.025 * row
            easel.rect(-half, y - 0.235 - 0.035 * row, half * 2, 0.036, vary(stone, 0.02), 0.4)
            for hole in range(5 - row):
                x = -half + half * 2 * (hole + 0.5) / (5 - row)
                easel.rect(x - 0.008, y - 0.228 - 0.035 * row, 0.016, 0.02, vary(stone, -0.2), 0.2)


def rock_front(easel: Easel, size: float = 1.0, stone: Colour = "D98A5A") -> None:
    """A tomb or temple hewn into a cliff, two storeys of columns and an urn. 0.86 wide, 0.86 tall, in rock 2.6 wide."""
    rock = vary(stone, -0.06)
    cliff = smooth(
        [(-1.6, 0.05), (-1.5, -0.42), (-1.2, -0.8), (-0.85, -0.72), (-0.5, -1.0), (0.0, -1.02), (0.45, -0.98),
         (0.8, -0.66), (1.15, -0.86), (1.45, -0.5), (1.6, 0.05)],
        closed=True,
    )  # fmt: skip
    with easel.at(0, 0, size):
        easel.fill(cliff, rock, 0.7, upright=0.3)
        with easel.clipped(cliff):
            for _ in range(46):
                x, y, wide = easel.between(-1.5, 1.4), easel.between(-1.25, 0.0), easel.between(0.2, 0.7)
                band = smooth([(x, y), (x + wide * 0.5, y - 0.02), (x + wide, y + 0.015), (x + wide * 0.5, y + 0.025)],
                              closed=True)  # fmt: skip
                easel.fill(band, easel.about(rock, 0.045), 0.2, alpha=0.55)
        easel.flat(box(-0.45, -0.92, 0.9, 0.94, 0.02), easel.shade(vary(stone, -0.08), 0.55))
        easel.rect(-0.42, -0.5, 0.84, 0.5, stone, 0.4)
        opening(easel, 0, 0, 0.15, 0.32, "square", frame=vary(stone, -0.07), lamp=True)
        for x in (-0.37, -0.23, -0.12, 0.12, 0.23, 0.37):
            _column(easel, x, 0.0, 0.4, 0.026, stone)
        easel.rect(-0.44, -0.47, 0.88, 0.05, vary(stone, 0.03), 0.4)
        frieze(easel, -0.43, -0.462, 0.86, 0.03, vary(stone, -0.08), "key")
        easel.poly([(-0.25, -0.47), (0, -0.56), (0.25, -0.47)], vary(stone, 0.04), 0.5)
        for side in (-1.0, 1.0):
            x = side * 0.31
            easel.rect(x - 0.1, -0.78, 0.2, 0.26, vary(stone, -0.06), 0.4)
            for post in (-0.085, 0.085):
                _column(easel, x + post, -0.52, 0.22, 0.018, stone)
            easel.poly([(x - 0.12, -0.77), (x + side * 0.12, -0.77), (x + side * 0.12, -0.79), (x - side * 0.06, -0.86),
                        (x - side * 0.12, -0.83)], vary(stone, 0.03), 0.5)  # fmt: skip
        easel.fill(box(-0.12, -0.78, 0.24, 0.26), vary(stone, 0.0), 0.9, upright=0.05)
        for post in (-0.1, -0.035, 0.035, 0.1):
            _column(easel, post, -0.52, 0.22, 0.015, stone)
        easel.rect(-0.15, -0.78, 0.3, 0.03, vary(stone, 0.04), 0.4)
        easel.poly([(-0.14, -0.78), (-0.03, -0.87), (0.03, -0.87), (0.14, -0.78)], vary(stone, 0.02), 0.7)
        easel.oval(0, -0.9, 0.035, 0.04, vary(stone, 0.06), 0.8)
        steps(easel, 0, 0.0, 0.5, 3, 0.02, vary(stone, 0.03))


def _column(easel: Easel, x: float, y: float, tall: float, half: float, stone: Colour) -> None:
    shaft = polygon([(x - half, y), (x - half * 0.85, y - tall), (x + half * 0.85, y - tall), (x + half, y)])
    easel.fill(shaft, vary(stone, 0.04), 0.95, upright=0.05)
    easel.rect(x - half * 1.4, y - tall - 0.012, half * 2.8, 0.022, vary(stone, 0.06), 0.4)
    easel.rect(x - half * 1.3, y - 0.016, half * 2.6, 0.018, vary(stone, 0.03), 0.4)


def earth_towers(easel: Easel, size: float = 1.0, wall: Colour = "C98F5A", beam: Colour = "5E3F2A") -> None:
    """A shrine or mosque of the Sahel: buttressed walls of earth, rounded towers set with palm beams. 1.3 by 0.8."""
    with easel.at(0, 0, size):
        easel.rect(-0.65, -0.36, 1.3, 0.365, wall, 0.5)
        for buttress in range(9):
            x = -0.6 + buttress * 0.15
            easel.fill(
                smooth([(x - 0.035, 0.005), (x - 0.03, -0.34), (x, -0.44), (x + 0.03, -0.34), (x + 0.035, 0.005)],
                       closed=True),
                vary(wall, 0.02),
                0.85,
                upright=0.1,
            )  # fmt: skip
        for x, wide, tall in ((-0.38, 0.12, 0.62), (0.38, 0.12, 0.62), (0.0, 0.16, 0.76)):
            tower = smooth(
                [(x - wide, 0.005), (x - wide * 0.86, -tall * 0.55), (x - wide * 0.6, -tall * 0.86), (x, -tall),
                 (x + wide * 0.6, -tall * 0.86), (x + wide * 0.86, -tall * 0.55), (x + wide, 0.005)],
                closed=True,
            )  # fmt: skip
            easel.fill(tower, vary(wall, 0.03), 0.9, upright=0.15)
            for row in range(4):
                y = -tall * (0.3 + 0.16 * row)
                for post in range(4):
                    px = x + wide * (post - 1.5) * (0.42 - 0.04 * row)
                    easel.line([(px, y), (px + easel.side * 0.012, y - 0.03)], 0.011, beam)
            for lancet in (-0.3, 0.3):
                easel.rect(x + lancet * wide - 0.008, -tall * 0.78, 0.016, 0.05, vary(wall, -0.25), 0.2, 0.008)
            easel.oval(x, -tall - 0.022, 0.02, 0.03, "F1E8D6", 0.6)
        opening(easel, 0, 0, 0.12, 0.24, "round", frame=vary(wall, 0.08), lamp=True)
        for x in (-0.2, 0.2):
            opening(easel, x, 0, 0.07, 0.17, "round", frame=vary(wall, 0.06))
        plinth = mix(wall, beam, 0.25)
        easel.rect(-0.7, -0.02, 1.4, 0.035, plinth, 0.3)
