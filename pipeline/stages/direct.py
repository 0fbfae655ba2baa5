"""Direct: a story becomes shots, as many as the length asked for has room for."""

from __future__ import annotations

from pipeline.directing.cards import end_card, title_card
from pipeline.directing.coverage import cover
from pipeline.directing.numbering import numbered
from pipeline.directing.podcast import converse
from pipeline.directing.reasons import Room
from pipeline.film import Brief, Story, Storyboard
from pipeline.stages.time import FilmLengths, film_lengths

_AMPLE = 1.25
"""A film this much longer than it is at ease has room for more than it needs."""


def direct(story: Story, brief: Brief) -> Storyboard:
    """Story to Storyboard: every line of the story in exactly one shot, in order."""
    usual = _board(story, brief, Room.USUAL)
    asked = brief.minutes or brief.most_minutes
    if asked is None:
        return usual
    asked_ms = asked * 60_000
    lengths = film_lengths(usual, brief)
    if asked_ms < lengths.tightest_ms:
        return _board(story, brief, Room.LEAN)
    if brief.minutes is not None and asked_ms > min(lengths.easy_ms * _AMPLE, lengths.longest_ms):
        ample = _board(story, brief, Room.AMPLE)
        return ample if film_lengths(ample, brief).tightest_ms <= asked_ms else usual
    return usual


def lengths_of(story: Story, brief: Brief) -> FilmLengths:
    """How long films of a story can be, whatever length is asked for."""
    lean, usual, ample = (film_lengths(_board(story, brief, room), brief) for room in Room)
    return FilmLengths(lean.tightest_ms, usual.easy_ms, max(usual.longest_ms, ample.longest_ms))


def _board(story: Story, brief: Brief, room: Room) -> Storyboard:
    shoot = converse if story.podcast else cover
    shots = [list(shoot(story, scene, brief.aspect, room)) for scene in story.scenes]
    shots[0].insert(0, title_card(story.scenes[0], story.title))
    shots[-1].append(end_card(story.scenes[-1], story.language))
    scenes = zip(story.scenes, shots, strict=True)
    return Storyboard(story, tuple(numbered(scene, one) for scene, one in scenes))
