"""The creator's own recording: found line by line, cut out, timed; what is not in it is left to the voices."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from pipeline.context import StageContext
from pipeline.contracts.transcriber import Heard, HeardWord, Transcriber
from pipeline.contracts.voice import SpeechRequest
from pipeline.engines.transcriber.whisper import WhisperTranscriber
from pipeline.engines.voice.kokoro import KokoroVoice
from pipeline.errors import BadRecording
from pipeline.film import BoardScene, Brief, Line, Shot, Storyboard, Voice
from pipeline.speech.following import follow
from pipeline.speech.vocoder import RATE
from pipeline.stages.narrate import check_narration, narrate
from pipeline.vocabulary import CameraMove, Emotion, Language, ShotSize, Why
from tests import factories

LINES = (
    "The old man carried his lamp down to the river.",
    "Will it reach the sea tonight, father?",
    "Only if you let it go gently.",
)
UNSAID = "Nobody ever recorded these particular words."


def board(texts: tuple[str, ...]) -> Storyboard:
    lines: list[Line] = [factories.line(number, None, text) for number, text in enumerate(texts, 1)]
    scene = factories.scene(1, lines)
    shot = Shot("s1", 1, ShotSize.MEDIUM, CameraMove.STATIC, (), None, tuple(lines), Why.SPEAKS)
    return Storyboard(factories.story([scene]), (BoardScene(scene, (shot,)),))


def heard(*words: tuple[str, int, int]) -> tuple[HeardWord, ...]:
    return tuple(HeardWord(text, start, end, 0.9) for text, start, end in words)


def test_words_are_found_though_some_are_misheard() -> None:
    ear = heard(("the", 0, 100), ("old", 100, 300), ("men", 300, 600), ("25", 900, 1500), ("lambs", 1500, 1900))
    (one, other) = follow(["The old man", "twenty-five warm lamps"], ear, Language.ENGLISH)
    assert [round(word.start_ms) for word in one] == [0, 100, 300]
    assert round(other[0].start_ms) == 900
    assert 1400 <= other[1].start_ms <= 1600, "a word nobody heard stands between its neighbours"
    assert other[1].share < 0.5 < other[2].share
    assert round(other[2].start_ms) == 1500


def test_another_text_is_not_found() -> None:
    ear = heard(("quite", 0, 300), ("something", 300, 700), ("else", 700, 900))
    (words,) = follow(["Buried krill, vaguely"], ear, Language.ENGLISH)
    assert sum(word.share for word in words) / len(words) < 0.3


class Deaf(Transcriber):
    """Hears always the same."""

    name, version, rank = "deaf", "1", 0
    licence = WhisperTranscriber.licence
    is_available = WhisperTranscriber.is_available

    def languages(self) -> frozenset[Language]:
        return frozenset(Language)

    def hear(self, recording: Path, language: Language) -> Heard:
        return Heard(language, "Kakapo zebu", heard(("Kakapo", 0, 400), ("zebu", 500, 900)), 1_000)


def tone(path: Path, seconds: float = 1.0) -> Path:
    write(path, 0.3 * np.sin(np.arange(round(RATE * seconds)) * 0.05))
    return path


def write(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


def test_a_recording_of_another_script_is_refused(tmp_path: Path, context: StageContext) -> None:
    brief = Brief(narration=tone(tmp_path / "other.wav"))
    with pytest.raises(BadRecording, match=r"not of this script: of 3 lines 0"):
        narrate(board(LINES), brief, Deaf(), context)


def test_what_is_no_recording_is_refused(tmp_path: Path, context: StageContext) -> None:
    (tmp_path / "text.mp3").write_text("no sound at all")
    write(tmp_path / "silent.wav", np.zeros(RATE))
    for name, words in (("none.wav", "no recording"), ("text.mp3", "can be read"), ("silent.wav", "silent")):
        with pytest.raises(BadRecording, match=words):
            check_narration(Brief(narration=tmp_path / name), context)
    check_narration(Brief(narration=tone(tmp_path / "good.wav")), context)
    check_narration(Brief(), context)


WITHOUT_EARS = """
import importlib.util, sys
from pathlib import Path

find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "faster_whisper" else find_spec(name)
from pipeline.errors import EngineUnavailable
from pipeline.film import Brief
from pipeline.render import Engines

assert Engines.choose(Brief()).transcriber is None
assert "faster_whisper" not in sys.modules
try:
    Engines.choose(Brief(narration=Path("mine.wav")))
except EngineUnavailable as problem:
    print(problem)
"""


def test_only_a_recording_needs_ears() -> None:
    """Without Whisper films are made as ever; who gives a recording is told what to install."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_EARS], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert "faster_whisper" in done.stdout.decode()
    assert "make setup" in done.stdout.decode()


@pytest.mark.slow
def test_a_recording_drives_words_and_sounds(tmp_path: Path, context: StageContext) -> None:
    """A recording whose times are known: another voice reads the lines, with long pauses and a breath of noise."""
    voice = Voice("kokoro", "bf_emma", Language.ENGLISH, speed=0.9)
    parts, truth, at = [np.zeros(RATE)], [], 1_000.0
    for text in LINES:
        speech = KokoroVoice().speak(SpeechRequest(text, voice, Emotion.CALM, 0.5), tmp_path / "line.wav")
        with wave.open(str(tmp_path / "line.wav")) as file:
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767
        truth.append((at, speech))
        parts += [sound, np.zeros(RATE)]
        at += len(sound) * 1000 / RATE + 1_000
    whole = np.concatenate(parts)
    whole += np.random.default_rng(1).normal(0, 0.001, len(whole))
    write(tmp_path / "mine.wav", np.clip(whole, -1, 1))
    made = narrate(board((*LINES, UNSAID)), Brief(narration=tmp_path / "mine.wav"), WhisperTranscriber(), context)
    assert set(made.spoken) == {"l1", "l2", "l3"}
    assert UNSAID in made.notes[0]
    for (_, speech), spoken in zip(truth, made.spoken.values(), strict=True):
        assert abs(spoken.duration_ms - speech.duration_ms) < 250
        assert [word.text for word in spoken.words] == [word.text for word in speech.words]
        errors = [abs(one.start_ms - other.start_ms) for one, other in zip(spoken.words, speech.words, strict=True)]
        assert float(np.median(errors)) < 120, errors
        assert spoken.phones[0].start_ms == 0
        assert spoken.phones[-1].end_ms == spoken.duration_ms
        assert all(a.end_ms == b.start_ms for a, b in zip(spoken.phones, spoken.phones[1:], strict=False))
        assert len([phone for phone in spoken.phones if phone.symbol.isalpha()]) > 10
