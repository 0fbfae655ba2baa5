"""The words of the safety check, per language, and where they stand in a text.

`words/<code>.toml` holds lists, each for one thing a sentence can be about:

    minor      children, whatever the story; `years` what follows a number that is an age
    sexual     bodies and acts
    weapon     means of serious harm;   make    teaching to make something;   stuff   what every recipe speaks of
    suicide    self-harm;               method  ways to do something;   urge  telling somebody to die
    group      protected groups;        degrade what they are called;   attack  calling for their death or expulsion
    real       passing something off as a real person
    context    remembering, condemning, warning, helping, healing: what tells a story about a thing from the thing

Words match whole, ignoring case; `*` stands for any letters. Chinese and Japanese words match anywhere, Arabic ones
behind the prefixes that are written with them too. `persons.toml` names living people.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from pipeline.vocabulary import Language

_LETTER = r"[\w\p{M}\u200c\u200d]"
_ANYWHERE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_ARABIC = regex.compile(r"\p{Arabic}")
_OLDEST_MINOR = 17
_WRITINGS = {
    Language.TAMIL: "Tamil",
    Language.TELUGU: "Telugu",
    Language.BENGALI: "Bengali",
    Language.GUJARATI: "Gujarati",
    Language.KANNADA: "Kannada",
    Language.MALAYALAM: "Malayalam",
    Language.PUNJABI: "Gurmukhi",
    Language.HINDI: "Devanagari",
    Language.MARATHI: "Devanagari",
    Language.JAPANESE: "Hiragana",
    Language.CHINESE: "Han",
    Language.KOREAN: "Hangul",
    Language.ARABIC: "Arabic",
    Language.RUSSIAN: "Cyrillic",
    Language.ENGLISH: "Latin",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A living person found in a text, and where (code points)."""

    name: str
    start: int
    end: int


def languages_in(text: str, language: Language) -> tuple[Language, ...]:
    """The script's language and every other one whose writing it holds: a line in English is read as English."""
    others = (
        other
        for other, writing in _WRITINGS.items()
        if other is not language and regex.search(rf"\p{{{writing}}}{{3}}", text)
    )
    return (language, *others)


@cache
def finder(language: Language, thing: str) -> regex.Pattern[str]:
    """A pattern that finds the words of a list."""
    data = tomllib.loads((files(__package__) / "words" / f"{language.value}.toml").read_text(encoding="utf-8"))
    words = [word.strip() for word in data[thing].split(",")]
    alternatives = "|".join(_pattern(word) for word in sorted(words, key=len, reverse=True))
    if thing == "years":
        return regex.compile(rf"(?<!\d)(\d{{1,3}})[\s\-]*(?:{alternatives})", regex.IGNORECASE)
    return regex.compile(alternatives, regex.IGNORECASE)


def words_of(text: str, languages: tuple[Language, ...], thing: str) -> frozenset[str]:
    """The different words of a list that stand in a text (in form NFC)."""
    return frozenset(
        match.group().casefold() for language in languages for match in finder(language, thing).finditer(text)
    )


def names_minor(text: str, languages: tuple[Language, ...]) -> bool:
    """Whether a text speaks of somebody under eighteen."""
    if words_of(text, languages, "minor"):
        return True
    return any(
        int(match[1]) <= _OLDEST_MINOR for language in languages for match in finder(language, "years").finditer(text)
    )


def persons_in(text: str) -> tuple[Person, ...]:
    """Living people who are named in full (text in form NFC)."""
    return tuple(
        Person(name, match.start(), match.end()) for name, pattern in _persons() for match in pattern.finditer(text)
    )


@cache
def _persons() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    found = []
    for row in _data()["names"]:
        spellings = [one.strip() for one in row.split(",")]
        for spelling in spellings:
            # Names take endings in most languages; a Latin one only a genitive.
            ending = r"(?:['’]s|s)?(?!\w)" if spelling.isascii() else ""
            found.append((spelling, regex.compile(_pattern(spelling, ending), regex.IGNORECASE)))
    return tuple(found)


@cache
def family_names() -> frozenset[str]:
    """Family names that mean nobody else when a speaker bears them, in lower case."""
    return frozenset(one.strip().casefold() for one in _data()["alone"].split(","))


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = tomllib.loads((files(__package__) / "persons.toml").read_text(encoding="utf-8"))
    return loaded


def _pattern(word: str, ending: str | None = None) -> str:
    word = unicodedata.normalize("NFC", word)
    escaped = regex.sub(r"(?:\\?\s)+", r"\\s+", regex.escape(word)).replace(r"\*", f"{_LETTER}*")
    if _ANYWHERE.search(word):
        return escaped
    start = rf"(?<!{_LETTER})"
    if _ARABIC.search(word):
        start += "(?:[وف]?(?:[بلك]?ال|لل|[بلك])|[وف])?"
    if ending is None:
        ending = "" if word.endswith("*") else rf"(?!{_LETTER})"
    return f"{start}{escaped}{ending}"
