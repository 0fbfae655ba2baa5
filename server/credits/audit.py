"""The audit: whether every balance is what its movements say, on a live database, from one moment of it.

Of every account: the movements add up to the balance, and their monthly parts to its monthly part; each begins with a
balance with which another one ended (whatever order clocks have given them); none leaves less than nothing; what was
given back had been taken, and no more than that. What was paid for was given once, what was given had been paid for,
and what a film that failed had cost is back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.credits.ledger import charge_key, payment_key
from server.database import Sessions
from server.models import AIJob, CreditTransaction, Payment, User
from server.vocabulary import JobStatus, PaymentStatus, TransactionType

_AT_ONCE = 2_000
_REFUND, _PAYMENT = ":refund", "payment:"


@dataclass(frozen=True, slots=True)
class Movement:
    """What the audit reads of a movement."""

    kind: TransactionType
    amount: int
    monthly: int
    after: int
    key: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked at, and what is wrong: (account, sentence)."""

    accounts: int
    movements: int
    payments: int
    problems: tuple[tuple[str, str], ...]


def audit(sessions: Sessions) -> Audit:
    """Look at everything. Locks nothing, and sees nothing of what happens meanwhile."""
    with sessions() as session:
        _at_one_moment(session)
        accounts = movements = 0
        problems: list[tuple[str, str]] = []
        for email, balance, monthly, lines in _accounts(session):
            accounts += 1
            movements += len(lines)
            problems += [(email, problem) for problem in problems_of(balance, monthly, lines)]
        paid, found = _payments(session)
        return Audit(accounts, movements, paid, (*problems, *found, *_failed_films(session)))


def _at_one_moment(session: Session) -> None:
    """One picture of the whole database. SQLite gives no other."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _accounts(session: Session) -> Iterator[tuple[str, int, int, list[Movement]]]:
    """(address, balance, its monthly part, movements) of every account, a few in memory at a time."""
    line = CreditTransaction
    query = (
        select(
            User.id,
            User.email,
            User.credits_balance,
            User.monthly_credits,
            line.type,
            line.amount,
            line.monthly_amount,
            line.balance_after,
            line.idempotency_key,
        )
        .outerjoin(line, line.user_id == User.id)
        .order_by(User.id, line.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    rows: Iterable[Sequence[Any]] = session.execute(query)
    for _, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        _, email, balance, monthly, *_ = lines[0]
        yield email, balance, monthly, [Movement(*row[4:]) for row in lines if row[4] is not None]


def problems_of(balance: int, monthly: int, lines: Sequence[Movement]) -> Iterator[str]:
    """What is wrong with an account's ledger."""
    total, total_monthly = sum(line.amount for line in lines), sum(line.monthly for line in lines)
    if total != balance:
        yield f"the balance is {balance}, its movements add up to {total}"
    if total_monthly != monthly:
        yield f"the monthly part is {monthly}, its movements add up to {total_monthly}"
    if not 0 <= monthly <= balance:
        yield f"the monthly part is {monthly} of {balance}"
    if any(line.after < 0 for line in lines):
        yield "a movement has left less than nothing"
    before = Counter([line.after - line.amount for line in lines] + [total])
    after = Counter([line.after for line in lines] + [0])
    if before != after:
        yield "a movement begins with a balance with which none has ended"
    by_key = {line.key: line for line in lines}
    for line in lines:
        if line.key.endswith(_REFUND):
            taken = by_key.get(line.key.removesuffix(_REFUND))
            if taken is None or (line.amount, line.monthly) != (-taken.amount, -taken.monthly):
                yield f"{line.key} gives back {line.amount}, which was not taken"


def _payments(session: Session) -> tuple[int, list[tuple[str, str]]]:
    """How many payments there are, and what is wrong with them."""
    query = select(CreditTransaction.idempotency_key, CreditTransaction.amount, CreditTransaction.user_id)
    given = {
        key: (amount, user)
        for key, amount, user in session.execute(query.where(CreditTransaction.idempotency_key.startswith(_PAYMENT)))
    }
    count, wrong = 0, []
    for payment in session.scalars(select(Payment).execution_options(yield_per=_AT_ONCE)):
        count += 1
        line = given.pop(payment_key(payment.id), None)
        if payment.status is not PaymentStatus.PAID or payment.user_id is None:
            if line is not None:
                wrong.append((str(payment.id), f"a payment that is {payment.status.value} has moved credits"))
        elif line is None:
            wrong.append((str(payment.id), "it was paid, and nothing was given for it"))
        elif line[1] != payment.user_id or (payment.tier is None and line[0] != payment.credits):
            wrong.append((str(payment.id), f"{payment.credits} credits were paid for, {line[0]} were given"))
    return count, [*wrong, *((key, "credits were given for a payment that is not there") for key in given)]


def _failed_films(session: Session) -> Iterator[tuple[str, str]]:
    """Films that failed and whose price was kept."""
    keys = set(
        session.scalars(
            select(CreditTransaction.idempotency_key).where(
                CreditTransaction.job_id.in_(select(AIJob.id).where(AIJob.status == JobStatus.FAILED))
            )
        )
    )
    for job in session.scalars(select(AIJob).where(AIJob.status == JobStatus.FAILED)):
        key = charge_key(job)
        if key in keys and f"{key}{_REFUND}" not in keys:
            yield str(job.id), "the film failed, and its price was not given back"
