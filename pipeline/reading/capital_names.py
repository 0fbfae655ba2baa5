"""Names in languages whose capitals mark them: runs of capitals that stand where only somebody's name would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.reading.grammar import Grammar
from pipeline.vocabulary import Language

_RUN = regex.compile(
    r"(?<!\p{L})(?P<title>(?:Mr|Mrs|Ms|Dr|Sr|Sra|Don|Doña|Mme|M|Herr|Frau|Tante|Onkel|Señor|Señora|Signor|Signora|Dona|Seu)\.?\s)?"
    r"(?P<first>\p{Lu}[\p{L}\-’']*\p{Ll}[\p{L}\-]*)(?P<more>(?:\s\p{Lu}\p{Ll}[\p{L}\-]*){1,2})?"
)
_OPENS = regex.compile(r"(?:^|[.!?…:\n“”«»\"—])\s*$")
_AGED = regex.compile(r",\s+(?:[\p{L}\-]+\s+){0,4}(?:\d+|ans|años|anos|Jahre|anni|лет|years?)\b|, who\b|, aged?\b")
_CALLS = regex.compile(r"[“«\"‘—,]\s?$")
_SAINT = regex.compile(r"(?<!\w)(?:Sankt|Saint|Sainte|San|Santa|Santo|São|Sant['’])[ -]?$|Mont[ -]Saint[ -]$")
"""What stands before the name of a church, a town or a ship."""
_REACH = 48
"""How far behind a name the words that describe its bearer begin."""
_OFTEN = 2
"""What opens sentences more often than so is no word that only happens to stand there."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitals that stand together. `first`, casefolded: what may be the name; `more`: what follows it."""

    first: str
    more: str | None
    whole: str
    start: int
    end: int
    titled: bool


def capital_names(text: str, words: Grammar) -> frozenset[str]:
    """Capitals in mid-sentence behind no article and no preposition; a title, a call or an age says it anywhere."""
    found: set[str] = set()
    seen: Counter[str] = Counter()
    governed: set[str] = set()
    german = words.language is Language.GERMAN
    for run in _runs(text, words):
        sure = _is_sure(run, text, words)
        opens = _opens(run, text)
        if not opens and not sure and _is_governed(run, text, words):
            governed.add(run.first)
            continue
        seen[run.first] += 1
        sure = sure or (opens and _speaks(run, text, words)) or (run.more is not None and not german)
        enough = seen[run.first] >= _OFTEN if german else not opens or seen[run.first] > _OFTEN
        if not (sure or enough) or (run.first in words.nouns and run.more is None):
            continue
        found.update(_called(run, words))
    if german:
        found -= governed
    return frozenset(name for name in found if words.verb.fullmatch(name) is None)


def _runs(text: str, words: Grammar) -> Iterator[_Run]:
    """What may be a name at all: "Beside Ellen" is nobody's, "De Luca" may be one."""
    for match in _RUN.finditer(text):
        run = _Run(
            match["first"].casefold(),
            match["more"],
            match.group().casefold(),
            match.start(),
            match.end(),
            match["title"] is not None,
        )
        if (
            words.language is Language.GERMAN
            and run.more is not None
            and not run.titled
            and _is_small(run.first, words)
        ):
            # Nouns have capitals too: in "Doch Veit" and "Sohn Veit" the name is the last word.
            last = run.more.split()[-1]
            run = _Run(last.casefold(), None, last.casefold(), run.end - len(last), run.end, titled=False)
        small = run.first in words.stops or run.first in words.articles or run.first in words.crowd
        if small or words.is_pronoun(run.first) or _SAINT.search(text[max(0, run.start - 16) : run.start]):
            continue
        if run.first not in words.beside or (run.more is not None and not _opens(run, text)):
            yield run


def _is_small(word: str, words: Grammar) -> bool:
    return word in words.stops or word in words.nouns or word in words.beside or word in words.articles


def _before(run: _Run, text: str) -> str:
    return text[max(0, run.start - 12) : run.start]


def _opens(run: _Run, text: str) -> bool:
    return _OPENS.search(_before(run, text)) is not None


def _is_sure(run: _Run, text: str, words: Grammar) -> bool:
    """Whether a title, a known name, an age behind it or a call says that it is somebody."""
    called = _CALLS.search(_before(run, text)) is not None and text[run.end : run.end + 1] in {",", "!", "?"}
    aged = _AGED.match(text[run.end : run.end + _REACH]) is not None
    # What opens a sentence may be any word: "Early in the morning" is nobody.
    known = words.own_names if _opens(run, text) else words.names
    return run.titled or aged or called or run.first in known


def _is_governed(run: _Run, text: str, words: Grammar) -> bool:
    """Whether an article or a preposition stands before it."""
    word = (regex.findall(r"[\p{L}'’]+", _before(run, text)) or [""])[-1].casefold()
    return word in words.articles or word in words.beside


def _speaks(run: _Run, text: str, words: Grammar) -> bool:
    """Whether a verb of saying follows; what ends a quote only stands before one: „Danke“, sagte Jonas."""
    behind = text[run.end : run.end + 24]
    return behind[:1].isspace() and words.verb.search(" ".join(behind.split()[:2])) is not None


def _called(run: _Run, words: Grammar) -> Iterator[str]:
    """By which words somebody may be meant later: in "Old Bertha" the name is Bertha."""
    described = run.first in words.old or run.first in words.young or run.first in words.adjectives
    yield run.more.split()[0].casefold() if run.more and described else run.first
    if run.more or run.titled:
        yield run.whole
