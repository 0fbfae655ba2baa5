"""What is done is heard: feet when they come down, doors where there are some, things that are shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pipeline.contracts.animator import Performer
from pipeline.directing.walking import walk_of
from pipeline.film import Placement, Shot
from pipeline.picture.deeds import Stage, _walk_in
from pipeline.sound.foley import GROUNDS, KINDS, foley
from pipeline.sound.wav import RATE
from pipeline.stages.events import events_of
from pipeline.timeline import TimedShot, Timeline
from pipeline.vocabulary import Action, CameraMove, Emotion, Facing, Setting, ShotSize, Weather, Why
from tests import factories

FPS = 24


def film(action: Action, *, setting: Setting, indoor: bool, insert: str | None = None) -> list[tuple[str, float]]:
    scene = replace(factories.scene(1, []), setting=setting, indoor=indoor)
    people = () if insert else (Placement("Meera", 0.3, Facing.RIGHT, actions=(action,)),)
    size = ShotSize.INSERT if insert else ShotSize.WIDE
    shot = Shot("a", 1, size, CameraMove.STATIC, people, None, (), Why.DOES, insert=insert)
    timeline = Timeline(FPS, (TimedShot(shot, 0, 2 * FPS, ()), TimedShot(shot, 2 * FPS, 3 * FPS, ())), ())
    found = events_of(timeline, {1: scene}, 5)
    return [(one.kind, one.start / RATE) for one in found]


def test_who_walks_in_is_heard_step_by_step() -> None:
    found = film(Action.WALK_IN, setting=Setting.FOREST, indoor=False)
    assert {kind for kind, _ in found} == {"step:grass"}
    first = [at for _, at in found if at < 2]
    assert 2 <= len(first) <= 6
    assert all(0.2 < after - before < 1.2 for before, after in pairwise(first))


def test_a_step_is_heard_when_the_foot_comes_down() -> None:
    """The foot of the drawn walk is farthest forward when its step sounds."""
    seconds = np.arange(0, 3, 1 / 240)
    look = None
    performer = Performer(Placement("Meera", 0.3, Facing.CAMERA, actions=(Action.WALK_IN,)), look, Emotion.CALM, 0.3)  # type: ignore[arg-type]
    curves = {name: np.zeros_like(seconds) for name in _CHANNELS}
    _walk_in(Stage(curves, seconds, 0.0, 3.0, performer, last=True))
    walk = walk_of(Action.WALK_IN, 3.0)
    assert walk is not None
    near, far = curves["near_foot_z"], curves["far_foot_z"]
    for step_s in walk.steps_s():
        at = round(step_s * 240)
        window = slice(max(0, at - 24), at + 24)
        forward = max(near[at], far[at])
        assert forward >= 0.97 * max(near[window].max(), far[window].max())


_CHANNELS = (
    "root_x", "near_foot_z", "far_foot_z", "near_foot_y", "far_foot_y", "near_foot_pitch", "far_foot_pitch",
    "near_hand_z", "far_hand_z", "drop", "twist", "lean",
)  # fmt: skip


def test_a_room_is_entered_by_a_door_and_a_field_is_not() -> None:
    assert film(Action.WALK_IN, setting=Setting.KITCHEN, indoor=True)[0][0] == "door"
    assert not any(kind == "door" for kind, _ in film(Action.WALK_IN, setting=Setting.FIELD, indoor=False))
    leaving = [at for kind, at in film(Action.WALK_OUT, setting=Setting.KITCHEN, indoor=True) if kind == "door"]
    assert leaving[0] > 0.5


def test_a_bell_that_is_shown_is_heard() -> None:
    assert [kind for kind, _ in film(Action.STAND, setting=Setting.TEMPLE, indoor=False, insert="bell")] == ["bell"] * 2
    assert film(Action.STAND, setting=Setting.TEMPLE, indoor=False, insert="mango") == []


def test_wet_and_white_grounds() -> None:
    scene = replace(factories.scene(1, []), weather=Weather.RAIN)
    people = (Placement("Meera", 0.3, Facing.RIGHT, actions=(Action.RUN,)),)
    shot = Shot("a", 1, ShotSize.WIDE, CameraMove.STATIC, people, None, (), Why.DOES)
    timeline = Timeline(FPS, (TimedShot(shot, 0, 2 * FPS, ()),), ())
    assert {one.kind for one in events_of(timeline, {1: scene}, 1)} == {"run:water"}
    white = replace(scene, weather=Weather.SNOW)
    assert {one.kind for one in events_of(timeline, {1: white}, 1)} == {"run:snow"}


@pytest.mark.parametrize("kind", [*KINDS, *(f"step:{one}" for one in GROUNDS), "run:wood"])
def test_no_sound_clicks_or_clips(kind: str) -> None:
    sound = foley(kind, 3)
    assert np.isfinite(sound).all()
    assert float(np.abs(sound).max()) <= 1.0
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3
    assert np.array_equal(sound, foley(kind, 3))
    assert not np.array_equal(sound, foley(kind, 4)) or kind in ("bell", "ring")
