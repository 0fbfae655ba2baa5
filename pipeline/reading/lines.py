"""A script as lines with their places, and what stands before the story: the title page, the title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.film import Span
from pipeline.reading.marks import HASH, SCENE_NUMBER, is_heading, title_keys
from pipeline.vocabulary import Language

_TITLE_KEY = regex.compile(r"^(?P<key>[^:：]{2,24})[:：]\s*(?P<value>.*)$")
_LINE = regex.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*")
_NOTES = (("/*", "*/"), ("[[", "]]"))
# Marks of order and width are no text, and would hide what a line is. Joiners are left: one may end a letter.
_EDGE = "\ufeff\u200b\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\xad"
_FOUNTAIN = "fountain"


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line without the white space around it; `start` is its first code point in the script's text.

    `held`: an empty line of two spaces, which does not end a speech.
    """

    text: str
    start: int
    held: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    def part(self, start: int, end: int) -> ScriptLine:
        """A piece of it, without the white space around that."""
        start, end = trimmed(self.text, start, end)
        return ScriptLine(self.text[start:end], self.start + start)


@dataclass(frozen=True, slots=True)
class Page:
    """What a script says before its story, and the lines of the story, blank ones included.

    `removed`: what is not filmed (notes, synopses, page breaks), in order. `fountain`: the title page says that the
    rest is Fountain and nothing else; `language` is the title page's.
    """

    title: str | None
    lines: tuple[ScriptLine, ...]
    removed: tuple[Span, ...]
    fountain: bool = False
    language: Language | None = None


def open_page(text: str) -> Page:
    """Take notes, title page and title off a script; what is left is the story."""
    removed = list(_notes(text))
    lines = list(_lines(_without(text, removed)))
    while lines and not lines[0].text:
        lines.pop(0)
    page, lines = _title_page(lines)
    title = page.get("title")
    kept: list[ScriptLine] = []
    begun = False
    for line in lines:
        heading = HASH.match(line.text)
        if title is None and heading is not None and len(heading["marks"]) == 1 and not begun:
            title = heading["text"]
            continue
        if line.text.startswith("="):  # Fountain's synopses and page breaks.
            removed.append(line.span)
            continue
        begun = begun or bool(line.text)
        kept.append(line)
    return Page(
        title,
        tuple(kept),
        tuple(sorted(removed, key=lambda span: span.start)),
        page.get("format", "").casefold() == _FOUNTAIN,
        _language(page.get("language", "")),
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range of `text` without white space and marks of order at its edges."""
    while start < end and (text[start].isspace() or text[start] in _EDGE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def heading_in(line: ScriptLine) -> ScriptLine | None:
    """The words of a scene heading, without its mark and number; None if the line is none."""
    marked = HASH.match(line.text)
    if marked:
        return line.part(marked.start("text"), marked.end("text"))
    if not is_heading(line.text):
        return None
    number = SCENE_NUMBER.search(line.text)
    return line.part(int(line.text.startswith(".")), number.start() if number else len(line.text))


def _language(code: str) -> Language | None:
    return next((one for one in Language if one.value == code.casefold()), None)


def _notes(text: str) -> Iterator[Span]:
    """Boneyards and notes, whichever opens first; one that is not closed is text."""
    at = 0
    absent: set[str] = set()
    while True:
        opens = [(place, closer, opener) for opener, closer in _NOTES
                 if opener not in absent and (place := text.find(opener, at)) >= 0]  # fmt: skip
        if not opens:
            return
        place, closer, opener = min(opens)
        end = text.find(closer, place + 2)
        if end < 0:
            absent.add(opener)
            continue
        yield Span(place, end + 2)
        at = end + 2


def _without(text: str, removed: list[Span]) -> str:
    """The text with what is removed blanked, line ends kept, so that places stay."""
    pieces: list[str] = []
    at = 0
    for span in removed:
        pieces.append(text[at : span.start])
        pieces.append(regex.sub(r"[^\r\n\x0b\x0c\x85\u2028\u2029]", " ", text[span.start : span.end]))
        at = span.end
    return "".join([*pieces, text[at:]])


def _lines(text: str) -> Iterator[ScriptLine]:
    for match in _LINE.finditer(text):
        if match.start() > 0 and text[match.start() - 1] not in "\r\n\x0b\x0c\x85\u2028\u2029":
            continue  # the empty match behind a line
        if text[match.start() - 1 : match.start() + 1] == "\r\n":
            continue  # the middle of one line end
        line = match.group()
        start, end = trimmed(line, 0, len(line))
        yield ScriptLine(line[start:end], match.start() + start, held=start == end and len(line) > 1)


def _title_page(lines: list[ScriptLine]) -> tuple[dict[str, str], list[ScriptLine]]:
    """What the title page says by key, with every key for the title under "title"; and the lines behind it."""
    title_words, others = title_keys()
    first = _TITLE_KEY.match(lines[0].text) if lines else None
    if first is None or first["key"].strip().casefold() not in title_words | others:
        return {}, lines
    page: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(lines):
        if not line.text:
            return _clean(page), lines[number:]
        match = _TITLE_KEY.match(line.text)
        found = match["key"].strip().casefold() if match else ""
        if match and found in title_words | others:
            key = "title" if found in title_words else found
            value = match["value"]
        elif match:
            # A line of dialogue right under the title: the page ends without a blank line.
            return _clean(page), lines[number:]
        else:
            value = line.text
        if value:
            page.setdefault(key, []).append(value)
    return _clean(page), []


def _clean(page: dict[str, list[str]]) -> dict[str, str]:
    joined = {key: " ".join(values).strip("*_ ") for key, values in page.items()}
    return {key: value for key, value in joined.items() if value}
