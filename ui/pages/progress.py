"""A film in the making, as HTML: how far it is, and its shots, each appearing when it is finished."""

from __future__ import annotations

import time
from typing import Any

from markupsafe import Markup

from pipeline.vocabulary import Aspect
from server.jobs.schemas import JobProgress
from server.vocabulary import StepState
from ui import words
from ui.session import Door

FRESH_SECONDS = 45 * 60
"""A still's link is signed anew with every answer; the first one seen is kept, or every second would load it again."""


def stills_of(progress: JobProgress, seen: dict[str, Any], door: Door) -> dict[str, Any]:
    """{shot: [link, when it was seen]}: the links in use, and those that are new."""
    now = time.time()
    kept: dict[str, Any] = {}
    for shot in progress.shots:
        before = seen.get(str(shot.number))
        if before and now - before[1] < FRESH_SECONDS:
            kept[str(shot.number)] = before
        elif shot.still_url:
            kept[str(shot.number)] = [door.link(shot.still_url), now]
    return kept


def bar(progress: JobProgress | None, *, reconnecting: bool = False) -> str:
    """Per cent, the step in words, the time left."""
    if reconnecting or progress is None:
        return Markup('<div class="progress lost" role="status"><p class="step">{}</p></div>').format(
            words.RECONNECTING
        )
    done = sum(shot.state is StepState.DONE for shot in progress.shots)
    shots = f"{done} of {len(progress.shots)} shots" if progress.shots else ""
    filming = 0 < len(progress.shots) != done  # each shot goes through stages of its own, the film does not
    step = words.step_of("shots" if filming else progress.current_step)
    left = words.left_of(progress.seconds_left) if progress.seconds_left is not None else ""
    return Markup(
        '<div class="progress"><div class="progress-line"><p class="step" role="status" id="film-step">{step}</p>'
        '<p class="percent"><strong id="film-percent">{percent}</strong>%</p></div>'
        '<div class="track" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{percent}" '
        'aria-label="{step}"><i style="width:{percent}%"></i></div>'
        '<p class="fine"><span>{shots}</span><span id="film-left">{left}</span></p></div>'
    ).format(step=step, percent=progress.progress, shots=shots, left=left)


def shots_grid(progress: JobProgress, stills: dict[str, Any], aspect: Aspect) -> str:
    """Every shot of the film: finished ones as pictures, the others as empty frames."""
    tiles = Markup("").join(_tile(shot.number, shot.state, stills.get(str(shot.number))) for shot in progress.shots)
    wide, high = aspect.value.split(":")
    return Markup('<ol class="shots {}" style="--ratio:{}/{}">{}</ol>').format(aspect.name.lower(), wide, high, tiles)


def _tile(number: int, state: StepState, still: Any) -> Markup:  # noqa: ANN401 - out of the browser's store
    if still:
        return Markup('<li class="shot done" data-shot="{}"><img src="{}" alt="Shot {}"></li>').format(
            number, still[0], number + 1
        )
    running = state in (StepState.RUNNING, StepState.DONE)
    said = "in the making" if running else "still to come"
    return Markup('<li class="shot{}" data-shot="{}"><span>{}</span><span class="sr">{}</span></li>').format(
        " running" if running else "", number, number + 1, said
    )
