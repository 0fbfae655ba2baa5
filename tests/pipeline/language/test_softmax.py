from __future__ import annotations

import numpy as np
import pytest

from pipeline.language import softmax
from pipeline.language.discriminant import Head, Matrix

LABELS = ("sad", "happy", "calm")
CENTRES = np.eye(3, 8, dtype=np.float32)


def _clouds() -> tuple[Matrix, Matrix]:
    """Forty vectors about each label's centre, and as many between sad and happy that are both, rather sad."""
    rng = np.random.default_rng(5)
    between = (CENTRES[0] + CENTRES[1]) / 2
    vectors = [centre + 0.1 * rng.standard_normal((40, 8)) for centre in (*CENTRES, between)]
    shares = [np.tile(share, (40, 1)) for share in (*np.eye(3), np.array([0.65, 0.35, 0]))]
    return np.concatenate(vectors).astype(np.float32), np.concatenate(shares).astype(np.float32)


@pytest.fixture(scope="module")
def head() -> Head:
    vectors, shares = _clouds()
    return softmax.fit(LABELS, shares, vectors, 1e-4)


@pytest.mark.parametrize(("row", "label"), list(enumerate(LABELS)))
def test_a_vector_near_a_centre_bears_its_label(head: Head, row: int, label: str) -> None:
    assert head.probabilities(CENTRES[row])[label] > 0.8


def test_what_two_labels_fit_is_shared_between_them_the_better_first(head: Head) -> None:
    shared = head.probabilities((CENTRES[0] + CENTRES[1]) / 2)
    assert shared["sad"] > shared["happy"] > 0.2
    assert shared["calm"] < 0.1


def test_more_decay_holds_it_nearer_to_not_knowing() -> None:
    vectors, shares = _clouds()
    sure, unsure = (softmax.fit(LABELS, shares, vectors, decay) for decay in (1e-4, 1.0))
    assert unsure.probabilities(CENTRES[2])["calm"] < sure.probabilities(CENTRES[2])["calm"]


def test_the_same_texts_give_the_same_head(head: Head) -> None:
    vectors, shares = _clouds()
    again = softmax.fit(LABELS, shares, vectors, 1e-4)
    assert np.array_equal(again.weights, head.weights)
    assert np.array_equal(again.bias, head.bias)
