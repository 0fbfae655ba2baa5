"""Pictures in BT.709 limited-range YUV, premultiplied, and the kernels that move and mix them.

A Texture holds 8-bit planes: Y and A at full size, U, V and A again at half. Every value is multiplied by alpha, the
16 of luma and the 128 of chroma included, so that scaling, blending and fading are plain linear sums and no colour is
converted per frame. A Canvas adds up the frame in 8.8 fixed point and is rounded once, with grain, at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipeline.picture.warp import MIXED, SOLID, TILE, TILE_ROWS, Tiles, alpha_cells, lay_plane, see_tiles

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint16]

KR, KB = 0.2126, 0.0722
_KG = 1.0 - KR - KB


@lru_cache(maxsize=256)
def yuv_of(colour: str) -> tuple[float, float, float]:
    """`RRGGBB` (sRGB) as limited-range Y, U, V in 0..255."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    luma = KR * red + _KG * green + KB * blue
    return (
        16 + 219 * luma,
        128 + 224 * (blue - luma) / (2 * (1 - KB)),
        128 + 224 * (red - luma) / (2 * (1 - KR)),
    )


@dataclass(frozen=True, slots=True)
class Texture:
    """A picture ready for mixing.

    `spans` is, for every row of Y, the first and one past the last column with any alpha; `half_spans` the same for the
    half-size planes; `opaque` that alpha is 255 everywhere; `cells` the least and the greatest alpha of its parts, to
    know what it hides.
    """

    y: Bytes
    a: Bytes
    u: Bytes
    v: Bytes
    half_a: Bytes
    spans: NDArray[np.int32]
    half_spans: NDArray[np.int32]
    opaque: bool
    cells: tuple[Tiles, Tiles]

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.y.shape[0])


