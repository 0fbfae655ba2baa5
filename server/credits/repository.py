"""Queries of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import CreditTransaction, User


def lock_user(session: Session, user_id: UUID) -> User | None:
    """The user, whose balance nobody else moves until this transaction ends."""
    return session.scalars(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def by_key(session: Session, idempotency_key: str) -> CreditTransaction | None:
    """The movement that has been made under this key."""
    return session.scalars(
        select(CreditTransaction).where(CreditTransaction.idempotency_key == idempotency_key)
    ).one_or_none()


def history(session: Session, user_id: UUID, before: UUID | None, limit: int) -> Sequence[CreditTransaction]:
    """Movements, the newest first, from before a cursor."""
    query = select(CreditTransaction).where(CreditTransaction.user_id == user_id)
    if before is not None:
        query = query.where(CreditTransaction.id < before)
    return session.scalars(query.order_by(CreditTransaction.id.desc()).limit(limit)).all()


def due(session: Session, today: date) -> Sequence[UUID]:
    """Users whose credits come again by today."""
    return session.scalars(select(User.id).where(User.credits_reset_date <= today)).all()
