"""Changes of a storyboard as JSON: an array of objects, each with its `kind` and the fields of that kind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from pipeline.edits import Edit
from pipeline.errors import BadEdit

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def read_edits(text: str | bytes) -> tuple[Edit, ...]:
    """JSON to changes. Raises BadEdit, saying where it is wrong."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the start"
        raise BadEdit(f"The changes of the storyboard cannot be read: {first['msg']} (at {where}).") from wrong


def write_edits(edits: tuple[Edit, ...]) -> str:
    """Changes to JSON, without what was left as it is."""
    return _adapter().dump_json(edits, indent=2, exclude_none=True).decode()


@cache
def _adapter() -> TypeAdapter[tuple[Edit, ...]]:
    from pydantic import ConfigDict, Field, TypeAdapter

    # A misspelt field would be a change that silently does nothing.
    return TypeAdapter(tuple[Annotated[Edit, Field(discriminator="kind")], ...], config=ConfigDict(extra="forbid"))
