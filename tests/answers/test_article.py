"""What the article says and what the sources say: every difference can be asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.knowledge import read_files
from bot.model.conversation import Answer
from bot.model.knowledge import Discrepancy
from evaluation.answers import words_of

ROWS = read_files().medicines["baclofen"].discrepancies


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_difference_can_be_asked_about_in_its_words(ask: Callable[..., Answer], row: Discrepancy) -> None:
    answer = ask("ask_article", [], text=f"{row.article_says} is that right?")

    assert row.sources_say.split(". ")[0].rstrip(".") in words_of(answer)
    assert answer.sources


@pytest.mark.parametrize(
    ("text", "about", "row"),
    [
        ("rejoy says ryanodex is another choice for spasticity", ["dantrolene"], "D31"),
        ("their blog rates lioresal 7.4 out of 10", [], "D33"),
        ("i read there that you store all the liquids at room temperature", [], "D34"),
        ("the article says only sleepy medicines and alcohol interact", [], "D28"),
    ],
)
def test_other_words_lead_to_the_same_row(ask: Callable[..., Answer], text: str, about: list[str], row: str) -> None:
    wanted = next(each for each in ROWS if each.id == row)

    assert wanted.sources_say.split(". ")[0].rstrip(".") in words_of(ask("ask_article", about, text=text))


def test_where_nothing_is_named_it_says_that_there_are_differences(ask: Callable[..., Answer]) -> None:
    assert "differs from the sources" in words_of(ask("ask_article", [], text="is that page any good"))
