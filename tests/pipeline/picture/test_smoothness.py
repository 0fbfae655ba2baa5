from __future__ import annotations

import numpy as np
import pytest

from pipeline.contracts.painter import Backdrop, Light, Plane
from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.finish import Finish
from pipeline.picture.frame import Stage
from pipeline.picture.palette import HOURS
from pipeline.picture.view import ShotView
from pipeline.picture.yuv import Canvas
from pipeline.takes import Take
from pipeline.vocabulary import Aspect, CameraMove, Language, ShotSize, TimeOfDay

WIDTH, HEIGHT, FPS, FRAMES = 640, 360, 24, 120
MARK = (0.53, 0.46)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Take:
    """A set with nothing in it but one soft round mark."""
    height, width = 450, 800
    y, x = np.mgrid[0:height, 0:width]
    far = ((x + 0.5 - MARK[0] * width) ** 2 + (y + 0.5 - MARK[1] * height) ** 2) / 9.0**2
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., :3] = (60 + 120 * np.exp(-far))[..., None].round()
    pixels[..., 3] = 255
    light = Light(HOURS[TimeOfDay.NOON], 0.4, 0.1, 0.0, 0.9, lamplit=False)
    planes = (Plane("stage", "stage.png", 1.0),)
    backdrop = Backdrop(width, height, planes, light, (), (), 0.85, 0.4)
    path = tmp_path_factory.mktemp("set") / "set.zip"
    write_backdrop(path, backdrop, {"stage": pixels})
    return Take(path, "smoothness", {})


@pytest.mark.parametrize("move", [CameraMove.PAN_LEFT, CameraMove.TILT_UP, CameraMove.PUSH, CameraMove.DRIFT])
@pytest.mark.parametrize("size", [ShotSize.WIDE, ShotSize.CARD])
def test_a_slow_move_is_smooth_to_a_tenth_of_a_pixel(place: Take, move: CameraMove, size: ShotSize) -> None:
    view = ShotView(
        backdrop=place, size=size, move=move, actors=(), focus=None, performance=None, insert=None, card=None,
        language=Language.ENGLISH, aspect=Aspect.WIDE, frames=FRAMES, seed=1,
    )  # fmt: skip
    stage, canvas, finish = Stage(view, WIDTH, HEIGHT, FPS), Canvas.black(WIDTH, HEIGHT), Finish.of(WIDTH, HEIGHT, 1)
    out = (
        np.empty((HEIGHT, WIDTH), np.uint8),
        np.empty((HEIGHT // 2, WIDTH // 2), np.uint8),
        np.empty((HEIGHT // 2, WIDTH // 2), np.uint8),
    )
    seen, wanted = [], []
    for at in range(FRAMES):
        stage.draw(canvas, at)
        finish.write(canvas, out, at, FPS)
        x, y = stage.place(*MARK, at)
        left, top = round(x) - 30, round(y) - 30
        light = out[0][top : top + 61, left : left + 61].astype(np.float64)
        light = np.maximum(light - np.median(light) - 6, 0)
        rows, columns = np.mgrid[0:61, 0:61]
        total = light.sum()
        seen.append(((light * columns).sum() / total + left + 0.5, (light * rows).sum() / total + top + 0.5))
        wanted.append((x, y))
    away = np.asarray(seen) - np.asarray(wanted)
    assert np.ptp(np.asarray(wanted), axis=0).max() > 1
    assert np.sqrt(((away - away.mean(axis=0)) ** 2).mean(axis=0)).max() < 0.1
    assert np.abs(away.mean(axis=0)).max() < 0.15
