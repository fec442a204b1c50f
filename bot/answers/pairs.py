"""What the knowledge base lists for two medicines, or for a medicine and a class, a drink or a food."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answers.context import Context, Used, used
from bot.answers.selection import for_form
from bot.model.conversation import Mention
from bot.model.knowledge import Interaction, MedicineContent

WORST_FIRST = ("contraindicated", "major", "moderate", "minor", "info", "no_effect")
SERIOUS = ("contraindicated", "major")


@dataclass(frozen=True)
class Listed:
    """A row of the knowledge base about a pair, and whose row it is."""

    owner: MedicineContent
    row: Interaction
    some: tuple[str, ...] = ()
    """The medicines and narrower groups that it is listed for, where a wider group was named."""

    @property
    def record(self) -> tuple[Used, ...]:
        """What is stated when the row is."""
        return used(self.owner.medicine, self.row)


def rows_for(context: Context, other: Mention) -> list[Listed]:
    """What the knowledge base lists for a pair, from either side: what names the other first, then the worst.

    A combination is looked up ingredient by ingredient, so that what is listed for one never stands for another; there
    the worst comes first. Of a group for which nothing is listed as a whole, it is what is listed for some of it.

    Args:
        context: the question, about one of the two.
        other: the other one.
    """
    parts = ingredients_of(context, other)
    if not parts:
        found = _of_both_sides(context, other) or _of_some(context, other)
        return sorted(found, key=lambda each: (each.row.substance is None, WORST_FIRST.index(each.row.severity)))
    of_parts = [each for part in parts for each in _of_both_sides(context, part)]
    once = {(each.owner.medicine, each.row.id): each for each in of_parts}.values()
    return sorted(once, key=lambda each: (WORST_FIRST.index(each.row.severity), each.row.substance is None))


def gravity(context: Context, other: Mention) -> int:
    """How grave what is listed for a pair is: 0 for the worst, the highest number where nothing is listed.

    Args:
        context: the question, about one of the two.
        other: the other one.
    """
    listed = (WORST_FIRST.index(each.row.severity) for each in rows_for(context, other))
    return min(listed, default=len(WORST_FIRST))


def drinks_and_foods(context: Context, medicines: Iterable[MedicineContent]) -> list[Mention]:
    """Terms of the question that are a class of their own, or the other side of a listed pair.

    Args:
        context: the question.
        medicines: whose pairs are looked at.
    """
    pairs = {row.substance for medicine in medicines for row in medicine.interactions}
    terms = [context.snapshot.terms[term] for term in context.question.terms if term in context.snapshot.terms]
    return [
        Mention(text=term.name, name=term.name, substance=term.id, drug_class=term.id)
        for term in terms
        if term.id in context.snapshot.classes or term.id in pairs or term.name in pairs
    ]


def foods_named(context: Context) -> list[Mention]:
    """Foods and herbs of the question of which no more than the name is here.

    Args:
        context: the question.
    """
    listed = {item.name for item in drinks_and_foods(context, context.snapshot.medicines.values())}
    terms = [context.snapshot.terms[term] for term in context.question.terms if term in context.snapshot.terms]
    return [Mention(term.name, term.name) for term in terms if term.kind == "food" and term.name not in listed]


def ingredients_of(context: Context, other: Mention) -> tuple[Mention, ...]:
    """What a combination holds, each as if it had been named; empty for everything else.

    Args:
        context: the question.
        other: what was named.
    """
    names = (name for name in (other.substance, other.name) if name)
    held = next(filter(None, map(context.snapshot.ingredients_of, names)), ())
    return tuple(Mention(text=name, name=name, substance=name) for name in held)


def _of_both_sides(context: Context, other: Mention) -> list[Listed]:
    found = _of_one_side(context, context.medicine, other)
    partner = context.snapshot.medicines.get(other.substance or "")
    if partner:
        this = Mention(text=context.name, name=context.medicine.medicine, substance=context.medicine_id)
        found += _of_one_side(context, partner, this)
    return found


def _of_some(context: Context, group: Mention) -> list[Listed]:
    """What is listed, to some harm, for narrower groups or single medicines of a group: "antibiotics" may mean one."""
    snapshot = context.snapshot
    if group.substance is not None or group.drug_class is None:
        return []
    classes = [snapshot.classes[each] for each in snapshot.with_narrower_classes(group.drug_class)]
    narrower = [Mention(each.name, each.name, drug_class=each.id) for each in classes if each.id != group.drug_class]
    members = dict.fromkeys(member.name for each in classes for member in each.members)
    found: dict[tuple[str, str], Listed] = {}
    for each in (*narrower, *(Mention(name, name, substance=name) for name in members)):
        for listed in _of_one_side(context, context.medicine, each):
            key = (listed.owner.medicine, listed.row.id)
            some = found[key].some if key in found else ()
            if listed.row.severity != "no_effect" and not classes_of(context, each) & _ids_of(narrower, some):
                found[key] = replace(listed, some=(*some, each.name))
    return list(found.values())


def _ids_of(groups: Iterable[Mention], names: Iterable[str]) -> frozenset[str]:
    """Ids of those groups that have one of the names."""
    wanted = set(names)
    return frozenset(each.drug_class for each in groups if each.name in wanted and each.drug_class)


def _of_one_side(context: Context, owner: MedicineContent, other: Mention) -> list[Listed]:
    """What a medicine's own content lists: what names the other stands for its classes, a class for the wider ones."""
    classes = classes_of(context, other)
    within = context.snapshot.with_wider_classes
    items = for_form(context, owner.interactions) if owner is context.medicine else owner.interactions
    rows = [row for row in items if _is_about(row, _names(other), classes)]
    by_name = [WORST_FIRST.index(row.severity) for row in rows if row.substance and not row.forms]
    if by_name:
        rows = [row for row in rows if row.substance or WORST_FIRST.index(row.severity) < min(by_name)]
    wider = {parent for row in rows if row.drug_class for parent in within([row.drug_class]) - {row.drug_class}}
    return [Listed(owner, row) for row in rows if row.drug_class not in wider]


def can_be_looked_up(context: Context, other: Mention) -> bool:
    """Whether the other side is known well enough for "not listed": it is here, or its class is known.

    Of a combination, that of each ingredient.

    Args:
        context: the question.
        other: the other side.
    """
    parts = ingredients_of(context, other) or (other,)
    medicines = context.snapshot.medicines
    return all(part.substance in medicines or bool(classes_of(context, part)) for part in parts)


def classes_of(context: Context, other: Mention) -> frozenset[str]:
    """The classes of a medicine named, wider ones included; of a combination, those of each ingredient."""
    snapshot = context.snapshot
    by_name = [snapshot.class_ids_of(name) for name in _names(other)]
    stated = snapshot.with_wider_classes([other.drug_class] if other.drug_class else [])
    return stated.union(*by_name)


def _names(other: Mention) -> frozenset[str]:
    return frozenset(name.casefold() for name in (other.substance, other.name) if name)


def _is_about(row: Interaction, names: frozenset[str], classes: frozenset[str]) -> bool:
    if row.substance:
        return row.substance.casefold() in names
    return row.drug_class in classes
