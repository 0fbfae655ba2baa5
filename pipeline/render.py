"""A film in steps: plan, shoot, score, assemble; make_film takes them all."""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.access import NO_ACCESS, Access
from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.animator import Animator
from pipeline.contracts.composer import Composer
from pipeline.contracts.painter import Painter
from pipeline.contracts.transcriber import Transcriber
from pipeline.contracts.voice import VoiceEngine
from pipeline.crew import Alone, Crew
from pipeline.engines.registry import pick
from pipeline.film import Brief, Cast, Film, Line, Script, Storyboard
from pipeline.sound.style import choose_style
from pipeline.stages.animate import animate
from pipeline.stages.cast import cast
from pipeline.stages.compose import compose, runs, shots_seen
from pipeline.stages.deliver import check_output, check_stems, deliver, deliver_stems
from pipeline.stages.images import check_images
from pipeline.stages.mix import Master, mix
from pipeline.stages.murmurs import listen
from pipeline.stages.narrate import check_narration, narrate
from pipeline.stages.own_music import check_music, lay_music
from pipeline.stages.paint import paint
from pipeline.stages.record import check_pronunciations, record
from pipeline.stages.review import Report, review
from pipeline.stages.score import score
from pipeline.stages.still import take_still
from pipeline.stages.subtitle import CaptionTrack, check_subtitles, subtitle
from pipeline.stages.time import time
from pipeline.storyboard import make_storyboard
from pipeline.takes import FoundTakes, Take, TakeMissing, TakeStore, file_digest
from pipeline.timeline import Phone, Spoken, TimedShot, Timeline

STAGES: tuple[tuple[str, float], ...] = (
    ("read", 0.01),
    ("understand", 0.03),
    ("direct", 0.01),
    ("record", 0.28),
    ("score", 0.07),
    ("mix", 0.05),
    ("paint", 0.07),
    ("animate", 0.03),
    ("compose", 0.40),
    ("deliver", 0.03),
    ("review", 0.02),
)
"""What reports progress, in order, and its share of the work of a film made from nothing (benchmarks/film.py)."""


@dataclass(frozen=True, slots=True)
class Engines:
    """One engine of each capability, chosen once a film; a transcriber only where something is to be heard."""

    analyst: Analyst
    painter: Painter
    animator: Animator
    voice: VoiceEngine
    transcriber: Transcriber | None
    composer: Composer

    @classmethod
    def choose(cls, brief: Brief, access: Access = NO_ACCESS) -> Engines:
        """Those the brief names, the best that can run here otherwise. Raises EngineUnavailable."""
        named = dict(brief.engines)
        return cls(
            analyst=pick(Analyst, named.get("analyst"), access),
            painter=pick(Painter, named.get("painter"), access),
            animator=pick(Animator, named.get("animator"), access),
            voice=pick(VoiceEngine, named.get("voice"), access),
            transcriber=None if brief.narration is None else pick(Transcriber, named.get("transcriber"), access),
            composer=pick(Composer, named.get("composer"), access),
        )


# ------------------------------------------------------------------------------------------------------- the steps
#
# The command line takes them one after the other with a pool; on the server each is a job on any machine that shares
# the takes. A job begins with the plan, which costs next to nothing once its lines are recorded.


@dataclass(frozen=True, slots=True)
class Plan:
    """A film that is ready to be shot: who is in it, who says what, and when everything happens."""

    brief: Brief
    engines: Engines
    board: Storyboard
    actors: Cast
    timeline: Timeline
    captions: tuple[CaptionTrack, ...]

    @property
    def shots(self) -> tuple[TimedShot, ...]:
        """In the film's order; a shot's number is its index here."""
        return self.timeline.shots


def plan_film(script: Script, brief: Brief, crew: Crew, context: StageContext) -> Plan:
    """Script to Plan; the crew records the lines that are not recorded yet.

    What cannot be met is said before that work, not after it: BadScript, BadBrief, EngineUnavailable.
    """
    engines = Engines.choose(brief, context.access)
    board = make_storyboard(script, brief, context)
    story = board.story
    check_subtitles(story, brief)
    check_images(story.scenes, brief)
    check_pronunciations(brief, story.language)
    check_narration(brief, context)
    choose_style(story, story.scenes[0], brief.music)
    check_music(brief)
    actors = cast(story, engines.voice, brief)
    narration = narrate(board, brief, engines.transcriber, context)
    recordings = record(board, actors, brief, engines.voice, crew, context, narration.spoken)
    timeline = time(board, recordings, brief)
    notes = (*board.notes, *narration.notes, *timeline.notes)
    timeline = replace(timeline, notes=notes)
    return Plan(brief, engines, board, actors, timeline, subtitle(timeline, story, brief))


def score_film(plan: Plan, crew: Crew, context: StageContext) -> Master:
    """The film's whole sound."""
    story = plan.board.story
    own = plan.brief.music_file
    if own is not None:
        stems = lay_music(plan.timeline, own, context)
    else:
        reciter = plan.actors.reciter
        tonic = plan.engines.voice.tonic(reciter) if reciter is not None else None
        stems = score(plan.timeline, story, plan.brief, plan.engines.composer, crew, context, tonic)
    heard = listen(plan.timeline, plan.board, plan.actors, plan.engines.voice, crew, context)
    return mix(plan.timeline, stems, story, context, heard)


