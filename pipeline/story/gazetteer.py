"""Lands and cities of the world in every language, and whose culture is at home there.

The names are those of the Unicode CLDR (zones.py), and those of larger cities in GeoNames (world.py).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from pipeline.reading.grammar import grammar
from pipeline.story.world import cities
from pipeline.story.zones import WRITTEN_IN, names_of_zones
from pipeline.vocabulary import Culture, Language

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
        (name, Culture(label)) for label, names in cities().get(WRITTEN_IN[language], {}).items() for name in names
    ]
    for name, culture in (*names_of_zones(language), *of_cities):
        for form in _forms(name, language):
            listed.setdefault(culture.value, {})[form] = None
    return {culture: tuple(forms) for culture, forms in listed.items()}


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
