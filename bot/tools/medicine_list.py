"""What is on the list that is checked: named now, or before and added to, or taken off again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.again import PAIR_INTENTS
from bot.answers.context import Context, display_name
from bot.answers.cues import has_any
from bot.answers.naming import begins_with, without_names
from bot.answers.pairs import drinks_and_foods, foods_named
from bot.model.conversation import Mention

CHECK = "check_interactions"


@dataclass(frozen=True)
class MedicineList:
    """What is taken, as far as it was named."""

    items: tuple[Mention, ...]
    """All of it after this message, each once."""
    added: tuple[Mention, ...] = ()
    """What this message added to what was checked before; empty for a list that was named whole."""
    removed: tuple[Mention, ...] = ()
    """What this message took off."""


def list_after(context: Context) -> MedicineList:
    """The list after a message.

    Args:
        context: the question; what was checked before is `Question.checked`.
    """
    named, before = things_named(context), _before(context)
    text, lists = context.question.text, context.wording.lists
    if begins_with(without_names(text, named), lists["removing_words"]):
        gone = {key_of(item) for item in named}
        removed = tuple(item for item in before if key_of(item) in gone)
        return MedicineList(tuple(item for item in before if item not in removed), removed=removed)
    if has_any(text, lists["new_list_words"]):
        return MedicineList(named)
    if not before or (named and not _adds(context, named)):
        return MedicineList(_with_remembered(context, named) if named else ())
    items = _unique((*before, *named))
    return MedicineList(items, added=items[len(before) :])


def things_named(context: Context) -> tuple[Mention, ...]:
    """All that a message names that can be on a list: medicines, groups, drinks and foods.

    Args:
        context: the question.
    """
    listed = drinks_and_foods(context, context.snapshot.medicines.values())
    return _unique((*context.question.mentions, *listed, *foods_named(context)))


def key_of(item: Mention) -> str:
    """What makes two names one thing.

    Args:
        item: a name.
    """
    return (item.substance or item.drug_class or item.name).casefold()


def _before(context: Context) -> tuple[Mention, ...]:
    """What was checked before: the list, or else the two that were asked about last."""
    question, previous = context.question, context.question.previous
    if question.checked or previous is None or not PAIR_INTENTS & set(previous.intents):
        return question.checked
    return (*(_of_medicine(context, each) for each in previous.medicines), *previous.others)


def _adds(context: Context, named: tuple[Mention, ...]) -> bool:
    """Whether the message adds to the list, and begins no other."""
    question, lists = context.question, context.wording.lists
    previous = question.previous
    goes_on = previous is not None and bool(PAIR_INTENTS & set(previous.intents))
    said = without_names(question.text, named)
    joins = begins_with(said, [*lists["adding_words"], *lists["lead_in_words"], *lists["with_words"]])
    cannot_stand_alone = not any(item.substance in context.snapshot.medicines for item in named)
    return joins or cannot_stand_alone or (goes_on and (question.pending or len(named) < 2))


def _with_remembered(context: Context, items: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The list with the medicine that the conversation is about, where none on it can be looked up."""
    remembered, medicines = context.question.remembered_medicine, context.snapshot.medicines
    if remembered is None or remembered not in medicines or any(item.substance in medicines for item in items):
        return items
    return (_of_medicine(context, remembered), *items)


def _of_medicine(context: Context, medicine: str) -> Mention:
    content = context.snapshot.medicines.get(medicine)
    name = display_name(content) if content else medicine
    return Mention(name, name, substance=medicine, known=content is not None)


def _unique(items: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each once; a second name of the same thing stays, for it may be taken twice."""
    found = {(key_of(item), item.text.casefold()): item for item in items}
    return tuple(found.values())
