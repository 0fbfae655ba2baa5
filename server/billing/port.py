"""The payment port: what the studio needs of whoever takes the money. One provider, one class.

A provider opens a checkout for a payment of ours and says, by an event that it signs, how it ended. The event, and
nothing that a browser says, settles the payment: the visitor's way back means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from server.vocabulary import PaymentStatus


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid: opened twice for the same payment, it is the same checkout."""

    payment_id: UUID
    title: str
    amount_cents: int
    currency: str
    back_url: str
    """Where the visitor goes afterwards, however it ended."""


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """How a payment ended, as its provider says. `status` is none that is pending."""

    payment_id: UUID
    status: PaymentStatus
    amount_cents: int
    currency: str


class PaymentPort(Protocol):
    """Whoever takes the money."""

    name: str
    notice: str | None
    """What must be said wherever something is bought; None for a provider that takes real money."""

    def open(self, order: Order) -> str:
        """Open a checkout; gives its address. Raises PaymentsAway."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes) -> PaymentEvent | None:
        """What an event says; None for one that is none of our business. Raises Unprocessable for a false signature."""
        ...
