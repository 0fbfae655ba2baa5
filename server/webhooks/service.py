"""Webhooks of users: told in the transaction that is the reason, sent by the courier once it is committed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.errors import Conflict, Forbidden, NotFound, Unauthorised
from server.models import AIJob, User, Webhook, WebhookDelivery
from server.models.base import now
from server.settings import Settings
from server.vocabulary import WebhookEvent
from server.webhooks import repository
from server.webhooks.addresses import check_address
from server.webhooks.schemas import WebhookChange, WebhookRequest

MOST = 10


def register(session: Session, user_id: UUID, asked: WebhookRequest, settings: Settings) -> Webhook:
    """A new webhook.

    Raises Forbidden for a tier without API access, Conflict for too many, Unprocessable for an address that cannot be.
    """
    user = lock_user(session, user_id)
    if user is None:
        raise Unauthorised
    _check_tier(user)
    check_address(asked.url, private=settings.webhooks_to_private)
    if len(repository.of_user(session, user_id)) >= MOST:
        raise Conflict("too_many_webhooks", f"There are {MOST} webhooks already. Delete one that is not needed.")
    webhook = Webhook(user_id=user_id, url=asked.url, events=sorted(event.value for event in asked.events))
    session.add(webhook)
    session.flush()
    return webhook


def change(session: Session, user: User, webhook_id: UUID, asked: WebhookChange, settings: Settings) -> Webhook:
    """Another address, other events, on or off. Raises as `register` does."""
    webhook = find(session, user.id, webhook_id)
    _check_tier(user)
    check_address(asked.url, private=settings.webhooks_to_private)
    webhook.url, webhook.events = asked.url, sorted(event.value for event in asked.events)
    webhook.disabled_at = None if asked.enabled else webhook.disabled_at or now()
    session.flush()
    return webhook


def find(session: Session, user_id: UUID, webhook_id: UUID) -> Webhook:
    """A user's webhook. Raises NotFound, for somebody else's too."""
    webhook = repository.one_of_user(session, user_id, webhook_id)
    if webhook is None:
        raise NotFound("webhook", webhook_id)
    return webhook


def announce(session: Session, job: AIJob, event: WebhookEvent) -> None:
    """Tell a job's user's webhooks of it, when this transaction is committed."""
    webhooks = [one for one in repository.of_user(session, job.user_id) if one.disabled_at is None]
    for webhook in webhooks:
        if event.value in webhook.events:
            session.add(WebhookDelivery(webhook_id=webhook.id, event=event, body=_body(event, _told(job))))


def send_test(session: Session, webhook: Webhook) -> WebhookDelivery:
    """Something to see whether it arrives."""
    delivery = WebhookDelivery(webhook_id=webhook.id, event=WebhookEvent.TEST, body=_body(WebhookEvent.TEST, {}))
    session.add(delivery)
    session.flush()
    return delivery


def replay(session: Session, webhook: Webhook, delivery_id: UUID) -> WebhookDelivery:
    """Send something once more, under its old id. Raises NotFound."""
    delivery = repository.delivery(session, webhook.id, delivery_id)
    if delivery is None:
        raise NotFound("delivery", delivery_id)
    delivery.due_at, delivery.attempts = now(), 0
    delivery.delivered_at = delivery.error = delivery.answer_status = None
    session.flush()
    return delivery


def _check_tier(user: User) -> None:
    if not RULES[user.subscription_tier].api_access:
        raise Forbidden("no_api_access", "Webhooks come with the Enterprise tier.")


def _body(event: WebhookEvent, data: dict[str, Any]) -> dict[str, Any]:
    return {"type": event.value, "timestamp": now().isoformat(), "data": data}


def _told(job: AIJob) -> dict[str, Any]:
    """No script and no link: whoever gets it asks the API for those."""
    return {
        "job_id": str(job.id),
        "project_id": str(job.project_id),
        "job_type": job.job_type.value,
        "status": job.status.value,
        "credits": job.credits,
        "error_code": job.error_code,
        "error_message": job.error_message,
    }