def shoot_film(plan: Plan, crew: Crew, context: StageContext) -> tuple[Take, ...]:
    """The film's whole picture as segments, in order."""
    return _shoot(plan, range(len(plan.shots)), crew, context)


def shoot_shot(plan: Plan, number: int, context: StageContext) -> tuple[Take, ...]:
    """The segments of one shot, in order: its own frames and its dissolve into the next shot.

    The segments of all shots, one shot after the other, are those of `shoot_film`, take for take.
    """
    return _shoot(plan, (number,), Alone(), context)


def still_of_shot(plan: Plan, number: int, context: StageContext) -> Path:
    """A JPEG of a finished shot, 640 pixels on its longer side; a shot that is not finished is shot first."""
    quiet = context.quiet()
    segments = shoot_shot(plan, number, quiet)
    acted = animate(plan.timeline, plan.board, plan.actors, plan.engines.animator, Alone(), quiet, (number,))
    return take_still(plan.timeline, number, segments, acted.get(plan.shots[number].shot.shot_id), quiet).path


def found_still(plan: Plan, number: int, context: StageContext) -> Path | None:
    """The still of a shot that was finished before, all its takes being there; None if anything is to be made."""
    try:
        return still_of_shot(plan, number, replace(context, takes=FoundTakes(context.takes)))
    except TakeMissing:
        return None


def assemble(plan: Plan, output: Path, context: StageContext) -> tuple[Film, Report]:
    """The finished film at `output`, with its thumbnail and subtitles beside it, from takes; makes what is missing."""
    check_output(output)
    crew = Alone()
    return _finish(plan, shoot_film(plan, crew, context), score_film(plan, crew, context), output, context)


def make_film(
    script: Script, brief: Brief, output: Path, crew: Crew, context: StageContext, stems: Path | None = None
) -> tuple[Film, Report]:
    """Script to a finished film at `output`, with its thumbnail and subtitles beside it; its sound apart in `stems`.

    Everything that was made is kept as takes in `context.takes`: run again, it is not made again.
    """
    check_output(output)
    if stems is not None:
        check_stems(stems)
    plan = plan_film(script, brief, crew, context)
    master = score_film(plan, crew, context)
    segments = shoot_film(plan, crew, context)
    finished = _finish(plan, segments, master, output, context)
    if stems is not None:
        deliver_stems(master, stems, output.stem)
    return finished


def _shoot(plan: Plan, numbers: Collection[int], crew: Crew, context: StageContext) -> tuple[Take, ...]:
    seen = shots_seen(run for run in runs(plan.timeline) if run.shot in numbers)
    scenes = {plan.shots[number].shot.scene_number for number in seen}
    backdrops = paint(plan.board, plan.brief, plan.engines.painter, crew, context, scenes)
    performances = animate(plan.timeline, plan.board, plan.actors, plan.engines.animator, crew, context, seen)
    burned = plan.captions[0] if plan.brief.burn_subtitles else None
    return compose(
        plan.timeline, plan.board, plan.actors, backdrops, performances, burned, plan.brief, crew, context, numbers
    )


def _finish(
    plan: Plan, segments: Sequence[Take], master: Master, output: Path, context: StageContext
) -> tuple[Film, Report]:
    film = deliver(segments, master, plan.captions, plan.timeline, plan.board, output, context)
    return film, review(film, segments, plan.timeline, master, context)


# --------------------------------------------------------------------------------------------------- the rehearsal

_REHEARSED = Script("""EXT. RIVER GHAT - NIGHT

Rain. MEERA walks in with a lamp and sits beside RAVI.

MEERA
Will it carry it?

RAVI
If you let it go gently.
""")
# As few and as small frames as all of the code can be led through.
_REHEARSAL = Brief(height=90, fps=8, burn_subtitles=True, watermark="AI Film Studio")
_REHEARSED_LINE_MS = 400


def preload() -> None:
    """Load and compile what every film needs (some seconds), for a process that forks workers: they begin at once.

    A few seconds of film that nobody sees are made in silence. That starts no thread and makes no ONNX session: ONNX
    Runtime has a thread from its import on, which a fork would leave behind. NumPy and SciPy start threads of their
    own when they are imported, unless OPENBLAS_NUM_THREADS is 1 in the environment before that; OpenBLAS knows how to
    be forked all the same.
    """
    import pipeline.speech.performance  # noqa: F401 - of the voice, what can be loaded without ONNX Runtime

    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        context = StageContext(TakeStore(Path(folder)))
        engines = Engines.choose(_REHEARSAL)
        board = make_storyboard(_REHEARSED, _REHEARSAL, context)
        silence = _silence(Path(folder))
        timeline = time(board, {line.line_id: _mouthed(line, silence) for line in board.lines}, _REHEARSAL)
        actors = cast(board.story, engines.voice, _REHEARSAL)
        plan = Plan(_REHEARSAL, engines, board, actors, timeline, subtitle(timeline, board.story, _REHEARSAL))
        assemble(plan, Path(folder) / "film.mp4", context)


def _silence(folder: Path) -> Take:
    path = folder / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(bytes(2 * 24 * _REHEARSED_LINE_MS))
    return Take(path, file_digest(path), {})


def _mouthed(line: Line, silence: Take) -> Spoken:
    return Spoken(line, silence, _REHEARSED_LINE_MS, (Phone("a", 0, _REHEARSED_LINE_MS),), ())
