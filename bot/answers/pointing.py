"""A message that points back: the other medicine, the first one, the effect or problem named last, who it was for."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.again import again, meant_as
from bot.answers.context import Context, display_name
from bot.answers.cues import has_any, says_only
from bot.answers.definitions import defined_terms
from bot.answers.naming import is_joined, without_names
from bot.answers.personal import OF_A_PERSON, PROFILE, REMEMBER
from bot.model.conversation import Mention, Previous, Question


def pointed_back(context: Context) -> Question | None:
    """The question with what it points back to: the other medicine, the effect named last, who it was for.

    `None` for one that says itself what it is about.
    """
    question = context.question
    if question.intent == "set_profile" and _is_for_a_child(context):
        return meant_as(question, "ask_children")
    if question.intent == "ask_comparison" and _is_held_against_itself(context):
        return meant_as(question, "ask_brand_generic")
    if _asks_for_meaning(context):
        return meant_as(question, "ask_definition")
    return _of_another_medicine(context) or _of_what_was_named(context)


def _of_what_was_named(context: Context) -> Question | None:
    """The question about what the last one named: how common that effect is, or that it is to be kept in mind."""
    question, previous = context.question, context.question.previous
    if previous and _asks_to_keep_that(context):
        return replace(meant_as(question, PROFILE), terms=previous.terms, requested_step=REMEMBER)
    if previous and _asks_how_common(context):
        return replace(meant_as(question, "ask_side_effects"), terms=previous.terms)
    return None


def _of_another_medicine(context: Context) -> Question | None:
    """The question about the medicine that is pointed at, or the last one about the medicine that is named."""
    question = context.question
    if question.other_medicine and _means_the_other_one(context):
        return again(replace(question, mentions=(_mention(context, question.other_medicine),)))
    if (placed := _by_its_place(context)) is not None:
        return replace(question, remembered_medicine=placed, form=None, product=None)
    if _asks_for_the_same_problem(context):
        return again(replace(question, previous=_asked_of_something(question.previous), terms=()))
    return None


def _means_the_other_one(context: Context) -> bool:
    lists = context.wording.lists
    return says_only(
        context.question.text, lists["other_one_words"], [*lists["lead_in_words"], *lists["lead_out_words"]]
    )


def _by_its_place(context: Context) -> str | None:
    """The medicine that a question means by its place: of those answered about together, else the first talked of.

    "I take the 2nd one, is paracetamol ok", "i only have the first one, can i drive".
    """
    question, lists = context.question, context.wording.lists
    if not question.intent.startswith("ask_") or question.pending or question.task:
        return None
    if any(mention.known for mention in question.mentions):
        return None
    together = question.previous.medicines if question.previous else ()
    in_order = together if len(together) > 1 else (question.first_medicine,)
    places = ("first_one_words", "second_one_words", "third_one_words")
    said = (medicine for medicine, words in zip(in_order, places, strict=False) if has_any(question.text, lists[words]))
    return next(said, None)


def _asks_for_the_same_problem(context: Context) -> bool:
    """Whether what was said of one medicine is asked of another: "does botox have that problem too"."""
    question, lists = context.question, context.wording.lists
    if _asked_of_something(question.previous) is None or [each.known for each in question.mentions] != [True]:
        return False
    besides = [*lists["same_question_words"], *lists["lead_in_words"], *lists["lead_out_words"]]
    return says_only(without_names(question.text, question.mentions), lists["same_problem_words"], besides)


def _asked_of_something(previous: Previous | None) -> Previous | None:
    """The last answer about a medicine; what a word means, asked in between, is left out."""
    if previous is None or set(previous.intents) != {"ask_definition"}:
        return previous
    return replace(previous, intents=previous.earlier[:1], terms=()) if previous.earlier else None


def _asks_to_keep_that(context: Context) -> bool:
    """Whether what was said of the person just before is to be kept: "keep a note of that"."""
    question, lists = context.question, context.wording.lists
    terms = [context.snapshot.terms.get(term) for term in (question.previous.terms if question.previous else ())]
    about_person = bool(terms) and all(term is not None and term.kind in OF_A_PERSON for term in terms)
    besides = [*lists["lead_in_words"], *lists["lead_out_words"], *lists["keep_that_besides"]]
    return about_person and says_only(question.text, lists["keep_that_words"], besides)


def _asks_for_meaning(context: Context) -> bool:
    """Whether nothing is asked but what a word means: "hang on, whats spasticity"."""
    question, lists = context.question, context.wording.lists
    if question.mentions or not defined_terms(context):
        return False
    terms = [context.snapshot.terms[term] for term in question.terms if term in context.snapshot.terms]
    names = [name for term in terms for name in (term.name, term.medical_name, *term.names) if name]
    besides = [*names, *lists["correcting_words"], *lists["lead_in_words"], *lists["lead_out_words"]]
    return says_only(question.text, lists["meaning_words"], besides)


def _asks_how_common(context: Context) -> bool:
    """Whether what was named last is asked about: "is that common"."""
    question, previous = context.question, context.question.previous
    names_nothing = not question.mentions and not question.terms
    named_before = previous is not None and bool(previous.terms)
    return names_nothing and named_before and has_any(question.text, context.wording.lists["how_common_words"])


def _is_for_a_child(context: Context) -> bool:
    """Whether what was asked of a medicine turns out to be asked for a child: "for my son, hes 9"."""
    question = context.question
    follows = question.previous is not None and question.remembered_medicine is not None
    return follows and has_any(question.text, context.wording.lists["child_words"])


def _is_held_against_itself(context: Context) -> bool:
    """Whether a brand was talked of, and its own medicine is named now: "is it the same as baclofen"."""
    question, joining = context.question, context.wording.lists["joining_words"]
    return bool(question.mentions) and all(
        mention.substance == question.remembered_medicine
        and mention.product is None
        and is_joined(question.text, mention, joining)
        for mention in question.mentions
    )


def _mention(context: Context, medicine: str) -> Mention:
    """A medicine that was named before."""
    content = context.snapshot.medicines.get(medicine)
    return Mention(medicine, display_name(content) if content else medicine, medicine, known=content is not None)
