"""Seals: signed links that let whoever reads an account's mail do one thing with it.

Nothing of them is kept. A seal tells what the account was like when it was made, and is worth nothing once that has
changed: a new password ends all that were made to set one, a new address all that were made for the old.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import jwt

from server.accounts.tokens import ALGORITHM
from server.errors import Unprocessable
from server.models import User
from server.settings import Settings


class Purpose(StrEnum):
    """What a seal is for."""

    ADDRESS = "address"
    """The account's address is the one in the seal."""
    PASSWORD = "password"  # noqa: S105 - a purpose
    """To set another password."""


LASTS = {Purpose.ADDRESS: timedelta(days=3), Purpose.PASSWORD: timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says."""

    user_id: UUID
    email: str
    was: str
    """What the account was like, see `likeness`."""


def seal(user: User, purpose: Purpose, settings: Settings, email: str | None = None) -> str:
    """A seal for an account; `email` is the address it is to have."""
    claims = {
        "sub": str(user.id),
        "aud": _audience(purpose),
        "exp": datetime.now(UTC) + LASTS[purpose],
        "email": email or user.email,
        "was": likeness(user, purpose),
    }
    return jwt.encode(claims, settings.signing_key, ALGORITHM)


def open_seal(token: str, purpose: Purpose, settings: Settings) -> Seal:
    """What a seal says. Raises Unprocessable for one that is not ours or has run out."""
    try:
        claims = jwt.decode(
            token,
            settings.signing_key,
            [ALGORITHM],
            audience=_audience(purpose),
            options={"require": ["exp", "sub", "email", "was"]},
        )
        return Seal(UUID(claims["sub"]), str(claims["email"]), str(claims["was"]))
    except (jwt.InvalidTokenError, ValueError) as wrong:
        raise used_up() from wrong


def likeness(user: User, purpose: Purpose) -> str:
    """A digest of what a seal of this purpose would change, and of what ends whoever had the account before.

    A seal for an address dies with the password and the log-ins too: who asked for it may be whom they shut out.
    """
    known = [user.password_hash]
    if purpose is Purpose.ADDRESS:
        known += [user.email, user.tokens_valid_from.isoformat(), str(user.email_verified_at)]
    return hashlib.sha256("\0".join(known).encode()).hexdigest()[:32]


def used_up() -> Unprocessable:
    """What is said of a seal that is worth nothing, whatever the reason."""
    return Unprocessable("link_used_up", "That link was used already, or is too old. Ask for another letter.")


def _audience(purpose: Purpose) -> str:
    return f"studio-{purpose}"
