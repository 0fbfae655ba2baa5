"""The storyboard as plain JSON data, in the shape that SPEC.md's script analysis has, with shots."""

from __future__ import annotations

from typing import Any

from pipeline.film import BoardScene, Brief, Character, Deed, Line, Shot, Storyboard
from pipeline.stages.time import estimate


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
        "scenes": [_scene(scene, lengths_ms) for scene in board.scenes],
        "cultural_elements": {
            "religion": story.cultural_elements.religion,
            "traditions": list(story.cultural_elements.traditions),
            "music_style": story.cultural_elements.music_style,
        },
        "inferred": list(story.inferred),
        "notes": list(story.notes),
        "review": list(board.review),
    }


def _character(character: Character) -> dict[str, Any]:
    return {
        "name": character.name,
        "role": character.role,
        "age_group": character.age_group,
        "gender": character.gender,
        "personality": character.personality,
        "relations": [{"to": relation.to, "kind": relation.kind} for relation in character.relations],
    }


def _scene(board_scene: BoardScene, lengths_ms: dict[str, int]) -> dict[str, Any]:
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
        "duration_seconds": round(sum(lengths_ms[shot.shot_id] for shot in board_scene.shots) / 1000, 1),
        "shots": [_shot(shot) for shot in board_scene.shots],
    }


def _deed(deed: Deed) -> dict[str, Any]:
    return {"who": deed.who, "what": deed.what}


def _shot(shot: Shot) -> dict[str, Any]:
    return {
        "size": shot.size,
        "move": shot.move,
        "characters": [placement.character for placement in shot.placements],
        "why": shot.why,
        "lines": [_line(line) for line in shot.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"character": line.character, "text": line.text, "emotion": line.emotion}
