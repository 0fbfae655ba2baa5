"""Accounts: registration, log-in, renewal, passwords, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pipeline.vocabulary import Language
from server.accounts import repository
from server.accounts.passwords import matches
from server.accounts.schemas import AccountUpdate, Registration, Tokens
from server.accounts.seals import Purpose, likeness, open_seal, used_up
from server.accounts.tokens import AccessToken, access_token, new_refresh_token, refresh_hash
from server.credits import ledger
from server.credits.tiers import RULES
from server.database import Sessions, unit_of_work
from server.errors import Conflict, Forbidden, Unauthorised, Unprocessable
from server.mails.service import post, withdraw_moves
from server.models import Login, User
from server.models.base import new_key, now
from server.settings import Settings
from server.vocabulary import MailKind, Tier, TransactionType

GRACE = timedelta(seconds=30)
"""Two tabs of one browser may renew the same token at once: within this time that is no theft."""


def register(
    session: Session,
    email: str,
    password_hash: str,
    full_name: str | None = None,
    language: Language = Language.ENGLISH,
) -> User:
    """Make an account of the free tier with its first credits. Raises Conflict for an address that has one."""
    taken = Conflict("email_taken", f"There is already an account for {email}. Log in instead.")
    if repository.by_email(session, email) is not None:
        raise taken
    user = User(
        email=email,
        password_hash=password_hash,
        full_name=full_name,
        language=language,
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
    said, key = "Welcome: the free tier's credits", f"welcome:{user.id}"
    ledger.move(session, user.id, TransactionType.GRANT, first, said, key, monthly=first)
    return user


def come_in(session: Session, asked: Registration, password_hash: str, settings: Settings) -> Tokens:
    """Register and be logged in at once; a letter asks to confirm the address."""
    user = register(session, asked.email, password_hash, asked.full_name, asked.language)
    user.last_login_at = now()
    post(session, MailKind.CONFIRM, user.email, user.id)
    return issue_tokens(session, user, settings)


def apply(session: Session, asked: Registration, password_hash: str) -> None:
    """Register by letter: only who reads mail at the address learns whether it has an account already."""
    user = repository.by_email(session, asked.email)
    if user is None:
        user = register(session, asked.email, password_hash, asked.full_name, asked.language)
    kind = MailKind.CONFIRM if user.email_verified_at is None else MailKind.TAKEN
    post(session, kind, user.email, user.id)


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody knew the password of an account, as it was then."""

    user_id: UUID
    password_hash: str


def check_password(sessions: Sessions, email: str, password: str, settings: Settings) -> Proof:
    """Whose address and password these are. Raises Unauthorised, the same whatever is wrong.

    Where addresses are confirmed, an account that nobody has confirmed nor used is none yet.

    Looking at a password takes a tenth of a second on purpose: no transaction waits for it.
    """
    with unit_of_work(sessions, write=False) as session:
        user = repository.by_email(session, email)
        proof = Proof(user.id, user.password_hash) if user else None
        fresh = user is not None and _is_fresh(user, settings)
    if not matches(password, proof.password_hash if proof else None) or proof is None or fresh:
        raise _wrong_credentials(settings)
    return proof


def _is_fresh(user: User, settings: Settings) -> bool:
    """Where addresses are confirmed: nobody has confirmed this one, nor ever come in."""
    return settings.confirms_addresses and user.email_verified_at is None and user.last_login_at is None


def _wrong_credentials(settings: Settings) -> Unauthorised:
    unconfirmed = ", or nobody has confirmed the address yet: look for our letter" * settings.confirms_addresses
    return Unauthorised(f"The e-mail address or the password is wrong{unconfirmed}.", "wrong_credentials")


def confirm_password(sessions: Sessions, token: AccessToken, password: str) -> None:
    """Raises Forbidden if this is not the password of who is logged in. As slow on purpose as check_password."""
    with unit_of_work(sessions, write=False) as session:
        user = session.get(User, token.user_id)
        kept = still_open(user, token).password_hash
    if not matches(password, kept):
        raise Forbidden("wrong_password", "That is not your password.")


def still_open(user: User | None, token: AccessToken) -> User:
    """Whose token it is. Raises Unauthorised if they were deleted, banned or logged out since."""
    if user is None or user.banned_at is not None:
        raise _ended()
    check_counts(token, user.tokens_valid_from)
    return user


def check_counts(token: AccessToken, valid_from: datetime) -> None:
    """Raises Unauthorised for a token from before the account was logged out everywhere."""
    if token.issued_at < valid_from:
        raise _ended()


