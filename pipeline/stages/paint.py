"""Paint: one set for every scene. The same place is the same place at another hour."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.painter import OVERSCAN, Painter, SetDesign
from pipeline.crew import Crew, make_missing
from pipeline.engines.registry import pick
from pipeline.film import Brief, Scene, Storyboard
from pipeline.picture.menagerie import kind_of
from pipeline.stages.hands import held_in
from pipeline.stages.images import OwnImage, own_images
from pipeline.takes import Facts, Take, key_of
from pipeline.vocabulary import WATERS

SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class _Commission:
    """What one worker paints, and with which engine: engines stay at home, names travel."""

    engine: str
    design: SetDesign
    image: OwnImage | None = None
    """The creator's own picture of the place: then no engine paints it."""


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
    designs = [design_set(scene, brief, context.seed, held_in(scene, board.story)) for scene in scenes]
    images = own_images(board.story.scenes, brief)
    orders = [
        _Commission(painter.name, design, images.get(scene.scene_number))
        for scene, design in zip(scenes, designs, strict=True)
    ]
    keys = [key_of(*_recipe(painter, order)) for order in orders]
    # Scenes that share a design share its take; it is painted once.
    commissions = dict(zip(keys, orders, strict=True))
    takes = make_missing(crew, "paint", _paint_one, commissions, SUFFIX, context)
    return {scene.scene_number: takes[key] for scene, key in zip(scenes, keys, strict=True)}


def design_set(scene: Scene, brief: Brief, seed: int, held: Collection[str] = ()) -> SetDesign:
    """What to paint for a scene, but for what is `held` in it. The seed comes from the place, not the hour."""
    # Animals are no part of the set: the compositor draws those that live there. A fish out of water is a thing.
    width, height = (round(side * OVERSCAN / 2) * 2 for side in brief.frame_size)
    return SetDesign(
        setting=scene.setting,
        indoor=scene.indoor,
        time_of_day=scene.time_of_day,
        weather=scene.weather,
        season=scene.season,
        culture=scene.culture,
        objects=tuple(
            thing
            for thing in scene.objects
            if thing not in held
            and (kind_of(thing) is None or (kind_of(thing) == "fish" and scene.setting not in WATERS))
        ),
        aspect=brief.aspect,
        width=width,
        height=height,
        seed=zlib.crc32(f"{seed}/{scene.setting.value}/{scene.culture.value}".encode()),
    )


def _paint_one(commission: _Commission, context: StageContext) -> Take:
    painter = pick(Painter, commission.engine)
    design = commission.design

    def make(path: Path) -> Facts:
        if commission.image is not None:
            return _lay_out(commission.image, design, path)
        backdrop = painter.paint(design, path)
        return {"width": backdrop.width, "height": backdrop.height, "planes": len(backdrop.planes)}

    maker, version, inputs = _recipe(painter, commission)
    return context.takes.get_or_make(maker, version, inputs, SUFFIX, make)


def _recipe(painter: Painter, commission: _Commission) -> tuple[str, str, object]:
    """Who makes a commission's take, at which version, from what."""
    if commission.image is None:
        return f"painter/{painter.name}", painter.version, commission.design
    from pipeline.picture.own_set import VERSION

    # Things that the script names are not drawn into somebody's picture.
    return "painter/own image", VERSION, (commission.image, replace(commission.design, objects=()))


def _lay_out(image: OwnImage, design: SetDesign, path: Path) -> Facts:
    from pipeline.picture.backdrop import write_backdrop
    from pipeline.picture.own_set import build_own
    from pipeline.picture.photo import open_mask, open_photo

    mask = None if image.mask is None else open_mask(image.mask)
    backdrop, planes = build_own(open_photo(image.path), mask, design)
    write_backdrop(path, backdrop, planes)
    return {"width": backdrop.width, "height": backdrop.height, "planes": len(backdrop.planes)}
