"""What those who run the studio see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from server.accounts.schemas import Account
from server.jobs.schemas import Job, Step
from server.schema import Asked, Schema
from server.vocabulary import AuditAction, JobStatus, Role, Tier

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]


class UserChange(Asked):
    """PATCH /admin/users/{id}: what is not given stays."""

    tier: Tier | None = None
    role: Role | None = None
    reason: Reason


class Ban(Asked):
    """POST /admin/users/{id}/ban. The reason is what whoever is banned is told."""

    reason: Reason


class Adjustment(Asked):
    """POST /admin/users/{id}/credits. The reason stands in the account's history."""

    amount: Annotated[int, Field(ge=-100_000, le=100_000)]
    reason: Reason


class AuditLine(Schema):
    """A line of GET /admin/audit."""

    id: UUID
    actor: str
    action: AuditAction
    target_id: UUID
    target: str
    facts: dict[str, Any]
    created_at: datetime


class AdminUser(Account):
    """An account with what it has made."""

    banned_at: datetime | None
    ban_reason: str | None

    films: int
    """Finished ones."""
    credits_spent: int


class AdminJob(Job):
    """A job with whose it is and how its steps stand."""

    user_email: str
    project_title: str
    steps: tuple[Step, ...]


class Day(Schema):
    """One day (UTC)."""

    day: date
    films: int
    failed: int
    active_users: int
    """Who logged in anew, or made a film."""
    credits_spent: int
    revenue_cents: int


class Statistics(Schema):
    """GET /admin/statistics."""

    users: int
    users_by_tier: dict[Tier, int]
    projects: int
    jobs_by_status: dict[JobStatus, int]
    credits_outstanding: int
    """The sum of all balances."""
    credits_spent: int
    """Taken and not given back, ever."""
    median_render_seconds: float | None
    """From start to finish, of the last 100 films."""
    languages: dict[str, int]
    """Films asked for, by the script's language."""
    voices: dict[str, int]
    """Films asked for in the last 14 days, by each voice that their creators chose; the studio's own casting not."""
    music: dict[str, int]
    """The same by the music chosen: "auto", "none", a style, or "own"."""
    failures: dict[str, int]
    """Jobs that failed in the last 14 days, by `error_code`."""
    revenue_cents: dict[str, int]
    """What was ever paid, by payment provider: the stand-in's is no money."""
    currency: str
    days: tuple[Day, ...]
    """The last 14, the oldest first."""


class QueueHealth(Schema):
    """A queue and what waits in it."""

    name: str
    waiting: int
    oldest_seconds: float | None


class WorkerHealth(Schema):
    """A worker process."""

    name: str
    state: str
    """"idle", "busy", "suspended" …: RQ's own words."""
    queues: tuple[str, ...]
    current_job_id: UUID | None
    last_seen: datetime | None
    finished: int
    failed: int


class PartHealth(Schema):
    """A part that the studio stands on."""

    name: str
    healthy: bool
    detail: str


class SystemHealth(Schema):
    """GET /admin/system-health."""

    healthy: bool
    version: str
    parts: tuple[PartHealth, ...]
    """Database, queue, storage, engines."""
    queues: tuple[QueueHealth, ...]
    workers: tuple[WorkerHealth, ...]
    steps_running: int
    steps_waiting: int
