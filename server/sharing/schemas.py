"""Share links on the wire."""

from __future__ import annotations

from datetime import datetime

from server.schema import Schema


class ShareState(Schema):
    """GET /projects/{id}/share: whether somebody can see the film by a link, and since when."""

    shared: bool
    created_at: datetime | None


class ShareLink(ShareState):
    """POST /projects/{id}/share. The address is told this once: only its likeness is kept."""

    url: str


class SharedFilm(Schema):
    """GET /shared/{token}: what whoever has the link may know. The addresses work until the link is withdrawn."""

    title: str
    seconds: int
    video_url: str
    poster_url: str
    subtitles: dict[str, str]
    """{language: WebVTT}."""
