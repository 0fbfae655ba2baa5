"""Any text up to the limit is understood or refused with a reason, in time that grows with its length and no faster."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.context import StageContext
from pipeline.errors import NotText, ScriptTooLong
from pipeline.film import MAX_WORDS, Brief, Script
from pipeline.language import embed
from pipeline.language.words import count_words
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.storyboard import make_storyboard
from pipeline.storyboard_json import storyboard_json
from pipeline.takes import TakeStore
from pipeline.vocabulary import Language

PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "INT. TEMPLE - DAWN", "MEERA", "(crying)", "“Come,” said the old woman.", "***", "12:30", "9 p.m.", "* * *",
            "वह आई।", "「行こう」と老人は言った。", "قال الجد: «تعال».", "— Ya voy —dijo Ana—. Espera.", "A: yes B: no",
            "\u200f\u202e", "«", "“", "(((", "::::", "é\u0301", "👩‍👩‍👧", "\ufeff", "¿", "۔", "ஸ்ரீ", "นะ", "İstanbul",
        ]
    ),
)  # fmt: skip
SCRIPTS = st.lists(PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from(["\n", "\n\n", " "]).map(lambda gap: gap.join(pieces))
)


@settings(max_examples=150, deadline=None)
@given(SCRIPTS)
def test_any_text_behind_a_sentence_is_a_storyboard(text: str) -> None:
    script = Script(f"The old woman walked down to the river.\n\n{text}", Language.ENGLISH)
    try:
        screenplay = read(script)
    except NotText:
        assert any(unicodedata.category(character) in {"Cc", "Cn"} for character in text)
        return
    except ScriptTooLong:
        assert count_words(script.text, Language.ENGLISH) > MAX_WORDS
        return
    board = direct(analyse(screenplay), Brief())
    assert board.scenes
    assert any("river" in moment.text for scene in board.story.scenes for moment in scene.moments)


MOST_TIMES = 160
"""Three words so often, behind three others, are within the limit."""


@pytest.mark.parametrize("piece", ["“a” ", "Meera ", "rain no rain ", "old man ", "火 ", "a(b(c ", "x: y\n", "-- "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        script = Script("Meera ran home.\n\n" + piece * times, Language.ENGLISH)
        began = time.process_time()
        analyse(read(script))
        return time.process_time() - began

    seconds(30)
    short, long = seconds(MOST_TIMES // 4), seconds(MOST_TIMES)
    # Four times the text: linear would be four times the time, quadratic sixteen.
    assert long < 10 * short + 0.3


def test_the_same_brief_and_seed_give_the_same_storyboard(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "INT. KITCHEN - NIGHT\n\nANNA, 7, sits.\n\nANNA\nWho is there?\n\nGRANDMA\nOnly the wind, my love.\n"
    boards = []
    for number in range(2):
        embed._vector.cache_clear()
        context = StageContext(TakeStore(tmp_path_factory.mktemp(f"takes{number}")))
        boards.append(storyboard_json(make_storyboard(Script(text), Brief(minutes=1), context), Brief(minutes=1)))
    assert boards[0] == boards[1]
