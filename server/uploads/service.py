"""Uploads: taken in, checked, listed, deleted, and found for a film.

A file is received into quarantine, checked there by a process of its own, written anew, and only that goes to the media
store, under a name of ours: `users/{user}/projects/{project}/raw/{upload}/…`. Its row is there before its file and
names it, so whatever is killed on the way is found by the clock and cleared away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path, PurePosixPath
from uuid import UUID

from sqlalchemy.orm import Session

from pipeline.film import Brief
from pipeline.takes import file_digest
from server.credits.repository import lock_user
from server.database import unit_of_work
from server.errors import Conflict, NotFound, Problem, TooLarge, Unauthorised
from server.jobs.repository import live_of_project
from server.media.links import media_link
from server.media.rubbish import discard
from server.media.store import content_type, project_folder
from server.models import Project, Upload, User
from server.models.base import new_key, now
from server.projects import service as projects
from server.projects.schemas import OWN_SOUND
from server.settings import Settings
from server.uploads import quarantine, repository
from server.uploads.limits import LIMITS, MOST_FILES, FileLimits, size_of
from server.uploads.schemas import Upload as UploadBody
from server.uploads.schemas import Uploads
from server.vocabulary import UploadKind, UploadState
from server.wiring import Studio

HEEDED = frozenset(field.name for field in fields(Brief))
"""What a film can be told."""
ABANDONED = timedelta(hours=1)
"""Nobody looks at a file for so long: its server was killed."""


def limits_of(session: Session, user_id: UUID, project_id: UUID, kind: UploadKind) -> FileLimits:
    """What a file of this kind may be. Raises NotFound for a project that is not theirs, Conflict if nothing fits."""
    user = session.get(User, user_id)
    if user is None:
        raise Unauthorised
    _project(session, user_id, project_id)
    _check_room(session, user, project_id, 0)
    return LIMITS[user.subscription_tier].files[kind]


def begin(user_id: UUID, project_id: UUID, kind: UploadKind, studio: Studio) -> tuple[UUID, quarantine.Cell, int]:
    """A row for a file that is about to come, the cell it comes to, and how large it may be."""
    upload_id = new_key()
    with unit_of_work(studio.sessions) as session:
        lock_user(session, user_id)
        limits = limits_of(session, user_id, project_id, kind)
        session.add(Upload(id=upload_id, project_id=project_id, user_id=user_id, kind=kind, name=""))
    cell = quarantine.cell_of(studio.settings.data, upload_id)
    cell.open()
    return upload_id, cell, limits.bytes


def take_in(upload_id: UUID, name: str, size: int, studio: Studio) -> UploadBody:
    """Check what has come, keep it, and say what it is. Raises Unprocessable, Conflict for what finds no room."""
    cell = quarantine.cell_of(studio.settings.data, upload_id)
    with unit_of_work(studio.sessions) as session:
        row, user = _held(session, upload_id)
        row.name, row.bytes = name, size
        limits = LIMITS[user.subscription_tier].files[row.kind]
        kind, folder = row.kind, folder_of(row)
    made, finding = cell.check(kind, limits)
    key = f"{folder}/{made.name}"
    kept, digest = made.stat().st_size, file_digest(made)
    with unit_of_work(studio.sessions) as session:
        row, user = _held(session, upload_id)
        row.bytes = 0
        session.flush()
        _check_room(session, user, row.project_id, kept)
        row.bytes, row.key = kept, key
    # Named before it is there: whoever is killed now leaves a row that the clock clears away with its file.
    studio.media.put(made, key)
    with unit_of_work(studio.sessions) as session:
        row, user = _held(session, upload_id)
        row.state, row.digest = UploadState.READY, digest
        row.width, row.height, row.duration_ms = finding.width, finding.height, finding.duration_ms
        session.flush()
        return shown(row, studio.settings)


def give_up(upload_id: UUID, studio: Studio) -> None:
    """Forget an upload that was refused, or did not arrive."""
    with unit_of_work(studio.sessions) as session:
        row = session.get(Upload, upload_id)
        if row is not None and row.state is UploadState.QUARANTINED:
            _forget(session, row, studio)


def forget_abandoned(studio: Studio) -> None:
    """Uploads whose server was killed while they were in quarantine."""
    quarantine.sweep(studio.settings.data, ABANDONED.total_seconds())
    with unit_of_work(studio.sessions, write=False) as session:
        lost = [row.id for row in repository.abandoned(session, now() - ABANDONED)]
    for upload_id in lost:
        give_up(upload_id, studio)


def listed(session: Session, user_id: UUID, project_id: UUID, settings: Settings) -> Uploads:
    """A project's uploads, and how much room there is."""
    project = _project(session, user_id, project_id)
    user = session.get_one(User, user_id)
    return Uploads(
        items=tuple(shown(row, settings) for row in repository.of_project(session, project.id)),
        used_bytes=repository.bytes_of_user(session, user_id),
        quota_bytes=LIMITS[user.subscription_tier].quota_bytes,
        in_films=(UploadKind.IMAGE, *(kind for kind, name in OWN_SOUND.items() if name in HEEDED)),
    )


