"""From a tracker to a question: what was named, what is remembered, and for how long."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.memory import (
    LEVEL_SECONDS,
    MEDICINE_SECONDS,
    MEDICINE_TURNS,
    TIMES_SECONDS,
    TalkedOf,
    dose_times,
    earlier_signals,
    held_level,
    medicine_slot,
    set_slots,
    signals_slot,
    talked_of,
)
from actions.reading import named, question_from
from bot.knowledge import CONTENT, Snapshot, read_files
from bot.model.conversation import Answer, Outcome, Reading
from bot.model.safety import Level, Verdict
from bot.model.times import DoseTimes, NamedTime, Role

NOW = 1_000_000.0
BACLOFEN = {
    "entity": "medicine", "value": "baclofen", "text": "baclofin", "name": "baclofen", "substance": "baclofen",
    "known": True, "product": None, "drug_class": None, "candidates": [], "start": 13, "end": 21,
}  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return read_files(CONTENT)


def tracker(message: dict[str, Any], slots: dict[str, Any] | None = None, turns: int = 1) -> Tracker:
    said = [{"event": "user", "timestamp": NOW, "text": "x"}] * turns
    return Tracker("c", slots or {}, message, said, False, None, {}, "action_listen")


def read(message: dict[str, Any], snapshot: Snapshot, slots: dict[str, Any] | None = None, turns: int = 1) -> Any:
    return question_from(tracker(message, slots, turns), snapshot)


def test_everything_that_the_graph_left_is_taken(snapshot: Snapshot) -> None:
    question = read(
        {
            "text": "can I drink on baclofin",
            "intent": {"name": "ask_alcohol", "confidence": 0.9},
            "reading": {
                "intent": "ask_alcohol",
                "confidence": 0.9,
                "topics": [
                    {"intent": "ask_alcohol", "confidence": 0.9},
                    {"intent": "ask_driving", "confidence": 0.5},
                ],
            },
            "entities": [
                BACLOFEN,
                {"entity": "term", "value": "kidney_disease", "text": "kidneys"},
                {"entity": "form", "value": "liquid", "text": "syrup"},
                {"entity": "strength", "value": "5 mg/mL", "text": "5mg/ml"},
            ],
            "verdict": {
                "level": "urgent",
                "findings": [
                    {
                        "situation": "overdose",
                        "level": "urgent",
                        "rule": "r",
                        "start": 0,
                        "end": 3,
                        "explanation": "e",
                    }
                ],
            },
        },
        snapshot,
        {"region": "UK", "profile": {"pregnant": True, "conditions": ["epilepsy"], "nonsense": 1}},
    )

    assert [reading.intent for reading in question.readings] == ["ask_alcohol", "ask_driving"]
    assert question.mentions[0].text == "baclofin"
    assert (question.terms, question.form, question.strength) == (("kidney_disease",), "liquid", "5 mg/mL")
    assert question.verdict.level is Level.URGENT
    assert (question.region, question.profile.pregnant, question.profile.conditions) == ("UK", True, ("epilepsy",))


def test_an_unscreened_message_stays_unscreened(snapshot: Snapshot) -> None:
    assert read({"text": "x", "intent": {"name": "ask_uses"}, "entities": []}, snapshot).verdict is None


def test_a_button_has_no_words_and_needs_no_screen(snapshot: Snapshot) -> None:
    question = read(
        {
            "text": '/ask_alcohol{"medicine": "baclofen"}',
            "intent": {"name": "ask_alcohol", "confidence": 1.0},
            "reading": {"intent": "out_of_scope", "confidence": 0.2, "topics": []},
            "entities": [{"entity": "medicine", "value": "baclofen"}],
        },
        snapshot,
    )

    assert question.text == ""
    assert question.intent == "ask_alcohol"
    assert question.verdict == Verdict()
    assert question.mentions[0].known


def test_what_the_scope_guard_refused_stays_refused(snapshot: Snapshot) -> None:
    question = read(
        {
            "text": "weather",
            "intent": {"name": "out_of_scope", "confidence": 1.0},
            "reading": {"intent": "ask_uses", "confidence": 0.3, "topics": [{"intent": "ask_uses", "confidence": 0.3}]},
            "entities": [],
        },
        snapshot,
    )

    assert question.intent == "out_of_scope"


@pytest.mark.parametrize(
    ("value", "substance", "known", "product"),
    [
        ("baclofen", "baclofen", True, None),
        ("Fleqsuvy", "baclofen", True, "fleqsuvy"),
        ("Bactroban", None, False, None),
    ],
)
def test_the_medicine_of_a_button(
    snapshot: Snapshot, value: str, substance: str | None, known: bool, product: str | None
) -> None:
    mention = named(value, snapshot)

    assert (mention.substance, mention.known, mention.product) == (substance, known, product)


def test_a_class_of_a_button(snapshot: Snapshot) -> None:
    assert named("opioids", snapshot).drug_class == "opioids"


@pytest.mark.parametrize(
    ("age", "turns", "remembered"),
    [
        (0, 0, "baclofen"),
        (MEDICINE_SECONDS, MEDICINE_TURNS, "baclofen"),
        (MEDICINE_SECONDS + 1, 1, None),
        (1, MEDICINE_TURNS + 1, None),
    ],
)
def test_how_long_the_medicine_is_remembered(age: float, turns: int, remembered: str | None) -> None:
    assert talked_of(medicine_slot("baclofen", NOW, 3), NOW + age, 3 + turns).now == remembered


@pytest.mark.parametrize(
    ("age", "level"), [(0, Level.URGENT), (LEVEL_SECONDS, Level.URGENT), (LEVEL_SECONDS + 1, Level.NONE)]
)
def test_how_long_a_level_is_held(age: float, level: Level) -> None:
    assert held_level({"level": "urgent", "at": NOW}, NOW + age) is level


@pytest.mark.parametrize("slot", [None, "baclofen", 3, []])
def test_a_slot_that_is_not_ours_is_nothing(slot: Any) -> None:
    assert talked_of(slot, NOW, 1) == TalkedOf()
    assert held_level(slot, NOW) is Level.NONE


def test_form_and_product_are_forgotten_with_their_medicine(snapshot: Snapshot) -> None:
    slots = {
        "medicine": medicine_slot("baclofen", NOW, 1),
        "form": "liquid",
        "product": "fleqsuvy",
        "strength": "5 mg/mL",
    }
    plain = {"text": "how do I store it", "intent": {"name": "ask_storage", "confidence": 1.0}, "entities": []}
    other = {**plain, "entities": [{"entity": "medicine", "value": "tizanidine"}]}

    followed = read(plain, snapshot, slots)
    assert (followed.product, followed.strength) == ("fleqsuvy", "5 mg/mL")
    changed = read(other, snapshot, slots)
    assert (changed.form, changed.product, changed.strength) == (None, None, None)


ASKED = {
    "outcome": "asked", "asks": True, "intents": ["ask_storage"], "medicines": ["baclofen"], "fact_ids": [],
    "shown_detail": 0, "terms": [], "form": None, "product": None, "at": NOW,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end", "completes"),
    [
        ("liquid", 0, 6, True),
        ("I have the liquid.", 11, 17, True),
        ("it's liquid", 5, 11, True),
        ("no liquid", 3, 9, False),
        ("is the liquid safe for dogs", 7, 13, False),
    ],
)
def test_a_bare_detail_completes_what_was_asked_back(
    snapshot: Snapshot, text: str, start: int, end: int, completes: bool
) -> None:
    question = read(
        {
            "text": text,
            "intent": {"name": "ask_forms_strengths", "confidence": 0.6},
            "entities": [{"entity": "form", "value": "liquid", "start": start, "end": end}],
        },
        snapshot,
        {"last_answer": ASKED, "medicine": medicine_slot("baclofen", NOW, 1)},
    )

    assert (question.intent == "inform") is completes
    assert question.form == "liquid"


@pytest.mark.parametrize(
    ("text", "again"),
    [
        pytest.param("how about the liquid?", True, id="how about"),
        pytest.param("and liquid", True, id="and"),
        pytest.param("no, i meant the liquid", True, id="no"),
        pytest.param("liquid then", True, id="then"),
        pytest.param("no liquid", False, id="not that one"),
        pytest.param("the liquid", False, id="a word, and nothing asked back"),
        pytest.param("and does the liquid taste bad", False, id="a question of its own"),
    ],
)
def test_another_form_asks_the_last_question_again(snapshot: Snapshot, text: str, again: bool) -> None:
    start = text.index("liquid")
    question = read(
        {
            "text": text,
            "intent": {"name": "ask_forms_strengths", "confidence": 0.6},
            "entities": [{"entity": "form", "value": "liquid", "start": start, "end": start + len("liquid")}],
        },
        snapshot,
        {"last_answer": {**ASKED, "asks": None}, "medicine": medicine_slot("baclofen", NOW, 1)},
    )

    assert (question.intent == "inform") is again


RANKING = [{"name": "ask_alcohol", "confidence": 0.3}, {"name": "ask_driving", "confidence": 0.2}]
GUESSED = {
    "text": "is it ok to go out on it",
    "intent": RANKING[0],
    "reading": {"intent": "ask_alcohol", "confidence": 0.3, "topics": [{"intent": "ask_alcohol", "confidence": 0.3}]},
    "intent_ranking": RANKING,
    "entities": [],
}


def test_the_ranking_is_taken_as_it_is(snapshot: Snapshot) -> None:
    question = read(GUESSED, snapshot)

    assert question.ranking == (Reading("ask_alcohol", 0.3), Reading("ask_driving", 0.2))
    assert question.readings == question.ranking[:1]


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        pytest.param({"text": '/ask_alcohol{"medicine": "baclofen"}'}, {}, id="a button"),
        pytest.param(
            {"text": "liquid", "entities": [{"entity": "form", "value": "liquid", "start": 0, "end": 6}]},
            {"last_answer": ASKED, "medicine": medicine_slot("baclofen", NOW, 1)},
            id="a detail that was asked for",
        ),
        pytest.param({"intent_ranking": None}, {}, id="a message without one"),
    ],
)
def test_nothing_is_guessed(snapshot: Snapshot, message: dict[str, Any], slots: dict[str, Any]) -> None:
    assert read({**GUESSED, **message}, snapshot, slots).ranking == ()


def test_what_was_offered_and_left_open_is_read_again(snapshot: Snapshot) -> None:
    slot = {**ASKED, "choices": ["ask_alcohol"], "left_open": [{"intent": "ask_alcohol", "confidence": 0.3}]}

    previous = read(GUESSED, snapshot, {"last_answer": slot}).previous
    assert (previous.choices, previous.left_open) == (("ask_alcohol",), (Reading("ask_alcohol", 0.3),))
    of_an_older_version = read(GUESSED, snapshot, {"last_answer": ASKED}).previous
    assert (of_an_older_version.choices, of_an_older_version.left_open) == ((), ())


def test_what_was_said_is_remembered_as_long_as_a_level_holds() -> None:
    slot = signals_slot({"fever": NOW - LEVEL_SECONDS - 1, "pump": NOW - 60}, ("stopped_medicine",), NOW)

    assert slot == {"pump": NOW - 60, "stopped_medicine": NOW}
    assert earlier_signals(slot, NOW + LEVEL_SECONDS - 30) == ("stopped_medicine",)
    assert earlier_signals(None, NOW) == ()


def test_the_times_of_a_missed_dose_are_remembered_for_half_an_hour(snapshot: Snapshot) -> None:
    known = DoseTimes("baclofen", times=(NamedTime(180, Role.NOW, sure=False), NamedTime(720)))
    slots = set_slots(Answer(Outcome.ASKED, sets=(("dose_times", known),)), NOW)
    slot = json.loads(json.dumps(slots))["dose_times"]

    assert read({"text": "x"}, snapshot, {"dose_times": slot}).dose_times == known
    assert dose_times(slot, NOW + TIMES_SECONDS) == known
    assert dose_times(slot, NOW + TIMES_SECONDS + 1) is None


def test_times_that_do_not_matter_any_more_are_forgotten() -> None:
    slots = set_slots(Answer(Outcome.ANSWERED, sets=(("dose_times", None), ("region", "UK"))), NOW)

    assert slots == {"dose_times": None, "region": "UK"}
    assert dose_times(slots["dose_times"], NOW) is None
