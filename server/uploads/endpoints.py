"""/projects/{id}/uploads, and /media/uploads/{token} for who has a link instead of a log-in."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from anyio import CancelScope, to_thread
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from server.accounts.service import still_open
from server.accounts.tokens import AccessToken
from server.database import unit_of_work
from server.edge import AskerDep, SessionDep, StudioDep
from server.errors import Problem
from server.models import User
from server.openapi import problems
from server.uploads import service
from server.uploads.links import Admission, read_upload_link, upload_link
from server.uploads.receiving import receive
from server.uploads.schemas import Upload, UploadLink, UploadLinkRequest, Uploads
from server.vocabulary import UploadKind
from server.wiring import Studio

router = APIRouter(tags=["uploads"])
PER_MINUTE = 30
INSPECTIONS = 2
"""Files that one process has looked at at the same time: the others wait their turn."""
ANY_PAGE = {"Access-Control-Allow-Origin": "*"}
# The body is read by hand, when it is known who sends it and how large it may be: so it is described by hand.
FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                }
            }
        },
    }
}
Kind = Annotated[UploadKind, Query(description="What the file is for.")]


def _may_send(asker: AskerDep, studio: StudioDep) -> UUID:
    studio.limits.take(str(asker), "uploads", PER_MINUTE)
    return asker


SenderDep = Annotated[UUID, Depends(_may_send)]


@router.post("/projects/{project_id}/uploads", status_code=201, openapi_extra=FORM, responses=problems(429))
async def upload(project_id: UUID, kind: Kind, sender: SenderDep, studio: StudioDep, request: Request) -> Upload:
    """Bring a picture (JPEG, PNG, WebP), a narration or music (WAV, FLAC, MP3, Ogg, M4A), or a clip (MP4, MOV, WebM).

    It is told by its content, read to its end and written anew, without what was noted in it: place, camera, names.
    413 for more bytes than the plan takes, 422 for what is none of these or damaged, 409 when there is no room.
    """
    return await _take(sender, project_id, kind, studio, request)


@router.post("/projects/{project_id}/uploads/link", status_code=201)
def link(
    project_id: UUID, asked: UploadLinkRequest, asker: AskerDep, session: SessionDep, studio: StudioDep
) -> UploadLink:
    """An address to which a page can send one file, as above, without a log-in. It works for about an hour."""
    limits = service.limits_of(session, asker, project_id, asked.kind)
    return UploadLink(url=upload_link(asker, project_id, asked.kind, studio.settings), most_bytes=limits.bytes)


@router.post("/media/uploads/{token}", status_code=201, openapi_extra=FORM, responses=problems(401, 403))
async def upload_by_link(token: str, studio: StudioDep, request: Request, response: Response) -> Upload:
    """Bring a file by a link that POST /projects/{id}/uploads/link gave. 404 when it has ended."""
    response.headers.update(ANY_PAGE)
    try:
        admitted = await run_in_threadpool(_admitted, token, studio)
        return await _take(admitted.sender, admitted.project_id, admitted.kind, studio, request)
    except Problem as problem:  # a page of any address may read why
        problem.headers |= ANY_PAGE
        raise


@router.get("/projects/{project_id}/uploads")
def list_uploads(project_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> Uploads:
    """A project's files, the newest first, with links that work for about an hour."""
    return service.listed(session, asker, project_id, studio.settings)


@router.get("/projects/{project_id}/uploads/{upload_id}")
def get_upload(project_id: UUID, upload_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> Upload:
    """One file."""
    return service.shown(service.find(session, asker, project_id, upload_id), studio.settings)


@router.delete("/projects/{project_id}/uploads/{upload_id}", status_code=204)
def delete_upload(project_id: UUID, upload_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> None:
    """Delete a file; choices that named it name it no more. 409 while a film is made with it."""
    service.delete(session, asker, project_id, upload_id, studio)


async def _take(sender: UUID, project_id: UUID, kind: UploadKind, studio: Studio, request: Request) -> Upload:
    upload_id, cell, most = await run_in_threadpool(service.begin, sender, project_id, kind, studio)
    try:
        name, size = await receive(request, cell.arrived, most)
        looked_at = partial(service.take_in, upload_id, name, size, studio)
        return await to_thread.run_sync(looked_at, limiter=request.app.state.inspections)
    except BaseException:
        with CancelScope(shield=True):
            await run_in_threadpool(service.give_up, upload_id, studio)
        raise
    finally:
        with CancelScope(shield=True):
            await run_in_threadpool(cell.clear)


def _admitted(token: str, studio: Studio) -> Admission:
    admission = read_upload_link(token, studio.settings)
    studio.limits.take(str(admission.sender), "uploads", PER_MINUTE)
    with unit_of_work(studio.sessions, write=False) as session:
        still_open(session.get(User, admission.sender), AccessToken(admission.sender, admission.issued_at))
    return admission
