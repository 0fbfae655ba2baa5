"""A story that is verse is chanted where it scans, and a sloka of the library is recited before another story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.chant.library import SANSKRIT, Piece
from pipeline.chant.reciting import in_sanskrit, is_chanted, recitals
from pipeline.film import Finding, Line, Recital, Scene, Story
from pipeline.vocabulary import Culture, Emotion, Language, Pace, Setting, TimeOfDay

INVOCATION = 0
"""The number of the scene that a sloka before the story gets: the story's own are counted from 1."""
_SCENE = regex.compile(r"^scenes\[(\d+)\]")


def chanted(story: Story) -> Story:
    """The story with its told lines as verse in their metres; a story that is no verse, or not chanted, as it is."""
    told = [line.text for scene in story.scenes for line in scene.lines if line.character is None]
    # Sanskrit is taken for Hindi, whose letters and voices it is given; verse in any other language is spoken.
    if not story.verse or not told or story.language is not Language.HINDI or not is_chanted(told):
        return story
    ways = iter(recitals(told))
    scenes = tuple(_with_recitals(scene, ways) for scene in story.scenes)
    if in_sanskrit(told):
        scenes = tuple(_at_dawn(scene, index, story.inferred) for index, scene in enumerate(scenes))
    return replace(story, scenes=scenes)


def _at_dawn(scene: Scene, index: int, paths: Sequence[str]) -> Scene:
    """A temple at dawn, in India, as far as a Sanskrit verse does not say itself where and when it is."""
    inferred = {path.rpartition(".")[2] for path in paths if path.startswith(f"scenes[{index}].")}
    if "setting" in inferred:
        scene = replace(scene, setting=Setting.TEMPLE, indoor=False)
    if "time_of_day" in inferred:
        scene = replace(scene, time_of_day=TimeOfDay.DAWN)
    if scene.culture not in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN):
        scene = replace(scene, culture=Culture.NORTH_INDIAN)
    return scene


def _with_recitals(scene: Scene, ways: Iterator[Recital]) -> Scene:
    moments = tuple(
        replace(moment, recital=next(ways)) if isinstance(moment, Line) and moment.character is None else moment
        for moment in scene.moments
    )
    return replace(scene, moments=moments)


def invoked(story: Story, piece: Piece) -> Story:
    """The story with a scene of its own before it, at its first place, in which a piece of the library is recited."""
    texts = [line.strip() for line in piece.text.splitlines() if line.strip()]
    chants = piece.language == SANSKRIT or (piece.spoken_as is Language.HINDI and is_chanted(texts))
    ways = recitals(texts) if chants else (None,) * len(texts)
    first = story.scenes[0]
    lines = tuple(
        Line(
            line_id=f"sloka-{number}",
            character=None,
            text=text,
            emotion=Emotion.REVERENT,
            strength=0.6,
            language=piece.spoken_as,
            recital=way or Recital("", (), 0, closes=True),
        )
        for number, (text, way) in enumerate(zip(texts, ways, strict=True), 1)
    )
    scene = replace(
        first,
        scene_number=INVOCATION,
        description=piece.title,
        emotions=(Emotion.REVERENT,),
        strength=0.5,
        objects=(),
        beat=None,
        moments=lines,
        present=(),
        pace=Pace.SLOW,
    )
    return replace(
        story,
        scenes=(scene, *story.scenes),
        findings=tuple(_moved(finding) for finding in story.findings),
    )


def _moved(finding: Finding) -> Finding:
    """Findings name scenes by their place, which is one later now."""
    path = _SCENE.sub(lambda found: f"scenes[{int(found[1]) + 1}]", finding.path)
    return replace(finding, path=path)
