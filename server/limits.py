"""Rate limits: how often somebody may ask for what costs the studio work, in Redis as ratelimit:{who}:{endpoint}."""

from __future__ import annotations

from redis import Redis
from redis.exceptions import RedisError

from server.errors import TooManyRequests

WINDOW_S = 60


class RateLimits:
    """Counts requests by the minute, or by a longer time."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def take(self, who: str, endpoint: str, most: int, seconds: int = WINDOW_S) -> None:
        """Count one more request. Raises TooManyRequests after `most` in that time.

        A Redis that is away limits nobody: whatever else needs it says so.
        """
        key = f"ratelimit:{who}:{endpoint}"
        try:
            pipe = self._redis.pipeline()
            pipe.incr(key)
            pipe.expire(key, seconds, nx=True)
            pipe.ttl(key)
            count, _, left = pipe.execute()
        except RedisError:
            return
        if count > most:
            raise TooManyRequests(max(1, left))
