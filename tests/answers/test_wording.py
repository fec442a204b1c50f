"""The assistant's own sentences: each is used, each can be said, none makes a clinical claim with a number."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.answers.registry import COMPOSERS
from bot.answers.wording import Wording
from bot.knowledge import CONTENT, ContentErrors, Snapshot
from bot.language.numbers import numbers_in
from bot.language.readability import grade
from bot.model.conversation import Outcome
from bot.safety.contacts import all_contacts

CODE = Path(__file__).parents[2] / "bot"
_CODE_THAT_SPEAKS = [
    *(path for folder in ("answers", "documents", "tools") for path in CODE.glob(f"{folder}/**/*.py")),
    CODE / "assistant.py",
]
BUILT_FROM_DATA = re.compile(
    r"^(form|a_form|route|market|place|effect|effects|pair|aspect|check_is|check_told|emergency|crisis|task|kind|gone"
    r"|profile|reminder|day|teach_back|without|bad|document|paper|hand_off|log_line)_"
)


def test_every_phrase_is_used(wording: Wording) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in _CODE_THAT_SPEAKS)
    unused = [
        key
        for key in (*wording.phrases, *wording.lists)
        if not re.search(rf"[\"']{key}[\"']", code) and key not in COMPOSERS and not BUILT_FROM_DATA.match(key)
    ]

    assert unused == []


@pytest.mark.parametrize(
    "intent", [intent for intent, entry in COMPOSERS.items() if entry.compose.__name__ == "compose_phrase"]
)
def test_every_plain_intent_has_its_phrase(wording: Wording, intent: str) -> None:
    assert intent in wording.phrases


def test_no_phrase_holds_a_number_of_its_own(wording: Wording) -> None:
    plain = {key: text for key, text in wording.phrases.items() if key not in ("frequency_one", "frequency_range")}
    held = {key: text for key, text in plain.items() if list(numbers_in(re.sub(r"\{\w+\}", "", text)))}

    # the 5 mg that the strengths are compared by, a schedule's own 1, and the ends of a scale on paper
    assert set(held) <= {"liquid_strength_line", "once_a_day", "paper_scale"}


def test_phrases_are_easy_to_read(wording: Wording, snapshot: Snapshot) -> None:
    lines = [*wording.phrases.values(), *(line for lines in wording.lists.values() for line in lines)]
    hard = {
        text: grade(re.sub(r"\{\w+\}", "it", text), snapshot.familiar_words) for text in lines if len(text.split()) > 5
    }

    assert {text: found for text, found in hard.items() if found > 8} == {}


def test_placeholders_of_refusals_are_known(wording: Wording) -> None:
    for refusal in wording.refusals:
        for text in (refusal.headline, *refusal.points):
            names = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert names <= {"medicine", "emergency", "poison", "crisis", "leaflet"}, refusal.id


def test_refusals_name_intents_and_topics_that_exist(wording: Wording, snapshot: Snapshot) -> None:
    for refusal in wording.refusals:
        assert {intent.removeprefix("ask_") for intent in refusal.intents} <= set(snapshot.topics), refusal.id
        assert set(refusal.topics) <= set(snapshot.topics), refusal.id


def test_every_place_with_a_label_has_a_name(wording: Wording, snapshot: Snapshot) -> None:
    places = {
        status.jurisdiction
        for each in snapshot.medicines.values()
        for product in each.products
        for status in product.market
    }

    assert {f"place_{place}" for place in places} <= set(wording.phrases)


def test_every_regions_own_label_is_one_that_leads() -> None:
    ids = {region.id for region in all_contacts()}
    assert {region.jurisdiction for region in all_contacts()} <= ids


def test_an_intent_that_nothing_is_known_of_is_out_of_scope(ask, snapshot: Snapshot) -> None:  # type: ignore[no-untyped-def]
    assert ask("ask_horoscope").outcome is Outcome.OUT_OF_SCOPE


def test_a_wrong_phrases_file_says_where(tmp_path: Path) -> None:
    path = tmp_path / "phrases.yml"
    path.write_text("phrases: {a: b}\nlists: {}\nrefusal: []\n", encoding="utf-8")

    with pytest.raises(ContentErrors, match=r"phrases.yml:3: refusal: unknown key; did you mean `refusals`"):
        Wording.read(path)


def test_the_phrases_of_the_project_are_read() -> None:
    assert Wording.read(CONTENT / "phrases.yml").say("which_medicine")
