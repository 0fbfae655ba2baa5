"""Versions on the wire."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from server.projects.schemas import Change, ProjectSettings
from server.schema import Schema


class VersionLine(Schema):
    """A line of GET /projects/{id}/versions."""

    number: int
    """From 1; the highest is what the project is now."""
    title: str
    changed: tuple[str, ...]
    """What is other than in the version before: "title", "script", "settings", "storyboard"; all in the first one."""
    restored_from: int | None
    created_at: datetime


class Version(VersionLine):
    """GET /projects/{id}/versions/{number}."""

    script: str
    settings: ProjectSettings
    edits: tuple[Change, ...]


class Sign(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class DiffLine(Schema):
    """A line of the script."""

    sign: Sign
    text: str


class SettingChange(Schema):
    """A choice that is another one."""

    name: str
    before: Any
    after: Any


class BoardChange(Schema):
    """A scene or a shot that is other than it was, with what is other: field, before, after."""

    scene_number: int
    """In the later version; in the earlier one if it is gone."""
    shot: int | None
    """Within its scene, from 0; None: the scene itself."""
    sign: Sign
    words: str
    """What is said or seen in it, to know it by."""
    fields: tuple[SettingChange, ...] = ()


class Comparison(Schema):
    """GET /projects/{id}/versions/{number}/compare: what changed from `before` to `after`."""

    before: int
    after: int
    title: SettingChange | None
    script: tuple[DiffLine, ...]
    """All lines of both; those around changes alone where `whole` is not asked for. Empty: the same."""
    settings: tuple[SettingChange, ...]
    storyboard: tuple[BoardChange, ...] | None
    """None where one of the two cannot be filmed: `storyboard_problem` says why."""
    storyboard_problem: str | None = None
