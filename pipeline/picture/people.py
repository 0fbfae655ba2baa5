"""The people of a shot: their parts read, their bodies measured, drawn by Skia frame by frame and blended in.

Each is drawn at the size and place the camera sees them, sharp at any zoom, into a box no larger than they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Backdrop
from pipeline.picture.figure import Figure, bounds
from pipeline.picture.finish import draw_dots
from pipeline.picture.focus import blurred
from pipeline.picture.pose import INDEX, REST
from pipeline.picture.skeleton import HEADS, Build, stature
from pipeline.picture.yuv import Canvas, Texture, lay, texture_of, yuv_of
from pipeline.takes import Take
from pipeline.vocabulary import Facing, ShotSize

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage
    from pipeline.picture.view import Actor

Part = NDArray[np.float32]

_SHOULDER_SCALE = 1.45
"""Size of the partner in an over-the-shoulder shot against who is looked at."""


_FAR = frozenset({ShotSize.WIDE, ShotSize.FULL})
_SPARE = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody as drawn for a frame: where the picture's corner and their feet were, and how tall they stood."""

    frame: int
    texture: Texture | None
    left: int
    top: int
    x: float
    y: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Troupe:
    """Everybody in a shot, with their part: float32 (frames, channels) each."""

    actors: tuple[Actor, ...]
    parts: tuple[Part, ...]
    backdrop: Backdrop
    statures: dict[str, float]
    tops: dict[str, float]
    heads: dict[str, float]
    figures: tuple[Figure, ...]
    _drawn: dict[int, Drawn] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: tuple[Actor, ...], performance: Take | None, backdrop: Backdrop, frames: int) -> Troupe:
        """Read the performance; without one everybody stands at ease."""
        parts: list[Part] = []
        if performance is not None:
            with np.load(performance.path) as file:
                order = [list(file["channels"]).index(name) for name in INDEX]
                parts = [np.ascontiguousarray(file[f"p{number}"][:, order]) for number in range(len(actors))]
        else:
            parts = [np.tile(np.asarray(REST, np.float32), (max(frames, 1), 1)) for _ in actors]
        statures, tops, heads = {}, {}, {}
        for actor, part in zip(actors, parts, strict=True):
            name = actor.placement.character
            build = Build.of(actor.look)
            # Framed for how they are through most of the shot: a seated person's head is lower.
            drop = float(np.median(part[:, INDEX["drop"]])) * build.leg / build.heads
            statures[name] = stature(actor.look)
            tops[name] = 1.0 - max(0.0, drop)
            heads[name] = HEADS[actor.look.age_group]
        figures = tuple(Figure(actor.look, backdrop.light, actor.placement.x) for actor in actors)
        return cls(actors, tuple(parts), backdrop, statures, tops, heads, figures)

    def draw(self, canvas: Canvas, stage: Stage, at: int) -> None:
        """Blend everybody into a frame: those who are not in focus first, who has their back to us last."""
        focus = stage.view.focus
        order = sorted(
            range(len(self.actors)),
            key=lambda n: (self.actors[n].placement.back_to_camera, self.actors[n].placement.character == focus),
        )
        for number in order:
            self._shadow(canvas, stage, number, at)
        for number in order:
            self._person(canvas, stage, number, at)

    def _feet(self, stage: Stage, number: int, at: int) -> tuple[float, float, float]:
        """Where the feet stand before they walk (frame pixels), and the standing height in pixels."""
        actor = self.actors[number]
        height = self.backdrop.figure_height * self.statures[actor.placement.character]
        height_px = height * float(stage.path[at, 2]) * stage.height
        x, y = stage.place(actor.placement.x, self.backdrop.floor_y, at)
        if stage.view.size is ShotSize.OVER_SHOULDER and actor.placement.back_to_camera:
            # Nearer to the camera than the stage: larger, and at the frame's edge: a shoulder frames the face.
            other = next((a for a in self.actors if a is not actor), None)
            right = other is None or other.placement.x < actor.placement.x
            height_px *= _SHOULDER_SCALE
            # A narrow frame has room for a shoulder only.
            inset = 0.10 if stage.width > stage.height else -0.04
            edge = 1 - inset if right else inset
            x = stage.width * edge + (x - stage.width / 2) * 0.05
            y = stage.height * 0.24 + height_px * self.tops[actor.placement.character]
        return x, y, height_px

    def track(self, name: str | None, frames: int) -> Part | None:
        """Where somebody is at every frame, 0..1 of the set's width; None for nobody."""
        for number, actor in enumerate(self.actors):
            if actor.placement.character == name:
                height = self.backdrop.figure_height * self.statures[actor.placement.character]
                # The set's height is its unit; across it the same length is a smaller share.
                across = height * self.backdrop.height / self.backdrop.width
                walked = [self._walked(number, at) for at in range(frames)]
                return np.asarray(actor.placement.x + np.asarray(walked) * across, np.float32)
        return None

    def _walked(self, number: int, at: int) -> float:
        """How far somebody has gone from their place, in their own heights, to the right."""
        part = self.parts[number]
        way = -1.0 if self.actors[number].placement.facing is Facing.LEFT else 1.0
        return way * float(part[min(at, len(part) - 1), INDEX["root_x"]])

    def _shadow(self, canvas: Canvas, stage: Stage, number: int, at: int) -> None:
        """A contact shadow under the feet, and a longer one away from the light."""
        x, y, height_px = self._feet(stage, number, at)
        x += self._walked(number, at) * height_px
        if y - height_px * 0.05 > stage.height * 1.02:
            return
        light = self.backdrop.light
        key_x, _ = stage.place(light.key_x, light.key_y, at)
        away = max(-1.0, min(1.0, (x - key_x) / stage.width * 1.6))
        shade = yuv_of(_darker(light.palette.shade))
        wide = height_px * 0.13
        long = height_px * 0.30
        rows = [
            [x + away * long * 0.8, y + wide * 0.03, wide + long * abs(away) * 0.7, wide * 0.2, 0.0, *shade, 0.26, 1.0],
            [x, y + wide * 0.02, wide, wide * 0.22, 0.0, *shade, 0.5, 0.9],
        ]
        draw_dots(canvas, np.asarray(rows, np.float32))

    def _person(self, canvas: Canvas, stage: Stage, number: int, at: int) -> None:
        base = at - at % self._every(stage, number)
        drawn = self._drawn.get(number)
        if drawn is None or drawn.frame != base:
            drawn = self._drawing(stage, number, base)
            self._drawn[number] = drawn
        if drawn.texture is None:
            return
        # Between two drawings the camera still moves: the last one moves with it.
        x, y, height_px = self._feet(stage, number, at)
        scale = height_px / drawn.height_px
        lay(canvas, drawn.texture, x + (drawn.left - drawn.x) * scale, y + (drawn.top - drawn.y) * scale, scale)

    def _every(self, stage: Stage, number: int) -> int:
        """Frames that one drawing lasts: people far off are drawn on twos, as animators do; a near face never."""
        if stage.view.size in _FAR and stage.fps >= 24:
            return 2
        return 1 if self.actors[number].placement.character == stage.view.focus else 2

    def _drawing(self, stage: Stage, number: int, at: int) -> Drawn:
        actor, part = self.actors[number], self.parts[number]
        row = part[min(at, len(part) - 1)]
        placement = actor.placement
        x, y, height_px = self._feet(stage, number, at)
        box = bounds(actor.look, row, height_px, placement.facing)
        # A little more than is seen, for the camera's next step.
        left, top = max(math.floor(x + box.left), -_SPARE) // 2 * 2, max(math.floor(y + box.top), -_SPARE) // 2 * 2
        right = min(math.ceil(x + box.right), stage.width + _SPARE)
        bottom = min(math.ceil(y + box.bottom), stage.height + _SPARE)
        if right - left < 4 or bottom - top < 4:
            return Drawn(at, None, left, top, x, y, height_px)
        pixels: Any = np.zeros(((bottom - top + 1) // 2 * 2, (right - left + 1) // 2 * 2, 4), np.uint8)
        surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        drawing = surface.getCanvas()
        drawing.translate(x - left, y - top)
        self.figures[number].draw(drawing, row, placement.facing, placement.back_to_camera, height_px)
        texture = texture_of(pixels, premultiplied=True)
        if stage.view.size is ShotSize.OVER_SHOULDER and placement.back_to_camera:
            texture = blurred(texture, stage.height * 0.008)
        return Drawn(at, texture, left, top, x, y, height_px)


def _darker(colour: str) -> str:
    return "".join(f"{round(int(colour[at : at + 2], 16) * 0.45):02X}" for at in (0, 2, 4))
