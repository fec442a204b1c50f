"""A small network that reads a sentence by its word pieces: what each word does in it, not only what it is about.

One block of a transformer (Vaswani et al., 2017, with the normalisation first) over the inner layers of the encoder,
which stays as it is. The arithmetic is written once, over whatever has the functions of numpy: TensorFlow's learns the
weights (`bot.learning.piece_training`); for ONNX Runtime, which uses them, it is noted (`bot.language.onnx_tracing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.encoder import DIMENSIONS, LAYERS, Floats, Pieces
from bot.language.onnx_tracing import compiled

WIDTH = 256
"""Numbers for each word piece within the network."""
_INNER = 512
_HEADS = 4
_FAR_BELOW = 1e4

Weights = Mapping[str, Any]
"""Arrays by name, of one library or the other."""


@dataclass(frozen=True)
class PieceNetwork:
    """Scores a sentence for each of several labels: the mean of what each of several learners says.

    They learned the same from other beginnings, so that each errs elsewhere (Lakshminarayanan and others, 2017).

    Args:
        learners: The weights of each, as `first_weights` names them.
    """

    learners: tuple[Mapping[str, Floats], ...]

    @classmethod
    def of_half_precision(cls, learners: Iterable[Mapping[str, NDArray[Any]]]) -> PieceNetwork:
        """A network that says exactly the same when it is read back: it is kept in half precision.

        Args:
            learners: Weights of any precision.
        """
        return cls(
            tuple(
                {name: array.astype(np.float16).astype(np.float32) for name, array in each.items()} for each in learners
            )
        )

    def scores(self, pieces: Pieces) -> Floats:
        """One score for each label; the softmax of those of one question is a probability.

        Args:
            pieces: Of a sentence, as `SentenceEncoder.encode_pieces` gives them.
        """
        mask = np.ones((1, len(pieces)), dtype=np.float32)
        scores: Floats = self._said(pieces=pieces[None], mask=mask).mean(axis=0)
        return scores

    @cached_property
    def _said(self) -> Callable[..., Floats]:
        """What each learner says, one row for each."""

        def by_all(xp: Any, pieces: Any, mask: Any) -> Any:
            return xp.concatenate([forward(xp, weights, pieces, mask) for weights in self.learners], axis=0)

        return compiled(by_all, {"pieces": 3, "mask": 2})

    def save(self, path: Path) -> None:
        """Write the weights as plain arrays of half precision."""
        arrays = {
            f"{number} {name}": array.astype(np.float16)
            for number, weights in enumerate(self.learners)
            for name, array in weights.items()
        }
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> PieceNetwork:
        """Read what `save` wrote."""
        learners: dict[str, dict[str, NDArray[Any]]] = defaultdict(dict)
        with np.load(path, allow_pickle=False) as arrays:
            for key in arrays.files:
                number, name = key.split(" ")
                learners[number][name] = arrays[key]
        return cls.of_half_precision(learners.values())


def first_weights(labels: int, seed: int) -> dict[str, Floats]:
    """Weights before anything is learned (Glorot and Bengio, 2010).

    Args:
        labels: How many scores there will be.
        seed: Another gives another beginning.
    """
    random = np.random.default_rng(seed)
    shapes = {
        "in": (DIMENSIONS * len(LAYERS), WIDTH),
        "query": (WIDTH, WIDTH),
        "key": (WIDTH, WIDTH),
        "value": (WIDTH, WIDTH),
        "together": (WIDTH, WIDTH),
        "wide": (WIDTH, _INNER),
        "narrow": (_INNER, WIDTH),
        "out": (2 * WIDTH + DIMENSIONS, labels),
    }
    weights: dict[str, Floats] = {}
    for name, shape in shapes.items():
        bound = np.sqrt(6 / sum(shape))
        weights[name] = random.uniform(-bound, bound, shape).astype(np.float32)
        weights[f"{name}_bias"] = np.zeros(shape[1], dtype=np.float32)
    for name in ("in_scale", "attention_scale", "wide_scale"):
        weights[name] = np.ones(WIDTH, dtype=np.float32)
        weights[f"{name}_bias"] = np.zeros(WIDTH, dtype=np.float32)
    return weights


def forward(
    xp: Any, weights: Weights, pieces: Any, mask: Any, thinned: Callable[[Any], Any] = lambda values: values
) -> Any:
    """The scores of several sentences.

    Args:
        xp: The library: `numpy`, or what has its functions.
        weights: Arrays of that library.
        pieces: Sentences x pieces x numbers, filled up with zeros.
        mask: Sentences x pieces: 1 where there is a piece, 0 where it was filled up.
        thinned: Drops some numbers at random while learning (dropout).
    """
    there = mask[:, :, None]
    count = xp.sum(there, axis=1)
    mean_of_last = xp.sum(pieces[:, :, -DIMENSIONS:] * there, axis=1) / count

    words = _normalised(xp, weights, "in_scale", _linear(xp, weights, "in", pieces))
    words = words + thinned(_attention(xp, weights, _normalised(xp, weights, "attention_scale", words), mask))
    wide = _gelu(xp, _linear(xp, weights, "wide", _normalised(xp, weights, "wide_scale", words)))
    words = words + thinned(_linear(xp, weights, "narrow", thinned(wide)))

    mean = xp.sum(words * there, axis=1) / count
    most = xp.max(words - (1 - there) * _FAR_BELOW, axis=1)
    return _linear(xp, weights, "out", thinned(xp.concatenate([mean, most, mean_of_last], axis=1)))


def _attention(xp: Any, weights: Weights, words: Any, mask: Any) -> Any:
    query, key, value = (_linear(xp, weights, name, words) for name in ("query", "key", "value"))
    size = WIDTH // _HEADS
    heads = []
    for first in range(0, WIDTH, size):
        part = slice(first, first + size)
        likeness = query[:, :, part] @ xp.swapaxes(key[:, :, part], 1, 2) / float(np.sqrt(size))
        heads.append(_softmax(xp, likeness - (1 - mask[:, None, :]) * _FAR_BELOW) @ value[:, :, part])
    return _linear(xp, weights, "together", xp.concatenate(heads, axis=2))


def _linear(xp: Any, weights: Weights, name: str, values: Any) -> Any:
    return xp.tensordot(values, weights[name], axes=1) + weights[f"{name}_bias"]


def _normalised(xp: Any, weights: Weights, name: str, values: Any) -> Any:
    centred = values - xp.mean(values, axis=-1, keepdims=True)
    spread = xp.sqrt(xp.mean(centred * centred, axis=-1, keepdims=True) + 1e-6)
    return centred / spread * weights[name] + weights[f"{name}_bias"]


def _gelu(xp: Any, values: Any) -> Any:
    """Hendrycks and Gimpel (2016), by its approximation."""
    return 0.5 * values * (1 + xp.tanh(0.7978845608 * (values + 0.044715 * values * values * values)))


def _softmax(xp: Any, scores: Any) -> Any:
    exponentials = xp.exp(scores - xp.max(scores, axis=-1, keepdims=True))
    return exponentials / xp.sum(exponentials, axis=-1, keepdims=True)


def padded(sentences: Sequence[Any]) -> tuple[Floats, Floats]:
    """Several sentences as one array filled up with zeros, and its mask: for training.

    Args:
        sentences: The pieces of each.
    """
    longest = max(len(pieces) for pieces in sentences)
    filled = np.zeros((len(sentences), longest, DIMENSIONS * len(LAYERS)), dtype=np.float32)
    mask = np.zeros((len(sentences), longest), dtype=np.float32)
    for row, pieces in enumerate(sentences):
        filled[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    return filled, mask
