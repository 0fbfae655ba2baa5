"""The people of a shot: their parts read, their bodies measured, drawn by Skia frame by frame and blended in.

Each is drawn at the size and place the camera sees them, sharp at any zoom, into a box no larger than they are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import skia
from numpy.typing import NDArray

from pipeline.contracts.painter import Backdrop
from pipeline.picture.exposure import FAR_ARM, MISSED_PX, MOUTH_WEIGHTS, NEAR_ARM, Motion, expose, seen_joints
from pipeline.picture.figure import HEAD, OVER, UNDER, WHOLE, Figure, bounds, lips, lower_face
from pipeline.picture.finish import draw_dots
from pipeline.picture.focus import blurred, patched, trimmed
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
_LYING = 0.26
"""How high the crown of somebody lying is, against standing."""
_SHOULDER_HEAD = 0.42
"""The most that a head over whose shoulder we look takes of the frame's height."""
"""Size of the partner in an over-the-shoulder shot against who is looked at."""


_SPARE = 16
_PARTED = frozenset({ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.OVER_SHOULDER, ShotSize.TWO_SHOT})
"""Shot sizes in which head and body are drawn apart, each when it has moved, and the mouth at every frame."""
_WHOLE = "whole"
_MOUTH = [INDEX[name] for name in MOUTH_WEIGHTS]
_SOFT = 2
"""Who is out of focus is drawn this many times smaller."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part of somebody as drawn for a frame: where its corner and its anchor were, and the size of a head.

    `mouth` is the frame whose mouth it shows.
    """

    frame: int
    mouth: int
    texture: Texture | None
    left: float
    top: float
    x: float
    y: float
    unit: float
    scale: float
    """Frame pixels to one of the texture's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """When each part of somebody is drawn anew, and where in the frame its anchor is: (frames, 2) pixels."""

    shown: Mapping[str, NDArray[np.int32]]
    mouth: NDArray[np.int32]
    anchors: Mapping[str, NDArray[np.float64]]
    feet: NDArray[np.float64]
    units: NDArray[np.float64]


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
    _sheets: dict[int, Sheet] = field(default_factory=dict)
    _drawn: dict[tuple[int, str], Drawn] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: tuple[Actor, ...], performance: Take | None, backdrop: Backdrop, frames: int) -> Troupe:
        """Read the performance; without one everybody stands at ease."""
        parts: list[Part] = []
        if performance is not None:
            with np.load(performance.path) as file:
                channels = list(file["channels"])
                order = [channels.index(name) for name in INDEX]
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
            # Who has fallen lies: their head is as high as it is wide.
            fallen = max(_LYING, math.cos(float(np.median(part[:, INDEX["tumble"]]))))
            tops[name] = (1.0 - max(0.0, drop)) * fallen
            heads[name] = HEADS[actor.look.age_group]
        figures = tuple(Figure(actor.look, backdrop.light, actor.placement.x, actor.holds) for actor in actors)
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

    def feet(self, stage: Stage, number: int, at: int) -> tuple[float, float, float]:
        """Where the feet stand before they walk (frame pixels), and the standing height in pixels."""
        actor = self.actors[number]
        height = self.backdrop.figure_height * self.statures[actor.placement.character]
        height_px = height * float(stage.path[at, 2]) * stage.height
        x, y = stage.place(actor.placement.x, self.backdrop.floor_y, at)
        if stage.view.size is ShotSize.OVER_SHOULDER and actor.placement.back_to_camera:
            # Nearer to the camera than the stage: larger, and at the frame's edge: a shoulder frames the face.
            other = next((a for a in self.actors if a is not actor), None)
            right = other is None or other.placement.x < actor.placement.x
            # The camera comes near to a child: a grown-up's head must not fill the frame then, nor hide the shoulder.
            most = _SHOULDER_HEAD * stage.height * self.heads[actor.placement.character]
            height_px = min(height_px * _SHOULDER_SCALE, most)
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
                walked = [self._walked(number, at) + self._fallen(number, at) for at in range(frames)]
                return np.asarray(actor.placement.x + np.asarray(walked) * across, np.float32)
        return None

    def _walked(self, number: int, at: int) -> float:
        """How far somebody has gone from their place, in their own heights, to the right."""
        part = self.parts[number]
        way = -1.0 if self.actors[number].placement.facing is Facing.LEFT else 1.0
        return way * float(part[min(at, len(part) - 1), INDEX["root_x"]])

    def _fallen(self, number: int, at: int) -> float:
        """How far somebody's head is from over their feet because they fall, in their own heights, to the right."""
        part = self.parts[number]
        way = -1.0 if self.actors[number].placement.facing is Facing.LEFT else 1.0
        return way * 0.85 * math.sin(float(part[min(at, len(part) - 1), INDEX["tumble"]]))

    def _shadow(self, canvas: Canvas, stage: Stage, number: int, at: int) -> None:
        """A contact shadow under the feet, and a longer one away from the light."""
        x, y, height_px = self.feet(stage, number, at)
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
        sheet = self._sheets.get(number)
        if sheet is None:
            sheet = self._sheets[number] = self._expose(stage, number)
        for part, shown in sheet.shown.items():
            key, mouth = int(shown[at]), int(sheet.mouth[at])
            drawn = self._drawn.get((number, part))
            mouth = max(key, mouth) if part == HEAD else key
            if drawn is None or drawn.frame != key:
                drawn = self._drawing(stage, number, sheet, part, key)
            if drawn.mouth != mouth and drawn.texture is not None:
                drawn = self._speaking(stage, number, drawn, mouth)
            self._drawn[number, part] = drawn
            if drawn.texture is None:
                continue
            # Between two drawings the camera, the walk, the neck still move: the last one moves with them.
            x, y = sheet.anchors[part][at]
            grown = float(sheet.units[at]) / drawn.unit
            left, top = x + (drawn.left - drawn.x) * grown, y + (drawn.top - drawn.y) * grown
            lay(canvas, drawn.texture, left, top, grown * drawn.scale)

    def _expose(self, stage: Stage, number: int) -> Sheet:
        """Work out when somebody is drawn."""
        actor, part = self.actors[number], self.parts[number]
        frames, facing = stage.view.frames, actor.placement.facing
        part = part[np.minimum(np.arange(frames), len(part) - 1)]
        motion = Motion.of(actor.look, part, facing)
        feet, units = np.empty((frames, 2)), np.empty(frames)
        for at in range(frames):
            x, y, height_px = self.feet(stage, number, at)
            feet[at] = x + self._walked(number, at) * height_px, y
            units[at] = height_px / HEADS[actor.look.age_group]
        least = max(1, stage.fps // 12)
        missed = MISSED_PX * stage.height / 720 * min(2.0, max(1.0, float(units.mean()) / stage.height / 0.2))
        seen = (feet, units, stage.width, stage.height)
        shown: dict[str, NDArray[np.int32]] = {}
        anchors: dict[str, NDArray[np.float64]] = {}
        whole = actor.placement.back_to_camera or stage.view.size not in _PARTED
        if whole:
            joints = seen_joints(motion, np.zeros((frames, 2)), *seen)
            everything = (joints, motion.trunk, motion.arms, motion.head, motion.mouth)
            shown[_WHOLE] = mouth = expose(everything, units, least, missed)
            anchors[_WHOLE] = feet
        else:
            joints = seen_joints(motion, motion.chest, *seen)
            # An arm that goes behind the trunk leaves one part and joins the other at the same frame.
            flips = np.diff(motion.tucked, prepend=motion.tucked[:1])
            trunk = np.delete(joints, np.s_[NEAR_ARM.start : FAR_ARM.stop], axis=1)
            tucked = joints[:, FAR_ARM] * motion.tucked[:, None, None]
            slow = max(least, stage.fps // 10)
            shown = {
                UNDER: expose((trunk, tucked, motion.trunk), units, slow, missed, flips),
                HEAD: expose((motion.head,), units, least, missed),
                OVER: expose((joints[:, NEAR_ARM], joints[:, FAR_ARM], motion.arms), units, least, missed, flips),
            }
            mouth = expose((motion.mouth,), units, 1, missed)
            body = feet + motion.chest * units[:, None]
            anchors = {UNDER: body, HEAD: feet + motion.neck * units[:, None], OVER: body}
        return Sheet(shown, mouth, anchors, feet, units)

    def _drawing(self, stage: Stage, number: int, sheet: Sheet, part: str, at: int) -> Drawn:
        actor = self.actors[number]
        row = self.parts[number][min(at, len(self.parts[number]) - 1)]
        placement = actor.placement
        x, y, height_px = self.feet(stage, number, at)
        soft = stage.view.size is ShotSize.OVER_SHOULDER and placement.back_to_camera
        scale = _SOFT if soft else 1
        box = bounds(actor.look, row, height_px, placement.facing)
        # A little more than is seen, for the camera's next step.
        left, top = max(math.floor(x + box.left), -_SPARE) // 2 * 2, max(math.floor(y + box.top), -_SPARE) // 2 * 2
        right = min(math.ceil(x + box.right), stage.width + _SPARE)
        bottom = min(math.ceil(y + box.bottom), stage.height + _SPARE)
        anchor_x, anchor_y = sheet.anchors[part][at]
        texture = None
        if right - left >= 8 and bottom - top >= 8:
            pixels = _paper((bottom - top + scale) // scale, (right - left + scale) // scale)
            parts = WHOLE if part == _WHOLE else (part,)
            self._draw_on(pixels, number, row, (x - left, y - top), height_px, parts, scale)
            if part == HEAD:
                # Room for a mouth that opens later.
                keep = self._lower_face(number, row, x - left, y - top, height_px)
                texture, off_x, off_y = trimmed(pixels, 0, keep)
            else:
                texture, off_x, off_y = trimmed(pixels, round(stage.height * 0.02) if soft else 0)
            left, top = left + off_x * scale, top + off_y * scale
            if soft and texture is not None:
                texture = blurred(texture, stage.height * 0.008 / scale)
        return Drawn(at, at, texture, left, top, anchor_x, anchor_y, float(sheet.units[at]), scale)

    def _speaking(self, stage: Stage, number: int, drawn: Drawn, mouth: int) -> Drawn:
        """A head as drawn, with the mouth of another frame."""
        part = self.parts[number]
        row = part[min(drawn.frame, len(part) - 1)].copy()
        row[_MOUTH] = part[min(mouth, len(part) - 1)][_MOUTH]
        x, y, height_px = self.feet(stage, number, drawn.frame)
        if drawn.texture is None:
            return replace(drawn, mouth=mouth)
        feet = (x - drawn.left, y - drawn.top)
        left, top, right, bottom = self._lower_face(number, row, *feet, height_px)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, drawn.texture.width), min(bottom, drawn.texture.height)
        if right - left < 4 or bottom - top < 4:
            return replace(drawn, mouth=mouth)
        pixels = _paper(bottom - top, right - left)
        self._draw_on(pixels, number, row, (feet[0] - left, feet[1] - top), height_px, (HEAD,), 1)
        texture = patched(drawn.texture, texture_of(pixels, premultiplied=True), left, top)
        return replace(drawn, mouth=mouth, texture=texture)

    def _draw_on(
        self,
        pixels: NDArray[np.uint8],
        number: int,
        row: Part,
        feet: tuple[float, float],
        height_px: float,
        parts: Sequence[str],
        scale: int,
    ) -> None:
        """Draw parts of somebody, `scale` times smaller, on BGRA pixels; `feet` is from their corner, full size."""
        surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        drawing = surface.getCanvas()
        drawing.scale(1 / scale, 1 / scale)
        drawing.translate(*feet)
        placement = self.actors[number].placement
        self.figures[number].draw(drawing, row, placement.facing, placement.back_to_camera, height_px, parts)

    def lips(self, stage: Stage, number: int, at: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in frame pixels of what is about somebody's lips."""
        x, y, height_px = self.feet(stage, number, at)
        part, actor = self.parts[number], self.actors[number]
        box = lips(actor.look, part[min(at, len(part) - 1)], actor.placement.facing, height_px)
        return math.floor(x + box.left), math.floor(y + box.top), math.ceil(x + box.right), math.ceil(y + box.bottom)

    def _lower_face(self, number: int, row: Part, x: float, y: float, height_px: float) -> tuple[int, int, int, int]:
        """Left, top, right, bottom (even) of what a mouth moves, in pixels, of somebody whose feet are at `x`, `y`."""
        actor = self.actors[number]
        box = lower_face(actor.look, row, actor.placement.facing, height_px)
        left, top = math.floor((x + box.left) / 2) * 2, math.floor((y + box.top) / 2) * 2
        return left, top, math.ceil((x + box.right) / 2) * 2, math.ceil((y + box.bottom) / 2) * 2


_scratch = np.zeros(0, np.uint8)


def _paper(height: int, width: int) -> NDArray[np.uint8]:
    """Clear BGRA pixels of at least that size, even each way. The same memory at every call: fresh pages are dear."""
    global _scratch  # noqa: PLW0603 - one buffer a process
    height, width = (height + 1) // 2 * 2, (width + 1) // 2 * 2
    size = height * width * 4
    if len(_scratch) < size:
        _scratch = np.zeros(size, np.uint8)
    pixels = _scratch[:size].reshape(height, width, 4)
    pixels[:] = 0
    return pixels


def _darker(colour: str) -> str:
    return "".join(f"{round(int(colour[at : at + 2], 16) * 0.45):02X}" for at in (0, 2, 4))
