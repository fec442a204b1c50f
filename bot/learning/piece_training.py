"""Learns the weights of a `PieceNetwork` with TensorFlow, which Rasa brings along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
import tensorflow.experimental.numpy as tnp

from bot.language.piece_network import PieceNetwork, first_weights, forward, padded

_SEED = 20
_WARM_UP = 0.1
"""Share of the steps over which the learning rate rises; it falls to nothing over the others."""
_SMOOTHING = 0.02
_DECAY = 0.01


@dataclass(frozen=True)
class Question:
    """Something that is learned about each sentence."""

    answers: int
    """How many there are to choose from."""
    counts: float
    """How much it counts beside the other questions."""


@dataclass(frozen=True)
class Learning:
    """How it is learned."""

    rounds: int
    """How often each sentence is seen."""
    learners: int = 1
    """How many learn it, each from another beginning."""
    batch: int = 64
    """How many are seen at once."""
    rate: float = 7e-4
    """The highest learning rate."""
    dropped: float = 0.1
    """Share of the numbers that are left out at random."""


def train(
    sentences: Sequence[np.ndarray[Any, Any]],
    answers: Sequence[tuple[int, ...]],
    questions: Sequence[Question],
    learning: Learning,
) -> PieceNetwork:
    """Learn to answer several questions about a sentence at once.

    Args:
        sentences: The word pieces of each.
        answers: Of each sentence, the right answer to each question, counted from 0.
        questions: What is asked.
        learning: How it is learned.

    Returns:
        The network: scores of all answers, one question after the other. The same sentences on the same machine give
        the same network, but for rounding.
    """
    seeds = range(_SEED, _SEED + learning.learners)
    return PieceNetwork.of_half_precision(_learner(sentences, answers, questions, learning, seed) for seed in seeds)


def _learner(
    sentences: Sequence[np.ndarray[Any, Any]],
    answers: Sequence[tuple[int, ...]],
    questions: Sequence[Question],
    learning: Learning,
    seed: int,
) -> dict[str, np.ndarray[Any, Any]]:
    """The weights that one learner comes to."""
    sizes = [question.answers for question in questions]
    weights = {name: tf.Variable(array) for name, array in first_weights(sum(sizes), seed).items()}
    steps = learning.rounds * -(-len(sentences) // learning.batch)
    optimizer = tf.keras.optimizers.Adam(learning.rate)
    trained = list(weights.values())
    decayed = [variable for variable in trained if len(variable.shape) > 1]
    starts = np.cumsum([0, *sizes])
    thin = tf.random.Generator.from_seed(seed)

    def thinned(values: Any) -> Any:
        kept = tf.cast(thin.uniform(tf.shape(values)) >= learning.dropped, tf.float32)
        return values * kept / (1 - learning.dropped)

    @tf.function(
        autograph=False,
        input_signature=[
            tf.TensorSpec([None, None, None], tf.float32),
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None, len(sizes)], tf.int32),
        ],
    )
    def learn(pieces: Any, mask: Any, right: Any) -> Any:
        with tf.GradientTape() as tape:
            scores = forward(tnp, weights, pieces, mask, thinned)
            loss = 0.0
            for column, question in enumerate(questions):
                wanted = tf.one_hot(right[:, column], question.answers)
                wanted = wanted * (1 - _SMOOTHING) + _SMOOTHING / question.answers
                own = scores[:, starts[column] : starts[column + 1]]
                loss += question.counts * tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(wanted, own))
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, trained), 1.0)
        optimizer.apply_gradients(zip(slopes, trained, strict=True))
        for variable in decayed:
            variable.assign_sub(variable * optimizer.learning_rate * _DECAY)
        return loss

    for step, rows in enumerate(_batches([len(pieces) for pieces in sentences], learning, seed)):
        share = (step + 1) / steps
        optimizer.learning_rate.assign(learning.rate * min(share / _WARM_UP, (1 - share) / (1 - _WARM_UP) + 1 / steps))
        pieces, mask = padded([sentences[row] for row in rows])
        learn(pieces, mask, np.array([answers[row] for row in rows], dtype=np.int32))
    return {name: variable.numpy() for name, variable in weights.items()}


def _batches(lengths: Sequence[int], learning: Learning, seed: int) -> Iterator[np.ndarray[Any, Any]]:
    """Rows of sentences of like length, in random order, each row once a round."""
    random = np.random.default_rng(seed)
    for _ in range(learning.rounds):
        order = np.argsort(np.array(lengths) + 4 * random.random(len(lengths)), kind="stable")
        groups = [order[first : first + learning.batch] for first in range(0, len(order), learning.batch)]
        random.shuffle(groups)
        yield from groups
