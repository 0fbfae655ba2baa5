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
from server.jobs.board import Pinned
from server.memory import Memory, session_key
from server.models import Project as ProjectRow
from server.models import User
from server.moderation import service as moderation
from server.opening import make_admin
from server.projects.schemas import Project
from server.queue import open_redis
from server.vocabulary import JobStatus, ProjectStatus, ReviewDecision, StepKind
from server.wiring import Studio
from tests.server.people import DRAFT, PASSWORD, creator, sign_up, sign_up_admin
from tests.server.running import Served, prepare, serving, settings_for
from tests.server.stagehand import Stagehand

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
    assert memory.told("/x", 60, lambda: b"made") == b"made"
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


def test_the_list_of_projects_is_remembered_and_always_true(any_api: Served, tmp_path: Path) -> None:
    client, hand, studio = sign_up(any_api), Stagehand(any_api.studio), any_api.studio
    key = f"api:response:/projects:{client.me().id}"

    def told() -> Project:
        (project,) = client.projects().items
        assert studio.redis.get(key) == client.projects().model_dump_json().encode(), "told from the copy"
        assert 0 < studio.redis.ttl(key) <= 60
        return project

    assert client.projects().items == ()
    made = client.create_project(DRAFT)
    assert told() == made
    changed = client.update_project(made.id, DRAFT.model_copy(update={"title": "The Other Sea"}))
    assert told() == changed
    job = client.start_job(made.id)
    assert (told().latest_job_id, told().status) == (job.id, ProjectStatus.PROCESSING)
    assert hand.finish(hand.begin(StepKind.PLAN))
    hand.deliver(tmp_path)
    assert (told().film_job_id, told().status) == (job.id, ProjectStatus.COMPLETED)
    with unit_of_work(studio.sessions) as session:
        moderation.hold(session, session.get_one(ProjectRow, made.id), "Somebody should look.")
    assert told().review is ReviewDecision.PENDING
    client.delete_project(made.id)
    assert client.projects().items == ()


def test_a_list_that_is_asked_for_otherwise_is_not_the_remembered_one(api: Served) -> None:
    client = sign_up(api)
    for _ in range(3):
        client.create_project(DRAFT)
    assert len(client.projects().items) == 3
    assert len(client.projects(limit=2).items) == 2
    assert client.projects(search="nowhere").items == ()
    assert client.projects(status=ProjectStatus.COMPLETED).items == ()
    assert len(client.projects(client.projects(limit=2).next_cursor).items) == 1
    assert sign_up(api, "ravi@studio.test").projects().items == ()


@pytest.mark.parametrize("path", ["projects", "credits/balance", "jobs/{job}/status"])
def test_who_has_it_is_not_told_again(api: Served, path: str) -> None:
    client = sign_up(api)
    path = path.format(job=client.start_job(client.create_project(DRAFT).id).id)
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    first = api.http.get(path, headers=headers)
    again = api.http.get(path, headers=headers | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = api.http.get(path, headers=headers | {"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)
    out = api.http.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert out.status_code == 401


def test_what_is_pinned_is_told_to_its_owner_alone(api: Served) -> None:
    client, other = sign_up(api), sign_up(api, "ravi@studio.test")
    project = client.create_project(DRAFT)
    job = client.start_job(project.id)
    mine = client.job_status(job.id)
    assert api.studio.board.read_all([job.id]) == [Pinned(client.me().id, mine.model_dump_json().encode())]
    with pytest.raises(ApiError) as unknown:
        other.job_status(job.id)
    assert unknown.value.status == 404
    client.cancel_job(job.id)
    assert client.job_status(job.id).status is JobStatus.CANCELLED, "pinned for a minute"
    client.delete_project(project.id)
    with pytest.raises(ApiError) as gone:
        client.job_status(job.id)
    assert gone.value.status == 404
