"""The ledger: the one place where a balance moves.

A movement locks its user, is written once for its key, and leaves the balance as the sum of all movements, never below
zero. Enterprise is counted but its balance is untouched: its movements are of zero credits and say what they would be.

A balance has a monthly part, which is spent first and set anew every month, and the rest, which was bought or given and
stays. Every movement says how much of it moved the monthly part, so that part is a sum as well.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from server.credits import repository
from server.credits.tiers import RULES
from server.errors import InsufficientCredits, NotFound
from server.models import AIJob, CreditTransaction, User
from server.vocabulary import JobType, Tier, TransactionType

MONTH = timedelta(days=30)


def move(
    session: Session,
    user_id: UUID,
    kind: TransactionType,
    amount: int,
    description: str,
    idempotency_key: str,
    job_id: UUID | None = None,
    monthly: int | None = None,
) -> CreditTransaction:
    """Add `amount` credits (negative: take them). The same key again changes nothing and gives the first movement.

    `monthly` is how much of it moves the monthly part; by itself what comes in stays, and what goes out is taken from
    that part first. Raises InsufficientCredits for more than there is.
    """
    user = repository.lock_user(session, user_id)
    if user is None:
        raise NotFound("user", user_id)
    known = repository.by_key(session, idempotency_key)
    if known is not None:
        return known
    if user.credits_balance + amount < 0:
        raise InsufficientCredits(-amount, user.credits_balance)
    if monthly is None:
        monthly = -min(user.monthly_credits, -amount) if amount < 0 else 0
    user.credits_balance += amount
    user.monthly_credits += monthly
    entry = CreditTransaction(
        user_id=user_id,
        type=kind,
        amount=amount,
        monthly_amount=monthly,
        balance_after=user.credits_balance,
        description=description,
        idempotency_key=idempotency_key,
        job_id=job_id,
    )
    session.add(entry)
    session.flush()
    return entry


def known(session: Session, idempotency_key: str) -> CreditTransaction | None:
    """The movement that was made under a key already."""
    return repository.by_key(session, idempotency_key)


def charge(session: Session, job: AIJob, title: str) -> CreditTransaction:
    """Take a job's price, once. Raises InsufficientCredits."""
    user = repository.lock_user(session, job.user_id)
    if user is None:
        raise NotFound("user", job.user_id)
    unlimited = RULES[user.subscription_tier].credits_a_month is None
    description = f"{_WORDS[job.job_type]} “{title}”" + (f" ({job.credits} credits, unlimited)" if unlimited else "")
    return move(
        session,
        job.user_id,
        TransactionType.DEDUCTION,
        0 if unlimited else -job.credits,
        description,
        charge_key(job),
        job.id,
    )


_WORDS = {
    JobType.FILM: "Film",
    JobType.STORYBOARD: "Storyboard of",
    JobType.SHOT: "A shot again of",
    JobType.LINE: "A line again of",
    JobType.DUB: "Another language of",
    JobType.FORMAT: "Another format of",
}


def refund(session: Session, job: AIJob, why: str) -> CreditTransaction | None:
    """Give back what was taken for a job, once; None if nothing was taken."""
    # The lock first: a charge that is being made at this moment is seen after it.
    repository.lock_user(session, job.user_id)
    taken = repository.by_key(session, charge_key(job))
    if taken is None:
        return None
    key = f"{charge_key(job)}:refund"
    back = -taken.amount
    # What was this month's is so again, and ends with it.
    return move(session, job.user_id, TransactionType.REFUND, back, why, key, job.id, monthly=-taken.monthly_amount)


def charge_key(job: AIJob) -> str:
    """Under which a job's price is taken: once for each time it was ordered."""
    return f"job:{job.id}:{job.round}:charge"


def payment_key(payment_id: UUID) -> str:
    """The key under which what was paid for is given."""
    return f"payment:{payment_id}"


def renew(session: Session, user_id: UUID, today: date) -> CreditTransaction | None:
    """Set a due user's monthly part to what the tier gives a month; None if nobody is due, or nothing changes.

    A tier that was paid for until now becomes free.
    """
    user = repository.lock_user(session, user_id)
    if user is None or user.credits_reset_date > today:
        return None
    due = user.credits_reset_date
    # From the day that was due, so that a studio that was closed for a while keeps everybody's day.
    while user.credits_reset_date <= today:
        user.credits_reset_date += MONTH
    if user.subscription_until is not None and user.subscription_until <= today:
        user.subscription_tier, user.subscription_until = Tier.FREE, None
    said = f"The {user.subscription_tier.value} tier's credits for this month"
    return _set_month(session, user, said, f"month:{user_id}:{due.isoformat()}")


def begin_month(
    session: Session, user: User, tier: Tier, description: str, idempotency_key: str, today: date
) -> CreditTransaction | None:
    """A (locked) user has paid for a month of a tier, which begins today with what it gives."""
    user.subscription_tier = tier
    user.subscription_until = user.credits_reset_date = today + MONTH
    return _set_month(session, user, description, idempotency_key, always=True)


def _set_month(
    session: Session, user: User, description: str, key: str, *, always: bool = False
) -> CreditTransaction | None:
    """Set the monthly part to what the tier gives. Enterprise is unlimited: its balance is untouched."""
    month = RULES[user.subscription_tier].credits_a_month
    change = 0 if month is None else month - user.monthly_credits
    if change == 0 and not always:
        return None
    return move(session, user.id, TransactionType.GRANT, change, description, key, monthly=change)
