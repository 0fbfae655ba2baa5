"""audit_log: what those who run the studio did, and why. Rows are added, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import AuditAction


class AuditEntry(Keyed):
    """One deed. Who did it and whom it was about are written out: accounts may be deleted, the log is not."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_target_id", "target_id"),)

    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(255))
    """The address of who did it; "command line" for who sat at the machine."""
    action: Mapped[AuditAction]
    target_id: Mapped[UUID]
    target: Mapped[str] = mapped_column(String(255))
    """What it was done to, in a word: an address, a title."""
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Reason, and what was there before and after."""
    created_at: Mapped[datetime] = mapped_column(default=now)
