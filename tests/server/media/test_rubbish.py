"""What was deleted goes, even if storage is away just then, or somebody was still at it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from server.clock import Clock
from server.database import unit_of_work
from server.media.rubbish import SETTLED, discard, sweep
from server.media.store import FolderStore, StorageAway, project_folder
from server.models import MediaRubbish
from server.models.base import now
from server.wiring import Studio
from tests.server.people import DRAFT, PASSWORD, sign_up
from tests.server.running import Served


def waiting(studio: Studio) -> int:
    with unit_of_work(studio.sessions, write=False) as session:
        return session.scalars(select(func.count()).select_from(MediaRubbish)).one()


def put(studio: Studio, key: str, tmp_path: Path) -> Path:
    file = tmp_path / "file"
    file.write_bytes(b"precious")
    studio.media.put(file, key)
    assert isinstance(studio.media, FolderStore)
    return studio.media.folder / key


def test_an_account_deleted_while_storage_is_away_leaves_nothing(
    any_api: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, client = any_api.studio, sign_up(any_api)
    user, project = client.me().id, client.create_project(DRAFT).id
    file = put(studio, f"{project_folder(user, project)}/final/film.mp4", tmp_path)

    def away(self: FolderStore, prefix: str) -> None:
        raise StorageAway("the bucket does not answer")

    with monkeypatch.context() as storm:
        storm.setattr(FolderStore, "delete", away)
        client.delete_me(PASSWORD)
        assert file.exists()
        assert sweep(studio.sessions, studio.media, now() + SETTLED) == 0
    assert (file.exists(), waiting(studio)) == (True, 1)
    assert sweep(studio.sessions, studio.media, now()) == 0, "somebody may still be at it"
    assert sweep(studio.sessions, studio.media, now() + SETTLED) == 1
    assert (file.exists(), waiting(studio)) == (False, 0)


def test_a_late_workers_file_goes_too(any_api: Served, tmp_path: Path) -> None:
    studio, client = any_api.studio, sign_up(any_api)
    user, project = client.me().id, client.create_project(DRAFT).id
    key = f"{project_folder(user, project)}/images/shot-000.jpg"
    file = put(studio, key, tmp_path)
    client.delete_project(project)
    assert not file.exists()
    put(studio, key, tmp_path)
    with unit_of_work(studio.sessions) as session:
        session.execute(update(MediaRubbish).values(created_at=now() - SETTLED - timedelta(seconds=1)))
    Clock(studio).tick()
    assert (file.exists(), waiting(studio)) == (False, 0)


def test_what_is_not_committed_is_not_discarded(any_studio: Studio, tmp_path: Path) -> None:
    file = put(any_studio, "users/a/projects/b/raw/c/image.jpg", tmp_path)

    def fail() -> None:
        with unit_of_work(any_studio.sessions) as session:
            discard(session, "users/a/projects/b", any_studio.media)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (file.exists(), waiting(any_studio)) == (True, 0)
    with unit_of_work(any_studio.sessions) as session:
        discard(session, "users/a/projects/b", any_studio.media)
    assert (file.exists(), waiting(any_studio)) == (False, 1)
