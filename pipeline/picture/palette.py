"""The one light of a scene, and every local colour seen through it.

Palettes, culture accents and the contrast that planes keep are ART.md's recipes.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache

from pipeline.contracts.painter import Light, Palette
from pipeline.culture.packs import pack
from pipeline.picture.colour import RGB, Colour, from_oklch, hex_of, linear, luminance, mix, oklch, times, vary
from pipeline.vocabulary import Culture, TimeOfDay, Weather


def _five(colours: str) -> Palette:
    return Palette(*colours.split())


HOURS: dict[TimeOfDay, Palette] = {
    TimeOfDay.DAWN: _five("3B4A7A F7B58A FFD9A8 4A3B5C E8655A"),
    TimeOfDay.MORNING: _five("6FB1D6 FBE6C2 FFF1CF 4D6A7C F2A541"),
    TimeOfDay.NOON: _five("3F93CF BFE3F0 FFFBEA 4A6B6A E4572E"),
    TimeOfDay.AFTERNOON: _five("5C9FC9 F6DDA6 FFE7B3 5A5B6B D9822B"),
    TimeOfDay.DUSK: _five("3A2E5C F2764B FFB36B 3C2A4D C8324F"),
    TimeOfDay.EVENING: _five("1F2A55 7A6FA8 F4B66A 171C3A E79A3C"),
    TimeOfDay.NIGHT: _five("0B1030 26336B BFD0FF 0A0D22 F2B94B"),
}
STORM = _five("2B3440 6C7A86 C9D6DF 1C222B E5D24A")
SNOW = _five("8FA9C4 E6EEF5 FFF7E8 5B6E88 C44536")
LAMP = _five("2A1B1E 6B3F2A FFC46B 24161C D98E32")
DUST = _five("B79A6C E9CF9C FFE9BC 6B4F3A C8702A")
MIST = _five("9FB3BD DDE4E2 FFF6E6 5C6F78 C98B4A")

_KEYS: dict[TimeOfDay, tuple[float, float, float, float]] = {
    # key_x (mirrored by the seed), key_y, warmth, strength
    TimeOfDay.DAWN: (0.30, 0.56, 0.7, 0.7),
    TimeOfDay.MORNING: (0.22, 0.24, 0.35, 0.85),
    TimeOfDay.NOON: (0.42, 0.04, 0.05, 0.95),
    TimeOfDay.AFTERNOON: (0.24, 0.22, 0.45, 0.9),
    TimeOfDay.DUSK: (0.30, 0.55, 0.9, 0.8),
    TimeOfDay.EVENING: (0.26, 0.60, 0.3, 0.55),
    TimeOfDay.NIGHT: (0.28, 0.20, -0.7, 0.5),
}
_VIVID = 0.07
"""Chroma under which a colour is ornament and no accent."""
_DARK = frozenset({TimeOfDay.EVENING, TimeOfDay.NIGHT})
_LAMP_HOURS = frozenset({TimeOfDay.DUSK, TimeOfDay.EVENING, TimeOfDay.NIGHT})

_WEATHER: dict[Weather, tuple[Palette, float, float, float]] = {
    # palette mixed in, how much, factor on strength, haze
    Weather.CLOUDY: (STORM, 0.35, 0.6, 1.15),
    Weather.RAIN: (STORM, 0.75, 0.45, 1.5),
    Weather.STORM: (STORM, 0.85, 0.5, 1.4),
    Weather.SNOW: (SNOW, 0.8, 0.7, 1.25),
    Weather.MIST: (MIST, 0.6, 0.45, 2.0),
    Weather.DUST: (DUST, 0.7, 0.7, 1.6),
}


def light_for(time_of_day: TimeOfDay, weather: Weather, indoor: bool, culture: Culture, seed: int) -> Light:  # noqa: FBT001 - a fact of the scene
    """The light of a scene. The seed says from which side it comes and which of the culture's accents it has."""
    palette = HOURS[time_of_day]
    key_x, key_y, warmth, strength = _KEYS[time_of_day]
    haze = 1.0
    if weather in _WEATHER:
        air, amount, factor, haze = _WEATHER[weather]
        palette = _under(palette, air, amount)
        strength *= factor
        warmth *= 1 - amount * 0.6
    lamplit = time_of_day in _DARK or (indoor and time_of_day in _LAMP_HOURS)
    if indoor:
        haze = 0.25
        key_x, key_y, strength = 0.14, 0.26, max(strength, 0.6) * 0.9
        if lamplit:
            # Whatever the hour does outside, the room is the lamp's; a trace of the sky keeps its hours apart.
            palette = _mix_palettes(LAMP, palette, 0.12)
            key_x, warmth, strength = 0.30, 0.85, 0.75
        else:
            palette = replace(palette, shade=hex_of(mix(palette.shade, LAMP.shade, 0.45)))
    if seed % 2:
        key_x = 1 - key_x
    palette = replace(palette, accent=_accent(palette.accent, culture, seed))
    return Light(palette, key_x, key_y, warmth, strength, lamplit, haze)


