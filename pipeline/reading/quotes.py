"""Where the quotes are in told prose, in the conventions of many languages; and dialogue that opens with a dash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_PAIRS = (
    r"“(?P<q>[^“”]+)[”]",
    r"„(?P<q>[^„“”]+)[“”]",
    r"«\s*(?P<q>[^«»]+?)\s*»",
    r"»(?P<q>[^«»]+)«",
    r"「(?P<q>[^「」]+)」",
    r"『(?P<q>[^『』]+)』",
    r"(?<!\w)\"(?P<q>[^\"]+)\"",
    r"(?<!\w)‘(?P<q>[^‘]+?)’(?!\w)",
    r"(?<!\w)'(?P<q>[^']*(?:\w'\w[^']*)*)'(?!\w)",
)
_CONVENTIONS = tuple(regex.compile(pattern, regex.DOTALL) for pattern in _PAIRS)
_DASH = regex.compile(r"^(?:[—–―‒]|-{1,2}\s)\s*")
_INNER_DASH = regex.compile(r"\s*[,.!?…]?\s*[—–―]\s*|(?<=\s)[—–―](?=\w)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph: said or told. Offsets are from the paragraph's start."""

    start: int
    end: int
    said: bool


def pieces(paragraph: str) -> tuple[Piece, ...]:
    """The paragraph in order, without quote marks and the white space around its pieces."""
    found = tuple(_dashed(paragraph)) if _DASH.match(paragraph) else tuple(_quoted(paragraph))
    return found or (Piece(0, len(paragraph), said=False),)


def _quoted(paragraph: str) -> Iterator[Piece]:
    at = 0
    while at < len(paragraph):
        matches = [match for one in _CONVENTIONS if (match := one.search(paragraph, at)) and _is_speech(match)]
        # Of quotes that begin at one place or inside each other, the outermost is meant.
        match = min(matches, key=lambda one: (one.start(), -one.end()), default=None)
        if match is None:
            break
        yield from _piece(paragraph, at, match.start(), said=False)
        yield from _piece(paragraph, match.start("q"), match.end("q"), said=True)
        at = match.end()
    yield from _piece(paragraph, at, len(paragraph), said=False)


def _is_speech(match: regex.Match[str]) -> bool:
    """A title or a word in quotes is not speech: it has no mark at its end and stands in mid-sentence."""
    quote = match["q"].strip()
    if not any(character.isalnum() for character in quote):
        return False
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :].lstrip()
    marked = quote[-1] in ",.!?…।॥。！？؟،—-、，~" or quote[-1] in "\"'”’»"
    opens = not before or before[-1] in ",:：.!?।。！？،、，…—"
    japanese = match.string[match.start()] in "「『" and (after[:1] in "とっ。" or not after)
    return marked or opens or japanese


def _dashed(paragraph: str) -> Iterator[Piece]:
    """— Said, — told, — said again. The told part between dashes is short and begins in lower case."""
    opening = _DASH.match(paragraph)
    at = opening.end() if opening else 0
    said = True
    for match in _INNER_DASH.finditer(paragraph, at):
        following = paragraph[match.end() : match.end() + 1]
        if said and not (following.islower() or following.isupper()):
            continue
        if said and following.isupper():
            continue
        mark_end = match.start()
        while mark_end < match.end() and paragraph[mark_end] in " ,.!?…":
            mark_end += 1
        yield from _piece(paragraph, at, mark_end, said=said)
        at, said = match.end(), not said
    yield from _piece(paragraph, at, len(paragraph), said=said)


def _piece(paragraph: str, start: int, end: int, *, said: bool) -> Iterator[Piece]:
    # What punctuation is left over from the piece before: `—Hola —dijo Meera—. ¿Vamos?`
    while start < end and (
        paragraph[start].isspace() or (paragraph[start] in ",.;:" and paragraph[start:][1:2] != ".")
    ):
        start += 1
    while end > start and paragraph[end - 1].isspace():
        end -= 1
    if any(character.isalnum() for character in paragraph[start:end]):
        yield Piece(start, end, said)
