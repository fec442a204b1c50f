"""Somebody without their medicine: first the answer that there always was, then one question at a time."""

from __future__ import annotations

from typing import Any

import pytest

from actions.memory import set_slots, waiting_task
from bot.assistant import Assistant
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.safety import Finding, Level
from bot.safety import screen

NOW = 1_000.0
RAN_OUT = "i ran out of baclofen"
CARD_STAYS = (Finding("overdose", Level.URGENT, "a-rule", 0, 0, ""),)


class Talk:
    """A conversation about baclofen: what it remembers is kept as the action keeps it."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.answer: Answer | None = None
        self.task: Any = None
        self.held: tuple[Finding, ...] = ()
        self.signals: tuple[str, ...] = ()

    def say(self, text: str, intent: str = "inform", **fields: Any) -> Answer:
        before = self.answer
        question = Question(
            text=text,
            readings=(Reading(intent, 0.9),),
            remembered_medicine=fields.pop("remembered_medicine", "baclofen"),
            verdict=fields.pop("verdict", screen(text)),
            earlier_signals=self.signals,
            held_level=Level.highest([finding.level for finding in self.held]),
            held_findings=self.held,
            previous=before and Previous(tuple(each.intent for each in before.sections), before.medicines),
            pending=before is not None and (before.question is not None or before.outcome is Outcome.ASKED),
            task=waiting_task(self.task, NOW),
            at=NOW,
            **fields,
        )
        answer = self._assistant.answer(question)
        self.task = set_slots(answer, NOW).get("task", self.task)
        self.held = (*self.held, *answer.verdict.findings)
        self.signals = (*self.signals, *answer.verdict.signals)
        self.answer = answer
        return answer

    def press(self, title: str) -> Answer:
        assert self.answer is not None
        button = next(each for each in self.answer.buttons if each.title == title)
        named = dict(button.entities)
        name = named.get("medicine")
        mentions = (Mention(name, name, name, known=True),) if name else ()
        return self.say("", button.intent, mentions=mentions, requested_step=named["step"])


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return Talk(assistant)


def said(answer: Answer) -> str:
    sections = (line for each in answer.sections for line in (each.headline, *each.points, *each.get_help))
    return "\n".join((*sections, answer.question or ""))


def test_the_answer_comes_first_then_the_danger_signs_are_asked(talk: Talk) -> None:
    answer = talk.say(RAN_OUT, "ran_out")

    assert answer.card is not None
    assert answer.card.level is Level.SAME_DAY
    assert "Call your prescriber or pharmacy today" in answer.sections[0].headline
    assert answer.question is not None
    assert "a seizure" in answer.question
    assert [button.title for button in answer.buttons] == ["Yes, one of these", "None of these", "Not sure"]


@pytest.mark.parametrize("title", ["Yes, one of these", "Not sure"])
def test_a_danger_sign_or_not_to_know_is_an_emergency(talk: Talk, title: str) -> None:
    talk.say(RAN_OUT, "ran_out")

    answer = talk.press(title)

    assert answer.card is not None
    assert answer.card.level is Level.EMERGENCY
    assert "911" in answer.card.lines[0]
    assert answer.verdict.level is Level.EMERGENCY
    assert answer.sections == ()


def test_by_mouth_and_well_ends_in_what_to_do_and_what_to_ask_for(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out")
    talk.press("None of these")
    asked = talk.press("By mouth")
    answer = talk.say("3 days ago")

    assert "When was the last dose" in asked.sections[0].headline
    assert answer.outcome is Outcome.ANSWERED
    assert "today, even if you feel well" in answer.sections[0].headline
    assert "ask your pharmacist for an emergency supply" in said(answer)
    assert "You told me \u201c3 days ago\u201d." in said(answer)
    assert "not to go back to your full dose" in said(answer)
    assert answer.sources
    assert talk.task is None


@pytest.mark.parametrize("title", ["By a pump", "Not sure"])
def test_without_it_with_a_pump_or_not_to_know_is_urgent(talk: Talk, title: str) -> None:
    talk.say(RAN_OUT, "ran_out")
    talk.press("None of these")

    answer = talk.press(title)

    assert answer.verdict.level is Level.URGENT
    assert answer.card is not None
    assert "pump team" in answer.card.lines[0]


def test_running_out_with_a_pump_is_urgent_at_once(talk: Talk) -> None:
    assert talk.say(RAN_OUT, "ran_out", form="pump").verdict.level is Level.URGENT


def test_less_than_a_day_says_nothing_of_a_gap(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out", form="tablet")
    talk.press("None of these")
    answer = talk.press("Less than a day ago")

    assert "full dose" not in said(answer)
    assert "Say which medicine it is and when the last dose was." in said(answer)


def test_what_the_first_message_says_is_not_asked_again(talk: Talk) -> None:
    talk.say("pharmacy is shut, took my last baclofen one yesterday", "ran_out", form="tablet")

    answer = talk.press("None of these")

    assert answer.outcome is Outcome.ANSWERED
    assert "You told me \u201cyesterday\u201d." in said(answer)


@pytest.mark.parametrize("medicine", ["tizanidine", "dantrolene"])
def test_a_medicine_without_a_pump_is_not_asked_how_it_is_given(talk: Talk, medicine: str) -> None:
    mention = (Mention(medicine, medicine, medicine, known=True),)
    talk.say(f"i ran out of {medicine}", "ran_out", mentions=mention, remembered_medicine=medicine)

    assert "When was the last dose" in said(talk.press("None of these"))


def test_a_medicine_that_is_given_in_a_clinic_is_asked_nothing(talk: Talk) -> None:
    medicine = "onabotulinumtoxina"
    mention = (Mention(medicine, medicine, medicine, known=True),)

    assert talk.say("ran out", "ran_out", mentions=mention, remembered_medicine=medicine).question is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("yes", Level.EMERGENCY, id="yes"),
        pytest.param("yeah a bit", Level.EMERGENCY, id="a bit"),
        pytest.param("one of them", Level.EMERGENCY, id="one of them"),
        pytest.param("not sure", Level.EMERGENCY, id="not sure"),
        pytest.param("idk maybe", Level.EMERGENCY, id="maybe"),
        pytest.param("he has a fever", Level.EMERGENCY, id="a sign in words"),
        pytest.param("no, just very stiff", Level.EMERGENCY, id="no, and a sign"),
        pytest.param("none of these", Level.NONE, id="none of these"),
        pytest.param("no", Level.NONE, id="no"),
        pytest.param("nope nothing like that", Level.NONE, id="nothing like that"),
        pytest.param("no im fine", Level.NONE, id="no, fine"),
        pytest.param("i don't have any of those", Level.NONE, id="not any"),
        pytest.param("she doesn't", Level.NONE, id="somebody else"),
    ],
)
def test_signs_are_told_in_words(talk: Talk, text: str, level: Level) -> None:
    talk.say(RAN_OUT, "ran_out")
    answer = talk.say(text)

    assert answer.verdict.level is level
    if level is Level.NONE:
        assert "by mouth" in said(answer)


@pytest.mark.parametrize("text", ["i feel fine", "no but my legs feel funny", "ok"])
def test_what_is_no_clear_answer_is_asked_about_again(talk: Talk, text: str) -> None:
    talk.say(RAN_OUT, "ran_out")
    answer = talk.say(text, "deny")

    assert "If you are not sure, say so." in said(answer)
    assert "a seizure" in said(answer)
    assert talk.task["step"] == "danger"


def test_a_day_of_the_week_is_asked_about(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out", form="tablet")
    talk.press("None of these")
    answer = talk.say("since tuesday", "out_of_scope")

    assert "I can't tell how long ago that is" in said(answer)
    assert talk.press("A day ago or longer").outcome is Outcome.ANSWERED


def test_another_question_comes_in_between_and_it_is_taken_up_again(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out")
    talk.press("None of these")
    between = talk.say("can i drink", "ask_alcohol")

    assert between.sections[0].intent == "ask_alcohol"
    assert between.buttons[-1].title == "Go on with being without it"
    assert "by mouth" in said(talk.press("Go on with being without it"))


def test_never_mind_drops_it(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out")
    talk.say("never mind", "deny")

    assert talk.task is None


def test_nothing_is_asked_while_help_may_be_needed_now(talk: Talk) -> None:
    talk.held = CARD_STAYS

    assert talk.say(RAN_OUT, "ran_out", verdict=screen("hello")).question is None


def test_a_button_of_before_still_raises_a_level_that_is_held(talk: Talk) -> None:
    asked = talk.say(RAN_OUT, "ran_out")
    talk.held = CARD_STAYS
    talk.answer = asked

    assert talk.press("Yes, one of these").verdict.level is Level.EMERGENCY


def test_a_button_of_before_lowers_nothing_while_help_may_be_needed_now(talk: Talk) -> None:
    asked = talk.say(RAN_OUT, "ran_out")
    talk.held = CARD_STAYS
    talk.answer = asked
    answer = talk.press("None of these")

    assert answer.card is not None
    assert answer.card.level is Level.URGENT
    assert "still here" in said(answer)


def test_a_button_pressed_after_it_was_dropped_counts_all_the_same(talk: Talk) -> None:
    asked = talk.say(RAN_OUT, "ran_out")
    talk.say("never mind", "deny")
    talk.answer = asked

    assert talk.press("Yes, one of these").verdict.level is Level.EMERGENCY


def test_the_same_day_card_is_not_shown_again_for_each_answer(talk: Talk) -> None:
    talk.say(RAN_OUT, "ran_out")
    answer = talk.press("None of these")

    assert answer.verdict.level is Level.NONE
    assert answer.card is not None
    assert len(answer.card.lines) == 1


@pytest.mark.parametrize(
    ("text", "intent", "asks"),
    [
        pytest.param(
            "been throwing up my baclofen tablets since last night",
            "report_side_effect",
            "doses came back up",
            id="vomited",
        ),
        pytest.param("i stopped taking it 2 days ago", "ask_stopping", "you have stopped", id="stopped"),
        pytest.param("i missed a few doses of baclofen", "ask_missed_dose", "how many doses you missed", id="missed"),
        pytest.param("no baclofen left since yesterday", "ask_withdrawal", "you have run out", id="ran out"),
    ],
)
def test_however_it_came_about_it_leads_there(talk: Talk, text: str, intent: str, asks: str) -> None:
    first = talk.say(text, intent, form="tablet")
    answer = talk.press("None of these")
    if answer.outcome is Outcome.ASKED:
        answer = talk.press("A day ago or longer")

    assert first.sections[0].intent == intent
    assert asks in said(answer)


@pytest.mark.parametrize("intent", ["report_side_effect", "ask_stopping", "ask_withdrawal"])
def test_who_is_not_without_it_is_asked_nothing(talk: Talk, intent: str) -> None:
    answer = talk.say("what should i know", intent)

    assert answer.question is None
    assert talk.task is None


class TestPump:
    def test_the_answer_comes_first_then_danger_then_warning_signs(self, talk: Talk) -> None:
        first = talk.say("somethings up with my pump", "pump_problem")
        second = talk.press("None of these")

        assert "24-hour line now" in first.sections[0].headline
        assert first.card is None
        assert "an alarm, a missed refill" in said(second)

    @pytest.mark.parametrize(
        ("title", "level"),
        [("Yes, one of these", Level.URGENT), ("Not sure", Level.URGENT), ("None of these", Level.NONE)],
    )
    def test_the_warning_signs_decide(self, talk: Talk, title: str, level: Level) -> None:
        talk.say("somethings up with my pump", "pump_problem")
        talk.press("None of these")
        answer = talk.press(title)

        assert answer.verdict.level is level
        if level is Level.NONE:
            assert "call your pump team now" in said(answer)
            assert talk.task is None

    def test_danger_signs_are_an_emergency(self, talk: Talk) -> None:
        talk.say("somethings up with my pump", "pump_problem")

        assert talk.press("Yes, one of these").verdict.level is Level.EMERGENCY

    def test_an_alarm_has_its_card_and_nothing_is_asked(self, talk: Talk) -> None:
        answer = talk.say("my baclofen pump is beeping", "pump_problem")

        assert answer.card is not None
        assert answer.card.level is Level.URGENT
        assert answer.question is None
