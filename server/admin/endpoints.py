"""/admin: for those who run the studio, each route for whom the table of permissions names."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query

from server.admin import accounts, repository, service
from server.admin.schemas import (
    Adjustment,
    AdminJob,
    AdminUser,
    AuditLine,
    Ban,
    Statistics,
    SystemHealth,
    UserChange,
)
from server.audit import log as audit
from server.audit.log import record
from server.credits.schemas import Transaction
from server.database import after_commit
from server.edge import (
    CursorDep,
    Limit,
    MayManageJobs,
    MayManageUsers,
    MayModerate,
    MaySeeAudit,
    MaySeeStudio,
    MaySeeUsers,
    SessionDep,
    StudioDep,
)
from server.jobs.schemas import Job
from server.models import User
from server.moderation import repository as reviews
from server.moderation import service as moderation
from server.moderation.schemas import Decide, ScriptReview
from server.openapi import problems
from server.schema import Page
from server.vocabulary import AuditAction, JobStatus, ReviewDecision

router = APIRouter(prefix="/admin", tags=["admin"])
RequiredKey = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
Search = Annotated[str | None, Query(max_length=255, pattern=r"^[^\x00]*$")]


@router.get("/users")
def list_users(
    _admin: MaySeeUsers, session: SessionDep, cursor: CursorDep, search: Search = None, limit: Limit = 50
) -> Page[AdminUser]:
    """Accounts with what they have made, the newest first; `search` in address and name."""
    rows = repository.users(session, search, cursor, limit + 1)
    kept = rows[:limit]
    return Page[AdminUser](
        items=tuple(_user(*row) for row in kept),
        next_cursor=str(kept[-1][0].id) if len(rows) > limit else None,
    )


@router.patch("/users/{user_id}")
def change_user(user_id: UUID, asked: UserChange, admin: MayManageUsers, session: SessionDep) -> AdminUser:
    """Another tier or role; with another role one logs in anew. 409 for the last admin's."""
    accounts.change(session, admin, user_id, asked)
    return _user(*repository.user(session, user_id))


@router.post("/users/{user_id}/ban")
def ban_user(user_id: UUID, asked: Ban, admin: MayManageUsers, session: SessionDep, studio: StudioDep) -> AdminUser:
    """Shut an account: logged out everywhere, its films in the making stopped and given back. 409 for an admin's."""
    accounts.ban(session, admin, user_id, asked.reason, studio)
    return _user(*repository.user(session, user_id))


@router.post("/users/{user_id}/unban")
def unban_user(user_id: UUID, admin: MayManageUsers, session: SessionDep) -> AdminUser:
    """Open an account again."""
    accounts.unban(session, admin, user_id)
    return _user(*repository.user(session, user_id))


@router.post("/users/{user_id}/credits", responses=problems(402))
def adjust_credits(
    user_id: UUID, asked: Adjustment, admin: MayManageUsers, session: SessionDep, key: RequiredKey
) -> Transaction:
    """Give credits, or take some (below zero). The same Idempotency-Key again is the same movement."""
    entry = accounts.adjust(session, admin, user_id, asked.amount, asked.reason, key)
    return Transaction.model_validate(entry)


@router.get("/audit")
def list_audit(
    _admin: MaySeeAudit, session: SessionDep, cursor: CursorDep, target_id: UUID | None = None, limit: Limit = 50
) -> Page[AuditLine]:
    """What those who run the studio did, the newest first; `target_id` is an account's or a job's."""
    rows = audit.page(session, target_id, cursor, limit + 1)
    items = tuple(AuditLine.model_validate(row) for row in rows[:limit])
    return Page[AuditLine](items=items, next_cursor=str(items[-1].id) if len(rows) > limit else None)


def _user(user: User, films: int, spent: int) -> AdminUser:
    facts = {name: getattr(user, name) for name in AdminUser.model_fields if hasattr(user, name)}
    return AdminUser(**facts, films=films, credits_spent=spent)


@router.get("/jobs")
def list_jobs(
    _admin: MaySeeStudio, session: SessionDep, cursor: CursorDep, status: JobStatus | None = None, limit: Limit = 50
) -> Page[AdminJob]:
    """All jobs with their steps, the newest first."""
    rows = service.jobs(session, status, cursor, limit + 1)
    kept = rows[:limit]
    return Page[AdminJob](items=tuple(kept), next_cursor=str(kept[-1].id) if len(rows) > limit else None)


@router.post("/jobs/{job_id}/retry")
def retry_job(job_id: UUID, admin: MayManageJobs, session: SessionDep, studio: StudioDep) -> Job:
    """Begin a failed or cancelled job again. 409 for one that is not."""
    job = service.retry(session, admin, job_id, studio)
    after_commit(session, lambda: studio.board.forget(job_id))
    return Job.model_validate(job)


@router.post("/jobs/{job_id}/cancel")
def cancel_job(job_id: UUID, admin: MayManageJobs, session: SessionDep, studio: StudioDep) -> Job:
    """Stop anybody's job; the credits go back. 409 for one that has ended."""
    job = service.cancel(session, admin, job_id, studio)
    after_commit(session, lambda: studio.board.forget(job_id))
    return Job.model_validate(job)


@router.get("/moderate")
def list_held(
    _moderator: MayModerate,
    session: SessionDep,
    cursor: CursorDep,
    decision: ReviewDecision | None = ReviewDecision.PENDING,
    limit: Limit = 50,
) -> Page[ScriptReview]:
    """Scripts that wait for a look, the newest first; those decided with another `decision`."""
    rows = reviews.page(session, decision, cursor, limit + 1)
    kept = tuple(moderation.shown(review, email) for review, email in rows[:limit])
    return Page[ScriptReview](items=kept, next_cursor=str(kept[-1].id) if len(rows) > limit else None)


@router.post("/moderate", responses=problems(404))
def decide_held(asked: Decide, moderator: MayModerate, session: SessionDep) -> ScriptReview:
    """Allow or refuse a held script. Its creator can order the film then, or is told why not."""
    review = moderation.decide(session, asked.review_id, asked.decision, asked.note, moderator.id)
    facts = {"decision": asked.decision, "note": asked.note, "user": review.user_email}
    record(session, moderator, AuditAction.REVIEW, review.id, review.title, **facts)
    return review


@router.get("/statistics")
def statistics(_admin: MaySeeStudio, session: SessionDep) -> Statistics:
    """Users, films and credits in figures."""
    return service.figures(session)


@router.get("/system-health")
def system_health(_admin: MaySeeStudio, session: SessionDep, studio: StudioDep) -> SystemHealth:
    """Database, queues, workers, storage and engines."""
    return service.health(session, studio)
