"""What is only said to be taken is no sign of anything; one word more may be one."""

from __future__ import annotations

import pytest

from bot.safety.taking import says_only_who_takes_what


@pytest.mark.parametrize(
    "masked",
    [
        "im on drug",
        "i have a drug pump",
        "she has drug and i have drug",
        "my dad has drug and my mum is on drug",
        "drug",
    ],
)
def test_who_takes_what(masked: str) -> None:
    assert says_only_who_takes_what(masked)


@pytest.mark.parametrize(
    "masked",
    [
        pytest.param("he took drug", id="taken"),
        pytest.param("she has had drug", id="had"),
        pytest.param("my son is on all of the drug", id="all of it"),
        pytest.param("my daughter has drug", id="a child that has them"),
        pytest.param("he has the pills", id="pills in hand"),
        pytest.param("she got drug", id="got them"),
        pytest.param("i am on drug and cannot pee", id="something is wrong"),
        pytest.param("my mum is on drug and gone", id="and gone"),
        pytest.param("my pump is off", id="off"),
        pytest.param("i have no drug", id="none left"),
        pytest.param("im on 20 drug", id="a number"),
        pytest.param("", id="nothing"),
    ],
)
def test_anything_more(masked: str) -> None:
    assert not says_only_who_takes_what(masked)
