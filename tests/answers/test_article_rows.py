"""Every row of the article that states a fact: a question in, facts that must and must not appear out.

The rows are those of the capability list (A1). Tools (25, 37, 51, 56, 57, 59) are other work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.answers.text import render
from bot.model.conversation import Answer, Mention, Outcome
from evaluation.answers import words_of

Ask = Callable[..., Answer]
OPIOIDS = Mention("opioids", "opioid painkillers", drug_class="opioids")


@dataclass(frozen=True)
class Row:
    """One row: what is asked, what the answer says, what it never says. In lower case."""

    row: str
    intents: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    about: tuple[Any, ...] = ("baclofen",)
    fields: dict[str, Any] = field(default_factory=dict)


def terms(*names: str, **fields: Any) -> dict[str, Any]:
    return {"terms": names, **fields}


UK = {"region": "UK"}

ROWS = [
    Row("3-class", "ask_drug_class", ("antispastic", "muscle relaxant")),
    Row("3-pronunciation", "ask_pronunciation", ("bak-loe-fen",)),
    Row(
        "4-spasticity",
        "ask_definition",
        ("spasticity is when muscles stay tight",),
        about=(),
        fields=terms("spasticity"),
    ),
    Row("4-intrathecal", "ask_definition", ("spin",), about=(), fields=terms("intrathecal")),
    Row(
        "5-gablofen",
        "ask_overview",
        ("gablofen is a brand of baclofen", "pump", "mcg/ml"),
        (" mg/ml",),
        about=("gablofen",),
    ),
    Row(
        "5-fleqsuvy",
        "ask_overview",
        ("fleqsuvy is a brand of baclofen", "taken by mouth", "5 mg/ml"),
        about=("fleqsuvy",),
    ),
    Row("5-lyvispah", "ask_cost_availability", ("no longer sold in the us", "30 june 2025"), about=("lyvispah",)),
    Row("5-ozobax", "ask_overview", ("ozobax", "1 mg/ml", "no longer sold"), about=("ozobax",)),
    Row("5-brands", "ask_brand_generic", ("fleqsuvy", "ozobax ds", "gablofen")),
    Row(
        "5-same",
        "ask_comparison",
        ("hold baclofen, but they are not given the same way", "never swap"),
        ("same as",),
        about=("fleqsuvy", "gablofen"),
    ),
    Row("6-forms", "ask_forms_strengths", ("tablets", "liquids", "pump")),
    Row("7-mechanism", "ask_how_it_works", ("not fully known", "spinal cord", "gaba")),
    Row("8-no-cure", "ask_overview", ("does not cure",)),
    Row("8-onset", "ask_time_to_effect", ("about 1 hour", "few days")),
    Row("9-ms", "ask_uses", ("multiple sclerosis", "us label"), fields=terms("multiple_sclerosis")),
    Row("10-spinal-cord", "ask_uses", ("may also be of some value",), fields=terms("spinal_cord_injury")),
    Row("11-cerebral-palsy-us", "ask_uses", ("does not recommend", "cerebral palsy"), fields=terms("cerebral_palsy")),
    Row("11-cerebral-palsy-uk", "ask_uses", ("list cerebral palsy as a use",), fields=terms("cerebral_palsy", **UK)),
    Row("12-parkinsons", "ask_uses", ("does not recommend", "parkinson"), fields=terms("parkinsons_disease")),
    Row("12-stroke", "ask_uses", ("stroke", "not recommend"), fields=terms("stroke")),
    Row("13-back-pain", "ask_uses", ("back pain is not an approved use",), fields=terms("back_pain")),
    Row("13-55-article", "ask_article", ("the article says", "not an approved use"), fields=terms("back_pain")),
    Row("14-benefit", "ask_effectiveness", ("ease the spasms", "differs from person to person")),
    Row("14-posture", "ask_uses", ("need stiff muscles to stand",), fields=UK),
    Row("15-38-driving", "ask_driving", ("do not drive", "until you know how baclofen affects you", "cycle")),
    Row("16-withdrawal", "ask_withdrawal", ("seizures", "high fever", "very stiff muscles", "death", "911")),
    Row("16-pump", "pump_problem", ("two-tone", "pump team's 24-hour line", "911")),
    Row("17-35-39-alcohol", "ask_alcohol", ("avoid alcohol", "falls", "cannot name a safe gap")),
    Row("18-allergy", "ask_contraindications", ("911", "swollen face"), fields=terms("allergic_reaction")),
    Row(
        "19-kidney",
        "ask_contraindications",
        ("with kidney disease", "build up", "do not change or stop it on your own"),
        ("safe",),
        fields=terms("kidney_disease"),
    ),
    Row("19-epilepsy", "ask_contraindications", ("never stop your seizure medicine",), fields=terms("epilepsy")),
    Row("19-psychosis", "ask_contraindications", ("if you have psychosis",), fields=terms("psychosis")),
    Row("19-not-listed", "ask_contraindications", ("does not mean it is safe",), fields=terms("glaucoma")),
    Row("20-40-pregnancy", "ask_pregnancy", ("do not stop baclofen by yourself", "withdrawal", "newborn")),
    Row("20-40-breastfeeding", "ask_breastfeeding", ("3.6 percent", "sleepiness")),
    Row("21-tablets", "ask_how_to_take", ("exactly as prescribed", "halved"), fields={"form": "tablet"}),
    Row("21-food", "ask_food", ("gives no rule about food", "nhs says it is better", "with or after food")),
    Row("21-crush", "ask_crush_split", ("ask a pharmacist before you crush", "halved")),
    Row(
        "22-50-granules",
        "ask_how_to_take",
        ("whole packet", "15 ml", "within 2 hours", "not measured"),
        ("apple juice",),
        fields={"form": "granules"},
    ),
    Row("23-liquid", "ask_how_to_take", ("shake", "oral syringe", "check the strength"), fields={"form": "liquid"}),
    Row(
        "23-millilitres",
        "ask_dosage",
        ("without the strength",),
        (" is 2 ml",),
        fields={"text": "how many ml is 10 mg"},
    ),
    Row("24-49-prescription", "ask_dosage", ("not your prescription",)),
    Row(
        "26-ladder",
        "ask_dosage",
        ("5 mg 3 times a day for 3 days", "10 mg 3 times", "15 mg 3 times", "20 mg 3 times", "not your prescription"),
    ),
    Row("27-doses-differ", "ask_dosage", ("doses differ",)),
    Row(
        "28-maximum",
        "ask_max_dose",
        ("80 mg a day", "20 mg 4 times a day", "do not change it by yourself"),
        ("100 mg",),
    ),
    Row("29-children", "ask_children", ("under 12", "nhs says"), ("mg a day", "mg/kg")),
    Row("30-no-benefit", "ask_effectiveness", ("if baclofen is not helping", "do not stop")),
    Row("31-common", "ask_side_effects", ("10 to 63 percent", "5 to 15 percent", "feeling sick in 4 to 12")),
    Row("32-serious", "ask_side_effects", ("slow breathing", "emergency care now", "911")),
    Row("32-fever", "ask_withdrawal", ("call 911 now for a seizure, fever, confusion or very stiff muscles",)),
    Row("33-levels", "ask_warnings", ("call 911", "go to emergency care now")),
    Row("33-levels-uk", "ask_warnings", ("call 999",), ("911",), fields=UK),
    Row("34-52-opioids", "ask_interactions", ("serious mix", "breathing"), ("safe to",), about=("baclofen", OPIOIDS)),
    Row(
        "34-52-sedating-antihistamine",
        "ask_interactions",
        ("add to the sleepiness",),
        about=("baclofen", "diphenhydramine"),
    ),
    Row("34-seizure-medicine", "ask_interactions", ("do not stop",), about=("baclofen", "carbamazepine")),
    Row(
        "36-not-listed",
        "ask_interactions",
        ("not in my database", "does not mean the mix is safe"),
        about=("baclofen", "zzzolol"),
    ),
    Row(
        "36-contraception",
        "ask_interactions",
        ("the nhs says",),
        about=("baclofen", Mention("the pill", "hormonal contraception", drug_class="hormonal_contraceptives")),
    ),
    Row("41-no-schedule", "ask_stopping", ("never stop baclofen suddenly", "over 1 to 2 weeks"), fields={}),
    Row(
        "41-refuses-steps",
        "ask_stopping",
        ("can't give you a plan for lowering",),
        ("mg",),
        fields={"text": "give me a taper schedule"},
    ),
    Row("42-dantrolene", "ask_comparison", ("liver", "i can't say which is best"), about=("baclofen", "dantrolene")),
    Row(
        "43-botox",
        "ask_comparison",
        ("effect can spread", "injections in a clinic"),
        about=("baclofen", "onabotulinumtoxina"),
    ),
    Row("44-ryanodex", "ask_uses", ("ryanodex", "malignant hyperthermia", "not for spasticity"), about=("ryanodex",)),
    Row("44-ryanodex-overview", "ask_overview", ("ryanodex is a brand of dantrolene",), about=("ryanodex",)),
    Row("45-alternatives", "ask_alternatives", ("tizanidine", "dantrolene", "botulinum", "can't say which is best")),
    Row("46-no-ranking", "ask_comparison", ("can't say which is best for you",)),
    Row("47-reviews", "ask_reviews", ("no ratings of baclofen that i can trust", "no count, no date and no source")),
    Row("53-storage-ozobax", "ask_storage", ("fridge", "2 to 8 c"), about=("ozobax",)),
    Row("53-storage-fleqsuvy", "ask_storage", ("2 months after you first open",), about=("fleqsuvy",)),
    Row("53-storage", "ask_storage", ("depends", "some go in the fridge"), fields={"form": "liquid"}),
    Row("54-children-reach", "ask_children", ("cannot see or reach it", "never share", "poison help")),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_row_of_the_article(ask: Ask, row: Row) -> None:
    answer = ask(row.intents, row.about, **row.fields)
    said = words_of(answer).lower()

    assert answer.outcome is not Outcome.ERROR
    for fact in row.says:
        assert fact in said
    for claim in row.never:
        assert claim not in said


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_every_answered_row_has_a_source(ask: Ask, row: Row) -> None:
    answer = ask(row.intents, row.about, **row.fields)
    if answer.outcome is Outcome.ANSWERED:
        assert answer.sources
        assert row.intents == "ask_definition" or answer.review_note == "No pharmacist has reviewed this yet."
    assert all(line.publisher and line.title and line.date for line in answer.sources)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_the_same_question_gets_the_same_answer(ask: Ask, row: Row) -> None:
    assert render(ask(row.intents, row.about, **row.fields)) == render(ask(row.intents, row.about, **row.fields))
