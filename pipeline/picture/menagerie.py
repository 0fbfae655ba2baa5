"""The animals of a shot: where they stand, how they live, drawn on twos and laid behind the people."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import skia

from pipeline.contracts.painter import Backdrop
from pipeline.picture.animals import (
    BREEDS,
    FISH,
    FLYERS,
    Breed,
    Stir,
    draw_beast,
    draw_bird,
    draw_fish,
    footfalls,
    strides,
)
from pipeline.picture.extras import BACKGROUND_BLUR
from pipeline.picture.finish import draw_dots
from pipeline.picture.focus import blurred
from pipeline.picture.ink import Ink
from pipeline.picture.props import named
from pipeline.picture.yuv import Canvas, Texture, lay, texture_of, yuv_of

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage

MOST: Final = 3
_PLACES: Final = (0.25, 0.76, 0.13)
"""Across the set, 0..1: beside the people, the first on one side, the second on the other."""
_OF_THE_HOUSE: Final = frozenset({"cat", "dog"})
"""A horse that is spoken of in a room is elsewhere."""
_BIG: Final = 0.28
"""Who is taller stands further out and further back, and smaller for it: the stage is the people's."""
_OUT: Final = 0.03
_BEHIND: Final = 0.012
"""How far behind the people's feet they stand, 0..1 of the set's height for each; the big ones three times that."""
_PACE: Final = 0.55
"""Withers heights a second; small animals step faster for their size."""
_FIGURE: Final = 0.5
"""An adult person in the units of a breed's height."""
_AIRBORNE: Final = 0.34
_POND: Final = 0.045


@dataclass(frozen=True, slots=True)
class Animal:
    """An animal in a shot. `x` 0..1 across the set; who is `walking` arrives at its place during the shot."""

    kind: str
    x: float
    leftward: bool
    walking: bool = False


def alive(objects: Sequence[str], *, indoor: bool, water: bool) -> tuple[str, ...]:
    """Those of a scene's objects that are drawn as living animals, by the names of their rigs, each once."""
    kinds: list[str] = []
    for word in objects:
        kind = kind_of(word)
        if kind is None or kind in kinds:
            continue
        if (indoor and kind not in _OF_THE_HOUSE) or (kind == "fish" and not water):
            continue
        kinds.append(kind)
    return tuple(kinds[:MOST])


def kind_of(word: str) -> str | None:
    """The rig for an English noun, e.g. `puppy dog`; None for what is no animal that has one."""
    drawing = named(word)
    return drawing if drawing in BREEDS or drawing in FLYERS or drawing == "fish" else None


def placed(kinds: Sequence[str], *, walking: bool) -> tuple[Animal, ...]:
    """Their places on the stage, the same in every shot of a scene."""
    found = []
    for kind, x in zip(kinds, _PLACES, strict=False):
        leftward = x > 0.5
        out = _OUT * (1 if leftward else -1) if kind in BREEDS and BREEDS[kind].tall > _BIG else 0.0
        found.append(Animal(kind, x + out, leftward, walking=walking and kind in BREEDS))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Moment:
    """An animal at a time: its idle life, where it is from its place and from the ground in its own heights."""

    stir: Stir
    ahead: float = 0.0
    up: float = 0.0
    turned: float = 0.0
    seen: bool = True


