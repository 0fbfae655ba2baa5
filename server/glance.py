"""A glance at Redis from the event loop: what the routes that everybody asks all the time need, without a thread.

Whoever asks while an answer is on its way is asked for together with all others who do: one connection, one question.
"""

from __future__ import annotations

import asyncio
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

WAIT_S = 1.0
"""For a Redis that hangs; then the long way is taken, which says what is wrong."""
_Asked = tuple[tuple[str, ...], asyncio.Future[list[bytes | None]]]


class Glance:
    """For all requests of one process."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=WAIT_S, socket_connect_timeout=WAIT_S)
        self._asked: list[_Asked] = []
        self._looking: asyncio.Task[None] | None = None

    async def at(self, *keys: str) -> list[bytes | None]:
        """What is there under each of these keys; nothing if Redis cannot be reached."""
        future: asyncio.Future[list[bytes | None]] = asyncio.get_running_loop().create_future()
        self._asked.append((keys, future))
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return await future

    async def close(self) -> None:
        """Close the connection."""
        await self._redis.aclose()

    async def _look(self) -> None:
        try:
            while self._asked:
                asked, self._asked = self._asked, []
                _tell(asked, await self._held([key for keys, _ in asked for key in keys]))
        finally:
            self._looking = None

    async def _held(self, keys: list[str]) -> list[Any]:
        try:
            return await self._redis.mget(keys)
        except RedisError:
            return [None] * len(keys)


def _tell(asked: list[_Asked], held: list[Any]) -> None:
    place = 0
    for keys, future in asked:
        if not future.done():  # who has gone meanwhile
            future.set_result(held[place : place + len(keys)])
        place += len(keys)
