"""Whisper: what it says over and over is heard again so that it cannot."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines.transcriber import whisper
from pipeline.engines.transcriber.whisper import WhisperTranscriber
from pipeline.vocabulary import Language


@dataclass(frozen=True)
class Told:
    text: str
    words: tuple[Any, ...] = ()
    end: float = 0.5


class Parrot:
    """Repeats itself unless it may not."""

    def __init__(self, said: str) -> None:
        self.said = said
        self.asked: list[int] = []

    def transcribe(self, *_: object, no_repeat_ngram_size: int = 0, **__: object) -> tuple[list[Told], None]:
        self.asked.append(no_repeat_ngram_size)
        return [Told("It rang." if no_repeat_ngram_size else self.said)], None


@pytest.mark.parametrize(
    ("said", "heard", "times"),
    [
        (" It rang. These things, these things, these things, these things, these th", "It rang.", 2),
        ("它响了。这些东西,这些东西,这些东西,这些东西,这些东", "It rang.", 2),
        (" Row, row, row your boat.", "Row, row, row your boat.", 1),
        (" The river is wide.", "The river is wide.", 1),
    ],
)
def test_a_loop_is_heard_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, heard: str, times: int
) -> None:
    with wave.open(str(tmp_path / "line.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(b"\0\1" * 16_000)
    parrot = Parrot(said)
    monkeypatch.setattr(whisper, "_model", lambda: parrot)
    assert WhisperTranscriber().hear(tmp_path / "line.wav", Language.ENGLISH).text == heard
    assert len(parrot.asked) == times


def test_what_is_made_up_behind_the_last_word_is_not_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Inventor:
        def transcribe(self, *_: object, **__: object) -> tuple[list[Told], None]:
            return [Told(" It rang.", end=0.6), Told(" Twice.", end=0.9), Told(" These things.", end=1.0)], None

    with wave.open(str(tmp_path / "line.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(b"\0\1" * 16_000)
    monkeypatch.setattr(whisper, "_model", Inventor)
    assert WhisperTranscriber().hear(tmp_path / "line.wav", Language.ENGLISH).text == "It rang. Twice."
