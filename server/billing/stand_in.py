"""A stand-in for a payment provider: nobody takes any money, and it says so wherever it is seen.

It is a provider all the same: its checkout is a page of its own, and what is pressed there comes back as a signed event
that the same door takes in as any provider's. Where real money matters (production) it is not used.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from html import escape
from uuid import UUID

import jwt
from pydantic import BaseModel, ValidationError

from server.billing.port import Order, PaymentEvent
from server.errors import NotFound, Unprocessable
from server.settings import Settings
from server.vocabulary import PaymentStatus

SIGNATURE = "studio-stand-in-signature"
NOTICE = "No payment provider is set up: this is a stand-in, and no money is taken."
ALGORITHM, AUDIENCE = "HS256", "studio-stand-in"
FRESH_S = 300
LASTS_S = 24 * 3600
BUTTONS = (
    (PaymentStatus.PAID, "Pretend to pay"),
    (PaymentStatus.FAILED, "Pretend that the card is declined"),
    (PaymentStatus.CANCELLED, "Cancel"),
)


class _Event(BaseModel):
    payment_id: UUID
    status: PaymentStatus
    amount_cents: int
    currency: str


class PaymentStandIn:
    """See above."""

    name = "stand-in"
    notice: str | None = NOTICE

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open(self, order: Order) -> str:
        """See PaymentPort.open. All that the page needs is in its address, signed."""
        claims = {
            "sub": str(order.payment_id),
            "title": order.title,
            "cents": order.amount_cents,
            "currency": order.currency,
            "back": order.back_url,
            "aud": AUDIENCE,
            "exp": int(time.time()) + LASTS_S,
        }
        token = jwt.encode(claims, self._settings.signing_key, ALGORITHM)
        return f"{self._settings.api_url}/api/v1/billing/stand-in/{token}"

    def read(self, headers: Mapping[str, str], body: bytes) -> PaymentEvent | None:
        """See PaymentPort.read."""
        moment, _, signature = headers.get(SIGNATURE, "").partition(".")
        fresh = moment.isascii() and moment.isdigit() and abs(time.time() - int(moment)) <= FRESH_S
        if not fresh or not hmac.compare_digest(signature.encode(), self._signature(moment, body).encode()):
            raise Unprocessable("bad_signature", "This event is not signed by the payment stand-in.")
        try:
            told = _Event.model_validate_json(body)
        except ValidationError as wrong:
            raise Unprocessable("bad_event", "This event is none of the payment stand-in's.") from wrong
        return PaymentEvent(told.payment_id, told.status, told.amount_cents, told.currency)

    # --------------------------------------------------------------------------------------------- its own side

    def checkout(self, token: str) -> Order:
        """What a checkout's address says. Raises NotFound for one that is none, or has ended."""
        try:
            claims = jwt.decode(token, self._settings.signing_key, [ALGORITHM], audience=AUDIENCE)
        except jwt.InvalidTokenError as wrong:
            raise NotFound("checkout behind this link any more:", "begin again in the studio") from wrong
        return Order(UUID(claims["sub"]), claims["title"], claims["cents"], claims["currency"], claims["back"])

    def event(self, order: Order, status: PaymentStatus) -> tuple[dict[str, str], bytes]:
        """The headers and the body of the event that tells how a checkout ended."""
        told = _Event(
            payment_id=order.payment_id, status=status, amount_cents=order.amount_cents, currency=order.currency
        )
        body, moment = told.model_dump_json().encode(), str(int(time.time()))
        return {SIGNATURE: f"{moment}.{self._signature(moment, body)}"}, body

    def _signature(self, moment: str, body: bytes) -> str:
        key = f"stand-in:{self._settings.signing_key}".encode()
        return hmac.new(key, moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def checkout_page(order: Order) -> str:
    """The checkout as HTML."""
    buttons = "".join(
        f'<button name="outcome" value="{status.value}"{" autofocus" if status is PaymentStatus.PAID else ""}>'
        f"{escape(label)}</button>"
        for status, label in BUTTONS
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Payment stand-in</title><style>'
        "body{margin:0;background:#150d11;color:#f4e9df;font:18px/1.5 system-ui,sans-serif;display:grid;"
        "min-height:100vh;place-content:center;padding:24px;box-sizing:border-box}main{max-width:30em}"
        "strong{display:block;background:#7a1f2b;padding:14px 18px;border-radius:10px}"
        "button{display:block;width:100%;margin:10px 0;padding:13px;border:0;border-radius:10px;font:inherit;"
        "background:#3a2a30;color:inherit;cursor:pointer}button[value=paid]{background:#c9772b;color:#fff}"
        f'</style></head><body><main><strong id="notice">{escape(NOTICE)}</strong><h1>{escape(order.title)}</h1>'
        f'<p id="amount">{price_of_cents(order.amount_cents, order.currency)}</p>'
        f'<form method="post">{buttons}</form></main></body></html>\n'
    )


def price_of_cents(cents: int, currency: str) -> str:
    """Like "9.99 USD"."""
    return f"{cents // 100}.{cents % 100:02} {currency.upper()}"
