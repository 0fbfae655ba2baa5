"""Where the quotes are in told prose, in the conventions of many languages; and dialogue that opens with a dash.

One pass over the paragraph: a script of a thousand quote marks costs no more than another of its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.reading.grammar import grammar
from pipeline.vocabulary import Language

_CLOSERS = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "‚": "‘’", "‹": "›",
    "›": "‹", "”": "”", "＂": "＂", "〝": "〟", "《": "》",
}  # fmt: skip
_ENDLESS = frozenset('“„«「『"')
"""A quote that goes on over paragraphs opens each of them and closes once."""
_APOSTROPHES = frozenset("'‘’‚")
DASH = regex.compile(r"^(?:[—–―‒]|-{1,2}(?=\s))\s*")
_INNER_DASH = regex.compile(r"\s*[—–―]\s*")
_BEHIND_TOLD = regex.compile(r"(?<=[.!?…:])\s+[—–―]\s*(?=[\p{Lu}¿¡])")
_DASHING = frozenset({Language.SPANISH, Language.PORTUGUESE, Language.FRENCH, Language.ITALIAN, Language.RUSSIAN})
_FRENCH_TAG_ENDS = regex.compile(
    r"[.!?…]|,\s(?!(?:qui|dont)\s|d['’]une?\s|avec\sune?\s|en\s\w+ant\b"
    r"|les\s(?:yeux|mains|bras|larmes|dents|lèvres)\b|la\s(?:voix|tête|main|gorge|bouche)\b)"
)
"""How the tag in a quote ends: a comma closes it, unless who speaks is only described behind it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph: said or told. Offsets are from the paragraph's start.

    `goes_on`: a quote that the paragraph does not close.
    """

    start: int
    end: int
    said: bool
    goes_on: bool = False


def pieces(paragraph: str, language: Language) -> tuple[Piece, ...]:
    """The paragraph in order, without quote marks and the white space around its pieces."""
    if DASH.match(paragraph):
        found = tuple(_dashed(paragraph, language))
    else:
        inner = _BEHIND_TOLD.search(paragraph) if language in _DASHING else None
        told = inner.start() if inner else len(paragraph)
        found = tuple(_quoted(paragraph[:told]))
        if inner:
            said = _dashed(paragraph[inner.end() :], language, opened=True)
            found += tuple(replace(one, start=one.start + inner.end(), end=one.end + inner.end()) for one in said)
    if language is Language.FRENCH:
        found = tuple(part for piece in found for part in _without_tags(paragraph, piece))
    return found or (Piece(0, len(paragraph), said=False),)


def opens_with_dash(text: str) -> bool:
    """Whether a line begins as dialogue does in Spanish or Russian."""
    return DASH.match(text) is not None


def _quoted(paragraph: str) -> Iterator[Piece]:
    at, told_from = 0, 0
    absent: set[str] = set()
    while at < len(paragraph):
        mark = paragraph[at]
        if mark not in _CLOSERS or not _opens(paragraph, at):
            at += 1
            continue
        end = _closing(paragraph, at, absent)
        goes_on = end is None and mark in _ENDLESS and _opens_paragraph(paragraph, at)
        if end is None and not goes_on:
            at += 1
            continue
        close = len(paragraph) if end is None else end
        if not _is_speech(paragraph, at, close):
            at = close + 1
            continue
        yield from _piece(paragraph, told_from, at, said=False)
        yield from _piece(paragraph, at + 1, close, said=True, goes_on=goes_on)
        at = told_from = close + 1
    yield from _piece(paragraph, told_from, len(paragraph), said=False)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    following = text[at + 1 : at + 2]
    if mark in "\"'‘‚”":
        inside_word = at > 0 and text[at - 1].isalnum() and not _is_dense(text[at - 1])
        return not inside_word and bool(following) and not following.isspace()
    return bool(following)


def _opens_paragraph(text: str, at: int) -> bool:
    """Only a quote with nothing but its own words to the paragraph's end may go on in the next one."""
    return at == 0 or text[:at].rstrip()[-1:] in ",:：，、.!?。"


def _closing(text: str, at: int, absent: set[str]) -> int | None:
    mark = text[at]
    closers = _CLOSERS[mark]
    if mark in absent:
        return None
    if mark in _APOSTROPHES:
        return _closing_apostrophe(text, at, closers, absent)
    ends = [end for closer in closers if (end := text.find(closer, at + 1)) >= 0]
    if not ends:
        absent.add(mark)
        return None
    return min(ends)