def _ended() -> Unauthorised:
    return Unauthorised("This account is not there any more, or was logged out.", "token_invalid")


def log_in(session: Session, user_id: UUID, settings: Settings, proof: Proof | None = None) -> Tokens:
    """Tokens for somebody who is known: by `proof`, or from elsewhere. Raises Forbidden for a banned account.

    Raises Unauthorised if the password was changed since it was checked.
    """
    user = repository.lock(session, user_id)
    if user is None:
        raise Unauthorised
    if proof is not None and proof.password_hash != user.password_hash:
        raise _wrong_credentials(settings)
    if user.banned_at is not None:
        raise Forbidden("banned", f"This account was closed by the studio: {user.ban_reason}")
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
    found = repository.lock_login(session, refresh_hash(refresh_token))
    if found is None:
        return None
    login, user = found
    if login.expires_at < now() or user.banned_at is not None:
        return None
    if login.used_at is not None and now() - login.used_at > GRACE:
        repository.end_family(session, login.family)
        return None
    login.used_at = login.used_at or now()
    repository.forget_ended(session, user.id, now())
    return issue_tokens(session, user, settings, login.family)


def end_log_ins(session: Session, user: User) -> None:
    """Log somebody out everywhere; what they had asked of the account's address is void."""
    # Whoever comes in at this moment has done so before, and is seen, or waits until this is committed.
    repository.lock(session, user.id)
    repository.end_all(session, user.id)
    withdraw_moves(session, user.id)
    user.tokens_valid_from = now()


def log_out(session: Session, refresh_token: str) -> None:
    """End the log-in that a refresh token belongs to; one that is not ours is none to end."""
    found = repository.lock_login(session, refresh_hash(refresh_token))
    if found is not None:
        repository.end_family(session, found[0].family)


def set_password(session: Session, user: User, password_hash: str) -> None:
    """Another password: everybody is logged out, and a letter says so."""
    end_log_ins(session, user)
    user.password_hash = password_hash
    post(session, MailKind.PASSWORD_CHANGED, user.email, user.id)


def reset_password(session: Session, token: str, password_hash: str, settings: Settings) -> None:
    """Another password for whoever got the letter. Raises Unprocessable for a link that was used or is too old."""
    seal = open_seal(token, Purpose.PASSWORD, settings)
    user = repository.lock(session, seal.user_id)
    if user is None or seal.was != likeness(user, Purpose.PASSWORD) or seal.email != user.email:
        raise used_up()
    user.email_verified_at = user.email_verified_at or now()
    set_password(session, user, password_hash)


def ask_to_move(session: Session, user: User, email: str) -> None:
    """Write to the address that an account is to move to. Raises Unprocessable for the one it has."""
    if email == user.email:
        raise Unprocessable("same_email", f"{email} is your address already.")
    if repository.by_email(session, email) is None:
        post(session, MailKind.MOVE, email, user.id)
    else:  # whoever has it is told; who asks learns nothing
        post(session, MailKind.TAKEN, email)


def confirm_address(session: Session, token: str, password_hash: str | None, settings: Settings) -> str:
    """The account has this address, and mail to it arrives. The link may be followed twice.

    Where one registers by letter anybody can have registered with the address: the password of an account that nobody
    has used yet is chosen now, by whoever reads its mail. Raises Unprocessable `password_needed` without one, and for a
    link that is too old; Conflict for an address that somebody else has by now.
    """
    seal = open_seal(token, Purpose.ADDRESS, settings)
    user = repository.lock(session, seal.user_id)
    if user is None or (seal.was != likeness(user, Purpose.ADDRESS) and seal.email != user.email):
        raise used_up()
    if _is_fresh(user, settings):
        if seal.was != likeness(user, Purpose.ADDRESS):
            raise used_up()
        if password_hash is None:
            raise Unprocessable("password_needed", "Choose the password of your account.")
        user.password_hash = password_hash
    if seal.email != user.email:
        if repository.by_email(session, seal.email) is not None:
            raise Conflict("email_taken", f"There is another account for {seal.email} by now.")
        post(session, MailKind.MOVED, user.email, user.id)
        user.email = seal.email
        user.email_verified_at = None
    user.email_verified_at = user.email_verified_at or now()
    return user.email


def update(user: User, change: AccountUpdate) -> None:
    """Change the profile."""
    user.full_name = change.full_name or None
    user.language = change.language or user.language
