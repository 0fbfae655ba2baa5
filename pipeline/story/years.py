"""Ages told in years: "aged 8", आठ साल की, 八歳の; and in years lived: "forty years I have mended walls"."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import regex

from pipeline.story.lexicon import fold, tables
from pipeline.vocabulary import AgeGroup, Language

_DIGITS = r"\p{Nd}{1,2}"
_SURNAME = r"(?:\s+[\p{L}\p{M}’'-]+){0,2}?"
_KANJI = "一二三四五六七八九"
_OLD_SPAN, _GROWN_SPAN = 40, 20
"""Who has done something for so many years is old, or at least grown up."""
_NEAR = 24
"""How far before a count of years the words are looked for that make a stretch of time of it, in characters."""


def age_in(text: str, language: Language) -> tuple[AgeGroup, str] | None:
    """The age that a text counts, and the words that do; None if it counts none."""
    found = age_at(text, language)
    return (found[0], found[1]) if found else None


def age_at(text: str, language: Language) -> tuple[AgeGroup, str, int, int] | None:
    """The age that a text counts, the words that do, and where they begin and end; None if it counts none."""
    for counted in _counted(language).finditer(text):
        if _is_span(text, counted.start(), counted.end(), language):
            continue
        number = next(group for group in (counted["ahead"], counted["behind"], counted["told"]) if group)
        years = _value(number, language)
        if years is not None:
            return group(years), counted.group().strip(), counted.start(), counted.end()
    return None


def bare_age(behind: str, language: Language) -> tuple[AgeGroup, str] | None:
    """The age that a number right behind a name tells: `SARA, 16,`, `Sara Lind (16)` or `Frau Mori, siebzig,`."""
    bare = _bare(language).match(behind)
    if bare is None:
        return None
    number = next(number for number in bare.groups() if number)
    years = _value(number, language)
    # "Anna, one of them": a word for one is seldom an age.
    return (group(years), number) if years is not None and (years > 1 or number.isdecimal()) else None


def lived_in(text: str, language: Language) -> tuple[AgeGroup, str] | None:
    """The age of whoever has done something for as many years as a text says; None if that could be anybody's."""
    for pattern in _lived(language):
        for match in pattern.finditer(text):
            years = _value(match["number"], language) or 0
            if years >= _GROWN_SPAN:
                return AgeGroup.ELDERLY if years >= _OLD_SPAN else AgeGroup.ADULT, match.group().strip()
    return None


def group(years: int) -> AgeGroup:
    """The age group of somebody of so many years."""
    for limit, age in ((13, AgeGroup.CHILD), (20, AgeGroup.TEEN), (60, AgeGroup.ADULT)):
        if years < limit:
            return age
    return AgeGroup.ELDERLY


def _value(number: str, language: Language) -> int | None:
    return int(number) if number.isdecimal() else _numbers(language).get(fold(number))


def _is_span(text: str, start: int, end: int, language: Language) -> bool:
    before, behind = _span_words(language)
    return bool(before.search(text, max(0, start - _NEAR), start) or behind.match(text, end))


@cache
def _numbers(language: Language) -> dict[str, int]:
    pairs = (pair.split("=") for pair in tables(language)["years"]["numbers"].split(",") if "=" in pair)
    numbers = {fold(word.strip()): int(number) for word, number in pairs}
    if language in (Language.JAPANESE, Language.CHINESE):
        for years in range(11, 100):
            tens, ones = divmod(years, 10)
            word = ("" if tens == 1 else _KANJI[tens - 1]) + "十" + (_KANJI[ones - 1] if ones else "")
            numbers.setdefault(word, years)
    elif language is Language.ITALIAN:
        # settant'anni
        numbers |= {f"{word[:-1]}{mark}": years for word, years in numbers.items() if years >= 20 for mark in "'’"}
    return numbers


@cache
def _number(language: Language) -> str:
    words = "|".join(regex.escape(word) for word in sorted(_numbers(language), key=len, reverse=True)) or "(?!)"
    return rf"(?:{_DIGITS}|{words})"


@cache
def _bare(language: Language) -> regex.Pattern[str]:
    number = _number(language)
    return regex.compile(
        rf"{_SURNAME}\s*[(（]\s*({number})\s*[)）,，、]"
        rf"|{_SURNAME}\s*,\s*({_DIGITS})\s*,"
        rf"|\s*[,、，]\s*({number})\s*(?:[,，、.。]|$|\s(?:and|und|y|e|et|и)\s)",
        regex.IGNORECASE,
    )


@cache
def _counted(language: Language) -> regex.Pattern[str]:
    listed = [word.strip(" *") for word in tables(language)["years"]["words"].split(",") if word.strip(" *")]
    words = "|".join(regex.escape(word) for word in sorted(listed, key=len, reverse=True)) or "(?!)"
    number = _number(language)
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{Nd}}])(?P<ahead>{number})[\s-]*(?:{words})"
        rf"|(?<![\p{{L}}\p{{M}}])(?:aged|age|of|عمر\w*)\s+(?P<behind>{number})(?![\p{{L}}\p{{Nd}}])"
        rf"|(?<!\w)(?:is|was|turned|turns|nearly|almost|only)\s+(?P<told>{number})(?=\s*(?:[,.;)]|and|but|when|who|now)(?!\w))",
        regex.IGNORECASE,
    )


@cache
def _lived(language: Language) -> tuple[regex.Pattern[str], ...]:
    number = f"(?P<number>{_number(language)})"
    return tuple(
        regex.compile(
            r"(?<![\p{L}\p{M}])" + rf"\s*{number}\s*".join(regex.escape(part.strip()) for part in form.split("N", 1)),
            regex.IGNORECASE,
        )
        for form in _listed(language, "lived")
    )


@cache
def _span_words(language: Language) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    before = "|".join(regex.escape(word) for word in _listed(language, "before")) or "(?!)"
    behind = "|".join(regex.escape(word) for word in _listed(language, "behind")) or "(?!)"
    return (
        regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{before})\s+$", regex.IGNORECASE),
        regex.compile(rf"\s*(?:{behind})", regex.IGNORECASE),
    )


def _listed(language: Language, key: str) -> list[str]:
    return [word.strip() for word in _spans().get(language.value, {}).get(key, "").split(",") if word.strip()]


@cache
def _spans() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("spans.toml").read_text(encoding="utf-8"))
