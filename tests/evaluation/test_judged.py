"""What the report is made of: scores by intent, confusions, calibration."""

from __future__ import annotations

import pytest

from evaluation.understanding.cases import Case
from evaluation.understanding.judged import (
    Judged,
    calibration,
    calibration_error,
    confusions,
    scores_by_intent,
    worst,
)


def judged(accept: str, intent: str, confidence: float = 0.5, text: str = "a question") -> Judged:
    accepted = accept.split("|")
    return Judged("a set", Case(text, frozenset(accepted), accepted[0]), intent, confidence)


READ = [
    judged("ask_food", "ask_food", 0.95),
    judged("ask_food|ask_when_to_take", "ask_when_to_take", 0.85),
    judged("ask_food", "ask_alcohol", 0.9),
    judged("ask_food", "ask_alcohol", 0.3),
    judged("ask_alcohol", "ask_alcohol", 0.88),
    judged("out_of_scope", "out_of_scope", 0.2),
]


def test_any_right_reading_counts_as_the_one_expected() -> None:
    scores = {each.intent: each for each in scores_by_intent(READ)}

    assert scores["ask_when_to_take"].f1 == 1
    assert (scores["ask_food"].precision, scores["ask_food"].recall) == (1, pytest.approx(1 / 3))
    assert (scores["ask_alcohol"].precision, scores["ask_alcohol"].recall) == (pytest.approx(1 / 3), 1)


def test_the_least_well_read_comes_first() -> None:
    assert [each.f1 for each in scores_by_intent(READ)] == sorted(each.f1 for each in scores_by_intent(READ))


def test_an_intent_that_is_never_right_has_no_score_and_no_error() -> None:
    (expected, read) = scores_by_intent([judged("greet", "thank")])

    assert (expected.precision, expected.recall, expected.f1) == (0, 0, 0)
    assert (read.precision, read.recall, read.f1) == (0, 0, 0)


def test_confusions_are_counted_most_often_first() -> None:
    assert confusions(READ) == [("ask_food", "ask_alcohol", 2)]


def test_calibration_compares_confidence_with_the_share_that_is_right() -> None:
    sure = next(each for each in calibration(READ) if each.confidence > 0.8 and each.cases == 2)

    assert sure.confidence == pytest.approx((0.85 + 0.88) / 2)
    assert sure.right == 1
    assert sum(each.cases for each in calibration(READ)) == 5, "what was refused has another model's confidence"


@pytest.mark.parametrize(
    ("read", "error"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([judged("greet", "greet", 1.0)], 0, id="sure and right"),
        pytest.param([judged("greet", "thank", 1.0)], 1, id="sure and wrong"),
        pytest.param([judged("greet", "greet", 0.65), judged("greet", "thank", 0.65)], 0.15, id="half of them"),
    ],
)
def test_calibration_error(read: list[Judged], error: float) -> None:
    assert calibration_error(calibration(read)) == pytest.approx(error)


def test_the_worst_miss_is_the_one_that_was_most_sure() -> None:
    assert [each.confidence for each in worst(READ, 1)] == [0.9]
