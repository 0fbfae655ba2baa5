"""Writing versions down: in the transaction of the change itself, so that neither is without the other."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.models import Project, ProjectVersion
from server.versions import repository

MOST = 500
"""Versions that a project keeps: the oldest make way."""


def record(session: Session, project: Project, restored_from: int | None = None) -> ProjectVersion:
    """Keep a (locked) project as it is now; nothing changed is no new version. Gives the newest one."""
    newest = repository.newest(session, project.id)
    if newest is not None and _content(newest) == _content(project):
        return newest
    version = ProjectVersion(
        project_id=project.id,
        number=newest.number + 1 if newest else 1,
        title=project.title,
        script=project.script,
        settings=project.settings,
        edits=project.edits,
        restored_from=restored_from,
    )
    session.add(version)
    session.flush()
    session.execute(
        delete(ProjectVersion).where(
            ProjectVersion.project_id == project.id, ProjectVersion.number <= version.number - MOST
        )
    )
    return version


def _content(one: Project | ProjectVersion) -> tuple[object, ...]:
    return one.title, one.script, one.settings, one.edits
