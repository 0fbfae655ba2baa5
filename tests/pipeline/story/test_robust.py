"""Any text up to the limit is understood or refused with a reason, in time that grows with its length and no faster."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.context import StageContext
from pipeline.errors import BadScript
from pipeline.film import Brief, Script
from pipeline.language import embed
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.storyboard import make_storyboard
from pipeline.storyboard_json import storyboard_json
from pipeline.takes import TakeStore

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
def test_any_text_is_a_storyboard_or_a_reason(text: str) -> None:
    with suppress(BadScript):
        board = direct(analyse(read(Script(text))), Brief())
        assert board.scenes


@pytest.mark.parametrize("piece", ["“a” ", "Meera ", "rain no rain ", "old man ", "火 ", "a(b(c ", "x: y\n", "-- "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        text = "Meera ran home.\n\n" + piece * times
        began = time.process_time()
        with suppress(BadScript):
            analyse(read(Script(text)))
        return time.process_time() - began

    seconds(30)
    short, long = seconds(60), seconds(240)
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
