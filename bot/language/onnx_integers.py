"""Multiplying whole numbers in an ONNX model whose weights are stored in bytes.

The encoder's package stores each weight in a byte, and makes a floating-point number of each as it is loaded: a smaller
file, but no less work. Here what is multiplied by them is rounded to bytes too, each time by its own range, so that the
processor multiplies whole numbers. How much faster, and what it costs: docs/decisions/0002-understanding.md.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, helper, numpy_helper

_MIDDLE = np.array(128, dtype=np.uint8)
"""What stands for 0 in bytes without a sign: processors without instructions for it may overflow with signed ones."""


def multiply_integers(model: ModelProto) -> ModelProto:
    """A model in which each product with a weight that is stored in bytes is one of whole numbers.

    Args:
        model: A weight in bytes is cast to floating point and multiplied by its scale, one for each column.

    Returns:
        The same calculation, but for the rounding of what is multiplied. The model given is not changed.
    """
    changed = ModelProto()
    changed.CopyFrom(model)
    graph = changed.graph
    made_by = {output: node for node in graph.node for output in node.output}
    stored = {each.name: each for each in graph.initializer}
    rounded: set[str] = set()
    nodes: list[NodeProto] = [helper.make_node("Constant", [], ["middle"], value=numpy_helper.from_array(_MIDDLE))]
    for node in graph.node:
        weight = _stored_in_bytes(node, made_by)
        if weight is None:
            nodes.append(node)
            continue
        name, scale = weight
        factor, output = node.input[0], node.output[0]
        if factor not in rounded:
            rounded.add(factor)
            parts = [f"{factor}_{part}" for part in ("bytes", "scale", "zero")]
            nodes.append(helper.make_node("DynamicQuantizeLinear", [factor], parts))
        nodes += [
            helper.make_node(
                "MatMulInteger", [f"{factor}_bytes", name, f"{factor}_zero", "middle"], [f"{output}_whole"]
            ),
            helper.make_node("Cast", [f"{output}_whole"], [f"{output}_float"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Mul", [f"{factor}_scale", scale], [f"{output}_scale"]),
            helper.make_node("Mul", [f"{output}_float", f"{output}_scale"], [output]),
        ]
        stored[name].CopyFrom(_without_sign(stored[name]))
    del graph.node[:]
    graph.node.extend(nodes)
    return changed


def _stored_in_bytes(node: NodeProto, made_by: dict[str, NodeProto]) -> tuple[str, str] | None:
    """The names of the weight in bytes that this multiplies by, and of its scale."""
    if node.op_type != "MatMul" or node.input[1] not in made_by:
        return None
    scaled = made_by[node.input[1]]
    if scaled.op_type != "Mul" or scaled.input[0] not in made_by:
        return None
    cast = made_by[scaled.input[0]]
    return (cast.input[0], scaled.input[1]) if cast.op_type == "Cast" else None


def _without_sign(weight: onnx.TensorProto) -> onnx.TensorProto:
    values = numpy_helper.to_array(weight)
    if values.dtype != np.int8:
        return weight
    return numpy_helper.from_array((values.astype(np.int16) + int(_MIDDLE)).astype(np.uint8), weight.name)
