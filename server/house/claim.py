"""One studio at a time in a data folder: a lock that the supervisor holds, and a note of what it runs."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import NotReady

# Somebody who only looks whether the lock is held holds it for a moment.
LOOK_S = 0.5
# The note is written right after the lock is taken.
NOTE_WITHIN_S = 2.0
POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Running:
    """A studio that runs: its supervisor, since when, and where its parts are (name to address)."""

    pid: int
    started_at: datetime
    addresses: Mapping[str, str]

    def __str__(self) -> str:
        since = self.started_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        width = max(map(len, self.addresses), default=0)
        places = (f"  {name:<{width}}  {address}" for name, address in self.addresses.items())
        return "\n".join((f"The studio is already running (pid {self.pid}, since {since}):", *places))


class AlreadyRunning(Exception):
    """Another supervisor holds this data folder. `running` is what it runs."""

    def __init__(self, running: Running) -> None:
        super().__init__(str(running))
        self.running = running


class FolderUnusable(NotReady):
    """The data folder cannot be made, or written."""


@contextlib.contextmanager
def claim(data: Path, addresses: Mapping[str, str]) -> Iterator[Running]:
    """Hold this data folder for the time of the block. Raises AlreadyRunning, FolderUnusable."""
    lock, note = _places(data)
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock.acquire(timeout=LOOK_S, poll_interval=POLL_S)
    except Timeout:
        raise AlreadyRunning(_read_note(note)) from None
    except OSError as failure:
        raise FolderUnusable(
            f"The data folder {data} cannot be used ({failure.strerror}); set STUDIO_DATA to a folder of yours."
        ) from failure
    with held:
        running = Running(os.getpid(), datetime.now(UTC), dict(addresses))
        draft = note.with_suffix(".new")
        draft.write_text(
            json.dumps({"pid": running.pid, "started_at": running.started_at.isoformat(), "addresses": addresses}),
            encoding="utf-8",
        )
        draft.replace(note)
        try:
            yield running
        finally:
            # Before the lock goes: afterwards the note may be another's.
            note.unlink(missing_ok=True)


def running(data: Path) -> Running | None:
    """What runs in this data folder. The lock is the truth: a note may be left over from a killed supervisor."""
    lock, note = _places(data)
    if not note.exists():
        return None
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return _read_note(note)


def _places(data: Path) -> tuple[FileLock, Path]:
    return FileLock(data / "studio.lock"), data / "studio.json"


def _read_note(note: Path) -> Running:
    deadline = time.monotonic() + NOTE_WITHIN_S
    while True:
        try:
            written = json.loads(note.read_text(encoding="utf-8"))
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise FolderUnusable(
                    f"Another program holds {note.with_suffix('.lock')}: wait until it has ended, then run this again."
                ) from None
            time.sleep(POLL_S)
        else:
            return Running(written["pid"], datetime.fromisoformat(written["started_at"]), written["addresses"])
