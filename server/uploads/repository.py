"""Queries of uploads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.models import Upload
from server.vocabulary import UploadState


def of_project(session: Session, project_id: UUID) -> Sequence[Upload]:
    """A project's uploads, the newest first, whatever their state."""
    return session.scalars(select(Upload).where(Upload.project_id == project_id).order_by(Upload.id.desc())).all()


def of_user(session: Session, user_id: UUID, project_id: UUID, upload_id: UUID) -> Upload | None:
    """An upload of a user's project."""
    query = select(Upload).where(Upload.id == upload_id, Upload.project_id == project_id, Upload.user_id == user_id)
    return session.scalars(query).one_or_none()


def ready(session: Session, project_id: UUID, ids: Collection[UUID]) -> Sequence[Upload]:
    """Those of these that a project has and that were checked."""
    query = select(Upload).where(Upload.project_id == project_id, Upload.id.in_(ids), Upload.state == UploadState.READY)
    return session.scalars(query).all()


def bytes_of_user(session: Session, user_id: UUID) -> int:
    """What all of a user's uploads take."""
    query = select(func.coalesce(func.sum(Upload.bytes), 0)).where(Upload.user_id == user_id)
    return int(session.scalars(query).one())


def abandoned(session: Session, before: datetime) -> Sequence[Upload]:
    """Uploads that have been in quarantine since before then: nobody looks at them any more."""
    query = select(Upload).where(Upload.state == UploadState.QUARANTINED, Upload.created_at < before)
    return session.scalars(query).all()
