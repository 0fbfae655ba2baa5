"""The last touch on a frame: bloom, vignette, grain, fade; and the additions that are not textures: halos and dots.

All kernels work on the 8.8 fixed point planes of a Canvas (see yuv.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipeline.picture.lanes import BLOCK, add_excess, finish_chroma, finish_luma, mix_words
from pipeline.picture.warp import JOINED, TILE, TILE_ROWS
from pipeline.picture.yuv import Canvas, yuv_of

VIGNETTE = 0.12
GRAIN_LEVELS = 0.9
GRAIN_A_SECOND = 12
BLOOM_FROM = 0.8
BLOOM_GAIN = 0.25
BLOOM_SPREAD = 0.03
_CELL = 8
"""Bloom is gathered on a grid of cells of this many pixels."""
_TILE = 256


@dataclass(frozen=True, slots=True)
class Finish:
    """What finishing frames of one size needs.

    The vignette's gain (16-bit, 65536 is 1) in the upper half of a frame, of which the lower is the mirror, and rows of
    grain, which repeat every _TILE rows and columns.
    """

    vignette: NDArray[np.uint16]
    half_vignette: NDArray[np.uint16]
    grain: NDArray[np.int16]
    seed: int

    @classmethod
    def of(cls, width: int, height: int, seed: int) -> Finish:
        """For frames of `width` x `height`."""
        full, half = _vignette(width, height), _vignette(width // 2, height // 2)
        rng = np.random.default_rng((seed, 0x617A))
        noise = rng.standard_normal((_TILE, _TILE)).astype(np.float32)
        # Half of the grain spans two pixels, as paper's tooth does; single-pixel noise alone looks electronic.
        soft = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1) + np.roll(noise, (1, 1), (0, 1))) / 2
        grain = np.clip((0.6 * noise + 0.8 * soft) * GRAIN_LEVELS * 256, -1000, 1000).astype(np.int16)
        # As wide as a frame from wherever it is begun: a row of it lies in one piece.
        grain = np.ascontiguousarray(np.tile(grain, (1, width // _TILE + 2)))
        return cls(full, half, grain, seed)

    def write(
        self, canvas: Canvas, out: tuple[Any, Any, Any], frame: int, fps: int, light: float = 1.0, *, bloom: bool = True
    ) -> None:
        """Round a canvas into 8-bit planes (Y, U, V: rows of pixels side by side); `light` 0 is black, 1 as it is."""
        down, across = _grain_at(self.seed, frame * GRAIN_A_SECOND // fps)
        glow = _bloom(canvas) if bloom else np.zeros((2, 2), np.float32)
        gain = round(256 * min(max(light, 0.0), 1.0))
        _write_luma(canvas.y, out[0], self.vignette, self.grain, down, across, glow, gain)
        _write_chroma(canvas.u, out[1], self.half_vignette, gain)
        _write_chroma(canvas.v, out[2], self.half_vignette, gain)


@lru_cache(maxsize=4)
def _grain_at(seed: int, beat: int) -> tuple[int, int]:
    """Row and column of the grain's tile that a frame begins with, new at every beat."""
    down, across = np.random.default_rng((seed, beat)).integers(0, _TILE, 2)
    return int(down), int(across)


