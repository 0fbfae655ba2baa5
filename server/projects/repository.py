"""Queries of projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AIJob, Project
from server.vocabulary import FILM_TYPES, JobStatus, ProjectStatus


def of_user(session: Session, user_id: UUID, project_id: UUID) -> Project | None:
    """A user's project."""
    return session.scalars(select(Project).where(Project.id == project_id, Project.user_id == user_id)).one_or_none()


def lock(session: Session, user_id: UUID, project_id: UUID) -> Project | None:
    """A user's project as it is now, locked."""
    query = select(Project).where(Project.id == project_id, Project.user_id == user_id).with_for_update()
    query = query.execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def page(
    session: Session,
    user_id: UUID,
    before: UUID | None,
    limit: int,
    *,
    words: Sequence[str] = (),
    status: ProjectStatus | None = None,
) -> Sequence[Project]:
    """A user's projects, the newest first, from before a cursor; those in which all these words are."""
    query = select(Project).where(Project.user_id == user_id)
    for word in words:
        query = query.where(Project.sought.contains(word, autoescape=True))
    if status is not None:
        query = query.where(Project.status == status)
    if before is not None:
        query = query.where(Project.id < before)
    return session.scalars(query.order_by(Project.id.desc()).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Jobs:
    """A project's newest job, and the newest one that made a film."""

    latest: UUID | None = None
    film: UUID | None = None


def jobs_of(session: Session, project_ids: Sequence[UUID]) -> dict[UUID, Jobs]:
    """The jobs of several projects. What stands beside their film (a dub, another format) is not counted."""
    rows = session.execute(
        select(AIJob.project_id, AIJob.id, AIJob.status)
        .where(AIJob.project_id.in_(project_ids), AIJob.job_type.in_(FILM_TYPES))
        .order_by(AIJob.id)
    )
    found = dict.fromkeys(project_ids, Jobs())
    for project_id, job_id, status in rows:
        film = job_id if status is JobStatus.COMPLETED else found[project_id].film
        found[project_id] = Jobs(job_id, film)
    return found
