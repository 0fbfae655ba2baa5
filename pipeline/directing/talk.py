"""Talk: what kind of podcast a script is, and how people in it take turns."""

from __future__ import annotations

import tomllib
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from pipeline.film import Line, Story
from pipeline.language.words import count_words
from pipeline.vocabulary import Emotion, Language, PodcastStyle, Role, Setting

_HEATED = frozenset({Emotion.ANGRY, Emotion.DETERMINED, Emotion.PROUD})
QUESTIONS = ("?", "？", "؟")
_STORY_SHARE, _STORY_WORDS = 0.62, 24


@dataclass(frozen=True, slots=True)
class Manner:
    """How people take turns: `gap_ms` of quiet between two speakers, below 0 an overlap, `own_ms` within one's words.

    `murmur_ms` is about how often a listener says something; `bed`: music goes on under the talk.
    """

    gap_ms: int
    own_ms: int
    murmur_ms: int
    bed: bool


MANNERS = {
    PodcastStyle.INTERVIEW: Manner(-90, 260, 6_000, bed=False),
    PodcastStyle.DEBATE: Manner(-220, 180, 8_000, bed=False),
    PodcastStyle.STORY: Manner(240, 420, 9_000, bed=True),
    PodcastStyle.EXPLAINER: Manner(-60, 300, 5_000, bed=True),
}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("pipeline.directing").joinpath("talk.toml").read_text("utf-8"))


def murmur(language: Language, line: Line, number: int) -> str:
    """What a listener says to a line the n-th time: the same for the same words."""
    choices = _words()["murmurs"][language.value]
    return choices[(zlib.crc32(line.text.encode()) + number) % len(choices)]


def as_podcast(story: Story, chosen: PodcastStyle | None) -> Story:
    """The story with the style of its talk. With one chosen, any script of dialogue is a podcast at a table."""
    if not story.podcast and chosen is None:
        return story
    if not story.podcast:
        story = _at_a_table(story)
    return replace(story, talk=chosen or style_of(story))


def _at_a_table(story: Story) -> Story:
    speakers = list(dict.fromkeys(line.character for scene in story.scenes for line in scene.lines if line.character))
    first = speakers[0] if speakers else None
    characters = tuple(
        replace(one, role=Role.HOST if one.name == first else Role.GUEST) if one.name in speakers else one
        for one in story.characters
    )
    scenes = tuple(replace(scene, setting=Setting.PODCAST_STUDIO, indoor=True) for scene in story.scenes)
    return replace(story, characters=characters, scenes=scenes, podcast=True)


def style_of(story: Story) -> PodcastStyle:
    """Heat makes a debate, one who tells a story, a title that asks an explainer; else it is an interview."""
    lines = [line for scene in story.scenes for line in scene.lines]
    spoken = [line for line in lines if line.character is not None]
    if not spoken:
        return PodcastStyle.STORY
    guests = {one.name for one in story.characters if one.role is Role.GUEST}
    heated = sum(line.emotion in _HEATED and line.strength >= 0.5 for line in spoken)
    if heated >= len(spoken) * 0.25 or (len(guests) > 1 and heated >= 2):
        return PodcastStyle.DEBATE
    said: Counter[str | None] = Counter()
    for line in lines:
        said[line.character] += count_words(line.text, story.language)
    teller, most = said.most_common(1)[0]
    turns = _turns([line for line in lines if line.character == teller], lines)
    if most >= said.total() * _STORY_SHARE and most >= turns * _STORY_WORDS:
        return PodcastStyle.STORY
    title = story.title.casefold()
    joined = story.language in (Language.JAPANESE, Language.CHINESE, Language.KOREAN)
    padded = title if joined else f" {title} "
    words = _words()["explains"][story.language.value]
    asks = title.endswith(QUESTIONS) or any((word if joined else f" {word} ") in padded for word in words)
    return PodcastStyle.EXPLAINER if asks else PodcastStyle.INTERVIEW


def _turns(own: Sequence[Line], lines: Sequence[Line]) -> int:
    """How often somebody takes the word."""
    ids = {line.line_id for line in own}
    places = [index for index, line in enumerate(lines) if line.line_id in ids]
    return sum(index == 0 or index - 1 not in places for index in places) or 1
