"""What of a line is said aloud: words with their places in the text, and the pauses between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import regex

from pipeline.speech.manner import holds_beat
from pipeline.speech.saying import follows_ordinal, is_numbered, is_short, is_title, said
from pipeline.vocabulary import Language

_NOTHING: Mapping[str, str] = MappingProxyType({})
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
_SAYABLE = regex.compile(r"[\p{L}\p{N}]")
# Signs that are read as words: espeak-ng knows them in every language.
_SIGNS = frozenset("%٪$€£₹¥￥₩₽৳&+=@#°℃§½¼¾ºª№")
_WORD_MARKS = frozenset("'’ʼ-‐‑·\u200c\u200d")


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word as written, its range in the line's text, and how it is said: in words, or as /sounds/."""

    text: str
    start: int
    end: int
    said: str = ""


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


def read_aloud(text: str, language: Language, dictionary: Mapping[str, str] = _NOTHING) -> tuple[Phrase, ...]:
    """Phrases of a line in order. Asides in brackets, emoji and stray marks are not said; no words gives no phrases.

    An aside that asks for a beat is a long pause. `dictionary` says how words are said, by the word in small letters.
    """
    audible = _ASIDES.sub(lambda aside: _aside(aside[0], language), text)
    phrases: list[Phrase] = []
    start = 0
    for place, mark in (*_pauses(audible, language), (len(audible), "")):
        words = _words(audible, start, place, language, dictionary)
        if words:
            spoken = audible[words[0].start : words[-1].end]
            phrases.append(Phrase(_as_said(words, language, dictionary), mark, spoken))
        elif mark and phrases:
            before = phrases[-1]
            phrases[-1] = Phrase(before.words, _stronger(before.mark, mark), before.text)
        start = place + 1
    return tuple(phrases)


def _aside(aside: str, language: Language) -> str:
    return ("…" if holds_beat(aside, language) else " ").ljust(len(aside))


def _as_said(
    words: tuple[WrittenWord, ...], language: Language, dictionary: Mapping[str, str]
) -> tuple[WrittenWord, ...]:
    spoken = said([word.text for word in words], language)
    return tuple(
        replace(word, said=dictionary.get(_key(word.text)) or " ".join(plain(part) for part in form.split()))
        for word, form in zip(words, spoken, strict=True)
    )


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def dictionary_of(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A pronunciation dictionary by the words in small letters; of two for one word the later."""
    return {_key(word.strip()): how.strip() for word, how in entries}


def _pauses(text: str, language: Language) -> list[tuple[int, str]]:
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
        if (mark in ".,:" or letter == "–") and before.isdigit() and after.isdigit():
            continue  # 3.5, 1,000, 10:30 and 1914–1918 are numbers
        if letter == "." and (after.isalpha() or after in {"º", "ª"} or _is_short_form(text, place, language)):
            continue  # U.S.A., example.org, Dr. Rao, No. 5
        found.append((place, mark))
    return found


def _is_short_form(text: str, place: int, language: Language) -> bool:
    """Whether the point at `place` belongs to the word before it."""
    word = regex.search(r"[\p{L}\p{M}.\-º°]+$", text[:place])
    rest = text[place + 1 :].lstrip()
    if not rest:
        return False
    if word is None:
        ordinal = language is Language.GERMAN and text[place - 1 : place].isdigit()
        return ordinal and follows_ordinal(regex.split(r"\P{L}", rest, maxsplit=1)[0])
    if is_title(word[0], language) or (is_numbered(word[0], language) and rest[:1].isdigit()):
        return True
    if is_short(word[0], language):
        return not rest[:1].isupper()
    return len(word[0]) == 1 and word[0].isupper() and word[0].isascii() and word[0] != "I"


def _stronger(one: str, other: str) -> str:
    """Of two marks in a row ("...", "?!"), the one that is heard."""
    if not one or (one in ",;:—" and other in _ENDS):
        return other
    if one == "." and other in ".…":
        return "…"
    return "!" if {one, other} == {".", "!"} else one


def _words(
    text: str, start: int, end: int, language: Language, dictionary: Mapping[str, str]
) -> tuple[WrittenWord, ...]:
    chunk = text[start:end]
    match language:
        case Language.JAPANESE:
            from pipeline.speech.japanese import segment
        case Language.CHINESE:
            from pipeline.speech.chinese import segment
        case _:
            segment = _by_space
    words: list[WrittenWord] = []
    for span in _kept_whole(chunk, segment(chunk), language, dictionary):
        first, last = _trim(chunk, *span)
        word = chunk[first:last]
        if _SAYABLE.search(word):
            words.append(WrittenWord(word, start + first, start + last))
        elif word and words and word in _SIGNS and not text[words[-1].end : start + first].strip():
            # "50%" and "50 %": the sign is part of what it stands behind.
            before = words.pop()
            words.append(WrittenWord(text[before.start : start + last], before.start, start + last))
    return tuple(words)


def _kept_whole(
    chunk: str, spans: list[tuple[int, int]], language: Language, dictionary: Mapping[str, str]
) -> list[tuple[int, int]]:
    """Where words are written without spaces, those of the dictionary are whole."""
    if language not in {Language.JAPANESE, Language.CHINESE} or not dictionary:
        return spans
    kept = [found.span() for word in dictionary for found in re.finditer(re.escape(word), chunk, re.IGNORECASE)]
    left: list[tuple[int, int]] = []
    for first, last in spans:
        edges = [(max(first, one), min(last, other)) for one, other in kept if one < last and other > first]
        cursor = first
        for one, other in sorted(edges):
            left.append((cursor, one))
            cursor = max(cursor, other)
        left.append((cursor, last))
    return sorted({span for span in (*kept, *left) if span[0] < span[1]})


def _trim(chunk: str, first: int, last: int) -> tuple[int, int]:
    """The range without quotes and marks around the word. A vowel sign or a virama stays with the letter before it."""
    while first < last and not _is_spoken(chunk[first]) and not _MINUS.match(chunk, first):
        first += 1
    while first < last and not _is_spoken(chunk[last - 1]):
        last -= 1
    return first, last


def _by_space(chunk: str) -> list[tuple[int, int]]:
    return [found.span() for found in _BY_SPACE.finditer(chunk)]


# A slash parts words, but not the figures of a date, a fraction or a speed.
_BY_SPACE = re.compile(r"(?:\d+(?:/\d+)+|[^\s/|~<>\"“”„«»]|(?<=км)/(?=ч)|(?<=km)/(?=h))+")


_MINUS = re.compile(r"[-−]\d")


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
