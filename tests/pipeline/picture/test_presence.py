"""People as a film shows them: feet on the ground, faces in the frame, lips shut in silence, a stance of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from pipeline.contracts.animator import PerformanceRequest, Performer, Utterance
from pipeline.contracts.painter import Backdrop, Light, Palette
from pipeline.film import Character, Look, Placement
from pipeline.picture.acting import act
from pipeline.picture.camera import bodies_of, camera_path
from pipeline.picture.figure import draw_figure
from pipeline.picture.look import design_look
from pipeline.picture.pose import INDEX
from pipeline.picture.skeleton import HEADS, stature
from pipeline.timeline import Phone
from pipeline.vocabulary import (
    Accessory,
    Action,
    AgeGroup,
    Aspect,
    CameraMove,
    Culture,
    Dress,
    Emotion,
    Facing,
    Gender,
    Role,
    ShotSize,
)

LIGHT = Light(Palette("6FB1D6", "FBE6C2", "FFF1CF", "4D6A7C", "F2A541"), 0.3, 0.2, 0.2, 0.8, lamplit=False)
BACKDROP = Backdrop(1600, 900, (), LIGHT, (), (), 0.83, 0.5)
STANDING = [
    action
    for action in Action
    if action
    not in (
        Action.WALK_IN,
        Action.WALK_OUT,
        Action.WALK,
        Action.RUN,
        Action.SIT,
        Action.KNEEL,
        Action.SLEEP,
        Action.FALL,
    )
]
GROUND, TALL = 330, 300


def look_of(number: int) -> Look:
    ages, cultures = list(AgeGroup), list(Culture)
    person = Character(
        f"P{number}", Role.SUPPORTING, ages[number % 4], Gender.FEMALE if number // 4 % 2 else Gender.MALE
    )
    return design_look(person, cultures[number % len(cultures)], 3)


def acted(
    look: Look, *actions: Action, seconds: float = 3.0, mood: Emotion = Emotion.CALM, seed: int = 5
) -> NDArray[np.float32]:
    placement = Placement("P", 0.4, Facing.RIGHT, None, actions)
    request = PerformanceRequest(
        (Performer(placement, look, mood, 0.8),), (), round(seconds * 24), 24, close=True, seed=seed
    )
    return act(request)[0]


@pytest.mark.parametrize("dress", Dress)
def test_nobody_who_stands_floats(dress: Dress) -> None:
    look = replace(look_of(list(Dress).index(dress)), dress=dress)
    for action in STANDING:
        rows = acted(look, action)
        for facing in (Facing.LEFT, Facing.RIGHT):
            surface = skia.Surface(440, 360)
            canvas = surface.getCanvas()
            canvas.clear(skia.ColorTRANSPARENT)
            canvas.translate(220, GROUND)
            draw_figure(canvas, look, [float(value) for value in rows[40]], facing, False, LIGHT, TALL)
            low = np.flatnonzero((surface.makeImageSnapshot().toarray()[..., 3] > 128).any(axis=1))[-1]
            assert abs(int(low) - (GROUND - 1)) <= 1, (action, facing)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("number", range(8))
def test_in_a_close_up_the_head_fills_half_of_the_frame(number: int, aspect: Aspect) -> None:
    look = look_of(number)
    placement = Placement("P", 0.4, Facing.RIGHT)
    bodies = bodies_of((placement,), {"P": stature(look)}, BACKDROP, None, {"P": HEADS[look.age_group]})
    path = camera_path(ShotSize.CLOSE, CameraMove.STATIC, bodies, "P", BACKDROP, aspect, 48, 24, 1)
    head = BACKDROP.figure_height * stature(look) / HEADS[look.age_group]
    share = head * path[:, 2]
    # Upright frames are filled by their width.
    least = 0.45 if aspect is Aspect.WIDE else 0.22
    assert least <= share.min() <= share.max() <= 0.60


@pytest.mark.parametrize("number", range(8))
def test_eyes_blink_every_three_to_five_seconds(number: int) -> None:
    shut = acted(look_of(number), seconds=60, seed=number)[:, INDEX["near_lid_upper"]] < 0.1
    starts = np.flatnonzero(np.diff(shut.astype(int)) == 1) / 24
    assert len(starts) >= 11
    assert 2.9 <= np.diff(starts).min() <= np.diff(starts).max() <= 5.3


@pytest.mark.parametrize("emotion", Emotion)
def test_whoever_speaks_has_their_lips_shut_before_and_after(emotion: Emotion) -> None:
    phones = tuple(Phone(sound, 800 + 90 * n, 890 + 90 * n) for n, sound in enumerate("mɑbipuæ"))
    said = Utterance("P", 800, 1430, emotion, 1.0, phones, (0.12,) * 32)
    performer = Performer(Placement("P", 0.4, Facing.RIGHT), look_of(2), emotion, 1.0)
    (rows,) = act(PerformanceRequest((performer,), (said,), 72, 24, close=True, seed=3))
    opened = rows[:, INDEX["mouth_open"]]
    seconds = np.arange(72) / 24
    assert opened[(seconds < 0.65) | (seconds > 1.6)].max() < 0.02
    assert opened.max() > 0.3


def test_a_listening_mouth_holds_still_whatever_is_felt() -> None:
    for emotion in Emotion:
        opened = acted(look_of(1), mood=emotion)[:, INDEX["mouth_open"]]
        assert np.ptp(opened) < 1e-6, emotion


def test_people_stand_each_in_their_own_way_and_always_in_that_way() -> None:
    looks = [look_of(number) for number in range(24)]
    hands = {
        tuple(np.round(acted(look).mean(axis=0)[[INDEX["near_hand_x"], INDEX["far_hand_y"]]], 1)) for look in looks
    }
    assert len(hands) >= 3
    for look in looks[:6]:
        one, other = acted(look, seed=1).mean(axis=0), acted(look, seed=99).mean(axis=0)
        for name in ("near_hand_x", "near_hand_y", "far_hand_y", "near_elbow_out"):
            assert abs(one[INDEX[name]] - other[INDEX[name]]) < 0.05


def test_a_scarf_is_tied_high_or_under_the_chin() -> None:
    def head(skin: str) -> NDArray[np.uint8]:
        look = replace(look_of(6), gender=Gender.FEMALE, skin=skin, accessories=(Accessory.HEADSCARF,))
        surface = skia.Surface(200, 330)
        surface.getCanvas().clear(skia.ColorTRANSPARENT)
        surface.getCanvas().translate(100, 325)
        draw_figure(surface.getCanvas(), look, {}, Facing.CAMERA, False, LIGHT, 260)
        return np.array(surface.makeImageSnapshot().toarray())

    def top(picture: NDArray[np.uint8]) -> int:
        return int(np.flatnonzero((picture[..., 3] > 128).any(axis=1))[0])

    assert top(head("2E1A12")) < top(head("E8B890")) - 5