def _closing_apostrophe(text: str, at: int, closers: str, absent: set[str]) -> int | None:
    for end in range(at + 1, len(text)):
        if text[end] in closers and not text[end + 1 : end + 2].isalnum() and not text[end - 1].isspace():
            return end
    absent.add(text[at])
    return None


def _is_dense(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"


def _is_speech(text: str, start: int, end: int) -> bool:
    """A title or a word in quotes is not speech: it has no mark at its end and stands in mid-sentence."""
    quote = text[start + 1 : end].strip()
    if not any(character.isalnum() for character in quote) or text[start] == "《":
        return False
    before, after = _last_mark(text, start), _next_mark(text, end + 1)
    marked = quote[-1] in ",.!?…।॥。！？؟،—-、，~～♪" or quote[-1] in "\"'”’»”"
    opens = not before or before in ',:：.!?।。！？،、，…—؛"”“»」’'
    dense = text[start] in "「『" and (after in "とっ。" or not after)
    return marked or opens or dense


def _last_mark(text: str, start: int) -> str:
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return text[start - 1 : start]


def _next_mark(text: str, end: int) -> str:
    while end < len(text) and text[end].isspace():
        end += 1
    return text[end : end + 1]


def _dashed(paragraph: str, language: Language, *, opened: bool = False) -> Iterator[Piece]:
    """— Said, — told, — said again. What is told between dashes begins in lower case, behind a mark or with a verb."""
    opening = None if opened else DASH.match(paragraph)
    at = opening.end() if opening else 0
    said = True
    verb = grammar(language).verb
    for match in _INNER_DASH.finditer(paragraph, at):
        following = paragraph[match.end() : match.end() + 1]
        before = paragraph[match.start() - 1 : match.start()]
        if said:
            told = paragraph[match.end() : match.end() + 40]
            tag = verb.search(told) is not None or before in ",!?…"
            if language is Language.RUSSIAN and following.isupper() and before in "!?…":
                yield from _piece(paragraph, at, match.start(), said=True)
                at, said = match.end(), False
                continue
            if not following.islower() or not (tag and (before in ",.!?…»" or verb.match(told))):
                continue
        elif not (
            before in ",.:;"
            or paragraph[match.end() - 1 : match.end() + 1][:1] in "—–―,."
            or match.group()[:1] in ",.—"
        ):
            continue
        yield from _piece(paragraph, at, match.start(), said=said)
        at, said = match.end(), not said
    yield from _piece(paragraph, at, len(paragraph), said=said)


def _without_tags(paragraph: str, piece: Piece) -> Iterator[Piece]:
    """A French quote holds its own tag: `« Viens, dit la mère, il est tard. »`."""
    if not piece.said:
        yield piece
        return
    at = piece.start
    verb = grammar(Language.FRENCH).verb
    for match in verb.finditer(paragraph, piece.start, piece.end):
        if match.start() < at or not _is_french_tag(paragraph, match):
            continue
        yield from _piece(paragraph, at, match.start(), said=True)
        ends = _FRENCH_TAG_ENDS.search(paragraph, match.end(), piece.end)
        end = ends.end() if ends else piece.end
        yield from _piece(paragraph, match.start(), end, said=False)
        at = end
    yield from _piece(paragraph, at, piece.end, said=True, goes_on=piece.goes_on)


def _is_french_tag(paragraph: str, match: regex.Match[str]) -> bool:
    """Behind a mark, in lower case, and turned round: `dit-il`, `dit Léa`, `dit la mère`."""
    before = _last_mark(paragraph, match.start())
    behind = paragraph[match.end() : match.end() + 40]
    turned = regex.match(
        r"-(?:t-)?(?:il|elle|on|je)|(?:\s+\w+ment)?\s+(?:l['’]|\p{Lu}|(?:le|la|un|une|son|sa|mon|ma)\s)", behind
    )
    return before in ",!?…." and match.group()[:1].islower() and turned is not None


def _piece(paragraph: str, start: int, end: int, *, said: bool, goes_on: bool = False) -> Iterator[Piece]:
    # What punctuation is left over from the piece before: `—Hola —dijo Meera—. ¿Vamos?`
    while start < end and (
        paragraph[start].isspace() or (paragraph[start] in ",.;:，、；：،" and paragraph[start + 1 : start + 2] != ".")
    ):
        start += 1
    while end > start and paragraph[end - 1].isspace():
        end -= 1
    if end > start and any(character.isalnum() for character in paragraph[start:end]):
        yield Piece(start, end, said, goes_on)
