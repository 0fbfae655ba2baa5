"""Animator: what the people in a shot do, frame by frame."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.film import Look, Placement
from pipeline.timeline import Phone
from pipeline.vocabulary import Emotion


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something somebody says during the shot, timed from the shot's start. `loudness` is RMS 0..1 every 20 ms."""

    character: str | None
    start_ms: int
    end_ms: int
    emotion: Emotion
    strength: float
    phones: tuple[Phone, ...]
    """Timed from the shot's start."""
    loudness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Performer:
    """Who performs, how they look, where they stand, and how they feel when they do not speak."""

    placement: Placement
    look: Look
    mood: Emotion
    mood_strength: float
    chairs: bool = False
    """Whoever sits there sits on a chair, also in a dress in which one sits on the floor at home."""


@dataclass(frozen=True, slots=True)
class PerformanceRequest:
    """A shot to act. Utterances of people out of frame are heard and reacted to."""

    performers: tuple[Performer, ...]
    utterances: tuple[Utterance, ...]
    frames: int
    fps: int
    close: bool
    """The faces are large: small movements matter."""
    seed: int


class Animator(Engine):
    """Acts. The same request gives the same bytes."""

    capability: ClassVar[str] = "animator"

    @abstractmethod
    def perform(self, request: PerformanceRequest, path: Path) -> None:
        """Write the performance to `path`, an `.npz`.

        For each performer in order, as `p0`, `p1`, …, a float32 array (frames, channels); `channels` names the columns:
        those of `pipeline.picture.pose.CHANNELS`.
        """
