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
from pipeline.picture.ink import Ink
from pipeline.picture.menagerie import draw_animal, kind_of
from pipeline.picture.props import breadth_of, draw_prop, has_prop
from pipeline.picture.yuv import Canvas, Texture, lay, yuv_of

if TYPE_CHECKING:
    from pipeline.picture.frame import Stage

_SHARE = 0.5
"""Height of the thing against the frame's shorter side."""
_ROOM = 1.9


@dataclass(frozen=True, slots=True)
class StillLife:
    """A drawn thing: its picture and how tall it is in it, in pixels."""

    texture: Texture
    height_px: float
    backdrop: Backdrop

    @classmethod
    def of(cls, name: str, backdrop: Backdrop, width: int, height: int) -> StillLife | None:
        """Of a thing by its English name; None if there is no drawing of it."""
        if not has_prop(name):
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
        return cls(surface_texture(surface), tall, backdrop)

    def draw(self, canvas: Canvas, stage: Stage, at: int) -> None:
        """Lay it in the middle of the frame, standing in its own shadow and a little light, moved by the camera."""
        scale = float(stage.path[at, 2] / stage.path[:, 2].min())
        cx, cy, zoom = stage.path[at]
        middle = stage.path[len(stage.path) // 2]
        x = stage.width / 2 + (middle[0] - cx) * zoom * stage.width
        y = stage.height * 0.53 + (middle[1] - cy) * zoom * stage.height
        light = self.backdrop.light
        tall = self.height_px * scale
        add_halo(canvas, x, y, tall * 1.5, light.palette.light, 0.20)
        shade = yuv_of(light.palette.shade)
        shadow = [[x, y + tall * 0.51, tall * 0.62, tall * 0.075, 0.0, *shade, 0.55, 1.0]]
        draw_dots(canvas, np.asarray(shadow, np.float32))
        side = self.texture.width * scale / 2
        lay(canvas, self.texture, x - side, y - side, scale)
