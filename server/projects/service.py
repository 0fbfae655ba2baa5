"""Projects: a script, its choices, and the films that were made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from pipeline.edits import Edit
from pipeline.errors import BadScript
from pipeline.film import Script
from pipeline.stages.read import read
from server.errors import NotFound
from server.etags import check_match, version_of
from server.media.links import media_link
from server.models import Project, ProjectVersion
from server.moderation import service as moderation
from server.moderation.repository import Decided
from server.projects import repository
from server.projects.schemas import Change, ProjectDraft, ProjectSettings
from server.projects.schemas import Project as ProjectBody
from server.projects.search import sought_text
from server.settings import Settings
from server.versions.record import record

UNTITLED = "Untitled"
_CHANGES: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Change, ...])


def create(session: Session, user_id: UUID, draft: ProjectDraft) -> Project:
    """Keep a new project. A script that cannot be filmed yet can be kept all the same."""
    project = Project(user_id=user_id, subtitle_urls={})
    put(project, draft.title or title_of(draft), draft.script, draft.settings.model_dump(mode="json"))
    project.edits = []
    session.add(project)
    session.flush()
    record(session, project)
    return project


def put(project: Project, title: str, script: str, settings: dict[str, Any]) -> None:
    """Put title, script and choices into a project."""
    project.title, project.script, project.settings = title, script, settings
    project.sought = sought_text(title, script)


def let_go_of(session: Session, user_id: UUID, project_id: UUID, upload_id: UUID) -> None:
    """Choices that name an upload name it no more."""
    project = lock(session, user_id, project_id)
    settings = ProjectSettings.model_validate(project.settings)
    if upload_id in settings.uploads:
        project.settings = settings.without(upload_id).model_dump(mode="json")
        session.flush()
        record(session, project)


def change(session: Session, user_id: UUID, project_id: UUID, draft: ProjectDraft, if_match: str) -> Project:
    """Put a draft in place of what `if_match` names, as a new version. Raises NotFound, Outdated."""
    project = lock(session, user_id, project_id)
    check_match(if_match, _version(project), "project")
    put(project, draft.title or title_of(draft), draft.script, draft.settings.model_dump(mode="json"))
    session.flush()
    record(session, project)
    return project


def _version(project: Project) -> str:
    return version_of(project.title, project.script, project.settings)


def title_of(draft: ProjectDraft) -> str:
    """The script's own title."""
    try:
        return read(Script(draft.script, draft.settings.language)).title[:255] or UNTITLED
    except BadScript:
        return UNTITLED


def find(session: Session, user_id: UUID, project_id: UUID) -> Project:
    """A user's project. Raises NotFound, for somebody else's too."""
    project = repository.of_user(session, user_id, project_id)
    if project is None:
        raise NotFound("project", project_id)
    return project


def lock(session: Session, user_id: UUID, project_id: UUID) -> Project:
    """A user's project, which nobody else changes until this transaction ends. Raises NotFound."""
    project = repository.lock(session, user_id, project_id)
    if project is None:
        raise NotFound("project", project_id)
    return project


def edits_of(project: Project | ProjectVersion) -> tuple[Edit, ...]:
    """What the creator has changed in the storyboard."""
    return _CHANGES.validate_python(project.edits)


def keep_edits(session: Session, project: Project, edits: Sequence[Edit]) -> None:
    """Put these in place of what the creator had changed before in a (locked) project, as a new version."""
    project.edits = _CHANGES.dump_python(tuple(edits), mode="json", exclude_none=True)
    session.flush()
    record(session, project)


def shown(session: Session, projects: Sequence[Project], settings: Settings) -> tuple[ProjectBody, ...]:
    """Projects on the wire, with fresh links."""
    jobs = repository.jobs_of(session, [one.id for one in projects])
    reviews = moderation.decisions_of(session, projects)
    return tuple(_shown(one, jobs[one.id], reviews.get(one.id), settings) for one in projects)


def _shown(project: Project, jobs: repository.Jobs, decided: Decided | None, settings: Settings) -> ProjectBody:
    def link(key: str | None) -> str | None:
        return media_link(key, settings) if key else None

    return ProjectBody(
        id=project.id,
        version=_version(project),
        title=project.title,
        script=project.script,
        status=project.status,
        video_duration=project.video_duration,
        video_url=link(project.video_url),
        thumbnail_url=link(project.thumbnail_url),
        subtitle_urls={
            language: {form: media_link(key, settings) for form, key in forms.items()}
            for language, forms in project.subtitle_urls.items()
        },
        settings=ProjectSettings.model_validate(project.settings),
        latest_job_id=jobs.latest,
        film_job_id=jobs.film,
        review=decided.decision if decided else None,
        review_note=decided.note if decided else None,
        created_at=project.created_at,
        updated_at=project.updated_at,
    )
