"""The graph of a film and how it moves: plan, then the shots and the score side by side, then assemble.

Nobody's steps stand in the queue by the dozen: a user has AHEAD of them there at most, and each that a worker takes
makes room for the next. So a queue, which is served in order, goes round among its users, and workers never stand idle.

The table of steps is the truth and the queue only carries names. Every move is one transaction that locks the job
first; a step moves only for the attempt that is current, so a message that comes twice, or late, changes nothing.

    waiting -> queued -> running -> done          send, claim, finish
                  ^         |
                  +---------+                     hand back (a worker stops), lose (a worker died): a new attempt
    anything -> dropped                           its job failed or was cancelled
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.credits import ledger
from server.database import after_commit
from server.errors import InsufficientCredits
from server.films.order import PlannedShot
from server.jobs import repository
from server.models import AIJob, JobStep, Project
from server.models.base import now
from server.queue import StepQueue
from server.vocabulary import JobStatus, JobType, ProjectStatus, Queue, StepKind, StepState, WebhookEvent
from server.webhooks.service import announce
from server.wiring import Studio

PLAN_SHARE, SCORE_SHARE, ASSEMBLE_SHARE = 0.33, 0.12, 0.05
"""Of the work of a film made from nothing (benchmarks/film.py); the shots share the rest by their length."""
PLAN_AGAIN_SHARE = 0.1
"""Of the work of a film that was made before, and on paper alone: next to nothing has to be recorded."""
AHEAD = 4
"""Steps of one user that stand in the queue at once."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A step that is this worker's to do."""

    step_id: UUID
    attempt: int
    kind: StepKind
    number: int
    job_id: UUID
    user_id: UUID
    project_id: UUID
    job_type: JobType
    order: dict[str, Any]
    share: float
    """Of the job's work."""


