"""Everything that is kept, in one file."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.documents import MY_DATA
from bot.model.record import ITEMS
from tests.documents.conftest import QUESTIONS, entry


def test_everything_that_is_kept_is_in_it(made: Callable[..., bytes]) -> None:
    items = (entry(effect="dizziness"), *QUESTIONS)
    content = json.loads(made(MY_DATA, *items))
    assert content["agreed_at"].startswith("2026-11-30T12:30")
    assert content["profile"]["medicines"] == ["ibuprofen"]
    back = [ITEMS[each.pop("kind")].parse_obj(each) for each in content["items"]]
    assert back == list(items)


def test_of_somebody_who_keeps_nothing_it_says_so(made: Callable[..., bytes]) -> None:
    assert json.loads(made(MY_DATA))["items"] == []
