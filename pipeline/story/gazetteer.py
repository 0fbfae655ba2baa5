"""Lands and cities of the world in every language, and whose culture is at home there.

The names are those of the Unicode CLDR, which Babel brings along: of all countries, and of the cities that give their
names to time zones; and those of larger cities in GeoNames (`words/cities.toml`, written by `world.py`). A zone belongs
to a country, a country to a continent, and both to a culture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex
from babel import Locale
from babel.core import get_global

from pipeline.reading.grammar import grammar
from pipeline.story.tables import cities
from pipeline.vocabulary import Culture, Language

LATIN = frozenset(
    {
        Language.ENGLISH,
        Language.SPANISH,
        Language.FRENCH,
        Language.GERMAN,
        Language.ITALIAN,
        Language.PORTUGUESE,
    }
)
"""Languages written in Latin letters."""
WRITTEN_IN = {
    **dict.fromkeys(LATIN, "latin"),
    Language.RUSSIAN: "cyrillic",
    Language.HINDI: "devanagari",
    Language.MARATHI: "devanagari",
    Language.BENGALI: "bengali",
    Language.PUNJABI: "gurmukhi",
    Language.GUJARATI: "gujarati",
    Language.TAMIL: "tamil",
    Language.TELUGU: "telugu",
    Language.KANNADA: "kannada",
    Language.MALAYALAM: "malayalam",
    Language.ARABIC: "arabic",
    Language.KOREAN: "hangul",
    Language.JAPANESE: "katakana",
    Language.CHINESE: "han",
}
"""How the cities of `words/cities.toml` are sorted for a language."""
_OF_CONTINENT = {
    "Africa": Culture.AFRICAN,
    "America": Culture.LATIN_AMERICAN,
    "Europe": Culture.EUROPEAN_MODERN,
}
OF_COUNTRY = {
    territory: culture
    for culture, territories in {
        Culture.NORTH_INDIAN: "PK BD NP BT",
        Culture.SOUTH_INDIAN: "LK",
        Culture.JAPANESE: "JP",
        Culture.CHINESE: "CN TW HK MO",
        Culture.KOREAN: "KR KP",
        Culture.MIDDLE_EASTERN: "AE AF AZ BH DZ EG IL IQ IR JO KW LB LY MA OM PS QA SA SY TM TN TR UZ YE",
        Culture.EUROPEAN_MODERN: "CY RU",
        Culture.AMERICAN_MODERN: "US CA",
    }.items()
    for territory in territories.split()
}
NOWHERE = frozenset({"IN", "GE", "GL", "ML", "TG", "KZ", "KG", "TJ", "EH"})
"""Of several cultures or of none of ours, or written like a word of many languages: Mali is a gardener in Hindi."""
ALIKE = frozenset(
    {
        "Adak",
        "Amman",
        "Boise",
        "Chita",
        "Dakar",
        "Dawson",
        "El_Aaiun",
        "Kollam",
        "Nome",
        "Regina",
        "Resolute",
        "Samara",
        "Swift_Current",
        "Troll",
        "Zarqa",
    }
)
"""Cities too small for the risk: in some language they are written like a common word or a first name."""
_RUSSIAN_FORMS = (
    ("ия", ("ия", "ии", "ию", "ией")),
    ("а", ("а", "ы", "и", "е", "у", "ой")),
    ("ь", ("ь", "я", "ю", "е", "ем", "и", "ью")),
    ("", ("", "а", "у", "е", "ом")),
)
_INDIC = regex.compile(
    r"[\p{Devanagari}\p{Bengali}\p{Gujarati}\p{Gurmukhi}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}]"
)
_LOOSE_END = regex.compile(r"[\u0bcd\u0c4d\u0ccd\u0d4dൺൻർൽൾൿ\u0c41\u0cc1\u0d41]$")
"""The signs at a name's end that give way to endings."""
_NUKTA = str.maketrans("", "", "\u093c\u09bc\u0a3c\u0abc")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]{1,2}")
_LEAST_STEM = 4
"""From so many letters and signs on a stem may bear any ending."""


def lands(language: Language) -> dict[str, tuple[str, ...]]:
    """Names by culture, as the word lists have them: `*` for any ending."""
    listed: dict[str, dict[str, None]] = {}
    of_cities = [
        (name, Culture(label))
        for label, names in cities().get(WRITTEN_IN[language], {}).items()
        for name in names.split(", ")
    ]
    for name, culture in (*names_of_zones(language), *of_cities):
        for form in _forms(name, language):
            listed.setdefault(culture.value, {})[form] = None
    return {culture: tuple(forms) for culture, forms in listed.items()}


def names_of_zones(language: Language) -> Iterator[tuple[str, Culture]]:
    """Countries, and the cities that time zones are called by, as the CLDR writes them."""
    locale = Locale(language.value)
    cultures: dict[str, Culture] = {}
    for zone, territory in sorted(get_global("zone_territories").items()):
        continent, _, city = zone.rpartition("/")
        culture = OF_COUNTRY.get(territory, _OF_CONTINENT.get(continent.partition("/")[0]))
        if culture is None or territory in NOWHERE or city in ALIKE:
            continue
        cultures.setdefault(territory, culture)
        named = locale.time_zones.get(zone, {}).get("city") or (city.replace("_", " ") if language in LATIN else "")
        if named and "/" not in continent:
            yield named, culture
    for territory, culture in cultures.items():
        if territory in locale.territories:
            yield locale.territories[territory], culture


def _forms(name: str, language: Language) -> Iterator[str]:
    """A name as it may stand in a text; none if it is too short to be sure of."""
    name = regex.sub(r"\s*[(（\[].*", "", name).replace(",", "").strip()
    if _KATAKANA.fullmatch(name) or len(name) < 2:
        return
    for spelt in dict.fromkeys(
        (name, unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).translate(_NUKTA)))
    ):
        if _INDIC.search(spelt):
            yield from _indic_forms(spelt, language)
        elif language is Language.RUSSIAN and spelt[-1:].isalpha() and spelt[-1] not in "оиуюэы":
            end, endings = next(pair for pair in _RUSSIAN_FORMS if spelt.endswith(pair[0]))
            yield from (spelt.removesuffix(end) + ending for ending in endings)
        else:
            yield spelt
            if language is Language.GERMAN and not spelt.endswith("s"):
                yield f"{spelt}s"


def _indic_forms(name: str, language: Language) -> Iterator[str]:
    stem = _LOOSE_END.sub("", name)
    if len(stem) >= _LEAST_STEM + 1:
        yield f"{stem}*"
        return
    yield name
    yield from (name + ending for ending in grammar(language).oblique)
