"""Ages told in years, and years that are nobody's age."""

from __future__ import annotations

import pytest

from pipeline.film import Script
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.story.years import age_in, bare_age, lived_in
from pipeline.vocabulary import AgeGroup, Language


@pytest.mark.parametrize(
    ("language", "text", "age"),
    [
        (Language.SPANISH, "Samira, de catorce años", AgeGroup.TEEN),
        (Language.SPANISH, "Mi madre me espera desde hace nueve años.", None),
        (Language.HINDI, "नौ साल की मरियम", AgeGroup.CHILD),
        (Language.HINDI, "नौ साल से वह यहीं है", None),
        (Language.ITALIAN, "un monaco di settant'anni", AgeGroup.ELDERLY),
        (Language.JAPANESE, "五十六歳の男", AgeGroup.ADULT),
        (Language.RUSSIAN, "Через девять лет он вернулся", None),
    ],
)
def test_years_that_are_an_age(language: Language, text: str, age: AgeGroup | None) -> None:
    found = age_in(text, language)
    assert (found[0] if found else None) is age


@pytest.mark.parametrize(
    ("language", "behind", "age"),
    [
        (Language.ENGLISH, ", 16, runs in", AgeGroup.TEEN),
        (Language.ENGLISH, ", one of the two,", None),
        (Language.GERMAN, ", siebzig und kaum größer", AgeGroup.ELDERLY),
        (Language.JAPANESE, "（六十八）が", AgeGroup.ELDERLY),
        (Language.BENGALI, " মাঝি (৬৬) বসে", AgeGroup.ELDERLY),
    ],
)
def test_a_number_behind_a_name(language: Language, behind: str, age: AgeGroup | None) -> None:
    found = bare_age(behind, language)
    assert (found[0] if found else None) is age


@pytest.mark.parametrize(
    ("language", "text", "age"),
    [
        (Language.ENGLISH, "Forty years I have mended walls.", AgeGroup.ELDERLY),
        (Language.ENGLISH, "Forty years ago the bridge fell.", None),
        (Language.FRENCH, "Depuis cinquante-cinq ans il menait la barque.", AgeGroup.ELDERLY),
        (Language.HINDI, "साठ बरस से वह यही करता आया था।", AgeGroup.ELDERLY),
        (Language.ENGLISH, "For nine years she waited.", None),
    ],
)
def test_years_that_somebody_has_lived(language: Language, text: str, age: AgeGroup | None) -> None:
    found = lived_in(text, language)
    assert (found[0] if found else None) is age


def test_an_age_is_its_nearest_names() -> None:
    story = analyse(
        read(Script("Ama held the hand of her eight-year-old Kojo.\n\nAMA: Come.\n\nKOJO: Yes.", Language.ENGLISH))
    )
    assert story.character("Kojo").age_group is AgeGroup.CHILD
    assert story.character("Ama").age_group is AgeGroup.ADULT


def test_who_mended_walls_for_forty_years_is_old() -> None:
    story = analyse(read(Script("MASON: Forty years I have mended walls.\n\nANNA: I know.", Language.ENGLISH)))
    assert story.character("Mason").age_group is AgeGroup.ELDERLY
