"""Accounts: registration, log-in, renewal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.accounts import repository
from server.accounts.passwords import matches
from server.accounts.schemas import AccountUpdate, Tokens
from server.accounts.tokens import access_token, new_refresh_token, refresh_hash
from server.credits import ledger
from server.credits.tiers import RULES
from server.database import Sessions, unit_of_work
from server.errors import Conflict, Unauthorised
from server.models import Login, User
from server.models.base import new_key, now
from server.settings import Settings
from server.vocabulary import Tier, TransactionType

GRACE = timedelta(seconds=30)
"""Two tabs of one browser may renew the same token at once: within this time that is no theft."""


def register(session: Session, email: str, password_hash: str, full_name: str | None = None) -> User:
    """Make an account of the free tier with its first credits. Raises Conflict for an address that has one."""
    taken = Conflict("email_taken", f"There is already an account for {email}. Log in instead.")
    if repository.by_email(session, email) is not None:
        raise taken
    user = User(
        email=email,
        password_hash=password_hash,
        full_name=full_name,
        subscription_tier=Tier.FREE,
        credits_balance=0,
        credits_reset_date=datetime.now(UTC).date() + ledger.MONTH,
    )
    session.add(user)
    try:
        session.flush()
    except IntegrityError as race:  # somebody else registers it at this moment
        raise taken from race
    first = RULES[Tier.FREE].credits_a_month or 0
    ledger.move(
        session, user.id, TransactionType.GRANT, first, "Welcome: the free tier's credits", f"welcome:{user.id}"
    )
    return user


def check_password(sessions: Sessions, email: str, password: str) -> UUID:
    """Whose address and password these are. Raises Unauthorised, the same whichever of the two is wrong.

    Looking at a password takes a tenth of a second on purpose: no transaction waits for it.
    """
    with unit_of_work(sessions, write=False) as session:
        user = repository.by_email(session, email)
        user_id, kept = (user.id, user.password_hash) if user else (None, None)
    if not matches(password, kept) or user_id is None:
        raise Unauthorised("The e-mail address or the password is wrong.", "wrong_credentials")
    return user_id


def log_in(session: Session, user_id: UUID, settings: Settings) -> Tokens:
    """Tokens for somebody whose password was checked."""
    user = session.get(User, user_id)
    if user is None:
        raise Unauthorised
    user.last_login_at = now()
    repository.forget_ended(session, user.id, now())
    return issue_tokens(session, user, settings)


def issue_tokens(session: Session, user: User, settings: Settings, family: UUID | None = None) -> Tokens:
    """A pair of tokens; of a new family unless one is renewed."""
    secret = new_refresh_token()
    session.add(
        Login(
            user_id=user.id,
            family=family or new_key(),
            token_hash=refresh_hash(secret),
            expires_at=now() + timedelta(days=settings.refresh_token_days),
        )
    )
    return Tokens(
        access_token=access_token(user.id, settings),
        refresh_token=secret,
        expires_in=settings.access_token_minutes * 60,
    )


def renew(session: Session, refresh_token: str, settings: Settings) -> Tokens | None:
    """New tokens for a refresh token. None for one that is not ours, has ended or was used before.

    One used twice was stolen from somebody: its whole family ends. That must be committed, so it is no exception.
    """
    login = repository.lock_login(session, refresh_hash(refresh_token))
    if login is None or login.expires_at < now():
        return None
    if login.used_at is not None and now() - login.used_at > GRACE:
        repository.end_family(session, login.family)
        return None
    login.used_at = login.used_at or now()
    repository.forget_ended(session, login.user_id, now())
    user = session.get_one(User, login.user_id)
    return issue_tokens(session, user, settings, login.family)


def end_log_ins(session: Session, user: User) -> None:
    """Log somebody out everywhere. Tokens count whole seconds, so those of this one end too."""
    repository.end_all(session, user.id)
    user.tokens_valid_from = now().replace(microsecond=0) + timedelta(seconds=1)


def log_out(session: Session, refresh_token: str) -> None:
    """End the log-in that a refresh token belongs to; one that is not ours is none to end."""
    login = repository.lock_login(session, refresh_hash(refresh_token))
    if login is not None:
        repository.end_family(session, login.family)


def update(user: User, change: AccountUpdate) -> None:
    """Change the profile."""
    user.full_name = change.full_name or None
