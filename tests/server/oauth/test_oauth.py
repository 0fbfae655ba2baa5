"""Logging in elsewhere: a browser that goes to an issuer and comes back, and those who would be somebody else."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import select, update

from server.accounts.schemas import Tokens
from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.models import Identity, User
from server.models.base import now
from server.settings import Settings
from server.vocabulary import Tier
from tests.peers.identity import CLIENT, SECRET, Issuer, issuing
from tests.server.people import PASSWORD, sign_up, sign_up_admin
from tests.server.running import Served, serving, settings_for, wipe

EMAIL = "meera@studio.test"
SECRET_OF_MINE = "a secret of this browser's"  # noqa: S105
BIND = f"bind={hashlib.sha256(SECRET_OF_MINE.encode()).hexdigest()}"


@pytest.fixture(scope="module")
def running() -> Iterator[Issuer]:
    with issuing() as issuer:
        yield issuer


@pytest.fixture
def issuer(running: Issuer) -> Issuer:
    fresh = Issuer()
    for name in ("subject", "email", "verified", "spoilt", "strange_key", "asked", "broken"):
        setattr(running, name, getattr(fresh, name))
    return running


@pytest.fixture(scope="module")
def opened(sqlite_settings: Settings, running: Issuer) -> Iterator[Served]:
    more = {"oidc_issuer": running.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "oidc_title": "Acme"}
    github = {"github_client_id": CLIENT, "github_client_secret": SECRET, "github_url": running.url}
    settings = settings_for(
        sqlite_settings.data,
        sqlite_settings.database,
        sqlite_settings.redis_url,
        **more,
        **github,
        github_api_url=running.url,
    )
    with serving(settings) as served:
        yield served


@pytest.fixture
def door(opened: Served) -> Served:
    wipe(opened.studio)
    return opened


def walk(door: Served, provider: str = "oidc", browser: httpx.Client | None = None) -> dict[str, list[str]]:
    """What the creator app is opened with in the end."""
    with browser or httpx.Client() as going:
        at = going.get(f"{door.url}/api/v1/auth/oauth/{provider}?{BIND}")
        for _ in range(4):
            to = at.headers["location"]
            if to.startswith(door.studio.settings.ui_url):
                return parse_qs(urlsplit(to).query)
            at = going.get(to)
    raise AssertionError(at.text)


def come_in(door: Served, provider: str = "oidc") -> StudioClient:
    client = door.client()
    client.come_in(walk(door, provider)["ticket"][0], SECRET_OF_MINE)
    return client


@pytest.mark.parametrize("provider", ["oidc", "github"])
def test_somebody_new_gets_an_account_and_the_same_one_again(door: Served, issuer: Issuer, provider: str) -> None:
    client = come_in(door, provider)
    account = client.me()
    assert (account.email, account.credits_balance) == (EMAIL, 3)
    assert account.email_verified_at is not None
    issuer.email = "moved@studio.test"
    assert come_in(door, provider).me().id == account.id, "known by what never changes"
    with unit_of_work(door.studio.sessions, write=False) as session:
        assert len(session.scalars(select(Identity)).all()) == 1


def test_the_providers_are_listed(door: Served) -> None:
    listed = door.client().providers()
    assert [(one.name, one.title) for one in listed] == [("github", "GitHub"), ("oidc", "Acme")]
    assert all(one.url.startswith(door.url) for one in listed)
    assert door.http.get(f"auth/oauth/google?{BIND}").status_code == 404


def test_a_verified_address_opens_the_account_that_has_it(door: Served, issuer: Issuer) -> None:
    sign_up(door)
    with unit_of_work(door.studio.sessions) as session:
        session.execute(update(User).values(email_verified_at=now()))
    client = come_in(door)
    again = door.client()
    again.log_in(EMAIL, PASSWORD)
    assert again.me().id == client.me().id, "the password stays, since the address was theirs"
    assert come_in(door, "github").me().id == client.me().id


def test_who_has_registered_with_somebody_elses_address_is_out(door: Served, issuer: Issuer) -> None:
    squatter = sign_up(door, tier=Tier.ENTERPRISE)
    key = squatter.make_api_key("farm").key
    client = come_in(door)
    assert door.http.get("projects", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert client.me().email == EMAIL
    with pytest.raises(ApiError) as out:
        squatter.me()
    assert out.value.status == 401
    with pytest.raises(ApiError) as wrong:
        door.client().log_in(EMAIL, PASSWORD)
    assert wrong.value.code == "wrong_credentials"


@pytest.mark.parametrize("provider", ["oidc", "github"])
def test_an_address_that_nobody_verified_opens_nothing(door: Served, issuer: Issuer, provider: str) -> None:
    sign_up(door)
    issuer.verified = False
    assert walk(door, provider) == {"refused": ["no_verified_email"]}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"iss": "http://evil.test"},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": 1},
        {"sub": None},
        {"sub": "x" * 256},
        {"name": 7},
        {"name": "a\x00b"},
        {"email": ["a@studio.test"]},
    ],
)
def test_an_id_token_that_is_not_good_opens_nothing(door: Served, issuer: Issuer, spoilt: dict[str, object]) -> None:
    issuer.spoilt = spoilt
    assert walk(door) == {"refused": ["denied"]}


def test_a_token_signed_by_somebody_else_opens_nothing(door: Served, issuer: Issuer) -> None:
    issuer.strange_key = True
    assert walk(door) == {"refused": ["denied"]}


def test_nobody_is_logged_in_by_a_link_of_somebody_else(door: Served, issuer: Issuer) -> None:
    with httpx.Client() as thief:
        to_issuer = thief.get(f"{door.url}/api/v1/auth/oauth/oidc?{BIND}").headers["location"]
        back = thief.get(to_issuer).headers["location"]
    with httpx.Client() as victim:
        led = victim.get(back).headers["location"]
        assert led.endswith("?refused=not_begun")
        # Nor with an attempt of their own that was begun before.
        victim.get(f"{door.url}/api/v1/auth/oauth/oidc?{BIND}")
        assert victim.get(back).headers["location"].endswith("?refused=not_begun")
    with unit_of_work(door.studio.sessions, write=False) as session:
        assert session.scalars(select(User)).all() == []


def test_a_way_back_is_gone_once(door: Served, issuer: Issuer) -> None:
    with httpx.Client() as browser:
        to_issuer = browser.get(f"{door.url}/api/v1/auth/oauth/oidc?{BIND}").headers["location"]
        back = browser.get(to_issuer).headers["location"]
        assert "ticket=" in browser.get(back).headers["location"]
        assert browser.get(back).headers["location"].endswith("?refused=not_begun")


def test_a_ticket_is_spent_once(door: Served, issuer: Issuer) -> None:
    ticket = walk(door)["ticket"][0]
    assert isinstance(door.client().come_in(ticket, SECRET_OF_MINE), Tokens)
    for spent in (ticket, "", "x" * 200):
        with pytest.raises(ApiError) as refused:
            door.client().come_in(spent, SECRET_OF_MINE)
        assert (refused.value.status, refused.value.code) == (422, "link_used_up")


def test_a_ticket_is_worth_nothing_in_another_browser(door: Served, issuer: Issuer) -> None:
    ticket = walk(door)["ticket"][0]
    for secret in ("", "another secret"):
        with pytest.raises(ApiError) as refused:
            door.client().come_in(ticket, secret)
        assert refused.value.code == "link_used_up"
    with pytest.raises(ApiError):  # whoever tried has spent it
        door.client().come_in(ticket, SECRET_OF_MINE)
    assert door.http.get("auth/oauth/oidc").status_code == 422


def test_two_tabs_that_come_at_once_are_one_account(door: Served, issuer: Issuer) -> None:
    at_once, found = threading.Barrier(4), []

    def come() -> None:
        at_once.wait()
        found.append(walk(door))

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("ticket" in query for query in found)
    with unit_of_work(door.studio.sessions, write=False) as session:
        assert len(session.scalars(select(User)).all()) == len(session.scalars(select(Identity)).all()) == 1


def test_a_github_that_answers_as_another_does_is_away(door: Served, issuer: Issuer) -> None:
    issuer.email = None  # type: ignore[assignment]  # as it should not be
    assert walk(door, "github") == {"refused": ["provider_away"]}


def test_an_issuer_that_is_ill_is_a_word_and_no_error(door: Served, issuer: Issuer) -> None:
    issuer.broken = True
    assert walk(door) == {"refused": ["provider_away"]}
    with httpx.Client() as browser:
        denied = browser.get(f"{door.url}/api/v1/auth/oauth/oidc/callback?error=access_denied")
    assert denied.headers["location"].endswith("?refused=denied")


def test_a_banned_account_is_not_opened_elsewhere_either(door: Served, issuer: Issuer) -> None:
    client, admin = come_in(door), sign_up_admin(door)
    admin.admin_ban(client.me().id, "Spam in forty scripts")
    assert walk(door) == {"refused": ["banned"]}
