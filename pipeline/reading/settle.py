"""The last look at what was read: every element is one stretch of the script that can be written out and read back.

What is not filmed is cut out of it, and so is what a screenplay would take for something else than words: brackets
around a whole line, the mark of a lyric.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.film import ActionText, Element, Heading, Span, Speech, Transition
from pipeline.language.detect import sure_language
from pipeline.reading.lines import trimmed
from pipeline.reading.marks import PARENTHETICAL, narrators
from pipeline.vocabulary import Language

_LINE = regex.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_LEAD = "~=>"
_SPACE = regex.compile(r"\s+")


def settle(elements: Sequence[Element], script: str, removed: Sequence[Span], language: Language) -> Iterator[Element]:
    """The elements in order, each with exactly the script's text at its span, and its language if that is another."""
    at = 0
    for element in elements:
        while at < len(removed) and removed[at].end <= element.span.start:
            at += 1
        first = True
        for span, how in _parts(element, script, removed, at):
            text = script[span.start : span.end]
            if isinstance(element, Transition):
                if first:
                    yield Transition(text, span)
            elif isinstance(element, Heading):
                if first and any(one.isalnum() for one in text):
                    yield Heading(text, span)
            elif any(one.isalnum() for one in text):
                yield _spoken(element, text, span, how, language)
            first = False


def _spoken(
    element: ActionText | Speech, text: str, span: Span, how: str | None, language: Language
) -> ActionText | Speech:
    other = sure_language(text, language)
    if isinstance(element, ActionText):
        return replace(element, text=text, span=span, language=other)
    if element.character.casefold() in narrators():
        return ActionText(text, span, told=True, language=other)
    parenthetical = _SPACE.sub(" ", how or element.parenthetical or "").strip()
    return replace(element, text=text, span=span, parenthetical=parenthetical or None, language=other)


def _parts(element: Element, script: str, removed: Sequence[Span], at: int) -> Iterator[tuple[Span, str | None]]:
    """Stretches of an element between what is removed, blank lines, and lines that are no words."""
    if isinstance(element, Heading | Transition):
        yield from ((span, None) for span in _filmed(element.span, script, removed, at))
        return
    shown = isinstance(element, ActionText) and not element.told
    how: str | None = None
    for span in _filmed(element.span, script, removed, at):
        begin: int | None = None
        end = span.start
        for match in _LINE.finditer(script, span.start, span.end):
            line = script[slice(*trimmed(script, match.start(), match.end()))]
            whole = None if shown else PARENTHETICAL.match(line)
            if begin is not None and (not line or whole or (line[:1] in _LEAD and not shown)):
                yield _trimmed(script, begin, end, shown=shown), how
                begin, how = None, None
            if whole and isinstance(element, Speech) and match.end() < span.end:
                how = whole["how"].strip()
                end = match.end()
                continue
            if line:
                begin = match.start() if begin is None else begin
                end = match.end()
                if whole:
                    yield _trimmed(script, begin, end, shown=shown), how
                    begin, how = None, None
        if begin is not None:
            yield _trimmed(script, begin, end, shown=shown), how
            how = None


def _filmed(span: Span, script: str, removed: Sequence[Span], first: int) -> Iterator[Span]:
    """What is left of a stretch; `first` is the first cut that may touch it."""
    at = span.start
    for number in range(first, len(removed)):
        cut = removed[number]
        if cut.start >= span.end:
            break
        if cut.start > at and script[at : cut.start].strip():
            yield _trimmed(script, at, cut.start, shown=True)
        at = max(at, cut.end)
    if at < span.end and script[at : span.end].strip():
        yield _trimmed(script, at, span.end, shown=True)


def _trimmed(script: str, start: int, end: int, *, shown: bool) -> Span:
    """Without white space, and unless it is shown without brackets around the whole and marks that open no words."""
    while True:
        start, end = trimmed(script, start, end)
        if not shown and start < end and script[start] in _LEAD:
            start += 1
        elif not shown and start < end and script[end - 1] == "<":
            end -= 1
        elif not shown and PARENTHETICAL.match(script[start:end]):
            start, end = start + 1, end - 1
        else:
            return Span(start, end)
