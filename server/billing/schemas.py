"""Payments on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator

from server.billing.prices import PACKS
from server.schema import Asked, Schema
from server.vocabulary import PaymentKind, PaymentStatus, Tier


def _a_pack(count: int) -> int:
    if count not in PACKS:
        raise ValueError(f"Credits are sold by {', '.join(map(str, PACKS))}.")
    return count


class PurchaseRequest(Asked):
    """POST /credits/purchase. The header Idempotency-Key makes a second send harmless."""

    credits: Annotated[int, AfterValidator(_a_pack)]
    """One of GET /credits/packs."""


class UpgradeRequest(Asked):
    """POST /subscriptions/upgrade. The header Idempotency-Key makes a second send harmless."""

    tier: Tier


class Checkout(Schema):
    """A payment. `checkout_url` is where it is paid; how it ended says its `status`, and nothing else does."""

    id: UUID
    kind: PaymentKind
    tier: Tier | None
    credits: int
    amount_cents: int
    currency: str
    status: PaymentStatus
    provider: str
    notice: str | None
    """To be shown beside it: what is particular about this provider."""
    checkout_url: str | None
    """None once it has ended."""
    created_at: datetime
    settled_at: datetime | None


class Pack(Schema):
    """Credits as they are sold."""

    credits: int
    amount_cents: int
    currency: str


class TierOffer(Schema):
    """A tier, what it gives, and what a month of it costs."""

    tier: Tier
    amount_cents: int
    currency: str
    credits_a_month: int | None
    """None: unlimited."""
    most_minutes: int
    watermark: bool
    voices: Tier
    """The tier whose voices can be chosen (`VoiceEntry.tier`)."""
    priority: bool
    api_access: bool


class Offers(Schema):
    """GET /credits/packs: what can be bought, and by whom it is taken."""

    packs: tuple[Pack, ...]
    tiers: tuple[TierOffer, ...]
    provider: str | None
    """None: nothing can be bought here."""
    notice: str | None
