"""Side by side: by any name, up to four, one after the other; never ranked, and nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import pytest

from bot.answers.text import render
from bot.model.conversation import Answer, Mention, Outcome, Previous
from evaluation.answers import words_of

Ask = Callable[..., Answer]

INTENT = "ask_comparison"
HERE = ("baclofen", "dantrolene", "onabotulinumtoxina", "tizanidine")
TWO = ("baclofen", "tizanidine")
FLEXERIL = Mention("flexeril", "cyclobenzaprine", "cyclobenzaprine", drug_class="muscle_relaxants")
IBUPROFEN = Mention("ibuprofen", "ibuprofen", "ibuprofen", drug_class="nsaids")
RELAXERS = Mention("muscle relaxers", "muscle relaxants", drug_class="muscle_relaxants")
ZANAFLEX = Mention("zanaflex", "tizanidine", "tizanidine", known=True)


def before(*medicines: str, others: Iterable[Mention] = ()) -> Previous:
    """What was compared just before."""
    return Previous(intents=(INTENT,), medicines=medicines, others=tuple(others))


@pytest.mark.parametrize("named", [each for many in (2, 3, 4) for each in combinations(HERE, many)], ids="-".join)
def test_any_two_to_four_are_compared(ask: Ask, named: tuple[str, ...]) -> None:
    answer = ask(INTENT, named, text="compare " + " and ".join(named))
    section = answer.sections[0]

    assert answer.outcome is Outcome.ANSWERED
    assert answer.medicines == named
    assert section.table is not None
    assert all(len(row) == len(section.table.columns) for row in section.table.rows)
    assert "can't say which is best for you" in words_of(answer)
    assert any(point.startswith("Ask your doctor: ") for point in section.points)


@pytest.mark.parametrize("intent", ["ask_interactions", "check_interactions"])
def test_names_to_compare_are_no_list_to_check(ask: Ask, intent: str) -> None:
    assert ask(intent, HERE, text="compare these four").sections[0].table is not None
    assert not ask(intent, HERE, text="compare these four together").sections[0].headline.startswith("Here are")


def test_more_than_four_are_asked_about_and_none_is_compared(ask: Ask) -> None:
    answer = ask(INTENT, [*HERE, FLEXERIL], text="compare all of them")

    assert answer.outcome is Outcome.ASKED
    assert answer.sections[0].table is None
    assert "Flexeril (cyclobenzaprine) is not in my database" in words_of(answer)
    assert [button.title for button in answer.buttons] == [
        "Compare baclofen, dantrolene, onabotulinumtoxinA and tizanidine"
    ]


@pytest.mark.parametrize(
    ("named", "says", "compared"),
    [
        (["baclofen", FLEXERIL, "tizanidine"], "Flexeril (cyclobenzaprine) is not in my database", True),
        (["baclofen", "tizanidine", FLEXERIL, IBUPROFEN], "are not in my database, so I can't compare them", True),
        (["baclofen", FLEXERIL], "belongs to a group called muscle relaxants", False),
        ([FLEXERIL, IBUPROFEN], "I can compare baclofen, dantrolene", False),
    ],
    ids=["one of three", "two of four", "one of two", "none is known"],
)
def test_what_is_not_here_is_said(ask: Ask, named: list[str | Mention], says: str, compared: bool) -> None:
    answer = ask(INTENT, named, text="compare them")

    assert says in words_of(answer)
    assert (answer.sections[0].table is not None) is compared
    assert (answer.outcome is Outcome.ANSWERED) is compared


def test_the_members_of_a_group_that_are_here_are_compared(ask: Ask) -> None:
    answer = ask(INTENT, ["baclofen", RELAXERS], text="baclofen vs other muscle relaxers")

    assert answer.medicines == ("baclofen", "dantrolene", "tizanidine")


@pytest.mark.parametrize(
    ("text", "named", "previous", "compared"),
    [
        ("and dantrolene too?", ["dantrolene"], TWO, (*TWO, "dantrolene")),
        ("what about onabotulinumtoxina", ["onabotulinumtoxina"], TWO, (*TWO, "onabotulinumtoxina")),
        ("no i meant dantrolene", ["dantrolene"], TWO, ("baclofen", "dantrolene")),
        ("without baclofen", ["baclofen"], HERE, ("dantrolene", "onabotulinumtoxina", "tizanidine")),
        ("which is better", [], TWO, TWO),
        ("which one should i take", [], TWO, TWO),
        ("compare dantrolene and baclofen", ["dantrolene", "baclofen"], TWO, ("dantrolene", "baclofen")),
    ],
)
def test_a_comparison_goes_on(
    ask: Ask, text: str, named: list[str], previous: tuple[str, ...], compared: tuple[str, ...]
) -> None:
    intent = "ask_overview" if named and "compare" not in text else INTENT
    answer = ask(intent, named, text=text, previous=before(*previous), remembered_medicine=previous[0])

    assert answer.medicines == compared
    assert answer.sections[0].intent == INTENT


def test_one_that_is_not_here_is_not_forgotten(ask: Ask) -> None:
    previous = before("baclofen", "tizanidine", others=[FLEXERIL])
    answer = ask("ask_overview", ["dantrolene"], text="and dantrolene", previous=previous)

    assert "Flexeril" in answer.sections[0].headline or "cyclobenzaprine" in answer.sections[0].headline


@pytest.mark.parametrize(
    ("intent", "text"),
    [("ask_side_effects", "what are the side effects of dantrolene"), ("ask_alcohol", "can i drink on dantrolene")],
)
def test_another_question_is_another_question(ask: Ask, intent: str, text: str) -> None:
    answer = ask(intent, ["dantrolene"], text=text, previous=before("baclofen", "tizanidine"))

    assert answer.sections[0].intent == intent


def test_what_somebody_has_is_a_row_with_a_source(ask: Ask) -> None:
    answer = ask(INTENT, ["baclofen", "tizanidine"], text="which is safer for my kidneys", terms=("kidney_disease",))
    table = answer.sections[0].table

    assert table is not None
    assert table.rows[-1][0] == "Kidney disease"
    assert "build up" in table.rows[-1][1]


def test_what_no_source_names_is_no_all_clear(ask: Ask) -> None:
    table = ask(INTENT, ["baclofen", "tizanidine"], text="with lupus", terms=("lupus",)).sections[0].table

    assert table is not None
    assert set(table.rows[-1][1:]) == {"not named in the cautions I have, so ask your doctor"}


@pytest.mark.parametrize(
    ("text", "named", "columns"),
    [
        ("the tablets or the pump", [], ("", "Baclofen by mouth", "Baclofen pump")),
        ("baclofen pump vs zanaflex", ["baclofen", ZANAFLEX], ("", "Baclofen pump", "Tizanidine")),
        ("gablofen vs zanaflex", ["gablofen", ZANAFLEX], ("", "Baclofen pump", "Tizanidine")),
    ],
)
def test_the_way_of_giving_it_that_is_named(
    ask: Ask, text: str, named: list[str | Mention], columns: tuple[str, ...]
) -> None:
    table = ask(INTENT, named, text=text).sections[0].table

    assert table is not None
    assert table.columns == columns


def test_it_reads_without_a_table(ask: Ask) -> None:
    (message,) = render(ask(INTENT, ["baclofen", "tizanidine"], text="compare them"))

    assert "Baclofen by mouth\n\u2022 Acts on: spinal cord and brain" in message.text
    assert "Tizanidine\n\u2022 Acts on: nerves in the spinal cord" in message.text


@pytest.mark.parametrize("text", ["compare baclofen with zzzolol", "compare baclofen, tizanidine and zzzolol"])
def test_a_name_that_is_no_word_is_not_dropped_in_silence(ask: Ask, text: str) -> None:
    named = [each for each in HERE if each in text]

    assert "I don't know every word of your question" in words_of(ask(INTENT, named, text=text))
