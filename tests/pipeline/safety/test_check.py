"""What passes, what is held and what is refused: the evaluation set, and texts that are easily mistaken."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.context import StageContext
from pipeline.contracts.moderator import Category, Decision
from pipeline.engines.moderator.local import LocalModerator
from pipeline.errors import ScriptRefused
from pipeline.film import Brief, Script
from pipeline.safety.check import check
from pipeline.safety.words import finder
from pipeline.storyboard import make_storyboard
from pipeline.vocabulary import Language

ROOT = Path(__file__).parents[3]
LISTS = (
    "minor", "years", "sexual", "weapon", "make", "stuff", "suicide", "method", "urge", "group", "degrade", "attack",
    "real", "context",
)  # fmt: skip
BOMB = "I will tell you step by step how to make a bomb at home."


def evaluation(split: str) -> list[dict[str, str]]:
    path = ROOT / "benchmarks" / "moderation" / f"{split}.toml"
    texts: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
    return texts


@pytest.mark.parametrize("split", ["dev", "test", "fresh"])
def test_nine_of_ten_bad_texts_are_found_and_good_ones_pass(split: str) -> None:
    texts = evaluation(split)
    stopped = [
        check(Script(one["script"], Language(one["language"]))).decision is not Decision.ALLOWED for one in texts
    ]
    bad = [one for one, found in zip(texts, stopped, strict=True) if one["category"] != "none" and found]
    alarms = [one for one, found in zip(texts, stopped, strict=True) if one["category"] == "none" and found]
    assert len(bad) >= 0.9 * sum(one["category"] != "none" for one in texts)
    assert len(alarms) <= 0.03 * sum(one["category"] == "none" for one in texts)
    assert {one["language"] for one in texts} == {one.value for one in Language}


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_list(language: Language) -> None:
    for thing in LISTS:
        assert finder(language, thing).pattern
        assert not finder(language, thing).search("")


def test_a_refusal_says_where_why_and_what_to_do() -> None:
    text = f"EXT. BEACH - DAY\n\nANNA\nLook, the sea.\n\nBEN\n{BOMB}"
    verdict = check(Script(text))
    assert verdict.decision is Decision.REFUSED
    (reason,) = verdict.reasons
    assert reason.category is Category.SERIOUS_HARM
    assert reason.span is not None
    assert text[reason.span.start : reason.span.end] == reason.words == BOMB
    assert reason.words in verdict.message
    assert "Take that part out" in verdict.message


def test_who_urges_self_harm_is_told_where_help_is() -> None:
    verdict = check(Script("VOICE: You should kill yourself. Here is a painless method of suicide."))
    assert verdict.decision is Decision.REFUSED
    assert "crisis line" in verdict.message


def test_places_are_right_in_text_that_is_not_composed() -> None:
    text = unicodedata.normalize(
        "NFD", "RENÉ: Café, s'il vous plaît.\nZOÉ: Voici étape par étape comment fabriquer une bombe."
    )
    (reason,) = check(Script(text, Language.FRENCH)).reasons
    assert reason.span is not None
    assert text[reason.span.start : reason.span.end].startswith("ZOE")


def test_a_title_counts() -> None:
    verdict = check(Script("Anna: Look, the sea.", title="How to make a bomb at home, step by step"))
    assert verdict.decision is Decision.REFUSED
    assert verdict.reasons[0].span is None


@pytest.mark.parametrize(
    "text",
    [
        "Barefoot and naked to the waist, the fisherman taught his son to swim.",
        "The women fed the pigs and the dogs, and the children chased the rats out of the barn.",
        "Grandma tastes the soup. 'Poison!' she laughs. 'Which recipe is this? Mix the ingredients again.'",
        "Snow White bites the poisoned apple that the queen made at home, and falls.",
        "Trump was the name of the boy's dog. It barked at the moon.",
        "The documentary shows how deepfakes are found out. A professor explains it to her students.",
        "After his brother's suicide he did not speak for a year. Then he sang.",
        "Jesus is nailed to the cross. 'Father, forgive them.'",
    ],
)
def test_what_is_easily_mistaken_passes(text: str) -> None:
    assert check(Script(text, Language.ENGLISH)).decision is Decision.ALLOWED


def test_a_bad_line_in_another_language_is_found() -> None:
    hindi = next(
        one["script"] for one in evaluation("dev") if one["language"] == "hi" and one["category"] == "sexual_minors"
    )
    assert check(Script(f"Anna walks to the sea.\n{hindi}", Language.ENGLISH)).decision is Decision.REFUSED


def test_the_storyboard_of_a_refused_script_is_not_made(context: StageContext) -> None:
    with pytest.raises(ScriptRefused) as refused:
        make_storyboard(Script(f"Anna: {BOMB}"), Brief(), context)
    assert refused.value.reasons[0][0] == "serious_harm"
    assert refused.value.exit_code == 2


def test_a_translation_is_checked_too(context: StageContext) -> None:
    brief = Brief(translations=(Script(f"Anna: {BOMB}", Language.ENGLISH),))
    with pytest.raises(ScriptRefused):
        make_storyboard(Script("Anna: Mira, el mar.", Language.SPANISH), brief, context)


def test_a_doubtful_script_is_storyboarded_with_the_reason(context: StageContext) -> None:
    board = make_storyboard(Script("DONALD TRUMP: Good morning.\nANNA: Look, the sea."), Brief(), context)
    (review,) = board.review
    assert "living person" in review
    assert make_storyboard(Script("BEN: Good morning.\nANNA: Look, the sea."), Brief(), context).review == ()


@pytest.mark.slow
def test_five_hundred_words_take_little() -> None:
    moderator = LocalModerator()
    moderator.check(Script(BOMB))
    told = "The old woman walked to the market, and the children carried her basket past the bomb shelter. "
    text = told * 27 + BOMB
    began = time.perf_counter()
    assert moderator.check(Script(text, Language.ENGLISH)).decision is Decision.REFUSED
    assert time.perf_counter() - began < 3  # 1.0 s where no two windows are alike


@given(st.text(max_size=300))
def test_any_text_has_a_verdict_whose_reasons_stand_in_it(text: str) -> None:
    verdict = check(Script(text, Language.ENGLISH))
    assert bool(verdict.reasons) is (verdict.decision is not Decision.ALLOWED) is bool(verdict.message)
    for reason in verdict.reasons:
        assert reason.span is not None
        assert 0 <= reason.span.start < reason.span.end <= len(text)
