"""Paint: one set for every scene. The same place is the same place at another hour."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.painter import OVERSCAN, Painter, SetDesign
from pipeline.crew import Crew, make_missing
from pipeline.engines.registry import pick
from pipeline.film import Brief, Scene, Storyboard
from pipeline.picture.menagerie import alive, kind_of
from pipeline.takes import Facts, Take, key_of
from pipeline.vocabulary import WATERS

SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class _Commission:
    """What one worker paints, and with which engine: engines stay at home, names travel."""

    engine: str
    design: SetDesign


def paint(
    board: Storyboard,
    brief: Brief,
    painter: Painter,
    crew: Crew,
    context: StageContext,
    only: Collection[int] | None = None,
) -> dict[int, Take]:
    """The painted set of every scene, or of the scene numbers `only`, by number: a zip as Backdrop describes it."""
    scenes = [scene.scene for scene in board.scenes if only is None or scene.scene.scene_number in only]
    designs = [design_set(scene, brief, context.seed) for scene in scenes]
    keys = [key_of(_maker(painter), painter.version, design) for design in designs]
    # Scenes that share a design share its take; it is painted once.
    commissions = {key: _Commission(painter.name, design) for key, design in zip(keys, designs, strict=True)}
    takes = make_missing(crew, "paint", _paint_one, commissions, SUFFIX, context)
    return {scene.scene_number: takes[key] for scene, key in zip(scenes, keys, strict=True)}


def design_set(scene: Scene, brief: Brief, seed: int) -> SetDesign:
    """What to paint for a scene. The seed comes from the place, not the hour."""
    # Living animals are no part of the set: the compositor draws them.
    living = alive(scene.objects, indoor=scene.indoor, water=scene.setting in WATERS)
    width, height = (round(side * OVERSCAN / 2) * 2 for side in brief.frame_size)
    return SetDesign(
        setting=scene.setting,
        indoor=scene.indoor,
        time_of_day=scene.time_of_day,
        weather=scene.weather,
        season=scene.season,
        culture=scene.culture,
        objects=tuple(thing for thing in scene.objects if kind_of(thing) not in living),
        aspect=brief.aspect,
        width=width,
        height=height,
        seed=zlib.crc32(f"{seed}/{scene.setting.value}/{scene.culture.value}".encode()),
    )


def _paint_one(commission: _Commission, context: StageContext) -> Take:
    painter = pick(Painter, commission.engine)
    design = commission.design

    def make(path: Path) -> Facts:
        backdrop = painter.paint(design, path)
        return {"width": backdrop.width, "height": backdrop.height, "planes": len(backdrop.planes)}

    return context.takes.get_or_make(_maker(painter), painter.version, design, SUFFIX, make)


def _maker(painter: Painter) -> str:
    return f"painter/{painter.name}"
