"""The audit log: written in the transaction of the deed itself, so that neither is without the other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AuditEntry, User
from server.vocabulary import AuditAction

AT_THE_MACHINE = "command line"


def record(
    session: Session, actor: User | None, action: AuditAction, target_id: UUID, target: str, **facts: object
) -> None:
    """Write down a deed. `actor` None: somebody at the machine itself."""
    session.add(
        AuditEntry(
            actor_id=actor.id if actor else None,
            actor=actor.email if actor else AT_THE_MACHINE,
            action=action,
            target_id=target_id,
            target=target[:255],
            facts={name: fact for name, fact in facts.items() if fact is not None},
        )
    )


def page(session: Session, target_id: UUID | None, before: UUID | None, limit: int) -> Sequence[AuditEntry]:
    """Deeds, the newest first, from before a cursor; those done to one account or thing with `target_id`."""
    query = select(AuditEntry)
    if target_id is not None:
        query = query.where(AuditEntry.target_id == target_id)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)).all()
