"""Record: one take a line, never the same work twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.context import StageContext
from pipeline.contracts.voice import SpeechRequest, VoiceEngine
from pipeline.crew import Alone, Item, Result, Threads, Work
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import BoardScene, Brief, Cast, CastMember, Line, Look, Shot, Storyboard, Voice
from pipeline.speech import vocoder
from pipeline.stages.record import check_pronunciations, record, record_one
from pipeline.takes import TakeStore
from pipeline.vocabulary import (
    AgeGroup,
    CameraMove,
    Dress,
    Emotion,
    FacialHair,
    Gender,
    HairStyle,
    Language,
    ShotSize,
    Why,
)
from tests import factories

LOOK = Look(
    AgeGroup.ADULT, Gender.FEMALE, "A07050", HairStyle.BUN, "201510", FacialHair.NONE, Dress.SARI, ("A0", "B0", "C0")
)


class Counting(Alone):
    """A crew of one that counts what it was given."""

    def __init__(self) -> None:
        self.given = 0

    def map(
        self, stage: str, work: Work[Item, Result], items: Sequence[Item], context: StageContext
    ) -> tuple[Result, ...]:
        self.given += len(items)
        return super().map(stage, work, items, context)


def board(lines: Sequence[Line]) -> Storyboard:
    scene = factories.scene(1, lines)
    shot = Shot("s1", 1, ShotSize.MEDIUM, CameraMove.STATIC, (), None, tuple(lines), Why.SPEAKS)
    return Storyboard(factories.story([scene]), (BoardScene(scene, (shot,)),))


def test_lines_are_recorded_once_in_order(context: StageContext) -> None:
    voice = pick(VoiceEngine, "kokoro")
    story = factories.story()
    voices, narrator = voice.cast_voices(story.characters, story.language, 0, {})
    cast = Cast(tuple(CastMember(name, LOOK, said) for name, said in voices.items()), narrator)
    lines = [
        factories.line(1, "Meera", "Watch it."),
        factories.line(2, "Ravi", "Yes."),
        factories.line(3, None, "Night."),
    ]
    crew = Counting()
    first = record(board(lines), cast, Brief(), voice, crew, context)
    assert list(first) == ["l1", "l2", "l3"]
    assert crew.given == 3
    assert all(spoken.audio.path.is_file() and spoken.line.line_id == name for name, spoken in first.items())
    assert [word.text for word in first["l1"].words] == ["Watch", "it"]

    renamed = [replace(line, line_id=f"x{line.line_id}") for line in lines]
    again = record(board([*renamed, factories.line(9, "Ravi", "Yes.")]), cast, Brief(), voice, crew, context)
    assert crew.given == 3, "neither a new id nor an equal line is new work"
    assert again["l9"].audio == again["xl2"].audio
    assert again["xl1"].phones == first["l1"].phones


SAID = {
    Language.ENGLISH: ("Watch it.", "Yes, in 1998!"),
    Language.HINDI: ("देखो!", "यह चमकता है।"),
    Language.JAPANESE: ("見て！", "3時です。"),
    Language.CHINESE: ("你看！", "今天是5月。"),
    Language.KOREAN: ("저것 봐!", "네."),
}


@pytest.mark.slow
def test_threads_say_the_same_as_one_alone(tmp_path: Path) -> None:
    """Readers of many languages side by side: what they keep for themselves must not be shared by accident."""
    orders = [
        ("kokoro", SpeechRequest(text, Voice("kokoro", speaker, language, formant=formant), Emotion.HAPPY, 0.5))
        for language, texts in SAID.items()
        for text, speaker, formant in zip(texts, ("af_heart", "hm_omega+hm_psi:0.5"), (1.18, 1.0), strict=True)
    ]
    vocoder._loaded.cache_clear()
    with Threads(3) as crew:
        together = crew.map("record", record_one, orders, StageContext(TakeStore(tmp_path / "together")))
    assert vocoder._loaded.cache_info().misses == 1, "two threads loaded the model"
    alone = Alone().map("record", record_one, orders, StageContext(TakeStore(tmp_path / "alone")))
    assert [(take.digest, take.facts) for take in together] == [(take.digest, take.facts) for take in alone]


def test_a_pronunciation_speaks_only_its_own_lines_anew(context: StageContext) -> None:
    voice = pick(VoiceEngine, "kokoro")
    _, narrator = voice.cast_voices((), Language.ENGLISH, 0, {})
    cast, crew = Cast((), narrator), Counting()
    lines = [factories.line(1, None, "Nguyen waits."), factories.line(2, None, "Night falls.")]
    first = record(board(lines), cast, Brief(), voice, crew, context)
    said = record(board(lines), cast, Brief(pronunciations=(("nguyen", "win"),)), voice, crew, context)
    assert crew.given == 3
    assert said["l2"].audio == first["l2"].audio
    assert [word.text for word in said["l1"].words] == ["Nguyen", "waits"]
    assert [phone.symbol for phone in said["l1"].phones if phone.symbol.isalpha()][:2] == ["w", "ɪ"]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("New Delhi", "x"), "one word"),
        (("Meera", " "), "IPA"),
        (("Meera", "/☃/"), "cannot be said"),
    ],
)
def test_what_cannot_be_pronounced_is_refused(pair: tuple[str, str], words: str) -> None:
    with pytest.raises(BadBrief, match=words):
        check_pronunciations(Brief(pronunciations=(pair,)), Language.ENGLISH)
