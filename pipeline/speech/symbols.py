"""Three alphabets of sound: espeak-ng's IPA, the one Kokoro was trained on, and plain IPA for the animator.

Kokoro's alphabet is IPA with single letters for affricates and for English diphthongs (its vocabulary and the phone
tables of its authors are public). Whatever stands outside of it is brought to the nearest sound inside it.
"""

from __future__ import annotations

import re
import unicodedata

PAUSES = frozenset(";:,.!?—…")
"""Marks that Kokoro hears as a pause or a cadence."""
SPACE = " "
STRESSES = frozenset("ˈˌ")
TONES = frozenset("↓→↗↘")
MODIFIERS = frozenset("ːʰʲ̃ᵝ") | TONES
"""Marks that belong to the sound before them."""

ALPHABET = frozenset(
    ';:,.!?—…"()“” ̃ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ'
)
"""Everything Kokoro knows; the engine's test compares it with the model's own vocabulary."""

# "^" is the tie that espeak-ng was asked to put between the letters of one sound.
_TIED = (
    ("t^s^h", "ʦʰ"),
    ("t^ɕ^h", "ʨʰ"),
    ("t^s.", "ꭧ"),
    ("t^ʂ", "ꭧ"),
    ("d^z", "ʣ"),
    ("d^ʒ", "ʤ"),
    ("d^ʑ", "ʥ"),
    ("t^s", "ʦ"),
    ("t^ʃ", "ʧ"),
    ("t^ɕ", "ʨ"),
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("e^ɪ", "A"),
    ("o^ʊ", "O"),
    ("ə^ʊ", "Q"),
    ("ɔ^ɪ", "Y"),
    ("ɔ^ø", "Y"),
    ("ɔ^y", "Y"),
    ("s^s", "S"),
    ("^h", "ʰ"),
)
_NEAREST = str.maketrans(
    {
        "g": "ɡ",
        "ɫ": "l",
        "ɭ": "l",
        "ɬ": "l",
        "ʟ": "l",
        "ʉ": "ɨ",
        "ʏ": "y",
        "ɵ": "o",
        "ɘ": "ə",
        "ɶ": "œ",
        "ɞ": "ɜ",
        "ɝ": "ɚ",
        "ʐ": "ɻ",
        "ʑ": "ʥ",
        "ħ": "h",
        "ɦ": "h",
        "ʕ": "ʔ",
        "ɱ": "m",
        "ʀ": "ʁ",
        "ɢ": "ɡ",
        "ʍ": "w",
        "ɺ": "ɾ",
        "ᵿ": "ʊ",
        "ʴ": "ɹ",
        "ˑ": "",
        "ˤ": "",
        "ˠ": "",
        "ʷ": "w",
        "ʱ": "ʰ",
        "ᵐ": "m",
        "ⁿ": "n",
        "ᵑ": "ŋ",
        "'": "",
        '"': "",  # espeak-ng's mark of a fronted vowel, to Kokoro a quotation mark
        "-": "",
        "^": "",
        "+": "",
        "_": " ",
        "\u200c": "",
        "\u200d": "",
    }
)
_PLAIN = {
    "A": "eɪ",
    "I": "aɪ",
    "O": "oʊ",
    "Q": "əʊ",
    "W": "aʊ",
    "Y": "ɔɪ",
    "T": "ɾ",
    "S": "s",
    "ʣ": "dz",
    "ʤ": "dʒ",
    "ʥ": "dʑ",
    "ʦ": "ts",
    "ʧ": "tʃ",
    "ʨ": "tɕ",
    "ꭧ": "ʈʂ",
    "ᵊ": "ə",
    "ᵻ": "ɪ",
}
_UNTIED = (("tʃ", "ʧ"), ("dʒ", "ʤ"), ("tɕ", "ʨ"), ("dʑ", "ʥ"), ("ʈʂ", "ꭧ"), ("ts", "ʦ"), ("dz", "ʣ"))
_UNTIED_ENGLISH = (
    *(("tʃ", "ʧ"), ("dʒ", "ʤ")),
    *(("eɪ", "A"), ("aɪ", "I"), ("oʊ", "O"), ("əʊ", "Q"), ("aʊ", "W"), ("ɔɪ", "Y"), ("ɜː", "ɜɹ")),
)
_LANGUAGE_SWITCH = re.compile(r"\([^)]*\)")
_RETROFLEX_DOT = str.maketrans({"r": "ɽ", "s": "ʂ", "z": "ɻ", "t": "ʈ", "d": "ɖ", "n": "ɳ", "l": "l"})


