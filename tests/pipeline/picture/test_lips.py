from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.contracts.animator import Animator, PerformanceRequest, Performer, Utterance
from pipeline.contracts.painter import Backdrop, Light, Plane
from pipeline.engines.registry import pick
from pipeline.film import Placement
from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.lips import judge, openings
from pipeline.picture.palette import HOURS
from pipeline.picture.shoot import CUT, Film, SegmentRequest, ShotPart, shoot
from pipeline.picture.speech_shapes import LEAD_S, mouth_curves
from pipeline.picture.view import Actor, ShotView
from pipeline.takes import Take
from pipeline.timeline import Phone
from pipeline.vocabulary import Aspect, CameraMove, Emotion, Facing, Language, ShotSize, TimeOfDay
from tests.pipeline.picture.test_figure import look_of

FPS, FRAMES = 24, 72
SOUNDS = ("m", "a", "p", "a", "b", "a", "m", "a")
PHONES = tuple(Phone(symbol, 500 + 160 * n, 500 + 160 * (n + 1)) for n, symbol in enumerate(SOUNDS))
SECONDS = np.arange(FRAMES) / FPS


@pytest.mark.parametrize("late_s", [0.0, 0.06, -0.04])
def test_a_mouth_that_is_late_is_found_to_be_so(late_s: float) -> None:
    slowly = tuple(Phone(symbol, 200 + 300 * n, 500 + 300 * n) for n, symbol in enumerate(SOUNDS))
    times = (SECONDS + 0.05 - late_s) * 1000
    open_ = sum((np.clip(1 - np.abs(times - 350 - 300 * n) / 300, 0, 1) for n in (1, 3, 5, 7)), np.zeros(FRAMES))
    found = judge(open_, SECONDS, slowly)
    assert len(found.errors_ms) >= 6
    assert np.median(found.errors_ms) == pytest.approx(late_s * 1000, abs=6)


def test_lips_seen_in_a_decoded_shot_follow_the_voice(tmp_path: Path) -> None:
    pixels = np.full((450, 800, 4), 255, np.uint8)
    pixels[..., :3] = 150
    light = Light(HOURS[TimeOfDay.NOON], 0.4, 0.1, 0.0, 0.9, lamplit=False)
    backdrop = Backdrop(800, 450, (Plane("stage", "stage.png", 1.0),), light, (), (), 0.85, 0.5)
    write_backdrop(tmp_path / "set.zip", backdrop, {"stage": pixels})
    placement = Placement("Asha", 0.5, Facing.RIGHT)
    said = Utterance("Asha", 500, 1780, Emotion.NEUTRAL, 0.5, PHONES, (0.3,) * 64)
    performer = Performer(placement, look_of(), Emotion.NEUTRAL, 0.5)
    request = PerformanceRequest((performer,), (said,), FRAMES, FPS, close=True, seed=4)
    pick(Animator).perform(request, tmp_path / "part.npz")
    view = ShotView(
        backdrop=Take(tmp_path / "set.zip", "lips", {}), size=ShotSize.CLOSE, move=CameraMove.PUSH,
        actors=(Actor(placement, look_of()),), focus="Asha", performance=Take(tmp_path / "part.npz", "lips", {}),
        insert=None, card=None, language=Language.ENGLISH, aspect=Aspect.WIDE, frames=FRAMES, seed=3,
    )  # fmt: skip
    film = Film(640, 360, FPS)
    segment = SegmentRequest(film, (ShotPart(view, 0),), FRAMES, 0, CUT, CUT, (), Language.ENGLISH)
    shoot(segment, tmp_path / "segment.mp4")
    found = judge(openings(segment, tmp_path / "segment.mp4", 0, tmp_path), SECONDS, PHONES)
    assert len(found.errors_ms) >= 5
    assert abs(float(np.median(found.errors_ms))) <= 10
    assert np.percentile(np.abs(found.errors_ms), 95) <= 25
    assert found.closed == found.closures == 4
    assert found.still >= found.silent - 1
    assert found.silent > 20


def test_a_mouth_opens_when_its_sound_begins_however_slowly_the_voice_swells() -> None:
    phones = (Phone("t", 0, 200), Phone("a", 200, 600), Phone("t", 600, 800))
    swell = (*(0.02,) * 10, *np.linspace(0.0, 0.5, 20).tolist(), *(0.02,) * 10)
    seconds = np.arange(0, 1, 0.004)
    open_ = mouth_curves((Utterance("Asha", 0, 800, Emotion.NEUTRAL, 0.5, phones, swell),), seconds)[:, 0]
    shut, wide = (float(np.interp(at - LEAD_S, seconds, open_)) for at in (0.1, 0.4))
    opened = float(seconds[np.argmax(open_ >= (shut + wide) / 2)])
    assert opened == pytest.approx(0.2 - LEAD_S, abs=0.01)


def test_lips_part_where_the_next_sound_begins() -> None:
    phones = (Phone("a", 0, 200), Phone("b", 200, 280), Phone("a", 280, 500))
    seconds = np.arange(0, 0.6, 0.004)
    open_ = mouth_curves((Utterance("Asha", 0, 500, Emotion.NEUTRAL, 0.5, phones, ()),), seconds)[:, 0]
    half = float(open_.max()) / 2
    parted = seconds[1:][(open_[:-1] < half) & (open_[1:] >= half)]
    assert parted[-1] == pytest.approx(0.28 - LEAD_S, abs=0.015)


def test_the_last_sound_of_a_line_and_the_first_of_the_next_make_no_edge() -> None:
    said = (Phone("m", 300, 600), Phone("a", 1800, 2100), Phone("m", 2100, 2400))
    times = (SECONDS + 0.05) * 1000
    found = judge(np.clip(1 - np.abs(times - 1950) / 300, 0, 1), SECONDS, said)
    assert len(found.errors_ms) == 1
