"""What is remembered in Redis is never older than what was committed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from server.accounts import service as accounts
from server.client import ApiError
from server.database import unit_of_work
from server.edge import admit
from server.memory import Memory, session_key
from server.models import User
from server.opening import make_admin
from server.queue import open_redis
from server.wiring import Studio
from tests.server.people import PASSWORD, creator, sign_up, sign_up_admin
from tests.server.running import Served, prepare, serving, settings_for

KEY = "user:session:somebody"


def test_a_copy_that_was_read_before_a_change_comes_too_late(studio: Studio) -> None:
    memory = studio.memory
    (early,) = memory.recall(KEY)
    (second,) = memory.recall(KEY)
    assert early.mark is not None
    assert second.mark is None, "one reader fills the place"
    memory.blank([KEY])
    memory.keep(KEY, early, b"old", 60)
    assert memory.recall(KEY)[0].copy is None
    studio.redis.delete(KEY)
    (fresh,) = memory.recall(KEY)
    memory.keep(KEY, early, b"old", 60)
    memory.keep(KEY, fresh, b"new", 60)
    assert memory.recall(KEY)[0].copy == b"new"
    assert 0 < studio.redis.ttl(KEY) <= 60


def test_who_is_logged_in_is_asked_of_the_database_once_an_hour(any_api: Served) -> None:
    client = sign_up(any_api)
    user_id = client.me().id
    job = "jobs/01a21018-8a48-786c-a260-b73e1a078fd5"
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    assert any_api.http.get(job, headers=headers).status_code == 404
    assert 3_500 < any_api.studio.redis.ttl(session_key(user_id)) <= 3_600
    # Remembered: somebody else's copy is believed.
    any_api.studio.redis.set(session_key(user_id), "2999-01-01T00:00:00+00:00")
    assert any_api.http.get(job, headers=headers).status_code == 401


@pytest.mark.parametrize("way", ["everywhere", "banned", "deleted", "password"])
def test_who_is_out_is_out_at_once(any_api: Served, way: str) -> None:
    client, admin = sign_up(any_api), sign_up_admin(any_api)
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    path, user_id = "jobs/01a21018-8a48-786c-a260-b73e1a078fd5", client.me().id
    for _ in range(2):
        assert any_api.http.get(path, headers=headers).status_code == 404
    match way:
        case "everywhere":
            client.log_out_everywhere()
        case "banned":
            admin.admin_ban(user_id, "Spam in forty scripts")
        case "deleted":
            client.delete_me(PASSWORD)
        case _:
            client.change_password(PASSWORD, "another password")
    for _ in range(2):
        assert any_api.http.get(path, headers=headers).status_code == 401


def test_nobody_is_put_out_half(redis_url: str, tmp_path: Path) -> None:
    """Without Redis it cannot be told that somebody is out: then they are not, and it is to be tried again."""
    settings = settings_for(tmp_path, None, "redis://127.0.0.1:9")
    prepare(settings)
    with serving(settings) as api:
        client = sign_up(api)
        with pytest.raises(ApiError) as busy:
            client.log_out_everywhere()
        assert (busy.value.status, busy.value.code) == (503, "busy")
        assert client.me().email, "reading goes on without"
        assert client.projects().items == ()


def test_a_change_is_blank_before_it_is_committed(studio: Studio) -> None:
    """Killed between the two, the copy is gone all the same."""
    user_id = creator(studio)
    studio.redis.set(session_key(user_id), "2020-01-01T00:00:00+00:00")
    with studio.sessions() as session:
        accounts.end_log_ins(session, session.get_one(User, user_id))
        session.flush()
        assert studio.memory.recall(session_key(user_id))[0].copy is None
        session.rollback()


def test_the_balance_is_remembered_and_always_true(any_api: Served) -> None:
    client, admin = sign_up(any_api), sign_up_admin(any_api)
    user_id, key = client.me().id, f"user:credits:{client.me().id}"
    assert client.balance().credits_balance == 3
    assert 200 < any_api.studio.redis.ttl(key) <= 300
    assert client.balance().credits_balance == 3
    told: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            told.append(any_api.client_with(client.tokens).balance().credits_balance)  # type: ignore[arg-type]

    watching = threading.Thread(target=watch)
    watching.start()
    for number in range(10):
        admin.admin_adjust_credits(user_id, 1, "Sorry for yesterday")
        assert client.balance().credits_balance == 4 + number
    stop.set()
    watching.join()
    assert told == sorted(told), "it never runs backwards"
    assert client.balance().credits_balance == 13


def test_the_command_line_puts_out_too(sqlite_settings: object, api: Served) -> None:
    admin = sign_up_admin(api)
    assert admin.tokens is not None
    headers = {"Authorization": f"Bearer {admin.tokens.access_token}"}
    path = "jobs/01a21018-8a48-786c-a260-b73e1a078fd5"
    assert api.http.get(path, headers=headers).status_code == 404
    make_admin(api.studio.settings, "admin@studio.test", "a new long password")
    assert api.http.get(path, headers=headers).status_code == 401


def test_a_redis_that_is_away_remembers_nothing() -> None:
    memory = Memory(open_redis("redis://127.0.0.1:9"))
    (found,) = memory.recall(KEY)
    memory.keep(KEY, found, b"x", 60)
    memory.forget_sessions()
    assert memory.answer("/x", 60, lambda: b"made") == b"made"
    with pytest.raises(RedisError):
        memory.blank([KEY])


def test_a_session_that_ended_is_not_admitted(studio: Studio) -> None:
    from server.accounts.tokens import AccessToken
    from server.errors import Unauthorised
    from server.models.base import now

    user_id = creator(studio)
    token = AccessToken(user_id, now())
    assert admit(token, studio) == admit(token, studio) == user_id
    with unit_of_work(studio.sessions) as session:
        accounts.end_log_ins(session, session.get_one(User, user_id))
    with pytest.raises(Unauthorised):
        admit(token, studio)
