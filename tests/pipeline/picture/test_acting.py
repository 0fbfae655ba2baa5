from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.contracts.animator import PerformanceRequest, Performer, Utterance
from pipeline.film import Character, Placement
from pipeline.picture.acting import act
from pipeline.picture.look import design_look
from pipeline.picture.pose import CHANNELS, INDEX
from pipeline.picture.speech_shapes import shape_of
from pipeline.timeline import Phone
from pipeline.vocabulary import Action, AgeGroup, Culture, Emotion, Facing, Gender, Role

LOOK = design_look(Character("Meera", Role.PROTAGONIST, AgeGroup.ADULT, Gender.FEMALE), Culture.SOUTH_INDIAN, 1)
SOUNDS = "mɑbipuæszʃθlɹtkoəˈː, f"


def performer(name: str = "Meera", x: float = 0.4, *actions: Action, mood: Emotion = Emotion.CALM) -> Performer:
    facing = Facing.RIGHT if x < 0.5 else Facing.LEFT
    return Performer(Placement(name, x, facing, None, actions), LOOK, mood, 0.7)


def said(sounds: str, start_ms: int = 300, each_ms: int = 90, who: str = "Meera") -> Utterance:
    phones = tuple(
        Phone(sound, start_ms + number * each_ms, start_ms + (number + 1) * each_ms)
        for number, sound in enumerate(sounds)
    )
    end_ms = start_ms + len(sounds) * each_ms
    loudness = tuple(0.1 + 0.08 * (step % 9) / 9 for step in range((end_ms - start_ms) // 20))
    return Utterance(who, start_ms, end_ms, Emotion.HAPPY, 0.6, phones, loudness)


def request(*performers: Performer, utterances: tuple[Utterance, ...] = (), frames: int = 96) -> PerformanceRequest:
    return PerformanceRequest(performers or (performer(),), utterances, frames, 24, close=True, seed=5)


def channel(rows: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    return rows[:, INDEX[name]]


@settings(max_examples=25, deadline=None)
@given(st.text(SOUNDS, min_size=1, max_size=24), st.integers(0, 900))
def test_silence_closes_the_mouth(sounds: str, start_ms: int) -> None:
    line = said(sounds, start_ms)
    (rows,) = act(request(utterances=(line,), frames=120))
    seconds = np.arange(120) / 24
    silent = (seconds < line.start_ms / 1000 - 0.15) | (seconds > line.end_ms / 1000 + 0.15)
    assert np.all(channel(rows, "mouth_open")[silent] < 0.02)
    assert np.isfinite(rows).all()


@pytest.mark.parametrize("fps", [24, 25, 30])
@pytest.mark.parametrize("closed", ["m", "b", "p"])
def test_lips_close_for_m_b_and_p(closed: str, fps: int) -> None:
    line = said(f"ɑ{closed}ɑ", 400, 80)
    (rows,) = act(PerformanceRequest((performer(),), (line,), 60, fps, close=True, seed=1))
    opened = channel(rows, "mouth_open")
    middle = round((400 + 120 - 50) / 1000 * fps)
    assert opened[middle - 2 : middle + 3].min() < 0.03
    assert opened.max() > 0.3


def test_sounds_have_shapes() -> None:
    assert [shape_of(sound) for sound in ("m", "ɑː", "uː", "f", "θ", "s", "tʃ", "ˈ", ",")] == [
        "MBP", "AA", "UW", "FV", "TH", "SZ", "TDN", None, "rest",
    ]  # fmt: skip


def test_eyes_blink_every_few_seconds() -> None:
    (rows,) = act(request(frames=24 * 60))
    shut = channel(rows, "near_lid_upper") < 0.1
    blinks = int((np.diff(shut.astype(int)) == 1).sum())
    assert 11 <= blinks <= 21


def test_a_listener_looks_at_who_speaks() -> None:
    people = (performer("Meera", 0.3), performer("Ravi", 0.5), performer("Asha", 0.7))
    # Ravi faces left, to Meera; Asha, behind him, speaks.
    rows = act(request(*people, utterances=(said("ɑsoliɑtoɑsoliɑto", 1000, who="Asha"),), frames=120))[1]
    yaw = channel(rows, "head_yaw")
    assert yaw[40:55].mean() < yaw[:20].mean() - 0.3


def test_a_listener_keeps_the_mouth_shut() -> None:
    people = (performer("Meera", 0.4), performer("Ravi", 0.6))
    _, ravi = act(request(*people, utterances=(said("ɑbɑdɑgɑ"),)))
    assert channel(ravi, "mouth_open").max() < 0.1


def test_every_action_moves_the_body_its_own_way() -> None:
    acted = {action: act(request(performer("Meera", 0.4, action)))[0] for action in Action}
    for action, rows in acted.items():
        assert rows.shape == (96, len(CHANNELS))
        assert rows.dtype == np.float32
        assert np.isfinite(rows).all()
        for other, others in acted.items():
            if other is not action:
                assert np.abs(rows - others).max() > 0.05, (action, other)


def test_who_walks_in_arrives_and_who_walks_out_leaves() -> None:
    arriving = channel(act(request(performer("Meera", 0.4, Action.WALK_IN)))[0], "root_x")
    assert arriving[0] < -0.5
    assert abs(arriving[-1]) < 1e-3
    leaving = channel(act(request(performer("Meera", 0.4, Action.WALK_OUT)))[0], "root_x")
    assert abs(leaving[0]) < 1e-3
    assert leaving[-1] > 0.8


@pytest.mark.parametrize(
    "actions",
    [
        (Action.WALK,),
        (Action.RUN,),
        (Action.WALK_IN, Action.WALK),
        (Action.WALK, Action.WALK_IN, Action.STAND),
        (Action.STAND, Action.WALK, Action.NAMASTE),
    ],
)
def test_who_walks_ends_at_their_place_and_never_passes_it(actions: tuple[Action, ...]) -> None:
    walked = channel(act(request(performer("Meera", 0.4, *actions), frames=240))[0], "root_x")
    assert abs(walked[-1]) < 1e-3
    assert walked.max() < 1e-3
    assert np.abs(np.diff(walked)).max() < 0.12


@pytest.mark.parametrize("mood", Emotion)
def test_every_mood_is_a_face_of_its_own(mood: Emotion) -> None:
    (rows,) = act(request(performer(mood=mood)))
    (calm,) = act(request(performer(mood=Emotion.ANGRY if mood is not Emotion.ANGRY else Emotion.HAPPY)))
    assert np.abs(rows - calm).max() > 0.15


def test_movement_has_no_jumps() -> None:
    line = said("ɑsoliɑtoɑsoliɑtoɑsoliɑto", 300)
    for action in (Action.NAMASTE, Action.WAVE, Action.SIT, Action.POINT, Action.DANCE, Action.BOW):
        (rows,) = act(request(performer("Meera", 0.4, action), utterances=(line,)))
        for name in ("near_hand_y", "drop", "lean", "head_yaw", "head_pitch", "root_x"):
            assert np.abs(np.diff(channel(rows, name))).max() < 0.28, (action, name)


def test_a_shot_is_acted_in_a_blink() -> None:
    asked = request(
        performer("Meera", 0.4, Action.WALK_IN), performer("Ravi", 0.6), utterances=(said("ɑbo" * 20),), frames=240
    )
    act(asked)
    start = time.perf_counter()
    act(asked)
    assert time.perf_counter() - start < 0.15


def test_who_carries_a_thing_holds_it_all_the_way() -> None:
    (walks,) = act(request(performer("Meera", 0.4, Action.WALK_IN)))
    (carries,) = act(request(performer("Meera", 0.4, Action.WALK_IN, Action.HOLD)))
    assert (channel(carries, "prop") == 3).all()
    assert (channel(walks, "prop") == 0).all()
    assert np.array_equal(channel(walks, "root_x"), channel(carries, "root_x")), "they come as fast"
    swing = [float(np.ptp(channel(part, "near_hand_z"))) for part in (walks, carries)]
    assert swing[1] < 0.2 < swing[0], "arms that carry do not swing"


def test_a_child_is_hugged_lower_than_a_grown_up() -> None:
    def arms(age: AgeGroup) -> float:
        other = design_look(Character("Ravi", Role.SUPPORTING, age, Gender.MALE), Culture.SOUTH_INDIAN, 2)
        grown = replace(performer("Meera", 0.4, Action.HUG), placement=_hugging("Meera", "Ravi"))
        parts = act(request(grown, Performer(_hugging("Ravi", "Meera"), other, Emotion.CALM, 0.7)))
        return float(channel(parts[0], "near_hand_y")[-1])

    assert arms(AgeGroup.CHILD) > arms(AgeGroup.ADULT) + 0.4


def _hugging(who: str, whom: str) -> Placement:
    return Placement(who, 0.45, Facing.RIGHT, whom, (Action.HUG,))
