"""Shoots a segment: draws its frames and encodes them as they are drawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.picture.caption import caption_texture, mark_texture
from pipeline.picture.encode import segment
from pipeline.picture.finish import Finish, mix
from pipeline.picture.frame import Stage
from pipeline.picture.view import ShotView
from pipeline.picture.yuv import Canvas, lay
from pipeline.vocabulary import Language

VERSION: Final = "17"
"""Part of every segment's key: raise it whenever the same request gives other pictures."""
CUT: Final = -1
"""Instead of a distance to the film's start or end: the segment is outside of the fade."""
_CAPTION_FADE = 3


@dataclass(frozen=True, slots=True)
class Film:
    """What all segments share: frame size, frame rate, the watermark's words."""

    width: int
    height: int
    fps: int
    watermark: str | None = None


@dataclass(frozen=True, slots=True)
class ShotPart:
    """A shot seen in a segment; `first` is the shot's own frame at the segment's start (it may lie outside)."""

    view: ShotView
    first: int


@dataclass(frozen=True, slots=True)
class Burned:
    """A caption in the picture from frame `start` to before frame `end` of the segment.

    `lit` are its words while they are said: (start, end, first, last), frames of the segment and range in the text.
    """

    start: int
    end: int
    text: str
    lit: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentRequest:
    """`frames` frames of one shot, or of two of which the first dissolves into the second.

    `fade_in` is how many frames of the film lie before this segment, `fade_out` how many after it, each CUT if the
    segment is not touched by that fade of `fade` frames.
    """

    film: Film
    parts: tuple[ShotPart, ...]
    frames: int
    fade: int
    fade_in: int
    fade_out: int
    captions: tuple[Burned, ...]
    caption_language: Language


class FrameSink(Protocol):
    """Takes frames: gives the planes of the next one, Y, U and V of yuv420p, to be filled, and then has it."""

    def planes(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
        """The next frame's planes."""
        ...

    def write(self) -> None:
        """They are filled."""
        ...


def shoot(request: SegmentRequest, path: Path) -> int:
    """Draw and encode a segment into `path` (MP4); gives its number of frames."""
    film = request.film
    with segment(path, film.width, film.height, film.fps) as writer:
        draw(request, writer)
    return request.frames


def draw(request: SegmentRequest, sink: FrameSink, wanted: Collection[int] | None = None) -> None:
    """Draw the frames of a segment, in order: all, or those that are `wanted`, each as it is among the others."""
    film = request.film
    stages = [_stage(part.view, film) for part in request.parts]
    finish = _finish(film.width, film.height, request.parts[0].view.seed)
    canvas, other = Canvas.black(film.width, film.height), None
    for frame in range(request.frames):
        if wanted is not None and frame not in wanted:
            continue
        stages[0].draw(canvas, request.parts[0].first + frame)
        if len(stages) > 1:
            other = other or Canvas.black(film.width, film.height)
            stages[1].draw(other, request.parts[1].first + frame)
            share = (frame + 0.5) / request.frames
            mix(canvas, other, share * share * (3 - 2 * share))
        _words(canvas, request, frame)
        # From a thousand, since a dissolve may begin before its shot.
        age = request.parts[0].first + frame + 1000
        finish.write(canvas, sink.planes(), age, film.fps, _light(request, frame))
        sink.write()


@lru_cache(maxsize=2)
def _stage(view: ShotView, film: Film) -> Stage:
    """The pieces of a long shot, and a shot and its dissolve, share one."""
    return Stage(view, film.width, film.height, film.fps)


@lru_cache(maxsize=2)
def _finish(width: int, height: int, seed: int) -> Finish:
    return Finish.of(width, height, seed)


def _words(canvas: Canvas, request: SegmentRequest, frame: int) -> None:
    for caption in request.captions:
        if caption.start <= frame < caption.end:
            lit = next(((first, last) for start, end, first, last in caption.lit if start <= frame < end), None)
            texture, left, top = caption_texture(
                caption.text, request.caption_language, request.film.width, request.film.height, lit
            )
            # A segment's edge is no caption's edge: one that runs on is not faded there.
            starts, ends = caption.start > 0, caption.end < request.frames
            shown = (frame - caption.start + 1) / _CAPTION_FADE if starts else 1.0
            left_over = (caption.end - frame) / _CAPTION_FADE if ends else 1.0
            lay(canvas, texture, left, top, 1.0, min(1.0, shown, left_over))
    if request.film.watermark:
        texture, left, top = mark_texture(request.film.watermark, request.film.width, request.film.height)
        lay(canvas, texture, left, top, 1.0, 0.62)


def _light(request: SegmentRequest, frame: int) -> float:
    """1, or less within the film's fades."""
    light = 1.0
    if request.fade_in != CUT and request.fade:
        light = min(light, (request.fade_in + frame) / request.fade)
    if request.fade_out != CUT and request.fade:
        light = min(light, (request.fade_out + request.frames - 1 - frame) / request.fade)
    light = min(max(light, 0.0), 1.0)
    return light * light * (3 - 2 * light)
