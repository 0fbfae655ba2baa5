"""ai_jobs: films in the making."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import JobStatus, JobType, Queue

_LIVE = text("status IN ('queued', 'processing')")


class AIJob(Keyed):
    """A job. `order` is what was asked for when it was made: an edited project does not change a film in the making."""

    __tablename__ = "ai_jobs"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        # Two requests that race for one project: the database lets one of them in.
        Index("uq_ai_jobs_live_project", "project_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_ai_jobs_user_id_id", "user_id", "id"),
        Index("ix_ai_jobs_status", "status"),
    )

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    job_type: Mapped[JobType]
    status: Mapped[JobStatus] = mapped_column(default=JobStatus.QUEUED)
    queue: Mapped[Queue] = mapped_column(default=Queue.DEFAULT)
    progress: Mapped[int] = mapped_column(default=0)
    """Per cent; never runs backwards."""
    current_step: Mapped[str | None] = mapped_column(String(100))
    credits: Mapped[int]
    """The price quoted: what is taken when the work starts."""
    base_id: Mapped[UUID | None] = mapped_column(ForeignKey("ai_jobs.id", ondelete="SET NULL"), index=True)
    """The film that was paid for, of which this is another version."""
    round: Mapped[int] = mapped_column(default=1)
    """How often it was begun anew by an admin; each round is paid for, and given back, by itself."""
    order: Mapped[dict[str, Any]]
    result_data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error_code: Mapped[str | None] = mapped_column(String(100))
    error_message: Mapped[str | None] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
