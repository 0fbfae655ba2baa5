"""Crops and soft focus of Textures, made once a shot."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipeline.picture.warp import alpha_cells
from pipeline.picture.yuv import Texture, texture_of


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


def resized(texture: Texture, scale: float) -> Texture:
    """A texture made `scale` times as large (rounded up to even pixels, its last ones repeated), bilinear."""
    width, height = (-(-round(side * scale) // 2) * 2 for side in (texture.width, texture.height))
    planes = []
    for plane, half in ((texture.y, 1), (texture.a, 1), (texture.u, 2), (texture.v, 2), (texture.half_a, 2)):
        out = np.empty((height // half, width // half), np.uint8)
        _resize(plane, out, 1 / scale)
        planes.append(out)
    return _with_spans(*planes)


@njit(cache=True, nogil=True)
def _resize(source: Any, out: Any, step: float) -> None:
    rows, columns = source.shape
    height, width = out.shape
    wide = np.empty((rows, width), np.float32)
    one = np.float32(1)
    left, far = np.empty(width, np.int64), np.empty(width, np.float32)
    for x in range(width):
        place = min(max((x + 0.5) * step - 0.5, 0.0), columns - 1.0)
        left[x] = min(int(place), columns - 2)
        far[x] = np.float32(place - left[x])
    for y in range(rows):
        line, into = source[y], wide[y]
        for x in range(width):
            into[x] = np.float32(line[left[x]]) * (one - far[x]) + np.float32(line[left[x] + 1]) * far[x]
    for y in range(height):
        place = min(max((y + 0.5) * step - 0.5, 0.0), rows - 1.0)
        row = min(int(place), rows - 2)
        share = np.float32(place - row)
        near = one - share
        upper, lower, target = wide[row], wide[row + 1], out[y]
        for x in range(width):
            target[x] = np.uint8(upper[x] * near + lower[x] * share + np.float32(0.5))


def trimmed(
    pixels: NDArray[np.uint8], margin: int, keep: tuple[int, int, int, int] | None = None
) -> tuple[Texture | None, int, int]:
    """The part of premultiplied BGRA pixels with something on it, and where it starts; None if all is clear.

    `margin` pixels more each way, and at least the box `keep` (left, top, right, bottom).
    """
    top, bottom, left, right = _extent(pixels.view(np.uint32)[..., 0])
    if bottom <= top:
        return None, 0, 0
    left, top, right, bottom = left - margin - 2, top - margin - 2, right + margin + 2, bottom + margin + 2
    if keep is not None:
        left, top, right, bottom = min(left, keep[0]), min(top, keep[1]), max(right, keep[2]), max(bottom, keep[3])
    left, top = max(left, 0) // 2 * 2, max(top, 0) // 2 * 2
    right, bottom = min(right, pixels.shape[1]), min(bottom, pixels.shape[0])
    right, bottom = max(right, left + 4), max(bottom, top + 4)
    return texture_of(np.ascontiguousarray(pixels[top:bottom, left:right]), premultiplied=True), left, top


@njit(cache=True, nogil=True)
def _extent(pixels: Any) -> tuple[int, int, int, int]:
    """First and one past the last row, first and one past the last column that are not all clear."""
    height, width = pixels.shape
    columns = np.zeros(width, np.uint32)
    top, bottom = height, 0
    for y in range(height):
        row = pixels[y]
        seen = np.uint32(0)
        for x in range(width):
            seen |= row[x]
        if seen:
            top = min(top, y)
            bottom = y + 1
            for x in range(width):
                columns[x] |= row[x]
    left, right = width, 0
    for x in range(width):
        if columns[x]:
            left = min(left, x)
            right = x + 1
    return top, bottom, left, right


def patched(texture: Texture, patch: Texture, left: int, top: int) -> Texture:
    """A texture with another in place of a part of it, from (`left`, `top`) on, both even."""
    y, a, u, v, half_a = (plane.copy() for plane in (texture.y, texture.a, texture.u, texture.v, texture.half_a))
    spans, half_spans = texture.spans.copy(), texture.half_spans.copy()
    rows, columns = slice(top, top + patch.height), slice(left, left + patch.width)
    half_rows, half_columns = (slice(part.start // 2, part.stop // 2) for part in (rows, columns))
    y[rows, columns], a[rows, columns] = patch.y, patch.a
    for plane, part in ((u, patch.u), (v, patch.v), (half_a, patch.half_a)):
        plane[half_rows, half_columns] = part
    _spans(a[rows], spans[rows])
    _spans(half_a[half_rows], half_spans[half_rows])
    return Texture(y, a, u, v, half_a, spans, half_spans, opaque=False, cells=alpha_cells(a, half_a))


def _with_spans(y: Any, a: Any, u: Any, v: Any, half_a: Any) -> Texture:
    spans, half_spans = np.empty((len(y), 2), np.int32), np.empty((len(u), 2), np.int32)
    _spans(a, spans)
    _spans(half_a, half_spans)
    cells = alpha_cells(a, half_a)
    return Texture(y, a, u, v, half_a, spans, half_spans, bool(cells[0].min() == 255), cells)


@njit(cache=True, nogil=True)
def _spans(alpha: Any, spans: Any) -> None:
    height, width = alpha.shape
    for y in range(height):
        first, last = 0, width
        while first < width and alpha[y, first] == 0:
            first += 1
        while last > first and alpha[y, last - 1] == 0:
            last -= 1
        spans[y, 0], spans[y, 1] = (first, last) if last > first else (width, 0)


_COARSE = 6
"""What is blurred over this many pixels to each side holds nothing that half as many pixels could not show."""


def _blur(plane: Any, reach: int) -> Any:
    height, width = plane.shape
    if reach >= _COARSE and min(height, width) >= 4 * _COARSE:
        small = np.empty(((height + 1) // 2, (width + 1) // 2), np.uint8)
        _resize(plane, small, 2.0)
        out = np.empty_like(plane)
        _resize(_blur(small, round(reach / 2)), out, 0.5)
        return out
    wide = plane.astype(np.float32)
    scratch = np.empty_like(wide)
    # Down the columns both times: a running sum along a row would wait for itself at every pixel.
    for _ in range(2):
        for _ in range(3):
            _columns(wide, scratch, reach)
            wide, scratch = scratch, wide
        wide = np.ascontiguousarray(wide.T)
        scratch = np.empty_like(wide)
    return np.clip(np.round(wide), 0, 255).astype(np.uint8)


@njit(cache=True, nogil=True)
def _columns(source: Any, out: Any, reach: int) -> None:
    rows, columns = source.shape
    share = np.float32(1.0 / (2 * reach + 1))
    totals = np.zeros(columns, np.float32)
    for y in range(-reach, reach + 1):
        row = source[min(max(y, 0), rows - 1)]
        for x in range(columns):
            totals[x] += row[x]
    for y in range(rows):
        coming, leaving = source[min(y + reach + 1, rows - 1)], source[max(y - reach, 0)]
        line = out[y]
        for x in range(columns):
            line[x] = totals[x] * share
            totals[x] += coming[x] - leaving[x]
