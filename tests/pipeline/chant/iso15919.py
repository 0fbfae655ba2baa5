"""India's scripts in Latin letters after ISO 15919: Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam.

Their blocks in Unicode stand in Devanagari's order, so that a letter's place in its block says which it is.
"""

from __future__ import annotations

from typing import Final

from pipeline.language.iast import CONSONANTS, DOTTED, MARKS, NUKTA, SIGNS, VIRAMA, VOWELS

_BLOCKS: Final = range(0x0900, 0x0D80)
_SIZE: Final = 0x80
_DRAVIDIAN: Final = frozenset({0x0B80, 0x0C00, 0x0C80, 0x0D00})
"""Blocks of the scripts that have a short and a long e and o."""
_OWN_CONSONANTS: Final = CONSONANTS | {"ळ": "ḷ", "ऴ": "ḻ", "ऱ": "ṟ", "ऩ": "ṉ"}
_SHORT: Final = {"ऎ": "e", "ऒ": "o"}
_SHORT_SIGNS: Final = {"ॆ": "e", "ॊ": "o"}
_LONG: Final = {"e": "ē", "o": "ō"}


def iso15919(text: str) -> str:
    """The text in Latin letters; what stands in none of these scripts stays as it is. The inherent vowel is written."""
    written: list[str] = []
    waiting = False
    for character in text:
        block = ord(character) // _SIZE * _SIZE
        indic = ord(character) in _BLOCKS
        letter = chr(0x0900 + ord(character) - block) if indic else character
        southern = block in _DRAVIDIAN
        if waiting and letter == NUKTA:
            written[-1] = DOTTED.get(written[-1], written[-1])
            continue
        if waiting and letter == VIRAMA:
            waiting = False
            continue
        sign = (SIGNS | _SHORT_SIGNS).get(letter) if indic else None
        if waiting and sign is not None:
            written.append(_LONG.get(sign, sign) if southern and letter not in _SHORT_SIGNS else sign)
            waiting = False
            continue
        if waiting:
            written.append("a")
            waiting = False
        if indic and letter in _OWN_CONSONANTS:
            written.append(_OWN_CONSONANTS[letter])
            waiting = True
        elif indic and letter in VOWELS | _SHORT:
            vowel = (VOWELS | _SHORT)[letter]
            written.append(_LONG.get(vowel, vowel) if southern and letter not in _SHORT else vowel)
        else:
            written.append(MARKS.get(letter, character))
    return "".join([*written, "a"] if waiting else written)
