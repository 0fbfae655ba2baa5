"""The closed lists of the business, as they stand in the database and on the wire."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do."""

    CREATOR = "creator"
    MODERATOR = "moderator"
    """Looks at scripts that are held."""
    ADMIN = "admin"


class Permission(StrEnum):
    """What is not everybody's to do."""

    MODERATE = "moderate"
    """See scripts that are held, and decide."""
    SEE_STUDIO = "see_studio"
    """Everybody's jobs, figures and the studio's health."""
    MANAGE_JOBS = "manage_jobs"
    SEE_USERS = "see_users"
    MANAGE_USERS = "manage_users"
    """Tiers, roles, bans, credits."""
    SEE_AUDIT = "see_audit"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CREATOR: frozenset(),
    Role.MODERATOR: frozenset({Permission.MODERATE}),
    Role.ADMIN: frozenset(Permission),
}
"""Who may do what: the one table of it."""


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
    STORYBOARD = "storyboard"
    """A picture of every shot, before anything is recorded or filmed."""
    SHOT = "shot"
    """The film with one shot in another performance."""
    LINE = "line"
    """The film with one line in another reading."""
    DUB = "dub"
    """The film in another language."""
    FORMAT = "format"
    """The film in another shape or size."""

    @property
    def is_the_film(self) -> bool:
        """Whether what it makes becomes its project's film; the others stand beside it."""
        return self in FILM_TYPES


FILM_TYPES = (JobType.FILM, JobType.SHOT, JobType.LINE)


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


class UploadKind(StrEnum):
    """What an upload is for."""

    IMAGE = "image"
    """A place of the film, or its mask."""
    NARRATION = "narration"
    MUSIC = "music"
    CLIP = "clip"


class UploadState(StrEnum):
    """Where an upload stands. What is refused is not kept."""

    QUARANTINED = "quarantined"
    """It is being looked at; or was, when the server was killed: the clock clears that away."""
    READY = "ready"


class PaymentKind(StrEnum):
    """What is paid for."""

    PURCHASE = "purchase"
    """Credits, which stay until they are spent."""
    SUBSCRIPTION = "subscription"
    """A month of a tier."""


class PaymentStatus(StrEnum):
    """Where a payment stands. Only `pending` changes, unless the provider says later that it was paid after all."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class TransactionType(StrEnum):
    """Why credits moved."""

    GRANT = "grant"
    PURCHASE = "purchase"
    DEDUCTION = "deduction"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"
    """By whoever runs the studio, with a reason."""


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
    SCRIPT_ALLOWED = "script_allowed"
    """A script that was held may be filmed."""
    SCRIPT_REFUSED = "script_refused"


class AuditAction(StrEnum):
    """What those who run the studio do."""

    TIER = "tier"
    ROLE = "role"
    BAN = "ban"
    UNBAN = "unban"
    CREDITS = "credits"
    JOB_RETRY = "job_retry"
    JOB_CANCEL = "job_cancel"
    REVIEW = "review"


class WebhookEvent(StrEnum):
    """What a webhook tells of."""

    STARTED = "job.started"
    COMPLETED = "job.completed"
    FAILED = "job.failed"
    CANCELLED = "job.cancelled"
    TEST = "webhook.test"
    """Asked for by hand."""


class KeyScope(StrEnum):
    """What an API key may do."""

    READ = "read"
    """See projects, jobs and credits; ask what a film would cost."""
    WRITE = "write"
    """Change projects, have films made, cancel them."""


class Queue(StrEnum):
    """RQ's queues, in the order in which they are mostly served."""

    HIGH = "high"
    """Pro and Enterprise."""
    DEFAULT = "default"
    GPU = "gpu"
    """Everybody's steps whose engines need a graphics card."""
