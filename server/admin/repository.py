"""Queries over everybody's things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.models import AIJob, CreditTransaction, JobStep, Payment, Project, User
from server.vocabulary import JobStatus, PaymentStatus, StepState, TransactionType

Value = TypeVar("Value")
SPENDING = (TransactionType.DEDUCTION, TransactionType.REFUND)


def users(session: Session, search: str | None, before: UUID | None, limit: int) -> Sequence[tuple[User, int, int]]:
    """(user, finished films, credits spent), the newest first."""
    query = _with_figures()
    if search:
        query = query.where(
            User.email.icontains(search, autoescape=True) | User.full_name.icontains(search, autoescape=True)
        )
    if before is not None:
        query = query.where(User.id < before)
    rows = session.execute(query.order_by(User.id.desc()).limit(limit))
    return [(user, made, cost) for user, made, cost in rows]


def user(session: Session, user_id: UUID) -> tuple[User, int, int]:
    """One user, as `users` has them."""
    found, made, cost = session.execute(_with_figures().where(User.id == user_id)).one()
    return found, made, cost


def _with_figures() -> Select[User, int, int]:
    films = select(func.count()).where(AIJob.user_id == User.id, AIJob.status == JobStatus.COMPLETED).scalar_subquery()
    spent = (
        select(func.coalesce(-func.sum(CreditTransaction.amount), 0))
        .where(CreditTransaction.user_id == User.id, CreditTransaction.type.in_(SPENDING))
        .scalar_subquery()
    )
    return select(User, films, spent)


def jobs(
    session: Session, status: JobStatus | None, before: UUID | None, limit: int
) -> Sequence[tuple[AIJob, str, str]]:
    """(job, user's address, project's title), the newest first."""
    query = (
        select(AIJob, User.email, Project.title)
        .join(User, User.id == AIJob.user_id)
        .join(Project, Project.id == AIJob.project_id)
    )
    if status is not None:
        query = query.where(AIJob.status == status)
    if before is not None:
        query = query.where(AIJob.id < before)
    rows = session.execute(query.order_by(AIJob.id.desc()).limit(limit))
    return [(job, email, title) for job, email, title in rows]


def steps_of(session: Session, job_ids: Sequence[UUID]) -> dict[UUID, list[JobStep]]:
    """The steps of several jobs."""
    found: dict[UUID, list[JobStep]] = {}
    for step in session.scalars(select(JobStep).where(JobStep.job_id.in_(job_ids)).order_by(JobStep.number)):
        found.setdefault(step.job_id, []).append(step)
    return found


def count_by(session: Session, column: InstrumentedAttribute[Value]) -> dict[Value, int]:
    """How many rows have each value of a column."""
    rows = session.execute(select(column, func.count()).group_by(column))
    return {value: count for value, count in rows}  # noqa: C416 - rows are no pairs to the type checker


def jobs_since(session: Session, since: datetime) -> Sequence[AIJob]:
    """Jobs that were made since a moment."""
    return session.scalars(select(AIJob).where(AIJob.created_at >= since)).all()


def logins_since(session: Session, since: datetime) -> Sequence[tuple[UUID, datetime]]:
    """(user, time) of the last log-in of everybody who logged in since a moment."""
    rows = session.execute(select(User.id, User.last_login_at).where(User.last_login_at >= since))
    return [(user_id, moment) for user_id, moment in rows if moment is not None]


def total_spent(session: Session) -> int:
    """Taken and not given back, ever."""
    query = select(func.coalesce(-func.sum(CreditTransaction.amount), 0))
    return session.scalar(query.where(CreditTransaction.type.in_(SPENDING))) or 0


def spending_since(session: Session, since: datetime) -> Sequence[tuple[datetime, int]]:
    """(time, credits) of what was taken, negative where it was given back."""
    query = select(CreditTransaction.created_at, -CreditTransaction.amount).where(
        CreditTransaction.type.in_(SPENDING), CreditTransaction.created_at >= since
    )
    return [(moment, amount) for moment, amount in session.execute(query)]


def revenue(session: Session) -> dict[str, int]:
    """Cents that were ever paid, by provider."""
    query = select(Payment.provider, func.sum(Payment.amount_cents)).where(Payment.status == PaymentStatus.PAID)
    return {provider: cents for provider, cents in session.execute(query.group_by(Payment.provider))}  # noqa: C416


def paid_since(session: Session, since: datetime) -> Sequence[tuple[datetime, int]]:
    """(time, cents) of payments that were made since a moment."""
    query = select(Payment.settled_at, Payment.amount_cents).where(
        Payment.status == PaymentStatus.PAID, Payment.settled_at >= since
    )
    return [(moment, cents) for moment, cents in session.execute(query) if moment is not None]


def last_durations(session: Session, count: int) -> list[float]:
    """Seconds from start to end of the last finished films."""
    rows = session.execute(
        select(AIJob.started_at, AIJob.completed_at)
        .where(and_(AIJob.status == JobStatus.COMPLETED, AIJob.started_at.is_not(None)))
        .order_by(AIJob.id.desc())
        .limit(count)
    )
    return [(end - start).total_seconds() for start, end in rows if start is not None and end is not None]


def step_count(session: Session, *states: StepState) -> int:
    """How many steps are in these states."""
    return session.scalar(select(func.count()).select_from(JobStep).where(JobStep.state.in_(states))) or 0


def total_balance(session: Session) -> int:
    """The sum of all balances."""
    return session.scalar(select(func.coalesce(func.sum(User.credits_balance), 0))) or 0
