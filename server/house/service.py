"""A service: processes of one kind, what they wait for, and how one sees that they are ready."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

Ready = Callable[[], bool]

# The supervisor does nothing else while it asks: a process that hangs must not hold it up.
ANSWER_WITHIN_S = 0.5


@dataclass(frozen=True, slots=True)
class Service:
    """`count` processes that run `command` once all services in `after` are ready.

    `ready` says within half a second whether they are; without it they are when they have started. `hint` ends the
    sentence that gives up on them: where to look, what to set.
    """

    name: str
    command: tuple[str, ...]
    count: int = 1
    after: tuple[str, ...] = ()
    ready: Ready | None = None
    ready_timeout_s: float = 60.0
    hint: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What its processes are called: `worker`, or `worker.1` and `worker.2`."""
        if self.count == 1:
            return (self.name,)
        return tuple(f"{self.name}.{number}" for number in range(1, self.count + 1))


def waves(services: Iterable[Service]) -> tuple[tuple[Service, ...], ...]:
    """The services in the order they start: each wave waits for those before it alone.

    Services without processes are left out, and nobody waits for them: they run elsewhere.
    """
    waiting = [service for service in services if service.count > 0]
    present = {service.name for service in waiting}
    started: set[str] = set()
    order: list[tuple[Service, ...]] = []
    while waiting:
        wave = tuple(service for service in waiting if present.intersection(service.after) <= started)
        if not wave:
            raise ValueError(f"{', '.join(service.name for service in waiting)} wait for each other")
        order.append(wave)
        started.update(service.name for service in wave)
        waiting = [service for service in waiting if service not in wave]
    return tuple(order)


def listens(host: str, port: int) -> Ready:
    """Ready when somebody accepts connections there."""

    def ready() -> bool:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=ANSWER_WITHIN_S):
            return True
        return False

    return ready


def responds(url: str) -> Ready:
    """Ready when a GET of that http:// address is answered with a status below 400."""
    parts = urlsplit(url)
    target = parts.path or "/"

    def ready() -> bool:
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=ANSWER_WITHIN_S)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", f"{target}?{parts.query}" if parts.query else target)
            return connection.getresponse().status < 400
        return False

    return ready
