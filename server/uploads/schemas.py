"""Uploads on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.schema import Asked, Schema
from server.vocabulary import UploadKind, UploadState


class Upload(Schema):
    """A file that its owner has brought. Links work for an hour, once it was checked."""

    id: UUID
    project_id: UUID
    kind: UploadKind
    state: UploadState
    name: str
    content_type: str | None
    bytes: int
    width: int | None
    """Pixels of a picture or a clip."""
    height: int | None
    duration_ms: int | None
    """Of sound or a clip."""
    url: str | None
    """Shows or plays it."""
    download_url: str | None
    """Saves it under its name."""
    created_at: datetime


class Uploads(Schema):
    """GET /projects/{id}/uploads: the newest first, and how much room is left."""

    items: tuple[Upload, ...]
    used_bytes: int
    """By all projects of this account."""
    quota_bytes: int
    in_films: tuple[UploadKind, ...]
    """Kinds that a film heeds; the others are kept, and wait for it."""


class UploadLinkRequest(Asked):
    """POST /projects/{id}/uploads/link."""

    kind: UploadKind


class UploadLink(Schema):
    """Where a page sends one file of that kind to, as a form with a field "file", without a log-in; for an hour."""

    url: str
    most_bytes: int
