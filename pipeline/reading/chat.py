"""Turns of talk, one a line or several: `NAME: line`, `00:12 **Anna:** line`, `[Anna] line`, `Host - line`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.reading.grammar import UNSPACED, grammar
from pipeline.reading.lines import ScriptLine
from pipeline.reading.marks import COLON, HASH, LEADING_PARENTHETICAL, TRANSITION, is_heading
from pipeline.vocabulary import Language

_NAME_WORDS = 4
_LEAST_SHARE = 0.6
_TIME = regex.compile(
    r"^(?:\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4},?\s+)?[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?[\])]?\s*(?:[-–—|]\s+)?",
    regex.IGNORECASE,
)
_BRACKETED = regex.compile(r"^[\[<](?P<name>[^\[\]<>:]{1,40})[\]>]\s*[:：]?\s*(?P<text>\S.*)$")
_DASHED = regex.compile(r"^(?P<name>[^\s\-–—:.,!?\"“«(\[][^\-–—:.,!?\"“«(\[]{0,30}?)\s+[-–—]\s+(?P<text>\S.*)$")
_KAGI = regex.compile(r"^(?P<name>[^「」『』：:、。！？\s]{1,12})[「『](?P<text>[^「」]+)[」』]$")
"""The Japanese script's own form: 美緒「言ってよ」."""
_INNER = regex.compile(r"(?<=[.!?…।。！？؟][\"”»]?\s)(?P<name>\p{L}[\p{L}\p{M}.'’]{0,20})\s?[:：]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, how if the line says it, and what is said."""

    name: str
    how: str | None
    said: ScriptLine


class Turns:
    """The turns of a script, read in the one style that its lines share."""

    def __init__(self, lines: Sequence[ScriptLine], language: Language) -> None:
        self._grammar = grammar(language)
        written = [line for line in lines if line.text and not line.text.startswith("#")]
        self._styles = [_by_colon]
        for style in (_by_bracket, _by_dash):
            found = [turn for line in written if _is_plain(line.text) and (turn := style(line))]
            names = {turn.name for turn in found}
            if len(found) >= max(2, len(written) * _LEAST_SHARE) and 1 < len(names) <= max(2, len(found) // 2 + 1):
                self._styles.append(style)
        kagi = [turn.name for line in written if (turn := _by_kagi(line))]
        if len(kagi) > 1:
            self._styles.append(_by_kagi)
        self.names: Counter[str] = Counter(turn.name for line in written for turn in self._opening(line))

    def of(self, line: ScriptLine) -> tuple[Turn, ...]:
        """The turns of one line, or none."""
        opening = next(self._opening(line), None)
        if opening is None:
            return ()
        known = self.names.keys()
        single = len(opening.name) == 1
        turns: list[Turn] = []
        name, how, begin = opening.name, opening.how, 0
        said = opening.said
        for match in _INNER.finditer(said.text):
            inner = match["name"]
            if (
                inner not in known
                and not (single and len(inner) == 1)
                and not (len(self.names) == 1 == self.names[name])
            ):
                continue
            turns.append(Turn(name, how, said.part(begin, match.start())))
            name, how, begin = inner, None, match.end()
        turns.append(Turn(name, how, said.part(begin, len(said.text))))
        return tuple(turns)

    def _opening(self, line: ScriptLine) -> Iterator[Turn]:
        if not line.text or not _is_plain(line.text):
            return
        for style in self._styles:
            turn = style(line)
            if turn is not None and not self._tells(turn.name):
                yield turn
                return

    def _tells(self, name: str) -> bool:
        """Whether the words before the colon are a tag of told prose, as in `Meera said: “Go.”`."""
        verb = self._grammar.verb.search(name)
        return verb is not None and (self._grammar.language not in UNSPACED or verb.end() == len(name) > 2)


def _is_plain(text: str) -> bool:
    return not is_heading(text) and not TRANSITION.match(text) and not HASH.match(text)


def _timeless(line: ScriptLine) -> ScriptLine:
    time = _TIME.match(line.text)
    return line.part(time.end(), len(line.text)) if time else line


def _by_colon(line: ScriptLine) -> Turn | None:
    line = _timeless(line)
    match = COLON.match(line.text)
    if match is None or not may_be_name(match["name"]):
        return None
    how = match["how"]
    said = line.part(match.start("text"), len(line.text))
    emphasis = len(line.text) - len(line.text.lstrip("*_"))
    if emphasis and said.text.startswith(("*", "_")) and not match["name"].endswith(("*", "_")):
        said = said.part(emphasis, len(said.text))
    leading = LEADING_PARENTHETICAL.match(said.text)
    if leading and leading.end() < len(said.text):
        how, said = leading["how"], said.part(leading.end(), len(said.text))
    return Turn(bare_name(match["name"]), how.strip() if how else None, said)


def _by_bracket(line: ScriptLine) -> Turn | None:
    return _matched(_BRACKETED, _timeless(line))


def _by_dash(line: ScriptLine) -> Turn | None:
    return _matched(_DASHED, _timeless(line))


def _by_kagi(line: ScriptLine) -> Turn | None:
    match = _KAGI.match(line.text)
    if match is None or match["name"][-1] in "はがもにとでを" or not may_be_name(match["name"]):
        return None
    said = line.part(match.start("text"), match.end("text"))
    leading = LEADING_PARENTHETICAL.match(said.text)
    if leading and leading.end() < len(said.text):
        return Turn(match["name"], leading["how"], said.part(leading.end(), len(said.text)))
    return Turn(match["name"], None, said)


def _matched(pattern: regex.Pattern[str], line: ScriptLine) -> Turn | None:
    match = pattern.match(line.text)
    if match is None or not may_be_name(match["name"]):
        return None
    return Turn(bare_name(match["name"]), None, line.part(match.start("text"), len(line.text)))


def bare_name(name: str) -> str:
    """A name without the marks around it."""
    return " ".join(name.split()).strip("*_^@ ")


def may_be_name(name: str) -> bool:
    """Whether these words can be what somebody is called."""
    bare = bare_name(name)
    return len(bare.split()) <= _NAME_WORDS and bare[:1].isalnum() and not bare[:1].islower()
