"""How each language says who speaks: the tables of `grammar.toml`, ready to be asked."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from pipeline.language.first_names import first_names, foreign_names
from pipeline.story.tables import listed as named
from pipeline.story.tables import word_lists, world_names
from pipeline.vocabulary import Language

UNSPACED = frozenset({Language.JAPANESE, Language.CHINESE})
"""Written without spaces between words."""
WITH_ARTICLES = frozenset(
    {Language.ENGLISH, Language.SPANISH, Language.FRENCH, Language.GERMAN, Language.ITALIAN, Language.PORTUGUESE}
)
CASED = WITH_ARTICLES | {Language.RUSSIAN}
"""Written with capitals, which mark names."""
TITLES = (
    dict.fromkeys(
        ("mr", "sr", "don", "seu", "hr", "herr", "sig", "signor", "señor", "monsieur", "onkel", "sir"), "male"
    )
    | dict.fromkeys(("mrs", "ms", "miss", "sra", "doña", "dona", "mme", "frau", "signora", "señora", "tante"), "female")
    | dict.fromkeys(("dr", "st", "dra", "m", "prof"), None)
)
"""Titles before a name, behind which a full stop ends no sentence, and the gender they tell."""

_S = (("s", "s"),)
_PLURALS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    Language.ENGLISH: _S,
    Language.SPANISH: _S,
    Language.FRENCH: _S,
    Language.PORTUGUESE: _S,
    Language.ITALIAN: (("i", "o"), ("i", "e"), ("e", "a"), ("che", "ca"), ("hi", "o")),
    Language.GERMAN: (("en", ""), ("n", ""), ("e", ""), ("es", "")),
}
"""How a plural, or a case, ends, and the word itself then: for `s` it need not be listed."""

_LEAST_ABROAD = 5
"""A shorter name from elsewhere is too often a word."""

_NOT_ONE = frozenset(
    {
        "personne",
        "couple",
        "pareja",
        "casal",
        "povo",
        "crew",
        "female",
        "narrator",
        "narrador",
        "narradora",
        "narrateur",
        "ehepaar",
        "kundschaft",
        "publikum",
        "paar",
        "vaters",
        "abitanti",
        "paesani",
        "passeggeri",
        "marinai",
        "coppia",
        "folla",
        "pubblico",
        "male",
    }
)
"""Words of those lists that mean nobody, or several."""

_WHO = (
    ("girl", "female", "child"),
    ("boy", "male", "child"),
    ("woman", "female", "adult"),
    ("man", "male", "adult"),
    ("granny", "female", "elderly"),
    ("grandpa", "male", "elderly"),
    ("child", None, "child"),
    ("person", None, None),
    ("elder", None, "elderly"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun says of whoever it means: "female" or "male", "child", "adult" or "elderly"; None: nothing."""

    gender: str | None
    age: str | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's table, casefolded. `verb` finds a verb of saying, or a quotative, anywhere in a clause."""

    language: Language
    verb: regex.Pattern[str]
    quotatives: frozenset[str]
    his: frozenset[str]
    her: frozenset[str]
    genitive_words: frozenset[str]
    she: frozenset[str]
    he: frozenset[str]
    they: frozenset[str]
    articles: frozenset[str]
    male_articles: frozenset[str]
    female_articles: frozenset[str]
    """Those of the articles that tell who a noun means that nothing else is known of."""
    indefinite: frozenset[str]
    """Those of the articles that bring in somebody new."""
    naming: tuple[str, ...]
    """Words between somebody new and their name."""
    beside: frozenset[str]
    stops: frozenset[str]
    adjectives: frozenset[str]
    subject_words: frozenset[str]
    untold: frozenset[str]
    manner: tuple[str, ...]
    genitive: tuple[str, ...]
    subject_known: tuple[str, ...]
    subject: tuple[str, ...]
    oblique: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    nouns: Mapping[str, Kind]
    anybody: frozenset[str]
    """Nouns whose own gender tells nothing: a voice, a child, a fox."""
    crowd: frozenset[str]
    names: Mapping[str, str | None]
    """First names and their gender, if one is known."""
    own_names: frozenset[str]
    """Those of this project's own lists, which hold no word that opens sentences."""
    old: frozenset[str]
    young: frozenset[str]
    """Those of the young, with the `little` ones."""
    little: frozenset[str]

    def is_pronoun(self, word: str) -> bool:
        """Whether this casefolded word is a pronoun that may be a subject."""
        return word in self.she or word in self.he or word in self.they

    def is_passed_over(self, word: str) -> bool:
        """Whether this casefolded word is never part of a name."""
        return word in self.stops or (
            len(word) > 3 and word not in self.nouns and word.endswith(self.manner or ("\0",))
        )

    def gender_of_verb(self, verb: str) -> str | None:
        """Who did it, as the verb's own form says."""
        verb = verb.casefold()
        if verb in self.untold:
            return None
        if self.female and verb.endswith(self.female):
            return "female"
        if self.language is Language.ARABIC:
            # The feminine present begins with ت; what is left is masculine.
            return "female" if verb.lstrip("وف").startswith("ت") and len(verb) > 3 else "male"
        return "male" if self.male and verb.endswith(self.male) else None


