"""Webhooks: who may have them, that what they are told arrives, is signed, is tried again, and goes nowhere private."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.models import Webhook, WebhookDelivery
from server.models.base import now
from server.vocabulary import JobStatus, StepKind, Tier, WebhookEvent
from server.webhooks import repository
from server.webhooks.addresses import NotPublic, look_up
from server.webhooks.courier import FIRST_PAUSE, MOST_ATTEMPTS, Courier
from server.webhooks.schemas import JOB_EVENTS
from server.webhooks.service import MOST
from server.wiring import Studio
from tests.server.people import DRAFT, change, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand
from tests.server.webhooks.listener import Heard, certified, listening

HOOK = "https://hooks.example.com/studio?who=me"


def local(studio: Studio) -> Studio:
    """A studio that may tell servers on this machine."""
    return replace(studio, settings=studio.settings.model_copy(update={"webhooks_to_private": True}))


def lead_to(studio: Studio, webhook_id: UUID, url: str) -> None:
    with unit_of_work(studio.sessions) as session:
        session.get_one(Webhook, webhook_id).url = url


def make_due(studio: Studio) -> None:
    with unit_of_work(studio.sessions) as session:
        for one in session.scalars(select(WebhookDelivery).where(WebhookDelivery.due_at.is_not(None))):
            one.due_at = now()


def is_signed(heard: Heard, secret: str) -> bool:
    """As the other side finds out, by the specification's own words."""
    signed = f"{heard.headers['webhook-id']}.{heard.headers['webhook-timestamp']}.".encode() + heard.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return heard.headers["webhook-signature"] == f"v1,{expected}"


def enterprise(api: Served, email: str = "meera@studio.test") -> StudioClient:
    return sign_up(api, email, tier=Tier.ENTERPRISE)


def test_a_film_from_its_start_to_its_end(any_api: Served, tmp_path: Path) -> None:
    client, hand, studio = enterprise(any_api), Stagehand(any_api.studio), any_api.studio
    hook = client.register_webhook(HOOK)
    assert hook.secret.startswith("whsec_")
    with listening() as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/hook?who=me")
        courier = Courier(local(studio))
        assert courier.deliver() == 0
        job = client.start_job(client.create_project(DRAFT).id)
        hand.deliver(tmp_path)
        assert courier.deliver() == 2
        assert courier.deliver() == 0
        told = {json.loads(one.body)["type"]: one for one in listener.heard}
        assert set(told) == {"job.started", "job.completed"}
        for one in listener.heard:
            assert one.path == "/hook?who=me"
            assert is_signed(one, hook.secret)
            assert abs(int(one.headers["webhook-timestamp"]) - now().timestamp()) < 60
            data = json.loads(one.body)["data"]
            assert (data["job_id"], data["job_type"]) == (str(job.id), "film")
        assert json.loads(told["job.completed"].body)["data"]["status"] == "completed"
    listed = client.webhook_deliveries(hook.id).items
    assert [(one.event, one.attempts, one.answer_status, one.due_at) for one in listed] == [
        (WebhookEvent.COMPLETED, 1, 204, None),
        (WebhookEvent.STARTED, 1, 204, None),
    ]
    assert all(one.delivered_at for one in listed)


def test_failures_and_cancels_are_told_to_who_asked_for_them(any_api: Served) -> None:
    client, hand = enterprise(any_api), Stagehand(any_api.studio)
    hook = client.register_webhook(HOOK, [WebhookEvent.FAILED, WebhookEvent.CANCELLED])
    failed = client.start_job(client.create_project(DRAFT).id)
    assert hand.fail(hand.begin(StepKind.PLAN))
    cancelled = client.start_job(client.create_project(DRAFT).id)
    client.cancel_job(cancelled.id)
    client.cancel_job(cancelled.id)
    told = client.webhook_deliveries(hook.id).items
    assert [(one.event, one.body["data"]["job_id"]) for one in told] == [
        (WebhookEvent.CANCELLED, str(cancelled.id)),
        (WebhookEvent.FAILED, str(failed.id)),
    ]
    assert told[1].body["data"]["error_message"] == "The painter has no paint."
    assert client.job(failed.id).status is JobStatus.FAILED


