"""The kernel that lays one plane of a Texture over one plane of a Canvas: a separable bilinear warp and a blend.

Where a texture is about as large as it is seen, the warp along a row is a sum of few taps on neighbouring pixels in
blocks of `BLOCK`, which processors do many at a time; elsewhere every pixel looks its two neighbours up. Whole integers
throughout: the same bytes on every machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipeline.picture.lanes import BLOCK, MOST_TAPS, blend_blocks, mix_blocks, sum_five, sum_four, sum_most, sum_three

TILE = 32
"""Side of a tile across, in luma pixels; `TILE_ROWS` down. Chroma planes have the same tiles at half the pixels."""
TILE_ROWS = 16
JOINED = 2
"""So few tiles between two mixed ones are laid with them: beginning anew costs more."""
EMPTY, MIXED, SOLID = 0, 1, 2
"""What a tile of the frame sees of a texture: nothing that stays visible, something, only opaque pixels."""

_PAD = 64
"""Edge pixels repeated on both sides of a row."""

Tiles = NDArray[np.uint8]


@njit(cache=True, nogil=True)
def _sum_taps(out: Any, at: int, source: Any, starts: Any, weights: Any, first: int, last: int, taps: int) -> None:
    if taps <= 3:
        sum_three(out, at, source, starts, weights, first, last)
    elif taps == 4:
        sum_four(out, at, source, starts, weights, first, last)
    elif taps == 5:
        sum_five(out, at, source, starts, weights, first, last)
    else:
        sum_most(out, at, source, starts, weights, first, last)


@njit(cache=True, nogil=True)
def _taps(width: int, source_width: int, origin: float, step: float, strength: int) -> tuple[Any, Any, int]:
    """For every block of columns: where its taps start in the padded row, their weights, how many taps; 0 is too many.

    A column's position in the source is `(x + .5) * step + origin - .5`; its weights add up to `strength` of 256.
    """
    blocks = (width + BLOCK - 1) // BLOCK
    start = np.zeros(blocks, np.int64)
    weights = np.zeros((blocks, MOST_TAPS, BLOCK), np.uint16)
    most = 0
    whole_weight = min(strength * 256, 65535)
    last = source_width + 2 * _PAD - BLOCK - MOST_TAPS
    for block in range(blocks):
        least = 1 << 40
        greatest = -(1 << 40)
        for k in range(BLOCK):
            offset = int(np.floor((block * BLOCK + k + 0.5) * step + origin - 0.5)) - k
            least = min(least, offset)
            greatest = max(greatest, offset)
        if greatest - least + 2 > MOST_TAPS:
            return start, weights, 0
        most = max(most, greatest - least + 2)
        for k in range(BLOCK):
            position = (block * BLOCK + k + 0.5) * step + origin - 0.5
            whole = int(np.floor(position))
            share = int((position - whole) * whole_weight + 0.5)
            tap = whole - k - least
            weights[block, tap, k] = whole_weight - share
            weights[block, tap + 1, k] = share
        # Beyond its padding a texture is not seen; the bounds only keep the taps inside the row.
        start[block] = min(max(least + _PAD, 0), last)
    return start, weights, most


@njit(cache=True, nogil=True)
def _lookup(width: int, source_width: int, origin: float, step: float, strength: int) -> tuple[Any, Any]:
    """For every column its left source column and the weight of the next, of `strength`; edges repeat."""
    index = np.empty(width, np.uint32)
    weight = np.empty(width, np.uint32)
    for x in range(width):
        position = min(max((x + 0.5) * step + origin - 0.5, 0.0), source_width - 1.0)
        left = min(int(position), source_width - 2)
        index[x] = left
        weight[x] = np.uint32((position - left) * strength + 0.5)
    return index, weight


@njit(cache=True, nogil=True)
def _look_up(out: Any, source: Any, index: Any, weight: Any, start: int, end: int, strength: int) -> None:
    for x in range(start, end):
        at = index[x] + np.uint32(_PAD)
        share = weight[x]
        rest = np.uint32(strength) - share
        out[x] = np.uint16((source[at] * rest + source[at + np.uint32(1)] * share) >> np.uint32(8))


@njit(cache=True, nogil=True)
def _mix_rows(out: Any, upper: Any, lower: Any, low: int, left: int, right: int) -> None:
    """Columns `left` to `right` (they may lie outside: edges repeat) between two rows, into the padded `out`."""
    width = upper.shape[0]
    near, far = np.uint32(256 - low), np.uint32(low)
    first, last = max(left, 0), min(right, width)
    blocks = max(last - first, 0) // BLOCK
    mix_blocks(out, first + _PAD, upper, lower, first, low, blocks)
    for x in range(first + blocks * BLOCK, last):
        out[x + _PAD] = np.uint16(upper[x] * near + lower[x] * far)
    for x in range(left, min(first, right)):
        out[x + _PAD] = np.uint16(upper[0] * near + lower[0] * far)
    for x in range(max(last, left), right):
        out[x + _PAD] = np.uint16(upper[width - 1] * near + lower[width - 1] * far)


@njit(cache=True, nogil=True)
def _reach(span: Any, row: int, origin: float, step: float, width: int) -> tuple[int, int]:
    """Frame columns that the texture's rows `row` and `row + 1` touch."""
    left = min(span[row, 0], span[row + 1, 0])
    right = max(span[row, 1], span[row + 1, 1])
    if right <= left:
        return 0, 0
    start = int(np.floor((left - 1 + 0.5 - origin) / step - 0.5))
    end = int(np.ceil((right + 0.5 - origin) / step - 0.5)) + 1
    return max(0, start), min(width, end)


