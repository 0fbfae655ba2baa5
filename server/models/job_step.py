"""job_steps: the nodes of a job's graph. The queue only carries their names; this table is the truth."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Keyed, now
from server.vocabulary import StepKind, StepState


class JobStep(Keyed):
    """One step. Who runs it holds a lease and renews it; a lease that ended means that its worker is dead.

    `attempt` counts how often the step was sent: a message of an earlier attempt finds it changed and does nothing.
    """

    __tablename__ = "job_steps"
    __table_args__ = (UniqueConstraint("job_id", "kind", "number"), Index("ix_job_steps_state", "state"))

    job_id: Mapped[UUID] = mapped_column(ForeignKey("ai_jobs.id", ondelete="CASCADE"))
    kind: Mapped[StepKind]
    number: Mapped[int] = mapped_column(default=0)
    """Of the shot, from 0."""
    state: Mapped[StepState] = mapped_column(default=StepState.WAITING)
    attempt: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0)
    """How many workers ended in the middle of it."""
    share: Mapped[float]
    """Of the job's work, 0 to 1; the shares of a job add up to 1 once it is planned."""
    done: Mapped[float] = mapped_column(default=0.0)
    """How much of the step is done, 0 to 1."""
    worker: Mapped[str | None] = mapped_column(String(255))
    lease_until: Mapped[datetime | None]
    still_url: Mapped[str | None] = mapped_column(String(500))
    """Media key of a picture of the finished shot."""
    sent_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
