"""The interaction check says of every pair what the sources do; and the measure would see where it did not."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.interactions.cases import Expected, Message, read_messages
from evaluation.interactions.measure import Checker

MESSAGES = read_messages()
LEAST = {"known": 60, "by_class": 60, "no_effect": 25, "not_listed": 60, "unknown": 40, "duplicate": 10}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.from_files()


def test_there_are_enough_pairs_of_each_kind() -> None:
    kinds = Counter(pair.kind for message in MESSAGES for pair in message.pairs)
    how = Counter(each for message in MESSAGES for pair in message.pairs for each in pair.how)

    assert sum(kinds.values()) >= 300
    assert {kind: kinds[kind] >= least for kind, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert how["combination"] >= 30
    assert how["misspelt"] >= 30


def test_no_message_is_written_twice() -> None:
    assert [text for text, times in Counter(message.say for message in MESSAGES).items() if times > 1] == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.say)
def test_the_right_value(checker: Checker, message: Message) -> None:
    assert [
        (each.expected.between, each.expected.expect, each.got) for each in checker.judge(message) if not each.right
    ] == []


@pytest.mark.parametrize(
    ("say", "between", "expect", "got"),
    [
        pytest.param("baclofen and xanax", ("baclofen", "alprazolam"), "not_listed", "known major", id="a value"),
        pytest.param("baclofen and xanax", ("baclofen", "alprazolam"), "known minor", "known major", id="a severity"),
        pytest.param("baclofen and xanax", ("baclofen", "codeine"), "unknown", "not looked at", id="what is not named"),
        pytest.param("baclofen and percocet", ("baclofen", "baclofen"), "duplicate", "not looked at", id="not twice"),
    ],
)
def test_a_wrong_value_is_seen(checker: Checker, say: str, between: tuple[str, str], expect: str, got: str) -> None:
    wrong = Expected.parse_obj({"between": between, "expect": expect, "kind": "known", "how": (), "from": "here"})

    (judged,) = checker.judge(Message(say=say, pairs=(wrong,)))

    assert (judged.right, judged.got) == (False, got)


def test_any_severity_of_a_wide_word_is_right_but_nothing_else() -> None:
    wide = Expected.parse_obj({"between": ("a", "b"), "expect": "known", "kind": "by_class", "how": (), "from": "here"})

    assert [wide.is_met_by(value) for value in ("known major", "known info", "not_listed", "unknown")] == [
        True,
        True,
        False,
        False,
    ]
