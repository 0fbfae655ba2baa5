"""Every route as everybody: who may, who may not, and nobody at another's things.

`ROUTES` names whom each route is for and which API keys open it. A new route must be written down here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi.routing import APIRoute
from PIL import Image

from server.accounts import service as accounts
from server.database import unit_of_work
from server.edge import API
from server.examples import EXAMPLES
from server.keys import service as keys
from server.keys.schemas import KeyRequest
from server.models import AIJob, Payment, Upload, User, Webhook, WebhookDelivery
from server.moderation import service as moderation
from server.projects import service as projects
from server.versions.record import record
from server.vocabulary import (
    PERMISSIONS,
    JobStatus,
    KeyScope,
    PaymentKind,
    Permission,
    Role,
    Tier,
    UploadKind,
    WebhookEvent,
)
from tests.server.jobs.test_websocket import closed_with, opened
from tests.server.people import _hashed, creator, ordered
from tests.server.running import Served

READ, WRITE = KeyScope.READ, KeyScope.WRITE


class Whose(StrEnum):
    ANYBODY = "anybody"
    OWN = "own"
    """Whoever is logged in, for their own things."""


ANYBODY, OWN = Whose.ANYBODY, Whose.OWN
MODERATE, STUDIO, JOBS = Permission.MODERATE, Permission.SEE_STUDIO, Permission.MANAGE_JOBS
SEE_USERS, USERS, AUDIT = Permission.SEE_USERS, Permission.MANAGE_USERS, Permission.SEE_AUDIT

ROUTES: dict[tuple[str, str], tuple[Whose | Permission, KeyScope | None]] = {
    ("GET", "/auth/oauth"): (ANYBODY, None),
    ("POST", "/auth/oauth/exchange"): (ANYBODY, None),
    ("GET", "/auth/oauth/{name}"): (ANYBODY, None),
    ("GET", "/auth/oauth/{name}/callback"): (ANYBODY, None),
    ("POST", "/auth/register"): (ANYBODY, None),
    ("POST", "/auth/verify-email"): (ANYBODY, None),
    ("POST", "/auth/confirm-again"): (ANYBODY, None),
    ("POST", "/auth/login"): (ANYBODY, None),
    ("POST", "/auth/refresh"): (ANYBODY, None),
    ("POST", "/auth/logout"): (ANYBODY, None),
    ("POST", "/auth/logout-everywhere"): (OWN, None),
    ("POST", "/auth/forgot-password"): (ANYBODY, None),
    ("POST", "/auth/reset-password"): (ANYBODY, None),
    ("GET", "/users/me"): (OWN, READ),
    ("PUT", "/users/me"): (OWN, None),
    ("PUT", "/users/me/password"): (OWN, None),
    ("POST", "/users/me/email"): (OWN, None),
    ("GET", "/users/me/export"): (OWN, None),
    ("POST", "/users/me/delete"): (OWN, None),
    ("GET", "/users/me/api-keys"): (OWN, None),
    ("POST", "/users/me/api-keys"): (OWN, None),
    ("DELETE", "/users/me/api-keys/{key_id}"): (OWN, None),
    ("GET", "/credits/balance"): (OWN, READ),
    ("GET", "/credits/history"): (OWN, READ),
    ("POST", "/scripts/read"): (OWN, READ),
    ("POST", "/quotes"): (OWN, READ),
    ("GET", "/voices"): (ANYBODY, None),
    ("GET", "/music"): (ANYBODY, None),
    ("GET", "/slokas"): (ANYBODY, None),
    ("GET", "/projects"): (OWN, READ),
    ("POST", "/projects"): (OWN, WRITE),
    ("GET", "/projects/{project_id}"): (OWN, READ),
    ("PUT", "/projects/{project_id}"): (OWN, WRITE),
    ("DELETE", "/projects/{project_id}"): (OWN, WRITE),
    ("GET", "/projects/{project_id}/storyboard"): (OWN, READ),
    ("PUT", "/projects/{project_id}/storyboard"): (OWN, WRITE),
    ("GET", "/projects/{project_id}/versions"): (OWN, READ),
    ("GET", "/projects/{project_id}/versions/{number}"): (OWN, READ),
    ("GET", "/projects/{project_id}/versions/{number}/compare"): (OWN, READ),
    ("POST", "/projects/{project_id}/versions/{number}/restore"): (OWN, WRITE),
    ("GET", "/projects/{project_id}/uploads"): (OWN, READ),
    ("POST", "/projects/{project_id}/uploads"): (OWN, WRITE),
    ("POST", "/projects/{project_id}/uploads/link"): (OWN, WRITE),
    ("GET", "/projects/{project_id}/uploads/{upload_id}"): (OWN, READ),
    ("DELETE", "/projects/{project_id}/uploads/{upload_id}"): (OWN, WRITE),
    ("POST", "/media/uploads/{token}"): (ANYBODY, None),
    ("GET", "/projects/{project_id}/share"): (OWN, READ),
    ("POST", "/projects/{project_id}/share"): (OWN, WRITE),
    ("DELETE", "/projects/{project_id}/share"): (OWN, WRITE),
    ("GET", "/shared/{token}"): (ANYBODY, None),
    ("GET", "/shared/{token}/{name}"): (ANYBODY, None),
    ("HEAD", "/shared/{token}/{name}"): (ANYBODY, None),
    ("GET", "/credits/packs"): (ANYBODY, None),
    ("POST", "/credits/purchase"): (OWN, None),
    ("POST", "/subscriptions/upgrade"): (OWN, None),
    ("GET", "/billing/payments/{payment_id}"): (OWN, None),
    ("POST", "/billing/webhooks/{provider}"): (ANYBODY, None),
    ("GET", "/billing/stand-in/{token}"): (ANYBODY, None),
    ("POST", "/billing/stand-in/{token}"): (ANYBODY, None),
    ("GET", "/webhooks"): (OWN, READ),
    ("POST", "/webhooks"): (OWN, WRITE),
    ("PUT", "/webhooks/{webhook_id}"): (OWN, WRITE),
    ("DELETE", "/webhooks/{webhook_id}"): (OWN, WRITE),
    ("POST", "/webhooks/{webhook_id}/secret"): (OWN, WRITE),
    ("POST", "/webhooks/{webhook_id}/test"): (OWN, WRITE),
    ("GET", "/webhooks/{webhook_id}/deliveries"): (OWN, READ),
    ("POST", "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay"): (OWN, WRITE),
    ("GET", "/jobs"): (OWN, READ),
    ("POST", "/jobs"): (OWN, WRITE),
    ("POST", "/jobs/price"): (OWN, READ),
    ("GET", "/jobs/{job_id}"): (OWN, READ),
    ("DELETE", "/jobs/{job_id}"): (OWN, WRITE),
    ("GET", "/jobs/{job_id}/status"): (OWN, READ),
    ("GET", "/jobs/{job_id}/result"): (OWN, READ),
    ("GET", "/jobs/{job_id}/events"): (OWN, READ),
    ("WEBSOCKET", "/jobs/{job_id}/ws"): (OWN, READ),
    ("GET", "/media/{token}"): (ANYBODY, None),
    ("HEAD", "/media/{token}"): (ANYBODY, None),
    ("GET", "/admin/users"): (SEE_USERS, None),
    ("PATCH", "/admin/users/{user_id}"): (USERS, None),
    ("POST", "/admin/users/{user_id}/ban"): (USERS, None),
    ("POST", "/admin/users/{user_id}/unban"): (USERS, None),
    ("POST", "/admin/users/{user_id}/credits"): (USERS, None),
    ("GET", "/admin/audit"): (AUDIT, None),
    ("GET", "/admin/jobs"): (STUDIO, None),
    ("POST", "/admin/jobs/{job_id}/retry"): (JOBS, None),
    ("POST", "/admin/jobs/{job_id}/cancel"): (JOBS, None),
    ("GET", "/admin/moderate"): (MODERATE, None),
    ("POST", "/admin/moderate"): (MODERATE, None),
    ("GET", "/admin/statistics"): (STUDIO, None),
    ("GET", "/admin/system-health"): (STUDIO, None),
}
BESIDE = {"/health", "/ready", "/metrics", "/docs", f"{API}/openapi.json", "/films/{token}"}
"""Outside of the API: for whoever runs the processes, the document itself, and the page behind a share link."""
SHUT = {"unauthorised", "not_permitted", "key_scope", "no_api_access", "banned", "token_invalid"}


def registered(routes: list[Any]) -> Iterator[tuple[str, str]]:
    """All that the application answers, in the document or not."""
    for route in routes:
        if isinstance(route, APIRoute) or not hasattr(route, "effective_route_contexts"):
            yield from ((method, route.path) for method in route.methods or {"WEBSOCKET"})
        else:
            for one in route.effective_route_contexts():
                path = one.path or one.starlette_route.path  # of a WebSocket only the route itself knows it
                yield from ((method, path) for method in one.methods or {"WEBSOCKET"})


def test_every_route_is_written_down(api: Served) -> None:
    there = set(registered(api.app.routes))
    assert len(there) > 55
    own = {(method, path.removeprefix(API)) for method, path in there if path not in BESIDE}
    assert own == set(ROUTES), "say here who may use a new route"


@dataclass
class Owner:
    """Somebody with a project, a job, a key and a held script: a new one for each try, since tries change things."""

    api: Served
    tier: Tier = Tier.ENTERPRISE
    role: Role = Role.CREATOR
    ids: dict[str, UUID] = field(default_factory=dict)
    opens: str = ""

    def __post_init__(self) -> None:
        studio = self.api.studio
        user_id = creator(studio, 30, Tier.ENTERPRISE)
        job_id = ordered(studio, user_id, begin=False)
        with unit_of_work(studio.sessions) as session:
            user = session.get_one(User, user_id)
            user.password_hash = _hashed()
            key, self.opens = keys.make(session, user_id, KeyRequest(name="farm", scopes=frozenset({READ})))
            _, self.writes = keys.make(session, user_id, KeyRequest(name="farm", scopes=frozenset({WRITE})))
            job = session.get_one(AIJob, job_id)
            # It has ended: a stream of one that has not would never end, and another could not be ordered.
            job.status, project_id = JobStatus.CANCELLED, job.project_id
            project = projects.find(session, user_id, project_id)
            review = moderation.hold(session, project, "Somebody should look.")
            record(session, project)
            upload = Upload(project_id=project_id, user_id=user_id, kind=UploadKind.IMAGE, name="sea.png")
            webhook = Webhook(user_id=user_id, url=EXAMPLES["WebhookRequest"]["url"], events=[WebhookEvent.TEST.value])
            payment = Payment(
                user_id=user_id,
                kind=PaymentKind.PURCHASE,
                credits=30,
                amount_cents=1_000,
                currency="usd",
                provider="stand-in",
                idempotency_key="one",
            )
            session.add_all([upload, webhook, payment])
            session.flush()
            delivery = WebhookDelivery(webhook_id=webhook.id, event=WebhookEvent.TEST, body={})
            session.add(delivery)
            session.flush()
            user.role, user.subscription_tier = self.role, self.tier
            tokens = accounts.issue_tokens(session, user, studio.settings)
            self.ids = {
                "project_id": project_id,
                "job_id": job_id,
                "key_id": key.id,
                "user_id": user_id,
                "upload_id": upload.id,
                "webhook_id": webhook.id,
                "delivery_id": delivery.id,
                "payment_id": payment.id,
            }
            self.review_id = review.id
        self.token = tokens.access_token


QUERIES = {
    ("GET", "/voices"): {"language": "en"},
    ("POST", "/projects/{project_id}/uploads"): {"kind": "image"},
    ("GET", "/projects/{project_id}/versions/{number}/compare"): {"to": "1"},
}
WORDS = {"name": "oidc", "token": "nothing", "number": "1", "provider": "stand-in"}
"""For the parts of an address that are no ids of an owner's things."""


