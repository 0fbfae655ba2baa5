"""A script's text to a Verdict: words that stand together make a suspicion, what their sentences mean settles it.

No word is refused alone. A suspicion is two kinds of words close together (a child and a sexual act, a weapon and a
recipe, a group and its dehumanising); it weighs more in one sentence than in two. Words of remembering, condemning,
warning or healing nearby take weight away, and so does a window of text that means something harmless. What weighs two
or more is refused, what weighs one needs a review. Who avoids the words is not refused, but held for a review where a
window's meaning is bad.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from pipeline.contracts.moderator import Category, Decision, Reason, Verdict, verdict_of
from pipeline.film import Script, Span
from pipeline.language.detect import detect
from pipeline.language.sentences import sentences
from pipeline.safety.meaning import meaning
from pipeline.safety.words import family_names, finder, languages_in, names_minor, persons_in, words_of
from pipeline.vocabulary import Language

REFUSED_FROM = 2
REVIEWED_FROM = 1
MOST_QUOTED = 120
_MOST_CONTEXT = {Category.SEXUAL_MINORS: 1, Category.SERIOUS_HARM: 1, Category.SELF_HARM: 2, Category.HATE: 2}
"""How much the words around a passage may take away: a recipe stays one, whoever tells it."""
_CLOSE = 24
"""Characters between a group and what it is called."""
WINDOW_CHARACTERS = 170
"""A paragraph: longer ones hide a bad sentence, shorter ones mean little. Embedding is the time of a check."""
ALONE = 1.0
"""Log-odds from which a meaning is held without its words."""
MEANT, NOT_MEANT = 0.0, -12.0
"""Log-odds above which a meaning bears its words out, and below which it speaks against them."""
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
    reasons = _reasons(script.text, script.language, whole=True)
    # A title made of the script's first words is judged where they stand.
    if script.title and script.title.rstrip("…") not in script.text:
        reasons += [Reason(one.category, one.words, None, one.confidence) for one in _title_reasons(script)]
    reasons.sort(key=lambda one: -one.confidence)
    worst = max((_decision(one) for one in reasons), default=Decision.ALLOWED, key=_SEVERITY.index)
    return verdict_of(worst, tuple(one for one in reasons if _decision(one) is worst))


_SEVERITY = (Decision.ALLOWED, Decision.NEEDS_REVIEW, Decision.REFUSED)


def _title_reasons(script: Script) -> list[Reason]:
    return _reasons(script.title or "", script.language, whole=False)


def _decision(reason: Reason) -> Decision:
    if reason.category is Category.IMPERSONATION:
        return Decision.NEEDS_REVIEW
    return Decision.REFUSED if reason.confidence > _confidence(REVIEWED_FROM) else Decision.NEEDS_REVIEW


def _confidence(weight: int) -> float:
    return min(0.95, 0.3 + 0.2 * weight)


def _reasons(text: str, language: Language | None, *, whole: bool) -> list[Reason]:
    spoken = language or detect(text) or Language.ENGLISH
    languages = languages_in(text, spoken)
    suspicions = (one for passage in _passages(text) for one in _suspicions(passage, languages))
    reasons: dict[Category, Reason] = {}
    windows = _windows(text)
    for one in suspicions:
        passage = one.passage
        window = next(text[start:end] for start, end in windows if start <= passage.start < end)
        weight = one.weight - one.context + _weighed(one, window)
        if weight < REVIEWED_FROM:
            continue
        words = text[passage.start : passage.end]
        found = Reason(
            one.category,
            _quoted(words),
            Span(passage.start, passage.end),
            _confidence(weight),
        )
        known = reasons.get(one.category)
        if known is None or known.confidence < found.confidence:
            reasons[one.category] = found
    # What is refused needs no further reasons, and a title is too short to mean anything without its words.
    if not whole or any(_decision(one) is Decision.REFUSED for one in reasons.values()):
        return list(reasons.values())
    for start, end in windows:
        meant, odds = max(meaning(text[start:end]).items(), key=lambda item: item[1])
        if odds > ALONE and meant not in reasons:
            reasons[meant] = Reason(meant, _quoted(text[start:end]), Span(start, end), _confidence(REVIEWED_FROM))
    return list(reasons.values())


def _quoted(words: str) -> str:
    return words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1] + "…"


# ------------------------------------------------------------------------------------------------------- passages


def _windows(text: str) -> list[tuple[int, int]]:
    """Half-open ranges that cover the text once: whole sentences, together about as long as a paragraph."""
    windows: list[tuple[int, int]] = []
    for start, end in _sentences(text):
        if windows and windows[-1][1] - windows[-1][0] <= WINDOW_CHARACTERS:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    # What is left over at the end would be judged by a word or two.
    if len(windows) > 1 and windows[-1][1] - windows[-1][0] < WINDOW_CHARACTERS / 2:
        (start, _), (_, end) = windows[-2:]
        windows[-2:] = [(start, end)]
    return windows


def _sentences(text: str) -> list[tuple[int, int]]:
    return [
        (line.start() + start, line.start() + end)
        for line in regex.finditer(r"[^\n]+", text)
        for start, end in sentences(line.group())
    ]


def _passages(text: str) -> Iterator[Passage]:
    ranges = _sentences(text)
    for index, (start, end) in enumerate(ranges):
        own, near, around = (
            unicodedata.normalize(
                "NFC", text[ranges[max(0, index - reach)][0] : ranges[min(len(ranges) - 1, index + reach)][1]]
            )
            for reach in (0, 1, 3)
        )
        yield Passage(own, near, around, start, end)


# ------------------------------------------------------------------------------------------------------ suspicions


@dataclass(frozen=True, slots=True)
class _Words:
    """How many different words of a list stand in the sentence, near it and around it."""

    passage: Passage
    languages: tuple[Language, ...]

    def own(self, thing: str) -> int:
        return len(words_of(self.passage.own, self.languages, thing))

    def near(self, thing: str) -> int:
        return len(words_of(self.passage.near, self.languages, thing))

    def around(self, thing: str) -> int:
        return len(words_of(self.passage.around, self.languages, thing))


def _suspicions(passage: Passage, languages: tuple[Language, ...]) -> Iterator[Suspicion]:
    words = _Words(passage, languages)
    for category, weigh in _WEIGHED.items():
        weight = weigh(words)
        if weight:
            told = words.around("context") if category is Category.HATE else words.near("context")
            yield Suspicion(category, passage, weight, min(told, _MOST_CONTEXT[category]))
    if _impersonates(passage, languages):
        yield Suspicion(Category.IMPERSONATION, passage, 2, 0)


def _sexual_minors(words: _Words) -> int:
    if not words.own("sexual"):
        return 0
    if names_minor(words.passage.own, words.languages):
        return 2
    return int(names_minor(words.passage.near, words.languages))


def _serious_harm(words: _Words) -> int:
    if not words.own("weapon"):
        return 0
    # Soup has ingredients too, and a witch mixes poison: without teaching it is half as much.
    taught, stuff = words.near("make"), words.near("stuff")
    return min(2, taught + stuff) if taught else min(1, stuff)


def _self_harm(words: _Words) -> int:
    if words.own("urge") and words.near("suicide"):
        return 2
    return min(2, words.near("method")) if words.own("suicide") else 0


def _hate(words: _Words) -> int:
    # What a group is called may be a villain's word; what is to become of it is a call.
    called = _close(words.passage.own, words.languages, "group", "degrade")
    return called + 2 * bool(words.own("attack") and words.near("group"))


_WEIGHED: dict[Category, Callable[[_Words], int]] = {
    Category.SEXUAL_MINORS: _sexual_minors,
    Category.SERIOUS_HARM: _serious_harm,
    Category.SELF_HARM: _self_harm,
    Category.HATE: _hate,
}


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
        speaker.casefold() in family_names()
        or any(one.end - one.start >= len(speaker) - 4 for one in persons_in(speaker))
        for speaker in speakers
    )


# -------------------------------------------------------------------------------------------------------- meaning


def _weighed(suspicion: Suspicion, window: str) -> int:
    """+1 where its window means what its words say and nothing speaks against it, -1 where it means something else."""
    if suspicion.category is Category.IMPERSONATION:
        return 0
    odds = meaning(window)[suspicion.category]
    if odds > MEANT:
        return 0 if suspicion.context else 1
    return -1 if odds < NOT_MEANT else 0
