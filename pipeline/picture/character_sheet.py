"""A character sheet: one person from all sides, at other ages, with every feeling, mouth and deed, in other clothes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import skia

from pipeline.contracts.animator import PerformanceRequest, Performer
from pipeline.contracts.painter import Light
from pipeline.culture.packs import pack
from pipeline.film import Look, Placement
from pipeline.picture.acting import act
from pipeline.picture.figure import Figure, face_centre
from pipeline.picture.look import GREY
from pipeline.picture.palette import light_for, lit, tone
from pipeline.picture.pose import INDEX
from pipeline.picture.skeleton import HEADS, stature
from pipeline.picture.speech_shapes import SHAPES
from pipeline.picture.text import Type, draw_text
from pipeline.vocabulary import (
    Accessory,
    Action,
    AgeGroup,
    Culture,
    Dress,
    Emotion,
    FacialHair,
    Facing,
    Gender,
    Language,
    TimeOfDay,
    Weather,
)

WIDTH: Final = 1920
_MARGIN, _TITLE, _LABEL, _GAP = 48, 46, 26, 20
_TALL, _FACE, _MOUTH, _DEED = 430, 212, 118, 268
_COLUMNS: Final = {"stand": 12, "face": 7, "mouth": 16, "deed": 13}
_FPS: Final = 24
_MOUTHS: Final = ("mouth_open", "mouth_wide", "mouth_round", "mouth_teeth", "mouth_tongue")
_PHASE_S: Final = {Action.BOW: 1.3, Action.FALL: 0.75, Action.WALK_OUT: 0.5, Action.NOD: 0.6, Action.DANCE: 1.6}
"""When an action is at its clearest; 1.4 s after it began where not said."""

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture of the sheet and the words below it."""

    label: str
    draw: Callable[[skia.Canvas, float, float], None]


