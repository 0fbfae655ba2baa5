"""The closed lists of the business, as they stand in the database and on the wire."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do."""

    CREATOR = "creator"
    ADMIN = "admin"


class Tier(StrEnum):
    """The four subscription tiers."""

    FREE = "free"
    STANDARD = "standard"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class ProjectStatus(StrEnum):
    """Where a project stands."""

    DRAFT = "draft"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class ReviewDecision(StrEnum):
    """What an admin has decided about a script that was held."""

    PENDING = "pending"
    ALLOWED = "allowed"
    REFUSED = "refused"


class JobType(StrEnum):
    """What a job makes."""

    FILM = "film"


class JobStatus(StrEnum):
    """Where a job stands. The last three are final."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen."""
        return self in (JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)


class StepKind(StrEnum):
    """The nodes of a film's graph: plan, then the shots and the score side by side, then assemble."""

    PLAN = "plan"
    SHOT = "shot"
    SCORE = "score"
    ASSEMBLE = "assemble"


class StepState(StrEnum):
    """Where a step stands. `waiting` for others before it; `dropped` when its job ended without it."""

    WAITING = "waiting"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class TransactionType(StrEnum):
    """Why credits moved."""

    GRANT = "grant"
    DEDUCTION = "deduction"
    REFUND = "refund"


class MailKind(StrEnum):
    """What a letter is about."""

    CONFIRM = "confirm"
    """Somebody has registered with this address."""
    TAKEN = "taken"
    """Somebody has tried to register with, or to move to, the address of an account."""
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of letter
    MOVE = "move"
    """To the address that an account is to move to."""
    MOVED = "moved"
    """To the one it had before."""
    FAREWELL = "farewell"


class Queue(StrEnum):
    """RQ's queues, the first served first."""

    HIGH = "high"
    DEFAULT = "default"
