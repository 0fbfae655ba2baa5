"""How the story goes: which scene sets up, turns, peaks and resolves, and how fast each one goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.film import Line, Scene
from pipeline.vocabulary import Action, Beat, Emotion, Pace

_FAST = frozenset({Emotion.EXCITED, Emotion.ANGRY, Emotion.AFRAID, Emotion.SURPRISED, Emotion.DETERMINED})
_SLOW = frozenset({Emotion.SAD, Emotion.CALM, Emotion.TENDER, Emotion.REVERENT, Emotion.LONGING})
_FAST_DEEDS = frozenset({Action.RUN, Action.FALL, Action.DANCE})
_SLOW_DEEDS = frozenset({Action.PRAY, Action.SLEEP, Action.SIT, Action.KNEEL, Action.CRY})
_SHORT, _LONG = 34, 90
"""Characters of a line that is flung out, and of one that takes its time."""


def with_beats(scenes: Sequence[Scene]) -> list[Scene]:
    """Setup first, resolution last, the climax where the feeling is strongest between; turns otherwise."""
    inner = range(1, len(scenes) - 1)
    climax = max(inner, key=lambda index: (scenes[index].strength, index)) if inner else None
    beats = []
    for index in range(len(scenes)):
        if index == 0:
            beats.append(Beat.SETUP)
        elif index == len(scenes) - 1:
            beats.append(Beat.RESOLUTION)
        else:
            beats.append(Beat.CLIMAX if index == climax else Beat.TURN)
    return [replace(scene, beat=beat) for scene, beat in zip(scenes, beats, strict=True)]


def pace(scene: Scene) -> Pace:
    """How fast a scene goes: by what it feels like, what is done, and how short its lines are."""
    tempo = 0.0
    for weight, emotion in zip((1.0, 0.5, 0.25), scene.emotions, strict=False):
        tempo += weight * (emotion in _FAST) - weight * (emotion in _SLOW)
    tempo += 0.7 * sum(deed.what in _FAST_DEEDS for deed in scene.deeds)
    tempo -= 0.4 * sum(deed.what in _SLOW_DEEDS for deed in scene.deeds)
    spoken = [len(line.text) for line in scene.lines if line.character is not None]
    if len(spoken) > 2:
        mean = sum(spoken) / len(spoken)
        tempo += (mean < _SHORT) - (mean > _LONG)
    tempo += 0.3 * min(2, sum(_is_loud(line) for line in scene.lines))
    if tempo >= 1:
        return Pace.FAST
    return Pace.SLOW if tempo <= -0.8 else Pace.STEADY


def _is_loud(line: Line) -> bool:
    return any(mark in line.text for mark in "!！")
