"""Every route as everybody: who may, who may not, and nobody at another's things.

`ROUTES` names whom each route is for and which API keys open it. A new route must be written down here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi.routing import APIRoute

from server.accounts import service as accounts
from server.database import unit_of_work
from server.edge import API
from server.examples import EXAMPLES
from server.keys import service as keys
from server.keys.schemas import KeyRequest
from server.models import AIJob, User
from server.moderation import service as moderation
from server.projects import service as projects
from server.vocabulary import PERMISSIONS, JobStatus, KeyScope, Permission, Role, Tier
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
    ("GET", "/projects"): (OWN, READ),
    ("POST", "/projects"): (OWN, WRITE),
    ("GET", "/projects/{project_id}"): (OWN, READ),
    ("PUT", "/projects/{project_id}"): (OWN, WRITE),
    ("DELETE", "/projects/{project_id}"): (OWN, WRITE),
    ("GET", "/projects/{project_id}/storyboard"): (OWN, READ),
    ("PUT", "/projects/{project_id}/storyboard"): (OWN, WRITE),
    ("POST", "/jobs"): (OWN, WRITE),
    ("GET", "/jobs/{job_id}"): (OWN, READ),
    ("DELETE", "/jobs/{job_id}"): (OWN, WRITE),
    ("GET", "/jobs/{job_id}/status"): (OWN, READ),
    ("GET", "/jobs/{job_id}/result"): (OWN, READ),
    ("GET", "/jobs/{job_id}/events"): (OWN, READ),
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
BESIDE = {"/health", "/ready", "/metrics", "/docs", f"{API}/openapi.json"}
"""Outside of the API: for whoever runs the processes, and the document itself."""
SHUT = {"unauthorised", "not_permitted", "key_scope", "no_api_access", "banned", "token_invalid"}


def registered(routes: list[Any]) -> Iterator[tuple[str, str]]:
    """All that the application answers, in the document or not."""
    for route in routes:
        if isinstance(route, APIRoute) or not hasattr(route, "effective_route_contexts"):
            yield from ((method, route.path) for method in route.methods or {"WEBSOCKET"})
        else:
            for one in route.effective_route_contexts():
                yield from ((method, one.path) for method in one.methods or {"WEBSOCKET"})


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
            review = moderation.hold(session, projects.find(session, user_id, project_id), "Somebody should look.")
            user.role, user.subscription_tier = self.role, self.tier
            tokens = accounts.issue_tokens(session, user, studio.settings)
            self.ids = {"project_id": project_id, "job_id": job_id, "key_id": key.id, "user_id": user_id}
            self.review_id = review.id
        self.token = tokens.access_token


def ask(api: Served, route: tuple[str, str], token: str | None, owner: Owner) -> httpx.Response:
    """A request as the document's example has it, at an owner's things."""
    method, path = route
    filled = path.format_map({**owner.ids, "name": "oidc", "token": "nothing"}).lstrip("/")
    operation = api.app.openapi()["paths"].get(API + path, {}).get(method.lower(), {})
    headers = {"If-Match": "*", "Idempotency-Key": str(owner.review_id)}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body = None
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        body = dict(EXAMPLES[schema])
        if "project_id" in body:
            body["project_id"] = str(owner.ids["project_id"])
        if "review_id" in body:
            body["review_id"] = str(owner.review_id)
    query = {"language": "en"} if path == "/voices" else {}
    if path.endswith("/events"):
        with api.http.stream(method, filled, headers=headers) as answer:
            if answer.is_error:
                answer.read()
            return answer
    return api.http.request(method, filled, headers=headers, json=body, params=query, follow_redirects=False)


def code_of(answer: httpx.Response) -> str | None:
    if answer.is_error and answer.request.method != "HEAD":
        assert answer.headers["content-type"] == "application/problem+json"
        return str(answer.json()["code"])
    return None


@pytest.mark.parametrize("route", list(ROUTES), ids=" ".join)
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
        if re.search(r"\{|^/jobs$", route[1]):
            theirs = ask(api, route, other.token, owner)
            assert (theirs.status_code, code_of(theirs)) == (404, "not_found"), "whoever one is"
