"""The decision table of somebody without their medicine: every row and combination, and that no level is lowered."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.answers.wording import Wording
from bot.knowledge import Snapshot
from bot.language.readability import grade
from bot.model.safety import Level, Verdict
from bot.safety.card import card
from bot.safety.guards.advice import advised
from bot.tools.doses_table import (
    ANSWERS,
    CASES,
    Advice,
    Case,
    Known,
    Route,
    Signs,
    Since,
    Step,
    Table,
    default_table,
    next_step,
    rows_left,
    validate,
)

TABLE = default_table()
HARDEST = 8.0
MORE_SERIOUS: dict[type, list[set[object]]] = {
    Route: [{Route.MOUTH}, {Route.UNKNOWN}],
    Since: [{Since.TODAY}, {Since.LONGER, Since.UNKNOWN}],
    Signs: [{Signs.NONE}, {Signs.WARNING}, {Signs.DANGER, Signs.UNKNOWN}],
}
"""Of each, what there may be, the milder before the more serious; a pump is neither more nor less than by mouth."""
any_case = st.sampled_from(CASES)


def rank(values: type, value: object) -> int | None:
    return next((at for at, same in enumerate(MORE_SERIOUS[values]) if value in same), None)


EXPECTED = {
    "danger-signs": Level.EMERGENCY,
    "danger-signs-with-a-pump": Level.EMERGENCY,
    "pump-may-not-be-working": Level.URGENT,
    "pump-without-a-sign": Level.NONE,
    "route-not-known-without-a-sign": Level.SAME_DAY,
    "by-mouth-less-than-a-day": Level.SAME_DAY,
    "by-mouth-a-day-or-longer": Level.SAME_DAY,
}


def test_the_rows_are_those_that_are_tested() -> None:
    assert {row.id: row.level for row in TABLE.rows} == EXPECTED


@pytest.mark.parametrize(
    ("case", "row"),
    [
        pytest.param(case, row, id="-".join(each.value for each in case))
        for case, row in [
            *(
                (Case(Route.MOUTH, since, signs), "danger-signs")
                for since in Since
                for signs in (Signs.DANGER, Signs.UNKNOWN)
            ),
            *(
                (Case(Route.UNKNOWN, since, signs), "danger-signs")
                for since in Since
                for signs in (Signs.DANGER, Signs.UNKNOWN)
            ),
            *(
                (Case(Route.PUMP, since, signs), "danger-signs-with-a-pump")
                for since in Since
                for signs in (Signs.DANGER, Signs.UNKNOWN)
            ),
            *(
                (Case(route, since, Signs.WARNING), "pump-may-not-be-working")
                for since in Since
                for route in (Route.PUMP, Route.UNKNOWN)
            ),
            *((Case(Route.PUMP, since, Signs.NONE), "pump-without-a-sign") for since in Since),
            *((Case(Route.UNKNOWN, since, Signs.NONE), "route-not-known-without-a-sign") for since in Since),
            *(
                (Case(Route.MOUTH, Since.TODAY, signs), "by-mouth-less-than-a-day")
                for signs in (Signs.NONE, Signs.WARNING)
            ),
            *(
                (Case(Route.MOUTH, since, signs), "by-mouth-a-day-or-longer")
                for since in (Since.LONGER, Since.UNKNOWN)
                for signs in (Signs.NONE, Signs.WARNING)
            ),
        ]
    ],
)
def test_each_combination_has_its_row(case: Case, row: str) -> None:
    assert TABLE.row(case).id == row


def test_every_combination_has_exactly_one_row() -> None:
    assert len(CASES) == len(Route) * len(Since) * len(Signs)
    assert all(sum(row.holds(case) for row in TABLE.rows) == 1 for case in CASES)


@given(any_case, any_case)
def test_longer_more_signs_or_less_knowledge_never_give_a_lower_level(one: Case, other: Case) -> None:
    pairs = [(type(mine), mine, theirs) for mine, theirs in zip(one, other, strict=True)]
    ranks = [(rank(kind, mine), rank(kind, theirs)) for kind, mine, theirs in pairs]
    same_route = one.route is other.route
    not_milder = all(
        same_route
        if kind is Route and None in each
        else each[0] is not None and each[1] is not None and each[0] <= each[1]
        for (kind, _, _), each in zip(pairs, ranks, strict=True)
    )
    if not_milder:
        assert TABLE.row(other).level.rank <= TABLE.row(one).level.rank


@pytest.mark.parametrize("values", [pytest.param(each, id=each.__name__) for each in (Route, Since, Signs)])
def test_not_to_know_counts_as_the_most_serious(values: type) -> None:
    place = [Route, Since, Signs].index(values)
    for case in CASES:
        if case[place].value == "unknown":
            for value in values:  # type: ignore[attr-defined]
                known = case._replace(**{values.__name__.lower(): value})
                if not (values is Route and case.signs is Signs.WARNING and value is Route.PUMP):
                    assert TABLE.row(case).level.rank <= TABLE.row(known).level.rank


answers_so_far = st.fixed_dictionaries({}, optional={step: st.sampled_from(ANSWERS[step]) for step in Step})


@given(st.booleans(), answers_so_far)
def test_what_is_known_always_leaves_a_row_and_what_is_asked_is_not_known(
    without: bool, answers: dict[Step, str]
) -> None:
    known = Known(without, answers)

    step = next_step(TABLE, known)

    assert step not in answers or step is None
    assert rows_left(TABLE, known) or (without and answers.get(Step.WARNING) == "none")


@given(st.booleans(), st.data())
def test_the_questions_end_in_one_thing_to_say_and_the_level_never_falls(without: bool, data: st.DataObject) -> None:
    answers: dict[Step, str] = {}
    level = Level.NONE
    while (step := next_step(TABLE, Known(without, answers))) is not None:
        answers[step] = data.draw(st.sampled_from(ANSWERS[step]))
        mildest = rows_left(TABLE, Known(without, answers))[0]
        assert mildest.level.rank <= level.rank
        level = mildest.level

    assert len({(row.level, row.do) for row in rows_left(TABLE, Known(without, answers))}) == 1


def test_danger_signs_are_asked_first_of_all() -> None:
    assert next_step(TABLE, Known(without=True, answers={})) is Step.DANGER
    assert next_step(TABLE, Known(without=False, answers={Step.ROUTE: "pump"})) is Step.DANGER


@pytest.mark.parametrize(
    ("without", "answers", "step"),
    [
        pytest.param(True, {Step.DANGER: "yes"}, None, id="an emergency: nothing more"),
        pytest.param(True, {Step.DANGER: "none"}, Step.ROUTE, id="the route"),
        pytest.param(True, {Step.DANGER: "none", Step.ROUTE: "mouth"}, Step.SINCE, id="by mouth: how long"),
        pytest.param(True, {Step.DANGER: "none", Step.ROUTE: "pump"}, None, id="without it, with a pump"),
        pytest.param(False, {Step.DANGER: "none", Step.ROUTE: "pump"}, Step.WARNING, id="a pump: the warning signs"),
    ],
)
def test_only_what_the_decision_needs_is_asked(without: bool, answers: dict[Step, str], step: Step | None) -> None:
    assert next_step(TABLE, Known(without, answers)) is step


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in TABLE.rows if row.level.shows_card])
@pytest.mark.parametrize("region", ["US", "UK", "unknown"])
def test_each_level_has_its_card(row: object, region: str) -> None:
    assert row.finding is not None  # type: ignore[attr-defined]

    shown = card(Verdict((row.finding,)), region)  # type: ignore[attr-defined]

    assert shown is not None
    assert shown.level is row.level  # type: ignore[attr-defined]


def test_what_is_cited_is_a_source_and_what_is_listened_for_a_signal(snapshot: Snapshot) -> None:
    assert validate(snapshot) == []


def test_a_source_that_is_not_there_is_told(snapshot: Snapshot) -> None:
    left = {name: source for name, source in snapshot.sources.items() if name != "medtronic-pump"}

    assert validate(replace(snapshot, sources=left)) == [
        "without_doses.yml: sources that there are not: medtronic-pump"
    ]


def test_nothing_says_to_take_to_leave_or_to_change_a_dose_and_all_is_easy_to_read(wording: Wording) -> None:
    said = [each.say for each in (*TABLE.advice.values(), *TABLE.ask_for.values())]

    assert [text for text, kind in product(said, ("stopping", "dosing", "taking")) if advised(text, kind)] == []
    assert [text for text in said if grade(text, ("medicine", "emergency", "pharmacist")) > HARDEST] == []
    assert not any(character.isdigit() for text in said for character in text)


def test_a_hole_or_an_overlap_in_the_table_is_refused() -> None:
    whole = TABLE.dict()
    rows = whole["rows"]

    with pytest.raises(ValidationError, match="has none"):
        Table.parse_obj({**whole, "rows": rows[1:]})
    with pytest.raises(ValidationError, match="needs exactly one row, has danger-signs, danger-signs"):
        Table.parse_obj({**whole, "rows": [rows[0], *rows]})


def test_what_one_source_says_alone_is_said_as_that() -> None:
    with pytest.raises(ValidationError, match="One source says"):
        Advice(say="Ask for a supply.", evidence="U", citations=[{"source": "single-source-notes"}])
