"""While a level is held: what stays, what folds it, and what is never said meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.answers.own_questions import held_wording
from bot.assistant import Assistant
from bot.language.numbers import numbers_in
from bot.language.readability import grade
from bot.model.conversation import Answer, Outcome, Previous, Reading
from bot.model.safety import Finding, Level
from bot.safety import screen
from bot.safety.card import question_text, wording
from bot.safety.contacts import all_contacts, contacts
from evaluation.answers import words_of

Ask = Callable[..., Answer]


def found(situation: str, level: Level) -> tuple[Finding, ...]:
    return (Finding(situation, level, "test", 0, 1, "test"),)


FOUND = {
    Level.EMERGENCY: found("unresponsive", Level.EMERGENCY),
    Level.CRISIS: found("self_harm", Level.CRISIS),
    Level.URGENT: found("overdose", Level.URGENT),
}
VIOLENCE = found("violence", Level.CRISIS)
ANOTHER = found("self_harm_of_another", Level.CRISIS)


def held(ask: Ask, intent: str, text: str, level: Level = Level.EMERGENCY, **fields: object) -> Answer:
    fields.setdefault("held_findings", FOUND[level])
    return ask(intent, [], text=text, held_level=level, **fields)


def is_folded(answer: Answer) -> bool:
    return answer.card is not None and answer.denied and len(answer.card.lines) == 1


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("out_of_scope", "shes in the kitchen"),
        ("out_of_scope", "what do i do"),
        ("deny", "no"),
        ("affirm", "yes"),
        ("emergency_symptoms", "she looks odd"),
        ("ask_time_to_effect", "how long does it take"),
        ("inform", "she is 40"),
        ("thank", "thanks"),
        ("goodbye", "bye"),
    ],
)
def test_the_opening_stays_and_nothing_else_is_asked(ask: Ask, intent: str, text: str) -> None:
    answer = held(ask, intent, text)

    assert answer.card is not None
    assert "Call 911 now" in answer.card.lines[0]
    assert "I'm still here" in words_of(answer)
    assert answer.outcome is Outcome.ASKED
    assert answer.asks == "awake"


@pytest.mark.parametrize(
    ("level", "text", "asks"),
    [
        pytest.param(Level.EMERGENCY, "you misunderstood", "in_danger", id="misunderstood"),
        pytest.param(Level.EMERGENCY, "it was a joke", "in_danger", id="a joke"),
        pytest.param(Level.EMERGENCY, "I'm fine, he's awake", "in_danger", id="he is awake"),
        pytest.param(Level.EMERGENCY, "no i'm fine", "in_danger", id="fine"),
        pytest.param(Level.EMERGENCY, "false alarm", "in_danger", id="false alarm"),
        pytest.param(Level.CRISIS, "I meant the film", "in_crisis", id="the film"),
        pytest.param(Level.CRISIS, "you misunderstood me", "in_crisis", id="misunderstood in a crisis"),
        pytest.param(Level.URGENT, "nobody took anything", "too_much", id="nobody took anything"),
    ],
)
def test_a_denial_is_asked_about_once_and_the_card_stays(ask: Ask, level: Level, text: str, asks: str) -> None:
    answer = held(ask, "feedback", text, level)

    assert answer.card is not None
    assert not answer.denied
    assert answer.asks == asks
    assert answer.question == question_text(asks)
    assert answer.outcome is Outcome.ASKED


@pytest.mark.parametrize(
    ("level", "asked", "intent", "text"),
    [
        pytest.param(Level.EMERGENCY, "in_danger", "deny", "no", id="nobody in danger"),
        pytest.param(Level.EMERGENCY, "in_danger", "inform", "no everyone is fine", id="everyone is fine"),
        pytest.param(Level.EMERGENCY, "in_danger", "feedback", "it was a joke", id="said twice"),
        pytest.param(Level.CRISIS, "ending_life", "deny", "no", id="not thinking of it"),
        pytest.param(Level.CRISIS, "ending_life", "out_of_scope", "no i meant the film", id="no, the film"),
        pytest.param(Level.CRISIS, "in_crisis", "affirm", "yes", id="safe"),
        pytest.param(Level.URGENT, "too_much", "deny", "nope", id="nobody took too much"),
    ],
)
def test_a_clear_denial_folds_the_card_to_one_line(ask: Ask, level: Level, asked: str, intent: str, text: str) -> None:
    answer = held(ask, intent, text, level, asked=asked)

    assert is_folded(answer)
    assert answer.card is not None
    assert answer.card.level is level
    assert "What else would you like to know" not in words_of(answer)


@pytest.mark.parametrize(
    ("level", "asked", "text"),
    [
        pytest.param(Level.EMERGENCY, "awake", "no", id="not awake"),
        pytest.param(Level.EMERGENCY, "awake", "yes", id="awake"),
        pytest.param(Level.CRISIS, "with_someone", "no", id="alone"),
        pytest.param(Level.CRISIS, "safety_plan", "no", id="no plan wanted"),
        pytest.param(Level.CRISIS, "in_crisis", "no", id="not safe"),
        pytest.param(Level.CRISIS, "means", "no", id="no means"),
        pytest.param(Level.URGENT, "called", "no", id="has not called"),
        pytest.param(Level.URGENT, None, "i feel fine", id="feels fine after too much"),
        pytest.param(Level.EMERGENCY, "awake", "no idea", id="does not know"),
        pytest.param(Level.CRISIS, "ending_life", "it's not a joke", id="not a joke"),
        pytest.param(Level.CRISIS, "in_crisis", "i'm not joking", id="not joking"),
    ],
)
def test_a_no_that_is_no_denial_folds_nothing(ask: Ask, level: Level, asked: str | None, text: str) -> None:
    answer = held(ask, "deny" if text == "no" else "inform", text, level, asked=asked)

    assert answer.card is not None
    assert not answer.denied


def test_an_unsure_reading_as_a_no_is_none(question: Any, assistant: Assistant) -> None:
    asked = question("deny", [], text="nobody cares", held_level=Level.CRISIS, held_findings=FOUND[Level.CRISIS])
    unsure = replace(asked, readings=(Reading("deny", 0.3),), asked="ending_life")

    assert not assistant.answer(unsure).denied


def test_feeling_fine_again_is_asked_about_where_nothing_was_swallowed(ask: Ask) -> None:
    findings = found("confusion", Level.URGENT)
    answer = held(ask, "inform", "he's fine now", Level.URGENT, held_findings=findings)

    assert answer.asks == "happening"


@pytest.mark.parametrize(
    ("findings", "asked", "said", "says"),
    [
        pytest.param(VIOLENCE, "you_are_safe", "no", "Call 911 now.", id="violence, not safe"),
        pytest.param(VIOLENCE, "you_are_safe", "yes", "1-800-799-7233", id="violence, safe"),
        pytest.param(ANOTHER, "they_are_safe", "no", "Call 911 now.", id="another, not safe"),
        pytest.param(FOUND[Level.CRISIS], "in_crisis", "no", "Then call 911 now", id="not safe"),
    ],
)
def test_not_being_safe_leads_to_the_emergency_number(
    ask: Ask, findings: tuple[Finding, ...], asked: str, said: str, says: str
) -> None:
    answer = held(ask, "deny", said, Level.CRISIS, held_findings=findings, asked=asked)

    assert says in words_of(answer)
    assert not is_folded(answer)


@pytest.mark.parametrize("text", ["yes", "yes i am", "yeah"])
def test_a_yes_to_the_question_asks_about_means_and_never_repeats_the_card(ask: Ask, text: str) -> None:
    answer = held(ask, "affirm", text, Level.CRISIS, asked="ending_life", asked_while_held=("ending_life",))

    assert answer.card is not None
    assert len(answer.card.lines) == 1
    assert "988" in answer.card.lines[0]
    assert answer.asks == "means"


def test_a_yes_to_means_puts_the_emergency_number_first(ask: Ask) -> None:
    answer = held(ask, "affirm", "yes", Level.CRISIS, asked="means", asked_while_held=("ending_life", "means"))

    assert answer.card is not None
    assert "Call 911 now." in answer.card.lines[0]
    assert answer.card.question == question_text("with_someone")
    assert answer.question is None


def test_violence_is_never_answered_with_the_words_for_suicide(ask: Ask) -> None:
    for turn in range(6):
        answer = held(ask, "out_of_scope", "hm", Level.CRISIS, held_findings=VIOLENCE, held_turns=turn)
        said = words_of(answer) + " ".join(answer.card.lines if answer.card else ())

        assert "988" not in said
        assert "ending your life" not in said
        assert answer.buttons == ()


def test_in_a_crisis_the_same_words_are_not_said_twice_running(ask: Ask) -> None:
    said = [
        words_of(held(ask, "out_of_scope", "i don't know", Level.CRISIS, held_turns=turn))
        for turn in range(2 * len(held_wording().turns["crisis"]))
    ]

    assert all(one != following for one, following in itertools.pairwise(said))
    assert len(set(said)) == len(held_wording().turns["crisis"])


def test_the_question_about_ending_life_is_asked_once(ask: Ask) -> None:
    again = held(ask, "crisis_self_harm", "i want to die", Level.CRISIS, asked_while_held=("ending_life",))

    assert again.card is not None
    assert again.card.question is None
    assert again.asks != "ending_life"
    assert len(again.card.lines) == 1


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        pytest.param({"asked": "safety_plan"}, "yes please", id="yes"),
        pytest.param({}, "can we make a safety plan", id="in words"),
        pytest.param({"requested_step": "safety_plan"}, "", id="button"),
    ],
)
def test_a_safety_plan_that_is_taken_up(ask: Ask, fields: dict[str, str], text: str) -> None:
    answer = held(ask, "crisis_self_harm", text, Level.CRISIS, **fields)
    said = words_of(answer)

    assert "My warning signs" in said
    assert "988" in said
    assert answer.sources
    assert answer.outcome is Outcome.ANSWERED


def test_the_plan_is_on_offer_with_the_first_card_and_not_after_a_denial(ask: Ask) -> None:
    first = ask("crisis_self_harm", [], text="i want to die")
    denied = held(ask, "thank", "thanks", Level.CRISIS, denied=True)

    assert [button.title for button in first.buttons] == ["Make a short safety plan", "Help me calm down"]
    assert not any("plan" in button.title for button in denied.buttons)


@pytest.mark.parametrize("step", held_wording().steps)
@pytest.mark.parametrize("region", [region.id for region in all_contacts()])
def test_a_step_has_no_number_but_those_to_call_and_is_easy_to_read(step: str, region: str) -> None:
    own = {number.value for line in contacts(region).lines for number in numbers_in(line.say)}
    text = "\n".join(contacts(region).fill(line) for line in held_wording().steps[step].say)

    assert {number.value for number in numbers_in(text)} <= own
    assert grade(text) <= 6


def test_all_that_is_said_while_a_level_is_held_is_easy_to_read_and_names_questions_that_exist() -> None:
    held = held_wording()
    said = [each for replies in held.replies.values() for each in replies.values()]
    said += [each for turns in held.turns.values() for each in turns]

    for each in said:
        assert each.asks is None or each.asks in wording().questions
        assert each.step is None or each.step in held.steps
        if each.say:
            own = {number.value for line in contacts("US").lines for number in numbers_in(line.say)}
            said_numbers = {number.value for number in numbers_in(contacts("US").fill("\n".join(each.say)))}
            assert said_numbers <= own, each.say  # any other would be held back by the guards
            assert grade(contacts("US").fill("\n".join(each.say))) <= 6, each.say
        if each.raises:
            each.raises.finding()
    assert set(held.replies) <= set(wording().questions)
    for asks in held.misunderstood.values():
        assert any(reply.denies for reply in held.replies[asks].values()), asks


def test_it_stays_folded(ask: Ask) -> None:
    answer = held(ask, "out_of_scope", "what is the weather", denied=True)

    assert is_folded(answer)
    assert answer.outcome is Outcome.OUT_OF_SCOPE


def test_a_denied_overdose_still_names_the_poison_line(ask: Ask) -> None:
    findings = (*FOUND[Level.EMERGENCY], *FOUND[Level.URGENT])
    answer = held(ask, "thank", "thanks", denied=True, held_findings=findings)

    assert answer.card is not None
    assert len(answer.card.lines) == 1
    assert "1-800-222-1222" in answer.card.lines[0]


def test_a_denial_does_not_hide_what_was_said_besides(ask: Ask) -> None:
    findings = (*FOUND[Level.EMERGENCY], *found("stopped", Level.SAME_DAY))
    answer = held(ask, "thank", "thanks", denied=True, held_findings=findings)

    assert answer.card is not None
    assert "doctor or pharmacist today" in answer.card.lines[0]


def test_a_denial_beside_a_red_flag_is_none(ask: Ask) -> None:
    answer = held(ask, "emergency_symptoms", "false alarm, wait, she is not breathing")

    assert answer.card is not None
    assert len(answer.card.lines) > 2
    assert not answer.denied


def test_a_lesser_red_flag_does_not_hide_the_one_that_is_held(ask: Ask) -> None:
    answer = held(ask, "emergency_overdose", "he took too many tablets")

    assert answer.card is not None
    assert answer.card.level is Level.EMERGENCY
    assert {"unresponsive", "overdose"} <= set(answer.card.situations)


def test_a_question_with_an_answer_is_answered_below_the_card(ask: Ask) -> None:
    answer = ask("ask_storage", held_level=Level.EMERGENCY, held_findings=FOUND[Level.EMERGENCY])

    assert answer.outcome is Outcome.ANSWERED
    assert answer.sources


def test_a_yes_to_whether_someone_took_something_is_too_much(ask: Ask) -> None:
    number = ask("ask_overdose", [], text="what number is poison control")
    answer = ask("affirm", [], text="yes", asked=number.asks)

    assert number.card is None
    assert answer.sections == ()
    assert answer.card is not None
    assert answer.card.level is Level.URGENT


def test_a_card_raised_in_spanish_stays_in_spanish(ask: Ask) -> None:
    answer = held(ask, "out_of_scope", "si", held_language="es")

    assert answer.card is not None
    assert "Llame al 911 ahora" in answer.card.lines[0]
    assert any("Call 911 now" in line for line in answer.card.lines)


def test_a_yes_keeps_the_language(ask: Ask) -> None:
    answer = held(ask, "affirm", "si", Level.CRISIS, asked="means", held_language="es")

    assert answer.verdict.language == "es"
    assert answer.card is not None
    assert "Llame al 911 ahora" in answer.card.lines[0]


def test_a_question_left_open_is_asked_again_with_its_buttons(ask: Ask) -> None:
    before = Previous(intents=("ask_storage",), medicines=("baclofen",))
    answer = ask("out_of_scope", [], text="lol", remembered_medicine="baclofen", previous=before, pending=True)

    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert answer.question == "Which form do you have? I can then be more exact."
    assert {button.intent for button in answer.buttons} == {"ask_storage"}


def test_which_medicine_is_asked_again(ask: Ask) -> None:
    before = Previous(intents=("ask_driving",))
    answer = ask("out_of_scope", [], text="lol", previous=before, pending=True)

    assert answer.question == "Which medicine do you mean?"
    assert {button.intent for button in answer.buttons} == {"ask_driving"}


def test_the_findings_of_this_table_are_those_of_the_screen() -> None:
    assert screen("i want to end it all").level is Level.CRISIS


@pytest.mark.parametrize("intent", ["ask_dosage", "ask_max_dose", "ask_how_to_take", "ask_missed_dose"])
@pytest.mark.parametrize("situation", ["overdose", "child_swallowed", "seizure"])
def test_no_dose_is_named_while_help_may_be_needed_now(ask: Ask, intent: str, situation: str) -> None:
    findings = found(situation, Level.URGENT)
    waiting = held(
        ask, intent, "i dunno how many", Level.URGENT, held_findings=findings, remembered_medicine="baclofen"
    )
    taken_back = held(
        ask,
        intent,
        "how do i take it",
        Level.URGENT,
        held_findings=findings,
        remembered_medicine="baclofen",
        denied=True,
    )

    assert "I'm still here" in words_of(waiting)
    assert "mg" not in words_of(waiting)
    assert taken_back.outcome is Outcome.ANSWERED


def test_another_question_is_answered_while_a_card_is_held(ask: Ask) -> None:
    answer = held(ask, "ask_driving", "can i drive her there", Level.URGENT, remembered_medicine="baclofen")

    assert answer.outcome is Outcome.ANSWERED
