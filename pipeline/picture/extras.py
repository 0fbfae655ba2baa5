"""Crowds: seeded people of the scene's culture who stand behind the cast, softer and seldom drawn anew."""

from __future__ import annotations

import math
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

from pipeline.contracts.animator import PerformanceRequest, Performer
from pipeline.contracts.painter import Backdrop
from pipeline.film import Character, Look, Placement, Scene
from pipeline.picture.acting import act
from pipeline.picture.colour import rgb
from pipeline.picture.figure import Figure, bounds
from pipeline.picture.finish import draw_dots
from pipeline.picture.focus import blurred
from pipeline.picture.look import design_looks
from pipeline.picture.skeleton import stature
from pipeline.picture.yuv import Canvas, Texture, lay, texture_of, yuv_of
from pipeline.story.crowds import CHILDREN, SOLDIERS
from pipeline.vocabulary import AgeGroup, Emotion, Facing, Gender, Role, Setting, ShotSize

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage

_BUSY: Final = frozenset({Setting.MARKET, Setting.STATION})
"""Places that are never empty."""
_PLACES: Final = (0.10, 0.225, 0.385, 0.615, 0.775, 0.90)
_AGES: Final = (AgeGroup.ADULT, AgeGroup.ELDERLY, AgeGroup.ADULT, AgeGroup.TEEN, AgeGroup.ADULT, AgeGroup.CHILD)
_YOUNG: Final = (AgeGroup.CHILD, AgeGroup.CHILD, AgeGroup.TEEN, AgeGroup.CHILD, AgeGroup.CHILD, AgeGroup.CHILD)
_BACK: Final = 0.030
"""How far up the set, 0..1 of its height, they stand behind the cast, and how much smaller that makes them."""
_SMALLER: Final = 0.86
_AIR: Final = 0.26
"""Share of the sky's colour that lies over them."""
_EVERY: Final = 12
"""Frames that a drawing lasts; between two it sways."""
BACKGROUND_BLUR: Final = {
    ShotSize.MEDIUM: 0.005,
    ShotSize.CLOSE: 0.010,
    ShotSize.OVER_SHOULDER: 0.007,
    ShotSize.TWO_SHOT: 0.003,
}
"""Softness of who lives behind the cast, in frame heights."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Somebody of a crowd: their look, and where they stand, 0..1 across the set."""

    look: Look
    x: float
    facing: Facing


def extras_of(scene: Scene, seed: int, told: str | None) -> tuple[Extra, ...]:
    """The crowd of a scene, the same in all its shots; empty where the place and the words tell of none.

    A crowd is what a busy place has, or what the scene is `told` to have: a label of story/crowds.py.
    """
    if told is None and scene.setting not in _BUSY:
        return ()
    soldiers = told == SOLDIERS
    ages = (AgeGroup.ADULT,) * len(_PLACES) if soldiers else _YOUNG if told == CHILDREN else _AGES
    people = [
        Character(
            f"extra {number}",
            Role.SUPPORTING,
            ages[number],
            Gender.MALE if soldiers or number % 2 else Gender.FEMALE,
            description="soldier" if soldiers else "",
        )
        for number in range(len(_PLACES))
    ]
    own = zlib.crc32(f"{seed}/{scene.setting.value}/{scene.culture.value}".encode())
    looks = design_looks(people, scene.culture, own)
    return tuple(
        Extra(looks[person.name], x, Facing.RIGHT if x < 0.5 else Facing.LEFT)
        for person, x in zip(people, _PLACES, strict=True)
    )


def apart(extras: Collection[Extra], taken: Collection[float], least: float = 0.055) -> tuple[Extra, ...]:
    """Those who do not stand right behind one of the cast at these places."""
    return tuple(extra for extra in extras if all(abs(extra.x - x) > least for x in taken))


