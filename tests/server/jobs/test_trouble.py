"""A step in trouble: a database that is locked for seconds, a disk that is full, work that hears nothing of its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from pipeline.context import StageContext
from pipeline.takes import TakeStore
from server.database import unit_of_work
from server.films import steps
from server.films.order import FilmOrder, PlannedShot
from server.jobs import repository, runner
from server.jobs.graph import graph_of
from server.models import AIJob
from server.vocabulary import JobStatus, JobType, StepKind, StepState
from server.wiring import Studio
from tests.server.people import balance, creator, job_of, movements, ordered, steps_of
from tests.server.running import is_sqlite

LOCKED_S = 3.0


class FullDisk(TakeStore):
    """Whatever is kept meets the kernel's own word for a full disk."""

    def _keep(self, key: str, suffix: str, path: Path, sidecar: Path) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(path.read_bytes())


@dataclass(frozen=True, slots=True)
class FullStudio(Studio):
    """A studio with such a disk."""

    def takes(self, user_id: UUID) -> TakeStore:
        return FullDisk(self.settings.data / "full" / str(user_id))


def sketched(studio: Studio, user: UUID) -> UUID:
    """A storyboard in the making: quick, and real work all the same."""
    job_id = ordered(studio, user, begin=False)
    with unit_of_work(studio.sessions) as session:
        job = session.get_one(AIJob, job_id)
        job.job_type = JobType.STORYBOARD
        graph_of(session, studio).begin(job)
    return job_id


@contextmanager
def locked(studio: Studio, seconds: float) -> Iterator[None]:
    """Nobody can write anything for so long."""
    held = threading.Event()

    def hold() -> None:
        with studio.engine.connect() as connection:
            if is_sqlite(studio):
                connection.execution_options(sqlite_begin="BEGIN IMMEDIATE")
                connection.execute(text("UPDATE ai_jobs SET progress = progress"))
            else:
                connection.execute(text("LOCK TABLE ai_jobs, job_steps, users IN ACCESS EXCLUSIVE MODE"))
            held.set()
            time.sleep(seconds)
            connection.rollback()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    yield
    thread.join()


def test_a_database_that_is_locked_for_seconds_delays_a_step(any_studio: Studio) -> None:
    user = creator(any_studio)
    job_id = sketched(any_studio, user)
    (plan,) = steps_of(any_studio, job_id)
    started = time.monotonic()
    with locked(any_studio, LOCKED_S):
        runner.run(plan.id, plan.attempt, "a worker", any_studio, threads=1)
    assert time.monotonic() - started >= LOCKED_S
    plan = next(step for step in steps_of(any_studio, job_id) if step.kind is StepKind.PLAN)
    assert (plan.state, plan.attempt, plan.deaths) == (StepState.DONE, 1, 0)
    assert job_of(any_studio, job_id).status is JobStatus.PROCESSING
    assert [entry.amount for entry in movements(any_studio, user)] == [3, -3]


def test_a_full_disk_is_told_and_paid_back(any_studio: Studio) -> None:
    studio = FullStudio(**{field.name: getattr(any_studio, field.name) for field in fields(any_studio)})
    user = creator(studio)
    job_id = ordered(studio, user)
    (plan,) = steps_of(studio, job_id)
    runner.run(plan.id, plan.attempt, "a worker", studio, threads=1)
    job = job_of(studio, job_id)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "disk_full")
    assert "disk is full" in (job.error_message or "")
    assert "credits are back" in (job.error_message or "")
    assert str(studio.settings.data) not in (job.error_message or "")
    assert [entry.amount for entry in movements(studio, user)] == [3, -3, 3]
    assert balance(studio, user) == 3


@pytest.mark.parametrize("hears", [True, False])
def test_who_works_at_what_was_cancelled_stops_or_is_stopped(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, hears: bool
) -> None:
    """Without a word from the queue: as when the message that stops it is lost."""
    job_id = sketched(studio, creator(studio))
    (plan,) = steps_of(studio, job_id)
    begun, left = threading.Event(), threading.Event()

    def work(_order: FilmOrder, context: StageContext) -> tuple[PlannedShot, ...]:
        begun.set()
        while not left.is_set():
            time.sleep(0.02)
            if hears:
                context.step("read", 0, 1)
        return (PlannedShot(24),)

    monkeypatch.setattr(steps, "draft", work)
    args = (plan.id, plan.attempt, "a worker", studio, 1, left.set)
    worker = threading.Thread(target=runner.run, args=args)
    worker.start()
    assert begun.wait(10)
    with unit_of_work(studio.sessions) as session:
        job = repository.lock(session, job_id)
        assert job is not None
        graph_of(session, studio).cancel(job)
    cancelled = time.monotonic()
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert time.monotonic() - cancelled < runner.BEAT_S + runner.BREATH_S + 3  # the machine may be busy
    assert left.is_set() is not hears, "who hears of it ends by itself"
    assert job_of(studio, job_id).status is JobStatus.CANCELLED
    assert {step.state for step in steps_of(studio, job_id)} == {StepState.DROPPED}
