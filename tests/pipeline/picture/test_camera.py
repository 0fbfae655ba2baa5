from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.painter import Backdrop, Light, Palette
from pipeline.film import Placement
from pipeline.picture.camera import EYES, bodies_of, camera_path, frame_shot, plane_views
from pipeline.vocabulary import Aspect, CameraMove, Facing, ShotSize

BACKDROP = Backdrop(
    1600, 900, (), Light(Palette(*["808080"] * 5), 0.2, 0.2, 0.0, 0.5, lamplit=False), (), (), 0.83, 0.5
)
_DEPTHS = (0.05, 0.15, 0.35, 0.55, 1.0, 1.6)


def _people(*xs: float) -> tuple[Placement, ...]:
    return tuple(Placement(f"c{n}", x, Facing.RIGHT if x < 0.5 else Facing.LEFT) for n, x in enumerate(xs))


@given(
    st.sampled_from(list(ShotSize)),
    st.sampled_from(list(CameraMove)),
    st.lists(st.floats(0.05, 0.95), min_size=0, max_size=4),
    st.sampled_from(list(Aspect)),
    st.integers(1, 240),
    st.integers(0, 9),
)
def test_no_plane_ever_shows_its_edge(
    size: ShotSize, move: CameraMove, xs: list[float], aspect: Aspect, frames: int, seed: int
) -> None:
    bodies = bodies_of(_people(*xs), {"c0": 0.66}, BACKDROP)
    path = camera_path(size, move, bodies, "c0", BACKDROP, aspect, frames, 24, seed)
    assert path.shape == (frames, 3)
    for depth in _DEPTHS:
        views = plane_views(path, depth)
        half = 0.5 / views[:, 2:]
        assert (views[:, :2] - half >= -1e-9).all()
        assert (views[:, :2] + half <= 1 + 1e-9).all()


@pytest.mark.parametrize("move", list(CameraMove))
def test_moves_are_held_at_both_ends_and_never_jerk(move: CameraMove) -> None:
    bodies = bodies_of(_people(0.42), {}, BACKDROP)
    path = camera_path(ShotSize.MEDIUM, move, bodies, "c0", BACKDROP, Aspect.WIDE, 120, 24, 1)
    # What moves by on screen in the middle, and at the frame's edge for a zoom.
    pixels = np.stack(
        [path[:, 0] * 1280 * path[0, 2], path[:, 1] * 720 * path[0, 2], path[:, 2] / path[0, 2] * 640], axis=1
    )
    speed = np.diff(pixels, axis=0)
    assert np.abs(speed[:10]).max() < 0.02
    assert np.abs(speed[-10:]).max() < 0.02
    assert np.abs(np.diff(speed, axis=0)).max() < 0.35
    if move is not CameraMove.STATIC:
        assert np.abs(pixels[-1] - pixels[0]).max() > 4


def test_a_push_comes_six_to_ten_percent_nearer() -> None:
    path = camera_path(ShotSize.WIDE, CameraMove.PUSH, (), None, BACKDROP, Aspect.WIDE, 120, 24, 0)
    assert 1.06 <= path[-1, 2] / path[0, 2] <= 1.10


@pytest.mark.parametrize("aspect", list(Aspect))
def test_an_empty_place_can_be_looked_at_nearer(aspect: Aspect) -> None:
    wide, near = (frame_shot(size, (), None, BACKDROP, aspect) for size in (ShotSize.WIDE, ShotSize.FULL))
    assert near.zoom > 1.3 * wide.zoom
    assert (near.y - BACKDROP.floor_y) * near.zoom + 0.5 < 0.5


@pytest.mark.parametrize("stature", [0.66, 0.94, 1.0])
def test_a_close_up_puts_the_eyes_on_the_upper_third(stature: float) -> None:
    bodies = bodies_of(_people(0.4), {"c0": stature}, BACKDROP)
    framing = frame_shot(ShotSize.CLOSE, bodies, "c0", BACKDROP, Aspect.WIDE)
    body = bodies[0]
    assert 0.45 <= body.head * framing.zoom <= 0.60
    eyes = (BACKDROP.floor_y - body.top + EYES * body.head - framing.y) * framing.zoom + 0.5
    assert 0.3 <= eyes <= 0.44
    crown = (BACKDROP.floor_y - body.top - framing.y) * framing.zoom + 0.5
    assert 0.04 <= crown <= 0.16
    # Turned to the right, so there is more room on that side.
    assert (body.x - framing.x) * framing.zoom < 0


@pytest.mark.parametrize("aspect", list(Aspect))
def test_two_people_are_both_in_a_two_shot(aspect: Aspect) -> None:
    spread = {Aspect.WIDE: 0.155, Aspect.SQUARE: 0.27, Aspect.TALL: 0.38}[aspect]
    bodies = bodies_of(_people(0.5 - spread / 2, 0.5 + spread / 2), {}, BACKDROP)
    framing = frame_shot(ShotSize.TWO_SHOT, bodies, "c0", BACKDROP, aspect)
    places = [(body.x - framing.x) * framing.zoom + 0.5 for body in bodies]
    assert 0.15 <= places[0] <= 0.40
    assert 0.60 <= places[1] <= 0.85


def test_a_full_shot_holds_head_and_feet() -> None:
    bodies = bodies_of(_people(0.5), {}, BACKDROP)
    framing = frame_shot(ShotSize.FULL, bodies, "c0", BACKDROP, Aspect.WIDE)
    crown = (BACKDROP.floor_y - bodies[0].height - framing.y) * framing.zoom + 0.5
    feet = (BACKDROP.floor_y - framing.y) * framing.zoom + 0.5
    assert 0.04 <= crown <= 0.25
    assert 0.75 <= feet <= 0.97


@pytest.mark.parametrize("aspect", list(Aspect))
@pytest.mark.parametrize("size", [ShotSize.FULL, ShotSize.TWO_SHOT, ShotSize.WIDE])
def test_every_head_is_in_the_frame_when_one_sits_and_one_stands(size: ShotSize, aspect: Aspect) -> None:
    bodies = bodies_of(_people(0.40, 0.56), {"c0": 0.66}, BACKDROP, {"c0": 0.55, "c1": 1.0}, {"c0": 4.5})
    for focus in ("c0", "c1"):
        framing = frame_shot(size, bodies, focus, BACKDROP, aspect)
        for body in bodies:
            crown = (BACKDROP.floor_y - body.top - framing.y) * framing.zoom + 0.5
            chin = crown + body.head * framing.zoom
            across = (body.x - framing.x) * framing.zoom + 0.5
            assert crown >= 0.03
            assert chin <= 0.97
            assert 0.05 <= across <= 0.95