@dataclass(frozen=True, slots=True)
class _Drawn:
    frame: int
    texture: Texture
    left: float
    top: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """A crowd in a shot, with what each of them does: float32 (frames, channels), played round and round."""

    extras: tuple[Extra, ...]
    parts: tuple[NDArray[np.float32], ...]
    figures: tuple[Figure, ...]
    backdrop: Backdrop
    _kept: dict[int, _Drawn] = field(default_factory=dict)

    @classmethod
    def of(cls, extras: tuple[Extra, ...], backdrop: Backdrop) -> Crowd:
        """Acted for eight seconds, which are then played over again."""
        frames, fps = 192, 24
        parts: list[NDArray[np.float32]] = []
        for number, extra in enumerate(extras):
            performer = Performer(
                Placement(str(number), extra.x, extra.facing, None, ()), extra.look, Emotion.CALM, 0.5
            )
            request = PerformanceRequest((performer,), (), frames, fps, close=False, seed=number)
            parts += act(request)
        light = replace(backdrop.light, haze=min(2.0, backdrop.light.haze * 1.3))
        figures = tuple(Figure(extra.look, light, extra.x) for extra in extras)
        return cls(extras, tuple(parts), figures, backdrop)

    def draw(self, canvas: Canvas, stage: Stage, at: int) -> None:
        """Lay them into a frame, the cast not yet there."""
        for number, extra in enumerate(self.extras):
            self._one(canvas, stage, number, extra, at)

    def _one(self, canvas: Canvas, stage: Stage, number: int, extra: Extra, at: int) -> None:
        zoom = float(stage.path[at, 2]) * stage.height
        height = self.backdrop.figure_height * stature(extra.look) * _SMALLER * zoom
        x, y = stage.place(extra.x, self.backdrop.floor_y - _BACK * (1 + 0.25 * (number % 2)), at)
        # Weight shifts from foot to foot, each in their own time.
        x += height * 0.004 * math.sin(2 * math.pi * (0.16 + 0.02 * number) * at / stage.fps + number * 1.7)
        if not -height * 0.4 < x < stage.width + height * 0.4:
            return
        shade = yuv_of(self.backdrop.light.palette.shade)
        shadow = [[x, y + height * 0.002, height * 0.12, height * 0.024, 0.0, *shade, 0.36, 0.95]]
        draw_dots(canvas, np.asarray(shadow, np.float32))
        # Not all at once: each is drawn anew in a frame of their own.
        turn = (at + number * 2) // _EVERY
        drawn = self._kept.get(number)
        if drawn is None or drawn.frame != turn:
            drawn = self._drawing(stage, turn, number, extra, height)
            self._kept[number] = drawn
        scale = height / drawn.height_px
        lay(canvas, drawn.texture, x + drawn.left * scale, y + drawn.top * scale, scale)

    def _drawing(self, stage: Stage, turn: int, number: int, extra: Extra, height: float) -> _Drawn:
        part = self.parts[number]
        row = part[turn * _EVERY % len(part)]
        # Soft far heads need no more pixels than this.
        size = min(height, stage.height * 0.9)
        box = bounds(extra.look, row, size, extra.facing)
        left, top = math.floor(box.left / 2) * 2, math.floor(box.top)
        wide, tall = math.ceil((box.right - left) / 2) * 2, math.ceil((box.bottom - top) / 2) * 2
        pixels: Any = np.zeros((tall, wide, 4), np.uint8)
        surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.translate(-left, -top)
        self.figures[number].draw(canvas, row, extra.facing, False, size)
        air = skia.Paint(Color4f=skia.Color4f(*rgb(self.backdrop.light.palette.sky_low), _AIR))
        air.setBlendMode(skia.BlendMode.kSrcATop)
        canvas.drawPaint(air)
        texture = texture_of(pixels, premultiplied=True)
        softness = BACKGROUND_BLUR.get(stage.view.size, 0.0)
        if softness:
            texture = blurred(texture, stage.height * softness * size / height)
        return _Drawn(turn, texture, float(left), float(top), size)
