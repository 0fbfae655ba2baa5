"""webhook_deliveries: what webhooks are told, and what became of it. Written in the transaction that is its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import WebhookEvent


class WebhookDelivery(Keyed):
    """One thing told to one address; sent again it keeps its id, by which the other side knows it."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("ix_webhook_deliveries_due_at", "due_at"),
        Index("ix_webhook_deliveries_webhook_id_id", "webhook_id", "id"),
    )

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    event: Mapped[WebhookEvent]
    body: Mapped[dict[str, Any]]
    due_at: Mapped[datetime | None] = mapped_column(default=now)
    """When it is tried (again). None: it has arrived, or was given up."""
    attempts: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None]
    answer_status: Mapped[int | None]
    """Of the last answer."""
    error: Mapped[str | None] = mapped_column(Text)
    """Why the last attempt was in vain."""
    created_at: Mapped[datetime] = mapped_column(default=now)
