"""Queries of payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.models import Payment
from server.models.base import now
from server.vocabulary import PaymentStatus


def by_idempotency_key(session: Session, user_id: UUID, key: str) -> Payment | None:
    """What a user has begun to pay under this key."""
    query = select(Payment).where(Payment.user_id == user_id, Payment.idempotency_key == key)
    return session.scalars(query).one_or_none()


def of_user(session: Session, user_id: UUID, payment_id: UUID) -> Payment | None:
    """A user's payment."""
    query = select(Payment).where(Payment.id == payment_id, Payment.user_id == user_id)
    return session.scalars(query).one_or_none()


def all_of(session: Session, user_id: UUID) -> Sequence[Payment]:
    """All of a user's payments, the oldest first."""
    return session.scalars(select(Payment).where(Payment.user_id == user_id).order_by(Payment.id)).all()


def lock(session: Session, payment_id: UUID) -> Payment | None:
    """A payment that nobody else settles until this transaction ends. Its user is locked before it."""
    query = select(Payment).where(Payment.id == payment_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def expire(session: Session, before: datetime) -> None:
    """Checkouts that nobody has gone through with."""
    left = update(Payment).where(Payment.status == PaymentStatus.PENDING, Payment.created_at < before)
    session.execute(left.values(status=PaymentStatus.EXPIRED, settled_at=now()))
