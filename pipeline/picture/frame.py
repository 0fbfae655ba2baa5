"""Frames of a shot: the set's planes, the people, the light and the air, put together as a camera sees them.

A Stage loads a ShotView once, crops and blurs the planes for this shot, and then draws any of its frames by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline.contracts.painter import BEFORE_PEOPLE, OVERSCAN, Backdrop, Plane
from pipeline.picture import drift
from pipeline.picture.backdrop import read_backdrop
from pipeline.picture.camera import Body, bodies_of, camera_path, follow, plane_views
from pipeline.picture.card import draw_card
from pipeline.picture.extras import Crowd
from pipeline.picture.finish import Dots, add_halo, draw_dots, touch_tiles
from pipeline.picture.focus import blurred, cropped, resized
from pipeline.picture.lower_third import draw_lower_third
from pipeline.picture.menagerie import Menagerie
from pipeline.picture.people import Troupe
from pipeline.picture.props import stands_alone
from pipeline.picture.still_life import StillLife
from pipeline.picture.verse_page import draw_verse
from pipeline.picture.view import ShotView
from pipeline.picture.warp import EMPTY, SOLID, Tiles
from pipeline.picture.yuv import Canvas, Texture, lay, seen_tiles, texture_of
from pipeline.vocabulary import Culture, ShotSize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Views = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """A plane made ready for a shot.

    Its texture (a crop of the plane), where the crop starts in the plane (0..1), its pixels to one set height, and its
    view for every frame.
    """

    texture: Texture
    left: float
    top: float
    density: float
    views: Views
    sway_px: float
    depth: float


_DOF = {ShotSize.MEDIUM: 0.55, ShotSize.CLOSE: 1.0, ShotSize.OVER_SHOULDER: 0.75, ShotSize.TWO_SHOT: 0.35,
        ShotSize.INSERT: 1.3, ShotSize.CARD: 2.6}  # fmt: skip
"""How far out of focus what is not on the stage is, by shot size: 1 is a blur of about 1 % of the frame's height."""
_FRONT_SHARE = 0.2
"""Front planes cover at most this much of the frame."""
_TOUCHED = 0.5
"""Where more of the frame than this is drifted over, all of it is laid anew."""
_FINE = 0.8
"""A plane is warped as it is if it is seen at this to the inverse of this times its own size."""


@lru_cache(maxsize=2)
def _scenery(path: Path, _digest: str) -> tuple[Backdrop, tuple[tuple[Plane, Texture], ...]]:
    """A set, decoded and converted. The last two are kept: neighbouring shots play in the same place."""
    backdrop, pictures = read_backdrop(path)
    planes = tuple(
        (plane, texture_of(pictures.pop(plane.name), premultiplied=False, red_first=True)) for plane in backdrop.planes
    )
    return backdrop, planes


