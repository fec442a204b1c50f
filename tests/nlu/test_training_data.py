"""What a reviewer would check of the training data by hand: enough of each intent, and no sentence twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from rapidfuzz import fuzz, process

from bot.language.lexicon import MedicineLexicon
from bot.language.linker import Linker
from bot.language.name_index import DEFAULT_PATH, NameIndex, read

ROOT = Path(__file__).parents[2]
TRAINING = sorted((ROOT / "data/nlu").glob("*.yml"))
UNDERSTANDING = sorted((ROOT / "evaluation/understanding").glob("*.yml"))
DOMAIN_INTENTS = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]

FEWEST_BY_INTENT = {
    "out_of_scope": 250,  # refusing well matters more than any one answer
    "emergency_symptoms": 60,
    "emergency_overdose": 60,
    "crisis_self_harm": 60,
    "report_side_effect": 80,
    **dict.fromkeys(
        (
            "ask_overview",
            "ask_uses",
            "ask_dosage",
            "ask_how_to_take",
            "ask_side_effects",
            "ask_interactions",
            "ask_ingredients",
            "ask_how_it_works",
            "ask_stopping",
            "ask_overdose",
            "ask_warnings",
            "ask_contraindications",
            "ask_appearance",
            "ask_find_drug",
        ),
        80,
    ),
    # Only so many ways to say these few words.
    **dict.fromkeys(("ask_source", "ask_more_detail", "ask_simpler", "ask_article", "ask_pronunciation"), 40),
}
FEWEST_OF_A_QUESTION = 50
FEWEST_OF_CONVERSATION = 15

MOST_SIMILAR = 93
"""Of 100: two slips of the keyboard in one sentence are still one sentence."""
LONG_ENOUGH_TO_COMPARE = 16
"""Letters. Shorter sentences are near each other by nature ("who says", "who said")."""

SHORT_SENTENCE = 8
"""Words. Real questions about medicines have seven on average."""


class Example(NamedTuple):
    intent: str
    text: str


def _read(files: Iterable[Path]) -> list[Example]:
    blocks = [block for file in files for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]
    return [
        Example(block["intent"], line.removeprefix("- ").strip())
        for block in blocks
        for line in block["examples"].splitlines()
    ]


EXAMPLES = _read(TRAINING)
COUNTS = Counter(example.intent for example in EXAMPLES)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


def _fewest(intent: str) -> int:
    by_kind = FEWEST_OF_A_QUESTION if intent.startswith("ask_") else FEWEST_OF_CONVERSATION
    return FEWEST_BY_INTENT.get(intent, by_kind)


@pytest.fixture(scope="module")
def linker() -> Linker:
    index_file = ROOT / DEFAULT_PATH
    if not index_file.exists():
        pytest.skip("the name index is not built: run `make train`")
    index: NameIndex = read(index_file)
    return Linker(MedicineLexicon.build({}, [], [], index))


@pytest.mark.parametrize("intent", DOMAIN_INTENTS)
def test_each_intent_of_the_domain_has_enough_examples(intent: str) -> None:
    assert COUNTS[intent] >= _fewest(intent)


def test_each_trained_intent_is_in_the_domain() -> None:
    assert set(COUNTS) <= set(DOMAIN_INTENTS)


def test_no_two_examples_have_the_same_words() -> None:
    examples_by_words = defaultdict(list)
    for example in EXAMPLES:
        examples_by_words[_bare(example.text)].append(example)
    assert [examples for examples in examples_by_words.values() if len(examples) > 1] == []


def test_no_two_examples_differ_only_in_the_medicine_or_a_number(linker: Linker) -> None:
    examples_by_mask = defaultdict(list)
    for example in EXAMPLES:
        masked = re.sub(r"\d+(\.\d+)?", "0", _bare(linker.link(example.text).masked))
        examples_by_mask[masked].append(example)
    assert [examples for examples in examples_by_mask.values() if len(examples) > 1] == []


def test_no_two_examples_are_nearly_the_same() -> None:
    texts = sorted(_bare(example.text) for example in EXAMPLES)
    texts = [text for text in texts if len(text) >= LONG_ENOUGH_TO_COMPARE]
    near = [
        (text, other)
        for number, text in enumerate(texts)
        for other, _, _ in process.extract(text, texts[number + 1 :], scorer=fuzz.ratio, score_cutoff=MOST_SIMILAR)
    ]
    # Both spellings are meant: a slip in the one message that must not be missed.
    assert near == [("i want to kil my self", "i want to kill myself")]


@pytest.mark.parametrize("intent", [intent for intent in DOMAIN_INTENTS if intent.startswith("ask_")])
def test_examples_do_not_all_begin_alike(intent: str) -> None:
    """A loop over a template shows as one opening that many sentences share."""
    openings = Counter(tuple(_bare(each.text).split()[:3]) for each in EXAMPLES if each.intent == intent)
    opening, times = openings.most_common(1)[0]
    assert times <= max(5, COUNTS[intent] // 6), opening


def test_questions_are_as_short_as_people_type_them_and_some_are_long() -> None:
    lengths = [len(each.text.split()) for each in EXAMPLES if each.intent.startswith("ask_")]
    assert sum(length <= SHORT_SENTENCE for length in lengths) / len(lengths) >= 0.5
    assert sum(length >= 2 * SHORT_SENTENCE for length in lengths) >= 50


def test_no_example_is_annotated_or_reads_as_a_payload() -> None:
    """The linker finds medicines; Rasa would take brackets for an entity and a leading slash for a command."""
    assert [example for example in EXAMPLES if re.search(r"[\[\]{}]|^/", example.text)] == []


@pytest.mark.parametrize("file", UNDERSTANDING, ids=lambda file: file.stem)
def test_a_test_sentence_is_never_trained_on(file: Path) -> None:
    trained = {_bare(example.text) for example in EXAMPLES}
    examples = yaml.safe_load(file.read_text(encoding="utf-8"))["examples"]
    assert len(examples) >= 15
    assert [each["text"] for each in examples if _bare(each["text"]) in trained] == []


@pytest.mark.parametrize("file", UNDERSTANDING, ids=lambda file: file.stem)
def test_a_test_sentence_expects_intents_of_the_domain(file: Path) -> None:
    examples = yaml.safe_load(file.read_text(encoding="utf-8"))["examples"]
    expected = {intent for each in examples for intent in each.get("accept", each.get("topics"))}
    assert expected <= set(DOMAIN_INTENTS)
