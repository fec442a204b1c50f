"""Two medicines: both named, one named and one remembered, one to be stopped, names and no verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model.conversation import Answer, Mention, Outcome, Previous
from evaluation.answers import words_of

Ask = Callable[..., Answer]

IBUPROFEN = Mention("ibuprofen", "ibuprofen", substance="ibuprofen", drug_class="nsaids")
GENTAMICIN = Mention("gentamicin", "gentamicin", substance="gentamicin", drug_class="aminoglycosides")
SINEMET = Mention("sinemet", "levodopa", substance="levodopa", drug_class="levodopa_medicines")
SEIZURE = Mention("seizure meds", "seizure medicines", drug_class="seizure_medicines")
SSRI = Mention("antidepressant", "SSRI antidepressants", drug_class="ssris")


def mixed(answer: Answer) -> list[str]:
    """Headlines of the sections about a pair."""
    return [section.headline for section in answer.sections if section.intent == "ask_interactions"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("can i take it with baclofen", True),
        ("with baclofen?", True),
        ("and with my baclofen?", True),
        ("does baclofen interact with anything", False),
        ("baclofen interactions", False),
    ],
)
def test_a_name_that_is_joined_to_what_came_before_makes_a_pair(ask: Ask, text: str, pair: bool) -> None:
    (section,) = ask("ask_interactions", ["baclofen"], text=text, remembered_medicine="tizanidine").sections

    assert ("tizanidine with baclofen" in section.headline) is pair


def test_compare_it_with_another_compares_the_two(ask: Ask) -> None:
    answer = ask("ask_comparison", ["baclofen"], text="compare it with baclofen", remembered_medicine="tizanidine")

    assert answer.sections[0].headline == "Here are tizanidine and baclofen side by side."


def test_is_it_the_same_as_a_brand_of_it(ask: Ask) -> None:
    answer = ask("ask_comparison", ["ryanodex"], text="is it the same as ryanodex", remembered_medicine="dantrolene")

    assert "holds dantrolene" in answer.sections[0].headline


def test_three_are_compared(ask: Ask) -> None:
    named = ["dantrolene", "baclofen", "onabotulinumtoxina"]
    table = ask("ask_comparison", named, text="dantrolene vs baclofen vs botox").sections[0].table

    assert table is not None
    assert {"Dantrolene capsules", "Baclofen by mouth", "Botox"} <= set(table.columns)


@pytest.mark.parametrize(
    "text", ["baclofen ibuprofen", "baclofen & ibuprofen", "baclofen, ibuprofen", "baclofen/ibuprofen?"]
)
def test_names_and_no_verb_ask_for_the_pair(ask: Ask, text: str) -> None:
    assert mixed(ask("ask_overview", ["baclofen", IBUPROFEN], text=text))


@pytest.mark.parametrize(
    ("text", "named", "remembered", "before", "intent"),
    [
        ("and dantrolene?", "dantrolene", "baclofen", "ask_side_effects", "ask_side_effects"),
        ("what about tizanidine", "tizanidine", "baclofen", "ask_driving", "ask_driving"),
        ("what about gentamicin", GENTAMICIN, "onabotulinumtoxina", "ask_overview", "ask_interactions"),
        ("baclofen", "baclofen", "ibuprofen", "ask_interactions", "ask_interactions"),
        ("baclofen?", "baclofen", None, None, "ask_overview"),
    ],
)
def test_a_name_alone_goes_on_with_what_was_asked(
    ask: Ask, *, text: str, named: str | Mention, remembered: str | None, before: str | None, intent: str
) -> None:
    previous = Previous(intents=(before,), medicines=(remembered or "",)) if before else None
    answer = ask("ask_interactions", [named], text=text, remembered_medicine=remembered, previous=previous)

    assert answer.sections[0].intent == intent


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("sorry, not tizanidine, baclofen", ["tizanidine", "baclofen"], id="not this, that"),
        pytest.param("no hang on, baclofen", ["baclofen"], id="no, that"),
        pytest.param("sorry i meant baclofen", ["baclofen"], id="meant"),
        pytest.param("no not tizanidine i mean the baclofen", ["tizanidine", "baclofen"], id="in one breath"),
        pytest.param("what about baclofen instead", ["baclofen"], id="instead"),
        pytest.param("and if it was baclofen instead of tizanidine", ["baclofen", "tizanidine"], id="instead of"),
        pytest.param("baclofen then", ["baclofen"], id="then"),
        pytest.param("baclofen?", ["baclofen"], id="put as a question"),
    ],
)
@pytest.mark.parametrize("misread", ["ask_alternatives", "report_side_effect", "ask_interactions", "deny"])
def test_a_correction_asks_the_last_question_of_what_was_meant(
    ask: Ask, text: str, named: list[str], misread: str
) -> None:
    previous = Previous(intents=("ask_driving",), medicines=("tizanidine",))

    answer = ask(misread, named, text=text, remembered_medicine="tizanidine", previous=previous)

    assert [section.intent for section in answer.sections] == ["ask_driving"]
    assert answer.medicines == ("baclofen",)


@pytest.mark.parametrize("text", ["no, not baclofen", "sorry not baclofen", "not baclofen"])
def test_where_it_is_only_said_what_is_not_meant_it_asks_which(ask: Ask, text: str) -> None:
    previous = Previous(intents=("ask_driving",), medicines=("baclofen",))

    answer = ask("deny", ["baclofen"], text=text, remembered_medicine="baclofen", previous=previous)

    assert (answer.outcome, answer.medicines) == (Outcome.ASKED, ())
    assert "Which medicine" in words_of(answer)


def test_a_correction_of_a_medicine_that_is_not_here_is_about_that(ask: Ask) -> None:
    lisinopril = Mention("lisinopril", "lisinopril", substance="lisinopril")
    previous = Previous(intents=("ask_driving",), medicines=("baclofen",))

    answer = ask("deny", [lisinopril], text="no, lisinopril", remembered_medicine="baclofen", previous=previous)

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "not in my database" in words_of(answer)


def test_a_name_says_nothing_to_a_question_on_a_word(ask: Ask) -> None:
    previous = Previous(intents=("ask_definition",), terms=("spasticity",))

    answer = ask("inform", text="its baclofen tablets", form="tablet", previous=previous)

    assert (answer.outcome, answer.sections[0].intent) == (Outcome.ANSWERED, "ask_overview")


def test_a_listed_pair_is_told_whatever_was_asked(ask: Ask) -> None:
    answer = ask("ask_contraindications", ["baclofen", SINEMET], text="takes sinemet, can he have baclofen")

    assert answer.sections[0].intent == "ask_contraindications"
    assert "serious mix" in mixed(answer)[0]
    assert "can't answer about levodopa" not in words_of(answer)


def test_what_a_medicine_is_held_against_is_not_taken_with_it(ask: Ask) -> None:
    assert not mixed(ask("ask_drug_class", ["baclofen", IBUPROFEN], text="is baclofen like ibuprofen"))


@pytest.mark.parametrize("intent", ["ask_stopping", "ask_when_to_take", "ask_interactions"])
@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("should i stop my seizure meds when i start baclofen", SEIZURE),
        ("should i stop my antidepressant if i take baclofen", SSRI),
        ("can i come off the antidepressant now i have baclofen", SSRI),
    ],
)
def test_the_other_medicine_is_never_stopped_however_it_was_read(
    ask: Ask, text: str, other: Mention, intent: str
) -> None:
    answer = ask(intent, ["baclofen", other], text=text)

    assert answer.sections[0].headline.startswith(f"Don't stop {other.name} on your own")
    assert "lowered slowly" not in words_of(answer)


def test_what_is_to_be_stopped_is_what_is_answered_about(ask: Ask) -> None:
    answer = ask("ask_stopping", ["tizanidine", "baclofen"], text="can i stop baclofen and take tizanidine")

    assert answer.sections[0].headline.startswith("Never stop baclofen suddenly")
    assert [section.intent for section in answer.sections].count("ask_stopping") == 1
