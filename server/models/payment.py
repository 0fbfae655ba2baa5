"""payments: what somebody wants to buy, and what the payment provider said of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import PaymentKind, PaymentStatus, Tier


class Payment(Keyed):
    """A checkout. Accounts may be deleted, what was paid is not: then it is nobody's."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index("ix_payments_status_created_at", "status", "created_at"),
    )

    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    kind: Mapped[PaymentKind]
    tier: Mapped[Tier | None]
    """Of a subscription."""
    credits: Mapped[int] = mapped_column(default=0)
    """Of a purchase."""
    amount_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    status: Mapped[PaymentStatus] = mapped_column(default=PaymentStatus.PENDING)
    provider: Mapped[str] = mapped_column(String(50))
    checkout_url: Mapped[str | None] = mapped_column(Text)
    """Where it is paid; None until the provider has told."""
    idempotency_key: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
