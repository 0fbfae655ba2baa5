"""/admin: for admins alone."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from server.accounts.schemas import Account
from server.admin import repository, service
from server.admin.schemas import AdminJob, AdminUser, Statistics, SystemHealth
from server.database import after_commit
from server.edge import AdminDep, CursorDep, Limit, SessionDep, StudioDep
from server.jobs.schemas import Job
from server.moderation import repository as reviews
from server.moderation import service as moderation
from server.moderation.schemas import Decide, ScriptReview
from server.schema import Page
from server.vocabulary import JobStatus, ReviewDecision

router = APIRouter(prefix="/admin", tags=["admin"])
Search = Annotated[str | None, Query(max_length=255, pattern=r"^[^\x00]*$")]


@router.get("/users")
def list_users(
    _admin: AdminDep, session: SessionDep, cursor: CursorDep, search: Search = None, limit: Limit = 50
) -> Page[AdminUser]:
    """Accounts with what they have made, the newest first; `search` in address and name."""
    rows = repository.users(session, search, cursor, limit + 1)
    kept = rows[:limit]
    return Page[AdminUser](
        items=tuple(
            AdminUser(**Account.model_validate(user).model_dump(), films=films, credits_spent=spent)
            for user, films, spent in kept
        ),
        next_cursor=str(kept[-1][0].id) if len(rows) > limit else None,
    )


@router.get("/jobs")
def list_jobs(
    _admin: AdminDep, session: SessionDep, cursor: CursorDep, status: JobStatus | None = None, limit: Limit = 50
) -> Page[AdminJob]:
    """All jobs with their steps, the newest first."""
    rows = service.jobs(session, status, cursor, limit + 1)
    kept = rows[:limit]
    return Page[AdminJob](items=tuple(kept), next_cursor=str(kept[-1].id) if len(rows) > limit else None)


@router.post("/jobs/{job_id}/retry")
def retry_job(job_id: UUID, _admin: AdminDep, session: SessionDep, studio: StudioDep) -> Job:
    """Begin a failed or cancelled job again. 409 for one that is not."""
    job = service.retry(session, job_id, studio)
    after_commit(session, lambda: studio.board.forget(job_id))
    return Job.model_validate(job)


@router.post("/jobs/{job_id}/cancel")
def cancel_job(job_id: UUID, _admin: AdminDep, session: SessionDep, studio: StudioDep) -> Job:
    """Stop anybody's job; the credits go back. 409 for one that has ended."""
    job = service.cancel(session, job_id, studio)
    after_commit(session, lambda: studio.board.forget(job_id))
    return Job.model_validate(job)


@router.get("/moderate")
def list_held(
    _admin: AdminDep,
    session: SessionDep,
    cursor: CursorDep,
    decision: ReviewDecision | None = ReviewDecision.PENDING,
    limit: Limit = 50,
) -> Page[ScriptReview]:
    """Scripts that wait for a look, the newest first; those decided with another `decision`."""
    rows = reviews.page(session, decision, cursor, limit + 1)
    kept = tuple(moderation.shown(review, email) for review, email in rows[:limit])
    return Page[ScriptReview](items=kept, next_cursor=str(kept[-1].id) if len(rows) > limit else None)


@router.post("/moderate")
def decide_held(asked: Decide, admin: AdminDep, session: SessionDep) -> ScriptReview:
    """Allow or refuse a held script. Its creator can order the film then, or is told why not."""
    return moderation.decide(session, asked.review_id, asked.decision, asked.note, admin.id)


@router.get("/statistics")
def statistics(_admin: AdminDep, session: SessionDep) -> Statistics:
    """Users, films and credits in figures."""
    return service.figures(session)


@router.get("/system-health")
def system_health(_admin: AdminDep, session: SessionDep, studio: StudioDep) -> SystemHealth:
    """Database, queues, workers, storage and engines."""
    return service.health(session, studio)
