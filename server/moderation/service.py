"""Holding scripts for an admin, and deciding."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from pipeline.language.detect import detect
from server.errors import Conflict, NotFound, Problem, Unprocessable
from server.mails.service import post
from server.models import Project, ScriptReview
from server.models.base import now
from server.moderation import repository
from server.moderation.repository import Decided
from server.moderation.schemas import ScriptReview as ReviewBody
from server.vocabulary import MailKind, ReviewDecision


def review_of(session: Session, project: Project, translation: str | None = None) -> ScriptReview | None:
    """The review of the script that a project has now, or of a translation of it, if it was ever held."""
    return repository.of_wording(session, project.id, _digest(project, translation))


def is_allowed(session: Session, project: Project) -> bool:
    """Whether an admin has allowed the script that a project has now."""
    review = review_of(session, project)
    return review is not None and review.decision is ReviewDecision.ALLOWED


def decisions_of(session: Session, projects: Sequence[Project]) -> dict[UUID, Decided]:
    """What was decided, and why, on the scripts that these projects have now, of those that were held."""
    decided = repository.of_projects(session, [one.id for one in projects])
    if not decided:
        return {}
    wordings = {one.id: (one.id, _digest(one)) for one in projects}
    return {project_id: decided[wording] for project_id, wording in wordings.items() if wording in decided}


def hold(session: Session, project: Project, reason: str, translation: str | None = None) -> ScriptReview:
    """Hold the script that a project has now, or a translation of it, unless it was held before.

    A project waits once: an earlier wording on which nobody has decided makes way. The user must be locked, so that two
    requests hold it once.
    """
    review = review_of(session, project, translation)
    if review is None:
        repository.forget_waiting(session, project.id)
        review = ScriptReview(
            project_id=project.id,
            digest=_digest(project, translation),
            title=project.title,
            script=project.script if translation is None else translation,
            reason=reason,
        )
        session.add(review)
        session.flush()
    return review


def _digest(project: Project, translation: str | None = None) -> str:
    wording = project.script if translation is None else translation
    return hashlib.sha256(f"{project.title}\0{wording}".encode()).hexdigest()


def problem_of(review: ScriptReview) -> Problem | None:
    """What keeps a script that was held from being filmed, None if it is allowed.

    The problem is given, not raised: the row is to be kept.
    """
    match review.decision:
        case ReviewDecision.ALLOWED:
            return None
        case ReviewDecision.PENDING:
            return Conflict("held_for_review", review.reason)
        case ReviewDecision.REFUSED:
            why = f" {review.note}" if review.note else ""
            return Unprocessable(
                "script_refused", f"The studio has looked at this script and does not film it.{why} Change it, please."
            )


def decide(session: Session, review_id: UUID, decision: ReviewDecision, note: str | None, admin: UUID) -> ReviewBody:
    """Allow or refuse a held script, and tell its creator; a decision can be changed. Raises NotFound."""
    found = repository.with_address(session, review_id)
    if found is None:
        raise NotFound("held script", review_id)
    review, email = found
    if decision is not review.decision:
        allowed = decision is ReviewDecision.ALLOWED
        owner = session.get_one(Project, review.project_id).user_id
        post(session, MailKind.SCRIPT_ALLOWED if allowed else MailKind.SCRIPT_REFUSED, email, owner)
    review.decision, review.note = decision, note
    review.decided_by, review.decided_at = admin, now()
    session.flush()
    return shown(review, email)


def shown(review: ScriptReview, email: str) -> ReviewBody:
    """A held script on the wire."""
    return ReviewBody(
        id=review.id,
        project_id=review.project_id,
        user_email=email,
        title=review.title,
        script=review.script,
        language=detect(review.script),
        reason=review.reason,
        decision=review.decision,
        note=review.note,
        created_at=review.created_at,
        decided_at=review.decided_at,
    )
