"""Screenplays and dialogues: scene headings, character cues, turns of talk, parentheticals, transitions, action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.film import ActionText, Element, Heading, Span, Speech, Transition
from pipeline.reading.chat import Turns, bare_name
from pipeline.reading.lines import ScriptLine, heading_in
from pipeline.reading.marks import (
    CENTRED,
    COLON,
    CONTINUED,
    CUE,
    HASH,
    PARENTHETICAL,
    SENTENCE_MARK,
    TRANSITION,
    UNSEEN,
    is_heading,
    narrators,
)

_NAME_WORDS = 4
_TOLD_WORDS = 2
"""A name that was told of is seldom longer."""
_CASED = regex.compile(r"[\p{Lu}\p{Ll}]")
_EXTENSION = regex.compile(r"[(（]([^)）]*)[)）]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A line that names who speaks: `GRANDMOTHER (V.O.) ^`."""

    name: str
    how: str | None
    unseen: bool
    dual: bool


def read_cue(text: str) -> Cue:
    """What a cue says: the name without extensions, a parenthetical if one of them is that."""
    dual = text.endswith("^")
    text = text.removeprefix("@").rstrip("^ ")
    extensions = [extension.strip() for extension in _EXTENSION.findall(text)]
    unseen = any(UNSEEN.match(extension) for extension in extensions)
    hows = [one for one in extensions if one and not UNSEEN.match(one) and not CONTINUED.match(one)]
    name = bare_name(regex.split(r"[(（]", text, maxsplit=1)[0])
    return Cue(name, ", ".join(hows) or None, unseen, dual)


def is_cue(lines: Sequence[ScriptLine], number: int, known: frozenset[str] = frozenset()) -> bool:
    """Whether a line is a name above its speech: alone, not a sentence, in capitals where the script has them."""
    text = lines[number].text
    if not text or (number > 0 and lines[number - 1].text) or number + 1 >= len(lines) or not lines[number + 1].text:
        return False
    if text.startswith("@"):
        return bool(read_cue(text).name)
    match = CUE.match(text)
    if match is None or is_heading(text) or TRANSITION.match(text) or HASH.match(text) or text[0] in "!>~.":
        return False
    name = match["name"]
    if len(name.split()) > _NAME_WORDS or SENTENCE_MARK.search(name) or not any(one.isalpha() for one in name):
        return False
    if _CASED.search(name):
        return name.isupper()
    # A script without capitals: a short line alone is a name if it comes again, or something else says so.
    return name in known


def cue_names(lines: Sequence[ScriptLine]) -> frozenset[str]:
    """Lines of scripts without capitals that stand as cues more than once, or with a parenthetical below.

    Once is enough for who was told of before.
    """
    seen: Counter[str] = Counter()
    told = ""
    for number, line in enumerate(lines[:-1]):
        told += lines[number - 1].text + "\n" if number else ""
        match = CUE.match(line.text)
        alone = (number == 0 or not lines[number - 1].text) and bool(lines[number + 1].text)
        if match is None or not alone or _CASED.search(line.text) or len(match["name"].split()) > _NAME_WORDS:
            continue
        if not SENTENCE_MARK.search(line.text) and not is_heading(line.text) and not COLON.match(line.text):
            name = match["name"]
            sure = bool(PARENTHETICAL.match(lines[number + 1].text) or match["extension"])
            if told and len(name.split()) <= _TOLD_WORDS:
                sure = sure or name in told
            seen[name] += 2 if sure else 1
    # Under a scene heading nothing else looks like that.
    least = 1 if any(is_heading(line.text) for line in lines) else 2
    return frozenset(name for name, times in seen.items() if times >= least)