def draw_sheet(look: Look, culture: Culture, title: str, language: Language) -> skia.Image:
    """The whole sheet, WIDTH pixels wide, in the morning light of the culture."""
    light = light_for(TimeOfDay.MORNING, Weather.CLEAR, False, culture, 0)
    rows = (
        ("stand", _TALL, (*_turn_around(look, light), *_ages(look, light), *_wardrobe(look, culture, light))),
        ("face", _FACE, _emotions(look, light)),
        ("mouth", _MOUTH, _mouths(look, light)),
        ("deed", _DEED, _deeds(look, light)),
    )
    lines = [-(-len(panels) // _COLUMNS[kind]) * (height + _LABEL + _GAP) for kind, height, panels in rows]
    surface = skia.Surface(WIDTH, _MARGIN + _TITLE + sum(lines) + _MARGIN)
    canvas = surface.getCanvas()
    paper = lit(tone("EADFC8", light, 0.6), light, 0.1)
    canvas.clear(skia.Color4f(*paper, 1.0).toColor())
    draw_text(canvas, title, language, (_MARGIN, _MARGIN * 0.8, WIDTH - 2 * _MARGIN), Type(38, 600), _INK)
    top = float(_MARGIN + _TITLE)
    for (kind, height, panels), used in zip(rows, lines, strict=True):
        _lay_out(canvas, panels, _COLUMNS[kind], height, top)
        top += used
    return surface.makeImageSnapshot()


_INK: Final = 0xFF3A2C2A


def _lay_out(canvas: skia.Canvas, panels: Sequence[Panel], columns: int, height: float, top: float) -> None:
    columns = min(columns, len(panels))
    wide = (WIDTH - 2 * _MARGIN) / columns
    for number, panel in enumerate(panels):
        x, y = _MARGIN + number % columns * wide, top + number // columns * (height + _LABEL + _GAP)
        canvas.save()
        canvas.translate(x, y)
        canvas.clipRect(skia.Rect.MakeWH(wide, height))
        panel.draw(canvas, wide, height)
        canvas.restore()
        draw_text(canvas, panel.label, Language.ENGLISH, (x, y + height + 3, wide), Type(15, 500), _INK)


def _standing(
    label: str, look: Look, light: Light, facing: Facing = Facing.RIGHT, *, back: bool = False, pose: Row | None = None
) -> Panel:
    def draw(canvas: skia.Canvas, wide: float, height: float) -> None:
        # Room above for hats and high buns.
        tall = (height - 14) * 0.84 * stature(look)
        # Who falls goes to the right.
        lying = 0.36 * wide * min(1.0, (pose or {}).get("tumble", 0.0))
        canvas.translate(wide / 2 - lying, height - 12)
        Figure(look, light).draw(canvas, pose or {}, facing, back, tall)

    return Panel(label, draw)


def _close(label: str, look: Look, light: Light, pose: Row, facing: Facing, share: float) -> Panel:
    """The head fills `share` of the panel's height."""

    def draw(canvas: skia.Canvas, wide: float, height: float) -> None:
        tall = height * share * HEADS[look.age_group]
        x, y = face_centre(look, pose, facing, tall)
        canvas.translate(wide / 2 - x, height * 0.5 - y)
        Figure(look, light).draw(canvas, pose, facing, False, tall)

    return Panel(label, draw)


def _turn_around(look: Look, light: Light) -> tuple[Panel, ...]:
    return (
        _standing("front", look, light, Facing.CAMERA),
        _standing("three-quarter", look, light),
        _standing("side", look, light, pose={"turn": 0.5, "head_yaw": 0.42}),
        _standing("back", look, light, Facing.CAMERA, back=True),
        _standing("at ease", look, light, Facing.LEFT, pose=_acted(look, Action.STAND, Emotion.CALM, 1.0)),
    )


def at_age(look: Look, age: AgeGroup) -> Look:
    """The same person younger or older: the same face, skin and clothes; hair greys, beards come with the years."""
    if age is look.age_group:
        return look
    grown = age in (AgeGroup.ADULT, AgeGroup.ELDERLY)
    grey = look.hair_colour in GREY or look.age_group is AgeGroup.ELDERLY
    tint = GREY[look.seed % len(GREY)] if age is AgeGroup.ELDERLY else "2A1C16" if grey else look.hair_colour
    return replace(look, age_group=age, hair_colour=tint, facial_hair=look.facial_hair if grown else FacialHair.NONE)


def _ages(look: Look, light: Light) -> tuple[Panel, ...]:
    return tuple(_standing(age.value, at_age(look, age), light) for age in AgeGroup if age is not look.age_group)


def _wardrobe(look: Look, culture: Culture, light: Light) -> tuple[Panel, ...]:
    """Other clothes of the culture that they might wear."""
    panels: list[Panel] = []
    seen: set[Dress] = {look.dress}
    garments = pack(culture).garments(look.gender, look.age_group) or pack(culture).wardrobe
    for garment in (*garments, *pack(culture).wardrobe):
        if garment.dress in seen or look.gender not in (garment.gender, Gender.NONBINARY, Gender.UNKNOWN):
            continue
        seen.add(garment.dress)
        kept = tuple(item for item in look.accessories if item in (Accessory.GLASSES, Accessory.BINDI))
        dressed = replace(
            look,
            dress=garment.dress,
            dress_colours=garment.colours[look.seed % len(garment.colours)],
            accessories=tuple(dict.fromkeys((*kept, *garment.accessories))),
        )
        panels.append(_standing(garment.dress.value, dressed, light, Facing.CAMERA))
    return tuple(panels[:4])


def _acted(look: Look, action: Action, mood: Emotion, seconds: float) -> Row:
    performer = Performer(Placement("", 0.4, Facing.RIGHT, None, (action,)), look, mood, 1.0)
    (rows,) = act(PerformanceRequest((performer,), (), 3 * _FPS, _FPS, close=False, seed=1))
    row = {name: float(rows[round(seconds * _FPS), column]) for name, column in INDEX.items()}
    # A blink or a way gone would hide what the panel is about.
    if action not in (Action.PRAY, Action.SLEEP, Action.LAUGH, Action.CRY, Action.HUG, Action.FALL):
        for side in ("near", "far"):
            row[f"{side}_lid_upper"] = max(row[f"{side}_lid_upper"], 0.5)
    return {**row, "root_x": 0.0}


def _emotions(look: Look, light: Light) -> tuple[Panel, ...]:
    return tuple(
        _close(emotion.value, look, light, _acted(look, Action.STAND, emotion, 1.0), Facing.RIGHT, 0.6)
        for emotion in Emotion
    )


def _mouths(look: Look, light: Light) -> tuple[Panel, ...]:
    return tuple(
        _close(name, look, light, dict(zip(_MOUTHS, shape, strict=True)), Facing.CAMERA, 1.05)
        for name, shape in SHAPES.items()
        if name != "rest"
    )


def _deeds(look: Look, light: Light) -> tuple[Panel, ...]:
    panels = []
    for action in Action:
        pose = _acted(look, action, Emotion.CALM, _PHASE_S.get(action, 1.4))
        panels.append(_standing(action.value, look, light, pose=pose))
    return tuple(panels)
