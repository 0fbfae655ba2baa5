"""Chapters: a film's scenes, a podcast's questions."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.directing.talk import QUESTIONS
from pipeline.film import Storyboard
from pipeline.timeline import Timeline
from pipeline.vocabulary import Role

LEAST_MS = 12_000
"""A podcast's chapter is at least so long, if another follows."""
_LONGEST = 58


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A part of the film with what a player's menu calls it."""

    start_ms: int
    end_ms: int
    title: str


def chapters_of(timeline: Timeline, board: Storyboard) -> tuple[ChapterMark, ...]:
    """All parts in order, from the start of the film to its end."""
    ranges = timeline.scene_ranges_ms()
    if board.story.talk is None or len(ranges) > 1:
        return tuple(
            ChapterMark(start, end, _described(board, number, order))
            for order, (number, start, end) in enumerate(ranges, 1)
        )
    starts = [(0, board.story.title)]
    hosts = {one.name for one in board.story.characters if one.role is Role.HOST}
    for timed in timeline.shots:
        asked = next(
            (
                line.text
                for line in timed.shot.lines
                if line.character in hosts and line.text.rstrip("\"'”’»」 ").endswith(QUESTIONS)
            ),
            None,
        )
        at = timeline.start_ms(timed)
        if asked is not None and at - starts[-1][0] >= LEAST_MS and timeline.duration_ms - at >= LEAST_MS:
            starts.append((at, asked))
    ends = [*(at for at, _ in starts[1:]), timeline.duration_ms]
    return tuple(
        ChapterMark(start, end, _short(f"{order}. {title}"))
        for order, ((start, title), end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _described(board: Storyboard, number: int, order: int) -> str:
    """A scene's own description, short enough for a player's menu, or its place."""
    for scene in board.scenes:
        if scene.scene.scene_number == number:
            text = " ".join(scene.scene.description.split()) or scene.scene.setting.value
            return f"{order}. {text[:57].rstrip()}…" if len(text) > _LONGEST else f"{order}. {text}"
    return f"{order}."


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST + 3 else f"{text[: _LONGEST + 2].rstrip()}…"
