"""Letters: written in the transaction that is their reason, sent by the postman when it is committed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from pipeline.vocabulary import Language
from server.models import Mail
from server.vocabulary import MailKind


def post(
    session: Session, kind: MailKind, address: str, user_id: UUID | None = None, language: Language | None = None
) -> None:
    """Have a letter written.

    Without `user_id` it is for whoever has that address when it leaves, and for nobody if nobody has: who asks for it
    costs the same work, and learns nothing.
    """
    session.add(Mail(kind=kind, address=address, user_id=user_id, language=language))


def withdraw_moves(session: Session, user_id: UUID) -> None:
    """Letters that ask for a move and have not left yet: they would be sealed only when they do."""
    session.execute(delete(Mail).where(Mail.user_id == user_id, Mail.kind == MailKind.MOVE))
