"""A learned opinion on whether a message needs help, and how fast.

Two readers that learned from the same examples: a linear model over the words in the rules' spelling and the concepts
that the rules look for, and a small network over the word pieces as the encoder sees them. Each misses what the other
sees; what they say together becomes one probability. Why these: docs/decisions/0003-second-opinion.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from bot.language.encoder import Floats, Pieces
from bot.language.linear import softmax
from bot.language.piece_network import PieceNetwork
from bot.model.safety import Level
from bot.safety.clues import Clues
from bot.safety.word_model import WordModel

LEVELS = tuple(Level)
ROWS = 32
"""Rows of the escalation notes are numbered from 1; 0 stands for none."""
_NO_TIME = 0.3
"""How likely help must be needed now for the day not to be waited for."""
_HELD_OUT = 0.1
_SEED = 20


@dataclass(frozen=True)
class Label:
    """What is right for a message that needs help."""

    level: Level
    situation: int
    """Row of the escalation notes."""


@dataclass(frozen=True)
class Example:
    """A message to learn from."""

    clues: Clues
    pieces: NDArray[np.float16]
    """Of `SentenceEncoder.encode_all_pieces`."""
    label: Label | None
    """`None` where no help is needed."""
    resembles: int = 0
    """Row of the escalation notes that it belongs to or, needing no help, reads as if it did; 0 for an ordinary
    question."""


@dataclass(frozen=True)
class Opinion:
    """What was learned says of one message."""

    needs_help: float
    """How likely it needs help: 0 to 1."""
    label: Label
    """How fast help is needed, should it be needed, and the likeliest situation of that level."""
    as_fast: tuple[float, ...]
    """For each level by its rank, how likely help is needed as fast as that or faster, should it be needed."""


Answers = tuple[int, int]
"""Of an example: the rank of its level, and its row of the escalation notes."""
Trainer = Callable[[Sequence[NDArray[np.float16]], Sequence[Answers]], PieceNetwork]
"""Learns a network from the word pieces and the answers of examples: scores of the levels first, then of the rows."""


class OpinionModel:
    """Gives the second opinion.

    Args:
        words: Reads the words.
        network: Reads the word pieces.
        together: How much the score of the words counts, how much that of the network, and the offset.
        labels: What a message that needs help may be.
    """

    def __init__(self, words: WordModel, network: PieceNetwork, together: Floats, labels: Sequence[Label]) -> None:
        self._words = words
        self._network = network
        self._together = together
        self._labels = tuple(labels)

    @classmethod
    def fit(cls, examples: Sequence[Example], train: Trainer, penalty: float) -> OpinionModel:
        """Learn from examples. One in ten is held out, to learn how far to trust each reader.

        Args:
            examples: Messages that need help, look-alikes and ordinary questions.
            train: Learns the network.
            penalty: Inverse strength of the regularisation (C) of the words.

        Returns:
            The model.

        Raises:
            ValueError: If there are fewer than two messages that need help, or that need none.
        """
        needs_help = np.array([example.label is not None for example in examples]).astype(np.int64)
        learnt, held = train_test_split(
            np.arange(len(examples)), test_size=_HELD_OUT, stratify=needs_help, random_state=_SEED
        )
        words = WordModel.fit([examples[row].clues for row in learnt], needs_help[learnt], penalty)
        network = train([examples[row].pieces for row in learnt], [_answers(examples[row]) for row in learnt])
        scores = [_scores(words, network, examples[row].clues, examples[row].pieces) for row in held]
        fitted = LogisticRegression(C=1e6, solver="lbfgs").fit(np.array(scores), needs_help[held])
        labels = sorted(
            {example.label for example in examples if example.label is not None},
            key=lambda label: (label.level.rank, label.situation),
        )
        return cls(words, network, np.append(fitted.coef_[0], fitted.intercept_).astype(np.float32), labels)

    def opinion(self, clues: Clues, pieces: Pieces) -> Opinion:
        """The opinion on one message.

        Args:
            clues: What it speaks of.
            pieces: Its word pieces, of `SentenceEncoder.encode_pieces`.
        """
        network = self._network.scores(pieces)
        readers = np.array([self._words.score(clues), _needs_help(network), 1.0], dtype=np.float32)
        score = float(self._together @ readers)
        levels = softmax(network[None, : len(LEVELS) - 1])[0]
        as_fast = np.cumsum(levels)
        level = level_of(as_fast)
        of_level = [label for label in self._labels if label.level is level] or list(self._labels)
        return Opinion(
            needs_help=float(1 / (1 + np.exp(-score))),
            label=max(of_level, key=lambda label: network[len(LEVELS) + label.situation]),
            as_fast=tuple(float(share) for share in as_fast),
        )

    def readers(self, clues: Clues, pieces: Pieces) -> tuple[float, float]:
        """What each of the two readers says by itself: above 0 more help than not.

        Args:
            clues: What the message speaks of.
            pieces: Its word pieces.
        """
        return _scores(self._words, self._network, clues, pieces)

    def save(self, folder: Path) -> None:
        """Write the model as JSON and plain arrays."""
        data = {
            "labels": [[label.level.value, label.situation] for label in self._labels],
            "together": [float(number) for number in self._together],
        }
        (folder / "opinion.json").write_text(json.dumps(data))
        self._words.save(folder)
        self._network.save(folder / "network.npz")

    @classmethod
    def load(cls, folder: Path) -> OpinionModel:
        """Read what `save` wrote."""
        data: dict[str, Any] = json.loads((folder / "opinion.json").read_text())
        return cls(
            WordModel.load(folder),
            PieceNetwork.load(folder / "network.npz"),
            np.array(data["together"], dtype=np.float32),
            [Label(Level(level), situation) for level, situation in data["labels"]],
        )


def level_of(as_fast: Sequence[float] | Floats) -> Level:
    """The level to speak of.

    It is the one from which on half of the likelihood is as urgent or more: raising is done with care. More care is due
    where the person would be told that there is time until tonight.

    Args:
        as_fast: As of `Opinion`.
    """
    level = LEVELS[int(np.searchsorted(as_fast, 0.5))]
    return Level.URGENT if level is Level.SAME_DAY and as_fast[Level.URGENT.rank] >= _NO_TIME else level


def _answers(example: Example) -> Answers:
    level = Level.NONE if example.label is None else example.label.level
    return level.rank, example.resembles


def _scores(words: WordModel, network: PieceNetwork, clues: Clues, pieces: NDArray[Any]) -> tuple[float, float]:
    return words.score(clues), _needs_help(network.scores(pieces.astype(np.float32)))


def _needs_help(scores: Floats) -> float:
    """How much more the network is for any level than for none, as the logarithm of the odds."""
    any_level, none = scores[: len(LEVELS) - 1], scores[len(LEVELS) - 1]
    highest = float(any_level.max())
    return highest + float(np.log(np.exp(any_level - highest).sum())) - float(none)
