"""The missed dose: the sum where a source gives hours, the rule in words elsewhere, and nothing beside an emergency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.model.conversation import Answer, Mention, Outcome, Question, Reading
from bot.model.safety import Finding, Level, Verdict
from bot.model.times import DAY, DoseTimes, NamedTime, Role

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Callable[..., Answer]:
    """Ask in one line: what is typed about a missed dose; any other field of a question, `about` and `intent`."""

    def asked(text: str, about: str = "baclofen", intent: str = "ask_missed_dose", **fields: Any) -> Answer:
        mention = Mention(about, about, about, known=True)
        return assistant.answer(Question(text, (Reading(intent, 0.9),), mentions=(mention,), **fields))

    return asked


TIMES = "missed it at noon, it's 3 now, next at 8"
LONGER, AS_LONG, SHORTER = "That is more than 2 hours", "That is not less than 2 hours", "That is less than 2 hours"


def said(answer: Answer) -> str:
    section = answer.sections[0]
    return "\n".join((section.headline, *section.points, *section.get_help, answer.question or ""))


@pytest.mark.parametrize(
    ("text", "total", "verdict"),
    [
        pytest.param(TIMES, "From 3 pm to 8 pm is 5 hours.", LONGER, id="noon, 3, 8"),
        pytest.param("its 6pm n next is 8pm", "From 6 pm to 8 pm is 2 hours.", AS_LONG, id="just 2 hours"),
        pytest.param(
            "its 6:01pm, next 8pm", "From 6:01 pm to 8 pm is 1 hour and 59 minutes.", SHORTER, id="a minute less"
        ),
        pytest.param(
            "its 5:59pm, next 8pm", "From 5:59 pm to 8 pm is 2 hours and 1 minute.", LONGER, id="a minute more"
        ),
        pytest.param("it's 11pm, next at midnight", "From 11 pm to midnight is 1 hour.", SHORTER, id="midnight"),
        pytest.param(
            "23:30 now, next at 06:00", "From 11:30 pm to 6 am is 6 hours and 30 minutes.", LONGER, id="24 hours"
        ),
        pytest.param("forgot one, next in 45 minutes", "your next dose is 45 minutes away.", SHORTER, id="in minutes"),
        pytest.param(
            "forgot one, next is in an hour and a half", "is 1 hour and 30 minutes away.", SHORTER, id="in words"
        ),
    ],
)
@pytest.mark.parametrize("region", ["US", "UK"])
def test_the_sum_is_shown_and_the_rule_is_the_nhs_rule(
    ask: Ask, text: str, total: str, verdict: str, region: str
) -> None:
    answer = ask(text, region=region)

    assert answer.outcome is Outcome.ANSWERED
    assert total in answer.sections[0].headline
    assert "The NHS says to take a missed dose as soon as you remember." in said(answer)
    assert f"{verdict}, so the NHS rule is to" in said(answer)
    assert "Do not take 2 doses together" in said(answer)
    assert "ask your pharmacist" in said(answer)
    assert answer.question is None


def test_without_times_the_answer_is_the_facts_and_the_times_are_asked_for_once(talk: Any) -> None:
    first = talk.say("i missed my dose", "ask_missed_dose")
    again = talk.say("so what if i miss one", "ask_missed_dose")

    assert "as soon as you can" in first.sections[0].headline
    assert first.question is not None
    assert "When is your next dose due" in first.question
    assert "as soon as you can" in again.sections[0].headline
    assert again.question is None


@pytest.mark.parametrize(
    ("turns", "total"),
    [
        pytest.param(["at noon", "its 3 now", "next is at 8"], "From 3 pm to 8 pm is 5 hours", id="one by one"),
        pytest.param(["its 3 now, next at 8", "pm"], "From 3 pm to 8 pm is 5 hours", id="the half of the day"),
        pytest.param(["its 3 now, next at 8", "3pm and 8pm"], "From 3 pm to 8 pm is 5 hours", id="said again"),
        pytest.param(["its 3pm", "8pm"], "From 3 pm to 8 pm is 5 hours", id="the one that is missing"),
        pytest.param(
            ["8pm is the next one", "it is 7 in the evening"], "From 7 pm to 8 pm is 1 hour", id="the other way"
        ),
        pytest.param(["in an hour"], "1 hour away", id="in an hour"),
        pytest.param(["its 3pm next at 8pm", "sorry, its 4pm"], "From 4 pm to 8 pm is 4 hours", id="corrected"),
    ],
)
def test_times_may_come_one_after_the_other(talk: Any, turns: list[str], total: str) -> None:
    talk.say("i missed my dose", "ask_missed_dose")
    *before, last = [talk.say(turn) for turn in turns]

    assert total in said(last)
    assert all(answer.outcome in (Outcome.ASKED, Outcome.ANSWERED) for answer in before)


def test_something_else_may_be_asked_in_between(talk: Any) -> None:
    talk.say("i missed my dose, its 3pm", "ask_missed_dose")
    between = talk.say("can i drink", "ask_alcohol")
    back = talk.say("next is at 8pm")

    assert between.sections[0].intent == "ask_alcohol"
    assert "From 3 pm to 8 pm is 5 hours" in said(back)


def test_another_medicine_in_between_is_not_meant(talk: Any) -> None:
    talk.say("i missed my dose, its 3pm", "ask_missed_dose")

    assert talk.say("next is at 8pm", remembered_medicine="tizanidine").medicines == ("baclofen",)


def test_never_mind_ends_it(talk: Any) -> None:
    talk.say("i missed my dose", "ask_missed_dose")
    dropped = talk.say("oh never mind")

    assert "All right" in said(dropped)
    assert dropped.question is None
    assert talk.say("its 3pm, next at 8pm").outcome is Outcome.OUT_OF_SCOPE


def test_what_was_now_is_forgotten_after_half_an_hour(talk: Any) -> None:
    talk.say("i missed my dose, its 3pm", "ask_missed_dose")
    talk.now += 31 * 60

    assert talk.say("next is at 8pm").outcome is Outcome.OUT_OF_SCOPE


def test_a_question_of_its_own_is_answered_though_it_names_a_time(talk: Any) -> None:
    talk.say("i missed my dose", "ask_missed_dose")

    assert talk.say("can i drive at 8", "ask_driving").sections[0].intent == "ask_driving"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param({"form": "pump"}, "A pump has no missed-dose rule", id="pump"),
        pytest.param({"about": "tizanidine"}, "Ask your pharmacist what to do about a missed dose", id="tizanidine"),
        pytest.param({"about": "dantrolene"}, "missed dose of dantrolene", id="dantrolene"),
    ],
)
def test_where_no_rule_gives_hours_nothing_is_reckoned_or_asked(ask: Ask, fields: dict[str, Any], says: str) -> None:
    answer = ask(TIMES, **fields)

    assert says in said(answer)
    assert "From 3 pm" not in said(answer)
    assert answer.question is None
    assert "dose_times" not in dict(answer.sets)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"text": f"{TIMES}, missed several doses"}, id="in words"),
        pytest.param({"text": TIMES, "terms": ("several_missed",)}, id="as a term"),
    ],
)
def test_several_missed_doses_are_not_reckoned_and_lead_to_running_out(ask: Ask, fields: dict[str, Any]) -> None:
    answer = ask(**fields)

    assert "If you missed several doses, call your doctor" in answer.sections[0].headline
    assert "From 3 pm" not in said(answer)
    assert answer.buttons[0].intent == "ran_out"
    assert answer.question is not None
    assert "Is any of these there right now" in answer.question


@pytest.mark.parametrize(
    ("text", "terms", "says"),
    [
        pytest.param(f"{TIMES}, can i restart", (), "can't tell you how to start", id="starting again"),
        pytest.param(f"not sure if i took it. {TIMES}", (), "whether to take another dose", id="not sure if taken"),
        pytest.param(
            f"do i take two doses, {TIMES}", ("double_dose",), "Do not take 2 doses together", id="two at once"
        ),
    ],
)
def test_what_is_refused_stays_refused(ask: Ask, text: str, terms: tuple[str, ...], says: str) -> None:
    answer = ask(text, terms=terms)

    assert says in answer.sections[0].headline
    assert "From 3 pm" not in said(answer)


@pytest.mark.parametrize(
    "text",
    [
        "took it late, it's 3pm, next at 8pm",
        "i already took one, its 3pm, next 8pm",
        "ive taken it at 3pm, next 8pm",
    ],
)
def test_after_a_dose_was_taken_the_rule_for_a_missed_one_is_not_reckoned_with(ask: Ask, talk: Any, text: str) -> None:
    assert "From 3 pm" not in said(ask(text))
    assert "dose_times" not in dict(ask(text).sets)

    talk.say("i missed my dose", "ask_missed_dose")
    assert "From 3 pm" not in said(talk.say(text))


@pytest.mark.parametrize("level", [Level.EMERGENCY, Level.CRISIS, Level.URGENT])
def test_nothing_is_reckoned_beside_a_card_that_says_to_get_help_now(ask: Ask, level: Level) -> None:
    finding = Finding("stopped", level, "a-rule", 0, 1, "because")
    now = ask(TIMES, verdict=Verdict((finding,)))
    held = ask(TIMES, held_level=level, held_findings=(finding,))

    for answer in (now, held):
        assert answer.card is not None
        assert not any("From 3 pm" in section.headline for section in answer.sections)
        assert answer.question is None


def test_a_time_is_no_reply_while_an_emergency_is_held(assistant: Assistant) -> None:
    finding = Finding("stopped", Level.EMERGENCY, "a-rule", 0, 1, "because")
    open_times = DoseTimes("baclofen", times=(NamedTime(15 * 60, Role.NOW),))
    question = Question(
        "next at 8pm",
        (Reading("out_of_scope", 0.9),),
        remembered_medicine="baclofen",
        dose_times=open_times,
        held_level=Level.EMERGENCY,
        held_findings=(finding,),
    )
    answer = assistant.answer(question)

    assert answer.card is not None
    assert not any("From 3 pm" in section.headline for section in answer.sections)


def test_with_a_card_to_call_today_the_card_is_first_and_several_missed_doses_are_spoken_of(ask: Ask) -> None:
    finding = Finding("stopped", Level.SAME_DAY, "a-rule", 0, 1, "because")
    answer = ask(TIMES, verdict=Verdict((finding,)))

    assert answer.card is not None
    assert "From 3 pm to 8 pm is 5 hours" in said(answer)
    assert "If you missed several doses, call your doctor" in said(answer)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        pytest.param("missed one, its 3pm", "When is your next dose due?", id="now alone"),
        pytest.param("missed one, next at 8pm", "What time is it now?", id="next alone"),
        pytest.param("missed one, its 3 now, next at 8", "morning or in the evening", id="either half of the day"),
    ],
)
def test_what_is_not_known_is_asked_and_not_guessed(ask: Ask, text: str, asks: str) -> None:
    answer = ask(text)

    assert answer.question is not None
    assert asks in answer.question
    assert "as soon as you can" in answer.sections[0].headline


@settings(max_examples=60)
@given(now=st.integers(0, DAY - 1), next_dose=st.integers(0, DAY - 1))
def test_every_sum_passes_the_guards_and_is_right(assistant: Assistant, now: int, next_dose: int) -> None:
    known = DoseTimes("baclofen", times=(NamedTime(now, Role.NOW), NamedTime(next_dose, Role.NEXT)))
    text = f"next at {next_dose // 60:02}:{next_dose % 60:02}"
    question = Question(text, (Reading("ask_missed_dose", 1.0),), remembered_medicine="baclofen", dose_times=known)
    answer = assistant.answer(question)

    minutes = (next_dose - now) % DAY or DAY
    if text and next_dose // 60 in (10, 11, 12):
        return  # 10:00 alone may be either half of the day: it is asked
    verdict = SHORTER if minutes < 120 else AS_LONG if minutes == 120 else LONGER
    assert answer.outcome is Outcome.ANSWERED
    assert verdict in said(answer)


def test_two_taken_by_mistake_stays_with_the_card(ask: Ask) -> None:
    answer = ask("i took two by mistake, its 3pm, next 8pm")

    assert answer.card is not None
    assert answer.sections == ()
    assert answer.question is None
    assert answer.sets == ()
