"""What a sentence means, as probabilities of labels: linear heads on its embedding.

Each head is a discriminant (shared covariance, shrunk) trained on the examples of `words/*.toml`, in twenty languages,
by `python -m pipeline.story.train`; that of feelings is averaged with a softmax. Their weights lie beside this file.
They say what no word list can hold; where words are found, the words are surer (see ballot.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from pipeline.language.discriminant import Head, Matrix
from pipeline.language.embed import embed

WEIGHTS = "heads.npz"
MARKS = ("", "?", "!", "?!", "…", "?…", "!…", "?!…")
_MOST_CHARACTERS = 320
"""A longer text is told by its beginning: the engine's time grows with length."""


def marked(text: str) -> dict[str, float]:
    """What a line's question and exclamation marks and its pauses alone tell of its feeling."""
    vector = np.zeros(len(MARKS), np.float32)
    vector[MARKS.index(mark_of(text))] = 1
    return head("marks").probabilities(vector)


@cache
def usual() -> dict[str, float]:
    """How far each feeling leads or falls behind in speeches, in nats, beside what the heads expect."""
    spoken = head("spoken")
    return dict(zip(spoken.labels, (float(lead) for lead in spoken.bias), strict=True))


def mark_of(text: str) -> str:
    """Which of MARKS a line bears."""
    asked = "?" * any(mark in text for mark in "?？؟")
    called = "!" * any(mark in text for mark in "!！¡")
    return asked + called + "…" * ("…" in text or "..." in text)


def take_in(texts: Iterable[str]) -> None:
    """Work out these sentences' vectors side by side, before they are asked for one by one."""
    embed([text[:_MOST_CHARACTERS] for text in texts])


def vector_of(text: str) -> Matrix:
    """One sentence's vector."""
    vector: Matrix = embed([text[:_MOST_CHARACTERS]])[0]
    return vector


def means(head_name: str, text: str) -> dict[str, float]:
    """Probabilities of a head's labels for a sentence."""
    return head(head_name).probabilities(vector_of(text))


def head(name: str) -> Head:
    """The head called `name`: emotion, place, time, weather, gender (of a first name)."""
    return _heads()[name]


@cache
def _heads() -> dict[str, Head]:
    with as_file(files(__package__) / WEIGHTS) as path, np.load(path, allow_pickle=False) as kept:
        names = sorted({key.split(".")[0] for key in kept.files if "." in key})
        return {
            name: Head(
                tuple(str(label) for label in kept[f"{name}.labels"]),
                kept[f"{name}.weights"].astype(np.float32),
                kept[f"{name}.bias"].astype(np.float32),
            )
            for name in names
        }
