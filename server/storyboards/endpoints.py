"""/projects/{id}/storyboard."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from server.edge import AskerDep, IfMatch, StudioDep
from server.etags import tag_of
from server.openapi import problems
from server.storyboards import service
from server.storyboards.schemas import Storyboard, StoryboardChanges

router = APIRouter(prefix="/projects", tags=["projects"])
PER_MINUTE = 120


@router.get("/{project_id}/storyboard", responses=problems(429))
def get_storyboard(project_id: UUID, asker: AskerDep, studio: StudioDep, response: Response) -> Storyboard:
    """What the film will be, shot by shot, and why. Nothing is made and nothing is paid.

    422 for a script that cannot be filmed.
    """
    studio.limits.take(str(asker), "storyboards", PER_MINUTE)
    return _tagged(service.look(asker, project_id, studio), response)


@router.put("/{project_id}/storyboard", responses=problems(429))
def change_storyboard(
    project_id: UUID,
    changes: StoryboardChanges,
    if_match: IfMatch,
    asker: AskerDep,
    studio: StudioDep,
    response: Response,
) -> Storyboard:
    """Put these changes in place of those before; send as If-Match the version that they were made to.

    422 for a new one that cannot be done, 412 if script, choices or changes are others by now.
    """
    studio.limits.take(str(asker), "storyboards", PER_MINUTE)
    return _tagged(service.change(asker, project_id, changes.edits, if_match, studio), response)


def _tagged(board: Storyboard, response: Response) -> Storyboard:
    response.headers["ETag"] = tag_of(board.version)
    return board
