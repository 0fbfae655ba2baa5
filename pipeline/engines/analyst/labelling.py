"""A Story from the embedded analysis and a model's labels: words, order, spans and ids are always the text's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.culture.packs import pack
from pipeline.engines.analyst.labels import Labelled, Strength
from pipeline.film import Character, Line, Moment, Scene, Story
from pipeline.vocabulary import INDOOR_SETTINGS, Emotion, Role, Setting

_STRENGTHS = {Strength.FAINT: 0.3, Strength.CLEAR: 0.6, Strength.STRONG: 0.9}
_TOLD = 0.6
"""A narrator tells of anger without shouting."""
_OF_PODCASTS = frozenset({Role.HOST, Role.GUEST})


def label(story: Story, labelled: Labelled) -> Story:
    """The story with the labels put on; what is missing or contradicts itself stays as it was, and is noted."""
    notes = list(labelled.notes)
    values = labelled.values
    characters = tuple(
        _character(one, values.get(f"c{number}", {}), story, notes) for number, one in enumerate(story.characters, 1)
    )
    # Numbered as the question was: through all scenes.
    lines, deeds = _numbers("l"), _numbers("d")
    scenes = tuple(
        _scene(one, values.get(f"s{number}", {}), _moments(one, values, lines, deeds), notes)
        for number, one in enumerate(story.scenes, 1)
    )
    elements = story.cultural_elements
    religion = values.get("whole", {}).get("religion")
    if religion is not None:
        elements = replace(elements, religion=religion)
    elif elements.religion is not None:
        notes.append(f"religion: none was seen, and the script has words of {elements.religion}")
    if scenes and scenes[0].culture is not story.scenes[0].culture:
        first = scenes[0]
        style = pack(first.culture).music(first.emotions[0], first.time_of_day)
        elements = replace(elements, music_style=style.value)
    return replace(
        story, characters=characters, scenes=scenes, cultural_elements=elements, notes=(*story.notes, *notes)
    )


def _numbers(letter: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{letter}{number}"


def _character(character: Character, given: dict[str, Any], story: Story, notes: list[str]) -> Character:
    role = given.get("role", character.role)
    if (role in _OF_PODCASTS) is not story.podcast:
        if role is not character.role:
            notes.append(f"characters.{character.name}: '{role}' does not go with the form of the script")
        given = {**given, "role": character.role}
    return replace(character, **given)


def _scene(scene: Scene, given: dict[str, Any], moments: tuple[Moment, ...], notes: list[str]) -> Scene:
    given = dict(given)
    felt = [given.pop("emotion", None), given.pop("second_emotion", None)]
    emotions: tuple[Emotion, ...] = tuple(dict.fromkeys(one for one in felt if one is not None))
    setting: Setting = given.get("setting", scene.setting)
    if setting in INDOOR_SETTINGS and not given.get("indoor", True):
        notes.append(f"scenes[{scene.scene_number - 1}].indoor: a {setting} is indoors")
        given["indoor"] = True
    elif "setting" in given and "indoor" not in given:
        given["indoor"] = setting in INDOOR_SETTINGS
    strengths = [one.strength for one in moments if isinstance(one, Line)]
    return replace(
        scene,
        **given,
        moments=moments,
        emotions=emotions or scene.emotions,
        strength=round(max(strengths), 2) if strengths else scene.strength,
    )


def _moments(
    scene: Scene, values: dict[str, dict[str, Any]], lines: Iterator[str], deeds: Iterator[str]
) -> tuple[Moment, ...]:
    return tuple(
        _line(moment, values.get(next(lines), {}))
        if isinstance(moment, Line)
        else replace(moment, **values.get(next(deeds), {}))
        for moment in scene.moments
    )


def _line(line: Line, given: dict[str, Any]) -> Line:
    strength = line.strength
    if "strength" in given:
        strength = _STRENGTHS[given["strength"]] * (_TOLD if line.character is None else 1)
    return replace(line, emotion=given.get("emotion", line.emotion), strength=round(strength, 3))