def find(session: Session, user_id: UUID, project_id: UUID, upload_id: UUID) -> Upload:
    """An upload. Raises NotFound, for somebody else's too."""
    row = repository.of_user(session, user_id, project_id, upload_id)
    if row is None:
        raise NotFound("upload", upload_id)
    return row


def delete(session: Session, user_id: UUID, project_id: UUID, upload_id: UUID, studio: Studio) -> None:
    """Delete an upload with its file; the project's choices name it no more. Raises Conflict while a film needs it."""
    lock_user(session, user_id)  # who orders a film does the same
    row = find(session, user_id, project_id, upload_id)
    if any(str(upload_id) in job.order.get("files", {}) for job in live_of_project(session, project_id)):
        raise Conflict("in_use", "A film is being made with this file. Wait for it, or stop it.")
    projects.let_go_of(session, user_id, project_id, upload_id)
    _forget(session, row, studio)
    session.flush()


def ready_of(session: Session, project: Project, wanted: Mapping[UUID, UploadKind]) -> dict[UUID, Upload]:
    """The uploads of a project that its choices name. Raises Conflict for what is not there, or another kind."""
    found = {row.id: row for row in repository.ready(session, project.id, wanted)}
    for upload_id, kind in wanted.items():
        row = found.get(upload_id)
        if row is None or row.kind is not kind:
            raise Conflict(
                "upload_missing",
                f"The {kind.value} that was chosen is not among this project's files any more. Choose another one.",
            )
    return found


def shown(row: Upload, settings: Settings) -> UploadBody:
    """An upload on the wire. What was not checked has no links."""
    ready = row.state is UploadState.READY and row.key is not None
    key = row.key or ""
    return UploadBody(
        id=row.id,
        project_id=row.project_id,
        kind=row.kind,
        state=row.state,
        name=row.name,
        content_type=content_type(key) if ready else None,
        bytes=row.bytes,
        width=row.width,
        height=row.height,
        duration_ms=row.duration_ms,
        url=media_link(key, settings) if ready else None,
        download_url=media_link(key, settings, _saved_as(row.name, key)) if ready else None,
        created_at=row.created_at,
    )


def folder_of(row: Upload) -> str:
    """Where an upload's file lies, by itself."""
    return f"{project_folder(row.user_id, row.project_id)}/raw/{row.id}"


def name_of(given: str | None) -> str:
    """What somebody calls a file, as one line of text; never part of any path."""
    last = PurePosixPath((given or "").replace("\\", "/")).name
    kept = "".join(character if character.isprintable() else " " for character in last)
    return " ".join(kept.split())[:255] or "file"


def _saved_as(name: str, key: str) -> str:
    stem = "".join(" " if one in '<>:"/\\|?*' else one for one in Path(name).stem).strip(". ")[:100]
    return f"{stem or 'file'}{PurePosixPath(key).suffix}"


def _project(session: Session, user_id: UUID, project_id: UUID) -> Project:
    project = session.get(Project, project_id)
    if project is None or project.user_id != user_id:
        raise NotFound("project", project_id)
    return project


def _held(session: Session, upload_id: UUID) -> tuple[Upload, User]:
    """An upload that is being taken in, and its owner, locked. Its project may have been deleted meanwhile."""
    row = session.get(Upload, upload_id)
    user = lock_user(session, row.user_id) if row else None
    if row is None or user is None:
        raise NotFound("upload", upload_id)
    return row, user


def _check_room(session: Session, user: User, project_id: UUID, more: int) -> None:
    files: Sequence[Upload] = repository.of_project(session, project_id)
    if len(files) > MOST_FILES or (more == 0 and len(files) == MOST_FILES):
        raise Conflict("too_many_files", f"A project holds {MOST_FILES} files. Delete one that is not needed.")
    quota, used = LIMITS[user.subscription_tier].quota_bytes, repository.bytes_of_user(session, user.id)
    if used + more > quota or used == quota:
        raise Conflict(
            "storage_full",
            f"Your plan keeps {size_of(quota)} of files, and {size_of(used)} are taken. Delete some, or upgrade.",
            used_bytes=used,
            quota_bytes=quota,
        )


def _forget(session: Session, row: Upload, studio: Studio) -> None:
    discard(session, folder_of(row), studio.media)
    session.delete(row)


def too_large(most: int) -> Problem:
    """What is said of a file that is larger than the tier takes."""
    return TooLarge("file_too_large", f"That file is larger than the {size_of(most)} that your plan takes.")
