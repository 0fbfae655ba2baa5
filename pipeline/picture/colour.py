"""Colours: hex, linear light, OKLCH. RGB values are sRGB-encoded, 0..1.

OKLCH: Bjorn Ottosson, "A perceptual color space for image processing" (2020). Light adds and mixes in linear light;
hue and chroma are varied in OKLCH, where equal steps look equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, ParamSpec, TypeVar, cast

RGB = tuple[float, float, float]
"""Red, green, blue as sRGB encodes them, 0..1."""

Given = ParamSpec("Given")
Made = TypeVar("Made")
_KEPT = 8192
"""Colours kept of each kind: a figure is drawn again and again in the same few hundred."""

Colour = str | RGB
"""`RRGGBB` or an RGB."""


def _kept(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keeps what was made, and the function's types."""
    kept: Any = lru_cache(maxsize=_KEPT)(make)
    return cast("Callable[Given, Made]", kept)


@cache
def _parse(text: str) -> RGB:
    digits = text.removeprefix("#")
    return int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def rgb(colour: Colour) -> RGB:
    """The colour as RGB."""
    return _parse(colour) if isinstance(colour, str) else colour


def hex_of(colour: Colour) -> str:
    """`RRGGBB`, clipped to the gamut."""
    return "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in rgb(colour))


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_linear(part: float) -> float:
    clipped = min(1.0, max(0.0, part))
    return clipped * 12.92 if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055


@_kept
def linear(colour: Colour) -> RGB:
    """Linear light, 0..1 a channel."""
    red, green, blue = rgb(colour)
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def encoded(light: RGB) -> RGB:
    """SRGB of linear light, clipped."""
    return _from_linear(light[0]), _from_linear(light[1]), _from_linear(light[2])


@_kept
def luminance(colour: Colour) -> float:
    """Relative luminance, 0..1 (Rec. 709)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@_kept
def mix(one: Colour, other: Colour, amount: float) -> RGB:
    """`amount` of the way from one to the other, mixed as light mixes."""
    near, far = linear(one), linear(other)
    return encoded(
        (
            near[0] + (far[0] - near[0]) * amount,
            near[1] + (far[1] - near[1]) * amount,
            near[2] + (far[2] - near[2]) * amount,
        )
    )


@_kept
def times(colour: Colour, tint: RGB) -> RGB:
    """The colour under a tint given in linear light."""
    red, green, blue = linear(colour)
    return encoded((red * tint[0], green * tint[1], blue * tint[2]))


@_kept
def oklch(colour: Colour) -> tuple[float, float, float]:
    """Lightness 0..1, chroma 0..about 0.37, hue in degrees."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


@_kept
def from_oklch(lightness: float, chroma: float, hue: float) -> RGB:
    """RGB of an OKLCH colour, clipped to the gamut."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return encoded(
        (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
    )


@_kept
def vary(colour: Colour, lightness: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> RGB:
    """The colour made lighter (added, 0..1), more vivid (factor) or turned (degrees)."""
    light, vividness, angle = oklch(colour)
    return from_oklch(min(0.99, max(0.02, light + lightness)), vividness * chroma, angle + hue)
