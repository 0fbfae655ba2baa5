"""Words that mean somebody: a name, a noun, a pronoun, with what each says of age and gender."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.reading.grammar import CASED, TITLES, UNSPACED, Grammar, Kind
from pipeline.vocabulary import Language

_LEAST_HEAD = 5
"""So long is the shortest noun that a compound's end is taken for."""

Knows = Callable[[str], bool]
"""Whether these casefolded words already mean somebody."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody, as a clause calls them. `kind`: "name", "noun", "pronoun" or "crowd".

    `sure`: the words are known to mean a person; `described`: a noun beside the name (`the boatman` Kofi);
    `new`: an article says that it is nobody met before (`a boatman`).
    """

    words: str
    kind: str
    gender: str | None = None
    age: str | None = None
    sure: bool = False
    described: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause, as written and casefolded; `verb`: it is one of saying."""

    text: str
    low: str
    start: int
    end: int
    verb: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention with its place in the clause. `marked`: its ending or a word behind it makes it the subject.

    `owner`: not the subject itself, but whose voice or hand the subject is.
    """

    mention: Mention
    start: int
    end: int
    marked: bool = False
    owner: bool = False


def joined(tokens: Sequence[Token], number: int, text: str) -> bool:
    """Whether nothing but space stands between this token and the one before it."""
    between = text[tokens[number - 1].end : tokens[number].start]
    return not between.strip() or (between.strip() == "." and tokens[number - 1].low in TITLES)


def called(text: str, words: Grammar, knows: Knows, *, sure: bool = False, described: str | None = None) -> Mention:
    """Whoever is called by this text. `sure`: something else says that it is somebody."""
    text = " ".join(text.split())
    low = text.casefold()
    if words.is_pronoun(low):
        gender = "female" if low in words.she else ("male" if low in words.he else None)
        return Mention(low, "pronoun", gender, sure=True)
    parts = low.split()
    if parts[-1] in words.crowd or parts[0] in words.crowd:
        return Mention(text, "crowd", sure=True)
    kind = kind_of(low, words)
    gender, age = (kind.gender, kind.age) if kind else (None, None)
    shown = [part for part in text.split() if words.language not in CASED or not part[:1].islower()]
    bears = [words.names[low] for part in shown if (low := part.casefold()) in words.names]
    first_name = next((told for told in bears if told is not None), None)
    gender = gender or next((TITLES[part.strip(".")] for part in parts[:-1] if part.strip(".") in TITLES), None)
    if not bears and kind is not None:
        return Mention(text, "noun", gender, age, sure=True, described=described)
    known = bool(bears) or any(knows(part) for part in (low, *parts))
    return Mention(text, "name", first_name or gender, age, sure or known, described)


def kind_of(low: str, words: Grammar) -> Kind | None:
    """What the nouns and adjectives of a phrase say of somebody."""
    if low in words.nouns:
        return words.nouns[low]
    parts = low.split()
    nouns = [words.nouns[part] for part in parts if part in words.nouns]
    if not nouns and words.language is Language.GERMAN:
        # `Nachtschwester` is a sister; the longest noun at the end says what a compound is.
        ends = [noun for noun in words.nouns if parts[-1].endswith(noun) and noun not in words.anybody]
        nouns = [words.nouns[max(ends, key=len)]] if ends and len(max(ends, key=len)) >= _LEAST_HEAD else []
    if not nouns:
        if words.language in UNSPACED:
            ending = max((noun for noun in words.nouns if low.endswith(noun)), key=len, default=None)
            return words.nouns[ending] if ending else None
        return None
    gender = next((kind.gender for kind in reversed(nouns) if kind.gender), None)
    age = next((kind.age for kind in reversed(nouns) if kind.age), None)
    if any(part in words.old for part in parts):
        age = "elderly"
    elif any(part in words.little for part in parts):
        # A little sister is a child, a young priest is none.
        age = "child"
    return Kind(gender, age)


def owner_of(low: str, words: Grammar) -> Mention:
    """Whoever a possessive means."""
    return Mention(low, "pronoun", "male" if low in words.his else "female", sure=True)
