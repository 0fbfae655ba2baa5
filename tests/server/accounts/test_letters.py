"""What letters are for: addresses confirmed and moved, passwords set anew, accounts that nobody can look for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from pipeline.vocabulary import Language
from server.accounts import seals
from server.accounts.endpoints import DAY_S, LETTERS_A_DAY
from server.accounts.schemas import AccountUpdate, Posted, Tokens
from server.client import ApiError
from server.clock import Clock
from server.database import unit_of_work
from server.models import User
from server.models.base import now
from server.settings import Settings
from tests.server.mails.letterbox import collected
from tests.server.people import DRAFT, PASSWORD, sign_up
from tests.server.running import Served, serving, settings_for, wipe

EMAIL = "meera@studio.test"
NEW = "another long password"


@pytest.fixture(scope="module")
def careful_api(sqlite_settings: Settings) -> Iterator[Served]:
    """A job server where one registers by letter."""
    settings = settings_for(
        sqlite_settings.data, sqlite_settings.database, sqlite_settings.redis_url, confirm_addresses=True
    )
    with serving(settings) as served:
        yield served


@pytest.fixture
def careful(careful_api: Served) -> Served:
    wipe(careful_api.studio)
    return careful_api


def test_who_registers_is_asked_to_confirm_the_address(any_api: Served) -> None:
    client = any_api.client()
    assert isinstance(client.register(EMAIL, PASSWORD, language=Language.HINDI), Tokens)
    assert client.me().email_verified_at is None
    (letter,) = collected(any_api.studio)
    assert (letter.to, letter.subject) == (EMAIL, "अपने पते की पुष्टि करें")
    for _ in range(2):  # people follow links twice
        assert any_api.client().verify_email(letter.seal("confirm")).email == EMAIL
    assert client.me().email_verified_at is not None
    client.confirm_again(EMAIL)
    assert collected(any_api.studio) == [], "there is nothing to confirm any more"


def test_a_forgotten_password_is_set_anew_once(any_api: Served) -> None:
    client, thief = sign_up(any_api), any_api.client()
    thief.log_in(EMAIL, PASSWORD)
    any_api.client().forgot_password(EMAIL.upper())
    (letter,) = collected(any_api.studio)
    seal = letter.seal("reset")
    any_api.client().reset_password(seal, NEW)
    for before in (client, thief):
        with pytest.raises(ApiError) as ended:
            before.me()
        assert ended.value.status == 401
    with pytest.raises(ApiError) as wrong:
        any_api.client().log_in(EMAIL, PASSWORD)
    assert wrong.value.code == "wrong_credentials"
    again = any_api.client()
    again.log_in(EMAIL, NEW)
    assert again.me().email_verified_at is not None, "the letter arrived"
    assert [told.subject for told in collected(any_api.studio)] == ["Your password was changed"]
    with pytest.raises(ApiError, match="used already") as used:
        any_api.client().reset_password(seal, PASSWORD)
    assert (used.value.status, used.value.code) == (422, "link_used_up")


def test_a_link_opens_nothing_else_and_runs_out(api: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up(api)
    api.client().forgot_password(EMAIL)
    (letter,) = collected(api.studio)
    for wrong in (letter.seal("reset")[:-2], "", "x" * 2048):
        with pytest.raises(ApiError) as refused:
            api.client().reset_password(wrong, NEW)
        assert refused.value.code == "link_used_up"
    with pytest.raises(ApiError) as other:
        api.client().verify_email(letter.seal("reset"))
    assert other.value.code == "link_used_up"
    monkeypatch.setitem(seals.LASTS, seals.Purpose.PASSWORD, timedelta(seconds=-1))
    api.client().forgot_password(EMAIL)
    (late,) = collected(api.studio)
    with pytest.raises(ApiError) as refused:
        api.client().reset_password(late.seal("reset"), NEW)
    assert refused.value.code == "link_used_up"
    api.client().log_in(EMAIL, PASSWORD)


def test_nobody_learns_from_a_forgotten_password_who_has_an_account(any_api: Served) -> None:
    sign_up(any_api)
    bodies = [
        any_api.http.post("auth/forgot-password", json={"email": email}).text.replace(email, "…")
        for email in (EMAIL, "nobody@studio.test")
    ]
    assert bodies[0] == bodies[1]
    assert [letter.to for letter in collected(any_api.studio)] == [EMAIL]


def test_letters_to_one_address_are_few_in_a_day_too(api: Served) -> None:
    api.studio.redis.set(f"ratelimit:{EMAIL}:letters", LETTERS_A_DAY, ex=DAY_S)
    with pytest.raises(ApiError) as refused:
        api.client().forgot_password(EMAIL)
    assert refused.value.status == 429
    api.client().forgot_password("other@studio.test")


def test_letters_to_one_address_are_few(api: Served) -> None:
    for _ in range(3):
        api.client().forgot_password(EMAIL)
    with pytest.raises(ApiError) as refused:
        api.client().forgot_password(EMAIL)
    assert refused.value.status == 429


def test_an_account_moves_when_the_new_address_says_so(any_api: Served) -> None:
    client = sign_up(any_api)
    client.update_me(AccountUpdate(language=Language.GERMAN))
    with pytest.raises(ApiError, match="not your password") as refused:
        client.change_email("neu@studio.test", "not the password")
    assert (refused.value.status, client.me().email) == (403, EMAIL)
    client.change_email("Neu@Studio.test", PASSWORD)
    (asked,) = collected(any_api.studio)
    assert (asked.to, asked.subject) == ("neu@studio.test", "Bestätige deine neue Adresse")
    assert client.me().email == EMAIL
    client.change_email("third@studio.test", PASSWORD)
    (other,) = collected(any_api.studio)
    client.verify_email(asked.seal("confirm"))
    assert client.verify_email(asked.seal("confirm")).email == "neu@studio.test"
    account = client.me()
    assert account.email == "neu@studio.test"
    assert account.email_verified_at is not None
    assert [(told.to, told.subject) for told in collected(any_api.studio)] == [(EMAIL, "Deine Adresse wurde geändert")]
    with pytest.raises(ApiError) as used:  # asked for when it had the address before
        client.verify_email(other.seal("confirm"))
    assert used.value.code == "link_used_up"
    any_api.client().log_in("neu@studio.test", PASSWORD)


@pytest.mark.parametrize("sent", [True, False])
def test_whom_a_new_password_shuts_out_moves_nothing(any_api: Served, sent: bool) -> None:
    thief = sign_up(any_api)
    thief.change_email("thief@studio.test", PASSWORD)
    before = collected(any_api.studio) if sent else []
    any_api.client().forgot_password(EMAIL)
    letters = [*before, *collected(any_api.studio)]
    reset = next(letter for letter in letters if letter.to == EMAIL)
    any_api.client().reset_password(reset.seal("reset"), NEW)
    for letter in [one for one in [*letters, *collected(any_api.studio)] if one.to == "thief@studio.test"]:
        with pytest.raises(ApiError) as void:
            thief.verify_email(letter.seal("confirm"))
        assert void.value.code == "link_used_up"
    owner = any_api.client()
    owner.log_in(EMAIL, NEW)
    assert owner.me().email == EMAIL


def test_who_is_logged_out_is_out_of_every_route(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT)
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    client.log_out_everywhere()
    for method, path in (("GET", f"projects/{project.id}/storyboard"), ("DELETE", f"projects/{project.id}")):
        assert any_api.http.request(method, path, headers=headers).status_code == 401
    body = {"project_id": str(project.id)}
    assert any_api.http.post("jobs", json=body, headers=headers).status_code == 401


def test_moving_to_an_address_that_is_taken_tells_whoever_has_it_and_nobody_else(api: Served) -> None:
    client = sign_up(api)
    sign_up(api, "ravi@studio.test")
    free, taken = (client.change_email(email, PASSWORD).detail for email in ("new@studio.test", "ravi@studio.test"))
    assert free.replace("new@", "") == taken.replace("ravi@", "")
    letters = {letter.to: letter.subject for letter in collected(api.studio)}
    assert letters == {
        "new@studio.test": "Confirm your new address",
        "ravi@studio.test": "You have an account already",
    }


def test_two_who_move_to_one_address(any_api: Served) -> None:
    first, second = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    for client in (first, second):
        client.change_email("new@studio.test", PASSWORD)
    letters = collected(any_api.studio)
    first.verify_email(letters[0].seal("confirm"))
    with pytest.raises(ApiError) as taken:
        second.verify_email(letters[1].seal("confirm"))
    assert (taken.value.status, taken.value.code) == (409, "email_taken")
    assert second.me().email == "ravi@studio.test"


def test_another_password_logs_out_everybody_else(any_api: Served) -> None:
    client, elsewhere = sign_up(any_api), any_api.client()
    elsewhere.log_in(EMAIL, PASSWORD)
    with pytest.raises(ApiError) as wrong:
        client.change_password("not the password", NEW)
    assert wrong.value.code == "wrong_password"
    assert client.me().email == EMAIL, "a wrong password is no reason to log out"
    with pytest.raises(ApiError) as short:
        client.change_password(PASSWORD, "short")
    assert short.value.status == 422
    client.change_password(PASSWORD, NEW)
    assert client.me().email == EMAIL
    with pytest.raises(ApiError) as ended:
        elsewhere.me()
    assert ended.value.status == 401
    assert [letter.subject for letter in collected(any_api.studio)] == ["Your password was changed"]


def test_logging_out_everywhere(any_api: Served) -> None:
    client, elsewhere = sign_up(any_api), any_api.client()
    elsewhere.log_in(EMAIL, PASSWORD)
    client.log_out_everywhere()
    assert client.tokens is None
    with pytest.raises(ApiError) as ended:
        elsewhere.me()
    assert ended.value.status == 401
    assert elsewhere.tokens is None, "its refresh token has ended too"


# ---------------------------------------------------------------------------- where one registers by letter


def test_registering_by_letter_tells_nobody_who_has_an_account(careful: Served) -> None:
    sign_up(careful)
    with unit_of_work(careful.studio.sessions) as session:
        session.execute(update(User).values(email_verified_at=now()))
    answers = {}
    for email in (EMAIL, "new@studio.test"):
        started = time.perf_counter()
        answer = careful.http.post("auth/register", json={"email": email, "password": NEW})
        answers[email] = (answer.status_code, answer.text.replace(email, "…"))
        assert time.perf_counter() - started > 0.5, "it takes as long for both"
    assert answers[EMAIL] == answers["new@studio.test"]
    assert answers[EMAIL][0] == 202
    subjects = {letter.to: letter.subject for letter in collected(careful.studio)}
    assert subjects == {EMAIL: "You have an account already", "new@studio.test": "Confirm your address"}
    # Nor by logging in with the password just given.
    refusals = [
        careful.http.post("auth/login", json={"email": email, "password": NEW}) for email in (EMAIL, "new@studio.test")
    ]
    assert [answer.status_code for answer in refusals] == [401, 401]
    assert refusals[0].content == refusals[1].content


@pytest.mark.parametrize("followed", [0, 1])
def test_whoever_reads_the_mail_chooses_the_password(careful: Served, followed: int) -> None:
    client = careful.client()
    assert isinstance(client.register(EMAIL, "a stranger's password"), Posted)
    assert client.tokens is None
    client.register(EMAIL, PASSWORD, "Meera")
    letters = collected(careful.studio)
    assert [letter.subject for letter in letters] == ["Confirm your address"] * 2
    seal = letters[followed].seal("confirm")
    with pytest.raises(ApiError) as asked:
        client.verify_email(seal)
    assert (asked.value.status, asked.value.code) == (422, "password_needed")
    client.verify_email(seal, PASSWORD)
    client.log_in(EMAIL, PASSWORD)
    assert client.balance().credits_balance == 3
    with pytest.raises(ApiError) as out:
        careful.client().log_in(EMAIL, "a stranger's password")
    assert out.value.code == "wrong_credentials"
    for letter in letters:  # once it is of use, no letter sets a password
        careful.client().verify_email(letter.seal("confirm"), "a third long password")
    careful.client().log_in(EMAIL, PASSWORD)


def test_an_address_that_nobody_confirms_is_free_again_after_a_week(careful: Served) -> None:
    careful.client().register("squatted@studio.test", PASSWORD)
    sign_up(careful)
    with unit_of_work(careful.studio.sessions) as session:
        session.execute(update(User).values(created_at=now() - timedelta(days=8)))
        session.execute(update(User).where(User.email == EMAIL).values(last_login_at=now()))
    Clock(careful.studio).tick()
    with unit_of_work(careful.studio.sessions, write=False) as session:
        assert session.scalars(select(User.email)).all() == [EMAIL]
