"""Whatever fails, the person gets a plain sentence, and the card where there is a red flag."""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.incoming import BUTTON_METADATA
from bot.channels.outgoing import SignedOutput
from bot.channels.signing import Signer
from bot.model.safety import Finding, Level
from bot.runtime import boundary
from bot.runtime.boundary import APOLOGY, CARD_OF_LAST_RESORT, SHORTENED, GuardedAgent
from bot.runtime.settings import Settings
from bot.safety import screen

card_module, contacts_module, rules_module, screen_module = (
    importlib.import_module(f"bot.safety.{name}") for name in ("card", "contacts", "rules", "screen")
)
"""Modules: the package has functions of the same names."""

QUESTION = "can I drink on baclofen"
SURE_RED_FLAG = "I took all my pills on purpose to die"
UNSURE_RED_FLAG = "i ran out of baclofen"
RED_FLAG = "my husband took 30 baclofen and he is not breathing"

Behaviour = Callable[[UserMessage], Awaitable[None]]


class Store:
    async def retrieve(self, _: str) -> None:
        return None


class BrokenStore:
    async def retrieve(self, _: str) -> None:
        raise OSError("disk full")


class HangingStore:
    async def retrieve(self, _: str) -> None:
        await asyncio.Event().wait()


class Remembers:
    """A store whose conversation has these slots, set some seconds ago."""

    def __init__(self, slots: dict[str, Any], age: float = 60) -> None:
        at = time.time() - age
        if "held_level" in slots:
            slots = {**slots, "held_level": {**slots["held_level"], "at": at}}
        self._slots = {**slots, "signals": dict.fromkeys(slots.get("signals", ()), at)}

    async def retrieve(self, _: str) -> Any:
        return self

    def current_slot_values(self) -> dict[str, Any]:
        return self._slots


class FakeAgent:
    """Does with a message what it is told to."""

    def __init__(self, behaviour: Behaviour, store: Any = None) -> None:
        self.handle_message = behaviour
        self.tracker_store = store or Store()


def settings(tmp_path: Path, **given: Any) -> Settings:
    return Settings(state=tmp_path, **{"message_timeout": 0.05, **given})


async def ask(tmp_path: Path, behaviour: Behaviour, text: str, store: Any = None, **given: Any) -> list[dict[str, Any]]:
    output = SignedOutput(Signer(b"s" * 32))
    guarded = GuardedAgent(FakeAgent(behaviour, store), settings(tmp_path, **given))
    await guarded.handle_message(UserMessage(text, output, "someone"))
    return output.messages


def says(*messages: dict[str, Any]) -> Behaviour:
    async def behave(message: UserMessage) -> None:
        for each in messages:
            await message.output_channel.send_response(message.sender_id, dict(each))

    return behave


async def raises(_: UserMessage) -> None:
    raise ValueError("the person said something private")


async def hangs(_: UserMessage) -> None:
    await asyncio.Event().wait()


async def is_silent(_: UserMessage) -> None:
    return None


async def means_to_be_silent(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"kind": "silence", "private": False})


FAILURES = {"raises": raises, "hangs": hangs, "is silent": is_silent}


@pytest.mark.parametrize("behaviour", FAILURES.values(), ids=FAILURES.keys())
async def test_a_failure_is_answered_with_a_plain_sentence(tmp_path: Path, behaviour: Behaviour) -> None:
    [said] = await ask(tmp_path, behaviour, QUESTION)
    assert said["text"] == APOLOGY
    assert said["kind"] == "error"


@pytest.mark.parametrize("behaviour", FAILURES.values(), ids=FAILURES.keys())
async def test_a_failure_on_a_red_flag_is_answered_with_the_card_first(tmp_path: Path, behaviour: Behaviour) -> None:
    card, apology = await ask(tmp_path, behaviour, RED_FLAG)
    assert card["kind"] == "card"
    assert "911" in card["text"]
    assert apology["text"] == APOLOGY


