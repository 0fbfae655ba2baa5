"""Versions: listed, seen, compared, brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.database import unit_of_work
from server.errors import NotFound, Unauthorised, Unprocessable
from server.models import Project, ProjectVersion, User
from server.projects import service as projects
from server.projects.schemas import ProjectSettings
from server.storyboards.service import board_of
from server.uploads import repository as uploads
from server.versions import repository
from server.versions.comparing import board_diff, changed_fields, script_diff
from server.versions.record import record
from server.versions.schemas import Comparison, SettingChange, Version, VersionLine
from server.wiring import Studio

PARTS = (("title", "title"), ("script", "script"), ("settings", "settings"), ("storyboard", "edits"))
"""What a version is made of, and the columns that hold it."""


def page(session: Session, user_id: UUID, project_id: UUID, before: int | None, limit: int) -> Sequence[VersionLine]:
    """A project's versions, the newest first; one more than `limit` if there are more."""
    projects.find(session, user_id, project_id)
    rows = repository.page(session, project_id, before, limit + 2)
    earlier: Sequence[ProjectVersion | None] = [*rows[1:], None]
    lines = [_line(row, was) for row, was in zip(rows, earlier, strict=True)]
    return lines[: limit + 1]


def find(session: Session, user_id: UUID, project_id: UUID, number: int) -> ProjectVersion:
    """One version. Raises NotFound."""
    projects.find(session, user_id, project_id)
    found = repository.numbered(session, project_id, number)
    if found is None:
        raise NotFound("version", number)
    return found


def seen(session: Session, user_id: UUID, project_id: UUID, number: int) -> Version:
    """One version, whole."""
    row = find(session, user_id, project_id, number)
    line = _line(row, repository.numbered(session, project_id, number - 1))
    return Version(
        **line.model_dump(),
        script=row.script,
        settings=ProjectSettings.model_validate(row.settings),
        edits=projects.edits_of(row),
    )


def restore(session: Session, user_id: UUID, project_id: UUID, number: int) -> Project:
    """Bring a version back, as a new one: nothing that came after it is lost. Files deleted since stay away."""
    project = projects.lock(session, user_id, project_id)
    old = find(session, user_id, project_id, number)
    settings = ProjectSettings.model_validate(old.settings)
    there = {row.id for row in uploads.ready(session, project.id, settings.uploads)}
    for gone in settings.uploads.keys() - there:
        settings = settings.without(gone)
    projects.put(project, old.title, old.script, settings.model_dump(mode="json"))
    project.edits = old.edits
    session.flush()
    record(session, project, restored_from=number)
    return project


def compare(user_id: UUID, project_id: UUID, before: int, after: int, studio: Studio, *, whole: bool) -> Comparison:
    """What changed from one version to another."""
    with unit_of_work(studio.sessions, write=False) as session:
        user = session.get(User, user_id)
        if user is None:
            raise Unauthorised
        old, new = (find(session, user_id, project_id, number) for number in (before, after))
    # A storyboard takes a second: no transaction waits for it.
    board, problem = None, None
    try:
        board = board_diff(*(board_of(user, one, studio) for one in (old, new)))
    except Unprocessable as unmet:
        problem = unmet.detail
    return Comparison(
        before=before,
        after=after,
        title=SettingChange(name="title", before=old.title, after=new.title) if old.title != new.title else None,
        script=script_diff(old.script, new.script, whole=whole),
        settings=changed_fields(_settings(old), _settings(new)),
        storyboard=board,
        storyboard_problem=problem,
    )


def _settings(row: ProjectVersion) -> dict[str, Any]:
    """As they are read today: what did not exist when they were kept stands as what it is by itself."""
    return ProjectSettings.model_validate(row.settings).model_dump(mode="json")


def _line(row: ProjectVersion, was: ProjectVersion | None) -> VersionLine:
    changed = tuple(name for name, column in PARTS if was is None or getattr(row, column) != getattr(was, column))
    return VersionLine(
        number=row.number,
        title=row.title,
        changed=changed,
        restored_from=row.restored_from,
        created_at=row.created_at,
    )
