"""/credits."""

from __future__ import annotations

from fastapi import APIRouter, Response

from server.accounts.service import still_open
from server.credits import repository
from server.credits.schemas import Balance, Transaction
from server.credits.tiers import RULES
from server.database import unit_of_work
from server.edge import CursorDep, Limit, SessionDep, StudioDep, TokenDep, UserDep, admit
from server.memory import CREDITS_S, credits_key
from server.models import User
from server.paging import page_of
from server.schema import Page

router = APIRouter(prefix="/credits", tags=["credits"])


@router.get("/balance", response_model=Balance)
def balance(token: TokenDep, studio: StudioDep) -> Response:
    """Credits left, and what the tier allows."""
    asker = admit(token, studio)
    key = credits_key(asker)
    (found,) = studio.memory.recall(key)
    told = found.copy
    if told is None:
        with unit_of_work(studio.sessions, write=False) as session:
            told = _balance(still_open(session.get(User, asker), token)).model_dump_json().encode()
        studio.memory.keep(key, found, told, CREDITS_S)
    return Response(told, media_type="application/json")


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
