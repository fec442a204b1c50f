"""Word and character n-grams of a text, as numbers that a linear model can weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.language.encoder import DIMENSIONS, Floats, Vector

_WORDS: dict[str, Any] = {"ngram_range": (1, 3), "token_pattern": r"(?u)\b\w+\b"}
_CHARACTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2}
# A vector of unit length stands beside two rows of n-grams of unit length: each counts alike.


Weighed = tuple[np.ndarray[Any, np.dtype[np.int64]], Floats]
"""Columns, and the number in each."""


class TextFeatures:
    """Turns a masked text and its sentence vector into numbers.

    Words in ones to threes, letters in twos to fives (so that misspelt words still count), weighted by rarity, and what
    the last layer of the encoder says of the sentence.

    Args:
        grams: The kinds of n-grams.
    """

    def __init__(self, grams: Sequence[NGrams]) -> None:
        self._grams = tuple(grams)

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Sequence[Vector]) -> tuple[TextFeatures, sparse.csr_matrix]:
        """Learn the n-grams of the training texts.

        Args:
            texts: Masked texts.
            vectors: The sentence vector of each.

        Returns:
            The features, and one row of them for each text, to train on.

        Raises:
            ValueError: If the texts hold no words.
        """
        grams, rows = zip(*(NGrams.fit_rows(settings, texts) for settings in (_WORDS, _CHARACTERS)), strict=True)
        meant = sparse.csr_matrix(np.asarray(vectors, dtype=np.float32)[:, -DIMENSIONS:])
        return cls(grams), sparse.hstack([*rows, meant], format="csr", dtype=np.float32)

    def weigh(self, text: str, vector: Vector) -> Weighed:
        """The features that a text has.

        Args:
            text: Masked text.
            vector: Its sentence vector.
        """
        return side_by_side([(grams, text) for grams in self._grams], vector[-DIMENSIONS:])

    def to_json(self) -> list[dict[str, Any]]:
        """As plain data."""
        return [grams.to_json() for grams in self._grams]

    @classmethod
    def from_json(cls, data: Sequence[Mapping[str, Any]]) -> TextFeatures:
        """The features that `to_json` wrote."""
        return cls(
            [NGrams.from_json(settings, grams) for settings, grams in zip((_WORDS, _CHARACTERS), data, strict=True)]
        )


class NGrams:
    """One kind of n-grams: which there are, and how much each counts.

    scikit-learn learns them; a single message is weighed here, for its own path takes ten times as long for one text.

    Args:
        analyse: Cuts a text into n-grams.
        terms: The n-grams that are known.
        rarity: How much each counts.
    """

    def __init__(self, analyse: Callable[[str], list[str]], terms: Sequence[str], rarity: Floats) -> None:
        self._analyse = analyse
        self._columns = {term: column for column, term in enumerate(terms)}
        self._rarity = rarity

    def __len__(self) -> int:
        return len(self._columns)

    @classmethod
    def fit(cls, settings: Mapping[str, Any], texts: Sequence[str]) -> NGrams:
        """Learn the n-grams of texts.

        Args:
            settings: How a text is cut, as of scikit-learn's `TfidfVectorizer`.
            texts: To learn from.

        Raises:
            ValueError: If the texts hold no words.
        """
        return cls.fit_rows(settings, texts)[0]

    @classmethod
    def fit_rows(cls, settings: Mapping[str, Any], texts: Sequence[str]) -> tuple[NGrams, sparse.csr_matrix]:
        """As `fit`, and what `weigh` says of each text, in rows."""
        vectoriser = TfidfVectorizer(**settings, sublinear_tf=True)
        rows = vectoriser.fit_transform(texts)
        terms = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
        return cls(vectoriser.build_analyzer(), terms, np.asarray(vectoriser.idf_, dtype=np.float32).round(6)), rows

    def weigh(self, text: str) -> Weighed:
        """The n-grams of a text, a row of unit length."""
        counts = Counter(column for gram in self._analyse(text) if (column := self._columns.get(gram)) is not None)
        columns = np.fromiter(sorted(counts), dtype=np.int64, count=len(counts))
        often = np.fromiter((counts[column] for column in columns), dtype=np.float32, count=len(counts))
        weights: Floats = (1 + np.log(often)) * self._rarity[columns]
        return columns, weights / max(float(np.linalg.norm(weights)), 1e-12)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"terms": list(self._columns), "rarity": [round(float(weight), 6) for weight in self._rarity]}

    @classmethod
    def from_json(cls, settings: Mapping[str, Any], data: Mapping[str, Any]) -> NGrams:
        """The n-grams that `to_json` wrote, cut by the same settings."""
        analyse = TfidfVectorizer(**settings).build_analyzer()
        return cls(analyse, data["terms"], np.asarray(data["rarity"], dtype=np.float32))


def side_by_side(blocks: Iterable[tuple[NGrams, str]], vector: Floats | None = None) -> Weighed:
    """Several kinds of n-grams, and a vector where there is one, in one row.

    Args:
        blocks: Each kind, and the text that it weighs.
        vector: Stands last.
    """
    columns, values = [], []
    offset = 0
    for grams, text in blocks:
        found, weights = grams.weigh(text)
        columns.append(found + offset)
        values.append(weights)
        offset += len(grams)
    if vector is not None:
        columns.append(np.arange(offset, offset + len(vector)))
        values.append(vector)
    return np.concatenate(columns), np.concatenate(values).astype(np.float32)


def as_rows(weighed: Sequence[Weighed], width: int) -> sparse.csr_matrix:
    """One row for each text, to train on.

    Args:
        weighed: Each text's columns, and the number in each.
        width: How many columns there are.
    """
    ends = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
    columns = np.concatenate([columns for columns, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    return sparse.csr_matrix((values, columns, ends), shape=(len(weighed), width))
