"""How languages are labelled, and how what was misheard is counted."""

from __future__ import annotations

import pytest

from benchmarks.voices import HERE, WEAK_EAR, Score, plain, words_misheard
from pipeline.speech import roster
from pipeline.speech.roster import Understood, naturalness_of
from pipeline.vocabulary import Language, Naturalness


@pytest.mark.parametrize(
    ("language", "heard", "label"),
    [
        (Language.FRENCH, Understood(0.04, 20), Naturalness.NATIVE),
        (Language.FRENCH, Understood(0.15, 20), Naturalness.ACCENTED),
        (Language.FRENCH, Understood(0.3, 20), Naturalness.FOREIGN),
        (Language.CHINESE, Understood(0.5, 20), Naturalness.FOREIGN),
        (Language.GERMAN, Understood(0.04, 20), Naturalness.ACCENTED),
        (Language.GERMAN, Understood(0.21, 20), Naturalness.FOREIGN),
        (Language.HINDI, Understood(0.35, 20, 0.9), Naturalness.NATIVE),
        (Language.HINDI, Understood(0.7, 20, 0.9), Naturalness.NATIVE),
        (Language.KANNADA, Understood(0.9, 20, 0.9), Naturalness.ACCENTED),
        (Language.KANNADA, Understood(0.9, 20, 0.5), Naturalness.FOREIGN),
    ],
)
def test_a_label_follows_what_was_measured(
    monkeypatch: pytest.MonkeyPatch, language: Language, heard: Understood, label: Naturalness
) -> None:
    monkeypatch.setattr(roster, "_understood", lambda: {language: heard})
    assert naturalness_of(language) is label


def test_what_was_not_measured_is_not_praised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "_understood", dict)
    assert {naturalness_of(language) for language in Language} == {Naturalness.FOREIGN}


def test_likelihood_judges_only_where_the_ear_is_weak() -> None:
    asked = {language for language, row in roster._understood().items() if row.likelihood is not None}
    assert asked <= WEAK_EAR


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_twenty_sentences_that_nothing_was_tuned_on(language: Language) -> None:
    sentences = (HERE / f"{language.value}.txt").read_text("utf-8").splitlines()
    assert len(set(sentences)) == 20
    tuned_on = HERE / "tune" / f"{language.value}.txt"
    assert not tuned_on.is_file() or not set(sentences) & set(tuned_on.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("language", "text", "heard", "wrong"),
    [
        (Language.FRENCH, "Est-ce qu'il reste trois nuits ?", "est ce qu il reste 3 nuits", 0),
        (Language.FRENCH, "Il reste trois nuits.", "Il reste 4 nuits.", 1),
        (Language.FRENCH, "leurs filets", "leur filet", 2),
        (Language.GERMAN, "Er rollte darüber.", "er rollte da rüber", 0),
        (Language.GERMAN, "Er fuhr ab.", "Er fuhrab heute", 1),
        (Language.RUSSIAN, "Тёплый дождь", "теплый дождь", 0),
        (Language.ARABIC, "ذهب أحمد إلى المدينة", "ذَهَبَ احمد الي المدينه", 0),
        (Language.CHINESE, "她走过旧桥。", "他走過就喬", 0),
        (Language.CHINESE, "最后一班车", "最後一般車", 0),
        (Language.CHINESE, "她走过旧桥。", "他走过九桥。", 1),
        (Language.KANNADA, "ಮಳೆ\u200c ಬಂತು", "ಮಳೆ ಬಂತು", 0),
    ],
)
def test_only_what_can_be_heard_is_misheard(language: Language, text: str, heard: str, wrong: int) -> None:
    assert words_misheard(plain(text, language), plain(heard, language)) == wrong


def test_a_loop_of_the_ear_is_no_more_than_the_sentence() -> None:
    score = Score()
    score.hear("Good morning to you.", "oh " * 50, Language.ENGLISH)
    assert (score.wer, score.cer) == (1.0, 1.0)
