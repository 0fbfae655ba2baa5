"""Projects over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from pipeline.vocabulary import Aspect, Language
from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.jobs.graph import graph_of
from server.media.store import FolderStore, project_folder
from server.models import AIJob, CreditTransaction, JobStep, Project
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, ProjectStatus
from tests.server.people import DRAFT, SCRIPT, movements, ordered, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand


def authorised(client: StudioClient) -> dict[str, str]:
    assert client.tokens is not None
    return {"Authorization": f"Bearer {client.tokens.access_token}"}


def test_a_project_keeps_what_was_chosen(any_api: Served) -> None:
    client = sign_up(any_api)
    settings = ProjectSettings(
        language=Language.HINDI,
        minutes=2,
        aspect=Aspect.TALL,
        height=1080,
        voices={"मीरा": "hf_alpha"},
        seed=7,
        subtitles=False,
    )
    made = client.create_project(ProjectDraft(title=" मीरा की कहानी ", script="मीरा: चलो!", settings=settings))
    assert (made.title, made.script, made.settings) == ("मीरा की कहानी", "मीरा: चलो!", settings)
    assert (made.status, made.latest_job_id, made.video_url) == (ProjectStatus.DRAFT, None, None)
    assert client.project(made.id) == made
    changed = client.update_project(made.id, DRAFT)
    assert (changed.id, changed.title, changed.script, changed.settings) == (made.id, "The Sea", SCRIPT, DRAFT.settings)
    assert changed.updated_at >= made.updated_at
    assert client.project(made.id) == changed


@pytest.mark.parametrize(
    ("script", "title"),
    [("Title: Two Lamps\n\nEXT. RIVER - DAY\n\nRain.", "Two Lamps"), ("", "Untitled"), (" \n ", "Untitled")],
)
def test_without_a_title_it_has_its_scripts(api: Served, script: str, title: str) -> None:
    assert sign_up(api).create_project(ProjectDraft(script=script)).title == title


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "script"),
        ({"script": "x" * 20_001}, "script"),
        ({"script": SCRIPT, "title": " "}, "title"),
        ({"script": SCRIPT, "title": "x" * 256}, "title"),
        ({"script": SCRIPT, "settings": {"minutes": 6}}, "settings.minutes"),
        ({"script": SCRIPT, "settings": {"minutes": 0}}, "settings.minutes"),
        ({"script": SCRIPT, "settings": {"height": 1081}}, "settings.height"),
        ({"script": SCRIPT, "settings": {"aspect": "4:3"}}, "settings.aspect"),
        ({"script": SCRIPT, "settings": {"seed": 2**31}}, "settings.seed"),
        ({"script": SCRIPT, "settings": {"language": "xx"}}, "settings.language"),
        ({"script": SCRIPT, "settings": {"hight": 360}}, "settings.hight"),
    ],
)
def test_a_draft_that_cannot_be(api: Served, body: dict[str, Any], field: str) -> None:
    answer = api.http.post("projects", json=body, headers=authorised(sign_up(api)))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize(
    "body",
    [
        {"script": "a\x00b"},
        {"script": SCRIPT, "title": "a\x00b"},
        {"script": SCRIPT, "settings": {"music": "a\x00b"}},
        {"script": SCRIPT, "settings": {"voices": {"a\x00b": "x"}}},
    ],
)
def test_a_character_that_no_text_has_is_refused(any_api: Served, body: dict[str, Any]) -> None:
    answer = any_api.http.post("projects", json=body, headers=authorised(sign_up(any_api)))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "NUL" in answer.json()["detail"]


def test_half_a_letter_is_refused(any_api: Served) -> None:
    headers = {**authorised(sign_up(any_api)), "Content-Type": "application/json"}
    answer = any_api.http.post("projects", content=b'{"script": "Anna: \\ud83d!"}', headers=headers)
    assert answer.status_code == 422


def test_everybody_sees_their_own(any_api: Served) -> None:
    meera, ravi = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    ids = [meera.create_project(DRAFT).id for _ in range(5)]
    seen: list[UUID] = []
    cursor = None
    for _ in range(3):
        page = meera.projects(cursor, limit=2)
        seen += [project.id for project in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == (ids[::-1], None)
    assert ravi.projects().items == ()
    for ask in (
        lambda: ravi.project(ids[0]),
        lambda: ravi.update_project(ids[0], DRAFT),
        lambda: ravi.delete_project(ids[0]),
        lambda: ravi.start_job(ids[0]),
        lambda: ravi.project(uuid4()),
    ):
        with pytest.raises(ApiError) as refused:
            ask()
        assert (refused.value.status, refused.value.code) == (404, "not_found")
    assert len(meera.projects().items) == 5


def test_a_page_that_is_not_one_of_ours(api: Served) -> None:
    headers = authorised(sign_up(api))
    for query in ("cursor=abc", "limit=0", "limit=101", "limit=x"):
        assert api.http.get(f"projects?{query}", headers=headers).status_code == 422


def test_a_deleted_project_leaves_nothing_but_what_was_paid(any_api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(any_api, credits_=3), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    client.start_job(project.id)
    hand.deliver(tmp_path)
    links = client.project(project.id)
    assert links.video_url
    assert any_api.http.get(links.video_url).status_code == 200
    second = client.start_job(project.id)
    claim = hand.begin()
    user = client.me().id
    client.delete_project(project.id)
    with pytest.raises(ApiError) as gone:
        client.project(project.id)
    assert gone.value.status == 404
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        for table in (Project, AIJob, JobStep):
            assert session.scalars(select(table)).all() == []
        assert {entry.job_id for entry in session.scalars(select(CreditTransaction))} == {None}
    assert [entry.amount for entry in movements(any_api.studio, user)] == [3, 3, -3, -3]
    assert any_api.http.get(links.video_url).status_code == 404
    media = any_api.studio.media
    assert isinstance(media, FolderStore)
    assert not (media.folder / project_folder(user, project.id)).exists()
    # Whoever was at it finds that there is nothing to do any more, and whoever watches that it is gone.
    assert hand.beat(claim) is False
    assert hand.finish(claim) is False
    assert any_api.studio.board.read_all([second.id]) == [None]
    with pytest.raises(ApiError) as gone:
        client.job(second.id)
    assert gone.value.status == 404


def test_a_film_that_is_there_stays_when_another_is_cancelled(api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(api, credits_=3), Stagehand(api.studio)
    project = client.create_project(DRAFT)
    client.start_job(project.id)
    hand.deliver(tmp_path)
    film = client.project(project.id)
    assert (film.status, film.video_duration, set(film.subtitle_urls["en"])) == (
        ProjectStatus.COMPLETED,
        12,
        {"srt", "vtt", "ass"},
    )
    job = client.start_job(project.id)
    assert client.project(project.id).status is ProjectStatus.PROCESSING
    assert client.cancel_job(job.id).status is JobStatus.CANCELLED
    after = client.project(project.id)
    assert (after.status, after.latest_job_id) == (ProjectStatus.COMPLETED, job.id)
    assert after.video_url
    assert api.http.get(after.video_url).status_code == 200


def test_a_film_that_is_there_stays_when_another_fails(api: Served) -> None:
    client = sign_up(api)
    user_id = client.me().id
    first = ordered(api.studio, user_id, begin=False)
    with unit_of_work(api.studio.sessions) as session:
        done = session.get_one(AIJob, first)
        done.status = JobStatus.COMPLETED
        project = session.get_one(Project, done.project_id)
        project.status, project.video_url = ProjectStatus.COMPLETED, "users/x/film.mp4"
        second = AIJob(
            project_id=project.id,
            user_id=user_id,
            job_type=done.job_type,
            credits=3,
            order=done.order,
            queue=done.queue,
        )
        session.add(second)
        session.flush()
        graph_of(session, api.studio).fail(second, "internal", "It could not be made.")
        project_id, later = project.id, second.id
    shown = client.project(project_id)
    assert (shown.status, shown.latest_job_id, shown.film_job_id) == (ProjectStatus.COMPLETED, later, first)
