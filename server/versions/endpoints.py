"""/projects/{id}/versions."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from server.edge import AskerDep, Limit, SessionDep, StudioDep
from server.openapi import problems
from server.projects import service as projects
from server.projects.schemas import Project
from server.schema import Page
from server.versions import service
from server.versions.schemas import Comparison, Version, VersionLine

router = APIRouter(prefix="/projects/{project_id}/versions", tags=["projects"])
PER_MINUTE = 60
LAST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LAST)]
Before = Annotated[int | None, Query(ge=1, le=LAST, description="next_cursor of the page before")]


@router.get("")
def list_versions(
    project_id: UUID, asker: AskerDep, session: SessionDep, cursor: Before = None, limit: Limit = 20
) -> Page[VersionLine]:
    """A project after each change of its script, choices or storyboard, the newest first; 500 are kept."""
    lines = service.page(session, asker, project_id, cursor, limit)
    shown = tuple(lines[:limit])
    return Page[VersionLine](items=shown, next_cursor=str(shown[-1].number) if len(lines) > limit else None)


@router.get("/{number}")
def get_version(project_id: UUID, number: Number, asker: AskerDep, session: SessionDep) -> Version:
    """The whole of a version."""
    return service.seen(session, asker, project_id, number)


@router.get("/{number}/compare", responses=problems(429))
def compare_versions(
    project_id: UUID,
    number: Number,
    asker: AskerDep,
    studio: StudioDep,
    to: Annotated[int, Query(ge=1, le=LAST, description="The version to compare it with")],
    *,
    whole: Annotated[bool, Query(description="Every line of the script, not only those around changes")] = False,
) -> Comparison:
    """What changed from this version to another: script, choices, and what that does to the storyboard."""
    studio.limits.take(str(asker), "versions", PER_MINUTE)
    return service.compare(asker, project_id, number, to, studio, whole=whole)


@router.post("/{number}/restore")
def restore_version(
    project_id: UUID, number: Number, asker: AskerDep, session: SessionDep, studio: StudioDep
) -> Project:
    """Bring a version back as a new one. What was kept since stays among the versions; a film is not touched."""
    project = service.restore(session, asker, project_id, number)
    return projects.shown(session, [project], studio.settings)[0]
