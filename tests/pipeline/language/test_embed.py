"""Vectors: the same whoever asks, and however many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pipeline.language import embed as embedding
from pipeline.language.embed import DIMENSIONS, embed

SENTENCES = [
    f"The {who} waits {where}." for who in ("boy", "queen", "dog") for where in ("at sea", "at home", "in rain")
]


def forget() -> None:
    """As in a process that has just begun."""
    embedding._made.cache_clear()
    embedding._vector.cache_clear()


def test_threads_that_ask_first_and_at_once_get_what_one_alone_gets() -> None:
    alone = embed(SENTENCES)
    assert alone.shape == (len(SENTENCES), DIMENSIONS)
    for _ in range(3):
        forget()
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda sentence: embed([sentence])[0], SENTENCES))
        assert np.array_equal(alone, np.stack(together))


def test_many_at_once_are_what_they_are_one_by_one() -> None:
    many = [f"{sentence} {'Again. ' * (number % 7)}" for number, sentence in enumerate(SENTENCES * 6)]
    forget()
    together = embed(many)
    forget()
    assert np.array_equal(together, np.stack([embed([text])[0] for text in many]))
