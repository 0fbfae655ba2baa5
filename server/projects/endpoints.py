"""/projects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from server.accounts.tokens import AccessToken
from server.database import after_commit, unit_of_work
from server.edge import (
    UNCHANGED,
    AskerDep,
    CursorDep,
    IfMatch,
    Limit,
    SessionDep,
    StudioDep,
    TokenDep,
    UserDep,
    admit,
    glanced,
    unless_known,
)
from server.etags import tag_of
from server.jobs import service as jobs
from server.media.rubbish import discard
from server.media.store import project_folder
from server.memory import PROJECTS_S, copy_in, projects_key
from server.paging import page_of
from server.projects import repository, service
from server.projects.schemas import Project, ProjectDraft
from server.projects.search import words_sought
from server.schema import Page
from server.vocabulary import ProjectStatus
from server.wiring import Studio

router = APIRouter(prefix="/projects", tags=["projects"])
A_PAGE = 20
Search = Annotated[str | None, Query(max_length=200)]


@router.get("", response_model=Page[Project], responses=UNCHANGED)
async def list_projects(
    token: TokenDep,
    studio: StudioDep,
    request: Request,
    cursor: CursorDep,
    limit: Limit = A_PAGE,
    search: Search = None,
    status: ProjectStatus | None = None,
) -> Response:
    """One's own projects, the newest first; with `search` those in whose title or script all its words are."""
    words = words_sought(search or "")
    make = partial(_listed, studio, token.user_id, cursor, limit, words, status)
    if cursor is None and limit == A_PAGE and not words and status is None:
        told = copy_in(await glanced(token, projects_key(token.user_id), request))
        if told is None:
            told = await run_in_threadpool(_newest, token, studio, make)
    else:
        told = await run_in_threadpool(_admitted, token, studio, make)
    return unless_known(told, request)


def _newest(token: AccessToken, studio: Studio, make: Callable[[], bytes]) -> bytes:
    return studio.memory.told(projects_key(admit(token, studio)), PROJECTS_S, make)


def _admitted(token: AccessToken, studio: Studio, make: Callable[[], bytes]) -> bytes:
    admit(token, studio)
    return make()


def _listed(
    studio: Studio,
    asker: UUID,
    cursor: UUID | None,
    limit: int,
    words: tuple[str, ...],
    status: ProjectStatus | None,
) -> bytes:
    with unit_of_work(studio.sessions, write=False) as session:
        rows = repository.page(session, asker, cursor, limit + 1, words=words, status=status)
        made = {one.id: one for one in service.shown(session, rows[:limit], studio.settings)}
    return page_of(rows, limit, lambda row: made[row.id]).model_dump_json().encode()


@router.post("", status_code=201)
def create_project(
    draft: ProjectDraft, user: UserDep, session: SessionDep, studio: StudioDep, response: Response
) -> Project:
    """Keep a script and its choices. Nothing is made and nothing is paid."""
    made = service.create(session, user.id, draft)
    return _tagged(service.shown(session, [made], studio.settings)[0], response)


@router.get("/{project_id}")
def get_project(project_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep, response: Response) -> Project:
    """One project, with links that work for about an hour."""
    found = service.find(session, user.id, project_id)
    return _tagged(service.shown(session, [found], studio.settings)[0], response)


@router.put("/{project_id}")
def update_project(
    project_id: UUID,
    draft: ProjectDraft,
    if_match: IfMatch,
    user: UserDep,
    session: SessionDep,
    studio: StudioDep,
    response: Response,
) -> Project:
    """Replace the script and the choices, as a new version. A film in the making goes on as it was ordered.

    412 if it was changed since the version that If-Match names, 428 without that header.
    """
    project = service.change(session, user.id, project_id, draft, if_match)
    return _tagged(service.shown(session, [project], studio.settings)[0], response)


@router.delete("/{project_id}", status_code=204)
def delete_project(project_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> None:
    """Delete a project with its films; one in the making is cancelled.

    Takes are shared by all of one's projects: they go with the last one, or when nobody has used them for a month.
    """
    project = service.find(session, asker, project_id)
    jobs.cancel_all(session, project.id, studio)
    jobs.take_down(session, project.id, studio)
    session.delete(project)
    discard(session, project_folder(asker, project_id), studio.media)
    session.flush()
    if not repository.page(session, asker, None, 1):
        after_commit(session, lambda: studio.forget_takes(asker))


def _tagged(project: Project, response: Response) -> Project:
    response.headers["ETag"] = tag_of(project.version)
    return project
