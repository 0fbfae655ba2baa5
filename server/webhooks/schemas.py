"""Webhooks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from server.schema import Asked, Schema
from server.vocabulary import WebhookEvent

JOB_EVENTS = tuple(event for event in WebhookEvent if event is not WebhookEvent.TEST)
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=2000)]


class WebhookRequest(Asked):
    """POST /webhooks."""

    url: Address
    events: Annotated[frozenset[WebhookEvent], Field(min_length=1)] = frozenset(JOB_EVENTS)


class WebhookChange(Asked):
    """PUT /webhooks/{id}: the whole of it."""

    url: Address
    events: Annotated[frozenset[WebhookEvent], Field(min_length=1)]
    enabled: bool = True


class Webhook(Schema):
    """A webhook, without its secret."""

    id: UUID
    url: str
    events: tuple[WebhookEvent, ...]
    disabled_at: datetime | None
    created_at: datetime


class NewWebhook(Webhook):
    """The answer to POST: `secret` is told this once."""

    secret: str


class Delivery(Schema):
    """What a webhook was told, and what became of it."""

    id: UUID
    event: WebhookEvent
    body: dict[str, Any]
    attempts: int
    due_at: datetime | None
    """When it is tried (again). None: it has arrived, or was given up."""
    delivered_at: datetime | None
    answer_status: int | None
    error: str | None
    created_at: datetime
