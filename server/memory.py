"""What is remembered in Redis so that the database need not be asked: copies, never the truth.

    user:session:{user_id}     since when access tokens of an open account count (an hour)
    user:credits:{user_id}     the balance as it is told (five minutes)
    api:response:{endpoint}    what an endpoint answers: /projects:{user_id}, the newest of one's projects (a minute)

A copy is never older than what was committed. Whoever finds none puts a mark of their own in its place, reads, and
trades the mark for the copy; whoever changes the truth puts a blank there before the commit, where no mark goes, and
clears the place after it. So a copy of what was read before a change finds its mark gone, however late it comes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError

SESSION_S, CREDITS_S, PROJECTS_S = 3_600, 300, 60
BLANK_S = 30
"""Longer than a transaction. Of one that was killed in between, the blank runs out by itself."""
_MARK = b"~"
_BLANK = _MARK
_TRADE = "if redis.call('get',KEYS[1])==ARGV[1] then redis.call('set',KEYS[1],ARGV[2],'EX',ARGV[3]) end"


@dataclass(frozen=True, slots=True)
class Found:
    """What was remembered under a key; or, if nothing was, the mark that was put there (None: another's is)."""

    copy: bytes | None
    mark: bytes | None = None


class Memory:
    """Copies in Redis. One that is away remembers nothing."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def recall(self, *keys: str) -> list[Found]:
        """What is remembered under each of these keys. Marks the places where nothing is."""
        try:
            held: list[Any] = self._redis.mget(keys)
            return [
                self._mark(key) if one is None else Found(copy_in(one)) for key, one in zip(keys, held, strict=True)
            ]
        except RedisError:
            return [Found(None)] * len(keys)

    def keep(self, key: str, found: Found, copy: bytes, seconds: int) -> None:
        """Put a copy in the place that was marked when it was recalled, if it is still marked so."""
        if found.mark is None:
            return
        with suppress(RedisError):
            self._redis.eval(_TRADE, 1, key, found.mark, copy, seconds)

    def blank(self, keys: Iterable[str]) -> None:
        """Forget these, and remember nothing read before now. Raises RedisError: then they are as they were."""
        pipe = self._redis.pipeline(transaction=False)
        for key in keys:
            pipe.set(key, _BLANK, ex=BLANK_S)
        pipe.execute()

    def clear(self, keys: Iterable[str]) -> None:
        """What was blank while it changed may be remembered again."""
        with suppress(RedisError):  # the blank runs out
            self._redis.delete(*keys)

    def forget_sessions(self) -> None:
        """Forget all sessions: what was changed while nobody could be told (a studio that was closed) is read anew."""
        with suppress(RedisError):
            for key in self._redis.scan_iter(session_key("*"), count=1_000):
                self._redis.delete(key)

    def told(self, key: str, seconds: int, make: Callable[[], bytes]) -> bytes:
        """The copy under a key; made, and kept for so long, where there is none."""
        (found,) = self.recall(key)
        if found.copy is not None:
            return found.copy
        made = make()
        self.keep(key, found, made, seconds)
        return made

    def _mark(self, key: str) -> Found:
        mark = _MARK + secrets.token_bytes(12)
        return Found(None, mark if self._redis.set(key, mark, nx=True, ex=BLANK_S) else None)


def session_key(user_id: UUID | str) -> str:
    """Where an account's session is remembered."""
    return f"user:session:{user_id}"


def credits_key(user_id: UUID) -> str:
    """Where an account's balance is remembered."""
    return f"user:credits:{user_id}"


def projects_key(user_id: UUID) -> str:
    """Where the first page of an account's projects is remembered."""
    return f"api:response:/projects:{user_id}"


def copy_in(held: bytes | None) -> bytes | None:
    """The copy in what was found under a key: nothing, a mark and a blank are none."""
    return None if held is None or held.startswith(_MARK) else held
