"""The camera: where it looks and how it moves.

The world is the painted set, x and y in 0..1 from the upper left. A path is, for every frame, the centre of what is
seen and the zoom: the set's height over the visible height. Set and frame have the same aspect, so the visible width is
1 / zoom of the set's too. Planes off the stage zoom and move by their depth (`plane_view`), and none shows its edge.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.contracts.painter import OVERSCAN, Backdrop
from pipeline.film import Placement
from pipeline.vocabulary import Aspect, CameraMove, Facing, ShotSize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Path = NDArray[np.float64]

WIDE_ZOOM = OVERSCAN * 0.94
"""A wide shot sees a little more than the frame's worth of the set, and keeps room to move."""
HEAD = 1 / 6.5
"""Height of an adult's head against the figure's."""
EYES = 0.52
"""Eye line in the head, from its top."""
_NEAR_PLACE = 0.32
"""Where a nearer look at an empty place is centred above its floor: on what stands there, not on the ground."""
_SWAYS = ((0.23, 0.6, 0.0), (0.41, 0.3, 1.9), (0.67, 0.13, 4.4))
"""A hand's unrest: cycles a second, share, phase. Slower than a tremble, never the same twice in a shot."""
_HOLD = 0.12
_LEAST_ZOOM = 1.04


@dataclass(frozen=True, slots=True)
class Body:
    """Where somebody is, in set units: the middle of the feet, and height of the body and of the head as posed.

    `top` is the crown above the feet now (less than `height` when seated).
    """

    character: str
    x: float
    facing: Facing
    height: float
    top: float
    head: float
    back_to_camera: bool = False


def bodies_of(
    placements: Sequence[Placement],
    statures: Mapping[str, float],
    backdrop: Backdrop,
    tops: Mapping[str, float] | None = None,
    heads: Mapping[str, float] | None = None,
) -> tuple[Body, ...]:
    """Bodies in set units. `tops` is the crown's height against standing (1), `heads` how many heads tall they are."""
    bodies = []
    for placement in placements:
        height = backdrop.figure_height * statures.get(placement.character, 1.0)
        bodies.append(
            Body(
                placement.character,
                placement.x,
                placement.facing,
                height,
                height * (tops or {}).get(placement.character, 1.0),
                height / (heads or {}).get(placement.character, 6.5),
                placement.back_to_camera,
            )
        )
    return tuple(bodies)


def camera_path(
    size: ShotSize,
    move: CameraMove,
    bodies: Sequence[Body],
    focus: str | None,
    backdrop: Backdrop,
    aspect: Aspect,
    frames: int,
    fps: int,
    seed: int,
) -> Path:
    """Centre x, centre y and zoom for every frame: float64 (frames, 3). Eased, held at both ends, inside the set."""
    framing = frame_shot(size, bodies, focus, backdrop, aspect)
    return _moved(framing, move, frames, fps, seed, tight=size in _TIGHT)


_TIGHT = frozenset({ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.OVER_SHOULDER, ShotSize.TWO_SHOT, ShotSize.INSERT})


@dataclass(frozen=True, slots=True)
class Framing:
    """What is in the frame before the camera moves."""

    x: float
    y: float
    zoom: float


def frame_shot(
    size: ShotSize, bodies: Sequence[Body], focus: str | None, backdrop: Backdrop, aspect: Aspect
) -> Framing:
    """Choose the frame: eyes on the upper third, headroom, room where the look goes."""
    subject = _subject(bodies, focus)
    floor = backdrop.floor_y
    if size is ShotSize.CARD:
        return Framing(0.5, 0.5, OVERSCAN)
    if size is ShotSize.INSERT:
        return _inside(Framing(0.5, floor - backdrop.figure_height * 0.30, OVERSCAN * 1.9))
    if subject is None or size is ShotSize.WIDE:
        return _wide(bodies, floor, near=size is not ShotSize.WIDE)
    if size is ShotSize.FULL:
        return _full(bodies, subject, floor, aspect)
    if size is ShotSize.TWO_SHOT and len(bodies) > 1:
        return _two(bodies, floor, aspect)
    if size is ShotSize.CLOSE:
        share = {Aspect.WIDE: 0.52, Aspect.SQUARE: 0.47, Aspect.TALL: 0.34}[aspect]
        visible = subject.head / share
    elif size is ShotSize.OVER_SHOULDER:
        visible = subject.height * (0.50 if aspect is Aspect.WIDE else 0.58)
    else:
        visible = subject.height * {Aspect.WIDE: 0.56, Aspect.SQUARE: 0.60, Aspect.TALL: 0.74}[aspect]
    eyes = floor - subject.top + EYES * subject.head
    third = 0.40 if size is ShotSize.CLOSE else 0.31
    lead = 0.14 if size is ShotSize.OVER_SHOULDER else 0.07
    return _inside(Framing(_lead(subject, visible, aspect, lead), eyes + visible * (0.5 - third), 1 / visible))


