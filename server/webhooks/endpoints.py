"""/webhooks."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from server.edge import CursorDep, Limit, SessionDep, StudioDep, UserDep
from server.models import Webhook as WebhookRow
from server.openapi import problems
from server.paging import page_of
from server.schema import Page
from server.webhooks import repository, service
from server.webhooks.schemas import Delivery, NewWebhook, Webhook, WebhookChange, WebhookRequest
from server.webhooks.signing import secret_of
from server.wiring import Studio

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


@router.get("")
def list_webhooks(user: UserDep, session: SessionDep) -> tuple[Webhook, ...]:
    """One's webhooks, the newest first."""
    return tuple(Webhook.model_validate(one) for one in repository.of_user(session, user.id))


@router.post("", status_code=201)
def register_webhook(asked: WebhookRequest, user: UserDep, session: SessionDep, studio: StudioDep) -> NewWebhook:
    """Have a server of yours told how your jobs get on, for the Enterprise tier.

    What is sent is signed as standardwebhooks.com has it. Keep `secret`: it is told this once.
    """
    return _with_secret(service.register(session, user.id, asked, studio.settings), studio)


@router.put("/{webhook_id}")
def change_webhook(
    webhook_id: UUID, asked: WebhookChange, user: UserDep, session: SessionDep, studio: StudioDep
) -> Webhook:
    """Another address or other events; off, or on again."""
    return Webhook.model_validate(service.change(session, user, webhook_id, asked, studio.settings))


@router.delete("/{webhook_id}", status_code=204)
def delete_webhook(webhook_id: UUID, user: UserDep, session: SessionDep) -> None:
    """Tell it nothing any more."""
    session.delete(service.find(session, user.id, webhook_id))


@router.post("/{webhook_id}/secret")
def renew_secret(webhook_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep) -> NewWebhook:
    """A new secret, told this once; the old one ends at once."""
    webhook = service.find(session, user.id, webhook_id)
    webhook.secrets += 1
    return _with_secret(webhook, studio)


@router.post("/{webhook_id}/test", status_code=202, responses=problems(429))
def test_webhook(webhook_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep) -> Delivery:
    """Send something, to see whether it arrives."""
    studio.limits.take(str(user.id), "webhooks", 30)
    return Delivery.model_validate(service.send_test(session, service.find(session, user.id, webhook_id)))


@router.get("/{webhook_id}/deliveries")
def list_deliveries(
    webhook_id: UUID, user: UserDep, session: SessionDep, cursor: CursorDep, limit: Limit = 50
) -> Page[Delivery]:
    """What a webhook was told in the last month, the newest first."""
    webhook = service.find(session, user.id, webhook_id)
    return page_of(repository.deliveries(session, webhook.id, cursor, limit + 1), limit, Delivery.model_validate)


@router.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202, responses=problems(429))
def replay_delivery(
    webhook_id: UUID, delivery_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep
) -> Delivery:
    """Send it once more, under its old id."""
    studio.limits.take(str(user.id), "webhooks", 30)
    webhook = service.find(session, user.id, webhook_id)
    return Delivery.model_validate(service.replay(session, webhook, delivery_id))


def _with_secret(webhook: WebhookRow, studio: Studio) -> NewWebhook:
    secret = secret_of(webhook.id, webhook.secrets, studio.settings)
    return NewWebhook(**Webhook.model_validate(webhook).model_dump(), secret=secret)
