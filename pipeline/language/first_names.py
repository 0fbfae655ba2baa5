"""First names of the world and whom they are given to, as Faker lists them by country (MIT)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from pipeline.vocabulary import Gender, Language

_HOME: dict[Language, str] = {
    Language.ENGLISH: "en en_US en_GB en_IE en_NZ en_IN yo_NG ig_NG ha_NG tw_GH zu_ZA sw",
    Language.SPANISH: "es_AR es_CA es_CL es_CO es_ES es_MX",
    Language.FRENCH: "fr_FR fr_BE fr_CA fr_CH fr_DZ",
    Language.GERMAN: "de_DE de_AT de_CH",
    Language.ITALIAN: "it_IT",
    Language.PORTUGUESE: "pt_BR pt_PT",
    Language.RUSSIAN: "ru_RU",
    Language.HINDI: "hi_IN",
    Language.MARATHI: "mr_IN",
    Language.GUJARATI: "gu_IN",
    Language.BENGALI: "bn_BD",
    Language.TAMIL: "ta_IN",
    Language.ARABIC: "ar_AA ar_DZ",
    Language.KOREAN: "ko_KR",
    Language.JAPANESE: "ja_JP",
}
"""Where a language's own people are listed; of the others Faker has no given names, or none apart from family names."""
_ABROAD = """
    tr_TR sv_SE nl_NL cs_CZ pl_PL fi_FI hu_HU ro_RO hr_HR no_NO da_DK sk_SK sl_SI lv_LV ga_IE ne_NP zh_CN zh_TW
"""
"""Peoples whose languages are not ours. Some of their names are words of ours: they tell a gender and no more."""
_WORDS = """
    autumn case caring carry chance dawn dev doc early easter echo else emit ever fancy grant green handy heaven hope
    job lane less line link little long love major may media minor page pat patience read reason red rocky royal sage
    said sonny spring star storm summer sunny tab trace treasure true unique unknown van will winter worth young
"""
"""What is listed as a name and is one far more seldom than it is a word that opens a sentence."""


@cache
def first_names(language: Language) -> dict[str, Gender | None]:
    """The names of a language's own people, casefolded; None: given to women and men alike."""
    return _gather(_HOME.get(language, "").split())


def gender_of(name: str, language: Language) -> Gender | None:
    """Whom a first name is given to where the language is at home, else anywhere that writes it so; None: unknown."""
    name = name.casefold()
    own = first_names(language)
    return own[name] if name in own else foreign_names().get(name, _abroad().get(name))


@cache
def foreign_names() -> dict[str, Gender | None]:
    """The names of all peoples together, casefolded."""
    return _gather([place for places in _HOME.values() for place in places.split()])


@cache
def _abroad() -> dict[str, Gender | None]:
    return _gather(_ABROAD.split())


def _gather(places: Iterable[str]) -> dict[str, Gender | None]:
    found: dict[str, Gender | None] = {}
    words = frozenset(_WORDS.split())
    for place in places:
        people = import_module(f"faker.providers.person.{place}").Provider
        for gender, listed in (
            (Gender.FEMALE, [*people.first_names_female, *getattr(people, "first_romanized_names_female", ())]),
            (Gender.MALE, [*people.first_names_male, *getattr(people, "first_romanized_names_male", ())]),
        ):
            for name in listed:
                key = str(name).strip().casefold()
                if len(key) > 1 and " " not in key and key not in words:
                    found[key] = gender if found.get(key, gender) is gender else None
    return found
