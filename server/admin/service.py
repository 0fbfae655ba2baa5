"""What those who run the studio see, and the two things they can do to a job."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from typing import TypeVar
from uuid import UUID

from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pipeline.access import Access
from pipeline.engines.registry import CAPABILITIES, engines_of
from server.admin import repository
from server.admin.schemas import (
    AdminJob,
    Day,
    PartHealth,
    QueueHealth,
    Statistics,
    SystemHealth,
    WorkerHealth,
)
from server.audit.log import record
from server.billing.prices import CURRENCY
from server.credits import ledger
from server.credits.repository import lock_user
from server.errors import Conflict, NotFound
from server.jobs import repository as job_repository
from server.jobs.graph import graph_of
from server.jobs.schemas import Job, Step
from server.models import AIJob, JobStep, Project, User
from server.models.base import now
from server.queue import WorkerState, step_of_message
from server.vocabulary import AuditAction, JobStatus, JobType, ProjectStatus, StepKind, StepState, Tier
from server.wiring import Studio

DAYS = 14
Found = TypeVar("Found")


def jobs(session: Session, status: JobStatus | None, before: UUID | None, limit: int) -> Sequence[AdminJob]:
    """Jobs with whose they are and their steps."""
    rows = repository.jobs(session, status, before, limit)
    steps = repository.steps_of(session, [job.id for job, _, _ in rows])
    return [_shown(job, email, title, steps.get(job.id, [])) for job, email, title in rows]


def _shown(job: AIJob, email: str, title: str, steps: Sequence[JobStep]) -> AdminJob:
    order = list(StepKind)
    ordered = sorted(steps, key=lambda step: (order.index(step.kind), step.number))
    return AdminJob(
        **Job.model_validate(job).model_dump(),
        user_email=email,
        project_title=title,
        steps=tuple(Step.model_validate(step) for step in ordered),
    )


def cancel(session: Session, admin: User, job_id: UUID, studio: Studio, reason: str | None = None) -> AIJob:
    """Stop anybody's job and give back what was taken: it was not the creator's wish."""
    job = _locked(session, job_id)
    if job.status.is_final:
        raise Conflict("already_ended", f"This job is {job.status.value} already.")
    graph_of(session, studio).cancel(job)
    ledger.refund(session, job, "A film was stopped by the studio")
    record(session, admin, AuditAction.JOB_CANCEL, job.id, _title(session, job), reason=reason)
    return job


def retry(session: Session, admin: User, job_id: UUID, studio: Studio) -> AIJob:
    """Begin a failed or cancelled job again, at its old price. What it had finished is not made again."""
    job = _locked(session, job_id)
    if job.status not in (JobStatus.FAILED, JobStatus.CANCELLED):
        raise Conflict("not_ended", f"This job is {job.status.value}: only a failed or cancelled one can be retried.")
    user = lock_user(session, job.user_id)  # as who orders a new film does: one of the two sees the other
    if user is None or user.banned_at is not None:
        raise Conflict("banned", "The account it belongs to is closed. Open it first.")
    if job_repository.live_of_project(session, job.project_id):
        raise Conflict("already_running", "Another film of this project is being made.")
    for step in job_repository.steps(session, job.id):
        session.delete(step)
    session.flush()
    job.status = JobStatus.QUEUED
    job.round += 1
    job.progress = 0
    job.error_code = job.error_message = None
    job.started_at = job.completed_at = None
    if job.job_type.is_the_film:
        session.get_one(Project, job.project_id).status = ProjectStatus.PROCESSING
    graph_of(session, studio).begin(job)
    record(session, admin, AuditAction.JOB_RETRY, job.id, _title(session, job))
    return job


def _title(session: Session, job: AIJob) -> str:
    return session.get_one(Project, job.project_id).title


def _locked(session: Session, job_id: UUID) -> AIJob:
    job = job_repository.lock(session, job_id)
    if job is None:
        raise NotFound("job", job_id)
    return job


# ---------------------------------------------------------------------------------------------------- statistics


def figures(session: Session) -> Statistics:
    """Users, films and credits in figures."""
    today = datetime.now(UTC).date()
    since = datetime.combine(today - timedelta(days=DAYS - 1), datetime.min.time(), UTC)
    made = repository.jobs_since(session, since)
    films = Counter(job.completed_at.date() for job in made if job.completed_at and job.status is JobStatus.COMPLETED)
    failed = Counter(job.completed_at.date() for job in made if job.completed_at and job.status is JobStatus.FAILED)
    active = {(job.user_id, job.created_at.date()) for job in made}
    active |= {(user_id, moment.date()) for user_id, moment in repository.logins_since(session, since)}
    actives = Counter(day for _, day in active)
    spent: Counter[object] = Counter()
    for moment, amount in repository.spending_since(session, since):
        spent[moment.date()] += amount
    paid: Counter[object] = Counter()
    for moment, cents in repository.paid_since(session, since):
        paid[moment.date()] += cents
    chosen = [job.order.get("settings", {}) for job in made if job.job_type is JobType.FILM]
    durations = repository.last_durations(session, 100)
    tiers = repository.count_by(session, User.subscription_tier)
    statuses = repository.count_by(session, AIJob.status)
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    return Statistics(
        users=sum(tiers.values()),
        users_by_tier={tier: tiers.get(tier, 0) for tier in Tier},
        projects=sum(repository.count_by(session, Project.status).values()),
        jobs_by_status={status: statuses.get(status, 0) for status in JobStatus},
        credits_outstanding=repository.total_balance(session),
        credits_spent=repository.total_spent(session),
        median_render_seconds=round(statistics.median(durations), 1) if durations else None,
        languages=dict(Counter(str(job.order.get("language")) for job in made).most_common()),
        voices=_ranked(voice for one in chosen for voice in {*one.get("voices", {}).values()}),
        music=_ranked("own" if one.get("music_file") else one.get("music", "auto") for one in chosen),
        failures=_ranked(job.error_code or "unknown" for job in made if job.status is JobStatus.FAILED),
        revenue_cents=repository.revenue(session),
        currency=CURRENCY,
        days=tuple(
            Day(
                day=day,
                films=films[day],
                failed=failed[day],
                active_users=actives[day],
                credits_spent=spent[day],
                revenue_cents=paid[day],
            )
            for day in days
        ),
    )


def _ranked(names: Iterable[str]) -> dict[str, int]:
    """How often each is there, the most often first."""
    return dict(Counter(names).most_common())


# -------------------------------------------------------------------------------------------------------- health


def health(session: Session, studio: Studio) -> SystemHealth:
    """Whether everything the studio stands on answers, and what the queues and workers do."""
    access = studio.settings.access
    parts = [
        _part("database", lambda: _database(session)),
        _part("queue", lambda: _redis(studio)),
        _part("storage", studio.media.check),
        *(_part(f"{capability} engine", partial(_engine, capability, access)) for capability in CAPABILITIES),
    ]
    workers = _asked(studio.queue.workers, ())
    parts.append(PartHealth(name="workers", healthy=bool(workers), detail=_workforce(len(workers))))
    moment = now()
    return SystemHealth(
        healthy=all(part.healthy for part in parts),
        version=version("ai-film-studio"),
        parts=tuple(parts),
        queues=tuple(
            QueueHealth(
                name=queue.name,
                waiting=queue.waiting,
                oldest_seconds=max(0.0, round((moment - queue.oldest).total_seconds(), 1)) if queue.oldest else None,
            )
            for queue in _asked(studio.queue.queues, ())
        ),
        workers=tuple(_worker(session, worker) for worker in workers),
        steps_running=repository.step_count(session, StepState.RUNNING),
        steps_waiting=repository.step_count(session, StepState.QUEUED, StepState.WAITING),
    )


def _part(name: str, look: Callable[[], str]) -> PartHealth:
    try:
        return PartHealth(name=name, healthy=True, detail=look())
    except (OSError, RedisError, SQLAlchemyError) as failure:
        return PartHealth(name=name, healthy=False, detail=str(failure).splitlines()[0])


def _asked(ask: Callable[[], tuple[Found, ...]], otherwise: tuple[Found, ...]) -> tuple[Found, ...]:
    """What the queue says; the part "queue" tells when it says nothing."""
    try:
        return ask()
    except RedisError:
        return otherwise


def _database(session: Session) -> str:
    session.execute(text("SELECT 1"))
    return session.get_bind().dialect.name


def _redis(studio: Studio) -> str:
    found = studio.redis.info("server")
    return f"{found.get('server_name', 'redis')} {found.get('valkey_version') or found.get('redis_version')}"


def _engine(capability: str, access: Access) -> str:
    engines = engines_of(capability, access)
    able = [engine.name for engine in engines if engine.is_available().available]
    if not able:
        raise OSError("; ".join(f"{engine.name}: {engine.is_available().reason}" for engine in engines) or "none")
    return ", ".join(able)


def _workforce(count: int) -> str:
    return f"{count} signed on" if count else "nobody is signed on: start one with 'studio worker'"


def _worker(session: Session, worker: WorkerState) -> WorkerHealth:
    step = job_repository.step(session, step_of_message(worker.message)) if worker.message else None
    return WorkerHealth(
        name=worker.name,
        state=worker.state,
        queues=worker.queues,
        current_job_id=step.job_id if step else None,
        last_seen=worker.last_seen,
        finished=worker.finished,
        failed=worker.failed,
    )
