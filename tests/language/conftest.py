"""A small lexicon of the tests' own, so that they do not change when the content does."""

from __future__ import annotations

import pytest

from bot.language.lexicon import MedicineLexicon
from bot.language.linker import Linker
from bot.language.name_index import IndexedName, NameIndex
from bot.model.knowledge import Citation, ClassMember, Combination, DrugClass, Evidence, Identity, Name, Term

CITED = (Citation(source="somewhere"),)

MEDICINES = {
    "baclofen": Identity(
        name="baclofen",
        names=(
            Name(text="Lioresal", kind="brand"),
            Name(text="Ozobax DS", kind="brand", product="ozobax-ds"),
            Name(text="FIRST-Baclofen", kind="brand", product="first-baclofen"),
            Name(text="bac", kind="abbreviation"),
            Name(text="bacolfin", kind="misspelling"),
        ),
        look_alikes=("Bactroban",),
    ),
    "tizanidine": Identity(name="tizanidine", names=(Name(text="Zanaflex", kind="brand"),)),
}
CLASSES = (
    DrugClass(
        id="benzodiazepines",
        name="benzodiazepines",
        names=("benzodiazepine", "benzos"),
        members=(ClassMember(name="alprazolam", names=("Xanax",)), ClassMember(name="diazepam", names=("Valium",))),
        evidence=Evidence.SECONDARY,
        citations=CITED,
    ),
    DrugClass(
        id="alcohol",
        name="alcohol",
        names=("wine", "beer"),
        evidence=Evidence.SECONDARY,
        citations=CITED,
    ),
)
TERMS = (
    Term(id="kidney_disease", kind="condition", name="kidney disease", names=("bad kidneys", "ckd")),
    Term(id="dizziness", kind="symptom", name="dizziness", names=("dizzy", "light-headed")),
    Term(id="parkinsons_disease", kind="condition", name="Parkinson's disease", names=("parkinson's", "parkinsons")),
)
COMBINATIONS = (
    Combination(
        id="acetaminophen-diazepam",
        name="acetaminophen with diazepam",
        names=("Calmol PM", "Painocet"),
        ingredients=("acetaminophen", "diazepam"),
        evidence=Evidence.SECONDARY,
        citations=CITED,
    ),
)


def _index() -> NameIndex:
    common = {"prozac": "fluoxetine", "fluoxetine": "fluoxetine", "metoprolol succinate": "metoprolol"}
    common |= {"toprol xl": "metoprolol", "metoprolol": "metoprolol", "sulfasalazine": "sulfasalazine"}
    common |= {"hydroxyzine": "hydroxyzine", "hydralazine": "hydralazine", "levetiracetam": "levetiracetam"}
    common |= {"xanax patch": "alprazolam patch", "sleepaway": "diazepam (insomnia)", "xanax plus": "alprazolam plus"}
    rare = {"piracetam": "piracetam", "tirzepatide": "tirzepatide"}
    return NameIndex(
        "tests",
        {name: IndexedName(generic, common=True) for name, generic in common.items()}
        | {name: IndexedName(generic, common=False) for name, generic in rare.items()},
    )


@pytest.fixture(scope="session")
def lexicon() -> MedicineLexicon:
    return MedicineLexicon.build(MEDICINES, CLASSES, TERMS, _index(), COMBINATIONS)


@pytest.fixture(scope="session")
def linker(lexicon: MedicineLexicon) -> Linker:
    return Linker(lexicon)
