"""Told prose: paragraphs of narration and quotes, each quote with whoever says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.film import ActionText, Element, Heading, Span, Speech, Transition
from pipeline.reading.lines import ScriptLine
from pipeline.reading.marks import HASH, TRANSITION
from pipeline.reading.quotes import Piece, pieces
from pipeline.reading.screenplay import is_heading
from pipeline.reading.speakers import Attribution, attribution_after, attribution_before, gender_of_pronoun
from pipeline.vocabulary import Language


def read_prose(lines: Sequence[ScriptLine], script: str, language: Language) -> tuple[Element, ...]:
    """All elements in order: what is told is told by the narrator."""
    return tuple(_Prose(script, language).read(lines))


@dataclass(frozen=True, slots=True)
class _Told:
    start: int
    end: int


class _Prose:
    def __init__(self, script: str, language: Language) -> None:
        self._script = script
        self._language = language
        self._spoke: list[str] = []
        self._genders: dict[str, str] = {}

    def read(self, lines: Sequence[ScriptLine]) -> Iterator[Element]:
        paragraph: list[ScriptLine] = []
        for line in (*lines, ScriptLine("", len(self._script))):
            heading = HASH.match(line.text)
            if line.text and not heading and not is_heading(line.text) and not TRANSITION.match(line.text):
                if paragraph and _opens_with_dash(line.text):
                    yield from self._paragraph(paragraph)
                    paragraph = []
                paragraph.append(line)
                continue
            if paragraph:
                yield from self._paragraph(paragraph)
                paragraph = []
            if heading:
                title = line.part(heading.start("text"), heading.end("text"))
                yield Heading(title.text, title.span)
            elif line.text and TRANSITION.match(line.text):
                yield Transition(line.text, line.span)
            elif line.text:
                yield Heading(line.text, line.span)

    def _paragraph(self, lines: Sequence[ScriptLine]) -> Iterator[Element]:
        start, end = lines[0].span.start, lines[-1].span.end
        text = self._script[start:end]
        found = pieces(text)
        attributed: dict[int, Attribution | None] = {}
        for number, piece in enumerate(found):
            if piece.said:
                attributed[number] = self._look_around(text, found, number)
        dropped = {number: self._kept_part(text, found, number, attributed) for number in range(len(found))}
        speaker_here: str | None = None
        for number, piece in enumerate(found):
            if not piece.said:
                kept = dropped[number]
                if kept is not None:
                    yield self._told(start + kept.start, start + kept.end)
                continue
            attribution = attributed[number]
            speaker = self._speaker(attribution, speaker_here)
            span = Span(start + piece.start, start + piece.end)
            if speaker is None:
                yield self._told(span.start, span.end)
                continue
            speaker_here = speaker
            if not self._spoke or self._spoke[-1] != speaker:
                self._spoke.append(speaker)
            yield Speech(speaker, self._script[span.start : span.end], span, attribution.how if attribution else None)

    def _told(self, start: int, end: int) -> ActionText:
        return ActionText(self._script[start:end], Span(start, end), told=True)

    def _look_around(self, text: str, found: Sequence[Piece], number: int) -> Attribution | None:
        after = found[number + 1] if number + 1 < len(found) and not found[number + 1].said else None
        before = found[number - 1] if number > 0 and not found[number - 1].said else None
        # What leads in with a comma or a colon speaks of this quote; otherwise what follows does.
        if before is not None and text[before.start : before.end].rstrip()[-1:] in ",:：，،、—":
            leading = attribution_before(text[before.start : before.end], self._language)
            if leading is not None:
                return leading
        if after is not None:
            trailing = attribution_after(text[after.start : after.end], self._language)
            if trailing is not None:
                return trailing
        if before is not None:
            return attribution_before(text[before.start : before.end], self._language)
        return None

    def _kept_part(
        self, text: str, found: Sequence[Piece], number: int, attributed: dict[int, Attribution | None]
    ) -> _Told | None:
        """What of a told piece the narrator tells: all but the tags that only say who speaks."""
        piece = found[number]
        if piece.said:
            return None
        start, end = piece.start, piece.end
        told = text[start:end]
        before = attributed.get(number - 1)
        if before is not None and before.is_tag and before == attribution_after(told, self._language):
            start += before.end
        after = attributed.get(number + 1)
        leading = attribution_before(told, self._language)
        if after is not None and after.is_tag and after == leading and start <= piece.start + after.end:
            end = piece.start + after.end
        while end > start and text[end - 1].isspace():
            end -= 1
        return _Told(start, end) if any(one.isalnum() for one in text[start:end]) else None

    def _speaker(self, attribution: Attribution | None, speaker_here: str | None) -> str | None:
        if attribution is not None and attribution.name:
            return self._known_as(attribution.name)
        if speaker_here is not None:
            return speaker_here
        if attribution is not None and attribution.pronoun:
            gender = gender_of_pronoun(attribution.pronoun)
            same = [name for name in reversed(self._spoke) if gender and self._genders.get(name) == gender]
            # A new paragraph is a new turn: "he" is then the other one, unless he is the only he.
            fitting = [name for name in reversed(self._spoke) if self._genders.get(name, gender) == gender]
            others = [name for name in fitting if name != self._spoke[-1]]
            speaker = next(iter([*same[:1], *others, *fitting, *self._spoke[-1:]]), None)
            if speaker is not None and gender:
                self._genders[speaker] = gender
            return speaker
        # Quotes without a word around them go to and fro between the last two who spoke.
        others = [name for name in reversed(self._spoke) if name != self._spoke[-1]]
        return others[0] if others else (self._spoke[-1] if self._spoke else None)

    def _known_as(self, name: str) -> str:
        """The spelling under which this speaker spoke before: `Meera` for `little Meera`."""
        folded = name.casefold()
        for known in self._spoke:
            if known.casefold() == folded or folded.endswith(" " + known.casefold()):
                return known
        return name


def _opens_with_dash(text: str) -> bool:
    return text[:1] in "—–―"
