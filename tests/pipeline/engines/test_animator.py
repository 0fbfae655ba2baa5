from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator
from pipeline.crew import Alone
from pipeline.engines.registry import pick
from pipeline.film import Brief, Cast, CastMember, Storyboard, Voice
from pipeline.picture.look import design_looks
from pipeline.picture.pose import CHANNELS
from pipeline.stages.animate import animate, loudness_of
from pipeline.stages.direct import direct
from pipeline.stages.time import time
from pipeline.takes import TakeStore
from pipeline.timeline import Phone, Spoken, Timeline
from pipeline.vocabulary import Culture, Language
from tests.factories import story

VOICE = Voice("none", "none", Language.ENGLISH)


def filmed(store: TakeStore) -> tuple[Timeline, Storyboard, Cast]:
    tale = story()
    board = direct(tale, Brief())

    def record(path: Path) -> None:
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(24_000)
            file.writeframes((np.sin(np.arange(24_000) / 20) * 8000).astype("<i2").tobytes())

    audio = store.get_or_make("test", "1", "tone", ".wav", record)
    phones = tuple(Phone("ɑ" if step % 2 else "m", step * 100, step * 100 + 100) for step in range(10))
    recordings = {line.line_id: Spoken(line, audio, 1000, phones, ()) for line in board.lines}
    looks = design_looks(tale.characters, Culture.NORTH_INDIAN, 0)
    cast = Cast(tuple(CastMember(name, look, VOICE) for name, look in looks.items()), VOICE)
    return time(board, recordings, Brief()), board, cast


def test_every_shot_with_people_is_acted_once(tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "takes")
    timeline, board, cast = filmed(store)
    steps: list[tuple[int, int]] = []
    context = StageContext(store, 3, lambda _stage, done, total: steps.append((done, total)))
    takes = animate(timeline, board, cast, pick(Animator), Alone(), context)
    assert set(takes) == {shot.shot_id for shot in board.shots if shot.placements}
    assert steps[-1][0] == steps[-1][1]
    for timed in timeline.shots:
        if not timed.shot.placements:
            continue
        with np.load(takes[timed.shot.shot_id].path) as performance:
            assert tuple(performance["channels"]) == CHANNELS
            for number in range(len(timed.shot.placements)):
                assert performance[f"p{number}"].shape == (timed.frames, len(CHANNELS))
    again = animate(timeline, board, cast, pick(Animator), Alone(), context)
    assert {shot: take.digest for shot, take in again.items()} == {shot: take.digest for shot, take in takes.items()}


def test_the_same_request_is_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for folder in ("one", "other"):
        store = TakeStore(tmp_path / folder)
        timeline, board, cast = filmed(store)
        takes = animate(timeline, board, cast, pick(Animator), Alone(), StageContext(store, 3))
        digests.append([take.digest for take in takes.values()])
    assert digests[0] == digests[1]


def test_loudness_is_measured_every_20_ms(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    timeline, _, _ = filmed(store)
    levels = loudness_of(next(cue for timed in timeline.shots for cue in timed.cues).spoken.audio)
    assert len(levels) == 50
    assert all(abs(level - 8000 / 32768 / 2**0.5) < 0.01 for level in levels)
