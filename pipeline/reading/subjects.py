"""Who is the subject of a clause of told prose: a name, a noun that means somebody, or a pronoun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.reading.capitals import cased_phrases
from pipeline.reading.endings import caseless_phrases
from pipeline.reading.grammar import CASED, UNSPACED, WITH_ARTICLES, grammar
from pipeline.reading.mentions import Knows, Mention, Phrase, Token, called
from pipeline.reading.names import sentence_gender
from pipeline.reading.unspaced import unspaced_mentions
from pipeline.vocabulary import Language

_TOKEN = regex.compile(r"\p{L}{1,5}['’](?=\p{L}{2})|[\w\p{M}\u200c\u200d]+(?:['’\-][\w\p{M}\u200c\u200d]+)*")
_TOKEN_ENGLISH = regex.compile(r"[\w\p{M}]+(?:['’\-][\w\p{M}]+)*['’]?")
_TURNED = regex.compile(r"-(?=(?:t-)?(?:il|elle|ils|elles|on|je|nous|lhe|me|nos|se)(?!\w))|(?<=-t)-", regex.IGNORECASE)
_VERB_LEADS = frozenset({Language.ARABIC})
_SUBJECT_BEHIND = frozenset({*WITH_ARTICLES, Language.RUSSIAN, Language.ARABIC, Language.TAMIL, Language.TELUGU,
                             Language.BENGALI, Language.MALAYALAM, Language.KANNADA})  # fmt: skip
"""Languages in which `said Meera` is as good as `Meera said`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says of who speaks. `gender` is what the verb's own form tells."""

    subject: Mention | None
    has_verb: bool
    gender: str | None


def read_clause(text: str, language: Language, knows: Knows, *, is_tag: bool = False) -> Clause:
    """The subject of these words, and whether they hold a verb of saying.

    `is_tag`: whatever the verb is, whoever is named first is somebody: `“Well!” the mayor blinked`.
    """
    words = grammar(language)
    text = _TURNED.sub(" ", text)
    verbs = list(words.verb.finditer(text))
    saying = [one for one in verbs if one.group().casefold() not in words.quotatives] or verbs
    verb = saying[0] if verbs and language in CASED else (saying[-1] if verbs else None)
    tokens: list[Token] = []
    if language in UNSPACED:
        phrases = [
            Phrase(called(found.words, words, knows, sure=found.sure), found.start, found.end, found.marked)
            for found in unspaced_mentions(text, words, knows, verb.start() if verb else None)
        ]
    else:
        tokens = list(_tokens(text, language, verbs))
        find = cased_phrases if language in CASED else caseless_phrases
        phrases = list(find(tokens, text, words, knows))
    gender = next((told for one in reversed(verbs) if (told := words.gender_of_verb(one.group()))), None)
    if gender is None and language not in UNSPACED:
        gender = sentence_gender([token.low for token in tokens], words)
    if verb is None:
        return Clause(_actor(phrases, gender, is_tag=is_tag), has_verb=False, gender=gender)
    phrases = [one for one in phrases if not one.owner]
    phrases = [one for one in phrases if gender is None or one.mention.gender in (None, gender)] or phrases
    if verb.group().casefold() in words.quotatives:
        # Nothing says that somebody speaks but the quote itself: only who is known to be a person speaks.
        phrases = [one for one in phrases if one.mention.sure]
    subject = _subject(phrases, verb.start(), verb.end(), text, language)
    return Clause(subject, has_verb=True, gender=gender)


def _actor(phrases: Sequence[Phrase], gender: str | None, *, is_tag: bool) -> Mention | None:
    """Who acts where nobody is said to speak: somebody for sure, or the one whose hand or voice it is."""
    subjects = [one for one in phrases if not one.owner]
    fitting = [one for one in subjects if one.mention.sure and (gender is None or one.mention.gender in (None, gender))]
    owners = [one for one in phrases if one.owner and one.mention.sure]
    found = next(iter([*fitting, *(subjects if is_tag else []), *owners]), None)
    return found.mention if found else None


def _tokens(text: str, language: Language, verbs: Sequence[regex.Match[str]]) -> Iterator[Token]:
    ranges = [(match.start(), match.end()) for match in verbs]
    number = 0
    for match in (_TOKEN_ENGLISH if language is Language.ENGLISH else _TOKEN).finditer(text):
        while number < len(ranges) and ranges[number][1] <= match.start():
            number += 1
        verb = number < len(ranges) and ranges[number][0] < match.end()
        word = match.group()
        yield Token(word, word.casefold(), match.start(), match.end(), verb)


def _subject(phrases: Sequence[Phrase], start: int, end: int, text: str, language: Language) -> Mention | None:
    before = [phrase for phrase in phrases if phrase.end <= start]
    after = [phrase for phrase in phrases if phrase.start >= end]
    behind = language in _SUBJECT_BEHIND
    words = grammar(language)
    # "Said the stranger" names who speaks whatever the noun; in "she asked the way" somebody stands before it.
    between = words.stops if before else words.stops | words.articles
    touching = [one for one in after[:1] if behind and between.issuperset(text[end : one.start].casefold().split())]
    sure_after = [one for one in after if one.mention.sure] if behind or not before else []
    if language in CASED:
        joined = [one for one in before[-1:] if not regex.search(r"\w", text[one.end : start])]
        sure_before = [one for one in before if one.mention.sure]
        order = [*joined, *([] if sure_before else touching), *sure_before, *sure_after, *touching, *before[-1:]]
    else:
        sure_before = [one for one in reversed(before) if one.mention.sure and one.mention.kind != "pronoun"]
        pronouns = [one for one in reversed(before) if one.mention.kind == "pronoun"]
        marked = [one for one in reversed(before) if one.marked]
        if language in _VERB_LEADS:
            order = [*touching, *sure_after, *sure_before, *pronouns, *after[:1], *before[:1]]
        else:
            order = [*marked[:1], *sure_before, *sure_after, *pronouns, *before[:1], *touching]
            if marked and not marked[0].mention.sure:
                order = [*sure_before, *pronouns, *order]
    return order[0].mention if order else None
