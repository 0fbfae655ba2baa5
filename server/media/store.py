"""Where deliverables lie: a folder, or an S3 bucket, under the same keys.

    users/{user_id}/projects/{project_id}/{raw,images,final,subtitles,thumbnails}/…

Keys are ours, never a user's words.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import Protocol
from uuid import UUID

CONTENT_TYPES = {
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".flac": "audio/flac",
    ".webm": "video/webm",
    ".srt": "application/x-subrip; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".ass": "text/x-ssa; charset=utf-8",
}


class MediaStore(Protocol):
    """Keeps files by key."""

    def put(self, path: Path, key: str) -> None:
        """Keep a copy of a file; whole or not at all."""
        ...

    def file(self, key: str) -> Path | None:
        """The file itself where it lies on this machine; None where it does not."""
        ...

    def fetch(self, key: str, path: Path) -> bool:
        """Copy what is kept to a file, whole or not at all; False if there is nothing under this key."""
        ...

    def link(self, key: str, filename: str | None, seconds: int) -> str | None:
        """An address that gives the file for so long to whoever has it; None where only `file` does."""
        ...

    def delete(self, prefix: str) -> None:
        """Delete everything whose key begins with this folder. Raises StorageAway if something is left of it."""
        ...

    def check(self) -> str:
        """A word on where it is; raises OSError if nothing can be kept there."""
        ...


def project_folder(user_id: UUID, project_id: UUID) -> str:
    """The folder of a project's media."""
    return f"users/{user_id}/projects/{project_id}"


def content_type(key: str) -> str:
    """What kind of file a key names."""
    return CONTENT_TYPES.get(PurePosixPath(key).suffix, "application/octet-stream")


class StorageAway(OSError):
    """What is kept elsewhere does not answer: a matter of time, not of the film."""


class FolderStore:
    """A folder on this machine, or one that all machines share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: Path, key: str) -> None:
        """See MediaStore.put."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{path.stat().st_ino}")
        shutil.copyfile(path, draft)
        draft.replace(place)

    def file(self, key: str) -> Path | None:
        """See MediaStore.file."""
        place = self._place(key)
        return place if place.is_file() else None

    def fetch(self, key: str, path: Path) -> bool:
        """See MediaStore.fetch."""
        place = self._place(key)
        if not place.is_file():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        shutil.copyfile(place, draft)
        draft.replace(path)
        return True

    def link(self, key: str, filename: str | None, seconds: int) -> str | None:  # noqa: ARG002
        """See MediaStore.link. A folder has no addresses of its own."""
        return None

    def delete(self, prefix: str) -> None:
        """See MediaStore.delete."""
        place = self._place(prefix)
        shutil.rmtree(place, ignore_errors=True)
        if place.exists():
            raise StorageAway(f"{place} could not be deleted")

    def check(self) -> str:
        """See MediaStore.check."""
        self.folder.mkdir(parents=True, exist_ok=True)
        free_gb = shutil.disk_usage(self.folder).free / 1e9
        if free_gb < 1:
            raise OSError(f"only {free_gb:.1f} GB are free in {self.folder}")
        return f"folder {self.folder}, {free_gb:.0f} GB free"

    def _place(self, key: str) -> Path:
        path = PurePosixPath(key)
        if not path.parts or path.is_absolute() or ".." in path.parts:
            raise ValueError(f"not a key: {key!r}")
        return self.folder / path
