"""What of a line is said aloud: words with their places in the text, and the pauses between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import regex

from pipeline.vocabulary import Language

_ASIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|（[^（）]*）|【[^【】]*】|［[^［］]*］|\*[^*\s][^*]*\*")
# Marks of every script that Kokoro can hear, as the one of its own that pauses alike.
_PAUSE_OF = {
    **dict.fromkeys(".।॥。．｡۔܂።", "."),
    **dict.fromkeys("!！¡", "!"),
    **dict.fromkeys("?？؟¿", "?"),
    **dict.fromkeys(",，、､،፣", ","),
    **dict.fromkeys(";；؛", ";"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys("—–―〜～", "—"),
    "…": "…",
}
_ENDS = frozenset(".!?…")
_OPENERS = frozenset("¡¿")
# A point after one of these is no end; espeak-ng reads the word alone.
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "prof", "sr", "sra", "jr", "mt", "vs", "dra", "hr", "fr", "mme", "m"}
)
_SAYABLE = regex.compile(r"[\p{L}\p{N}]")
# Signs that are read as words: espeak-ng knows them in every language.
_SIGNS = frozenset("%$€£₹¥&+=@#°§½¼¾")
_WORD_MARKS = frozenset("'’ʼ-‐‑·\u200c\u200d")


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word as written, and its range in the line's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words said without a pause, and the mark that follows: one of `;:,.!?—…`, or nothing at a bare end."""

    words: tuple[WrittenWord, ...]
    mark: str
    text: str
    """As it stands in the line, from the first word to the last, without what is not said."""

    @property
    def ends_sentence(self) -> bool:
        """Whether a full pause follows."""
        return self.mark in _ENDS


def read_aloud(text: str, language: Language) -> tuple[Phrase, ...]:
    """Phrases of a line in order. Asides in brackets, emoji and stray marks are not said; no words gives no phrases."""
    audible = _ASIDES.sub(lambda aside: " " * len(aside[0]), text)
    phrases: list[Phrase] = []
    start = 0
    for place, mark in (*_pauses(audible), (len(audible), "")):
        words = _words(audible, start, place, language)
        if words:
            said = audible[words[0].start : words[-1].end]
            phrases.append(Phrase(words, mark, said))
        elif mark and phrases:
            before = phrases[-1]
            phrases[-1] = Phrase(before.words, _stronger(before.mark, mark), before.text)
        start = place + 1
    return tuple(phrases)


def _pauses(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for place, letter in enumerate(text):
        mark = _PAUSE_OF.get(letter)
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if letter in "\n\r" and text[:place].strip():
            mark = "."
        if mark is None:
            if letter == "-" and before.isspace() and (after.isspace() or after == "-"):
                found.append((place, "—"))
            continue
        if letter in _OPENERS:
            mark = ","
        if mark in ".,:" and before.isdigit() and after.isdigit():
            continue  # 3.5, 1,000 and 10:30 are numbers
        if letter == "." and (after.isalpha() or _is_title(text, place)):
            continue  # U.S.A., example.org, Dr. Rao
        found.append((place, mark))
    return found


def _is_title(text: str, place: int) -> bool:
    word = re.search(r"([^\W\d_]+)$", text[:place])
    if word is None or not text[place + 1 :].strip():
        return False
    return word[1].lower() in _TITLES or (
        len(word[1]) == 1 and word[1].isupper() and word[1].isascii() and word[1] != "I"
    )


def _stronger(one: str, other: str) -> str:
    """Of two marks in a row ("...", "?!"), the one that is heard."""
    if not one or (one in ",;:—" and other in _ENDS):
        return other
    if one == "." and other in ".…":
        return "…"
    return "!" if {one, other} == {".", "!"} else one


def _words(text: str, start: int, end: int, language: Language) -> tuple[WrittenWord, ...]:
    chunk = text[start:end]
    match language:
        case Language.JAPANESE:
            from pipeline.speech.japanese import segment
        case Language.CHINESE:
            from pipeline.speech.chinese import segment
        case _:
            segment = _by_space
    words: list[WrittenWord] = []
    for span in segment(chunk):
        first, last = _trim(chunk, *span)
        word = chunk[first:last]
        if _SAYABLE.search(word):
            words.append(WrittenWord(word, start + first, start + last))
        elif word and words and word in _SIGNS and words[-1].end == start + first:
            before = words.pop()
            words.append(WrittenWord(before.text + word, before.start, start + last))
    return tuple(words)


def _trim(chunk: str, first: int, last: int) -> tuple[int, int]:
    """The range without quotes and marks around the word. A vowel sign or a virama stays with the letter before it."""
    while first < last and not _is_spoken(chunk[first]):
        first += 1
    while first < last and not _is_spoken(chunk[last - 1]):
        last -= 1
    return first, last


def _by_space(chunk: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\s/|~<>\"“”„«»]+", chunk)]


def _is_spoken(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM" or letter in _SIGNS


def plain(word: str) -> str:
    """A word with its digits as 0-9, its apostrophes straight and without marks that are not said."""
    return "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else _APOSTROPHES.get(letter, letter)
        for letter in unicodedata.normalize("NFC", word)
        if unicodedata.category(letter)[0] in "LNM" or letter in _SIGNS or letter in _WORD_MARKS or letter in ".,:"
    )


_APOSTROPHES = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "·": ""}
