"""Sentences and breath groups, in every script of the twenty. Nothing of the text is lost or added."""

from __future__ import annotations

from collections.abc import Iterator

import regex

BREATH_CHARACTERS = 160
"""What is said in one breath is at most about this long."""
_DENSE_FACTOR = 3
"""An ideograph or a kana holds about as much speech as three letters."""
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ABBREVIATIONS = _listed(
    "mr mrs ms dr st prof sr sra srta dra mme mlle m hr fr dott sig jr vs etc ca bzw z.b d.h p.ej e.g i.e nr "
    "capt col gen lt sgt rev hon डॉ श्री पं प्रो திரு டாக்டர் г ул им д-р"
)
_NUMBERED = frozenset({"no"})
"""Abbreviations before a number, and words of their own elsewhere: "No. 5", "Oh no. Come back."."""
# A mark that ends a sentence, with the quotes and brackets that close behind it.
_END = regex.compile(
    r"""(?P<mark>[.!?…‽]+|[。！？｡]+|[।॥]+|[؟۔]+)(?P<close>["'”’»›」』)\]）】*_]*)(?P<space>\s*)""",
)
_FULL_WIDTH = frozenset("。！？｡।॥؟۔")
_PAUSE = regex.compile(r"(?:[,;:—–]|\.\.\.|…)(?=\s)|[，、；：،؛]")
_WORD = regex.compile(r"[\w.\-]+$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of `text`, without the white space between them."""
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _ends(text, match):
            continue
        yield from _trimmed(text, start, match.end("close"))
        start = match.end()
    yield from _trimmed(text, start, len(text))


def breaths(text: str, limit: int = BREATH_CHARACTERS) -> Iterator[tuple[int, int]]:
    """Half-open ranges of breath groups: sentences, and long sentences cut at their pauses, else between words.

    Two short sentences stay two: each may feel different.
    """
    for start, end in sentences(text):
        yield from _cut(text, start, end, limit)


def _ends(text: str, match: regex.Match[str]) -> bool:
    mark = match["mark"]
    if mark[-1] in _FULL_WIDTH:
        return True
    if not match["space"]:
        return False
    following = text[match.end()]
    if mark == ".":
        before = _WORD.search(text, 0, match.start())
        word = before.group() if before else ""
        if word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper()):
            return False
        if word.casefold() in _NUMBERED and following.isdigit():
            return False
    # "?" and "…" inside a sentence go on in lower case.
    return not following.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    room = _room(text, start, end, limit)
    if end - start <= room:
        yield start, end
        return
    # Even pieces sound better than a full one and a crumb: cut nearest to the middle that is not too far in.
    pauses = [match.end() for match in _PAUSE.finditer(text, start + room // 4, end - room // 8)]
    gaps = pauses or [match.start() for match in regex.finditer(r"\s+", text, pos=start + 1, endpos=end - 1)]
    middle = start + (end - start) // 2
    at = min(gaps, key=lambda place: abs(place - middle)) if gaps else start + room
    for part_start, part_end in ((start, at), (at, end)):
        for piece_start, piece_end in _trimmed(text, part_start, part_end):
            yield from _cut(text, piece_start, piece_end, limit)


def _room(text: str, start: int, end: int, limit: int) -> int:
    dense = len(_DENSE.findall(text, start, end))
    return limit // _DENSE_FACTOR if dense * 2 > end - start else limit
