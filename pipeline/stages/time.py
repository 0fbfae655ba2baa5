"""Time: shots get their lengths, lines their places, and the film the length asked for.

Words are never cut or hurried: a film is fitted by its pauses and holds. Fitting is done twice by one rule, the film
over its scenes and each scene over its shots, by weights that move in coarse steps. A line that grows a little is so
absorbed by the hold of its own shot, and no other shot changes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.film import Brief, Shot, Storyboard
from pipeline.stages.pace import speaking_ms
from pipeline.timeline import Dissolve, LineCue, Spoken, TimedShot, Timeline, frames_of, ms_of_frame
from pipeline.vocabulary import ShotSize

LEAD_MS, BETWEEN_MS, TAIL_MS = 260, 320, 420
"""Quiet before, between and after the lines of a shot, at ease."""
TIGHT_LEAD_MS, TIGHT_BETWEEN_MS, TIGHT_TAIL_MS = 120, 180, 200
"""The same when time is short."""
TIGHT_HOLD = 0.55
"""Share of a hold that is kept when time is short."""
SHORTEST_MS = 1_000
STRETCH = 2.2
"""A film at ease may grow this much by holds before it drags."""
DISSOLVE_MS = 800
TOLERANCE_MS = 1_000


@dataclass(frozen=True, slots=True)
class Length:
    """What a shot can be: `tight` at least, `easy` at best."""

    tight_ms: int
    easy_ms: int


def time(board: Storyboard, recordings: Mapping[str, Spoken], brief: Brief) -> Timeline:
    """Storyboard and recorded lines (by line id) to a Timeline of the length asked for, or as near as the words allow."""
    lengths = {shot.shot_id: _length(shot, [recordings[line.line_id].duration_ms for line in shot.lines]) for shot in board.shots}
    wanted = _wanted_ms(lengths.values(), brief)
    shots = _fit(board, lengths, wanted.ms, brief.fps)
    timed: list[TimedShot] = []
    start = 0
    for shot in board.shots:
        frames = shots[shot.shot_id]
        spoken = [recordings[line.line_id] for line in shot.lines]
        timed.append(TimedShot(shot, start, frames, _cues(spoken, ms_of_frame(frames, brief.fps))))
        start += frames
    return Timeline(brief.fps, tuple(timed), _dissolves(timed, brief.fps), wanted.notes)


def estimate(board: Storyboard, brief: Brief) -> dict[str, int]:
    """Length of each shot in ms, by shot id, before anything is recorded."""
    language = board.story.language
    lengths = {
        shot.shot_id: _length(shot, [speaking_ms(line.text, language) for line in shot.lines]) for shot in board.shots
    }
    frames = _fit(board, lengths, _wanted_ms(lengths.values(), brief).ms, brief.fps)
    return {shot_id: ms_of_frame(count, brief.fps) for shot_id, count in frames.items()}


# ------------------------------------------------------------------------------------------------------ length


def _length(shot: Shot, spoken_ms: Sequence[int]) -> Length:
    words, gaps = sum(spoken_ms), max(0, len(spoken_ms) - 1)
    if not spoken_ms:
        tight = shot.hold_ms * (0.8 if shot.size is ShotSize.CARD else TIGHT_HOLD)
        return Length(max(SHORTEST_MS, round(tight)), max(SHORTEST_MS, shot.hold_ms))
    tight = words + TIGHT_LEAD_MS + TIGHT_TAIL_MS + gaps * TIGHT_BETWEEN_MS
    easy = words + LEAD_MS + TAIL_MS + gaps * BETWEEN_MS
    return Length(
        max(SHORTEST_MS, tight, round(shot.hold_ms * TIGHT_HOLD)), max(SHORTEST_MS, easy, shot.hold_ms)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The length the film will have; None is as long as it is at ease."""

    ms: int | None
    notes: tuple[str, ...] = ()


def _wanted_ms(lengths: Sequence[Length] | object, brief: Brief) -> Wanted:
    known = tuple(lengths)  # type: ignore[call-overload]
    tight, easy = sum(length.tight_ms for length in known), sum(length.easy_ms for length in known)
    if brief.minutes is None:
        return Wanted(None)
    asked = round(brief.minutes * 60_000)
    if asked < tight - TOLERANCE_MS:
        return Wanted(
            tight,
            (
                f"The script is too long for {_minutes(asked)}: its words alone take {_clock(tight)}. "
                f"Nothing was cut; the film is {_clock(tight)} long.",
            ),
        )
    longest = round(easy * STRETCH)
    if asked > longest:
        return Wanted(
            longest,
            (
                f"The script is too short for {_minutes(asked)}: told at ease it takes {_clock(easy)}. "
                f"Longer pauses and holds brought the film to {_clock(longest)}.",
            ),
        )
    return Wanted(max(asked, tight))


