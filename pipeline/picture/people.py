"""The people of a shot: their parts read, their bodies measured, drawn by Skia frame by frame and blended in.

Each is drawn at the size and place the camera sees them, sharp at any zoom, into a box no larger than they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Backdrop
from pipeline.picture.figure import Figure
from pipeline.picture.finish import draw_dots
from pipeline.picture.focus import blurred
from pipeline.picture.pose import INDEX, REST
from pipeline.picture.skeleton import HEADS, Build, stature
from pipeline.picture.yuv import Canvas, lay, texture_of, yuv_of
from pipeline.takes import Take
from pipeline.vocabulary import Facing, ShotSize

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage
    from pipeline.picture.view import Actor

Part = NDArray[np.float32]

_REACH = 0.62
"""Half the width of a figure's box against its height: arms out."""
_SHOULDER_SCALE = 1.45
"""Size of the partner in an over-the-shoulder shot against who is looked at."""


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
        """Feet in frame pixels, and the standing height in pixels."""
        actor, part = self.actors[number], self.parts[number]
        row = part[min(at, len(part) - 1)]
        height = self.backdrop.figure_height * self.statures[actor.placement.character]
        height_px = height * float(stage.path[at, 2]) * stage.height
        x, y = stage.place(actor.placement.x, self.backdrop.floor_y, at)
        way = -1.0 if actor.placement.facing is Facing.LEFT else 1.0
        shift = float(row[INDEX["root_x"]]) * way * height_px
        if stage.view.size is ShotSize.OVER_SHOULDER and actor.placement.back_to_camera:
            # Nearer to the camera than the stage: larger, and at the frame's edge, so that a shoulder frames the face.
            other = next((a for a in self.actors if a is not actor), None)
            right = other is None or other.placement.x < actor.placement.x
            height_px *= _SHOULDER_SCALE
            edge = 0.90 if right else 0.10
            top = float(self.tops[actor.placement.character])
            x = stage.width * edge + (x - stage.width / 2) * 0.05
            y = stage.height * 0.24 + height_px * top
        return x + shift, y, height_px

    def _shadow(self, canvas: Canvas, stage: Stage, number: int, at: int) -> None:
        """A contact shadow under the feet, and a longer one away from the light."""
        x, y, height_px = self._feet(stage, number, at)
        if y - height_px * 0.05 > stage.height * 1.02:
            return
        light = self.backdrop.light
        key_x, _ = stage.place(light.key_x, light.key_y, at)
        away = max(-1.0, min(1.0, (x - key_x) / stage.width * 1.6))
        shade = yuv_of(_darker(light.palette.shade))
        wide = height_px * 0.13
        long = height_px * 0.30
        rows = [
            [x + away * long * 0.8, y + wide * 0.03, wide + long * abs(away) * 0.7, wide * 0.20, 0.0, *shade, 0.26, 1.0],
            [x, y + wide * 0.02, wide, wide * 0.22, 0.0, *shade, 0.5, 0.9],
        ]
        draw_dots(canvas, np.asarray(rows, np.float32))

    def _person(self, canvas: Canvas, stage: Stage, number: int, at: int) -> None:
        actor, part = self.actors[number], self.parts[number]
        x, y, height_px = self._feet(stage, number, at)
        left, right = math.floor(x - _REACH * height_px), math.ceil(x + _REACH * height_px)
        top, bottom = math.floor(y - 1.22 * height_px), math.ceil(y + 0.10 * height_px)
        left, top = max(left, 0) // 2 * 2, max(top, 0) // 2 * 2
        right, bottom = min(right, stage.width), min(bottom, stage.height)
        if right - left < 4 or bottom - top < 4:
            return
        pixels: Any = np.zeros(((bottom - top + 1) // 2 * 2, (right - left + 1) // 2 * 2, 4), np.uint8)
        surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        drawing = surface.getCanvas()
        row = part[min(at, len(part) - 1)]
        way = -1.0 if actor.placement.facing is Facing.LEFT else 1.0
        # The figure walks by itself; the box already stands where it went.
        drawing.translate(x - left - way * float(row[INDEX["root_x"]]) * height_px, y - top)
        figure = self.figures[number]
        figure.draw(drawing, row, actor.placement.facing, actor.placement.back_to_camera, height_px)
        surface.flushAndSubmit()
        texture = texture_of(pixels, premultiplied=True)
        if stage.view.size is ShotSize.OVER_SHOULDER and actor.placement.back_to_camera:
            texture = blurred(texture, stage.height * 0.008)
        lay(canvas, texture, left, top, 1.0)


def _darker(colour: str) -> str:
    return "".join(f"{round(int(colour[at : at + 2], 16) * 0.45):02X}" for at in (0, 2, 4))
