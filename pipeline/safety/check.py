"""A script's text to a Verdict: words that stand together make a suspicion, what their sentences mean settles it.

No word is refused alone. A suspicion is two kinds of words close together (a child and a sexual act, a weapon and a
recipe, a group and its dehumanising); it weighs more in one sentence than in two. Words of remembering, condemning,
warning or healing nearby take weight away, and so does a passage whose meaning lies nearest to a legend, a memory or
care. What weighs two or more is refused, what weighs one needs a review.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import platformdirs
import regex

from pipeline.contracts.moderator import Category, Decision, Reason, Verdict, verdict_of
from pipeline.film import Script, Span
from pipeline.language.detect import detect
from pipeline.language.embed import Labels, embed
from pipeline.language.sentences import sentences
from pipeline.safety.words import family_names, finder, languages_in, names_minor, persons_in, words_of
from pipeline.vocabulary import Language

REFUSED_FROM = 2
REVIEWED_FROM = 1
MOST_PASSAGES = 8
"""So many suspicious passages are weighed by meaning, which costs 0.05 s each; a longer list is not better founded."""
MOST_QUOTED = 120
_MOST_CONTEXT = {Category.SEXUAL_MINORS: 1, Category.SERIOUS_HARM: 1, Category.SELF_HARM: 2, Category.HATE: 2}
"""How much the words around a passage may take away: a recipe stays one, whoever tells it."""
_CLOSE = 24
"""Characters between a group and what it is called."""
_SURE = 0.004
"""A meaning that stands less than this above the next says nothing."""
_CUE = regex.compile(r"(?m)^[\s*_]*(?P<name>[^\n:：()（]{2,40}?)\s*(?:[(（][^\n)）]*[)）])?\s*[:：]")
_SHOUTED = regex.compile(r"(?m)^[ \t]*(?P<name>\p{Lu}[\p{Lu} .'’-]{2,40})[ \t]*(?:\([^\n)]*\))?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, with the one before and after (`near`) and three of each (`around`), as the rules read them.

    `start` and `end` are the sentence's place in the script's own text.
    """

    own: str
    near: str
    around: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A passage that holds the words of a category: how much they weigh, and what the words around take away."""

    category: Category
    passage: Passage
    weight: int
    context: int


def check(script: Script) -> Verdict:
    """Script to Verdict. The title counts, but has no span."""
    reasons = _reasons(script.text, script.language)
    if script.title:
        reasons += [Reason(one.category, one.words, None, one.confidence) for one in _title_reasons(script)]
    reasons.sort(key=lambda one: -one.confidence)
    worst = max((_decision(one) for one in reasons), default=Decision.ALLOWED, key=_SEVERITY.index)
    return verdict_of(worst, tuple(one for one in reasons if _decision(one) is worst))


_SEVERITY = (Decision.ALLOWED, Decision.NEEDS_REVIEW, Decision.REFUSED)


def _title_reasons(script: Script) -> list[Reason]:
    return _reasons(script.title or "", script.language)


def _decision(reason: Reason) -> Decision:
    if reason.category is Category.IMPERSONATION:
        return Decision.NEEDS_REVIEW
    return Decision.REFUSED if reason.confidence > _confidence(REVIEWED_FROM) else Decision.NEEDS_REVIEW


def _confidence(weight: int) -> float:
    return min(0.95, 0.3 + 0.2 * weight)


def _reasons(text: str, language: Language | None) -> list[Reason]:
    spoken = language or detect(text) or Language.ENGLISH
    languages = languages_in(text, spoken)
    suspicions = sorted(
        (one for passage in _passages(text) for one in _suspicions(passage, languages)), key=lambda one: one.context - one.weight
    )[:MOST_PASSAGES]
    reasons: dict[Category, Reason] = {}
    for one in suspicions:
        weight = one.weight - one.context + _meaning(one)
        if weight < REVIEWED_FROM:
            continue
        passage = one.passage
        words = text[passage.start : passage.end]
        found = Reason(
            one.category,
            words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1] + "…",
            Span(passage.start, passage.end),
            _confidence(weight),
        )
        known = reasons.get(one.category)
        if known is None or known.confidence < found.confidence:
            reasons[one.category] = found
    return list(reasons.values())


# ------------------------------------------------------------------------------------------------------- passages


def _passages(text: str) -> Iterator[Passage]:
    ranges = [
        (line.start() + start, line.start() + end)
        for line in regex.finditer(r"[^\n]+", text)
        for start, end in sentences(line.group())
    ]
    for index, (start, end) in enumerate(ranges):
        own, near, around = (
            unicodedata.normalize(
                "NFC", text[ranges[max(0, index - reach)][0] : ranges[min(len(ranges) - 1, index + reach)][1]]
            )
            for reach in (0, 1, 3)
        )
        yield Passage(own, near, around, start, end)


# ------------------------------------------------------------------------------------------------------ suspicions


def _suspicions(passage: Passage, languages: tuple[Language, ...]) -> Iterator[Suspicion]:
    def own(thing: str) -> int:
        return len(words_of(passage.own, languages, thing))

    def near(thing: str) -> int:
        return len(words_of(passage.near, languages, thing))

    weights: dict[Category, int] = {}
    if own("sexual"):
        if names_minor(passage.own, languages):
            weights[Category.SEXUAL_MINORS] = 2
        elif names_minor(passage.near, languages):
            weights[Category.SEXUAL_MINORS] = 1
    if own("weapon"):
        # Soup has ingredients too, and a witch mixes poison: without teaching it is half as much.
        taught = near("make")
        weights[Category.SERIOUS_HARM] = min(2, taught + near("stuff")) if taught else min(1, near("stuff"))
    if own("urge") and near("suicide"):
        weights[Category.SELF_HARM] = 2
    elif own("suicide"):
        weights[Category.SELF_HARM] = min(2, near("method"))
    # What a group is called may be a villain's word; what is to become of it is a call.
    called = _close(passage.own, languages, "group", "degrade")
    weights[Category.HATE] = called + 2 * bool(own("attack") and near("group"))
    context = near("context")
    for category, weight in weights.items():
        if weight:
            told = len(words_of(passage.around, languages, "context")) if category is Category.HATE else context
            yield Suspicion(category, passage, weight, min(told, _MOST_CONTEXT[category]))
    if _impersonates(passage, languages):
        yield Suspicion(Category.IMPERSONATION, passage, 2, 0)


def _close(text: str, languages: tuple[Language, ...], first: str, second: str) -> bool:
    """Whether words of two lists stand close together: a herd may have dogs and a road Arabs."""
    ones, others = (
        [match.span() for language in languages for match in finder(language, thing).finditer(text)]
        for thing in (first, second)
    )
    return any(max(one[0], other[0]) - min(one[1], other[1]) <= _CLOSE for one in ones for other in others)


def _impersonates(passage: Passage, languages: tuple[Language, ...]) -> bool:
    """A living person who speaks in the film, or whose voice or face is to be passed off as real."""
    real = words_of(passage.near, languages, "real")
    if real and persons_in(passage.near):
        return True
    speakers = [match["name"].strip() for match in (*_CUE.finditer(passage.own), *_SHOUTED.finditer(passage.own))]
    return any(
        speaker.casefold() in family_names() or any(one.end - one.start >= len(speaker) - 4 for one in persons_in(speaker))
        for speaker in speakers
    )


# -------------------------------------------------------------------------------------------------------- meaning


def _meaning(suspicion: Suspicion) -> int:
    """+1 where the passage means what its words say and nothing speaks against it, -1 where it means something else."""
    if suspicion.category is Category.IMPERSONATION:
        return 0
    best = _labels().rank(embed([suspicion.passage.near])[0])[0]
    if best.label == suspicion.category:
        return 0 if suspicion.context else 1
    return -1 if best.label in _SAFE and best.margin > _SURE else 0


_SAFE = frozenset({"remembrance", "legend", "care", "everyday"})


@cache
def _labels() -> Labels:
    data = tomllib.loads((files(__package__) / "examples.toml").read_text(encoding="utf-8"))
    folder = platformdirs.user_cache_path("ai-film-studio") / "labels"
    return Labels({label: entry["texts"] for label, entry in data.items()}, folder)
