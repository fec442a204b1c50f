"""A time of day that a section marks as the person's own may stand on a button, too; nothing else may by that."""

from __future__ import annotations

import pytest

from bot.knowledge import Snapshot
from bot.model.conversation import Answer, Button, Outcome, Question, Section
from bot.safety.guards.inspected import Inspected
from bot.safety.guards.numbers import unsourced_numbers


@pytest.mark.parametrize(
    ("title", "quotes", "stopped"),
    [
        pytest.param("8 am", ("8 am",), False, id="a time that is marked"),
        pytest.param("Delete the one at 8 am", ("8 am",), False, id="within a title"),
        pytest.param("8 am", (), True, id="a time that is not"),
        pytest.param("9 am", ("8 am",), True, id="another time"),
        pytest.param("18 am", ("8 am",), True, id="a time within another number"),
        pytest.param("20 mg at 8 am", ("8 am",), True, id="an amount beside it"),
        pytest.param("20 mg", ("20 mg",), True, id="an amount that is marked, and is the person's own"),
    ],
)
def test_a_time_on_a_button(title: str, quotes: tuple[str, ...], stopped: bool) -> None:
    section = Section("set_reminder", "Which one do you mean?", quotes=quotes)
    answer = Answer(Outcome.ASKED, (section,), buttons=(Button(title, "set_reminder"),))
    inspected = Inspected(answer, Snapshot.of(), Question("20 mg at 8 am", ()))

    assert bool(list(unsourced_numbers(inspected))) == stopped
