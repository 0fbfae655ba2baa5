"""A page of verse: its lines over the picture, lit syllable by syllable as they are recited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import skia

from pipeline.contracts.painter import Palette
from pipeline.picture.caption import LIT, SAFE, trimmed
from pipeline.picture.card import argb, between, surface_pixels
from pipeline.picture.text import Type, clusters, draw_text, measure_text
from pipeline.picture.yuv import Canvas, Texture, lay
from pipeline.vocabulary import Language

LINES = 4
"""A page holds at most this many lines of verse."""
_FADE_FRAMES = 8


@dataclass(frozen=True, slots=True)
class VerseWord:
    """A word of a line: its range in the line's text and when it is recited, in frames of the shot."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse, with its letters in IAST ("" for none)."""

    text: str
    latin: str
    words: tuple[VerseWord, ...]


@dataclass(frozen=True, slots=True)
class VersePage:
    """Lines that are on screen together, from frame `start` to before frame `end` of the shot."""

    lines: tuple[VerseLine, ...]
    start: int
    end: int


def recited(line: VerseLine, frame: int) -> int:
    """How many characters of a line have been recited at a frame of the shot: whole written syllables."""
    done = 0
    for word in line.words:
        if frame >= word.end:
            done = word.last
        elif frame >= word.start:
            parts = clusters(line.text[word.first : word.last])
            share = (frame - word.start + 1) / max(1, word.end - word.start)
            count = min(len(parts), int(share * len(parts)) + 1)
            return word.first + sum(len(part) for part in parts[:count])
    return done


def draw_verse(canvas: Canvas, pages: tuple[VersePage, ...], language: Language, palette: Palette, frame: int) -> None:
    """Draw the page that is on screen at a frame of the shot, if any."""
    for page in pages:
        if page.start <= frame < page.end:
            done = tuple(recited(line, frame) for line in page.lines)
            texture, left, top = _page(page, done, language, palette, canvas.width, canvas.height)
            opacity = min(1.0, (frame - page.start + 1) / _FADE_FRAMES, (page.end - frame) / _FADE_FRAMES)
            lay(canvas, texture, left, top, 1.0, opacity)


@lru_cache(maxsize=4)
def _page(
    page: VersePage, done: tuple[int, ...], language: Language, palette: Palette, width: int, height: int
) -> tuple[Texture, float, float]:
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    short, room = min(width, height), width * (1 - 2 * SAFE) * 0.94
    size = short * (0.070 if any(line.latin for line in page.lines) else 0.066)
    while size > short * 0.034 and any(_breaks(line, language, size, room) for line in page.lines):
        size *= 0.94
    settings, latin = _verse(size), _latin(size)
    heights = [measure_text(line.text, language, settings, room)[1] for line in page.lines]
    under = [measure_text(line.latin, Language.ENGLISH, latin, room)[1] if line.latin else 0.0 for line in page.lines]
    tall = sum(heights) + sum(under)
    bottom = height * (0.83 if height > width else 1 - SAFE - 0.03)
    top = bottom - tall
    _veil(canvas, palette, width, height, top - size * 1.6)
    recited_colour, waiting = argb(LIT), argb(between(palette.light, "FFFFFF", 0.7))
    for line, reached, line_tall, latin_tall in zip(page.lines, done, heights, under, strict=True):
        left = (width - room) / 2
        draw_text(
            canvas, line.text, language, (left, top, room), settings, waiting, outline_px=max(1.0, size * 0.03),
            outline_colour=0xC0101014, shadow_px=size * 0.14, runs=((0, reached, recited_colour),) if reached else (),
        )  # fmt: skip
        top += line_tall
        if line.latin:
            draw_text(
                canvas, line.latin, Language.ENGLISH, (left, top, room), latin, argb("FFFFFF", 0.86),
                shadow_px=size * 0.12, shadow_alpha=0.8,
            )  # fmt: skip
        top += latin_tall
    return trimmed(surface_pixels(surface))


def _verse(size_px: float) -> Type:
    return Type(size_px, 560, 0.0, 1.34)


def _latin(size_px: float) -> Type:
    return Type(size_px * 0.60, 450, 0.0, 1.5, slanted=True)


def _breaks(line: VerseLine, language: Language, size: float, room: float) -> bool:
    _, tall = measure_text(line.text, language, _verse(size), room)
    return tall > size * 1.34 * 1.5


def _veil(canvas: skia.Canvas, palette: Palette, width: int, height: int, top: float) -> None:
    """Shade that grows downward behind the lines, so that they read on any picture."""
    dark = between(palette.shade, "05060A", 0.6)
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, max(0.0, top - height * 0.12)), skia.Point(0, height)],
        colors=[argb(dark, 0.0), argb(dark, 0.58), argb(dark, 0.74)],
        positions=[0.0, 0.45, 1.0],
    )
    canvas.drawRect(skia.Rect.MakeLTRB(0, 0, width, height), skia.Paint(Shader=shader))
