"""Learning the second opinion, from a handful of the tests' own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.learning import second_opinion
from bot.learning.piece_training import Learning
from bot.learning.second_opinion import as_examples, long_stories, ordinary_questions
from bot.model.safety import Level
from bot.safety import screen
from bot.safety.examples import LabelledText
from bot.safety.opinion_model import OpinionModel

LABELLED = [
    LabelledText("i cant wake my mum", Level.EMERGENCY, 1),
    LabelledText("ran out of it yesterday", Level.SAME_DAY, 8),
    LabelledText("i wake up early", Level.NONE, 1),
    LabelledText("the shop ran out of bread", Level.NONE, 8),
]
HERE = Path(__file__).parent
QUESTIONS = ["can i take it with food", "side effects"]


def opinion_on(model: OpinionModel, text: str) -> float:
    (example,) = as_examples([LabelledText(text, Level.NONE, 0)])
    return model.opinion(example.clues, example.pieces.astype(np.float32)).needs_help


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it was learned from the tests' examples, over an older one."""
    folder = tmp_path_factory.mktemp("learning") / "learned"
    folder.mkdir()
    (folder / "of_before.npz").write_bytes(b"old")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(second_opinion, "EXAMPLES", HERE / "red_flags")
        patched.setattr(second_opinion, "WORKING_HALF", HERE / "working")
        patched.setattr(second_opinion, "examples_of", lambda rules: [])
        patched.setattr(second_opinion, "ordinary_questions", lambda: QUESTIONS)
        patched.setattr(second_opinion, "LONG_STORIES", 4)
        patched.setattr(second_opinion, "LEARNING", Learning(rounds=30, batch=4, rate=1e-3))
        second_opinion.learn(folder)
        return folder


def test_learns_what_it_is_shown(learned: Path) -> None:
    model = OpinionModel.load(learned)

    assert opinion_on(model, "i cant wake my mum") > opinion_on(model, "i wake up early")


def test_what_was_learned_before_is_replaced_whole(learned: Path) -> None:
    assert not (learned / "of_before.npz").exists()
    assert list(learned.parent.iterdir()) == [learned], "nothing else is left behind"


def test_ordinary_questions_need_no_help() -> None:
    found = ordinary_questions()

    assert len(found) > 0
    assert not any(screen(text).level.shows_card for text in found)


class TestLongStories:
    def test_half_of_them_hold_one_message_that_needs_help_and_the_others_none(self) -> None:
        stories = long_stories(LABELLED, QUESTIONS, 60)

        for story in stories:
            urgent = [each for each in LABELLED if each.level.shows_card and each.text in story.text]
            assert [each.level for each in urgent] == ([story.level] if story.level.shows_card else [])
        assert sum(story.level.shows_card for story in stories) == len(stories) / 2

    def test_what_needs_help_stands_first_and_last_and_between(self) -> None:
        found = [
            (story.text.startswith(each.text), story.text.endswith(each.text))
            for story in long_stories(LABELLED, QUESTIONS, 200)
            for each in LABELLED
            if each.level.shows_card and each.level is story.level
        ]

        assert {(True, False), (False, True), (False, False)} <= set(found)

    def test_the_same_messages_give_the_same_stories(self) -> None:
        assert long_stories(LABELLED, QUESTIONS, 9) == long_stories(LABELLED, QUESTIONS, 9)