def _accent(hour: str, culture: Culture, seed: int) -> str:
    """The culture's accent as the hour has it: its own hue, for a mix of an orange and a blue would be grey."""
    vivid = [accent for accent in accents_of(culture) if oklch(accent)[1] >= _VIVID]
    accent = vivid[0] if seed % 3 else vivid[(seed // 3) % len(vivid)]
    lightness, chroma, hue = oklch(accent)
    return hex_of(from_oklch(0.7 * lightness + 0.3 * oklch(hour)[0], chroma, hue))


def _mix_palettes(one: Palette, other: Palette, amount: float) -> Palette:
    pairs = (
        (one.sky_high, other.sky_high),
        (one.sky_low, other.sky_low),
        (one.light, other.light),
        (one.shade, other.shade),
        (one.accent, other.accent),
    )
    sky_high, sky_low, lamp, shade, accent = (hex_of(mix(left, right, amount)) for left, right in pairs)
    return Palette(sky_high, sky_low, lamp, shade, accent)


def _under(palette: Palette, air: Palette, amount: float) -> Palette:
    """The palette in that air, no brighter than the hour: a storm at night is still night."""
    dimming = min(1.0, (luminance(palette.sky_low) + 0.02) / (luminance(air.sky_low) + 0.02))
    dim = (dimming, dimming, dimming)
    high, low = hex_of(times(air.sky_high, dim)), hex_of(times(air.sky_low, dim))
    dimmed = Palette(high, low, air.light, air.shade, air.accent)
    if dimming < 1:
        dimmed = replace(dimmed, light=hex_of(mix(air.light, palette.light, 0.7)), shade=palette.shade)
    return _mix_palettes(palette, dimmed, amount)


def accents_of(culture: Culture) -> tuple[str, ...]:
    """The culture's own colours for ornament and cloth, `RRGGBB`."""
    return pack(culture).scenery.accents


# --------------------------------------------------------------------------------------------- seen in the light


def exposure(light: Light) -> float:
    """How much of the day's brightness falls here, 0..1: about 0.9 at noon, 0.5 at night."""
    sky = luminance(light.palette.sky_low)
    return min(1.0, 0.24 + 0.72 * float(sky**0.42) + (0.08 if light.lamplit else 0.0))


def keeps(light: Light, depth: float) -> float:
    """Share of its own contrast that a plane keeps at a depth; the rest goes to the low sky. Far .38, stage .94."""
    stops = ((0.0, 0.2), (0.15, 0.38), (0.4, 0.66), (1.0, 0.94), (1.6, 0.98))
    kept = stops[-1][1]
    for (near, low), (far, high) in itertools.pairwise(stops):
        if depth < far:
            kept = low + (high - low) * max(0.0, depth - near) / (far - near)
            break
    return max(0.08, 1 - (1 - kept) * light.haze)


_FACE_LIGHT, _FACE_KEEPS, _FACE_LIFT, _FACE_STEPS = 0.062, 0.4, 0.024, 0.3
"""Luminances: what a face has at least, how much of its own it gives up for that, how much lighter than by day."""


def tone(colour: Colour, light: Light, depth: float) -> RGB:
    """A local colour as the scene's light shows it at a depth (0 infinity, 1 stage, above 1 in front)."""
    key = linear(light.palette.light)
    top = max(key)
    bright = exposure(light)
    # Eyes adapt: only part of the light's own hue is seen on things, more of it when the light is coloured and alone.
    tint = 0.75 if light.lamplit else 0.48
    seen = times(
        colour,
        tuple(bright * (1 - tint + tint * part / top) for part in key),  # type: ignore[arg-type]
    )
    if depth > 1:
        seen = mix(seen, times(seen, linear(light.palette.shade)), min(0.6, (depth - 1) * 0.8))
    # Distance is the low sky with a breath of the high one in it, or far green turns to sand at noon.
    air = mix(light.palette.sky_low, light.palette.sky_high, 0.4)
    return mix(air, seen, keeps(light, depth))


def shaded(colour: Colour, light: Light, amount: float) -> RGB:
    """A toned colour turned away from the key: `amount` 0..1, cool outdoors by day, warm by lamp."""
    shade = linear(light.palette.shade)
    middle = max(0.02, luminance(light.palette.shade))
    # The shade's hue at a lightness of its own: dark palettes would swallow every form otherwise.
    depth = 0.2 + 0.25 * (1 - light.strength)
    dark = times(colour, tuple(min(1.6, part / middle) * depth for part in shade))  # type: ignore[arg-type]
    return mix(colour, dark, min(1.0, max(0.0, amount)))


def lit(colour: Colour, light: Light, amount: float) -> RGB:
    """A toned colour turned to the key: `amount` 0..1; at 1 it is the light itself, which is a rim."""
    warm = vary(colour, lightness=0.10 * light.strength)
    half = mix(colour, warm, min(1.0, amount * 2))
    return mix(half, light.palette.light, max(0.0, min(1.0, amount)) ** 1.5 * (0.35 + 0.65 * light.strength))


@lru_cache(maxsize=256)
def exposed_skin(skin: str, light: Light) -> str:
    """A skin's local colour, lit as a cameraman lights a dark face: never so dark that its lines are lost.

    By night a dark skin would keep a fiftieth of the light, and brows, lids and lips drawn darker than it would be
    black on black. It is seen a little lighter than it is by day at most, and a darker skin stays the darker one.
    """
    own = luminance(skin)
    seen = luminance(tone(skin, light, 1.0))
    wanted = min(_FACE_LIGHT + (1 - _FACE_KEEPS) * seen, own + _FACE_LIFT)
    lifted, step = skin, 0.0
    while seen < wanted and step < _FACE_STEPS:
        step += 0.01
        lifted = hex_of(vary(skin, lightness=step, chroma=1 + step))
        seen = luminance(tone(lifted, light, 1.0))
    return lifted
