"""Movements at random, as a studio makes them: `python -m tests.server.credits.storm DATABASE SEED` until it is killed.

Prints the key of every movement that it has committed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from server.billing import service as billing
from server.billing.port import PaymentEvent
from server.billing.stand_in import PaymentStandIn
from server.credits import ledger
from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.database import Sessions, open_database, unit_of_work
from server.errors import InsufficientCredits
from server.models import AIJob, CreditTransaction, Payment, User
from server.settings import Settings
from server.vocabulary import PaymentStatus, Tier, TransactionType

OUTCOMES = (PaymentStatus.PAID, PaymentStatus.PAID, PaymentStatus.FAILED, PaymentStatus.CANCELLED)
Move = Callable[[Session], CreditTransaction | None]


class Storm:
    """Draws movements of some accounts."""

    def __init__(self, users: Sequence[UUID], jobs: Sequence[UUID], payments: Sequence[UUID], seed: int) -> None:
        self._users, self._jobs, self._payments = users, jobs, payments
        self._random = random.Random(seed)
        self._port = PaymentStandIn(Settings(_env_file=None))  # type: ignore[call-arg]

    def draw(self) -> Move:
        """One more."""
        chance = self._random
        user, job, payment = chance.choice(self._users), chance.choice(self._jobs), chance.choice(self._payments)
        amount, key, turn = chance.randint(-9, 9), f"{user}:{chance.randint(0, 400)}", chance.randint(1, 40)
        day, tier, outcome = (
            date(2030 + turn // 12, 1 + turn % 12, 3),
            chance.choice(list(Tier)),
            chance.choice(OUTCOMES),
        )
        kind = TransactionType.GRANT if amount > 0 else TransactionType.DEDUCTION
        moves: list[Move] = [
            lambda session: ledger.move(session, user, kind, amount, "A move", key),
            lambda session: ledger.charge(session, _job(session, job, turn), "The Sea"),
            lambda session: ledger.charge(session, _job(session, job, turn), "The Sea"),
            lambda session: ledger.refund(session, _job(session, job, turn), "It failed"),
            lambda session: ledger.renew(session, user, day),
            lambda session: _settle(session, payment, outcome, self._port),
            lambda session: _other_tier(session, user, tier),
        ]
        return chance.choice(moves)

    def chance(self) -> float:
        """0 to 1."""
        return self._random.random()


def _job(session: Session, job_id: UUID, turn: int) -> AIJob:
    job = session.get_one(AIJob, job_id)
    session.expunge(job)
    job.round = turn
    return job


def _settle(
    session: Session, payment_id: UUID, status: PaymentStatus, port: PaymentStandIn
) -> CreditTransaction | None:
    payment = session.get_one(Payment, payment_id)
    billing.settle(session, PaymentEvent(payment_id, status, payment.amount_cents, payment.currency), port)
    return ledger.known(session, ledger.payment_key(payment_id))


def _other_tier(session: Session, user_id: UUID, tier: Tier) -> None:
    user = lock_user(session, user_id)
    assert user is not None
    user.subscription_tier = tier
    user.subscription_until = None if RULES[tier].credits_a_month is None else user.subscription_until


def make(sessions: Sessions, users: Sequence[UUID], count: int) -> list[UUID]:
    """Payments that wait."""
    made = []
    with unit_of_work(sessions) as session:
        for number in range(count):
            tier = (None, None, Tier.STANDARD, Tier.PRO)[number % 4]
            payment = Payment(
                user_id=users[number % len(users)],
                kind="subscription" if tier else "purchase",
                tier=tier,
                credits=0 if tier else 15,
                amount_cents=599,
                currency="usd",
                provider=PaymentStandIn.name,
                idempotency_key=str(number),
            )
            session.add(payment)
            session.flush()
            made.append(payment.id)
    return made


def play(sessions: Sessions, move: Move) -> str | None:
    """Make a movement; gives its key, if there is one."""
    try:
        with unit_of_work(sessions) as session:
            line = move(session)
            return line.idempotency_key if line else None
    except InsufficientCredits:
        return None


def main(url: str, seed: int) -> None:
    """See above. What the studio logs goes elsewhere: it is no key."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    sessions = sessionmaker(open_database(url), expire_on_commit=False)
    with unit_of_work(sessions, write=False) as session:
        users, jobs, payments = (list(session.scalars(select(table.id))) for table in (User, AIJob, Payment))
    storm = Storm(users, jobs, payments, seed)
    while True:
        key = play(sessions, storm.draw())
        if key is not None:
            sys.stdout.write(f"{key}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
