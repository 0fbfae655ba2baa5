"""script_reviews: scripts that an admin must look at before they are filmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import ReviewDecision


class ScriptReview(Keyed):
    """One wording of a project's script, held. A changed wording is looked at anew."""

    __tablename__ = "script_reviews"
    __table_args__ = (
        UniqueConstraint("project_id", "digest"),
        Index("ix_script_reviews_decision_id", "decision", "id"),
    )

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    """Of title and script."""
    title: Mapped[str] = mapped_column(String(255))
    script: Mapped[str] = mapped_column(Text)
    """As it was when it was held: the project's may have changed since."""
    reason: Mapped[str] = mapped_column(Text)
    decision: Mapped[ReviewDecision] = mapped_column(default=ReviewDecision.PENDING)
    note: Mapped[str | None] = mapped_column(Text)
    """What the admin tells the creator."""
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
