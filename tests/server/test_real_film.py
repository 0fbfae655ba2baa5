"""The real thing: processes as `studio up` starts them, a real film, and a kill -9 wherever it hurts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from uuid import UUID

import av
import httpx
import psutil
import pytest

from server.client import StudioClient
from server.house.valkey import answers
from server.models import JobStep
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.settings import Settings
from server.vocabulary import JobStatus, StepKind, StepState, TransactionType
from server.wiring import Studio, open_studio
from tests.server.people import PASSWORD, job_of, movements, steps_of
from tests.server.running import free_port, is_alive, settings_for, wait_until
from tests.stories import TWO_LAMPS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real film")]

STUDIO = Path(sys.executable).with_name("studio")
LEASE_S = 8.0


@dataclass
class House:
    """The processes of a studio, each of which can be killed."""

    settings: Settings
    studio: Studio
    log: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.api_port}"

    def start(self, name: str) -> None:
        """Start a process; worker-1 and worker-2 are both workers."""
        changed = self.settings.model_dump(exclude_unset=True, mode="json")
        given = {f"STUDIO_{key.upper()}": str(value) for key, value in changed.items() if value is not None}
        one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                [str(STUDIO), name.partition("-")[0]],
                env={**os.environ, **one_thread, **given},
                cwd=self.settings.data,
                stdout=log,
                stderr=log,
                start_new_session=True,  # as `studio up` does: who kills a process group kills one of ours alone
            )

    def open(self) -> None:
        """Start everything that does not run."""
        self.start("valkey")
        wait_until(lambda: answers(self.settings.data))
        self.start("api")
        wait_until(self._listens)
        for name in ("worker-1", "worker-2", "clock"):
            self.start(name)

    def kill(self, name: str, signum: signal.Signals = signal.SIGKILL) -> None:
        process = self.running.pop(name)
        process.send_signal(signum)
        process.wait(timeout=30)

    def close(self) -> None:
        # The queue last: nobody who lives has a reason to complain.
        for name in sorted(self.running, key="valkey".__eq__):
            self.kill(name)

    def horse(self, name: str) -> int | None:
        """The process in which a worker does its step."""
        children = psutil.Process(self.running[name].pid).children()
        return children[0].pid if children else None

    def busy(self, *kinds: StepKind) -> tuple[str, int, JobStep] | None:
        """A worker that is at a step of these kinds, its horse, and the step."""
        for step in self._running_steps(kinds):
            for name in ("worker-1", "worker-2"):
                if name in self.running and (horse := self.horse(name)) and self._works_at(horse, step):
                    return name, horse, step
        return None

    def _running_steps(self, kinds: tuple[StepKind, ...]) -> list[JobStep]:
        from sqlalchemy import select

        from server.database import unit_of_work

        with unit_of_work(self.studio.sessions, write=False) as session:
            query = select(JobStep).where(JobStep.state == StepState.RUNNING, JobStep.kind.in_(kinds))
            return list(session.scalars(query))

    def _works_at(self, horse: int, step: JobStep) -> bool:
        """RQ calls a worker by a name of its own; the machine and the process are told under it."""
        import rq

        worker = rq.Worker.find_by_key(f"rq:worker:{step.worker}", connection=self.studio.redis)
        parent = psutil.Process(horse).ppid() if psutil.pid_exists(horse) else None
        return worker is not None and worker.pid == parent

    def _listens(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health").status_code == 200
        except httpx.TransportError:
            return False

    def takes_of(self, user: UUID) -> dict[Path, int]:
        """Every take there is, and when it was made."""
        folder = self.settings.data / "takes" / str(user)
        # A take is there when its sidecar is, which arrives last.
        keys = {path.stem for path in folder.glob("[0-9a-f][0-9a-f]/*.json")}
        return {path: path.stat().st_mtime_ns for path in folder.glob("[0-9a-f][0-9a-f]/*") if path.stem in keys}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("s")
    more = {"api_port": free_port(), "workers": 2, "lease_seconds": LEASE_S, "sweep_seconds": 0.5}
    settings = settings_for(data, None, None, **more)
    house = House(settings, open_studio(settings), data / "log")
    try:
        house.open()
        yield house
    finally:
        house.close()
        house.studio.close()
        said = house.log.read_text()
        # Whoever was killed has nothing to say, and nobody else had a reason to complain.
        assert "Traceback" not in said, said[-5_000:]


@dataclass(frozen=True)
class Order:
    """A film in the making."""

    house: House
    client: StudioClient
    user: UUID
    job: UUID

    def status(self) -> JobStatus:
        return job_of(self.house.studio, self.job).status

    def step(self, step: JobStep) -> JobStep:
        return next(one for one in steps_of(self.house.studio, self.job) if one.id == step.id)

    def paid(self) -> list[tuple[TransactionType, int]]:
        return [(entry.type, entry.amount) for entry in movements(self.house.studio, self.user)]


def order(house: House, http: httpx.Client, title: str) -> Order:
    client = StudioClient(house.url, http=http)
    client.register(f"{title.lower()}@studio.test", PASSWORD)
    settings = ProjectSettings(height=360)
    project = client.create_project(ProjectDraft(script=TWO_LAMPS.replace("Two Lamps", title), settings=settings))
    return Order(house, client, client.me().id, client.start_job(project.id).id)


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=60) as client:
        yield client


def found(look: Callable[[], tuple[str, int, JobStep] | None]) -> tuple[str, int, JobStep]:
    """What a look finds in the end."""
    seen: list[tuple[str, int, JobStep]] = []

    def there() -> bool:
        one = look()
        seen.extend([one] if one else [])
        return bool(one)

    wait_until(there, 120, 0.05)
    return seen[0]


def check_film(order: Order) -> None:
    """It has pictures, sound and words, and was paid once."""
    wait_until(lambda: order.status().is_final, 200, 0.2)
    job = job_of(order.house.studio, order.job)
    assert (job.status, job.error_message) == (JobStatus.COMPLETED, None)
    assert order.paid() == [(TransactionType.GRANT, 3), (TransactionType.DEDUCTION, -3)]
    result = order.client.job_result(order.job)
    assert result.report["faults"] == []
    answer = order.client._http.get(result.video_url)
    assert answer.status_code == 200
    with av.open(BytesIO(answer.content), "r") as film:
        assert [stream.type for stream in film.streams][:3] == ["video", "audio", "subtitle"]
        assert film.streams.video[0].height == result.height == 360
        assert float(film.duration or 0) / 1e6 == pytest.approx(result.duration_seconds, abs=0.2)
    stills = [shot.still_url or "" for shot in order.client.job_status(order.job).shots]
    assert len(stills) >= 3
    assert all(order.client._http.get(still).status_code == 200 for still in stills)


def test_a_worker_and_a_horse_are_killed_in_the_middle_of_a_film(house: House, http: httpx.Client) -> None:
    made = order(house, http, "Lamps")
    name, horse, step = found(lambda: house.busy(StepKind.SHOT, StepKind.SCORE))
    before = house.takes_of(made.user)
    assert any(path.suffix == ".wav" for path in before)
    house.kill(name)
    house.start(name)
    # Its horse dies with it: nobody goes on with a step that will be given to another.
    wait_until(lambda: not is_alive(horse), 20)
    wait_until(lambda: made.step(step).attempt > step.attempt or made.step(step).state is StepState.DONE)
    assert made.step(step).deaths == 1

    _, horse, step = found(lambda: house.busy(StepKind.SHOT, StepKind.SCORE, StepKind.ASSEMBLE))
    os.kill(horse, signal.SIGKILL)
    killed = time.monotonic()
    wait_until(lambda: made.step(step).attempt > step.attempt)
    # Its worker lives and says so at once: nobody waits for a lease to end.
    assert time.monotonic() - killed < LEASE_S
    assert made.step(step).deaths == step.deaths + 1

    check_film(made)
    after = house.takes_of(made.user)
    assert [path for path in before if after.get(path) != before[path]] == [], "what was finished was made again"


def test_a_worker_is_told_to_stop_and_then_everything_is_killed(house: House, http: httpx.Client) -> None:
    made = order(house, http, "Rivers")
    name, _, step = found(lambda: house.busy(StepKind.PLAN, StepKind.SHOT, StepKind.SCORE))
    house.kill(name, signal.SIGTERM)
    house.start(name)
    wait_until(lambda: made.step(step).attempt > step.attempt)
    # By itself, and not because its lease has ended: nothing is held against the step.
    assert made.step(step).deaths == 0

    found(lambda: house.busy(StepKind.SHOT, StepKind.SCORE))
    before = house.takes_of(made.user)
    house.close()
    assert not made.status().is_final
    house.open()
    check_film(made)
    after = house.takes_of(made.user)
    assert [path for path in before if after.get(path) != before[path]] == [], "what was finished was made again"


def test_a_film_that_is_cancelled_keeps_nobody_busy(house: House, http: httpx.Client) -> None:
    made = order(house, http, "Cancelled")
    _, horse, _ = found(lambda: house.busy(StepKind.PLAN))
    assert made.client.cancel_job(made.job).status is JobStatus.CANCELLED
    wait_until(lambda: not is_alive(horse), 20)
    assert made.client.job_status(made.job).status is JobStatus.CANCELLED
    assert [amount for _, amount in made.paid()] == [3, -3]
    assert {step.state for step in steps_of(house.studio, made.job)} == {StepState.DROPPED}
    time.sleep(1)
    assert all(process.poll() is None for process in house.running.values()), "its workers live on"


def test_an_admin_sees_who_works(house: House, http: httpx.Client) -> None:
    # The studio has made its first admin by itself.
    note = house.settings.data / "first-admin"
    assert note.stat().st_mode & 0o777 == 0o600
    admin = StudioClient(house.url, http=http)
    admin.log_in(*note.read_text().split())
    wait_until(lambda: len(admin.system_health().workers) == 2)
    well = admin.system_health()
    assert well.healthy, well.parts
    assert {worker.queues for worker in well.workers} == {("high", "default")}
    assert [queue.waiting for queue in well.queues] == [0, 0]
    made = order(house, http, "Seen")
    found(lambda: house.busy(StepKind.PLAN))
    busy = [worker for worker in admin.system_health().workers if worker.current_job_id]
    assert [worker.current_job_id for worker in busy] == [made.job]
    assert admin.admin_cancel_job(made.job).status is JobStatus.CANCELLED
    assert [amount for _, amount in made.paid()] == [3, -3, 3]
    assert admin.admin_jobs(status=JobStatus.CANCELLED).items[0].id == made.job


def test_a_step_that_kills_every_worker_is_given_up_and_paid_back(house: House, http: httpx.Client) -> None:
    made = order(house, http, "Poison")
    for _ in range(house.settings.most_attempts):
        _, horse, step = found(lambda: house.busy(StepKind.PLAN))
        os.kill(horse, signal.SIGKILL)
        wait_until(lambda step=step: made.step(step).attempt > step.attempt or made.status().is_final)  # type: ignore[misc]
    wait_until(lambda: made.status().is_final)
    job = made.client.job(made.job)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "worker_died")
    assert [amount for _, amount in made.paid()] == [3, -3, 3]
    assert made.client.job_status(made.job).status is JobStatus.FAILED
    time.sleep(1)
    assert all(process.poll() is None for process in house.running.values()), "its workers live on"


def test_a_step_that_cannot_be_done_is_given_up_and_paid_back(house: House, http: httpx.Client) -> None:
    client = StudioClient(house.url, http=http)
    client.register("folder@studio.test", PASSWORD)
    project = client.create_project(
        ProjectDraft(script=TWO_LAMPS.replace("Two Lamps", "Folder"), settings=ProjectSettings(height=360))
    )
    found_free = house.studio.queue.queues()
    assert [queue.waiting for queue in found_free] == [0, 0]
    job = client.start_job(project.id)
    made = Order(house, client, client.me().id, job.id)
    folder = house.settings.data / "takes" / str(made.user)
    # Where takes should go there is a file. The quote has made the folder already.
    wait_until(lambda: made.status() is not JobStatus.QUEUED, 30)
    folder.rename(folder.with_suffix(".away"))
    folder.write_text("in the way")
    wait_until(lambda: made.status().is_final, 60)
    ended = client.job(made.job)
    assert (ended.status, ended.error_code) == (JobStatus.FAILED, "internal")
    assert "credits are back" in (ended.error_message or "")
    assert str(folder) not in (ended.error_message or "")
    assert [amount for _, amount in made.paid()] == [3, -3, 3]
    assert all(step.deaths == 0 for step in steps_of(house.studio, made.job))
    # It was said once, for whoever runs the studio.
    said = house.log.read_text()
    assert said.count("step failed") == said.count("Traceback") == 1
    house.log.write_text("")