@njit(cache=True, nogil=True)
def lay_plane(  # noqa: C901, PLR0912, PLR0915 - one pass over the rows
    outs: Any,
    values: Any,
    alpha: Any,
    spans: Any,
    x0: float,
    y0: float,
    step: float,
    strength: int,
    tiles: Any,
    half: int,
) -> None:
    """Blend `values` (premultiplied by `alpha`) over `outs` where `tiles` asks for it: one plane or more of one size.

    A frame pixel's place in the source is `(x + .5) * step + x0 - .5`; `strength` of 256; `half` 1 for chroma planes.
    """
    height, width = outs[0].shape
    source_height, source_width = alpha.shape
    tile_width, tile_rows = TILE >> half, TILE_ROWS >> half
    first_x = max(0, int(np.ceil((-0.5 - x0) / step - 0.5)))
    last_x = min(width, int(np.floor((source_width + 0.5 - x0) / step - 0.5)) + 1)
    first_band, last_band = _bands(tiles)
    if last_band <= first_band:
        return
    starts, weights, taps = _taps(width, source_width, x0, step, strength)
    beyond = x0 + 0.5 * step - 0.5 < -_PAD + BLOCK or (width - 0.5) * step + x0 > source_width + _PAD - 2 * BLOCK
    if beyond and spans[0, 0] == 0 and spans[0, 1] == source_width:
        # A row that reaches both edges repeats them further than the padding goes.
        taps = 0
    index, weight = _lookup(width if taps == 0 else 1, source_width, x0, step, strength)
    mixed = np.zeros(source_width + 2 * _PAD + BLOCK, np.uint16)
    padded = (width + BLOCK - 1) // BLOCK * BLOCK
    total = np.zeros(padded, np.uint16)
    cover = np.zeros(padded, np.uint16)
    columns = tiles.shape[1]
    runs = np.empty((columns, 3), np.int64)
    for band in range(first_band, last_band):
        count = 0
        for column in range(columns):
            kind = tiles[band, column]
            if count and runs[count - 1, 2] == kind:
                runs[count - 1, 1] = min((column + 1) * tile_width, width)
            else:
                runs[count, 0] = column * tile_width
                runs[count, 1] = min((column + 1) * tile_width, width)
                runs[count, 2] = kind
                count += 1
        count = _joined(runs, count, JOINED * tile_width)
        if count == 1 and runs[0, 2] == EMPTY:
            continue
        for y in range(band * tile_rows, min((band + 1) * tile_rows, height)):
            position = (y + 0.5) * step + y0 - 0.5
            outside = position <= -1.0 or position >= source_height
            position = min(max(position, 0.0), source_height - 1.0)
            row = min(int(position), source_height - 2)
            low = int((position - row) * 256 + 0.5)
            seen_from, seen_to = _reach(spans, row, x0, step, width)
            if outside:
                seen_to = 0
            seen_from, seen_to = max(seen_from, first_x), min(seen_to, last_x)
            first, last, first_a, last_a = width, 0, width, 0
            for run in range(count):
                start, end = runs[run, 0], runs[run, 1]
                if runs[run, 2] == MIXED:
                    start, end = max(start, seen_from), min(end, seen_to)
                    if end > start:
                        first_a, last_a = min(first_a, start), max(last_a, end)
                if runs[run, 2] != EMPTY and end > start:
                    first, last = min(first, start), max(last, end)
            if last <= first:
                continue
            if last_a > first_a:
                left, right = _sources(starts, taps, index, first_a, last_a)
                _mix_rows(mixed, alpha[row], alpha[row + 1], low, left, right)
                for run in range(count):
                    start, end = max(runs[run, 0], seen_from), min(runs[run, 1], seen_to)
                    if runs[run, 2] != MIXED or end <= start:
                        continue
                    if taps == 0:
                        _look_up(cover, mixed, index, weight, start, end, strength)
                    else:
                        begin, finish = start // BLOCK, (end + BLOCK - 1) // BLOCK
                        _sum_taps(cover, begin * BLOCK, mixed, starts, weights, begin, finish, taps)
            left, right = _sources(starts, taps, index, first, last)
            line = y * width
            for plane in range(len(outs)):
                value, flat = values[plane], outs[plane].reshape(-1)
                _mix_rows(mixed, value[row], value[row + 1], low, left, right)
                for run in range(count):
                    start, end, kind = runs[run, 0], runs[run, 1], runs[run, 2]
                    if kind == MIXED:
                        start, end = max(start, seen_from), min(end, seen_to)
                    if kind == EMPTY or end <= start:
                        continue
                    # Whole blocks at once, the pixels before and after them one by one.
                    begin, finish = start // BLOCK, (end + BLOCK - 1) // BLOCK
                    inner, outer = (start + BLOCK - 1) // BLOCK, end // BLOCK
                    if taps == 0:
                        _look_up(total, mixed, index, weight, start, end, strength)
                    elif kind == SOLID and outer > inner:
                        _sum_taps(flat, line + inner * BLOCK, mixed, starts, weights, inner, outer, taps)
                        _sum_taps(total, begin * BLOCK, mixed, starts, weights, begin, inner, taps)
                        _sum_taps(total, outer * BLOCK, mixed, starts, weights, outer, finish, taps)
                        _copy(flat, line, total, start, inner * BLOCK)
                        _copy(flat, line, total, outer * BLOCK, end)
                        continue
                    else:
                        _sum_taps(total, begin * BLOCK, mixed, starts, weights, begin, finish, taps)
                    if kind == SOLID:
                        _copy(flat, line, total, start, end)
                    elif outer > inner:
                        blend_blocks(flat, line + inner * BLOCK, total, cover, inner * BLOCK, outer - inner)
                        _blend(flat, line, total, cover, start, inner * BLOCK)
                        _blend(flat, line, total, cover, outer * BLOCK, end)
                    else:
                        _blend(flat, line, total, cover, start, end)


