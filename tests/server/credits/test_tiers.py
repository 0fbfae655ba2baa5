"""What a film costs and what a tier allows, as the specification has it."""

from __future__ import annotations

import pytest

from server.credits.tiers import RULES, price_of, started_minutes
from server.vocabulary import Queue, Tier
from tests.server.people import change, sign_up
from tests.server.running import Served


@pytest.mark.parametrize(
    ("seconds", "credits_"), [(0, 3), (1, 3), (30, 3), (60, 3), (60.0001, 3), (61, 6), (120, 6), (150, 9), (300, 15)]
)
def test_three_credits_a_started_minute(seconds: float, credits_: int) -> None:
    assert price_of(started_minutes(seconds)) == credits_


@pytest.mark.parametrize(
    ("tier", "a_month", "most_minutes", "watermark", "queue"),
    [
        (Tier.FREE, 3, 1, True, Queue.DEFAULT),
        (Tier.STANDARD, 30, 3, False, Queue.DEFAULT),
        (Tier.PRO, 100, 5, False, Queue.HIGH),
        (Tier.ENTERPRISE, None, 5, False, Queue.HIGH),
    ],
)
def test_what_a_tier_allows(
    api: Served, tier: Tier, a_month: int | None, most_minutes: int, watermark: bool, queue: Queue
) -> None:
    balance = sign_up(api, tier=tier).balance()
    assert (balance.subscription_tier, balance.credits_a_month, balance.most_minutes) == (tier, a_month, most_minutes)
    assert (balance.watermark, balance.unlimited, balance.credits_balance) == (watermark, a_month is None, 3)
    assert RULES[tier].queue is queue


def test_the_history_comes_in_pages_the_newest_first(any_api: Served) -> None:
    client = sign_up(any_api)
    other = sign_up(any_api, "ravi@studio.test")
    for amount in range(1, 6):
        change(any_api.studio, client.me().id, credits_=amount)
    seen, cursor = [], None
    for _ in range(3):
        page = client.credit_history(cursor, limit=2)
        seen += [entry.amount for entry in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == ([5, 4, 3, 2, 1, 3], None)
    assert [entry.amount for entry in other.credit_history().items] == [3]
