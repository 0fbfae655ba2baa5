"""The four tiers, and what films cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from server.vocabulary import Queue, Tier

CREDITS_A_MINUTE = 3
COPY_CREDITS_A_MINUTE = 1
"""For another language or another format of a film that was paid for."""
FREE_REMAKES = timedelta(days=30)
"""Shots and lines of a film that was paid for are made again for nothing so long."""
MOST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class TierRules:
    """What a tier allows. `credits_a_month` None is unlimited; `voices` the tier whose voices may be chosen."""

    credits_a_month: int | None
    most_minutes: int
    watermark: str | None
    queue: Queue
    voices: Tier
    most_running: int
    """Jobs that may be in the making at once."""
    api_access: bool = False


RULES = {
    Tier.FREE: TierRules(3, 1, "AI Film Studio", Queue.DEFAULT, Tier.FREE, 1),
    Tier.STANDARD: TierRules(30, 3, None, Queue.DEFAULT, Tier.STANDARD, 2),
    Tier.PRO: TierRules(100, MOST_MINUTES, None, Queue.HIGH, Tier.PRO, 3),
    Tier.ENTERPRISE: TierRules(None, MOST_MINUTES, None, Queue.HIGH, Tier.PRO, 10, api_access=True),
}


def started_minutes(seconds: float) -> int:
    """Minutes to pay for: half a minute counts as one, two and a half as three."""
    return max(1, math.ceil(round(seconds, 3) / 60))


def price_of(minutes: int) -> int:
    """Credits for that many started minutes."""
    return CREDITS_A_MINUTE * minutes


def price_of_copy(minutes: int) -> int:
    """Credits for another language, or another format, of a film of that many started minutes."""
    return COPY_CREDITS_A_MINUTE * minutes
