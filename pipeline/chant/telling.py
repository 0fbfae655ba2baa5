"""A story that is verse is chanted where it scans, and a sloka of the library is recited before another story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.chant.library import SANSKRIT, Piece
from pipeline.chant.reciting import is_chanted, recitals
from pipeline.film import Finding, Line, Recital, Scene, Story
from pipeline.vocabulary import Emotion, Pace

INVOCATION = 0
"""The number of the scene that a sloka before the story gets: the story's own are counted from 1."""
_SCENE = regex.compile(r"^scenes\[(\d+)\]")


def chanted(story: Story) -> Story:
    """The story with its told lines as verse in their metres; a story that is no verse, or not chanted, as it is."""
    told = [line.text for scene in story.scenes for line in scene.lines if line.character is None]
    if not story.verse or not told or not is_chanted(told):
        return story
    ways = iter(recitals(told))
    return replace(story, scenes=tuple(_with_recitals(scene, ways) for scene in story.scenes))


def _with_recitals(scene: Scene, ways: Iterator[Recital]) -> Scene:
    moments = tuple(
        replace(moment, recital=next(ways)) if isinstance(moment, Line) and moment.character is None else moment
        for moment in scene.moments
    )
    return replace(scene, moments=moments)


def invoked(story: Story, piece: Piece) -> Story:
    """The story with a scene of its own before it, at its first place, in which a piece of the library is recited."""
    texts = [line.strip() for line in piece.text.splitlines() if line.strip()]
    ways = recitals(texts) if piece.language == SANSKRIT or is_chanted(texts) else (None,) * len(texts)
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
