"""What is found of every pair of a list.

One of four things: a listed interaction; a named source that says there is no effect; looked up, and not listed in the
sources named; not in the database. One medicine under two names is found, too, and what two combinations both hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.answers.context import Context
from bot.answers.pairs import WORST_FIRST, Listed, can_be_looked_up, ingredients_of, rows_for
from bot.model.conversation import Mention
from bot.tools.medicine_list import key_of

SAME, SHARED = "same", "shared"
NO_EFFECT, NOT_LISTED, NOT_HERE = "no_effect", "not_listed", "not_here"
TWICE = (SAME, SHARED)
"""One medicine under two names; two combinations that hold the same."""
SERIOUS = ("contraindicated", "major", *TWICE)
HARMFUL = (*SERIOUS, "moderate", "minor", "info")
ORDER = (*HARMFUL, NO_EFFECT, NOT_LISTED, NOT_HERE)


@dataclass(frozen=True)
class Pair:
    """Two of the list, and what was found."""

    first: Mention
    """The one whose content was looked in, where one of them is in the knowledge base."""
    second: Mention
    found: str
    """A severity, or what else there is to say: one of `ORDER`."""
    rows: tuple[Listed, ...] = ()
    """What is listed, what counts most first."""
    holds: tuple[str, ...] = ()
    """What both hold, where they hold the same."""


def check(context: Context, items: Sequence[Mention], added: Collection[str] = ()) -> list[Pair]:
    """What is found of every pair, worst first; of equals, in the order of the list, those not to be looked up last.

    Args:
        context: the question.
        items: what is taken: medicines, groups of them, drinks and foods.
        added: keys of those that were named just now; where there are any, only their pairs are looked at.
    """
    first_named: dict[str, Mention] = {}
    again = [(first, item) for item in items if (first := first_named.setdefault(key_of(item), item)) is not item]
    pairs = [Pair(one, other, SAME) for one, other in again]
    pairs += _sharing(context, tuple(first_named.values()))
    pairs += [
        _pair(context, one, other)
        for one, other in combinations(first_named.values(), 2)
        if not added or {key_of(one), key_of(other)} & set(added)
    ]
    medicines = context.snapshot.medicines
    return sorted(pairs, key=lambda pair: (ORDER.index(pair.found), pair.first.substance not in medicines))


def _sharing(context: Context, items: Sequence[Mention]) -> list[Pair]:
    """Those that hold the same: two combinations, or one and what it holds."""
    held = {key_of(item): _held(context, item) for item in items}
    return [
        Pair(one, other, SHARED, holds=both)
        for one, other in combinations(items, 2)
        if (both := tuple(each for each in held[key_of(one)] if each in held[key_of(other)]))
    ]


def _held(context: Context, item: Mention) -> tuple[str, ...]:
    parts = [part.name for part in ingredients_of(context, item)]
    return tuple(parts) or ((item.substance,) if item.substance else ())


def _pair(context: Context, one: Mention, other: Mention) -> Pair:
    medicines = context.snapshot.medicines
    first, second = (one, other) if one.substance in medicines else (other, one)
    if first.substance not in medicines:
        return Pair(one, other, NOT_HERE)
    within = about_medicine(context, first)
    rows = tuple(rows_for(within, second))
    harmful = tuple(each for each in rows if each.row.severity != NO_EFFECT)
    if rows:
        return Pair(first, second, _worst(harmful or rows), harmful or rows)
    return Pair(first, second, NOT_LISTED if can_be_looked_up(within, second) else NOT_HERE)


def _worst(rows: Iterable[Listed]) -> str:
    return min((each.row.severity for each in rows), key=WORST_FIRST.index)


def about_medicine(context: Context, medicine: Mention) -> Context:
    """The question about one medicine of the list.

    Args:
        context: the question.
        medicine: one of the knowledge base.
    """
    return replace(context, medicine_id=medicine.substance, others=())


def grouped(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs of which the same is to be said, together.

    Args:
        pairs: as `check` gives them; the groups are in the same order.
    """
    groups: dict[tuple[object, ...], list[Pair]] = {}
    for pair in pairs:
        row = (pair.rows[0].owner.medicine, pair.rows[0].row.id) if pair.rows else ()
        alone = (key_of(pair.first), key_of(pair.second)) if pair.found in TWICE else None
        looked = None if pair.found == NOT_HERE and not pair.first.known else key_of(pair.first)
        groups.setdefault((pair.found, looked, alone, row), []).append(pair)
    return list(groups.values())
