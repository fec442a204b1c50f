"""Which intent a sentence has, by what the inner layers of the encoder say of it: small networks, whose mean counts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bot.language.encoder import Floats, Vector
from bot.language.linear import softmax
from bot.language.onnx_tracing import compiled

_LEARNERS = 2
_INNER = 192
"""Numbers between what goes in and the scores."""
_DECAY = 0.01
_BATCH = 128
_ROUNDS = 5
"""How often each sentence is seen; of few sentences, more often."""
_FEWEST_STEPS = 100
_SEED = 20
_FAR = 6.0
"""Spreads from the centre beyond which a number counts no more."""
_LEAST_SPREAD = 1e-3

Layer = tuple[Floats, Floats]
"""Weights with one column for each number that comes out, and the bias of each."""


@dataclass(frozen=True)
class IntentNetwork:
    """Networks that learned the same from other beginnings, so that each errs elsewhere.

    Args:
        intents: In the order of the scores.
        centre: The mean of each number of the vectors learned from.
        spread: Its standard deviation.
        learners: The two layers of each network.
    """

    intents: tuple[str, ...]
    centre: Floats
    spread: Floats
    learners: tuple[tuple[Layer, Layer], ...]

    @classmethod
    def fit(cls, vectors: Sequence[Vector], intents: Sequence[str]) -> IntentNetwork:
        """Learn from examples.

        Args:
            vectors: Of each.
            intents: The intent of each; at least two different ones.

        Returns:
            The network. The same examples give the same network.
        """
        rows = np.asarray(vectors, dtype=np.float32)
        centre, spread = rows.mean(axis=0), rows.std(axis=0).clip(_LEAST_SPREAD)
        scaled = _scaled(np, rows, centre, spread)
        machines = [_learner(scaled, intents, _SEED + number) for number in range(_LEARNERS)]
        learners = tuple(_layers(machine) for machine in machines)
        return cls(tuple(map(str, machines[0].classes_)), centre, spread, learners)

    def probabilities(self, vector: Vector) -> Floats:
        """How likely each intent is; they add up to 1.

        Args:
            vector: Of a sentence.
        """
        mean: Floats = softmax(self._said(vectors=vector[None])).mean(axis=0)
        return mean

    @cached_property
    def _said(self) -> Callable[..., Floats]:
        """The scores that each network gives, one row for each."""

        def by_all(xp: Any, vectors: Any) -> Any:
            scaled = _scaled(xp, vectors, self.centre, self.spread)
            return xp.concatenate([_forward(xp, scaled, layers) for layers in self.learners], axis=0)

        return compiled(by_all, {"vectors": 2})

    def save(self, path: Path) -> None:
        """Write it as plain arrays."""
        arrays = {
            f"{number} {name}": array
            for number, layers in enumerate(self.learners)
            for name, array in zip(_NAMES, (array for layer in layers for array in layer), strict=True)
        }
        np.savez_compressed(path, intents=np.array(self.intents), centre=self.centre, spread=self.spread, **arrays)

    @classmethod
    def load(cls, path: Path) -> IntentNetwork:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            learners = []
            for number in range(_LEARNERS):
                inner, inner_bias, outer, outer_bias = (arrays[f"{number} {name}"] for name in _NAMES)
                learners.append(((inner, inner_bias), (outer, outer_bias)))
            return cls(tuple(arrays["intents"].tolist()), arrays["centre"], arrays["spread"], tuple(learners))


_NAMES = ("inner", "inner_bias", "outer", "outer_bias")


def _learner(rows: Floats, intents: Sequence[str], seed: int) -> MLPClassifier:
    batch = min(_BATCH, len(rows))
    machine = MLPClassifier(
        (_INNER,),
        alpha=_DECAY,
        batch_size=batch,
        max_iter=max(_ROUNDS, _FEWEST_STEPS * batch // len(rows)),
        n_iter_no_change=_FEWEST_STEPS,
        random_state=seed,
    )
    with warnings.catch_warnings():
        # It is stopped early on purpose: seen more often, the examples are learned by heart.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return machine.fit(rows, np.asarray(intents))


def _layers(machine: MLPClassifier) -> tuple[Layer, Layer]:
    (inner, outer), (inner_bias, outer_bias) = machine.coefs_, machine.intercepts_
    if len(machine.classes_) == 2:  # one score, that of the second
        outer, outer_bias = np.hstack([np.zeros_like(outer), outer]), np.concatenate([np.zeros(1), outer_bias])
    return (_single(inner), _single(inner_bias)), (_single(outer), _single(outer_bias))


def _single(array: np.ndarray[Any, Any]) -> Floats:
    return np.ascontiguousarray(array, dtype=np.float32)


def _scaled(xp: Any, rows: Any, centre: Floats, spread: Floats) -> Any:
    return xp.clip((rows - centre) / spread, -_FAR, _FAR)


def _forward(xp: Any, scaled: Any, layers: tuple[Layer, Layer]) -> Any:
    (inner, inner_bias), (outer, outer_bias) = layers
    return xp.maximum(scaled @ inner + inner_bias, 0.0) @ outer + outer_bias
