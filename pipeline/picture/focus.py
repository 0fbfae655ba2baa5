"""Crops and soft focus of Textures, made once a shot."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from pipeline.picture.yuv import Texture


def cropped(texture: Texture, left: float, top: float, right: float, bottom: float) -> tuple[Texture, float, float]:
    """The part of a texture within `left` … `bottom` (0..1), on even pixels, and where it starts (0..1)."""
    x0 = max(0, int(left * texture.width)) // 2 * 2
    y0 = max(0, int(top * texture.height)) // 2 * 2
    x1 = min(texture.width, max(x0 + 4, (int(right * texture.width) + 2) // 2 * 2))
    y1 = min(texture.height, max(y0 + 4, (int(bottom * texture.height) + 2) // 2 * 2))
    x0, y0 = min(x0, x1 - 4), min(y0, y1 - 4)
    whole, half = np.s_[y0:y1, x0:x1], np.s_[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
    part = _with_spans(
        *(np.ascontiguousarray(plane[whole]) for plane in (texture.y, texture.a)),
        *(np.ascontiguousarray(plane[half]) for plane in (texture.u, texture.v, texture.half_a)),
    )
    return part, x0 / texture.width, y0 / texture.height


def blurred(texture: Texture, radius_px: float) -> Texture:
    """Out of focus by about `radius_px` pixels (three box blurs, edges repeated)."""
    reach = round(radius_px * 0.6)
    if reach < 1:
        return texture
    whole = [_blur(plane, reach) for plane in (texture.y, texture.a)]
    half = [_blur(plane, max(1, round(reach / 2))) for plane in (texture.u, texture.v, texture.half_a)]
    return _with_spans(*whole, *half)


def _with_spans(y: Any, a: Any, u: Any, v: Any, half_a: Any) -> Texture:
    spans, half_spans = np.empty((len(y), 2), np.int32), np.empty((len(u), 2), np.int32)
    _spans(a, spans)
    _spans(half_a, half_spans)
    return Texture(y, a, u, v, half_a, spans, half_spans, bool(a.min() == 255))


@njit(cache=True, nogil=True)
def _spans(alpha: Any, spans: Any) -> None:
    height, width = alpha.shape
    for y in range(height):
        first, last = width, 0
        for x in range(width):
            if alpha[y, x]:
                first = min(first, x)
                last = x + 1
        spans[y, 0] = first
        spans[y, 1] = last


def _blur(plane: Any, reach: int) -> Any:
    wide = plane.astype(np.float32)
    scratch = np.empty_like(wide)
    for _ in range(3):
        _rows(wide, scratch, reach)
        _columns(scratch, wide, reach)
    return np.clip(np.round(wide), 0, 255).astype(np.uint8)


@njit(cache=True, nogil=True)
def _rows(source: Any, out: Any, reach: int) -> None:
    rows, columns = source.shape
    share = np.float32(1.0 / (2 * reach + 1))
    for row in range(rows):
        total = np.float32(0)
        for x in range(-reach, reach + 1):
            total += source[row, min(max(x, 0), columns - 1)]
        for x in range(columns):
            out[row, x] = total * share
            total += source[row, min(x + reach + 1, columns - 1)] - source[row, max(x - reach, 0)]


@njit(cache=True, nogil=True)
def _columns(source: Any, out: Any, reach: int) -> None:
    rows, columns = source.shape
    share = np.float32(1.0 / (2 * reach + 1))
    totals = np.zeros(columns, np.float32)
    for y in range(-reach, reach + 1):
        row = min(max(y, 0), rows - 1)
        for x in range(columns):
            totals[x] += source[row, x]
    for y in range(rows):
        coming, leaving = min(y + reach + 1, rows - 1), max(y - reach, 0)
        for x in range(columns):
            out[y, x] = totals[x] * share
            totals[x] += source[coming, x] - source[leaving, x]
