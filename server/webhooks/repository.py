"""Queries of webhooks and of what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import Webhook, WebhookDelivery


def of_user(session: Session, user_id: UUID) -> Sequence[Webhook]:
    """A user's webhooks, the newest first."""
    return session.scalars(select(Webhook).where(Webhook.user_id == user_id).order_by(Webhook.id.desc())).all()


def one_of_user(session: Session, user_id: UUID, webhook_id: UUID) -> Webhook | None:
    """A user's webhook."""
    return session.scalars(select(Webhook).where(Webhook.id == webhook_id, Webhook.user_id == user_id)).one_or_none()


def deliveries(session: Session, webhook_id: UUID, before: UUID | None, limit: int) -> Sequence[WebhookDelivery]:
    """What a webhook was told, the newest first, from before a cursor."""
    query = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    if before is not None:
        query = query.where(WebhookDelivery.id < before)
    return session.scalars(query.order_by(WebhookDelivery.id.desc()).limit(limit)).all()


def delivery(session: Session, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery | None:
    """One of them, which nobody else changes until this transaction ends."""
    query = select(WebhookDelivery).where(WebhookDelivery.id == delivery_id, WebhookDelivery.webhook_id == webhook_id)
    return session.scalars(query.with_for_update()).one_or_none()


def is_due(session: Session, now: datetime) -> bool:
    """Whether something waits to be sent."""
    return session.scalars(select(WebhookDelivery.id).where(WebhookDelivery.due_at <= now).limit(1)).first() is not None


def claim_due(session: Session, now: datetime) -> WebhookDelivery | None:
    """What has waited longest, which nobody else takes until this transaction ends."""
    query = select(WebhookDelivery).where(WebhookDelivery.due_at <= now).order_by(WebhookDelivery.due_at).limit(1)
    return session.scalars(query.with_for_update(skip_locked=True)).one_or_none()


def forget_settled(session: Session, now: datetime, after: timedelta) -> None:
    """Delete what arrived, or was given up, long ago."""
    settled = (WebhookDelivery.due_at.is_(None), WebhookDelivery.created_at < now - after)
    session.execute(delete(WebhookDelivery).where(*settled))
