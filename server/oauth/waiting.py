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


def begin(redis: Redis, provider: str, redirect_uri: str) -> Attempt:
    """A new attempt to log in at a provider."""
    attempt = Attempt(
        state=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        nonce=secrets.token_urlsafe(16),
        redirect_uri=redirect_uri,
    )
    redis.set(_key("attempt", attempt.state), json.dumps({"provider": provider, **asdict(attempt)}), ex=ATTEMPT_S)
    return attempt


def take_back(redis: Redis, provider: str, state: str) -> Attempt | None:
    """The attempt that has this state, once; None for one that is not ours, has run out or was at another provider."""
    kept = redis.getdel(_key("attempt", state))
    if kept is None:
        return None
    attempt = json.loads(kept)
    return Attempt(**attempt) if attempt.pop("provider") == provider else None


def ticket(redis: Redis, user_id: UUID) -> str:
    """What a browser may trade for tokens, once and at once."""
    made = secrets.token_urlsafe(32)
    redis.set(_key("ticket", made), str(user_id), ex=TICKET_S)
    return made


def spend(redis: Redis, given: str) -> UUID | None:
    """Whose ticket it is; None for one that was spent or has run out."""
    kept = redis.getdel(_key("ticket", given))
    return UUID(kept.decode() if isinstance(kept, bytes) else kept) if kept else None


def _key(kind: str, secret: str) -> str:
    """Redis keeps no secret either."""
    return f"oauth:{kind}:{hashlib.sha256(secret.encode()).hexdigest()}"
