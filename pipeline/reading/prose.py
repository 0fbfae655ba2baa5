"""Told prose: paragraphs of narration and quotes, each quote with whoever says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.film import ActionText, Element, Heading, Span, Speech, Transition
from pipeline.reading.conversation import Conversation, Quote
from pipeline.reading.lines import ScriptLine, heading_in, trimmed
from pipeline.reading.marks import PARENTHETICAL, TRANSITION
from pipeline.reading.quotes import Piece, opens_with_dash, pieces
from pipeline.reading.speakers import Company
from pipeline.reading.tags import Tag, Tagger, sentence_ranges
from pipeline.vocabulary import Language

_MOST_LINES = 0.8
"""Where more lines than this end as sentences do, every line is a paragraph: nothing is broken to fit a page."""
_LINE_ENDS = regex.compile(r"[.!?…।॥。！？؟:：”»」』\"’]$")


@dataclass(frozen=True, slots=True)
class Prose:
    """The elements in order, and the other words by which the script means each speaker."""

    elements: tuple[Element, ...]
    also: tuple[tuple[str, tuple[str, ...]], ...]


def read_prose(lines: Sequence[ScriptLine], script: str, language: Language) -> Prose:
    """Read twice: who is in the story is known only at its end, and the first quote may need it."""
    company = Company(language, script)
    tuple(_Teller(script, language, company).read(lines))
    elements = tuple(_Teller(script, language, company).read(lines))
    return Prose(elements, tuple(company.also()))


_MOST_BESIDE = 240


@dataclass(slots=True)
class _Part:
    """A piece of a paragraph on its way to an element: what of it is kept, who says it and how."""

    start: int
    end: int
    speaker: str | None = None
    how: str | None = None
    beside: str = ""

    def cut(self, tag: Tag) -> None:
        """Take a tag off the told piece that holds it."""
        if tag.start - self.start <= 2 and tag.start <= self.end:
            self.start = min(max(tag.end, self.start), self.end)
        elif tag.end >= self.end:
            self.end = max(tag.start, self.start)


class _Teller:
    def __init__(self, script: str, language: Language, company: Company) -> None:
        self._script = script
        self._language = language
        self._tagger = Tagger(language, company.knows)
        self._conversation = Conversation(language, company)
        self._goes_on = False
        """Whether the paragraph before did not close its quote."""

    def read(self, lines: Sequence[ScriptLine]) -> Iterator[Element]:
        paragraph: list[ScriptLine] = []
        written = [line.text for line in lines if line.text]
        by_line = sum(_LINE_ENDS.search(text) is not None for text in written) > len(written) * _MOST_LINES
        for line in (*lines, ScriptLine("", len(self._script))):
            heading = heading_in(line)
            if line.text and heading is None and not TRANSITION.match(line.text):
                if paragraph and (by_line or opens_with_dash(line.text) or PARENTHETICAL.match(line.text)):
                    yield from self._paragraph(paragraph)
                    paragraph = []
                paragraph.append(line)
                continue
            if paragraph:
                yield from self._paragraph(paragraph)
                paragraph = []
            if heading is not None:
                yield Heading(heading.text, heading.span)
            elif line.text:
                yield Transition(line.text, line.span)

    def _paragraph(self, lines: Sequence[ScriptLine]) -> Iterator[Element]:
        first = lines[0].span.start
        text = self._script[first : lines[-1].span.end]
        found = pieces(text, self._language)
        parts = [_Part(piece.start, piece.end) for piece in found]
        self._conversation.open_paragraph(goes_on=self._goes_on)
        for number, piece in enumerate(found):
            if piece.said:
                self._attribute(text, found, number, parts)
            else:
                self._conversation.watch(text, piece)
        self._conversation.close_paragraph(told=not any(piece.said for piece in found), ends_told=not found[-1].said)
        self._goes_on = found[-1].goes_on
        opens = True
        for part in parts:
            start, end = trimmed(text, part.start, part.end)
            if not any(one.isalnum() for one in text[start:end]):
                continue
            span = Span(first + start, first + end)
            if part.speaker is None:
                yield ActionText(text[start:end], span, told=True, opens=opens)
            else:
                yield Speech(part.speaker, text[start:end], span, part.how, beside=part.beside)
            opens = False

    def _attribute(self, text: str, found: Sequence[Piece], number: int, parts: Sequence[_Part]) -> None:
        """Find who says a piece, and take the tag that says so off the told piece beside it."""
        piece = found[number]
        before = found[number - 1] if number > 0 and not found[number - 1].said else None
        after = found[number + 1] if number + 1 < len(found) and not found[number + 1].said else None
        tag = self._tagger.tag(text, before, after, followed=number + 2 < len(found))
        if tag is not None and tag.is_short:
            parts[number + (1 if tag.start >= piece.end else -1)].cut(tag)
        told_after = None
        if after is not None:
            begin, stop = next(sentence_ranges(text, after.start, after.end), (after.start, after.end))
            told_after = text[begin:stop]
        joined = number > 0 and found[number - 1].said
        quote = Quote(text[piece.start : piece.end], tag, joined, before is not None, told_after)
        who = self._conversation.who(quote)
        parts[number].speaker = who.name if who else None
        parts[number].how = tag.how if tag else None
        around = (text[one.start : one.end] for one in (before, after) if one is not None)
        parts[number].beside = " ".join(around)[:_MOST_BESIDE]
