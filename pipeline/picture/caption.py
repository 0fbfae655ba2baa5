"""Captions and the watermark, drawn once and kept as Textures."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from pipeline.picture.card import argb, fitted, surface_pixels
from pipeline.picture.text import Type, draw_text, measure_text
from pipeline.picture.yuv import Texture, texture_of
from pipeline.vocabulary import Language

SAFE = 0.05
"""Of each side: televisions may hide it, so no words go there."""
_SIZE, _TALL_SIZE = 0.052, 0.058
"""Of the frame's shorter side; a tall frame is seen on a telephone, and its lines are shorter."""
LIT = "FFD666"
"""The word that is being said."""


@lru_cache(maxsize=24)
def caption_texture(
    text: str, language: Language, width: int, height: int, lit: tuple[int, int] | None = None
) -> tuple[Texture, float, float]:
    """A caption as white letters with a dark outline and soft shadow, and where its upper left corner goes.

    `lit` is the range of the word that is being said, in another colour.
    """
    surface = skia.Surface(width, height)
    room = width * (1 - 2 * SAFE)
    lines = text.count("\n") + 1
    size = min(width, height) * (_TALL_SIZE if height > width else _SIZE)
    setting = fitted(text, language, size, room, lines, weight=600)
    setting = Type(setting.size_px, 600, 0.0, 1.22)
    _, tall = measure_text(text, language, setting, room)
    # In a tall frame the lower fifth belongs to the player's buttons.
    bottom = height * (1 - (0.17 if height > width else SAFE + 0.015))
    draw_text(
        surface.getCanvas(), text, language, (width * SAFE, bottom - tall, room), setting, 0xFFFFFFFF,
        outline_px=max(1.0, size * 0.055), outline_colour=0xF0101014, shadow_px=size * 0.16, shadow_alpha=0.75,
        runs=() if lit is None else ((*lit, argb(LIT)),),
    )  # fmt: skip
    return trimmed(surface_pixels(surface))


@lru_cache(maxsize=2)
def mark_texture(text: str, width: int, height: int) -> tuple[Texture, float, float]:
    """The watermark, in the upper right corner."""
    surface = skia.Surface(width, height)
    size = min(width, height) * 0.030
    draw_text(
        surface.getCanvas(), text, Language.ENGLISH, (width * SAFE, height * SAFE, width * (1 - 2 * SAFE)),
        Type(size, 600, size * 0.03, align="right"), 0xFFFFFFFF, shadow_px=size * 0.2, shadow_alpha=0.7,
    )  # fmt: skip
    return trimmed(surface_pixels(surface))


def trimmed(pixels: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]) -> tuple[Texture, float, float]:
    """Only the part with something on it."""
    alpha = pixels[..., 3]
    rows, columns = np.flatnonzero(alpha.max(axis=1)), np.flatnonzero(alpha.max(axis=0))
    if not len(rows):
        return texture_of(np.ascontiguousarray(pixels[:4, :4]), premultiplied=True), 0.0, 0.0
    top, left = int(rows[0]) // 2 * 2, int(columns[0]) // 2 * 2
    bottom, right = min(int(rows[-1]) // 2 * 2 + 4, len(pixels)), min(int(columns[-1]) // 2 * 2 + 4, pixels.shape[1])
    part = np.ascontiguousarray(pixels[top:bottom, left:right])
    return texture_of(part, premultiplied=True), float(left), float(top)
