"""Still: a picture of a shot that is finished, to look at while the rest of the film is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.context import StageContext
from pipeline.stages.compose import runs
from pipeline.takes import Take
from pipeline.timeline import TimedShot, Timeline

SUFFIX = ".jpg"
_MOMENT, _NEAR = 0.6, 0.2
"""How far into its shot a frame is good (people have come in, what they do is under way), give or take."""
_AWAKE = 0.85
"""Share of their usual opening under which somebody's eyes are taken to be closing."""


def take_still(
    timeline: Timeline, number: int, segments: Sequence[Take], performance: Take | None, context: StageContext
) -> Take:
    """A JPEG of the shot of that index, out of the segments that belong to it (all of them, in order)."""
    from pipeline.picture.still import VERSION, still

    timed = timeline.shots[number]
    mine = [run for run in runs(timeline) if run.shot == number]
    # What is not seen alone, at the edges, dissolves into another shot. A shot may be all dissolve.
    alone = [run for run in mine if not run.later] or mine
    first, end = alone[0].start - timed.start_frame, alone[-1].start + alone[-1].frames - timed.start_frame
    moment = timed.start_frame + _good_frame(timed.frames, first, end, performance)
    run, segment = next(
        (run, segment) for run, segment in zip(mine, segments, strict=True) if moment < run.start + run.frames
    )
    frame = moment - run.start

    def make(path: Path) -> None:
        path.write_bytes(still(segment.path, frame, timeline.fps))

    return context.takes.get_or_make("still", VERSION, (segment, frame, timeline.fps), SUFFIX, make)


def good_frame(timed: TimedShot, performance: Take | None) -> int:
    """A frame that shows a shot well, counted from its start."""
    return _good_frame(timed.frames, 0, timed.frames, performance)


def _good_frame(frames: int, first: int, end: int, performance: Take | None) -> int:
    """The frame of the shot within `first`..`end` nearest to the good moment at which nobody blinks."""
    best = min(max(round((frames - 1) * _MOMENT), first), end - 1)
    if performance is None:
        return best
    near = range(max(first, round(best - frames * _NEAR)), min(end, round(best + frames * _NEAR) + 1))
    awake = _eyes_open(performance)
    return min(near, key=lambda frame: (not awake[min(max(frame, 0), len(awake) - 1)], abs(frame - best)), default=best)


def _eyes_open(performance: Take) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For every frame of a shot whether all its people have their eyes open, as far as they do in that shot."""
    with np.load(performance.path) as acted:
        channels = list(acted["channels"])
        lids = [column for column, name in enumerate(channels) if str(name).endswith("lid_upper")]
        people = [acted[name][:, lids].min(axis=1) for name in acted.files if name != "channels"]
    awake: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.all(
        [opening >= np.median(opening) * _AWAKE for opening in people], axis=0
    )
    return awake
