"""Ordering, watching and stopping a film over HTTP."""

from __future__ import annotations

import threading
from pathlib import Path

import httpx
import pytest

from pipeline.vocabulary import Language
from server.client import ApiError
from server.clock import Clock
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, ProjectStatus, Queue, StepKind, StepState, Tier
from tests.server.films.test_quotes import LONG
from tests.server.people import DRAFT, SCRIPT, change, job_of, movements, sign_up
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, end, prepare, serving, settings_for, start_valkey
from tests.server.stagehand import Stagehand


def test_the_same_key_is_the_same_job(any_api: Served) -> None:
    client, hand = sign_up(any_api, credits_=3), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    first = client.start_job(project.id, "my order")
    assert (first.status, first.credits, first.progress) == (JobStatus.QUEUED, 3, 0)
    assert client.start_job(project.id, "my order") == first
    assert len(hand.messages()) == 1
    client.cancel_job(first.id)
    assert client.start_job(project.id, "my order").id == first.id, "the same order, even when it has ended"
    assert client.start_job(project.id, "another order").id != first.id
    other = client.create_project(DRAFT)
    with pytest.raises(ApiError) as refused:
        client.start_job(other.id, "my order")
    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_reused")
    # A key is one's own.
    ravi = sign_up(any_api, "ravi@studio.test")
    assert ravi.start_job(ravi.create_project(DRAFT).id, "my order").id != first.id


def test_a_project_has_one_film_in_the_making(any_api: Served) -> None:
    client = sign_up(any_api, credits_=9)
    project = client.create_project(DRAFT)
    at_once = threading.Barrier(3)
    ended: list[int] = []

    def start() -> None:
        at_once.wait()
        answer = any_api.http.post("jobs", json={"project_id": str(project.id)}, headers=authorised(client))
        ended.append(answer.status_code)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == [201, 409, 409]
    assert len(Stagehand(any_api.studio).messages()) == 1
    with pytest.raises(ApiError, match="cancel it") as refused:
        client.start_job(project.id)
    assert (refused.value.status, refused.value.code) == (409, "already_running")


def test_one_order_that_is_sent_twice_at_once(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT)
    at_once = threading.Barrier(3)
    ended: list[httpx.Response] = []

    def start() -> None:
        at_once.wait()
        headers = {**authorised(client), "Idempotency-Key": "mine"}
        ended.append(any_api.http.post("jobs", json={"project_id": str(project.id)}, headers=headers))

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in ended] == [201] * 3
    assert len({answer.json()["id"] for answer in ended}) == 1
    assert len(Stagehand(any_api.studio).messages()) == 1


def test_what_is_not_covered_is_not_begun(api: Served) -> None:
    client = sign_up(api, credits_=-1)
    project = client.create_project(DRAFT)
    with pytest.raises(ApiError, match="costs 3 credits and the balance is 2") as refused:
        client.start_job(project.id)
    assert (refused.value.status, refused.value.code) == (402, "insufficient_credits")
    assert client.project(project.id).status is ProjectStatus.DRAFT
    assert Stagehand(api.studio).messages() == []


