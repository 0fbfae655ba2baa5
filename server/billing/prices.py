"""What is sold, and for how much."""

from __future__ import annotations

from server.vocabulary import Tier

CURRENCY = "usd"
PACKS = {15: 599, 30: 1099, 90: 2999}
"""{credits: cents}."""
MONTHLY = {Tier.STANDARD: 999, Tier.PRO: 2999, Tier.ENTERPRISE: 29999}
"""{tier: cents a month}, as the specification has it."""
RANK = tuple(Tier)
"""From the least to the most."""
