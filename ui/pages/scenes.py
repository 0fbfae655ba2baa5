"""The storyboard as HTML: scenes with what was found and inferred, shots with their sketches, lines and changes.

Every control carries the change it makes as JSON, with the anchor by which `pipeline.edits` finds its shot; a list
adds the field that is chosen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import uuid4

from markupsafe import Markup

from pipeline.film import NARRATOR
from pipeline.vocabulary import (
    AgeGroup,
    Aspect,
    CameraMove,
    Culture,
    Dress,
    Emotion,
    Gender,
    HairStyle,
    Season,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
    Why,
)
from server.films.schemas import VoiceEntry
from ui import words
from ui.sketch import colour_of, sketch

Json = dict[str, Any]
CARDS = (Why.TITLE, Why.END)
ALONE = (ShotSize.WIDE, ShotSize.FULL)
OF_ONE = (*ALONE, ShotSize.MEDIUM, ShotSize.CLOSE)
OF_TWO = (*OF_ONE, ShotSize.TWO_SHOT, ShotSize.OVER_SHOULDER)
HOLD_MS, LONGEST_MS = 1_000, 30_000
QUOTED = 24
"""Characters of a line by which its lists are known, where a shot has several."""


def scenes_of(board: Json, aspect: Aspect) -> str:
    """All scenes. No two answers are alike: one like that before would not be drawn anew, and stay dimmed."""
    scenes, cast = board["scenes"], [one["name"] for one in board["characters"]]
    drawn = Markup("").join(_scene(board, place, cast, aspect) for place in range(len(scenes)))
    return Markup('<div class="board {}" data-drawn="{}">{}</div>').format(aspect.name.lower(), uuid4().hex, drawn)


def people_of(board: Json, edits: Sequence[Json], voices: Sequence[VoiceEntry]) -> str:
    """Everybody, and what can be another about them."""
    if not board["characters"]:
        return ""
    found = {one["path"]: one for one in board["findings"]}
    chosen = _recast(edits)
    speakers = [(one.id, one.name) for one in voices]
    rows = Markup("").join(
        _person(one, place, found, chosen.get(one["name"], {}), speakers)
        for place, one in enumerate(board["characters"])
    )
    return Markup(
        '<details class="card people"><summary>{}</summary><p class="hint">{}</p><ul>{}</ul></details>'
    ).format(words.BOARD_PEOPLE, words.BOARD_PEOPLE_LEAD, rows)


def notes_of(notes: Sequence[str]) -> str:
    """What the creator should know."""
    if not notes:
        return ""
    told = Markup("").join(Markup("<li>{}</li>").format(note) for note in notes)
    return Markup('<section class="card notes" role="status"><h3>{}</h3><ul>{}</ul></section>').format(
        words.BOARD_NOTES, told
    )


# ------------------------------------------------------------------------------------------------------ a scene


def _scene(board: Json, place: int, cast: list[str], aspect: Aspect) -> Markup:
    scenes = board["scenes"]
    scene, shots = scenes[place], scenes[place]["shots"]
    found = {one["path"]: one for one in board["findings"]}
    path = f"scenes[{place}]"
    facts = Markup("").join(
        _fact(words.BOARD_SEEN_BY[name], value, found.get(f"{path}.{field}"))
        for name, field, value in (
            ("place", "setting", scene["setting"]),
            ("time", "time_of_day", scene["time_of_day"]),
            ("weather", "weather", scene["weather"]),
            ("season", "season", scene["season"]),
            ("culture", "cultural_context", scene["cultural_context"]),
            ("feeling", "emotions[0]", ", ".join(scene["emotions"])),
        )
        if value
    )
    moves = []
    if place > 0:
        before = scenes[place - 1]["anchor"]
        moves.append(_button(words.BOARD_SCENE_EARLIER, _move_scene(scene["anchor"], before)))
    if place < len(scenes) - 1:
        after = scenes[place + 2]["anchor"] if place + 2 < len(scenes) else None
        moves.append(_button(words.BOARD_SCENE_LATER, _move_scene(scene["anchor"], after)))
    following = scenes[place + 1]["anchor"] if place < len(scenes) - 1 else None
    panels = Markup("").join(_shot(scene, at, cast, aspect, f"sky-{place}-{at}") for at in range(len(shots)))
    return Markup(
        '<section class="scene"><header><div><h2>{}</h2><p class="meta" dir="auto">{}</p></div>'
        '<div class="moves">{}</div></header><ul class="facts-found">{}</ul>{}<ol class="panels">{}</ol></section>'
    ).format(
        words.BOARD_SCENE.format(number=place + 1),
        scene["description"],
        Markup("").join(moves),
        facts,
        _scene_controls(scene, following),
        panels,
    )


def _scene_controls(scene: Json, following: Json | None) -> Markup:
    """What can be put right of a scene, and the next that can be made one with it."""
    change = {"kind": "set scene", "scene": scene["anchor"]}
    lists = [
        _choice(words.BOARD_SEEN_BY[name], change, field, _options(options), now, none)
        for name, field, options, now, none in (
            ("place", "setting", Setting, scene["setting"], None),
            ("time", "time_of_day", TimeOfDay, scene["time_of_day"], None),
            ("weather", "weather", Weather, scene["weather"], None),
            ("season", "season", Season, scene["season"], words.BOARD_NOT_SAID),
            ("culture", "culture", Culture, scene["cultural_context"], None),
            ("feeling", "emotion", Emotion, scene["emotions"][0], None),
        )
    ]
    if following is not None:
        merge = {"kind": "merge scenes", "first": scene["anchor"], "second": following}
        lists.append(_button(words.BOARD_SCENE_MERGE, merge))
    return Markup(
        '<details class="scene-change" data-key="{}"><summary>{}</summary><div class="controls">{}</div></details>'
    ).format(json.dumps(["scene", *scene["anchor"]["words"][:1]]), words.BOARD_SCENE_CHANGE, Markup("").join(lists))


def _fact(label: str, value: str, finding: Json | None) -> Markup:
    reason = ""
    if finding is not None and finding["chosen"]:
        reason = Markup('<small class="yours">{}</small>').format(words.BOARD_CHOSEN)
    elif finding is not None:
        reason = (
            Markup('<small class="inferred">{}</small>').format(
                words.BOARD_INFERRED.format(confidence=round(finding["confidence"] * 100))
            )
            if finding["words"] is None
            else Markup('<small dir="auto">{}</small>').format(words.BOARD_FOUND.format(words=finding["words"]))
        )
    return Markup('<li><span class="sr">{}: </span><strong>{}</strong>{}</li>').format(label, value, reason)


def _move_scene(scene: Json, before: Json | None) -> Json:
    return {"kind": "move scene", "scene": scene, "before": before}


# ------------------------------------------------------------------------------------------------------- a shot


def _shot(scene: Json, at: int, cast: list[str], aspect: Aspect, key: str) -> Markup:
    shot = scene["shots"][at]
    lines = shot["lines"]
    said = Markup("").join(_line(shot, number, cast) for number in range(len(lines)))
    about = Markup('<p class="about" dir="auto">{}</p>').format(shot["about"]) if shot["about"] and not lines else ""
    chosen = " chosen" if shot["why"] == Why.CHOSEN else ""
    moved = "" if shot["move"] == CameraMove.STATIC else f" · {shot['move']}"
    card = shot["card"] is not None
    return Markup(
        '<li class="panel{chosen}" data-key="{same}">{sketch}<div class="told"><p class="kind"><strong>{size}{moved}'
        "</strong><span>{seconds:.1f} s</span></p>"
        '<p class="why">{why}</p>{about}<div class="said">{said}</div>'
        '<details><summary>{change}</summary><div class="controls">{controls}</div></details></div></li>'
    ).format(
        chosen=chosen,
        same=json.dumps([shot["anchor"]["words"][0], bool(lines), shot["anchor"]["nth"]]),
        sketch=sketch(shot, scene, cast, aspect, key),
        size=_said(shot["size"]),
        moved="" if card else moved,
        seconds=shot["duration_seconds"],
        why=_said(shot["why"]),
        about="" if card else about,
        said=said,
        change=words.BOARD_CHANGE,
        controls=Markup("").join(_controls(scene["shots"], at, cast)),
    )


def _line(shot: Json, number: int, cast: list[str]) -> Markup:
    line = shot["lines"][number]
    cut = ""
    if number:
        cut = _button(
            words.BOARD_SPLIT, {"kind": "split shot", "shot": shot["anchor"], "before": line["text"]}, "split"
        )
        if line["new_scene"]:
            cut += _button(words.BOARD_NEW_SCENE, _split_scene(line["new_scene"]), "split")
    name = line["character"]
    who = Markup('<b style="color:{}">{}</b> ').format(colour_of(name, cast), name or words.NARRATOR)
    return Markup('{}<p dir="auto">{}{}</p>').format(cut, who, line["text"])


def _controls(shots: Sequence[Json], at: int, cast: Sequence[str]) -> Iterable[Markup]:
    shot, anchor = shots[at], shots[at]["anchor"]
    free = [one for one in shots if one["why"] not in CARDS]
    if shot["why"] not in CARDS:
        yield from _framing(shot)
        yield from _voiced(shot, cast)
        place = free.index(shot)
        if place:
            yield _button(words.BOARD_EARLIER, _move_shot(anchor, free[place - 1]["anchor"]))
        if place < len(free) - 1:
            after = free[place + 2]["anchor"] if place + 2 < len(free) else None
            yield _button(words.BOARD_LATER, _move_shot(anchor, after))
            yield _button(
                words.BOARD_MERGE, {"kind": "merge shots", "first": anchor, "second": free[place + 1]["anchor"]}
            )
    longer = round(shot["duration_seconds"] * 1000) + HOLD_MS
    if longer <= LONGEST_MS:
        yield _button(words.BOARD_HOLD, {"kind": "set hold", "shot": anchor, "hold_ms": longer})
    if not shot["lines"] and (shot["why"] in CARDS or len(free) > 1):
        yield _button(words.BOARD_DROP, {"kind": "drop shot", "shot": anchor})
    if shot["new_scene"]:
        yield _button(words.BOARD_NEW_SCENE, _split_scene(shot["new_scene"]))


def _voiced(shot: Json, cast: Sequence[str]) -> Iterable[Markup]:
    """How each line of a shot feels and who says it."""
    people = [*((name, name) for name in cast), (NARRATOR, words.NARRATOR)]
    for line in shot["lines"]:
        feeling, said_by = words.BOARD_FEELING, words.BOARD_SAID_BY
        if len(shot["lines"]) > 1:
            text = line["text"] if len(line["text"]) <= QUOTED else f"{line['text'][:QUOTED].rstrip()}…"
            feeling, said_by = (
                said.format(words=text) for said in (words.BOARD_LINE_FEELING, words.BOARD_LINE_SAID_BY)
            )
        change = {"kind": "set line", "line": line["anchor"]}
        yield _choice(feeling, change, "emotion", _options(Emotion), line["emotion"])
        yield _choice(said_by, change, "character", people, line["character"] or NARRATOR)


def _framing(shot: Json) -> Iterable[Markup]:
    change = {"kind": "reframe", "shot": shot["anchor"]}
    there = len({*shot["characters"], *shot["out_of_frame"]})
    sizes = OF_TWO if there > 1 else OF_ONE if there else ALONE
    now = ShotSize(shot["size"])
    yield _choice(words.BOARD_SIZE, change, "size", _options(sizes if now in sizes else (now, *sizes)), shot["size"])
    yield _choice(words.BOARD_CAMERA, change, "move", _options(CameraMove), shot["move"])


def _split_scene(before: Json) -> Json:
    return {"kind": "split scene", "before": before}


def _move_shot(shot: Json, before: Json | None) -> Json:
    return {"kind": "move shot", "shot": shot, "before": before}


# ------------------------------------------------------------------------------------------------------ a person


def _person(
    one: Json, place: int, found: Mapping[str, Json], chosen: Json, speakers: Sequence[tuple[str, str]]
) -> Markup:
    facts = Markup("").join(
        _fact(field, one[field], found.get(f"characters[{place}].{field}")) for field in ("age_group", "gender")
    )
    change = {"kind": "recast", "character": one["name"]}
    lists = Markup("").join(
        _choice(label, change, field, options, chosen.get(field), words.BOARD_AS_CAST)
        for label, field, options in (
            (words.BOARD_AGE, "age_group", _options(AgeGroup)),
            (words.BOARD_GENDER, "gender", _options(Gender)),
            (words.BOARD_DRESS, "dress", _options(Dress)),
            (words.BOARD_HAIR, "hair_style", _options(HairStyle)),
            (words.BOARD_VOICE, "voice", speakers),
        )
    )
    return Markup(
        '<li><div><h3 dir="auto">{}</h3><ul class="facts-found">{}</ul></div><div class="controls">{}</div></li>'
    ).format(one["name"], facts, lists)


def _recast(edits: Sequence[Json]) -> dict[str, Json]:
    """What was chosen for whom; of two choices the later."""
    chosen: dict[str, Json] = {}
    for edit in edits:
        if edit["kind"] == "recast":
            given = {field: value for field, value in edit.items() if value is not None}
            chosen.setdefault(edit["character"], {}).update(given)
    return chosen


# ------------------------------------------------------------------------------------------------------ controls


def _button(label: str, edit: Json, kind: str = "quiet") -> Markup:
    return Markup('<button type="button" class="{}" data-edit="{}">{}</button>').format(kind, json.dumps(edit), label)


def _choice(
    label: str, edit: Json, field: str, options: Iterable[tuple[str, str]], now: str | None, none: str | None = None
) -> Markup:
    """A list. `none` is what it says while nothing was chosen, which only an undo brings back."""
    empty = Markup('<option value=""{}>{}</option>').format(Markup(" disabled") if now else "", none) if none else ""
    listed = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(key, Markup(" selected") if key == now else "", said)
        for key, said in options
    )
    return Markup('<label>{}<select data-edit="{}" data-field="{}">{}{}</select></label>').format(
        label, json.dumps(edit), field, empty, listed
    )


def _options(kind: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, _said(one.value)) for one in kind]


def _said(value: str) -> str:
    return value[:1].upper() + value[1:]
