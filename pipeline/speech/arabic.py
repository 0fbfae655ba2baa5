"""Arabic: the short vowels that writing leaves out are restored, then read off by rule.

text2tashkeel writes the vowels; with them Arabic is spelled almost as it sounds. espeak-ng reads vowelled Arabic badly
(it drops vowels behind a doubled consonant and writes points into words), so the rules are here: sun letters, doubled
consonants, nunation, the silent alif, pausal endings, and stress on the last heavy syllable.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import regex

from pipeline.speech import symbols

if TYPE_CHECKING:
    from text2tashkeel import Diacritizer

FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN = "ًٌٍَُِّْ"
_MARKS = frozenset((FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN, "\u0670"))
_SOUNDS = {
    "ء": "ʔ", "أ": "ʔ", "إ": "ʔ", "ؤ": "ʔ", "ئ": "ʔ", "ب": "b", "ت": "t", "ث": "θ", "ج": "ʤ", "ح": "h", "خ": "x",
    "د": "d", "ذ": "ð", "ر": "r", "ز": "z", "س": "s", "ش": "ʃ", "ص": "s", "ض": "d", "ط": "t", "ظ": "ð", "ع": "ʕ",
    "غ": "ɣ", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "j", "ة": "t",
    "پ": "p", "چ": "ʧ", "گ": "ɡ", "ڤ": "v", "ک": "k", "ی": "j",
}  # fmt: skip
_BACK = frozenset("صضطظقرخغع")
"""Letters beside which the open vowel is a dark one; Kokoro has no pharyngeal sounds, so it tells them apart."""
_SUN = frozenset("تثدذرزسشصضطظلن")
_SHORT = {FATHA: "a", DAMMA: "u", KASRA: "i"}
_NUNATED = {FATHATAN: "an", DAMMATAN: "un", KASRATAN: "in"}
_LETTER = regex.compile(r"(\p{L})(\p{M}*)")
_ENDINGS = {FATHA, DAMMA, KASRA, DAMMATAN, KASRATAN}
# Kokoro's glottal stop is the American one, heard as a t: better none.
_HEARD = str.maketrans({"ʕ": "", "ʔ": ""})

_lock = Lock()


@cache
def _restorer() -> Diacritizer:
    from text2tashkeel import Diacritizer

    return Diacritizer()


@cache
def vowelled(phrase: str) -> str:
    """The phrase with its vowel marks; what the writer has marked stays as it is."""
    if sum(letter in _MARKS for letter in phrase) * 3 > len(phrase):
        return phrase
    with _lock:
        return str(_restorer().diacritize(phrase))


def spell(words: list[str]) -> list[str]:
    """Kokoro's sounds of each word of a phrase; the last loses its case ending, as before every pause."""
    restored = vowelled(" ".join(words)).split(" ")
    if len(restored) != len(words):
        restored = [vowelled(word) for word in words]
    return [_word(word, last=number == len(restored) - 1) for number, word in enumerate(restored)]


def _word(word: str, *, last: bool) -> str:
    pairs = [(letter, marks) for letter, marks in _LETTER.findall(unicodedata.normalize("NFC", word))]
    if not pairs:
        return ""
    sounds: list[str] = []
    start = 0
    for opening in ("", "و", "ف", "ب", "ك"):
        # The article, perhaps behind a one-letter word: its l takes the shape of a sun letter behind it.
        size = len(opening)
        if "".join(letter for letter, _ in pairs[: size + 2]) == opening + "ال" and len(pairs) > size + 3:
            sounds.extend(_SOUNDS[letter] + _vowel(marks, letter) for letter, marks in pairs[:size])
            sounds.append("a" if not size else "")
            start = size + 2
            follower, marks = pairs[start]
            if follower not in _SUN:
                sounds.append("l")
            elif SHADDA not in marks:
                sounds.append(_SOUNDS[follower])
            break
    for place in range(start, len(pairs)):
        letter, marks = pairs[place]
        before = pairs[place - 1] if place else ("", "")
        ends = place == len(pairs) - 1
        if last and ends and letter != "ا":
            marks = "".join(mark for mark in marks if mark not in _ENDINGS)
            if letter == "ة":
                sounds.append("")
                continue
        sounds.append(_letter(letter, marks, before, first=place == 0))
    return _stressed("".join(sounds))


def _letter(letter: str, marks: str, before: tuple[str, str], *, first: bool) -> str:
    vowel = _vowel(marks, letter)
    if letter in "اىٱ":
        if FATHATAN in before[1] or FATHATAN in marks:
            return "an" if FATHATAN in marks and FATHATAN not in before[1] else ""
        if first:
            return vowel or "i"
        return "ː" if FATHA in before[1] or not set(before[1]) & _MARKS else vowel
    if letter == "آ":
        return "ʔaː"
    long = {"و": DAMMA, "ي": KASRA, "ی": KASRA}.get(letter)
    if long and long in before[1] and not vowel and SHADDA not in marks:
        return "ː"
    sound = _SOUNDS.get(letter, "")
    if not vowel and SUKUN not in marks:
        vowel = {"إ": "i", "أ": "a" if first else ""}.get(letter, "")  # the vowel that the letter itself says
    return sound + sound * (SHADDA in marks) + vowel


def _vowel(marks: str, letter: str) -> str:
    for mark in marks:
        said = _SHORT.get(mark) or _NUNATED.get(mark) or ("aː" if mark == "\u0670" else "")
        if said:
            return said.replace("a", "ɑ") if letter in _BACK else said
    return ""


def _stressed(sounds: str) -> str:
    """Stress on a superheavy last syllable, a heavy one before it, else the third from the end."""
    syllables = list(regex.finditer(r"[^aɑiuː]?[aɑiu]ː?(?:[^aɑiuː](?![aɑiu]))*", sounds))
    if len(syllables) > 1:
        weights = [("ː" in one[0]) + len(regex.sub(r"^[^aɑiu]?[aɑiu]ː?", "", one[0])) for one in syllables]
        place = len(syllables) - 1
        if weights[place] < 2 and place:
            place -= 1
            if not weights[place] and place:
                place -= 1
        # Kokoro learned the mark right before the vowel.
        at = syllables[place].start() + (syllables[place][0][0] not in "aɑiu")
        sounds = sounds[:at] + "ˈ" + sounds[at:]
    return symbols.within_alphabet(sounds.translate(_HEARD))
