"""What follows from a change in the database, whoever makes it: copies in Redis are forgotten, deeds are counted.

Heard at every flush of every session of the studio, so no room has to think of it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from server.database import Sessions, after_commit
from server.memory import Memory, credits_key, projects_key, session_key
from server.models import AIJob, CreditTransaction, JobStep, Project, ScriptReview, User
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
        _forget_projects(session, memory)
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
    _blank(session, memory, [session_key(user_id), credits_key(user_id), projects_key(user_id)])


def _forget(session: Session, user: User, memory: Memory) -> None:
    if any(_changed(user, name) for name in _OF_SESSION):
        # Whoever is put out must be out: if that cannot be told, nothing is changed and it is tried again.
        shut(session, user.id, memory)
    elif any(_changed(user, name) for name in _OF_CREDITS):
        with suppress(RedisError):  # the balance that counts is the database's
            _blank(session, memory, [credits_key(user.id)])


def _forget_projects(session: Session, memory: Memory) -> None:
    """Whoever's list of projects is another one now: by a project, a job's beginning or end, a script that is held."""
    owners, held = set(), set()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Project) or (isinstance(row, AIJob) and (row in session.new or _changed(row, "status"))):
            owners.add(row.user_id)
        elif isinstance(row, ScriptReview):
            held.add(row.project_id)
    if held:
        owners |= set(session.scalars(select(Project.user_id).where(Project.id.in_(held))))
    if owners:
        with suppress(RedisError):  # an old one is gone after a minute
            _blank(session, memory, [projects_key(owner) for owner in sorted(owners)])


def _blank(session: Session, memory: Memory, keys: list[str]) -> None:
    memory.blank(keys)
    after_commit(session, partial(memory.clear, keys))


def _count_step(session: Session, step: JobStep, tally: Tally) -> None:
    if step.started_at is not None and step.finished_at is not None:
        seconds = (step.finished_at - step.started_at).total_seconds()
        after_commit(session, partial(tally.step_done, step.kind, seconds))


def _changed(row: Any, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())
