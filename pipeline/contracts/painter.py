"""Painter: the places."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.vocabulary import Aspect, Culture, Season, Setting, TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Palette:
    """Five anchored colours, `RRGGBB` in sRGB: everything in the frame is coloured through them."""

    sky_high: str
    sky_low: str
    light: str
    shade: str
    accent: str


@dataclass(frozen=True, slots=True)
class Light:
    """The one key light of a scene.

    `key_x`, `key_y` is where it is in the painted set, 0..1 from the upper left (it may lie outside); `warmth` -1
    (cool) to 1 (warm); `strength` 0..1 how strong light stands against shade.
    """

    palette: Palette
    key_x: float
    key_y: float
    warmth: float
    strength: float
    lamplit: bool
    """Indoors or at night, lit by lamps rather than the sky."""
    haze: float = 1.0
    """How much air stands between the planes: 1 on a clear day, under 1 in a room, up to 2 in mist."""


@dataclass(frozen=True, slots=True)
class SetDesign:
    """A place to paint. `width`, `height` in pixels of the painted set, which is larger than the frame by OVERSCAN."""

    setting: Setting
    indoor: bool
    time_of_day: TimeOfDay
    weather: Weather
    season: Season | None
    culture: Culture
    objects: tuple[str, ...]
    aspect: Aspect
    width: int
    height: int
    seed: int


BEFORE_PEOPLE = 1.02
"""Depth of what stands on the stage before people: a desk they sit behind. Planes beyond it only frame the shot."""
OVERSCAN = 1.25
"""A painted set is this much wider and higher than the frame, so that the camera can move."""


@dataclass(frozen=True, slots=True)
class Plane:
    """One painted layer of the set. The file is a PNG of the whole set's size, RGBA, straight alpha, sRGB.

    `depth` is its parallax against the stage: 0 at infinity, 1 where people stand, above 1 in front of them.
    Planes come far to near. `sway_px` is how far it sways in the wind at 720p, 0 for none.
    """

    name: str
    file: str
    depth: float
    sway_px: float = 0.0


@dataclass(frozen=True, slots=True)
class Glow:
    """A light in the set that flickers or shines: place and radius in set units, `RRGGBB`, flicker 0..1.

    Its halo is added to the frame at `depth`.
    """

    x: float
    y: float
    radius: float
    colour: str
    flicker: float
    depth: float


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A painted set, as a zip of the planes' PNG files and `backdrop.json` (this value).

    `floor_y` is where feet stand (0..1 of the set's height), `figure_height` how tall a standing adult is there (0..1
    of the set's height); `drift` what moves in the air, kinds that the compositor knows: "rain", "snow", "petals",
    "dust", "fireflies", "mist", "birds", "leaves", "embers", "stars".
    """

    width: int
    height: int
    planes: tuple[Plane, ...]
    light: Light
    glows: tuple[Glow, ...]
    drift: tuple[str, ...]
    floor_y: float
    figure_height: float


class Painter(Engine):
    """Paints sets. The same design gives the same bytes."""

    capability: ClassVar[str] = "painter"

    @abstractmethod
    def paint(self, design: SetDesign, path: Path) -> Backdrop:
        """Paint the set into a zip at `path` (see Backdrop; stored, with fixed timestamps) and return what it says."""
