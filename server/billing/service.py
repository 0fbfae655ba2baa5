"""Payments: begun, settled once, whatever comes how often and in what order.

    pending -> paid | failed | cancelled | expired        the last three -> paid, if the provider says so after all

A payment is written down before its provider hears of it, and the provider is asked outside of any transaction: whoever
is killed in between begins again with the same key, and it is the same checkout.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from server.billing import repository
from server.billing.port import Order, PaymentEvent, PaymentPort
from server.billing.prices import CURRENCY, MONTHLY, PACKS, RANK
from server.billing.schemas import Checkout, Offers, Pack, TierOffer
from server.credits import ledger
from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.errors import Conflict, NotFound, Unauthorised, Unprocessable
from server.models import Payment, User
from server.models.base import now
from server.vocabulary import PaymentKind, PaymentStatus, Queue, Tier, TransactionType
from server.wiring import Studio

log = structlog.get_logger()


def offers(payments: PaymentPort | None) -> Offers:
    """What can be bought."""
    return Offers(
        packs=tuple(Pack(credits=count, amount_cents=cents, currency=CURRENCY) for count, cents in PACKS.items()),
        tiers=tuple(_offer(tier) for tier in RANK),
        provider=payments.name if payments else None,
        notice=payments.notice if payments else None,
    )


def buy_credits(user_id: UUID, count: int, key: str, studio: Studio) -> Checkout:
    """Begin to buy a pack of credits. Raises Conflict where nothing can be bought."""
    asked = Payment(
        user_id=user_id,
        kind=PaymentKind.PURCHASE,
        credits=count,
        amount_cents=PACKS[count],
        currency=CURRENCY,
        idempotency_key=key,
    )
    return _begin(asked, studio)


def buy_tier(user_id: UUID, tier: Tier, key: str, studio: Studio) -> Checkout:
    """Begin to buy a month of a tier; of the one that is paid for already, another month.

    Raises Unprocessable for the free one, Conflict for one that is less than what there is.
    """
    if tier not in MONTHLY:
        raise Unprocessable("free_tier", "The free tier needs no payment: a paid one becomes free when its month ends.")
    asked = Payment(
        user_id=user_id,
        kind=PaymentKind.SUBSCRIPTION,
        tier=tier,
        amount_cents=MONTHLY[tier],
        currency=CURRENCY,
        idempotency_key=key,
    )
    return _begin(asked, studio)


def _begin(asked: Payment, studio: Studio) -> Checkout:
    port = studio.payments
    if port is None:
        raise Conflict("payments_not_set_up", "Nothing can be bought here yet: no payment provider is set up.")
    with unit_of_work(studio.sessions) as session:
        payment = _written(session, asked, port)
        payment_id, url = payment.id, payment.checkout_url
        order = Order(
            payment.id,
            _title(payment),
            payment.amount_cents,
            payment.currency,
            f"{studio.settings.ui_url}/?room=account",
        )
        ended = payment.status is not PaymentStatus.PENDING
    if url is None and not ended:
        url = port.open(order)
        with unit_of_work(studio.sessions) as session:
            kept = session.get_one(Payment, payment_id)
            kept.checkout_url = kept.checkout_url or url
    with unit_of_work(studio.sessions, write=False) as session:
        return shown(session.get_one(Payment, payment_id), port)


def _written(session: Session, asked: Payment, port: PaymentPort) -> Payment:
    """The payment of this key: the one that was begun, or this."""
    if asked.user_id is None or (user := lock_user(session, asked.user_id)) is None:
        raise Unauthorised
    known = repository.by_idempotency_key(session, user.id, asked.idempotency_key)
    if known is not None:
        if (known.kind, known.tier, known.credits) != (asked.kind, asked.tier, asked.credits or 0):
            raise Conflict("idempotency_key_reused", "This Idempotency-Key has bought something else.")
        return known
    if asked.tier is not None:
        _check_not_less(user, asked.tier)
    asked.credits = asked.credits or 0
    asked.provider = port.name
    session.add(asked)
    session.flush()
    return asked


def _check_not_less(user: User, tier: Tier) -> None:
    has = user.subscription_tier
    if RANK.index(tier) < RANK.index(has):
        until = f" until {user.subscription_until}" if user.subscription_until else ""
        raise Conflict("lower_tier", f"You have the {has.value} tier{until}, which is more.")
    if tier is has and user.subscription_until is None:
        raise Conflict("same_tier", f"You have the {has.value} tier already, and nothing to pay for it.")


# --------------------------------------------------------------------------------------------------------- settling


def take_event(provider: str, headers: Mapping[str, str], body: bytes, studio: Studio) -> None:
    """Take in what a provider says. Raises NotFound for another provider, Unprocessable for what it did not sign."""
    port = studio.payments
    if port is None or port.name != provider:
        raise NotFound("payment provider", provider)
    event = port.read(headers, body)
    if event is None:
        return
    with unit_of_work(studio.sessions) as session:
        settle(session, event, port)


def settle(session: Session, event: PaymentEvent, port: PaymentPort) -> None:
    """Bring a payment to where its provider says that it is. Said twice, or too late, it changes nothing."""
    found = session.get(Payment, event.payment_id)
    if found is None or found.provider != port.name:
        log.error("an event of a payment that is none of ours", payment=str(event.payment_id), provider=port.name)
        return
    user = lock_user(session, found.user_id) if found.user_id else None
    payment = repository.lock(session, found.id)
    if payment is None or payment.status is PaymentStatus.PAID or event.status is PaymentStatus.PENDING:
        return
    if event.status is not PaymentStatus.PAID:
        if payment.status is PaymentStatus.PENDING:
            payment.status, payment.settled_at = event.status, now()
        return
    if (event.amount_cents, event.currency) != (payment.amount_cents, payment.currency):
        raise Unprocessable("wrong_amount", "What was paid is not what was asked for: nothing is credited.")
    payment.status, payment.settled_at = PaymentStatus.PAID, now()
    if user is None:
        log.error("paid for an account that is gone: give it back", payment=str(payment.id))
        return
    _give(session, user, payment, port)


def _give(session: Session, user: User, payment: Payment, port: PaymentPort) -> None:
    """What was paid for, once: the ledger has it under the payment's own key."""
    said = f"{_title(payment)} (payment {port.name}: no money was taken)" if port.notice else _title(payment)
    key = ledger.payment_key(payment.id)
    if payment.tier is None:
        ledger.move(session, user.id, TransactionType.PURCHASE, payment.credits, said, key)
        return
    if RANK.index(payment.tier) < RANK.index(user.subscription_tier):
        # Two checkouts were open, and the higher one was paid first: nobody is moved down by paying.
        log.error("paid for less than the account has: give it back", payment=str(payment.id))
        ledger.move(session, user.id, TransactionType.GRANT, 0, said, key)
        return
    # Another month of what there is follows on it; another tier, or one that has grown higher meanwhile, begins today.
    if user.subscription_tier is payment.tier and user.subscription_until is not None:
        user.subscription_until += ledger.MONTH
        ledger.move(session, user.id, TransactionType.GRANT, 0, said, key)
        return
    ledger.begin_month(session, user, payment.tier, said, key, now().date())


