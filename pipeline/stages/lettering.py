"""Which words stand in which shot, besides captions: whose name a lower third shows, and the lines of a verse."""

from __future__ import annotations

from pipeline.chant.reciting import in_sanskrit as reads_as_sanskrit
from pipeline.film import Story, Storyboard
from pipeline.language.iast import iast
from pipeline.picture.verse_page import LINES, VerseLine, VersePage, VerseWord
from pipeline.timeline import LineCue, TimedShot, Timeline, frames_of
from pipeline.vocabulary import ShotSize

LEAST_THIRD_MS = 2_000
"""A shorter shot shows no lower third: nobody could read it."""
_ALONE = frozenset({ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.FULL})
_EARLY_MS, _LINGER_MS = 350, 900
_DEVANAGARI = range(0x0900, 0x0980)


def lower_thirds(timeline: Timeline, board: Storyboard) -> dict[int, str]:
    """In a podcast, by index of the shot: the name of each who speaks, where they first speak alone in the frame."""
    if not board.story.podcast:
        return {}
    found: dict[int, str] = {}
    for index, timed in enumerate(timeline.shots):
        shot = timed.shot
        speaks = shot.focus is not None and any(line.character == shot.focus for line in shot.lines)
        long_enough = timed.frames >= frames_of(LEAST_THIRD_MS, timeline.fps)
        if speaks and long_enough and shot.size in _ALONE and len(shot.placements) == 1:
            name = _as_a_name(shot.focus or "")
            if name not in found.values():
                found[index] = name
    return found


def _as_a_name(name: str) -> str:
    """A screenplay writes its speakers in capitals."""
    return name.title() if name.isupper() and len(name) > 2 else name


def in_sanskrit(board: Storyboard) -> bool:
    """Whether a film's verse is Sanskrit, which is shown in Latin letters too."""
    verse = [line.text for line in board.lines if board.story.verse or line.recital is not None]
    return bool(verse) and reads_as_sanskrit(verse)


def shows_verse(timed: TimedShot, story: Story) -> bool:
    """Whether the lines of a shot stand in its picture as they are recited."""
    return story.verse or any(line.recital is not None for line in timed.shot.lines)


def verse_pages(timed: TimedShot, fps: int, *, sanskrit: bool) -> tuple[VersePage, ...]:
    """The lines that are recited in a shot as pages, with their words in the shot's frames."""
    groups = [timed.cues[at : at + LINES] for at in range(0, len(timed.cues), LINES)]
    starts = [max(0, frames_of(group[0].start_ms - _EARLY_MS, fps)) for group in groups]
    pages = []
    for number, group in enumerate(groups):
        end = min(timed.frames, frames_of(group[-1].end_ms + _LINGER_MS, fps))
        if number + 1 < len(groups):
            end = starts[number + 1]
        lines = tuple(_line(cue, fps, sanskrit=sanskrit) for cue in group)
        pages.append(VersePage(lines, starts[number], max(end, starts[number] + 1)))
    return tuple(pages)


def _line(cue: LineCue, fps: int, *, sanskrit: bool) -> VerseLine:
    text = cue.spoken.line.text
    latin = iast(text) if sanskrit and any(ord(one) in _DEVANAGARI for one in text) else ""
    words = tuple(
        VerseWord(
            word.start,
            word.end,
            frames_of(cue.start_ms + word.start_ms, fps),
            frames_of(cue.start_ms + word.end_ms, fps),
        )
        for word in cue.spoken.syllables or cue.spoken.words
    )
    return VerseLine(text, latin, words)
