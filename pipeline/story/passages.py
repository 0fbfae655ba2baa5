"""A screenplay as passages: headings, sentences of what is told, breaths of what is said, each with its words found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.film import ActionText, Element, Heading, Screenplay, Span, Speech
from pipeline.language.sentences import breaths, sentences
from pipeline.story.lexicon import Hit, lexicon
from pipeline.story.zones import LATIN
from pipeline.vocabulary import Language

CONTEXT = 220
"""Longest stretch that is embedded at once, in characters; half as many ideographs."""


class Kind(Enum):
    """What a passage is."""

    HEADING = "heading"
    TOLD = "told"
    SAID = "said"


@dataclass(frozen=True)
class Passage:
    """A sentence. `element` is its element's number in the screenplay, `opens` whether a paragraph begins with it."""

    kind: Kind
    text: str
    start: int
    language: Language
    element: int
    opens: bool
    hits: tuple[Hit, ...]
    around: str = ""
    """The stretch of text in which its meaning is looked for: embedding costs time by length, so each is asked once."""
    speaker: str | None = None
    how: str | None = None
    how_hits: tuple[Hit, ...] = ()
    beside_hits: tuple[Hit, ...] = ()
    """Words told beside what is said: "she sobbed", "he slammed the door"."""
    beside: str = ""
    """What is told beside it, where a speech begins."""
    narrated: bool = False
    """Told by a narrator, and so heard."""
    unseen: bool = False
    """Said by somebody who is not in the picture."""

    def found(self, *sections: str) -> tuple[Hit, ...]:
        """Its words of these sections, those denied left out."""
        return tuple(hit for hit in self.hits if hit.section in sections and not hit.denied)

    @property
    def goes_on(self) -> bool:
        """Whether it ends a sentence that began with a quote, e.g. `a girl of eight` behind `“Wait!” called Nell`."""
        return self.kind is Kind.TOLD and not self.opens and self.text[:1].islower()

    @property
    def span(self) -> Span:
        """Where it stands in the script."""
        return Span(self.start, self.start + len(self.text))


def passages(screenplay: Screenplay) -> tuple[Passage, ...]:
    """All passages in order."""
    return tuple(
        passage
        for number, element in enumerate(screenplay.elements)
        for passage in _of(element, number, screenplay.language)
    )


def words_of(text: str, language: Language, *, heading: bool = False) -> tuple[Hit, ...]:
    """All words of the lists that stand in a text; headings are often English, in whatever language."""
    hits = lexicon(language).find(text)
    if language is Language.ENGLISH:
        return tuple(hits)
    latin = language not in LATIN and any("a" <= character <= "z" for character in text.lower())
    if not heading and not latin:
        return tuple(hits)
    taken = [(hit.section, hit.start, hit.end) for hit in hits]
    for hit in lexicon(Language.ENGLISH).find(text):
        clash = any(hit.section == of and hit.start < end and start < hit.end for of, start, end in taken)
        if not clash:
            hits.append(hit)
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end)))


def _of(element: Element, number: int, language: Language) -> Iterator[Passage]:
    if isinstance(element, ActionText | Speech):
        language = element.language or language
    if isinstance(element, Heading):
        hits = words_of(element.text, language, heading=True)
        yield Passage(Kind.HEADING, element.text, element.span.start, language, number, opens=True, hits=hits)
    elif isinstance(element, ActionText):
        for (start, end), around in _in_context(element.text, list(sentences(element.text))):
            text = element.text[start:end]
            yield Passage(
                Kind.TOLD,
                text,
                element.span.start + start,
                language,
                number,
                opens=start == 0 and element.opens,
                hits=words_of(text, language),
                around=around,
                narrated=element.told,
            )
    elif isinstance(element, Speech):
        how_hits = words_of(element.parenthetical, language) if element.parenthetical else ()
        beside_hits = words_of(element.beside, language) if element.beside else ()
        for (start, end), around in _in_context(element.text, list(breaths(element.text))):
            text = element.text[start:end]
            yield Passage(
                Kind.SAID,
                text,
                element.span.start + start,
                language,
                number,
                opens=start == 0,
                hits=words_of(text, language),
                around=around,
                speaker=element.character,
                how=element.parenthetical,
                how_hits=how_hits,
                beside_hits=beside_hits,
                beside=element.beside if start == 0 else "",
                unseen=element.unseen,
            )


def _in_context(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Ranges of an element's text, each with the stretch of it, at most so long, that it is understood in."""
    dense = sum("\u3040" <= character <= "\u9fff" for character in text)
    longest = CONTEXT // 2 if dense * 2 > len(text) else CONTEXT
    stretch: list[tuple[int, int]] = []
    for place in [*ranges, None]:
        if stretch and (place is None or place[1] - stretch[0][0] > longest):
            around = text[stretch[0][0] : min(stretch[-1][1], stretch[0][0] + longest)]
            yield from ((one, around) for one in stretch)
            stretch = []
        if place is not None:
            stretch.append(place)