@dataclass(frozen=True, slots=True)
class Canvas:
    """A frame being added up: 8.8 fixed point Y, and U and V at half size."""

    y: Words
    u: Words
    v: Words

    @classmethod
    def black(cls, width: int, height: int) -> Canvas:
        """A black frame of even size."""
        canvas = cls(
            np.empty((height, width), np.uint16),
            np.empty((height // 2, width // 2), np.uint16),
            np.empty((height // 2, width // 2), np.uint16),
        )
        canvas.clear()
        return canvas

    def clear(self) -> None:
        """Back to black."""
        self.y[:] = 16 << 8
        self.u[:] = 128 << 8
        self.v[:] = 128 << 8

    def take(self, other: Canvas) -> None:
        """Become a copy of another canvas of the same size."""
        np.copyto(self.y, other.y)
        np.copyto(self.u, other.u)
        np.copyto(self.v, other.v)

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.y.shape[0])

    @property
    def tiles(self) -> tuple[int, int]:
        """Tiles down and across."""
        return -(-self.height // TILE_ROWS), -(-self.width // TILE)


def texture_of(pixels: Bytes, *, premultiplied: bool, red_first: bool = False) -> Texture:
    """BGRA, or RGBA if `red_first`, (height, width, 4), 8 bits, sRGB, as a Texture.

    Odd sizes lose their last row or column.
    """
    height, width = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    y, a = np.empty((height, width), np.uint8), np.empty((height, width), np.uint8)
    half = (height // 2, width // 2)
    u, v, half_a = np.empty(half, np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8)
    spans, half_spans = np.empty((height, 2), np.int32), np.empty((height // 2, 2), np.int32)
    opaque = _convert(pixels, premultiplied, 0 if red_first else 2, y, a, u, v, half_a, spans, half_spans)
    return Texture(y, a, u, v, half_a, spans, half_spans, bool(opaque), alpha_cells(a, half_a))


@njit(cache=True, nogil=True)
def _convert(
    pixels: Any,
    premultiplied: Any,
    red_at: int,
    y: Any,
    a: Any,
    u: Any,
    v: Any,
    half_a: Any,
    spans: Any,
    half_spans: Any,
) -> bool:
    height, width = y.shape
    opaque = True
    for pair in range(height // 2):
        first = [width, width]
        last = [0, 0]
        for half in range(width // 2):
            sum_u = np.float32(0)
            sum_v = np.float32(0)
            sum_a = 0
            for row in range(2):
                for column in range(2):
                    at_y, at_x = pair * 2 + row, half * 2 + column
                    alpha = pixels[at_y, at_x, 3]
                    a[at_y, at_x] = alpha
                    if alpha == 0:
                        y[at_y, at_x] = 0
                        opaque = False
                        continue
                    if alpha != 255:
                        opaque = False
                    scale = np.float32(1.0 / 255) if premultiplied else np.float32(alpha) / np.float32(65025)
                    blue = np.float32(pixels[at_y, at_x, 2 - red_at]) * scale
                    green = np.float32(pixels[at_y, at_x, 1]) * scale
                    red = np.float32(pixels[at_y, at_x, red_at]) * scale
                    luma = np.float32(0.2126) * red + np.float32(0.7152) * green + np.float32(0.0722) * blue
                    share = np.float32(alpha) / np.float32(255)
                    y[at_y, at_x] = np.uint8(np.float32(219) * luma + np.float32(16) * share + np.float32(0.5))
                    sum_u += np.float32(120.7157) * (blue - luma) + np.float32(128) * share
                    sum_v += np.float32(142.2403) * (red - luma) + np.float32(128) * share
                    sum_a += alpha
                    first[row] = min(first[row], at_x)
                    last[row] = max(last[row], at_x + 1)
            u[pair, half] = np.uint8(sum_u * np.float32(0.25) + np.float32(0.5))
            v[pair, half] = np.uint8(sum_v * np.float32(0.25) + np.float32(0.5))
            half_a[pair, half] = np.uint8((sum_a + 2) >> 2)
        for row in range(2):
            spans[pair * 2 + row, 0] = first[row]
            spans[pair * 2 + row, 1] = last[row]
        half_spans[pair, 0] = min(first[0], first[1]) // 2
        half_spans[pair, 1] = (max(last[0], last[1]) + 1) // 2
    return opaque


def lay(
    canvas: Canvas,
    texture: Texture,
    left: float,
    top: float,
    scale: float,
    opacity: float = 1.0,
    tiles: Tiles | None = None,
) -> None:
    """Blend a texture over the canvas.

    Its upper left corner goes to (`left`, `top`) in frame pixels, each of its pixels covers `scale` frame pixels.
    Bilinear, to 1/256 of a pixel. Outside itself a texture is transparent, or, if opaque, repeats its edge. `tiles`
    says which tiles of the frame (see `pipeline.picture.warp`) need it; all that see it, if left out.
    """
    strength = round(256 * opacity)
    if strength <= 0:
        return
    step = 1.0 / scale
    x0, y0 = -left * step, -top * step
    if tiles is None:
        tiles = seen_tiles(canvas, texture, left, top, scale)
    if strength < 256:
        tiles = np.minimum(tiles, np.uint8(MIXED))
    lay_plane((canvas.y,), (texture.y,), texture.a, texture.spans, x0, y0, step, strength, tiles, 0)
    # A chroma sample covers two pixels each way; its middle lies half a pixel further in than luma's.
    outs, values = (canvas.u, canvas.v), (texture.u, texture.v)
    lay_plane(outs, values, texture.half_a, texture.half_spans, x0 / 2, y0 / 2, step, strength, tiles, 1)


def seen_tiles(canvas: Canvas, texture: Texture, left: float, top: float, scale: float) -> Tiles:
    """What every tile of a frame sees of a texture that is laid so."""
    if texture.opaque:
        return np.full(canvas.tiles, SOLID, np.uint8)
    tiles, step = np.empty(canvas.tiles, np.uint8), 1 / scale
    see_tiles(tiles, *texture.cells, texture.width, texture.height, -left * step, -top * step, step)
    return tiles
