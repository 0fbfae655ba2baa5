"""The stand-in's endpoints, at the real ones' addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, TypeVar
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from server.accounts.schemas import Account, Credentials, RefreshRequest, Tokens
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
from server.credits.schemas import Transaction
from server.jobs.schemas import Job
from server.moderation.schemas import Decide, ScriptReview
from server.schema import Page
from server.vocabulary import AuditAction, JobStatus, ReviewDecision, TransactionType
from tests.admin_dashboard.stand_in import PASSWORD, Refused, StandIn

Row = TypeVar("Row", AdminJob, AdminUser, AuditLine, ScriptReview)


async def _studio(request: Request) -> StandIn:
    studio: StandIn = request.app.state.studio
    return studio


async def _access(authorization: Annotated[str, Header()] = "") -> str:
    return authorization.removeprefix("Bearer ")


Studio = Annotated[StandIn, Depends(_studio)]
Access = Annotated[str, Depends(_access)]


async def _admin(studio: Studio, access: Access) -> AdminUser:
    return studio.admin(access)


everybody = APIRouter(prefix="/api/v1")
admins = APIRouter(prefix="/api/v1/admin", dependencies=[Depends(_admin)])


@everybody.post("/auth/login")
async def log_in(given: Credentials, studio: Studio) -> Tokens:
    user = next((user for user in studio.users if user.email == given.email), None)
    if user is None or given.password.get_secret_value() != PASSWORD:
        raise Refused(401, "bad_credentials", "E-mail address or password is wrong.")
    return studio.issue(user.id)


@everybody.post("/auth/refresh")
async def refresh(given: RefreshRequest, studio: Studio) -> Tokens:
    return studio.trade(given.refresh_token)


@everybody.post("/auth/logout", status_code=204)
async def log_out(given: RefreshRequest, studio: Studio, access: Access) -> None:
    studio.forget(access, given.refresh_token)


@everybody.get("/users/me")
async def me(studio: Studio, access: Access) -> Account:
    return Account.model_validate(studio.account(access))


@admins.get("/users")
async def users(studio: Studio, search: str = "", cursor: str | None = None, limit: int = 50) -> Page[AdminUser]:
    found = [user for user in studio.users if search.lower() in f"{user.email} {user.full_name}".lower()]
    items, more = page_of(found, cursor, limit)
    return Page[AdminUser](items=tuple(items), next_cursor=more)


@admins.patch("/users/{user_id}")
async def change(user_id: UUID, asked: UserChange, studio: Studio) -> AdminUser:
    news = {"subscription_tier": asked.tier, "role": asked.role}
    return studio.do(AuditAction.TIER, user_id, news, before="free", after=asked.tier, reason=asked.reason)


@admins.post("/users/{user_id}/ban")
async def ban(user_id: UUID, asked: Ban, studio: Studio) -> AdminUser:
    news = {"banned_at": datetime.now(UTC), "ban_reason": asked.reason}
    return studio.do(AuditAction.BAN, user_id, news, reason=asked.reason)


@admins.post("/users/{user_id}/unban")
async def unban(user_id: UUID, studio: Studio) -> AdminUser:
    return studio.do(AuditAction.UNBAN, user_id, {"banned_at": None, "ban_reason": None})


@admins.post("/users/{user_id}/credits")
async def adjust(
    user_id: UUID, asked: Adjustment, studio: Studio, key: Annotated[str, Header(alias="Idempotency-Key")]
) -> Transaction:
    before = next(user for user in studio.users if user.id == user_id).credits_balance
    news = {"credits_balance": before + asked.amount}
    user = studio.do(AuditAction.CREDITS, user_id, news, amount=asked.amount, reason=asked.reason, key=key)
    return Transaction(
        id=uuid4(),
        type=TransactionType.ADJUSTMENT,
        amount=asked.amount,
        balance_after=user.credits_balance,
        description=asked.reason,
        job_id=None,
        created_at=datetime.now(UTC),
    )


@admins.get("/audit")
async def audit(
    studio: Studio, target_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[AuditLine]:
    found = [line for line in studio.audit if target_id in (None, line.target_id)]
    items, more = page_of(found, cursor, limit)
    return Page[AuditLine](items=tuple(items), next_cursor=more)


@admins.get("/jobs")
async def jobs(
    studio: Studio, status: JobStatus | None = None, cursor: str | None = None, limit: int = 50
) -> Page[AdminJob]:
    found = [job for job in studio.jobs if status in (None, job.status)]
    items, more = page_of(found, cursor, limit)
    return Page[AdminJob](items=tuple(items), next_cursor=more)


@admins.post("/jobs/{job_id}/retry")
async def retry(job_id: UUID, studio: Studio) -> Job:
    return Job.model_validate(studio.retry(job_id))


@admins.post("/jobs/{job_id}/cancel")
async def cancel(job_id: UUID, studio: Studio) -> Job:
    return Job.model_validate(studio.cancel(job_id))


@admins.get("/moderate")
async def held(
    studio: Studio,
    decision: ReviewDecision = ReviewDecision.PENDING,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[ScriptReview]:
    found = [review for review in studio.reviews if review.decision is decision]
    items, more = page_of(found, cursor, limit)
    return Page[ScriptReview](items=tuple(items), next_cursor=more)


@admins.post("/moderate")
async def decide(asked: Decide, studio: Studio) -> ScriptReview:
    return studio.decide(asked)


@admins.get("/statistics")
async def statistics(studio: Studio) -> Statistics:
    return studio.statistics


@admins.get("/system-health")
async def health(studio: Studio) -> SystemHealth:
    return studio.health


async def refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return JSONResponse(error.body, status_code=error.status)


async def invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
    return JSONResponse({"title": "Invalid", "status": 422, "code": "invalid", "detail": said}, status_code=422)


def app_of(studio: StandIn) -> FastAPI:
    """The whole of it."""
    app = FastAPI()
    app.state.studio = studio
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.include_router(everybody)
    app.include_router(admins)
    return app


def page_of(rows: Sequence[Row], cursor: str | None, limit: int) -> tuple[Sequence[Row], str | None]:
    """A page after the row that `cursor` names."""
    start = next((at + 1 for at, row in enumerate(rows) if str(row.id) == cursor), 0)
    kept = rows[start : start + limit]
    return kept, str(kept[-1].id) if len(rows) > start + limit else None
