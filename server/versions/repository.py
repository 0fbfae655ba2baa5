"""Queries of versions."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import ProjectVersion


def newest(session: Session, project_id: UUID) -> ProjectVersion | None:
    """What a project is now."""
    query = select(ProjectVersion).where(ProjectVersion.project_id == project_id)
    return session.scalars(query.order_by(ProjectVersion.number.desc()).limit(1)).first()


def numbered(session: Session, project_id: UUID, number: int) -> ProjectVersion | None:
    """One version."""
    query = select(ProjectVersion).where(ProjectVersion.project_id == project_id, ProjectVersion.number == number)
    return session.scalars(query).one_or_none()


def page(session: Session, project_id: UUID, before: int | None, limit: int) -> Sequence[ProjectVersion]:
    """A project's versions, the newest first, from before a number."""
    query = select(ProjectVersion).where(ProjectVersion.project_id == project_id)
    if before is not None:
        query = query.where(ProjectVersion.number < before)
    return session.scalars(query.order_by(ProjectVersion.number.desc()).limit(limit)).all()
