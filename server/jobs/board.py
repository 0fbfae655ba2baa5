"""The board: what everybody may see of a job at this moment, in Redis under job:status:{job_id}.

A copy for those who watch, so that watching costs the database nothing. When it is not there, the database is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError

from server.jobs.schemas import JobProgress
from server.vocabulary import JobStatus

KEPT_S = 5
"""Every beat of a running step pins it anew; what a race leaves behind is gone after this, and the database asked."""
QUEUED_S = 20
"""Nothing changes while it waits: whoever begins it, or takes it away, pins or unpins it."""
ENDED_S = 60
"""Whoever watches still sees the end."""


_LASTS = {JobStatus.QUEUED: QUEUED_S}


@dataclass(frozen=True, slots=True)
class Pinned:
    """Whose job it is, and how far, as it is told on the wire (a JobProgress)."""

    owner: UUID
    told: bytes


class Board:
    """Pins up and reads."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def pin(self, owner: UUID, progress: JobProgress, *, over: bool = True) -> None:
        """Show this of somebody's job. A board that cannot be reached is no reason to stop a film.

        Not `over` what is pinned: so does who only looked, and may have looked before a worker went on and pinned that.
        """
        kept = ENDED_S if progress.status.is_final else _LASTS.get(progress.status, KEPT_S)
        try:
            self._redis.set(
                board_key(progress.id), owner.bytes + progress.model_dump_json().encode(), ex=kept, nx=not over
            )
        except RedisError:
            return

    def read_all(self, job_ids: Sequence[UUID]) -> list[Pinned | None]:
        """What is shown of each; nothing if the board cannot be reached."""
        try:
            shown: Any = self._redis.mget([board_key(one) for one in job_ids])
        except RedisError:
            return [None] * len(job_ids)
        return [pinned_in(one) for one in shown]

    def forget(self, *job_ids: UUID) -> None:
        """Take these down: the next one who looks asks the database."""
        try:
            self._redis.delete(*map(board_key, job_ids))
        except RedisError:
            return


def board_key(job_id: UUID) -> str:
    """Where a job's status is."""
    return f"job:status:{job_id}"


def pinned_in(held: bytes | None) -> Pinned | None:
    """What is pinned, by what was found under a board's key."""
    return None if held is None or held[16:17] != b"{" else Pinned(UUID(bytes=held[:16]), held[16:])
