"""What those who run the studio see and do, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from pipeline.vocabulary import Language
from server.client import ApiError
from server.vocabulary import JobStatus, ProjectStatus, Role, StepKind, StepState, Tier
from tests.server.billing.test_billing import press
from tests.server.people import DRAFT, balance, movements, sign_up, sign_up_admin
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, end, prepare, serving, settings_for, start_valkey
from tests.server.stagehand import Stagehand


def test_users_are_searched_and_come_in_pages(any_api: Served, tmp_path: Path) -> None:
    admin = sign_up_admin(any_api)
    meera = any_api.client()
    meera.register("meera_k@studio.test", "a long password", "Meera 100% Kumari")
    ravi = sign_up(any_api, "ravi@studio.test", credits_=6)
    ravi.start_job(ravi.create_project(DRAFT).id)
    hand = Stagehand(any_api.studio)
    hand.deliver(tmp_path)
    failed = ravi.start_job(ravi.create_project(DRAFT).id)
    assert hand.fail(hand.begin())
    assert ravi.job(failed.id).status is JobStatus.FAILED
    cancelled = ravi.start_job(ravi.create_project(DRAFT).id)
    hand.begin()
    ravi.cancel_job(cancelled.id)
    everybody = admin.admin_users().items
    assert [user.email for user in everybody] == ["ravi@studio.test", "meera_k@studio.test", "admin@studio.test"]
    assert [(user.films, user.credits_spent, user.credits_balance) for user in everybody] == [
        (1, 6, 3),
        (0, 0, 3),
        (0, 0, 3),
    ]
    assert everybody[2].role is Role.ADMIN
    for search, found in (
        ("RAVI", ["ravi@studio.test"]),
        ("kumari", ["meera_k@studio.test"]),
        ("100%", ["meera_k@studio.test"]),
        ("%", ["meera_k@studio.test"]),
        ("_", ["meera_k@studio.test"]),
        ("studio.test", [user.email for user in everybody]),
        ("nobody", []),
        ("' OR 1=1 --", []),
    ):
        assert [user.email for user in admin.admin_users(search=search).items] == found, search
    answer = any_api.http.get("admin/users", params={"search": "a\x00"}, headers=authorised(admin))
    assert answer.status_code == 422
    seen, cursor = [], None
    for _ in range(2):
        page = admin.admin_users(cursor=cursor, limit=2)
        seen += [user.email for user in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == ([user.email for user in everybody], None)


def test_jobs_with_their_steps(any_api: Served) -> None:
    admin, ravi, hand = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test"), Stagehand(any_api.studio)
    job = ravi.start_job(ravi.create_project(DRAFT).id)
    own = admin.start_job(admin.create_project(DRAFT).id)
    claim = hand.begin(StepKind.PLAN)
    assert claim.job_id == job.id
    assert hand.beat(claim, 0.5)
    assert hand.finish(claim)
    assert [one.id for one in admin.admin_jobs().items] == [own.id, job.id]
    (shown,) = admin.admin_jobs(status=JobStatus.PROCESSING).items
    assert (shown.user_email, shown.project_title, shown.id) == ("ravi@studio.test", "The Sea", job.id)
    assert [(step.kind, step.number, step.state, step.attempt) for step in shown.steps] == [
        (StepKind.PLAN, 0, StepState.DONE, 1),
        (StepKind.SHOT, 0, StepState.QUEUED, 1),
        (StepKind.SHOT, 1, StepState.QUEUED, 1),
        (StepKind.SCORE, 0, StepState.QUEUED, 1),
        (StepKind.ASSEMBLE, 0, StepState.WAITING, 0),
    ]
    assert (shown.steps[0].worker, shown.steps[0].done) == ("stagehand", 1.0)
    page = admin.admin_jobs(limit=1)
    assert [one.id for one in admin.admin_jobs(cursor=page.next_cursor, limit=1).items] == [job.id]
    assert admin.admin_jobs(status=JobStatus.COMPLETED).items == ()


def test_a_failed_film_is_begun_again_and_paid_again(any_api: Served, tmp_path: Path) -> None:
    admin, ravi, hand = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test"), Stagehand(any_api.studio)
    user = ravi.me().id
    project = ravi.create_project(DRAFT)
    job = ravi.start_job(project.id)
    with pytest.raises(ApiError) as refused:
        admin.admin_retry_job(job.id)
    assert (refused.value.status, refused.value.code) == (409, "not_ended")
    first = hand.begin()
    assert hand.fail(first)
    again = admin.admin_retry_job(job.id)
    assert (again.id, again.status, again.progress) == (job.id, JobStatus.QUEUED, 0)
    assert (again.error_code, again.started_at, again.completed_at) == (None, None, None)
    assert ravi.project(project.id).status is ProjectStatus.PROCESSING
    # Whoever was at it in the first round has no say in the second.
    assert hand.beat(first) is False
    assert hand.finish(first) is False
    hand.deliver(tmp_path)
    assert ravi.job(job.id).status is JobStatus.COMPLETED
    assert [entry.amount for entry in movements(any_api.studio, user)] == [3, -3, 3, -3]
    with pytest.raises(ApiError) as refused:
        admin.admin_retry_job(job.id)
    assert refused.value.code == "not_ended"


def test_it_fails_again_and_gives_back_again(any_api: Served) -> None:
    admin, ravi, hand = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test"), Stagehand(any_api.studio)
    job = ravi.start_job(ravi.create_project(DRAFT).id)
    for _ in range(3):
        assert hand.fail(hand.begin())
        admin.admin_retry_job(job.id)
    assert [entry.amount for entry in movements(any_api.studio, ravi.me().id)] == [3, *[-3, 3] * 3]
    assert balance(any_api.studio, ravi.me().id) == 3


def test_a_film_that_was_cancelled_can_be_begun_again_unless_another_is(any_api: Served) -> None:
    admin, ravi, hand = (
        sign_up_admin(any_api),
        sign_up(any_api, "ravi@studio.test", credits_=3),
        Stagehand(any_api.studio),
    )
    project = ravi.create_project(DRAFT)
    job = ravi.start_job(project.id)
    hand.begin()
    ravi.cancel_job(job.id)
    other = ravi.start_job(project.id)
    with pytest.raises(ApiError) as refused:
        admin.admin_retry_job(job.id)
    assert (refused.value.status, refused.value.code) == (409, "already_running")
    ravi.cancel_job(other.id)
    admin.admin_retry_job(job.id)
    hand.lose_all()
    hand.let_time_pass(sent=True)
    assert ravi.job(job.id).status is JobStatus.QUEUED
    with pytest.raises(ApiError) as refused:
        ravi.start_job(project.id)
    assert refused.value.code == "already_running"
    with pytest.raises(ApiError) as refused:
        admin.admin_retry_job(uuid4())
    assert refused.value.status == 404


def test_a_studio_that_stops_a_film_gives_the_credits_back(any_api: Served) -> None:
    admin, ravi, hand = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test"), Stagehand(any_api.studio)
    user = ravi.me().id
    waiting = ravi.start_job(ravi.create_project(DRAFT).id)
    assert admin.admin_cancel_job(waiting.id).status is JobStatus.CANCELLED
    assert [entry.amount for entry in movements(any_api.studio, user)] == [3]
    assert hand.claim() is None
    begun = ravi.start_job(ravi.create_project(DRAFT).id)
    claim = hand.begin()
    assert balance(any_api.studio, user) == 0
    assert admin.admin_cancel_job(begun.id).status is JobStatus.CANCELLED
    assert hand.beat(claim) is False
    assert [entry.amount for entry in movements(any_api.studio, user)] == [3, -3, 3]
    assert ravi.job_status(begun.id).status is JobStatus.CANCELLED
    with pytest.raises(ApiError) as refused:
        admin.admin_cancel_job(begun.id)
    assert (refused.value.status, refused.value.code) == (409, "already_ended")
    assert balance(any_api.studio, user) == 3


def test_figures_add_up(any_api: Served, tmp_path: Path) -> None:
    admin, hand = sign_up_admin(any_api), Stagehand(any_api.studio)
    ravi = sign_up(any_api, "ravi@studio.test", tier=Tier.PRO, credits_=9)
    sign_up(any_api, "sita@studio.test", tier=Tier.ENTERPRISE)
    ravi.start_job(ravi.create_project(DRAFT).id)
    hand.deliver(tmp_path)
    ravi.start_job(ravi.create_project(DRAFT).id)
    assert hand.fail(hand.begin())
    kept = ravi.start_job(ravi.create_project(DRAFT).id)
    hand.begin()
    ravi.cancel_job(kept.id)
    running = ravi.start_job(ravi.create_project(DRAFT).id)
    hand.begin()
    figures = admin.statistics()
    assert figures.users == 3
    assert figures.users_by_tier == {Tier.FREE: 1, Tier.STANDARD: 0, Tier.PRO: 1, Tier.ENTERPRISE: 1}
    assert figures.projects == 4
    assert figures.jobs_by_status == {
        JobStatus.QUEUED: 0,
        JobStatus.PROCESSING: 1,
        JobStatus.COMPLETED: 1,
        JobStatus.FAILED: 1,
        JobStatus.CANCELLED: 1,
    }
    assert figures.credits_spent == 9
    assert (
        figures.credits_outstanding == 3 + 3 + 12 - 9 == sum(user.credits_balance for user in admin.admin_users().items)
    )
    assert figures.languages == {"en": 4}
    assert (figures.voices, figures.music) == ({}, {"auto": 4})
    assert sum(figures.failures.values()) == 1
    assert figures.median_render_seconds is not None
    assert 0 <= figures.median_render_seconds < 60
    today = figures.days[-1]
    assert len(figures.days) == 14
    assert (datetime.now(UTC).date() - today.day).days in (0, 1)  # midnight may strike
    assert (today.films, today.failed, today.credits_spent) == (1, 1, 9)
    assert today.active_users == 1, "who made a film; a registration is no log-in"
    assert sum(day.credits_spent for day in figures.days) == figures.credits_spent
    ravi.log_in("ravi@studio.test", "a long password")
    admin.log_in("admin@studio.test", "a long password")
    assert admin.statistics().days[-1].active_users == 2
    # What was spent stays spent when the project is gone.
    ravi.delete_project(running.project_id)
    after = admin.statistics()
    assert (after.credits_spent, after.projects, after.jobs_by_status[JobStatus.PROCESSING]) == (9, 3, 0)


def test_what_is_chosen_paid_and_why_it_fails(any_api: Served) -> None:
    admin, hand = sign_up_admin(any_api), Stagehand(any_api.studio)
    ravi = sign_up(any_api, "ravi@studio.test", tier=Tier.PRO, credits_=30)
    voices = {voice.gender: voice.id for voice in ravi.voices(Language.ENGLISH)}
    first, second = list(voices.values())[:2]
    choices = DRAFT.settings.model_copy(update={"voices": {"anna": first, "ben": first}, "music": "none"})
    for settings in (choices, choices.model_copy(update={"voices": {"ben": second}}), DRAFT.settings):
        ravi.start_job(ravi.create_project(DRAFT.model_copy(update={"settings": settings})).id)
        assert hand.fail(hand.begin())
    begun = ravi.purchase(15)
    press(begun.checkout_url or "", "paid")
    ravi.purchase(30)
    figures = admin.statistics()
    assert figures.voices == {first: 1, second: 1}
    assert figures.music == {"none": 2, "auto": 1}
    assert sum(figures.failures.values()) == 3
    assert set(figures.failures) == {job.error_code for job in admin.admin_jobs().items}
    assert figures.revenue_cents == {"stand-in": begun.amount_cents}
    assert sum(day.revenue_cents for day in figures.days) == begun.amount_cents


def test_a_studio_without_anything_has_figures_too(api: Served) -> None:
    figures = sign_up_admin(api).statistics()
    assert (figures.users, figures.credits_spent, figures.median_render_seconds, figures.languages) == (1, 0, None, {})


def test_health_with_and_without_a_queue(short_folder: Path) -> None:
    settings = settings_for(short_folder, None, None)
    prepare(settings)
    with serving(settings) as api:
        admin = sign_up_admin(api)
        away = admin.system_health()
        parts = {part.name: part for part in away.parts}
        assert not away.healthy
        assert not parts["queue"].healthy
        assert not parts["workers"].healthy
        assert "studio worker" in parts["workers"].detail
        assert parts["database"].healthy
        assert parts["storage"].healthy
        assert (away.workers, away.queues) == ((), ())

        valkey = start_valkey(short_folder)
        try:
            nobody = admin.system_health()
            parts = {part.name: part for part in nobody.parts}
            assert parts["queue"].healthy
            assert "valkey" in parts["queue"].detail
            assert not nobody.healthy
            assert [(queue.name, queue.waiting, queue.oldest_seconds) for queue in nobody.queues] == [
                ("high", 0, None),
                ("default", 0, None),
                ("gpu", 0, None),
            ]
            admin.start_job(admin.create_project(DRAFT).id)
            waiting = admin.system_health()
            assert waiting.queues[1].waiting == 1
            assert waiting.queues[1].oldest_seconds is not None
            assert (waiting.steps_running, waiting.steps_waiting) == (0, 1)
        finally:
            end(valkey)
        assert not admin.system_health().healthy
