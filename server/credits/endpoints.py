"""/credits."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from server.accounts.service import still_open
from server.accounts.tokens import AccessToken
from server.credits import repository
from server.credits.schemas import Balance, Transaction
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.edge import (
    UNCHANGED,
    CursorDep,
    Limit,
    SessionDep,
    StudioDep,
    TokenDep,
    UserDep,
    admit,
    glanced,
    unless_known,
)
from server.memory import CREDITS_S, copy_in, credits_key
from server.models import User
from server.paging import page_of
from server.schema import Page
from server.wiring import Studio

router = APIRouter(prefix="/credits", tags=["credits"])


@router.get("/balance", response_model=Balance, responses=UNCHANGED)
async def balance(token: TokenDep, studio: StudioDep, request: Request) -> Response:
    """Credits left, and what the tier allows."""
    told = copy_in(await glanced(token, credits_key(token.user_id), request))
    if told is None:
        told = await run_in_threadpool(_told, token, studio)
    return unless_known(told, request)


def _told(token: AccessToken, studio: Studio) -> bytes:
    asker = admit(token, studio)

    def make() -> bytes:
        with unit_of_work(studio.sessions, write=False) as session:
            return _balance(still_open(session.get(User, asker), token)).model_dump_json().encode()

    return studio.memory.told(credits_key(asker), CREDITS_S, make)


def _balance(user: User) -> Balance:
    rules = RULES[user.subscription_tier]
    return Balance(
        credits_balance=user.credits_balance,
        monthly_credits=user.monthly_credits,
        subscription_tier=user.subscription_tier,
        subscription_until=user.subscription_until,
        unlimited=rules.credits_a_month is None,
        credits_a_month=rules.credits_a_month,
        credits_reset_date=user.credits_reset_date,
        most_minutes=rules.most_minutes,
        watermark=rules.watermark is not None,
    )


@router.get("/history")
def history(user: UserDep, session: SessionDep, cursor: CursorDep, limit: Limit = 50) -> Page[Transaction]:
    """The ledger, the newest first."""
    rows = repository.history(session, user.id, cursor, limit + 1)
    return page_of(rows, limit, Transaction.model_validate)
