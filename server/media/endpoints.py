"""GET /media/{token}: a file behind a signed link, in parts if asked for."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse, RedirectResponse, Response

from server.edge import StudioDep, at_most
from server.errors import NotFound
from server.media.links import read_link
from server.media.store import content_type
from server.openapi import problems

# A film that is played is asked for in many parts.
router = APIRouter(prefix="/media", tags=["media"], dependencies=[Depends(at_most(1_200))])
# A link is a secret of its own and changes with its file, so pages of any address may show it and browsers keep it.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "private, max-age=900",
    "X-Content-Type-Options": "nosniff",
}


@router.get(
    "/{token}",
    response_class=FileResponse,
    responses={
        206: {"description": "A part, as Range asked for."},
        307: {"description": "Where it lies, for about an hour."},
        **problems(400, 416),
    },
)
@router.head("/{token}", include_in_schema=False)
def fetch(token: str, studio: StudioDep) -> Response:
    """The file behind a link that GET /jobs/{id}/result and others gave. 404 when it has ended."""
    key, name = read_link(token, studio.settings)
    elsewhere = studio.media.link(key, name, studio.settings.link_minutes * 60)
    if elsewhere is not None:
        return RedirectResponse(elsewhere, 307, headers={"Access-Control-Allow-Origin": "*"})
    path = studio.media.file(key)
    if path is None:
        raise NotFound("file behind this link any more:", "the project may have been deleted")
    return FileResponse(
        path,
        media_type=content_type(key),
        filename=name,
        content_disposition_type="attachment" if name else "inline",
        headers=HEADERS,
    )
