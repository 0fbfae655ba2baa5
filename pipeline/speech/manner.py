"""What a direction asks of the voice besides a feeling: a whisper, a shout, a beat of silence."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pipeline.vocabulary import Language, Manner

_ENGLISH = Language.ENGLISH


def manner_of(direction: str | None, language: Language) -> Manner:
    """How a parenthetical says that the line is said; directions may be in English in any language's script."""
    if direction is None:
        return Manner.SPOKEN
    if _holds(direction, language, "shout"):
        return Manner.SHOUTED
    return Manner.WHISPERED if _holds(direction, language, "whisper") else Manner.SPOKEN


def holds_beat(direction: str | None, language: Language) -> bool:
    """Whether a direction asks for a moment of silence."""
    return direction is not None and _holds(direction, language, "beat")


def _holds(direction: str, language: Language, what: str) -> bool:
    text = direction.casefold()
    return any(_begins(text, one) for one in (*_words(language, what), *_words(_ENGLISH, what)))


def _begins(text: str, entry: str) -> bool:
    """Whether a word of the text begins so, or is the entry if that ends in a point.

    Where words are not parted by spaces the entry may stand anywhere.
    """
    word = entry.rstrip(".")
    place = text.find(word)
    while place >= 0:
        opens = place == 0 or word[0] > "\u3000" or not text[place - 1].isalpha()
        if opens and (word == entry or not text[place + len(word) : place + len(word) + 1].isalpha()):
            return True
        place = text.find(word, place + 1)
    return False


@cache
def _words(language: Language, what: str) -> tuple[str, ...]:
    return tuple(_tables()[language.value][what])


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("manner.toml").read_text("utf-8"))
