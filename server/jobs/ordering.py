"""Ordering a job: what it is and costs is found first, then it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.credits.repository import lock_user
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.errors import Conflict, InsufficientCredits, Unauthorised, Unprocessable
from server.films.order import FilmOrder
from server.films.own_files import NONE, OwnFiles, own_files
from server.films.quoting import quote_film
from server.jobs import repository
from server.jobs.graph import graph_of
from server.jobs.remaking import Offer, remake, with_retake
from server.jobs.schemas import FilmRequest, JobPrice, JobRequest, StoryboardRequest
from server.models import AIJob, Project, User
from server.moderation import service as moderation
from server.projects import service as projects
from server.projects.schemas import ProjectSettings
from server.vocabulary import ProjectStatus
from server.wiring import Studio


def start(user_id: UUID, request: JobRequest, idempotency_key: str | None, studio: Studio) -> AIJob:
    """Order a job. The same key again gives the same job.

    Raises Unprocessable for what cannot be made, InsufficientCredits, and Conflict while another job of the project is
    in the making, while as many are as the tier allows, before there is a film to make another version of, or while an
    admin has not yet looked at a script that needs it.
    """
    with unit_of_work(studio.sessions, write=False) as session:
        known = idempotency_key and repository.by_idempotency_key(session, user_id, idempotency_key)
        if known:
            return _same(known, request)
    # A storyboard takes a second: no transaction waits for it.
    offer, project = _offered(user_id, request, studio)
    if offer.review is not None:
        _pass_review(user_id, project, offer, studio)
    with unit_of_work(studio.sessions) as session:
        return _enter(session, user_id, request, offer, idempotency_key, studio)


def price(user_id: UUID, request: JobRequest, studio: Studio) -> JobPrice:
    """What a job would cost now. Raises as `start` does, except for credits."""
    offer, _ = _offered(user_id, request, studio)
    with unit_of_work(studio.sessions, write=False) as session:
        balance = session.get_one(User, user_id).credits_balance
    return JobPrice(
        job_type=request.job_type, credits=offer.credits, credits_balance=balance, free_until=offer.free_until
    )


# ------------------------------------------------------------------------------------------------------- the offer


def _offered(user_id: UUID, request: JobRequest, studio: Studio) -> tuple[Offer, Project]:
    with unit_of_work(studio.sessions, write=False) as session:
        user = session.get(User, user_id)
        if user is None:
            raise Unauthorised
        project = projects.find(session, user_id, request.project_id)
        of_script = isinstance(request, (FilmRequest, StoryboardRequest))
        own = own_files(session, project, ProjectSettings.model_validate(project.settings)) if of_script else NONE
        made = repository.newest_film(session, project.id)
        paid = session.get(AIJob, made.base_id) if made is not None and made.base_id else made
    former = made.result_data.get("former", ()) if made is not None else ()
    if isinstance(request, (FilmRequest, StoryboardRequest)):
        return _of_script(request, project, own, user, former, studio), project
    if made is None or paid is None:
        raise Conflict("no_film", "There is no finished film of this project yet. Have it made first.")
    return remake(request, made, paid, user, studio), project


def _of_script(
    request: FilmRequest | StoryboardRequest, project: Project, own: OwnFiles, user: User, former: Any, studio: Studio
) -> Offer:
    settings = ProjectSettings.model_validate(project.settings)
    takes, rules = studio.takes(project.user_id), RULES[user.subscription_tier]
    edits, balance = projects.edits_of(project), user.credits_balance
    quoted = quote_film(project.script, project.title, settings, edits, rules, balance, takes, studio.settings, own)
    if quoted.order is None:
        raise Unprocessable(
            quoted.quote.refusal_code or "refused", quoted.quote.refusal or "", lengths=quoted.quote.lengths
        )
    # A storyboard is the creator's own to look at: nobody need allow it, and it costs nothing.
    if isinstance(request, StoryboardRequest):
        return Offer(quoted.order, 0)
    order = FilmOrder.model_validate({**quoted.order.model_dump(), "former": former})
    return Offer(order, quoted.quote.credits, review=quoted.quote.review)


def _pass_review(user_id: UUID, project: Project, offer: Offer, studio: Studio) -> None:
    """Let through what an admin has allowed; else keep it for one, and raise what the creator is told."""
    wording = offer.order.dub.script if offer.order.dub else None
    with unit_of_work(studio.sessions) as session:
        lock_user(session, user_id)
        problem = moderation.problem_of(moderation.hold(session, project, offer.review or "", wording))
    if problem is not None:
        raise problem


# --------------------------------------------------------------------------------------------------- writing it down


def _enter(
    session: Session, user_id: UUID, request: JobRequest, offer: Offer, key: str | None, studio: Studio
) -> AIJob:
    """Write the job down, under the locks that two requests at once must queue for."""
    user = lock_user(session, user_id)
    if user is None or user.banned_at is not None:
        raise Unauthorised
    known = key and repository.by_idempotency_key(session, user_id, key)
    if known:
        return _same(known, request)
    project = projects.lock(session, user_id, request.project_id)
    if repository.live_of_project(session, project.id):
        raise Conflict("already_running", "A film of this project is being made. Wait for it, or cancel it.")
    rules = RULES[user.subscription_tier]
    if len(repository.live_of_user(session, user_id)) >= rules.most_running:
        jobs = "1 job" if rules.most_running == 1 else f"{rules.most_running} jobs"
        raise Conflict("too_many_running", f"Your plan has {jobs} made at once. Wait for one to end, or cancel it.")
    if rules.credits_a_month is not None and user.credits_balance < offer.credits:
        raise InsufficientCredits(offer.credits, user.credits_balance)
    # Under the lock that whoever deletes a file takes: it is there, and stays until the job has ended.
    own_files(session, project, offer.order.settings)
    job = AIJob(
        project_id=project.id,
        user_id=user_id,
        job_type=request.job_type,
        base_id=offer.base_id,
        queue=rules.queue,
        credits=offer.credits,
        order={**offer.order.model_dump(mode="json"), "asked": _asked(request)},
        idempotency_key=key,
    )
    session.add(job)
    session.flush()
    if job.job_type.is_the_film:
        project.status = ProjectStatus.PROCESSING
    if offer.retake is not None:
        projects.keep_edits(session, project, with_retake(projects.edits_of(project), offer.retake))
    graph_of(session, studio).begin(job)
    return job


def _asked(request: JobRequest) -> Mapping[str, Any]:
    return request.model_dump(mode="json")


def _same(job: AIJob, request: JobRequest) -> AIJob:
    if job.order.get("asked", {"project_id": str(job.project_id), "job_type": "film"}) != _asked(request):
        raise Conflict("idempotency_key_reused", "This Idempotency-Key has ordered something else already.")
    return job
