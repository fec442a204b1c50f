"""What every component keeps to, whatever it does."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from .conftest import COMPONENTS, TRAINED, Node

PROBES = ["can I drink and drive on baclofn?", "who won the match", "", "?", "I took 40 baclofen", "\u200b", "a" * 5000]
WITH_NAMES = pytest.mark.parametrize("position", range(len(COMPONENTS)), ids=[kind.__name__ for kind in COMPONENTS])


def before(graph: list[Node], position: int, text: str) -> Message:
    """A message as it reaches a component."""
    message = Message(data={"text": text})
    for node in graph[:position]:
        node.component.process([message])
    return message


def seen(message: Message) -> tuple[dict[str, Any], list[Any]]:
    data = {
        key: value.tolist() if isinstance(value, np.ndarray) else value
        for key, value in message.data.items()
        if "tokens" not in key
    }
    return copy.deepcopy(data), [features.features.copy() for features in message.features]


@WITH_NAMES
@pytest.mark.parametrize("text", PROBES)
def test_adds_and_never_removes(graph: list[Node], position: int, text: str) -> None:
    message = before(graph, position, text)
    keys, features = set(message.data), list(message.features)

    (returned,) = graph[position].component.process([message])

    assert returned is message
    assert keys <= set(message.data)
    assert message.features[: len(features)] == features
    assert message.get("text") == text


@WITH_NAMES
@pytest.mark.parametrize("text", PROBES)
def test_gives_the_same_when_loaded_anew(graph: list[Node], position: int, text: str) -> None:
    one, other = before(graph, position, text), before(graph, position, text)

    graph[position].component.process([one])
    graph[position].load().process([other])

    (data, vectors), (other_data, other_vectors) = seen(one), seen(other)
    assert data == other_data
    assert all(np.array_equal(left, right) for left, right in zip(vectors, other_vectors, strict=True))


@WITH_NAMES
def test_reads_several_messages_as_it_reads_each(graph: list[Node], position: int) -> None:
    together = [before(graph, position, text) for text in PROBES]
    apart = [before(graph, position, text) for text in PROBES]

    graph[position].component.process(together)
    for message in apart:
        graph[position].component.process([message])

    assert [seen(message)[0] for message in together] == [seen(message)[0] for message in apart]


@WITH_NAMES
def test_takes_no_messages(graph: list[Node], position: int) -> None:
    assert graph[position].component.process([]) == []


@pytest.mark.parametrize("kind", TRAINED, ids=[kind.__name__ for kind in TRAINED])
def test_says_so_when_used_before_training(graph: list[Node], kind: type) -> None:
    node = next(node for node in graph if type(node.component) is kind)
    untrained = kind.create(node.config, node.storage, node.resource, node.context)

    with pytest.raises(RuntimeError, match="before it was trained"):
        untrained.process([Message(data={"text": "baclofen"})])


@pytest.mark.parametrize("kind", TRAINED, ids=[kind.__name__ for kind in TRAINED])
def test_persists_no_pickle(graph: list[Node], kind: type) -> None:
    node = next(node for node in graph if type(node.component) is kind)

    with node.storage.read_from(node.resource) as folder:
        assert {path.suffix for path in folder.iterdir()} <= {".json", ".gz", ".npz"}
