"""ONNX models, ready to run."""

from __future__ import annotations

import onnxruntime


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread: a message is read by itself, and others are read beside it.

    Args:
        model: As it is stored.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
