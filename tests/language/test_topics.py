from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.language.encoder import shared_encoder
from bot.language.evidence import Evidence
from bot.language.scope import ScopeModel
from bot.language.topics import TopicModel, read_topics
from bot.model.conversation import Reading

EXAMPLES = {
    "ask_alcohol": ["can i drink on drug", "is wine ok with it", "drug and alcohol", "beer tonight"],
    "ask_driving": ["can i drive on drug", "is it safe to drive", "driving and drug", "behind the wheel"],
    "ask_storage": ["how do i store drug", "keep it in the fridge", "where to keep drug", "storage of it"],
}
OTHER = ["book me a flight", "who won the match", "play some music", "how do i bake bread"]


def encode_all(texts: list[str]) -> list[np.ndarray]:
    return shared_encoder().encode_all(texts)


@pytest.fixture(scope="module")
def model() -> TopicModel:
    pairs = [(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    texts = [text for text, _ in pairs]
    return TopicModel.fit(texts, encode_all(texts), [intent for _, intent in pairs], penalty=0.5)


@pytest.fixture(scope="module")
def scope() -> ScopeModel:
    about = [text for texts in EXAMPLES.values() for text in texts]
    texts = [*about, *OTHER]
    evidence = [Evidence(names_medicine="drug" in text) for text in texts]
    return ScopeModel.fit(texts, encode_all(texts), evidence, [text in OTHER for text in texts])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("may i have a glass of red wine while taking drug", "ask_alcohol"),
        ("can i use my car", "ask_driving"),
        ("shud i keeep drug in the frige", "ask_storage"),
    ],
)
def test_reads_what_is_asked(model: TopicModel, text: str, intent: str) -> None:
    readings, outside = model.read(text, shared_encoder().encode(text))

    assert readings[0].intent == intent
    assert outside == pytest.approx(0, abs=1e-5), "nothing else was learned from"
    assert sum(reading.confidence for reading in readings) == pytest.approx(1, abs=1e-5)
    assert [reading.confidence for reading in readings] == sorted((r.confidence for r in readings), reverse=True)


def test_reads_each_topic_once_the_best_of_the_whole_first(model: TopicModel) -> None:
    text = "can i drink wine on it and is it safe to drive, also can i drive far"
    vector = shared_encoder().encode(text)
    ranking, topics, _ = read_topics(model, shared_encoder().encode, text, vector, Evidence(), clause_confidence=0.3)

    assert topics[0] == ranking[0]
    assert sorted(topic.intent for topic in topics) == ["ask_alcohol", "ask_driving"]


class Says(TopicModel):
    """Reads a text as one intent, as sure as it is told; the rest goes to interactions, and a little to storage."""

    def __init__(self, said: dict[str, tuple[str, float]]) -> None:
        self._said = said

    def read(self, text: str, vector: np.ndarray) -> tuple[list[Reading], float]:
        intent, confidence = self._said[text]
        likely, unlikely = [each for each in ("ask_interactions", "ask_storage", "ask_driving") if each != intent][:2]
        rest = 1 - confidence
        return [Reading(intent, confidence), Reading(likely, 0.9 * rest), Reading(unlikely, 0.1 * rest)], 0.0


@pytest.mark.parametrize(
    ("whole", "clauses", "topics"),
    [
        pytest.param(
            ("ask_pregnancy", 0.4),
            [("ask_interactions", 0.9), ("ask_driving", 0.8)],
            ["ask_interactions", "ask_driving"],
            id="a guess that no clause shares gives way",
        ),
        pytest.param(
            ("ask_pregnancy", 0.4),
            [("ask_interactions", 0.9), ("ask_pregnancy", 0.5)],
            ["ask_pregnancy", "ask_interactions"],
            id="a guess that a clause shares stays",
        ),
        pytest.param(
            ("ask_pregnancy", 0.4),
            [("ask_children", 0.9), ("ask_storage", 0.8)],
            ["ask_pregnancy", "ask_children", "ask_storage"],
            id="a guess stays where the clauses say what the whole hardly can",
        ),
        pytest.param(
            ("ask_pregnancy", 0.7),
            [("ask_interactions", 0.9), ("ask_driving", 0.8)],
            ["ask_pregnancy", "ask_interactions", "ask_driving"],
            id="what the whole surely asks stays",
        ),
        pytest.param(
            ("ask_pregnancy", 0.4),
            [("ask_interactions", 0.5), ("ask_driving", 0.5)],
            ["ask_pregnancy"],
            id="clauses that are guesses themselves change nothing",
        ),
    ],
)
def test_a_guess_for_the_whole_gives_way_to_clauses_that_are_sure(
    whole: tuple[str, float], clauses: list[tuple[str, float]], topics: list[str]
) -> None:
    model = Says({"mixing these. driving far": whole, "mixing these": clauses[0], "driving far": clauses[1]})
    ranking, found, _ = read_topics(
        model, lambda _: np.zeros(1), "mixing these. driving far", np.zeros(1), Evidence(), clause_confidence=0.6
    )

    assert [topic.intent for topic in found] == topics
    assert found[0] == ranking[0]
    assert sum(reading.confidence for reading in ranking) == pytest.approx(1)


