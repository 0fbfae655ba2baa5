"""API keys: what they open, for whom, and that they end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.keys.service import MOST, PREFIX
from server.models import ApiKey
from server.models.base import now
from server.vocabulary import KeyScope, Tier
from tests.server.people import DRAFT, change, sign_up, sign_up_admin
from tests.server.running import Served

READ, WRITE = (KeyScope.READ,), (KeyScope.WRITE,)


def with_key(api: Served, key: str) -> StudioClient:
    return StudioClient(api.url, api_key=key, http=api.http)


def ask(api: Served, key: str, method: str, path: str) -> httpx.Response:
    return api.http.request(method, path, headers={"Authorization": f"Bearer {key}"}, json={})


def test_a_key_makes_films_and_is_told_once(any_api: Served) -> None:
    owner = sign_up(any_api, tier=Tier.ENTERPRISE)
    made = owner.make_api_key("  The render farm ")
    assert made.key.startswith(PREFIX)
    program = with_key(any_api, made.key)
    project = program.create_project(DRAFT)
    job = program.start_job(project.id)
    assert [one.id for one in owner.projects().items] == [project.id]
    program.cancel_job(job.id)
    assert program.me().email == owner.me().email
    (listed,) = owner.api_keys()
    assert (listed.name, listed.start) == ("The render farm", made.key[: len(listed.start)])
    assert listed.last_used_at is not None
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        kept = session.scalars(select(ApiKey)).one()
    assert made.key not in str(vars(kept))


def test_scopes(api: Served) -> None:
    owner = sign_up(api, tier=Tier.ENTERPRISE)
    reader = with_key(api, owner.make_api_key("reads", READ).key)
    writer = with_key(api, owner.make_api_key("writes", WRITE).key)
    assert reader.projects().items == ()
    assert reader.read_script(DRAFT.script).words == 7, "asking is no writing"
    with pytest.raises(ApiError) as refused:
        reader.create_project(DRAFT)
    assert (refused.value.status, refused.value.code) == (403, "key_scope")
    writer.create_project(DRAFT)
    with pytest.raises(ApiError) as refused:
        writer.projects()
    assert refused.value.code == "key_scope"


def test_no_key_opens_the_account_or_the_studio(api: Served) -> None:
    admin = sign_up_admin(api)
    change(api.studio, admin.me().id, tier=Tier.ENTERPRISE)
    key = admin.make_api_key("all").key
    shut = 0
    for path, methods in api.app.openapi()["paths"].items():
        for method in methods:
            route = path.removeprefix("/api/v1/").replace("{project_id}", str(uuid4()))
            if route.startswith(("admin/", "users/me/")) or (route == "users/me" and method != "get"):
                answer = ask(api, key, method.upper(), route)
                assert (answer.status_code, answer.json()["code"]) == (403, "key_scope"), (method, path)
                shut += 1
    assert shut > 15


def test_a_key_ends_when_it_is_revoked_and_sleeps_with_another_tier(any_api: Served) -> None:
    owner, other = sign_up(any_api, tier=Tier.ENTERPRISE), sign_up(any_api, "ravi@studio.test")
    made = owner.make_api_key("farm")
    program = with_key(any_api, made.key)
    change(any_api.studio, owner.me().id, tier=Tier.PRO)
    with pytest.raises(ApiError) as refused:
        program.projects()
    assert refused.value.code == "no_api_access"
    with pytest.raises(ApiError) as refused:
        owner.make_api_key("another")
    assert (refused.value.status, refused.value.code) == (403, "no_api_access")
    change(any_api.studio, owner.me().id, tier=Tier.ENTERPRISE)
    assert program.projects().items == ()
    with pytest.raises(ApiError) as nobodys:
        other.revoke_api_key(made.id)
    assert nobodys.value.status == 404
    owner.revoke_api_key(made.id)
    with pytest.raises(ApiError) as ended:
        program.projects()
    assert (ended.value.status, ended.value.code) == (401, "key_invalid")


def test_a_key_of_a_banned_account_opens_nothing(api: Served) -> None:
    admin, owner = sign_up_admin(api), sign_up(api, tier=Tier.ENTERPRISE)
    key, user_id = owner.make_api_key("farm").key, owner.me().id
    owner.log_out_everywhere()
    assert ask(api, key, "GET", "projects").status_code == 200, "keys are revoked by themselves"
    admin.admin_ban(user_id, "Spam in forty scripts")
    assert ask(api, key, "GET", "projects").json()["code"] == "banned"


def test_when_it_was_used_is_known_to_a_minute(api: Served) -> None:
    owner = sign_up(api, tier=Tier.ENTERPRISE)
    program = with_key(api, owner.make_api_key("farm").key)
    program.projects()
    first = owner.api_keys()[0].last_used_at
    program.projects()
    assert owner.api_keys()[0].last_used_at == first
    with unit_of_work(api.studio.sessions) as session:
        session.execute(update(ApiKey).values(last_used_at=now() - timedelta(hours=1)))
    program.projects()
    later = owner.api_keys()[0].last_used_at
    assert first is not None
    assert later is not None
    assert later >= first


def test_there_is_an_end_to_keys(api: Served) -> None:
    owner = sign_up(api, tier=Tier.ENTERPRISE)
    for number in range(MOST):
        owner.make_api_key(f"key {number}")
    with pytest.raises(ApiError) as refused:
        owner.make_api_key("one more")
    assert (refused.value.status, refused.value.code) == (409, "too_many_keys")
    for bad in ({"name": ""}, {"name": "x", "scopes": []}, {"name": "x", "scopes": ["all"]}):
        headers = {"Authorization": f"Bearer {owner.tokens.access_token}"} if owner.tokens else {}
        assert api.http.post("users/me/api-keys", json=bad, headers=headers).status_code == 422
