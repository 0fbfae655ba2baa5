"""The lower third: who speaks, on a strip of paper at the reading side of the frame."""

from __future__ import annotations

from functools import lru_cache

import skia

from pipeline.contracts.painter import Palette
from pipeline.picture.caption import SAFE, trimmed
from pipeline.picture.card import argb, between, surface_pixels
from pipeline.picture.text import RIGHT_TO_LEFT, Type, draw_text, measure_text
from pipeline.picture.yuv import Canvas, Texture, lay
from pipeline.vocabulary import Language

SHOWN_S = 3.6
"""How long it stays, its coming and going included."""
_LATE_S, _COMES_S, _GOES_S = 0.35, 0.45, 0.35


def draw_lower_third(
    canvas: Canvas, text: str, language: Language, palette: Palette, frame: int, frames: int, fps: int
) -> None:
    """Draw a shot's lower third as it stands at a frame: it slides in from the side, rests and fades."""
    end = min(SHOWN_S, frames / fps)
    seconds = min(max(frame, 0), frames - 1) / fps
    comes = _ease((seconds - _LATE_S) / _COMES_S)
    opacity = comes * _ease((end - seconds) / _GOES_S)
    if opacity <= 0:
        return
    strip, left, top = _strip(text, language, palette, canvas.width, canvas.height)
    way = 1 if language in RIGHT_TO_LEFT else -1
    slide = way * (1 - comes) * min(canvas.width, canvas.height) * 0.06
    lay(canvas, strip, left + slide, top, 1.0, opacity)


def _ease(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * value * (3 - 2 * value)


@lru_cache(maxsize=4)
def _strip(text: str, language: Language, palette: Palette, width: int, height: int) -> tuple[Texture, float, float]:
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    short = min(width, height)
    size = short * 0.052
    setting = Type(size, 620, size * 0.02, 1.2, "left")
    most = width * (1 - 2 * SAFE) - size * 1.6
    wide, tall = measure_text(text, language, setting, most)
    while wide > most * 0.98 or tall > size * 1.2 * 1.6:
        size *= 0.93
        setting = Type(size, 620, size * 0.02, 1.2, "left")
        wide, tall = measure_text(text, language, setting, most)
    pad, bar = size * 0.62, size * 0.16
    # Captions of two lines stand below it.
    bottom = height * (0.70 if height > width else 0.79)
    top = bottom - tall - pad * 0.8
    across = wide + 2 * pad + bar
    left = width * (1 - SAFE) - across if language in RIGHT_TO_LEFT else width * SAFE
    paper = between(palette.shade, "0A0A10", 0.45)
    strip = skia.Path()
    tear = size * 0.3
    # The far end is cut slantwise, as scissors do.
    if language in RIGHT_TO_LEFT:
        corners = ((left, top), (left + across, top), (left + across, bottom), (left - tear, bottom))
        bar_left, text_left = left + across - bar, left + pad
    else:
        corners = ((left, top), (left + across + tear, top), (left + across, bottom), (left, bottom))
        bar_left, text_left = left, left + bar + pad
    strip.addPoly([skia.Point(*corner) for corner in corners], True)
    shadow = skia.Paint(AntiAlias=True, Color=0xFF000000, Alphaf=0.35)
    shadow.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.18))
    canvas.drawPath(strip, shadow)
    canvas.drawPath(strip, skia.Paint(AntiAlias=True, Color=argb(paper, 0.86)))
    accent = between(palette.accent, palette.light, 0.25)
    canvas.drawRect(
        skia.Rect.MakeLTRB(bar_left, top, bar_left + bar, bottom), skia.Paint(AntiAlias=True, Color=argb(accent))
    )
    draw_text(
        canvas, text, language, (text_left, top + pad * 0.4, wide + size), setting,
        argb(between(palette.light, "FFFFFF", 0.6)), shadow_px=size * 0.06, shadow_alpha=0.5,
    )  # fmt: skip
    return trimmed(surface_pixels(surface))
