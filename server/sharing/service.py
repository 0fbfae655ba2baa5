"""Share links: made, opened, withdrawn. A token is chance alone, told once, kept as its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.errors import Conflict, Gone, NotFound
from server.models import Project, ShareLink, User
from server.models.base import now
from server.projects import service as projects


@dataclass(frozen=True, slots=True)
class Shared:
    """A film that somebody shows: media keys."""

    title: str
    seconds: int
    video: str
    poster: str
    subtitles: dict[str, str]


def share(session: Session, user_id: UUID, project_id: UUID) -> tuple[ShareLink, str]:
    """A new link, and its token. Those before it are withdrawn. Raises Conflict while there is no film."""
    project = projects.lock(session, user_id, project_id)
    if project.video_url is None:
        raise Conflict("not_finished", "There is no film to show yet. Make it first.")
    withdraw(session, user_id, project_id)
    token = secrets.token_urlsafe(32)
    link = ShareLink(project_id=project_id, token_hash=_hash(token))
    session.add(link)
    session.flush()
    return link, token


def current(session: Session, user_id: UUID, project_id: UUID) -> ShareLink | None:
    """The link that works, if one does."""
    projects.find(session, user_id, project_id)
    query = select(ShareLink).where(ShareLink.project_id == project_id, ShareLink.withdrawn_at.is_(None))
    return session.scalars(query.order_by(ShareLink.id.desc()).limit(1)).first()


def withdraw(session: Session, user_id: UUID, project_id: UUID) -> None:
    """Whoever has a link sees nothing by it any more, from this moment on."""
    projects.find(session, user_id, project_id)
    open_ones = update(ShareLink).where(ShareLink.project_id == project_id, ShareLink.withdrawn_at.is_(None))
    session.execute(open_ones.values(withdrawn_at=now()))


def opened(session: Session, token: str) -> Shared:
    """The film behind a link. Raises NotFound for one that is none, Gone for one that was withdrawn."""
    query = (
        select(ShareLink, Project, User)
        .join(Project, Project.id == ShareLink.project_id)
        .join(User, User.id == Project.user_id)
        .where(ShareLink.token_hash == _hash(token))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("film behind this link:", "it may have been deleted, or the link is cut short")
    link, project, owner = found
    if link.withdrawn_at is not None or owner.banned_at is not None:
        raise Gone("withdrawn", "Whoever made this film does not show it by this link any more.")
    if project.video_url is None or project.thumbnail_url is None:
        raise NotFound("film behind this link:", "it may have been deleted, or the link is cut short")
    subtitles = {language: forms["vtt"] for language, forms in project.subtitle_urls.items() if "vtt" in forms}
    return Shared(project.title, project.video_duration or 0, project.video_url, project.thumbnail_url, subtitles)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