def _subject(bodies: Sequence[Body], focus: str | None) -> Body | None:
    for body in bodies:
        if body.character == focus:
            return body
    facing = [body for body in bodies if not body.back_to_camera]
    return next(iter(facing or bodies), None)


def _lead(subject: Body, visible: float, aspect: Aspect, share: float) -> float:
    """Centre x that leaves room in the direction of the look."""
    if aspect is Aspect.TALL:
        share *= 0.4
    way = {Facing.LEFT: -1, Facing.RIGHT: 1, Facing.CAMERA: 0}[subject.facing]
    return subject.x + way * share * visible


_SHAPE = {Aspect.WIDE: 16 / 9, Aspect.SQUARE: 1.0, Aspect.TALL: 9 / 16}


def _full(bodies: Sequence[Body], subject: Body, floor: float, aspect: Aspect) -> Framing:
    """Head to foot, and everybody else who is there whole too."""
    tallest = max(body.top for body in bodies)
    # A third of a height is what somebody takes to either side of the middle of the feet, with a little air.
    rooms = [(body.x, 0.30 * body.height / _SHAPE[aspect]) for body in bodies]
    left, right = min(x - room for x, room in rooms), max(x + room for x, room in rooms)
    visible = max(subject.height * 1.38, tallest * 1.30, right - left if len(bodies) > 1 else 0)
    # Feet near the bottom edge with a strip of floor, and the tallest head under a tenth of air.
    middle = floor + visible * (0.14 - 0.5)
    x = _lead(subject, visible, aspect, 0.05)
    if len(bodies) > 1:
        x = min(max(x, right - visible / 2), left + visible / 2)
    return _inside(Framing(x, middle, 1 / visible))


def _wide(bodies: Sequence[Body], floor: float, *, near: bool) -> Framing:
    """The place with whoever is in it; where nobody is, `near` looks at what stands there."""
    if not bodies:
        return _inside(Framing(0.5, floor - _NEAR_PLACE, WIDE_ZOOM * 1.4)) if near else Framing(0.5, 0.5, WIDE_ZOOM)
    left, right = min(body.x for body in bodies), max(body.x for body in bodies)
    zoom = min(WIDE_ZOOM, 1 / max(0.1, right - left + 0.22))
    return _inside(Framing(0.5 + ((left + right) / 2 - 0.5) * 0.8, min(0.52, floor - 0.3), zoom))


def _two(bodies: Sequence[Body], floor: float, aspect: Aspect) -> Framing:
    left, right = min(bodies, key=lambda body: body.x), max(bodies, key=lambda body: body.x)
    tallest = max(bodies, key=lambda body: body.top)
    # People stand at one third and two thirds; a tall frame brings them nearer to its edges.
    apart = right.x - left.x
    eyes = floor - tallest.top + EYES * tallest.head
    # The lowest head, of a child or of who sits beside somebody standing, is in the frame and above its captions.
    lowest = max(floor - body.top + body.head for body in bodies) - eyes
    visible = max(apart / (0.36 if aspect is Aspect.WIDE else 0.56), tallest.height * 0.72, lowest / 0.46)
    return _inside(Framing((left.x + right.x) / 2, eyes + visible * (0.5 - 0.33), 1 / visible))


def _inside(framing: Framing) -> Framing:
    """The nearest framing that sees no edge of the set, with a margin for the move."""
    zoom = max(framing.zoom, _LEAST_ZOOM)
    margin = 0.5 / zoom
    return Framing(min(max(framing.x, margin), 1 - margin), min(max(framing.y, margin), 1 - margin), zoom)


# ------------------------------------------------------------------------------------------------------- moves


def ease(frames: int, hold: float = _HOLD) -> NDArray[np.float64]:
    """0 to 1 over the frames, held at both ends, without a jerk (quintic smoothstep)."""
    if frames <= 1:
        return np.zeros(max(frames, 0))
    progress = np.clip((np.linspace(0, 1, frames) - hold) / (1 - 2 * hold), 0, 1)
    eased: NDArray[np.float64] = progress**3 * (progress * (6 * progress - 15) + 10)
    return eased


