"""mails: letters that are to be sent, and what became of them. Written in the transaction that is their reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.vocabulary import Language
from server.models.base import Keyed, now
from server.vocabulary import MailKind


class Mail(Keyed):
    """A letter. It holds no secret: the link in it is signed when it is sent."""

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_due_at", "due_at"),)

    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    """Whose account it is about. None: whoever has `address` when it is sent, if anybody has."""
    kind: Mapped[MailKind]
    address: Mapped[str] = mapped_column(String(255))
    language: Mapped[Language | None]
    """None: the account's."""
    due_at: Mapped[datetime | None] = mapped_column(default=now)
    """When it is tried (again). None: it has left, or was given up."""
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
