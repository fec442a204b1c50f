"""A message that may mean several things: what is offered, when nothing is, and what a reply to it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.choosing import chosen
from bot.answers.context import Context
from bot.answers.readings import EMERGENCIES
from bot.answers.unsure import MOST_OFFERED, TOO_CLOSE, UNSURE_BELOW, is_unsure
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.safety import Finding, Level, Verdict
from bot.safety import contacts
from evaluation.answers import words_of

LOW = UNSURE_BELOW - 0.05
HIGH = UNSURE_BELOW + TOO_CLOSE + 0.1
GUESSES = (("ask_alcohol", LOW), ("ask_driving", LOW - 0.1), ("ask_storage", LOW - 0.12), ("ask_food", 0.01))
LISINOPRIL = Mention("lisinopril", "lisinopril", substance="lisinopril")
NEAR = Mention("baclofan", "baclofan", candidates=("baclofen", "Bactroban"))

Guess = Callable[..., Question]


@pytest.fixture
def guess(question: Any) -> Guess:
    """A message of which only guesses are known: pairs of intent and confidence, best first."""

    def build(*pairs: tuple[str, float], about: tuple[Any, ...] = ("baclofen",), **fields: Any) -> Question:
        ranking = tuple(Reading(intent, confidence) for intent, confidence in pairs or GUESSES)
        return replace(question(ranking[0].intent, about), readings=ranking[:1], ranking=ranking, **fields)

    return build


def offered(answer: Answer) -> list[str]:
    return [button.intent for button in answer.buttons]


@pytest.mark.parametrize(
    ("best", "following", "unsure"),
    [
        pytest.param(UNSURE_BELOW - 0.01, 0.0, True, id="too low"),
        pytest.param(UNSURE_BELOW, 0.0, False, id="high enough"),
        pytest.param(0.48, 0.48 - TOO_CLOSE / 2, True, id="the next one is as likely"),
        pytest.param(0.9, 0.05, False, id="sure"),
    ],
)
def test_when_a_reading_is_not_trusted(best: float, following: float, unsure: bool) -> None:
    assert is_unsure(best, following) is unsure


def test_the_likely_topics_are_offered_in_plain_words(assistant: Assistant, guess: Guess) -> None:
    answer = assistant.answer(guess())

    assert answer.outcome is Outcome.ASKED
    assert "not sure what you want to know about baclofen" in words_of(answer)
    assert [(button.title, button.intent, dict(button.entities)) for button in answer.buttons] == [
        ("Can I drink alcohol with baclofen?", "ask_alcohol", {"medicine": "baclofen"}),
        ("Can I drive on baclofen?", "ask_driving", {"medicine": "baclofen"}),
        ("How do I store baclofen?", "ask_storage", {"medicine": "baclofen"}),
    ]
    assert answer.choices == ("ask_alcohol", "ask_driving", "ask_storage")
    assert answer.medicines == ("baclofen",)
    assert not answer.sources


def test_what_nobody_can_have_meant_is_not_offered(assistant: Assistant, guess: Guess) -> None:
    answer = assistant.answer(guess(("ask_alcohol", LOW), ("ask_driving", LOW), ("ask_storage", 0.01)))

    assert offered(answer) == ["ask_alcohol", "ask_driving"]


def test_what_else_was_named_goes_with_the_buttons(assistant: Assistant, guess: Guess) -> None:
    answer = assistant.answer(guess(terms=("milk",), form="liquid"))

    assert ("term", "milk") in answer.buttons[0].entities
    assert ("form", "liquid") in answer.buttons[0].entities


def test_the_medicine_remembered_is_the_one_asked_about(assistant: Assistant, guess: Guess) -> None:
    answer = assistant.answer(guess(about=(), remembered_medicine="tizanidine"))

    assert {dict(button.entities)["medicine"] for button in answer.buttons} == {"tizanidine"}


def test_two_readings_that_are_as_likely_are_offered(assistant: Assistant, guess: Guess) -> None:
    answer = assistant.answer(guess(("ask_alcohol", 0.49), ("ask_driving", 0.48)))

    assert offered(answer) == ["ask_alcohol", "ask_driving"]


def test_two_readings_with_one_answer_count_together(assistant: Assistant, guess: Guess) -> None:
    twins = guess(("ask_interactions", UNSURE_BELOW / 2 + 0.05), ("check_interactions", UNSURE_BELOW / 2 + 0.04))

    assert assistant.answer(twins).outcome is Outcome.ANSWERED


RED_FLAG = Verdict((Finding("unresponsive", Level.EMERGENCY, "test", 0, 1, "test"),))
ANSWERED_AS_NOW = {
    "sure": {"pairs": (("ask_alcohol", HIGH), ("ask_driving", 0.1))},
    "a red flag": {"verdict": RED_FLAG},
    "a level that is held": {"held_level": Level.EMERGENCY, "held_findings": RED_FLAG.findings},
    "a level that was denied": {"held_level": Level.EMERGENCY, "held_findings": RED_FLAG.findings, "denied": True},
    "our own question is open": {"asked": "swallowed"},
    "read as an emergency": {"pairs": (("emergency_symptoms", LOW), ("ask_alcohol", LOW))},
    "read as thoughts of suicide": {"pairs": (("crisis_self_harm", LOW), ("ask_alcohol", LOW))},
    "read as having run out": {"pairs": (("ran_out", LOW), ("ask_alcohol", LOW))},
    "small talk": {"pairs": (("thank", LOW), ("ask_alcohol", LOW))},
    "about the last answer": {"pairs": (("ask_source", LOW), ("ask_alcohol", LOW))},
    "a refusal": {"pairs": (("ask_effectiveness", LOW), ("ask_dosage", LOW)), "text": "can i take an extra dose"},
    "a refusal of what else it may be": {
        "pairs": (("ask_children", LOW), ("ask_dosage", LOW)),
        "text": "how much for my toddler",
    },
    "two strengths of liquid": {"text": "from 5 mg/ml to 10 mg/ml, is that the same"},
    "a number to call": {"pairs": (("ask_overdose", LOW), ("ask_warnings", LOW)), "text": "poison control number"},
    "millilitres": {"pairs": (("ask_how_to_take", LOW), ("ask_storage", LOW)), "text": "how many ml is it"},
    "a side effect that it names": {
        "pairs": (("ask_side_effects", LOW), ("ask_effectiveness", LOW)),
        "terms": ("rash",),
    },
    "an illness that it names, and asks who should take care": {
        "pairs": (("ask_contraindications", LOW), ("ask_uses", LOW)),
        "terms": ("kidney_disease",),
    },
    "a thing that it names, and the answer begins with": {
        "pairs": (("ask_uses", LOW), ("ask_alcohol", LOW)),
        "terms": ("multiple_sclerosis",),
    },
    "a pump": {"form": "pump"},
    "a form, and which there are": {"pairs": (("ask_forms_strengths", LOW), ("ask_alcohol", LOW)), "form": "tablet"},
    "the best reading has no answer": {
        "pairs": (("ask_storage", LOW), ("ask_alcohol", LOW), ("ask_driving", LOW)),
        "terms": ("left_out",),
    },
    "a pair": {"about": ("baclofen", Mention("oxycodone", "oxycodone", substance="oxycodone", drug_class="opioids"))},
    "two medicines": {"about": ("baclofen", "tizanidine")},
    "a medicine that is not here": {"about": (LISINOPRIL,)},
    "no medicine": {"about": ()},
    "a name of several": {"about": (NEAR,)},
    "nothing else is answered": {"pairs": (("ask_alcohol", LOW), ("talk_to_human", LOW), ("ask_driving", 0.01))},
}


@pytest.mark.parametrize("fields", ANSWERED_AS_NOW.values(), ids=ANSWERED_AS_NOW)
def test_nothing_is_offered(assistant: Assistant, guess: Guess, fields: dict[str, Any]) -> None:
    asked = guess(*fields.get("pairs", ()), **{key: value for key, value in fields.items() if key != "pairs"})
    without = assistant.answer(replace(asked, ranking=()))
    answer = assistant.answer(asked)

    assert answer.choices == ()
    assert words_of(answer) == words_of(without)


def test_a_button_or_a_detail_has_no_ranking_and_is_answered(assistant: Assistant, guess: Guess) -> None:
    assert assistant.answer(replace(guess(), ranking=())).outcome is Outcome.ANSWERED


def test_a_sure_topic_beside_an_unsure_one_is_answered(assistant: Assistant, guess: Guess) -> None:
    asked = guess()
    both = replace(asked, readings=(*asked.readings, Reading("ask_storage", 0.9)))

    assert [section.intent for section in assistant.answer(both).sections] == ["ask_alcohol", "ask_storage"]


@pytest.mark.parametrize("emergency", sorted(EMERGENCIES))
def test_an_emergency_is_never_a_button_and_says_when_to_get_help(
    assistant: Assistant, guess: Guess, emergency: str
) -> None:
    answer = assistant.answer(guess(("ask_alcohol", 0.2), (emergency, 0.19), ("ask_driving", 0.18)))

    assert offered(answer) == ["ask_alcohol", "ask_driving"]
    assert "911" in answer.sections[0].get_help[0]


def test_a_topic_without_an_answer_is_never_a_button(assistant: Assistant, guess: Guess, snapshot: Snapshot) -> None:
    answerless = [
        (medicine, topic)
        for medicine in snapshot.medicines
        for topic in snapshot.topics
        if not snapshot.facts(medicine, topic) and not snapshot.topics[topic].borrow
    ]
    assert answerless
    for medicine, topic in answerless:
        pairs = ((f"ask_{topic}", LOW), ("ask_side_effects", LOW), ("ask_uses", LOW), ("ask_alcohol", LOW))
        for button in assistant.answer(guess(*pairs, about=(medicine,))).buttons:
            pressed = Question("", (Reading(button.intent, 1.0),), (Mention(medicine, medicine, medicine, known=True),))
            assert assistant.answer(pressed).outcome is Outcome.ANSWERED, (medicine, topic)


def after(answer: Answer, **fields: Any) -> dict[str, Any]:
    """What a conversation remembers of an answer, as the fields of the next question."""
    previous = Previous(
        intents=tuple(section.intent for section in answer.sections),
        medicines=answer.medicines,
        choices=answer.choices,
        left_open=answer.left_open,
        **fields,
    )
    return {"previous": previous, "pending": True, "remembered_medicine": next(iter(answer.medicines), None)}


def test_another_medicine_is_asked_the_last_question_where_it_may_be(assistant: Assistant, guess: Guess) -> None:
    before = Previous(("ask_driving",), ("baclofen",))
    asked = guess(about=("dantrolene",), text="what about dantrolene, is that any trouble there", previous=before)

    assert [section.intent for section in assistant.answer(asked).sections] == ["ask_driving"]
    assert assistant.answer(replace(asked, text="is dantrolene any trouble there")).outcome is Outcome.ASKED
    assert assistant.answer(replace(asked, previous=Previous(("ask_uses",), ("baclofen",)))).outcome is Outcome.ASKED


def test_the_next_unsure_message_is_told_what_can_be_asked(assistant: Assistant, guess: Guess) -> None:
    first = assistant.answer(guess())
    second = assistant.answer(guess(about=(), **after(first)))

    assert second.outcome is Outcome.ASKED
    assert second.choices == ()
    assert words_of(second) != words_of(first)
    assert "side effects" in words_of(second)
    assert len(second.buttons) == MOST_OFFERED


def test_a_detail_leaves_it_as_unsure_as_before(assistant: Assistant, guess: Guess, question: Any) -> None:
    first = assistant.answer(guess())
    detail = replace(question("inform", (), form="liquid", text="the liquid"), **after(first))

    assert "still not sure" in words_of(assistant.answer(detail))


def test_without_a_medicine_that_is_asked_first(assistant: Assistant, guess: Guess, question: Any) -> None:
    first = assistant.answer(guess(about=()))
    assert first.outcome is Outcome.ASKED
    assert "Which medicine" in words_of(first)
    assert set(offered(first)) == {"inform"}, "the medicine alone: what is asked of it is not known yet"

    answer = assistant.answer(replace(question("inform", text="baclofen"), **after(first)))

    assert answer.choices == ("ask_alcohol", "ask_driving", "ask_storage")


def test_a_sure_question_without_a_medicine_is_answered_once_it_is_known(
    assistant: Assistant, guess: Guess, question: Any
) -> None:
    first = assistant.answer(guess(("ask_alcohol", HIGH), about=()))
    assert set(offered(first)) == {"ask_alcohol"}

    answer = assistant.answer(replace(question("inform", text="baclofen"), **after(first)))

    assert answer.outcome is Outcome.ANSWERED
    assert "alcohol" in words_of(answer)


OFFERED = ("ask_alcohol", "ask_driving", "ask_how_to_take")
REPLIES = {
    "the first one": ("ask_alcohol",),
    "1": ("ask_alcohol",),
    "number one please": ("ask_alcohol",),
    "Second!": ("ask_driving",),
    "2.": ("ask_driving",),
    "the 3rd one": ("ask_how_to_take",),
    "the last one": ("ask_how_to_take",),
    "I meant driving": ("ask_driving",),
    "the alcohol one": ("ask_alcohol",),
    "can I drink": ("ask_alcohol",),
    "how to take it": ("ask_how_to_take",),
    "driving on baclofen": ("ask_driving",),
    "all of them": OFFERED,
    "none of these": (),
    "Neither.": (),
    "no": (),
    "something else": (),
    "is it addictive": None,
    "can I drive and drink": None,
    "the first time i took it": None,
    "driving on tizanidine": None,
    "thanks": None,
    "4": None,
}


@pytest.mark.parametrize(("text", "intents"), REPLIES.items(), ids=REPLIES)
def test_a_reply_to_what_was_offered(
    snapshot: Snapshot, wording: Wording, question: Any, text: str, intents: tuple[str, ...] | None
) -> None:
    named = [each for each in ("baclofen", "tizanidine") if each in text]
    reply = question("inform", named, text=text, previous=Previous(("x",), ("baclofen",), choices=OFFERED))

    assert chosen(Context(reply, snapshot, wording, contacts("US"))) == intents


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"previous": None}, id="nothing was said before"),
        pytest.param({"previous": Previous(("ask_alcohol",), ("baclofen",))}, id="nothing was offered"),
        pytest.param({"verdict": RED_FLAG}, id="a red flag"),
        pytest.param({"text": ""}, id="a button"),
    ],
)
def test_no_reply_to_anything(snapshot: Snapshot, wording: Wording, question: Any, fields: dict[str, Any]) -> None:
    previous = Previous(("x",), ("baclofen",), choices=OFFERED)
    reply = replace(question("inform", (), text="2", previous=previous), **fields)

    assert chosen(Context(reply, snapshot, wording, contacts("US"))) is None


def test_what_is_picked_is_answered_with_what_was_named_before(
    assistant: Assistant, guess: Guess, question: Any
) -> None:
    first = assistant.answer(guess())
    reply = question("out_of_scope", (), text="the second one", **after(first, terms=("rash",)))

    answer = assistant.answer(reply)

    assert answer.outcome is Outcome.ANSWERED
    assert [section.intent for section in answer.sections] == ["ask_driving"]
    assert answer.medicines == ("baclofen",)


def test_none_of_these_says_what_can_be_asked(assistant: Assistant, guess: Guess, question: Any) -> None:
    first = assistant.answer(guess())
    answer = assistant.answer(question("deny", (), text="neither", **after(first)))

    assert answer.outcome is Outcome.ASKED
    assert "other words" in words_of(answer)
    assert all(dict(button.entities)["medicine"] == "baclofen" for button in answer.buttons)
