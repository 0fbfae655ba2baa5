"""Watching a film being made, by server-sent events from a real server."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import UUID

import httpx
from httpx_sse import EventSource

from server.client import ApiError, StudioClient
from server.jobs.schemas import JobProgress
from server.jobs.watching import show
from server.vocabulary import JobStatus, StepKind
from tests.server.people import DRAFT, sign_up
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, free_port, prepare, serving, settings_for, wait_until
from tests.server.stagehand import Stagehand


class Watcher(threading.Thread):
    """Follows a job, as a front end does."""

    def __init__(self, client: StudioClient, job_id: UUID) -> None:
        super().__init__(daemon=True)
        self._client, self._job_id = client, job_id
        self.seen: list[JobProgress] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            for progress in self._client.follow(self._job_id):
                self.seen.append(progress)
        except Exception as failure:  # noqa: BLE001 - looked at by the test
            self.failure = failure

    def sees(self, status: JobStatus, progress: int) -> bool:
        return any((one.status, one.progress) == (status, progress) for one in self.seen)


def test_every_change_is_told_until_the_end(any_api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    watcher = Watcher(client, job.id)
    watcher.start()
    wait_until(lambda: watcher.sees(JobStatus.QUEUED, 0))
    claim = hand.begin(StepKind.PLAN)
    assert hand.beat(claim, 0.5, "record")
    show(job.id, any_api.studio)
    wait_until(lambda: watcher.sees(JobStatus.PROCESSING, 16))
    assert hand.finish(claim)
    hand.deliver(tmp_path)
    watcher.join(timeout=10)
    assert not watcher.is_alive()
    assert watcher.failure is None
    assert watcher.sees(JobStatus.COMPLETED, 100)
    assert [one.progress for one in watcher.seen] == sorted(one.progress for one in watcher.seen)
    assert watcher.seen[-1] == client.job_status(job.id)


def events_of(
    api: Served, client: StudioClient, job_id: UUID, last: str | None = None, count: int = 1
) -> list[tuple[str, str, JobProgress]]:
    headers = {**authorised(client), **({"Last-Event-ID": last} if last else {})}
    found: list[tuple[str, str, JobProgress]] = []
    with api.http.stream("GET", f"jobs/{job_id}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for event in EventSource(answer).iter_sse():
            found.append((event.event, event.id, JobProgress.model_validate_json(event.data)))
            if len(found) == count:
                break
    return found


def test_a_stream_is_taken_up_where_it_broke(api: Served) -> None:
    client, hand = sign_up(api), Stagehand(api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    ((name, seen, progress),) = events_of(api, client, job.id)
    assert (name, progress.status) == ("progress", JobStatus.QUEUED)
    assert events_of(api, client, job.id) == [(name, seen, progress)]

    def begin() -> None:
        time.sleep(1)
        hand.begin()
        show(job.id, api.studio)

    beginning = threading.Thread(target=begin)
    beginning.start()
    ((_, later, progress),) = events_of(api, client, job.id, seen)
    beginning.join()
    assert later != seen
    assert progress.status is JobStatus.PROCESSING
    client.cancel_job(job.id)
    ((_, last, progress),) = events_of(api, client, job.id, later, count=5)
    assert progress.status is JobStatus.CANCELLED
    assert events_of(api, client, job.id, last) == [], "there is nothing to tell any more"


def test_whoever_watches_a_film_that_is_cancelled_or_deleted_hears_of_it(api: Served) -> None:
    client, hand = sign_up(api), Stagehand(api.studio)
    project = client.create_project(DRAFT)
    for delete in (False, True):
        job = client.start_job(project.id)
        hand.begin() if delete else hand.take()
        show(job.id, api.studio)
        watcher = Watcher(client, job.id)
        watcher.start()
        wait_until(lambda watcher=watcher: watcher.seen)  # type: ignore[misc]
        if delete:
            client.delete_project(project.id)
        else:
            client.cancel_job(job.id)
        watcher.join(timeout=10)
        assert not watcher.is_alive()
        assert delete or watcher.sees(JobStatus.CANCELLED, 0)
    assert isinstance(watcher.failure, ApiError)
    assert watcher.failure.status == 404


def test_whoever_watches_stays_through_a_restart_of_the_server(redis_url: str, tmp_path: Path) -> None:
    settings, port = settings_for(tmp_path, None, redis_url), free_port()
    prepare(settings)
    with serving(settings, port) as api:
        api.studio.redis.flushdb()
        client = sign_up(api)
        tokens = client.tokens
        job = client.start_job(client.create_project(DRAFT).id)
    with httpx.Client() as http:
        watcher = Watcher(StudioClient(f"http://127.0.0.1:{port}", tokens, http=http), job.id)
        with serving(settings, port):
            watcher.start()
            wait_until(lambda: watcher.seen)
        time.sleep(2)
        assert watcher.is_alive(), watcher.failure
        with serving(settings, port) as api:
            hand = Stagehand(api.studio)
            hand.begin()
            show(job.id, api.studio)
            wait_until(lambda: watcher.sees(JobStatus.PROCESSING, 0))
            client = api.client_with(tokens)  # type: ignore[arg-type]
            client.cancel_job(job.id)
            watcher.join(timeout=10)
    assert [one.status for one in watcher.seen] == [JobStatus.QUEUED, JobStatus.PROCESSING, JobStatus.CANCELLED]


def test_a_board_that_is_away_is_no_reason_to_see_nothing(short_folder: Path) -> None:
    settings = settings_for(short_folder, None, None)
    prepare(settings)
    with serving(settings) as api:
        client = sign_up(api)
        job = client.start_job(client.create_project(DRAFT).id)
        watcher = Watcher(client, job.id)
        watcher.start()
        wait_until(lambda: watcher.seen)
        client.cancel_job(job.id)
        watcher.join(timeout=10)
        assert watcher.sees(JobStatus.CANCELLED, 0)
