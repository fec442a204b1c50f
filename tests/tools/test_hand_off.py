"""A question for a person: asked for, shown, passed on with a yes to what was shown; then silence, until it is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest

from actions.memory import set_slots, waiting_task, was_silent
from bot.assistant import Assistant
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.desk import Desk
from bot.model.hours import OpeningHours
from bot.model.record import LONGEST_MESSAGE, LONGEST_WORDS, Agree, Change, HandOff, Keep, Record, Remove
from bot.model.safety import Finding, Level, Verdict

OPEN = datetime(2026, 3, 4, 10, 30, tzinfo=timezone.utc)
"""A Wednesday."""
CLOSED = datetime(2026, 3, 4, 22, 0, tzinfo=timezone.utc)
DESK = Desk("the ward pharmacists", OpeningHours.parse("Mon-Fri 09:00-17:00 Europe/London"), 60)
TALK, ASKS = "talk_to_human", "can i switch from the tablets to the liquid"
BACLOFEN = Mention("baclofen", "baclofen", "baclofen", known=True)
RAN_OUT = Verdict((Finding("stopped", Level.SAME_DAY, "rule", 0, 0, "Ran out."),))
DANGER = Verdict((Finding("overdose", Level.EMERGENCY, "rule", 0, 0, "Too much."),))


class Person:
    """Somebody in a conversation that keeps what answers say, as actions and store do."""

    def __init__(self, assistant: Assistant, at: datetime = OPEN, desk: Desk | None = DESK) -> None:
        self._assistant = assistant
        self._slots: dict[str, Any] = {}
        self.desk = desk
        self.at = at.timestamp()
        self.record = Record()
        self.previous: Previous | None = None
        self._pending = False
        self._ids = 0
        self.last: Answer | None = None

    def say(self, text: str, intent: str = "out_of_scope", **fields: Any) -> Answer:
        return self._answered(Question(text, (Reading(intent, 0.9),), **{"verdict": Verdict(), **fields}))

    def press(self, title: str) -> Answer:
        assert self.last is not None
        button = next(each for each in self.last.buttons if each.title == title)
        step = dict(button.entities).get("step")
        return self._answered(Question("", (Reading(button.intent, 1.0),), requested_step=step, verdict=Verdict()))

    def pass_on(self, question: str = ASKS, **fields: Any) -> HandOff:
        """Has a question passed on."""
        self.say("talk to a human", TALK)
        self.say(question, **fields)
        self.press("Yes, pass it on")
        return self.hand_off

    def operator(self, **changes: Any) -> None:
        """Somebody else changes the hand-off."""
        self.record = self.record.replacing(self.hand_off.copy(update=changes))

    def later(self, minutes: float) -> None:
        self.at += minutes * 60

    @property
    def hand_off(self) -> HandOff:
        [found] = self.record.of(HandOff)
        return found

    @property
    def text(self) -> str:
        """All that was said last."""
        assert self.last is not None
        sections = [line for each in self.last.sections for line in (each.headline, *each.points)]
        return "\n".join((*sections, self.last.question or ""))

    def _answered(self, question: Question) -> Answer:
        self.later(1)
        slots = self._slots
        question = replace(
            question,
            at=self.at,
            desk=self.desk,
            record=self.record,
            previous=self.previous,
            pending=self._pending,
            task=waiting_task(slots.get("task"), self.at),
            with_human=bool(slots.get("with_human")),
            was_silent=was_silent(slots.get("last_answer"), self.at),
        )
        answer = self._assistant.answer(question)
        told = any(not each.is_told for each in self.record.of(HandOff))
        self._keep(answer.changes)
        slots.update({"with_human": told, **set_slots(answer, self.at)})
        slots["last_answer"] = {"outcome": answer.outcome.value, "at": self.at}
        self._pending = answer.question is not None or answer.outcome is Outcome.ASKED
        self.last = answer
        return answer

    def _keep(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if isinstance(change, Agree):
                self.record = replace(self.record, agreed_at=change.at)
                continue
            assert isinstance(change, (Keep, Remove))
            assert self.record.has_agreed, "nothing is kept before somebody agreed"
            if isinstance(change, Keep) and not change.item.id:
                self._ids += 1
                kept = change.item.copy(update={"id": self._ids})
                self.record = replace(self.record, items=(*self.record.items, kept))
            elif isinstance(change, Keep):
                self.record = self.record.replacing(change.item)
            else:
                left = tuple(each for each in self.record.items if each.id != change.item.id)
                self.record = replace(self.record, items=left)


@pytest.fixture
def person(assistant: Assistant) -> Person:
    return Person(assistant)


@pytest.fixture
def at_night(assistant: Assistant) -> Person:
    return Person(assistant, CLOSED)


# --- asking, showing, agreeing


def test_where_nobody_is_there_it_says_who_to_ask(assistant: Assistant) -> None:
    person = Person(assistant, desk=None)
    answer = person.say("talk to a human", TALK)

    assert answer.sections[0].headline.startswith("I can't put you through to a person.")
    assert "911" in person.text
    assert answer.question is None
    assert answer.changes == ()


def test_it_asks_what_to_pass_on_then_shows_it_then_passes_it_on(person: Person) -> None:
    asked = person.say("talk to a human", TALK)
    assert asked.question == "What should I pass on?"
    assert "Their hours today are until 5 pm, London time." in person.text

    shown = person.say(ASKS, mentions=(BACLOFEN,), form="liquid")
    assert shown.outcome is Outcome.ASKED
    assert shown.changes == ()
    for line in (
        "This is what I would pass on to the ward pharmacists.",
        f"Your question: \u201c{ASKS}\u201d",
        "It is about you.",
        "Medicine: baclofen, Liquid.",
        "Country: United States.",
        "May I pass this on?",
    ):
        assert line in person.text

    sent = person.press("Yes, pass it on")
    assert sent.sections[0].headline == "I'm passing your question on to the ward pharmacists."
    assert "until 11:33 am, London time" in person.text
    assert person.record.has_agreed
    assert person.hand_off == HandOff(
        id=1,
        at=OPEN.replace(minute=33),
        until=OPEN.replace(hour=11, minute=33),
        whom="self",
        medicine="baclofen",
        form="liquid",
        question=ASKS,
        region="US",
    )
    assert person.hand_off.due == person.hand_off.at


def test_what_is_passed_on_is_what_was_shown(person: Person) -> None:
    person.say("talk to a human", TALK)
    person.say(ASKS, mentions=(BACLOFEN,), strength="5 mg/mL")
    shown = person.text
    person.press("Yes, pass it on")

    kept = person.hand_off
    for text in (kept.question, kept.medicine, kept.strength):
        assert text
        assert text in shown


@pytest.mark.parametrize(
    ("text", "asks_back"),
    [
        ("talk to a human", True),
        ("can i talk to a pharmacist about it", True),
        ("can i talk to a pharmacist about switching to the liquid", False),
        ("i want a person because my tablets changed colour", False),
        ("my pharmacy gave me a liquid that is stronger than before, get me a human please", False),
        ("human", True),
    ],
)
def test_a_question_that_is_there_is_not_asked_for(person: Person, text: str, asks_back: bool) -> None:
    person.say(text, TALK)
    assert ("What should I pass on?" in person.text) is asks_back
    assert (f"\u201c{text}\u201d" in person.text) is not asks_back


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("my mum gets dizzy with it, what helps", "It is about somebody else."),
        ("i get dizzy with it, what helps", "It is about you."),
        ("she gets dizzy, what helps", "It is about somebody else."),
        ("what helps against dizziness", "You did not say who it is about."),
        ("my doctor told me to ask", "It is about you."),
    ],
)
def test_who_it_is_about_as_far_as_they_said(person: Person, text: str, line: str) -> None:
    person.say("human please", TALK)
    person.say(text)
    assert line in person.text


@pytest.mark.parametrize("refusal", ["no", "nope", "never mind", "*No, leave it"])
def test_without_a_yes_nothing_is_kept(person: Person, refusal: str) -> None:
    person.say("human please", TALK)
    person.say(ASKS)
    answer = person.press(refusal[1:]) if refusal.startswith("*") else person.say(refusal, "deny")

    assert answer.changes == ()
    assert person.record == Record()
    assert person.say("yes", "affirm").changes == ()


def test_a_no_to_what_should_i_pass_on_drops_it(person: Person) -> None:
    person.say("human please", TALK)
    person.say("no", "deny")
    assert person.say(ASKS).outcome is Outcome.OUT_OF_SCOPE


def test_the_question_can_be_changed_before_it_goes(person: Person) -> None:
    person.say("human please", TALK)
    person.say("waht about teh liquid")
    assert person.press("Change the question").question == "What should I pass on?"
    person.say(ASKS)
    person.say("yes", "affirm")
    assert person.hand_off.question == ASKS


def test_another_question_comes_between_and_the_yes_is_to_what_is_shown_again(person: Person) -> None:
    person.say("human please", TALK)
    person.say(ASKS)
    answered = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert answered.sections[0].intent == "ask_alcohol"
    assert person.say("yes", "affirm").changes == ()
    person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    person.press("Go on with passing your question on")
    assert ASKS in person.text
    person.say("yes please", "affirm")
    assert person.hand_off.question == ASKS


@pytest.mark.parametrize("length", [LONGEST_WORDS, LONGEST_WORDS + 1, 5000])
def test_a_long_question_is_cut_and_shown_as_it_goes(person: Person, length: int) -> None:
    text = ("word " * length)[:length].strip()
    person.say("human please", TALK)
    person.say(text)
    person.press("Yes, pass it on")
    assert len(person.hand_off.question) <= LONGEST_WORDS
    assert text.startswith(person.hand_off.question)


def test_lines_of_a_question_become_one(person: Person) -> None:
    person.say("human please", TALK)
    person.say("my question:\n\ntake 2 tablets or  3?\nthanks")
    assert "\u201cmy question: take 2 tablets or 3? thanks\u201d" in person.text


def test_incognito_nothing_can_be_passed_on(person: Person) -> None:
    answer = person.say("human please", TALK, incognito=True)
    assert answer.question is None
    assert "because you asked me to keep nothing" in person.text


def test_red_flags_and_what_was_answered_go_with_it(person: Person) -> None:
    person.previous = Previous(
        intents=("ask_alcohol",),
        medicines=("baclofen",),
        fact_ids=("baclofen:two",),
        earlier=("ask_driving", "ask_alcohol"),
        earlier_facts=("baclofen:one",),
    )
    held = {"held_level": Level.SAME_DAY, "held_findings": RAN_OUT.findings, "held_since": person.at}
    person.say("human please", TALK, **held)
    person.say(ASKS, **held)
    assert "I saw a danger sign here: stopped or ran out." in person.text
    assert [line for line in person.text.splitlines() if "I gave an answer" in line] == [
        "I gave an answer about this: drinking alcohol with it.",
        "I gave an answer about this: driving.",
    ]
    person.press("Yes, pass it on")

    assert person.hand_off.level is Level.SAME_DAY
    assert person.hand_off.situations == ("stopped",)
    assert person.hand_off.facts == ("baclofen:one", "baclofen:two")
    assert len(person.hand_off.answers) == 2


def test_while_help_may_be_needed_nobody_is_asked_to_write_a_letter(person: Person) -> None:
    held = {"held_level": Level.EMERGENCY, "held_findings": DANGER.findings, "held_since": person.at}
    answer = person.say("human please", TALK, **held)
    assert "What should I pass on?" not in person.text
    assert answer.card is not None


def test_each_hand_off_needs_a_yes_of_its_own(person: Person) -> None:
    person.pass_on()
    person.operator(state="handed_back")
    person.say("hello", "greet")
    person.say("human please", TALK)
    answer = person.say("and how long does it keep")
    assert answer.changes == ()
    person.press("Yes, pass it on")
    assert person.hand_off.question == "and how long does it keep"


def test_outside_the_hours_it_says_when_they_open_and_goes_on_answering(at_night: Person) -> None:
    at_night.say("human please", TALK)
    assert "Nobody is there now. They open on Thursday 5 March at 9 am, London time." in at_night.text
    at_night.say(ASKS)
    at_night.press("Yes, pass it on")
    assert "but nobody is there now" in at_night.text
    assert "If something was swallowed, call Poison Help" in at_night.text
    assert at_night.hand_off.until == datetime(2026, 3, 5, 10, 0, tzinfo=timezone.utc)

    answer = at_night.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert answer.sections[0].intent == "ask_alcohol"


# --- silence


def test_one_line_then_silence(person: Person) -> None:
    person.pass_on()
    first = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert first.outcome is Outcome.SILENT
    assert "I stay quiet, because I passed your question on to the ward pharmacists." in person.text
    assert "In an emergency, call 911." in person.text

    second = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert second.outcome is Outcome.SILENT
    assert second.sections == ()
    assert second.card is None


def test_after_a_while_it_says_again_that_it_is_quiet(assistant: Assistant) -> None:
    person = Person(assistant, desk=replace(DESK, wait_minutes=120))
    person.pass_on()
    person.say("hello", "greet")
    person.later(45)
    assert person.say("hello", "greet").sections


def test_only_somebody_who_said_so_is_said_to_have_it(person: Person) -> None:
    person.pass_on()
    person.say("hello", "greet")
    assert "A person has your question" not in person.text
    person.operator(state="taken")
    person.later(31)
    person.say("hello", "greet")
    assert "A person has your question" in person.text


@pytest.mark.parametrize("verdict", [DANGER, RAN_OUT], ids=["emergency", "same day"])
def test_a_red_flag_is_answered_with_its_card(person: Person, verdict: Verdict) -> None:
    person.pass_on()
    person.say("hello", "greet")
    answer = person.say("help", verdict=verdict)
    assert answer.card is not None
    assert answer.outcome is not Outcome.SILENT
    assert person.hand_off.is_pending


def test_while_an_emergency_is_held_nothing_is_silent(person: Person) -> None:
    person.pass_on()
    held = {"held_level": Level.EMERGENCY, "held_findings": DANGER.findings, "held_since": person.at}
    answer = person.say("what do i do", **held)
    assert answer.card is not None
    assert answer.sections


def test_the_card_of_an_earlier_red_flag_breaks_no_silence(person: Person) -> None:
    person.pass_on()
    held = {"held_level": Level.SAME_DAY, "held_findings": RAN_OUT.findings, "held_since": person.at}
    person.say("hello", "greet", **held)
    answer = person.say("hello", "greet", **held)
    assert (answer.outcome, answer.card) == (Outcome.SILENT, None)


@pytest.mark.parametrize(
    ("text", "intent", "says"),
    [
        ("what number do i call", "out_of_scope", "call 911"),
        ("is anyone there", TALK, "Your question to the ward pharmacists is on its way"),
        ("what do you know about me", "set_profile", "This is all that I keep about you."),
        ("forget me", "forget_me", "Shall I delete everything of you?"),
    ],
)
def test_what_is_always_answered(person: Person, text: str, intent: str, says: str) -> None:
    person.pass_on()
    answer = person.say(text, intent)
    assert answer.outcome is not Outcome.SILENT
    assert says in person.text


def test_an_answer_to_our_own_question_is_heard(person: Person) -> None:
    person.pass_on()
    person.say("forget me", "forget_me")
    answer = person.say("no", "deny")
    assert answer.outcome is not Outcome.SILENT
    assert person.say("hello", "greet").outcome is Outcome.SILENT


@pytest.mark.parametrize("has_arrived", [True, False])
def test_it_says_how_far_it_is(person: Person, has_arrived: bool) -> None:
    person.pass_on()
    person.operator(is_passed_on=has_arrived)
    person.say("human please", TALK)
    assert ("has not arrived yet" in person.text) is not has_arrived


# --- over


@pytest.mark.parametrize(
    "said",
    ["*Talk to you again", "never mind", "never mind the human", "stop, talk to you again", "i dont want to wait"],
)
def test_the_person_can_have_the_bot_back(person: Person, said: str) -> None:
    person.pass_on()
    person.press(said[1:]) if said.startswith("*") else person.say(said)
    assert person.text.startswith("I'm back.")
    assert "I send nothing of your question any more." in person.text
    assert (person.hand_off.state, person.hand_off.due) == ("taken_back", None)

    answer = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert answer.sections[0].intent == "ask_alcohol"


def test_what_has_gone_out_cannot_be_called_back(person: Person) -> None:
    person.pass_on()
    person.operator(is_passed_on=True)
    person.press("Talk to you again")
    assert "I can't call it back." in person.text


@pytest.mark.parametrize(
    "message", ["Take half a tablet less, and ring us on 555 0100.", "x" * LONGEST_MESSAGE, "Stop taking it."]
)
def test_an_answer_is_shown_as_theirs(person: Person, message: str) -> None:
    person.pass_on()
    person.operator(state="handed_back", message=message)
    person.say("hello", "greet")
    assert person.text.startswith("A person has handed the conversation back to me.")
    assert f"\u201c{message}\u201d These are their words, and I have not checked them." in person.text
    assert person.hand_off.is_told

    person.say("hello", "greet")
    assert message not in person.text


def test_handed_back_without_an_answer(person: Person) -> None:
    person.pass_on()
    person.operator(state="handed_back")
    person.say("hello", "greet")
    assert "They left no message." in person.text


def test_that_it_is_over_comes_before_the_answer_to_what_is_asked(person: Person) -> None:
    person.pass_on()
    person.operator(state="handed_back", message="All fine.")
    answer = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert [section.intent for section in answer.sections] == [TALK, "ask_alcohol"]
    assert answer.sources


def test_in_an_emergency_it_waits(person: Person) -> None:
    person.pass_on()
    person.operator(state="handed_back", message="All fine.")
    person.say("help", verdict=DANGER)
    assert "All fine." not in person.text
    person.say("hello", "greet")
    assert "All fine." in person.text


def test_nobody_answers(person: Person) -> None:
    person.pass_on()
    person.later(58)
    assert person.say("hello", "greet").outcome is Outcome.SILENT
    person.later(1)
    person.say("hello", "greet")
    assert "Nobody has answered your question in time, so I'm back." in person.text
    assert "ask any pharmacist" in person.text
    assert (person.hand_off.state, person.hand_off.due, person.hand_off.is_told) == ("nobody_answered", None, True)


def test_nobody_answers_in_the_uk(person: Person) -> None:
    person.pass_on(region="UK")
    person.later(60)
    person.say("hello", "greet", region="UK")
    assert "If it can't wait, call 111." in person.text
    assert "call 999" in person.text


def test_it_could_not_be_passed_on(person: Person) -> None:
    person.pass_on()
    person.operator(state="not_passed_on")
    person.say("hello", "greet")
    assert "I could not pass your question on, so I'm back." in person.text
    assert person.hand_off.is_told


def test_where_nothing_is_passed_on_any_more_nobody_waits(person: Person) -> None:
    person.pass_on()
    person.desk = None
    person.say("hello", "greet")
    assert "Nobody has answered your question in time" in person.text


def test_where_the_record_cannot_be_read_the_bot_answers(person: Person) -> None:
    person.pass_on()
    person.record = Record()
    answer = person.say("can i drink on baclofen", "ask_alcohol", mentions=(BACLOFEN,))
    assert answer.sections[0].intent == "ask_alcohol"