def test_what_lacks_its_evidence_is_not_read() -> None:
    examples = {
        "what is spasticity": "ask_definition",
        "what is clonus": "ask_definition",
        "what is drug": "ask_overview",
        "tell me about drug": "ask_overview",
        "who makes drug": "ask_brand_generic",
    }
    texts = list(examples)
    model = TopicModel.fit(texts, encode_all(texts), list(examples.values()), penalty=0.5)
    encode = shared_encoder().encode

    def read(evidence: Evidence) -> list[Reading]:
        return read_topics(model, encode, "what is clonus", encode("what is clonus"), evidence, clause_confidence=0.6)[
            0
        ]

    assert read(Evidence(names_defined_term=True))[0].intent == "ask_definition"
    without = read(Evidence())
    assert "ask_definition" not in {reading.intent for reading in without}
    assert sum(reading.confidence for reading in without) == pytest.approx(1)


def test_what_is_about_anything_else_is_told_apart_by_the_network() -> None:
    pairs = [(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    texts = [text for text, _ in pairs]
    intents = [intent for _, intent in pairs]
    model = TopicModel.fit(texts, encode_all(texts), intents, penalty=0.5, outside=encode_all(OTHER))

    (about, inside), (_, outside) = (
        model.read(text, shared_encoder().encode(text)) for text in ("can i drink wine with drug", "who won the game")
    )

    assert inside < outside
    assert {reading.intent for reading in about} == set(EXAMPLES)


def test_the_same_examples_give_the_same_model(model: TopicModel, tmp_path: Path) -> None:
    pairs = [(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    texts = [text for text, _ in pairs]
    again = TopicModel.fit(texts, encode_all(texts), [intent for _, intent in pairs], penalty=0.5)
    vector = shared_encoder().encode("beer")

    assert again.read("beer", vector) == model.read("beer", vector)
    again.save(tmp_path)
    assert TopicModel.load(tmp_path).read("beer", vector) == model.read("beer", vector)


@pytest.mark.parametrize(
    ("text", "evidence", "outside"),
    [
        pytest.param("can i drink on drug", Evidence(names_medicine=True), False, id="about a medicine"),
        pytest.param("and beer?", Evidence(), False, id="short follow-up"),
        pytest.param("who plays the match tonight", Evidence(), True, id="something else"),
    ],
)
def test_tells_what_is_about_medicines(scope: ScopeModel, text: str, evidence: Evidence, outside: bool) -> None:
    assert (scope.outside(text, shared_encoder().encode(text), evidence) > 0.5) is outside


def test_a_medicine_in_it_makes_a_message_less_likely_to_be_refused(scope: ScopeModel) -> None:
    text = "is the match ok"
    vector = shared_encoder().encode(text)

    assert scope.outside(text, vector, Evidence(names_medicine=True)) < scope.outside(text, vector, Evidence())


def test_a_complete_question_that_names_nothing_to_take_is_more_likely_refused(scope: ScopeModel) -> None:
    def outside(text: str) -> float:
        return scope.outside(text, shared_encoder().encode("the same for all"), Evidence())

    assert outside("where do they treat sore knees") < outside("where do people treat sore knees")


def test_scope_survives_being_written(scope: ScopeModel, tmp_path: Path) -> None:
    scope.save(tmp_path)
    vector = shared_encoder().encode("bread")

    assert ScopeModel.load(tmp_path).outside("bread", vector, Evidence()) == pytest.approx(
        scope.outside("bread", vector, Evidence())
    )
