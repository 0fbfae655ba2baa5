"""In whose culture and faith a story stands."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.story.ballot import Ballot, Elected
from pipeline.story.lexicon import lexicon
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import Culture, Language, Religion

WORD, IN_SPEECH, NAME, SPELT = 1.6, 0.8, 1.4, 0.5
_MOST_WORDS = 4
_LONG_AGO = regex.compile(r"(?<!\d)1[0-8]\d\d(?!\d)")
"""A year before 1900."""
_EUROPEAN = frozenset({Culture.EUROPEAN_MODERN, Culture.EUROPEAN_OLD})
_HOME: dict[Language, tuple[tuple[Culture, float], ...]] = {
    Language.HINDI: ((Culture.NORTH_INDIAN, 1.4),),
    Language.MARATHI: ((Culture.NORTH_INDIAN, 1.4),),
    Language.GUJARATI: ((Culture.NORTH_INDIAN, 1.4),),
    Language.PUNJABI: ((Culture.NORTH_INDIAN, 1.4),),
    Language.BENGALI: ((Culture.NORTH_INDIAN, 1.4),),
    Language.TAMIL: ((Culture.SOUTH_INDIAN, 1.4),),
    Language.TELUGU: ((Culture.SOUTH_INDIAN, 1.4),),
    Language.KANNADA: ((Culture.SOUTH_INDIAN, 1.4),),
    Language.MALAYALAM: ((Culture.SOUTH_INDIAN, 1.4),),
    Language.JAPANESE: ((Culture.JAPANESE, 1.4),),
    Language.CHINESE: ((Culture.CHINESE, 1.4),),
    Language.KOREAN: ((Culture.KOREAN, 1.4),),
    Language.ARABIC: ((Culture.MIDDLE_EASTERN, 1.4),),
    Language.SPANISH: ((Culture.LATIN_AMERICAN, 0.9), (Culture.EUROPEAN_MODERN, 0.8)),
    Language.PORTUGUESE: ((Culture.LATIN_AMERICAN, 0.9), (Culture.EUROPEAN_MODERN, 0.8)),
    Language.FRENCH: ((Culture.EUROPEAN_MODERN, 1.1),),
    Language.GERMAN: ((Culture.EUROPEAN_MODERN, 1.1),),
    Language.ITALIAN: ((Culture.EUROPEAN_MODERN, 1.1),),
    Language.RUSSIAN: ((Culture.EUROPEAN_MODERN, 1.1),),
    Language.ENGLISH: ((Culture.EUROPEAN_MODERN, 0.8), (Culture.AMERICAN_MODERN, 0.7)),
}
"""Where a language's stories play if they do not say: the rooted ones at home, the others on several continents."""


def find_culture(found: Sequence[Passage], names: Sequence[str], language: Language) -> Elected:
    """The culture of a story in which people of these names act; words None where only its language says so."""
    ballot = Ballot()
    for culture, weight in _HOME[language]:
        ballot.vote(culture.value, weight)
    seen: dict[str, set[str]] = {}
    for passage in found:
        for hit in passage.found("culture", "spelling"):
            words = seen.setdefault(hit.label, set())
            if hit.word.casefold() in words or len(words) >= _MOST_WORDS:
                continue
            words.add(hit.word.casefold())
            worth = IN_SPEECH if passage.kind is Kind.SAID else WORD
            ballot.vote(hit.label, SPELT if hit.section == "spelling" else worth, hit.word)
    year = next((match.group() for one in found if (match := _LONG_AGO.search(one.text))), None)
    if year is not None and any(culture in _EUROPEAN for culture, _ in _HOME[language]):
        ballot.vote(Culture.EUROPEAN_OLD.value, WORD, year)
    for name in names:
        for hit in lexicon(language).find(name, "home"):
            if not hit.word[:1].islower():
                ballot.vote(hit.label, NAME, hit.word)
    elected = ballot.elect()
    if elected is None:
        raise ValueError(language)
    return elected


def find_religion(found: Sequence[Passage]) -> Elected | None:
    """The religion most of a story's words belong to."""
    ballot = Ballot()
    for label, word in dict.fromkeys(
        (hit.label, hit.word.casefold()) for one in found for hit in one.found("religion")
    ):
        ballot.vote(Religion(label).value, 1.5, word)
    return ballot.elect()


def find_traditions(found: Sequence[Passage]) -> tuple[tuple[str, str], ...]:
    """Traditions that a story names, each once, in order, with the word that names it."""
    named: dict[str, str] = {}
    for passage in found:
        for hit in passage.found("tradition"):
            named.setdefault(hit.label, hit.word)
    return tuple(named.items())