async def test_an_answer_without_the_card_that_is_due_gets_it_in_front(tmp_path: Path) -> None:
    card, answer = await ask(tmp_path, says({"text": "An answer.", "kind": "answer"}), SURE_RED_FLAG)
    assert (card["kind"], answer["text"]) == ("card", "An answer.")


async def test_what_no_rule_is_sure_of_was_heard_on_the_way_to_the_answer(tmp_path: Path) -> None:
    assert not screen(UNSURE_RED_FLAG).sure_level.shows_card
    [answer] = await ask(tmp_path, says({"text": "An answer.", "kind": "answer"}), UNSURE_RED_FLAG)
    assert answer["text"] == "An answer."


async def test_what_no_rule_is_sure_of_gets_its_card_where_the_answer_fails(tmp_path: Path) -> None:
    card, _ = await ask(tmp_path, raises, UNSURE_RED_FLAG)
    assert card["kind"] == "card"


async def test_a_card_that_was_sent_is_not_sent_again(tmp_path: Path) -> None:
    said = await ask(tmp_path, says({"text": "Call now.", "kind": "card"}), RED_FLAG)
    assert [each["text"] for each in said] == ["Call now."]


async def test_an_answer_goes_out_as_it_is(tmp_path: Path) -> None:
    messages = ({"text": "One.", "kind": "answer"}, {"text": "Two?", "kind": "question"})
    said = await ask(tmp_path, says(*messages), QUESTION)
    assert [(each["text"], each["kind"]) for each in said] == [("One.", "answer"), ("Two?", "question")]


async def test_a_card_does_not_need_the_conversation(tmp_path: Path) -> None:
    card, _ = await ask(tmp_path, raises, RED_FLAG, store=BrokenStore())
    assert "911" in card["text"]


@pytest.mark.parametrize(("region", "number"), [("US", "911"), ("UK", "999")])
async def test_a_card_has_the_numbers_of_the_region(tmp_path: Path, region: str, number: str) -> None:
    card, _ = await ask(tmp_path, raises, RED_FLAG, region=region)
    assert number in card["text"]


CONTENT_READERS = {
    "cards.yml": (card_module, (card_module.wording,)),
    "contacts.yml": (contacts_module, (contacts_module.all_contacts,)),
    "red-flag rules": (rules_module, (rules_module.default_rules, screen_module.default_screen)),
}


@pytest.fixture(params=CONTENT_READERS.values(), ids=CONTENT_READERS.keys())
def unreadable(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """One of the content files that a card needs is not there."""
    module, readers = request.param
    monkeypatch.setattr(module, "CONTENT", tmp_path)
    for reader in readers:
        reader.cache_clear()
    yield
    for reader in readers:
        reader.cache_clear()


@pytest.mark.usefixtures("unreadable")
@pytest.mark.parametrize("behaviour", FAILURES.values(), ids=FAILURES.keys())
async def test_some_card_goes_out_where_its_content_cannot_be_read(tmp_path: Path, behaviour: Behaviour) -> None:
    card, apology = await ask(tmp_path, behaviour, RED_FLAG)
    assert (card["kind"], card["text"]) == ("card", CARD_OF_LAST_RESORT)
    assert apology["text"] == APOLOGY


async def test_a_message_that_cannot_be_screened_gets_the_last_resort_before_its_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("bad rule")

    monkeypatch.setattr(boundary, "screen", broken)
    card, answer = await ask(tmp_path, says({"text": "An answer.", "kind": "answer"}), QUESTION)
    assert card["text"] == CARD_OF_LAST_RESORT
    assert answer["text"] == "An answer."


def test_the_last_resort_has_the_emergency_number_of_every_region() -> None:
    for region in contacts_module.all_contacts():
        if region.emergency.number:
            assert region.emergency.say in CARD_OF_LAST_RESORT


HELD = {
    "level": "emergency",
    "findings": [asdict(Finding("unresponsive", Level.EMERGENCY, "test", 0, 1, "test")) | {"level": "emergency"}],
}


@pytest.mark.parametrize(
    ("slots", "text", "says_first"),
    [
        pytest.param({"held_level": HELD}, "shes in the kitchen", "Call 911 now", id="held"),
        pytest.param({"held_level": HELD, "region": "UK"}, "what now", "Call 999 now", id="held, in the UK"),
        pytest.param({"held_level": {**HELD, "denied": True}}, "thanks", "If things are not safe", id="denied"),
        pytest.param({"signals": {"stopped_medicine": 0}}, "now i have a fever", "Call 911 now", id="completed"),
    ],
)
@pytest.mark.parametrize("behaviour", FAILURES.values(), ids=FAILURES.keys())
async def test_a_failure_keeps_what_the_conversation_holds(
    tmp_path: Path, behaviour: Behaviour, slots: dict[str, Any], text: str, says_first: str
) -> None:
    card, _ = await ask(tmp_path, behaviour, text, store=Remembers(slots))
    assert card["kind"] == "card"
    assert says_first in card["text"].splitlines()[0]


async def test_what_was_held_a_day_ago_is_not_shown(tmp_path: Path) -> None:
    store = Remembers({"held_level": HELD}, age=25 * 60 * 60)
    assert [said["kind"] for said in await ask(tmp_path, raises, "hello", store=store)] == ["error"]


async def test_a_conversation_that_cannot_be_read_in_time_delays_no_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boundary, "MEMORY_SECONDS", 0.01)
    card, _ = await ask(tmp_path, raises, RED_FLAG, store=HangingStore())
    assert "911" in card["text"]


