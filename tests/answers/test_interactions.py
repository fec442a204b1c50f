"""Pairs have four answers, and none of them is an all-clear."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.answers.wording import Wording
from bot.assistant import Assistant
from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Mention, Outcome, Question, Reading
from evaluation.answers import words_of

Ask = Callable[..., Answer]

ALL_CLEAR = re.compile(
    r"no interaction|is safe to|are safe|can be taken together|nothing to worry|\bfine to\b", re.IGNORECASE
)


def medicine(name: str) -> Mention:
    return Mention(name, name, substance=name)


@pytest.mark.parametrize(
    ("other", "says", "outcome"),
    [
        pytest.param(medicine("oxycodone"), "serious mix", Outcome.ANSWERED, id="member of a class"),
        pytest.param(
            Mention("x", "opioid painkillers", drug_class="opioids"), "serious mix", Outcome.ANSWERED, id="class"
        ),
        pytest.param(Mention("beer", "alcohol", drug_class="alcohol"), "serious mix", Outcome.ANSWERED, id="drink"),
        pytest.param(medicine("ibuprofen"), "can affect each other", Outcome.ANSWERED, id="substance"),
        pytest.param(
            Mention("pill", "birth control", drug_class="hormonal_contraceptives"),
            "the nhs says that baclofen does not stop birth control",
            Outcome.ANSWERED,
            id="no effect by a named source",
        ),
        pytest.param(medicine("fluvoxamine"), "not listed", Outcome.ANSWERED, id="checked and not listed"),
        pytest.param(medicine("zzzolol"), "not in my database", Outcome.UNKNOWN_MEDICINE, id="not here"),
    ],
)
def test_answer_of_a_pair(ask: Ask, other: Mention, says: str, outcome: Outcome) -> None:
    answer = ask("ask_interactions", ["baclofen", other])

    assert answer.outcome is outcome
    assert says in answer.sections[0].headline.lower()
    assert not ALL_CLEAR.search(words_of(answer))


@pytest.mark.parametrize(
    ("other", "severity"),
    [
        pytest.param("diphenhydramine", "can affect each other", id="the narrower class decides"),
        pytest.param("alprazolam", "serious mix", id="a class within another"),
        pytest.param("tizanidine", "serious mix", id="the medicine by name before its class"),
    ],
)
def test_the_narrowest_row_decides(ask: Ask, other: str, severity: str) -> None:
    answer = ask("ask_interactions", ["baclofen", medicine(other)])

    assert severity in answer.sections[0].headline
    assert not any(
        "Both slow the brain. Together they can make you very sleepy, and" in p for p in answer.sections[0].points
    )


@pytest.mark.parametrize("turned", [pytest.param(False, id="named last"), pytest.param(True, id="named first")])
def test_the_worst_pair_comes_first(ask: Ask, turned: bool) -> None:
    """ "An antibiotic called cipro" names a group that is not listed, and one of it that must not be taken."""
    others = [Mention("antibiotic", "antibiotics", drug_class="antibiotics"), medicine("ciprofloxacin")]
    others = others[::-1] if turned else others

    section = ask("ask_interactions", ["tizanidine", *others]).sections[0]

    assert "should not be taken together" in section.headline
    assert not any("should not be taken together" in point for point in section.points)


def test_what_one_source_says_is_said_once(ask: Ask) -> None:
    section = ask("ask_interactions", ["baclofen", medicine("levetiracetam")]).sections[0]

    assert section.headline == "One source says that some seizure medicines add to the sleepiness of baclofen."
    assert section.headline not in section.points


def test_not_listed_names_the_sources_that_were_looked_in(ask: Ask) -> None:
    answer = ask("ask_interactions", ["baclofen", medicine("fluvoxamine")])

    assert len(answer.sources) > 3
    assert "does not mean the mix is safe" in words_of(answer)
    assert not any("unconfirmed" in source.publisher for source in answer.sources)


def test_it_works_from_either_side(ask: Ask) -> None:
    assert "fluvoxamine" in words_of(ask("ask_interactions", ["tizanidine", medicine("fluvoxamine")])).lower()
    both = ask("ask_interactions", ["baclofen", "onabotulinumtoxina"])
    assert both.outcome is Outcome.ANSWERED
    assert "not listed" not in both.sections[0].headline


def test_the_remembered_medicine_is_one_side(ask: Ask) -> None:
    answer = ask("ask_interactions", [medicine("oxycodone")], remembered_medicine="baclofen")

    assert "baclofen with oxycodone" in answer.sections[0].headline


def test_no_listed_pair_of_any_medicine_reads_as_an_all_clear(assistant: Assistant, snapshot: Snapshot) -> None:
    for medicine_id, content in snapshot.medicines.items():
        own = Mention(medicine_id, medicine_id, medicine_id, known=True)
        for row in content.interactions:
            other = medicine(row.substance) if row.substance else Mention("x", "x", drug_class=row.drug_class)
            answer = assistant.answer(Question("", (Reading("ask_interactions", 1.0),), (own, other)))
            assert answer.outcome is Outcome.ANSWERED, (medicine_id, row.id)
            assert not ALL_CLEAR.search(words_of(answer)), (medicine_id, row.id)
            assert re.search(r"(?:not|n't|never) (?:\w+ ){0,2}stop", words_of(answer), re.IGNORECASE), row.id


def test_a_symptom_and_no_second_medicine_is_about_what_it_causes(ask: Callable[..., Answer]) -> None:
    answer = ask("ask_interactions", text="can it mess with my blood sugar", terms=["raised_blood_sugar"])

    assert "blood sugar" in answer.sections[0].headline
    assert "mixes badly" not in " ".join(answer.sections[0].points)


def combination(snapshot: Snapshot, typed: str) -> Mention:
    """As the linker reads the name of a combination."""
    named = (each for each in snapshot.combinations.values() if typed.casefold() in map(str.casefold, each.names))
    held = next(named)
    return Mention(typed, held.name, substance=held.id)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("percocet", "serious mix", id="its opioid"),
        pytest.param("tylenol pm", "can affect each other", id="its antihistamine"),
        pytest.param("nurofen plus", "serious mix", id="the worst of its ingredients first"),
        pytest.param("librax", "serious mix", id="its benzodiazepine"),
        pytest.param("fioricet", "serious mix", id="its barbiturate"),
        pytest.param("sinemet", "", id="its levodopa"),
    ],
)
def test_a_combination_is_looked_up_by_its_ingredients(ask: Ask, snapshot: Snapshot, typed: str, says: str) -> None:
    other = combination(snapshot, typed)

    answer = ask("ask_interactions", ["baclofen", other])

    assert answer.outcome is Outcome.ANSWERED
    assert says in answer.sections[0].headline.lower()
    assert "not listed" not in answer.sections[0].headline.lower()
    assert not ALL_CLEAR.search(words_of(answer))


def test_a_combination_is_shown_with_what_it_holds(ask: Ask, snapshot: Snapshot) -> None:
    answer = ask("ask_interactions", ["baclofen", combination(snapshot, "tylenol pm")])

    assert "Tylenol PM (acetaminophen with diphenhydramine)" in answer.sections[0].headline


def test_every_ingredient_of_a_combination_is_told(ask: Ask, snapshot: Snapshot) -> None:
    """What is listed for one by name does not stand for the others."""
    both = words_of(ask("ask_interactions", ["baclofen", combination(snapshot, "advil pm")]))

    for one in ("ibuprofen", "diphenhydramine"):
        (effect, *_) = ask("ask_interactions", ["baclofen", medicine(one)]).sections[0].points
        assert effect in both


def test_a_combination_with_something_of_no_class_is_not_here(snapshot: Snapshot, wording: Wording) -> None:
    claritin = snapshot.combinations["loratadine-pseudoephedrine"]
    strange = claritin.copy(update={"ingredients": ("loratadine", "zzzolol")})
    others = {**snapshot.combinations, claritin.id: strange}
    question = Question(
        "",
        (Reading("ask_interactions", 1.0),),
        (Mention("baclofen", "baclofen", "baclofen", known=True), combination(snapshot, "claritin-d")),
    )

    listed = Assistant(snapshot, wording).answer(question)
    not_here = Assistant(replace(snapshot, combinations=others), wording).answer(question)

    assert "not listed" in listed.sections[0].headline
    assert not_here.outcome is Outcome.UNKNOWN_MEDICINE


def test_a_combination_alone_is_not_in_the_database(ask: Ask, snapshot: Snapshot) -> None:
    answer = ask("ask_side_effects", [combination(snapshot, "percocet")])

    assert answer.outcome is Outcome.UNKNOWN_MEDICINE
    assert "Percocet (oxycodone with acetaminophen)" in answer.sections[0].headline


@pytest.mark.parametrize(
    ("of", "group", "says"),
    [
        pytest.param(
            "dantrolene",
            "blood_pressure_medicines",
            ["Taking dantrolene with some blood pressure medicines can be a serious mix", "calcium channel blockers:"],
            id="a narrower group",
        ),
        pytest.param(
            "tizanidine", "ssris", ["should not be taken with some SSRI", "This is so for fluvoxamine:"], id="a member"
        ),
        pytest.param(
            "tizanidine",
            "stomach_acid_medicines",
            ["can affect each other. Tell me the name of yours", "famotidine"],
            id="members of groups within it",
        ),
        pytest.param(
            "dantrolene", "hormonal_contraceptives", ["for combined birth control pills:"], id="what is in two groups"
        ),
    ],
)
def test_what_is_listed_for_some_of_a_group_asks_which_it_is(
    ask: Ask, snapshot: Snapshot, of: str, group: str, says: list[str]
) -> None:
    said = words_of(ask("ask_interactions", [of, Mention("it", snapshot.classes[group].name, drug_class=group)]))

    assert all(each in said for each in says)
    assert "not listed" not in said


def test_what_is_listed_for_other_anticholinergics_is_not_for_bladder_pills(ask: Ask) -> None:
    group = Mention("bladder pills", "bladder pills", drug_class="bladder_medicines")

    assert "is not listed" in words_of(ask("ask_interactions", ["baclofen", group]))
    assert "can affect each other" in words_of(ask("ask_interactions", ["onabotulinumtoxina", group]))


@pytest.mark.parametrize("group", ["water_pills", "beta_blockers", "ace_inhibitors_and_arbs"])
def test_what_is_listed_for_calcium_channel_blockers_is_not_for_other_blood_pressure_pills(
    ask: Ask, snapshot: Snapshot, group: str
) -> None:
    other = Mention("it", snapshot.classes[group].name, drug_class=group)

    assert "is not listed" in words_of(ask("ask_interactions", ["dantrolene", other]))
    assert "can affect each other" in words_of(ask("ask_interactions", ["baclofen", other]))


def test_a_food_beside_a_medicine_is_not_passed_over(ask: Ask) -> None:
    said = words_of(ask("ask_interactions", ["baclofen", medicine("oxycodone")], terms=("grapefruit",)))

    assert "I can't check grapefruit with baclofen" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("can i drive on baclofen, i also take a water tablet", True, id="taken too"),
        pytest.param("can i drive on baclofen with my water tablet", True, id="with mine"),
        pytest.param("does baclofen affect driving like a water tablet", False, id="held against"),
    ],
)
def test_a_group_that_is_taken_too_is_not_passed_over(ask: Ask, text: str, told: bool) -> None:
    group = Mention("water tablet", "water pills", drug_class="water_pills")

    assert ("blood pressure may drop" in words_of(ask("ask_driving", ["baclofen", group], text=text))) is told
