"""A question that is with a person, through the trained agent: what people and time do to it meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

import actions.base
import actions.people
from bot.delivery.hand_offs import HandOffDelivery, hand_back, take
from bot.delivery.packet import Packet
from bot.delivery.worker import MOST_ATTEMPTS, Tally, Worker
from bot.model.desk import Desk
from bot.model.hours import OpeningHours
from bot.model.record import HandOff
from bot.runtime.agent import MedguideAgent
from bot.runtime.reply import Reply
from tests.conversations.test_dialogues import DESK, pressed

RULES = Path(__file__).parents[2] / "data" / "rules" / "with_human.yml"
DOMAIN = RULES.parents[2] / "domain.yml"
EMERGENCIES = {"emergency_symptoms", "emergency_overdose", "crisis_self_harm"}
NEVER_OPEN_NOW = "Mon-Sun {start:02}:00-{end:02}:00 UTC"
ASKS = "is the pink tablet the same as the white one"


def test_the_rule_has_every_intent_but_the_emergencies() -> None:
    """Whoever adds an intent adds it here: without it, it is answered while a person has the conversation."""
    intents = set(yaml.safe_load(DOMAIN.read_text())["intents"])
    rules = yaml.safe_load(RULES.read_text())["rules"]
    for rule in rules:
        named = {each["intent"] for each in rule["steps"][0]["or"]}
        assert named == intents - EMERGENCIES


class Person:
    """Somebody in a conversation of their own."""

    def __init__(self, agent: MedguideAgent) -> None:
        self.name = uuid.uuid4().hex
        self._agent = agent
        self.last: Reply | None = None

    async def say(self, text: str) -> str:
        self.last = await self._agent.handle(text, self.name)
        return "\n".join(said["text"] for said in self.last.messages)

    async def press(self, title: str) -> str:
        return await self.say(pressed(self.last, title))

    async def pass_on(self) -> str:
        await self.say("talk to a human")
        await self.say(ASKS)
        return await self.press("Yes, pass it on")

    @property
    def hand_off(self) -> HandOff:
        [found] = actions.people.records().of(self.name).of(HandOff)
        return found

    def edit(self, **changes: Any) -> None:
        actions.people.records().edit(HandOff, self.hand_off.id, lambda item: item.copy(update=changes))


def now() -> datetime:
    return datetime.now(timezone.utc)


@pytest.fixture
def person(agent: MedguideAgent, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(actions.base, "desk", lambda _: DESK)
    return Person(agent)


@pytest.mark.agent
async def test_where_there_is_nobody_it_says_who_to_ask(agent: MedguideAgent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.base, "desk", lambda _: None)
    said = await Person(agent).say("talk to a human")
    assert "I can't put you through to a person." in said
    assert "call 911" in said


@pytest.mark.agent
async def test_outside_the_hours_it_goes_on_answering(agent: MedguideAgent, monkeypatch: pytest.MonkeyPatch) -> None:
    start = (now().hour + 12) % 23
    hours = OpeningHours.parse(NEVER_OPEN_NOW.format(start=start, end=start + 1))
    monkeypatch.setattr(actions.base, "desk", lambda _: Desk("the ward pharmacists", hours, 60))
    person = Person(agent)
    assert "nobody is there now" in await person.pass_on()
    assert "Avoid alcohol with baclofen" in await person.say("can i drink on baclofen")

    take(actions.people.records(), person.hand_off.id, DESK, now())
    assert "A person has your question." in await person.say("can i drink on baclofen")
    assert await person.say("can i drink on baclofen") == ""


@pytest.mark.agent
async def test_they_hand_back_with_an_answer(person: Person) -> None:
    await person.pass_on()
    await person.say("ok")
    assert await person.say("hm") == ""
    hand_back(actions.people.records(), person.hand_off.id, "Same drug, take half of 10 mg if unsure.", now())

    said = await person.say("can i drink on baclofen")
    assert said.startswith("A person has handed the conversation back to me.")
    assert "\u201cSame drug, take half of 10 mg if unsure.\u201d" in said
    assert "I have not checked them" in said
    assert "Avoid alcohol with baclofen" in said
    assert "handed the conversation back" not in await person.say("thanks")


@pytest.mark.agent
async def test_that_they_handed_back_is_told_after_an_emergency(person: Person) -> None:
    await person.pass_on()
    hand_back(actions.people.records(), person.hand_off.id, "All fine.", now())
    said = await person.say("my husband took 30 baclofen and he is not breathing")
    assert "Call 911 now" in said
    assert "All fine" not in said


@pytest.mark.agent
async def test_nobody_answers(person: Person) -> None:
    await person.pass_on()
    await person.say("ok")
    person.edit(until=now() - timedelta(seconds=1))
    said = await person.say("hello?")
    assert "Nobody has answered your question in time, so I'm back." in said
    assert "ask any pharmacist" in said
    assert "Avoid alcohol with baclofen" in await person.say("can i drink on baclofen")


@pytest.mark.agent
async def test_it_cannot_be_passed_on(person: Person) -> None:
    class Gone:
        def send(self, packet: Packet) -> None:
            raise OSError

    await person.pass_on()
    deliveries = [HandOffDelivery(Gone(), str)]
    later = [now() + timedelta(hours=hour) for hour in range(1, MOST_ATTEMPTS + 1)]
    tallies = [_run(person, deliveries, lambda at=at: at) for at in later]
    assert [tally.given_up for tally in tallies][-1] >= 1
    said = await person.say("hello?")
    assert "I could not pass your question on, so I'm back." in said


def _run(person: Person, deliveries: list[HandOffDelivery], clock: Callable[[], datetime]) -> Tally:
    return Worker(actions.people.records(), deliveries, clock).run()


@pytest.mark.agent
async def test_after_a_restart_it_is_still_with_them(person: Person) -> None:
    await person.pass_on()
    await person.say("ok")
    actions.people._of_installation.cache_clear()  # what a new process does: the store is opened anew
    actions.base.assistant.cache_clear()
    assert await person.say("hm") == ""
    hand_back(actions.people.records(), person.hand_off.id, None, now())
    assert "They left no message." in await person.say("hello")
