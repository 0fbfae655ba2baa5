"""/projects."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from server.database import after_commit
from server.edge import AskerDep, CursorDep, Limit, SessionDep, StudioDep, UserDep
from server.jobs import service as jobs
from server.media.rubbish import discard
from server.media.store import project_folder
from server.paging import page_of
from server.projects import repository, service
from server.projects.schemas import Project, ProjectDraft
from server.projects.search import words_sought
from server.schema import Page
from server.vocabulary import ProjectStatus

router = APIRouter(prefix="/projects", tags=["projects"])
Search = Annotated[str | None, Query(max_length=200)]


@router.get("")
def list_projects(
    user: UserDep,
    session: SessionDep,
    studio: StudioDep,
    cursor: CursorDep,
    limit: Limit = 20,
    search: Search = None,
    status: ProjectStatus | None = None,
) -> Page[Project]:
    """One's own projects, the newest first; with `search` those in whose title or script all its words are."""
    words = words_sought(search or "")
    rows = repository.page(session, user.id, cursor, limit + 1, words=words, status=status)
    made = {one.id: one for one in service.shown(session, rows, studio.settings)}
    return page_of(rows, limit, lambda row: made[row.id])


@router.post("", status_code=201)
def create_project(draft: ProjectDraft, user: UserDep, session: SessionDep, studio: StudioDep) -> Project:
    """Keep a script and its choices. Nothing is made and nothing is paid."""
    return service.shown(session, [service.create(session, user.id, draft)], studio.settings)[0]


@router.get("/{project_id}")
def get_project(project_id: UUID, user: UserDep, session: SessionDep, studio: StudioDep) -> Project:
    """One project, with links that work for about an hour."""
    return service.shown(session, [service.find(session, user.id, project_id)], studio.settings)[0]


@router.put("/{project_id}")
def update_project(
    project_id: UUID, draft: ProjectDraft, user: UserDep, session: SessionDep, studio: StudioDep
) -> Project:
    """Replace the script and the choices, as a new version. A film in the making goes on as it was ordered."""
    return service.shown(session, [service.update(session, user.id, project_id, draft)], studio.settings)[0]


@router.delete("/{project_id}", status_code=204)
def delete_project(project_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> None:
    """Delete a project with its films; one in the making is cancelled.

    Takes are shared by all of one's projects: they go with the last one, or when nobody has used them for a month.
    """
    project = service.find(session, asker, project_id)
    jobs.cancel_all(session, project.id, studio)
    session.delete(project)
    discard(session, project_folder(asker, project_id), studio.media)
    session.flush()
    if not repository.page(session, asker, None, 1):
        after_commit(session, lambda: studio.forget_takes(asker))
