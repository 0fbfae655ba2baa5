"""/credits."""

from __future__ import annotations

from fastapi import APIRouter

from server.credits import repository
from server.credits.schemas import Balance, Transaction
from server.credits.tiers import RULES
from server.edge import CursorDep, Limit, SessionDep, UserDep
from server.paging import page_of
from server.schema import Page

router = APIRouter(prefix="/credits", tags=["credits"])


@router.get("/balance")
def balance(user: UserDep) -> Balance:
    """Credits left, and what the tier allows."""
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
