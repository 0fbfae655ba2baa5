from __future__ import annotations

import numpy as np
import pytest

from pipeline.picture.focus import patched, resized, trimmed
from pipeline.picture.warp import EMPTY, MIXED, SOLID, alpha_cells, see_tiles
from pipeline.picture.yuv import Canvas, Texture, lay, texture_of

WIDTH, HEIGHT = 200, 120


def _picture(seed: int, *, holes: bool) -> Texture:
    """A soft random picture, opaque, or with a clear, a whole and a half-clear region."""
    rng = np.random.default_rng(seed)
    pixels = np.kron(rng.integers(0, 255, (12, 18, 4)), np.ones((16, 16, 1))).astype(np.uint8)
    pixels[..., 3] = 255
    if holes:
        pixels[:96, :140, 3] = 0
        pixels[96:150, 60:200, 3] = 128
    return texture_of(pixels, premultiplied=False)


def _plain(
    texture: Texture, left: float, top: float, scale: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The luma that laying should give on black, pixel by pixel in floating point."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    at_x, at_y = (x + 0.5 - left) / scale - 0.5, (y + 0.5 - top) / scale - 0.5
    seen = (at_x > -1) & (at_x < texture.width) & (at_y > -1) & (at_y < texture.height)
    at_x, at_y = np.clip(at_x, 0, texture.width - 1), np.clip(at_y, 0, texture.height - 1)
    x0, y0 = np.minimum(at_x.astype(int), texture.width - 2), np.minimum(at_y.astype(int), texture.height - 2)
    fx, fy = at_x - x0, at_y - y0

    def read(
        plane: np.ndarray[tuple[int, int], np.dtype[np.uint8]],
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        upper = plane[y0, x0] * (1 - fx) + plane[y0, x0 + 1] * fx
        lower = plane[y0 + 1, x0] * (1 - fx) + plane[y0 + 1, x0 + 1] * fx
        mixed: np.ndarray[tuple[int, int], np.dtype[np.float64]] = upper * (1 - fy) + lower * fy
        return mixed

    return np.where(seen | texture.opaque, read(texture.y) + 16 * (1 - read(texture.a) / 255), 16.0)


@pytest.mark.parametrize("holes", [False, True])
@pytest.mark.parametrize("scale", [0.31, 0.8, 0.97, 1.0, 1.031, 1.2, 3.7])
def test_a_warp_is_the_bilinear_one(scale: float, holes: bool) -> None:
    texture = _picture(3, holes=holes)
    canvas = Canvas.black(WIDTH, HEIGHT)
    lay(canvas, texture, -13.37, -9.81, scale)
    # Eight bits of weight down the rows: a pixel may be off by the step between its neighbours over 256.
    assert np.abs(canvas.y / 256 - _plain(texture, -13.37, -9.81, scale)).max() <= 1.5


@pytest.mark.parametrize("place", [(-13.3, -7.9), (-60.0, -50.5), (40.2, 30.4)])
def test_tiles_that_are_left_out_change_nothing(place: tuple[float, float]) -> None:
    under, over = _picture(5, holes=False), _picture(3, holes=True)
    whole, tiled = Canvas.black(WIDTH, HEIGHT), Canvas.black(WIDTH, HEIGHT)
    lay(whole, under, -20, -20, 1.1)
    lay(whole, over, *place, 0.97)
    tiles = np.empty(tiled.tiles, np.uint8)
    step = 1 / 0.97
    see_tiles(
        tiles, *alpha_cells(over.a, over.half_a), over.width, over.height, -place[0] * step, -place[1] * step, step
    )
    assert (tiles == MIXED).any()
    lay(tiled, under, -20, -20, 1.1, tiles=np.where(tiles == SOLID, EMPTY, SOLID).astype(np.uint8))
    lay(tiled, over, *place, 0.97, tiles=tiles)
    for one, other in ((whole.y, tiled.y), (whole.u, tiled.u), (whole.v, tiled.v)):
        # A blend by an alpha of 255 keeps up to one part in 256 of a level of what is under it.
        assert np.abs(one.astype(int) - other.astype(int)).max() <= 2


def test_a_texture_made_larger_is_seen_the_same() -> None:
    texture = _picture(3, holes=True)
    one, other = Canvas.black(WIDTH, HEIGHT), Canvas.black(WIDTH, HEIGHT)
    lay(one, texture, -30, -20, 2.0)
    lay(other, resized(texture, 2.0), -30, -20, 1.0)
    assert np.abs(one.y.astype(int) - other.y.astype(int)).max() <= 2 * 256


def test_trimming_keeps_everything_and_patching_replaces_a_part() -> None:
    pixels = np.zeros((60, 80, 4), np.uint8)
    pixels[20:41, 30:51] = 255
    texture, left, top = trimmed(pixels, 0)
    assert texture is not None
    assert (left, top) == (28, 18)
    assert int((texture.a == 255).sum()) == 21 * 21
    assert trimmed(np.zeros((60, 80, 4), np.uint8), 0)[0] is None
    patch = texture_of(np.zeros((6, 8, 4), np.uint8), premultiplied=True)
    holed = patched(texture, patch, 4, 4)
    assert int((texture.a == 255).sum()) - int((holed.a == 255).sum()) == 6 * 8
    assert holed.a[4:10, 4:12].max() == 0
