"""What moves in the air: rain, snow, petals, dust, fireflies, mist, birds, leaves, embers, stars.

Every particle's place is a closed formula of the frame's time and its own number, so any frame can be made alone and
nothing visibly repeats: each time a particle leaves the frame it comes back somewhere else.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.picture.yuv import yuv_of

if TYPE_CHECKING:
    from pipeline.contracts.painter import Palette

Floats = NDArray[np.float64]

DEPTHS = {"stars": 0.05, "birds": 0.15, "mist": 0.5}
"""Depth of the kinds that are behind people; the rest falls in front of them."""
IN_FRONT = 1.2


@dataclass(frozen=True, slots=True)
class Air:
    """What a kind of drift needs to know: frame size, time from the shot's start, the scene's colours.

    `view` is centre x, centre y, zoom of the plane the kind hangs in; `base` the zoom of a wide shot: nearer shots have
    larger, fewer flakes. `floor` is the floor's place in the frame, 0..1 or beyond.
    """

    width: int
    height: int
    time: float
    palette: Palette
    seed: int
    view: tuple[float, float, float]
    closeness: float
    floor: float


def depth_of(kind: str) -> float:
    """Depth of the plane a kind hangs in."""
    return DEPTHS.get(kind, IN_FRONT)


def particles(kind: str, air: Air) -> NDArray[np.float32]:
    """Dots (see `pipeline.picture.finish.Dots`) of one kind in one frame; none for a kind that is not known."""
    draw = _KINDS.get(kind)
    if draw is None:
        return np.empty((0, 10), np.float32)
    return draw(air).astype(np.float32)


KINDS: frozenset[str] = frozenset(
    {"rain", "snow", "petals", "dust", "fireflies", "mist", "birds", "leaves", "embers", "stars"}
)


@lru_cache(maxsize=32)
def _random(count: int, columns: int, seed: int, salt: int) -> Floats:
    """The same numbers at every frame of a shot: nobody may write into them."""
    numbers: Floats = np.random.default_rng((seed, salt)).random((count, columns))
    numbers.flags.writeable = False
    return numbers


def _hash(number: Floats, salt: float) -> Floats:
    """A fixed fraction for every number: where a particle comes back in its n-th round."""
    value = np.sin(number * 12.9898 + salt * 78.233) * 43758.5453
    fraction: Floats = value - np.floor(value)
    return fraction


def _travel(start: Floats, speed: Floats, time: float, number: Floats, salt: float) -> tuple[Floats, Floats]:
    """Place 0..1 along the way, and a fraction that is new each time round."""
    way = start + speed * time
    rounds = np.floor(way)
    return way - rounds, _hash(number * 7.31 + rounds * 3.77, salt)


def _rows(air: Air, x: Floats, y: Floats, along: Floats, across: Floats, angle: Floats, colour: str | Floats,
          alpha: Floats, softness: float) -> Floats:  # fmt: skip
    """Rows of dots; `x`, `y` in 0..1 of the frame (beyond is off it), sizes in 1/720 of the shorter side."""
    unit = min(air.width, air.height) / 720
    rows = np.empty((len(x), 10))
    rows[:, 0], rows[:, 1] = x * air.width, y * air.height
    rows[:, 2], rows[:, 3] = along * unit, across * unit
    rows[:, 4] = angle
    rows[:, 5:8] = yuv_of(colour) if isinstance(colour, str) else colour
    rows[:, 8], rows[:, 9] = alpha, softness
    return rows


def _rain(air: Air) -> Floats:
    count = 150
    numbers = np.arange(count, dtype=float)
    random = _random(count, 4, air.seed, 11)
    near = random[:, 0] ** 2
    speed = 1.5 + 1.6 * near
    y, fresh = _travel(random[:, 1], speed, air.time, numbers, 1.0)
    slant = 0.16
    x = fresh * 1.3 - 0.15 + slant * (y - 0.5) * air.height / air.width
    length = (11 + 26 * near) * air.closeness
    drops = _rows(
        air, x, y * 1.1 - 0.05, length, 0.7 + 0.7 * near, np.full(count, math.pi / 2 + slant * 0.9),
        _toward(air.palette.sky_low, "FFFFFF", 0.45), 0.26 + 0.30 * near, 0.9,
    )  # fmt: skip
    splash = 46
    random = _random(splash, 3, air.seed, 12)
    age, fresh = _travel(random[:, 0], 2.6 + random[:, 1], air.time, np.arange(splash, dtype=float), 2.0)
    ground = air.floor + (random[:, 2] ** 0.8) * 0.16 * air.closeness - 0.03
    radius = (2 + 9 * age) * air.closeness
    rings = _rows(
        air, fresh, ground, radius, radius * 0.28, np.zeros(splash),
        _toward(air.palette.sky_low, air.palette.light, 0.7), 0.30 * (1 - age) ** 1.5, 1.0,
    )  # fmt: skip
    return np.concatenate([rings[(ground > 0) & (ground < 1.02)], drops])


@lru_cache(maxsize=64)
def _toward(a: str, b: str, share: float) -> str:
    """A colour between two, in sRGB."""
    mixed = (round(int(a[at : at + 2], 16) * (1 - share) + int(b[at : at + 2], 16) * share) for at in (0, 2, 4))
    return "".join(f"{value:02X}" for value in mixed)


def _snow(air: Air) -> Floats:
    count = 170
    random = _random(count, 6, air.seed, 21)
    near = random[:, 0] ** 2.2
    speed = 0.05 + 0.12 * near + 0.02 * random[:, 2]
    y, fresh = _travel(random[:, 1], speed, air.time, np.arange(count, dtype=float), 3.0)
    swing = np.sin(air.time * (0.5 + random[:, 3]) + random[:, 4] * 6.28) * (0.008 + 0.02 * near)
    size = (1.3 + 4.6 * near) * air.closeness**0.5
    drift = 0.04 * air.time * (0.4 + near)
    return _rows(
        air, np.mod(fresh + swing + drift, 1.1) - 0.05, y * 1.1 - 0.05, size, size, np.zeros(count),
        _toward("FFFFFF", air.palette.sky_low, 0.15), 0.55 + 0.35 * random[:, 5], 0.8,
    )  # fmt: skip


def _flutter(air: Air, colours: tuple[str, ...], salt: int, count: int, size: float) -> Floats:
    random = _random(count, 8, air.seed, salt)
    near = random[:, 0] ** 1.6
    numbers = np.arange(count, dtype=float)
    y, fresh = _travel(random[:, 1], 0.07 + 0.07 * near, air.time, numbers, salt)
    phase = random[:, 2] * 6.28 + air.time * (1.1 + random[:, 3])
    x = np.mod(fresh + 0.05 * air.time * (0.5 + near) + 0.022 * np.sin(phase), 1.1) - 0.05
    tumble = np.abs(np.cos(air.time * (1.6 + 1.4 * random[:, 4]) + random[:, 5] * 6.28))
    along = size * (0.55 + 0.75 * near) * air.closeness**0.5
    shades = np.array([yuv_of(colour) for colour in colours])[(random[:, 6] * len(colours)).astype(int)]
    return _rows(
        air, x, y * 1.12 - 0.06, along, along * (0.16 + 0.42 * tumble), np.sin(phase) * 0.9 + random[:, 7] * 6.28,
        shades, 0.82 + 0.12 * near, 0.25,
    )  # fmt: skip


def _petals(air: Air) -> Floats:
    pink = _toward("F7B9C8", air.palette.light, 0.25)
    return _flutter(air, (pink, _toward(pink, "FFFFFF", 0.4), _toward(pink, air.palette.accent, 0.3)), 31, 26, 6.5)


def _leaves(air: Air) -> Floats:
    base = air.palette.accent
    return _flutter(air, (base, _toward(base, "C98A2B", 0.5), _toward(base, air.palette.shade, 0.35)), 32, 16, 8.0)


def _dust(air: Air) -> Floats:
    count = 60
    random = _random(count, 7, air.seed, 41)
    swing_x, swing_y = np.sin(air.time * 0.4 + random[:, 2] * 6), np.cos(air.time * 0.5 + random[:, 5] * 6)
    x = np.mod(random[:, 0] + 0.012 * air.time * (random[:, 1] - 0.3) + 0.012 * swing_x, 1)
    y = np.mod(random[:, 3] - 0.010 * air.time * random[:, 4] + 0.010 * swing_y, 1)
    twinkle = 0.5 + 0.5 * np.sin(air.time * (0.6 + random[:, 6]) + random[:, 2] * 12)
    size = (0.8 + 2.0 * random[:, 1] ** 3) * air.closeness**0.5
    return _rows(air, x, y, size, size, np.zeros(count), air.palette.light, (0.10 + 0.34 * twinkle), 1.0)


def _fireflies(air: Air) -> Floats:
    count = 22
    random = _random(count, 8, air.seed, 51)
    x = random[:, 0] + 0.05 * np.sin(air.time * (0.3 + 0.3 * random[:, 1]) + random[:, 2] * 6.28)
    y = 0.35 + 0.6 * random[:, 3] + 0.04 * np.cos(air.time * (0.4 + 0.3 * random[:, 4]) + random[:, 5] * 6.28)
    pulse = np.clip(np.sin(air.time * (0.9 + 0.6 * random[:, 6]) + random[:, 7] * 6.28), 0, 1) ** 1.5
    size = (1.8 + 1.6 * random[:, 1]) * air.closeness**0.5
    angle = np.zeros(count)
    halo = _rows(air, x, y, size * 5, size * 5, angle, "E8F08A", 0.20 * pulse, 1.0)
    return np.concatenate([halo, _rows(air, x, y, size, size, angle, "FBFFC8", 0.95 * pulse, 0.8)])


def _mist(air: Air) -> Floats:
    count = 11
    random = _random(count, 6, air.seed, 61)
    x = np.mod(random[:, 0] + air.time * 0.010 * (0.6 + random[:, 1]), 1.6) - 0.3
    y = air.floor + 0.04 - 0.30 * random[:, 2] + 0.02 * np.sin(air.time * 0.2 + random[:, 3] * 6)
    grow = 0.75 + 0.25 * air.closeness
    return _rows(
        air, x, y, (330 + 260 * random[:, 4]) * grow, (46 + 40 * random[:, 5]) * grow, np.zeros(count),
        _toward(air.palette.sky_low, "FFFFFF", 0.25), np.full(count, 0.30), 1.0,
    )  # fmt: skip


def _birds(air: Air) -> Floats:
    count = 6
    random = _random(count, 5, air.seed, 71)
    way = np.mod(0.10 + air.time * 0.014 + random[:, 0] * 0.16, 1.3) - 0.15
    cx, cy, zoom = air.view
    x = 0.5 + (way - cx) * zoom
    y = 0.5 + (0.20 + 0.09 * random[:, 1] + 0.012 * np.sin(air.time * 0.7 + random[:, 2] * 6) - cy) * zoom
    glide = np.clip(np.sin(air.time * 0.6 + random[:, 4] * 6.28) + 0.5, 0.12, 1)
    flap = np.sin(air.time * (7.5 + 2 * random[:, 3]) + random[:, 4] * 6.28) * glide * 0.75
    size = (4.2 + 2.2 * random[:, 3]) * zoom
    unit = min(air.width, air.height) / 720
    wings = []
    for side in (-1.0, 1.0):
        angle = side * (0.28 + flap)
        shift_x, shift_y = side * np.cos(angle) * size * unit * 0.85, side * np.sin(-angle) * size * unit * 0.85
        wings.append(
            _rows(
                air, x + shift_x / air.width, y + shift_y / air.height, size, size * 0.16, -angle,
                air.palette.shade, np.full(count, 0.78), 0.4,
            )
        )  # fmt: skip
    return np.concatenate(wings)


def _embers(air: Air) -> Floats:
    count = 34
    random = _random(count, 6, air.seed, 81)
    rise, fresh = _travel(random[:, 0], 0.10 + 0.14 * random[:, 1], air.time, np.arange(count, dtype=float), 8.0)
    x = fresh + 0.03 * np.sin(air.time * (1 + random[:, 2]) + random[:, 3] * 6.28)
    size = (0.9 + 1.6 * random[:, 4]) * air.closeness**0.5
    alpha = np.clip(1 - rise, 0, 1) * (0.6 + 0.4 * np.sin(air.time * 9 + random[:, 5] * 6.28))
    return _rows(air, x, 1.02 - rise * 0.9, size, size, np.zeros(count), "FFB057", alpha, 0.9)


def _stars(air: Air) -> Floats:
    count = 90
    random = _random(count, 5, air.seed, 91)
    cx, cy, zoom = air.view
    x, y = 0.5 + (random[:, 0] - cx) * zoom, 0.5 + (random[:, 1] ** 1.3 * 0.5 - cy) * zoom
    twinkle = 0.62 + 0.38 * np.sin(air.time * (0.8 + 2.2 * random[:, 2]) + random[:, 3] * 6.28)
    size = 0.7 + 1.3 * random[:, 4] ** 4
    alpha = (0.25 + 0.65 * random[:, 4] ** 2) * twinkle * np.clip(1.25 - random[:, 1] * 1.3, 0, 1)
    return _rows(air, x, y, size, size, np.zeros(count), _toward("FFFFFF", air.palette.light, 0.4), alpha, 0.9)


_KINDS: dict[str, Callable[[Air], Floats]] = {
    "rain": _rain,
    "snow": _snow,
    "petals": _petals,
    "leaves": _leaves,
    "dust": _dust,
    "fireflies": _fireflies,
    "mist": _mist,
    "birds": _birds,
    "embers": _embers,
    "stars": _stars,
}
