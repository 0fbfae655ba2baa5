"""When everything happens: integer milliseconds, and the one place that rounds time to frames and samples.

A shot is a whole number of frames and everything inside it is timed from its own start, so that a shot that moves in
the film stays the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.film import Line, Shot
from pipeline.takes import Take

SAMPLE_RATE = 48_000
"""Of the master, in samples a second."""


def frames_of(ms: float, fps: int) -> int:
    """Whole frames nearest to a time."""
    return round(ms * fps / 1000)


def ms_of_frame(frame: int, fps: int) -> int:
    """Start of a frame, to the nearest millisecond."""
    return round(frame * 1000 / fps)


def samples_of(ms: float, rate: int = SAMPLE_RATE) -> int:
    """Whole samples nearest to a time."""
    return round(ms * rate / 1000)


@dataclass(frozen=True, slots=True)
class Phone:
    """One sound of speech: an IPA symbol (or a punctuation mark for silence), from the take's start."""

    symbol: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written in the line, from the take's start. `start`..`end` is its range in the line's text."""

    text: str
    start_ms: int
    end_ms: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recorded line: mono 16-bit WAV take, how long it is, and when its phones and words are heard.

    Leading and trailing silence are cut to at most 40 ms, so a pause is never hidden in a take.
    """

    line: Line
    audio: Take
    duration_ms: int
    phones: tuple[Phone, ...] = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)
    syllables: tuple[Word, ...] = field(default=(), repr=False)
    """Of a line that is chanted."""


@dataclass(frozen=True, slots=True)
class LineCue:
    """A spoken line at its place in its shot."""

    spoken: Spoken
    start_ms: int
    """From the start of the shot."""

    @property
    def end_ms(self) -> int:
        """From the start of the shot."""
        return self.start_ms + self.spoken.duration_ms


@dataclass(frozen=True, slots=True)
class TimedShot:
    """A shot with its length and its lines in time. `start_frame` is its place in the film."""

    shot: Shot
    start_frame: int
    frames: int
    cues: tuple[LineCue, ...]

    @property
    def end_frame(self) -> int:
        """First frame after the shot."""
        return self.start_frame + self.frames


@dataclass(frozen=True, slots=True)
class Dissolve:
    """`frames` frames in which the shot at `before` (index in the film) gives way to the next."""

    before: int
    frames: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The film in time: shots follow each other without gap or overlap.

    A dissolve covers `frames` frames centred on the cut after shot `before`, for which both shots play on beyond the
    cut (their last and first pose held). `notes` are for the creator.
    """

    fps: int
    shots: tuple[TimedShot, ...]
    dissolves: tuple[Dissolve, ...]
    notes: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """Length of the film in frames."""
        return self.shots[-1].end_frame if self.shots else 0

    @property
    def duration_ms(self) -> int:
        """Length of the film."""
        return ms_of_frame(self.frames, self.fps)

    def start_ms(self, timed: TimedShot) -> int:
        """When a shot starts in the film."""
        return ms_of_frame(timed.start_frame, self.fps)

    def scene_ranges_ms(self) -> tuple[tuple[int, int, int], ...]:
        """(scene number, start, end) of every run of shots of one scene, in order. Cards belong to their scene."""
        ranges: list[tuple[int, int, int]] = []
        for timed in self.shots:
            start, end = self.start_ms(timed), ms_of_frame(timed.end_frame, self.fps)
            if ranges and ranges[-1][0] == timed.shot.scene_number:
                ranges[-1] = (ranges[-1][0], ranges[-1][1], end)
            else:
                ranges.append((timed.shot.scene_number, start, end))
        return tuple(ranges)
