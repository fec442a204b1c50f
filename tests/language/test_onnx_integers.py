"""Products with weights that are stored in bytes are of whole numbers; all others stay as they are."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from bot.language.onnx_integers import multiply_integers
from bot.language.onnx_sessions import open_session

Floats = NDArray[np.float32]
ROWS, INNER, COLUMNS = 3, 8, 4


def model_of(weight: NDArray[np.int8], scale: Floats, plain: Floats) -> ModelProto:
    """(x @ (weight * scale)) @ plain: the first weight stored in bytes, the second in floating point."""
    nodes = [
        helper.make_node("Cast", ["weight"], ["cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["cast", "scale"], ["scaled"]),
        helper.make_node("MatMul", ["x", "scaled"], ["inner"]),
        helper.make_node("MatMul", ["inner", "plain"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "two products",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [ROWS, INNER])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [ROWS, COLUMNS])],
        [
            numpy_helper.from_array(weight, "weight"),
            numpy_helper.from_array(scale, "scale"),
            numpy_helper.from_array(plain, "plain"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


@pytest.fixture(scope="module")
def model() -> ModelProto:
    random = np.random.default_rng(1)
    weight = random.integers(-127, 128, size=(INNER, COLUMNS)).astype(np.int8)
    scale = random.random((1, COLUMNS)).astype(np.float32)
    return model_of(weight, scale, random.random((COLUMNS, COLUMNS)).astype(np.float32))


def run(model: ModelProto, x: Floats) -> Floats:
    (y,) = open_session(model.SerializeToString()).run(["y"], {"x": x})
    return np.asarray(y)


def test_only_the_weight_in_bytes_is_multiplied_as_whole_numbers(model: ModelProto) -> None:
    kinds = [node.op_type for node in multiply_integers(model).graph.node]

    assert kinds.count("MatMulInteger") == 1
    assert kinds.count("MatMul") == 1


def test_the_model_that_is_given_stays_as_it_is(model: ModelProto) -> None:
    before = model.SerializeToString()

    onnx.checker.check_model(multiply_integers(model))

    assert model.SerializeToString() == before


@given(
    x=st.lists(st.floats(-50, 50, width=32), min_size=ROWS * INNER, max_size=ROWS * INNER).map(
        lambda values: np.array(values, dtype=np.float32).reshape(ROWS, INNER)
    )
)
def test_nothing_but_the_rounding_is_new(model: ModelProto, x: Floats) -> None:
    weight, scale, plain = (np.abs(numpy_helper.to_array(each)) for each in model.graph.initializer)
    step = (max(float(x.max()), 0) - min(float(x.min()), 0)) / 255
    most = step * float(((weight * scale).sum(axis=0) @ plain).max())  # each number of x is off by one step at most

    assert np.allclose(run(multiply_integers(model), x), run(model, x), rtol=1e-4, atol=most + 1e-3)
