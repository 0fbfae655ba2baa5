"""Runs one step in a worker: claims it, does it, keeps its lease alive meanwhile, and tells how it ended."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError

from pipeline.context import StageContext
from pipeline.errors import FilmError, RenderCancelled
from pipeline.render import STAGES
from server.database import unit_of_work
from server.films import steps
from server.films.order import FilmOrder
from server.films.own_files import brought
from server.films.quoting import code_of
from server.jobs import repository
from server.jobs.graph import Claim, graph_of, steps_after_plan
from server.jobs.watching import show
from server.media.store import StorageAway
from server.models import JobStep, Project
from server.vocabulary import JobType, ProjectStatus, StepKind
from server.wiring import Studio

BEAT_S = 1.0
BREATH_S = 0.5
WAIT_S = 5.0
MOST_WAITS = 30
"""So often a step waits for storage that is away, before it fails its job."""
_STAGES_OF = {
    StepKind.PLAN: ("read", "understand", "direct", "record"),
    StepKind.SHOT: ("paint", "animate", "compose"),
    StepKind.SCORE: ("score", "mix"),
    StepKind.ASSEMBLE: ("deliver", "review"),
}
_FULL_DISK = "The studio's disk is full. Your credits are back; please tell whoever runs the studio."
_STORAGE_AWAY = "The studio's storage does not answer. Your credits are back; please try again later."
_OURS = "Something went wrong on our side. Your credits are back; try again, and write to us if it stays so."

log = structlog.get_logger()


@dataclass
class Pulse:
    """What a running step says of itself, from the thread that works to the one that beats."""

    kind: StepKind
    stage: str | None = None
    done: float = 0.0
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set when the step is not ours any more: the work ends at its next breath."""
    ended: threading.Event = field(default_factory=threading.Event)
    """Set when the work has ended."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """See pipeline.context.Progress: the share of this step's stages that is done."""
        stages = _STAGES_OF[self.kind]
        if stage not in stages:
            return
        shares = dict(STAGES)
        whole = sum(shares[one] for one in stages)
        before = sum(shares[one] for one in stages[: stages.index(stage)])
        self.done = max(self.done, (before + shares[stage] * (done / total if total else 1.0)) / whole)
        self.stage = stage


def run(
    step_id: UUID, attempt: int, worker: str, studio: Studio, threads: int, leave: Callable[[], None] = lambda: None
) -> None:
    """Do a step if it is to be done, and write down how it ended.

    `leave` ends this process, if it may: a step that is not ours any more, as when its film was cancelled, is given
    `BREATH_S` to end by itself.
    Raises only what cannot be written down (the database is away): the step is begun again when its lease has ended.
    """
    with unit_of_work(studio.sessions) as session:
        claim = graph_of(session, studio).claim(step_id, attempt, worker)
        job_id = repository.job_of_step(session, step_id)
    if job_id is not None:
        show(job_id, studio)
    if claim is None:
        return
    pulse = Pulse(claim.kind)
    beating = threading.Thread(target=_beat, args=(claim, pulse, studio, leave), name="beat", daemon=True)
    beating.start()
    try:
        ended = _do(claim, pulse, studio, threads)
    except RenderCancelled:
        return
    except (OperationalError, RedisError):
        raise
    except StorageAway as away:
        log.warning("storage is away: the step is tried again", step=claim.kind, reason=str(away))
        ended = _waiting(claim, studio, pulse)
    except (FilmError, OSError) as failure:
        if _is_full_disk(failure):
            # Whoever runs the studio is told which; the creator can do nothing about it.
            log.error("the disk is full", job=str(claim.job_id), step=claim.kind, reason=str(failure))  # noqa: TRY400
            ended = _failing(claim, studio, "disk_full", _FULL_DISK)
        elif isinstance(failure, FilmError):
            ended = _failing(claim, studio, code_of(failure), str(failure))
        else:
            log.exception("step failed", job=str(claim.job_id), step=claim.kind, number=claim.number)
            ended = _failing(claim, studio, "internal", _OURS)
    except Exception:  # the edge of a process: told once, with everything
        log.exception("step failed", job=str(claim.job_id), step=claim.kind, number=claim.number)
        ended = _failing(claim, studio, "internal", _OURS)
    finally:
        pulse.ended.set()
        pulse.stopped.set()
        beating.join(timeout=10)
    ended()
    show(claim.job_id, studio)


# ------------------------------------------------------------------------------------------------------- the work


def _do(claim: Claim, pulse: Pulse, studio: Studio, threads: int) -> Callable[[], None]:
    """Do the work; gives what writes its end down."""
    with brought(FilmOrder.model_validate(claim.order), studio.media) as order:
        return _do_step(claim, order, pulse, studio, threads)