def from_espeak(spelled: str, *, american: bool = False, british: bool = False) -> str:
    """espeak-ng's IPA with "^" as tie, in Kokoro's alphabet. English is spelled as Kokoro's own dictionary does."""
    sounds = _LANGUAGE_SWITCH.sub("", spelled)
    for tied, single in _TIED:
        sounds = sounds.replace(tied, single)
    sounds = re.sub(r"([rsztdnl])\.", lambda dotted: dotted[1].translate(_RETROFLEX_DOT), sounds)
    if american or british:
        sounds = _english(sounds, british=british)
    sounds = sounds.replace(".", "")  # a syllable's edge; to Kokoro it would be a full stop
    # After a vowel's or a syllable's edge espeak-ng writes a glide as a bare modifier.
    sounds = re.sub(r"(^|[\s ˈˌ])ʲ", r"\1j", sounds)
    return within_alphabet(sounds)


def from_ipa(written: str, *, english: bool) -> str:
    """IPA as people write it, in Kokoro's alphabet. Raises ValueError for a letter that is no sound."""
    sounds = written.replace("\u0361", "").replace("\u035c", "").replace(".", "")
    # Unmarked g and r are what everybody types for ɡ and the r of the language.
    sounds = sounds.replace("g", "ɡ")
    for pair, single in _UNTIED_ENGLISH if english else _UNTIED:
        sounds = sounds.replace(pair, single)
    if english:
        sounds = sounds.replace("r", "ɹ")
    sounds = within_alphabet(sounds)
    if not any(letter.isalpha() for letter in sounds):
        raise ValueError(f"no sound in {written!r}")
    return sounds


def within_alphabet(sounds: str) -> str:
    """Every sound at its nearest neighbour in Kokoro's alphabet. Raises ValueError for a letter that has none."""
    tidy = "".join(
        letter
        for letter in unicodedata.normalize("NFD", sounds.translate(_NEAREST)).replace("c\u0327", "\u00e7")
        if letter == "\u0303" or not unicodedata.combining(letter)
    )
    tidy = re.sub(r"\d", "", tidy)
    unknown = sorted(set(tidy) - ALPHABET)
    if unknown:
        raise ValueError(f"no sound for {' '.join(f'U+{ord(letter):04X}' for letter in unknown)} in {sounds!r}")
    return re.sub(r"\s+", SPACE, tidy).strip()


def as_ipa(symbol: str) -> str:
    """One sound of Kokoro's in plain IPA, with its length or tone mark as it stands."""
    return _PLAIN.get(symbol[0], symbol[0]) + symbol[1:]


def _english(sounds: str, *, british: bool) -> str:
    for old, new in (
        ("ʔˌn̩", "tᵊn"),
        ("ʔn", "tᵊn"),
        ("ə^l", "ᵊl"),
        ("l̩", "ᵊl"),
        ("n̩", "ᵊn"),
        ("ʲO", "jO"),
        ("ʲQ", "jQ"),
        ("ʲ", ""),
        ("r", "ɹ"),
        ("x", "k"),
        ("ç", "k"),
        ("ɐ", "ə"),
        ("ɬ", "l"),
        ("ʔ", "t"),
        ("\u0303", ""),
    ):
        sounds = sounds.replace(old, new)
    if british:
        for old, new in (("e^ə", "ɛː"), ("i^ə", "ɪə"), ("ɪ^ə", "ɪə"), ("ʊ^ə", "ʊə"), ("e", "A")):
            sounds = sounds.replace(old, new)
        return sounds.replace("^", "")
    for old, new in (("ɜː^ɹ", "ɜɹ"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"), ("i^ə", "iə"), ("e", "A"), ("ɾ", "T")):
        sounds = sounds.replace(old, new)
    return sounds.replace("^", "").replace("ː", "").replace("o", "ɔ")
