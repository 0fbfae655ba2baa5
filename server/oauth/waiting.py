"""What waits in Redis for a browser to come back: attempts for ten minutes, tickets to come in for one."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict
from uuid import UUID

from redis import Redis

from server.integrations.oauth import Attempt

ATTEMPT_S, TICKET_S = 600, 60


def begin(redis: Redis, provider: str, redirect_uri: str, bind: str) -> Attempt:
    """A new attempt to log in at a provider. `bind` is the SHA-256 of a secret that the browser keeps until the end."""
    attempt = Attempt(
        state=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        nonce=secrets.token_urlsafe(16),
        redirect_uri=redirect_uri,
    )
    kept = {"provider": provider, "bind": bind, **asdict(attempt)}
    redis.set(_key("attempt", attempt.state), json.dumps(kept), ex=ATTEMPT_S)
    return attempt


def take_back(redis: Redis, provider: str, state: str) -> tuple[Attempt, str] | None:
    """The attempt that has this state and its `bind`, once.

    None for one that is not ours, has run out or was at another provider.
    """
    kept = redis.getdel(_key("attempt", state))
    if kept is None:
        return None
    attempt = json.loads(kept)
    begun, bind = attempt.pop("provider"), attempt.pop("bind")
    return (Attempt(**attempt), bind) if begun == provider else None


def ticket(redis: Redis, user_id: UUID, bind: str) -> str:
    """What the browser that began may trade for tokens, once and at once."""
    made = secrets.token_urlsafe(32)
    redis.set(_key("ticket", made), json.dumps([str(user_id), bind]), ex=TICKET_S)
    return made


def spend(redis: Redis, given: str, secret: str) -> UUID | None:
    """Whose ticket it is; None for one that was spent, has run out, or was begun by another browser."""
    kept = redis.getdel(_key("ticket", given))
    if kept is None:
        return None
    user_id, bind = json.loads(kept)
    return UUID(user_id) if secrets.compare_digest(bind, digest(secret)) else None


def digest(secret: str) -> str:
    """A secret as it may be told on the way."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(kind: str, secret: str) -> str:
    """Redis keeps no secret either."""
    return f"oauth:{kind}:{digest(secret)}"
