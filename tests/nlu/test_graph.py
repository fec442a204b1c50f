"""What the graph leaves in a message: the contract of docs/architecture.md."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import GraphComponent
from rasa.shared.nlu.training_data.message import Message

import bot.language
from bot.knowledge import read_files
from bot.nlu import medicine_linker
from bot.nlu.fingerprint import language_fingerprint
from bot.nlu.medicine_linker import MedicineLinker
from bot.nlu.router import Router
from bot.nlu.scope_guard import ScopeGuard
from bot.nlu.second_opinion import SecondOpinion
from bot.nlu.sentence_encoder import SentenceEncoder
from bot.nlu.topic_classifier import TopicClassifier


def test_leaves_what_the_architecture_promises(understand: Any) -> None:
    parsed = understand("side effects of baclofen 10mg")

    assert {"intent", "reading", "verdict", "entities"} <= set(parsed)
    assert (parsed["verdict"]["level"], parsed["verdict"]["findings"]) == ("none", [])
    assert parsed["reading"]["intent"] == parsed["intent"]["name"] == "ask_side_effects"
    assert parsed["reading"]["topics"][0]["intent"] == "ask_side_effects"
    assert 0 < parsed["reading"]["confidence"] <= 1
    medicine, strength = parsed["entities"]
    assert (medicine["entity"], medicine["value"], medicine["known"]) == ("medicine", "baclofen", True)
    assert (strength["entity"], strength["value"], strength["text"]) == ("strength", "10 mg", "10mg")
    assert set(medicine) >= {"text", "name", "substance", "known", "product", "drug_class", "candidates"}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        pytest.param("can i drink on it and can i drive on it?", {"ask_alcohol", "ask_driving"}, id="two questions"),
        pytest.param("side effects of baclofen", {"ask_side_effects"}, id="one question"),
    ],
)
def test_reads_every_topic(understand: Any, text: str, topics: set[str]) -> None:
    assert {topic["intent"] for topic in understand(text)["reading"]["topics"]} == topics


def test_refusal_leaves_the_reading(understand: Any) -> None:
    parsed = understand("who won the match")

    assert parsed["intent"]["name"] == "out_of_scope"
    assert parsed["reading"]["intent"].startswith("ask_")


def test_a_medicine_by_brand_is_read_like_the_one_in_the_examples(understand: Any) -> None:
    assert understand("prozac dosage")["intent"]["name"] == "ask_dosage"


@pytest.mark.parametrize(
    ("level", "situations", "refused", "intent"),
    [
        pytest.param("none", [], False, "ask_dosage", id="nothing seen keeps the reading"),
        pytest.param("none", [], True, "out_of_scope", id="refused"),
        pytest.param("same_day", ["stopped"], False, "ask_dosage", id="today keeps the question"),
        pytest.param("emergency", ["not_breathing"], True, "emergency_symptoms", id="an emergency outranks refusal"),
        pytest.param("urgent", ["overdose"], False, "emergency_overdose", id="too much taken"),
        pytest.param("urgent", ["child_swallowed"], False, "emergency_overdose", id="a child swallowed it"),
        pytest.param("crisis", ["self_harm", "overdose"], False, "crisis_self_harm", id="crisis"),
    ],
)
def test_routes_by_what_matters_most(level: str, situations: list[str], refused: bool, intent: str) -> None:
    message = Message(
        data={
            "intent": {"name": "ask_dosage", "confidence": 0.9},
            "verdict": {"level": level, "findings": [{"situation": situation} for situation in situations]},
            "outside": {"confidence": 0.8, "refused": refused},
        }
    )

    Router(Router.get_default_config()).process([message])

    assert message.get("intent")["name"] == intent


def test_what_may_be_urgent_is_never_refused(understand: Any) -> None:
    parsed = understand("who won the match, also my husband can't breathe")

    assert parsed["verdict"]["level"] == "emergency"
    assert parsed["intent"]["name"] == "emergency_symptoms"


@pytest.mark.parametrize(
    ("intent", "confidence", "refused"),
    [
        pytest.param("emergency_symptoms", 0.95, False, id="surely an emergency, though the screen saw nothing"),
        pytest.param("crisis_self_harm", 0.95, False, id="surely a crisis"),
        pytest.param("emergency_symptoms", 0.3, True, id="hardly an emergency"),
        pytest.param("ask_alcohol", 0.95, True, id="something else"),
    ],
)
def test_a_sure_reading_of_an_emergency_is_not_refused(
    graph: list[Any], intent: str, confidence: float, refused: bool
) -> None:
    message = Message(data={"text": "who won the match"})
    *before, guard, _ = (node.component for node in graph)
    for component in before:
        component.process([message])
    message.set("reading", {"intent": intent, "confidence": confidence, "topics": []})

    guard.process([message])

    assert message.get("outside")["refused"] is refused


class TestFingerprint:
    """What makes Rasa train anew."""

    def test_stays_while_nothing_changes(self) -> None:
        assert MedicineLinker.fingerprint_addon({}) == MedicineLinker.fingerprint_addon({})

    def test_changes_with_the_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = MedicineLinker.fingerprint_addon({})
        snapshot = read_files()
        fewer = dataclasses.replace(snapshot, classes={})
        monkeypatch.setattr(medicine_linker, "_content", lambda config: fewer)

        assert MedicineLinker.fingerprint_addon({}) != before

    @pytest.mark.parametrize("kind", [MedicineLinker, SentenceEncoder, TopicClassifier, ScopeGuard])
    def test_changes_with_the_code_that_reads_text(
        self, kind: type[GraphComponent], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        before = kind.fingerprint_addon({})
        (tmp_path / "other.py").write_text("changed = True")
        monkeypatch.setattr(bot.language, "__path__", [str(tmp_path)])
        language_fingerprint.cache_clear()

        assert kind.fingerprint_addon({}) != before

        language_fingerprint.cache_clear()

    def test_changes_with_what_was_learned_before(self, tmp_path: Path) -> None:
        (tmp_path / "network.npz").write_bytes(b"1")
        before = SecondOpinion.fingerprint_addon({"learned": str(tmp_path)})
        (tmp_path / "network.npz").write_bytes(b"2")

        assert SecondOpinion.fingerprint_addon({"learned": str(tmp_path)}) != before

    def test_without_what_was_learned_it_is_said_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError, match="make setup"):
            SecondOpinion.fingerprint_addon({"learned": str(tmp_path / "nothing")})
