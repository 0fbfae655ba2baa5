"""/projects/{id}/share for who made a film, /shared/{token} for who was sent its link."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from server.database import unit_of_work
from server.edge import API, AskerDep, SessionDep, StudioDep
from server.errors import NotFound, Problem
from server.media.store import content_type
from server.openapi import problems
from server.settings import Settings
from server.sharing import service
from server.sharing.page import POLICY, empty_page, page_of
from server.sharing.schemas import SharedFilm, ShareLink, ShareState
from server.wiring import Studio

router = APIRouter(tags=["sharing"])
Token = Annotated[str, Path(max_length=100)]
BUCKET_LINK_S = 300
"""A bucket's own link outlives a withdrawal by no more than that."""
# Nothing is kept on the way: once it is withdrawn, it is.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@router.post("/projects/{project_id}/share", status_code=201)
def share(project_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> ShareLink:
    """A link by which anybody sees the project's film, the newest one there is. One before it is withdrawn.

    409 while there is no film.
    """
    link, token = service.share(session, asker, project_id)
    return ShareLink(shared=True, created_at=link.created_at, url=f"{studio.settings.api_url}/films/{token}")


@router.get("/projects/{project_id}/share")
def get_share(project_id: UUID, asker: AskerDep, session: SessionDep) -> ShareState:
    """Whether a link works, and since when. Its address is not kept: make another one."""
    link = service.current(session, asker, project_id)
    return ShareState(shared=link is not None, created_at=link.created_at if link else None)


@router.delete("/projects/{project_id}/share", status_code=204)
def withdraw(project_id: UUID, asker: AskerDep, session: SessionDep) -> None:
    """Withdraw the link: whoever has it sees nothing by it any more."""
    service.withdraw(session, asker, project_id)


@router.get("/shared/{token}", responses=problems(410))
def shared_film(token: Token, studio: StudioDep, response: Response) -> SharedFilm:
    """What is behind a share link, for whoever has it. 410 when it was withdrawn, 404 for none."""
    response.headers.update(HEADERS)
    return _told(_opened(token, studio), token, studio.settings)


@router.get(
    "/shared/{token}/{name}",
    response_class=FileResponse,
    responses={
        206: {"description": "A part, as Range asked for."},
        307: {"description": "Where it lies, for five minutes."},
        **problems(400, 410, 416),
    },
)
@router.head("/shared/{token}/{name}", include_in_schema=False)
def shared_file(token: Token, name: Annotated[str, Path(max_length=100)], studio: StudioDep) -> Response:
    """The film ("film.mp4", in parts if asked for), its poster ("film.jpg") and its captions ("en.vtt")."""
    film = _opened(token, studio)
    keys = {"film.mp4": film.video, "film.jpg": film.poster}
    keys |= {f"{language}.vtt": key for language, key in film.subtitles.items()}
    key = keys.get(name)
    if key is None:
        raise NotFound("file of that name:", PurePosixPath(name).name)
    elsewhere = studio.media.link(key, None, BUCKET_LINK_S)
    if elsewhere is not None:
        return RedirectResponse(elsewhere, 307, headers=HEADERS)
    path = studio.media.file(key)
    if path is None:
        raise NotFound("film behind this link:", "it may have been deleted")
    return FileResponse(path, media_type=content_type(key), headers=HEADERS)


def shared_page(token: Token, studio: StudioDep) -> HTMLResponse:
    """A page with the film, for people."""
    settings = studio.settings
    policy = POLICY.format(media=f"'self' {_bucket(studio)}".strip())
    headers = {**HEADERS, "Content-Security-Policy": policy}
    try:
        film = _opened(token, studio)
    except Problem as problem:
        return HTMLResponse(empty_page(problem.detail), problem.status, headers)
    address = f"{settings.api_url}/films/{token}"
    return HTMLResponse(page_of(_told(film, token, settings), address), headers=headers)


def _opened(token: str, studio: Studio) -> service.Shared:
    with unit_of_work(studio.sessions, write=False) as session:
        return service.opened(session, token)


def _told(film: service.Shared, token: str, settings: Settings) -> SharedFilm:
    here = f"{settings.api_url}{API}/shared/{token}"
    return SharedFilm(
        title=film.title,
        seconds=film.seconds,
        video_url=f"{here}/film.mp4",
        poster_url=f"{here}/film.jpg",
        subtitles={language: f"{here}/{language}.vtt" for language in film.subtitles},
    )


def _bucket(studio: Studio) -> str:
    """Where a bucket's links lead, as a content security policy names it; "" for a folder."""
    link = studio.media.link("users/films", None, 1)
    if link is None:
        return ""
    place = urlsplit(link)
    return f"{place.scheme}://{place.netloc}"
