"""Linear heads on sentence embeddings: which of a few labels a text's vector belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Head:
    """One question about a sentence. `weights` is (labels, dimensions), `bias` (labels,)."""

    labels: tuple[str, ...]
    weights: Matrix
    bias: Matrix

    def scores(self, vector: Matrix) -> Matrix:
        """Log-odds of every label, up to a common constant, for one sentence's vector (or the mean of several)."""
        scores: Matrix = self.weights @ vector + self.bias
        return scores

    def probabilities(self, vector: Matrix) -> dict[str, float]:
        """Of every label, for one sentence's vector (or the mean of several)."""
        scores = self.scores(vector)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return dict(zip(self.labels, (float(share) for share in shares), strict=True))


def fit(labels: Sequence[str], vectors: Matrix, shrinkage: float, temperature: float = 1.0) -> Head:
    """Linear discriminant analysis with a covariance shrunk towards a multiple of the identity."""
    names = tuple(dict.fromkeys(labels))
    rows = np.array([names.index(label) for label in labels])
    centres = np.stack([vectors[rows == row].mean(axis=0) for row in range(len(names))]).astype(np.float64)
    residual = vectors - centres[rows]
    covariance = residual.T @ residual / max(1, len(vectors) - len(names))
    size = len(covariance)
    covariance = (1 - shrinkage) * covariance + (shrinkage * np.trace(covariance) / size + 1e-6) * np.eye(size)
    weights = np.linalg.solve(covariance, centres.T).T
    bias = -0.5 * np.einsum("ij,ij->i", weights, centres)
    return Head(names, (weights / temperature).astype(np.float32), (bias / temperature).astype(np.float32))
