"""Queries of jobs and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AIJob, JobStep
from server.vocabulary import JobStatus, StepKind, StepState

LIVE = (JobStatus.QUEUED, JobStatus.PROCESSING)


def of_user(session: Session, user_id: UUID, job_id: UUID) -> AIJob | None:
    """A user's job."""
    return session.scalars(select(AIJob).where(AIJob.id == job_id, AIJob.user_id == user_id)).one_or_none()


def owner(session: Session, job_id: UUID) -> UUID | None:
    """Whose job it is."""
    return session.scalars(select(AIJob.user_id).where(AIJob.id == job_id)).one_or_none()


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


def live_of_project(session: Session, project_id: UUID) -> Sequence[AIJob]:
    """A project's jobs that have not ended."""
    return session.scalars(select(AIJob).where(AIJob.project_id == project_id, AIJob.status.in_(LIVE))).all()


def live_of_user(session: Session, user_id: UUID) -> Sequence[AIJob]:
    """A user's jobs that have not ended."""
    return session.scalars(select(AIJob).where(AIJob.user_id == user_id, AIJob.status.in_(LIVE))).all()


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
