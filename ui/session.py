"""Who is logged in: tokens live in the browser, and every event brings them along.

The process keeps one pool of connections and no visitor. What it does remember is which refresh token was traded for
which: a token may be traded once, but two tabs, or two events of one tab, may bring the same one at the same time.
Only who holds the old token can ask for the new, and only for some minutes: one that turns up later may be stolen,
and the job server must get to see it.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
from pydantic import ValidationError

from server.accounts.schemas import Tokens
from server.client import TIMEOUT, StudioClient

Kept = dict[str, Any]
"""Tokens as the browser keeps them. Empty: nobody is logged in (an absent value would not be written over the old)."""

REMEMBERED = 20_000
REMEMBERED_SECONDS = 600.0
LOCKS = 64
_LIMITS = httpx.Limits(max_connections=200, max_keepalive_connections=40)


class Succession:
    """Refresh tokens, by their SHA-256, and the tokens they were traded for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heirs: OrderedDict[str, tuple[float, Tokens]] = OrderedDict()
        """(when it was traded, what for), the oldest first."""
        self._guard = threading.Lock()
        self._locks = tuple(threading.Lock() for _ in range(LOCKS))

    def lock(self, refresh_token: str) -> threading.Lock:
        """Hold it while the token is traded."""
        return self._locks[int(_digest(refresh_token)[:8], 16) % LOCKS]

    def latest(self, tokens: Tokens) -> Tokens:
        """The newest tokens that descend from these."""
        with self._guard:
            self._forget()
            while (heir := self._heirs.get(_digest(tokens.refresh_token))) is not None:
                tokens = heir[1]
        return tokens

    def record(self, refresh_token: str, heir: Tokens) -> None:
        """A token was traded."""
        with self._guard:
            key = _digest(refresh_token)
            self._heirs[key] = self._clock(), heir
            self._heirs.move_to_end(key)
            self._forget()

    def _forget(self) -> None:
        oldest = self._clock() - REMEMBERED_SECONDS
        while self._heirs and (len(self._heirs) > REMEMBERED or next(iter(self._heirs.values()))[0] <= oldest):
            self._heirs.popitem(last=False)


class VisitorClient(StudioClient):
    """One visitor's client, which trades a refresh token only if nobody here has done it already."""

    def __init__(
        self,
        url: str,
        tokens: Tokens | None,
        *,
        http: httpx.Client,
        on_tokens: Callable[[Tokens | None], None],
        succession: Succession,
    ) -> None:
        super().__init__(url, tokens, http=http, on_tokens=on_tokens)
        self._succession = succession

    def _renew(self) -> bool:
        old = self.tokens
        if old is None:
            return False
        with self._succession.lock(old.refresh_token):
            heir = self._succession.latest(old)
            if heir is not old:
                self._keep(heir)
                return True
            renewed = super()._renew()
            if renewed and self.tokens is not None:
                self._succession.record(old.refresh_token, self.tokens)
            return renewed


@dataclass(frozen=True, slots=True)
class Door:
    """The way to the job server, shared by all who visit; it knows none of them."""

    api_url: str
    """How this process reaches the job server."""
    public_url: str
    """How browsers reach it: for pictures, films and downloads."""
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=TIMEOUT, limits=_LIMITS))
    succession: Succession = field(default_factory=Succession)

    def client(self, kept: Kept | None, on_tokens: Callable[[Tokens | None], None]) -> VisitorClient:
        """The client of whoever these tokens belong to."""
        tokens = tokens_of(kept)
        if tokens is not None:
            newest = self.succession.latest(tokens)
            if newest is not tokens:
                on_tokens(newest)
            tokens = newest
        return VisitorClient(self.api_url, tokens, http=self.http, on_tokens=on_tokens, succession=self.succession)

    def link(self, url: str) -> str:
        """A media link as the browser can open it."""
        return urljoin(self.public_url.rstrip("/") + "/", url)


def tokens_of(kept: Kept | None) -> Tokens | None:
    """Tokens out of the browser's store; None for nothing, or for something that never came from here."""
    if not kept:
        return None
    try:
        return Tokens.model_validate(kept)
    except ValidationError:
        return None


def kept_of(tokens: Tokens | None) -> Kept:
    """Tokens as the browser keeps them."""
    return {} if tokens is None else tokens.model_dump(mode="json")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
