"""Queries of accounts and log-ins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import Login, User


def by_email(session: Session, email: str) -> User | None:
    """The account of an address (in lower case)."""
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def lock_login(session: Session, token_hash: str) -> Login | None:
    """The log-in of a refresh token, which nobody else uses until this transaction ends."""
    return session.scalars(select(Login).where(Login.token_hash == token_hash).with_for_update()).one_or_none()


def end_family(session: Session, family: UUID) -> None:
    """End every token that descends from one log-in."""
    session.execute(delete(Login).where(Login.family == family))


def end_all(session: Session, user_id: UUID) -> None:
    """End all of a user's log-ins."""
    session.execute(delete(Login).where(Login.user_id == user_id))


def forget_ended(session: Session, user_id: UUID, now: datetime) -> None:
    """Delete a user's log-ins that have run out."""
    session.execute(delete(Login).where(Login.user_id == user_id, Login.expires_at < now))
