"""Logging in elsewhere, on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from server.schema import Asked, Schema


class ProviderEntry(Schema):
    """A line of GET /auth/oauth. Lead the browser to `url`, with `?bind=` the SHA-256 (hex) of a secret of its own."""

    name: str
    title: str
    url: str


class Ticket(Asked):
    """POST /auth/oauth/exchange: what the creator app was opened with as `ticket`, and the secret it began with."""

    ticket: Annotated[str, StringConstraints(max_length=200)]
    secret: Annotated[str, StringConstraints(max_length=200)]
