"""Without a medicine: from the route, the time since the last dose and the signs to a level (`without_doses.yml`).

All here is pure. What is known narrows the cases that may be; a question is asked only where its answer would change
what is said, and the level is never lower than that of the mildest case that is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import root_validator, validator

from bot.knowledge import CONTENT, Snapshot
from bot.knowledge.documents import read_yaml
from bot.model.knowledge import Content, Identifier, Sourced
from bot.model.safety import Finding, Level
from bot.safety.rules import default_rules

FILE = "without_doses.yml"
RAN_OUT = "ran_out"
"""What happened, where nothing else is told."""


class Route(str, Enum):
    """How the medicine is given."""

    MOUTH = "mouth"
    PUMP = "pump"
    UNKNOWN = "unknown"


class Since(str, Enum):
    """How long ago the last dose was."""

    TODAY = "today"
    """Less than a day."""
    LONGER = "longer"
    UNKNOWN = "unknown"


class Signs(str, Enum):
    """What is there."""

    NONE = "none"
    WARNING = "warning"
    DANGER = "danger"
    UNKNOWN = "unknown"


class Case(NamedTuple):
    """One combination."""

    route: Route
    since: Since
    signs: Signs


CASES = tuple(Case(*each) for each in product(Route, Since, Signs))


class Step(str, Enum):
    """What is asked, in this order: nobody is asked twice before an ambulance is named."""

    DANGER = "danger"
    ROUTE = "route"
    WARNING = "warning"
    SINCE = "since"


YES, NONE, UNKNOWN = "yes", "none", "unknown"
ANSWERS: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {
        Step.DANGER: (YES, NONE, UNKNOWN),
        Step.ROUTE: tuple(each.value for each in Route),
        Step.WARNING: (YES, NONE, UNKNOWN),
        Step.SINCE: tuple(each.value for each in Since),
    }
)
"""What may be answered at each step."""


class Advice(Sourced):
    """Something that is said, with where it is from."""

    say: str

    @validator("say")
    def _hedged(cls, say: str, values: dict[str, Any]) -> str:  # noqa: N805 - pydantic calls it with the class
        evidence = values.get("evidence")
        if evidence and evidence.must_be_hedged and "One source says" not in say:
            raise ValueError("has evidence that needs `One source says`")
        return say


class AskedSigns(Sourced):
    """A short list of signs, as it is asked for."""

    ask: str
    signals: tuple[str, ...]
    """Signals of the screen that are one of them."""


class Row(Sourced):
    """What holds for some combinations."""

    id: Identifier
    route: tuple[Route, ...]
    since: tuple[Since, ...]
    signs: tuple[Signs, ...]
    level: Level
    situation: str | None = None
    """Whose card is shown, where the level has one."""
    do: tuple[str, ...] = ()
    """Ids of advice, the first as the headline."""

    def holds(self, case: Case) -> bool:
        """Whether it is the row of a combination."""
        return case.route in self.route and case.since in self.since and case.signs in self.signs

    @property
    def finding(self) -> Finding | None:
        """What the screen would say of it; `None` where no card is due."""
        if self.situation is None:
            return None
        return Finding(self.situation, self.level, f"table-{self.id}", 0, 0, "The person's answers say so.")


class Table(Content):
    """`without_doses.yml`."""

    signs: dict[Step, AskedSigns]
    advice: dict[str, Advice]
    ask_for: dict[str, Advice]
    """What to ask the pharmacy for, by what happened."""
    words: dict[str, tuple[str, ...]]
    """By what happened, the words that tell it; the first that fits."""
    rows: tuple[Row, ...]

    @root_validator(skip_on_failure=True)
    def _is_whole(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - pydantic calls it with the class
        problems = list(_problems(values["rows"], values["advice"], [*values["words"]], values["ask_for"]))
        if problems:
            raise ValueError("; ".join(problems))
        return values

    def row(self, case: Case) -> Row:
        """The one row of a combination."""
        return next(row for row in self.rows if row.holds(case))


@dataclass(frozen=True)
class Known:
    """What is known of one person."""

    without: bool
    """Whether they are without the medicine: with a pump that is a warning sign by itself. Else something may be wrong
    with a pump."""
    answers: Mapping[Step, str]


@lru_cache(maxsize=1)
def default_table() -> Table:
    """The table of the knowledge folder, read once.

    Raises:
        ContentErrors: it is not as it should be.
    """
    return read_yaml(CONTENT / FILE, Table)


def validate(snapshot: Snapshot) -> list[str]:
    """Check what the table refers to.

    Args:
        snapshot: the content, whose sources it cites.

    Returns:
        One sentence for each thing that is wrong; empty where all is well.

    Raises:
        ContentErrors: the table itself is not as it should be.
    """
    table, rules = default_table(), default_rules()
    told = [*table.rows, *table.advice.values(), *table.ask_for.values(), *table.signs.values()]
    wanted = {
        "sources": ({citation.source for each in told for citation in each.citations}, set(snapshot.sources)),
        "signals": (
            {name for each in table.signs.values() for name in each.signals},
            {each.id for each in rules.signals},
        ),
        "situations": ({row.situation for row in table.rows if row.situation}, {each.id for each in rules.situations}),
    }
    return [
        f"{FILE}: {what} that there are not: {', '.join(sorted(names - known))}"
        for what, (names, known) in wanted.items()
        if names - known
    ]


def next_step(table: Table, known: Known) -> Step | None:
    """What is asked next: the first thing not known whose answers change the level or what is said; `None` for nothing.

    Args:
        table: the table.
        known: what is known.
    """
    for step in Step:
        if step in known.answers:
            continue
        ways = {
            frozenset((row.level, row.do) for row in rows)
            for answer in ANSWERS[step]
            if (rows := rows_left(table, Known(known.without, {**known.answers, step: answer})))
        }
        if len(ways) > 1:
            return step
    return None


def rows_left(table: Table, known: Known) -> tuple[Row, ...]:
    """The rows that what is known leaves, the mildest first.

    Args:
        table: the table.
        known: what is known.
    """
    rows = {row.id: row for row in map(table.row, filter(lambda case: _may_be(case, known), CASES))}
    return tuple(sorted(rows.values(), key=lambda row: -row.level.rank))


def _may_be(case: Case, known: Known) -> bool:
    answers = known.answers
    if known.without and case.route is not Route.MOUTH and case.signs is Signs.NONE:
        return False
    if case.route.value != answers.get(Step.ROUTE, case.route.value):
        return False
    if case.since.value != answers.get(Step.SINCE, case.since.value):
        return False
    return case.signs in _signs(answers)


def _signs(answers: Mapping[Step, str]) -> set[Signs]:
    """The signs that may be there, by what is answered; not to know counts as the more serious."""
    first, second = answers.get(Step.DANGER), answers.get(Step.WARNING)
    milder = {Signs.NONE, Signs.WARNING} if second is None else {Signs.NONE if second == NONE else Signs.WARNING}
    if first is None:
        return {*milder, Signs.DANGER, Signs.UNKNOWN}
    return {YES: {Signs.DANGER}, UNKNOWN: {Signs.UNKNOWN}, NONE: milder}[first]


def _problems(
    rows: Iterable[Row], advice: Mapping[str, Advice], causes: Iterable[str], ask_for: Mapping[str, Advice]
) -> Iterator[str]:
    rows = tuple(rows)
    for case in CASES:
        found = [row.id for row in rows if row.holds(case)]
        if len(found) != 1:
            named = " ".join(each.value for each in case)
            yield f"{named}: needs exactly one row, has {', '.join(found) or 'none'}"
    for row in rows:
        if row.level.shows_card != (row.situation is not None):
            yield f"row {row.id}: a level with a card needs a situation, any other has none"
        if missing := set(row.do) - set(advice):
            yield f"row {row.id}: no advice {', '.join(sorted(missing))}"
        if not row.do and row.level in (Level.SAME_DAY, Level.NONE):
            yield f"row {row.id}: says nothing to do"
    if missing := {*causes, RAN_OUT} - set(ask_for):
        yield f"nothing to ask for: {', '.join(sorted(missing))}"
