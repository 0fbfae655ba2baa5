from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.contracts.painter import Backdrop, Light, Plane
from pipeline.film import Placement
from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.exposure import MOUTH_WEIGHTS
from pipeline.picture.figure import face_centre
from pipeline.picture.frame import Stage
from pipeline.picture.palette import HOURS
from pipeline.picture.pose import CHANNELS, INDEX, REST
from pipeline.picture.view import Actor, ShotView
from pipeline.picture.yuv import Canvas
from pipeline.takes import Take
from pipeline.vocabulary import Aspect, CameraMove, Facing, Language, ShotSize, TimeOfDay
from tests.pipeline.picture.test_figure import look_of

WIDTH, HEIGHT, FPS, FRAMES = 320, 180, 24, 36


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Take:
    """An empty set."""
    pixels = np.full((226, 400, 4), 255, np.uint8)
    pixels[..., :3] = 150
    light = Light(HOURS[TimeOfDay.NOON], 0.4, 0.1, 0.0, 0.9, lamplit=False)
    backdrop = Backdrop(400, 226, (Plane("stage", "stage.png", 1.0),), light, (), (), 0.85, 0.5)
    path = tmp_path_factory.mktemp("set") / "set.zip"
    write_backdrop(path, backdrop, {"stage": pixels})
    return Take(path, "empty", {})


def _view(place: Take, folder: Path, part: np.ndarray[tuple[int, int], np.dtype[np.float32]], name: str) -> ShotView:
    path = folder / f"{name}.npz"
    np.savez(path, channels=np.asarray(CHANNELS), p0=part)
    actor = Actor(Placement("Asha", 0.5, Facing.RIGHT), look_of())
    return ShotView(
        backdrop=place, size=ShotSize.CLOSE, move=CameraMove.DRIFT, actors=(actor,), focus="Asha",
        performance=Take(path, name, {}), insert=None, card=None, language=Language.ENGLISH, aspect=Aspect.WIDE,
        frames=FRAMES, seed=3,
    )  # fmt: skip


def _acted() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Somebody who moves a little everywhere, and speaks."""
    part = np.tile(np.asarray(REST, np.float32), (FRAMES, 1))
    seconds = np.arange(FRAMES) / FPS
    for name, size in (("head_yaw", 0.2), ("head_roll", 0.1), ("breath", 0.8), ("sway", 0.03), ("near_hand_y", 0.2)):
        part[:, INDEX[name]] += size * np.sin(seconds * 5 + INDEX[name])
    part[:, INDEX["mouth_open"]] = 0.5 + 0.5 * np.sin(seconds * 30)
    return part


def _frame(view: ShotView, *frames: int) -> Canvas:
    """The last of these frames, drawn in this order on one stage."""
    stage, canvas = Stage(view, WIDTH, HEIGHT, FPS), Canvas.black(WIDTH, HEIGHT)
    for at in frames:
        stage.draw(canvas, at)
    return canvas


@pytest.mark.parametrize("size", [ShotSize.CLOSE, ShotSize.TWO_SHOT, ShotSize.FULL])
def test_a_frame_is_the_same_wherever_a_worker_begins(place: Take, tmp_path: Path, size: ShotSize) -> None:
    view = replace(_view(place, tmp_path, _acted(), "acted"), size=size)
    for at in (11, 24, 35):
        begun, alone = _frame(view, *range(at + 1)), _frame(view, at)
        assert np.array_equal(begun.y, alone.y)
        assert np.array_equal(begun.u, alone.u)


def test_a_mouth_set_into_a_head_is_the_mouth_of_the_whole_head(place: Take, tmp_path: Path) -> None:
    quiet = np.tile(np.asarray(REST, np.float32), (FRAMES, 1))
    speaking, open_ = quiet.copy(), quiet.copy()
    spoken = dict.fromkeys(MOUTH_WEIGHTS, 0.3) | {"mouth_open": 0.8, "mouth_wide": 0.7}
    for name, value in spoken.items():
        speaking[10:, INDEX[name]] = value
        open_[:, INDEX[name]] = value
    still = CameraMove.STATIC
    set_in = _frame(replace(_view(place, tmp_path, speaking, "speaking"), move=still), 9, 10)
    whole = _frame(replace(_view(place, tmp_path, open_, "open"), move=still), 10)
    shut = _frame(replace(_view(place, tmp_path, quiet, "quiet"), move=still), 10)
    away = np.abs(set_in.y.astype(int) - whole.y.astype(int))
    # A few levels where Skia cuts a curve at the patch's edge, and in the rim, whose fade follows the whole outline.
    assert away.max() <= 6 * 256
    assert away.mean() <= 2
    assert np.abs(set_in.y.astype(int) - shut.y.astype(int)).max() > 20 * 256


@pytest.mark.parametrize("size", [ShotSize.FULL, ShotSize.MEDIUM, ShotSize.CLOSE])
def test_who_has_fallen_is_still_in_the_picture(place: Take, tmp_path: Path, size: ShotSize) -> None:
    part = np.tile(np.asarray(REST, np.float32), (FRAMES, 1))
    part[:, INDEX["tumble"]] = np.clip(np.arange(FRAMES) / 10, 0, 1.45)
    view = replace(_view(place, tmp_path, part, "fallen"), size=size)
    stage = Stage(view, WIDTH, HEIGHT, FPS)
    x, y, height = stage.troupe.feet(stage, 0, FRAMES - 1)
    face_x, face_y = face_centre(view.actors[0].look, part[-1], Facing.RIGHT, height)
    assert 0.05 * WIDTH < x + face_x < 0.95 * WIDTH
    assert 0.05 * HEIGHT < y + face_y < 0.97 * HEIGHT
