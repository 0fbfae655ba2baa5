"""share_links: who has one of these addresses sees a project's film, until it is withdrawn."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now


class ShareLink(Keyed):
    """A link, known by the SHA-256 of its token alone. Withdrawn ones stay, so that they can say that they are."""

    __tablename__ = "share_links"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
