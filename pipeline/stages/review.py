"""Review: the finished file is read back and held against what was planned.

Its sound is decoded whole. Its picture is decoded a segment at a time, once for every segment there is; of the film it
is then enough to see that its packets are the segments' own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.film import Film
from pipeline.stages.mix import Master
from pipeline.takes import Take
from pipeline.timeline import Timeline, ms_of_frame

Numbers = NDArray[np.float32]

BLACK_LEVEL = 18.5
"""Mean luma (16 is black) under which a frame counts as black."""
BLACK_MS = 400
FROZEN_CHANGE = 0.02
FROZEN_MS = 1_500
LOUDNESS_LUFS, LOUDNESS_TOLERANCE = -14.0, 0.5
VERSION = "3"
PEAK_DBTP = -1.0
PEAK_TOLERANCE_DB = 0.3
"""AAC rounds: a master at -1 dBTP may come back a little higher."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the film."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the finished file is, and every fault found in it (none: `faults` is empty)."""

    duration_ms: int
    planned_ms: int
    width: int
    height: int
    fps: float
    frames: int
    planned_frames: int
    constant_rate: bool
    video_codec: str
    profile: str
    pixel_format: str
    colour_range: str
    colour_matrix: str
    audio_codec: str
    audio_rate: int
    audio_channels: int
    audio_ms: int
    loudness_lufs: float
    true_peak_db: float
    clipped_samples: int
    subtitle_languages: tuple[str, ...]
    chapters: int
    fast_start: bool
    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]
    bytes: int
    notes: tuple[str, ...]
    faults: tuple[str, ...]


_REPORT = TypeAdapter(Report)


def review(film: Film, segments: Sequence[Take], timeline: Timeline, master: Master, context: StageContext) -> Report:
    """Decode the film and measure it; a film that was measured before is not measured again."""

    def measure(path: Path) -> None:
        path.write_bytes(_REPORT.dump_json(_measure(film, segments, timeline, master, context)))

    context.step("review", 0, 1)
    inputs = (film.video, tuple(segments), timeline.frames, timeline.fps, timeline.dissolves, master.lufs, film.notes)
    take = context.takes.get_or_make("review", VERSION, inputs, ".report", measure)
    context.step("review", 1, 1)
    return _REPORT.validate_json(take.path.read_bytes())


def _measure(film: Film, segments: Sequence[Take], timeline: Timeline, master: Master, context: StageContext) -> Report:
    from pipeline.picture.playback import play, sound_of
    from pipeline.sound.loudness import integrated_lufs, true_peak_db

    seen = play(film.video, [segment.path for segment in segments])
    sound = np.concatenate([*sound_of(film.video)])
    audio_ms = round(len(sound) * 1000 / seen.audio_rate)
    lufs, peak = float(integrated_lufs(sound)), float(true_peak_db(sound))
    levels, changes = _watched(segments, context)
    black = _stretches(levels < BLACK_LEVEL, timeline.fps, BLACK_MS)
    frozen = _stretches(changes < FROZEN_CHANGE, timeline.fps, FROZEN_MS)
    colour_range, matrix, primaries, transfer = seen.colour
    faults = []
    if seen.frames != timeline.frames:
        faults.append(f"{seen.frames} frames instead of {timeline.frames}")
    if not seen.same_picture or len(levels) != seen.frames:
        faults.append("the picture is not that of its segments")
    if abs(audio_ms - timeline.duration_ms) > 50:
        faults.append(f"sound of {audio_ms} ms for a picture of {timeline.duration_ms} ms")
    if not seen.constant_rate:
        faults.append("frames are not evenly spaced")
    if (seen.video_codec, seen.pixel_format) != ("h264", "yuv420p") or "High" not in seen.profile:
        faults.append(f"video is {seen.video_codec} {seen.profile} {seen.pixel_format}, not H.264 High yuv420p")
    if (colour_range, matrix, primaries, transfer) != (1, 1, 1, 1):
        faults.append("colours are not tagged as BT.709 limited range")
    if not seen.fast_start:
        faults.append("the index lies behind the pictures: no fast start")
    if abs(lufs - LOUDNESS_LUFS) > LOUDNESS_TOLERANCE and master.lufs > LOUDNESS_LUFS - LOUDNESS_TOLERANCE:
        faults.append(f"loudness is {lufs:.1f} LUFS")
    if peak > PEAK_DBTP + PEAK_TOLERANCE_DB:
        faults.append(f"true peak is {peak:.1f} dBTP")
    faults += [f"black from {part.start_ms} to {part.end_ms} ms" for part in black if _inside(part, timeline)]
    faults += [f"frozen from {part.start_ms} to {part.end_ms} ms" for part in frozen]
    return Report(
        duration_ms=seen.duration_ms,
        planned_ms=timeline.duration_ms,
        width=seen.width,
        height=seen.height,
        fps=round(seen.fps, 3),
        frames=seen.frames,
        planned_frames=timeline.frames,
        constant_rate=seen.constant_rate,
        video_codec=seen.video_codec,
        profile=seen.profile,
        pixel_format=seen.pixel_format,
        colour_range="limited" if colour_range == 1 else str(colour_range),
        colour_matrix="bt709" if matrix == 1 else str(matrix),
        audio_codec=seen.audio_codec,
        audio_rate=seen.audio_rate,
        audio_channels=seen.audio_channels,
        audio_ms=audio_ms,
        loudness_lufs=round(lufs, 2),
        true_peak_db=round(peak, 2),
        clipped_samples=int((np.abs(sound) >= 1.0).sum()),
        subtitle_languages=seen.subtitle_languages,
        chapters=seen.chapters,
        fast_start=seen.fast_start,
        black=black,
        frozen=frozen,
        bytes=film.video.stat().st_size,
        notes=film.notes,
        faults=tuple(faults),
    )


def _watched(segments: Sequence[Take], context: StageContext) -> tuple[Numbers, Numbers]:
    """Levels and changes of all frames. Of an edited film only the segments that are new are decoded."""
    from pipeline.picture.playback import Seen, change, watch

    def seen(segment: Take) -> Seen:
        def make(path: Path) -> None:
            found = watch(segment.path)
            with path.open("wb") as file:
                np.savez(file, **{field.name: getattr(found, field.name) for field in fields(Seen)})

        take = context.takes.get_or_make("watch", VERSION, (segment,), ".npz", make)
        with np.load(take.path) as kept:
            return Seen(**kept)

    parts = [seen(segment) for segment in segments]
    for before, after in pairwise(parts):
        # A long shot is several segments: it may stand still over the seam.
        after.changes[0] = change(after.first, before.last)
    return np.concatenate([one.levels for one in parts]), np.concatenate([one.changes for one in parts])


def _inside(part: Stretch, timeline: Timeline) -> bool:
    """Whether it lies away from the film's two fades."""
    return part.start_ms > 0 and part.end_ms < timeline.duration_ms


def _stretches(marked: np.ndarray[tuple[int], np.dtype[np.bool_]], fps: int, least_ms: int) -> tuple[Stretch, ...]:
    """Runs of marked frames of at least that length."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    runs = [Stretch(ms_of_frame(int(first), fps), ms_of_frame(int(end), fps)) for first, end in pairs]
    return tuple(run for run in runs if run.end_ms - run.start_ms >= least_ms)
