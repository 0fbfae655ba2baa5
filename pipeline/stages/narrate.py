"""Narrate: the creator's own recording of the script takes the place of the voices, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.contracts.transcriber import Heard, Transcriber
from pipeline.errors import BadRecording
from pipeline.film import Brief, Line, Storyboard
from pipeline.speech import shaping
from pipeline.speech.following import Found, follow, sounds_in
from pipeline.speech.performance import timed
from pipeline.speech.reading import read_aloud
from pipeline.speech.recording import cut_line, decode
from pipeline.speech.timing import phones_of
from pipeline.takes import Facts, Take
from pipeline.timeline import Spoken
from pipeline.vocabulary import Language

VERSION = "1"
LEAST_HEARD = 0.3
"""Share of a line's letters that must be heard in their place: Whisper mishears, but not every letter."""
LEAST_LINES = 0.2
"""Share of the lines that must be found, or it is another script that was read."""
ROOM_MS = 60
"""Around a line's words: their edges are heard a little late, their ends fade."""
_HEARD = TypeAdapter(Heard)


@dataclass(frozen=True, slots=True)
class Narration:
    """Lines by line_id as they were recorded, and what the creator should know."""

    spoken: Mapping[str, Spoken]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is to be written down; as part of a key the recording is the digest of its file."""

    recording: Path
    language: Language


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a recording."""

    recording: Path
    start_ms: int
    end_ms: int


def check_narration(brief: Brief, context: StageContext) -> None:
    """Raises BadRecording for a recording that is not there or is no sound; one that can be used is kept as a take."""
    if brief.narration is not None:
        _whole(brief.narration, context)


def narrate(board: Storyboard, brief: Brief, ear: Transcriber | None, context: StageContext) -> Narration:
    """Find every line of the board in the brief's recording and cut it out.

    Lines that are not in it are left to the voices, with a note. Raises BadRecording if it is not of this script.
    Without a recording there is nothing to hear, and no ear.
    """
    if brief.narration is None or ear is None or not board.lines:
        return Narration({})
    language = board.story.language
    whole = _whole(brief.narration, context)
    heard = _hear(whole.path, language, ear, context)
    places = follow([line.text for line in board.lines], heard.words, language)
    edges = [(words[0].start_ms, words[-1].end_ms) if _was_said(words) else None for words in places]
    spoken: dict[str, Spoken] = {}
    for number, (line, words, edge) in enumerate(zip(board.lines, places, edges, strict=True)):
        if edge is None:
            continue
        start, end = edge
        # No further than half way to what is said before and after.
        before = max((min(one[1], start) for one in edges[:number] if one is not None), default=0.0)
        after = min((max(one[0], end) for one in edges[number + 1 :] if one is not None), default=heard.duration_ms)
        first = round(max(start - ROOM_MS, (start + before) / 2))
        last = round(min(end + 2 * ROOM_MS, (end + after) / 2))
        spoken[line.line_id] = _spoken(line, Cut(whole.path, first, last), words, language, context)
    if len(spoken) < LEAST_LINES * len(board.lines):
        raise BadRecording(
            f"The recording '{brief.narration.name}' is not of this script: of {len(board.lines)} lines "
            f"{len(spoken)} were heard in it. Record the lines as they stand in the script, in their order."
        )
    sayable = [line for line, words in zip(board.lines, places, strict=True) if words]
    return Narration(spoken, _notes([line for line in sayable if line.line_id not in spoken]))


def _was_said(words: Sequence[Found]) -> bool:
    return bool(words) and sum(word.share for word in words) / len(words) >= LEAST_HEARD


def _notes(left: Sequence[Line]) -> tuple[str, ...]:
    if not left:
        return ()
    first = left[0].text if len(left[0].text) <= 60 else left[0].text[:57] + "..."
    what = f"'{first}' is" if len(left) == 1 else f"{len(left)} lines, the first of them '{first}', are"
    return (f"{what} not in your recording; the cast's own voices speak there.",)


def _whole(recording: Path, context: StageContext) -> Take:
    def write(path: Path) -> Facts:
        return {"peak": shaping.write_wav(decode(recording), path)}

    if not recording.is_file():
        raise BadRecording(f"There is no recording '{recording}'.")
    return context.takes.get_or_make("narration:whole", VERSION, recording, ".wav", write)


def _hear(recording: Path, language: Language, ear: Transcriber, context: StageContext) -> Heard:
    def write(path: Path) -> Facts:
        path.write_bytes(_HEARD.dump_json(ear.hear(recording, language)))
        return {}

    asked = Hearing(recording, language)
    take = context.takes.get_or_make(f"hearing:{ear.name}", ear.version, asked, ".heard", write)
    return _HEARD.validate_json(take.path.read_bytes())


def _spoken(line: Line, cut: Cut, words: Sequence[Found], language: Language, context: StageContext) -> Spoken:
    def write(path: Path) -> Facts:
        lead_ms, duration_ms, peak = cut_line(cut.recording, cut.start_ms, cut.end_ms, path)
        return {"lead_ms": lead_ms, "duration_ms": duration_ms, "peak": peak}

    take: Take = context.takes.get_or_make("narration", VERSION, cut, ".wav", write)
    duration_ms = int(take.facts["duration_ms"])
    shift = cut.start_ms + float(take.facts["lead_ms"])

    def inside(ms: float) -> float:
        return min(max(ms - shift, 0.0), float(duration_ms))

    here = [Found(inside(word.start_ms), inside(word.end_ms), word.share) for word in words]
    phrases = read_aloud(line.text, language)
    sounds = sounds_in(phrases, here, language)
    written = [word for phrase in phrases for word in phrase.words]
    return Spoken(line, take, duration_ms, phones_of(sounds, duration_ms), timed(written, sounds, duration_ms))
