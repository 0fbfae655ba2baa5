"""The storyboard as plain JSON data, in the shape that SPEC.md's script analysis has, with shots.

Every shot, scene and line comes with its `anchor`, by which a change of the storyboard (`pipeline.edits`) names it, and
every line and described happening with the words before which a new scene can begin (`new_scene`; None where one does).
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.directing.anchors import anchor_of, cut_anchor_of, line_anchor_of, plain, scene_anchor_of
from pipeline.edits import Anchor
from pipeline.film import (
    BoardScene,
    Brief,
    Character,
    Deed,
    Line,
    Moment,
    Placement,
    Scene,
    Shot,
    Span,
    Storyboard,
)
from pipeline.stages.time import estimate
from pipeline.vocabulary import Why

_MOMENT = re.compile(r"^scenes\[(\d+)\]\.moments\[(\d+)\]\.(.*)$")
_BESIDE = frozenset({Why.ESTABLISH, Why.WHO_IS_HERE, Why.REACTION, Why.BREATH})
"""Shots that only look once more at what happens before or after them."""


def storyboard_json(board: Storyboard, brief: Brief) -> dict[str, Any]:
    """Storyboard to JSON data. Seconds are estimated: nothing is recorded yet."""
    story = board.story
    lengths_ms = estimate(board, brief)
    return {
        "title": story.title,
        "language": story.language.value,
        "words": story.words,
        "seconds": round(sum(lengths_ms.values()) / 1000, 1),
        "characters": [_character(character) for character in story.characters],
        "scenes": [_scene(board, scene, lengths_ms) for scene in board.scenes],
        "cultural_elements": {
            "religion": story.cultural_elements.religion,
            "traditions": list(story.cultural_elements.traditions),
            "music_style": story.cultural_elements.music_style,
        },
        "inferred": [_path(board, path) for path in story.inferred],
        "findings": [
            {
                "path": _path(board, finding.path),
                "confidence": round(finding.confidence, 2),
                "words": finding.words,
                "chosen": finding.chosen,
            }
            for finding in story.findings
        ],
        "notes": [*story.notes, *board.notes],
        "review": list(board.review),
    }


def _path(board: Storyboard, path: str) -> str:
    """A path into the story as one into this JSON, where lines stand in shots."""
    inside = _MOMENT.match(path)
    if inside is None:
        return path
    moment = board.story.scenes[int(inside[1])].moments[int(inside[2])]
    for at, shot in enumerate(board.scenes[int(inside[1])].shots):
        if moment in shot.lines:
            return f"scenes[{inside[1]}].shots[{at}].lines[{shot.lines.index(moment)}].{inside[3]}"
    return path


def _character(character: Character) -> dict[str, Any]:
    return {
        "name": character.name,
        "role": character.role,
        "age_group": character.age_group,
        "gender": character.gender,
        "personality": character.personality,
        "relations": [{"to": relation.to, "kind": relation.kind} for relation in character.relations],
    }


def _scene(board: Storyboard, board_scene: BoardScene, lengths_ms: dict[str, int]) -> dict[str, Any]:
    scene = board_scene.scene
    return {
        "scene_number": scene.scene_number,
        "description": scene.description,
        "setting": scene.setting,
        "indoor": scene.indoor,
        "time_of_day": scene.time_of_day,
        "weather": scene.weather,
        "season": scene.season,
        "cultural_context": scene.culture,
        "emotions": list(scene.emotions),
        "actions": [_deed(deed) for deed in scene.deeds],
        "objects": list(scene.objects),
        "beat": scene.beat,
        "pace": scene.pace,
        "duration_seconds": round(sum(lengths_ms[shot.shot_id] for shot in board_scene.shots) / 1000, 1),
        "anchor": _anchor(scene_anchor_of(board.story.scenes, scene)),
        "shots": [_shot(board, scene, shot, lengths_ms[shot.shot_id]) for shot in board_scene.shots],
    }


def _deed(deed: Deed) -> dict[str, Any]:
    return {"who": deed.who, "what": deed.what, "text": deed.text, "span": _span(deed.span)}


def _shot(board: Storyboard, scene: Scene, shot: Shot, length_ms: int) -> dict[str, Any]:
    return {
        "shot_id": shot.shot_id,
        "size": shot.size,
        "move": shot.move,
        "why": shot.why,
        "focus": shot.focus,
        "characters": [placement.character for placement in shot.placements],
        "placements": [_placement(placement) for placement in shot.placements],
        "out_of_frame": [placement.character for placement in shot.unseen],
        "insert": shot.insert,
        "card": shot.card,
        "about": shot.about,
        "duration_seconds": round(length_ms / 1000, 1),
        "anchor": _anchor(anchor_of(board, shot.shot_id)),
        "new_scene": _new_scene(board, scene, shot),
        "lines": [_line(board, scene, line) for line in shot.lines],
    }


def _new_scene(board: Storyboard, scene: Scene, shot: Shot) -> dict[str, Any] | None:
    if shot.lines:
        return _cut(board, scene, shot.lines[0])
    if shot.why in _BESIDE:
        return None
    words = plain(shot.about)
    deed = next((deed for deed in scene.deeds if plain(deed.text) == words), None)
    return None if deed is None else _cut(board, scene, deed)


def _cut(board: Storyboard, scene: Scene, moment: Moment) -> dict[str, Any] | None:
    anchor = cut_anchor_of(board.story.scenes, scene, moment)
    return None if anchor is None else _anchor(anchor)


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "character": placement.character,
        "x": placement.x,
        "facing": placement.facing,
        "looks_at": placement.looks_at,
        "actions": list(placement.actions),
    }


def _line(board: Storyboard, scene: Scene, line: Line) -> dict[str, Any]:
    return {
        "line_id": line.line_id,
        "character": line.character,
        "text": line.text,
        "emotion": line.emotion,
        "strength": round(line.strength, 2),
        "span": _span(line.span),
        "anchor": _anchor(line_anchor_of(board.story.scenes, line)),
        "new_scene": _cut(board, scene, line),
    }


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {"words": list(anchor.words), "why": anchor.why, "nth": anchor.nth}


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}
