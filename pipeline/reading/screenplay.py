"""Screenplays and dialogues: scene headings, character cues, `NAME: line`, parentheticals, transitions, action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.film import ActionText, Element, Heading, Span, Speech, Transition
from pipeline.reading.lines import ScriptLine
from pipeline.reading.marks import (
    COLON,
    CONTINUED,
    CUE,
    HASH,
    HEADING,
    LEADING_PARENTHETICAL,
    PARENTHETICAL,
    SENTENCE_MARK,
    TRANSITION,
    is_shouted,
    narrators,
)

_NAME_WORDS = 4
_CASED = regex.compile(r"[\p{Lu}\p{Ll}]")


def is_heading(text: str) -> bool:
    """Whether a line heads a scene by its own words, e.g. INT., दृश्य 1."""
    return HEADING.match(text) is not None or (text.startswith(".") and len(text) > 1 and text[1].isalnum())


def is_cue(lines: Sequence[ScriptLine], number: int, known: frozenset[str] = frozenset()) -> bool:
    """Whether a line is a name above its speech: alone, not a sentence, in capitals where the script has them."""
    text = lines[number].text
    if not text or (number > 0 and lines[number - 1].text) or number + 1 >= len(lines) or not lines[number + 1].text:
        return False
    if text.startswith("@"):
        return True
    match = CUE.match(text)
    if match is None or is_heading(text) or TRANSITION.match(text) or HASH.match(text):
        return False
    name = match["name"]
    if len(name.split()) > _NAME_WORDS or SENTENCE_MARK.search(name) or not any(one.isalpha() for one in name):
        return False
    if _CASED.search(name):
        return is_shouted(name)
    # A script without capitals: a short line alone is a name if it comes again, or something else says so.
    return name in known


def cue_names(lines: Sequence[ScriptLine]) -> frozenset[str]:
    """Lines of scripts without capitals that stand as cues more than once, or with a parenthetical below."""
    seen: Counter[str] = Counter()
    for number, line in enumerate(lines[:-1]):
        match = CUE.match(line.text)
        alone = (number == 0 or not lines[number - 1].text) and bool(lines[number + 1].text)
        if match is None or not alone or _CASED.search(line.text) or len(match["name"].split()) > _NAME_WORDS:
            continue
        if not SENTENCE_MARK.search(line.text) and not is_heading(line.text) and not COLON.match(line.text):
            seen[match["name"]] += 2 if PARENTHETICAL.match(lines[number + 1].text) or match["extension"] else 1
    return frozenset(name for name, times in seen.items() if times > 1)


def colon_names(lines: Sequence[ScriptLine]) -> Counter[str]:
    """Who stands before a colon, and how often, as far as it can be a name."""
    found: Counter[str] = Counter()
    for line in lines:
        match = COLON.match(line.text)
        if match and _may_be_name(match["name"]) and not is_heading(line.text) and not TRANSITION.match(line.text):
            found[match["name"].strip()] += 1
    return found


def _may_be_name(name: str) -> bool:
    first = name.strip("*_ @")[:1]
    return len(name.split()) <= _NAME_WORDS and first.isalnum() and not first.islower()


class Reader:
    """Reads lines into elements, one after the other."""

    def __init__(self, lines: Sequence[ScriptLine], script: str, *, by_colon: bool) -> None:
        self._lines = lines
        self._script = script
        self._names = colon_names(lines) if by_colon else Counter()
        self._cues = cue_names(lines)
        self._elements: list[Element] = []
        self._number = 0

    def read(self) -> tuple[Element, ...]:
        """All elements in order."""
        while self._number < len(self._lines):
            self._read_one()
        return tuple(self._elements)

    def _read_one(self) -> None:
        line = self._lines[self._number]
        text = line.text
        heading = HASH.match(text)
        if not text:
            self._number += 1
        elif heading:
            self._take(Heading, line.part(heading.start("text"), heading.end("text")))
        elif is_heading(text):
            self._take(Heading, line.part(1, len(text)) if text.startswith(".") else line)
        elif text.startswith(">") or TRANSITION.match(text):
            self._take(Transition, line.part(1, len(text)) if text.startswith(">") else line)
        elif is_cue(self._lines, self._number, self._cues):
            self._read_cue(line)
        elif self._is_colon_line(text):
            self._read_colon(line)
        else:
            self._read_action(line)

    def _take(self, kind: type[Heading | Transition], line: ScriptLine) -> None:
        if line.text:
            self._elements.append(kind(line.text, line.span))
        self._number += 1

    def _is_colon_line(self, text: str) -> bool:
        match = COLON.match(text)
        return match is not None and match["name"].strip() in self._names

    def _read_cue(self, line: ScriptLine) -> None:
        match = CUE.match(line.text.removeprefix("@"))
        name = (match["name"] if match else line.text.removeprefix("@")).strip("*_ ")
        extension = match["extension"].strip(" ()（）") if match else ""
        how = None if not extension or CONTINUED.match(extension) else extension
        self._number += 1
        pending: list[ScriptLine] = []
        while self._number < len(self._lines) and self._lines[self._number].text:
            spoken = self._lines[self._number]
            parenthetical = PARENTHETICAL.match(spoken.text)
            if parenthetical:
                self._say(name, pending, how)
                pending, how = [], parenthetical["how"].strip()
            else:
                pending.append(spoken)
            self._number += 1
        self._say(name, pending, how)

    def _read_colon(self, line: ScriptLine) -> None:
        match = COLON.match(line.text)
        if match is None:
            raise ValueError(line.text)
        name, how = match["name"].strip("*_ @"), match["how"]
        spoken = line.part(match.start("text"), len(line.text))
        leading = LEADING_PARENTHETICAL.match(spoken.text)
        if leading and leading.end() < len(spoken.text):
            how, spoken = leading["how"], spoken.part(leading.end(), len(spoken.text))
        self._number += 1
        pending = [spoken] if spoken.text else []
        while self._number < len(self._lines) and self._goes_on(pending):
            pending.append(self._lines[self._number])
            self._number += 1
        self._say(name, pending, how.strip() if how else None)

    def _goes_on(self, pending: Sequence[ScriptLine]) -> bool:
        """Whether the line here still belongs to the speech above it."""
        text = self._lines[self._number].text
        if not text or PARENTHETICAL.match(text) or self._is_colon_line(text) or TRANSITION.match(text):
            return False
        if is_heading(text) or HASH.match(text):
            return False
        return not pending or not SENTENCE_MARK.search(pending[-1].text)

    def _say(self, name: str, lines: Sequence[ScriptLine], how: str | None) -> None:
        if not lines:
            return
        span = Span(lines[0].span.start, lines[-1].span.end)
        text = self._script[span.start : span.end]
        if name.casefold() in narrators():
            self._elements.append(ActionText(text, span, told=True))
        elif name:
            self._elements.append(Speech(name, text, span, how or None))
        else:
            self._elements.append(ActionText(text, span))

    def _read_action(self, line: ScriptLine) -> None:
        """Lines up to the next blank one are one paragraph; a line all in brackets stands alone."""
        lines = [line]
        self._number += 1
        whole = PARENTHETICAL.match(line.text)
        if whole:
            self._append_action([line.part(whole.start("how"), whole.end("how"))])
            return
        while self._number < len(self._lines):
            text = self._lines[self._number].text
            stops = not text or HASH.match(text) or is_heading(text) or TRANSITION.match(text)
            if stops or self._is_colon_line(text) or PARENTHETICAL.match(text):
                break
            lines.append(self._lines[self._number])
            self._number += 1
        self._append_action([line.part(1, len(line.text)) if line.text.startswith("!") else line, *lines[1:]])

    def _append_action(self, lines: Sequence[ScriptLine]) -> None:
        span = Span(lines[0].span.start, lines[-1].span.end)
        text = self._script[span.start : span.end]
        if any(character.isalnum() for character in text):
            self._elements.append(ActionText(text, span))
