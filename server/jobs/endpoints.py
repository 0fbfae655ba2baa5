"""/jobs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from server.database import after_commit, unit_of_work
from server.edge import AskerDep, SessionDep, StudioDep, TokenDep, UserDep, admit
from server.errors import NotFound
from server.jobs import repository, service
from server.jobs.lookout import Lookout
from server.jobs.ordering import start_film
from server.jobs.schemas import Job, JobProgress, JobRequest, JobResult
from server.jobs.watching import progress_of, result_of
from server.models import Project
from server.openapi import problems
from server.wiring import Studio

router = APIRouter(prefix="/jobs", tags=["jobs"])
PING_S = 10
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


@router.post("", status_code=201, responses=problems(402, 404, 429))
def start_job(request: JobRequest, asker: AskerDep, studio: StudioDep, key: IdempotencyKey = None) -> Job:
    """Have a project's film made. Send an Idempotency-Key: the same again is the same job, paid once."""
    studio.limits.take(str(asker), "jobs", 30)
    return Job.model_validate(start_film(asker, request.project_id, key, studio))


@router.get("/{job_id}")
def get_job(job_id: UUID, asker: AskerDep, session: SessionDep) -> Job:
    """One job."""
    return Job.model_validate(service.find(session, asker, job_id))


@router.get("/{job_id}/status", response_model=JobProgress)
def get_status(job_id: UUID, token: TokenDep, studio: StudioDep) -> Response:
    """How far a job is, with pictures of the shots that are finished."""
    asker = admit(token, studio)
    with unit_of_work(studio.sessions, write=False) as session:
        if repository.owner(session, job_id) != asker:
            raise NotFound("job", job_id)
        # As it is pinned: whoever asks every second costs the database a look at a key.
        (told,) = studio.board.read_all([job_id])
        if told is None:
            told = (
                progress_of(session, service.find(session, asker, job_id), studio.settings).model_dump_json().encode()
            )
    return Response(told, media_type="application/json")


@router.get("/{job_id}/result", responses=problems(409))
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
    request: Request,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID")] = None,
) -> EventSourceResponse:
    """A job as it gets on until it has ended, as server-sent events named "progress" that carry a JobProgress.

    A stream that broke is taken up by Last-Event-ID: what was seen is not sent again.
    """
    first = await run_in_threadpool(_look, studio, asker, job_id)
    return EventSourceResponse(_changes(request.app.state.lookout, job_id, first, last_event_id), ping=PING_S)


async def _changes(
    lookout: Lookout, job_id: UUID, progress: JobProgress, seen: str | None
) -> AsyncIterator[ServerSentEvent]:
    # Who asks was found to be the job's owner before.
    async with aclosing(lookout.changes(job_id)) as later:
        while True:
            event_id = _event_id(progress)
            if event_id != seen:
                seen = event_id
                yield ServerSentEvent(data=progress.model_dump_json(), event="progress", id=event_id)
            if progress.status.is_final:
                return
            try:
                progress = await anext(later)
            except StopAsyncIteration:  # deleted with its project
                return


def _look(studio: Studio, asker: UUID, job_id: UUID) -> JobProgress:
    with unit_of_work(studio.sessions, write=False) as session:
        return progress_of(session, service.find(session, asker, job_id), studio.settings)


def _event_id(progress: JobProgress) -> str:
    """The state in a word: the same state has the same id, whichever process tells of it."""
    finished = sum(shot.still_url is not None for shot in progress.shots)
    return f"{progress.status}-{progress.progress}-{progress.current_step}-{finished}"
