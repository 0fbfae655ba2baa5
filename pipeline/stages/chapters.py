"""Chapters: a film's scenes, a podcast's questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.chant.telling import INVOCATION
from pipeline.directing.talk import QUESTIONS
from pipeline.film import Storyboard
from pipeline.timeline import Timeline
from pipeline.vocabulary import Role

LEAST_MS = 12_000
"""A podcast's chapter is at least so long, if another follows."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A part of the film with what a player's menu calls it."""

    start_ms: int
    end_ms: int
    title: str


def chapters_of(timeline: Timeline, board: Storyboard) -> tuple[ChapterMark, ...]:
    """All parts in order, from the start of the film to its end: scenes, and in a talk what its host asks."""
    starts: list[tuple[int, str]] = []
    for number, begin, end in timeline.scene_ranges_ms():
        starts.append((begin, _described(board, number)))
        if board.story.talk is not None:
            starts += _questions(timeline, board, begin, end)
    ends = [*(at for at, _ in starts[1:]), timeline.duration_ms]
    return tuple(
        ChapterMark(start, end, _short(f"{order}. {title}"))
        for order, ((start, title), end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _questions(timeline: Timeline, board: Storyboard, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the host asks something, well apart from each other and from the ends."""
    hosts = {one.name for one in board.story.characters if one.role is Role.HOST}
    before = begin
    for timed in timeline.shots:
        at = timeline.start_ms(timed)
        if not (begin <= at < end and at - before >= LEAST_MS and end - at >= LEAST_MS):
            continue
        for line in timed.shot.lines:
            if line.character in hosts and line.text.rstrip("\"'”’»」 ").endswith(QUESTIONS):
                before = at
                yield at, line.text
                break


def _described(board: Storyboard, number: int) -> str:
    """What is told in a scene: its own description, or its place; all of a talk goes by its title."""
    scene = next(one.scene for one in board.scenes if one.scene.scene_number == number)
    if board.story.talk is not None and number != INVOCATION:
        return board.story.title
    return scene.description or scene.setting.value


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
