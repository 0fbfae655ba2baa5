"""Who a clause names, in languages without capitals, whose endings and particles tell what is the subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.reading.grammar import Grammar
from pipeline.reading.mentions import Knows, Phrase, Token, called, joined, owner_of
from pipeline.reading.names import HONORIFIC
from pipeline.vocabulary import Language

_ARABIC_HEADS = (("لل", "oblique"), ("ل", "oblique"), ("ب", "oblique"), ("و", "bare"), ("ف", "bare"))


def caseless_phrases(tokens: Sequence[Token], text: str, words: Grammar, knows: Knows) -> Iterator[Phrase]:
    """Everybody who may be the subject, in order."""
    yield from _Clause(tokens, text, words, knows).phrases()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word without its ending, and the part the ending gives it: "subject", "oblique" or "bare"."""

    base: str
    role: str


class _Clause:
    def __init__(self, tokens: Sequence[Token], text: str, words: Grammar, knows: Knows) -> None:
        self._tokens = tokens
        self._text = text
        self._words = words
        self._knows = knows
        self._arabic = words.language is Language.ARABIC

    def phrases(self) -> Iterator[Phrase]:
        number = 0
        while number < len(self._tokens):
            token = self._tokens[number]
            pronoun = self._pronoun(token.low)
            if token.verb:
                number += 1
            elif pronoun is not None:
                if self._low(number + 1) not in self._words.beside:
                    yield Phrase(called(pronoun, self._words, self._knows), token.start, token.end, marked=True)
                number += 1
            elif token.low in self._words.his or token.low in self._words.her:
                yield Phrase(owner_of(token.low, self._words), token.start, token.end, owner=True)
                number += 1
            elif self._arabic and token.low in self._words.beside:
                number += 2
            else:
                phrase, number = self._phrase(number)
                if phrase is not None:
                    yield phrase

    def _low(self, number: int) -> str:
        return self._tokens[number].low if number < len(self._tokens) else ""

    def _pronoun(self, low: str) -> str | None:
        if self._words.is_pronoun(low):
            return low
        bases = (low.removesuffix(ending) for ending in self._words.subject if low.endswith(ending))
        return next((base for base in bases if self._words.is_pronoun(base)), None)

    def _phrase(self, begin: int) -> tuple[Phrase | None, int]:
        """The phrase that begins here, if it may be the subject; and where to go on."""
        words = self._words
        number = self._behind_adjectives(begin)
        token = self._tokens[number]
        word = self._stripped(token.low)
        if token.verb or {word.base, token.low} & words.stops or token.low in words.beside:
            return None, number + 1
        sure = self._means_somebody(word.base)
        if not sure and words.is_passed_over(token.low) and word.role != "subject":
            return None, number + 1
        end = number
        if word.role == "bare" and self._is_name_before_noun(number):
            end, word, sure = number + 1, self._stripped(self._low(number + 1)), True
        shown_end = self._tokens[end].start + len(word.base)
        definite = self._arabic and (sure or token.low.startswith("ال"))
        while definite and self._low(end + 1) in words.adjectives and joined(self._tokens, end + 1, self._text):
            end += 1
            shown_end = self._tokens[end].end
        following = end + 1
        while self._low(following) in HONORIFIC:
            following += 1
        mark = self._low(following)
        start = self._tokens[begin].start
        if sure and self._owns(word, self._tokens[end].low, mark):
            mention = called(self._text[start:shown_end], words, self._knows, sure=True)
            return Phrase(mention, start, self._tokens[end].end, owner=True), following
        by_word = mark in words.subject_words
        if (word.role == "oblique" and not by_word) or (mark in words.beside and not self._arabic):
            return None, following
        mention = called(self._text[start:shown_end], words, self._knows, sure=sure or by_word)
        marked = by_word or word.role == "subject"
        return Phrase(mention, start, self._tokens[end].end, marked), following + by_word

    def _behind_adjectives(self, number: int) -> int:
        """The noun behind adjectives; of adjectives alone (`the old one`) the last."""
        begin = number
        while not self._arabic and self._low(number) in self._words.adjectives:
            number += 1
        alone = number > begin and not self._means_somebody(self._stripped(self._low(number)).base)
        return number - 1 if alone else number

    def _is_name_before_noun(self, number: int) -> bool:
        """रामू काका: a name, and what its bearer is."""
        low = self._low(number)
        if number + 1 >= len(self._tokens) or not joined(self._tokens, number + 1, self._text):
            return False
        named = low in self._words.names or self._knows(low)
        return (
            named and low not in self._words.nouns and self._stripped(self._low(number + 1)).base in self._words.nouns
        )

    def _owns(self, word: _Word, low: str, mark: str) -> bool:
        if mark in self._words.genitive_words:
            return True
        ending = low[len(word.base) :]
        return word.role == "oblique" and bool(self._words.genitive) and ending.endswith(self._words.genitive)

    def _means_somebody(self, base: str) -> bool:
        words = self._words
        return base in words.nouns or base in words.names or base in words.crowd or self._knows(base)

    def _stripped(self, low: str) -> _Word:
        if self._means_somebody(low):
            return _Word(low, "bare")
        words = self._words
        if self._arabic:
            return self._without_head(low)
        for endings, role in (((*words.subject, *words.subject_known), "subject"), (words.oblique, "oblique")):
            for ending in endings:
                base = low.removesuffix(ending)
                if base != low and len(base) > 1 and self._means_somebody(base):
                    return _Word(base, role)
        if any(len(low) > len(ending) + 1 and low.endswith(ending) for ending in words.oblique):
            return _Word(low, "oblique")
        mark = next((one for one in words.subject if len(low) > len(one) + 1 and low.endswith(one)), "")
        return _Word(low.removesuffix(mark), "subject" if mark else "bare")

    def _without_head(self, low: str) -> _Word:
        """Arabic writes `to` and `and` in one with their word."""
        for head, role in _ARABIC_HEADS:
            base = low.removeprefix(head)
            if base != low and (self._means_somebody(base) or self._means_somebody("ال" + base)):
                return _Word(base, role)
        return _Word(low, "bare")
