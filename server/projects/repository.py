"""Queries of projects."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AIJob, Project


def of_user(session: Session, user_id: UUID, project_id: UUID) -> Project | None:
    """A user's project."""
    return session.scalars(select(Project).where(Project.id == project_id, Project.user_id == user_id)).one_or_none()


def page(session: Session, user_id: UUID, before: UUID | None, limit: int) -> Sequence[Project]:
    """A user's projects, the newest first, from before a cursor."""
    query = select(Project).where(Project.user_id == user_id)
    if before is not None:
        query = query.where(Project.id < before)
    return session.scalars(query.order_by(Project.id.desc()).limit(limit)).all()


def latest_jobs(session: Session, project_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Each project's newest job."""
    rows = session.execute(
        select(AIJob.project_id, AIJob.id).where(AIJob.project_id.in_(project_ids)).order_by(AIJob.id)
    )
    return {project_id: job_id for project_id, job_id in rows}  # noqa: C416 - the last of each wins
