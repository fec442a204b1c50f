"""An action from tracker to messages and slots, with the real assistant."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions.answer import ActionAnswer
from actions.base import payload
from bot.knowledge import CONTENT
from bot.model.conversation import Button

NOW = 1_000_000.0
Turn = tuple[list[dict[str, Any]], dict[str, Any]]


pytestmark = pytest.mark.usefixtures("_real_assistant")


class Conversation:
    """Runs turns one after the other, keeping the slots."""

    def __init__(self) -> None:
        self.slots: dict[str, Any] = {}
        self.turns = 0

    def say(
        self, intent: str, text: str = "", entities: list[dict[str, Any]] | None = None, **guesses: float
    ) -> list[dict[str, Any]]:
        self.turns += 1
        message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": entities or []}
        if guesses:
            ranking = [{"name": name, "confidence": confidence} for name, confidence in guesses.items()]
            topic = {"intent": intent, "confidence": guesses[intent]}
            message |= {"intent_ranking": ranking, "reading": {**topic, "topics": [topic]}}
        said = [{"event": "user", "timestamp": NOW + turn} for turn in range(self.turns)]
        tracker = Tracker("c", self.slots, message, said, False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in ActionAnswer().run(dispatcher, tracker, {}):
            self.slots[event["name"]] = event["value"]
        return dispatcher.messages


@pytest.fixture
def conversation() -> Conversation:
    return Conversation()


BACLOFEN = [{"entity": "medicine", "value": "baclofen"}]


def test_messages_have_their_kind_and_buttons_their_payload(conversation: Conversation) -> None:
    (message,) = conversation.say("ask_alcohol", entities=BACLOFEN)

    assert message["kind"] == "answer"
    assert message["text"].startswith("Avoid alcohol with baclofen")
    assert message["buttons"][0] == {"title": "Driving", "payload": '/ask_driving{"medicine": "baclofen"}'}


def test_what_bot_ask_prints_is_remembered(conversation: Conversation) -> None:
    conversation.say("ask_alcohol", entities=BACLOFEN)
    last = conversation.slots["last_answer"]

    assert (last["outcome"], last["level"], last["medicines"]) == ("answered", "none", ["baclofen"])
    assert set(last["sources"][0]) == {"publisher", "title", "section", "date", "id"}
    assert last["kb_version"]
    yaml.safe_dump(conversation.slots)


def test_the_medicine_is_remembered_for_a_plain_follow_up(conversation: Conversation) -> None:
    conversation.say("ask_overview", entities=BACLOFEN)

    assert "baclofen" in conversation.say("ask_driving")[0]["text"]


def test_it_is_what_was_last_asked_about_even_where_that_is_not_here(conversation: Conversation) -> None:
    conversation.say("ask_overview", entities=BACLOFEN)
    conversation.say("ask_side_effects", entities=[{"entity": "medicine", "value": "lisinopril"}])

    (answer,) = conversation.say("ask_driving")

    assert "Lisinopril is not in my database" in answer["text"]
    assert "baclofen" not in answer["text"]


def test_why_simpler_and_more_stay_with_the_topic(conversation: Conversation) -> None:
    conversation.say("ask_uses", entities=BACLOFEN)
    told = set(conversation.slots["last_answer"]["fact_ids"])
    conversation.say("thank")
    assert "where that answer comes from" in conversation.say("ask_source")[0]["text"]
    conversation.say("ask_simpler")
    conversation.say("ask_more_detail")
    last = conversation.slots["last_answer"]

    assert last["intents"] == ["ask_uses"]
    assert told < set(last["fact_ids"])
    assert last["shown_detail"] == 1


def test_what_was_answered_before_the_last_answer_is_remembered(conversation: Conversation) -> None:
    conversation.say("ask_uses", entities=BACLOFEN)
    told = conversation.slots["last_answer"]["fact_ids"]
    for intent in ("ask_driving", "thank", "ask_alcohol", "ask_driving"):
        conversation.say(intent)
    last = conversation.slots["last_answer"]

    assert last["intents"] == ["ask_driving"]
    assert last["earlier"] == ["ask_alcohol", "ask_uses"]
    assert set(told) < set(last["earlier_facts"])


def test_the_form_that_was_asked_for_completes_the_question(conversation: Conversation) -> None:
    messages = conversation.say("ask_storage", entities=BACLOFEN)
    assert [message["kind"] for message in messages] == ["answer", "question"]

    granules = [{"entity": "form", "value": "granules", "start": 0, "end": 8}]
    (answer,) = conversation.say("ask_forms_strengths", "granules", granules)

    assert "Lyvispah" in answer["text"]
    assert conversation.slots["form"] == "granules"


def test_the_region_is_remembered(conversation: Conversation) -> None:
    conversation.say("change_region", "I'm in the UK")
    assert conversation.slots["region"] == "UK"

    assert "999" in conversation.say("ask_withdrawal", entities=BACLOFEN)[0]["text"]


def test_an_emergency_is_held_and_stays_visible(conversation: Conversation) -> None:
    messages = conversation.say("emergency_symptoms", "my dad wont wake up")
    assert messages[0]["kind"] == "card"
    assert conversation.slots["held_level"]["level"] == "emergency"

    later = conversation.say("ask_storage", entities=BACLOFEN)

    assert [message["kind"] for message in later][:2] == ["card", "answer"]
    assert conversation.slots["last_answer"]["level"] == "emergency"


def test_the_card_stays_until_it_is_clearly_denied(conversation: Conversation) -> None:
    opening = conversation.say("emergency_symptoms", "my dad wont wake up")[0]["text"].splitlines()[:2]

    assert conversation.say("out_of_scope", "hes in the kitchen")[0]["text"].splitlines() == opening
    assert conversation.say("deny", "no")[0]["text"].splitlines() == opening
    asked_once_more = conversation.say("deny", "false alarm")
    assert asked_once_more[0]["text"].splitlines() == opening
    assert asked_once_more[-1]["text"] == "Is anyone unwell or in danger right now?"
    assert len(conversation.say("deny", "no")[0]["text"].splitlines()) == 1
    assert len(conversation.say("ask_storage", entities=BACLOFEN)[0]["text"].splitlines()) == 1
    assert conversation.slots["held_level"]["level"] == "emergency"
    assert conversation.say("emergency_symptoms", "he wont wake up")[0]["text"].splitlines()[:2] == opening
    assert conversation.say("out_of_scope", "what now")[0]["text"].splitlines() == opening


def test_having_run_out_is_held_as_same_day(conversation: Conversation) -> None:
    conversation.say("ran_out", "none left", BACLOFEN)

    assert conversation.slots["held_level"]["level"] == "same_day"


def test_every_action_of_the_domain_is_there() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    domain = yaml.safe_load((CONTENT.parent / "domain.yml").read_text(encoding="utf-8"))

    assert set(domain["actions"]) == {name for name in executor.actions if name.startswith("action_")}


def test_every_slot_that_is_set_is_in_the_domain(conversation: Conversation) -> None:
    conversation.say("change_region", "I'm in the UK")
    conversation.say("ran_out", "none left", BACLOFEN)
    conversation.say("ask_dosage", "how many ml is 10 mg of 5mg/ml", BACLOFEN)
    domain = yaml.safe_load((CONTENT.parent / "domain.yml").read_text(encoding="utf-8"))

    assert set(conversation.slots) <= set(domain["slots"])


def test_a_red_flag_is_completed_over_two_messages(conversation: Conversation) -> None:
    conversation.say("ran_out", "I ran out of baclofen yesterday", BACLOFEN)
    assert conversation.slots["held_level"]["level"] == "same_day"

    messages = conversation.say("inform", "now I'm burning up and stiff")

    assert messages[0]["kind"] == "card"
    assert "911" in messages[0]["text"].splitlines()[0]
    assert conversation.slots["held_level"]["level"] == "emergency"


@pytest.mark.parametrize(
    ("intent", "level"),
    [("emergency_overdose", "urgent"), ("emergency_symptoms", "emergency"), ("crisis_self_harm", "crisis")],
)
def test_a_yes_to_being_asked_whether_it_is_an_emergency_counts(
    conversation: Conversation, intent: str, level: str
) -> None:
    asked = conversation.say(intent, "words that raise no level")
    assert [message["kind"] for message in asked] == ["answer", "question"]

    messages = conversation.say("affirm", "yes")

    assert messages[0]["kind"] == "card"
    assert conversation.slots["held_level"]["level"] == level


GUESSES = {"ask_alcohol": 0.2, "ask_driving": 0.15, "ask_storage": 0.1}


def test_what_was_offered_is_remembered_and_can_be_picked_in_words(conversation: Conversation) -> None:
    (asked,) = conversation.say("ask_alcohol", "is going out ok", BACLOFEN, **GUESSES)
    assert "Which of these" in asked["text"]
    assert [button["title"] for button in asked["buttons"]][:2] == [
        "Can I drink alcohol with baclofen?",
        "Can I drive on baclofen?",
    ]
    assert conversation.slots["last_answer"]["outcome"] == "asked"
    yaml.safe_dump(conversation.slots)

    (answer,) = conversation.say("out_of_scope", "the second one")

    assert answer["text"].startswith("Do not drive")


def test_it_is_offered_once_and_then_anew(conversation: Conversation) -> None:
    said = [conversation.say("ask_alcohol", "hm what of it", BACLOFEN, **GUESSES)[0]["text"] for _ in range(3)]

    assert said[0] == said[2] != said[1]
    assert "still not sure" in said[1]


def test_thanks_after_what_was_offered_does_not_take_the_best_guess_for_the_topic(conversation: Conversation) -> None:
    conversation.say("ask_alcohol", "is going out ok", BACLOFEN, **GUESSES)
    conversation.say("thank", "thanks anyway")

    assert conversation.slots["last_answer"]["intents"] == []
    assert conversation.slots["last_answer"]["choices"] == []


def test_the_medicine_that_was_asked_for_does_not_settle_the_topic(conversation: Conversation) -> None:
    (which,) = conversation.say("ask_alcohol", "is going out ok", **GUESSES)
    assert "Which medicine" in which["text"]
    conversation.say("thank", "thanks")
    assert {button["payload"].split("{")[0] for button in which["buttons"]} == {"/inform"}

    (asked,) = conversation.say("inform", "/inform", BACLOFEN)

    assert "Which of these" in asked["text"]


def test_a_value_that_is_there_twice_is_a_list_in_the_payload() -> None:
    button = Button("Food", "ask_food", (("medicine", "baclofen"), ("term", "milk"), ("term", "rash")))

    assert payload(button) == '/ask_food{"medicine": "baclofen", "term": ["milk", "rash"]}'
