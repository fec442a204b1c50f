"""Learning the second opinion: from a handful of the tests' own, and the real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from bot.learning import second_opinion
from bot.learning.piece_training import Learning
from bot.learning.second_opinion import (
    LEARNED,
    Sample,
    as_examples,
    ordinary_questions,
    read_provenance,
    red_flag_examples,
)
from bot.model.safety import Level
from bot.runtime.settings import Settings
from bot.safety import screen
from bot.safety.examples import LabelledText
from bot.safety.second_opinion import OpinionModel

HERE = Path(__file__).parent
QUESTIONS = ["can i take it with food", "side effects"]
NEAR = 0.1
"""An encoder of eight bits rounds otherwise on another processor."""
SKEWED = "Texts are read otherwise than when it was learned: `make learn`, then `make train`."


def opinion_on(model: OpinionModel, text: str) -> float:
    (example,) = as_examples([LabelledText(text, Level.NONE, 0)])
    return model.opinion(example.clues, example.pieces.astype(np.float32)).needs_help


@dataclass(frozen=True)
class Learned:
    """What was learned from the tests' examples, in place of an older one."""

    folder: Path
    said: list[str]
    texts: set[str]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Learned:
    said: list[str] = []
    folder = tmp_path_factory.mktemp("learning") / "learned"
    folder.mkdir()
    (folder / "of_before.npz").write_bytes(b"old")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(second_opinion, "EXAMPLES", HERE / "red_flags")
        patched.setattr(second_opinion, "WORKING_HALF", HERE / "working")
        patched.setattr(second_opinion, "examples_of", lambda rules: [])
        patched.setattr(second_opinion, "ordinary_questions", lambda: QUESTIONS)
        patched.setattr(second_opinion, "LEARNING", Learning(rounds=30, batch=4, rate=1e-3))
        second_opinion.learn(said.append, folder)
        return Learned(folder, said, {each.text for each in red_flag_examples()})


def test_learns_what_it_is_shown(learned: Learned) -> None:
    model = OpinionModel.load(learned.folder)

    assert opinion_on(model, "i cant wake my mum") > opinion_on(model, "i wake up early")


def test_what_was_learned_before_is_replaced_whole(learned: Learned) -> None:
    assert not (learned.folder / "of_before.npz").exists()
    assert list(learned.folder.parent.iterdir()) == [learned.folder], "nothing else is left behind"


def test_it_is_said_how_far_it_is(learned: Learned) -> None:
    assert any("learner 1 of 1" in text for text in learned.said)


def test_what_it_was_learned_from_is_kept_with_it(learned: Learned) -> None:
    provenance = read_provenance(learned.folder)

    assert provenance.messages == len(learned.texts) + len(QUESTIONS)
    assert {sample.text for sample in provenance.samples} <= learned.texts


def test_ordinary_questions_need_no_help() -> None:
    found = ordinary_questions()

    assert len(found) > 0
    assert not any(screen(text).level.shows_card for text in found)


def test_the_real_one_says_what_it_said_when_it_was_learned(trained: Settings) -> None:
    samples = read_provenance().samples
    model = OpinionModel.load(LEARNED)

    read = as_examples([LabelledText(sample.text, Level.NONE, 0) for sample in samples])
    now = [model.opinion(each.clues, each.pieces.astype(np.float32)).needs_help for each in read]

    skewed: list[tuple[Sample, float]] = [
        (sample, says) for sample, says in zip(samples, now, strict=True) if abs(says - sample.needs_help) > NEAR
    ]
    assert len(samples) > 0
    assert skewed == [], SKEWED
