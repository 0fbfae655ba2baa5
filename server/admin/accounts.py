"""What those who run the studio do to accounts: tiers and roles, bans, credits. Each is written in the audit log."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from server.accounts import repository as accounts
from server.accounts import service as account_service
from server.admin import service
from server.admin.schemas import UserChange
from server.audit.log import record
from server.credits import ledger
from server.database import after_commit, unit_of_work
from server.errors import Conflict, NotFound, Unprocessable
from server.jobs import repository as jobs
from server.models import CreditTransaction, User
from server.models.base import now
from server.vocabulary import AuditAction, Role, TransactionType
from server.wiring import Studio


def find(session: Session, user_id: UUID) -> User:
    """Anybody's account, locked. Raises NotFound."""
    user = accounts.lock(session, user_id)
    if user is None:
        raise NotFound("user", user_id)
    return user


def change(session: Session, admin: User, user_id: UUID, asked: UserChange) -> User:
    """Another tier or role. Raises Conflict for the last admin's role."""
    admins = accounts.lock_admins(session) if asked.role is not None else 0
    user = find(session, user_id)
    if asked.tier is not None and asked.tier is not user.subscription_tier:
        before, user.subscription_tier = user.subscription_tier, asked.tier
        user.subscription_until = None  # what was given ends when it is taken back
        facts: dict[str, object] = {"before": before, "after": asked.tier, "reason": asked.reason}
        record(session, admin, AuditAction.TIER, user.id, user.email, **facts)
    if asked.role is not None and asked.role is not user.role:
        if user.role is Role.ADMIN and admins == 1:
            raise Conflict("last_admin", "This is the only admin. Make another one first.")
        role, user.role = user.role, asked.role
        account_service.end_log_ins(session, user)
        record(
            session, admin, AuditAction.ROLE, user.id, user.email, before=role, after=asked.role, reason=asked.reason
        )
    session.flush()
    return user


def ban(session: Session, admin: User, user_id: UUID, reason: str, studio: Studio) -> User:
    """Shut an account: logged out everywhere, and what is being made for it stopped and given back.

    Nobody orders anything once it is committed, so what is stopped then is all there is. Banned again, the reason is
    the new one, and what was not stopped is. Raises Conflict for an admin's.
    """
    user = find(session, user_id)
    if user.role is Role.ADMIN:
        raise Conflict("admin_account", "An admin cannot be banned. Take the role away first.")
    user.banned_at, user.ban_reason = user.banned_at or now(), reason
    account_service.end_log_ins(session, user)
    record(session, admin, AuditAction.BAN, user.id, user.email, reason=reason)
    session.flush()
    after_commit(session, partial(_stop_all, admin, user.id, reason, studio))
    return user


def _stop_all(admin: User, user_id: UUID, reason: str, studio: Studio) -> None:
    """Stop a user's jobs, each in its own transaction: whoever works on one locks it before its user."""
    with unit_of_work(studio.sessions, write=False) as session:
        live = [job.id for job in jobs.live_of_user(session, user_id)]
    for job_id in live:
        with suppress(Conflict, NotFound), unit_of_work(studio.sessions) as session:  # it has ended meanwhile
            service.cancel(session, admin, job_id, studio, reason)
            after_commit(session, partial(studio.board.forget, job_id))


def unban(session: Session, admin: User, user_id: UUID) -> User:
    """Open an account again; one that is open stays so."""
    user = find(session, user_id)
    if user.banned_at is not None:
        record(session, admin, AuditAction.UNBAN, user.id, user.email, reason=user.ban_reason)
        user.banned_at = user.ban_reason = None
    session.flush()
    return user


def adjust(session: Session, admin: User, user_id: UUID, amount: int, reason: str, key: str) -> CreditTransaction:
    """Give credits, or take some. The same key again is the same movement.

    Raises Unprocessable for none, InsufficientCredits for more than there is to take, Conflict for a key that has
    moved others.
    """
    if amount == 0:
        raise Unprocessable("no_amount", "Say how many credits to give (or, below zero, to take).")
    user = find(session, user_id)
    key = f"adjust:{user_id}:{key}"
    known = ledger.known(session, key)
    if known is not None and (known.amount, known.description) != (amount, reason):
        raise Conflict("idempotency_key_reused", "This Idempotency-Key has moved other credits.")
    entry = ledger.move(session, user_id, TransactionType.ADJUSTMENT, amount, reason, key)
    if known is None:
        record(session, admin, AuditAction.CREDITS, user.id, user.email, amount=amount, reason=reason)
    return entry
