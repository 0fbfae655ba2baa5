"""Whose account somebody of a provider's opens."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts import repository, service
from server.accounts.schemas import FULL_NAME, address_of
from server.errors import Forbidden
from server.integrations.oauth import Person
from server.models import Identity, User
from server.models.base import now


def come_in(session: Session, provider: str, person: Person, unusable_hash: str) -> User:
    """The account that this person opens, made if there is none. `unusable_hash`: of a password nobody knows.

    An account is theirs by what the provider calls them, or by an address that the provider has verified. If nobody
    has verified it here, whoever registered with it may have been somebody else: their password and log-ins end.
    Raises Forbidden for somebody without such an address, and for an account that is banned.
    """
    known = session.scalars(
        select(Identity).where(Identity.provider == provider, Identity.subject == person.subject)
    ).one_or_none()
    user = session.get(User, known.user_id) if known else None
    if user is None:
        user = _by_address(session, person, unusable_hash)
        session.add(Identity(user_id=user.id, provider=provider, subject=person.subject))
    if user.banned_at is not None:
        raise Forbidden("banned", f"This account was closed by the studio: {user.ban_reason}")
    user.last_login_at = now()
    session.flush()
    return user


def _by_address(session: Session, person: Person, unusable_hash: str) -> User:
    email = address_of(person.email) if person.email else None
    if email is None:
        raise Forbidden("no_verified_email", "There is no verified e-mail address there to know you by.")
    user = repository.by_email(session, email)
    if user is None:
        user = service.register(session, email, unusable_hash, (person.name or "")[:FULL_NAME] or None)
    elif user.email_verified_at is None:
        service.set_password(session, user, unusable_hash)
        repository.forget_ways_in(session, user.id)
    user.email_verified_at = user.email_verified_at or now()
    return user
