"""Queries of letters."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import Mail


def is_due(session: Session, now: datetime) -> bool:
    """Whether a letter waits to be sent."""
    return session.scalars(select(Mail.id).where(Mail.due_at <= now).limit(1)).first() is not None


def claim_due(session: Session, now: datetime) -> Mail | None:
    """The letter that has waited longest, which nobody else takes until this transaction ends."""
    query = select(Mail).where(Mail.due_at <= now).order_by(Mail.due_at).limit(1)
    return session.scalars(query.with_for_update(skip_locked=True)).one_or_none()


def forget_settled(session: Session, now: datetime, after: timedelta) -> None:
    """Delete letters that left, or were given up, long ago: they hold addresses."""
    session.execute(delete(Mail).where(Mail.due_at.is_(None), Mail.created_at < now - after))
