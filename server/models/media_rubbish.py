"""media_rubbish: folders of the media store that are to go. Written in the transaction that is the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now


class MediaRubbish(Keyed):
    """A folder of the store that nobody's row names any more. It belongs to nobody: its owner may be gone."""

    __tablename__ = "media_rubbish"

    prefix: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
