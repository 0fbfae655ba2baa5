"""Composer: music for a scene."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.vocabulary import Beat, Culture, Emotion, MusicStyle, TimeOfDay


@dataclass(frozen=True, slots=True)
class MusicCue:
    """What to play. `strength` 0..1 is how strongly the scene feels; `last` asks for a true ending.

    `hits` are cuts that the music marks, `talk` stretches over which somebody speaks; both in ms from the cue's start.
    """

    style: MusicStyle
    duration_ms: int
    emotions: tuple[Emotion, ...]
    strength: float
    beat: Beat | None
    time_of_day: TimeOfDay
    culture: Culture
    seed: int
    last: bool
    hits: tuple[int, ...] = ()
    talk: tuple[tuple[int, int], ...] = ()


class Composer(Engine):
    """Composes and plays. The same cue gives the same bytes."""

    capability: ClassVar[str] = "composer"

    @abstractmethod
    def styles(self) -> frozenset[MusicStyle]:
        """Styles it can play."""

    @abstractmethod
    def compose(self, cue: MusicCue, path: Path) -> None:
        """Write exactly `duration_ms` of stereo 48 kHz float WAV to `path`, faded at both ends, peak under 1."""