def live(animal: Animal, seconds: float, length_s: float) -> Moment:
    """What the animal does at a time of a shot that is `length_s` long; the same every time it is asked."""
    seed = zlib.crc32(animal.kind.encode())
    breath = math.sin(2 * math.pi * 0.3 * seconds + seed % 7)
    blink = 1.0 if (seconds + seed % 5 * 0.7) % (3.2 + seed % 4 * 0.45) < 0.14 else 0.0
    if animal.kind in FLYERS:
        return _flying(seconds, seed)
    if animal.kind == "fish":
        return _leaping(seconds, seed)
    breed = BREEDS[animal.kind]
    # Now and then a tail swishes, an ear flicks, a head goes down and looks up again.
    swish = max(0.0, math.sin(2 * math.pi * 0.11 * seconds + seed % 11)) ** 2
    lively = 9.0 if breed.tail == "curl" else 4.2
    tail = 0.25 * math.sin(1.3 * seconds) + (0.3 + swish) * math.sin(lively * seconds)
    flick = max(0.0, math.sin(2 * math.pi * 0.19 * seconds + seed % 13)) ** 12 * math.sin(24 * seconds)
    ear = 0.10 * math.sin(0.9 * seconds + seed % 3) + 0.5 * flick
    if breed.ear == "fan":
        ear = 0.3 + 0.3 * math.sin(1.5 * seconds)
    nod = 0.06 * math.sin(0.7 * seconds + seed % 5) + 0.16 * max(0.0, math.sin(0.36 * seconds + seed % 9)) ** 3
    if not animal.walking:
        # A peacock opens its wheel, shows it and folds it again.
        wing = _eased(math.sin(2 * math.pi * 0.075 * seconds + seed % 3) * 2.4) if animal.kind == "peacock" else 0.0
        return Moment(Stir(breath, tail, ear, nod, blink, wing))
    way, stride = _way(breed, length_s)
    gone = _gone(breed, seconds, way)
    steps = footfalls(gone, way, stride)
    moving = 1.0 if 0 < gone < way else 0.0
    nod += 0.03 * moving * math.sin(4 * math.pi * gone / stride)
    return Moment(Stir(breath, tail, ear, nod, blink, feet=steps), gone - way)


