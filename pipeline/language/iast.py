"""Devanagari as IAST, the scholars' Latin letters for Sanskrit, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

_LATIN_VOWELS: Final = ("a", "ā", "i", "ī", "u", "ū", "ṛ", "ṝ", "ḷ", "ḹ", "e", "ai", "o", "au")
_VOWELS: Final = dict(zip("अआइईउऊऋॠऌॡएऐओऔ", _LATIN_VOWELS, strict=True))
_SIGNS: Final = dict(zip("ािीुूृॄॢॣेैोौ", _LATIN_VOWELS[1:], strict=True))
_CONSONANTS: Final = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ",
        (
            *(
                "k",
                "kh",
                "g",
                "gh",
                "ṅ",
                "c",
                "ch",
                "j",
                "jh",
                "ñ",
                "ṭ",
                "ṭh",
                "ḍ",
                "ḍh",
                "ṇ",
                "t",
                "th",
                "d",
                "dh",
                "n",
            ),
            *("p", "ph", "b", "bh", "m", "y", "r", "l", "v", "ś", "ṣ", "s", "h", "ḻ"),
        ),
        strict=True,
    )
)
_MARKS: Final = {"ं": "ṃ", "ः": "ḥ", "ँ": "m̐", "ऽ": "’", "ॐ": "oṃ", "।": "|", "॥": "||"}
_VIRAMA: Final = "\u094d"
_DIGITS: Final = {chr(0x0966 + digit): str(digit) for digit in range(10)}


def iast(text: str) -> str:
    """The text in IAST; what is not Devanagari stays as it is.

    Letters are Sanskrit's: the inherent vowel is always written, which Hindi would leave unspoken.
    """
    written: list[str] = []
    open_syllable = False
    for character in text:
        if open_syllable and character == _VIRAMA:
            open_syllable = False
            continue
        if open_syllable and character in _SIGNS:
            written.append(_SIGNS[character])
            open_syllable = False
            continue
        if open_syllable:
            written.append("a")
            open_syllable = False
        if character in _CONSONANTS:
            written.append(_CONSONANTS[character])
            open_syllable = True
        else:
            written.append((_VOWELS | _MARKS | _DIGITS).get(character, character))
    return "".join([*written, "a"] if open_syllable else written)


_LATER = regex.compile(
    r"[\u093c\u0901]|(?<!\p{L}\p{M}*)(?:है|हैं|था|थी|थे|का|की|के|को|से|में|और|ने|पर|यह|वह|हम|तुम|मैं|आहे|आणि|मी|ती|तो)(?![\p{L}\p{M}])"
)
_SANSKRIT = regex.compile(r"ः|\u094d(?![\p{L}\p{M}\u200c\u200d])|म्?\s*[।॥]|ं(?![\p{L}\p{M}])")


def is_sanskrit(lines: Iterable[str]) -> bool:
    """Whether these lines in Devanagari are Sanskrit: its endings, and none of Hindi's or Marathi's small words."""
    text = "\n".join(lines)
    return _LATER.search(text) is None and _SANSKRIT.search(text) is not None
