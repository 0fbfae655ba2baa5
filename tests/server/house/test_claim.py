from __future__ import annotations

import os
from pathlib import Path

import pytest

from server.house.claim import AlreadyRunning, FolderUnusable, claim, running

ADDRESSES = {"API": "http://127.0.0.1:8000", "Creator app": "http://127.0.0.1:7860"}


def test_one_at_a_time(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert running(data) is None
    with claim(data, ADDRESSES) as ours:
        assert ours.pid == os.getpid()
        assert running(data) == ours
        with pytest.raises(AlreadyRunning) as raised, claim(data, {}):
            pass
        assert raised.value.running == ours
        assert str(ours).splitlines()[1:] == [
            "  API          http://127.0.0.1:8000",
            "  Creator app  http://127.0.0.1:7860",
        ]
    assert running(data) is None
    with claim(data, ADDRESSES):
        assert running(data) is not None


def test_a_note_left_by_a_killed_one_says_nothing(tmp_path: Path) -> None:
    with claim(tmp_path, ADDRESSES):
        note = (tmp_path / "studio.json").read_text()
    (tmp_path / "studio.json").write_text(note)
    assert running(tmp_path) is None
    with claim(tmp_path, ADDRESSES):
        pass


def test_says_when_the_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable, match=r"cannot be used \(.*\); set STUDIO_DATA"), claim(tmp_path / "file", {}):
        pass