def _moved(framing: Framing, move: CameraMove, frames: int, fps: int, seed: int, *, tight: bool) -> Path:
    way = ease(frames)
    seconds = frames / fps
    # 8 % in five seconds; a short shot moves less, a long one not much more.
    amount = 0.08 * min(1.25, max(0.35, seconds / 5))
    visible = 1 / framing.zoom
    x, y, zoom = (np.full(frames, value) for value in (framing.x, framing.y, framing.zoom))
    centred = way - 0.5
    pan = visible * amount * (0.7 if tight else 1.1)
    side = 1.0 if seed % 2 else -1.0
    match move:
        case CameraMove.PUSH:
            zoom = framing.zoom * (1 + amount * way)
        case CameraMove.PULL:
            zoom = framing.zoom * (1 + amount * (1 - way))
        case CameraMove.PAN_LEFT | CameraMove.TRUCK_LEFT:
            x = framing.x - centred * pan * (1.6 if move is CameraMove.TRUCK_LEFT else 1.0)
        case CameraMove.PAN_RIGHT | CameraMove.TRUCK_RIGHT:
            x = framing.x + centred * pan * (1.6 if move is CameraMove.TRUCK_RIGHT else 1.0)
        case CameraMove.TILT_UP:
            y = framing.y - centred * pan
        case CameraMove.TILT_DOWN:
            y = framing.y + centred * pan
        case CameraMove.DRIFT:
            x = framing.x + side * centred * visible * amount * 0.35
            y = framing.y - centred * visible * amount * 0.12
            zoom = framing.zoom * (1 + amount * 0.3 * way)
        case CameraMove.HANDHELD:
            x = framing.x + visible * 0.016 * _unrest(frames, fps, seed % 7)
            y = framing.y + visible * 0.012 * _unrest(frames, fps, seed % 7 + 3)
            zoom = framing.zoom * (1 + amount * 0.3 * way)
        case CameraMove.STATIC:
            pass
    return _kept_inside(np.stack([x, y, zoom], axis=1))


def _unrest(frames: int, fps: int, phase: float) -> NDArray[np.float64]:
    """A slow wandering within about -1..1 that begins and ends at rest."""
    seconds = np.arange(frames) / fps
    wander = np.zeros(frames)
    for rate, share, shift in _SWAYS:
        wander += share * np.sin(2 * np.pi * rate * seconds + shift + phase)
    still = ease(frames) * ease(frames)[::-1] * 4 if frames > 1 else np.zeros(frames)
    wandered: NDArray[np.float64] = wander * np.minimum(1.0, still)
    return wandered


def _kept_inside(path: Path) -> Path:
    """Shift and, where that is not enough, shrink the whole move so that it stays in the set. Never bends it."""
    zoom = np.maximum(path[:, 2], _LEAST_ZOOM * 0.99)
    margin = 0.5 / zoom
    kept = [path[:, 0], path[:, 1]]
    for axis, line in enumerate(kept):
        middle = (line.max() + line.min()) / 2
        swing = line - middle
        room = float((0.5 - margin).min())
        largest = float(np.abs(swing).max())
        if largest > room:
            swing = swing * (room / largest)
        low, high = float((margin - swing).max()), float((1 - margin - swing).min())
        kept[axis] = (min(max(middle, low), high) if low <= high else 0.5) + swing
    return np.stack([kept[0], kept[1], zoom], axis=1)


def follow(path: Path, track: NDArray[np.float32], fps: int) -> Path:
    """The path, panned after somebody who walks so that they stay in the frame's middle two thirds.

    `track` is their x (0..1 of the set) at every frame. The pan starts and stops softly, within the set.
    """
    allowed = 0.30 / path[:, 2]
    away = track.astype(np.float64) - path[:, 0]
    shift = np.sign(away) * np.maximum(np.abs(away) - allowed, 0)
    if not shift.any():
        return path
    margin = 0.5 / path[:, 2]
    wanted = np.clip(path[:, 0] + shift, margin, 1 - margin)
    # Held ends repeat, so that a pan that is under way at the cut does not slow down for it.
    reach = max(1, round(0.45 * fps))
    weights = np.hanning(2 * reach + 3)[1:-1]
    padded = np.concatenate([np.full(reach, wanted[0]), wanted, np.full(reach, wanted[-1])])
    followed = path.copy()
    followed[:, 0] = np.clip(np.convolve(padded, weights / weights.sum(), "valid"), margin, 1 - margin)
    return followed


# ------------------------------------------------------------------------------------------------------ planes


def zoom_exponent(depth: float) -> float:
    """How much of the camera's zoom a plane follows: .25 in the sky, .35 far, .5 middle, 1 on the stage."""
    return float(np.interp(depth, (0.05, 0.15, 0.4, 1.0, 1.6), (0.25, 0.35, 0.5, 1.0, 1.3)))


def plane_views(path: Path, depth: float, edge: float = 0.0) -> Path:
    """The path as a plane of that depth sees it: centre and zoom in the plane's own 0..1, its edge never in frame.

    On the stage it is the path itself. `edge` keeps a margin (0..1 of the set) for a plane that sways.
    """
    if depth == 1.0:
        return path
    zoom = OVERSCAN * (path[:, 2] / OVERSCAN) ** zoom_exponent(depth)
    zoom = np.maximum(zoom, 1.0 / (1 - 2 * edge) + 1e-6)
    room = 0.5 - edge - 0.5 / zoom
    centres = []
    for axis in (0, 1):
        offset = (path[:, axis] - 0.5) * depth
        # One factor for the whole shot: clamping frame by frame would bend a smooth move.
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.where(np.abs(offset) > 1e-9, room / np.abs(offset), math.inf)
        centres.append(0.5 + offset * min(1.0, max(0.0, float(reach.min()))))
    return np.stack([*centres, zoom], axis=1)
