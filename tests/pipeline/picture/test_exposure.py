from __future__ import annotations

import numpy as np

from pipeline.picture.exposure import Motion, expose
from pipeline.picture.pose import INDEX, REST
from pipeline.vocabulary import Facing
from tests.pipeline.picture.test_figure import look_of

SCALES = np.full(48, 100.0)


def test_who_is_still_is_drawn_once() -> None:
    shown = expose((np.zeros((48, 3)),), SCALES, 2, 0.5)
    assert not shown.any()


def test_who_moves_is_drawn_on_twos_and_never_further_off_than_may_be_missed() -> None:
    places = np.linspace(0, 1, 48)[:, None]
    shown = expose((places,), SCALES, 2, 0.5)
    assert set(np.diff(np.unique(shown))) == {2}
    slow = np.linspace(0, 0.05, 48)[:, None]
    shown = expose((slow,), SCALES, 2, 0.5)
    assert (np.abs(slow[:, 0] - slow[shown, 0]) * 100 <= 0.5).all()
    assert 6 <= len(np.unique(shown)) <= 11


def test_a_camera_that_comes_nearer_and_a_change_of_layers_ask_for_a_drawing() -> None:
    still = np.zeros((48, 1))
    assert len(np.unique(expose((still,), np.linspace(100, 110, 48), 2, 0.5))) >= 5
    changes = np.zeros(48, np.bool_)
    changes[[7, 8]] = True
    assert list(np.unique(expose((still,), SCALES, 3, 0.5, changes))) == [0, 7, 8]


def test_motion_sees_every_channel_that_a_figure_draws_by() -> None:
    rest = np.tile(np.asarray(REST, np.float32), (2, 1))
    for name, column in INDEX.items():
        if name == "root_x":
            continue  # a walk moves the picture as it is
        part = rest.copy()
        part[1, column] += 0.5
        motion = Motion.of(look_of(), part, Facing.RIGHT)
        moved = [motion.trunk, motion.arms, motion.head, motion.mouth, motion.joints.reshape(2, -1)]
        assert any(np.abs(points[1] - points[0]).max() > 1e-3 for points in moved), name