class Reader:
    """Reads lines one after another; every element keeps its place in the script's text.

    `turns` None: the script is Fountain and nothing else, a colon says nothing.
    """

    def __init__(self, lines: Sequence[ScriptLine], script: str, turns: Turns | None) -> None:
        self._lines = lines
        self._script = script
        self._turns = turns
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
        centred = CENTRED.match(text)
        if not text:
            self._number += 1
        elif centred:
            self._append_action([line.part(centred.start("text"), centred.end("text"))])
            self._number += 1
        elif text.startswith("~") and len(text.strip("~")) > 0:
            # Sung, and by nobody in the picture.
            lyric = line.part(1, len(text))
            self._elements.append(ActionText(lyric.text, lyric.span, told=True))
            self._number += 1
        elif text.startswith("!"):
            self._read_forced_action(line)
        elif self._take_mark(line):
            self._number += 1
        elif is_cue(self._lines, self._number, self._cues):
            self._read_cue(line)
        elif self._is_turn(line):
            self._read_turns(line)
        else:
            self._read_action(line)

    def _take_mark(self, line: ScriptLine) -> bool:
        """Take a heading or a transition, if the line is one."""
        text = line.text
        heading = heading_in(line)
        if heading is not None:
            if heading.text:
                self._elements.append(Heading(heading.text, heading.span))
            return True
        if text.startswith(">") or TRANSITION.match(text):
            change = line.part(int(text.startswith(">")), len(text))
            if change.text:
                self._elements.append(Transition(change.text, change.span))
            return True
        return False

    def _is_turn(self, line: ScriptLine) -> bool:
        return self._turns is not None and bool(self._turns.of(line))

    def _read_cue(self, line: ScriptLine) -> None:
        cue = read_cue(line.text)
        how = cue.how
        self._number += 1
        pending: list[ScriptLine] = []
        said = False
        while self._number < len(self._lines):
            spoken = self._lines[self._number]
            if not spoken.text and not (spoken.held and self._speech_goes_on()):
                break
            parenthetical = PARENTHETICAL.match(spoken.text)
            if parenthetical or not spoken.text or spoken.text.startswith("~"):
                said = self._say(cue, pending, how) or said
                how = how if not pending else None
                pending = []
            if parenthetical:
                how = parenthetical["how"].strip()
                if not said and not self._has_words_below():
                    # "(nods)" and nothing more: done, not said.
                    self._append_action([spoken.part(parenthetical.start("how"), parenthetical.end("how"))])
            elif spoken.text:
                pending.append(spoken.part(1, len(spoken.text)) if spoken.text.startswith("~") else spoken)
            self._number += 1
        self._say(cue, pending, how)

    def _speech_goes_on(self) -> bool:
        """Whether the speech goes on below an empty line of two spaces: not if something new begins there."""
        if self._number + 1 >= len(self._lines):
            return False
        below = self._lines[self._number + 1]
        marked = is_heading(below.text) or HASH.match(below.text) or below.text[:1] in "!>@"
        return bool(below.text) and not marked and not is_cue(self._lines, self._number + 1, self._cues)

    def _has_words_below(self) -> bool:
        return self._number + 1 < len(self._lines) and bool(self._lines[self._number + 1].text)

    def _read_turns(self, line: ScriptLine) -> None:
        if self._turns is None:
            raise ValueError(line.text)
        *before, turn = self._turns.of(line)
        for one in before:
            self._say(Cue(one.name, None, unseen=False, dual=False), [one.said], one.how)
        self._number += 1
        pending = [turn.said] if turn.said.text else []
        while self._number < len(self._lines) and self._goes_on(pending):
            pending.append(self._lines[self._number])
            self._number += 1
        unseen = turn.how is not None and UNSEEN.match(turn.how) is not None
        self._say(Cue(turn.name, None, unseen, dual=False), pending, None if unseen else turn.how)

    def _goes_on(self, pending: Sequence[ScriptLine]) -> bool:
        """Whether the line here still belongs to the speech above it."""
        line = self._lines[self._number]
        text = line.text
        if not text or PARENTHETICAL.match(text) or self._is_turn(line) or TRANSITION.match(text):
            return False
        if is_heading(text) or HASH.match(text) or text[0] in "!>~":
            return False
        return not pending or not SENTENCE_MARK.search(pending[-1].text)

    def _say(self, cue: Cue, lines: Sequence[ScriptLine], how: str | None) -> bool:
        """Add a speech; whether there was one to add."""
        if not lines:
            return False
        span = Span(lines[0].span.start, lines[-1].span.end)
        text = self._script[span.start : span.end]
        if cue.name.casefold() in narrators():
            self._elements.append(ActionText(text, span, told=True))
        elif cue.name:
            self._elements.append(Speech(cue.name, text, span, how or None, cue.unseen, cue.dual))
        else:
            self._elements.append(ActionText(text, span))
        return True

    def _read_action(self, line: ScriptLine) -> None:
        """Lines up to the next blank one are one paragraph; a line all in brackets stands alone."""
        lines = [line]
        self._number += 1
        whole = PARENTHETICAL.match(line.text)
        if whole:
            self._append_action([line.part(whole.start("how"), whole.end("how"))])
            return
        while self._number < len(self._lines):
            here = self._lines[self._number]
            text = here.text
            stops = not text or HASH.match(text) or is_heading(text) or TRANSITION.match(text) or text[0] in "!>~"
            if stops or self._is_turn(here) or PARENTHETICAL.match(text):
                break
            lines.append(here)
            self._number += 1
        self._append_action(lines)

    def _read_forced_action(self, line: ScriptLine) -> None:
        lines = [line.part(1, len(line.text))]
        self._number += 1
        while self._number < len(self._lines) and self._lines[self._number].text:
            lines.append(self._lines[self._number])
            self._number += 1
        self._append_action([one for one in lines if one.text])

    def _append_action(self, lines: Sequence[ScriptLine]) -> None:
        if not lines:
            return
        span = Span(lines[0].span.start, lines[-1].span.end)
        text = self._script[span.start : span.end]
        if any(character.isalnum() for character in text):
            self._elements.append(ActionText(text, span))
