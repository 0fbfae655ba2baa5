"""Countries and cities in every language as the Unicode CLDR names them, and whose culture is at home there.

Babel brings the CLDR: all countries, and the cities that give their names to time zones. A zone belongs to a country, a
country to a continent, and both to a culture.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.core import get_global

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
"""The writing a language's names of cities are looked for in (see world.py)."""
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
