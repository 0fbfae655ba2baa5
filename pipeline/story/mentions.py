"""Where a text means whom: names with the endings of their language, and words for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.story.lexicon import Hit
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import AgeGroup, Gender

_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")
_INDIC = regex.compile(r"[\p{Devanagari}\p{Bengali}\p{Gujarati}\p{Gurmukhi}]")
_DRAVIDIAN = regex.compile(r"[\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}]")
_LOOSE_END = regex.compile(r"(?:[\u0bcd\u0c4d\u0ccd\u0d4d]|[ൺൻർൽൾൿ]|[\u0c41\u0cc1\u0d41\u0bc1])$")
_CYRILLIC_END = regex.compile(r"[аяоеийьыую]$", regex.IGNORECASE)
_HINDI_END = regex.compile(r"ा$")


_HANGUL, _ARABIC = regex.compile(r"\p{Hangul}"), regex.compile(r"\p{Arabic}")
_ENDINGS = (
    (_DRAVIDIAN, _LOOSE_END, r"[\p{L}\p{M}\u200c\u200d]{0,14}"),
    (_HANGUL, None, r"\p{Hangul}{0,4}"),
    (_INDIC, _HINDI_END, r"[\p{L}\p{M}]{0,5}"),
    (regex.compile(r"\p{Cyrillic}"), _CYRILLIC_END, r"\p{Cyrillic}{0,4}"),
)
"""By writing: what a stem leaves off, and what may follow it."""
_SIGN = regex.compile(
    r"\p{L}|[\u0900-\u0903\u093a-\u094c\u0962-\u0983\u09be-\u09cc\u0a01-\u0a03\u0a3e-\u0a4c\u0a70\u0a71\u0a81-\u0a83\u0abe-\u0acc"
    r"\u0bbe-\u0bcc\u0c00-\u0c03\u0c3e-\u0c4c\u0c82\u0c83\u0cbe-\u0ccc\u0d02\u0d03\u0d3e-\u0d4c]"
)
"""A letter, or the sign of a vowel in the Indic writings."""
_NOBODY = regex.compile(r"(?!)")
_INDEFINITE = regex.compile(
    r"(?<!\w)(?:a|an|un|una|uno|une|ein|eine|einen|um|uma|एक|এক|একজন|એક|ਇੱਕ|ਇਕ|एक|ஒரு|ఒక|ಒಬ್ಬ|ಒಂದು|ഒരു|한|一个|一位|一名|один|одна)"
    r"\s*(?:[\p{L}\p{M}-]+\s+){0,2}$",
    regex.IGNORECASE,
)
"""An article, with an adjective or two, that brings in somebody new."""
_FARTHEST = 60
"""How many characters before a noun its article stands at most."""
_LEAST_STEM = 3
"""Letters of a name's stem from which on it may bear endings."""


@lru_cache(maxsize=4096)
def name_pattern(name: str, *, titled: bool = False) -> regex.Pattern[str]:
    """Finds a name or an epithet, with the case endings that its language puts on it."""
    if _DENSE.search(name):
        return regex.compile(regex.escape(name))
    apart, alone = r"(?<![\p{L}\p{M}])", r"(?![\p{L}\p{M}])"
    if len(name.strip()) < 2:
        # "A dog barks" is not about A.
        return regex.compile(rf"{apart}{regex.escape(name)}(?=[,.:;!?’'(]|$)") if name.strip() else _NOBODY
    pattern = apart + r"\s+".join(_loose(word) for word in name.split()) + alone
    if titled or not name[0].isupper():
        return regex.compile(pattern, regex.IGNORECASE)
    # Will is somebody, will is not: where a name has its capital, so has whoever bears it.
    shouted = apart + r"\s+".join(_loose(word) for word in name.upper().split()) + alone
    return regex.compile(f"{pattern}|{shouted}")


def _loose(word: str) -> str:
    """A word's pattern: its stem, and the endings that its writing allows."""
    # रवि writes its vowels as signs.
    long = len(_SIGN.findall(word)) >= _LEAST_STEM
    for letters, end, endings in _ENDINGS:
        if letters.search(word) and (long or letters is _HANGUL):
            stem = end.sub("", word) if end and len(word) > _LEAST_STEM else word
            return regex.escape(stem) + endings
    if long and _ARABIC.search(word):
        return r"(?:[وفبلك]|لل)?(?:ال)?" + regex.escape(word.removeprefix("ال") or word) + r"\p{Arabic}{0,3}"
    return regex.escape(word) + r"(?:['’]?s)?"


@dataclass(frozen=True, slots=True)
class Mention:
    """A character's name, or other words for them, in a passage."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a text can mean: by name or `also`, or by a pronoun of their gender."""

    name: str
    also: tuple[str, ...]
    gender: Gender
    age: AgeGroup | None = None
    titled: bool = False
    """Whether the name is a word for people, which bears its capital only as a name: Grandma, King."""


def mentions(text: str, known: Sequence[Known]) -> list[Mention]:
    """Who is named in a text, in its order; a longer name covers a shorter one in it."""
    found = [
        Mention(one.name, match.start(), match.end())
        for one in known
        for words in (one.name, *one.also)
        for match in name_pattern(words, titled=one.titled).finditer(text)
        if words is one.name or not is_new(text, match.start())
    ]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def is_new(text: str, at: int) -> bool:
    """Whether the word here is somebody not met before: "a girl", though another girl is known."""
    return _INDEFINITE.search(text, max(0, at - _FARTHEST), at) is not None


def listener(spoken: Sequence[Passage], index: int) -> str | None:
    """To whom somebody speaks, among passages that are said: the other one who speaks next, else who spoke before."""
    speaker = spoken[index].speaker
    near = (*spoken[index + 1 :][:3], *reversed(spoken[max(0, index - 3) : index]))
    return next((other.speaker for other in near if other.speaker != speaker), None)


def pronoun_gender(passage: Passage) -> Gender | None:
    """The gender that the first pronoun of a passage tells, else that of its verbs' endings."""
    for hit in passage.found("pronoun"):
        if hit.label in ("female", "male"):
            return Gender(hit.label)
    return agreement(passage.hits)


def agreement(hits: Iterable[Hit]) -> Gender | None:
    """The gender that verb endings agree on, if they tell one."""
    labels = {hit.label for hit in hits if hit.section == "agreement"}
    return Gender(labels.pop()) if len(labels) == 1 else None


def _by_pronoun(passage: Passage, at: int) -> bool:
    """Whether a pronoun and its verb stand before the first name: "She hugs Ravi"."""
    pronouns = [hit.end for hit in passage.hits if hit.section == "pronoun" and hit.label in ("female", "male")]
    verbs = [hit for hit in passage.hits if hit.section == "action" and hit.end <= at]
    return any(end <= verb.start for end in pronouns[:1] for verb in verbs)


def who_acts(passage: Passage, known: Sequence[Known], last: str | None) -> str | None:
    """Who does what a told passage says: the first named, else whom its pronoun or its verb's ending can mean."""
    named = mentions(passage.text, known)
    if named and not _by_pronoun(passage, named[0].start):
        return named[0].name
    if passage.kind is Kind.SAID:
        return passage.speaker
    gender = pronoun_gender(passage)
    by_name = {one.name: one for one in known}
    if gender is not None:
        fitting = [one.name for one in known if one.gender is gender]
        if last in fitting:
            return last
        return fitting[0] if len(fitting) == 1 else None
    if last in by_name and any(hit.section == "pronoun" for hit in passage.hits):
        return last
    return None
