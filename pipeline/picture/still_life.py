"""The thing that an insert shows: drawn once, large, in the scene's light, over its place out of focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import skia

from pipeline.contracts.painter import Backdrop
from pipeline.picture.animals import BREEDS, Stir
from pipeline.picture.card import surface_texture
from pipeline.picture.finish import add_halo, draw_dots
from pipeline.picture.focus import blurred
from pipeline.picture.ink import Ink
from pipeline.picture.menagerie import draw_animal, kind_of
from pipeline.picture.props import FLYING, breadth_of, draw_prop, named, stands_alone
from pipeline.picture.scenery.easel import Pen, box
from pipeline.picture.yuv import Canvas, Texture, lay, yuv_of

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage

_SHARE = 0.5
"""Height of the thing against the frame's shorter side."""
_ROOM = 1.9
_AFLOAT = frozenset({"boat"})
_MARGIN = 8
_BACK = 0.055
"""How far behind the thing's foot the surface it stands on begins, in frame heights."""


@dataclass(frozen=True, slots=True)
class StillLife:
    """A drawn thing: its picture and how tall it is in it, in pixels."""

    texture: Texture
    height_px: float
    backdrop: Backdrop
    ledge: Texture | None
    """What it lies on; None for what flies, lives, or is too tall for a table."""

    @classmethod
    def of(cls, name: str, backdrop: Backdrop, width: int, height: int) -> StillLife | None:
        """Of a thing by its English name; None if there is no drawing of it."""
        if not stands_alone(name):
            return None
        # What is broad is shown smaller, whole.
        tall = min(width, height) * _SHARE * min(1.0, _ROOM / breadth_of(name))
        side = round(tall * 2 * _ROOM) // 2 * 2
        surface = skia.Surface(side, side)
        kind = kind_of(name)
        if kind is None:
            draw_prop(surface.getCanvas(), name, side / 2, side / 2 + tall / 2, tall, backdrop.light)
        else:
            # A beast's head and horns stand above its withers; a bird and a fish hang in the middle.
            beast = kind in BREEDS
            scale = tall * (0.72 if beast else 1.0)
            surface.getCanvas().translate(side / 2, side / 2 + (tall / 2 if beast else 0.0))
            surface.getCanvas().scale(scale, scale)
            ink = Ink(backdrop.light, -1.0 if backdrop.light.key_x < 0.5 else 1.0)
            draw_animal(surface.getCanvas(), ink, kind, Stir(wing=0.8))
        drawing = named(name)
        afloat = drawing in _AFLOAT or (kind is not None and kind not in BREEDS)
        ledge = (
            None
            if drawing in FLYING or (afloat and drawing not in _AFLOAT)
            else _ledge(backdrop, width, height, afloat=afloat)
        )
        return cls(surface_texture(surface), tall, backdrop, ledge)

    def draw(self, canvas: Canvas, stage: Stage, at: int) -> None:
        """Lay it in the middle of the frame, standing in its own shadow and a little light, moved by the camera."""
        scale = float(stage.path[at, 2] / stage.path[:, 2].min())
        cx, cy, zoom = stage.path[at]
        middle = stage.path[len(stage.path) // 2]
        x = stage.width / 2 + (middle[0] - cx) * zoom * stage.width
        y = stage.height * 0.53 + (middle[1] - cy) * zoom * stage.height
        light = self.backdrop.light
        tall = self.height_px * scale
        if self.ledge is not None:
            lay(
                canvas,
                self.ledge,
                x - self.ledge.width * scale / 2,
                y + tall * 0.5 - stage.height * _BACK * scale,
                scale,
            )
        add_halo(canvas, x, y, tall * 1.5, light.palette.light, 0.20)
        shade = yuv_of(light.palette.shade)
        shadow = [[x, y + tall * 0.51, tall * 0.62, tall * 0.075, 0.0, *shade, 0.55, 1.0]]
        draw_dots(canvas, np.asarray(shadow, np.float32))
        side = self.texture.width * scale / 2
        lay(canvas, self.texture, x - side, y - side, scale)


def _ledge(backdrop: Backdrop, width: int, height: int, *, afloat: bool) -> Texture:
    """The top that a thing stands on, from its back edge to below the frame: wood, or water under a boat."""
    light = backdrop.light
    wide, tall = round(width * 1.4) // 2 * 2, round(height * 0.62) // 2 * 2
    surface = skia.Surface(wide, tall + _MARGIN)
    pen = Pen(surface.getCanvas(), light, 1.0, np.random.default_rng(7))
    far, near = ("3E7C8C", "1F4A5C") if afloat else ("A87A50", "6E4A32")
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, tall)],
        [skia.Color4f(*pen.seen(colour), 1.0).toColor() for colour in (far, near)],
    )
    canvas = surface.getCanvas()
    # A clear margin above: a texture without any is taken to fill the frame.
    canvas.clear(skia.ColorTRANSPARENT)
    canvas.translate(0, _MARGIN)
    canvas.drawRect(skia.Rect.MakeLTRB(0, 0, wide, tall), skia.Paint(Shader=shader, Dither=True))
    if afloat:
        _ripples(pen, wide, tall)
    else:
        _grain(pen, wide, tall)
    pen.pool(wide / 2, tall * 0.16, width * 0.42, pen.light_on(pen.seen(far), 0.7), 0.55, flat=0.3)
    edge = pen.light_on(pen.seen(far), 0.8)
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, 0, wide, max(1.0, height * 0.004)), skia.Paint(Color4f=skia.Color4f(*edge, 0.7))
    )
    return blurred(surface_texture(surface), height * 0.0025)


def _grain(pen: Pen, wide: int, tall: int) -> None:
    """Boards that run from side to side, with their grain."""
    y, board = 0.0, tall * 0.16
    while y < tall:
        pen.line([(0, y + board), (wide, y + board)], max(1.5, tall * 0.006), "4A3224", 0.6)
        for _ in range(7):
            start, long = pen.between(0, wide), pen.between(0.1, 0.4) * wide
            at = y + pen.between(0.15, 0.85) * board
            pen.line([(start, at), (start + long, at + pen.between(-0.06, 0.06) * board)], tall * 0.0022, "7E5A3C", 0.5)
        y, board = y + board, board * 1.45


def _ripples(pen: Pen, wide: int, tall: int) -> None:
    """Light on the water, longer and further apart toward the eye."""
    glint = pen.light_on(pen.seen("8FC3CC"), 0.6)
    for _ in range(90):
        near = pen.between(0.0, 1.0) ** 1.6
        x, y, long = pen.between(0, wide), tall * near, wide * (0.02 + 0.09 * near) * pen.between(0.5, 1.0)
        pen.flat(box(x, y, long, tall * (0.004 + 0.009 * near), tall * 0.004), glint, 0.34)