@njit(cache=True, nogil=True)
def _bands(tiles: Any) -> tuple[int, int]:
    """First and one past the last row of tiles that are not all empty."""
    first, last = tiles.shape[0], 0
    for band in range(tiles.shape[0]):
        for column in range(tiles.shape[1]):
            if tiles[band, column] != EMPTY:
                first, last = min(first, band), band + 1
                break
    return first, last


@njit(cache=True, nogil=True)
def _sources(starts: Any, taps: int, index: Any, first: int, last: int) -> tuple[int, int]:
    """First and one past the last column of the source that frame columns `first` to before `last` are made of."""
    if taps:
        return int(starts[first // BLOCK]) - _PAD, int(starts[(last - 1) // BLOCK]) - _PAD + taps + BLOCK
    return int(index[first]), int(index[last - 1]) + 2


@njit(cache=True, nogil=True)
def _joined(runs: Any, count: int, short: int) -> int:
    """Runs with the short ones that lie between two mixed ones made mixed too: beginning anew costs more."""
    kept = 0
    for run in range(count):
        between = 0 < run < count - 1 and runs[run - 1, 2] == MIXED and runs[run + 1, 2] == MIXED
        kind = MIXED if between and runs[run, 1] - runs[run, 0] <= short else runs[run, 2]
        if kept and runs[kept - 1, 2] == kind:
            runs[kept - 1, 1] = runs[run, 1]
        else:
            runs[kept, 0], runs[kept, 1], runs[kept, 2] = runs[run, 0], runs[run, 1], kind
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def _copy(flat: Any, line: int, total: Any, start: int, end: int) -> None:
    into, summed = flat[line + start : line + end], total[start:end]
    for x in range(end - start):
        into[x] = summed[x]


@njit(cache=True, nogil=True)
def _blend(flat: Any, line: int, total: Any, cover: Any, start: int, end: int) -> None:
    for x in range(start, end):
        keep = np.uint32(65535) - (np.uint32(cover[x]) + (np.uint32(cover[x]) >> np.uint32(8)))
        flat[line + x] = np.uint16(np.uint32(total[x]) + (np.uint32(flat[line + x]) * keep >> np.uint32(16)))


# ----------------------------------------------------------------------------------------- what tiles see of a texture

CELL = 16
"""Side of the cells in which a texture's least and greatest alpha are known."""


def alpha_cells(alpha: Any, half_alpha: Any) -> tuple[Tiles, Tiles]:
    """The least and the greatest alpha of every cell of a texture, both its planes of alpha counted."""
    shape = (-(-alpha.shape[0] // CELL), -(-alpha.shape[1] // CELL))
    least, most = np.full(shape, 255, np.uint8), np.zeros(shape, np.uint8)
    _cells(alpha, least, most, CELL)
    _cells(half_alpha, least, most, CELL // 2)
    return least, most


@njit(cache=True, nogil=True)
def _cells(alpha: Any, least: Any, most: Any, side: int) -> None:
    height, width = alpha.shape
    low, high = np.empty(width, np.uint8), np.empty(width, np.uint8)
    for row in range(least.shape[0]):
        low[:], high[:] = 255, 0
        for y in range(row * side, min(row * side + side, height)):
            line = alpha[y]
            for x in range(width):
                low[x] = min(low[x], line[x])
                high[x] = max(high[x], line[x])
        for column in range(least.shape[1]):
            for x in range(column * side, min(column * side + side, width)):
                least[row, column] = min(least[row, column], low[x])
                most[row, column] = max(most[row, column], high[x])


@njit(cache=True, nogil=True)
def see_tiles(tiles: Any, least: Any, most: Any, width: int, height: int, x0: float, y0: float, step: float) -> None:
    """Set `tiles` to what each sees of a texture of `width` x `height` laid as `lay_plane` does; never too little."""
    tiles[:] = EMPTY
    rows, columns = tiles.shape
    # Those that the texture may touch at all.
    upper, lower = int(np.floor((-4 - y0) / (TILE_ROWS * step))), int(np.ceil((height + 4 - y0) / (TILE_ROWS * step)))
    before, after = int(np.floor((-4 - x0) / (TILE * step))), int(np.ceil((width + 4 - x0) / (TILE * step)))
    for down in range(max(upper, 0), min(lower, rows)):
        # Two pixels more each way: bilinear neighbours, and chroma's own.
        top = int(np.floor(down * TILE_ROWS * step + y0)) - 3
        bottom = int(np.ceil((down + 1) * TILE_ROWS * step + y0)) + 3
        first_row, last_row = max(top, 0) // CELL, (min(bottom, height) + CELL - 1) // CELL
        for across in range(max(before, 0), min(after, columns)):
            left = int(np.floor(across * TILE * step + x0)) - 3
            right = int(np.ceil((across + 1) * TILE * step + x0)) + 3
            inside = top >= 0 and left >= 0 and bottom <= height and right <= width
            low, high = np.uint8(255) if inside else np.uint8(0), np.uint8(0)
            first, last = max(left, 0) // CELL, (min(right, width) + CELL - 1) // CELL
            for row in range(first_row, last_row):
                for column in range(first, last):
                    low = min(low, least[row, column])
                    high = max(high, most[row, column])
                if low == 0 and high > 0:
                    break
            tiles[down, across] = EMPTY if high == 0 else SOLID if low == 255 else MIXED
