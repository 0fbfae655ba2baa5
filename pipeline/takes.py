"""Takes: content-addressed files, made once, shared by every worker.

A take is stored under the SHA-256 of what made it: the engine's name and version and the canonical JSON of its inputs,
in which files stand as their own digests. It is written beside its place and renamed into it; the sidecar with what was
measured arrives last and is what makes the take exist. Killed at any moment, a store holds whole takes or none.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]


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
    """A folder of takes: `ab/abcdef….suffix` with `ab/abcdef….json` beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str, suffix: str) -> Take | None:
        """The take of that key, or None."""
        path, sidecar = self._places(key, suffix)
        try:
            record = json.loads(sidecar.read_text())
        except FileNotFoundError:
            return None
        if not path.exists():
            return None
        return Take(path=path, digest=record["digest"], facts=record["facts"])

    def get_or_make(
        self, maker: str, version: str, inputs: object, suffix: str, make: Callable[[Path], Facts | None]
    ) -> Take:
        """The take for these inputs; `make(path)` writes it if it is not there and returns what it measured.

        Two workers may make the same take at once: both finish, the last rename wins, and the bytes are the same.
        """
        key = key_of(maker, version, inputs)
        found = self.find(key, suffix)
        if found is not None:
            return found
        path, sidecar = self._places(key, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=".making-", dir=path.parent))
        try:
            draft = workplace / f"take{suffix}"
            facts = dict(make(draft) or {})
            digest = file_digest(draft)
            # The take's digest names its content in other takes' keys, so it is measured once, here.
            note = workplace / "facts.json"
            note.write_text(json.dumps({"digest": digest, "facts": facts}, ensure_ascii=False))
            draft.replace(path)
            note.replace(sidecar)
        finally:
            shutil.rmtree(workplace, ignore_errors=True)
        return Take(path=path, digest=digest, facts=json.loads(json.dumps(facts)))

    def _places(self, key: str, suffix: str) -> tuple[Path, Path]:
        folder = self.folder / key[:2]
        return folder / f"{key}{suffix}", folder / f"{key}.json"