def find(session: Session, user_id: UUID, payment_id: UUID) -> Payment:
    """A user's payment. Raises NotFound, for somebody else's too."""
    payment = repository.of_user(session, user_id, payment_id)
    if payment is None:
        raise NotFound("payment", payment_id)
    return payment


def shown(payment: Payment, port: PaymentPort | None) -> Checkout:
    """A payment on the wire."""
    return Checkout(
        id=payment.id,
        kind=payment.kind,
        tier=payment.tier,
        credits=payment.credits,
        amount_cents=payment.amount_cents,
        currency=payment.currency,
        status=payment.status,
        provider=payment.provider,
        notice=port.notice if port and port.name == payment.provider else None,
        checkout_url=payment.checkout_url if payment.status is PaymentStatus.PENDING else None,
        created_at=payment.created_at,
        settled_at=payment.settled_at,
    )


def _title(payment: Payment) -> str:
    return f"{payment.tier.value.capitalize()} for a month" if payment.tier else f"{payment.credits} credits"


def _offer(tier: Tier) -> TierOffer:
    rules = RULES[tier]
    return TierOffer(
        tier=tier,
        amount_cents=MONTHLY.get(tier, 0),
        currency=CURRENCY,
        credits_a_month=rules.credits_a_month,
        most_minutes=rules.most_minutes,
        watermark=rules.watermark is not None,
        voices=rules.voices,
        priority=rules.queue is Queue.HIGH,
        api_access=rules.api_access,
    )
