"""What all schemas share. Schemas are all that the front ends see of the server: they import no table and no queue."""

from __future__ import annotations

import re
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

Item = TypeVar("Item")


class Schema(BaseModel):
    """A body on the wire, frozen, read from a row's attributes where there is one."""

    model_config = ConfigDict(from_attributes=True, frozen=True, extra="ignore")


_SURROGATE = re.compile("[\ud800-\udfff]")
DEEPEST = 4
"""How deep a body is looked into: none of ours is deeper, and what is deeper is refused by its shape."""


class Asked(Schema):
    """A body somebody sends: a field that is not known is refused, since it is most likely misspelt."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_is_no_text(cls, body: Any) -> Any:
        for name, value in body.items() if isinstance(body, dict) else ():
            if found := _no_text(value, DEEPEST):
                raise ValueError(f"{name}: holds {found}, which no text has. Remove it.")
        return body


def _no_text(value: object, depth: int) -> str | None:
    """What PostgreSQL does not keep, or UTF-8 does not write; None if it holds neither."""
    if isinstance(value, dict) and depth:
        return next(filter(None, (_no_text(part, depth - 1) for pair in value.items() for part in pair)), None)
    if isinstance(value, list) and depth:
        return next(filter(None, (_no_text(part, depth - 1) for part in value)), None)
    if not isinstance(value, str):
        return None
    return "a NUL character" if "\x00" in value else "half of a character" if _SURROGATE.search(value) else None


class Page(Schema, Generic[Item]):
    """A page of a list, the newest first. `next_cursor` asks for the page after it; None: this is the last."""

    items: tuple[Item, ...]
    next_cursor: str | None = None


class ProblemBody(Schema):
    """application/problem+json (RFC 9457) with a code for programs."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[dict[str, Any], ...] = ()
