"""Word lists in twenty languages, and where their words stand in a text.

Latin words match whole (a plural s too). Languages that put endings on their words are matched by the word's beginning,
short words apart; ideographs, kana and hangul, which write no spaces or glue their particles on, match anywhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

_SHORT = 3
_ANYWHERE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_AGGLUTINATING = regex.compile(r"[\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}]")
_INDIC = regex.compile(r"[\p{Devanagari}\p{Bengali}\p{Gujarati}\p{Gurmukhi}]")
_LETTER = r"[\w\p{M}\u200c\u200d]"


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found in a text, by which of its words, and where (code points)."""

    label: str
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """Labels with the words that mean them."""

    words: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[str, regex.Pattern[str]], ...]

    def find(self, text: str) -> list[Hit]:
        """All words of all labels in the order of the text; where two overlap, the longer one."""
        hits = [
            Hit(label, match.group(), match.start(), match.end())
            for label, pattern in self.patterns
            for match in pattern.finditer(text)
        ]
        hits.sort(key=lambda hit: (hit.start - hit.end, hit.start))
        kept: list[Hit] = []
        for hit in hits:
            if all(hit.end <= other.start or hit.start >= other.end for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def first(self, text: str) -> Hit | None:
        """The first word found, or None."""
        return next(iter(self.find(text)), None)

    def different(self, text: str) -> dict[str, int]:
        """How many different words of each label are found, labels in the order of the text."""
        words: dict[str, set[str]] = {}
        for hit in self.find(text):
            words.setdefault(hit.label, set()).add(hit.word.casefold())
        return {label: len(found) for label, found in words.items()}

    def most(self, text: str) -> str | None:
        """The label found most often; the first found among equals."""
        counts: dict[str, int] = {}
        for hit in self.find(text):
            counts[hit.label] = counts.get(hit.label, 0) + 1
        return max(counts, key=lambda label: counts[label]) if counts else None


@cache
def lexicon(table: str, section: str | None = None) -> Lexicon:
    """The lexicon of `table`.toml beside this file, or one section of it."""
    data = tomllib.loads((files(__package__) / f"{table}.toml").read_text(encoding="utf-8"))
    labels = {label: _listed(words) for label, words in (data if section is None else data[section]).items()}
    patterns = tuple(
        (
            label,
            regex.compile("|".join(_pattern(word) for word in sorted(words, key=len, reverse=True)), regex.IGNORECASE),
        )
        for label, words in labels.items()
    )
    return Lexicon({label: tuple(words) for label, words in labels.items()}, patterns)


def _listed(words: list[str] | dict[str, str]) -> list[str]:
    """A label's words, given as a list or by language."""
    if isinstance(words, list):
        return words
    return list(dict.fromkeys(word.strip() for of_language in words.values() for word in of_language.split(",")))


def _pattern(word: str) -> str:
    escaped = regex.escape(word)
    start = rf"(?<!{_LETTER})"
    if _ANYWHERE.search(word):
        return escaped
    if _AGGLUTINATING.search(word) or (_INDIC.search(word) and len(word) > _SHORT):
        return rf"{start}{escaped}{_LETTER}*"
    if _INDIC.search(word):
        return rf"{start}{escaped}(?!{_LETTER})"
    if regex.search(r"\p{Arabic}", word):
        return rf"{start}(?:[وبلف]?ال|[وبلف])?{escaped}{_LETTER}{{0,3}}"
    if regex.search(r"\p{Cyrillic}", word):
        return rf"{start}{escaped}\w{{0,3}}" if len(word) > _SHORT else rf"{start}{escaped}(?!\w)"
    return rf"{start}{escaped}(?:e?s)?(?!\w)"


def finder(name: str) -> regex.Pattern[str]:
    """A pattern that finds a name: at the beginning of a word, or anywhere in writing without spaces."""
    start = "" if _ANYWHERE.search(name[:1]) else r"(?<!\w)"
    return regex.compile(start + regex.escape(name), regex.IGNORECASE)
