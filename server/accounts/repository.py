"""Queries of accounts and log-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import AIJob, ApiKey, Identity, Login, Mail, Project, User, Webhook
from server.vocabulary import Role, Tier

Owned = TypeVar("Owned", AIJob, ApiKey, Identity, Login, Mail, Project, Webhook)


def by_email(session: Session, email: str) -> User | None:
    """The account of an address (in lower case)."""
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def lock(session: Session, user_id: UUID) -> User | None:
    """An account, which nobody else changes until this transaction ends."""
    query = select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def lock_admins(session: Session) -> int:
    """How many accounts run the studio: nobody becomes one or is one no more until this transaction ends."""
    query = select(User.id).where(User.role == Role.ADMIN).order_by(User.id).with_for_update()
    return len(session.scalars(query).all())


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


def all_of(session: Session, table: type[Owned], user_id: UUID) -> Sequence[Owned]:
    """All of a user's rows of a table, the oldest first."""
    return session.scalars(select(table).where(table.user_id == user_id).order_by(table.id)).all()


def forget_ways_in(session: Session, user_id: UUID) -> None:
    """Delete API keys and accounts elsewhere that open somebody's account."""
    for table in (ApiKey, Identity):
        session.execute(delete(table).where(table.user_id == user_id))


def lock_login(session: Session, token_hash: str) -> tuple[Login, User] | None:
    """The log-in of a refresh token and whose it is; nobody else uses it until this transaction ends.

    The user is locked first, as by whoever ends all of somebody's log-ins.
    """
    found = select(Login).where(Login.token_hash == token_hash)
    login = session.scalars(found).one_or_none()
    user = lock(session, login.user_id) if login else None
    login = session.scalars(found.with_for_update().execution_options(populate_existing=True)).one_or_none()
    return (login, user) if login and user else None


def end_family(session: Session, family: UUID) -> None:
    """End every token that descends from one log-in."""
    session.execute(delete(Login).where(Login.family == family))


def end_all(session: Session, user_id: UUID) -> None:
    """End all of a user's log-ins."""
    session.execute(delete(Login).where(Login.user_id == user_id))


def forget_ended(session: Session, user_id: UUID, now: datetime) -> None:
    """Delete a user's log-ins that have run out."""
    session.execute(delete(Login).where(Login.user_id == user_id, Login.expires_at < now))
