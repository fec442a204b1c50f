"""Rows to train on hold what a single text is weighed as."""

from __future__ import annotations

import numpy as np

from bot.language.encoder import DIMENSIONS, LAYERS
from bot.language.features import TextFeatures

TEXTS = ["can i drink wine with drug", "is drug safe", "wine wine wine and beer", "how long does drug last"]
VECTORS = list(np.random.default_rng(5).normal(size=(len(TEXTS), DIMENSIONS * len(LAYERS))).astype(np.float32))


def test_a_row_is_what_its_text_is_weighed_as() -> None:
    features, rows = TextFeatures.fit(TEXTS, VECTORS)

    for text, vector, row in zip(TEXTS, VECTORS, rows.toarray(), strict=True):
        columns, values = features.weigh(text, vector)
        assert np.allclose(row[columns], values, atol=1e-5)
        assert np.count_nonzero(row) == np.count_nonzero(values)
        assert np.allclose(row[-DIMENSIONS:], vector[-DIMENSIONS:])


def test_what_was_written_down_weighs_the_same() -> None:
    features, _ = TextFeatures.fit(TEXTS, VECTORS)

    again = TextFeatures.from_json(features.to_json())

    for text, vector in zip(TEXTS, VECTORS, strict=True):
        for one, other in zip(features.weigh(text, vector), again.weigh(text, vector), strict=True):
            assert np.array_equal(one, other)
