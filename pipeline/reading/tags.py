"""The clause beside a quote that says whose it is: `said the old woman softly`, `Meera asked:`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.reading.grammar import CASED, TITLES, UNSPACED, grammar
from pipeline.reading.mentions import Knows, called
from pipeline.reading.quotes import Piece
from pipeline.reading.subjects import Clause, read_clause
from pipeline.vocabulary import Language

TAG_WORDS = 7
"""A told piece up to this long that only says who speaks is not told: one sees who speaks."""
_SENTENCE = regex.compile(r"[.!?…।॥。！？؟]+[\"'”’»」』)]*\s*")
_CLAUSE_END = regex.compile(r"[,.;:!?…।॥。！？、，；：،؛؟—–]")
_LEADS_IN = ",:：，،、—–"
_APPOSITION = regex.compile(r",\s+(?P<words>[^,.;:!?…—–\s][^,.;:!?…—–]*)(?=[,.;!?…]|$)")
_NAME_WORDS, _DESCRIBED_WORDS = 3, 5
_MANNER = regex.compile(
    r"\b(?:\w+ly|with a \w+|with \w+|suavemente|con \w+|\w+mente|doucement|avec \w+|\w+ment|leise|sanft|laut"
    r"|тихо|громко|ласково|грустно|весело|сердито)\b"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A clause that attributes a quote. `start`, `end`: the words that need not be told; `how`: the manner it names."""

    clause: Clause
    start: int
    end: int
    is_short: bool
    how: str | None


class Tagger:
    """Finds tags in one language; `knows` are the words that already mean somebody."""

    def __init__(self, language: Language, knows: Knows) -> None:
        self._language = language
        self._knows = knows

    def tag(self, text: str, before: Piece | None, after: Piece | None, *, followed: bool) -> Tag | None:
        """The tag of the quote between two told pieces. `followed`: another quote comes behind them."""
        leading = self._leading(text, before) if before is not None else None
        if leading is not None and before is not None and text[before.end - 1] in _LEADS_IN:
            return leading
        trailing = self._trailing(text, after, followed=followed) if after is not None else None
        return trailing or leading

    def _leading(self, text: str, piece: Piece) -> Tag | None:
        """`… Meera said,` which leads into a quote: its last sentence."""
        stop = piece.end
        while stop > piece.start and (text[stop - 1].isspace() or text[stop - 1] in _LEADS_IN):
            stop -= 1
        begin, _ = next(iter(reversed(list(sentence_ranges(text, piece.start, stop)))), (stop, stop))
        clause = read_clause(text[begin:stop], self._language, self._knows)
        if not clause.has_verb and not (text[piece.end - 1] in ":：" and clause.subject is not None):
            return None
        return self._made(text, clause, begin, stop, piece.end)

    def _trailing(self, text: str, piece: Piece, *, followed: bool) -> Tag | None:
        """`said the old woman softly, and …`, which follows a quote: its first clause, else its first sentence."""
        begin = piece.start
        while begin < piece.end and not text[begin].isalnum():
            begin += 1
        ends = (match.start() for match in _CLAUSE_END.finditer(text, begin, piece.end))
        stop = next((end for end in ends if not _is_abbreviated(text, end)), piece.end)
        clause = read_clause(text[begin:stop], self._language, self._knows)
        if not clause.has_verb or clause.subject is None:
            clause, stop = self._whole(text, piece, begin, stop, clause)
        if not clause.has_verb:
            return self._going_on(text, begin, stop)
        # What ends in a colon speaks of the quote behind it.
        if followed and text[piece.end - 1] in ":：" and stop >= piece.end - 2:
            return None
        clause, stop = self._with_apposition(text, piece, clause, stop)
        end = stop
        while end < piece.end and not text[end].isalnum():
            end += 1
        return self._made(text, clause, begin, stop, end)

    def _with_apposition(self, text: str, piece: Piece, clause: Clause, stop: int) -> tuple[Clause, int]:
        """`said Wat, the turnspit boy` and `said her student, Ben` are tags up to their ends."""
        beside = _APPOSITION.match(text, stop, piece.end) if self._language in CASED else None
        who = clause.subject
        if beside is None or who is None or not clause.has_verb:
            return clause, stop
        words = grammar(self._language)
        parts = beside["words"].split()
        if who.kind == "noun" and all(part[0].isupper() for part in parts) and len(parts) <= _NAME_WORDS:
            name = called(beside["words"], words, self._knows, sure=True)
            if name.kind == "name" and self._language is not Language.GERMAN:
                who = replace(name, gender=name.gender or who.gender, age=name.age or who.age, described=who.words)
                return replace(clause, subject=who), beside.end()
        described = parts[0].casefold() in words.articles and parts[-1].casefold() in words.nouns
        if who.kind == "name" and described and len(parts) <= _DESCRIBED_WORDS:
            return clause, beside.end()
        return clause, stop

    def _whole(self, text: str, piece: Piece, begin: int, stop: int, clause: Clause) -> tuple[Clause, int]:
        """The first sentence, if that says more than its first clause."""
        sentence_end = next((end for _, end in sentence_ranges(text, begin, piece.end)), piece.end)
        whole = read_clause(text[begin:sentence_end], self._language, self._knows)
        # With a verb of saying at the sentence's end in some languages, in others it stands in the first clause.
        may_be_late = self._language not in CASED or clause.has_verb
        if may_be_late and whole.has_verb and whole.subject is not None and whole.subject.sure and sentence_end > stop:
            return whole, sentence_end
        return clause, stop

    def _going_on(self, text: str, begin: int, stop: int) -> Tag | None:
        """In lower case the clause goes on with the quote's own sentence, whatever its verb is; it is told too."""
        if not text[begin : begin + 1].islower():
            return None
        clause = read_clause(text[begin:stop], self._language, self._knows, is_tag=True)
        return self._made(text, clause, begin, begin, begin) if clause.subject is not None else None

    def _made(self, text: str, clause: Clause, begin: int, stop: int, end: int) -> Tag:
        words = text[begin:stop]
        count = len(words) / 2.5 if self._language in UNSPACED else len(words.split())
        how = _MANNER.search(words.casefold()) if self._language in CASED else None
        return Tag(clause, begin, end, count <= TAG_WORDS, how.group() if how else None)


def sentence_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences between two places, without their marks: a quote's neighbours begin and end where the quote does."""
    begin = start
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() < end and _is_abbreviated(text, match.start()):
            continue
        if any(one.isalnum() for one in text[begin : match.end()]):
            yield begin, match.start()
        begin = match.end()
    if any(one.isalnum() for one in text[begin:end]):
        yield begin, end


def _is_abbreviated(text: str, at: int) -> bool:
    """Whether the full stop here belongs to a title: `Dr. Rao`."""
    if text[at] != ".":
        return False
    begin = at
    while begin > 0 and at - begin < 6 and text[begin - 1].isalpha():
        begin -= 1
    return text[begin:at].casefold() in TITLES
