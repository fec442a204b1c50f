"""The network over word pieces: what goes in and out, and that filling up changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.encoder import DIMENSIONS, LAYERS, shared_encoder
from bot.language.piece_network import PieceNetwork, first_weights, forward, padded

LABELS = 5
NETWORK = PieceNetwork.of_half_precision([first_weights(LABELS, seed) for seed in (1, 2)])


def pieces_of(text: str) -> np.ndarray:
    return shared_encoder().encode_pieces(text)[1]


def test_the_encoder_gives_a_row_for_each_piece_and_the_same_vector() -> None:
    vector, pieces = shared_encoder().encode_pieces("he will not wake up")

    assert pieces.shape == (7, DIMENSIONS * len(LAYERS)), "five words, and a mark at either end"
    assert np.allclose(vector, shared_encoder().encode("he will not wake up"))
    assert vector.shape == (DIMENSIONS * len(LAYERS),)
    last = pieces[:, -DIMENSIONS:].mean(axis=0)
    assert np.allclose(vector[-DIMENSIONS:], last / np.linalg.norm(last), atol=1e-5)


def test_half_precision_is_near_enough() -> None:
    (half,) = shared_encoder().encode_all_pieces(["he will not wake up"])

    assert half.dtype == np.float16
    assert np.allclose(half, pieces_of("he will not wake up"), atol=0.01)


def test_a_sentence_has_a_score_for_each_label() -> None:
    assert NETWORK.scores(pieces_of("he will not wake up")).shape == (LABELS,)


def test_the_order_of_words_counts() -> None:
    one, other = (NETWORK.scores(pieces_of(text)) for text in ("the dog bit the man", "the man bit the dog"))

    assert not np.allclose(one, other, atol=1e-3)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4))
def test_a_sentence_scores_the_same_beside_longer_ones(lengths: list[int]) -> None:
    random = np.random.default_rng(sum(lengths))
    sentences = [random.normal(size=(length, DIMENSIONS * len(LAYERS))).astype(np.float32) for length in lengths]

    together = [forward(np, weights, *padded(sentences)) for weights in NETWORK.learners]

    for pieces, scores in zip(sentences, np.mean(together, axis=0), strict=True):
        assert np.allclose(scores, NETWORK.scores(pieces), atol=1e-3)


@pytest.mark.parametrize("text", [pytest.param("", id="nothing"), pytest.param("word " * 600, id="cut to 512 pieces")])
def test_any_length_can_be_read(text: str) -> None:
    assert np.isfinite(NETWORK.scores(pieces_of(text))).all()


def test_says_the_same_when_read_back(tmp_path: Path) -> None:
    NETWORK.save(tmp_path / "network.npz")
    loaded = PieceNetwork.load(tmp_path / "network.npz")

    pieces = pieces_of("he will not wake up")
    assert np.array_equal(loaded.scores(pieces), NETWORK.scores(pieces))
