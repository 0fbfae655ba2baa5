"""The four tiers and the price of a film."""

from __future__ import annotations

import math
from dataclasses import dataclass

from server.vocabulary import Queue, Tier

CREDITS_A_MINUTE = 3
MOST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class TierRules:
    """What a tier allows. `credits_a_month` None is unlimited; `voices` the tier whose voices may be chosen."""

    credits_a_month: int | None
    most_minutes: int
    watermark: str | None
    queue: Queue
    voices: Tier
    api_access: bool = False


RULES = {
    Tier.FREE: TierRules(3, 1, "AI Film Studio", Queue.DEFAULT, Tier.FREE),
    Tier.STANDARD: TierRules(30, 3, None, Queue.DEFAULT, Tier.STANDARD),
    Tier.PRO: TierRules(100, MOST_MINUTES, None, Queue.HIGH, Tier.PRO),
    Tier.ENTERPRISE: TierRules(None, MOST_MINUTES, None, Queue.HIGH, Tier.PRO, api_access=True),
}


def started_minutes(seconds: float) -> int:
    """Minutes to pay for: half a minute counts as one, two and a half as three."""
    return max(1, math.ceil(round(seconds, 3) / 60))


def price_of(minutes: int) -> int:
    """Credits for that many started minutes."""
    return CREDITS_A_MINUTE * minutes
