"""The whole graph, trained on a handful of sentences of the tests' own; the second opinion is the real one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import name_index
from bot.language.name_index import IndexedName, NameIndex
from bot.nlu.medicine_linker import MedicineLinker
from bot.nlu.red_flag_screen import RedFlagScreen
from bot.nlu.router import Router
from bot.nlu.scope_guard import ScopeGuard
from bot.nlu.second_opinion import SecondOpinion
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.spacy_tokens import SpacyTokens
from bot.nlu.topic_classifier import TopicClassifier
from bot.runtime.settings import Settings

COMPONENTS: tuple[type[GraphComponent], ...] = (
    RedFlagScreen,
    SpacyTokens,
    MedicineLinker,
    SentenceEncoder,
    SecondOpinion,
    TopicClassifier,
    ScopeGuard,
    Router,
)
TRAINED = (MedicineLinker, SecondOpinion, TopicClassifier, ScopeGuard)

EXAMPLES = {
    "ask_alcohol": [
        "can i drink on baclofen",
        "is a glass of wine ok with it",
        "baclofen and alcohol",
        "beer with it?",
    ],
    "ask_driving": ["can i drive on baclofen", "is it safe to drive", "driving while taking it", "drive my car on it"],
    "ask_dosage": ["how much baclofen do i take", "usual dose", "what dose of prozac", "dosage please"],
    "ask_side_effects": [
        "side effects of baclofen",
        "does it make you dizzy",
        "can prozac cause a rash",
        "bad effects",
    ],
    "ask_children": ["can my son have baclofen", "is it safe for kids", "what about children", "my toddler"],
    "out_of_scope": ["book me a flight", "who won the match", "how do i bake bread", "what are symptoms of diabetes"],
}


@dataclass(frozen=True)
class Node:
    """A component as the graph uses it, and where it was persisted."""

    component: Any
    config: dict[str, Any]
    storage: LocalModelStorage
    resource: Resource
    context: ExecutionContext

    def load(self) -> Any:
        """The component, read back from storage if it is trained."""
        kind = type(self.component)
        made = kind.load if kind in TRAINED else kind.create
        return made(self.config, self.storage, self.resource, self.context)


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory, trained: Settings) -> list[Node]:
    """All components, trained in order."""
    folder = tmp_path_factory.mktemp("graph")
    storage = LocalModelStorage.create(folder)
    index = NameIndex(name_index.current_version(), {"prozac": IndexedName("fluoxetine", common=True)})
    name_index.write(index, folder / "names.json.gz")
    settings = {
        MedicineLinker: {"name_index": str(folder / "names.json.gz")},
        SentenceEncoder: {"kept": str(folder / "sentence_vectors.npz")},
    }
    messages = [Message.build(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    data = TrainingData(messages)
    nodes = []
    for kind in COMPONENTS:
        config = {**kind.get_default_config(), **settings.get(kind, {})}
        context = ExecutionContext(GraphSchema({}), "tests", node_name=kind.__name__)
        node = Node(
            kind.create(config, storage, Resource(kind.__name__), context),
            config,
            storage,
            Resource(kind.__name__),
            context,
        )
        if kind in TRAINED:
            node.component.train(data)
        if hasattr(node.component, "process_training_data"):
            data = node.component.process_training_data(data)
        nodes.append(node)
    return nodes


@pytest.fixture(scope="session")
def understand(graph: list[Node]) -> Any:
    """Takes a text through the whole graph; gives the parse data."""

    def understand(text: str) -> dict[str, Any]:
        message = Message(data={"text": text})
        for node in graph:
            node.component.process([message])
        return message.as_dict(only_output_properties=True)

    return understand
