"""A script as lines with their places, and what stands before the story: the title page, the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.film import Span
from pipeline.reading.marks import BONEYARD, HASH, title_keys

_TITLE_KEY = regex.compile(r"^(?P<key>[^:：]{2,24})[:：]\s*(?P<value>.*)$")
# str.splitlines breaks at control marks too that other programs do not take for line ends.
_LINE = regex.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line without the white space around it; `start` is its first code point in the script's text."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    def part(self, start: int, end: int) -> ScriptLine:
        """A piece of it, without the white space around that."""
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        return ScriptLine(piece.strip(), self.start + start + lead)


@dataclass(frozen=True, slots=True)
class Page:
    """Title if the script gives one, and the lines of the story."""

    title: str | None
    lines: tuple[ScriptLine, ...]


def open_page(text: str) -> Page:
    """Take notes, title page and title off a script; what is left is the story, blank lines included."""
    lines = list(_lines(BONEYARD.sub(lambda match: _blank(match.group()), text)))
    while lines and not lines[0].text:
        lines.pop(0)
    title, lines = _title_page(lines)
    kept: list[ScriptLine] = []
    for line in lines:
        heading = HASH.match(line.text)
        if title is None and heading is not None and len(heading["marks"]) == 1 and not any(one.text for one in kept):
            title = heading["text"]
            continue
        # Fountain's synopses and page breaks are not filmed.
        if line.text.startswith("=") and not line.text.strip("= ").startswith("="):
            continue
        kept.append(line)
    return Page(title, tuple(kept))


def _blank(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)


def _lines(text: str) -> Iterator[ScriptLine]:
    for match in _LINE.finditer(text):
        if match.start() > 0 and text[match.start() - 1] not in "\r\n":
            continue  # the empty match behind a line
        if text[match.start() - 1 : match.start() + 1] == "\r\n":
            continue  # the middle of one line end
        line = match.group()
        lead = len(line) - len(line.lstrip("\ufeff \t\u3000\xa0"))
        yield ScriptLine(line[lead:].rstrip(), match.start() + lead)


def _title_page(lines: list[ScriptLine]) -> tuple[str | None, list[ScriptLine]]:
    title_words, others = title_keys()
    first = _TITLE_KEY.match(lines[0].text) if lines else None
    if first is None or first["key"].strip().casefold() not in title_words | others:
        return None, lines
    title: list[str] = []
    key = ""
    for number, line in enumerate(lines):
        if not line.text:
            return _clean(title), lines[number:]
        match = _TITLE_KEY.match(line.text)
        found = match["key"].strip().casefold() if match else ""
        if match and found in title_words | others:
            key = found
            value = match["value"]
        elif match:
            # A line of dialogue right under the title: the page ends without a blank line.
            return _clean(title), lines[number:]
        else:
            value = line.text
        if key in title_words and value:
            title.append(value)
    return _clean(title), []


def _clean(title: list[str]) -> str | None:
    return " ".join(title).strip("*_ ") or None
