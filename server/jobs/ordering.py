"""Ordering a film: quoted first, then written down as a job."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from server.credits.repository import lock_user
from server.credits.tiers import RULES, TierRules, price_of
from server.database import unit_of_work
from server.errors import Conflict, InsufficientCredits, Unauthorised, Unprocessable
from server.films.order import FilmOrder
from server.films.own_files import OwnFiles, own_files
from server.films.quoting import quote_film
from server.jobs import repository
from server.jobs.graph import graph_of
from server.models import AIJob, Project, User
from server.moderation import service as moderation
from server.projects import service as projects
from server.projects.schemas import ProjectSettings
from server.vocabulary import JobType, ProjectStatus
from server.wiring import Studio


def start_film(user_id: UUID, project_id: UUID, idempotency_key: str | None, studio: Studio) -> AIJob:
    """Order a project's film. The same key again gives the same job.

    Raises Unprocessable for a script or a length that cannot be filmed, InsufficientCredits, and Conflict while
    another film of the project is in the making, or while an admin has not yet looked at a script that needs it.
    """
    with unit_of_work(studio.sessions, write=False) as session:
        known = idempotency_key and repository.by_idempotency_key(session, user_id, idempotency_key)
        if known:
            return _same(known, project_id)
        user = session.get(User, user_id)
        if user is None:
            raise Unauthorised
        project = projects.find(session, user_id, project_id)
        own = own_files(session, project, ProjectSettings.model_validate(project.settings))
    # A storyboard takes a second: no transaction waits for it.
    rules = RULES[user.subscription_tier]
    order, review = _ordered(project, own, rules, user.credits_balance, studio)
    if review is not None:
        _pass_review(user_id, project, review, studio)
    with unit_of_work(studio.sessions) as session:
        return _enter(session, user_id, project_id, order, idempotency_key, studio)


def _ordered(
    project: Project, own: OwnFiles, rules: TierRules, balance: int, studio: Studio
) -> tuple[FilmOrder, str | None]:
    """The order, and why somebody must look at its script first, if so."""
    settings = ProjectSettings.model_validate(project.settings)
    takes = studio.takes(project.user_id)
    edits = projects.edits_of(project)
    quoted = quote_film(project.script, project.title, settings, edits, rules, balance, takes, studio.settings, own)
    if quoted.order is None:
        raise Unprocessable(
            quoted.quote.refusal_code or "refused", quoted.quote.refusal or "", lengths=quoted.quote.lengths
        )
    return quoted.order, quoted.quote.review


def _pass_review(user_id: UUID, project: Project, review: str, studio: Studio) -> None:
    """Let through what an admin has allowed; else keep it for one, and raise what the creator is told."""
    with unit_of_work(studio.sessions) as session:
        lock_user(session, user_id)
        problem = moderation.problem_of(moderation.hold(session, project, review))
    if problem is not None:
        raise problem


def _enter(
    session: Session, user_id: UUID, project_id: UUID, order: FilmOrder, key: str | None, studio: Studio
) -> AIJob:
    """Write the job down, under the locks that two requests at once must queue for."""
    user = lock_user(session, user_id)
    if user is None or user.banned_at is not None:
        raise Unauthorised
    known = key and repository.by_idempotency_key(session, user_id, key)
    if known:
        return _same(known, project_id)
    project = projects.find(session, user_id, project_id)
    if repository.live_of_project(session, project_id):
        raise Conflict("already_running", "A film of this project is being made. Wait for it, or cancel it.")
    rules, price = RULES[user.subscription_tier], price_of(order.paid_minutes)
    if rules.credits_a_month is not None and user.credits_balance < price:
        raise InsufficientCredits(price, user.credits_balance)
    # Under the lock that whoever deletes a file takes: it is there, and stays until the job has ended.
    own_files(session, project, order.settings)
    job = AIJob(
        project_id=project_id,
        user_id=user_id,
        job_type=JobType.FILM,
        queue=rules.queue,
        credits=price,
        order=order.model_dump(mode="json"),
        idempotency_key=key,
    )
    session.add(job)
    session.flush()
    project.status = ProjectStatus.PROCESSING
    graph_of(session, studio).begin(job)
    return job


def _same(job: AIJob, project_id: UUID) -> AIJob:
    if job.project_id != project_id:
        raise Conflict("idempotency_key_reused", "This Idempotency-Key has ordered a film of another project.")
    return job
