"""The creator's own files in a film: found when it is quoted, brought to the machine when it is filmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy.orm import Session

from pipeline.errors import FilmError
from server.errors import Conflict, Unprocessable
from server.films.order import FilmOrder
from server.media.store import MediaStore
from server.models import Project, Upload
from server.projects.schemas import ProjectSettings
from server.uploads import service as uploads

SHAPES_DIFFER = 0.02
"""Of a mask and its picture: as the painter has it (`pipeline.stages.images`)."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What a project's choices name: where it is kept, and what its owner calls it."""

    keys: Mapping[UUID, str]
    names: Mapping[UUID, Path]
    """As paths, for a brief that nothing is filmed by."""


NONE = OwnFiles({}, {})


def own_files(session: Session, project: Project | None, settings: ProjectSettings) -> OwnFiles:
    """The files that these choices name. Raises Conflict for one that is not there, Unprocessable for a wrong mask."""
    wanted = settings.uploads
    if not wanted:
        return NONE
    if project is None:
        raise Conflict("upload_missing", "Own files belong to a project: keep the script first, then choose them.")
    rows = uploads.ready_of(session, project, wanted)
    for image in settings.images:
        picture, mask = rows[image.upload], rows[image.mask] if image.mask else None
        if mask is not None and abs(_shape(mask) - _shape(picture)) > SHAPES_DIFFER:
            raise Unprocessable(
                "bad_image",
                f"The mask '{mask.name}' has another shape than '{picture.name}': {mask.width} x {mask.height} and "
                f"{picture.width} x {picture.height} pixels.",
            )
    return OwnFiles(
        {key: row.key for key, row in rows.items() if row.key}, {key: Path(row.name) for key, row in rows.items()}
    )


def _shape(row: Upload) -> float:
    return (row.width or 1) / (row.height or 1)


@contextmanager
def brought(order: FilmOrder, media: MediaStore) -> Iterator[FilmOrder]:
    """An order whose files lie on this machine for as long as this lasts. Raises FileGone for one that is not there."""
    if not order.files:
        yield order
        return
    with TemporaryDirectory(prefix="studio-own-") as folder:
        paths = {}
        for upload, key in order.files.items():
            here = media.file(key)
            if here is None:
                here = Path(folder) / f"{upload}{PurePosixPath(key).suffix}"
                if not media.fetch(key, here):
                    raise FileGone(key)
            paths[upload] = here
        yield order.model_copy(update={"paths": paths})


class FileGone(FilmError):
    """A file that the film was ordered with is not there any more."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Your own file {PurePosixPath(key).name} is not there any more. Bring it again.")
