"""Who says a quote in told prose: found in the words around it, by the speech verbs of the language.

A first version, and an honest one: a name or a "the old woman" beside a speech verb; a pronoun or nothing means whoever
spoke before or was named last. Where nobody can be found the words stay the narrator's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.reading.marks import speech_words
from pipeline.vocabulary import Language

TAG_WORDS = 7
"""A told piece up to this long that only says who speaks is not told: one sees who speaks."""

_PREFIXING = frozenset(
    {Language.TAMIL, Language.TELUGU, Language.KANNADA, Language.MALAYALAM, Language.BENGALI, Language.RUSSIAN}
)
"""Languages whose verbs the table gives as stems."""
_UNSPACED = frozenset({Language.JAPANESE, Language.CHINESE})
_LATIN = frozenset(
    {Language.ENGLISH, Language.SPANISH, Language.FRENCH, Language.GERMAN, Language.ITALIAN, Language.PORTUGUESE}
)
_VERB_FIRST = _LATIN | {Language.RUSSIAN, Language.ARABIC}
"""Languages in which a tag may run "said Meera"; in the others the name stands before its verb."""

_WORD = regex.compile(r"[\w'’\-\u200c\u200d]+")
_CLAUSE_END = regex.compile(r"[,.;:!?…।॥。！？、，；：،؛؟—–]")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DETERMINERS = _listed(
    "the a an her his my their our el la los las un una su mi le les l' son sa ses mon ma der die das ein "
    "eine seine ihre sein ihr il lo gli i uno o os as um uma seu sua meu minha"
)
_PRONOUNS = _listed(
    "he she they it i we you him her él ella ellos ellas yo il elle ils elles on je er sie es ich wir lui lei "
    "egli io ele ela eles elas eu он она они я мы वह वो उसने उन्होंने मैंने उस त्याने तिने तो ती त्यांनी সে "
    "তিনি তারা আমি ਉਸ ਉਸਨੇ ਓਹ તેણે તેણીએ તે அவள் அவன் அவர் நான் ఆమె అతను అతడు నేను ಅವಳು ಅವನು ಅವರು അവൾ അവൻ അവർ "
    "彼 彼女 私 僕 他 她 我 他们 그 그녀 그녀가 그가 나 هو هي هم"
)
_MASCULINE = _listed("he él il er lui egli ele он त्याने तो অতডు అతను అతడు அவன் ಅವನು അവൻ 彼 他 그 그가 هو")
_FEMININE = _listed("she ella elle sie lei ela она ती तिने તેણીએ அவள் ఆమె ಅವಳು അവൾ 彼女 她 그녀 그녀가 هي")
_SMALL = _listed(
    "and then but so as when while with to at in on from of y entonces pero et puis mais und dann aber e poi "
    "ma então mas и а но потом softly quietly loudly gently again"
)
_CASE_MARKS = regex.compile(r"(?:は|が|も|と|に)$|(?:이가|가|이|은|는|께서)$|(?:ने|ನು|ಳು)$")
_MANNER_LATIN = regex.compile(
    r"\b(?:\w+ly|softly|with \w+|suavemente|con \w+|\w+mente|doucement|avec \w+|\w+ment|leise|sanft|laut|тихо|громко"
    r"|ласково)\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the words around a quote say: a name or noun phrase, or only a pronoun; and how it is said."""

    name: str | None
    pronoun: str | None
    how: str | None
    is_tag: bool
    """The clause does nothing but attribute, so that it need not be told."""
    end: int
    """Where the attributing clause ends in the told piece (after a quote), or begins (before one)."""


def attribution_after(told: str, language: Language) -> Attribution | None:
    """Read `said the old woman softly, and …`, which follows a quote; None if its first clause has no speech verb."""
    # "«Где луна?» — спросила Анна": the dash belongs to the quote.
    lead = next((place for place, one in enumerate(told) if one.isalnum()), len(told))
    match = _CLAUSE_END.search(told, lead)
    clause = told[lead : match.start() if match else len(told)]
    end = match.end() if match else len(told)
    while end < len(told) and told[end].isspace():
        end += 1
    return _attribution(clause, language, end)


def attribution_before(told: str, language: Language) -> Attribution | None:
    """Read `… Meera said,` which leads into a quote; None if its last clause has no speech verb."""
    stripped = told.rstrip(" ,:：，、،—–\n")
    starts = [match.end() for match in regex.finditer(r"[.!?…।॥。！？؟]\s*", stripped)]
    begin = max((start for start in starts if start < len(stripped)), default=0)
    return _attribution(stripped[begin:], language, begin)