def bodies_of(operation: dict[str, Any]) -> list[str]:
    """The schemas of JSON that an operation takes."""
    content = operation.get("requestBody", {}).get("content", {})
    told = content["application/json"]["schema"] if "application/json" in content else {"oneOf": []}
    return [one["$ref"].rpartition("/")[2] for one in told.get("oneOf", [told])]


@cache
def a_picture() -> bytes:
    """A small PNG."""
    file = BytesIO()
    Image.new("RGB", (256, 256), "teal").save(file, "PNG")
    return file.getvalue()


def ask(api: Served, route: tuple[str, str], token: str | None, owner: Owner) -> httpx.Response:
    """A request as the document's example has it, at an owner's things."""
    method, path = route
    filled = path.format_map({**owner.ids, **WORDS}).lstrip("/")
    operation = api.app.openapi()["paths"].get(API + path, {}).get(method.lower(), {})
    headers = {"If-Match": "*", "Idempotency-Key": str(owner.review_id)}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body, files = None, None
    if path.endswith(("/uploads", "/uploads/{token}")) and method == "POST":
        files = {"file": ("sea.png", a_picture(), "image/png")}
    elif "requestBody" in operation:
        body = dict(EXAMPLES[bodies_of(operation)[0]])
        if "project_id" in body:
            body["project_id"] = str(owner.ids["project_id"])
        if "review_id" in body:
            body["review_id"] = str(owner.review_id)
    query = QUERIES.get(route, {})
    if path.endswith("/events"):
        with api.http.stream(method, filled, headers=headers) as answer:
            if answer.is_error:
                answer.read()
            return answer
    return api.http.request(
        method, filled, headers=headers, json=body, files=files, params=query, follow_redirects=False
    )


