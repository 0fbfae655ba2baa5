"""Record: every line is spoken once, by its own voice, with the times of its sounds and words."""

from __future__ import annotations

from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.voice import SpeechRequest, VoiceEngine
from pipeline.crew import Crew, make_missing
from pipeline.engines.registry import pick
from pipeline.film import Cast, Storyboard
from pipeline.takes import Facts, Take, key_of
from pipeline.timeline import Phone, Spoken, Word

SUFFIX = ".wav"


def record(board: Storyboard, cast: Cast, voice: VoiceEngine, crew: Crew, context: StageContext) -> dict[str, Spoken]:
    """Every line by its line_id, in the film's order.

    What is in the store is taken from there without waking a worker; equal lines are spoken once.
    """
    requests = {
        line.line_id: SpeechRequest(line.text, cast.voice_of(line), line.emotion, line.strength, line.take)
        for line in board.lines
    }
    keys = {line_id: key_of(voice.name, voice.version, request) for line_id, request in requests.items()}
    orders = {keys[line_id]: (voice.name, request) for line_id, request in requests.items()}
    takes = make_missing(crew, "record", record_one, orders, SUFFIX, context)
    spoken: dict[str, Spoken] = {}
    for line in board.lines:
        take = takes[keys[line.line_id]]
        spoken[line.line_id] = Spoken(
            line,
            take,
            int(take.facts["duration_ms"]),
            tuple(Phone(*phone) for phone in take.facts["phones"]),
            tuple(Word(*word) for word in take.facts["words"]),
        )
    return spoken


def record_one(work: tuple[str, SpeechRequest], context: StageContext) -> Take:
    """One take of one line, in whatever process; the engine is found again by its name."""
    name, request = work
    voice = pick(VoiceEngine, name)

    def speak(path: Path) -> Facts:
        speech = voice.speak(request, path)
        return {
            "sample_rate": speech.sample_rate,
            "duration_ms": speech.duration_ms,
            "peak": speech.peak,
            "phones": [[phone.symbol, phone.start_ms, phone.end_ms] for phone in speech.phones],
            "words": [[word.text, word.start_ms, word.end_ms, word.start, word.end] for word in speech.words],
        }

    return context.takes.get_or_make(voice.name, voice.version, request, SUFFIX, speak)
