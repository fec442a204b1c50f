"""Writes down what a calculation over numpy's functions does, as an ONNX model: that takes a fraction of the time.

A library that stands in for numpy is handed to the calculation. What it is asked to do, it notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from bot.language.encoder import Floats
from bot.language.onnx_sessions import open_session

_OPSET = 13
_IR_VERSION = 8


_RESULT = "result"


def compiled(calculate: Callable[..., Traced], inputs: Mapping[str, int]) -> Callable[..., Floats]:
    """A calculation, made ready to be done many times.

    Args:
        calculate: Takes the library in the place of numpy, then the inputs by name.
        inputs: How many dimensions each has, of any size.

    Returns:
        Takes the inputs by name, as arrays of single precision, and gives the result.
    """
    session = open_session(as_onnx(calculate, inputs))

    def run(**arrays: Floats) -> Floats:
        (result,) = session.run([_RESULT], arrays)
        found: Floats = result
        return found

    return run


def as_onnx(calculate: Callable[..., Traced], inputs: Mapping[str, int]) -> bytes:
    """A calculation as an ONNX model.

    Args:
        calculate: As `compiled` takes it.
        inputs: As `compiled` takes them.
    """
    notes = _Notes()
    result = calculate(Tracing(notes), **{name: Traced(notes, name) for name in inputs})
    notes.nodes.append(helper.make_node("Identity", [result.name], [_RESULT]))
    single = onnx.TensorProto.FLOAT
    given = [helper.make_tensor_value_info(name, single, [None] * sizes) for name, sizes in inputs.items()]
    made = [helper.make_tensor_value_info(_RESULT, single, None)]
    graph = helper.make_graph(notes.nodes, "calculation", given, made, notes.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
    return bytes(model.SerializeToString())


class _Notes:
    """What was done so far."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def do(self, operation: str, *inputs: Any, **attributes: Any) -> Traced:
        """Notes an operation."""
        name = f"value{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, [self._name(each) for each in inputs], [name], **attributes))
        return Traced(self, name)

    def _name(self, value: Any) -> str:
        if isinstance(value, Traced):
            return value.name
        name = f"constant{len(self.constants)}"
        array = value if isinstance(value, np.ndarray) else np.array(value, dtype=np.float32)
        self.constants.append(numpy_helper.from_array(array.copy(order="C"), name))
        return name


class Traced:
    """An array that is not there yet.

    Args:
        notes: Where what is done with it is noted.
        name: Its name there.
    """

    __array_ufunc__ = None  # an array of numpy beside it leaves the calculation to this class

    def __init__(self, notes: _Notes, name: str) -> None:
        self._notes = notes
        self.name = name

    def __add__(self, other: Any) -> Traced:
        return self._notes.do("Add", self, other)

    def __sub__(self, other: Any) -> Traced:
        return self._notes.do("Sub", self, other)

    def __rsub__(self, other: Any) -> Traced:
        return self._notes.do("Sub", other, self)

    def __mul__(self, other: Any) -> Traced:
        return self._notes.do("Mul", self, other)

    def __truediv__(self, other: Any) -> Traced:
        return self._notes.do("Div", self, other)

    def __matmul__(self, other: Any) -> Traced:
        return self._notes.do("MatMul", self, other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __getitem__(self, parts: tuple[slice | None, ...]) -> Traced:
        """New axes (`None`) and parts of axes, as numpy has them; steps there are none."""
        found = self
        for axis, part in enumerate(parts):
            if part is None:
                found = self._notes.do("Unsqueeze", found, _whole(axis))
            elif part != slice(None):
                end = np.iinfo(np.int64).max if part.stop is None else part.stop
                found = self._notes.do("Slice", found, _whole(part.start or 0), _whole(end), _whole(axis))
        return found


class Tracing:
    """Stands in for numpy: the functions of it that are needed.

    Args:
        notes: Where it is noted what they are asked to do.
    """

    def __init__(self, notes: _Notes) -> None:
        self._do = notes.do

    def sum(self, values: Traced, axis: int, keepdims: bool = False) -> Traced:
        """As numpy's."""
        return self._do("ReduceSum", values, _whole(axis), keepdims=int(keepdims))

    def mean(self, values: Traced, axis: int, keepdims: bool = False) -> Traced:
        """As numpy's."""
        return self._do("ReduceMean", values, axes=[axis], keepdims=int(keepdims))

    def max(self, values: Traced, axis: int, keepdims: bool = False) -> Traced:
        """As numpy's."""
        return self._do("ReduceMax", values, axes=[axis], keepdims=int(keepdims))

    def sqrt(self, values: Traced) -> Traced:
        """As numpy's."""
        return self._do("Sqrt", values)

    def exp(self, values: Traced) -> Traced:
        """As numpy's."""
        return self._do("Exp", values)

    def tanh(self, values: Traced) -> Traced:
        """As numpy's."""
        return self._do("Tanh", values)

    def clip(self, values: Traced, least: float, most: float) -> Traced:
        """As numpy's."""
        return self._do("Clip", values, least, most)

    def maximum(self, values: Traced, least: float) -> Traced:
        """As numpy's, with one number."""
        return self._do("Max", values, least)

    def swapaxes(self, values: Traced, first: int, second: int) -> Traced:
        """As numpy's, of three dimensions."""
        order = [0, 1, 2]
        order[first], order[second] = order[second], order[first]
        return self._do("Transpose", values, perm=order)

    def concatenate(self, values: Sequence[Traced], axis: int) -> Traced:
        """As numpy's."""
        return self._do("Concat", *values, axis=axis)

    def tensordot(self, values: Traced, weights: Floats, axes: int) -> Traced:
        """As numpy's, with weights of two dimensions and one axis."""
        if axes != 1 or weights.ndim != 2:
            raise NotImplementedError("only a matrix, and one axis")
        return self._do("MatMul", values, weights)


def _whole(number: int) -> np.ndarray[Any, Any]:
    return np.array([number], dtype=np.int64)
