"""Queries of accounts and log-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.models import AIJob, Login, Project, User
from server.vocabulary import Role, Tier


def by_email(session: Session, email: str) -> User | None:
    """The account of an address (in lower case)."""
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def lock(session: Session, user_id: UUID) -> User | None:
    """An account, which nobody else changes until this transaction ends."""
    query = select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def admins(session: Session) -> int:
    """How many accounts run the studio."""
    return session.scalars(select(func.count()).where(User.role == Role.ADMIN)).one()


def forget_unconfirmed(session: Session, before: datetime) -> None:
    """Delete accounts that were registered before then and whose address nobody has confirmed, nor ever used."""
    session.execute(
        delete(User).where(
            User.email_verified_at.is_(None),
            User.last_login_at.is_(None),
            User.role == Role.CREATOR,
            User.subscription_tier == Tier.FREE,
            User.created_at < before,
            ~select(Project.id).where(Project.user_id == User.id).exists(),
        )
    )


def delete_user(session: Session, user_id: UUID) -> None:
    """Delete an account; the database deletes what belongs to it."""
    session.execute(delete(User).where(User.id == user_id))


def projects_of(session: Session, user_id: UUID) -> Sequence[Project]:
    """All of a user's projects, the oldest first."""
    return session.scalars(select(Project).where(Project.user_id == user_id).order_by(Project.id)).all()


def jobs_of(session: Session, user_id: UUID) -> Sequence[AIJob]:
    """All of a user's jobs, the oldest first."""
    return session.scalars(select(AIJob).where(AIJob.user_id == user_id).order_by(AIJob.id)).all()


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
