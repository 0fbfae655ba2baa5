"""In whose culture and faith a story stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.story.afar import from_afar
from pipeline.story.ballot import Ballot, Elected
from pipeline.story.lexicon import Hit, lexicon
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import Culture, Language, Religion

WORD, IN_SPEECH, NAME, SPELT = 1.6, 0.8, 1.4, 0.5
FAR = 1.6
"""What a name is worth that nobody at home bears."""
OPENING = {1: 1.6, 2: 1.3}
"""What a land or city is worth more in the first sentences told: stories begin by saying where."""
IN_HEADING = 2.0
"""What it is worth more in a heading."""
OWN = 0.3
"""What the own land's name is worth: who is at home seldom says so, who is abroad remembers it."""
_OWN_LAND = {
    Language.HINDI: ("भारत", "हिंदुस्तान", "हिन्दुस्तान"),
    Language.MARATHI: ("भारत", "हिंदुस्तान"),
    Language.BENGALI: ("ভারত",),
    Language.GUJARATI: ("ભારત",),
    Language.PUNJABI: ("ਭਾਰਤ", "ਪੰਜਾਬੀ"),
    Language.TAMIL: ("இந்திய", "பாரத"),
    Language.TELUGU: ("భారత", "ఇండియా"),
    Language.KANNADA: ("ಭಾರತ", "ಇಂಡಿಯ"),
    Language.MALAYALAM: ("ഇന്ത്യ", "ഭാരത"),
    Language.JAPANESE: ("日本",),
    Language.CHINESE: ("中国",),
    Language.KOREAN: ("한국",),
}
OLD = 0.7
"""How much of what speaks for today's Europe speaks for the old one, where it is a name, of a place or of somebody."""
_ORIGIN = regex.compile(
    r"(?<!\w)(?:(?:c[ao]me|in|back|away|train|news|letters?|far) from|aus"
    r"|(?:veni(?:do|da|r)|llegad[oa]|vino|vuelto) de|(?:venue?s?|arrivée?s?|parti) de"
    r"|(?:venut[oa]|arrivat[oa]|tornat[oa]) da|(?:vind[oa]|chegad[oa]|veio) de)\s+$",
    regex.IGNORECASE,
)
"""Where somebody comes from is where the story is not."""
_MOST_WORDS = 4
_KATAKANA = regex.compile(r"[\p{Katakana}ー]")
_LONG_AGO = regex.compile(r"(?<!\d)1(?:[0-8]\d|9[01])\d(?!\d)")
"""A year before 1920."""
YEAR = 2.4
"""What it is worth."""
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
    for hit, worth in _told(found, names, language):
        words = seen.setdefault(hit.label, set())
        if hit.word.casefold() in words or len(words) >= _MOST_WORDS:
            continue
        words.add(hit.word.casefold())
        ballot.vote(hit.label, worth, hit.word)
        if hit.section == "land" and hit.label == Culture.EUROPEAN_MODERN.value:
            ballot.vote(Culture.EUROPEAN_OLD.value, OLD * worth, hit.word)
    year = next((match.group() for one in found if (match := _LONG_AGO.search(one.text))), None)
    if year is not None and any(culture in _EUROPEAN for culture, _ in _HOME[language]):
        ballot.vote(Culture.EUROPEAN_OLD.value, YEAR, year)
    for name in names:
        _vote_by_name(ballot, name, language)
    elected = ballot.elect()
    if elected is None:
        raise ValueError(language)
    return elected


def _told(found: Sequence[Passage], names: Sequence[str], language: Language) -> Iterator[tuple[Hit, float]]:
    """Every word that tells a culture, and its worth by where it stands."""
    people = {part.casefold() for name in names for part in name.split()}
    told = 0
    for passage in found:
        told += passage.kind is Kind.TOLD
        lands = [hit for hit in passage.found("land") if _is_land(hit, passage.text)]
        lands = [hit for hit in lands if hit.word.casefold() not in people]
        for hit in sorted((*lands, *_besides(lands, passage)), key=lambda hit: hit.start):
            worth = IN_SPEECH if passage.kind is Kind.SAID else WORD
            if hit.section == "spelling":
                worth = SPELT
            elif hit.word.startswith(_OWN_LAND.get(language, ())) or (
                hit.section == "land" and _ORIGIN.search(passage.text[: hit.start])
            ):
                worth *= OWN
            elif hit.section == "land" and passage.kind is not Kind.SAID:
                worth *= IN_HEADING if passage.kind is Kind.HEADING else OPENING.get(told, 1.0)
            yield hit, worth


def _besides(lands: Sequence[Hit], passage: Passage) -> Iterator[Hit]:
    """What else tells a culture: a land's name stands among its words as well."""
    for hit in passage.found("culture", "spelling"):
        if not any(land.start < hit.end and hit.start < land.end and land.label == hit.label for land in lands):
            yield hit


def _is_land(hit: Hit, text: str) -> bool:
    """Whether a land's name bears its capital, and is no part of a longer foreign word."""
    before, after = text[: hit.start][-1:], text[hit.end :][:1]
    inside = _KATAKANA.match(hit.word) and (_KATAKANA.match(before) or _KATAKANA.match(after))
    return not hit.word[:1].islower() and not inside


def _vote_by_name(ballot: Ballot, name: str, language: Language) -> None:
    hits = [hit for hit in lexicon(language).find(name, "home") if not hit.word[:1].islower()]
    for hit in hits:
        ballot.vote(hit.label, NAME, hit.word)
        if hit.label == Culture.EUROPEAN_MODERN.value:
            ballot.vote(Culture.EUROPEAN_OLD.value, OLD * NAME, hit.word)
    titled = lexicon(language).find(name, "person", "kin")
    far = None if hits or titled or name[:1].islower() else from_afar(name, language)
    if far is not None:
        ballot.vote(far.value, FAR, name)


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
