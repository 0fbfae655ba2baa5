from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.painter import Backdrop, Light, Palette, Plane
from pipeline.picture import drift
from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.camera import follow
from pipeline.picture.finish import Finish, draw_dots, mix, touch_tiles
from pipeline.picture.frame import Stage
from pipeline.picture.view import ShotView
from pipeline.picture.warp import TILE, TILE_ROWS
from pipeline.picture.yuv import Canvas, lay, texture_of, yuv_of
from pipeline.takes import Take
from pipeline.vocabulary import Aspect, CameraMove, Language, ShotSize

PALETTE = Palette("3B4A7A", "F7B58A", "FFD9A8", "4A3B5C", "E8655A")


def _plain(colour: str, alpha: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    pixels = np.empty((40, 60, 4), np.uint8)
    pixels[:] = (*(int(colour[at : at + 2], 16) for at in (4, 2, 0)), alpha)
    return pixels


@given(st.from_regex(r"\A[0-9A-F]{6}\Z"), st.floats(0.4, 6))
def test_a_plain_colour_arrives_as_bt709_limited(colour: str, scale: float) -> None:
    canvas = Canvas.black(64, 48)
    texture = texture_of(_plain(colour, 255), premultiplied=False)
    lay(canvas, texture, -33.4 * scale, -16.7 * scale, 12 * scale)
    wanted = yuv_of(colour)
    for plane, value in zip((canvas.y, canvas.u, canvas.v), wanted, strict=True):
        assert np.abs(plane / 256 - value).max() <= 1.01


@given(st.integers(0, 255), st.floats(0, 1))
def test_blending_is_the_linear_sum(alpha: int, opacity: float) -> None:
    canvas = Canvas.black(48, 32)
    lay(canvas, texture_of(_plain("FFFFFF", 255), premultiplied=False), -10, -10, 3)
    lay(canvas, texture_of(_plain("3060A0", alpha), premultiplied=False), -10, -10, 3, opacity)
    share = alpha / 255 * opacity
    wanted = yuv_of("3060A0")[0] * share + 235 * (1 - share)
    assert abs(float(canvas.y.mean()) / 256 - wanted) <= 1.3


def test_a_texture_moves_by_parts_of_a_pixel() -> None:
    pixels = np.zeros((20, 20, 4), np.uint8)
    pixels[8:12, 8:12] = 255
    texture = texture_of(pixels, premultiplied=True)

    def centre(left: float) -> float:
        canvas = Canvas.black(40, 20)
        lay(canvas, texture, left, 0, 1.0)
        light = canvas.y.astype(float) - 16 * 256
        return float((light.sum(axis=0) * np.arange(40)).sum() / light.sum())

    steps = [centre(5 + part / 10) for part in range(11)]
    assert np.allclose(np.diff(steps), 0.1, atol=0.01)


def test_finish_keeps_levels_legal_and_fades_to_black() -> None:
    canvas = Canvas.black(64, 48)
    lay(canvas, texture_of(_plain("FFFFFF", 255), premultiplied=False), -10, -10, 3)
    out = (np.empty((48, 64), np.uint8), np.empty((24, 32), np.uint8), np.empty((24, 32), np.uint8))
    finish = Finish.of(64, 48, 1)
    finish.write(canvas, out, 0, 24)
    assert out[0].max() <= 235
    finish.write(canvas, out, 0, 24, 0.0)
    assert out[0].max() == out[0].min() == 16
    assert out[1].max() == out[1].min() == 128


def test_a_vignette_takes_an_eighth_of_the_corners_light() -> None:
    canvas = Canvas.black(64, 48)
    lay(canvas, texture_of(_plain("808080", 255), premultiplied=False), -10, -10, 3)
    out = (np.empty((48, 64), np.uint8), np.empty((24, 32), np.uint8), np.empty((24, 32), np.uint8))
    Finish.of(64, 48, 1).write(canvas, out, 0, 24)
    middle, corner = float(out[0][20:28, 28:36].mean()) - 16, float(out[0][:3, :3].mean()) - 16
    assert corner / middle == pytest.approx(0.88, abs=0.03)


def test_grain_changes_twelve_times_a_second() -> None:
    canvas = Canvas.black(64, 48)
    lay(canvas, texture_of(_plain("808080", 255), premultiplied=False), -10, -10, 3)
    finish = Finish.of(64, 48, 1)
    seen = []
    for frame in range(24):
        out = (np.empty((48, 64), np.uint8), np.empty((24, 32), np.uint8), np.empty((24, 32), np.uint8))
        finish.write(canvas, out, frame, 24)
        seen.append(out[0].tobytes())
    assert len(set(seen)) == 12
    assert seen[0] == seen[1]


def test_a_cross_fade_is_half_of_each() -> None:
    one, other = Canvas.black(32, 32), Canvas.black(32, 32)
    lay(other, texture_of(_plain("FFFFFF", 255), premultiplied=False), -10, -10, 3)
    mix(one, other, 0.5)
    assert abs(float(one.y.mean()) / 256 - (16 + 235) / 2) < 1


@pytest.mark.parametrize("kind", sorted(drift.KINDS))
def test_everything_in_the_air_is_seen_moves_and_does_not_loop(kind: str) -> None:
    def picture(time: float, seed: int = 3) -> Canvas:
        canvas = Canvas.black(320, 180)
        lay(canvas, texture_of(_plain("4A5060", 255), premultiplied=False), -10, -10, 20)
        air = drift.Air(320, 180, time, PALETTE, seed, (0.5, 0.5, 1.25), 1.0, 0.85)
        draw_dots(canvas, drift.particles(kind, air))
        return canvas

    first, again, later, much_later = picture(20), picture(20), picture(20.25), picture(60)
    plain = float(np.median(first.y))
    assert (np.abs(first.y - plain) > 256).sum() > 10
    assert np.array_equal(first.y, again.y)
    assert not np.array_equal(first.y, later.y)
    assert not np.array_equal(first.y, much_later.y)
    assert not np.array_equal(first.y, picture(20, seed=4).y)


@pytest.mark.parametrize("kind", sorted(drift.KINDS))
def test_what_drifts_changes_nothing_beyond_the_tiles_it_touches(kind: str) -> None:
    canvas, air = Canvas.black(640, 360), drift.Air(640, 360, 3.2, PALETTE, 5, (0.5, 0.5, 1.0), 1.0, 0.8)
    touched = np.zeros(canvas.tiles, np.bool_)
    dots = drift.particles(kind, air)
    touch_tiles(touched, dots)
    draw_dots(canvas, dots)
    changed = np.repeat(np.repeat(touched, TILE_ROWS, 0), TILE, 1)[:360, :640]
    assert (canvas.y != 16 << 8).any()
    assert (canvas.y[~changed] == 16 << 8).all()
    half = changed[::2, ::2]
    assert (canvas.u[~half] == 128 << 8).all()
    assert (canvas.v[~half] == 128 << 8).all()


def test_a_held_frame_is_the_frame_that_is_laid_anew(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    planes = tuple(Plane(name, f"{name}.png", depth) for name, depth in (("sky", 0.05), ("far", 0.4), ("stage", 1.0)))
    pictures = {}
    for number, plane in enumerate(planes):
        pixels = np.kron(rng.integers(0, 255, (23, 40, 4)), np.ones((10, 10, 1))).astype(np.uint8)
        pixels[: number * 70, :, 3] = 0
        if not number:
            pixels[..., 3] = 255
        pictures[plane.name] = pixels
    light = Light(PALETTE, 0.4, 0.1, 0.0, 0.9, lamplit=False)
    path = tmp_path / "set.zip"
    write_backdrop(path, Backdrop(400, 230, planes, light, (), ("stars", "birds"), 0.85, 0.4), pictures)
    view = ShotView(
        backdrop=Take(path, "held", {}), size=ShotSize.WIDE, move=CameraMove.PUSH, actors=(), focus=None,
        performance=None, insert=None, card=None, language=Language.ENGLISH, aspect=Aspect.WIDE, frames=90, seed=1,
    )  # fmt: skip
    holding, anew = Stage(view, 320, 180, 30), Stage(view, 320, 180, 30)
    anew._calm = False
    one, other = Canvas.black(320, 180), Canvas.black(320, 180)
    held = 0
    for at in range(90):
        holding.draw(one, at)
        anew.draw(other, at)
        held += holding._holds(at)
        # To a 64th of a level: what is under something opaque shows through by as much.
        for seen, wanted in ((one.y, other.y), (one.u, other.u), (one.v, other.v)):
            assert np.abs(seen.astype(int) - wanted).max() <= 4
    assert 10 < held < 80


def test_the_camera_goes_after_somebody_who_walks() -> None:
    path = np.tile([0.5, 0.5, 2.5], (96, 1))
    track = np.concatenate([np.linspace(0.1, 0.5, 48), np.full(48, 0.5)]).astype(np.float32)
    followed = follow(path, track, 24)
    assert (np.abs(track - followed[:, 0]) * 2.5 <= 0.46).all()
    assert np.abs(np.diff(followed[:, 0], 2)).max() * 2.5 * 1280 < 3
    assert followed[-1, 0] == pytest.approx(0.5)
