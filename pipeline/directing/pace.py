"""How long words take, before anybody has spoken them."""

from __future__ import annotations

from pipeline.film import Line
from pipeline.vocabulary import Language

_SYLLABIC = frozenset({Language.JAPANESE, Language.CHINESE, Language.KOREAN})
_CHARACTERS_A_SECOND = 14.5
_SYLLABLES_A_SECOND = 5.2
_CHANTED_SYLLABLE_MS = 380
_READING_A_SECOND = 12.0


def speaking_ms(text: str, language: Language) -> int:
    """Estimated length of a spoken line, within about a fifth of what the voices measure."""
    rate = _SYLLABLES_A_SECOND if language in _SYLLABIC else _CHARACTERS_A_SECOND
    return round(1000 * len(text) / rate) + 150


def line_ms(line: Line, language: Language) -> int:
    """Estimated length of a line, spoken or chanted."""
    if line.recital is not None and line.recital.chanted:
        return sum(line.recital.quarters) * _CHANTED_SYLLABLE_MS + 600
    return speaking_ms(line.text, language)


def reading_ms(text: str) -> int:
    """Time to read a card at ease."""
    return round(1000 * len(text) / _READING_A_SECOND) + 1_200
