"""credit_transactions: the ledger. Rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import TransactionType


class CreditTransaction(Keyed):
    """One movement of credits. `idempotency_key` makes the same movement happen once, however often it is asked for."""

    __tablename__ = "credit_transactions"
    __table_args__ = (Index("ix_credit_transactions_user_id_id", "user_id", "id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    type: Mapped[TransactionType]
    amount: Mapped[int]
    """Positive for what comes in, negative for what goes out."""
    monthly_amount: Mapped[int] = mapped_column(default=0, server_default="0")
    """What of the amount moved the monthly part."""
    balance_after: Mapped[int]
    description: Mapped[str] = mapped_column(Text)
    idempotency_key: Mapped[str] = mapped_column(String(255), unique=True)
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("ai_jobs.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
