"""YAML files whose every value knows the line that it is on.

`read_yaml` is what all content goes through, whoever owns the file: so all errors look the same.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bot.knowledge.errors import ContentError, ContentErrors

Location = tuple[str | int, ...]
"""The way to a value within a file: keys and positions (`("facts", 3, "evidence")`)."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """One parsed YAML file."""

    name: str
    """Path as errors show it."""
    data: dict[str, Any]
    """The top-level mapping. Dates stay text, numbers with a point are `Decimal`."""
    lines: Mapping[Location, int] = field(repr=False)
    """Line of every value, counted from 1; for a value with a key, the key's line."""

    def error(self, message: str, *location: str | int) -> ContentError:
        """Say what is wrong at a place of this file, on the nearest line that exists."""
        nearest = location
        while nearest and nearest not in self.lines:
            nearest = nearest[:-1]
        return ContentError(self.name, self.lines.get(nearest, 1), path_text(location), message)


def path_text(location: Location) -> str:
    """Write a location as people do: `facts[3].evidence`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


def parse(path: Path, name: str | None = None) -> Document:
    """Read one YAML file that holds a mapping.

    Args:
        path: The file.
        name: How errors name it; its path unless given.

    Raises:
        ContentErrors: It cannot be read, is not YAML, repeats a key, or holds no mapping.
    """
    shown = name or str(path)
    try:
        node = YAML(typ="safe").compose(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentErrors([ContentError(shown, 1, "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ContentErrors([ContentError(shown, 1, "", "is not UTF-8 text")]) from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentErrors([ContentError(shown, line, "", f"is not valid YAML: {error.problem}")]) from error
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        raise ContentErrors([ContentError(shown, 1, "", f"is not valid YAML: {reason}")]) from error
    if not isinstance(node, MappingNode):
        raise ContentErrors([ContentError(shown, 1, "", "needs a mapping (`key: value`) at the top")])
    lines: dict[Location, int] = {}
    repeated: list[ContentError] = []
    data = _construct(node, (), shown, lines, repeated)
    if repeated:
        raise ContentErrors(repeated)
    return Document(shown, data, lines)


def _construct(node: Node, at: Location, name: str, lines: dict[Location, int], repeated: list[ContentError]) -> Any:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        return [_construct(child, (*at, index), name, lines, repeated) for index, child in enumerate(node.value)]
    if not isinstance(node, MappingNode):
        return _scalar(node)
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        here = (*at, key)
        if key in mapping:
            first = lines[here]
            repeated.append(ContentError(name, line, path_text(here), f"is given twice (first on line {first})"))
        lines[here] = line
        mapping[key] = _construct(value_node, here, name, lines, repeated)
    return mapping


def _scalar(node: Node) -> Any:
    """The value of a scalar. Numbers stay exact, and a date stays text: the models say what is a date."""
    kind, text = node.tag.rsplit(":", 1)[-1], node.value
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    try:
        return {"int": int, "float": Decimal}.get(kind, str)(text)
    except (ValueError, InvalidOperation):
        return text


def validated(document: Document, model: type[Model], data: Any, *at: str | int) -> Model:
    """Make a model of a part of a document.

    Args:
        document: Where the part is from, for the lines of errors.
        model: What the part has to be.
        data: The part.
        at: Where the part is in the document.

    Raises:
        ContentErrors: Everything that is wrong with it.
    """
    if not isinstance(data, Mapping):
        raise ContentErrors([document.error("needs a mapping (`key: value`)", *at)])
    try:
        return model.parse_obj(data)
    except ValidationError as invalid:
        raise ContentErrors(_located(document, model, invalid, at)) from invalid


def _located(
    document: Document, model: type[BaseModel], invalid: ValidationError, at: Location
) -> Iterator[ContentError]:
    for problem in invalid.errors():
        location = tuple(step for step in problem["loc"] if step != "__root__")
        yield document.error(_in_plain_words(problem, model, location), *at, *location)


def _in_plain_words(problem: Mapping[str, Any], model: type[BaseModel], location: Location) -> str:
    if problem["type"] == "value_error.missing":
        return "is missing"
    if problem["type"] == "value_error.extra":
        allowed = _model_at(model, location[:-1]).__fields__
        near = difflib.get_close_matches(str(location[-1]), allowed, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"allowed here: {', '.join(allowed)}"
        return f"unknown key; {hint}"
    if permitted := re.search(r"permitted: (.*)", problem["msg"]):
        return f"not one of {permitted[1]}"
    return str(problem["msg"])


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    for step in location:
        if isinstance(step, str):
            model = model.__fields__[step].type_
    return model


def read_yaml(path: Path, model: type[Model], name: str | None = None) -> Model:
    """Read one content file into a model.

    Args:
        path: The file.
        model: What its top-level mapping has to be.
        name: How errors name it; its path unless given.

    Raises:
        ContentErrors: Everything that is wrong with it, with file, line and field.
    """
    document = parse(path, name)
    return validated(document, model, document.data)
