"""/jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from server.database import after_commit, unit_of_work
from server.edge import AskerDep, SessionDep, StudioDep, UserDep
from server.errors import NotFound
from server.jobs import service
from server.jobs.ordering import start_film
from server.jobs.schemas import Job, JobProgress, JobRequest, JobResult
from server.jobs.watching import progress_of, result_of
from server.models import Project
from server.wiring import Studio

router = APIRouter(prefix="/jobs", tags=["jobs"])
LOOK_S = 0.5
PING_S = 10
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


@router.post("", status_code=201)
def start_job(request: JobRequest, asker: AskerDep, studio: StudioDep, key: IdempotencyKey = None) -> Job:
    """Have a project's film made. Send an Idempotency-Key: the same again is the same job, paid once."""
    studio.limits.take(str(asker), "jobs", 30)
    return Job.model_validate(start_film(asker, request.project_id, key, studio))


@router.get("/{job_id}")
def get_job(job_id: UUID, asker: AskerDep, session: SessionDep) -> Job:
    """One job."""
    return Job.model_validate(service.find(session, asker, job_id))


@router.get("/{job_id}/status")
def get_status(job_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> JobProgress:
    """How far a job is, with pictures of the shots that are finished."""
    return progress_of(session, service.find(session, asker, job_id), studio.settings)


@router.get("/{job_id}/result")
def get_result(job_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> JobResult:
    """The finished film. 409 before it is."""
    job = service.find(session, asker, job_id)
    return result_of(job, session.get_one(Project, job.project_id), studio.settings)


@router.delete("/{job_id}")
def cancel_job(job_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep) -> Job:
    """Stop a job. Before the work has started nothing is paid; after that the credits are kept."""
    job = service.cancel(session, user.id, job_id, studio)
    after_commit(session, lambda: studio.board.forget(job_id))
    return Job.model_validate(job)


@router.get("/{job_id}/events", response_class=EventSourceResponse)
async def get_events(
    job_id: UUID,
    asker: AskerDep,
    studio: StudioDep,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID")] = None,
) -> EventSourceResponse:
    """A job as it gets on until it has ended, as server-sent events named "progress" that carry a JobProgress.

    A stream that broke is taken up by Last-Event-ID: what was seen is not sent again.
    """
    first = await run_in_threadpool(_look, studio, asker, job_id)
    return EventSourceResponse(_changes(studio, asker, job_id, first, last_event_id), ping=PING_S)


async def _changes(
    studio: Studio, asker: UUID, job_id: UUID, progress: JobProgress, seen: str | None
) -> AsyncIterator[ServerSentEvent]:
    while True:
        event_id = _event_id(progress)
        if event_id != seen:
            seen = event_id
            yield ServerSentEvent(data=progress.model_dump_json(), event="progress", id=event_id)
        if progress.status.is_final:
            return
        await asyncio.sleep(LOOK_S)
        try:
            progress = await run_in_threadpool(_look_again, studio, asker, job_id)
        except NotFound:  # deleted with its project
            return


def _look_again(studio: Studio, asker: UUID, job_id: UUID) -> JobProgress:
    """By the board, which costs the database nothing; who asks was found to be the job's owner before."""
    return studio.board.read(job_id) or _look(studio, asker, job_id)


def _look(studio: Studio, asker: UUID, job_id: UUID) -> JobProgress:
    with unit_of_work(studio.sessions, write=False) as session:
        return progress_of(session, service.find(session, asker, job_id), studio.settings)


def _event_id(progress: JobProgress) -> str:
    """The state in a word: the same state has the same id, whichever process tells of it."""
    finished = sum(shot.still_url is not None for shot in progress.shots)
    return f"{progress.status}-{progress.progress}-{progress.current_step}-{finished}"
