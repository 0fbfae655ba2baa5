"""Ages told in years: "aged 8", "eight years old", आठ साल की, 八歳の."""

from __future__ import annotations

from functools import cache

import regex

from pipeline.story.lexicon import fold, tables
from pipeline.vocabulary import AgeGroup, Language

_BARE = regex.compile(r"\s*[(（,、，]\s*(?P<number>\d{1,2})\s*(?:[)）,，、.。]|$)")
_DIGITS = r"\p{Nd}{1,2}"


def age_in(text: str, language: Language) -> tuple[AgeGroup, str] | None:
    """The age that a text counts, and the words that do; None if it counts none."""
    counted = _counted(language).search(text)
    if counted is not None:
        number = next(group for group in (counted["ahead"], counted["behind"], counted["told"]) if group)
        years = int(number) if number.isdecimal() else _numbers(language).get(fold(number))
        if years is not None:
            return group(years), counted.group().strip()
    return None


def bare_age(behind: str) -> tuple[AgeGroup, str] | None:
    """The age that a number right behind a name tells: `SARA, 16,` or `SARA (16)`."""
    bare = _BARE.match(behind)
    return (group(int(bare["number"])), bare["number"]) if bare else None


def group(years: int) -> AgeGroup:
    """The age group of somebody of so many years."""
    for limit, age in ((13, AgeGroup.CHILD), (20, AgeGroup.TEEN), (60, AgeGroup.ADULT)):
        if years < limit:
            return age
    return AgeGroup.ELDERLY


@cache
def _numbers(language: Language) -> dict[str, int]:
    pairs = (pair.split("=") for pair in tables(language)["years"]["numbers"].split(",") if "=" in pair)
    return {fold(word.strip()): int(number) for word, number in pairs}


@cache
def _counted(language: Language) -> regex.Pattern[str]:
    numbers = "|".join(regex.escape(word) for word in sorted(_numbers(language), key=len, reverse=True)) or "(?!)"
    listed = [word.strip(" *") for word in tables(language)["years"]["words"].split(",") if word.strip(" *")]
    words = "|".join(regex.escape(word) for word in sorted(listed, key=len, reverse=True)) or "(?!)"
    number = rf"(?:{_DIGITS}|{numbers})"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{Nd}}])(?P<ahead>{number})[\s-]*(?:{words})"
        rf"|(?<![\p{{L}}\p{{M}}])(?:aged|age|of|عمر\w*)\s+(?P<behind>{number})(?![\p{{L}}\p{{Nd}}])"
        rf"|(?<!\w)(?:is|was|turned|turns|nearly|almost|only)\s+(?P<told>{number})(?=\s*(?:[,.;)]|and|but|when|who|now)(?!\w))",
        regex.IGNORECASE,
    )
