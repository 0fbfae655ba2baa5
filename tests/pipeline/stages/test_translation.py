"""Dubs: the script's lines in another language, and the sloka before it as it was."""

from __future__ import annotations

import pytest

from pipeline.context import StageContext
from pipeline.directing.anchors import line_anchor_of
from pipeline.edits import RetakeLine
from pipeline.errors import BadEdit
from pipeline.film import Brief, Script
from pipeline.storyboard import make_storyboard
from pipeline.vocabulary import Language

ENGLISH = "Anna: Good morning!\nBen: Look, the sea."
SPANISH = "Anna: ¡Buenos días!\nBen: Mira, el mar."


def test_a_sloka_before_the_story_is_in_no_translation(context: StageContext) -> None:
    brief = Brief(sloka="gita-2-47", dub=Script(SPANISH, Language.SPANISH))
    board = make_storyboard(Script(ENGLISH, Language.ENGLISH), brief, context)
    chanted = [line for line in board.lines if line.recital is not None]
    assert [line.text for line in board.lines if line not in chanted] == ["¡Buenos días!", "Mira, el mar."]
    assert chanted
    assert all(line.recital and line.recital.chanted and line.span is None for line in chanted)


def test_verse_in_another_language_is_spoken(context: StageContext) -> None:
    from pipeline.chant.library import piece

    verse = piece("gita-2-47")
    script = Script(verse.text, verse.spoken_as, verse.title, verse=True)
    lines = make_storyboard(script, Brief(), context).lines
    assert all(line.recital is not None for line in lines)
    dub = Script(
        "\n".join(f"Your claim is to the work alone, part {one}." for one in range(len(lines))), Language.ENGLISH
    )
    dubbed = make_storyboard(script, Brief(dub=dub), context).lines
    assert all(line.recital is None for line in dubbed)


def test_verse_that_is_chanted_has_one_reading(context: StageContext) -> None:
    from pipeline.chant.library import piece

    verse = piece("gita-2-47")
    script = Script(verse.text, verse.spoken_as, verse.title, verse=True)
    board = make_storyboard(script, Brief(), context)
    again = RetakeLine(line_anchor_of(board.story.scenes, board.lines[0]), 1)
    with pytest.raises(BadEdit, match="one reading"):
        make_storyboard(script, Brief(edits=(again,)), context, must=(again,))
