"""/health, /ready and /metrics."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from server.settings import Environment
from server.vocabulary import JobStatus
from tests.server.people import DRAFT, sign_up, sign_up_admin
from tests.server.running import Served, prepare, serving, settings_for
from tests.server.stagehand import Stagehand


def test_a_process_that_answers_is_not_always_one_that_can_work(redis_url: str, tmp_path: Path, api: Served) -> None:
    assert httpx.get(f"{api.url}/health", timeout=20).json() == {"status": "ok"}
    ready = httpx.get(f"{api.url}/ready", timeout=20)
    assert ready.status_code == 200
    assert ready.json()["parts"] == {"database": True, "queue": True, "storage": True}
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:9/none"
    with serving(settings_for(tmp_path, nowhere, "redis://127.0.0.1:9")) as broken:
        assert httpx.get(f"{broken.url}/health", timeout=20).status_code == 200
        answer = httpx.get(f"{broken.url}/ready", timeout=20)
        assert answer.status_code == 503
        assert answer.json()["parts"] == {"database": False, "queue": False, "storage": True}
        assert "nobody" not in answer.text


def test_a_database_of_an_old_version_is_not_ready(redis_url: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, None, redis_url)) as api:
        assert httpx.get(f"{api.url}/ready", timeout=20).json()["parts"]["database"] is False
        prepare(api.studio.settings)
        assert httpx.get(f"{api.url}/ready", timeout=20).status_code == 200


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} in\n{text}"
    return float(found[1])


def test_what_prometheus_is_told(api: Served, tmp_path: Path) -> None:
    meera, admin = sign_up(api), sign_up_admin(api)
    job = meera.start_job(meera.create_project(DRAFT).id)
    waiting = httpx.get(f"{api.url}/metrics", timeout=20)
    assert waiting.headers["content-type"].startswith("text/plain")
    assert figure(waiting.text, 'studio_queue_waiting{queue="default"}') == 1
    Stagehand(api.studio).do_all()
    assert meera.job(job.id).status is JobStatus.COMPLETED
    second = sign_up(api, "ravi@studio.test")
    stopped = second.start_job(second.create_project(DRAFT).id)
    Stagehand(api.studio).begin()
    admin.admin_cancel_job(stopped.id)
    for _ in range(3):
        api.http.get(f"jobs/{job.id}")
    told = httpx.get(f"{api.url}/metrics", timeout=20).text
    assert figure(told, 'studio_jobs_total{error="",kind="film",status="completed"}') == 1
    assert figure(told, 'studio_jobs_total{error="",kind="film",status="cancelled"}') == 1
    assert figure(told, 'studio_credits_total{direction="out",type="deduction"}') == 6
    assert figure(told, 'studio_credits_total{direction="in",type="refund"}') == 3
    assert figure(told, 'studio_step_seconds_count{stage="plan"}') == 1
    assert figure(told, 'studio_step_seconds_count{stage="assemble"}') == 1
    assert figure(told, 'studio_request_seconds_count{method="GET",route="/jobs/{job_id}",status="4xx"}') >= 3
    assert figure(told, 'studio_problems_total{code="unauthorised"}') >= 3
    assert str(job.id) not in told, "no series for each job"


def test_figures_are_for_who_may_have_them(redis_url: str, tmp_path: Path, api: Served) -> None:
    far = {"X-Forwarded-For": "203.0.113.7"}
    assert httpx.get(f"{api.url}/metrics", headers=far, timeout=20).status_code == 404
    settings = settings_for(tmp_path, None, redis_url, metrics_token="a token of prometheus")  # noqa: S106
    with serving(settings) as guarded:
        assert httpx.get(f"{guarded.url}/metrics", timeout=20).status_code == 404
        bearer = {"Authorization": "Bearer a token of prometheus", **far}
        assert httpx.get(f"{guarded.url}/metrics", headers=bearer, timeout=20).status_code == 200
    production = settings.model_copy(update={"metrics_token": None, "environment": Environment.PRODUCTION})
    with serving(production) as shut:
        assert httpx.get(f"{shut.url}/metrics", timeout=20).status_code == 404


@pytest.mark.slow
def test_processes_on_one_port_are_measured_together(redis_url: str, tmp_path: Path) -> None:
    from tests.server.running import end, free_port, wait_until

    port = free_port()
    asked = {
        "STUDIO_DATA": str(tmp_path), "STUDIO_REDIS_URL": redis_url, "STUDIO_API_PORT": str(port),
        "STUDIO_API_PROCESSES": "2",
    }  # fmt: skip
    code = "from server.cli import api; api()"
    running = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **asked})
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{url}/ready", timeout=20).status_code == 200
        except httpx.HTTPError:
            return False

    try:
        wait_until(answers)
        for _ in range(40):  # each on a connection of its own: the two share them out
            assert httpx.get(f"{url}/api/v1/music", timeout=20).status_code == 200
        told = {httpx.get(f"{url}/metrics", timeout=20).text.count("\n") > 0 for _ in range(4)}
        counts = [
            figure(
                httpx.get(f"{url}/metrics", timeout=20).text,
                'studio_request_seconds_count{method="GET",route="/music",status="2xx"}',
            )
            for _ in range(6)
        ]
        assert told == {True}
        assert counts == [40.0] * 6, "whichever is asked"
    finally:
        end(running)
