"""Whatever goes wrong, the answer is a problem with a sentence, and the connection stays."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import event

from server.settings import Settings
from tests.server.people import DRAFT, sign_up
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, prepare, serving, settings_for


def problem_of(answer: httpx.Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert set(problem) >= {"type", "title", "status", "detail", "code"}
    assert problem["status"] == answer.status_code
    return problem


def test_what_is_not_there(api: Served) -> None:
    for path in ("moon", "jobs/not-a-key/status/x"):
        assert problem_of(api.http.get(path))["status"] == 404
    headers = authorised(sign_up(api))
    missing = problem_of(api.http.get("projects/01a21018-8a48-786c-a260-b73e1a078fd5", headers=headers))
    assert (missing["status"], missing["code"]) == (404, "not_found")
    wrong = problem_of(api.http.get("projects/abc", headers=headers))
    assert (wrong["status"], wrong["errors"][0]["field"]) == (422, "project_id")


def test_what_cannot_be_done_to_it(api: Served) -> None:
    answer = api.http.delete("users/me")
    assert problem_of(answer)["status"] == 405
    assert set(answer.headers["allow"].split(", ")) & {"GET", "PUT"}


@pytest.mark.parametrize("body", [b"{", b"", b"null", b"[]", b'"x"', b"\xff\xfe", b'{"email": }', b"{" * 100_000])
def test_a_body_that_cannot_be_read(api: Served, body: bytes) -> None:
    answer = api.http.post("auth/login", content=body, headers={"Content-Type": "application/json"})
    problem = problem_of(answer)
    assert problem["status"] in (400, 422)
    assert len(problem["detail"]) > 15
    assert not problem["detail"][0].isdigit()


def test_json_that_is_none_is_said_to_be_none(api: Served) -> None:
    answer = api.http.post("auth/login", content=b'{"email": }', headers={"Content-Type": "application/json"})
    assert problem_of(answer)["detail"] == "The body is not JSON: Expecting value, at character 10."
    assert problem_of(api.http.post("auth/login"))["detail"] == "The body is missing: send JSON."


def test_what_nobody_foresaw(redis_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def change(app: FastAPI) -> None:
        @app.get("/broken")
        def broken() -> None:
            raise ZeroDivisionError("a secret of the house")

    with serving(settings_for(tmp_path, None, redis_url), change=change) as api:
        port = httpx.URL(api.url).port
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
            with http.stream("GET", "/health") as first:
                ours = first.extensions["network_stream"].get_extra_info("client_addr")
                first.read()
            answer = http.get("/broken")
            problem = problem_of(answer)
            assert (problem["status"], problem["code"]) == (500, "internal")
            assert "secret of the house" not in answer.text
            with http.stream("GET", "/health") as after:
                assert after.extensions["network_stream"].get_extra_info("client_addr") == ours
                assert after.read() == b'{"status":"ok"}'
    said = capfd.readouterr()
    assert (said.out + said.err).count("ZeroDivisionError: a secret of the house") == 1, "written down once"


def test_a_database_that_is_locked(redis_url: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, None, redis_url)
    prepare(settings)
    with serving(settings) as api:
        client = sign_up(api)

        @event.listens_for(api.studio.engine, "checkout")
        def impatient(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
            connection.execute("PRAGMA busy_timeout=50")

        with api.studio.engine.connect() as other:
            locked = other.execution_options(sqlite_begin="BEGIN IMMEDIATE")
            locked.exec_driver_sql("SELECT 1")
            answer = api.http.post("projects", json=DRAFT.model_dump(mode="json"), headers=authorised(client))
            problem = problem_of(answer)
            assert (problem["status"], problem["code"], answer.headers["retry-after"]) == (503, "busy", "3")
            assert client.me().email, "reading goes on"
        assert client.create_project(DRAFT).title == "The Sea"


def test_a_database_that_is_away(postgres_settings: Settings, redis_url: str, tmp_path: Path) -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:9/none"
    with serving(settings_for(tmp_path, url, redis_url)) as api:
        answer = api.http.post("auth/login", json={"email": "a@studio.test", "password": "x"})
        assert problem_of(answer)["code"] == "busy"
        assert "nobody" not in answer.text


def test_the_address_of_the_api_is_documented(api: Served) -> None:
    schema = api.http.get("openapi.json").json()
    specified = {
        ("post", "/auth/register"), ("post", "/auth/login"), ("post", "/auth/refresh"), ("get", "/users/me"),
        ("put", "/users/me"), ("get", "/projects"), ("post", "/projects"), ("get", "/projects/{project_id}"),
        ("put", "/projects/{project_id}"), ("delete", "/projects/{project_id}"), ("get", "/credits/balance"),
        ("get", "/credits/history"), ("post", "/jobs"), ("get", "/jobs/{job_id}"), ("get", "/jobs/{job_id}/status"),
        ("get", "/jobs/{job_id}/result"), ("delete", "/jobs/{job_id}"), ("get", "/admin/users"),
        ("get", "/admin/statistics"), ("get", "/admin/system-health"),
    }  # fmt: skip
    there = {(method, path.removeprefix("/api/v1")) for path, ways in schema["paths"].items() for method in ways}
    assert specified <= there
