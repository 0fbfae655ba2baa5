"""A file behind a signed link, from a real server."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import unquote

import httpx
import jwt
import pytest

from server.client import StudioClient
from server.jobs.schemas import JobResult
from server.media.links import media_link
from server.projects.schemas import ProjectDraft
from tests.server.people import DRAFT, SCRIPT, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand

FILM = bytes(range(256)) * 4


def made(api: Served, tmp_path: Path, title: str = "The Sea") -> tuple[StudioClient, JobResult]:
    client = sign_up(api)
    job = client.start_job(client.create_project(DRAFT.model_copy(update={"title": title})).id)
    Stagehand(api.studio).deliver(tmp_path)
    return client, client.job_result(job.id)


def test_a_film_plays_from_any_second_and_for_any_page(api: Served, tmp_path: Path) -> None:
    _, result = made(api, tmp_path)
    whole = api.http.get(result.video_url)
    assert (whole.status_code, whole.content) == (200, FILM)
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["accept-ranges"] == "bytes"
    assert "attachment" not in whole.headers.get("content-disposition", "")
    assert whole.headers["access-control-allow-origin"] == "*"
    assert whole.headers["x-content-type-options"] == "nosniff"
    for asked, part in (("bytes=100-199", FILM[100:200]), ("bytes=1000-", FILM[1000:]), ("bytes=-24", FILM[-24:])):
        some = api.http.get(result.video_url, headers={"Range": asked})
        assert (some.status_code, some.content) == (206, part)
        assert some.headers["content-range"].endswith("/1024")
    assert api.http.get(result.video_url, headers={"Range": "bytes=2000-"}).status_code == 416
    head = api.http.head(result.video_url)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, "1024", b"")
    assert api.http.get(result.thumbnail_url).headers["content-type"] == "image/jpeg"
    assert api.http.get(result.subtitles["en"].vtt).headers["content-type"] == "text/vtt; charset=utf-8"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Sea", "The Sea.mp4"),
        ("मीरा की कहानी", "मीरा की कहानी.mp4"),
        ('A/B: "C"\r\nX-Evil: 1 \\ ..', "A B C X-Evil 1.mp4"),
        ("...", "film.mp4"),
        ("ஆ" * 200, f"{'ஆ' * 100}.mp4"),
    ],
)
def test_it_is_saved_under_its_title(api: Served, tmp_path: Path, title: str, name: str) -> None:
    _, result = made(api, tmp_path, title)
    saved = api.http.get(result.download_url)
    assert saved.content == FILM
    kind, _, rest = saved.headers["content-disposition"].partition(";")
    assert kind == "attachment"
    given = rest.partition("=")[2].strip()
    assert unquote(given.removeprefix("utf-8''").strip('"')) == name
    assert "x-evil" not in saved.headers


def test_a_page_that_asks_again_gets_the_same_address(api: Served, tmp_path: Path) -> None:
    client, result = made(api, tmp_path)
    again = client.job_result(result.id)
    # Unless a quarter of an hour has just begun.
    assert again.video_url == result.video_url or int(time.time()) % 900 < 5


def test_a_link_that_is_not_ours_opens_nothing(api: Served, tmp_path: Path) -> None:
    client, result = made(api, tmp_path)
    settings = api.studio.settings
    token = result.video_url.rpartition("/")[2]
    claims = jwt.decode(token, options={"verify_signature": False})
    lasts = claims["exp"] - time.time()
    assert settings.link_minutes * 60 <= lasts <= settings.link_minutes * 75 + 1

    def signed(key: str = settings.signing_key, **changed: object) -> str:
        return jwt.encode({**claims, **changed}, key, "HS256")

    assert api.http.get(f"media/{signed()}").status_code == 200
    assert client.tokens is not None
    forged = {
        "ended": signed(exp=int(time.time()) - 1),
        "signed by another": signed(key="k" * 40),
        "not signed": jwt.encode(claims, None, "none"),  # type: ignore[arg-type]
        "for something else": signed(aud="studio-api"),
        "an access token": client.tokens.access_token,
        "cut": token[:-3],
        "nonsense": "मीरा",
    }
    for what, one in forged.items():
        answer = api.http.get(f"media/{one}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), what
        assert answer.headers["content-type"] == "application/problem+json"
    assert api.http.get(f"media/{claims['key']}").status_code == 404


def test_a_file_that_is_gone(api: Served) -> None:
    link = media_link("users/a/projects/b/final/film.mp4", api.studio.settings.model_copy())
    answer = api.http.get(f"media/{link.rpartition('/')[2]}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_project_shows_what_its_newest_film_left(api: Served, tmp_path: Path) -> None:
    client, result = made(api, tmp_path)
    project = client.project(result.project_id)
    assert project.video_url == result.video_url
    assert project.thumbnail_url == result.thumbnail_url
    assert api.http.get(project.subtitle_urls["en"]["srt"]).content == b"a word"
    renamed = client.update_project(project.id, ProjectDraft(title="Another", script=SCRIPT))
    assert renamed.video_url == project.video_url
    assert client.job_result(result.id).title == "Another"


def test_no_password_is_asked_for(api: Served, tmp_path: Path) -> None:
    _, result = made(api, tmp_path)
    with httpx.Client() as stranger:
        assert stranger.get(result.video_url).content == FILM
