"""Watching a film being made, and having it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from server.database import unit_of_work
from server.errors import Conflict
from server.jobs import repository
from server.jobs.schemas import JobProgress, JobResult, ShotProgress, StoryboardResult, SubtitleLinks
from server.media.links import media_link
from server.models import AIJob, Project
from server.models.base import now
from server.settings import Settings
from server.vocabulary import JobStatus, JobType, StepKind
from server.wiring import Studio

LEAST_FOR_A_GUESS = 0.04
"""Share of the work after which the time left can be told."""


def progress_of(session: Session, job: AIJob, settings: Settings) -> JobProgress:
    """How far a job is."""
    steps = repository.steps(session, job.id)
    share = sum(step.share * step.done for step in steps)
    left = None
    if job.status is JobStatus.PROCESSING and job.started_at is not None and share >= LEAST_FOR_A_GUESS:
        left = round((now() - job.started_at).total_seconds() * (1 - share) / share)
    return JobProgress(
        id=job.id,
        project_id=job.project_id,
        status=job.status,
        progress=job.progress,
        current_step=job.current_step,
        seconds_left=left,
        shots=tuple(
            ShotProgress(
                number=step.number,
                state=step.state,
                still_url=media_link(step.still_url, settings) if step.still_url else None,
            )
            for step in steps
            if step.kind is StepKind.SHOT
        ),
        error_code=job.error_code,
        error_message=job.error_message,
    )


def result_of(session: Session, job: AIJob, project: Project, settings: Settings) -> JobResult | StoryboardResult:
    """What a job made. Raises Conflict before it has."""
    if job.status is not JobStatus.COMPLETED:
        raise Conflict("not_finished", f"This job is {job.status.value}; there is nothing to fetch.")
    made = job.result_data
    if job.job_type is JobType.STORYBOARD:
        shots = [step for step in repository.steps(session, job.id) if step.kind is StepKind.SHOT]
        return StoryboardResult(
            id=job.id,
            project_id=job.project_id,
            board=made["board"],
            pictures=tuple(media_link(shot.still_url, settings) for shot in shots if shot.still_url),
        )
    # A dub has a title of its own; what was made before titles were kept has the project's.
    title = made["title"] if job.job_type is JobType.DUB else project.title
    return JobResult(
        id=job.id,
        project_id=job.project_id,
        job_type=job.job_type,
        title=title,
        language=made.get("language"),
        aspect=made.get("aspect"),
        lines=made.get("lines", ()),
        duration_seconds=made["duration_seconds"],
        width=made["report"]["width"],
        height=made["report"]["height"],
        video_url=media_link(made["video"], settings),
        download_url=media_link(made["video"], settings, f"{_file_name(title)}.mp4"),
        thumbnail_url=media_link(made["thumbnail"], settings),
        subtitles={
            language: SubtitleLinks(
                **{
                    form: media_link(key, settings, f"{_file_name(title)}.{language}.{form}")
                    for form, key in forms.items()
                }
            )
            for language, forms in made["subtitles"].items()
        },
        notes=tuple(made["notes"]),
        report=made["report"],
    )


def _file_name(title: str) -> str:
    """A title as a file's name on any system."""
    kept = "".join(
        " " if character in '<>:"/\\|?*' or not character.isprintable() else character for character in title
    )
    return " ".join(kept.split()).strip(". ")[:100] or "film"


def look_up(studio: Studio, job_ids: Sequence[UUID]) -> dict[UUID, JobProgress]:
    """How far these jobs are by the database, pinned for all to see; those that are not there are left out."""
    with unit_of_work(studio.sessions, write=False) as session:
        jobs = repository.all_of(session, job_ids)
        found = [(job.user_id, progress_of(session, job, studio.settings)) for job in jobs]
    for owner, progress in found:
        studio.board.pin(owner, progress, over=False)
    return {progress.id: progress for _, progress in found}


def show(job_id: UUID, studio: Studio) -> None:
    """Pin a job's state to the board."""
    with unit_of_work(studio.sessions, write=False) as session:
        job = session.get(AIJob, job_id)
        progress = progress_of(session, job, studio.settings) if job is not None else None
    if job is None or progress is None:
        studio.board.forget(job_id)
    else:
        studio.board.pin(job.user_id, progress)
