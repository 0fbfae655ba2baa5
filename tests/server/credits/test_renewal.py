"""The month's credits, on both databases: once, on the day, for whoever is due."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from server.clock import Clock
from server.credits import ledger
from server.database import unit_of_work
from server.models import User
from server.models.base import now
from server.vocabulary import Tier
from server.wiring import Studio
from tests.server.people import balance, creator, movements


def due(studio: Studio, user_id: UUID, on: date) -> None:
    with unit_of_work(studio.sessions) as session:
        session.get_one(User, user_id).credits_reset_date = on


def reset_date(studio: Studio, user_id: UUID) -> date:
    with unit_of_work(studio.sessions, write=False) as session:
        return session.get_one(User, user_id).credits_reset_date


def test_the_clock_brings_them_once(any_studio: Studio) -> None:
    today = now().date()
    spent, waiting = creator(any_studio, 1), creator(any_studio, 1)
    due(any_studio, spent, today)
    due(any_studio, waiting, today + timedelta(days=1))
    for _ in range(2):
        Clock(any_studio).tick()
        Clock(any_studio).tick()
    assert balance(any_studio, spent) == 3
    assert balance(any_studio, waiting) == 1
    assert [entry.amount for entry in movements(any_studio, spent)] == [1, 2]
    assert reset_date(any_studio, spent) == today + ledger.MONTH


@pytest.mark.parametrize(
    ("tier", "had", "has"), [(Tier.STANDARD, 4, 30), (Tier.PRO, 99, 100), (Tier.FREE, 7, 7), (Tier.ENTERPRISE, 2, 2)]
)
def test_up_to_what_the_tier_gives(studio: Studio, tier: Tier, had: int, has: int) -> None:
    user = creator(studio, had, tier)
    today = date(2030, 1, 1)
    with unit_of_work(studio.sessions) as session:
        ledger.renew(session, user, today)
    assert balance(studio, user) == has
    assert reset_date(studio, user) == today + ledger.MONTH


def test_a_studio_that_was_closed_for_months_gives_one_month_and_keeps_the_day(studio: Studio) -> None:
    user = creator(studio, 0)
    with unit_of_work(studio.sessions) as session:
        ledger.renew(session, user, date(2030, 1, 1) + 3 * ledger.MONTH + timedelta(days=4))
    assert balance(studio, user) == 3
    assert reset_date(studio, user) == date(2030, 1, 1) + 4 * ledger.MONTH
