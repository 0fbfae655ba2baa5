"""Murmurs: in a podcast who listens says a word now and then, and who begins to speak draws breath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.context import StageContext
from pipeline.contracts.voice import SpeechRequest, VoiceEngine
from pipeline.crew import Crew, make_missing
from pipeline.directing.talk import MANNERS, Manner, murmur
from pipeline.film import Cast, Line, Storyboard
from pipeline.stages.record import SUFFIX, record_one
from pipeline.takes import Take, key_of
from pipeline.timeline import LineCue, Timeline
from pipeline.vocabulary import Emotion, Role

_FIRST_MS, _LAST_MS = 1_500, 900
"""Nobody murmurs sooner after a line has begun, or later before it ends."""
_PAUSES = tuple(",;:.!?।॥、。，；：！？،؛…—")
_BREATH_MS, _LEAST_BREATHED_MS = 430, 1_200
"""How long before the first word a breath begins, and for how long a line it is drawn."""


@dataclass(frozen=True, slots=True)
class Murmur:
    """A listener's word at its place in the film."""

    character: str
    start_ms: int
    take: Take


@dataclass(frozen=True, slots=True)
class Breath:
    """Somebody draws breath."""

    character: str | None
    start_ms: int


@dataclass(frozen=True, slots=True)
class Listening:
    """What is heard in a podcast besides its lines."""

    murmurs: tuple[Murmur, ...] = ()
    breaths: tuple[Breath, ...] = ()


def listen(
    timeline: Timeline, board: Storyboard, cast: Cast, voice: VoiceEngine, crew: Crew, context: StageContext
) -> Listening:
    """Record who listens; a film that is no podcast has none of it."""
    talk = board.story.talk
    if talk is None:
        return Listening()
    places = list(_places(timeline, board, MANNERS[talk]))
    requests = [
        SpeechRequest(murmur(board.story.language, line, number), cast.member(who).voice, Emotion.CALM, 0.4)
        for number, (who, _, line) in enumerate(places)
    ]
    keys = [key_of(voice.name, voice.version, request) for request in requests]
    orders = {key: (voice.name, request) for key, request in zip(keys, requests, strict=True)}
    takes = make_missing(crew, "record", record_one, orders, SUFFIX, context.quiet())
    return Listening(
        tuple(Murmur(who, start, takes[key]) for (who, start, _), key in zip(places, keys, strict=True)),
        tuple(_breaths(timeline)),
    )


def _cues(timeline: Timeline) -> Iterator[tuple[int, LineCue]]:
    for timed in timeline.shots:
        start = timeline.start_ms(timed)
        for cue in timed.cues:
            yield start + cue.start_ms, cue


def _places(timeline: Timeline, board: Storyboard, manner: Manner) -> Iterator[tuple[str, int, Line]]:
    """Who says something, when, and to which line: at a pause in it, and not too often."""
    hosts = [one.name for one in board.story.characters if one.role is Role.HOST]
    last_ms = 0
    before: str | None = None
    heard: str | None = None
    cues = list(_cues(timeline))
    for place, (start, cue) in enumerate(cues):
        line = cue.spoken.line
        if line.character != heard:
            before, heard = heard, line.character
        listener = before or next((name for name in hosts if name != line.character), None)
        if line.character is None or listener is None or listener == line.character:
            continue
        following = cues[place + 1][1].spoken.line.character if place + 1 < len(cues) else None
        for pause_ms in _pauses_ms(cue, goes_on=following == line.character):
            if start + pause_ms - last_ms >= manner.murmur_ms:
                last_ms = start + pause_ms
                yield listener, last_ms - 20, line


def _pauses_ms(cue: LineCue, *, goes_on: bool) -> list[int]:
    """Where somebody pauses, from the line's start: inside it, and behind it if the same speaker goes on."""
    spoken = cue.spoken
    inside = [
        word.end_ms
        for word in spoken.words
        if word.end_ms >= _FIRST_MS
        and spoken.duration_ms - word.end_ms >= _LAST_MS
        and spoken.line.text[word.end : word.end + 1] in _PAUSES
    ]
    return [*inside, spoken.duration_ms] if goes_on else inside


def _breaths(timeline: Timeline) -> Iterator[Breath]:
    """Before long lines of somebody who has not just spoken."""
    before: str | None = None
    for start, cue in _cues(timeline):
        who = cue.spoken.line.character
        if who != before and cue.spoken.duration_ms >= _LEAST_BREATHED_MS and start >= _BREATH_MS:
            yield Breath(who, start - _BREATH_MS)
        before = who
