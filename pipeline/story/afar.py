"""Whose name it is when it is that of a people far away, by its sound alone."""

from __future__ import annotations

from functools import cache

from pipeline.story.sounds import INDIC, LEAST, key
from pipeline.story.tables import word_lists, world_names
from pipeline.story.world import far_names
from pipeline.story.zones import LATIN
from pipeline.vocabulary import Culture, Language

_FAR = frozenset({Culture.JAPANESE, Culture.CHINESE, Culture.KOREAN, Culture.AFRICAN})
"""Whose names are nobody's at home in another language of these; a Karim or a Maria may be from anywhere."""


def from_afar(name: str, language: Language) -> Culture | None:
    """Whose name this is, if it is a name of people far from where the language is at home; by sound alone."""
    if language not in INDIC and language not in LATIN and language is not Language.RUSSIAN:
        return None
    tamil = language is Language.TAMIL
    known = _by_key(tamil=tamil)
    return next((found for part in name.split() if (found := known.get(key(part, tamil=tamil))) is not None), None)


@cache
def _by_key(*, tamil: bool) -> dict[str, Culture]:
    found: dict[str, set[Culture]] = {}
    tables = [world_names(), *(word_lists(language) for language in (*INDIC, Language.RUSSIAN))]
    of_tables = ((label, words.split(",")) for table in tables for label, words in table.get("home", {}).items())
    for label, names in (*far_names().items(), *of_tables):
        for name in names:
            sounds = key(name.strip(" *"), tamil=tamil)
            if len(sounds) >= LEAST and " " not in name.strip(" *"):
                found.setdefault(sounds, set()).add(Culture(label))
    return {sounds: cultures.pop() for sounds, cultures in found.items() if len(cultures) == 1 and cultures <= _FAR}
