"""Word and character n-grams of a text, as numbers that a linear model can weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.language.encoder import Vector

_WORDS = {"ngram_range": (1, 3), "token_pattern": r"(?u)\b\w+\b", "sublinear_tf": True}
_CHARACTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True}


class TextFeatures:
    """Turns a masked text and its sentence vector into one row: words in ones to threes, letters in twos to fives (so
    that misspelt words still count), weighted by rarity, and the vector.

    Args:
        words: Vectoriser of words, fitted.
        characters: Vectoriser of letters, fitted.
    """

    def __init__(self, words: TfidfVectorizer, characters: TfidfVectorizer) -> None:
        self._words = words
        self._characters = characters

    @classmethod
    def fit(cls, texts: Sequence[str]) -> TextFeatures:
        """Learn the n-grams of the training texts.

        Raises:
            ValueError: If the texts hold no words.
        """
        return cls(TfidfVectorizer(**_WORDS).fit(texts), TfidfVectorizer(**_CHARACTERS).fit(texts))

    def rows(self, texts: Sequence[str], vectors: Iterable[Vector]) -> sparse.csr_matrix:
        """One row of features for each text.

        Args:
            texts: Masked texts.
            vectors: The sentence vector of each.
        """
        return sparse.hstack(
            [
                self._words.transform(texts),
                self._characters.transform(texts),
                sparse.csr_matrix(numpy.stack(list(vectors))),
            ],
            format="csr",
        )

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"words": _vectoriser_to_json(self._words), "characters": _vectoriser_to_json(self._characters)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TextFeatures:
        """The features that `to_json` wrote."""
        return cls(_vectoriser_from_json(_WORDS, data["words"]), _vectoriser_from_json(_CHARACTERS, data["characters"]))


def _vectoriser_to_json(vectoriser: TfidfVectorizer) -> dict[str, Any]:
    columns = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    return {"terms": columns, "rarity": [round(float(weight), 6) for weight in vectoriser.idf_]}


def _vectoriser_from_json(settings: Mapping[str, Any], data: Mapping[str, Any]) -> TfidfVectorizer:
    vectoriser = TfidfVectorizer(**settings, vocabulary={term: column for column, term in enumerate(data["terms"])})
    vectoriser.idf_ = numpy.asarray(data["rarity"])
    return vectoriser
