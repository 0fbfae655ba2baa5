"""Logs: a line for each request, and in none of them what is nobody's business."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import structlog
from fastapi import FastAPI

from server import logs
from server.media.links import media_link
from server.vocabulary import Tier
from tests.server.people import PASSWORD, change, sign_up
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, prepare, serving, settings_for

SCRIPT = "Anna: The code of the vault is nine seven two.\nBen: Nobody must ever read this."


@pytest.fixture
def as_json(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    logs.configure(as_json=True)
    yield
    logs.configure(as_json=False)


def lines(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


@pytest.mark.usefixtures("as_json")
def test_no_script_password_or_token_is_ever_logged(
    redis_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def change_app(app: FastAPI) -> None:
        @app.post("/careless/{token}")
        def careless(token: str, body: dict[str, str]) -> None:
            log = structlog.get_logger()
            log.warning("all that a careless hand could write", password=body["password"], script=body["script"])
            log.warning("in a sentence", reason=f"refused {token} at https://user:hunter22@mail.test/", facts=body)
            logging.getLogger("a.library").warning("got %s", token)
            raise RuntimeError(f"with {token}")

    settings = settings_for(tmp_path, None, redis_url, log_json=True)
    prepare(settings)
    with serving(settings, change=change_app) as api:
        client = sign_up(api)
        change(api.studio, client.me().id, tier=Tier.ENTERPRISE)
        key = client.make_api_key("farm").key
        assert client.tokens is not None
        access, refresh = client.tokens.access_token, client.tokens.refresh_token
        secrets = [SCRIPT, "nine seven two", PASSWORD, access, refresh, key, "hunter22"]
        headers = authorised(client)
        api.http.post("projects", json={"script": SCRIPT, "settings": {"minutes": 99}}, headers=headers)
        api.http.post("projects", json={"script": SCRIPT}, headers=headers)
        api.http.post("scripts/read", json={"script": SCRIPT}, headers={"Authorization": f"Bearer {key}"})
        api.http.post("auth/login", json={"email": "meera@studio.test", "password": PASSWORD})
        api.http.post("auth/refresh", json={"refresh_token": refresh})
        link = media_link("users/x/secret-film.mp4", settings)
        secrets.append(link.rpartition("/")[2])
        api.http.get(f"media/{secrets[-1]}")
        api.http.get("projects", params={"cursor": access}, headers=headers)
        careless = {"password": PASSWORD, "script": SCRIPT}
        answer = httpx.post(f"{api.url}/careless/{access}", json=careless, timeout=20)
        assert answer.status_code == 500
    said = "".join(capfd.readouterr())
    for secret in secrets:
        assert secret not in said, secret[:12]
    told = lines(said)
    failed = next(line for line in told if line["event"] == "request failed")
    assert "RuntimeError" in str(failed["exception"])
    assert failed["request_id"] == answer.headers["x-request-id"] == answer.json()["request_id"]
    requests = [line for line in told if line["event"] == "request"]
    assert {"/media/{token}", "/projects", "/auth/login"} <= {line["route"] for line in requests}
    assert all(
        {"method", "route", "status", "ms", "request_id", "level", "timestamp"} <= set(line) for line in requests
    )
    assert any(line.get("logger") == "a.library" for line in told), "libraries log the same way"


def test_people_get_plain_lines_and_no_line_a_request(api: Served, capfd: pytest.CaptureFixture[str]) -> None:
    api.http.get("music")
    structlog.get_logger().warning("something", step="shot")
    assert "".join(capfd.readouterr()).strip() == "level='warning' event='something' step='shot'"
