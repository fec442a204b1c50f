"""Which medicine a question is about; and what is said where that is not one of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from bot.answers.buttons import medicine_buttons
from bot.answers.context import Context, Draft, display_name
from bot.answers.cues import milligrams, millilitres, speaks_of_volume
from bot.answers.wording import listed, sentence
from bot.language.forms import forms_in
from bot.model.conversation import Button, Mention, Outcome
from bot.model.knowledge import Product

_MOST_MEDICINES = 4
PUMP = "pump"


@dataclass(frozen=True)
class Subjects:
    """What the message is about."""

    medicines: tuple[str, ...]
    """Ids of medicines of the knowledge base that it names, or that the conversation is about."""
    others: tuple[Mention, ...]
    """Everything else that it names."""
    remembered: bool
    """Whether the medicine is from earlier in the conversation."""


def subjects(context: Context) -> Subjects:
    """Tell the medicines that can be answered about from everything else that is named."""
    question, known_medicines = context.question, context.snapshot.medicines
    known = [
        mention.substance
        for mention in question.mentions
        if mention.known and mention.substance in known_medicines and not mention.candidates
    ]
    others = tuple(mention for mention in question.mentions if mention.substance not in known)
    named = tuple(dict.fromkeys(substance for substance in known if substance))
    if named:
        return Subjects(named[:_MOST_MEDICINES], others, remembered=False)
    remembered = question.remembered_medicine or _only_one_meant(context)
    if remembered in known_medicines:
        return Subjects((str(remembered),), others, remembered=True)
    if remembered and not others:
        # What the conversation is about is not here: "and driving?" is about that, and about nothing before it.
        others = (Mention(remembered, remembered, substance=remembered),)
    return Subjects((), others, remembered=False)


def _only_one_meant(context: Context) -> str | None:
    """Where no medicine is named: the only one here that is given by pump, or as a liquid, where that is spoken of."""
    question = context.question
    if question.mentions:
        return None
    if PUMP in {question.form, *forms_in(question.text)}:
        return _only_one(context, lambda product: product.form == PUMP)
    if speaks_of_volume(question.text) and (milligrams(question.text) or millilitres(question.text)):
        return _only_one(context, lambda product: product.milligrams_per_millilitre is not None)
    return None


def _only_one(context: Context, is_meant: Callable[[Product], bool]) -> str | None:
    medicines = context.snapshot.medicines.items()
    found = [name for name, content in medicines if any(map(is_meant, content.products))]
    return found[0] if len(found) == 1 else None


def about(context: Context, subject: Subjects, medicine_id: str) -> Context:
    """The question about one of its medicines; the rest are the other side of a pair."""
    partners = tuple(
        mention
        for mention in context.question.mentions
        if mention.substance != medicine_id and mention.substance in subject.medicines
    )
    return replace(context, medicine_id=medicine_id, others=(*partners, *subject.others))


def ask_which(context: Context, intent: str, mention: Mention) -> Draft:
    """The name could be several: the person chooses, nothing is guessed."""
    return Draft(
        intent=intent,
        headline=context.say("which_of", text=mention.text, names=listed(list(mention.candidates), "or")),
        outcome=Outcome.ASKED,
        buttons=tuple(Button(sentence(name), intent, (("medicine", name),)) for name in mention.candidates),
    )


def ask_medicine(context: Context, intent: str) -> Draft:
    """No medicine named and none remembered."""
    return Draft(
        intent, context.say("which_medicine"), outcome=Outcome.ASKED, buttons=medicine_buttons(context, intent)
    )


def is_group(mention: Mention) -> bool:
    """Whether a whole class is named, and no single medicine."""
    return mention.substance is None and mention.drug_class is not None


def shown(context: Context, mention: Mention) -> str:
    """A name as people know it, with the one that it was resolved to: so that the person sees what was understood."""
    typed, name = mention.text.casefold(), mention.name.casefold()
    if is_group(mention) or typed in name or name in typed:
        return mention.name
    spelled = _spelling(context, mention.text)
    return f"{spelled} ({mention.name})" if spelled[:1].isupper() or " " in spelled else f"{mention.name} ({spelled})"


def _spelling(context: Context, typed: str) -> str:
    """A name that was typed, as it is written: as the knowledge base has it, else a brand's way."""
    snapshot = context.snapshot
    members = (member.names for drug_class in snapshot.classes.values() for member in drug_class.members)
    combinations = (combination.names for combination in snapshot.combinations.values())
    listed_as = next((name for name in chain(*members, *combinations) if name.casefold() == typed.casefold()), None)
    if listed_as:
        return listed_as
    first, *rest = (word.upper() if len(word) == 1 else word for word in typed.split())
    return " ".join([first, *rest]) if rest else sentence(first)


def not_here(context: Context, intent: str, mention: Mention) -> Draft:
    """A medicine that is not in the knowledge base: its name, and where a right answer is."""
    drug_class = context.snapshot.classes.get(mention.drug_class or "")
    is_class = is_group(mention)
    belongs = (
        (context.say("unknown_class", name=mention.name, group=drug_class.name),) if drug_class and not is_class else ()
    )
    other_word = is_class and mention.text.casefold() not in mention.name.casefold()
    name = f"{mention.text} ({mention.name})" if other_word else shown(context, mention)
    members = [
        display_name(content)
        for medicine_id, content in context.snapshot.medicines.items()
        if is_class and mention.drug_class in context.snapshot.class_ids_of(medicine_id)
    ]
    if members:
        belongs = (context.say("members_here", medicines=listed(members)),)
    key = "whole_class" if is_class else "unknown_medicine"
    return Draft(
        intent=intent,
        headline=context.say(key, name=name),
        points=(*belongs, *context.lines("unknown_medicine", name=mention.name)),
        outcome=Outcome.UNKNOWN_MEDICINE,
    )
