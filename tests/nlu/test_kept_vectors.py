"""The vectors of the training examples are kept from one training to the next, exactly as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import bot.nlu.kept_vectors
from bot.language.encoder import SentenceEncoder, Vector, shared_encoder
from bot.nlu.kept_vectors import encode_with_kept

SENTENCES = ["can i drink on drug", "how do i store it", "can i drink on drug"]


class Counting(SentenceEncoder):
    """The encoder, and what it was asked to encode."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_all(self, sentences: Sequence[str]) -> list[Vector]:
        self.encoded += sentences
        return shared_encoder().encode_all(sentences)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "vectors.npz"


def test_what_was_encoded_before_is_not_encoded_again_and_stays_exact(kept: Path) -> None:
    first, second = Counting(), Counting()
    before = encode_with_kept(first, SENTENCES, kept)
    after = encode_with_kept(second, [*SENTENCES, "is it safe"], kept)

    assert first.encoded == SENTENCES[:2]
    assert second.encoded == ["is it safe"]
    for now, then in zip(after, [*before, shared_encoder().encode("is it safe")], strict=True):
        np.testing.assert_array_equal(now, then)


def test_what_is_no_example_any_more_is_not_kept(kept: Path) -> None:
    encode_with_kept(Counting(), SENTENCES, kept)
    encode_with_kept(Counting(), SENTENCES[:1], kept)
    again = Counting()
    encode_with_kept(again, SENTENCES, kept)

    assert again.encoded == SENTENCES[1:2]
    assert not any(sentence.encode() in kept.read_bytes() for sentence in SENTENCES), "hashes, and no words"


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04 and no more"], ids=["empty", "text", "cut"])
def test_a_damaged_file_counts_for_nothing(kept: Path, damage: bytes) -> None:
    kept.write_bytes(damage)
    encoder = Counting()
    encode_with_kept(encoder, SENTENCES, kept)

    assert encoder.encoded == SENTENCES[:2]


def test_another_encoder_gives_other_vectors(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encode_with_kept(Counting(), SENTENCES, kept)
    monkeypatch.setattr(bot.nlu.kept_vectors, "_made_by", lambda: "another")
    encoder = Counting()
    encode_with_kept(encoder, SENTENCES, kept)

    assert encoder.encoded == SENTENCES[:2]


def test_where_nothing_can_be_written_all_are_encoded(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    vectors = encode_with_kept(Counting(), SENTENCES, tmp_path / "nowhere" / "vectors.npz")

    assert len(vectors) == len(SENTENCES)
    assert "were not kept: FileNotFoundError" in caplog.text
