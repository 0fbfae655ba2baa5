"""First names: known to their own languages, told apart from words, of one gender or of both."""

from __future__ import annotations

from pipeline.language.first_names import first_names, gender_of
from pipeline.vocabulary import Gender, Language


def test_a_name_is_given_to_women_to_men_or_to_both() -> None:
    names = first_names(Language.ENGLISH)
    assert names["bertha"] is Gender.FEMALE
    assert names["wilbur"] is Gender.MALE
    assert names["robin"] is None


def test_a_word_that_opens_sentences_is_no_name() -> None:
    for word in ("will", "may", "hope", "summer", "early", "dawn"):
        assert word not in first_names(Language.ENGLISH)
        assert gender_of(word, Language.ENGLISH) is None
        assert gender_of(word, Language.GERMAN) is None


def test_a_name_from_elsewhere_tells_its_gender_too() -> None:
    assert gender_of("Giulia", Language.GERMAN) is Gender.FEMALE
    assert gender_of("Abeni", Language.SPANISH) is Gender.FEMALE
    assert gender_of("Kwame", Language.FRENCH) is Gender.MALE


def test_what_nobody_is_called_is_unknown() -> None:
    assert gender_of("Xqzv", Language.ENGLISH) is None
