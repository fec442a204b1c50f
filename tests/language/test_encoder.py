"""The sentence encoder: many sentences say what each says alone, and what does not fit is said."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import numpy as np
import pytest

from bot.language.encoder import DIMENSIONS, LAYERS, shared_encoder

SENTENCES = ["he will not wake up", "a", "what is it " * 40, "word " * 700]
Usage = namedtuple("Usage", "total used free")


def test_many_sentences_give_the_pieces_that_each_gives_alone(tmp_path: Path) -> None:
    many = shared_encoder().encode_all_pieces(SENTENCES, tmp_path)

    for sentence, pieces in zip(SENTENCES, many, strict=True):
        assert np.array_equal(pieces, shared_encoder().encode_pieces(sentence)[1].astype(np.float16))


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert shared_encoder().encode_all_pieces([], tmp_path) == []


def test_the_end_of_a_long_message_is_read() -> None:
    long = "i went to the shop and bought some bread and milk for the week. " * 20

    calm, urgent = (shared_encoder().encode_pieces(long + end)[1] for end in ("it was nice", "he stopped breathing"))

    assert calm.shape[1] == DIMENSIONS * len(LAYERS)
    assert not np.allclose(calm[-3:], urgent[-3:], atol=1e-2)


def test_too_little_room_is_an_error_that_says_how_much_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10, 10, 0))

    with pytest.raises(OSError, match=r"0\.0 GB are needed, and 0\.0 GB free"):
        shared_encoder().encode_all_pieces(SENTENCES, tmp_path)
