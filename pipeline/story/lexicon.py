"""Word lists, one file a language (`words/<code>.toml`), and where their words stand in a text.

A word stands for itself, whatever its case; `*` at its end means any ending, at its beginning any beginning. Ideographs
and kana, which write no spaces, match anywhere. Where two words of a section overlap, the longer one counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import regex

from pipeline.story.gazetteer import lands
from pipeline.story.tables import word_lists, world_names
from pipeline.story.zones import LATIN
from pipeline.vocabulary import Language


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


SILENT = "-"
"""The label of words that mean nothing and only cover others: "in the long run"."""
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")
_HAN = regex.compile(r"\p{Han}")
_CLAUSE = regex.compile(r"[.,;:!?…।॥。！？、，；：،؛؟—–\n]")
_SILENT = regex.compile(r"[\u064b-\u0652\u0670\u0640\u093c\u0a3c]")
"""Arabic vowel marks, and the dots of Devanagari and Gurmukhi, which as many leave out as write them."""
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_CHILLUS = tuple(
    (base + "\u0d4d\u200d", chillu) for base, chillu in (("ന", "ൻ"), ("ര", "ർ"), ("ല", "ൽ"), ("ള", "ൾ"), ("ണ", "ൺ"))
)
"""Malayalam's pure consonants are written in two ways."""
_PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ف", "ل", "ك")
PARTICLES = _listed(
    "은 는 이 가 을 를 에 에서 에는 에도 의 로 으로 와 과 도 만 까지 부터 에게 에게서 한테 께 께서 들 들이 들은 들을 "
    "야 아 이다 입니다 이에요 예요 이야 였다 이었다 처럼 보다 마다 조차 밖에 이나 나 라고 이라고 랑 이랑"
)
"""What Korean glues to its nouns."""
_NEAR_BEFORE, _NEAR_AFTER = 3, 3
"""Within how many words of a hit a negation denies it."""
_FARTHEST = 100
"""No three words are longer, in characters: farther off nothing is denied."""
_NEGATION = frozenset({"negation"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A label of a section found in a text: the words that say so, and where (code points)."""

    section: str
    label: str
    word: str
    start: int
    end: int
    denied: bool = False
    """Whether a negation stands beside it."""
    stem: str = ""
    """The word without the ending and the clitics that its language puts on it, as the text spells it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    section: str
    label: str
    tokens: tuple[str, ...]
    open_start: bool
    open_end: bool

    def __len__(self) -> int:
        return sum(len(token) for token in self.tokens)


class Lexicon:
    """All word lists of some languages, searched in one pass."""

    def __init__(self, language: Language, tables: Iterable[Mapping[str, Any]]) -> None:
        self._language = language
        self._whole: dict[str, list[_Entry]] = {}
        self._prefixes: dict[str, list[_Entry]] = {}
        self._suffixes: dict[str, list[_Entry]] = {}
        self._dense: dict[str, list[_Entry]] = {}
        self.words: dict[str, dict[str, tuple[str, ...]]] = {}
        for table in tables:
            for section, labels in table.items():
                if section != "example":
                    for label, words in labels.items():
                        self._learn(section, label, words)
        self._dense_lengths = sorted({len(word) for word in self._dense}, reverse=True)
        self._longest_prefix = max((len(word) for word in self._prefixes), default=0)

    def _learn(self, section: str, label: str, words: str) -> None:
        self.add(section, label, dict.fromkeys(word.strip() for word in words.split(",") if word.strip(" *")))

    def means_else(self, word: str, culture: str) -> bool:
        """Whether a word is listed already, by itself or under its ending, as anything but a word of this culture."""
        return any(
            hit.label != culture if hit.section == "culture" else hit.end - hit.start == len(word)
            for hit in self.find(word)
        )

    def add(self, section: str, label: str, listed: Iterable[str]) -> None:
        """Learn words, each with `*` where any letters may stand."""
        listed = tuple(listed)
        known = self.words.setdefault(section, {})
        known[label] = tuple(dict.fromkeys((*known.get(label, ()), *listed)))
        for word in listed:
            bare = word.strip("*")
            if _DENSE.search(bare):
                entry = _Entry(section, label, (fold(bare),), open_start=True, open_end=True)
                self._dense.setdefault(entry.tokens[0], []).append(entry)
                continue
            tokens = tuple(token.folded for token in tokenize(bare))
            if not tokens:
                continue
            entry = _Entry(section, label, tokens, word.startswith("*"), word.endswith("*"))
            index, key = self._whole, tokens[0]
            if entry.open_start:
                index = self._suffixes
            elif entry.open_end and len(tokens) == 1:
                index = self._prefixes
            index.setdefault(key, []).append(entry)

    def find(self, text: str, *sections: str) -> list[Hit]:
        """Hits in these sections (all if none is named), in the order of the text."""
        tokens = tokenize(text)
        wanted = frozenset(sections)
        found = [*self._spaced(text, tokens, wanted), *(self._unspaced(text, wanted) if self._dense else ())]
        denials = self._denials(text, tokens) if wanted != _NEGATION else []
        hits = [hit for of_section in _by_section(found).values() for hit in _longest(of_section)]
        hits = [_denied(hit, text, denials) for hit in hits if hit.label != SILENT]
        return sorted(hits, key=lambda hit: (hit.start, hit.end))

    def _spaced(self, text: str, tokens: Sequence[Token], wanted: frozenset[str]) -> Iterator[Hit]:
        for number, token in enumerate(tokens):
            for entry, lead in self._beginning_at(token.folded):
                if wanted and entry.section not in wanted:
                    continue
                last = number + len(entry.tokens) - 1
                if last < len(tokens) and self._goes_on(entry, tokens[number : last + 1]):
                    start, end = token.start, tokens[last].end
                    stem = text[start:end]
                    if last == number and not entry.open_start:
                        stem = _raw(stem, lead, lead + len(entry))
                    yield Hit(entry.section, entry.label, text[start:end], start, end, stem=stem)

    def _beginning_at(self, word: str) -> Iterator[tuple[_Entry, int]]:
        """Entries whose first word this can be, and how many of its letters are a clitic's before it."""
        for form, lead in self._forms(word):
            for entry in self._whole.get(form, ()):
                yield entry, lead
            for length in range(1, min(len(form), self._longest_prefix) + 1):
                for entry in self._prefixes.get(form[:length], ()):
                    yield entry, lead
        for start in range(len(word)):
            for entry in self._suffixes.get(word[start:], ()) if self._suffixes else ():
                if len(entry.tokens) == 1 and (start > 0 or entry.open_start):
                    yield entry, 0

    def _forms(self, word: str) -> Iterator[tuple[str, int]]:
        """A word as it stands, and without what the language glues to it."""
        yield word, 0
        if self._language is Language.ARABIC:
            for clitic in _PROCLITICS:
                if word.startswith(clitic) and len(word) - len(clitic) > 1:
                    yield word[len(clitic) :], len(clitic)
        elif self._language is Language.KOREAN:
            for length in range(1, min(4, len(word))):
                if word[-length:] in PARTICLES:
                    yield word[:-length], 0
        elif self._language in _PLURAL_S and word.endswith("s") and len(word) > 3:
            yield word[:-1], 0
            if word.endswith("es") and len(word) > 4:
                yield word[:-2], 0

    @staticmethod
    def _goes_on(entry: _Entry, tokens: Sequence[Token]) -> bool:
        if len(entry.tokens) == 1:
            return True
        for place in range(1, len(entry.tokens)):
            word, here = entry.tokens[place], tokens[place].folded
            is_last = place == len(entry.tokens) - 1
            if here != word and not (is_last and entry.open_end and here.startswith(word)):
                return False
        return True

    def _unspaced(self, text: str, wanted: frozenset[str]) -> Iterator[Hit]:
        folded = "".join(_fold_one(character) for character in text)
        for start in range(len(folded)):
            for length in self._dense_lengths:
                if length == 1 and self._language is Language.JAPANESE and _in_compound(folded, start):
                    continue
                for entry in self._dense.get(folded[start : start + length], ()):
                    if not wanted or entry.section in wanted:
                        found = text[start : start + length]
                        yield Hit(entry.section, entry.label, found, start, start + length, stem=found)

    def _denials(self, text: str, tokens: Sequence[Token]) -> list[Hit]:
        if "negation" not in self.words:
            return []
        # The same word may deny what stands before it and what stands behind.
        return [*self._spaced(text, tokens, _NEGATION), *self._unspaced(text, _NEGATION)]


def _raw(word: str, start: int, end: int) -> str:
    """The part of a word as written that folds to so many letters; marks go with the letter they stand on."""
    letters = regex.findall(r"\X", word)
    folded = 0
    part = ""
    for letter in letters:
        if folded >= end:
            break
        if folded >= start:
            part += letter
        folded += len(fold(letter))
    return part


def _in_compound(text: str, at: int) -> bool:
    """Whether an ideograph has another beside it, as in 尼僧: alone it may mean something else."""
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return bool(_HAN.search(text[at])) and bool(_HAN.search(beside))


_PLURAL_S = frozenset({Language.ENGLISH, Language.SPANISH, Language.FRENCH, Language.PORTUGUESE})


def _denied(hit: Hit, text: str, denials: Sequence[Hit]) -> Hit:
    for denial in denials:
        if denial.label == "before" and denial.end <= hit.start:
            between = (denial.end, hit.start)
            limit = _NEAR_BEFORE
        elif denial.label == "after" and denial.start >= hit.end:
            between = (hit.end, denial.start)
            limit = _NEAR_AFTER
        else:
            continue
        if between[1] - between[0] > _FARTHEST or _CLAUSE.search(text, *between):
            continue
        words = len(_TOKEN.findall(text, *between))
        dense = len(_DENSE.findall(text, *between))
        if words < limit and dense < 2 * limit:
            return replace(hit, denied=True)
    return hit


def _by_section(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    sections: dict[str, list[Hit]] = {}
    for hit in hits:
        sections.setdefault(hit.section, []).append(hit)
    return sections


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Those that no longer one overlaps; of several labels at one place the first listed."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return kept


def tokenize(text: str) -> list[Token]:
    """The words of a text that writes spaces, folded."""
    return [Token(fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without the differences that do not tell: case, composed letters, joiners, vowel marks, dots, ё."""
    folded = unicodedata.normalize("NFC", word.casefold())
    for written, chillu in _CHILLUS:
        folded = folded.replace(written, chillu)
    return _SILENT.sub("", folded).translate(_ARABIC).replace("ё", "е").replace("\u200d", "").replace("\u200c", "")


@lru_cache(maxsize=8192)
def _fold_one(character: str) -> str:
    """One character for one: offsets stay."""
    folded = fold(character)
    return folded if len(folded) == 1 else character


def tables(language: Language) -> dict[str, Any]:
    """The word lists of one language as they stand in its file."""
    return word_lists(language)


@cache
def lexicon(language: Language) -> Lexicon:
    """The word lists of one language, with the world's lands, and its first names where they share its letters."""
    known = Lexicon(language, [tables(language), *([world_names()] if language in LATIN else ())])
    for culture, names in lands(language).items():
        known.add("land", culture, [name for name in names if not known.means_else(name.strip("*"), culture)])
    return known
