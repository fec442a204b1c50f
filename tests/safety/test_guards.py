"""Guards are proved by breaking an answer in each way: the guard for it fires, and no other does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Card, Mention, Outcome, Question, Reading, Section, SourceLine
from bot.model.knowledge import Citation, Evidence, Fact, Identity, MedicineContent, Product, Quantity
from bot.model.safety import Finding, Level, Verdict
from bot.safety.guards import Guard, check

CITED = {"evidence": Evidence.REGULATOR, "citations": (Citation(source="label"),)}
SNAPSHOT = Snapshot.of(
    medicines=[
        MedicineContent(
            medicine="examplin",
            identity=Identity(name="examplin"),
            products=(
                Product(
                    id="examplin-liquid",
                    name="Examplin liquid",
                    brand=False,
                    route="oral",
                    form="liquid",
                    strengths=(Quantity(value=Decimal(2), unit="mg/mL", means="strength"),),
                    **CITED,
                ),
            ),
            facts=(
                Fact(
                    id="max-us",
                    topic="max_dose",
                    role="lead",
                    statement="The US label says 80 mg a day at most, as 20 mg 4 times a day.",
                    **CITED,
                ),
            ),
        )
    ]
)
QUESTION = Question(text="whats the most examplin", readings=(Reading("ask_max_dose", 0.9),))
GOOD = Answer(
    outcome=Outcome.ANSWERED,
    sections=(Section("ask_max_dose", "The US label says 80 mg a day at most.", ("That is 20 mg 4 times a day.",)),),
    sources=(SourceLine("A publisher", "A label", "unknown", "unknown"),),
    medicines=("examplin",),
    fact_ids=("examplin/max-us",),
)


def saying(*points: str) -> Answer:
    return replace(GOOD, sections=(Section("ask_max_dose", "The US label says 80 mg a day at most.", points),))


def guards_fired(answer: Answer, question: Question = QUESTION) -> set[Guard]:
    return {breach.guard for breach in check(answer, SNAPSHOT, question)}


def test_an_answer_from_its_facts_goes_out() -> None:
    assert guards_fired(GOOD) == set()


@pytest.mark.parametrize(
    ("point", "guard"),
    [
        pytest.param("Some take 100 mg a day.", Guard.UNSOURCED_NUMBER, id="a number of no fact"),
        pytest.param("Some take a hundred milligrams a day.", Guard.UNSOURCED_NUMBER, id="in words"),
        pytest.param("Some take half of that.", Guard.UNSOURCED_NUMBER, id="a half"),
        pytest.param("Some take ¾ of a tablet.", Guard.UNSOURCED_NUMBER, id="a Unicode fraction"),
        pytest.param("80 mg is 20 mL.", Guard.BARE_MILLILITRES, id="millilitres without the strength"),
        pytest.param("The pump gives 80 mcg.", Guard.PUMP_DOSE, id="an amount in micrograms"),
    ],
)
def test_a_broken_statement_is_held_back(point: str, guard: Guard) -> None:
    assert guards_fired(saying(point)) == {guard}


@pytest.mark.parametrize(
    "point",
    [
        pytest.param("The liquid has 2 mg/mL.", id="a strength of a product"),
        pytest.param("With 2 mg/mL, 80 mg would be a lot of 20 mL spoons.", id="millilitres with the strength"),
        pytest.param("One source says so.", id="one as a pronoun"),
    ],
)
def test_what_the_knowledge_base_holds_may_be_said(point: str) -> None:
    assert guards_fired(saying(point)) == set()


def test_a_number_that_the_person_gave_may_be_said_back() -> None:
    echo = saying("You said 95 mg.")
    assert guards_fired(echo) == {Guard.UNSOURCED_NUMBER}
    assert guards_fired(echo, replace(QUESTION, text="i take 95 mg")) == set()


def test_a_number_in_the_name_of_what_was_asked_about_may_be_said() -> None:
    named = saying("I can't answer about vitamin b 12.")
    vitamin = Mention("vitamin b12", "vitamin b 12", "vitamin b 12")
    assert guards_fired(named) == {Guard.UNSOURCED_NUMBER}
    assert guards_fired(named, replace(QUESTION, mentions=(vitamin,))) == set()


def test_a_claim_without_a_source_is_held_back() -> None:
    assert guards_fired(replace(GOOD, sources=())) == {Guard.UNSOURCED_CLAIM}


EMERGENCY = Verdict((Finding("not_breathing", Level.EMERGENCY, "cannot-breathe", 0, 5, "because"),))


@pytest.mark.parametrize(
    ("card", "fired"),
    [
        pytest.param(None, {Guard.MISSING_CARD}, id="no card"),
        pytest.param(Card(Level.SAME_DAY, (), ("Call today.",)), {Guard.MISSING_CARD}, id="too mild a card"),
        pytest.param(Card(Level.EMERGENCY, (), ("Call now.",)), set(), id="the card"),
    ],
)
def test_a_red_flag_never_goes_out_without_its_card(card: Card | None, fired: set[Guard]) -> None:
    assert guards_fired(replace(GOOD, card=card), replace(QUESTION, verdict=EMERGENCY)) == fired
