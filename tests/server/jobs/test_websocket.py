"""Watching a film being made, by a WebSocket of a real server."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from server.client import StudioClient
from server.edge import API
from server.jobs.board import Pinned
from server.jobs.schemas import JobProgress
from server.jobs.watching import show
from server.vocabulary import JobStatus, StepKind, Tier
from tests.server.people import DRAFT, sign_up
from tests.server.running import Served
from tests.server.stagehand import Stagehand


def opened(api: Served, job_id: UUID, bearer: str | None, query: str = "") -> ClientConnection:
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    url = f"{api.url.replace('http', 'ws', 1)}{API}/jobs/{job_id}/ws{query}"
    return connect(url, additional_headers=headers, proxy=None)


def token_of(client: StudioClient) -> str:
    assert client.tokens is not None
    return client.tokens.access_token


def closed_with(socket: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as ended:
        socket.recv(timeout=10)
    assert ended.value.rcvd is not None
    return int(ended.value.rcvd.code)


def test_every_change_is_told_until_the_end(any_api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    with opened(any_api, job.id, token_of(client)) as socket:
        first = JobProgress.model_validate_json(socket.recv(timeout=10))
        assert (first.id, first.status) == (job.id, JobStatus.QUEUED)
        claim = hand.begin(StepKind.PLAN)
        assert hand.beat(claim, 0.5, "record")
        show(job.id, any_api.studio)
        second = JobProgress.model_validate_json(socket.recv(timeout=10))
        assert (second.status, second.progress) == (JobStatus.PROCESSING, 16)
        assert hand.finish(claim)
        hand.deliver(tmp_path)
        seen = [second]
        while not seen[-1].status.is_final:
            seen.append(JobProgress.model_validate_json(socket.recv(timeout=10)))
        assert [one.progress for one in seen] == sorted(one.progress for one in seen)
        assert seen[-1] == client.job_status(job.id)
        assert closed_with(socket) == 1000


def test_a_browser_tells_its_token_first(api: Served) -> None:
    client = sign_up(api)
    job = client.start_job(client.create_project(DRAFT).id)
    with opened(api, job.id, None) as socket:
        socket.send(json.dumps({"token": token_of(client)}))
        assert JobProgress.model_validate_json(socket.recv(timeout=10)).id == job.id
    for nonsense in ("no json", "[1]", json.dumps({"token": "wrong"}), json.dumps({"token": 3}), b"bytes"):
        with opened(api, job.id, None) as socket:
            socket.send(nonsense)
            assert closed_with(socket) == 4401


def test_what_was_seen_is_not_sent_again(api: Served) -> None:
    client, hand = sign_up(api), Stagehand(api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    with opened(api, job.id, token_of(client), "?last_event_id=queued-0-None-0") as socket:
        with pytest.raises(TimeoutError):
            socket.recv(timeout=1.5)
        hand.begin(StepKind.PLAN)
        show(job.id, api.studio)
        assert JobProgress.model_validate_json(socket.recv(timeout=10)).status is JobStatus.PROCESSING


def test_nobody_watches_somebody_elses_job(api: Served) -> None:
    client, other = sign_up(api), sign_up(api, "ravi@studio.test", tier=Tier.ENTERPRISE)
    job = client.start_job(client.create_project(DRAFT).id)
    for job_id in (job.id, uuid4()):
        with opened(api, job_id, token_of(other)) as socket:
            assert closed_with(socket) == 4404
    with opened(api, job.id, "nobody's") as socket:
        assert closed_with(socket) == 4401
    key = other.make_api_key("watches").key
    own = other.start_job(other.create_project(DRAFT).id)
    with opened(api, own.id, key) as socket:
        assert JobProgress.model_validate_json(socket.recv(timeout=10)).id == own.id


def test_who_hangs_up_leaves_nothing_behind(api: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_up(api)
    job = client.start_job(client.create_project(DRAFT).id)
    for _ in range(5):
        with opened(api, job.id, token_of(client)) as socket:
            socket.recv(timeout=10)
    time.sleep(1.2)  # the lookout looks every half second
    looks: list[UUID] = []
    look = api.studio.board.read_all

    def counted(job_ids: Sequence[UUID]) -> list[Pinned | None]:
        looks.extend(job_ids)
        return look(job_ids)

    monkeypatch.setattr(api.studio.board, "read_all", counted)
    time.sleep(1.2)
    assert looks == []
    assert client.cancel_job(job.id).status is JobStatus.CANCELLED