def _vignette(width: int, height: int) -> NDArray[np.uint16]:
    y, x = np.mgrid[0 : (height + 1) // 2, 0:width].astype(np.float32)
    across, down = (x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1
    radius = np.sqrt(across**2 + down**2) / np.sqrt(2.0)
    fall = np.clip((radius - 0.35) / 0.65, 0, 1)
    gain = 1 - VIGNETTE * fall * fall * (3 - 2 * fall)
    words: NDArray[np.uint16] = np.round(np.minimum(gain * 65536, 65535)).astype(np.uint16)
    return words


def _bloom(canvas: Canvas) -> NDArray[np.float32]:
    """Light to add, in 8.8 luma, one value a cell."""
    height, width = canvas.height // _CELL, canvas.width // _CELL
    bright = np.empty((max(height, 2), max(width, 2)), np.float32)
    _gather(canvas.y, bright, round((16 + 219 * BLOOM_FROM) * 256))
    if not bright.any():
        return bright
    reach = max(1, round(BLOOM_SPREAD * width / 2))
    scratch = np.empty_like(bright)
    for _ in range(2):
        _box_rows(bright, scratch, reach)
        _box_columns(scratch, bright, reach)
    return bright * np.float32(BLOOM_GAIN * 2.2)


@njit(cache=True, nogil=True)
def _gather(luma: Any, bright: Any, threshold: int) -> None:
    rows, columns = bright.shape
    height, width = luma.shape
    blocks = width // BLOCK
    for row in range(rows):
        # Four rows of what is over the threshold fit into 16 bits.
        over = np.zeros(width, np.uint16)
        for y in range(row * 8, min(row * 8 + 8, height), 2):
            add_excess(over, luma[y], threshold, blocks)
            for x in range(blocks * BLOCK, width):
                over[x] += max(luma[y, x], threshold) - threshold
        for column in range(columns):
            total = np.uint32(0)
            for x in range(column * 8, min(column * 8 + 8, width), 2):
                total += over[x]
            bright[row, column] = np.float32(total) / np.float32(16)


@njit(cache=True, nogil=True)
def _box_rows(source: Any, out: Any, reach: int) -> None:
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
def _box_columns(source: Any, out: Any, reach: int) -> None:
    rows, columns = source.shape
    share = np.float32(1.0 / (2 * reach + 1))
    for column in range(columns):
        total = np.float32(0)
        for y in range(-reach, reach + 1):
            total += source[min(max(y, 0), rows - 1), column]
        for y in range(rows):
            out[y, column] = total * share
            total += source[min(y + reach + 1, rows - 1), column] - source[max(y - reach, 0), column]


@njit(cache=True, nogil=True)
def _spread(glow: Any, lit: Any, width: int) -> Any:
    """The rows of a grid of cells that are `lit`, as wide as the frame, bilinear, in 8.8 luma."""
    rows, columns = glow.shape
    wide = np.zeros((rows, width), np.uint16)
    for row in range(rows):
        if not lit[row]:
            continue
        cells, line = glow[row], wide[row]
        for column in range(-1, columns):
            left, right = cells[max(column, 0)], cells[min(column + 1, columns - 1)]
            step = (right - left) / np.float32(8)
            value = left + step * np.float32(0.5)
            for x in range(max(column * 8 + 4, 0), min(column * 8 + 12, width)):
                line[x] = np.uint16(min(value, np.float32(65535)))
                value += step
        for x in range(columns * 8 + 4, width):
            line[x] = np.uint16(min(cells[columns - 1], np.float32(65535)))
    return wide


@njit(cache=True, nogil=True)
def _write_luma(luma: Any, out: Any, vignette: Any, grain: Any, down: int, across: int, glow: Any, gain: int) -> None:
    height, width = luma.shape
    rows = glow.shape[0]
    lit = np.zeros(rows, np.bool_)
    for row in range(rows):
        lit[row] = glow[row].any()
    wide = _spread(glow, lit, width)
    dark, mixed = np.zeros(width, np.uint16), np.zeros(width, np.uint16)
    faded, fainter = np.zeros(width, np.uint16), np.zeros(grain.shape[1], np.int16)
    blocks = width // BLOCK
    for y in range(height):
        place = min(max((y - 3.5) / 8, 0.0), rows - 1.0)
        row = min(int(place), rows - 2)
        added, shade, tooth = dark, vignette[min(y, height - 1 - y)], grain[(y + down) & 255]
        if lit[row] or lit[row + 1]:
            added = mixed
            far = np.int64(min((place - row) * 65536, 65535.0))
            mix_words(added, wide[row], wide[row + 1], far, blocks)
            for x in range(blocks * BLOCK, width):
                added[x] = (wide[row, x] * (65535 - far) >> 16) + (wide[row + 1, x] * far >> 16)
        if gain != 256:
            for x in range(width):
                faded[x] = shade[x] * gain >> 8
            for x in range(across, across + width):
                fainter[x] = tooth[x] * gain >> 8
            shade, tooth = faded, fainter
        finish_luma(out[y], luma[y], added, shade, tooth, across, blocks)
        for x in range(blocks * BLOCK, width):
            light = min(max(luma[y, x], 4096) - 4096 + added[x], 65535)
            value = ((light * shade[x] >> 16) + tooth[across + x] + 4096 + 128) >> 8
            out[y, x] = min(max(value, 16), 235)


@njit(cache=True, nogil=True)
def _write_chroma(chroma: Any, out: Any, vignette: Any, gain: int) -> None:
    height, width = chroma.shape
    faded = np.zeros(width, np.uint16)
    blocks = width // BLOCK
    for y in range(height):
        shade = vignette[min(y, height - 1 - y)]
        if gain != 256:
            for x in range(width):
                faded[x] = shade[x] * gain >> 8
            shade = faded
        finish_chroma(out[y], chroma[y], shade, blocks)
        for x in range(blocks * BLOCK, width):
            value = ((chroma[y, x] * shade[x] >> 16) + ((65535 - shade[x]) >> 1) + 128) >> 8
            out[y, x] = min(max(value, 16), 240)


def mix(under: Canvas, over: Canvas, share: float) -> None:
    """Cross-fade: `under` becomes `share` of `over` and the rest of itself."""
    weight = round(256 * min(max(share, 0.0), 1.0))
    for below, above in ((under.y, over.y), (under.u, over.u), (under.v, over.v)):
        _mix(below, above, weight)


@njit(cache=True, nogil=True)
def _mix(below: Any, above: Any, weight: int) -> None:
    height, width = below.shape
    share, rest = np.uint32(weight), np.uint32(256 - weight)
    for y in range(height):
        under, over = below[y], above[y]
        for x in range(width):
            under[x] = np.uint16((under[x] * rest + over[x] * share) >> np.uint32(8))


def add_halo(canvas: Canvas, x: float, y: float, radius: float, colour: str, strength: float) -> None:
    """Add light that falls off from (`x`, `y`) in frame pixels to nothing at `radius`."""
    luma, u, v = yuv_of(colour)
    if radius < 1 or strength <= 0:
        return
    _halo(canvas.y, x, y, radius, strength * (luma - 16) * 256, 60160)
    _halo(canvas.u, x / 2, y / 2, radius / 2, strength * (u - 128) * 256, 61440)
    _halo(canvas.v, x / 2, y / 2, radius / 2, strength * (v - 128) * 256, 61440)


@njit(cache=True, nogil=True)
def _halo(out: Any, cx: float, cy: float, radius: float, amount: float, most: int) -> None:
    height, width = out.shape
    scale = np.float32(1 / (radius * radius))
    one, add, highest = np.float32(1), np.float32(amount), np.float32(most)
    for y in range(max(0, int(cy - radius)), min(height, int(cy + radius) + 1)):
        off_y = np.float32(y + 0.5 - cy)
        half = np.sqrt(max(radius * radius - (y + 0.5 - cy) * (y + 0.5 - cy), 0.0))
        left, right = max(0, int(cx - half)), min(width, int(cx + half) + 1)
        if right <= left:
            continue
        row = out[y, left:right]
        start = np.float32(left + 0.5 - cx)
        for x in range(right - left):
            off_x = np.float32(x) + start
            near = max(one - (off_x * off_x + off_y * off_y) * scale, np.float32(0))
            fall = near * near
            fall = fall * (np.float32(0.35) + np.float32(0.65) * fall * fall)
            row[x] = np.uint16(min(max(np.float32(row[x]) + add * fall, np.float32(4096)), highest))


Dots = NDArray[np.float32]
"""One row a dot: x, y (frame pixels), radius along, radius across, angle (radians), Y, U, V (0..255), alpha, softness
(0 a hard edge, 1 soft to the middle)."""


def draw_dots(canvas: Canvas, dots: Dots) -> None:
    """Blend soft turned ellipses over the canvas, in order."""
    if len(dots):
        _dots(canvas.y, canvas.u, canvas.v, np.ascontiguousarray(dots, np.float32))


@njit(cache=True, nogil=True)
def touch_tiles(touched: Any, dots: Any) -> None:
    """Set `touched` for every tile of a frame that these dots may change, in luma or in colour."""
    rows, columns = touched.shape
    for number in range(dots.shape[0]):
        dot = dots[number]
        reach = np.float32(0)
        for scale in (np.float32(1), np.float32(0.5)):
            outer = _turned(dot, scale)[4]
            reach = max(reach, outer * max(dot[2], dot[3], np.float32(0.3) / scale))
        reach += np.float32(3)
        top, bottom = int(np.floor((dot[1] - reach) / TILE_ROWS)), int(np.floor((dot[1] + reach) / TILE_ROWS)) + 1
        left, right = int(np.floor((dot[0] - reach) / TILE)), int(np.floor((dot[0] + reach) / TILE)) + 1
        touched[max(top, 0) : min(max(bottom, 0), rows), max(left, 0) : min(max(right, 0), columns)] = True
    # A kernel goes over what lies between tiles that are this near to each other.
    for row in range(rows):
        last = -JOINED - 2
        for column in range(columns):
            if touched[row, column]:
                if column - last - 1 <= JOINED:
                    touched[row, last + 1 : column] = True
                last = column


_SMOOTH_PX = 6.0
"""A dot whose edge is this soft is worked out at every other pixel of a row, and once for light and colour together."""


@njit(cache=True, nogil=True)
def _dots(luma: Any, chroma_u: Any, chroma_v: Any, dots: Any) -> None:
    cover = np.zeros((2, luma.shape[1] // 2 + 2), np.float32)
    for row in range(dots.shape[0]):
        dot = dots[row]
        if dot[9] * min(dot[2], dot[3]) >= np.float32(_SMOOTH_PX):
            _soft_dot(luma, chroma_u, chroma_v, dot, cover)
            continue
        _dot(luma, dot, 5, np.float32(1))
        _dot(chroma_u, dot, 6, np.float32(0.5))
        _dot(chroma_v, dot, 7, np.float32(0.5))


@njit(cache=True, nogil=True)
def _turned(dot: Any, scale: Any) -> Any:
    """Of a dot in pixels of `scale` luma pixels: what a step right and one down are along and across it, and its edge.

    All in its own radii: where the edge ends, and one over how wide it is.
    """
    along, across = max(dot[2] * scale, np.float32(0.3)), max(dot[3] * scale, np.float32(0.3))
    softness = max(dot[9], np.float32(0.02))
    cos, sin = np.cos(dot[4]), np.sin(dot[4])
    # An edge of one pixel, so that a thin streak does not sparkle.
    edge = max(softness, np.float32(1) / min(along, across))
    outer = np.float32(1) - softness + edge
    return cos / along, sin / along, -sin / across, cos / across, outer, np.float32(1) / edge


@njit(cache=True, nogil=True)
def _rows_of(turned: Any, centre: Any, height: int) -> tuple[int, int]:
    """First and one past the last row that a dot touches."""
    right_along, down_along, right_across, down_across, outer, _ = turned
    area = abs(right_along * down_across - down_along * right_across)
    reach = outer * np.sqrt(right_along * right_along + right_across * right_across) / area
    return max(0, int(np.floor(centre - reach))), min(height, int(np.floor(centre + reach)) + 1)


@njit(cache=True, nogil=True)
def _columns_of(turned: Any, centre: Any, off_y: Any, width: int) -> tuple[int, int]:
    """The same of the columns in the row that is `off_y` below the dot's middle."""
    right_along, down_along, right_across, down_across, outer, _ = turned
    square = right_along * right_along + right_across * right_across
    middle = -(right_along * down_along + right_across * down_across) * off_y / square
    down = down_along * down_along + down_across * down_across
    room = middle * middle - (down * off_y * off_y - outer * outer) / square
    if room <= 0:
        return 0, 0
    reach = np.sqrt(room)
    left, right = int(np.floor(centre + middle - reach)), int(np.floor(centre + middle + reach)) + 1
    return max(0, left), min(width, right)


@njit(cache=True, nogil=True)
def _cover(out: Any, turned: Any, start: Any, off_y: Any, step: Any, alpha: Any) -> None:
    """How much a dot covers of `len(out)` places in a row, the first of them `start` right of its middle."""
    right_along, down_along, right_across, down_across, outer, per_edge = turned
    p, q = start * right_along + off_y * down_along, start * right_across + off_y * down_across
    step_p, step_q = step * right_along, step * right_across
    zero, one = np.float32(0), np.float32(1)
    for x in range(len(out)):
        off = np.float32(x)
        along, across = p + off * step_p, q + off * step_q
        cover = min(one, max(zero, (outer - np.sqrt(along * along + across * across)) * per_edge))
        out[x] = cover * cover * (np.float32(3) - np.float32(2) * cover) * alpha


@njit(cache=True, nogil=True)
def _dot(out: Any, dot: Any, channel: int, scale: Any) -> None:
    height, width = out.shape
    turned = _turned(dot, scale)
    cx, cy = dot[0] * scale, dot[1] * scale
    value = dot[channel] * np.float32(256)
    half, one = np.float32(0.5), np.float32(1)
    cover = np.empty(width, np.float32)
    top, bottom = _rows_of(turned, cy, height)
    for y in range(top, bottom):
        off_y = np.float32(y) + half - cy
        left, right = _columns_of(turned, cx, off_y, width)
        if right <= left:
            continue
        seen, line = cover[: right - left], out[y, left:right]
        _cover(seen, turned, np.float32(left) + half - cx, off_y, one, dot[8])
        for x in range(right - left):
            under = np.float32(line[x])
            line[x] = np.uint16(under + (value - under) * seen[x])


@njit(cache=True, nogil=True)
def _soft_dot(luma: Any, chroma_u: Any, chroma_v: Any, dot: Any, cover: Any) -> None:
    """Two rows of luma, and one of U and V, at a time. `cover` is room for two rows, with one more at both ends."""
    half_height, half_width = chroma_u.shape
    turned = _turned(dot, np.float32(1))
    cx, cy = dot[0], dot[1]
    light, u, v = dot[5] * np.float32(256), dot[6] * np.float32(256), dot[7] * np.float32(256)
    half, most, less, two = np.float32(0.5), np.float32(0.75), np.float32(0.25), np.float32(2)
    top, bottom = _rows_of(turned, cy, half_height * 2)
    for y in range(top // 2, (bottom + 1) // 2):
        off_y = np.float32(2 * y) + half - cy
        left, right = _columns_of(turned, cx, off_y, half_width * 2)
        lower_left, lower_right = _columns_of(turned, cx, off_y + np.float32(1), half_width * 2)
        if lower_right > lower_left:
            upper = right > left
            left = min(left, lower_left) if upper else lower_left
            right = max(right, lower_right) if upper else lower_right
        if right <= left:
            continue
        left, right = left // 2, (right + 1) // 2
        start = np.float32(2 * left - 1) - cx
        for row in range(2):
            seen = cover[row, : right - left + 2]
            _cover(seen, turned, start, off_y + np.float32(row), two, dot[8])
            line = luma[2 * y + row, 2 * left : 2 * right]
            for x in range(right - left):
                first = seen[x + 1] * most + seen[x] * less
                second = seen[x + 1] * most + seen[x + 2] * less
                under, after = np.float32(line[2 * x]), np.float32(line[2 * x + 1])
                line[2 * x] = np.uint16(under + (light - under) * first)
                line[2 * x + 1] = np.uint16(after + (light - after) * second)
        upper, lower = cover[0, 1 : right - left + 1], cover[1, 1 : right - left + 1]
        line_u, line_v = chroma_u[y, left:right], chroma_v[y, left:right]
        for x in range(right - left):
            share = (upper[x] + lower[x]) * half
            under_u, under_v = np.float32(line_u[x]), np.float32(line_v[x])
            line_u[x] = np.uint16(under_u + (u - under_u) * share)
            line_v[x] = np.uint16(under_v + (v - under_v) * share)
