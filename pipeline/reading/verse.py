"""Poems and slokas: told line by line, for the line is the verse's own breath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.chant.metre import scan
from pipeline.film import ActionText, Element, Heading, Transition
from pipeline.language.iast import looks_like_iast, may_be_sanskrit
from pipeline.reading.lines import ScriptLine, heading_in
from pipeline.reading.marks import TRANSITION

_LONGEST_LINE = 64
_LONGEST_DENSE_LINE = 24
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_DANDA = regex.compile(r"[।॥|]{1,2}\s*[\p{N}\-–.]*\s*[।॥|]{0,2}$")
_FULL_STOP = regex.compile(r"[.!?…。！？؟]+[\"'”’»」』)]*$")
_QUOTE = regex.compile(r"[“”„«»「」\"]")
_NUMBER = regex.compile(r"\s*[॥|]{1,2}\s*[\p{N}\-–.]+\s*[॥|]{1,2}$")
_COUNT = regex.compile(r"^\s*[(\[]?\p{N}+[.)\]:]\s*(?=\p{L})")
_HALF = regex.compile(r"(?:[।॥]|\|{1,2})(?:\s*\p{N}+\s*[।॥|]{1,2})?\s*(?P<next>(?=\p{L}))")
"""Where the next half verse begins in a line."""
_CAPITAL = regex.compile(r"^[^\p{L}]*\p{Lu}")


def is_verse(lines: Sequence[ScriptLine]) -> bool:
    """Whether these lines are a poem's: short, several to a stanza, and not broken where a page would break them."""
    written = [line.text for line in lines if line.text and heading_in(line) is None]
    stanzas = _stanzas(lines)
    together = sum(len(stanza) for stanza in stanzas if len(stanza) > 1)
    if len(written) < 2 or together < len(written) * 0.7:
        return False
    if any(len(text) > (_LONGEST_DENSE_LINE if _DENSE.search(text) else _LONGEST_LINE) for text in written):
        return False
    dandas = sum(_DANDA.search(text) is not None for text in written)
    if dandas * 2 >= len(written) and any("॥" in text or "||" in text for text in written):
        return True
    return len(written) >= 4 and not any(_QUOTE.search(text) for text in written) and _is_broken(written, stanzas)


def scans(lines: Sequence[ScriptLine]) -> bool:
    """Whether these lines are Sanskrit in a metre, however they are broken: a sloka pasted into one line is a sloka."""
    written = [line.text for line in lines if line.text and heading_in(line) is None]
    iast = looks_like_iast("\n".join(written))
    sanskrit = may_be_sanskrit(written) or iast
    if sanskrit and _is_free_verse(written, iast=iast):
        return True
    return sanskrit and any(scan(stanza) is not None for stanza in ("\n".join(written), *written))


def _is_free_verse(written: Sequence[str], *, iast: bool) -> bool:
    """Whether lines of Sanskrit are short and end as no prose does: in a double danda, or IAST in nothing at all."""
    if len(written) < 2 or any(len(text) > _LONGEST_LINE or _QUOTE.search(text) for text in written):
        return False
    ended = any(text.rstrip().endswith(("॥", "||")) for text in written)
    return ended or (iast and not any(text.rstrip().endswith((".", "?", "!")) for text in written))


def _is_broken(written: Sequence[str], stanzas: Sequence[Sequence[str]]) -> bool:
    """Whether lines end where phrases do: neither at a page's edge nor a sentence each."""
    stops = sum(_FULL_STOP.search(text) is not None or "।" in text[-2:] for text in written)
    if stops > len(written) * 0.75:
        return False
    inner = [text for stanza in stanzas for text in stanza[1:]]
    capitals = sum(_CAPITAL.match(text) is not None for text in inner)
    paused = sum(text[-1] in ",;:.!?…—–,،؛、。！？।॥" for text in written)
    return capitals >= len(inner) * 0.6 or paused >= len(written) * 0.5


def read_verse(lines: Sequence[ScriptLine]) -> tuple[Element, ...]:
    """Every line as something told; headings stay headings, a verse's number is not said."""
    elements: list[Element] = []
    for line in lines:
        heading = heading_in(line)
        if heading is not None:
            elements.append(Heading(heading.text, heading.span))
        elif line.text and TRANSITION.match(line.text):
            elements.append(Transition(line.text, line.span))
        elif any(one.isalpha() for one in line.text):
            elements += [ActionText(said.text, said.span, told=True) for said in _half_verses(line)]
    return tuple(elements)


def _half_verses(line: ScriptLine) -> Iterator[ScriptLine]:
    """A line, or where dandas stand inside of it each half verse by itself; a verse's number is left out."""
    count = _COUNT.match(line.text)
    begin = count.end() if count else 0
    for end in (*(found.start("next") for found in _HALF.finditer(line.text)), len(line.text)):
        piece = line.part(begin, end)
        number = _NUMBER.search(piece.text)
        said = piece.part(0, number.start()) if number else piece
        if any(one.isalpha() for one in said.text):
            yield said
        begin = end


def _stanzas(lines: Sequence[ScriptLine]) -> list[list[str]]:
    stanzas: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            stanzas[-1].append(line.text)
        elif stanzas[-1]:
            stanzas.append([])
    return [stanza for stanza in stanzas if stanza]