def _attribution(clause: str, language: Language, end: int) -> Attribution | None:
    found = _find_verb(clause, language)
    if found is None:
        return None
    before, after = clause[: found[0]], clause[found[1] :]
    sides = [after, before] if language in _VERB_FIRST and not _has_subject(before, language) else [before, after]
    name: str | None = None
    pronoun: str | None = None
    for side in sides:
        name, pronoun = _subject(side, language, nearest_last=side is before)
        if name or pronoun:
            break
    how = _MANNER_LATIN.search(clause.casefold())
    words = len(clause) / 2.5 if language in _UNSPACED else len(clause.split())
    return Attribution(name, pronoun, how.group() if how else None, words <= TAG_WORDS, end)


def _find_verb(clause: str, language: Language) -> tuple[int, int] | None:
    match = _verbs(language).search(clause)
    return (match.start(), match.end()) if match else None


@cache
def _verbs(language: Language) -> regex.Pattern[str]:
    stems = speech_words()["verbs"].get(language.value, "").split()
    stems.sort(key=len, reverse=True)
    either = "|".join(regex.escape(stem) for stem in stems)
    if language in _UNSPACED:
        return regex.compile(either)
    tail = r"[\w\u200c\u200d]*" if language in _PREFIXING else ""
    head = "[وف]?" if language is Language.ARABIC else ""
    return regex.compile(rf"(?<!\w){head}(?:{either}){tail}(?!\w)", regex.IGNORECASE)


def _has_subject(side: str, language: Language) -> bool:
    return any(_subject(side, language, nearest_last=True))


def _subject(side: str, language: Language, *, nearest_last: bool) -> tuple[str | None, str | None]:
    """The name, or the noun phrase with an article, or else the pronoun in these words."""
    if language in _UNSPACED:
        return _unspaced_subject(side)
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(side)]
    if language in _LATIN or language is Language.RUSSIAN:
        return _cased_subject(words, nearest_last=nearest_last)
    for word, _, _ in words:
        if word in _PRONOUNS:
            return None, word
    return _caseless_subject([word for word, _, _ in words], language), None


def _unspaced_subject(side: str) -> tuple[str | None, str | None]:
    clause = regex.split(r"[、，,。\s]", side.strip("と、， 。"))[-1] or side
    match = regex.search(
        r"(?P<name>[\p{Han}\p{Katakana}ー]{1,8}(?:さん|ちゃん|くん)?|[\p{Hiragana}]{2,6}(?:さん|ちゃん))(?=[はがも]|$)",
        clause,
    )
    name = match["name"] if match else regex.sub(r"[地着的]?.{0,3}[地着]$|(?:笑|轻声|低声|小声).*$", "", clause)
    name = name.strip()
    if name in _PRONOUNS:
        return None, name
    return (name or None) if len(name) <= 8 else None, None


def _cased_subject(words: Sequence[tuple[str, int, int]], *, nearest_last: bool) -> tuple[str | None, str | None]:
    pronoun: str | None = None
    names: list[list[str]] = []
    number = 0
    while number < len(words):
        word = words[number][0]
        low = word.casefold()
        if low in _PRONOUNS and not (low in _DETERMINERS and number + 1 < len(words) and low not in {"er", "sie"}):
            pronoun = pronoun or low
            number += 1
        elif low in _DETERMINERS:
            phrase = [
                one
                for one, _, _ in words[number + 1 : number + 4]
                if one.casefold() not in _SMALL and not one.casefold().endswith(("ly", "mente"))
            ]
            phrase = _until_small([one for one, _, _ in words[number + 1 : number + 4]], phrase)
            if phrase:
                names.append(phrase)
            number += 1 + max(1, len(phrase))
        elif word[:1].isupper() and low not in _SMALL:
            phrase = []
            while number < len(words) and words[number][0][:1].isupper():
                phrase.append(words[number][0])
                number += 1
            names.append(phrase)
        else:
            number += 1
    if names:
        # Of several names, the subject stands first before its verb, and first behind it.
        chosen = names[0] if not nearest_last or pronoun is None else names[-1]
        return regex.sub(r"['’]s$", "", " ".join(chosen)), None
    return None, pronoun


def _until_small(following: Sequence[str], phrase: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in following:
        if word not in phrase:
            break
        kept.append(word)
    return kept


def _caseless_subject(words: Sequence[str], language: Language) -> str | None:
    marks = speech_words()["after_names"].get(language.value, "").split()
    for number, word in enumerate(words):
        if word in marks and number > 0:
            return " ".join(words[max(0, number - 2 if words[number - 1] in _TITLES else number - 1) : number])
    if not words or (language is Language.ARABIC and len(words) > TAG_WORDS):
        return None
    first = words[0]
    stripped = _CASE_MARKS.sub("", first) if language in {Language.KOREAN, Language.HINDI} else first
    return stripped if len(stripped) > 1 else first


_TITLES = frozenset(["जी", "साहब", "बाबू", "माँ"])


def gender_of_pronoun(pronoun: str) -> str | None:
    """Return "female", "male", or None if the pronoun does not tell."""
    if pronoun in _FEMININE:
        return "female"
    return "male" if pronoun in _MASCULINE else None
