"""The real thing: processes as `studio up` starts them, a real film, and a kill -9 wherever it hurts."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import av
import httpx
import pytest

from pipeline.vocabulary import Aspect, Language
from server.client import StudioClient
from server.jobs.schemas import (
    DubRequest,
    FormatRequest,
    Job,
    LineRequest,
    ShotRequest,
    StoryboardRequest,
)
from server.models import JobStep
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, JobType, StepKind, StepState, TransactionType
from server.wiring import open_studio
from tests.server.people import PASSWORD, change, job_of, movements, steps_of
from tests.server.processes import House
from tests.server.running import free_port, is_alive, settings_for, wait_until
from tests.stories import TWO_LAMPS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real film")]

LEASE_S = 8.0


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
    assert {worker.queues for worker in well.workers} == {("high", "default", "gpu")}
    assert [queue.waiting for queue in well.queues] == [0, 0, 0]
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
    assert [queue.waiting for queue in found_free] == [0, 0, 0]
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


def ended(made: Order) -> JobStatus:
    wait_until(lambda: made.status().is_final, 300, 0.2)
    job = job_of(made.house.studio, made.job)
    assert job.error_message is None
    return job.status


@pytest.mark.timeout(900)
def test_a_storyboard_a_film_and_all_that_is_made_of_it(house: House, http: httpx.Client) -> None:
    client = StudioClient(house.url, http=http)
    client.register("versions@studio.test", PASSWORD)
    user = client.me().id
    change(house.studio, user, credits_=2)
    draft = ProjectDraft(script=TWO_LAMPS.replace("Two Lamps", "Versions"), settings=ProjectSettings(height=360))
    project = client.create_project(draft).id

    def made(job: Job) -> Order:
        one = Order(house, client, user, job.id)
        assert ended(one) is JobStatus.COMPLETED
        return one

    paper = made(client.order(StoryboardRequest(project_id=project, job_type=JobType.STORYBOARD)))
    board = client.storyboard_result(paper.job)
    shots = [shot for scene in board.board["scenes"] for shot in scene["shots"]]
    assert len(board.pictures) == len(shots) >= 3
    assert all(http.get(url).headers["content-type"] == "image/jpeg" for url in board.pictures)
    assert [path for path in house.takes_of(user) if path.suffix == ".wav"] == [], "nothing is recorded for it"

    film = made(client.start_job(project))
    first = client.job_result(film.job)
    assert first.lines[0].text == "Will the river carry it?"
    before = house.takes_of(user)

    line = made(client.order(LineRequest(project_id=project, job_type=JobType.LINE, line=1)))
    steps = [step for step in steps_of(house.studio, line.job) if step.kind is StepKind.SHOT]
    worked = [step for step in steps if step.attempt]
    assert 0 < len(worked) < len(steps), "only the shots that the line is heard in are filmed again"
    assert all(step.still_url for step in steps)
    shot = made(client.order(ShotRequest(project_id=project, job_type=JobType.SHOT, shot=1)))
    assert client.project(project).film_job_id == shot.job

    words = ("¿Lo llevará el río?", "Si lo sueltas con cuidado.", "¡Mira!", "Brilla.")
    script = draft.script
    for old, new in zip([line.text for line in first.lines], words, strict=True):
        script = script.replace(old, new)
    dub = made(
        client.order(DubRequest(project_id=project, job_type=JobType.DUB, language=Language.SPANISH, script=script))
    )
    spoken = client.job_result(dub.job)
    assert (spoken.language, [one.text for one in spoken.lines]) == (Language.SPANISH, list(words))
    assert list(spoken.subtitles) == ["es"]
    tall = made(
        client.order(FormatRequest(project_id=project, job_type=JobType.FORMAT, aspect=Aspect.TALL, height=360))
    )
    upright = client.job_result(tall.job)
    assert (upright.width, upright.height) == (360, 640)
    assert client.job_result(shot.job).report["faults"] == spoken.report["faults"] == upright.report["faults"] == []

    # Nothing that was there was made again, and nothing but the film and its two copies was paid for.
    after = house.takes_of(user)
    assert [path for path in before if after.get(path) != before[path]] == []
    assert [amount for _, amount in film.paid()] == [3, 2, -3, -1, -1]
    assert client.project(project).film_job_id == shot.job
