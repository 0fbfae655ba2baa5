"""Logging in elsewhere, on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from server.schema import Asked, Schema


class ProviderEntry(Schema):
    """A line of GET /auth/oauth. Lead the browser to `url`."""

    name: str
    title: str
    url: str


class Ticket(Asked):
    """POST /auth/oauth/exchange: what the creator app was opened with as `ticket`."""

    ticket: Annotated[str, StringConstraints(max_length=200)]
