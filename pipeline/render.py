"""make_film: the stages in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.animator import Animator
from pipeline.contracts.composer import Composer
from pipeline.contracts.painter import Painter
from pipeline.contracts.voice import VoiceEngine
from pipeline.crew import Crew
from pipeline.engines.registry import pick
from pipeline.film import Brief, Film, Script, Storyboard
from pipeline.sound.style import choose_style
from pipeline.stages.animate import animate
from pipeline.stages.cast import cast
from pipeline.stages.compose import compose
from pipeline.stages.deliver import check_output, deliver
from pipeline.stages.direct import direct
from pipeline.stages.mix import mix
from pipeline.stages.paint import paint
from pipeline.stages.read import read
from pipeline.stages.record import record
from pipeline.stages.review import Report, review
from pipeline.stages.score import score
from pipeline.stages.subtitle import check_subtitles, subtitle
from pipeline.stages.time import time
from pipeline.stages.understand import understand

STAGES: tuple[tuple[str, float], ...] = (
    ("read", 0.01),
    ("understand", 0.03),
    ("direct", 0.01),
    ("record", 0.28),
    ("paint", 0.07),
    ("score", 0.07),
    ("animate", 0.03),
    ("mix", 0.05),
    ("compose", 0.40),
    ("deliver", 0.03),
    ("review", 0.02),
)
"""What reports progress, in order, and its share of the work of a film made from nothing (benchmarks/film.py)."""


@dataclass(frozen=True, slots=True)
class Engines:
    """One engine of each capability, chosen once a film."""

    analyst: Analyst
    painter: Painter
    animator: Animator
    voice: VoiceEngine
    composer: Composer

    @classmethod
    def choose(cls, brief: Brief) -> Engines:
        """Those the brief names, the best that can run here otherwise. Raises EngineUnavailable."""
        named = dict(brief.engines)
        return cls(
            analyst=pick(Analyst, named.get("analyst")),
            painter=pick(Painter, named.get("painter")),
            animator=pick(Animator, named.get("animator")),
            voice=pick(VoiceEngine, named.get("voice")),
            composer=pick(Composer, named.get("composer")),
        )


def make_storyboard(script: Script, brief: Brief, context: StageContext) -> Storyboard:
    """Script to Storyboard. Raises BadScript for one that cannot be filmed."""
    context.step("read", 0, 1)
    screenplay = read(script)
    context.step("understand", 0, 1)
    story = understand(screenplay, pick(Analyst, dict(brief.engines).get("analyst")), context)
    context.step("direct", 0, 1)
    return direct(story, brief)


def make_film(script: Script, brief: Brief, output: Path, crew: Crew, context: StageContext) -> tuple[Film, Report]:
    """Script to a finished film at `output`, with its thumbnail and subtitles beside it.

    Everything that was made is kept as takes in `context.takes`: run again, it is not made again.
    """
    check_output(output)
    engines = Engines.choose(brief)
    board = make_storyboard(script, brief, context)
    story = board.story
    # What cannot be met is said before the work, not after it.
    check_subtitles(story, brief)
    choose_style(story, story.scenes[0], brief.music)
    actors = cast(story, engines.voice, brief)
    recordings = record(board, actors, engines.voice, crew, context)
    timeline = time(board, recordings, brief)
    captions = subtitle(timeline, story, brief)
    backdrops = paint(board, brief, engines.painter, crew, context)
    stems = score(timeline, story, brief, engines.composer, crew, context)
    performances = animate(timeline, board, actors, engines.animator, crew, context)
    master = mix(timeline, stems, story, context)
    burned = captions[0] if brief.burn_subtitles else None
    segments = compose(timeline, board, actors, backdrops, performances, burned, brief, crew, context)
    film = deliver(segments, master, captions, timeline, board, output, context)
    return film, review(film, timeline, master, context)
