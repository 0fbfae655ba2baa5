"""One small picture of a contact sheet, made the way a film's frame is made: set, people, air, light, grain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from pipeline.context import StageContext
from pipeline.contracts.animator import PerformanceRequest, Performer
from pipeline.contracts.painter import OVERSCAN, SetDesign
from pipeline.picture.acting import act
from pipeline.picture.backdrop import write_backdrop
from pipeline.picture.finish import Finish
from pipeline.picture.frame import Stage
from pipeline.picture.pose import CHANNELS, INDEX
from pipeline.picture.scenery.places import build
from pipeline.picture.view import Actor, ShotView
from pipeline.picture.yuv import Canvas
from pipeline.vocabulary import (
    INDOOR_SETTINGS,
    Aspect,
    CameraMove,
    Culture,
    Language,
    Season,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

FPS: Final = 24
FRAMES: Final = 72
"""Length of the shot that a cell is one frame of: three seconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell plays. The seed is the place's own: another one is another place of the same kind."""

    setting: Setting
    hour: TimeOfDay = TimeOfDay.MORNING
    culture: Culture = Culture.NORTH_INDIAN
    weather: Weather = Weather.CLEAR
    season: Season | None = None
    objects: tuple[str, ...] = ()
    seed: int = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A frame of a shot that never was, and the words under it.

    `pose` holds channels (see pipeline.picture.pose) at values while the performer acts; `insert` is a thing shown
    large; `at` says which moment of the shot is seen, 0..1.
    """

    label: str
    place: Place
    size: ShotSize = ShotSize.WIDE
    performer: Performer | None = None
    pose: tuple[tuple[str, float], ...] = ()
    insert: str | None = None
    at: float = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """A cell to draw, `width` x `height` pixels, both even."""

    cell: Cell
    width: int
    height: int


def design_of(place: Place, width: int, height: int) -> SetDesign:
    """What to paint for frames of that size."""
    wide, tall = (round(side * OVERSCAN / 2) * 2 for side in (width, height))
    aspect = Aspect.WIDE if width > height else Aspect.TALL if height > width else Aspect.SQUARE
    return SetDesign(
        place.setting,
        place.setting in INDOOR_SETTINGS,
        place.hour,
        place.weather,
        place.season,
        place.culture,
        place.objects,
        aspect,
        wide,
        tall,
        place.seed,
    )


def draw_cell(job: Job, context: StageContext) -> Pixels:
    """Draw the cell: uint8 (height, width, 3), sRGB. Sets are kept in the context's takes: cells share them."""
    cell = job.cell
    design = design_of(cell.place, job.width, job.height)

    def paint(path: Path) -> dict[str, object]:
        backdrop, planes = build(design)
        write_backdrop(path, backdrop, planes)
        return {}

    performers = (cell.performer,) if cell.performer is not None else ()

    def perform(path: Path) -> dict[str, object]:
        request = PerformanceRequest(performers, (), FRAMES, FPS, cell.size is ShotSize.CLOSE, cell.place.seed)
        (part,) = act(request)
        for channel, value in cell.pose:
            part[:, INDEX[channel]] = value
        with path.open("wb") as file:
            np.savez(file, channels=np.array(CHANNELS), p0=part)
        return {}

    # What a cell is called is no part of its picture.
    played = (replace(cell, label="", at=0.0), design)
    backdrop = context.takes.get_or_make("gallery/set", "1", design, ".zip", paint)
    performance = context.takes.get_or_make("gallery/part", "1", played, ".npz", perform) if performers else None
    view = ShotView(
        backdrop=backdrop,
        size=cell.size,
        move=CameraMove.STATIC,
        actors=tuple(Actor(performer.placement, performer.look) for performer in performers),
        focus=performers[0].placement.character if performers else None,
        performance=performance,
        insert=cell.insert,
        card=None,
        language=Language.ENGLISH,
        aspect=design.aspect,
        frames=FRAMES,
        seed=cell.place.seed,
    )
    canvas = Canvas.black(job.width, job.height)
    Stage(view, job.width, job.height, FPS).draw(canvas, round(cell.at * (FRAMES - 1)))
    half = (job.height // 2, job.width // 2)
    planes = (np.empty((job.height, job.width), np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8))
    Finish.of(job.width, job.height, cell.place.seed).write(canvas, planes, 1000, FPS)
    return _rgb(*planes)


def _rgb(y: Pixels, u: Pixels, v: Pixels) -> Pixels:
    """BT.709 limited, 4:2:0, as sRGB."""
    luma = (y.astype(np.float32) - 16) / 219
    blue, red = ((plane.repeat(2, 0).repeat(2, 1).astype(np.float32) - 128) / 224 for plane in (u, v))
    picture = np.dstack([luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red, luma + 1.8556 * blue])
    pixels: Pixels = np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8)
    return pixels
