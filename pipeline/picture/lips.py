"""Lips as seen: how far a mouth stands from shut in the decoded frames of a film.

The ruler is the same shot drawn with that mouth at rest: grain, light and movement are the same in both, so what
differs about the mouth is the mouth, and what the encoder lost.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from pipeline.picture.exposure import MOUTH_WEIGHTS
from pipeline.picture.frame import Stage
from pipeline.picture.pose import INDEX, REST
from pipeline.picture.shoot import SegmentRequest, draw
from pipeline.picture.speech_shapes import LEAD_S, SHAPES, shape_of
from pipeline.takes import Take
from pipeline.timeline import Phone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bytes = NDArray[np.uint8]

_GAP_MS = 20
_CHANGED, _LEAST_CHANGE = 0.25, 6.0
"""A point looks otherwise if it differs by this share of the most that any does, and by these levels of luma."""
_STEP = 0.3
"""Neighbouring phones whose mouths differ by this much in opening make an edge that can be timed."""


class _Pile:
    """Keeps the luma of the frames that are drawn."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (height, width)
        self.frames: list[Bytes] = []

    def planes(self) -> tuple[Bytes, Bytes, Bytes]:
        height, width = self._size
        self.frames.append(np.empty((height, width), np.uint8))
        half = (height // 2, width // 2)
        return self.frames[-1], np.empty(half, np.uint8), np.empty(half, np.uint8)

    def write(self) -> None:
        """The luma is kept already."""


def openings(request: SegmentRequest, video: Path, actor: int, folder: Path) -> Floats:
    """How far the mouth of the `actor`-th person stands from shut in every frame of a segment of one shot.

    The share of what is about the lips that looks otherwise than it does shut: what has parted, not how bright the
    teeth in it are, and nothing for what the encoder lost. `folder` takes a performance in which that mouth is at rest.
    """
    part = request.parts[0]
    view, film = part.view, request.film
    if view.performance is None:
        return np.zeros(request.frames)
    quiet = replace(part, view=replace(view, performance=_at_rest(view.performance, actor, folder)))
    pile = _Pile(film.width, film.height)
    draw(replace(request, parts=(quiet,)), pile)
    stage = Stage(view, film.width, film.height, film.fps)
    seen: list[Bytes] = [np.zeros((0, 0), np.uint8)] * request.frames
    with av.open(str(video)) as file:
        for number, frame in enumerate(file.decode(video=0)):
            plane: Any = frame.planes[0]
            luma = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
            at = min(max(part.first + number, 0), view.frames - 1)
            left, top, right, bottom = (max(0, side) for side in stage.troupe.lips(stage, actor, at))
            inside = np.s_[top : min(bottom, film.height), left : min(right, film.width)]
            if luma[inside].size:
                seen[number] = np.abs(luma[inside].astype(np.int16) - pile.frames[number][inside]).astype(np.uint8)
    # Against the most that a mouth changes in this shot: in the dark and on dark skin, lips differ by a few levels.
    most = max((float(np.percentile(part, 99)) for part in seen if part.size), default=0.0)
    changed = max(_LEAST_CHANGE, most * _CHANGED)
    return np.asarray([float((part > changed).mean()) if part.size else 0.0 for part in seen])


def _at_rest(performance: Take, actor: int, folder: Path) -> Take:
    with np.load(performance.path) as file:
        arrays = {name: file[name] for name in file.files}
    columns = list(arrays["channels"])
    part = arrays[f"p{actor}"].copy()
    for name in MOUTH_WEIGHTS:
        part[:, columns.index(name)] = REST[INDEX[name]]
    arrays[f"p{actor}"] = part
    path = folder / f"{hashlib.sha256(performance.digest.encode()).hexdigest()[:16]}-{actor}.npz"
    np.savez(path, **arrays)
    return Take(path, path.stem, {})


@dataclass(frozen=True, slots=True)
class LipSync:
    """What was seen of lines against their phones, the intended lead taken off.

    `errors_ms` of every edge between a shut and an open sound, positive when late; `closures` of how many sounds of
    shut lips, `closed` of them seen shut; `still` of `silent` frames in which nothing moves.
    """

    errors_ms: tuple[float, ...]
    closures: int
    closed: int
    silent: int
    still: int

    def __add__(self, other: LipSync) -> LipSync:
        return LipSync(
            self.errors_ms + other.errors_ms,
            self.closures + other.closures,
            self.closed + other.closed,
            self.silent + other.silent,
            self.still + other.still,
        )


NOTHING = LipSync((), 0, 0, 0, 0)


def judge(opened: Floats, seconds: Floats, phones: tuple[Phone, ...]) -> LipSync:
    """Compare what was seen (`opened` at times `seconds` of a shot) with the phones that one person says in it.

    The lowest of it is a shut mouth and the encoder's noise, its 95th percentile an open one: 1.
    """
    floor = float(np.percentile(opened, 3))
    reach = float(np.percentile(opened, 95)) - floor
    if reach <= 0:
        return NOTHING
    level = (opened - floor) / reach
    half_frame = float(seconds[1] - seconds[0]) / 2 if len(seconds) > 1 else 0.02
    inside = [phone for phone in phones if seconds[0] <= phone.start_ms / 1000 - LEAD_S <= seconds[-1]]
    sounds = [(phone, SHAPES[name][0], name) for phone in inside if (name := shape_of(phone.symbol)) is not None]
    errors = []
    for (before, narrow, _), (after, wide, _) in pairwise(sounds):
        if abs(wide - narrow) < _STEP or min(_length(before), _length(after)) < 0.05:
            continue
        if after.start_ms - before.end_ms > _GAP_MS:
            # The last sound of a line and the first of the next are no neighbours.
            continue
        error = _edge(level, seconds, before, after, rising=wide > narrow)
        if error is not None:
            errors.append(error * 1000)
    closures = closed = 0
    for phone, _, name in sounds:
        if name != "MBP":
            continue
        start, end = phone.start_ms / 1000 - LEAD_S - half_frame, phone.end_ms / 1000 - LEAD_S + half_frame
        near = level[(seconds >= start) & (seconds <= end)]
        if len(near):
            closures += 1
            closed += bool(near.min() <= 0.15)
    quiet = np.ones(len(seconds), np.bool_)
    for phone in phones:
        quiet &= (seconds < phone.start_ms / 1000 - 0.15) | (seconds > phone.end_ms / 1000 + 0.10)
    return LipSync(tuple(errors), closures, closed, int(quiet.sum()), int((level[quiet] <= 0.15).sum()))


def _length(phone: Phone) -> float:
    return (phone.end_ms - phone.start_ms) / 1000


def _edge(level: Floats, seconds: Floats, before: Phone, after: Phone, *, rising: bool) -> float | None:
    """How much later than expected the mouth passes half way from the middle of one phone to that of the next.

    None where no such way is seen. Beyond the two middles the mouth is on its way to other sounds.
    """
    start, end = ((phone.start_ms + phone.end_ms) / 2000 - LEAD_S for phone in (before, after))
    if start < seconds[0] or end > seconds[-1]:
        return None
    first, last = (float(np.interp(at, seconds, level)) for at in (start, end))
    if (last - first if rising else first - last) < 0.25:
        return None
    middle = (first + last) / 2
    inside = (seconds > start) & (seconds < end)
    times = np.concatenate([(start,), seconds[inside], (end,)])
    values = np.concatenate([(first,), level[inside], (last,)])
    expected = after.start_ms / 1000 - LEAD_S
    crossings = []
    for (at, one), (then, other) in pairwise(zip(times.tolist(), values.tolist(), strict=True)):
        if (one < middle <= other) if rising else (one >= middle > other):
            crossings.append(at + (middle - one) / (other - one) * (then - at) - expected)
    return min(crossings, key=abs, default=None)