@cache
def grammar(language: Language) -> Grammar:
    """The table of one language."""
    table = _tables()[language.value]

    def listed(key: str) -> tuple[str, ...]:
        return tuple(word.replace("_", " ").strip() for word in table.get(key, "").casefold().split())

    def some(key: str) -> frozenset[str]:
        return frozenset(listed(key))

    def endings(key: str) -> tuple[str, ...]:
        return tuple(sorted(listed(key), key=len, reverse=True))

    at_home = dict(_at_home(language))
    listed_names = _first_names(language)
    listed_names |= dict.fromkeys(listed("women"), "female") | dict.fromkeys(listed("men"), "male")
    return Grammar(
        language=language,
        verb=_finder((*listed("verbs"), *listed("quotatives")), language),
        quotatives=some("quotatives"),
        his=some("his"),
        her=some("her"),
        genitive_words=some("genitive_words"),
        she=some("she"),
        he=some("he"),
        they=some("they"),
        articles=some("articles"),
        male_articles=some("male_articles"),
        female_articles=some("female_articles"),
        indefinite=some("a"),
        naming=listed("naming") or ("\0",),
        beside=some("beside"),
        stops=some("stops"),
        adjectives=some("adjectives"),
        subject_words=some("subject_words"),
        untold=some("untold"),
        manner=endings("manner"),
        genitive=endings("genitive"),
        subject_known=endings("subject_known"),
        subject=endings("subject"),
        oblique=endings("oblique"),
        female=endings("female"),
        male=endings("male"),
        nouns=_trades(language) | {word: Kind(gender, age) for key, gender, age in _WHO for word in listed(key)},
        anybody=frozenset(word for key, gender, _ in _WHO if gender is None for word in listed(key)),
        crowd=some("crowd"),
        names=at_home | _everybody(language) | listed_names,
        own_names=frozenset(at_home | listed_names),
        old=some("old"),
        young=some("young") | some("little"),
        little=some("little"),
    )


def _trades(language: Language) -> dict[str, Kind]:
    """Words for one grown-up person, as the analyst's lists have them, where a plural is known by its ending."""
    if language not in _PLURALS:
        return {}
    table = word_lists(language)
    groups = {*_tables()[language.value].get("crowd", "").casefold().split(), *_NOT_ONE}
    listed = {
        word.strip("*").casefold(): Kind(gender, None)
        for label, gender in (("adult", None), ("female adult", "female"), ("male adult", "male"))
        for word in named(table, "person", label)
        if word.strip("*").isalpha()
    }
    return {
        word: kind for word, kind in listed.items() if word not in groups and not _is_plural(word, listed, language)
    }


def _is_plural(word: str, listed: Collection[str], language: Language) -> bool:
    return any(
        plural == "s" == singular or word.removesuffix(plural) + singular in listed
        for plural, singular in _PLURALS[language]
        if word.endswith(plural)
    )


def _first_names(language: Language) -> dict[str, str]:
    """First names and their gender, as the analyst's lists have them; a name of both tells none."""
    table = word_lists(language)
    women, men = ({name.casefold() for name in named(table, "name", gender)} for gender in ("female", "male"))
    return dict.fromkeys(sorted(women - men), "female") | dict.fromkeys(sorted(men - women), "male")


def _everybody(language: Language) -> dict[str, str]:
    """First names of the language's own people, and from elsewhere, that tell a gender."""
    own = {name: gender.value for name, gender in first_names(language).items() if gender is not None}
    return _from_abroad(language, word_lists(language)) | own


def _at_home(language: Language) -> Iterator[tuple[str, None]]:
    """Names that tell where a story plays, of whatever gender, where the language shares their letters."""
    if language in WITH_ARTICLES - {Language.GERMAN}:
        for names in world_names()["home"].values():
            yield from ((name, None) for name in names.casefold().split(", ") if name.isalpha())


def _from_abroad(language: Language, table: Mapping[str, Any]) -> dict[str, str]:
    """Names from elsewhere, where capitals mark names and the word is none of the language's own."""
    if language not in CASED - {Language.GERMAN, Language.RUSSIAN}:
        return {}
    own = {
        word.strip(" *").casefold()
        for section, labels in table.items()
        if section not in ("name", "home", "example")
        for words in labels.values()
        for word in words.split(",")
    }
    return {
        name: gender.value
        for name, gender in foreign_names().items()
        if gender is not None and len(name) >= _LEAST_ABROAD and name.isalpha() and name not in own
    }


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))


def _finder(verbs: tuple[str, ...], language: Language) -> regex.Pattern[str]:
    either = "|".join(
        regex.escape(verb.removesuffix("*")) + (r"[\w\p{M}\u200c\u200d]*" if verb.endswith("*") else "")
        for verb in sorted(verbs, key=len, reverse=True)
    )
    if language in UNSPACED:
        return regex.compile(either)
    head = "[وف]?" if language is Language.ARABIC else ""
    # Marks of vowels are letters here: a verb does not end before them.
    return regex.compile(rf"(?<![\w\p{{M}}]){head}(?:{either})(?![\w\p{{M}}])", regex.IGNORECASE)
