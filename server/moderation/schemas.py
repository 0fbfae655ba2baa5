"""Held scripts on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pipeline.vocabulary import Language
from server.schema import Asked, Schema
from server.vocabulary import ReviewDecision

LONGEST_NOTE = 1000


class ScriptReview(Schema):
    """A script that was held, why, and what was decided."""

    id: UUID
    project_id: UUID
    user_email: str
    title: str
    script: str
    language: Language | None
    reason: str
    decision: ReviewDecision
    note: str | None
    created_at: datetime
    decided_at: datetime | None


class Decide(Asked):
    """POST /admin/moderate: what is to become of a held script. `note` is told to the creator when it is refused."""

    review_id: UUID
    decision: Literal[ReviewDecision.ALLOWED, ReviewDecision.REFUSED]
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] | None = None