async def test_a_long_message_is_shortened_for_the_agent_and_that_is_said(tmp_path: Path) -> None:
    read: list[str] = []

    async def behave(message: UserMessage) -> None:
        read.append(message.text)
        await says({"text": "An answer.", "kind": "answer"})(message)

    said = await ask(tmp_path, behave, "baclofen " * 100, max_message_characters=50)
    assert [len(text) for text in read] == [50]
    assert said[-1]["text"] == SHORTENED


async def test_a_red_flag_at_the_end_of_a_long_message_is_seen(tmp_path: Path) -> None:
    text = "I have a question about my tablets. " * 200 + RED_FLAG
    said = await ask(tmp_path, says({"text": "An answer.", "kind": "answer"}), text, max_message_characters=50)
    assert said[0]["kind"] == "card"


async def test_a_button_is_not_screened_as_if_it_were_words(tmp_path: Path) -> None:
    output = SignedOutput(Signer(b"s" * 32))
    guarded = GuardedAgent(FakeAgent(says({"text": "Facts.", "kind": "answer"})), settings(tmp_path))
    message = UserMessage("/ask_overdose took 50 tablets", output, "someone", metadata=dict(BUTTON_METADATA))
    await guarded.handle_message(message)
    assert [each["kind"] for each in output.messages] == ["answer"]


async def test_what_the_person_wrote_is_not_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await ask(tmp_path, raises, "a private sentence about Maria")
    assert "A message was not answered: ValueError at test_boundary.py" in caplog.text
    assert "private" not in caplog.text
    assert "Maria" not in caplog.text


async def test_silence_that_is_meant_is_no_failure(tmp_path: Path) -> None:
    assert await ask(tmp_path, means_to_be_silent, QUESTION) == []
    assert await ask(tmp_path, means_to_be_silent, QUESTION * 100, max_message_characters=50) == []


@pytest.mark.parametrize("text", [SURE_RED_FLAG, "word " * 1000 + RED_FLAG], ids=["short", "at the end of a long one"])
async def test_silence_that_is_meant_holds_no_card_back(tmp_path: Path, text: str) -> None:
    [card] = await ask(tmp_path, means_to_be_silent, text)
    assert card["kind"] == "card"


async def test_a_failure_after_silence_that_was_meant_is_answered(tmp_path: Path) -> None:
    await ask(tmp_path, means_to_be_silent, QUESTION)
    [said] = await ask(tmp_path, raises, QUESTION)
    assert said["text"] == APOLOGY


async def test_what_is_said_beside_silence_goes_out(tmp_path: Path) -> None:
    [said] = await ask(tmp_path, says({"kind": "silence"}, {"text": "hello", "kind": "answer"}), QUESTION)
    assert said["text"] == "hello"
