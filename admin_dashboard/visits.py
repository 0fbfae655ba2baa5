"""Who is logged in. Tokens stay in this process; the browser holds a random name for them, out of scripts' reach.

A visit is shared by all tabs of a browser, and a refresh token may be traded once: who renews holds the visit's lock,
and a tab that comes later takes what the first one got.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from server.accounts.schemas import Account, Tokens

IDLE_S = 12 * 3_600
"""A visit that nobody used for so long has ended."""
TICKET_S = 60
MOST = 1_000


@dataclass(slots=True)
class Visit:
    """One log-in. `tokens` are None once it has ended."""

    account: Account
    tokens: Tokens | None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    lock: threading.Lock = field(default_factory=threading.Lock)
    used: float = 0.0

    def keep(self, tokens: Tokens | None) -> None:
        """New tokens, or none: what a client is told to call."""
        self.tokens = tokens


class Visits:
    """All visits, by the name that a browser's cookie holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._visits: dict[str, Visit] = {}
        self._tickets: dict[str, tuple[str, float]] = {}

    def admit(self, account: Account, tokens: Tokens) -> Visit:
        """Somebody logged in."""
        visit = Visit(account, tokens, used=self._clock())
        with self._lock:
            self._sweep()
            self._visits[visit.key] = visit
        return visit

    def find(self, key: str | None) -> Visit | None:
        """The visit of this name, if it has not ended."""
        with self._lock:
            self._sweep()
            visit = self._visits.get(key or "")
            if visit is None or visit.tokens is None:
                return None
            visit.used = self._clock()
            return visit

    def dismiss(self, visit: Visit) -> None:
        """Somebody logged out: the name in the cookie opens nothing any more."""
        visit.tokens = None
        with self._lock:
            self._visits.pop(visit.key, None)

    def ticket(self, visit: Visit) -> str:
        """A word that brings the browser its cookie, once, within a minute."""
        word = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[word] = (visit.key, self._clock() + TICKET_S)
        return word

    def redeem(self, ticket: str) -> str | None:
        """The name that a ticket stands for."""
        with self._lock:
            self._sweep()
            key, _ = self._tickets.pop(ticket, ("", 0.0))
            return key if key in self._visits else None

    def _sweep(self) -> None:
        now = self._clock()
        self._tickets = {word: kept for word, kept in self._tickets.items() if kept[1] > now}
        ended = [key for key, visit in self._visits.items() if visit.tokens is None or visit.used + IDLE_S < now]
        for key in ended:
            del self._visits[key]
        while len(self._visits) >= MOST:
            del self._visits[min(self._visits, key=lambda key: self._visits[key].used)]


@cache
def visits() -> Visits:
    """The visits of this process: Streamlit's sessions and the route that sets the cookie share them."""
    return Visits()
