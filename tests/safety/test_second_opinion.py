"""The second opinion: when it raises a verdict, and that it never lowers what a rule is sure of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.safety import Finding, Level, Verdict
from bot.safety.opinion_model import Label, Opinion
from bot.safety.rules import default_rules
from bot.safety.second_opinion import RULE, UNCLEAR, Bounds, Reading, heard, judged, raised

BOUNDS = Bounds(raises=0.6, self_harm=0.8, contradicts=0.1, level=0.8, too_fast=0.05)
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
    st.builds(Label, LEVELS, st.integers(1, 40)),
    st.lists(st.floats(0, 1), min_size=3, max_size=3).map(lambda shares: (*sorted(shares), 1.0)),
)
READINGS = st.builds(Reading, VERDICTS, OPINIONS)


def verdict(*levels: Level, sure: bool = True) -> Verdict:
    return Verdict(tuple(Finding("overdose", level, "a-rule", 0, 1, "Seen.", sure) for level in levels))


def opinion_of(level: Level, situation: int = 1, *, confidence: float = 1.0, needs_help: float = 0.97) -> Opinion:
    as_fast = tuple(0.0 if rank < level.rank else confidence for rank in range(3))
    return Opinion(needs_help, Label(level, situation), (*as_fast, 1.0))


class TestRaised:
    @given(VERDICTS, OPINIONS)
    def test_nothing_is_lowered_or_taken_away(self, before: Verdict, opinion: Opinion) -> None:
        after = raised(before, opinion, default_rules(), 10, BOUNDS)

        assert after.level.rank <= before.level.rank
        for finding in before.findings:
            assert any(
                same.situation == finding.situation and same.level.rank <= finding.level.rank for same in after.findings
            )
        assert set(before.signals) <= set(after.signals)

    @given(VERDICTS, OPINIONS)
    def test_every_finding_has_a_card(self, before: Verdict, opinion: Opinion) -> None:
        after = raised(before, opinion, default_rules(), 10, BOUNDS)

        assert {finding.situation for finding in after.findings} <= set(SITUATIONS)

    @pytest.mark.parametrize(
        ("before", "opinion", "level"),
        [
            pytest.param(Verdict(), opinion_of(Level.URGENT), Level.URGENT, id="rules saw nothing"),
            pytest.param(verdict(Level.SAME_DAY), opinion_of(Level.EMERGENCY), Level.EMERGENCY, id="rules saw less"),
            pytest.param(verdict(Level.CRISIS), opinion_of(Level.URGENT), Level.CRISIS, id="rules saw more"),
            pytest.param(
                verdict(Level.URGENT), opinion_of(Level.EMERGENCY, confidence=0.6), Level.URGENT, id="not sure how fast"
            ),
            pytest.param(
                Verdict(), opinion_of(Level.EMERGENCY, confidence=0.6), Level.EMERGENCY, id="some card, not sure which"
            ),
            pytest.param(
                Verdict(),
                opinion_of(Level.EMERGENCY, needs_help=0.5),
                Level.NONE,
                id="not sure that it needs help",
            ),
            pytest.param(
                Verdict(),
                opinion_of(Level.CRISIS, 16, needs_help=0.7),
                Level.NONE,
                id="not as sure as self-harm asks for",
            ),
            pytest.param(Verdict(), opinion_of(Level.CRISIS, 16, needs_help=0.9), Level.CRISIS, id="sure of self-harm"),
            pytest.param(Verdict(), opinion_of(Level.CRISIS, 29, needs_help=0.7), Level.CRISIS, id="violence"),
        ],
    )
    def test_level(self, before: Verdict, opinion: Opinion, level: Level) -> None:
        assert raised(before, opinion, default_rules(), 10, BOUNDS).level is level

    def test_the_finding_says_that_it_was_learned(self) -> None:
        (finding,) = raised(Verdict(), opinion_of(Level.EMERGENCY), default_rules(), 10, BOUNDS).findings

        assert (finding.rule, finding.situation, finding.start, finding.end) == (RULE, "unresponsive", 0, 10)
        assert "learned opinion" in finding.explanation

    def test_a_situation_that_the_rules_do_not_have_is_unclear(self) -> None:
        opinion = opinion_of(Level.URGENT, situation=99)

        (finding,) = raised(Verdict(), opinion, default_rules(), 10, BOUNDS).findings

        assert finding.situation == UNCLEAR


class TestHeard:
    @given(VERDICTS, OPINIONS)
    def test_what_a_rule_is_sure_of_is_never_lowered(self, before: Verdict, opinion: Opinion) -> None:
        after = heard(before, opinion, BOUNDS)

        assert after.sure_level is before.sure_level
        assert {found for found in before.findings if found.sure} >= {found for found in after.findings if found.sure}

    @given(VERDICTS, OPINIONS)
    def test_what_is_in_doubt_stands(self, before: Verdict, opinion: Opinion) -> None:
        in_doubt = BOUNDS.contradicts <= opinion.needs_help < BOUNDS.raises

        assert not in_doubt or heard(before, opinion, BOUNDS) == before

    @given(VERDICTS, OPINIONS)
    def test_a_message_that_needs_help_keeps_a_card(self, before: Verdict, opinion: Opinion) -> None:
        after = raised(heard(before, opinion, BOUNDS), opinion, default_rules(), 10, BOUNDS)

        assert after.level.shows_card or opinion.needs_help < BOUNDS.self_harm
        assert after.level.shows_card or not before.level.shows_card or opinion.needs_help < BOUNDS.contradicts

    def test_an_unsure_rule_does_not_stand_against_it_and_stays_named(self) -> None:
        unsure = verdict(Level.URGENT, sure=False)

        after = heard(unsure, opinion_of(Level.EMERGENCY, needs_help=0.01), BOUNDS)

        assert (after.level, after.contradicted) == (Level.NONE, ("a-rule",))
        assert after.joined(unsure).level is Level.NONE, "seen again with earlier messages"

    @pytest.mark.parametrize(
        ("sure", "needs_help", "level"),
        [
            pytest.param(False, 0.97, Level.SAME_DAY, id="a suspicion gives way to a better reading"),
            pytest.param(False, 0.5, Level.EMERGENCY, id="not to a doubtful one"),
            pytest.param(True, 0.97, Level.EMERGENCY, id="what is sure stands"),
        ],
    )
    def test_a_level_that_is_too_urgent(self, sure: bool, needs_help: float, level: Level) -> None:
        opinion = opinion_of(Level.SAME_DAY, 8, needs_help=needs_help)

        after = raised(
            heard(verdict(Level.EMERGENCY, sure=sure), opinion, BOUNDS), opinion, default_rules(), 10, BOUNDS
        )

        assert after.level is level


class TestJudged:
    @given(READINGS)
    def test_one_reading_is_heard_and_raises(self, reading: Reading) -> None:
        after = judged([reading], default_rules(), 10, BOUNDS)

        standing = heard(reading.verdict, reading.opinion, BOUNDS)
        assert after == raised(standing, reading.opinion, default_rules(), 10, BOUNDS)

    @given(READINGS, READINGS)
    def test_a_further_reading_takes_nothing_away(self, reading: Reading, further: Reading) -> None:
        alone = judged([reading], default_rules(), 10, BOUNDS)
        both = judged([further, reading], default_rules(), 10, BOUNDS)

        assert both.level.rank <= alone.level.rank
        assert {found.situation for found in both.findings} >= {found.situation for found in alone.findings}
        assert set(both.signals) >= set(alone.signals)
