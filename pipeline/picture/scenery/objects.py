"""Puts the objects that the script names into the set: sizes against people, on the ground, a stand, or in the air."""

from __future__ import annotations

from pipeline.contracts.painter import Glow
from pipeline.picture.props import FLYING, LIGHTS, ON_THE_GROUND, SCENERY, draw_prop, height_of, named
from pipeline.picture.scenery import rooms
from pipeline.picture.scenery.easel import Easel, PaintedSet
from pipeline.vocabulary import Setting

_WATER = frozenset({Setting.RIVER_GHAT, Setting.BEACH, Setting.HARBOUR})
_SACRED = frozenset(
    {Setting.TEMPLE, Setting.MOSQUE, Setting.CHURCH, Setting.GURDWARA, Setting.MONASTERY, Setting.RIVER_GHAT}
)
_ON_STAND = 0.14
"""What is lower than this would be lost on the ground, in stage units."""
_MOST = 5


def place_objects(stage: PaintedSet) -> None:
    """Draw the scene's objects on the planes of a painted set. What has no drawing is left to the words."""
    drawings: list[str] = []
    for word in stage.design.objects:
        drawing = named(word)
        painted_already = drawing in SCENERY or (drawing == "boat" and stage.design.setting in _WATER)
        if drawing is not None and drawing not in drawings and not painted_already:
            drawings.append(drawing)
    drawings = drawings[:_MOST]
    floor = next(plane for plane in stage.planes if plane.name == "stage")
    flying = [drawing for drawing in drawings if drawing in FLYING]
    standing = [drawing for drawing in drawings if drawing not in FLYING]
    big = [drawing for drawing in standing if height_of(drawing) >= _ON_STAND and drawing not in ON_THE_GROUND]
    low = [drawing for drawing in standing if drawing in ON_THE_GROUND]
    small = [drawing for drawing in standing if drawing not in big and drawing not in low]
    turn = stage.hand
    for index, drawing in enumerate(big):
        # The middle is the actors': things stand at the sides, the second one across from the first.
        x = turn * stage.half * (0.5, -0.54, 0.74, -0.76, 0.3)[index]
        _put(floor, drawing, x, -0.005 + 0.012 * index, height_of(drawing))
    if small:
        _stand(stage, floor, small, -turn * stage.half * (0.36 if not big else 0.34))
    for index, drawing in enumerate(low):
        # Before the people's feet, near the middle: what lies there is seen in most shots.
        x = turn * stage.half * (0.26, -0.2, 0.38, -0.32, 0.14)[index]
        _put(floor, drawing, x, 0.045 + 0.008 * (index % 2), height_of(drawing) * 1.15)
    sky = next((plane for plane in stage.planes if plane.name in ("far", "view", "middle")), floor)
    for index, drawing in enumerate(flying):
        if stage.design.indoor:
            continue
        _put(sky, drawing, turn * stage.half * (0.3, -0.4, 0.1, -0.2, 0.5)[index], stage.top * 0.62, height_of(drawing))


def _stand(stage: PaintedSet, floor: Easel, small: list[str], x: float) -> None:
    """A low stand with the small things on it."""
    width = 0.1 + 0.12 * len(small)
    top = 0.0
    if stage.design.indoor:
        rooms.table(floor, x, 0.0, width, 0.19, "8A5A3A")
        top = -0.2
    elif stage.design.setting in _SACRED:
        floor.shadow(x, 0.005, width * 0.75)
        floor.rect(x - width * 0.42, -0.12, width * 0.84, 0.125, "A08C74", 0.7, 0.008)
        floor.rect(x - width / 2, -0.145, width, 0.032, "B8A48A", 0.5, 0.008)
        top = -0.143
    else:
        _bench(floor, x, width)
        top = -0.128
    for index, drawing in enumerate(small):
        _put(floor, drawing, x + (index - (len(small) - 1) / 2) * 0.13, top, height_of(drawing))


def _bench(easel: Easel, x: float, width: float) -> None:
    """A low wooden bench, as stands before a house."""
    easel.shadow(x, 0.005, width * 0.7)
    for side in (-0.36, 0.36):
        easel.poly(
            [
                (x + side * width - 0.014, 0.0),
                (x + side * width * 0.9 - 0.012, -0.11),
                (x + side * width * 0.9 + 0.012, -0.11),
                (x + side * width + 0.014, 0.0),
            ],
            "7A5238",
            0.6,
        )
    easel.line([(x - width * 0.34, -0.045), (x + width * 0.34, -0.045)], 0.012, "6E4A32")
    easel.poly(
        [(x - width * 0.46, -0.142), (x + width * 0.46, -0.142), (x + width * 0.5, -0.116), (x - width * 0.5, -0.116)],
        "A87848",
        0.3,
    )
    easel.rect(x - width * 0.5, -0.117, width, 0.02, "8E6240", 0.3, 0.004)


def _put(easel: Easel, drawing: str, x: float, y: float, height: float) -> None:
    draw_prop(easel.canvas, drawing, x, y, height, easel.light)
    if drawing in LIGHTS:
        point = easel.canvas.getTotalMatrix().mapXY(x, y - height * 0.65)
        easel.set.glows.append(
            Glow(
                x=round(float(point.x()) / easel.surface.width(), 4),
                y=round(float(point.y()) / easel.surface.height(), 4),
                radius=round(max(0.06, height * 1.3) * easel.set.unit_px / easel.set.design.height, 4),
                colour="FFB454",
                flicker=0.45,
                depth=easel.depth,
            )
        )