class Graph:
    """Moves the steps of jobs; `lease_s` is how long a worker may be silent."""

    def __init__(self, session: Session, queue: StepQueue, lease_s: float, most_attempts: int) -> None:
        self._session = session
        self._queue = queue
        self._lease = timedelta(seconds=lease_s)
        self._most_attempts = most_attempts

    # ------------------------------------------------------------------------------------------------- its steps

    def begin(self, job: AIJob) -> None:
        """Send a new job's first step."""
        share = PLAN_SHARE if job.job_type is JobType.FILM else PLAN_AGAIN_SHARE
        self._session.add(JobStep(job_id=job.id, kind=StepKind.PLAN, share=share))
        self.send_next(job.user_id, job)

    def claim(self, step_id: UUID, attempt: int, worker: str) -> Claim | None:
        """Take a step; None if it is not to be done (any more). The first step takes the credits.

        A balance that does not cover the price any more ends the job, uncharged.
        """
        job, step = self._lock(step_id)
        if job is None or step is None or step.state is not StepState.QUEUED or step.attempt != attempt:
            return None
        if job.status is JobStatus.QUEUED:
            try:
                if job.credits:
                    ledger.charge(self._session, job, self._project(job).title)
            except InsufficientCredits as short:
                self.fail(job, short.code, short.detail)
                return None
            job.status = JobStatus.PROCESSING
            job.started_at = now()
            if job.job_type.is_the_film:
                self._project(job).status = ProjectStatus.PROCESSING
            announce(self._session, job, WebhookEvent.STARTED)
        step.state = StepState.RUNNING
        step.worker = worker
        step.started_at = now()
        step.lease_until = now() + self._lease
        if not job.current_step or step.kind in (StepKind.PLAN, StepKind.ASSEMBLE):
            job.current_step = step.kind
        self.send_next(job.user_id, job)
        return Claim(
            step_id=step.id,
            attempt=attempt,
            kind=step.kind,
            number=step.number,
            job_id=job.id,
            user_id=job.user_id,
            project_id=job.project_id,
            job_type=job.job_type,
            order=job.order,
            share=step.share,
        )

    def beat(self, step_id: UUID, attempt: int, done: float, stage: str | None) -> bool:
        """Renew the lease and tell how far it is; False if the step is not this worker's any more."""
        job, step = self._lock(step_id)
        if job is None or step is None or not _is_held(step, attempt):
            return False
        step.lease_until = now() + self._lease
        step.done = max(step.done, min(done, 1.0))
        if stage is not None:
            job.current_step = stage
        self._advance(job)
        return True

    def finish(self, claim: Claim, followers: Sequence[JobStep] = (), still_url: str | None = None) -> bool:
        """A step is done: send those that waited for it. False if it was not this worker's any more."""
        job, step = self._lock(claim.step_id)
        if job is None or step is None or not _is_held(step, claim.attempt):
            return False
        self._done(step, still_url)
        for follower in followers:
            follower.job_id = job.id
            self._session.add(follower)
        self.send_next(job.user_id, job)
        self._advance(job)
        return True

    def complete(self, claim: Claim, result: dict[str, Any]) -> AIJob | None:
        """The last step is done, and with it the job. None if it was not this worker's any more."""
        job, step = self._lock(claim.step_id)
        if job is None or step is None or not _is_held(step, claim.attempt):
            return None
        self._done(step, None)
        job.status = JobStatus.COMPLETED
        job.result_data = result
        job.progress = 100
        job.current_step = None
        job.completed_at = now()
        announce(self._session, job, WebhookEvent.COMPLETED)
        return job

    # -------------------------------------------------------------------------------------------- what goes wrong

    def fail(self, job: AIJob, code: str, message: str) -> None:
        """End a (locked) job and give its credits back."""
        if job.status.is_final:
            return
        job.error_code, job.error_message = code, message
        self._end(job, JobStatus.FAILED)
        project = self._project(job)
        ledger.refund(self._session, job, f"Film “{project.title}” could not be made")
        announce(self._session, job, WebhookEvent.FAILED)
        if not job.job_type.is_the_film:
            return
        # A film that was finished before is still there to be seen.
        project.status = ProjectStatus.COMPLETED if project.video_url else ProjectStatus.FAILED

    def fail_step(self, claim: Claim, code: str, message: str) -> AIJob | None:
        """A step cannot be done: end its job."""
        job, step = self._lock(claim.step_id)
        if job is None or step is None or not _is_held(step, claim.attempt):
            return None
        step.state = StepState.DROPPED  # who tells of it need not be stopped
        self.fail(job, code, message)
        return job

    def cancel(self, job: AIJob) -> None:
        """Stop a (locked) job. Credits that were taken are kept: the work had started."""
        if job.status.is_final:
            return
        self._end(job, JobStatus.CANCELLED)
        announce(self._session, job, WebhookEvent.CANCELLED)
        if not job.job_type.is_the_film:
            return
        project = self._project(job)
        project.status = ProjectStatus.COMPLETED if project.video_url else ProjectStatus.DRAFT

    def hand_back(self, step_id: UUID, attempt: int) -> None:
        """A worker stops in the middle of a step: somebody else begins it anew. Nothing is held against it."""
        job, step = self._lock(step_id)
        if job is not None and step is not None and _is_held(step, attempt):
            self._send(step, job)

    def lose(self, step_id: UUID, attempt: int) -> None:
        """A worker died in the middle of a step: begin it anew, unless it has killed too many."""
        job, step = self._lock(step_id)
        if job is None or step is None or not _is_held(step, attempt):
            return
        step.deaths += 1
        if step.deaths < self._most_attempts:
            self._send(step, job)
            return
        step.state = StepState.DROPPED  # nobody is at it any more
        self.fail(
            job,
            "worker_died",
            f"The {step.kind.value} step ended its worker {step.deaths} times, most likely for lack of memory. "
            "Your credits are back; try a shorter film or a smaller picture.",
        )

    def send_again(self, step_id: UUID, attempt: int) -> None:
        """A message was lost before anybody began it: send a new one. The old one, if it turns up, is too late."""
        job, step = self._lock(step_id)
        if job is not None and step is not None and step.state is StepState.QUEUED and step.attempt == attempt:
            self._send(step, job)

    def send_next(self, user_id: UUID, mine: AIJob | None = None) -> None:
        """Send what of a user's is ready and has room in the queue, the oldest job's first.

        `mine` is locked already; a job that another transaction holds at this moment is left to it, or to the clock.
        """
        self._session.flush()
        room = AHEAD - repository.count_sent(self._session, user_id)
        for live in repository.live_of_user(self._session, user_id) if room > 0 else ():
            if room <= 0:
                break
            is_mine = mine is not None and live.id == mine.id
            job = mine if is_mine else repository.lock_if_free(self._session, live.id)
            if job is None or job.status.is_final:
                continue
            for step in self._ready(job)[:room]:
                self._send(step, job)
                room -= 1

    # ----------------------------------------------------------------------------------------------------- within

    def _lock(self, step_id: UUID) -> tuple[AIJob | None, JobStep | None]:
        """A step of a job that has not ended, and its job, locked."""
        job_id = repository.job_of_step(self._session, step_id)
        job = repository.lock(self._session, job_id) if job_id else None
        if job is None or job.status.is_final:
            return None, None
        return job, repository.step(self._session, step_id)

    def _project(self, job: AIJob) -> Project:
        return self._session.get_one(Project, job.project_id)

    def _send(self, step: JobStep, job: AIJob) -> None:
        step.state = StepState.QUEUED
        step.attempt += 1
        step.worker = step.lease_until = None
        step.sent_at = now()
        self._session.flush()
        queue = Queue.GPU if step.kind in job.order.get("gpu_steps", ()) else job.queue
        after_commit(self._session, partial(self._queue.send, step.id, step.attempt, queue))

    def _ready(self, job: AIJob) -> list[JobStep]:
        """Steps that can be sent. Shots and score wait for the plan, assemble for all of them."""
        steps = repository.steps(self._session, job.id)
        planned = any(step.kind is StepKind.PLAN and step.state is StepState.DONE for step in steps)
        filmed = planned and all(step.state is StepState.DONE for step in steps if step.kind is not StepKind.ASSEMBLE)
        # The longest single step goes first, so that nobody waits for it at the end.
        return [
            step
            for step in sorted(steps, key=lambda one: one.kind is not StepKind.SCORE)
            if step.state is StepState.WAITING and self._may(step.kind, planned=planned, filmed=filmed)
        ]

    @staticmethod
    def _may(kind: StepKind, *, planned: bool, filmed: bool) -> bool:
        if kind is StepKind.PLAN:
            return True
        return filmed if kind is StepKind.ASSEMBLE else planned

    def _done(self, step: JobStep, still_url: str | None) -> None:
        step.state = StepState.DONE
        step.done = 1.0
        step.still_url = still_url
        step.lease_until = None
        step.finished_at = now()

    def _advance(self, job: AIJob) -> None:
        """The job's progress by its steps; a step that is begun anew does not turn it back."""
        self._session.flush()
        share = sum(step.share * step.done for step in repository.steps(self._session, job.id))
        # 100 is for the finished film alone.
        job.progress = max(job.progress, min(99, int(share * 100)))

    def _end(self, job: AIJob, status: JobStatus) -> None:
        job.status = status
        job.current_step = None
        job.completed_at = now()
        for step in repository.steps(self._session, job.id):
            if step.state is StepState.RUNNING:
                after_commit(self._session, partial(self._queue.stop, step.id, step.attempt))
            if step.state is not StepState.DONE:
                step.state = StepState.DROPPED
                step.lease_until = None
        self.send_next(job.user_id, job)


