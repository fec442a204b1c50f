"""A linear model over sparse rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from bot.language.encoder import Floats

Labels = NDArray[np.int64]

_SEED = 20


def fit_linear(rows: sparse.csr_matrix, labels: Labels, penalty: float) -> tuple[Floats, Floats]:
    """Learn weights that tell labels apart: a linear support vector machine for each against all others.

    Args:
        rows: One for each example.
        labels: Of each, counted from 0; at least two different ones.
        penalty: Inverse strength of the regularisation (C).

    Returns:
        Weights with one column for each label, and the bias of each.
    """
    machine = LinearSVC(C=penalty, dual=True, tol=1e-3, random_state=_SEED, max_iter=2000).fit(rows, labels)
    weights, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities: each row adds up to 1."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
