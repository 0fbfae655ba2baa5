"""Queries of jobs and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.models import AIJob, JobStep, User
from server.vocabulary import FILM_TYPES, JobStatus, StepKind, StepState

LIVE = (JobStatus.QUEUED, JobStatus.PROCESSING)


def of_user(session: Session, user_id: UUID, job_id: UUID) -> AIJob | None:
    """A user's job."""
    return session.scalars(select(AIJob).where(AIJob.id == job_id, AIJob.user_id == user_id)).one_or_none()


def by_idempotency_key(session: Session, user_id: UUID, key: str) -> AIJob | None:
    """The job a user has ordered under this key."""
    return session.scalars(select(AIJob).where(AIJob.user_id == user_id, AIJob.idempotency_key == key)).one_or_none()


def all_of(session: Session, job_ids: Sequence[UUID]) -> Sequence[AIJob]:
    """Those of these jobs that there are."""
    return session.scalars(select(AIJob).where(AIJob.id.in_(job_ids))).all()


def lock(session: Session, job_id: UUID) -> AIJob | None:
    """A job whose state nobody else changes until this transaction ends. Always taken before its steps are read."""
    return session.scalars(
        select(AIJob).where(AIJob.id == job_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def lock_if_free(session: Session, job_id: UUID) -> AIJob | None:
    """The same without waiting: None while somebody else holds it."""
    query = select(AIJob).where(AIJob.id == job_id).with_for_update(skip_locked=True)
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def job_of_step(session: Session, step_id: UUID) -> UUID | None:
    """The job a step belongs to."""
    return session.scalars(select(JobStep.job_id).where(JobStep.id == step_id)).one_or_none()


def step(session: Session, step_id: UUID) -> JobStep | None:
    """A step, as it is now."""
    return session.scalars(
        select(JobStep).where(JobStep.id == step_id).execution_options(populate_existing=True)
    ).one_or_none()


def steps(session: Session, job_id: UUID) -> Sequence[JobStep]:
    """A job's steps: plan, shots in order, score, assemble."""
    found = session.scalars(
        select(JobStep).where(JobStep.job_id == job_id).execution_options(populate_existing=True)
    ).all()
    order = list(StepKind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.number))


def ids_of_project(session: Session, project_id: UUID) -> Sequence[UUID]:
    """All jobs that a project ever had."""
    return session.scalars(select(AIJob.id).where(AIJob.project_id == project_id)).all()


def live_of_project(session: Session, project_id: UUID) -> Sequence[AIJob]:
    """A project's jobs that have not ended."""
    return session.scalars(select(AIJob).where(AIJob.project_id == project_id, AIJob.status.in_(LIVE))).all()


def live_of_user(session: Session, user_id: UUID) -> Sequence[AIJob]:
    """A user's jobs that have not ended, the oldest first."""
    live = select(AIJob).where(AIJob.user_id == user_id, AIJob.status.in_(LIVE))
    return session.scalars(live.order_by(AIJob.id)).all()


def count_sent(session: Session, user_id: UUID) -> int:
    """How many of a user's steps stand in the queue."""
    steps = select(func.count()).select_from(JobStep).join(AIJob, AIJob.id == JobStep.job_id)
    sent = (AIJob.user_id == user_id, AIJob.status.in_(LIVE), JobStep.state == StepState.QUEUED)
    return session.scalars(steps.where(*sent)).one()


def forgotten(session: Session) -> Sequence[UUID]:
    """Users with jobs that have not ended and none of whose steps is sent or running."""
    moving = (
        select(JobStep.id)
        .join(AIJob, AIJob.id == JobStep.job_id)
        .where(AIJob.user_id == User.id, JobStep.state.in_((StepState.QUEUED, StepState.RUNNING)))
    )
    live = select(AIJob.id).where(AIJob.user_id == User.id, AIJob.status.in_(LIVE))
    return session.scalars(select(User.id).where(live.exists(), ~moving.exists())).all()


def page(session: Session, user_id: UUID, project_id: UUID | None, before: UUID | None, limit: int) -> Sequence[AIJob]:
    """A user's jobs, the newest first, from before a cursor; those of one project if asked for."""
    query = select(AIJob).where(AIJob.user_id == user_id)
    if project_id is not None:
        query = query.where(AIJob.project_id == project_id)
    if before is not None:
        query = query.where(AIJob.id < before)
    return session.scalars(query.order_by(AIJob.id.desc()).limit(limit)).all()


def newest_film(session: Session, project_id: UUID) -> AIJob | None:
    """The job that made a project's film as it is now."""
    made = (AIJob.project_id == project_id, AIJob.status == JobStatus.COMPLETED, AIJob.job_type.in_(FILM_TYPES))
    return session.scalars(select(AIJob).where(*made).order_by(AIJob.completed_at.desc()).limit(1)).one_or_none()


def lost(session: Session, now: datetime) -> Sequence[JobStep]:
    """Steps whose worker has not been heard of for longer than its lease."""
    return session.scalars(select(JobStep).where(JobStep.state == StepState.RUNNING, JobStep.lease_until < now)).all()


def unclaimed(session: Session, sent_before: datetime) -> Sequence[JobStep]:
    """Steps of live jobs that were sent before a moment and that nobody has begun."""
    return session.scalars(
        select(JobStep)
        .join(AIJob, AIJob.id == JobStep.job_id)
        .where(JobStep.state == StepState.QUEUED, JobStep.sent_at < sent_before, AIJob.status.in_(LIVE))
    ).all()
