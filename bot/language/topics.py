"""Which topics a message asks about."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.language.clauses import split_clauses
from bot.language.encoder import Floats, Vector
from bot.language.evidence import Evidence, may_be
from bot.language.features import TextFeatures
from bot.language.intent_network import IntentNetwork
from bot.language.linear import fit_linear, softmax
from bot.model.conversation import Reading

_OUTSIDE = "anything else"
"""What the network calls a message about no medicine. It is no topic: whether to refuse is for `ScopeModel` to say."""
_OF_LINEAR, _OF_NETWORK = 5.0, 0.45
"""What a score of the linear reader, and the logarithm of a probability of the network, count: so that the softmax of
their sum is right as often as it is sure, on our own questions (`evaluation/understanding`)."""
_UNLIKELY = 1e-4
"""Added to each probability of the network, so that none rules an intent out."""
_CLAUSES = 6
"""Clauses read of one message; each costs a few milliseconds."""
_SHARE = 0.3
"""Share of the best confidence from which another reading of the whole message is likely as well."""
_GUESS = 0.5
"""Confidence below which the reading of a whole message gives way to those of its clauses, if none agrees."""


class TopicModel:
    """Reads intents from masked texts: two readers who err elsewhere, and whose scores add up.

    One is linear, over n-grams and the sentence vector; the other a network over what the encoder's layers say.

    Args:
        intents: The intents, in the order of the columns of `weights`.
        features: How a text becomes numbers for the linear reader.
        weights: One row for each feature, one column for each intent.
        bias: One number for each intent.
        network: The other reader, which may know one answer more: none of them.
    """

    def __init__(
        self,
        intents: Sequence[str],
        features: TextFeatures,
        weights: Floats,
        bias: Floats,
        network: IntentNetwork,
    ) -> None:
        self.intents = tuple(intents)
        self._features = features
        self._weights = weights
        self._bias = bias
        self._network = network
        self._columns = [network.intents.index(intent) for intent in self.intents]

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Sequence[Vector],
        intents: Sequence[str],
        penalty: float,
        outside: Sequence[Vector] = (),
    ) -> TopicModel:
        """Learn from examples.

        Args:
            texts: Masked texts.
            vectors: The sentence vector of each.
            intents: The intent of each; at least two different ones.
            penalty: Inverse strength of the regularisation (C) of the linear reader.
            outside: Sentence vectors of messages about anything else.

        Returns:
            The model. The same examples give the same model.
        """
        names, labels = np.unique(np.asarray(intents), return_inverse=True)
        with ThreadPoolExecutor() as threads:  # each leaves the other a core most of the time
            learning = threads.submit(IntentNetwork.fit, [*vectors, *outside], [*intents, *([_OUTSIDE] * len(outside))])
            features, rows = TextFeatures.fit(texts, vectors)
            weights, bias = fit_linear(rows, labels, penalty)
            network = learning.result()
        return cls(names.tolist(), features, weights, bias, network)

    def read(self, text: str, vector: Vector) -> tuple[list[Reading], float]:
        """What a message may ask.

        Args:
            text: Masked text.
            vector: Its sentence vector.

        Returns:
            All intents, most likely first, whose confidences add up to 1; and how likely the network finds it that the
            message is about anything else, from 0 to 1.
        """
        columns, values = self._features.weigh(text, vector)
        linear = values @ self._weights[columns] + self._bias
        network = self._network.probabilities(vector)
        likely = np.log(network[self._columns] + _UNLIKELY)
        confidences = softmax((_OF_LINEAR * linear + _OF_NETWORK * likely)[None, :])[0]
        order = np.argsort(-confidences, kind="stable")
        outside = float(1 - network[self._columns].sum())
        return [Reading(self.intents[index], float(confidences[index])) for index in order], outside

    def save(self, folder: Path) -> None:
        """Write the model as JSON and plain arrays."""
        data = {"intents": self.intents, "features": self._features.to_json()}
        (folder / "topics.json").write_text(json.dumps(data))
        np.savez_compressed(folder / "topics.npz", weights=self._weights, bias=self._bias)
        self._network.save(folder / "network.npz")

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Read what `save` wrote."""
        data = json.loads((folder / "topics.json").read_text())
        with np.load(folder / "topics.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        network = IntentNetwork.load(folder / "network.npz")
        return cls(data["intents"], TextFeatures.from_json(data["features"]), weights, bias, network)


def read_topics(  # noqa: PLR0913 - a text, its vector, what it names, and how to read it
    model: TopicModel,
    encode: Callable[[str], Vector],
    text: str,
    vector: Vector,
    evidence: Evidence,
    *,
    clause_confidence: float,
    most: int = 3,
) -> tuple[list[Reading], list[Reading], float]:
    """Read a message that may ask about several things ("can I drink and drive on it?").

    Args:
        model: The model.
        encode: Gives the sentence vector of a clause.
        text: Masked text of the whole message.
        vector: Its sentence vector.
        evidence: What it names: an intent that needs other evidence is not read.
        clause_confidence: How sure the reading of a clause must be for it to add a topic.
        most: How many topics to return at most.

    Returns:
        All readings of the message, best first; the topics asked about, of which the first is the best reading; and how
        likely it is about anything else, as `TopicModel.read` says.
    """
    readings, outside = model.read(text, vector)
    ranking = _possible(readings, text, evidence)
    clauses = [
        _possible(model.read(clause, encode(clause))[0], clause, evidence)[0]
        for clause in split_clauses(text)[:_CLAUSES]
    ]
    asked = [best for best in clauses if best.confidence >= clause_confidence and best.intent.startswith("ask_")]
    if _is_a_blend(ranking[0], clauses) and (leading := _likely_too(asked, ranking)):
        ranking = _led_by(leading, ranking)
    topics = {ranking[0].intent: ranking[0]}
    for best in asked:
        topics.setdefault(best.intent, best)
    return ranking, list(topics.values())[:most], outside


def _is_a_blend(best: Reading, clauses: Sequence[Reading]) -> bool:
    """Whether what the whole is guessed to ask is asked in none of its parts: two questions can resemble a third."""
    return best.confidence < _GUESS and all(best.intent != clause.intent for clause in clauses)


def _likely_too(asked: Sequence[Reading], ranking: Sequence[Reading]) -> Reading | None:
    """What a clause surely asks and the whole may well ask too: a clause alone is easily misread."""
    likely = {reading.intent for reading in ranking if reading.confidence >= _SHARE * ranking[0].confidence}
    return next((reading for reading in asked if reading.intent in likely), None)


def _led_by(first: Reading, ranking: Sequence[Reading]) -> list[Reading]:
    """A ranking with another reading first; the rest shares what that one leaves."""
    rest = [reading for reading in ranking if reading.intent != first.intent]
    share = (1 - first.confidence) / sum(reading.confidence for reading in rest)
    return [first, *(replace(reading, confidence=reading.confidence * share) for reading in rest)]


def _possible(ranking: list[Reading], text: str, evidence: Evidence) -> list[Reading]:
    """The readings for which there is evidence, or all if there are none; their confidences add up to 1 again."""
    possible = [reading for reading in ranking if may_be(reading.intent, text, evidence)] or ranking
    total = sum(reading.confidence for reading in possible)
    return [replace(reading, confidence=reading.confidence / total) for reading in possible]
