"""projects: a script and what is to become of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import ProjectStatus


class Project(Keyed):
    """A project. The three media columns hold keys of the media store, from which signed links are made."""

    __tablename__ = "projects"
    __table_args__ = (Index("ix_projects_user_id_id", "user_id", "id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(255))
    script: Mapped[str] = mapped_column(Text)
    sought: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Title and script as a search looks for words in them (`server.projects.search`)."""
    status: Mapped[ProjectStatus] = mapped_column(default=ProjectStatus.DRAFT)
    video_duration: Mapped[int | None]
    """Of the finished film, in seconds."""
    video_url: Mapped[str | None] = mapped_column(String(500))
    thumbnail_url: Mapped[str | None] = mapped_column(String(500))
    subtitle_urls: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """{language: {form: key}}."""
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edits: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What the creator changed in the storyboard, in order (`pipeline.edits`)."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
