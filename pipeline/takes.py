"""Takes: content-addressed files, made once, shared by every worker.

A take is stored under the SHA-256 of what made it: the engine's name and version and the canonical JSON of its inputs,
in which files stand as their own digests. It is written beside its place and renamed into it; the sidecar with what was
measured arrives last and is what makes the take exist. Killed at any moment, a store holds whole takes or none.

    ab/abcdef….mp4  ab/abcdef….json     a take and what was measured
    .making/                            what is being made, and a lock for each, so that nobody on this machine makes
                                        a take that somebody else is making
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]

_MAKING = ".making"
_FORGOTTEN_S = 24 * 3600
"""What lies in `.making` for longer was left by somebody who was killed."""


@dataclass(frozen=True, slots=True)
class Take:
    """A finished file. `digest` is the SHA-256 of its bytes; `facts` what was measured when it was made (JSON)."""

    path: Path
    digest: str
    facts: Facts

    def __hash__(self) -> int:
        return hash(self.digest)


def canonical(value: object) -> object:  # noqa: PLR0911 - one case a kind of value
    """Turn a value into plain JSON data that is the same for equal values, whatever machine it is on.

    Takes stand as their digest, paths as the digest of the file they name, dataclasses as their type and fields.
    Raises TypeError for what has no canonical form (sets, functions, NaN, infinity).
    """
    match value:
        case Enum():
            return canonical(value.value)
        case None | bool() | int() | str():
            return value
        case float():
            if not math.isfinite(value):
                raise TypeError(f"{value} has no canonical form")
            return value
        case Take():
            return {"take": value.digest}
        case Path():
            return {"file": file_digest(value)}
        case Mapping():
            return {str(key): canonical(value[key]) for key in sorted(value, key=str)}
        case tuple() | list():
            return [canonical(item) for item in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {field.name: canonical(getattr(value, field.name)) for field in dataclasses.fields(value)}
            return {"type": type(value).__name__, **fields}
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def key_of(maker: str, version: str, inputs: object) -> str:
    """Name of the take that `maker` at `version` makes of `inputs`: 64 hex digits."""
    recipe = {"maker": maker, "version": version, "inputs": canonical(inputs)}
    text = json.dumps(recipe, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class TakeStore:
    """A folder of takes, shared by every worker that can see it. It can be pickled: workers are handed the store.

    A store that keeps its takes elsewhere too (a bucket, with this folder as its cache) overrides `_fetch` and `_keep`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str, suffix: str) -> Take | None:
        """The take of that key, or None."""
        found = self._here(key, suffix)
        if found is None:
            self._fetch(key, suffix)
            found = self._here(key, suffix)
        return found

    def get_or_make(
        self, maker: str, version: str, inputs: object, suffix: str, make: Callable[[Path], Facts | None]
    ) -> Take:
        """The take for these inputs; `make(path)` writes it if it is not there and returns what it measured.

        Who needs a take that is being made on this machine waits for it. `make` may ask for other takes: who waits
        for a take waits only for what it is made of, so nobody ever waits in a circle. Two machines may make the same
        take at once: both finish, the last rename wins, and the bytes are the same.
        """
        key = key_of(maker, version, inputs)
        found = self.find(key, suffix)
        if found is not None:
            return found
        with self._turn(key):
            # Somebody may have finished it since we looked.
            return self._here(key, suffix) or self._make(key, suffix, make)

    # ----------------------------------------------------------------------------------- for stores with an elsewhere

    def _fetch(self, key: str, suffix: str) -> None:
        """Told that a take is not here: bring its two files to `_places(key, suffix)`, or do nothing.

        They are to arrive as takes do, by rename and the sidecar last: several workers may fetch the same one at once.
        """

    def _keep(self, key: str, suffix: str, path: Path, sidecar: Path) -> None:
        """Told of every take that was made, right before it exists here: `path` and `sidecar` are whole files.

        They lie there during this call only. What is raised here leaves no take, so whoever finds one here knows that
        it was kept.
        """

    def _places(self, key: str, suffix: str) -> tuple[Path, Path]:
        """Where a take and its sidecar lie, or would."""
        folder = self.folder / key[:2]
        return folder / f"{key}{suffix}", folder / f"{key}.json"

    # -------------------------------------------------------------------------------------------------------- within

    def _here(self, key: str, suffix: str) -> Take | None:
        path, sidecar = self._places(key, suffix)
        try:
            record = json.loads(sidecar.read_text())
        except FileNotFoundError:
            return None
        if not path.exists():
            return None
        # Who clears away old takes looks at when they were last wanted; many disks do not keep that time by themselves.
        with suppress(OSError):
            os.utime(sidecar, ns=(time.time_ns(), sidecar.stat().st_mtime_ns))
        return Take(path=path, digest=record["digest"], facts=record["facts"])

    def _make(self, key: str, suffix: str, make: Callable[[Path], Facts | None]) -> Take:
        path, sidecar = self._places(key, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f"{key[:16]}-", dir=self.folder / _MAKING))
        try:
            draft = workplace / f"take{suffix}"
            facts = dict(make(draft) or {})
            digest = file_digest(draft)
            # The take's digest names its content in other takes' keys, so it is measured once, here.
            note = workplace / "facts.json"
            note.write_text(json.dumps({"digest": digest, "facts": facts}, ensure_ascii=False))
            self._keep(key, suffix, draft, note)
            draft.replace(path)
            note.replace(sidecar)
        finally:
            shutil.rmtree(workplace, ignore_errors=True)
        return Take(path=path, digest=digest, facts=json.loads(json.dumps(facts)))

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """The right to make a take: one at a time on this machine. The system takes it back from who dies."""
        from filelock import FileLock  # a film whose takes are there needs none

        making = self.folder / _MAKING
        making.mkdir(parents=True, exist_ok=True)
        _sweep(making)
        path = making / f"{key}.lock"
        lock = FileLock(path, fallback_to_soft=False)
        # Where the file system has no locks a take may be made twice, as by two machines: that costs time, no more.
        with suppress(OSError):
            lock.acquire()
        try:
            yield
        finally:
            if lock.is_locked:
                # Removed while it is ours, else it might be somebody else's: who waits for it then makes a new one.
                with suppress(OSError):
                    path.unlink()
                lock.release()


class TakeMissing(LookupError):
    """A take that is not there, where none may be made."""


class FoundTakes(TakeStore):
    """What another store has already: asked for a take that would have to be made, it raises TakeMissing."""

    def __init__(self, store: TakeStore) -> None:
        super().__init__(store.folder)
        self._store = store

    def find(self, key: str, suffix: str) -> Take | None:
        """See TakeStore.find."""
        return self._store.find(key, suffix)

    def get_or_make(
        self,
        maker: str,
        version: str,
        inputs: object,
        suffix: str,
        make: Callable[[Path], Facts | None],  # noqa: ARG002 - nothing is made
    ) -> Take:
        """See TakeStore.get_or_make."""
        key = key_of(maker, version, inputs)
        found = self.find(key, suffix)
        if found is None:
            raise TakeMissing(f"{maker} has not made {key[:16]} yet")
        return found


def _sweep(making: Path) -> None:
    """Remove what the killed left behind, so that it does not pile up."""
    oldest = time.time() - _FORGOTTEN_S
    for left in making.iterdir():
        # Another worker may sweep too.
        with suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
