"""The medicines that people take most are recognised, by the names that they type, with a class each.

The interaction check tells "looked up, and not listed" from "not in the database" by the class: a name lost here is a
medicine that the check can say nothing of.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.context import Context
from bot.answers.pairs import Listed, rows_for
from bot.answers.wording import Wording
from bot.knowledge import CONTENT, Snapshot
from bot.language import name_index
from bot.language.lexicon import Kind
from bot.language.linker import Linker
from bot.model.conversation import Mention, Question, Reading
from bot.nlu.medicine_linker import build_lexicon
from bot.safety import contacts

NAMES_OF_CLASS = {
    "proton_pump_inhibitors": ["omeprazole", "Prilosec", "Nexium", "pantoprazole", "Protonix", "lansoprazole"],
    "h2_blockers": ["famotidine", "Pepcid", "ranitidine", "Zantac"],
    "stomach_ulcer_medicines": ["Gaviscon", "sucralfate"],
    "sickness_medicines": ["ondansetron", "Zofran", "domperidone"],
    "bowel_cramp_medicines": ["Buscopan", "mebeverine"],
    "laxatives": ["senna", "Miralax", "Movicol", "Dulcolax", "lactulose", "Metamucil", "Colace", "Linzess"],
    "diarrhoea_medicines": ["loperamide", "Imodium", "Pepto-Bismol"],
    "bowel_inflammation_medicines": ["mesalamine", "mesalazine", "sulfasalazine"],
    "weight_loss_medicines": ["phentermine", "Xenical"],
    "airway_openers": ["albuterol", "salbutamol", "Ventolin", "ProAir", "Symbicort", "Advair", "Seretide"],
    "anticholinergics": ["Spiriva", "tiotropium", "Trelegy", "Combivent"],
    "inhaled_steroids": ["fluticasone", "Flonase", "Flovent", "Qvar", "mometasone", "beclomethasone"],
    "leukotriene_blockers": ["montelukast", "Singulair"],
    "theophylline_medicines": ["theophylline"],
    "other_antihistamines": ["cetirizine", "Zyrtec", "loratadine", "Claritin", "fexofenadine", "Allegra", "Xyzal"],
    "decongestants": ["pseudoephedrine", "Sudafed", "phenylephrine", "Afrin"],
    "mucus_medicines": ["guaifenesin", "Mucinex", "carbocisteine", "benzonatate"],
    "penicillins": ["amoxicillin", "Augmentin", "co-amoxiclav", "flucloxacillin"],
    "cephalosporins": ["cephalexin", "cefalexin", "Keflex", "cefdinir", "cefuroxime"],
    "sulfonamides_and_trimethoprim": ["trimethoprim", "Bactrim", "Septra", "co-trimoxazole"],
    "other_antibiotics": ["nitrofurantoin", "Macrobid", "metronidazole", "Flagyl", "clindamycin", "Hiprex"],
    "antivirals": ["acyclovir", "Valtrex", "valacyclovir", "Tamiflu", "Paxlovid"],
    "hiv_and_hepatitis_antivirals": ["Biktarvy", "dolutegravir"],
    "antifungals": ["fluconazole", "Diflucan", "terbinafine"],
    "malaria_medicines": ["hydroxychloroquine", "Plaquenil", "quinine"],
    "vitamins": ["vitamin D", "vitamin D3", "vitamin C", "vitamin B6", "thiamine"],
    "folic_acid_vitamins": ["folic acid", "vitamin B12", "B12 injections"],
    "iron_supplements": ["ferrous sulfate", "ferrous sulphate", "ferrous fumarate", "iron tablets"],
    "calcium_supplements": ["calcium carbonate", "Tums", "Adcal-D3", "calcium tablets"],
    "potassium_supplements": ["potassium chloride", "Klor-Con"],
    "antiplatelets": ["aspirin", "clopidogrel", "Plavix", "ticagrelor", "Brilinta"],
    "blood_thinners": ["warfarin", "Coumadin", "Eliquis", "Xarelto", "edoxaban"],
    "heparins": ["enoxaparin", "Lovenox", "Clexane"],
    "statins": ["atorvastatin", "Lipitor", "lovastatin", "Crestor"],
    "other_cholesterol_medicines": ["ezetimibe", "Zetia", "fenofibrate", "Repatha", "cholestyramine"],
    "digoxin_medicines": ["digoxin", "Lanoxin"],
    "nitrates": ["nitroglycerin", "GTN spray", "isosorbide mononitrate"],
    "heart_rhythm_medicines": ["amiodarone", "flecainide", "Multaq"],
    "blood_pressure_medicines": ["Entresto", "hydralazine", "lisinopril hctz", "tamsulosin"],
    "diabetes_medicines": ["Ozempic", "Janumet"],
    "steroids": ["prednisone", "prednisolone", "hydrocortisone", "Medrol"],
    "thyroid_hormones": ["levothyroxine", "Synthroid"],
    "overactive_thyroid_medicines": ["methimazole", "carbimazole"],
    "progestogens": ["progesterone", "Utrogestan"],
    "androgens": ["testosterone"],
    "hormone_cancer_medicines": ["tamoxifen", "letrozole", "anastrozole"],
    "vasopressin_medicines": ["desmopressin"],
    "gout_medicines": ["allopurinol", "colchicine"],
    "bone_medicines": ["alendronate", "alendronic acid", "Fosamax", "Prolia"],
    "other_bladder_medicines": ["mirabegron", "Myrbetriq"],
    "prostate_medicines": ["tamsulosin", "Flomax", "finasteride", "dutasteride"],
    "erection_medicines": ["sildenafil", "Viagra", "Cialis"],
    "glaucoma_medicines": ["latanoprost", "dorzolamide"],
    "paracetamol_painkillers": ["acetaminophen", "Tylenol", "paracetamol", "Panadol", "Calpol"],
    "local_anaesthetics": ["lidocaine"],
    "other_antidepressants": ["duloxetine", "Cymbalta", "venlafaxine", "Effexor", "bupropion", "Wellbutrin"],
    "other_anxiety_medicines": ["buspirone"],
    "stimulants": ["Adderall", "Vyvanse", "methylphenidate", "Ritalin", "Concerta", "modafinil", "Strattera"],
    "dementia_medicines": ["donepezil", "Aricept", "memantine"],
    "other_parkinsons_medicines": ["pramipexole", "amantadine", "Neupro"],
    "triptans": ["sumatriptan", "Imitrex", "rizatriptan"],
    "cgrp_blockers": ["Aimovig", "Nurtec", "Emgality"],
    "stop_smoking_medicines": ["varenicline", "Chantix"],
    "alcohol_dependence_medicines": ["naltrexone", "disulfiram", "acamprosate"],
    "other_nerve_medicines": ["Ampyra", "Fampyra", "fampridine", "dalfampridine", "riluzole"],
    "interferons": ["Avonex", "Rebif", "Betaseron", "Plegridy", "Copaxone", "glatiramer acetate"],
    "immunosuppressants": [
        "Gilenya", "Mayzent", "Tecfidera", "dimethyl fumarate", "Vumerity", "Aubagio", "Tysabri", "natalizumab",
        "Ocrevus", "ocrelizumab", "Kesimpta", "Lemtrada", "Mavenclad", "azathioprine", "mycophenolate", "methotrexate",
        "Humira", "Enbrel", "Stelara", "Xeljanz",
    ],
    "cancer_antibodies": ["rituximab", "Rituxan"],
}  # fmt: skip


@pytest.fixture(scope="module")
def linker(snapshot: Snapshot) -> Linker:
    return Linker(build_lexicon(snapshot, name_index.build(name_index.DEFAULT_PATH)))


@pytest.mark.parametrize(
    ("typed", "class_id"),
    [pytest.param(typed, class_id, id=typed) for class_id, names in NAMES_OF_CLASS.items() for typed in names],
)
def test_a_much_used_medicine_is_recognised_with_its_class(
    linker: Linker, snapshot: Snapshot, typed: str, class_id: str
) -> None:
    text = f"can I take {typed} with baclofen"

    links = linker.link(text).of_kind(Kind.MEDICINE)

    found = [link for link in links if link.meaning.value != "baclofen"]
    assert [link.text for link in found] == [typed]
    assert not found[0].meaning.candidates
    names = (found[0].meaning.substance or found[0].meaning.drug_class or "", found[0].meaning.name)
    assert class_id in frozenset().union(*(snapshot.class_ids_of(name) for name in names))


def test_what_is_listed_for_some_of_a_group_is_found_where_the_group_is_named(snapshot: Snapshot) -> None:
    """ "My antivirals" may be aciclovir, for which something is listed: never "not listed"."""
    question = Question("", (Reading("check_interactions", 1.0),))
    context = Context(question, snapshot, Wording.read(CONTENT / "phrases.yml"), contacts("US"))
    passed_over = []
    for medicine in snapshot.medicines:
        within = replace(context, medicine_id=medicine)
        for group in snapshot.classes.values():
            named = Mention(group.name, group.name, drug_class=group.id)
            members = [Mention(member.name, member.name, substance=member.name) for member in group.members]
            harmful = [each.name for each in members if any(map(_harms, rows_for(within, each)))]
            if harmful and not rows_for(within, named):
                passed_over.append((medicine, group.id, harmful))

    assert passed_over == []


def _harms(listed: Listed) -> bool:
    return listed.row.severity != "no_effect"
