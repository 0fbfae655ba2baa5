"""Title and end cards: words in the film's own colours over its darkened, softened first or last place."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from pipeline.contracts.painter import Palette
from pipeline.picture.colour import hex_of, mix
from pipeline.picture.focus import resized
from pipeline.picture.ornament import draw_ornament
from pipeline.picture.text import Type, draw_text, evened, measure_text
from pipeline.picture.yuv import Canvas, Texture, lay, texture_of
from pipeline.vocabulary import Culture, Language

_FADE_S = 0.7
_LATE_S = 0.35


def draw_card(
    canvas: Canvas, text: str, language: Language, palette: Palette, culture: Culture, frame: int, frames: int, fps: int
) -> None:
    """Draw one frame of a card over the picture on the canvas: a veil, and the words, which fade in and out.

    The mark above the words is of the culture's own art.
    """
    lay(canvas, _veil(palette, canvas.width, canvas.height), 0, 0, 1)
    seconds, left = frame / fps, (frames - 1 - frame) / fps
    opacity = _ramp((seconds - _LATE_S) / _FADE_S) * _ramp((left - 0.1) / (_FADE_S * 0.7))
    growth = 1 + 0.018 * frame / max(1, frames)
    words = _words(text, language, palette, culture, canvas.width, canvas.height)
    left_px, top_px = canvas.width / 2 * (1 - growth), canvas.height / 2 * (1 - growth)
    lay(canvas, words, left_px, top_px, growth, opacity)


def _ramp(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * value * (3 - 2 * value)


def surface_texture(surface: skia.Surface) -> Texture:
    """What was drawn on a Skia surface, as a Texture."""
    return texture_of(surface_pixels(surface), premultiplied=True)


def surface_pixels(surface: skia.Surface) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """What was drawn on a Skia surface: premultiplied BGRA."""
    image = surface.makeImageSnapshot()
    # Skia hands out unpremultiplied pixels unless told otherwise.
    pixels: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]] = np.ascontiguousarray(
        image.toarray(colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    )
    return pixels


def argb(colour: str, alpha: float = 1.0) -> int:
    """`RRGGBB` and an opacity as Skia's 32-bit colour."""
    return (round(alpha * 255) << 24) | int(colour, 16)


def between(one: str, other: str, share: float) -> str:
    """A colour on the way from one to the other, mixed in linear light, as `RRGGBB`."""
    return hex_of(mix(one, other, share)).lstrip("#")


@lru_cache(maxsize=4)
def _veil(palette: Palette, width: int, height: int) -> Texture:
    """Shade over the whole picture, deepest behind the words; drawn at an eighth, since it is all gradient."""
    small = (width // 8 // 2 * 2 + 2, height // 8 // 2 * 2 + 2)
    surface = skia.Surface(*small)
    canvas = surface.getCanvas()
    dark = between(palette.shade, "05060A", 0.55)
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(small[0] / 2, small[1] / 2),
        radius=max(small) * 0.62,
        colors=[argb(dark, 0.80), argb(dark, 0.62), argb(dark, 0.42)],
        positions=[0.0, 0.5, 1.0],
    )
    canvas.drawPaint(skia.Paint(Shader=shader))
    return resized(surface_texture(surface), 8)


@lru_cache(maxsize=4)
def _words(text: str, language: Language, palette: Palette, culture: Culture, width: int, height: int) -> Texture:
    surface = skia.Surface(width, height)
    draw_title(surface.getCanvas(), text, language, palette, culture, width, height)
    return surface_texture(surface)


def draw_title(
    canvas: skia.Canvas, text: str, language: Language, palette: Palette, culture: Culture, width: int, height: int
) -> None:
    """The ornament, the words and the closing rule, centred in a frame of that size."""
    short = min(width, height)
    room = width * 0.78
    setting = fitted(text, language, short * 0.125, room, 2, weight=420, track=0.045)
    room = evened(text, language, setting, room)
    _, tall = measure_text(text, language, setting, room)
    light = between(palette.light, "FFFFFF", 0.45)
    gold = between(palette.accent, palette.light, 0.45)
    middle = height / 2
    top = middle - tall / 2
    gap = short * 0.082
    draw_ornament(canvas, culture, width / 2, top - gap, short * 0.025, gold)
    draw_text(
        canvas, text, language, ((width - room) / 2, top, room), setting, argb(light),
        shadow_px=short * 0.014, shadow_alpha=0.55,
    )  # fmt: skip
    _rule(canvas, width / 2, top + tall + gap * 0.7, short * 0.10, short, gold)


def fitted(
    text: str, language: Language, size_px: float, room_px: float, lines: int, *, weight: int, track: float = 0.0
) -> Type:
    """The largest setting up to `size_px` at which the text takes at most `lines` lines of `room_px`."""
    size = size_px
    while True:
        setting = Type(size, weight, size * track, 1.18)
        _, tall = measure_text(text, language, setting, room_px)
        if tall <= lines * size * 1.18 * 1.3 or size < size_px * 0.3:
            return setting
        size *= 0.93


def _rule(canvas: skia.Canvas, x: float, y: float, half: float, short: float, colour: str) -> None:
    """A thin line that fades out at both ends."""
    clear, full = argb(colour, 0.0), argb(colour, 0.85)
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(x - half, y), skia.Point(x + half, y)], colors=[clear, full, clear], positions=[0, 0.5, 1]
    )
    paint = skia.Paint(AntiAlias=True, Shader=shader)
    canvas.drawRect(skia.Rect.MakeLTRB(x - half, y - short * 0.0011, x + half, y + short * 0.0011), paint)
