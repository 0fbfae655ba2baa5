"""Takes: the same inputs are made once, and a store never holds half a take."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path

import filelock
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.takes import Take, TakeStore, canonical, file_digest, key_of
from pipeline.vocabulary import Emotion


@dataclass(frozen=True)
class Request:
    text: str
    pitch: float
    feelings: tuple[Emotion, ...] = ()


def write(text: str) -> Callable[[Path], dict[str, int]]:
    def make(path: Path) -> dict[str, int]:
        path.write_text(text)
        return {"length": len(text)}

    return make


def test_made_once_and_found_again(takes: TakeStore) -> None:
    first = takes.get_or_make("voice", "1", Request("hello", 1.0), ".txt", write("hello"))
    second = takes.get_or_make("voice", "1", Request("hello", 1.0), ".txt", write("never written"))
    assert second == first
    assert first.path.read_text() == "hello"
    assert first.facts == {"length": 5}
    assert first.digest == file_digest(first.path)


@pytest.mark.parametrize(
    ("maker", "version", "request_"),
    [
        ("other", "1", Request("hello", 1.0)),
        ("voice", "2", Request("hello", 1.0)),
        ("voice", "1", Request("hello!", 1.0)),
        ("voice", "1", Request("hello", 1.5)),
        ("voice", "1", Request("hello", 1.0, (Emotion.SAD,))),
    ],
)
def test_anything_that_matters_changes_the_key(maker: str, version: str, request_: Request) -> None:
    assert key_of(maker, version, request_) != key_of("voice", "1", Request("hello", 1.0))


def test_a_file_counts_by_its_content_not_its_place(tmp_path: Path) -> None:
    here, there = tmp_path / "a.png", tmp_path / "b.png"
    here.write_bytes(b"same")
    there.write_bytes(b"same")
    assert key_of("x", "1", here) == key_of("x", "1", there)
    there.write_bytes(b"other")
    assert key_of("x", "1", here) != key_of("x", "1", there)


def test_a_take_counts_by_its_digest() -> None:
    assert canonical(Take(Path("/a"), "d1", {"n": 1})) == canonical(Take(Path("/b"), "d1", {}))


def test_a_maker_that_fails_leaves_nothing(takes: TakeStore) -> None:
    def half(path: Path) -> None:
        path.write_text("half")
        raise OSError("the lights went out")

    with pytest.raises(OSError, match="lights"):
        takes.get_or_make("voice", "1", "x", ".txt", half)
    assert [path for path in takes.folder.rglob("*") if path.is_file()] == []
    assert takes.get_or_make("voice", "1", "x", ".txt", write("whole")).path.read_text() == "whole"


def test_a_file_without_its_sidecar_is_made_again(takes: TakeStore) -> None:
    take = takes.get_or_make("voice", "1", "x", ".txt", write("one"))
    take.path.with_suffix(".json").unlink()
    assert takes.get_or_make("voice", "1", "x", ".txt", write("two")).path.read_text() == "two"


def test_what_has_no_canonical_form_is_refused() -> None:
    for value in ({1, 2}, float("nan"), float("inf"), object()):
        with pytest.raises(TypeError):
            canonical(value)


# ------------------------------------------------------------------------------------------------- several workers

FRESH = multiprocessing.get_context("spawn")


def slowly(folder: Path, begun: Event) -> None:
    """A worker that takes its time over a take, and notes that it made one."""

    def make(path: Path) -> None:
        with (folder / "made").open("a") as notes:
            notes.write("x")
        begun.set()
        time.sleep(1.0)
        path.write_text("whole")

    TakeStore(folder / "takes").get_or_make("painter", "1", "river", ".txt", make)


def left_behind(store: TakeStore) -> list[Path]:
    return list((store.folder / ".making").iterdir())


def test_what_somebody_is_making_is_waited_for(tmp_path: Path) -> None:
    begun = FRESH.Event()
    workers = [FRESH.Process(target=slowly, args=(tmp_path, begun)) for _ in range(2)]
    for worker in workers:
        worker.start()
    assert begun.wait(60)
    store = TakeStore(tmp_path / "takes")
    take = store.get_or_make("painter", "1", "river", ".txt", write("made a third time"))
    assert take.path.read_text() == "whole"
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert (tmp_path / "made").read_text() == "x"
    assert left_behind(store) == []


def test_who_dies_while_making_holds_nobody_up(tmp_path: Path) -> None:
    begun = FRESH.Event()
    worker = FRESH.Process(target=slowly, args=(tmp_path, begun))
    worker.start()
    assert begun.wait(60)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    store = TakeStore(tmp_path / "takes")
    assert len(left_behind(store)) == 2
    assert store.get_or_make("painter", "1", "river", ".txt", write("after all")).path.read_text() == "after all"
    # Its lock is gone with the next take; its half-made take is swept when it is surely nobody's.
    (workplace,) = left_behind(store)
    old = time.time() - 2 * 24 * 3600
    os.utime(workplace, (old, old))
    store.get_or_make("painter", "1", "sea", ".txt", write("sea"))
    assert left_behind(store) == []


def test_a_take_may_be_made_of_takes(takes: TakeStore) -> None:
    def whole(path: Path) -> None:
        parts = [takes.get_or_make("part", "1", n, ".txt", write(str(n))) for n in range(3)]
        path.write_text("".join(part.path.read_text() for part in parts))

    assert takes.get_or_make("whole", "1", "all", ".txt", whole).path.read_text() == "012"


def test_without_locks_takes_are_made_all_the_same(takes: TakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    # A file system without locks cannot be had without mounting one: the lock library's own call refuses instead.
    def refuse(_lock: filelock.FileLock) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(filelock.FileLock, "_acquire", refuse)
    assert takes.get_or_make("voice", "1", "x", ".txt", write("one")).path.read_text() == "one"


def test_a_store_that_may_not_be_written_still_finds(takes: TakeStore) -> None:
    take = takes.get_or_make("voice", "1", "x", ".txt", write("one"))
    folders = [takes.folder, *(path for path in takes.folder.iterdir() if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert takes.get_or_make("voice", "1", "x", ".txt", write("two")) == take
    finally:
        for folder in folders:
            folder.chmod(0o755)


# ------------------------------------------------------------------------------------------------- an elsewhere


class Mirrored(TakeStore):
    """Keeps every take in a second folder, and looks there for what is not here."""

    def __init__(self, folder: Path, mirror: Path) -> None:
        super().__init__(folder)
        self.mirror = mirror

    def _fetch(self, key: str, suffix: str) -> None:
        for place in self._places(key, suffix):
            if (kept := self.mirror / place.name).exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(kept, place)

    def _keep(self, key: str, suffix: str, path: Path, sidecar: Path) -> None:
        self.mirror.mkdir(exist_ok=True)
        for file, place in zip((path, sidecar), self._places(key, suffix), strict=True):
            shutil.copyfile(file, self.mirror / place.name)


def test_a_store_with_an_elsewhere_keeps_and_fetches(tmp_path: Path) -> None:
    here = Mirrored(tmp_path / "here", tmp_path / "mirror")
    there = Mirrored(tmp_path / "there", tmp_path / "mirror")
    made = here.get_or_make("voice", "1", "x", ".txt", write("one"))
    fetched = there.get_or_make("voice", "1", "x", ".txt", write("never written"))
    assert (fetched.digest, fetched.facts) == (made.digest, made.facts)
    assert fetched.path.is_relative_to(tmp_path / "there")
    assert there.find(key_of("voice", "1", "nothing"), ".txt") is None


def test_what_could_not_be_kept_elsewhere_is_no_take(tmp_path: Path) -> None:
    store = Mirrored(tmp_path / "here", tmp_path / "no" / "such" / "folder")
    with pytest.raises(FileNotFoundError):
        store.get_or_make("voice", "1", "x", ".txt", write("one"))
    assert store.find(key_of("voice", "1", "x"), ".txt") is None
    assert left_behind(store) == []


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_data)
def test_the_key_does_not_depend_on_the_order_of_a_mapping(value: object) -> None:
    def turned(item: object) -> object:
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(item)}
        return [turned(entry) for entry in item] if isinstance(item, list) else item

    assert key_of("m", "1", value) == key_of("m", "1", turned(value))
