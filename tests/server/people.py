"""Creators, admins and what they bring."""

from __future__ import annotations

from datetime import date
from functools import cache
from uuid import UUID, uuid4

from sqlalchemy import select

from pipeline.vocabulary import Language
from server.accounts import service as accounts
from server.accounts.passwords import hash_password
from server.client import StudioClient
from server.credits import ledger
from server.database import unit_of_work
from server.films.order import FilmOrder
from server.jobs.graph import graph_of
from server.models import AIJob, CreditTransaction, JobStep, Project, User
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobType, Role, Tier, TransactionType
from server.wiring import Studio
from tests.server.running import Served

PASSWORD = "a long password"  # noqa: S105
SCRIPT = "Anna: Good morning!\nBen: Look, the sea."
DRAFT = ProjectDraft(title="The Sea", script=SCRIPT, settings=ProjectSettings(height=360))


def sign_up(
    api: Served, email: str = "meera@studio.test", *, tier: Tier = Tier.FREE, credits_: int = 0
) -> StudioClient:
    """A creator who is logged in, with so many credits besides the first ones. (POST /auth/register hashes anew.)"""
    studio = api.studio
    with unit_of_work(studio.sessions) as session:
        user = User(email=email, password_hash=_hashed(), subscription_tier=tier, credits_reset_date=date(2030, 1, 1))
        session.add(user)
        session.flush()
        ledger.move(session, user.id, TransactionType.GRANT, 3, "Welcome", f"welcome:{user.id}")
        tokens = accounts.issue_tokens(session, user, studio.settings)
    change(studio, user.id, credits_=credits_)
    return api.client_with(tokens)


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def sign_up_admin(api: Served, email: str = "admin@studio.test") -> StudioClient:
    """An admin who is logged in."""
    client = sign_up(api, email)
    with unit_of_work(api.studio.sessions) as session:
        session.get_one(User, client.me().id).role = Role.ADMIN
    return client


def change(studio: Studio, user_id: UUID, *, tier: Tier | None = None, credits_: int = 0) -> None:
    """Another tier, and credits given or taken."""
    with unit_of_work(studio.sessions) as session:
        if tier is not None:
            session.get_one(User, user_id).subscription_tier = tier
        if credits_:
            ledger.move(session, user_id, TransactionType.GRANT, credits_, "A present", f"present:{uuid4()}")


def creator(studio: Studio, credits_: int = 3, tier: Tier = Tier.FREE) -> UUID:
    """An account in the database, which nobody can log in to."""
    with unit_of_work(studio.sessions) as session:
        user = User(
            email=f"{uuid4()}@studio.test",
            password_hash="none",  # noqa: S106 - a real one takes its time
            subscription_tier=tier,
            credits_reset_date=date(2030, 1, 1),
        )
        session.add(user)
        session.flush()
        ledger.move(session, user.id, TransactionType.GRANT, credits_, "A present", f"present:{user.id}")
        return user.id


def ordered(studio: Studio, user_id: UUID, price: int = 3, *, begin: bool = True) -> UUID:
    """A job of a project of its own, without a look at the balance; its first message is sent."""
    order = FilmOrder(
        script=SCRIPT, title="The Sea", settings=DRAFT.settings, language=Language.ENGLISH, paid_minutes=1
    )
    with unit_of_work(studio.sessions) as session:
        project = Project(
            user_id=user_id, title="The Sea", script=SCRIPT, settings=DRAFT.settings.model_dump(mode="json")
        )
        session.add(project)
        session.flush()
        job = AIJob(
            project_id=project.id,
            user_id=user_id,
            job_type=JobType.FILM,
            credits=price,
            order=order.model_dump(mode="json"),
        )
        session.add(job)
        session.flush()
        if begin:
            graph_of(session, studio).begin(job)
        return job.id


def balance(studio: Studio, user_id: UUID) -> int:
    """What an account says it has."""
    with unit_of_work(studio.sessions, write=False) as session:
        return session.get_one(User, user_id).credits_balance


def movements(studio: Studio, user_id: UUID) -> list[CreditTransaction]:
    """An account's ledger, the oldest first."""
    with unit_of_work(studio.sessions, write=False) as session:
        query = select(CreditTransaction).where(CreditTransaction.user_id == user_id).order_by(CreditTransaction.id)
        return list(session.scalars(query))


def job_of(studio: Studio, job_id: UUID) -> AIJob:
    """A job as it is now."""
    with unit_of_work(studio.sessions, write=False) as session:
        return session.get_one(AIJob, job_id)


def steps_of(studio: Studio, job_id: UUID) -> list[JobStep]:
    """A job's steps as they are now."""
    with unit_of_work(studio.sessions, write=False) as session:
        query = select(JobStep).where(JobStep.job_id == job_id).order_by(JobStep.kind, JobStep.number)
        return list(session.scalars(query))
