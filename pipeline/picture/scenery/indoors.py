"""What rooms of every kind have in common: walls, arches, boards, windows, their light."""

from __future__ import annotations

from pipeline.picture.colour import Colour
from pipeline.picture.scenery import ground
from pipeline.picture.scenery.easel import Easel, PaintedSet
from pipeline.picture.scenery.rooms import SEAM, Window
from pipeline.picture.scenery.woods import shafts


def boards(stage: PaintedSet, colour: Colour = "A9764C", *, tiles: Colour | None = None) -> Easel:
    """The stage plane of a room: boards, or checkered tiles."""
    floor = stage.plane("stage", 1.0)
    if tiles is None:
        ground.paving(floor, SEAM + 0.025, colour, rows=0, columns=24, vanish=-0.7)
    else:
        ground.paving(floor, SEAM + 0.025, colour, rows=8, columns=17, checker=tiles, vanish=-0.5)
    if stage.light.lamplit:
        floor.pool(-0.5 * stage.half, 0.02, 0.6, floor.light_on(floor.seen(colour), 0.6), 0.4, flat=0.25)
        floor.pool(0.5 * stage.half, 0.02, 0.6, floor.light_on(floor.seen(colour), 0.6), 0.4, flat=0.25)
    return floor


def day_shafts(stage: PaintedSet, strength: float = 0.16) -> None:
    """Window light in the air of the room, by day."""
    if not stage.light.lamplit and not stage.wet:
        shafts(stage, strength=strength)
        stage.drift.append("dust")


def two_windows(
    stage: PaintedSet, width: float = 0.26, height: float = 0.34, kind: str = "square", y: float = -0.62
) -> tuple[Window, ...]:
    """Windows on both sides of the middle; one in the middle where the format is narrow."""
    bars = (1, 1)
    if stage.half < 0.5:
        return (Window(-width / 2, y, width, height, kind, bars),)
    return tuple(Window(side * stage.half * 0.48 - width / 2, y, width, height, kind, bars) for side in (-1.0, 1.0))


def stage_light(easel: Easel) -> str:
    """The key's own colour."""
    return easel.light.palette.light
