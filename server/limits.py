"""Rate limits: how often somebody may ask for what costs the studio work, in Redis as ratelimit:{who}:{endpoint}."""

from __future__ import annotations

import ipaddress

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

    def take_address(self, address: str | None, endpoint: str, most: int) -> None:
        """Count one more request of whoever is at an address and not logged in. This machine's own are not counted."""
        if address is not None and not is_this_machine(address):
            self.take(_neighbourhood(address), endpoint, most)


def is_this_machine(address: str) -> bool:
    """Whether whoever asks is on this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _neighbourhood(address: str) -> str:
    """An address as it is counted. Of IPv6 everybody has a whole network: 2**64 addresses are one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)
