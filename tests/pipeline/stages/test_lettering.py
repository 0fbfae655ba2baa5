from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.context import StageContext
from pipeline.film import Brief, Line, Script, Storyboard
from pipeline.stages.lettering import in_sanskrit, lower_thirds, verse_pages
from pipeline.stages.time import time
from pipeline.storyboard import make_storyboard
from pipeline.takes import Take, TakeStore
from pipeline.timeline import Phone, Spoken, Timeline, Word
from pipeline.vocabulary import Language

SLOKA = """गणेश वन्दना

वक्रतुण्ड महाकाय सूर्यकोटि समप्रभ ।
निर्विघ्नं कुरु मे देव सर्वकार्येषु सर्वदा ॥ १ ॥

गुरुर्ब्रह्मा गुरुर्विष्णुर्गुरुर्देवो महेश्वरः ।
गुरुः साक्षात् परं ब्रह्म तस्मै श्रीगुरवे नमः ॥ २ ॥
"""
PODCAST = """PODCAST: The Slow Kitchen

HOST: Welcome back to the show. Today we talk with Meera about bread and patience.

MEERA: Thank you. I have waited for a week to tell somebody about this loaf, and it was worth every day of it.

HOST: A whole week? What did you do all that time?

MEERA: I fed it, I listened to it, and I let it sleep. That is all that bread has ever wanted from anybody.
"""


def _board(text: str, folder: Path, language: Language) -> Storyboard:
    return make_storyboard(Script(text, language), Brief(), StageContext(TakeStore(folder)))


def _timeline(board: Storyboard) -> Timeline:
    return time(board, {line.line_id: _spoken(line) for line in board.lines}, Brief())


def _spoken(line: Line) -> Spoken:
    length = 70 * len(line.text)
    words, at = [], 0
    for piece in line.text.split(" "):
        start = at * 70
        words.append(Word(piece, start, start + 70 * len(piece), at, at + len(piece)))
        at += len(piece) + 1
    return Spoken(line, Take(Path("none"), "none", {}), length, (Phone("a", 0, length),), tuple(words))


def test_everybody_who_speaks_in_a_podcast_is_named_once(tmp_path: Path) -> None:
    board = _board(PODCAST, tmp_path, Language.ENGLISH)
    assert board.story.podcast
    timeline = _timeline(board)
    thirds = lower_thirds(timeline, board)
    assert len(thirds) == len(set(thirds.values())) >= 1
    assert "Meera" in thirds.values()
    for index, name in thirds.items():
        shot = timeline.shots[index].shot
        assert len(shot.placements) == 1
        assert (shot.focus or "").lower() == name.lower()
        assert timeline.shots[index].frames >= 2 * timeline.fps
    assert lower_thirds(timeline, replace(board, story=replace(board.story, podcast=False))) == {}


def test_a_sloka_is_shown_line_by_line_with_its_latin_letters(tmp_path: Path) -> None:
    board = _board(SLOKA, tmp_path, Language.HINDI)
    assert board.story.verse
    assert in_sanskrit(board)
    timeline = _timeline(board)
    shown = []
    for timed in timeline.shots:
        pages = verse_pages(timed, timeline.fps, sanskrit=True)
        assert all(0 <= page.start < page.end <= timed.frames for page in pages)
        for page in pages:
            shown += [line.text for line in page.lines]
            for line in page.lines:
                assert line.latin
                assert line.latin.isascii() or any(one in line.latin for one in "āīūṛṃḥṇṭśṣ")
                assert all(word.start <= word.end for word in line.words)
                assert [line.text[word.first : word.last] for word in line.words] == line.text.split(" ")
    assert shown == [line.text for line in board.lines]


def test_a_poem_in_another_language_has_no_latin_letters(tmp_path: Path) -> None:
    board = _board(
        "The moon came up,\nand nobody saw,\nthe river turned,\nas it had before,\n", tmp_path, Language.ENGLISH
    )
    assert not in_sanskrit(board)
    timeline = _timeline(board)
    pages = [page for timed in timeline.shots for page in verse_pages(timed, timeline.fps, sanskrit=False)]
    assert pages
    assert all(line.latin == "" for page in pages for line in page.lines)