def _eased(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _way(breed: Breed, length_s: float) -> tuple[float, float]:
    """How far it walks in a shot, and its stride, in withers heights."""
    way = breed.stride * max(1, round(min(length_s * 0.75, 4.0) * _speed(breed) / breed.stride))
    return way, strides(way, breed.stride)


def _speed(breed: Breed) -> float:
    return _PACE * math.sqrt(0.45 / breed.tall)


def _gone(breed: Breed, seconds: float, way: float) -> float:
    share = min(1.0, max(0.0, seconds * _speed(breed) / way))
    # Under way from the first frame, easing to a stand.
    return way * (1 - math.pow(1 - share, 1.5))


def _flying(seconds: float, seed: int) -> Moment:
    """Across and back, wings beating in bouts with glides between."""
    at = 2 * math.pi * seconds / 17 + seed % 6
    beating = 0.5 + 0.5 * math.tanh(4 * math.sin(2 * math.pi * seconds / 3.7))
    wing = 0.25 + 0.75 * beating * math.sin(2 * math.pi * 3.4 * seconds)
    return Moment(
        Stir(wing=wing), ahead=7.5 * math.sin(at), up=1.2 * math.sin(2.3 * at), turned=1.0 if math.cos(at) < 0 else 0.0
    )


def _leaping(seconds: float, seed: int) -> Moment:
    """Out of the water in an arc every few seconds."""
    every, long = 5.2, 0.95
    share = ((seconds + seed % 5) % every) / long
    if share >= 1:
        return Moment(Stir(), seen=False)
    return Moment(Stir(tail=12 * share), ahead=1.8 * (share - 0.5), up=4.4 * share * (1 - share), turned=share)


def draw_animal(canvas: skia.Canvas, ink: Ink, kind: str, stir: Stir) -> None:
    """Draw it facing right at unit size: a beast with its feet at y = 0, a bird or a fish about its middle."""
    if kind in BREEDS:
        draw_beast(canvas, ink, BREEDS[kind], stir)
    elif kind == "fish":
        draw_fish(canvas, ink, FISH[1], stir)
    else:
        draw_bird(canvas, ink, FLYERS[kind][1], stir)


@dataclass(frozen=True, slots=True)
class _Drawn:
    frame: int
    texture: Texture
    left: float
    top: float
    size_px: float


@dataclass(frozen=True, slots=True)
class Menagerie:
    """The animals of a shot in its light."""

    animals: tuple[Animal, ...]
    backdrop: Backdrop
    inks: tuple[Ink, ...]
    _kept: dict[int, _Drawn] = field(default_factory=dict)

    @classmethod
    def of(cls, animals: tuple[Animal, ...], backdrop: Backdrop) -> Menagerie:
        """With paints made once."""
        inks = []
        for animal in animals:
            side = -1.0 if backdrop.light.key_x < animal.x else 1.0
            inks.append(Ink(backdrop.light, -side if animal.leftward else side))
        return cls(animals, backdrop, tuple(inks))

    def draw(self, canvas: Canvas, stage: Stage, at: int) -> None:
        """Lay them into a frame."""
        for number, animal in enumerate(self.animals):
            self._one(canvas, stage, number, animal, at)

    def _one(self, canvas: Canvas, stage: Stage, number: int, animal: Animal, at: int) -> None:
        base = at - at % 2
        moment = live(animal, base / stage.fps, stage.view.frames / stage.fps)
        if not moment.seen:
            return
        zoom = float(stage.path[at, 2]) * stage.height
        tall = (
            BREEDS[animal.kind].tall
            if animal.kind in BREEDS
            else FISH[0]
            if animal.kind == "fish"
            else FLYERS[animal.kind][0]
        )
        size = self.backdrop.figure_height * tall / _FIGURE * zoom
        way = -1.0 if animal.leftward else 1.0
        high = _AIRBORNE if animal.kind in FLYERS else _POND if animal.kind == "fish" else 0.0
        back = _BEHIND * (number + (3 if tall > _BIG else 1))
        floor = self.backdrop.floor_y - back - high
        x, y = stage.place(animal.x, floor, at)
        x, y = x + way * moment.ahead * size, y - moment.up * size
        if not -3 * size < x < stage.width + 3 * size:
            return
        if animal.kind in BREEDS:
            shade = yuv_of(self.backdrop.light.palette.shade)
            wide = size * (BREEDS[animal.kind].length * 0.5 + 0.3)
            draw_dots(
                canvas, np.asarray([[x, y + size * 0.01, wide, size * 0.09, 0.0, *shade, 0.42, 0.95]], np.float32)
            )
        drawn = self._kept.get(number)
        if drawn is None or drawn.frame != base:
            # What is out of focus needs no more pixels than this.
            drawn = self._drawing(base, number, animal, moment, min(size, stage.height * 0.8))
            softness = BACKGROUND_BLUR.get(stage.view.size, 0.0)
            if softness:
                soft = blurred(drawn.texture, stage.height * softness * drawn.size_px / size)
                drawn = replace(drawn, texture=soft)
            self._kept[number] = drawn
        scale = size / drawn.size_px
        lay(canvas, drawn.texture, x + drawn.left * scale, y + drawn.top * scale, scale)

    def _drawing(self, frame: int, number: int, animal: Animal, moment: Moment, size: float) -> _Drawn:
        if animal.kind in BREEDS:
            across, above, below = size * 1.75, size * 1.95, size * 0.14
        else:
            across, above, below = size * 0.75, size * 0.8, size * 0.8
        width, height = math.ceil(across) * 2, (math.ceil(above + below) + 1) // 2 * 2
        pixels: Any = np.zeros((height, width, 4), np.uint8)
        surface = skia.Surface(pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.translate(width / 2, above)
        turned = moment.turned if animal.kind in FLYERS else 0.0
        mirror = -1.0 if animal.leftward != (turned > 0.5) else 1.0
        canvas.scale(size * mirror, size)
        if animal.kind == "fish":
            canvas.rotate((moment.turned - 0.5) * 110)
        draw_animal(canvas, self.inks[number], animal.kind, moment.stir)
        return _Drawn(frame, texture_of(pixels, premultiplied=True), -width / 2, -above, size)
