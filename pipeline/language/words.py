"""Words, by Unicode word boundaries; Japanese and Chinese by ICU's dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from icu4py.breakers import WordBreaker

from pipeline.vocabulary import Language


def words(text: str, language: Language) -> Iterator[str]:
    """The words of `text` in order: segments that hold a letter or a digit."""
    for segment in WordBreaker(text, language.value):
        if any(character.isalnum() for character in segment):
            yield segment


def count_words(text: str, language: Language) -> int:
    """How many words; everything written counts."""
    return sum(1 for _ in words(text, language))