def test_one_address_holds_up_no_other(api: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.webhooks.courier.DEADLINE_S", 0.5)
    client, studio = enterprise(api), api.studio
    odd, slow, good = (client.register_webhook(HOOK) for _ in range(3))
    with listening() as listener, socket.create_server(("127.0.0.1", 0)) as silent:
        lead_to(studio, odd.id, "https://a..example.com/hook")
        lead_to(studio, slow.id, f"http://127.0.0.1:{silent.getsockname()[1]}/")
        lead_to(studio, good.id, f"http://127.0.0.1:{listener.port}/")
        for hook in (odd, slow, good):
            client.test_webhook(hook.id)
        assert Courier(local(studio)).deliver() == 1
    errors = [client.webhook_deliveries(hook.id).items[0].error for hook in (odd, slow, good)]
    assert errors == ["No server can be called a..example.com.", "it did not answer within 0 s", None]


def test_what_does_not_arrive_is_tried_again_later_and_later(any_api: Served) -> None:
    client, studio = enterprise(any_api), any_api.studio
    hook = client.register_webhook(HOOK)
    with listening(500, 302, 204) as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        sent, courier = client.test_webhook(hook.id), Courier(local(studio))
        pauses = []
        for error in ("it answered 500", "it answered 302"):
            assert courier.deliver() == 0
            (one,) = client.webhook_deliveries(hook.id).items
            assert one.error == error
            assert one.due_at is not None
            pauses.append(one.due_at - now())
            assert courier.deliver() == 0, "not before its time"
            make_due(studio)
        assert pauses[0] <= FIRST_PAUSE < pauses[1] <= 2 * FIRST_PAUSE
        assert courier.deliver() == 1
        # A redirect is followed nowhere, and the other side knows it for the same thing.
        assert [one.path for one in listener.heard] == ["/"] * 3
        assert {one.headers["webhook-id"] for one in listener.heard} == {str(sent.id)}


def test_it_is_given_up_in_the_end_and_can_be_asked_for_again(api: Served) -> None:
    client, studio = enterprise(api), api.studio
    hook = client.register_webhook(HOOK)
    with listening() as listener:
        dead = f"http://127.0.0.1:{listener.port}/"
    lead_to(studio, hook.id, dead)  # nobody listens there any more
    sent, courier = client.test_webhook(hook.id), Courier(local(studio))
    for _ in range(MOST_ATTEMPTS):
        assert courier.deliver() == 0
        make_due(studio)
    (given_up,) = client.webhook_deliveries(hook.id).items
    assert (given_up.attempts, given_up.due_at, given_up.delivered_at) == (MOST_ATTEMPTS, None, None)
    assert "ConnectError" in (given_up.error or "")
    with listening() as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        assert client.replay_delivery(hook.id, sent.id).attempts == 0
        assert courier.deliver() == 1
        assert client.replay_delivery(hook.id, sent.id).delivered_at is None
        assert courier.deliver() == 1
        assert [one.headers["webhook-id"] for one in listener.heard] == [str(sent.id)] * 2


def test_who_says_that_it_is_gone_is_left_alone(api: Served) -> None:
    client, studio = enterprise(api), api.studio
    hook = client.register_webhook(HOOK)
    with listening(410) as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        client.test_webhook(hook.id)
        Courier(local(studio)).deliver()
        (listed,) = client.webhooks()
        assert listed.disabled_at is not None
        client.test_webhook(hook.id)
        Courier(local(studio)).deliver()
        assert len(listener.heard) == 1
    job = client.start_job(client.create_project(DRAFT).id)
    client.cancel_job(job.id)
    assert len(client.webhook_deliveries(hook.id).items) == 2
    again = client.change_webhook(hook.id, HOOK, JOB_EVENTS, enabled=True)
    assert again.disabled_at is None


def test_a_courier_that_dies_loses_nothing_and_two_send_nothing_twice(any_api: Served) -> None:
    client, studio = enterprise(any_api), any_api.studio
    hook = client.register_webhook(HOOK)
    with listening() as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        for _ in range(10):
            client.test_webhook(hook.id)
        dying = Courier(local(studio))
        assert len(dying._load()) == 8  # and is killed before any of it has left
        at_once = threading.Barrier(2)

        def deliver() -> None:
            at_once.wait()
            Courier(local(studio)).deliver()

        threads = [threading.Thread(target=deliver) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(listener.heard) == 2
        make_due(studio)
        Courier(local(studio)).deliver()
        assert len(listener.heard) == len({one.headers["webhook-id"] for one in listener.heard}) == 10


def test_secrets_are_told_once_kept_nowhere_and_end_when_renewed(api: Served) -> None:
    client, studio = enterprise(api), api.studio
    hook = client.register_webhook(HOOK)
    with unit_of_work(studio.sessions, write=False) as session:
        kept = session.get_one(Webhook, hook.id)
        assert hook.secret not in str(vars(kept))
    assert "secret" not in client.webhooks()[0].model_dump()
    fresh = client.renew_webhook_secret(hook.id).secret
    assert fresh != hook.secret
    with listening() as listener:
        lead_to(studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        client.test_webhook(hook.id)
        Courier(local(studio)).deliver()
        assert is_signed(listener.heard[0], fresh)
        assert not is_signed(listener.heard[0], hook.secret)


def test_webhooks_are_ones_own_and_come_with_a_tier(api: Served) -> None:
    client, other, poor = enterprise(api), enterprise(api, "b@studio.test"), sign_up(api, "c@studio.test")
    hook = client.register_webhook(HOOK)
    with pytest.raises(ApiError) as refused:
        poor.register_webhook(HOOK)
    assert (refused.value.status, refused.value.code) == (403, "no_api_access")
    asks: list[Callable[[], object]] = [
        lambda: other.change_webhook(hook.id, HOOK, JOB_EVENTS),
        lambda: other.delete_webhook(hook.id),
        lambda: other.renew_webhook_secret(hook.id),
        lambda: other.test_webhook(hook.id),
        lambda: other.webhook_deliveries(hook.id),
        lambda: other.replay_delivery(hook.id, client.test_webhook(hook.id).id),
    ]
    for ask in asks:
        with pytest.raises(ApiError) as refused:
            ask()
        assert refused.value.status == 404
    assert other.webhooks() == ()
    for number in range(MOST - 1):
        client.register_webhook(f"{HOOK}{number}")
    with pytest.raises(ApiError) as refused:
        client.register_webhook(HOOK)
    assert (refused.value.status, refused.value.code) == (409, "too_many_webhooks")
    key = client.make_api_key("hooks").key
    assert len(StudioClient(api.url, api_key=key, http=api.http).webhooks()) == MOST
    # Nothing is sent for somebody whose tier has none any more.
    change(api.studio, client.me().id, tier=Tier.FREE)
    with listening() as listener:
        lead_to(api.studio, hook.id, f"http://127.0.0.1:{listener.port}/")
        Courier(local(api.studio)).deliver()
        assert listener.heard == []
    client.delete_webhook(hook.id)
    with unit_of_work(api.studio.sessions, write=False) as session:
        assert not repository.deliveries(session, hook.id, None, 10)


# ------------------------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com/",
        "https://",
        "https:///path",
        "https://user:secret@example.com/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://192.168.0.1:8443/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://224.0.0.1/",
        "https://example.com:99999/",
        "https://exa mple.com/",
        "https://example.com/\nHost: evil",
        "https://ex\u00e4mple.com/",
    ],
)
def test_addresses_that_no_webhook_may_have(api: Served, url: str) -> None:
    with pytest.raises(ApiError) as refused:
        enterprise(api).register_webhook(url)
    assert (refused.value.status, refused.value.code) == (422, "bad_webhook_address")


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Names mean these addresses from now on; gives what was looked up."""
    asked: list[str] = []
    known = socket.getaddrinfo

    def lookup(host: str, port: int, *args: object, **options: object) -> object:
        if host.endswith(".example.com"):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]
        return known(host, port, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return asked


@pytest.mark.parametrize("addresses", [("10.0.0.5",), ("93.184.216.34", "127.0.0.1"), ("169.254.169.254",)])
def test_a_name_that_leads_into_a_private_network(
    api: Served, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    client = enterprise(api)
    hook = client.register_webhook(HOOK)  # nothing is looked up yet
    resolving(monkeypatch, *addresses)
    with pytest.raises(NotPublic):
        look_up(HOOK, private=False)
    client.test_webhook(hook.id)
    assert Courier(api.studio).deliver() == 0
    (told,) = client.webhook_deliveries(hook.id).items
    assert "private network" in (told.error or "")
    assert told.due_at is not None
    assert told.due_at - now() <= FIRST_PAUSE + timedelta(seconds=1)


def test_the_connection_is_made_to_what_was_looked_at(
    api: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client, studio = enterprise(api), api.studio
    hook = client.register_webhook(HOOK)
    server_side, trusting = certified("hooks.example.com", tmp_path)
    asked = resolving(monkeypatch, "127.0.0.1")
    with listening(context=server_side) as listener:
        lead_to(studio, hook.id, f"https://hooks.example.com:{listener.port}/hook")
        client.test_webhook(hook.id)
        # Looked up once: a name that means another address by the second time leads nowhere. Its certificate is for
        # the name, and is held against it.
        assert Courier(local(studio), trusting).deliver() == 1
        assert asked == ["hooks.example.com"]
        assert listener.heard[0].headers["host"] == f"hooks.example.com:{listener.port}"
        lead_to(studio, hook.id, f"https://other.example.com:{listener.port}/hook")
        client.test_webhook(hook.id)
        assert Courier(local(studio), trusting).deliver() == 0
        assert len(listener.heard) == 1
    newest = client.webhook_deliveries(hook.id).items[0]
    assert "CERTIFICATE_VERIFY_FAILED" in (newest.error or "")
