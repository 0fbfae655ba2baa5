"""Sketches: a storyboard with a picture of every shot, before a word is recorded or a second filmed.

A picture is one frame of the film as it will be: painted sets are takes that the film uses again.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator
from pipeline.contracts.painter import Painter
from pipeline.contracts.voice import VoiceEngine
from pipeline.crew import Alone
from pipeline.engines.registry import pick
from pipeline.film import Brief, Cast, Script, Storyboard
from pipeline.stages.animate import animate
from pipeline.stages.cast import cast
from pipeline.stages.compose import moment_request
from pipeline.stages.images import check_images
from pipeline.stages.paint import paint
from pipeline.stages.still import good_frame
from pipeline.stages.subtitle import check_subtitles
from pipeline.stages.time import estimate
from pipeline.storyboard import make_storyboard
from pipeline.timeline import TimedShot, Timeline, frames_of

_SUFFIX = ".jpg"


@dataclass(frozen=True, slots=True)
class Draft:
    """A film on paper, with its people and the lengths that its shots are likely to have."""

    brief: Brief
    board: Storyboard
    actors: Cast
    timeline: Timeline


def draft_film(script: Script, brief: Brief, context: StageContext) -> Draft:
    """Script to Draft. Raises what `plan_film` raises, and as early; records nothing."""
    board = make_storyboard(script, brief, context)
    check_subtitles(board.story, brief)
    check_images(board.story.scenes, brief)
    named = dict(brief.engines)
    actors = cast(board.story, pick(VoiceEngine, named.get("voice"), context.access), brief)
    lengths_ms = estimate(board, brief)
    shots, start = [], 0
    for shot in board.shots:
        frames = max(1, frames_of(lengths_ms[shot.shot_id], brief.fps))
        shots.append(TimedShot(shot, start, frames, ()))
        start += frames
    return Draft(brief, board, actors, Timeline(brief.fps, tuple(shots), (), ()))


def sketch_shot(draft: Draft, number: int, context: StageContext) -> Path:
    """A JPEG of the shot of that index, 640 pixels on its longer side."""
    from pipeline.picture.shoot import VERSION, shoot
    from pipeline.picture.still import still

    named, crew = dict(draft.brief.engines), Alone()
    painter = pick(Painter, named.get("painter"), context.access)
    animator = pick(Animator, named.get("animator"), context.access)
    timed = draft.timeline.shots[number]
    scene = timed.shot.scene_number
    backdrop = paint(draft.board, draft.brief, painter, crew, context, {scene})[scene]
    acted = animate(draft.timeline, draft.board, draft.actors, animator, crew, context, (number,))
    performance = acted.get(timed.shot.shot_id)
    frame = good_frame(timed, performance)
    request = moment_request(
        draft.timeline, number, frame, draft.board, draft.actors, backdrop, performance, draft.brief
    )

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="sketch-") as folder:
            segment = Path(folder) / "frame.mp4"
            shoot(request, segment)
            path.write_bytes(still(segment, 0, draft.brief.fps))

    return context.takes.get_or_make("sketch", VERSION, request, _SUFFIX, make).path