def _minutes(ms: int) -> str:
    minutes = ms / 60_000
    return f"{minutes:g} minute" + ("" if minutes == 1 else "s")


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms % 60_000 / 1000:04.1f}"


# --------------------------------------------------------------------------------------------------------- fit


def _fit(board: Storyboard, lengths: Mapping[str, Length], wanted_ms: int | None, fps: int) -> dict[str, int]:
    """Frames of each shot by id. With no length asked for, every shot is as long as it is at ease, in coarse steps."""
    if wanted_ms is None:
        return {shot.shot_id: _up(lengths[shot.shot_id].easy_ms, fps) for shot in board.shots}
    scenes = [[lengths[shot.shot_id] for shot in scene.shots] for scene in board.scenes]
    totals = [Length(sum(s.tight_ms for s in shots), sum(s.easy_ms for s in shots)) for shots in scenes]
    frames: dict[str, int] = {}
    for scene, shots, length in zip(board.scenes, scenes, _share(totals, frames_of(wanted_ms, fps), fps), strict=True):
        for shot, count in zip(scene.shots, _share(shots, length, fps), strict=True):
            frames[shot.shot_id] = count
    return frames


def _up(ms: int, fps: int, step_ms: int = 250) -> int:
    return frames_of(math.ceil(ms / step_ms) * step_ms, fps)


def _share(lengths: Sequence[Length], frames: int, fps: int) -> list[int]:
    """Divide `frames` over pieces, none under its tight length, by weights that move in steps of about a quarter.

    If the tight lengths alone fill the frames each gets its own, and the last takes the rounding.
    """
    tight = [math.ceil(length.tight_ms * fps / 1000) for length in lengths]
    weights = [1.25 ** round(math.log(max(1, length.easy_ms), 1.25)) for length in lengths]
    if sum(tight) >= frames:
        return tight
    fixed: dict[int, int] = {}
    while True:
        free = [index for index in range(len(lengths)) if index not in fixed]
        room, weight = frames - sum(fixed.values()), sum(weights[index] for index in free)
        short = [index for index in free if room * weights[index] / weight < tight[index]]
        if not short:
            break
        for index in short:
            # In steps of half a second where there is room for it, so that a small change stays a small change.
            fixed[index] = tight[index]
    shares = dict(fixed)
    edge, taken = 0.0, 0
    for index in free:
        edge += room * weights[index] / weight
        shares[index] = round(edge) - taken
        taken = round(edge)
    return [shares[index] for index in range(len(lengths))]


# -------------------------------------------------------------------------------------------------------- cues


def _cues(spoken: Sequence[Spoken], length_ms: int) -> tuple[LineCue, ...]:
    """Lines in a shot: a quarter of the quiet before, a part between, the rest after, so that sound leads a little."""
    if not spoken:
        return ()
    gaps = len(spoken) - 1
    quiet = max(0, length_ms - sum(line.duration_ms for line in spoken))
    least = TIGHT_LEAD_MS + TIGHT_TAIL_MS + gaps * TIGHT_BETWEEN_MS
    spare = max(0, quiet - least)
    lead = min(quiet, TIGHT_LEAD_MS + min(1_200, round(spare * 0.3)))
    between = TIGHT_BETWEEN_MS + (min(1_000, round(spare * 0.35 / gaps)) if gaps else 0)
    cues: list[LineCue] = []
    at = lead
    for line in spoken:
        cues.append(LineCue(line, at))
        at += line.duration_ms + between
    return tuple(cues)


def _dissolves(timed: Sequence[TimedShot], fps: int) -> tuple[Dissolve, ...]:
    """A dissolve wherever time or place changes, and around the cards."""
    frames = frames_of(DISSOLVE_MS, fps) // 2 * 2
    cuts = []
    for index, (before, after) in enumerate(zip(timed, timed[1:], strict=False)):
        card = ShotSize.CARD in (before.shot.size, after.shot.size)
        if card or before.shot.scene_number != after.shot.scene_number:
            room = min(before.frames, after.frames) // 2 // 2 * 2
            cuts.append(Dissolve(index, min(frames, room)))
    return tuple(cuts)
