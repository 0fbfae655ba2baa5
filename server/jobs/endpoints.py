"""/jobs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from server.accounts.tokens import AccessToken
from server.database import after_commit, unit_of_work
from server.edge import (
    UNCHANGED,
    AskerDep,
    CursorDep,
    Limit,
    SessionDep,
    StudioDep,
    TokenDep,
    UserDep,
    admit,
    asker_of,
    glanced,
    unless_known,
)
from server.errors import NotFound, Problem, Unauthorised
from server.jobs import repository, service
from server.jobs.board import board_key, pinned_in
from server.jobs.lookout import Lookout
from server.jobs.ordering import price, start
from server.jobs.schemas import Job, JobPrice, JobProgress, JobRequest, JobResult, StoryboardResult
from server.jobs.watching import progress_of, result_of
from server.models import Project
from server.openapi import problems
from server.paging import page_of
from server.schema import Page
from server.wiring import Studio

router = APIRouter(prefix="/jobs", tags=["jobs"])
PING_S = 10
TOKEN_WITHIN_S = 5
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


@router.post("", status_code=201, responses=problems(402, 404, 429))
def start_job(request: JobRequest, asker: AskerDep, studio: StudioDep, key: IdempotencyKey = None) -> Job:
    """Have a project's film made, its storyboard, or another version of its finished film.

    Send an Idempotency-Key: the same again is the same job, paid once.
    """
    studio.limits.take(str(asker), "jobs", 30)
    return Job.model_validate(start(asker, request, key, studio))


@router.post("/price", responses=problems(404, 429))
def price_job(request: JobRequest, asker: AskerDep, studio: StudioDep) -> JobPrice:
    """What such a job would cost now. Nothing is begun."""
    studio.limits.take(str(asker), "quotes", 60)
    return price(asker, request, studio)


@router.get("")
def list_jobs(
    user: UserDep, session: SessionDep, cursor: CursorDep, project_id: UUID | None = None, limit: Limit = 20
) -> Page[Job]:
    """One's own jobs, the newest first; those of one project if asked for."""
    return page_of(repository.page(session, user.id, project_id, cursor, limit + 1), limit, Job.model_validate)


@router.get("/{job_id}")
def get_job(job_id: UUID, asker: AskerDep, session: SessionDep) -> Job:
    """One job."""
    return Job.model_validate(service.find(session, asker, job_id))


@router.get("/{job_id}/status", response_model=JobProgress, responses=UNCHANGED)
async def get_status(job_id: UUID, token: TokenDep, studio: StudioDep, request: Request) -> Response:
    """How far a job is, with pictures of the shots that are finished."""
    pinned = pinned_in(await glanced(token, board_key(job_id), request))
    if pinned is None or pinned.owner != token.user_id:
        return unless_known(await run_in_threadpool(_status, job_id, token, studio), request)
    return unless_known(pinned.told, request)


@router.get("/{job_id}/result", responses=problems(409))
def get_result(job_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> JobResult | StoryboardResult:
    """The finished film, or storyboard. 409 before it is."""
    job = service.find(session, asker, job_id)
    return result_of(session, job, session.get_one(Project, job.project_id), studio.settings)


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


@router.websocket("/{job_id}/ws")
async def watch(socket: WebSocket, job_id: UUID) -> None:
    """The same for a WebSocket: a JobProgress as text for every change, closed with 1000 when the job has ended.

    A browser cannot send a header: whoever comes without one sends `{"token": "…"}` first. Closed with 4401 for whoever
    is not logged in, 4404 for a job that is not theirs.
    """
    studio: Studio = socket.app.state.studio
    await socket.accept()
    try:
        bearer = socket.headers.get("authorization", "").removeprefix("Bearer ").strip() or await _told_token(socket)
        asker = await run_in_threadpool(asker_of, bearer, f"/jobs/{job_id}/ws", studio)
        progress = await run_in_threadpool(_look, studio, asker, job_id)
    except NotFound as unknown:
        await socket.close(4404, unknown.detail)
        return
    except Problem as refused:
        await socket.close(4401, refused.detail[:120])
        return
    except WebSocketDisconnect:
        return
    lookout: Lookout = socket.app.state.lookout
    await _show(socket, _changes(lookout, job_id, progress, socket.query_params.get("last_event_id")))


async def _told_token(socket: WebSocket) -> str:
    try:
        told = json.loads(await asyncio.wait_for(socket.receive_text(), TOKEN_WITHIN_S))
    except (TimeoutError, ValueError, KeyError):
        told = None
    token = told.get("token") if isinstance(told, dict) else None
    if not isinstance(token, str):
        raise Unauthorised('Send {"token": "…"} first.')
    return token


async def _show(socket: WebSocket, changes: AsyncIterator[ServerSentEvent]) -> None:
    """Send what changes until it ends, or nobody listens any more."""
    gone, sending = asyncio.create_task(_hang_up(socket)), asyncio.create_task(_send(socket, changes))
    try:
        await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (gone, sending):
            task.cancel()
        await asyncio.gather(gone, sending, return_exceptions=True)
    if sending.done() and not sending.cancelled():
        sending.result()


async def _send(socket: WebSocket, changes: AsyncIterator[ServerSentEvent]) -> None:
    try:
        async for change in changes:
            await socket.send_text(str(change.data))
        await socket.close()
    except WebSocketDisconnect:
        return


async def _hang_up(socket: WebSocket) -> None:
    """Ends when the other side does; what it says meanwhile is not listened to."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


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


def _status(job_id: UUID, token: AccessToken, studio: Studio) -> bytes:
    return _look(studio, admit(token, studio), job_id).model_dump_json().encode()


def _look(studio: Studio, asker: UUID, job_id: UUID) -> JobProgress:
    with unit_of_work(studio.sessions, write=False) as session:
        progress = progress_of(session, service.find(session, asker, job_id), studio.settings)
    studio.board.pin(asker, progress, over=False)
    return progress


def _event_id(progress: JobProgress) -> str:
    """The state in a word: the same state has the same id, whichever process tells of it."""
    finished = sum(shot.still_url is not None for shot in progress.shots)
    return f"{progress.status}-{progress.progress}-{progress.current_step}-{finished}"
