"""Jobs besides a film: storyboards, shots and lines again, dubs and other formats; what they are and what they cost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pipeline.edits import Edit, RetakeLine, RetakeShot
from pipeline.vocabulary import Aspect, Language
from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.films.order import FilmOrder
from server.jobs.schemas import (
    DubRequest,
    FilmRequest,
    FormatRequest,
    Job,
    LineRequest,
    Remake,
    ShotRequest,
    StoryboardRequest,
)
from server.media.store import project_folder
from server.models import AIJob, Project
from server.projects import service as projects
from server.projects.schemas import ProjectDraft
from server.vocabulary import FILM_TYPES, JobStatus, JobType, ProjectStatus, StepKind, Tier
from tests.server.people import DRAFT, change, job_of, movements, sign_up, steps_of
from tests.server.projects.test_projects import authorised
from tests.server.running import Served
from tests.server.stagehand import Stagehand

HINDI = "Anna: नमस्ते!\nBen: देखो, समुद्र।"


def filmed(api: Served, client: StudioClient, files: Path) -> Job:
    """A finished film."""
    job = client.start_job(client.create_project(DRAFT).id)
    Stagehand(api.studio).deliver(files)
    return client.job(job.id)


def order_of(api: Served, job_id: UUID) -> FilmOrder:
    return FilmOrder.model_validate(job_of(api.studio, job_id).order)


def edits_of(api: Served, project_id: UUID) -> tuple[Edit, ...]:
    with unit_of_work(api.studio.sessions, write=False) as session:
        return projects.edits_of(session.get_one(Project, project_id))


def age(api: Served, job_id: UUID, days: int) -> None:
    with unit_of_work(api.studio.sessions) as session:
        job = session.get_one(AIJob, job_id)
        assert job.completed_at is not None
        job.completed_at -= timedelta(days=days)


def retakes(project_id: UUID) -> list[ShotRequest | LineRequest]:
    return [
        ShotRequest(project_id=project_id, job_type=JobType.SHOT, shot=1),
        LineRequest(project_id=project_id, job_type=JobType.LINE, line=0),
    ]


def copies(project_id: UUID) -> list[Remake]:
    return [
        DubRequest(project_id=project_id, job_type=JobType.DUB, language=Language.HINDI, script=HINDI),
        FormatRequest(project_id=project_id, job_type=JobType.FORMAT, aspect=Aspect.TALL, height=720),
    ]


# ------------------------------------------------------------------------------------------------ shots and lines


@pytest.mark.parametrize("kind", [JobType.SHOT, JobType.LINE])
def test_a_shot_or_a_line_again_is_free_for_thirty_days(any_api: Served, tmp_path: Path, kind: JobType) -> None:
    client, hand = sign_up(any_api), Stagehand(any_api.studio)
    film = filmed(any_api, client, tmp_path)
    request = next(one for one in retakes(film.project_id) if one.job_type is kind)
    price = client.job_price(request)
    assert (price.job_type, price.credits, price.credits_balance) == (kind, 0, 0)
    assert price.free_until is not None
    assert film.completed_at is not None
    assert price.free_until - film.completed_at == timedelta(days=30)
    job = client.order(request)
    assert (job.job_type, job.credits, job.base_id) == (kind, 0, film.id)
    assert client.project(film.project_id).status is ProjectStatus.PROCESSING
    hand.deliver(tmp_path)
    assert client.job(job.id).status is JobStatus.COMPLETED
    # It is the project's film now, and nothing was paid for it.
    project = client.project(film.project_id)
    assert (project.film_job_id, project.latest_job_id, project.status) == (job.id, job.id, ProjectStatus.COMPLETED)
    assert [entry.amount for entry in movements(any_api.studio, client.me().id)] == [3, -3]
    # The change stays with the project: what is made of it later has it too. Once more is the next take, in its place.
    (edit,) = edits_of(any_api, film.project_id)
    assert isinstance(edit, RetakeShot if kind is JobType.SHOT else RetakeLine)
    assert edit.take == 1
    again = client.order(request)
    assert again.base_id == film.id
    (edit,) = order_of(any_api, again.id).edits
    assert getattr(edit, "take", None) == 2
    assert edits_of(any_api, film.project_id) == (edit,)


def test_after_thirty_days_it_costs_what_a_film_does(api: Served, tmp_path: Path) -> None:
    client = sign_up(api)
    film = filmed(api, client, tmp_path)
    age(api, film.id, 31)
    for request in retakes(film.project_id):
        assert client.job_price(request).credits == 3
        with pytest.raises(ApiError) as refused:
            client.order(request)
        assert (refused.value.status, refused.value.code) == (402, "insufficient_credits")
    assert edits_of(api, film.project_id) == ()


def test_a_remake_makes_no_film_younger(api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(api), Stagehand(api.studio)
    film = filmed(api, client, tmp_path)
    age(api, film.id, 20)
    client.order(retakes(film.project_id)[0])
    hand.deliver(tmp_path)
    age(api, film.id, 11)
    assert client.job_price(retakes(film.project_id)[0]).credits == 3


def test_what_is_not_in_the_film_is_not_made_again(api: Served, tmp_path: Path) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT)
    for request in [*retakes(project.id), *copies(project.id)]:
        with pytest.raises(ApiError, match="Have it made first") as refused:
            client.order(request)
        assert (refused.value.status, refused.value.code) == (409, "no_film")
    film = filmed(api, client, tmp_path)
    for wrong, code, status in (
        (ShotRequest(project_id=film.project_id, job_type=JobType.SHOT, shot=99), "no_such_shot", 422),
        (LineRequest(project_id=film.project_id, job_type=JobType.LINE, line=2), "no_such_line", 422),
        (LineRequest(project_id=film.project_id, job_type=JobType.LINE, line=1, take=0), "same_take", 409),
        (FormatRequest(project_id=film.project_id, job_type=JobType.FORMAT, height=360), "same_format", 409),
    ):
        with pytest.raises(ApiError) as refused:
            client.order(wrong)
        assert (refused.value.status, refused.value.code) == (status, code)
    assert client.project(film.project_id).status is ProjectStatus.COMPLETED


# ---------------------------------------------------------------------------------------------- dubs and formats


@pytest.mark.parametrize("kind", [JobType.DUB, JobType.FORMAT])
def test_another_language_or_format_costs_a_credit_a_minute(any_api: Served, tmp_path: Path, kind: JobType) -> None:
    client, hand = sign_up(any_api, credits_=1), Stagehand(any_api.studio)
    film = filmed(any_api, client, tmp_path)
    before = client.project(film.project_id)
    request = next(one for one in copies(film.project_id) if one.job_type is kind)
    price = client.job_price(request)
    assert (price.credits, price.free_until) == (1, None)
    job = client.order(request)
    assert (job.credits, job.base_id) == (1, film.id)
    order = order_of(any_api, job.id)
    if kind is JobType.DUB:
        assert order.dub is not None
        assert (order.dub.language, order.dub.script) == (Language.HINDI, HINDI)
        assert order.to_brief().dub is not None
    else:
        assert (order.settings.aspect, order.settings.height) == (Aspect.TALL, 720)
    # The project's film is played meanwhile, and afterwards: this stands beside it.
    assert client.project(film.project_id).status is ProjectStatus.COMPLETED
    hand.deliver(tmp_path)
    project = client.project(film.project_id)
    assert (project.video_url, project.film_job_id, project.latest_job_id) == (before.video_url, film.id, film.id)
    assert any_api.http.get(client.job_result(job.id).video_url).status_code == 200
    assert [entry.amount for entry in movements(any_api.studio, client.me().id)] == [3, 1, -3, -1]
    assert [one.id for one in client.jobs(film.project_id).items] == [job.id, film.id]


def test_a_copy_that_fails_is_paid_back_and_leaves_the_film_alone(api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(api, credits_=2), Stagehand(api.studio)
    film = filmed(api, client, tmp_path)
    client.order(copies(film.project_id)[1])
    assert hand.fail(hand.begin(StepKind.PLAN))
    assert client.balance().credits_balance == 2
    assert client.project(film.project_id).status is ProjectStatus.COMPLETED
    late = client.order(copies(film.project_id)[1])
    hand.begin(StepKind.PLAN)
    assert client.cancel_job(late.id).status is JobStatus.CANCELLED
    assert client.balance().credits_balance == 1
    assert client.project(film.project_id).status is ProjectStatus.COMPLETED


def test_a_dub_needs_the_same_lines_in_another_language(api: Served, tmp_path: Path) -> None:
    client = sign_up(api, credits_=9)
    film = filmed(api, client, tmp_path)

    def dub(script: str, language: Language = Language.HINDI, **voices: str) -> DubRequest:
        return DubRequest(
            project_id=film.project_id, job_type=JobType.DUB, language=language, script=script, voices=voices
        )

    for wrong, code, status in (
        (dub("Anna: नमस्ते!"), "bad_brief", 422),
        (dub(DRAFT.script, Language.ENGLISH), "same_language", 409),
        (dub(HINDI, Anna="nobody"), "bad_brief", 422),
        (dub(HINDI, Anna="hf_beta+if_sara:0.35"), "voice_above_tier", 422),
        (dub(""), "empty_script", 422),
    ):
        with pytest.raises(ApiError) as refused:
            client.order(wrong)
        assert (refused.value.status, refused.value.code) == (status, code), str(refused.value)
    assert client.order(dub(HINDI, Anna="hf_beta")).job_type is JobType.DUB


def test_a_dub_that_needs_more_time_than_was_paid_for_is_not_begun(api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(api, credits_=9), Stagehand(api.studio)
    names = ("Anna", "Ben") * 13
    lines = [f"{name}: Word number {place}." for place, name in enumerate(names)]
    project = client.create_project(ProjectDraft(script="\n".join(lines), settings=DRAFT.settings))
    client.start_job(project.id)
    hand.deliver(tmp_path)
    long = [f"{name}: " + "नमस्ते समुद्र " * 5 + f"{place}।" for place, name in enumerate(names)]
    request = DubRequest(project_id=project.id, job_type=JobType.DUB, language=Language.HINDI, script="\n".join(long))
    with pytest.raises(ApiError, match="the film has 60") as refused:
        client.order(request)
    assert (refused.value.status, refused.value.code) == (422, "dub_too_long")


# -------------------------------------------------------------------------------------------------- storyboards


def test_a_storyboard_is_free_and_no_film(any_api: Served, tmp_path: Path) -> None:
    client, hand = sign_up(any_api, credits_=-3), Stagehand(any_api.studio)
    project = client.create_project(DRAFT)
    request = StoryboardRequest(project_id=project.id, job_type=JobType.STORYBOARD)
    assert client.job_price(request).credits == 0
    job = client.order(request)
    assert client.project(project.id).status is ProjectStatus.DRAFT
    plan = hand.begin(StepKind.PLAN)
    from server.films.order import PlannedShot
    from server.jobs.graph import graph_of, steps_after_plan

    with unit_of_work(any_api.studio.sessions) as session:
        followers = steps_after_plan([PlannedShot(60), PlannedShot(30)], plan.share, scored=False)
        assert graph_of(session, any_api.studio).finish(plan, followers)
    for _ in range(2):
        shot = hand.begin(StepKind.SHOT)
        key = f"{project_folder(shot.user_id, shot.project_id)}/images/{shot.job_id}-{shot.number}.jpg"
        (tmp_path / "still.jpg").write_bytes(b"a still")
        any_api.studio.media.put(tmp_path / "still.jpg", key)
        assert hand.finish(shot, still_url=key)
    assert [shot.still_url is not None for shot in client.job_status(job.id).shots] == [True, True]
    with pytest.raises(ApiError, match="nothing to fetch"):
        client.storyboard_result(job.id)
    last = hand.begin(StepKind.ASSEMBLE)
    with unit_of_work(any_api.studio.sessions) as session:
        assert graph_of(session, any_api.studio).complete(last, {"board": {"title": "The Sea"}}) is not None
    result = client.storyboard_result(job.id)
    assert result.board == {"title": "The Sea"}
    assert [any_api.http.get(url).content for url in result.pictures] == [b"a still"] * 2
    assert client.project(project.id).status is ProjectStatus.DRAFT
    assert client.project(project.id).latest_job_id is None
    assert movements(any_api.studio, client.me().id)[-1].amount == -3
    assert StepKind.SCORE not in {step.kind for step in steps_of(any_api.studio, job.id)}


# ------------------------------------------------------------------------------------------------------ all of them


def test_a_key_is_for_one_thing(api: Served, tmp_path: Path) -> None:
    client = sign_up(api, credits_=9)
    film = filmed(api, client, tmp_path)
    first, second = copies(film.project_id)
    job = client.order(first, "mine")
    assert client.order(first, "mine").id == job.id
    with pytest.raises(ApiError) as refused:
        client.order(second, "mine")
    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_reused")


def test_nobody_makes_anything_of_somebody_elses_film(api: Served, tmp_path: Path) -> None:
    film = filmed(api, sign_up(api), tmp_path)
    other = sign_up(api, "ravi@studio.test", tier=Tier.ENTERPRISE)
    requests = [*retakes(film.project_id), *copies(film.project_id), FilmRequest(project_id=film.project_id)]
    for request in requests:
        for ask in (other.job_price, other.order):
            with pytest.raises(ApiError) as refused:
                ask(request)  # type: ignore[arg-type]
            assert refused.value.status == 404
    assert other.jobs(film.project_id).items == ()


@pytest.mark.parametrize(
    "body",
    [
        {"job_type": "opera"},
        {"job_type": "shot"},
        {"job_type": "shot", "shot": -1},
        {"job_type": "line", "line": 0, "take": -1},
        {"job_type": "dub", "language": "tlh", "script": "x"},
        {"job_type": "format", "height": 4320},
        {"job_type": "film", "shot": 1},
        {"job_type": 3},
    ],
)
def test_what_nobody_can_make_is_told_at_once(api: Served, body: dict[str, object]) -> None:
    client = sign_up(api)
    answer = api.http.post("jobs", json={"project_id": str(uuid4()), **body}, headers=authorised(client))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_who_pays_by_now_has_no_watermark(api: Served, tmp_path: Path) -> None:
    client = sign_up(api, credits_=9)
    film = filmed(api, client, tmp_path)
    assert order_of(api, film.id).watermark is not None
    change(api.studio, client.me().id, tier=Tier.PRO)
    job = client.order(copies(film.project_id)[1])
    assert order_of(api, job.id).watermark is None
    assert set(FILM_TYPES) == {JobType.FILM, JobType.SHOT, JobType.LINE}
