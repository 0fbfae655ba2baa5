"""The graph of a film and how it moves: plan, then the shots and the score side by side, then assemble.

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
from server.jobs import repository
from server.models import AIJob, JobStep, Project
from server.models.base import now
from server.queue import StepQueue
from server.vocabulary import JobStatus, ProjectStatus, StepKind, StepState
from server.wiring import Studio

PLAN_SHARE, SCORE_SHARE, ASSEMBLE_SHARE = 0.33, 0.12, 0.05
"""Of the work of a film made from nothing (benchmarks/film.py); the shots share the rest by their length."""


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
    order: dict[str, Any]


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
        plan = JobStep(job_id=job.id, kind=StepKind.PLAN, share=PLAN_SHARE)
        self._session.add(plan)
        self._session.flush()
        self._send(plan, job)

    def claim(self, step_id: UUID, attempt: int, worker: str) -> Claim | None:
        """Take a step; None if it is not to be done (any more). The first step takes the credits.

        A balance that does not cover the price any more ends the job, uncharged.
        """
        job, step = self._lock(step_id)
        if job is None or step is None or step.state is not StepState.QUEUED or step.attempt != attempt:
            return None
        if job.status is JobStatus.QUEUED:
            try:
                ledger.charge(self._session, job, self._project(job).title)
            except InsufficientCredits as short:
                self.fail(job, short.code, short.detail)
                return None
            job.status = JobStatus.PROCESSING
            job.started_at = now()
            self._project(job).status = ProjectStatus.PROCESSING
        step.state = StepState.RUNNING
        step.worker = worker
        step.started_at = now()
        step.lease_until = now() + self._lease
        if not job.current_step or step.kind in (StepKind.PLAN, StepKind.ASSEMBLE):
            job.current_step = step.kind
        return Claim(step.id, attempt, step.kind, step.number, job.id, job.user_id, job.project_id, job.order)

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
        self._session.flush()
        self._send_ready(job)
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
        return job

    # -------------------------------------------------------------------------------------------- what goes wrong

    def fail(self, job: AIJob, code: str, message: str) -> None:
        """End a (locked) job and give its credits back."""
        if job.status.is_final:
            return
        self._end(job, JobStatus.FAILED)
        job.error_code, job.error_message = code, message
        ledger.refund(self._session, job, f"Film “{self._project(job).title}” could not be made")
        project = self._project(job)
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
        after_commit(self._session, partial(self._queue.send, step.id, step.attempt, job.queue))

    def _send_ready(self, job: AIJob) -> None:
        """Shots and score wait for the plan, assemble for all of them."""
        steps = repository.steps(self._session, job.id)
        planned = any(step.kind is StepKind.PLAN and step.state is StepState.DONE for step in steps)
        filmed = planned and all(step.state is StepState.DONE for step in steps if step.kind is not StepKind.ASSEMBLE)
        # The longest single step goes first, so that nobody waits for it at the end.
        for step in sorted(steps, key=lambda one: one.kind is not StepKind.SCORE):
            ready = filmed if step.kind is StepKind.ASSEMBLE else planned
            if step.state is StepState.WAITING and ready:
                self._send(step, job)

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


def graph_of(session: Session, studio: Studio) -> Graph:
    """The graph in a unit of work."""
    return Graph(session, studio.queue, studio.settings.lease_seconds, studio.settings.most_attempts)


def _is_held(step: JobStep, attempt: int) -> bool:
    return step.state is StepState.RUNNING and step.attempt == attempt


def steps_after_plan(shot_frames: Sequence[int]) -> tuple[JobStep, ...]:
    """The steps of a film with shots of these lengths."""
    frames = sum(shot_frames) or 1
    left = 1 - PLAN_SHARE - SCORE_SHARE - ASSEMBLE_SHARE
    shots = (
        JobStep(kind=StepKind.SHOT, number=number, share=left * count / frames)
        for number, count in enumerate(shot_frames)
    )
    return (
        JobStep(kind=StepKind.SCORE, share=SCORE_SHARE),
        *shots,
        JobStep(kind=StepKind.ASSEMBLE, share=ASSEMBLE_SHARE),
    )
