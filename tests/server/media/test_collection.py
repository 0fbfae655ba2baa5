"""Old takes go, those in use stay."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from pipeline.takes import TakeStore
from server.media.collection import collect

MONTH = timedelta(days=30)


def make(store: TakeStore, number: int) -> Path:
    def write(path: Path) -> None:
        path.write_text(str(number))

    return store.get_or_make("square", "1", number, ".txt", write).path


def age(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    for file in (path, path.with_suffix(".json")):
        os.utime(file, (then, then))


def test_what_nobody_has_used_for_a_month_goes(tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "takes" / "meera")
    old, used, young = (make(store, number) for number in range(3))
    age(old, 31)
    age(used, 31)
    make(store, 1)  # found, not made: it is in use
    assert collect(tmp_path / "takes", MONTH) == 2
    assert [path.exists() for path in (old, used, young)] == [False, True, True]
    assert not old.with_suffix(".json").exists()
    assert collect(tmp_path / "takes", MONTH) == 0
    assert make(store, 0).read_text() == "0"


def test_half_a_take_goes_when_it_is_old(tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "takes" / "meera")
    left, arriving = make(store, 1), make(store, 2)
    for path in (left, arriving):
        path.with_suffix(".json").unlink()
    os.utime(left, (0, 0))
    collect(tmp_path / "takes", MONTH)
    assert [left.exists(), arriving.exists()] == [False, True]


def test_no_folder_is_no_trouble(tmp_path: Path) -> None:
    assert collect(tmp_path / "nothing", MONTH) == 0
