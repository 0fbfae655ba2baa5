"""Devanagari as IAST, the scholars' Latin letters for Sanskrit, letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

import regex

_LATIN_VOWELS: Final = ("a", "ā", "i", "ī", "u", "ū", "ṛ", "ṝ", "ḷ", "ḹ", "e", "ai", "o", "au")
VOWELS: Final = dict(zip("अआइईउऊऋॠऌॡएऐओऔ", _LATIN_VOWELS, strict=True))
SIGNS: Final = dict(zip("ािीुूृॄॢॣेैोौ", _LATIN_VOWELS[1:], strict=True))
CONSONANTS: Final = dict(
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
MARKS: Final = {"ं": "ṃ", "ः": "ḥ", "ँ": "m̐", "ऽ": "’", "ॐ": "oṃ", "।": "|", "॥": "||"}
VIRAMA: Final = "\u094d"
NUKTA: Final = "\u093c"
DOTTED: Final = {"y": "ẏ", "ḍ": "ṛ", "ḍh": "ṛh"}
"""Letters that a nukta makes another; under any other it is left out."""
_DIGITS: Final = {chr(0x0966 + digit): str(digit) for digit in range(10)}


def iast(text: str) -> str:
    """The text in IAST; what is not Devanagari stays as it is.

    Letters are Sanskrit's: the inherent vowel is always written, which Hindi would leave unspoken.
    """
    written: list[str] = []
    open_syllable = False
    for character in text:
        if open_syllable and character == NUKTA:
            written[-1] = DOTTED.get(written[-1], written[-1])
            continue
        if open_syllable and character == VIRAMA:
            open_syllable = False
            continue
        if open_syllable and character in SIGNS:
            written.append(SIGNS[character])
            open_syllable = False
            continue
        if open_syllable:
            written.append("a")
            open_syllable = False
        if character in CONSONANTS:
            written.append(CONSONANTS[character])
            open_syllable = True
        else:
            written.append((VOWELS | MARKS | _DIGITS).get(character, character))
    return "".join([*written, "a"] if open_syllable else written)


_DIACRITICS: Final = frozenset("āīūṛṝḷṃṁḥṅṭḍṇśṣ")
_ONLY_LATIN: Final = regex.compile(r"[fqwxz]", regex.IGNORECASE)


def looks_like_iast(text: str) -> bool:
    """Whether a text is Sanskrit in IAST: its dotted and barred letters all over it, and none that IAST lacks."""
    letters = [one for one in unicodedata.normalize("NFC", text).lower() if one.isalpha()]
    marked = [one for one in letters if one in _DIACRITICS]
    return len(marked) >= max(3, len(letters) * 0.06) and len(set(marked)) > 1 and not _ONLY_LATIN.search(text)


_LATER = regex.compile(
    r"[\u093c\u0901]|(?<!\p{L}\p{M}*)(?:है|हैं|था|थी|थे|का|की|के|को|से|में|और|ने|पर|यह|वह|हम|तुम|मैं|आहे|आणि|मी|ती|तो)(?![\p{L}\p{M}])"
)
_DEVANAGARI = regex.compile(r"[\u0905-\u0939]")
_SANSKRIT = regex.compile(r"ः|\u094d(?![\p{L}\p{M}\u200c\u200d])|म्?\s*[।॥]|ं(?![\p{L}\p{M}])")


def may_be_sanskrit(lines: Iterable[str]) -> bool:
    """Whether these lines are in Devanagari and have none of Hindi's or Marathi's small words."""
    text = "\n".join(lines)
    return _DEVANAGARI.search(text) is not None and _LATER.search(text) is None


def is_sanskrit(lines: Iterable[str]) -> bool:
    """Whether these lines in Devanagari are Sanskrit: its endings, and none of Hindi's or Marathi's small words."""
    text = "\n".join(lines)
    return _LATER.search(text) is None and _SANSKRIT.search(text) is not None
