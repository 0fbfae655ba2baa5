"""Alembic's door: brings a database to a version, through the connection it is handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Enum

from server.models import Record
from server.models.base import Moment


def _written(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """How a version names our types: by what the database sees of them, so that it outlives our code."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    # SQLite cannot change a table: Alembic makes a new one and moves the rows.
    render_as_batch=True,
    render_item=_written,
)
with context.begin_transaction():
    context.run_migrations()
