"""Names by their sound: a Haruto written in Telugu, Gujarati or Russian is the same Haruto.

The Indic writings stand in Unicode letter by letter in the same order, so that one key serves them all: consonants
without breath, retroflexion or length, vowels without length and without `a`, which is written or meant everywhere.
Two who spell a foreign name by ear differ in just these.
"""

from __future__ import annotations

import unicodedata

import regex

from pipeline.vocabulary import Language

INDIC = {
    Language.HINDI: 0x900,
    Language.MARATHI: 0x900,
    Language.BENGALI: 0x980,
    Language.PUNJABI: 0xA00,
    Language.GUJARATI: 0xA80,
    Language.TAMIL: 0xB80,
    Language.TELUGU: 0xC00,
    Language.KANNADA: 0xC80,
    Language.MALAYALAM: 0xD00,
}
"""Where a language's writing begins in Unicode."""
LEAST = 4
"""A key of fewer sounds could be anybody's."""
_BLOCK = 0x80
_LETTERS = dict.fromkeys((0x15, 0x16), "k") | dict.fromkeys((0x17, 0x18), "g") | dict.fromkeys((0x1A, 0x1B), "c")
_LETTERS |= dict.fromkeys((0x1C, 0x1D), "j") | dict.fromkeys((0x1F, 0x20, 0x24, 0x25), "t")
_LETTERS |= dict.fromkeys((0x21, 0x22, 0x26, 0x27), "d") | dict.fromkeys((0x2A, 0x2B), "p")
_LETTERS |= dict.fromkeys((0x2C, 0x2D), "b") | dict.fromkeys((0x01, 0x02, 0x19, 0x1E, 0x23, 0x28, 0x29, 0x70), "n")
_LETTERS |= {0x2E: "m"}
_LETTERS |= {0x2F: "y", 0x30: "r", 0x31: "r", 0x32: "l", 0x33: "l", 0x34: "l", 0x35: "v", 0x39: "h"}
_LETTERS |= dict.fromkeys((0x36, 0x37, 0x38), "s") | {0x58: "k", 0x59: "k", 0x5A: "g", 0x5B: "j", 0x5C: "d", 0x5D: "d"}
_LETTERS |= {0x5E: "p", 0x5F: "y"}
_LETTERS |= dict.fromkeys((0x07, 0x08, 0x3F, 0x40), "i") | dict.fromkeys((0x09, 0x0A, 0x41, 0x42), "u")
_LETTERS |= dict.fromkeys((0x0D, 0x0E, 0x0F, 0x10, 0x45, 0x46, 0x47, 0x48), "e")
_LETTERS |= dict.fromkeys((0x11, 0x12, 0x13, 0x14, 0x49, 0x4A, 0x4B, 0x4C), "o")
_CHILLUS = {"ൺ": "n", "ൻ": "n", "ർ": "r", "ൽ": "l", "ൾ": "l", "ൿ": "k"}
_LATIN = (
    ("oo", "u"), ("ee", "i"), ("ou", "u"), ("sh", "s"), ("ch", "c"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("gh", "g"),
    ("ts", "s"), ("dz", "j"), ("x", "ks"), ("q", "k"), ("z", "j"), ("f", "p"), ("w", "v"),
)  # fmt: skip
_CYRILLIC = {
    "б": "b", "в": "v", "г": "g", "д": "d", "ж": "j", "з": "j", "и": "i", "й": "y", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "p", "х": "h",
    "ц": "s", "ч": "c", "ш": "s", "щ": "s", "ы": "i", "э": "e", "е": "e", "ё": "o", "ю": "yu", "я": "y",
}  # fmt: skip
_VOICELESS = str.maketrans("gjdbm", "kctpn")
"""Tamil writes no voice, and nasals as their neighbours want them."""
_TWICE = regex.compile(r"(.)\1+")
_GLIDE = regex.compile(r"(?<=[iueo])[yv](?=[iueo]|$)")


def key(name: str, *, tamil: bool = False) -> str:
    """How a name sounds, roughly; "" in a writing that is not read here. `tamil`: as far as Tamil can write it."""
    folded = unicodedata.normalize("NFD" if name.isascii() or name[:1] < "\u0400" else "NFC", name.casefold())
    sounds = "".join(_sound(character) for character in folded)
    if "a" <= folded[:1] <= "z":
        for letters, sound in _LATIN:
            sounds = sounds.replace(letters, sound)
        sounds = sounds.replace("a", "")
    if tamil:
        sounds = sounds.translate(_VOICELESS)
    return _TWICE.sub(r"\1", _GLIDE.sub("", sounds))


def _sound(character: str) -> str:
    if "a" <= character <= "z":
        return character
    if character in _CHILLUS:
        return _CHILLUS[character]
    if character in _CYRILLIC:
        return _CYRILLIC[character]
    place = ord(character) - 0x900
    return _LETTERS.get(place % _BLOCK, "") if 0 <= place < 0xD80 - 0x900 else ""
