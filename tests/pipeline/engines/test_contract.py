"""One contract for all engines: each says who it is, does its work, and does the same work the same way twice."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.contracts.analyst import Analyst
from pipeline.contracts.animator import Animator, PerformanceRequest, Performer, Utterance
from pipeline.contracts.composer import Composer, MusicCue
from pipeline.contracts.engine import Engine
from pipeline.contracts.moderator import Decision, Moderator
from pipeline.contracts.painter import OVERSCAN, Painter, SetDesign
from pipeline.contracts.transcriber import Transcriber
from pipeline.contracts.voice import SpeechRequest, VoiceEngine
from pipeline.engines.registry import CAPABILITIES, engines_of, pick
from pipeline.errors import EngineUnavailable
from pipeline.film import NARRATOR, Placement, Script
from pipeline.picture.look import design_looks
from pipeline.stages.read import read
from pipeline.timeline import Phone
from pipeline.vocabulary import (
    Aspect,
    Beat,
    Culture,
    Emotion,
    Facing,
    Gender,
    Language,
    MusicStyle,
    Setting,
    TimeOfDay,
    Weather,
)
from tests import factories

ENGINES = [engine for capability in CAPABILITIES for engine in engines_of(capability)]


def analyse(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Analyst)
    story = engine.understand(read(Script("EXT. RIVER - DUSK\n\nMEERA\nLet it go.\n\nRAVI\nGently!")))
    said = [(line.character, line.text) for scene in story.scenes for line in scene.lines]
    assert said == [("Meera", "Let it go."), ("Ravi", "Gently!")]
    assert {character.name for character in story.characters} == {"Meera", "Ravi"}
    path.write_text(repr(story))


def paint(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Painter)
    size = (round(320 * OVERSCAN), round(180 * OVERSCAN))
    design = SetDesign(
        Setting.RIVER_GHAT, False, TimeOfDay.DUSK, Weather.CLEAR, None, Culture.NORTH_INDIAN, ("lamp",), Aspect.WIDE,
        *size, seed=1,
    )  # fmt: skip
    backdrop = engine.paint(design, path)
    assert (backdrop.width, backdrop.height) == size
    assert len(backdrop.planes) >= 5
    depths = [plane.depth for plane in backdrop.planes]
    assert depths == sorted(depths)
    assert 0.5 < backdrop.floor_y < 1
    assert 0.2 < backdrop.figure_height < backdrop.floor_y


def act(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Animator)
    meera = factories.character("Meera")
    look = design_looks((meera,), Culture.NORTH_INDIAN, 1)["Meera"]
    performer = Performer(Placement("Meera", 0.5, Facing.RIGHT), look, Emotion.CALM, 0.4)
    said = Utterance("Meera", 200, 800, Emotion.HAPPY, 0.6, (Phone("a", 200, 500), Phone("m", 500, 800)), (0.1,) * 30)
    engine.perform(PerformanceRequest((performer,), (said,), 48, 24, close=True, seed=1), path)


def speak(engine: Engine, path: Path) -> None:
    assert isinstance(engine, VoiceEngine)
    people = (factories.character("Meera"), factories.character("Ravi"))
    voices, narrator = engine.cast_voices(people, Language.ENGLISH, 1, {})
    assert set(voices) == {"Meera", "Ravi"}
    assert len({*voices.values(), narrator}) == 3
    for language in engine.languages():
        speakers = engine.speakers(language)
        assert len({speaker.id for speaker in speakers}) == len({speaker.name for speaker in speakers}) == len(speakers)
        assert {speaker.gender for speaker in speakers} == {Gender.FEMALE, Gender.MALE}
    # Everybody can be chosen to speak anybody, and is nobody else then.
    for speaker in engine.speakers(Language.ENGLISH):
        for name in ("Meera", NARRATOR):
            picked, teller = engine.cast_voices(people, Language.ENGLISH, 1, {name: speaker.id})
            assert picked.get(name, teller).speaker == speaker.id
            assert len({(one.speaker, one.pitch, one.formant) for one in (*picked.values(), teller)}) == 3
    speech = engine.speak(SpeechRequest("Let it go gently.", voices["Meera"], Emotion.CALM, 0.5), path)
    assert [word.text.strip(".") for word in speech.words] == ["Let", "it", "go", "gently"]
    assert 600 < speech.duration_ms < 4_000
    assert 0.05 < speech.peak <= 1


def compose(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Composer)
    assert MusicStyle.CINEMATIC in engine.styles()
    engine.compose(
        MusicCue(
            MusicStyle.CINEMATIC, 3_000, (Emotion.CALM,), 0.5, Beat.SETUP, TimeOfDay.DUSK, Culture.NORTH_INDIAN, 1,
            last=True,
        ),
        path,
    )  # fmt: skip


def moderate(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Moderator)
    verdict = engine.check(Script("Anna: Good morning!\nBen: Look, the sea.", Language.ENGLISH))
    assert verdict.decision is Decision.ALLOWED
    path.write_text(repr(verdict))


def hear(engine: Engine, path: Path) -> None:
    assert isinstance(engine, Transcriber)
    voice = pick(VoiceEngine, "kokoro")
    _, narrator = voice.cast_voices((), Language.ENGLISH, 1, {})
    recording = path.with_suffix(".wav")
    speech = voice.speak(SpeechRequest("The river is wide.", narrator, Emotion.CALM, 0.5), recording)
    heard = engine.hear(recording, Language.ENGLISH)
    assert heard.text.lower().strip(" .") == "the river is wide"
    assert abs(heard.duration_ms - speech.duration_ms) < 50
    assert all(word.start_ms <= word.end_ms for word in heard.words)
    path.write_text(repr(heard))


WORK: dict[str, Callable[[Engine, Path], None]] = {
    "analyst": analyse,
    "painter": paint,
    "animator": act,
    "voice": speak,
    "transcriber": hear,
    "composer": compose,
    "moderator": moderate,
}
SUFFIXES = {
    "animator": ".npz",
    "voice": ".wav",
    "transcriber": ".txt",
    "composer": ".wav",
    "painter": ".zip",
    "analyst": ".txt",
    "moderator": ".txt",
}


@pytest.fixture(params=ENGINES, ids=lambda engine: f"{engine.capability}-{engine.name}")
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


def test_every_capability_has_an_engine_that_runs_on_a_fresh_machine() -> None:
    for capability, contract in CAPABILITIES.items():
        assert pick(contract).capability == capability


def test_it_says_who_it_is(engine: Engine) -> None:
    assert engine.name
    assert engine.version
    assert engine.licence.code
    assert isinstance(engine.rank, int)
    availability = engine.is_available()
    assert availability.available or availability.reason
    # Its file is named after it or its kind, so that "one engine, one file" stays true.
    defined = [
        cls
        for _, cls in inspect.getmembers(inspect.getmodule(engine), inspect.isclass)
        if issubclass(cls, Engine) and cls.__module__ == type(engine).__module__
    ]
    assert defined == [type(engine)]


def test_names_are_unique(engine: Engine) -> None:
    assert [other.name for other in engines_of(engine.capability)].count(engine.name) == 1


def test_it_works_and_gives_the_same_bytes_twice(engine: Engine, tmp_path: Path) -> None:
    availability = engine.is_available()
    if not availability.available:
        pytest.skip(availability.reason)
    outcomes = []
    for attempt in ("first", "second"):
        path = tmp_path / f"{attempt}{SUFFIXES[engine.capability]}"
        WORK[engine.capability](engine, path)
        outcomes.append(path.read_bytes())
    assert outcomes[0]
    assert outcomes[0] == outcomes[1]


def test_an_engine_nobody_knows_is_refused_with_the_known_ones() -> None:
    with pytest.raises(EngineUnavailable, match="kokoro"):
        pick(VoiceEngine, "nobody")
