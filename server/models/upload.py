"""uploads: what creators bring: pictures, narration, music, clips."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import UploadKind, UploadState


class Upload(Keyed):
    """A file of a project. Until it was checked and written anew it lies in quarantine, and nobody can fetch it."""

    __tablename__ = "uploads"
    __table_args__ = (
        Index("ix_uploads_project_id_id", "project_id", "id"),
        Index("ix_uploads_state_created_at", "state", "created_at"),
    )

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[UploadKind]
    state: Mapped[UploadState] = mapped_column(default=UploadState.QUARANTINED)
    name: Mapped[str] = mapped_column(String(255))
    """What its owner calls it; no file is ever called so."""
    key: Mapped[str | None] = mapped_column(String(500))
    """Of the media store; None while it is in quarantine."""
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """As kept; while it is in quarantine, as it came."""
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the file as kept."""
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration_ms: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