def _do_step(claim: Claim, order: FilmOrder, pulse: Pulse, studio: Studio, threads: int) -> Callable[[], None]:
    context = StageContext(
        studio.takes(claim.user_id), order.settings.seed, pulse.progress, pulse.stopped.is_set, studio.settings.access
    )
    place = steps.Place(studio.media, claim.user_id, claim.project_id, claim.job_id)
    if claim.job_type is JobType.STORYBOARD:
        return _do_on_paper(claim, order, context, place, studio)
    match claim.kind:
        case StepKind.PLAN:
            shots = steps.plan(order, context, place, threads)
            return lambda: _finish(claim, studio, steps_after_plan(shots, claim.share))
        case StepKind.SHOT:
            still = steps.shot(order, claim.number, context, place)
            return lambda: _finish(claim, studio, still_url=still)
        case StepKind.SCORE:
            steps.score(order, context)
            return lambda: _finish(claim, studio)
        case StepKind.ASSEMBLE:
            result = steps.finish(order, context, place)
            return lambda: _complete(claim, studio, result)


def _do_on_paper(
    claim: Claim, order: FilmOrder, context: StageContext, place: steps.Place, studio: Studio
) -> Callable[[], None]:
    """The same for a storyboard."""
    match claim.kind:
        case StepKind.PLAN:
            shots = steps.draft(order, context)
            return lambda: _finish(claim, studio, steps_after_plan(shots, claim.share, scored=False))
        case StepKind.SHOT:
            still = steps.sketch(order, claim.number, context, place)
            return lambda: _finish(claim, studio, still_url=still)
        case StepKind.ASSEMBLE:
            result = steps.collect(order, context)
            return lambda: _complete(claim, studio, result)
        case StepKind.SCORE:
            raise ValueError("a storyboard has no music")


def _finish(claim: Claim, studio: Studio, followers: Sequence[JobStep] = (), still_url: str | None = None) -> None:
    with unit_of_work(studio.sessions) as session:
        graph_of(session, studio).finish(claim, followers, still_url)


def _complete(claim: Claim, studio: Studio, result: dict[str, Any]) -> None:
    with unit_of_work(studio.sessions) as session:
        job = graph_of(session, studio).complete(claim, result)
        if job is None or not claim.job_type.is_the_film:
            return
        project = session.get_one(Project, claim.project_id)
        project.status = ProjectStatus.COMPLETED
        project.video_url = result["video"]
        project.thumbnail_url = result["thumbnail"]
        project.subtitle_urls = result["subtitles"]
        project.video_duration = round(result["duration_seconds"])


def _is_full_disk(failure: BaseException | None) -> bool:
    """Whether it is that, or was raised because of it."""
    while failure is not None:
        if isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        failure = failure.__cause__
    return False


def _failing(claim: Claim, studio: Studio, code: str, message: str) -> Callable[[], None]:
    def fail() -> None:
        with unit_of_work(studio.sessions) as session:
            graph_of(session, studio).fail_step(claim, code, message)

    return fail


def _waiting(claim: Claim, studio: Studio, pulse: Pulse) -> Callable[[], None]:
    """Storage that is away for a while delays a film; away for long it fails it."""
    if claim.attempt >= MOST_WAITS:
        return _failing(claim, studio, "storage_away", _STORAGE_AWAY)
    pulse.stopped.wait(WAIT_S)

    def hand_back() -> None:
        with unit_of_work(studio.sessions) as session:
            graph_of(session, studio).hand_back(claim.step_id, claim.attempt)

    return hand_back


# ------------------------------------------------------------------------------------------------------- the beat


def _beat(claim: Claim, pulse: Pulse, studio: Studio, leave: Callable[[], None]) -> None:
    """Renew the lease every second and show the progress, until the work has ended or is somebody else's."""
    heard = time.monotonic()
    while not pulse.stopped.wait(BEAT_S):
        # A database that is locked or away for a moment is no reason to stop; one that is away for longer than the
        # lease is: the step may be somebody else's by now.
        with suppress(OperationalError):
            with unit_of_work(studio.sessions) as session:
                held = graph_of(session, studio).beat(claim.step_id, claim.attempt, pulse.done, pulse.stage)
            heard = time.monotonic()
            if not held:
                pulse.stopped.set()
            show(claim.job_id, studio)
        if time.monotonic() - heard > studio.settings.lease_seconds:
            pulse.stopped.set()
    # Some work draws breath only every few seconds. Takes are whole or not there: nothing is harmed.
    if not pulse.ended.wait(BREATH_S):
        leave()
