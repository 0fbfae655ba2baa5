"""Credits on the wire."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from server.schema import Schema
from server.vocabulary import Tier, TransactionType


class Balance(Schema):
    """GET /credits/balance."""

    credits_balance: int
    monthly_credits: int = 0
    """What of the balance is this month's: spent first, and set anew on `credits_reset_date`. The rest stays."""
    subscription_tier: Tier
    subscription_until: date | None = None
    """Until when the tier is paid for; None: it is not paid for."""
    unlimited: bool
    credits_a_month: int | None
    """None: unlimited."""
    credits_reset_date: date
    most_minutes: int
    watermark: bool


class Transaction(Schema):
    """A line of GET /credits/history."""

    id: UUID
    type: TransactionType
    amount: int
    balance_after: int
    description: str
    job_id: UUID | None
    created_at: datetime
