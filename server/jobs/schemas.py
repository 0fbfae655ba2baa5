"""Jobs on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from server.schema import Asked, Schema
from server.vocabulary import JobStatus, JobType, StepKind, StepState


class JobRequest(Asked):
    """POST /jobs. The header Idempotency-Key makes a second send harmless."""

    project_id: UUID
    job_type: JobType = JobType.FILM


class Job(Schema):
    """GET /jobs/{id}."""

    id: UUID
    project_id: UUID
    job_type: JobType
    status: JobStatus
    progress: int
    current_step: str | None
    credits: int
    error_code: str | None
    error_message: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class ShotProgress(Schema):
    """A shot of the film, numbered from 0. `still_url` shows it once it is finished."""

    number: int
    state: StepState
    still_url: str | None


class JobProgress(Schema):
    """GET /jobs/{id}/status, and what every event of /jobs/{id}/events carries."""

    id: UUID
    project_id: UUID
    status: JobStatus
    progress: int
    """Per cent; never runs backwards."""
    current_step: str | None
    seconds_left: int | None
    """By what was measured so far; None while nothing was."""
    shots: tuple[ShotProgress, ...]
    error_code: str | None
    error_message: str | None


class SubtitleLinks(Schema):
    """One language's subtitles in three forms."""

    srt: str
    vtt: str
    ass: str


class JobResult(Schema):
    """GET /jobs/{id}/result. Links work for an hour; `video_url` plays, `download_url` saves under the film's title."""

    id: UUID
    project_id: UUID
    title: str
    duration_seconds: float
    width: int
    height: int
    video_url: str
    download_url: str
    thumbnail_url: str
    subtitles: dict[str, SubtitleLinks]
    """By language; the first is the film's own."""
    notes: tuple[str, ...]
    """What the creator should know, e.g. a length that the words did not allow."""
    report: dict[str, Any]
    """What was measured in the finished file."""


class Step(Schema):
    """A step of a job, for those who run the studio."""

    kind: StepKind
    number: int
    state: StepState
    attempt: int
    done: float
    worker: str | None
    started_at: datetime | None
    finished_at: datetime | None