class Stage:
    """A shot, ready to be drawn at one size and frame rate."""

    def __init__(self, view: ShotView, width: int, height: int, fps: int) -> None:
        if view.insert and not stands_alone(view.insert):
            # A tree, a door, what nobody has drawn: the place itself is looked at from nearer.
            view = replace(view, insert=None, size=ShotSize.FULL)
        self.view, self.width, self.height, self.fps = view, width, height, fps
        self.backdrop, planes = _scenery(view.backdrop.path, view.backdrop.digest)
        self.troupe = Troupe.of(view.actors, view.performance, self.backdrop, view.frames)
        bodies = bodies_of(
            tuple(actor.placement for actor in view.actors),
            self.troupe.statures,
            self.backdrop,
            self.troupe.tops,
            self.troupe.heads,
        )
        self.bodies: tuple[Body, ...] = bodies
        self.path = camera_path(
            view.size, view.move, bodies, view.focus, self.backdrop, view.aspect, view.frames, fps, view.seed
        )
        track = self.troupe.track(view.focus, view.frames)
        if track is not None and view.size in (ShotSize.FULL, ShotSize.MEDIUM, ShotSize.CLOSE):
            self.path = follow(self.path, track, fps)
        self._views: dict[float, Views] = {}
        self.thing = StillLife.of(view.insert, self.backdrop, width, height) if view.insert else None
        self.crowd = Crowd.of(view.extras, self.backdrop)
        self.menagerie = Menagerie.of(view.animals, self.backdrop)
        layers = [self._layer(plane, texture) for plane, texture in planes]
        self.behind = [layer for layer in layers if layer.depth <= 1]
        self.front = [layer for layer in layers if layer.depth > 1]
        if view.size in (ShotSize.CARD, ShotSize.INSERT):
            self.front = []
        elif self._covers_too_much():
            self.front = [layer for layer in self.front if layer.depth <= BEFORE_PEOPLE]
        self._calm = self.behind[0].texture.opaque and not any(layer.sway_px for layer in self.behind)
        self._held: tuple[bytes, Canvas] | None = None

    # ------------------------------------------------------------------------------------------- made once a shot

    def _layer(self, plane: Plane, texture: Texture) -> Layer:
        views = plane_views(self.path, plane.depth, 0.006 if plane.sway_px else 0.0)
        half = 0.5 / views[:, 2]
        left, right = float((views[:, 0] - half).min()), float((views[:, 0] + half).max())
        top, bottom = float((views[:, 1] - half).min()), float((views[:, 1] + half).max())
        margin = 0.012
        crop, at_x, at_y = cropped(texture, left - margin, top - margin, right + margin, bottom + margin)
        density = float(texture.height)
        softness = _DOF.get(self.view.size, 0.0)
        if softness:
            away = abs(1 - plane.depth)
            # The stage plane holds what stands about the people: half as soft as what is far behind.
            share = 0.35 + 0.65 * min(1.0, away * 1.6)
            if plane.depth == BEFORE_PEOPLE or (self.view.size is ShotSize.TWO_SHOT and plane.depth == 1):
                share = 0.0
            radius = softness * share * 0.011 * texture.height / float(views[:, 2].mean())
            crop = blurred(crop, radius)
        elif plane.depth > BEFORE_PEOPLE:
            crop = blurred(crop, 0.0035 * texture.height)
        # Brought to about the size at which it is seen, once: the warp of every frame is a fine one.
        scale = float(views[:, 2].mean()) * self.height / density
        if not _FINE < scale < 1 / _FINE:
            crop, density = resized(crop, scale), density * scale
        return Layer(crop, at_x, at_y, density, views, plane.sway_px, plane.depth)

    def _covers_too_much(self) -> bool:
        middle = self.view.frames // 2
        for layer in self.front:
            if layer.depth <= BEFORE_PEOPLE:
                continue
            cx, cy, zoom = layer.views[min(middle, len(layer.views) - 1)]
            half = 0.5 / zoom
            wide = layer.density * self.width / self.height
            x0, x1 = ((cx - half - layer.left) * wide, (cx + half - layer.left) * wide)
            y0, y1 = ((cy - half - layer.top) * layer.density, (cy + half - layer.top) * layer.density)
            seen = layer.texture.a[max(0, int(y0)) : int(y1), max(0, int(x0)) : int(x1)]
            if seen.size and float(seen.mean()) / 255 > _FRONT_SHARE:
                return True
        return False

    # ------------------------------------------------------------------------------------------- drawn every frame

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Draw one frame over whatever the canvas holds. Frames before 0 and after the last hold the pose."""
        at = min(max(frame, 0), self.view.frames - 1)
        time = frame / self.fps
        self._behind(canvas, at, time)
        self._glows(canvas, at, time, front=False)
        if self.view.card is not None:
            palette = self.backdrop.light.palette
            culture = self.view.style or Culture.EUROPEAN_MODERN
            draw_card(canvas, self.view.card, self.view.language, palette, culture, at, self.view.frames, self.fps)
            return
        if self.thing is not None:
            self.thing.draw(canvas, self, at)
        if self.thing is None:
            self.crowd.draw(canvas, self, at)
            self.menagerie.draw(canvas, self, at)
        self.troupe.draw(canvas, self, at)
        for layer in self.front:
            self._lay(canvas, layer, at, time, self._tiles(canvas, layer, at, time))
        self._air(canvas, at, time)
        self._glows(canvas, at, time, front=True)
        self._lettering(canvas, at)

    def _lettering(self, canvas: Canvas, at: int) -> None:
        palette, language = self.backdrop.light.palette, self.view.language
        if self.view.verse:
            draw_verse(canvas, self.view.verse, language, palette, at)
        if self.view.third is not None:
            draw_lower_third(canvas, self.view.third, language, palette, at, self.view.frames, self.fps)

    def _behind(self, canvas: Canvas, at: int, time: float) -> None:
        """All that is behind people, and what drifts between it.

        While the camera holds still, the planes are laid once, and again only where something drifts.
        """
        air = [(depth, self._dots(kind, at, time)) for depth, kind in self._drifting()]
        visible = self._visible(canvas, at, time)
        if self._holds(at):
            touched = np.zeros(canvas.tiles, np.bool_)
            if air:
                touch_tiles(touched, np.concatenate([dots for _, dots in air]))
            if float(touched.mean()) < _TOUCHED:
                view = self.path[at].tobytes()
                if self._held is None or self._held[0] != view:
                    still = Canvas.black(self.width, self.height) if self._held is None else self._held[1]
                    # What is hidden shows through by less than a thousandth: it must not be what was there before.
                    still.clear()
                    self._lay_behind(still, visible, [], at, time)
                    self._held = view, still
                canvas.take(self._held[1])
                visible = [np.where(touched, tiles, EMPTY).astype(np.uint8) for tiles in visible]
        elif not self.behind[0].texture.opaque:
            canvas.clear()
        self._lay_behind(canvas, visible, air, at, time)

    def _lay_behind(
        self, canvas: Canvas, visible: Sequence[Tiles], air: Sequence[tuple[float, Dots]], at: int, time: float
    ) -> None:
        waiting = list(air)
        for layer, tiles in zip(self.behind, visible, strict=True):
            while waiting and waiting[0][0] < layer.depth:
                draw_dots(canvas, waiting.pop(0)[1])
            self._lay(canvas, layer, at, time, tiles)
        for _, dots in waiting:
            draw_dots(canvas, dots)

    def _drifting(self) -> list[tuple[float, str]]:
        """Kinds that drift behind people, with their depths, from behind."""
        return sorted((drift.depth_of(kind), kind) for kind in self.backdrop.drift if drift.depth_of(kind) <= 1)

    def _holds(self, at: int) -> bool:
        """Whether what is behind people stands where it stood in the frame before, or will in the next one."""
        if not self._calm:
            return False
        near = self.path[max(0, at - 1) : at + 2]
        return bool((near == self.path[at]).all(axis=1).sum() > 1)

    def _visible(self, canvas: Canvas, at: int, time: float) -> list[Tiles]:
        """For every plane behind people the tiles in which it is seen: none under what nearer planes hide."""
        hidden = np.zeros(canvas.tiles, np.bool_)
        found: list[Tiles] = []
        for layer in reversed(self.behind):
            tiles = self._tiles(canvas, layer, at, time)
            found.append(np.where(hidden, EMPTY, tiles).astype(np.uint8))
            hidden |= tiles == SOLID
        return found[::-1]

    def _tiles(self, canvas: Canvas, layer: Layer, at: int, time: float) -> Tiles:
        return seen_tiles(canvas, layer.texture, *self._stand(layer, at, time))

    def _stand(self, layer: Layer, at: int, time: float) -> tuple[float, float, float]:
        """Where a plane's upper left corner is in the frame, and how many frame pixels one of its pixels takes."""
        cx, cy, zoom = layer.views[at]
        # One set height is `density` texture pixels and `zoom` frame heights.
        scale = zoom * self.height / layer.density
        sway = layer.sway_px * (self.height / 720) * math.sin(time * 1.35 + layer.depth * 5) if layer.sway_px else 0.0
        left = self.width / 2 + (layer.left - cx) * zoom * self.width + sway
        top = self.height / 2 + (layer.top - cy) * zoom * self.height
        return left, top, scale

    def _lay(self, canvas: Canvas, layer: Layer, at: int, time: float, tiles: Tiles) -> None:
        left, top, scale = self._stand(layer, at, time)
        lay(canvas, layer.texture, left, top, scale, tiles=tiles)

    def place(self, x: float, y: float, at: int) -> tuple[float, float]:
        """A point on the stage (set units) in frame pixels."""
        cx, cy, zoom = self.path[at]
        return self.width / 2 + (x - cx) * zoom * self.width, self.height / 2 + (y - cy) * zoom * self.height

    def _seen_from(self, depth: float) -> Views:
        if depth not in self._views:
            self._views[depth] = plane_views(self.path, depth)
        return self._views[depth]

    def _air(self, canvas: Canvas, at: int, time: float) -> None:
        """What drifts before people."""
        for kind in self.backdrop.drift:
            if drift.depth_of(kind) > 1:
                draw_dots(canvas, self._dots(kind, at, time))

    def _dots(self, kind: str, at: int, time: float) -> Dots:
        depth = drift.depth_of(kind)
        view = self._seen_from(depth)[at] if depth != drift.IN_FRONT else self.path[at]
        floor = self.place(0.5, self.backdrop.floor_y, at)[1] / self.height
        closeness = min(3.0, (float(self.path[at, 2]) / OVERSCAN) ** 0.7)
        air = drift.Air(
            self.width, self.height, time + 20.0, self.backdrop.light.palette, self.view.seed,
            (float(view[0]), float(view[1]), float(view[2])), closeness, floor,
        )  # fmt: skip
        return drift.particles(kind, air)

    def _glows(self, canvas: Canvas, at: int, time: float, *, front: bool) -> None:
        for number, glow in enumerate(self.backdrop.glows):
            if (glow.depth > 1) != front:
                continue
            cx, cy, zoom = self._seen_from(glow.depth)[at]
            x = self.width / 2 + (glow.x - cx) * zoom * self.width
            y = self.height / 2 + (glow.y - cy) * zoom * self.height
            beat = math.sin(time * 9.1 + number * 2.4) * 0.5 + math.sin(time * 23.7 + number) * 0.3
            beat += math.sin(time * 3.3 + number * 5.1) * 0.2
            strength = 0.42 * (1 - glow.flicker * 0.45 * (0.5 + 0.5 * beat))
            add_halo(canvas, x, y, glow.radius * zoom * self.height, glow.colour, strength)
