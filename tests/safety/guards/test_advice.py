"""Advice and what only sounds like it, in one sentence each."""

from __future__ import annotations

import pytest

from bot.knowledge import Snapshot
from bot.knowledge.texts import texts_of
from bot.model.conversation import Answer, Outcome, Question, Section
from bot.model.safety import Finding, Level, Verdict
from bot.safety.guards import Guard
from bot.safety.guards.advice import all_clear, dose_advice, emergency_advice, stops_medicine
from bot.safety.guards.amounts import bare_millilitres, child_doses, pump_doses, tapers, toxic_amounts
from bot.safety.guards.inspected import Inspected

LOOKS = (
    all_clear,
    dose_advice,
    emergency_advice,
    stops_medicine,
    bare_millilitres,
    child_doses,
    pump_doses,
    tapers,
    toxic_amounts,
)


def fired(sentence: str, level: Level = Level.NONE) -> set[Guard]:
    finding = Finding("stopped", level, "a-rule", 0, 1, "because")
    question = Question("", (), verdict=Verdict((finding,)) if level.shows_card else None)
    answer = Answer(Outcome.ANSWERED, (Section("ask_interactions", sentence),))
    inspected = Inspected(answer, Snapshot.of(), question)
    return {breach.guard for look in LOOKS for breach in look(inspected)}


@pytest.mark.parametrize(
    ("sentence", "guard"),
    [
        ("Stop taking your other medicine.", Guard.STOPS_MEDICINE),
        ("Please stop the tramadol for now.", Guard.STOPS_MEDICINE),
        ("If it makes you sleepy, stop it.", Guard.STOPS_MEDICINE),
        ("You should quit the sleeping pill.", Guard.STOPS_MEDICINE),
        ("I suggest you stop gabapentin.", Guard.STOPS_MEDICINE),
        ("Do not take both: come off one.", Guard.STOPS_MEDICINE),
        ("It is safest to leave out the other one.", Guard.STOPS_MEDICINE),
        ("Skip your next dose.", Guard.DOSE_ADVICE),
        ("If the next dose is due, double it.", Guard.DOSE_ADVICE),
        ("You may take an extra tablet.", Guard.DOSE_ADVICE),
        ("Just halve your dose.", Guard.DOSE_ADVICE),
        ("Increase your dose slowly.", Guard.DOSE_ADVICE),
        ("There is no interaction.", Guard.ALL_CLEAR),
        ("They don't interact.", Guard.ALL_CLEAR),
        ("Don't worry, it is safe to take both.", Guard.ALL_CLEAR),
        ("The two can be taken together.", Guard.ALL_CLEAR),
        ("It is 20 mL.", Guard.BARE_MILLILITRES),
        ("The pump gives 0.2 mg each day.", Guard.PUMP_DOSE),
        ("It is 100 mcg.", Guard.PUMP_DOSE),
        ("Children get 5 mg.", Guard.CHILD_DOSE),
        ("It is 2 mg/kg.", Guard.CHILD_DOSE),
        ("Lower it by 5 mg each week.", Guard.TAPER),
        ("Reduce the tablets by a quarter.", Guard.TAPER),
        ("As little as 150 mg was fatal.", Guard.TOXIC_AMOUNT),
    ],
)
def test_what_must_not_go_out_is_stopped(sentence: str, guard: Guard) -> None:
    assert guard in fired(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not stop baclofen suddenly.",
        'Say "leave incognito" if I may keep things again.',
        "Never stop it on your own, and do not stop either medicine without your doctor.",
        "Do not change or stop it on your own.",
        "A sudden stop can be dangerous.",
        "If you stop it, call your doctor today.",
        "Your doctor may lower it slowly and stop it before the birth.",
        "Call your doctor before you stop.",
        "What should I do if I miss a dose, or want to stop?",
        "If the next dose is due in less than 2 hours, skip the missed one.",
        "Do not take 2 doses together. Never add an extra dose.",
        "Took 2 doses by mistake? Call now.",
        "It can cause double vision.",
        "That does not mean the mix is safe.",
        "I don't know if it is safe for you.",
        "Ask your pharmacist what is safe to take for it.",
        "The NHS says that baclofen does not affect the pill.",
        "The liquid has 5 mg/mL, so 10 mg is 2 mL.",
        "Mix a packet with up to 15 mL of water.",
        "Gablofen is made as 50 and 500 mcg/mL.",
        "It does not suit children who weigh less than 33 kg.",
        "Your doctor lowers the dose slowly, over 1 to 2 weeks.",
        "With kidney disease you may need a lower dose.",
        "In its first 9 years, 27 people had withdrawal, and 6 of them died.",
    ],
)
def test_what_may_be_said_goes_out(sentence: str) -> None:
    assert fired(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "is_stopped"),
    [
        ("Take your next dose now.", True),
        ("Take it with food.", True),
        ("Give them a tablet.", True),
        ("If the next dose is due in less than 2 hours, skip the missed one.", True),
        ("Only take both if your doctor knows.", False),
        ("Take care on stairs.", False),
        ("Do not take another dose.", False),
        ("Tell them that you take baclofen.", False),
    ],
)
def test_in_an_emergency_nothing_is_to_be_taken(sentence: str, is_stopped: bool) -> None:
    assert bool(fired(sentence, Level.EMERGENCY)) is is_stopped


def test_nothing_that_the_content_says_is_held_back(snapshot: Snapshot) -> None:
    texts = {
        text
        for medicine in snapshot.medicines.values()
        for kind in ("facts", "side_effects", "interactions", "conditions", "products", "gaps")
        for item in getattr(medicine, kind)
        for _, text in texts_of(kind, item)
        if text.endswith((".", "!", "?"))
    }

    assert len(texts) > 700
    assert {text: found for text in texts if (found := fired(text))} == {}
