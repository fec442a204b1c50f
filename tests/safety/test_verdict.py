"""Verdicts of one message: joined they never lower anything, and their JSON comes back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.model.safety import Finding, Level, Verdict

FINDINGS = st.builds(
    Finding,
    situation=st.sampled_from(["overdose", "seizure", "self_harm"]),
    level=st.sampled_from([level for level in Level if level.shows_card]),
    rule=st.sampled_from(["one-rule", "another-rule"]),
    start=st.just(0),
    end=st.just(1),
    explanation=st.just("because"),
    sure=st.booleans(),
)
VERDICTS = st.builds(
    Verdict,
    findings=st.lists(FINDINGS, max_size=4).map(tuple),
    signals=st.lists(st.sampled_from(["baclofen", "kidney"]), unique=True).map(tuple),
    contradicted=st.lists(st.sampled_from(["one-rule"]), max_size=1).map(tuple),
    language=st.sampled_from(["en", "es"]),
)


@given(VERDICTS, VERDICTS)
def test_joined_is_never_lower_than_either_is_sure_of(one: Verdict, other: Verdict) -> None:
    joined = one.joined(other)
    assert joined.level.rank <= min(one.sure_level.rank, other.sure_level.rank)
    assert set(joined.signals) == {*one.signals, *other.signals}


@given(VERDICTS, VERDICTS)
def test_joined_leaves_out_only_what_is_unsure_and_contradicted(one: Verdict, other: Verdict) -> None:
    joined = one.joined(other)
    stand = [found for found in (*one.findings, *other.findings) if found.sure or found.rule not in joined.contradicted]
    assert {found.situation for found in joined.findings} == {found.situation for found in stand}
    assert joined.level is Level.highest([found.level for found in stand])


@given(VERDICTS, VERDICTS)
def test_joined_has_the_most_urgent_first(one: Verdict, other: Verdict) -> None:
    ranks = [found.level.rank for found in one.joined(other).findings]
    assert ranks == sorted(ranks)


@given(VERDICTS)
def test_json_comes_back_the_same(verdict: Verdict) -> None:
    assert Verdict.from_json(verdict.to_json()) == verdict
