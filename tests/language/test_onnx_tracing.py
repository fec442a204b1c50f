"""What is written down for ONNX Runtime gives what numpy gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bot.language.onnx_tracing import compiled

RANDOM = np.random.default_rng(3)
VALUES = RANDOM.normal(size=(2, 3, 4)).astype(np.float32)
MATRIX = RANDOM.normal(size=(4, 5)).astype(np.float32)
BIAS = RANDOM.normal(size=5).astype(np.float32)


@pytest.mark.parametrize(
    "calculate",
    [
        pytest.param(lambda xp, values: values + 1.5, id="a number added"),
        pytest.param(lambda xp, values: 1 - values, id="taken from a number"),
        pytest.param(lambda xp, values: 0.5 * values / (values * values + 2.0), id="products and quotients"),
        pytest.param(lambda xp, values: xp.tensordot(values, MATRIX, axes=1) + BIAS, id="a linear layer"),
        pytest.param(lambda xp, values: values @ xp.swapaxes(values, 1, 2), id="each with each"),
        pytest.param(lambda xp, values: values[:, :, -3:], id="the end of an axis"),
        pytest.param(lambda xp, values: values[:, :, slice(1, 3)], id="a part of an axis"),
        pytest.param(lambda xp, values: xp.sum(values, axis=1)[:, None, :], id="a new axis"),
        pytest.param(lambda xp, values: xp.mean(values, axis=-1, keepdims=True), id="means"),
        pytest.param(lambda xp, values: xp.max(values, axis=1), id="the greatest"),
        pytest.param(lambda xp, values: xp.sqrt(xp.exp(xp.tanh(values))), id="functions"),
        pytest.param(lambda xp, values: xp.clip(values, -0.5, 0.5), id="cut off"),
        pytest.param(lambda xp, values: xp.maximum(values, 0.0), id="nothing below nothing"),
        pytest.param(lambda xp, values: xp.concatenate([values, values + values], axis=2), id="side by side"),
    ],
)
def test_it_gives_what_numpy_gives(calculate: Callable[..., Any]) -> None:
    assert np.allclose(compiled(calculate, {"values": 3})(values=VALUES), calculate(np, VALUES), atol=1e-5)


def test_sizes_may_differ_from_one_time_to_the_next() -> None:
    total = compiled(lambda xp, values: xp.sum(values, axis=1), {"values": 2})

    assert [total(values=np.ones((1, size), dtype=np.float32)).tolist() for size in (2, 7)] == [[2.0], [7.0]]


def test_more_than_a_matrix_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="only a matrix"):
        compiled(lambda xp, values: xp.tensordot(values, VALUES, axes=1), {"values": 3})
