"""Accounts over HTTP, on both databases."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from sqlalchemy import select, update

from server.accounts import service
from server.accounts.passwords import matches
from server.accounts.schemas import AccountUpdate, Tokens
from server.accounts.service import GRACE
from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.errors import Unauthorised
from server.media.links import media_link
from server.models import Login, User
from server.vocabulary import Role, Tier
from tests.server.people import PASSWORD, movements, sign_up
from tests.server.running import Served

EMAIL = "meera@studio.test"


def age_logins(api: Served, by: timedelta) -> None:
    """All refresh tokens that were used were used earlier."""
    with unit_of_work(api.studio.sessions) as session:
        for login in session.scalars(select(Login).where(Login.used_at.is_not(None))):
            assert login.used_at is not None
            login.used_at -= by


def with_token(api: Served, token: str) -> StudioClient:
    return api.client_with(Tokens(access_token=token, refresh_token="none", expires_in=1))  # noqa: S106


def refresh(api: Served, token: str) -> httpx.Response:
    return api.http.post("auth/refresh", json={"refresh_token": token})


def test_an_account_begins_with_three_credits_and_no_rights(any_api: Served) -> None:
    client = any_api.client()
    client.register(f"  {EMAIL.title()} ", PASSWORD, "Meera")
    me = client.me()
    assert (me.email, me.full_name, me.role, me.subscription_tier) == (EMAIL, "Meera", Role.CREATOR, Tier.FREE)
    assert me.credits_balance == client.balance().credits_balance == 3
    assert [(entry.amount, entry.balance_after) for entry in client.credit_history().items] == [(3, 3)]
    assert timedelta(days=29) < datetime.combine(me.credits_reset_date, datetime.max.time(), UTC) - datetime.now(UTC)
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        kept = session.get_one(User, me.id).password_hash
    assert PASSWORD not in kept
    assert matches(PASSWORD, kept)


def test_an_address_has_one_account_however_it_is_written(any_api: Served) -> None:
    sign_up(any_api)
    with pytest.raises(ApiError, match="Log in instead") as refused:
        any_api.client().register("MEERA@Studio.Test", PASSWORD)
    assert (refused.value.status, refused.value.code) == (409, "email_taken")


def test_two_who_register_one_address_at_once(any_api: Served) -> None:
    at_once = threading.Barrier(4)
    ended: list[int] = []

    def register() -> None:
        at_once.wait()
        body = {"email": EMAIL, "password": PASSWORD}
        ended.append(any_api.http.post("auth/register", json=body).status_code)

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == [201, 409, 409, 409]


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({"email": "meera", "password": PASSWORD}, "email", "not an e-mail address"),
        ({"email": "meera@localhost", "password": PASSWORD}, "email", "not an e-mail address"),
        ({"email": "=?utf-8?q?=0a?=@studio.test", "password": PASSWORD}, "email", "not an e-mail address"),
        ({"email": f"{'m' * 250}@studio.test", "password": PASSWORD}, "email", "255"),
        ({"email": EMAIL, "password": "seven77"}, "password", "8 to 128 characters; this one has 7"),
        ({"email": EMAIL, "password": "x" * 129}, "password", "this one has 129"),
        ({"email": EMAIL}, "password", "required"),
        ({"email": EMAIL, "password": PASSWORD, "admin": True}, "admin", "not permitted"),
        ({"email": EMAIL, "password": PASSWORD, "full_name": 3}, "full_name", "string"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    any_api: Served, body: dict[str, Any], field: str, said: str
) -> None:
    answer = any_api.http.post("auth/register", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "invalid"
    assert problem["detail"].startswith(f"{field}: ")
    assert said in problem["detail"]
    assert [error["field"] for error in problem["errors"]] == [field]
    assert "seven77" not in answer.text
    assert "x" * 129 not in answer.text


@pytest.mark.parametrize("field", ["email", "password", "full_name"])
def test_a_character_that_no_text_has_is_refused(any_api: Served, field: str) -> None:
    body = {"email": EMAIL, "password": PASSWORD, "full_name": "Meera"}
    answer = any_api.http.post("auth/register", json={**body, field: f"{body[field]}\x00"})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(f"{field}: holds a NUL character")


def test_a_wrong_address_and_a_wrong_password_get_the_same_answer(any_api: Served) -> None:
    sign_up(any_api)

    def log_in(email: str, password: str) -> tuple[httpx.Response, float]:
        started = time.perf_counter()
        answer = any_api.http.post("auth/login", json={"email": email, "password": password})
        return answer, time.perf_counter() - started

    nobody, nobody_s = log_in("nobody@studio.test", PASSWORD)
    wrong, _ = log_in(EMAIL, "another password")
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.content == nobody.content
    assert wrong.headers["www-authenticate"] == "Bearer"
    # Whether there is such an account must not be told by the time either: a password is hashed all the same.
    assert nobody_s > 0.005
    for strange in ("", "x" * 10_000):
        assert log_in(EMAIL, strange)[0].status_code == 401


@pytest.mark.parametrize("address", [EMAIL, "MEERA@STUDIO.TEST", f" {EMAIL}\n"])
def test_the_case_of_an_address_does_not_matter(any_api: Served, address: str) -> None:
    sign_up(any_api)
    client = any_api.client()
    client.log_in(address, PASSWORD)
    me = client.me()
    assert me.email == EMAIL
    assert me.last_login_at is not None
    assert abs(datetime.now(UTC) - me.last_login_at) < timedelta(minutes=1)


def test_what_is_longer_in_lower_case_is_refused_and_has_no_account(any_api: Served) -> None:
    long = f"{'İ' * 125}@studio.test"
    assert any_api.http.post("auth/register", json={"email": long, "password": PASSWORD}).status_code == 422
    for path in ("auth/forgot-password", "auth/confirm-again"):
        assert any_api.http.post(path, json={"email": "İ" * 250}).status_code == 202


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("auth/register", {"email": EMAIL, "password": "half \ud800 of one"}),
        ("auth/login", {"email": EMAIL, "password": "half \ud800 of one"}),
        ("auth/refresh", {"refresh_token": "\udfff"}),
    ],
)
def test_half_a_character_is_refused(api: Served, path: str, body: dict[str, str]) -> None:
    headers = {"Content-Type": "application/json"}
    answer = api.http.post(path, content=json.dumps(body), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "half of a character" in answer.json()["detail"]


def test_a_log_in_that_was_ended_is_not_renewed_nor_an_old_password_taken(any_api: Served) -> None:
    studio, client = any_api.studio, sign_up(any_api)
    assert client.tokens is not None
    proof = service.check_password(studio.sessions, EMAIL, PASSWORD, studio.settings)
    client.change_password(PASSWORD, "another long password")
    with pytest.raises(Unauthorised), unit_of_work(studio.sessions) as session:
        service.log_in(session, proof.user_id, studio.settings, proof)
    with unit_of_work(studio.sessions) as session:
        session.execute(update(User).values(banned_at=datetime.now(UTC), ban_reason="Spam"))
    assert refresh(any_api, client.tokens.refresh_token).status_code == 401


def test_an_address_is_the_same_however_its_letters_are_put_together(api: Served) -> None:
    composed, in_parts = (
        "zo\N{LATIN SMALL LETTER E WITH DIAERESIS}@studio.test",
        "zoe\N{COMBINING DIAERESIS}@studio.test",
    )
    api.client().register(composed, PASSWORD)
    client = api.client()
    client.log_in(in_parts, PASSWORD)
    assert client.me().email == composed


def test_refreshing_gives_new_tokens_and_ends_the_old(any_api: Served) -> None:
    first = sign_up(any_api).tokens
    assert first is not None
    answer = refresh(any_api, first.refresh_token)
    assert answer.status_code == 200
    second = Tokens.model_validate_json(answer.content)
    assert second.refresh_token != first.refresh_token
    assert with_token(any_api, second.access_token).me().email == EMAIL
    # Another tab of the same browser, a moment later, is no thief.
    assert refresh(any_api, first.refresh_token).status_code == 200
    assert refresh(any_api, second.refresh_token).status_code == 200


def test_a_refresh_token_that_comes_again_later_was_stolen_and_ends_the_log_in(any_api: Served) -> None:
    client = sign_up(any_api)
    elsewhere = any_api.client()
    elsewhere.log_in(EMAIL, PASSWORD)
    assert client.tokens is not None
    assert elsewhere.tokens is not None
    stolen = client.tokens.refresh_token
    second = refresh(any_api, stolen).json()["refresh_token"]
    age_logins(any_api, GRACE + timedelta(seconds=1))
    refused = refresh(any_api, stolen)
    assert (refused.status_code, refused.json()["code"]) == (401, "refresh_expired")
    assert refresh(any_api, second).status_code == 401
    assert refresh(any_api, elsewhere.tokens.refresh_token).status_code == 200


def test_a_refresh_token_runs_out(any_api: Served) -> None:
    tokens = sign_up(any_api).tokens
    assert tokens is not None
    with unit_of_work(any_api.studio.sessions) as session:
        session.execute(update(Login).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert refresh(any_api, tokens.refresh_token).status_code == 401
    any_api.client().log_in(EMAIL, PASSWORD)
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        assert len(session.scalars(select(Login)).all()) == 1, "what has run out is not kept"


def test_logging_out_ends_this_log_in_alone(any_api: Served) -> None:
    client = sign_up(any_api)
    elsewhere = any_api.client()
    elsewhere.log_in(EMAIL, PASSWORD)
    tokens, others = client.tokens, elsewhere.tokens
    assert tokens is not None
    assert others is not None
    client.log_out()
    assert client.tokens is None
    assert refresh(any_api, tokens.refresh_token).status_code == 401
    assert refresh(any_api, others.refresh_token).status_code == 200
    again = any_api.http.post("auth/logout", json={"refresh_token": tokens.refresh_token})
    assert again.status_code == 204


def test_a_client_renews_a_token_that_has_ended_by_itself(api: Served) -> None:
    client = sign_up(api)
    tokens = client.tokens
    assert tokens is not None
    told: list[Tokens | None] = []
    ended = tokens.model_copy(update={"access_token": token_of(api, exp=datetime.now(UTC) - timedelta(seconds=1))})
    assert StudioClient(api.url, ended, http=api.http, on_tokens=told.append).me().email == EMAIL
    assert [token is not None for token in told] == [True]


def token_of(api: Served, key: str | None = None, algorithm: str = "HS256", **claims: object) -> str:
    """An access token of the account, but for what is said otherwise."""
    with unit_of_work(api.studio.sessions, write=False) as session:
        user_id = session.scalars(select(User.id)).one()
    now = datetime.now(UTC)
    lasts = {"iat": now.timestamp(), "exp": now + timedelta(minutes=1)}
    whole = {"sub": str(user_id), "aud": "studio-api", **lasts, **claims}
    present = {name: value for name, value in whole.items() if value is not None}
    secret = api.studio.settings.signing_key if key is None else key
    return jwt.encode(present, secret if algorithm != "none" else None, algorithm)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (lambda api: token_of(api, exp=datetime.now(UTC) - timedelta(seconds=1)), "token_expired"),
        (lambda api: token_of(api, key="k" * 40), "token_invalid"),
        (lambda api: token_of(api, algorithm="none"), "token_invalid"),
        (lambda api: token_of(api, aud="studio-media"), "token_invalid"),
        (lambda api: token_of(api, aud=None), "token_invalid"),
        (lambda api: token_of(api, exp=None), "token_invalid"),
        (lambda api: token_of(api, sub=None), "token_invalid"),
        (lambda api: token_of(api, iat=None), "token_invalid"),
        (lambda api: token_of(api, iat=datetime.now(UTC).timestamp() - 86_400), "token_invalid"),
        (lambda api: token_of(api, sub="meera"), "token_invalid"),
        (lambda api: token_of(api, sub=str(uuid4())), "token_invalid"),
        (lambda api: media_link("a/b.mp4", api.studio.settings).rpartition("/")[2], "token_invalid"),
        (lambda api: "nonsense", "token_invalid"),
        (lambda api: token_of(api)[:-2], "token_invalid"),
    ],
)
def test_a_token_that_is_not_ours_opens_nothing(api: Served, token: Callable[[Served], str], code: str) -> None:
    sign_up(api)
    assert with_token(api, token_of(api)).me().email == EMAIL
    with pytest.raises(ApiError) as refused:
        with_token(api, token(api)).me()
    assert (refused.value.status, refused.value.code) == (401, code)


@pytest.mark.parametrize("path", ["users/me", "credits/balance", "credits/history", "projects", "admin/users"])
def test_nobody_gets_in_without_a_token(api: Served, path: str) -> None:
    answer = api.http.get(f"{path}")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["detail"] == "Log in first."
    assert api.http.get(f"{path}", headers={"Authorization": "Basic abc"}).status_code == 401


def test_a_profile_can_be_changed(any_api: Served) -> None:
    client = sign_up(any_api)
    before = client.me()
    assert client.update_me(AccountUpdate(full_name="  मीरा देवी ")).full_name == "मीरा देवी"
    assert client.me() == before.model_copy(update={"full_name": "मीरा देवी"})
    assert client.update_me(AccountUpdate(full_name=None)).full_name is None
    headers = {"Authorization": f"Bearer {token_of(any_api)}"}
    for forbidden in ("credits_balance", "role", "subscription_tier", "email"):
        answer = any_api.http.put("users/me", json={"full_name": "x", forbidden: "admin"}, headers=headers)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, forbidden)
    assert client.me().full_name is None
    assert len(movements(any_api.studio, before.id)) == 1
