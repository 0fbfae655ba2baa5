"""Transcriber: from a recording to words with their times."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.vocabulary import Language


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it was heard, from the recording's start. `sure` is 0..1."""

    text: str
    start_ms: int
    end_ms: int
    sure: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard."""

    language: Language
    text: str
    """All of it, as it would be written: "l'ultimo" is two words here and one piece there."""
    words: tuple[HeardWord, ...]
    duration_ms: int


class Transcriber(Engine):
    """Hears. The same recording gives the same words."""

    capability: ClassVar[str] = "transcriber"

    @abstractmethod
    def languages(self) -> frozenset[Language]:
        """Languages it can write down."""

    @abstractmethod
    def hear(self, recording: Path, language: Language) -> Heard:
        """Write down a recording of any common format.

        Raises BadRecording for a file that is no sound.
        """
