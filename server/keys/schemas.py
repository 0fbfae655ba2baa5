"""API keys on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from server.schema import Asked, Schema
from server.vocabulary import KeyScope

KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class KeyRequest(Asked):
    """POST /users/me/api-keys."""

    name: KeyName
    scopes: Annotated[frozenset[KeyScope], Field(min_length=1)] = frozenset(KeyScope)


class ApiKey(Schema):
    """A key, without what opens."""

    id: UUID
    name: str
    start: str
    """Its first characters."""
    scopes: tuple[KeyScope, ...]
    created_at: datetime
    last_used_at: datetime | None
    """To about a minute."""


class NewApiKey(ApiKey):
    """The answer to POST: `key` is told this once."""

    key: str
