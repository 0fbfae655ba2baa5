"""Pages of a list that is sorted by key, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from server.models.base import Keyed
from server.schema import Page

Row = TypeVar("Row", bound=Keyed)
Item = TypeVar("Item")


def page_of(rows: Sequence[Row], limit: int, shown: Callable[[Row], Item]) -> Page[Item]:
    """A page of rows, of which one more than `limit` was asked for to see whether there are more."""
    kept = rows[:limit]
    more = str(kept[-1].id) if len(rows) > limit else None
    return Page[Item](items=tuple(shown(row) for row in kept), next_cursor=more)
