"""A film behind a share link, for somebody who has nothing but that, on both databases."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.models import ShareLink, User
from server.models.base import now
from tests.server.people import DRAFT, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand

FILM = bytes(range(256)) * 4


def filmed(api: Served, tmp_path: Path, title: str = "The Sea") -> tuple[StudioClient, UUID]:
    client = sign_up(api)
    project = client.create_project(DRAFT.model_copy(update={"title": title})).id
    client.start_job(project)
    Stagehand(api.studio).deliver(tmp_path)
    return client, project


def test_whoever_has_the_link_sees_the_film_until_it_is_withdrawn(any_api: Served, tmp_path: Path) -> None:
    client, project = filmed(any_api, tmp_path, '<b>"Meera" & मीरा</b>')
    assert client.share_state(project).shared is False
    link = client.share(project)
    token = link.url.rpartition("/")[2]
    shared = f"{any_api.url}/api/v1/shared/{token}"
    with httpx.Client() as stranger:
        page = stranger.get(link.url)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "&lt;b&gt;&quot;Meera&quot; &amp; मीरा&lt;/b&gt;" in page.text
        assert "<b>" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        film = stranger.get(shared).json()
        assert (film["title"], film["seconds"]) == ('<b>"Meera" & मीरा</b>', 12)
        assert film["video_url"] in page.text
        assert str(client.me().id) not in page.text + str(film)
        assert stranger.get(film["video_url"]).content == FILM
        part = stranger.get(film["video_url"], headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content, part.headers["cache-control"]) == (206, FILM[100:200], "no-store")
        assert stranger.head(film["video_url"]).headers["content-length"] == "1024"
        assert stranger.get(film["poster_url"]).content == b"a picture"
        assert stranger.get(film["subtitles"]["en"]).headers["content-type"].startswith("text/vtt")
        assert stranger.get(f"{shared}/../../etc/passwd").status_code == 404
        assert stranger.get(f"{shared}/hi.vtt").status_code == 404
        client.withdraw_share(project)
        assert client.share_state(project).shared is False
        for url in (shared, film["video_url"], film["poster_url"], link.url):
            assert stranger.get(url).status_code == 410
        assert stranger.get(f"{any_api.url}/films/nonsense").status_code == 404
        assert stranger.get(f"{any_api.url}/api/v1/shared/{token[:-1]}").status_code == 404


def test_another_link_ends_the_one_before(any_api: Served, tmp_path: Path) -> None:
    client, project = filmed(any_api, tmp_path)
    first, second = client.share(project), client.share(project)
    assert first.url != second.url
    assert [any_api.http.get(link.url).status_code for link in (first, second)] == [410, 200]
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        hashes = [row.token_hash for row in session.scalars(select(ShareLink))]
    assert len(hashes) == 2
    assert not any(link.url.rpartition("/")[2] in hashes for link in (first, second))
    with unit_of_work(any_api.studio.sessions) as session:
        session.get_one(User, client.me().id).banned_at = now()
    assert any_api.http.get(second.url).status_code == 410


def test_it_goes_with_its_project(any_api: Served, tmp_path: Path) -> None:
    client, project = filmed(any_api, tmp_path)
    link = client.share(project)
    client.delete_project(project)
    assert any_api.http.get(link.url).status_code == 404


def test_nothing_to_show_and_nobody_elses(any_api: Served, tmp_path: Path) -> None:
    client, project = filmed(any_api, tmp_path)
    ravi = sign_up(any_api, "ravi@studio.test")
    empty = client.create_project(DRAFT).id
    with pytest.raises(ApiError) as refused:
        client.share(empty)
    assert (refused.value.status, refused.value.code) == (409, "not_finished")
    for ask in (
        lambda: ravi.share(project),
        lambda: ravi.share_state(project),
        lambda: ravi.withdraw_share(project),
        lambda: client.share(uuid4()),
    ):
        with pytest.raises(ApiError) as refused:
            ask()
        assert refused.value.status == 404
