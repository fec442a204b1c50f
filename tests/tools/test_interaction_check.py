"""Every pair of a list gets one of four answers, worst first, and none of them is an all-clear."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.context import Context
from bot.answers.text import render
from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Mention, Outcome, Previous, Question, Reading
from bot.model.safety import Level
from bot.safety import contacts
from bot.tools import TOOLS
from bot.tools.interaction_check import MOST_CHECKED
from bot.tools.medicine_pairs import check
from evaluation.answers import words_of

Ask = Callable[..., Answer]

ALL_CLEAR = re.compile(
    r"no interaction|(?<!the mix )is safe|are safe|can be taken together|nothing to worry|\bfine to\b", re.IGNORECASE
)


def other(name: str, drug_class: str | None = None) -> Mention:
    return Mention(name, name, substance=name, drug_class=drug_class)


def group(name: str, drug_class: str) -> Mention:
    return Mention(name, name, drug_class=drug_class)


BACLOFEN = Mention("baclofen", "baclofen", "baclofen", known=True)
LIORESAL = Mention("Lioresal", "baclofen", "baclofen", known=True, product="lioresal")
TIZANIDINE = Mention("tizanidine", "tizanidine", "tizanidine", known=True)
DANTRIUM = Mention("Dantrium", "dantrolene", "dantrolene", known=True)
RYANODEX = Mention("Ryanodex", "dantrolene", "dantrolene", known=True)
OXYCODONE = other("oxycodone")
IBUPROFEN = other("ibuprofen")
FLUVOXAMINE = other("fluvoxamine")
STRANGER = other("zzzolol")
PILL = group("hormonal birth control", "hormonal_contraceptives")
PERCOCET = Mention("Percocet", "oxycodone with acetaminophen", "oxycodone_acetaminophen")
TYLENOL = Mention("Tylenol", "acetaminophen", "acetaminophen")
WINE = group("alcohol", "alcohol")


@pytest.fixture
def context(snapshot: Snapshot, wording: Wording) -> Context:
    question = Question("", (Reading("check_interactions", 1.0),))
    return Context(question=question, snapshot=snapshot, wording=wording, contacts=contacts("US"), tools=TOOLS)


def checked(ask: Ask, *items: Mention, text: str = "check these") -> Answer:
    return ask("check_interactions", items, text=text)


def going_on(
    ask: Ask, before: Answer, *items: Mention, text: str, intent: str = "check_interactions", **more: object
) -> Answer:
    """What is said after `before`, in the same conversation."""
    previous = Previous(
        intents=tuple(section.intent for section in before.sections), medicines=before.medicines, others=before.others
    )
    asked_back = before.question is not None or before.outcome is Outcome.ASKED
    return ask(intent, items, text=text, previous=previous, checked=before.checked, pending=asked_back, **more)


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        pytest.param(TIZANIDINE, other("ciprofloxacin"), "contraindicated", id="forbidden"),
        pytest.param(BACLOFEN, OXYCODONE, "major", id="by the class of a member"),
        pytest.param(OXYCODONE, BACLOFEN, "major", id="whichever is named first"),
        pytest.param(BACLOFEN, WINE, "major", id="a drink"),
        pytest.param(BACLOFEN, IBUPROFEN, "moderate", id="by name"),
        pytest.param(
            TIZANIDINE, group("blood pressure medicines", "blood_pressure_medicines"), "moderate", id="a group"
        ),
        pytest.param(BACLOFEN, PILL, "no_effect", id="a named source says no effect"),
        pytest.param(BACLOFEN, FLUVOXAMINE, "not_listed", id="known by its class, and not listed"),
        pytest.param(BACLOFEN, STRANGER, "not_here", id="a name of no class"),
        pytest.param(OXYCODONE, IBUPROFEN, "not_here", id="neither is in the database"),
        pytest.param(BACLOFEN, PERCOCET, "major", id="one that holds two, by what counts most"),
        pytest.param(BACLOFEN, LIORESAL, "same", id="one medicine under two names"),
        pytest.param(DANTRIUM, RYANODEX, "same", id="two brands of one medicine"),
    ],
)
def test_what_is_found_of_a_pair(context: Context, one: Mention, two: Mention, found: str) -> None:
    (pair,) = check(context, [one, two])

    assert pair.found == found


def test_every_pair_is_looked_at_once_and_the_worst_come_first(context: Context) -> None:
    items = [STRANGER, IBUPROFEN, BACLOFEN, OXYCODONE, TIZANIDINE]

    pairs = check(context, items)

    named = {frozenset((pair.first.name, pair.second.name)) for pair in pairs}
    assert named == {frozenset((one.name, two.name)) for one, two in combinations(items, 2)}
    assert [pair.found for pair in pairs[:2]] == ["major", "major"]
    assert pairs[-1].found == "not_here"


def test_a_list_of_ten_is_answered_in_one_message(ask: Ask) -> None:
    names = ["gabapentin", "lisinopril", "metformin", "sertraline", "omeprazole", "ibuprofen", "melatonin", "tramadol"]

    answer = checked(ask, *map(other, names), STRANGER, BACLOFEN)

    (message,) = [message for message in render(answer) if message.kind == "answer"]
    assert answer.outcome is Outcome.ANSWERED
    assert all(name in message.text + str(answer.question) for name in [*names, "zzzolol", "baclofen"])
    assert message.text.index("tramadol") < message.text.index("ibuprofen") < message.text.index("sertraline")
    assert not ALL_CLEAR.search(words_of(answer))


def test_more_than_can_be_checked_is_named(ask: Ask) -> None:
    many = [other(f"zz{letter}olol") for letter in "abcdefghijklmnopqrstu"][:MOST_CHECKED]

    answer = checked(ask, BACLOFEN, *many)

    assert f"I left out {many[-1].name}" in words_of(answer)
    assert len(answer.checked) == MOST_CHECKED


def test_two_names_of_one_medicine_are_said_to_be_one(ask: Ask) -> None:
    said = words_of(checked(ask, LIORESAL, BACLOFEN, IBUPROFEN))

    assert "are the same medicine" in said
    assert said.count("ibuprofen") < 4, "what is found of one medicine is not said twice"


def test_what_two_of_the_list_both_hold_is_said(ask: Ask) -> None:
    answer = checked(ask, BACLOFEN, PERCOCET, TYLENOL)

    assert "both hold acetaminophen. Ask your pharmacist before you take both." in words_of(answer)
    assert "baclofen with percocet" in words_of(answer).lower()


def test_what_a_named_source_says_is_quoted_as_its(ask: Ask) -> None:
    answer = checked(ask, BACLOFEN, PILL, STRANGER)

    assert "The NHS says that baclofen does not stop birth control from working." in words_of(answer)
    assert "does not mean the mix is safe" in words_of(answer)


def test_not_listed_names_the_sources_that_were_looked_in(ask: Ask) -> None:
    answer = checked(ask, BACLOFEN, FLUVOXAMINE, STRANGER)

    assert answer.sections[0].headline.startswith("I looked, and found no pair of these listed")
    assert len(answer.sources) > 3


@pytest.mark.parametrize("items", [(OXYCODONE, IBUPROFEN), (STRANGER, WINE)], ids=["medicines", "and a drink"])
def test_none_of_the_list_is_here(ask: Ask, items: tuple[Mention, ...]) -> None:
    answer = checked(ask, *items)

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "does not mean the mix is safe" in words_of(answer)


def test_the_medicine_that_is_talked_of_is_on_the_list(ask: Ask) -> None:
    answer = ask("check_interactions", [OXYCODONE, IBUPROFEN], text="check these", remembered_medicine="baclofen")

    assert [item.name for item in answer.checked] == ["baclofen", "oxycodone", "ibuprofen"]


def test_nothing_named_is_asked_for_and_one_is_not_enough(ask: Ask) -> None:
    start = ask("check_interactions", [], text="check my medicines")
    one = going_on(ask, start, BACLOFEN, text="baclofen", intent="inform")
    two = going_on(ask, one, OXYCODONE, text="oxycodone", intent="ask_overview")

    assert start.outcome is Outcome.ASKED
    assert "baclofen on the list" in words_of(one)
    assert "serious mix" in words_of(two)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("add oxycodone", "out_of_scope", id="add"),
        pytest.param("what about oxycodone", "ask_overview", id="what about"),
        pytest.param("and oxycodone", "ask_interactions", id="and"),
        pytest.param("oxycodone", "ask_overview", id="its name, as the answer to what else"),
        pytest.param("i also take oxycodone", "inform", id="also"),
        pytest.param("add oxycodone to my list", "inform", id="to the list"),
    ],
)
def test_what_is_added_is_checked_with_all_of_the_list_and_the_rest_is_not_said_again(
    ask: Ask, text: str, intent: str
) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN, FLUVOXAMINE)

    answer = going_on(ask, before, OXYCODONE, text=text, intent=intent)

    assert "baclofen with oxycodone" in words_of(answer)
    assert "baclofen with ibuprofen" not in words_of(answer)
    assert [item.name for item in answer.checked] == ["baclofen", "ibuprofen", "fluvoxamine", "oxycodone"]


def test_something_is_added_after_another_question(ask: Ask) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN)
    between = going_on(ask, before, text="can i drive", intent="ask_driving", remembered_medicine="baclofen")

    answer = going_on(ask, replace(between, checked=before.checked), OXYCODONE, text="add oxycodone", intent="inform")

    assert [item.name for item in answer.checked] == ["baclofen", "ibuprofen", "oxycodone"]


def test_a_button_leads_from_a_pair_to_the_list(ask: Ask) -> None:
    pair = ask("ask_interactions", [BACLOFEN, OXYCODONE], text="baclofen with oxycodone")
    pressed = going_on(ask, pair, text="")
    more = going_on(ask, pressed, IBUPROFEN, text="ibuprofen", intent="inform")

    assert pair.buttons[0].intent == "check_interactions"
    assert "What else do you take?" in words_of(pressed)
    assert [item.name for item in more.checked] == ["baclofen", "oxycodone", "ibuprofen"]


@pytest.mark.parametrize("text", ["remove oxycodone", "take the oxycodone off the list", "take oxycodone off"])
def test_something_is_taken_off(ask: Ask, text: str) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN, OXYCODONE)

    answer = going_on(ask, before, OXYCODONE, text=text, intent="ask_stopping")

    assert "took oxycodone off the list" in words_of(answer)
    assert [item.name for item in answer.checked] == ["baclofen", "ibuprofen"]


def test_a_new_list_begins_anew(ask: Ask) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN, OXYCODONE)

    answer = going_on(ask, before, TIZANIDINE, WINE, text="new list: tizanidine and wine")

    assert [item.name for item in answer.checked] == ["tizanidine", "alcohol"]


def test_a_list_that_is_called_one_takes_nothing_off(ask: Ask) -> None:
    answer = checked(ask, BACLOFEN, OXYCODONE, text="my list: baclofen, oxycodone")

    assert [item.name for item in answer.checked] == ["baclofen", "oxycodone"]


def test_another_list_of_several_is_not_mixed_with_an_older_one(ask: Ask) -> None:
    before = replace(checked(ask, BACLOFEN, IBUPROFEN), question=None)

    answer = going_on(ask, before, TIZANIDINE, WINE, text="check tizanidine with wine")

    assert [item.name for item in answer.checked] == ["tizanidine", "alcohol"]


def test_an_unclear_name_is_asked_about_and_the_rest_is_kept(ask: Ask) -> None:
    unclear = Mention("bacl", "bacl", candidates=("baclofen", "bactrim"))
    before = checked(ask, IBUPROFEN, unclear, WINE)
    chosen = going_on(ask, before, BACLOFEN, text="")

    assert before.outcome is Outcome.ASKED
    assert [button.title for button in before.buttons] == ["Baclofen", "Bactrim"]
    assert {item.name for item in chosen.checked} == {"ibuprofen", "alcohol", "baclofen"}


def test_three_in_one_question_are_a_list(ask: Ask) -> None:
    answer = ask("ask_interactions", [BACLOFEN, OXYCODONE, IBUPROFEN], text="baclofen with oxycodone and ibuprofen?")

    assert len(answer.checked) == 3


def test_a_red_flag_outranks_the_list(ask: Ask) -> None:
    answer = checked(ask, BACLOFEN, OXYCODONE, text="baclofen and oxycodone, and now he wont wake up")

    assert answer.card is not None
    assert answer.verdict.level is Level.EMERGENCY


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_list_reads_as_an_all_clear_and_nothing_is_lost(
    assistant: Assistant, snapshot: Snapshot, data: st.DataObject
) -> None:
    members = [other(member.name) for each in snapshot.classes.values() for member in each.members]
    groups = [group(each.name, each.id) for each in snapshot.classes.values()]
    here = [Mention(each, each, each, known=True) for each in snapshot.medicines]
    items = data.draw(
        st.lists(st.sampled_from([*members, *groups, *here, STRANGER]), min_size=2, max_size=10, unique=True)
    )

    answer = assistant.answer(Question("check these", (Reading("check_interactions", 1.0),), tuple(items)))

    assert answer.outcome in (Outcome.ANSWERED, Outcome.UNKNOWN_MEDICINE)
    assert not ALL_CLEAR.search(words_of(answer))
    assert set(items) <= set(answer.checked)


@pytest.mark.parametrize("text", ["no", "nothing else", "that's all", "no thats it"])
def test_that_is_all(ask: Ask, text: str) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN, OXYCODONE)

    answer = going_on(ask, before, text=text, intent="goodbye")

    assert "I looked at baclofen, ibuprofen and oxycodone" in words_of(answer)
    assert "pharmacist" in words_of(answer)


def test_what_cannot_be_looked_up_alone_goes_on_the_list(ask: Ask) -> None:
    before = checked(ask, BACLOFEN, IBUPROFEN, OXYCODONE)
    between = going_on(ask, before, text="can i drink on it", intent="ask_alcohol", remembered_medicine="baclofen")

    answer = going_on(
        ask,
        replace(between, checked=before.checked),
        other("acetaminophen"),
        text="what about acetaminophen",
        intent="ask_overview",
    )

    assert [item.name for item in answer.checked][-1] == "acetaminophen"


def test_a_name_on_a_list_is_not_explained_besides(ask: Ask) -> None:
    answer = ask(["check_interactions", "ask_overview"], [BACLOFEN, OXYCODONE, IBUPROFEN], text="check these three")

    assert [section.intent for section in answer.sections] == ["check_interactions"]