def graph_of(session: Session, studio: Studio) -> Graph:
    """The graph in a unit of work."""
    return Graph(session, studio.queue, studio.settings.lease_seconds, studio.settings.most_attempts)


def _is_held(step: JobStep, attempt: int) -> bool:
    return step.state is StepState.RUNNING and step.attempt == attempt


def steps_after_plan(
    planned: Sequence[PlannedShot], plan_share: float = PLAN_SHARE, *, scored: bool = True
) -> tuple[JobStep, ...]:
    """The steps of a film with these shots, sharing what the plan left of the work; what was filmed before is done."""
    frames = sum(shot.frames for shot in planned)
    left = sum(shot.frames for shot in planned if shot.still_url is None)
    score = SCORE_SHARE if scored else 0.0
    # What is left of the shots weighs as much as it would in the whole film.
    shots = (1 - PLAN_SHARE - score - ASSEMBLE_SHARE) * left / (frames or 1)
    scale = (1 - plan_share) / (shots + score + ASSEMBLE_SHARE)
    steps = [JobStep(kind=StepKind.SCORE, share=score * scale)] if scored else []
    for number, shot in enumerate(planned):
        if shot.still_url is None:
            steps.append(JobStep(kind=StepKind.SHOT, number=number, share=shots * scale * shot.frames / (left or 1)))
        else:
            steps.append(_filmed_before(number, shot.still_url))
    return (*steps, JobStep(kind=StepKind.ASSEMBLE, share=ASSEMBLE_SHARE * scale))


def _filmed_before(number: int, still_url: str) -> JobStep:
    step = JobStep(kind=StepKind.SHOT, number=number, share=0.0, state=StepState.DONE, done=1.0, still_url=still_url)
    step.finished_at = now()
    return step
