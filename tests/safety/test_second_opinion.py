"""The second opinion: what it learns, when it raises a verdict, and that it never lowers one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.encoder import DIMENSIONS, Vector
from bot.model.safety import Finding, Level, Verdict
from bot.safety.clues import Clues
from bot.safety.rules import default_rules
from bot.safety.screen import default_screen
from bot.safety.second_opinion import RULE, UNCLEAR, Example, Label, Limits, Opinion, OpinionModel, heard, raised

LIMITS = Limits(look_alikes=0.1, crises=0.1, questions=0.0, spoken_against=0.0)
WAKING, RAN_OUT = Label(Level.EMERGENCY, 1), Label(Level.SAME_DAY, 8)
MESSAGES: dict[str, tuple[Label | None, int | None]] = {
    **dict.fromkeys(["cant wake dad", "she wont wake", "he wont wake up", "not waking", "wont wake"], (WAKING, 1)),
    **dict.fromkeys(["ran out of it", "i ran out", "ran out today", "ran out of pills", "ran out"], (RAN_OUT, 8)),
    **dict.fromkeys(["i wake at six", "wake me for it", "i ran home", "ran a mile", "woke up fine"], (None, 1)),
    **dict.fromkeys(["with food", "side effects", "dose of it", "can i drink", "is it strong"], (None, None)),
}
LEVELS = st.sampled_from([level for level in Level if level.shows_card])
SITUATIONS = [situation.id for situation in default_rules().situations]
FINDINGS = st.builds(
    Finding,
    st.sampled_from(SITUATIONS),
    LEVELS,
    st.sampled_from(["a-rule", "another-rule"]),
    st.just(0),
    st.just(1),
    st.just("Seen."),
    st.booleans(),
)
VERDICTS = st.builds(
    Verdict, st.lists(FINDINGS, max_size=4).map(tuple), st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple)
)
OPINIONS = st.builds(
    Opinion,
    st.floats(0, 1),
    st.booleans(),
    st.builds(Label, LEVELS, st.integers(1, 40)),
    st.floats(0, 1),
    st.booleans(),
)


def vector_of(text: str) -> Vector:
    """Any vector that is the same for the same text."""
    numbers = np.random.default_rng(sum(text.encode())).normal(size=DIMENSIONS)
    return (numbers / np.linalg.norm(numbers)).astype(np.float32)


def examples() -> list[Example]:
    return [
        Example(default_screen().clues(text), vector_of(text), label, resembles)
        for text, (label, resembles) in MESSAGES.items()
    ]


@pytest.fixture(scope="module")
def model() -> OpinionModel:
    return OpinionModel.fit(examples(), LIMITS, penalty=1.0)


def verdict(*levels: Level) -> Verdict:
    return Verdict(tuple(Finding("overdose", level, "a-rule", 0, 1, "Seen.") for level in levels))


def sure_of(level: Level, situation: int = 1, confidence: float = 1.0) -> Opinion:
    return Opinion(0.97, True, Label(level, situation), confidence)


class TestRaised:
    @given(VERDICTS, OPINIONS)
    def test_nothing_is_lowered_or_taken_away(self, before: Verdict, opinion: Opinion) -> None:
        after = raised(before, opinion, default_rules(), 10, sure_of_level=0.8)

        assert after.level.rank <= before.level.rank
        for finding in before.findings:
            assert any(
                same.situation == finding.situation and same.level.rank <= finding.level.rank for same in after.findings
            )
        assert set(before.signals) <= set(after.signals)

    @given(VERDICTS, OPINIONS)
    def test_every_finding_has_a_card(self, before: Verdict, opinion: Opinion) -> None:
        after = raised(before, opinion, default_rules(), 10, sure_of_level=0.8)

        assert {finding.situation for finding in after.findings} <= set(SITUATIONS)

    @pytest.mark.parametrize(
        ("before", "opinion", "level"),
        [
            pytest.param(Verdict(), sure_of(Level.URGENT), Level.URGENT, id="rules saw nothing"),
            pytest.param(verdict(Level.SAME_DAY), sure_of(Level.EMERGENCY), Level.EMERGENCY, id="rules saw less"),
            pytest.param(verdict(Level.CRISIS), sure_of(Level.URGENT), Level.CRISIS, id="rules saw more"),
            pytest.param(
                verdict(Level.URGENT), sure_of(Level.EMERGENCY, confidence=0.6), Level.URGENT, id="not sure how fast"
            ),
            pytest.param(
                Verdict(), sure_of(Level.EMERGENCY, confidence=0.6), Level.EMERGENCY, id="some card, not sure which"
            ),
            pytest.param(
                Verdict(), Opinion(0.8, False, WAKING, 1.0), Level.NONE, id="not sure that help is needed at all"
            ),
        ],
    )
    def test_level(self, before: Verdict, opinion: Opinion, level: Level) -> None:
        assert raised(before, opinion, default_rules(), 10, sure_of_level=0.8).level is level

    def test_the_finding_says_that_it_was_learned(self) -> None:
        (finding,) = raised(Verdict(), sure_of(Level.EMERGENCY), default_rules(), 10, sure_of_level=0.8).findings

        assert (finding.rule, finding.situation, finding.start, finding.end) == (RULE, "unresponsive", 0, 10)
        assert "learned opinion" in finding.explanation

    def test_a_situation_that_the_rules_do_not_have_is_unclear(self) -> None:
        opinion = sure_of(Level.URGENT, situation=99)

        (finding,) = raised(Verdict(), opinion, default_rules(), 10, sure_of_level=0.8).findings

        assert finding.situation == UNCLEAR


class TestHeard:
    @given(VERDICTS, OPINIONS)
    def test_what_a_rule_is_sure_of_is_never_lowered(self, before: Verdict, opinion: Opinion) -> None:
        after = heard(before, opinion)

        assert after.sure_level is before.sure_level
        assert {found for found in before.findings if found.sure} >= {found for found in after.findings if found.sure}

    @given(VERDICTS, OPINIONS)
    def test_nothing_is_taken_away_unless_it_is_spoken_against(self, before: Verdict, opinion: Opinion) -> None:
        assert opinion.speaks_against or heard(before, opinion) == before

    def test_an_unsure_rule_does_not_stand_against_it_and_stays_named(self) -> None:
        unsure = Finding("overdose", Level.URGENT, "a-rule", 0, 1, "Seen.", sure=False)
        against = Opinion(0.01, False, WAKING, 1.0, speaks_against=True)

        after = heard(Verdict((unsure,)), against)

        assert (after.level, after.contradicted) == (Level.NONE, ("a-rule",))
        assert after.joined(Verdict((unsure,))).level is Level.NONE, "seen again with earlier messages"


class TestModel:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            pytest.param("my mum wont wake", WAKING, id="one situation"),
            pytest.param("he ran out of tablets", RAN_OUT, id="another"),
        ],
    )
    def test_learns_how_fast_and_what_for(self, model: OpinionModel, text: str, label: Label) -> None:
        assert model.opinion(default_screen().clues(text), vector_of(text)).label == label

    def test_needing_help_is_likelier_than_not_needing_it(self, model: OpinionModel) -> None:
        needs, calm = (
            model.opinion(default_screen().clues(text), vector_of(text)).needs_help
            for text in ("grandpa wont wake", "a dose with food")
        )

        assert 0 <= calm < needs <= 1

    def test_same_examples_same_model(self, model: OpinionModel) -> None:
        again = OpinionModel.fit(examples(), LIMITS, penalty=1.0)

        for text in MESSAGES:
            clues, vector = default_screen().clues(text), vector_of(text)
            assert again.opinion(clues, vector) == model.opinion(clues, vector)

    def test_says_the_same_when_read_back(self, model: OpinionModel, tmp_path: Path) -> None:
        model.save(tmp_path)
        loaded = OpinionModel.load(tmp_path)

        for text in MESSAGES:
            clues, vector = default_screen().clues(text), vector_of(text)
            assert loaded.opinion(clues, vector) == model.opinion(clues, vector)

    @given(st.text(max_size=80))
    def test_has_an_opinion_on_anything(self, model: OpinionModel, text: str) -> None:
        opinion = model.opinion(default_screen().clues(text), vector_of(text))

        assert 0 <= opinion.needs_help <= 1
        assert 0.5 <= opinion.level_confidence <= 1.001


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
