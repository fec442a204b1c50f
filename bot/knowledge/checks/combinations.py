"""A combination says plainly what it holds, and its names mean nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from bot.knowledge.errors import ContentError
from bot.knowledge.files import Draft, Entry


def ingredients_are_listed_once(draft: Draft) -> Iterator[ContentError]:
    """No ingredient stands twice in a list, in whatever case."""
    for entry in draft.of("combinations"):
        counted: Counter[str] = Counter()
        for index, ingredient in enumerate(entry.item.ingredients):
            counted[ingredient.casefold()] += 1
            if counted[ingredient.casefold()] > 1:
                yield entry.error(f"`{ingredient}` is listed twice", "ingredients", index)


def a_name_means_one_combination(draft: Draft) -> Iterator[ContentError]:
    """A name stands for one combination only, in whatever case."""
    first: dict[str, Entry] = {}
    for entry in draft.of("combinations"):
        for field, name in _names(entry):
            known = first.setdefault(name.casefold(), entry)
            if known is not entry:
                yield entry.error(f"`{name}` is the name of another combination, {known.place}", *field)


def members_and_combinations_are_told_apart(draft: Draft) -> Iterator[ContentError]:
    """What a class lists as a member is no combination; an ingredient is spelt as the class spells its member.

    A brand of a combination among a member's names would stand for one ingredient only, and an ingredient by another
    spelling would be looked up as a medicine of its own.
    """
    members: dict[str, tuple[str, str]] = {}
    for entry in draft.of("classes"):
        for member in entry.item.members:
            for name in (member.name, *member.names):
                members.setdefault(name.casefold(), (member.name, entry.place))
    for entry in draft.of("combinations"):
        for field, name in _names(entry):
            if name.casefold() in members:
                generic, place = members[name.casefold()]
                yield entry.error(f"`{name}` is a name of {generic} in {place} too; delete it there", *field)
        for index, ingredient in enumerate(entry.item.ingredients):
            generic, place = members.get(ingredient.casefold(), (ingredient, ""))
            if generic != ingredient:
                yield entry.error(f"`{ingredient}` is spelt `{generic}` in {place}", "ingredients", index)


def _names(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("name",), entry.item.name
    for index, name in enumerate(entry.item.names):
        yield ("names", index), name


RULES: tuple[Callable[[Draft], Iterator[ContentError]], ...] = (
    ingredients_are_listed_once,
    a_name_means_one_combination,
    members_and_combinations_are_told_apart,
)
