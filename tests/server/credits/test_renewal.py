"""The month's credits, on both databases: once, on the day, for whoever is due, and what was bought stays."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from server.clock import Clock
from server.credits import ledger
from server.database import unit_of_work
from server.models import AIJob, User
from server.models.base import now
from server.vocabulary import Tier, TransactionType
from server.wiring import Studio
from tests.server.people import balance, creator, movements, ordered

DAY = date(2030, 1, 1)


def due(studio: Studio, user_id: UUID, on: date) -> None:
    with unit_of_work(studio.sessions) as session:
        session.get_one(User, user_id).credits_reset_date = on


def user_of(studio: Studio, user_id: UUID) -> User:
    with unit_of_work(studio.sessions, write=False) as session:
        return session.get_one(User, user_id)


def subscriber(studio: Studio, tier: Tier, monthly: int, bought: int) -> UUID:
    user = creator(studio, bought, tier)
    with unit_of_work(studio.sessions) as session:
        ledger.move(session, user, TransactionType.GRANT, monthly, "Month", f"first:{user}", monthly=monthly)
    return user


def renew(studio: Studio, user_id: UUID, on: date = DAY) -> None:
    with unit_of_work(studio.sessions) as session:
        ledger.renew(session, user_id, on)


def test_the_clock_brings_them_once_though_nobody_logs_in(any_studio: Studio) -> None:
    today = now().date()
    spent, waiting = creator(any_studio, 1), creator(any_studio, 1)
    due(any_studio, spent, today)
    due(any_studio, waiting, today + timedelta(days=1))
    for _ in range(2):
        Clock(any_studio).tick()
        Clock(any_studio).tick()
    assert balance(any_studio, spent) == 4
    assert balance(any_studio, waiting) == 1
    assert [entry.amount for entry in movements(any_studio, spent)] == [1, 3]
    assert user_of(any_studio, spent).credits_reset_date == today + ledger.MONTH


@pytest.mark.parametrize(
    ("tier", "monthly", "bought", "has"),
    [
        (Tier.STANDARD, 4, 0, 30),
        (Tier.STANDARD, 30, 15, 45),
        (Tier.STANDARD, 0, 15, 45),
        (Tier.PRO, 99, 1, 101),
        (Tier.FREE, 3, 7, 10),
        (Tier.FREE, 60, 7, 10),  # of a tier that was more
        (Tier.ENTERPRISE, 2, 1, 3),
    ],
)
def test_the_month_is_set_anew_and_what_was_bought_stays(
    any_studio: Studio, tier: Tier, monthly: int, bought: int, has: int
) -> None:
    user = subscriber(any_studio, tier, monthly, bought)
    renew(any_studio, user)
    renew(any_studio, user)
    found = user_of(any_studio, user)
    assert (found.credits_balance, found.credits_balance - found.monthly_credits) == (has, bought)
    assert found.credits_reset_date == DAY + ledger.MONTH


def test_this_months_are_spent_first_and_come_back_as_they_were(any_studio: Studio) -> None:
    user = subscriber(any_studio, Tier.STANDARD, 4, 10)
    job_id = ordered(any_studio, user, 9, begin=False)
    with unit_of_work(any_studio.sessions) as session:
        ledger.charge(session, session.get_one(AIJob, job_id), "The Sea")
    found = user_of(any_studio, user)
    assert (found.credits_balance, found.monthly_credits) == (5, 0)
    with unit_of_work(any_studio.sessions) as session:
        ledger.refund(session, session.get_one(AIJob, job_id), "It failed")
    found = user_of(any_studio, user)
    assert (found.credits_balance, found.monthly_credits) == (14, 4)
    assert [(line.amount, line.monthly_amount) for line in movements(any_studio, user)][2:] == [(-9, -4), (9, 4)]


def test_a_tier_that_was_paid_for_until_now_becomes_free(any_studio: Studio) -> None:
    user = subscriber(any_studio, Tier.PRO, 60, 5)
    given = subscriber(any_studio, Tier.PRO, 60, 5)
    with unit_of_work(any_studio.sessions) as session:
        session.get_one(User, user).subscription_until = DAY
    for one in (user, given):
        renew(any_studio, one)
    ended, stays = user_of(any_studio, user), user_of(any_studio, given)
    assert (ended.subscription_tier, ended.subscription_until, ended.credits_balance) == (Tier.FREE, None, 8)
    assert (stays.subscription_tier, stays.credits_balance) == (Tier.PRO, 105)


def test_a_studio_that_was_closed_for_months_gives_one_month_and_keeps_the_day(any_studio: Studio) -> None:
    user = creator(any_studio, 0)
    renew(any_studio, user, DAY + 3 * ledger.MONTH + timedelta(days=4))
    assert balance(any_studio, user) == 3
    assert user_of(any_studio, user).credits_reset_date == DAY + 4 * ledger.MONTH
