"""A film at a glance: frames at even distances, drawn as the film shows them but neither scored nor encoded.

For eyes that judge a film, and for CI, which keeps a strip of every example.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from pipeline.context import StageContext
from pipeline.crew import Crew
from pipeline.picture.encode import BT709, LIMITED
from pipeline.picture.shoot import Film, SegmentRequest, draw
from pipeline.render import Plan
from pipeline.stages.animate import animate
from pipeline.stages.compose import runs, segment_requests
from pipeline.stages.paint import paint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_GAP = 4
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class _Glimpse:
    """Frames of one segment."""

    request: SegmentRequest
    wanted: tuple[int, ...]


def film_strip(plan: Plan, seconds: Sequence[float], crew: Crew, context: StageContext) -> tuple[Pixels, ...]:
    """The film's frames at these times, ascending, those beyond its end left out: uint8 (height, width, 3), sRGB."""
    fps, timeline = plan.timeline.fps, plan.timeline
    sets = paint(plan.board, plan.brief, plan.engines.painter, crew, context)
    parts = animate(timeline, plan.board, plan.actors, plan.engines.animator, crew, context)
    burned = plan.captions[0] if plan.brief.burn_subtitles and plan.captions else None
    requests = segment_requests(timeline, plan.board, plan.actors, sets, parts, burned, plan.brief)
    frames = [round(second * fps) for second in seconds]
    glimpses = []
    for run, request in zip(runs(timeline), requests, strict=True):
        inside = tuple(frame - run.start for frame in frames if 0 <= frame - run.start < run.frames)
        if inside:
            glimpses.append(_Glimpse(request, inside))
    seen = crew.map("compose", _draw, glimpses, context)
    return tuple(frame for group in seen for frame in group)


def lay_strip(frames: Sequence[Pixels], seconds: Sequence[float], columns: int, path: Path) -> None:
    """Write the frames as one JPEG, `columns` a row, each with its time in seconds."""
    height, width = frames[0].shape[:2]
    rows = -(-len(frames) // columns)
    page = Image.new("RGB", (_GAP + columns * (width + _GAP), _GAP + rows * (height + _GAP)), "#1C1A1F")
    pen = ImageDraw.Draw(page)
    for number, (frame, second) in enumerate(zip(frames, seconds, strict=False)):
        row, column = divmod(number, columns)
        at = (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP))
        page.paste(Image.fromarray(frame), at)
        pen.text((at[0] + 3, at[1] + 1), f"{second:g}", fill="#F2E9DA", stroke_width=1, stroke_fill="#1C1A1F")
    page.save(path, "JPEG", quality=_QUALITY, optimize=True)


class _Glimpses:
    """Takes drawn frames and keeps them as sRGB."""

    def __init__(self, film: Film) -> None:
        self._frame = VideoFrame(film.width, film.height, "yuv420p")
        self._frame.colorspace, self._frame.color_range = BT709, LIMITED
        self.frames: list[Pixels] = []

    def planes(self) -> tuple[Pixels, Pixels, Pixels]:
        """The frame's own planes."""
        y, u, v = (self._plane(number) for number in range(3))
        return y, u, v

    def write(self) -> None:
        """Keep the frame."""
        self.frames.append(np.asarray(self._frame.to_ndarray(format="rgb24"), np.uint8))

    def _plane(self, number: int) -> Pixels:
        plane: Any = self._frame.planes[number]
        pixels: Pixels = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        return pixels


def _draw(glimpse: _Glimpse, _context: StageContext) -> tuple[Pixels, ...]:
    kept = _Glimpses(glimpse.request.film)
    draw(glimpse.request, kept, glimpse.wanted)
    return tuple(kept.frames)
