"""users: who has an account."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.vocabulary import Language
from server.models.base import Keyed, now
from server.vocabulary import Role, Tier


class User(Keyed):
    """An account. `credits_balance` is the sum of its transactions and moves only with them; so is its monthly part."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("credits_balance >= 0", name="balance_not_negative"),
        CheckConstraint("monthly_credits >= 0 AND monthly_credits <= credits_balance", name="monthly_within_balance"),
        Index("ix_users_credits_reset_date", "credits_reset_date"),
    )

    email: Mapped[str] = mapped_column(String(255), unique=True)
    """In lower case: addresses that differ by case alone are one account."""
    email_verified_at: Mapped[datetime | None]
    """When somebody who reads mail at this address said so."""
    password_hash: Mapped[str] = mapped_column(String(255))
    full_name: Mapped[str | None] = mapped_column(String(255))
    language: Mapped[Language] = mapped_column(default=Language.ENGLISH, server_default="en")
    """Of the letters that the studio writes."""
    role: Mapped[Role] = mapped_column(default=Role.CREATOR)
    subscription_tier: Mapped[Tier] = mapped_column(default=Tier.FREE)
    credits_balance: Mapped[int] = mapped_column(default=0)
    monthly_credits: Mapped[int] = mapped_column(default=0, server_default="0")
    """What of the balance is this month's: spent first, and set anew on `credits_reset_date`. The rest was bought."""
    credits_reset_date: Mapped[date]
    subscription_until: Mapped[date | None]
    """Until when the tier was paid for; None: it was given, or is free."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    last_login_at: Mapped[datetime | None]
    banned_at: Mapped[datetime | None]
    ban_reason: Mapped[str | None] = mapped_column(Text)
    """What whoever was banned is told."""
    tokens_valid_from: Mapped[datetime] = mapped_column(default=now)
    """Access tokens from before this moment have ended: the password was changed by somebody who may."""
