"""Queries of held scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.models import Project, ScriptReview, User
from server.vocabulary import ReviewDecision


def of_wording(session: Session, project_id: UUID, digest: str) -> ScriptReview | None:
    """The review of one wording of a project's script."""
    return session.scalars(
        select(ScriptReview).where(ScriptReview.project_id == project_id, ScriptReview.digest == digest)
    ).one_or_none()


class Decided(NamedTuple):
    """What was decided on a script, and what was said to it."""

    decision: ReviewDecision
    note: str | None


def of_projects(session: Session, project_ids: Sequence[UUID]) -> dict[tuple[UUID, str], Decided]:
    """What was decided on several projects' scripts, by project and digest of the wording."""
    query = select(ScriptReview.project_id, ScriptReview.digest, ScriptReview.decision, ScriptReview.note)
    rows = session.execute(query.where(ScriptReview.project_id.in_(project_ids)))
    return {(project_id, digest): Decided(decision, note) for project_id, digest, decision, note in rows}


def forget_waiting(session: Session, project_id: UUID) -> None:
    """Drop what a project has waiting for a decision."""
    waiting = (ScriptReview.project_id == project_id, ScriptReview.decision == ReviewDecision.PENDING)
    session.execute(delete(ScriptReview).where(*waiting))


def page(
    session: Session, decision: ReviewDecision | None, before: UUID | None, limit: int
) -> Sequence[tuple[ScriptReview, str]]:
    """(review, user's address), the newest first."""
    query = select(ScriptReview, User.email).join(Project, Project.id == ScriptReview.project_id)
    query = query.join(User, User.id == Project.user_id)
    if decision is not None:
        query = query.where(ScriptReview.decision == decision)
    if before is not None:
        query = query.where(ScriptReview.id < before)
    rows = session.execute(query.order_by(ScriptReview.id.desc()).limit(limit))
    return [(review, email) for review, email in rows]


def with_address(session: Session, review_id: UUID) -> tuple[ScriptReview, str] | None:
    """A review, locked, with the address of the user whose script it is."""
    query = select(ScriptReview, User.email).join(Project, Project.id == ScriptReview.project_id)
    query = query.join(User, User.id == Project.user_id).where(ScriptReview.id == review_id)
    row = session.execute(query.with_for_update(of=ScriptReview)).one_or_none()
    return None if row is None else (row[0], row[1])