def test_enterprise_needs_no_balance_and_pro_waits_less(api: Served) -> None:
    client, hand = sign_up(api, tier=Tier.ENTERPRISE, credits_=-3), Stagehand(api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    assert job_of(api.studio, job.id).queue is Queue.HIGH
    slow = sign_up(api, "ravi@studio.test")
    waiting = slow.start_job(slow.create_project(DRAFT).id)
    assert job_of(api.studio, waiting.id).queue is Queue.DEFAULT
    assert [hand.begin().job_id, hand.begin().job_id] == [job.id, waiting.id]
    assert client.balance().credits_balance == 0
    assert client.credit_history().items[0].amount == 0


@pytest.mark.parametrize(
    ("draft", "tier", "code"),
    [
        (ProjectDraft(script=""), Tier.PRO, "empty_script"),
        (
            ProjectDraft(script="word " * 501, settings=ProjectSettings(language=Language.ENGLISH)),
            Tier.PRO,
            "script_too_long",
        ),
        (ProjectDraft(script=SCRIPT, settings=ProjectSettings(minutes=2)), Tier.FREE, "length_above_tier"),
        (ProjectDraft(script=LONG), Tier.FREE, "script_too_long_for_tier"),
        (ProjectDraft(script=LONG, settings=ProjectSettings(minutes=1)), Tier.PRO, "length_does_not_fit"),
    ],
)
def test_what_cannot_be_filmed_is_not_begun(api: Served, draft: ProjectDraft, tier: Tier, code: str) -> None:
    client = sign_up(api, tier=tier, credits_=90)
    project = client.create_project(draft)
    answer = api.http.post("jobs", json={"project_id": str(project.id)}, headers=authorised(client))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    if code == "length_does_not_fit":
        assert 2 in problem["lengths"]
    assert (
        "Choose" in problem["detail"]
        or "Shorten" in problem["detail"]
        or "rite" in problem["detail"]
        or "Cut" in problem["detail"]
    )
    assert client.project(project.id).status is ProjectStatus.DRAFT
    assert client.project(project.id).latest_job_id is None


def test_cancelled_before_the_start_it_costs_nothing_and_after_it_what_was_taken(any_api: Served) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    early = client.start_job(project.id)
    assert client.cancel_job(early.id).status is JobStatus.CANCELLED
    assert client.project(project.id).status is ProjectStatus.DRAFT
    assert hand.claim() is None
    assert client.balance().credits_balance == 3
    late = client.start_job(project.id)
    claim = hand.begin()
    assert client.balance().credits_balance == 0
    assert client.cancel_job(late.id).status is JobStatus.CANCELLED
    assert client.cancel_job(late.id).status is JobStatus.CANCELLED
    assert hand.beat(claim) is False
    assert client.balance().credits_balance == 0
    progress = client.job_status(late.id)
    assert (progress.status, progress.current_step, progress.seconds_left) == (JobStatus.CANCELLED, None, None)


def test_a_balance_that_is_gone_by_the_start(any_api: Served) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    job = client.start_job(project.id)
    user = client.me().id
    change(any_api.studio, user, credits_=-1)
    assert hand.claim() is None
    ended = client.job(job.id)
    assert (ended.status, ended.error_code) == (JobStatus.FAILED, "insufficient_credits")
    assert "balance is 2" in (ended.error_message or "")
    assert ended.started_at is None
    assert [entry.amount for entry in movements(any_api.studio, user)] == [3, -1]
    assert client.project(project.id).status is ProjectStatus.FAILED


def test_a_failed_film_gives_its_credits_back_and_says_why(any_api: Served) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    job = client.start_job(client.create_project(DRAFT).id)
    assert hand.fail(hand.begin())
    ended = client.job(job.id)
    assert (ended.status, ended.error_code, ended.error_message) == (
        JobStatus.FAILED,
        "take_failed",
        "The painter has no paint.",
    )
    assert [entry.amount for entry in client.credit_history().items] == [3, -3, 3]
    assert "The Sea" in client.credit_history().items[0].description


def test_nobody_sees_somebody_elses_job(api: Served) -> None:
    client, other = sign_up(api), sign_up(api, "ravi@studio.test")
    job = client.start_job(client.create_project(DRAFT).id)
    for ask in (other.job, other.job_status, other.job_result, other.cancel_job, lambda key: next(other.follow(key))):
        with pytest.raises(ApiError) as refused:
            ask(job.id)
        assert (refused.value.status, refused.value.code) == (404, "not_found")
    assert client.job(job.id).status is JobStatus.QUEUED


def test_how_far_it_is_and_what_it_became(any_api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    job = client.start_job(project.id)
    with pytest.raises(ApiError) as early:
        client.job_result(job.id)
    assert (early.value.status, early.value.code) == (409, "not_finished")
    plan = hand.begin(StepKind.PLAN)
    assert hand.beat(plan, 0.5, "record")
    progress = client.job_status(job.id)
    assert (progress.status, progress.progress, progress.current_step) == (JobStatus.PROCESSING, 16, "record")
    assert progress.seconds_left is not None
    assert progress.shots == ()
    assert hand.finish(plan)
    assert [(shot.number, shot.state) for shot in client.job_status(job.id).shots] == [
        (0, StepState.QUEUED),
        (1, StepState.QUEUED),
    ]
    hand.deliver(tmp_path)
    progress = client.job_status(job.id)
    assert (progress.status, progress.progress, progress.seconds_left) == (JobStatus.COMPLETED, 100, None)
    stills = [shot.still_url or "" for shot in progress.shots]
    assert [any_api.http.get(url).content for url in stills] == [b"a still"] * 2
    result = client.job_result(job.id)
    assert (result.title, result.duration_seconds, result.width, result.height) == ("The Sea", 12.34, 640, 360)
    assert result.notes == ("It is short.",)
    assert any_api.http.get(result.thumbnail_url).content == b"a picture"
    assert any_api.http.get(result.subtitles["en"].vtt).content == b"a word"
    assert client.project(project.id).status is ProjectStatus.COMPLETED
    assert client.cancel_job(job.id).status is JobStatus.COMPLETED


def test_while_the_queue_is_away_an_order_is_taken_and_done_later(short_folder: Path) -> None:
    settings = settings_for(short_folder, None, None)
    prepare(settings)
    with serving(settings) as api:
        client = sign_up(api)
        job = client.start_job(client.create_project(DRAFT).id, "mine")
        assert client.job_status(job.id).status is JobStatus.QUEUED
        second = client.create_project(DRAFT)
        valkey = start_valkey(short_folder)
        try:
            hand, clock = Stagehand(api.studio), Clock(api.studio)
            assert hand.messages() == []
            hand.let_time_pass(sent=True)
            clock.tick()
            clock.tick()
            claim = hand.begin()
            assert claim.job_id == job.id
        finally:
            end(valkey)
        assert client.cancel_job(job.id).status is JobStatus.CANCELLED
        client.delete_project(second.id)
