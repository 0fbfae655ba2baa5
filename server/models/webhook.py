"""webhooks: addresses of users' own servers that are told how jobs get on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now


class Webhook(Keyed):
    """An address. Its secret is kept nowhere: it is made anew of the studio's own (`server.webhooks.signing`)."""

    __tablename__ = "webhooks"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    events: Mapped[list[Any]]
    """Those it is told of."""
    secrets: Mapped[int] = mapped_column(default=1)
    """How often it was given a secret; only the last one counts."""
    disabled_at: Mapped[datetime | None]
    """Since when nothing is sent there: its server said that it is gone, or its owner did."""
    created_at: Mapped[datetime] = mapped_column(default=now)
