"""API keys: made, known again, revoked.

A key holds enough chance by itself: no salt, no slow hash. It opens what makes films and nothing of the account itself.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.database import Sessions, unit_of_work
from server.errors import Conflict, Forbidden, NotFound, Unauthorised
from server.keys import repository
from server.keys.schemas import KeyRequest
from server.models import ApiKey, User
from server.models.base import now
from server.vocabulary import KeyScope

PREFIX = "studio_"
MOST = 20
NOTED_EVERY = timedelta(minutes=1)
_OPEN = re.compile(r"/(?:projects|jobs|quotes|scripts|credits|webhooks)(?:/|$)|/users/me$")
_ONLY_SEEN = re.compile(r"/users/me$|/credits(?:/|$)")
"""Who the key's owner is and what they have; nobody buys with a key."""
_ONLY_ASK = re.compile(r"/(?:quotes|scripts/read|jobs/price)$")
_READS = frozenset({"GET", "HEAD"})


def make(session: Session, user_id: UUID, asked: KeyRequest) -> tuple[ApiKey, str]:
    """A new key, and what opens: it is kept nowhere. Raises Forbidden for a tier without, Conflict for too many."""
    user = lock_user(session, user_id)
    if user is None:
        raise Unauthorised
    if not RULES[user.subscription_tier].api_access:
        raise Forbidden("no_api_access", "API keys come with the Enterprise tier.")
    if len(repository.of_user(session, user_id)) >= MOST:
        raise Conflict("too_many_keys", f"There are {MOST} keys already. Revoke one that is not needed.")
    opens = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey(
        user_id=user_id,
        name=asked.name,
        start=opens[: len(PREFIX) + 6],
        key_hash=_hash(opens),
        scopes=sorted(scope.value for scope in asked.scopes),
    )
    session.add(key)
    session.flush()
    return key, opens


def revoke(session: Session, user_id: UUID, key_id: UUID) -> None:
    """End a key at once. Raises NotFound, for somebody else's too."""
    if not repository.delete_one(session, user_id, key_id):
        raise NotFound("API key", key_id)


def asker(sessions: Sessions, opens: str, method: str, path: str) -> UUID:
    """Who asks with a key for this.

    Raises Unauthorised for one that is not ours, Forbidden for what it does not open or a tier without API access.
    """
    with unit_of_work(sessions, write=False) as session:
        found = repository.with_owner(session, _hash(opens))
    if found is None:
        raise Unauthorised("That API key is not valid. It may have been revoked.", "key_invalid")
    key, user = found
    _check(key, user, method, path)
    if key.last_used_at is None or now() - key.last_used_at > NOTED_EVERY:
        with unit_of_work(sessions) as session:
            again = session.get(ApiKey, key.id)
            if again is not None:
                again.last_used_at = now()
    return user.id


def is_open_to_keys(method: str, path: str) -> bool:
    """Whether an API key opens a route, if its scopes allow it."""
    return bool(_OPEN.match(path)) and (not _ONLY_SEEN.match(path) or method.upper() in _READS)


def _check(key: ApiKey, user: User, method: str, path: str) -> None:
    if user.banned_at is not None:
        raise Forbidden("banned", f"This account was closed by the studio: {user.ban_reason}")
    if not RULES[user.subscription_tier].api_access:
        raise Forbidden("no_api_access", "API keys come with the Enterprise tier.")
    if not is_open_to_keys(method, path):
        raise Forbidden("key_scope", "No API key opens this. Log in instead.")
    wanted = KeyScope.READ if method in _READS or _ONLY_ASK.match(path) else KeyScope.WRITE
    if wanted.value not in key.scopes:
        raise Forbidden("key_scope", f"This API key may not {wanted.value}. Make one with that scope.")


def _hash(opens: str) -> str:
    return hashlib.sha256(opens.encode()).hexdigest()
