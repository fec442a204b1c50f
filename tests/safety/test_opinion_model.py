"""The learned opinion: what it learns, that it says the same when read back, and the clues that it reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.encoder import DIMENSIONS, LAYERS, Pieces
from bot.language.piece_network import PieceNetwork, first_weights
from bot.model.safety import Level
from bot.safety.clues import Clues
from bot.safety.opinion_model import Answers, Example, Label, OpinionModel, level_of
from bot.safety.screen import default_screen

WAKING, RAN_OUT = Label(Level.EMERGENCY, 1), Label(Level.SAME_DAY, 8)
MESSAGES: dict[str, tuple[Label | None, int]] = {
    **dict.fromkeys(["cant wake dad", "she wont wake", "he wont wake up", "not waking", "wont wake"], (WAKING, 1)),
    **dict.fromkeys(["ran out of it", "i ran out", "ran out today", "ran out of pills", "ran out"], (RAN_OUT, 8)),
    **dict.fromkeys(["i wake at six", "wake me for it", "i ran home", "ran a mile", "woke up fine"], (None, 1)),
    **dict.fromkeys(["with food", "side effects", "dose of it", "can i drink", "is it strong"], (None, 0)),
}


def pieces_of(text: str) -> Pieces:
    """Any word pieces that are the same for the same text."""
    random = np.random.default_rng(sum(text.encode()))
    return random.normal(size=(3, DIMENSIONS * len(LAYERS))).astype(np.float32)


def untrained(pieces: Sequence[Any], answers: Sequence[Answers]) -> PieceNetwork:
    """A network that learned nothing."""
    assert len(pieces) == len(answers)
    return PieceNetwork.of_half_precision([first_weights(5 + 32, seed=1)])


def examples() -> list[Example]:
    return [
        Example(default_screen().clues(text), pieces_of(text).astype(np.float16), label, resembles)
        for text, (label, resembles) in MESSAGES.items()
    ]


@pytest.fixture(scope="module")
def model() -> OpinionModel:
    return OpinionModel.fit(examples(), untrained, penalty=1.0)


class TestModel:
    def test_needing_help_is_likelier_than_not_needing_it(self, model: OpinionModel) -> None:
        needs, calm = (
            model.opinion(default_screen().clues(text), pieces_of(text)).needs_help
            for text in ("grandpa wont wake", "a dose with food")
        )

        assert 0 <= calm < needs <= 1

    def test_the_situation_is_one_that_was_learned_with_the_level(self, model: OpinionModel) -> None:
        for text in MESSAGES:
            label = model.opinion(default_screen().clues(text), pieces_of(text)).label
            assert label in {WAKING, RAN_OUT}

    def test_says_the_same_when_read_back(self, model: OpinionModel, tmp_path: Path) -> None:
        model.save(tmp_path)
        loaded = OpinionModel.load(tmp_path)

        for text in MESSAGES:
            clues, pieces = default_screen().clues(text), pieces_of(text)
            assert loaded.opinion(clues, pieces) == model.opinion(clues, pieces)

    @given(st.text(max_size=80))
    def test_has_an_opinion_on_anything(self, model: OpinionModel, text: str) -> None:
        opinion = model.opinion(default_screen().clues(text), pieces_of(text))

        assert 0 <= opinion.needs_help <= 1
        assert opinion.as_fast == tuple(sorted(opinion.as_fast))
        assert opinion.as_fast[-1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("emergency", "crisis", "urgent", "level"),
    [
        pytest.param(0.9, 0.9, 0.95, Level.EMERGENCY, id="an emergency"),
        pytest.param(0.3, 0.8, 0.9, Level.CRISIS, id="a crisis"),
        pytest.param(0.1, 0.2, 0.7, Level.URGENT, id="now"),
        pytest.param(0.1, 0.2, 0.45, Level.URGENT, id="perhaps now, more likely today"),
        pytest.param(0.0, 0.1, 0.2, Level.SAME_DAY, id="today"),
        pytest.param(0.45, 0.45, 0.9, Level.URGENT, id="perhaps an emergency"),
    ],
)
def test_the_level_is_the_one_that_half_of_the_likelihood_is_for(
    emergency: float, crisis: float, urgent: float, level: Level
) -> None:
    assert level_of([emergency, crisis, urgent, 1.0]) is level


class TestClues:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            pytest.param("he had a seizure", "seizure|meant", id="meant"),
            pytest.param("can it cause a seizure", "seizure|hypothetical", id="a question about what might be"),
        ],
    )
    def test_say_what_stands_around(self, text: str, name: str) -> None:
        assert name in default_screen().clues(text).names.split()

    def test_of_nothing(self) -> None:
        assert default_screen().clues("") == Clues("", "")
