"""Softmax heads on sentence embeddings, for texts that more than one label fits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.language.discriminant import Head, Matrix

_STEPS = 150
_ROUNDED = 0.5
"""How far the covariance that the vectors are whitened by is drawn to a round one."""


def fit(labels: Sequence[str], shares: Matrix, vectors: Matrix, decay: float) -> Head:
    """The head whose probabilities come nearest to `shares` (texts, labels), each row together 1.

    Multinomial logistic regression on vectors whitened by the covariance within labels, its weights held small by
    `decay`: Nesterov's accelerated gradient (1983), a fixed number of steps at one over the gradient's Lipschitz bound.
    """
    wanted = shares.astype(np.float64)
    middle = vectors.mean(axis=0, dtype=np.float64)
    whitening = _whitening(vectors.astype(np.float64), wanted.argmax(axis=1))
    white = (vectors - middle) @ whitening
    rate = 1 / max(0.5, 0.5 * float(np.linalg.eigvalsh(white.T @ white / len(white))[-1]) + decay)
    weights = np.zeros((len(labels), white.shape[1]))
    bias = np.log(wanted.mean(axis=0))
    pace_weights, pace_bias = np.zeros_like(weights), np.zeros_like(bias)
    for step in range(_STEPS):
        momentum = step / (step + 3)
        ahead_weights, ahead_bias = weights + momentum * pace_weights, bias + momentum * pace_bias
        scores = white @ ahead_weights.T + ahead_bias
        given = np.exp(scores - scores.max(axis=1, keepdims=True))
        excess = (given / given.sum(axis=1, keepdims=True) - wanted) / len(white)
        next_weights = ahead_weights - rate * (excess.T @ white + decay * ahead_weights)
        next_bias = ahead_bias - rate * excess.sum(axis=0)
        pace_weights, pace_bias = next_weights - weights, next_bias - bias
        weights, bias = next_weights, next_bias
    unwhitened = weights @ whitening
    return Head(tuple(labels), unwhitened.astype(np.float32), (bias - unwhitened @ middle).astype(np.float32))


def _whitening(vectors: Matrix, rows: Matrix) -> Matrix:
    """The symmetric matrix that makes the shrunk covariance within labels round, of unit size over all dimensions."""
    residual = vectors - np.stack([vectors[rows == row].mean(axis=0) for row in range(rows.max() + 1)])[rows]
    covariance = residual.T @ residual / len(vectors)
    size = len(covariance)
    covariance = (1 - _ROUNDED) * covariance + _ROUNDED * np.trace(covariance) / size * np.eye(size)
    values, axes = np.linalg.eigh(covariance)
    whitening: Matrix = (axes / np.sqrt(values)) @ axes.T / np.sqrt(size)
    return whitening
