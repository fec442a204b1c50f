"""What the knowledge base lists for two medicines, or for a medicine and a class, a drink or a food."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def record(self) -> tuple[Used, ...]:
        """What is stated when the row is."""
        return used(self.owner.medicine, self.row)


def rows_for(context: Context, other: Mention) -> list[Listed]:
    """What the knowledge base lists for a pair, from either side, the worst first.

    Args:
        context: the question, about one of the two.
        other: the other one.
    """
    found = [
        Listed(context.medicine, row)
        for row in for_form(context, context.medicine.interactions)
        if _is_about(row, _names(other), classes_of(context, other))
    ]
    partner = context.snapshot.medicines.get(other.substance or "")
    if partner:
        this = Mention(text=context.name, name=context.medicine.medicine, substance=context.medicine_id)
        found += [
            Listed(partner, row)
            for row in partner.interactions
            if _is_about(row, _names(this), classes_of(context, this))
        ]
    classes = classes_of(context, other)

    def order(found_row: Listed) -> tuple[int, int, str]:
        row = found_row.row
        width = sum(1 for each in classes if row.drug_class in context.snapshot.with_wider_classes([each]))
        return (WORST_FIRST.index(row.severity), width, row.id)

    return _without_wider(context, sorted(found, key=order))


def _without_wider(context: Context, rows: list[Listed]) -> list[Listed]:
    """Rows without those that only say of a wider class what a row before says of a narrower one."""
    kept: list[Listed] = []
    for each in rows:
        told = [before.row for before in kept]
        wider = context.snapshot.with_wider_classes([row.drug_class for row in told if row.drug_class])
        if each.row.drug_class not in wider:
            kept.append(each)
    return kept


def classes_of(context: Context, other: Mention) -> frozenset[str]:
    """The classes of a medicine named, wider ones included."""
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
