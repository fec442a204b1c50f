"""Whether a message needs help, by its words: the half of the second opinion that reads what the rules read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.language.encoder import Floats
from bot.language.features import NGrams, Weighed, as_rows, side_by_side
from bot.language.linear import Labels, fit_linear
from bot.safety.clues import Clues

# More words in a row, or rarer ones, take three times the room and tell next to nothing more.
_WORDS: dict[str, Any] = {"ngram_range": (1, 2), "token_pattern": r"\S+", "min_df": 4}
_NAMES: dict[str, Any] = {"token_pattern": r"\S+", "min_df": 4}
_KINDS = (_WORDS, _NAMES)


class WordModel:
    """Weighs words in the rules' spelling, in ones and twos, and the concepts of the rules with what stands around.

    Args:
        grams: The n-grams of the words, and those of the concepts.
        weights: Of each, and the bias last.
    """

    def __init__(self, grams: Sequence[NGrams], weights: Floats) -> None:
        self._grams = tuple(grams)
        self._weights = weights

    @classmethod
    def fit(cls, messages: Sequence[Clues], needs_help: Labels, penalty: float) -> WordModel:
        """Learn which words call for help.

        Args:
            messages: What each speaks of.
            needs_help: 1 for a message that does, 0 for another.
            penalty: Inverse strength of the regularisation (C).

        Raises:
            ValueError: If all messages are of one kind, or hold no words.
        """
        texts = zip(*(_texts(clues) for clues in messages), strict=True)
        grams = [NGrams.fit(settings, list(of_kind)) for settings, of_kind in zip(_KINDS, texts, strict=True)]
        rows = as_rows([_weigh(grams, clues) for clues in messages], sum(map(len, grams)))
        weights, bias = fit_linear(rows, needs_help, penalty)
        return cls(grams, np.append(weights[:, 1], bias[1]))

    def score(self, clues: Clues) -> float:
        """How much the words call for help: above 0 more than not.

        Args:
            clues: What the message speaks of.
        """
        columns, values = _weigh(self._grams, clues)
        return float(values @ self._weights[columns] + self._weights[-1])

    def save(self, folder: Path) -> None:
        """Write the model as JSON and a plain array."""
        (folder / "words.json").write_text(json.dumps([grams.to_json() for grams in self._grams]))
        np.savez_compressed(folder / "words.npz", weights=self._weights)

    @classmethod
    def load(cls, folder: Path) -> WordModel:
        """Read what `save` wrote."""
        data = json.loads((folder / "words.json").read_text())
        grams = [NGrams.from_json(settings, kind) for settings, kind in zip(_KINDS, data, strict=True)]
        with np.load(folder / "words.npz", allow_pickle=False) as arrays:
            return cls(grams, arrays["weights"])


def _weigh(grams: Sequence[NGrams], clues: Clues) -> Weighed:
    return side_by_side(list(zip(grams, _texts(clues), strict=True)))


def _texts(clues: Clues) -> tuple[str, str]:
    """What each kind of n-gram is cut from."""
    return clues.words, clues.names
