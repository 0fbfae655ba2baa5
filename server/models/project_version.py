"""project_versions: what a project was after each change. Rows are added; the oldest of very many go."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now


class ProjectVersion(Keyed):
    """Title, script, settings and storyboard changes of a project as they were from one change to the next."""

    __tablename__ = "project_versions"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1, without gaps at its new end."""
    title: Mapped[str] = mapped_column(String(255))
    script: Mapped[str] = mapped_column(Text)
    settings: Mapped[dict[str, Any]]
    edits: Mapped[list[Any]]
    restored_from: Mapped[int | None]
    """The number of the version that this one brought back."""
    created_at: Mapped[datetime] = mapped_column(default=now)
