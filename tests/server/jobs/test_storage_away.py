"""Storage that does not answer delays a film; only when it stays away the film fails, and the credits come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.jobs import runner
from server.settings import Settings
from server.vocabulary import JobStatus, StepKind, StepState
from server.wiring import open_studio
from tests.server.people import balance, creator, job_of, ordered, steps_of
from tests.server.running import prepare, settings_for, wipe


@pytest.fixture
def nowhere(tmp_path: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A studio whose bucket is where nobody listens."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    bucket = {"s3_bucket": "films", "s3_endpoint_url": "http://127.0.0.1:1", "s3_region": "us-east-1"}
    settings = settings_for(tmp_path, None, redis_url, **bucket)
    prepare(settings)
    return settings


@pytest.mark.parametrize(
    ("attempts", "status", "state", "left"),
    [(30, JobStatus.PROCESSING, StepState.QUEUED, 0), (1, JobStatus.FAILED, StepState.DROPPED, 3)],
)
def test_a_step_waits_for_storage(
    nowhere: Settings,
    monkeypatch: pytest.MonkeyPatch,
    attempts: int,
    status: JobStatus,
    state: StepState,
    left: int,
) -> None:
    monkeypatch.setattr(runner, "MOST_WAITS", attempts)
    monkeypatch.setattr(runner, "WAIT_S", 0.1)
    studio = open_studio(nowhere)
    wipe(studio)
    user = creator(studio, 3)
    job_id = ordered(studio, user, 3)
    (plan,) = steps_of(studio, job_id)
    runner.run(plan.id, plan.attempt, "a worker", studio, threads=1)
    (plan,) = steps_of(studio, job_id)
    assert (plan.kind, plan.state, plan.deaths) == (StepKind.PLAN, state, 0)
    assert job_of(studio, job_id).status is status
    assert balance(studio, user) == left
    studio.close()
