"""Record: every line is spoken once, by its own voice, with the times of its sounds and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.chant.reciting import recite
from pipeline.context import StageContext
from pipeline.contracts.voice import ChantRequest, SpeechRequest, VoiceEngine
from pipeline.crew import Crew, make_missing
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import Brief, Cast, Line, Storyboard, Voice
from pipeline.speech.manner import manner_of
from pipeline.speech.transcription import SOUNDS, sounds_of
from pipeline.takes import Facts, Take, key_of
from pipeline.timeline import Phone, Spoken, Word
from pipeline.vocabulary import Language

SUFFIX = ".wav"
_NOBODY: Mapping[str, Spoken] = MappingProxyType({})
Request = SpeechRequest | ChantRequest


def record(
    board: Storyboard,
    cast: Cast,
    brief: Brief,
    voice: VoiceEngine,
    crew: Crew,
    context: StageContext,
    narrated: Mapping[str, Spoken] = _NOBODY,
) -> dict[str, Spoken]:
    """Every line by its line_id, in the film's order.

    What is in the store is taken from there without waking a worker; equal lines are spoken once, and chanted anew.
    `narrated` are lines that the creator has recorded.
    """
    said: Counter[str] = Counter()
    requests: dict[str, Request] = {}
    for line in board.lines:
        if line.line_id not in narrated:
            requests[line.line_id] = _request(line, cast.voice_of(line), brief, voice, said[line.text])
            said[line.text] += 1
    keys = {line_id: key_of(voice.name, voice.version, request) for line_id, request in requests.items()}
    orders = {keys[line_id]: (voice.name, request) for line_id, request in requests.items()}
    takes = make_missing(crew, "record", record_one, orders, SUFFIX, context)
    spoken: dict[str, Spoken] = {}
    for line in board.lines:
        if line.line_id in narrated:
            spoken[line.line_id] = narrated[line.line_id]
            continue
        take = takes[keys[line.line_id]]
        spoken[line.line_id] = Spoken(
            line,
            take,
            int(take.facts["duration_ms"]),
            tuple(Phone(*phone) for phone in take.facts["phones"]),
            tuple(Word(*word) for word in take.facts["words"]),
            tuple(Word(*one) for one in take.facts.get("syllables", ())),
        )
    return spoken


def check_pronunciations(brief: Brief, language: Language) -> None:
    """Raises BadBrief for a word that is no single word, or sounds that are none."""
    for word, how in brief.pronunciations:
        if not word.strip() or len(word.split()) > 1:
            raise BadBrief(f"A pronunciation is for one word without spaces, not for '{word}'.")
        if not how.strip():
            raise BadBrief(f"Say how '{word}' is said: in letters ('meera') or in IPA between slashes ('/ˈmiːrə/').")
        given = SOUNDS.fullmatch(how.strip())
        if given is not None:
            try:
                sounds_of(given[1], language)
            except ValueError as problem:
                raise BadBrief(f"The sounds of '{word}' cannot be said: {problem}.") from problem


def _request(line: Line, speaker: Voice, brief: Brief, voice: VoiceEngine, before: int) -> Request:
    """Verse is chanted where the engine can, in another way each time it was said `before`; everything else spoken.

    Only what this line needs of the brief is part of it: a new pronunciation speaks no other line anew.
    """
    if line.recital is not None and line.recital.chanted and voice.tonic(speaker) is not None:
        syllables = recite(line.text, line.recital, line.take + before)
        if syllables:
            return ChantRequest(line.text, speaker, syllables)
    needed = tuple(pair for pair in brief.pronunciations if pair[0].strip().casefold() in line.text.casefold())
    manner = manner_of(line.parenthetical, speaker.language)
    return SpeechRequest(line.text, speaker, line.emotion, line.strength, manner, needed, line.take)


def record_one(work: tuple[str, Request], context: StageContext) -> Take:
    """One take of one line, in whatever process; the engine is found again by its name."""
    name, request = work
    voice = pick(VoiceEngine, name)

    def speak(path: Path) -> Facts:
        speech = voice.chant(request, path) if isinstance(request, ChantRequest) else voice.speak(request, path)
        timed = {"words": speech.words} | ({"syllables": speech.syllables} if speech.syllables else {})
        return {
            "sample_rate": speech.sample_rate,
            "duration_ms": speech.duration_ms,
            "peak": speech.peak,
            "phones": [[phone.symbol, phone.start_ms, phone.end_ms] for phone in speech.phones],
            **{
                name: [[word.text, word.start_ms, word.end_ms, word.start, word.end] for word in words]
                for name, words in timed.items()
            },
        }

    return context.takes.get_or_make(voice.name, voice.version, request, SUFFIX, speak)
