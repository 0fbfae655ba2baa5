"""Queries of API keys."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import ApiKey, User


def with_owner(session: Session, key_hash: str) -> tuple[ApiKey, User] | None:
    """A key and whose it is."""
    query = select(ApiKey, User).join(User, User.id == ApiKey.user_id).where(ApiKey.key_hash == key_hash)
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row is not None else None


def of_user(session: Session, user_id: UUID) -> Sequence[ApiKey]:
    """A user's keys, the newest first."""
    return session.scalars(select(ApiKey).where(ApiKey.user_id == user_id).order_by(ApiKey.id.desc())).all()


def delete_one(session: Session, user_id: UUID, key_id: UUID) -> bool:
    """Delete a user's key; whether it was there."""
    gone = session.execute(delete(ApiKey).where(ApiKey.id == key_id, ApiKey.user_id == user_id).returning(ApiKey.id))
    return gone.first() is not None
