"""The word lists: every language has all of them, and their words are found as they stand in real sentences."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from pipeline.story.lexicon import lexicon, tables
from pipeline.vocabulary import (
    Action,
    AgeGroup,
    Culture,
    Emotion,
    Language,
    RelationKind,
    Religion,
    Season,
    Setting,
    TimeOfDay,
    Weather,
)

LABELS: dict[str, Collection[str]] = {
    "place": set(Setting),
    "sign": set(Setting),
    "time": set(TimeOfDay),
    "time_sign": set(TimeOfDay),
    "weather": set(Weather),
    "season": set(Season),
    "emotion": set(Emotion),
    "action": set(Action) - {Action.STAND},
    "kin": set(RelationKind),
    "age": set(AgeGroup),
    "culture": set(Culture),
    "religion": set(Religion),
    "negation": {"before", "after"},
    "jump": {"phrases"},
    "move": {"verbs"},
    "name": {"female", "male"},
    "pronoun": {"female", "male", "neutral"},
    "agreement": {"female", "male"},
    "heading": {"inside", "outside", "scene"},
    "podcast": {"host", "guest", "show"},
    "crowd": {"people", "children", "soldiers"},
}


@pytest.mark.parametrize("language", Language)
def test_a_language_has_words_for_everything(language: Language) -> None:
    words = tables(language)
    for section, labels in LABELS.items():
        assert set(words[section]) - {"-"} == {str(label) for label in labels}, section
    assert all(words["place"][setting].strip() for setting in Setting)
    assert {len(words["example"]["emotion"][emotion]) >= 3 for emotion in Emotion} == {True}


def found(language: Language, text: str, section: str) -> list[tuple[str, str]]:
    return [(hit.label, hit.word) for hit in lexicon(language).find(text, section) if not hit.denied]


@pytest.mark.parametrize(
    ("language", "text", "section", "hits"),
    [
        (Language.ENGLISH, "They crossed the courtyard to the courtroom.", "place", ["courtyard", "courtroom"]),
        (Language.ENGLISH, "Two temples and a KITCHEN.", "place", ["temple", "kitchen"]),
        (Language.GERMAN, "Sie ging in die Dorfkirche.", "place", ["church"]),
        (Language.FRENCH, "Dans l’église, il prie.", "place", ["church"]),
        (Language.TAMIL, "அவள் கோவிலுக்கு வந்தாள்.", "place", ["temple"]),
        (Language.KOREAN, "부엌에서 밥을 지었다.", "place", ["kitchen"]),
        (Language.ARABIC, "دخل إلى المسجد.", "place", ["mosque"]),
        (Language.JAPANESE, "老いた尼僧が台所に立つ。", "place", ["kitchen"]),
        (Language.CHINESE, "她走进厨房。", "place", ["kitchen"]),
        (Language.RUSSIAN, "Она сидела на кухне.", "place", ["kitchen"]),
    ],
)
def test_words_are_found_with_the_endings_of_their_language(
    language: Language, text: str, section: str, hits: list[str]
) -> None:
    assert [label for label, _ in found(language, text, section)] == hits


def test_what_is_denied_is_not_found() -> None:
    assert found(Language.ENGLISH, "It rains.", "weather") != []
    assert found(Language.ENGLISH, "No rain fell.", "weather") == []
    assert found(Language.HINDI, "बारिश नहीं हुई।", "weather") == []


def test_a_japanese_sign_within_a_compound_is_not_taken_for_a_word() -> None:
    assert [hit.word for hit in lexicon(Language.JAPANESE).find("僧が来た", "person")] == ["僧"]
    assert "僧" not in [hit.word for hit in lexicon(Language.JAPANESE).find("尼僧が来た", "person")]


def test_both_spellings_of_malayalams_consonants_are_one() -> None:
    atomic, joined = "അവൻ", "അവന\u0d4d\u200d"
    assert found(Language.MALAYALAM, atomic, "pronoun") == [("male", atomic)]
    assert found(Language.MALAYALAM, joined, "pronoun") == [("male", joined)]


PASSED = {
    Language.ENGLISH: "The rain has stopped.",
    Language.HINDI: "बारिश रुक गई है।",
    Language.MARATHI: "पाऊस थांबला आहे.",
    Language.BENGALI: "বৃষ্টি থেমে গেছে।",
    Language.GUJARATI: "વરસાદ અટકી ગયો છે.",
    Language.PUNJABI: "ਮੀਂਹ ਰੁਕ ਗਿਆ ਹੈ।",
    Language.TAMIL: "மழை நின்றது.",
    Language.TELUGU: "వర్షం ఆగిపోయింది.",
    Language.KANNADA: "ಮಳೆ ನಿಂತಿದೆ.",
    Language.MALAYALAM: "മഴ തോർന്നു.",
    Language.SPANISH: "La lluvia ha parado.",
    Language.FRENCH: "La pluie a cessé.",
    Language.GERMAN: "Der Regen hat aufgehört.",
    Language.ITALIAN: "Ha smesso di piovere.",
    Language.PORTUGUESE: "A chuva parou.",
    Language.RUSSIAN: "Дождь прекратился.",
    Language.JAPANESE: "雨が止んだ。",
    Language.CHINESE: "雨停了。",
    Language.KOREAN: "비가 그쳤다.",
    Language.ARABIC: "توقف المطر.",
}


@pytest.mark.parametrize("language", Language)
def test_rain_that_has_stopped_does_not_fall(language: Language) -> None:
    assert {label for label, *_ in found(language, PASSED[language], "weather")} == {"clear"}


def test_a_dot_below_may_be_left_out() -> None:
    written = lexicon(Language.HINDI).find("बाज़ार में", "place")
    assert written
    assert [hit.label for hit in lexicon(Language.HINDI).find("बाजार में", "place")] == [hit.label for hit in written]