def code_of(answer: httpx.Response) -> str | None:
    if answer.is_error and answer.request.method != "HEAD":
        assert answer.headers["content-type"] == "application/problem+json"
        return str(answer.json()["code"])
    return None


@pytest.mark.parametrize("route", [one for one in ROUTES if one[0] != "WEBSOCKET"], ids=" ".join)
def test_who_may(api: Served, route: tuple[str, str]) -> None:
    whose, scope = ROUTES[route]
    owner = Owner(api)
    nobody = ask(api, route, None, owner)
    if whose is ANYBODY:
        assert code_of(nobody) not in SHUT
        return
    assert (nobody.status_code, code_of(nobody)) == (401, "unauthorised")
    assert code_of(ask(api, route, "no token at all", owner)) == "token_invalid"
    for wanted, key in ((READ, owner.opens), (WRITE, owner.writes)):
        answer = ask(api, route, key, owner)
        if scope is wanted:
            assert code_of(answer) not in SHUT, answer.text
        else:
            assert (answer.status_code, code_of(answer)) == (403, "key_scope")
    assert code_of(ask(api, route, Owner(api, tier=Tier.PRO).opens, owner)) == "no_api_access"
    for role in Role:
        other, own = Owner(api, role=role), Owner(api, role=role)
        if isinstance(whose, Permission):
            answer = ask(api, route, other.token, Owner(api))
            if whose in PERMISSIONS[role]:
                assert code_of(answer) not in SHUT | {"not_found"}, answer.text
            else:
                assert (answer.status_code, code_of(answer)) == (403, "not_permitted")
            continue
        mine = ask(api, route, own.token, own)
        assert code_of(mine) not in SHUT | {"not_found"}, mine.text
        assert mine.status_code != 422, mine.text
        theirs = ask(api, route, other.token, owner)
        if "{" in route[1] or route in (("POST", "/jobs"), ("POST", "/jobs/price")):
            assert (theirs.status_code, code_of(theirs)) == (404, "not_found"), "whoever one is"
        else:
            assert not any(str(one) in theirs.text for one in owner.ids.values()), "nothing of others is in a list"


def test_who_may_watch_by_websocket(api: Served) -> None:
    owner = Owner(api)

    def told(token: str) -> int:
        """How it was closed; the job has ended, so that is after one word of it for whoever may."""
        with opened(api, owner.ids["job_id"], token) as socket:
            words = list(socket)  # until it is closed, and as it should be
            assert len(words) == 1
            assert socket.close_code is not None
            return socket.close_code

    def refused(token: str) -> int:
        with opened(api, owner.ids["job_id"], token) as socket:
            return closed_with(socket)

    assert told(owner.token) == told(owner.opens) == 1000
    assert refused("no token at all") == refused(owner.writes) == refused(Owner(api, tier=Tier.PRO).opens) == 4401
    for role in Role:
        assert refused(Owner(api, role=role).token) == 4404, "whoever one is"
