"""Tokens: a short-lived signed one for every request, and a secret to renew it with."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

import jwt

from server.errors import Unauthorised
from server.settings import Settings

ALGORITHM = "HS256"
AUDIENCE = "studio-api"


def access_token(user_id: UUID, settings: Settings) -> str:
    """A JWT that says who asks."""
    now = datetime.now(UTC)
    ends = now + timedelta(minutes=settings.access_token_minutes)
    # To the microsecond: what was issued before everybody was logged out, and what after, may be of one second.
    claims = {"sub": str(user_id), "iat": now.timestamp(), "exp": ends, "aud": AUDIENCE}
    return jwt.encode(claims, settings.signing_key, ALGORITHM)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What an access token says."""

    user_id: UUID
    issued_at: datetime


def read_access_token(token: str, settings: Settings) -> AccessToken:
    """What a token says. Raises Unauthorised for one that is not ours or has ended."""
    said, ends = _read(token, settings.signing_key)
    if ends <= time.time():
        raise _run_out()
    return said


@lru_cache(maxsize=20_000)
def _read(token: str, key: str) -> tuple[AccessToken, float]:
    """(what it says, when it ends). A client sends the same one for half an hour: its seal is looked at once."""
    try:
        claims = jwt.decode(token, key, [ALGORITHM], audience=AUDIENCE, options={"require": ["exp", "iat", "sub"]})
        said = AccessToken(UUID(claims["sub"]), datetime.fromtimestamp(claims["iat"], UTC))
        return said, float(claims["exp"])
    except jwt.ExpiredSignatureError as ended:
        raise _run_out() from ended
    except (jwt.InvalidTokenError, ValueError) as wrong:
        raise Unauthorised("That token is not valid. Log in again.", "token_invalid") from wrong


def _run_out() -> Unauthorised:
    return Unauthorised("Your log-in has ended. Log in again.", "token_expired")


def new_refresh_token() -> str:
    """A secret nobody can guess."""
    return secrets.token_urlsafe(48)


def refresh_hash(token: str) -> str:
    """What is kept of a refresh token. It holds enough chance by itself: no salt, no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
