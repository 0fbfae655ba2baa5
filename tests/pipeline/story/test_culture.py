"""In whose culture a story stands: lands, cities and names of the world, in every writing."""

from __future__ import annotations

import pytest

from pipeline.film import Script
from pipeline.stages.read import read
from pipeline.story.afar import from_afar
from pipeline.story.analyse import analyse
from pipeline.story.lexicon import lexicon
from pipeline.story.sounds import key
from pipeline.vocabulary import Culture, Language


def culture(text: str, language: Language) -> Culture:
    return analyse(read(Script(text, language))).scenes[0].culture


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.HINDI, "मोंटेवीडियो में एक औरत रहती थी।", Culture.LATIN_AMERICAN),
        (Language.KANNADA, "ಕಂಪಾಲಾದ ಒಂದು ಬೀದಿಯಲ್ಲಿ ಒಬ್ಬ ಹುಡುಗ ಓಡಿದ.", Culture.AFRICAN),
        (Language.TELUGU, "మొరాకోలో ఒక స్త్రీ నడిచింది.", Culture.MIDDLE_EASTERN),
        (Language.GERMAN, "In Kampala stand eine Frau am Fenster.", Culture.AFRICAN),
        (Language.RUSSIAN, "В Найроби женщина открыла окно.", Culture.AFRICAN),
        (Language.JAPANESE, "モンテビデオの通りを女が歩いた。", Culture.LATIN_AMERICAN),
        (Language.ARABIC, "داخلي. شقة في بودابست - ليل\n\nامرأة تجلس وتقرأ.", Culture.EUROPEAN_MODERN),
        (Language.ENGLISH, "In Kumasi a woman opened her window.", Culture.AFRICAN),
        (Language.FRENCH, "À Kanazawa, une femme balayait la neige.", Culture.JAPANESE),
        (Language.HINDI, "मदुरै में एक औरत फूल बेच रही थी।", Culture.SOUTH_INDIAN),
        (Language.RUSSIAN, "В Исфахане женщина открыла окно.", Culture.MIDDLE_EASTERN),
        (Language.ITALIAN, "Nel 1914 una donna aprì la finestra.", Culture.EUROPEAN_OLD),
        (Language.KOREAN, "캄팔라의 거리에서 한국에서 온 의사가 걸었다.", Culture.AFRICAN),
    ],
)
def test_a_story_plays_where_it_says_it_does(language: Language, text: str, expected: Culture) -> None:
    assert culture(text, language) is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.ENGLISH, "The turkey stood on the table. A woman sat down."),
        (Language.HINDI, "माली ने फूल तोड़े और दादी को दिए।"),
        (Language.JAPANESE, "マリアベルという犬がサマラカという歌をうたった。"),
    ],
)
def test_words_that_are_only_written_like_a_land(language: Language, text: str) -> None:
    assert culture(text, language) in {Culture.EUROPEAN_MODERN, Culture.NORTH_INDIAN, Culture.JAPANESE}


def test_who_bears_a_citys_name_is_no_city() -> None:
    assert (
        culture("SOFIA: Hello.\n\nVICTORIA: Hello, Sofia.\n\nKAMPALA: Hello.", Language.ENGLISH) is not Culture.AFRICAN
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_language_knows_the_lands(language: Language) -> None:
    known = lexicon(language).words["land"]
    assert sum(len(names) for names in known.values()) > 200
    assert len([culture for culture, names in known.items() if names]) >= 6


@pytest.mark.parametrize("name", ["Haruto", "हारुतो", "హరుతో", "ಹರುಟೊ", "Харуто", "ஹருடோ"])
def test_one_name_sounds_alike_in_every_writing(name: str) -> None:
    assert key(name, tamil=True) == key("Haruto", tamil=True)
    assert from_afar(name, Language.TAMIL) is Culture.JAPANESE


@pytest.mark.parametrize(
    ("name", "language"),
    [("Meera", Language.HINDI), ("मीरा", Language.HINDI), ("ಗೋಪಿ", Language.KANNADA), ("Karim", Language.FRENCH),
     ("Марина", Language.RUSSIAN), ("Martin", Language.GERMAN)],
)  # fmt: skip
def test_who_is_at_home_comes_from_nowhere_else(name: str, language: Language) -> None:
    assert from_afar(name, language) is None


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Otieno", Language.ENGLISH, Culture.AFRICAN),
        ("नाकामुरा", Language.HINDI, Culture.JAPANESE),
        ("Вангари", Language.RUSSIAN, Culture.AFRICAN),
    ],
)
def test_a_name_of_far_people_is_known_by_its_sound(name: str, language: Language, expected: Culture) -> None:
    assert from_afar(name, language) is expected


def test_a_grandmother_is_no_japanese() -> None:
    text = "ঠাকুমা উঠোনে বসে ছিলেন। “আয়, বোস,” ঠাকুমা বললেন।"
    assert culture(text, Language.BENGALI) is Culture.NORTH_INDIAN
