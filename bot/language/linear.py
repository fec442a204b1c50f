"""A linear model over sparse rows, and how its scores become probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from bot.language.encoder import Floats

Labels = NDArray[np.int64]

_SEED = 20
_HELD_OUT = 0.3
_FEWEST_TO_SPLIT = 3
_SHARPNESSES = tuple(round(0.5 * 1.15**step, 3) for step in range(24))
"""Factors tried between a score and a probability: 0.5 to about 12."""


def fit_linear(rows: sparse.csr_matrix, labels: Labels, penalty: float) -> tuple[Floats, Floats]:
    """Learn weights that tell labels apart: a linear support vector machine for each against all others.

    Args:
        rows: One for each example.
        labels: Of each, counted from 0; at least two different ones.
        penalty: Inverse strength of the regularisation (C).

    Returns:
        Weights with one column for each label, and the bias of each.
    """
    machine = LinearSVC(C=penalty, dual=True, random_state=_SEED, max_iter=2000).fit(rows, labels)
    weights, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def calibrate(rows: sparse.csr_matrix, labels: Labels, penalty: float) -> float:
    """The sharpness under which held-out examples are most likely. Labels too rare to split are left out.

    Args:
        rows: One for each example.
        labels: Of each.
        penalty: As of `fit_linear`.

    Returns:
        The factor that makes the softmax of the scores a calibrated probability.
    """
    counts = np.bincount(labels)
    usable = np.flatnonzero(counts[labels] >= _FEWEST_TO_SPLIT)
    kept = np.unique(labels[usable])
    if len(kept) < 2:
        return 1.0
    columns = np.searchsorted(kept, labels[usable])
    learnt, held = train_test_split(np.arange(len(usable)), test_size=_HELD_OUT, stratify=columns, random_state=_SEED)
    weights, bias = fit_linear(rows[usable[learnt]], columns[learnt], penalty)
    scores = rows[usable[held]] @ weights + bias
    own = np.arange(len(held))
    likelihood = {
        sharpness: float(np.log(softmax(scores * sharpness)[own, columns[held]] + 1e-12).mean())
        for sharpness in _SHARPNESSES
    }
    return max(likelihood, key=likelihood.__getitem__)


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities: each row adds up to 1."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
