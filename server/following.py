"""What follows from a change in the database, whoever makes it: copies in Redis are forgotten, deeds are counted.

Heard at every flush of every session of the studio, so no room has to think of it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from server.database import Sessions, after_commit
from server.memory import Memory, credits_key, session_key
from server.models import AIJob, CreditTransaction, JobStep, User
from server.tally import Tally
from server.vocabulary import StepState

_OF_SESSION = ("tokens_valid_from", "banned_at")
_OF_CREDITS = (
    "credits_balance",
    "monthly_credits",
    "subscription_tier",
    "subscription_until",
    "credits_reset_date",
)


def follow(sessions: Sessions, memory: Memory, tally: Tally) -> None:
    """Follow all that sessions change."""

    @event.listens_for(sessions, "after_flush")
    def flushed(session: Session, _context: UOWTransaction) -> None:
        for row in session.dirty:
            if isinstance(row, User):
                _forget(session, row, memory)
            elif isinstance(row, AIJob) and _changed(row, "status") and row.status.is_final:
                after_commit(session, partial(tally.job_ended, row.job_type, row.status, row.error_code))
            elif isinstance(row, JobStep) and _changed(row, "state") and row.state is StepState.DONE:
                _count_step(session, row, tally)
        for row in session.new:
            if isinstance(row, CreditTransaction):
                after_commit(session, partial(tally.credits_moved, row.type, row.amount))


def shut(session: Session, user_id: UUID, memory: Memory) -> None:
    """An account is open no more from the moment this is committed. Raises RedisError if that cannot be told."""
    _blank(session, memory, [session_key(user_id), credits_key(user_id)])


def _forget(session: Session, user: User, memory: Memory) -> None:
    if any(_changed(user, name) for name in _OF_SESSION):
        # Whoever is put out must be out: if that cannot be told, nothing is changed and it is tried again.
        shut(session, user.id, memory)
    elif any(_changed(user, name) for name in _OF_CREDITS):
        with suppress(RedisError):  # the balance that counts is the database's
            _blank(session, memory, [credits_key(user.id)])


def _blank(session: Session, memory: Memory, keys: list[str]) -> None:
    memory.blank(keys)
    after_commit(session, partial(memory.clear, keys))


def _count_step(session: Session, step: JobStep, tally: Tally) -> None:
    if step.started_at is not None and step.finished_at is not None:
        seconds = (step.finished_at - step.started_at).total_seconds()
        after_commit(session, partial(tally.step_done, step.kind, seconds))


def _changed(row: Any, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())
