"""A level that the conversation holds: its card, what is said while it lasts, and when the person takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.answers.context import Context, Draft, Used
from bot.answers.own_questions import (
    Said,
    held_wording,
    is_plain_question,
    reply_to,
    step_asked_for,
    takes_back,
)
from bot.answers.readings import CRISIS, EMERGENCIES, NEVER_SECOND, WRITES_DOWN
from bot.answers.withheld import compose_withheld
from bot.model.conversation import Answer, Button, Card, Outcome, Question
from bot.model.safety import Finding, Level, Verdict
from bot.safety.card import card, held_card, question_text, variant_of

_ABOUT_DOSES = frozenset({"ask_dosage", "ask_how_to_take", "ask_max_dose", "ask_missed_dose", "ask_when_to_take"})
STAYS_OPEN = frozenset({Level.EMERGENCY, Level.CRISIS, Level.URGENT})
"""Levels that say to get help now, whose card does not fold by itself."""
STEP = "step"
"""The entity by which a button asks for one of the steps on offer."""

_LEVEL_OF_READING = {"ran_out": Finding("stopped", Level.SAME_DAY, "reading-ran-out", 0, 0, "Read as having run out.")}
"""A reading that asks for a card of its own, where the words raised no level."""

_ABOUT_ANOTHER = frozenset({"another_person", "violence"})
"""Variants of the card for which the steps on offer are not meant."""
_Value = TypeVar("_Value")


def verdict_of(question: Question) -> Verdict:
    """The verdict, with what the reading or a yes to our own question says where the words raised no level.

    Args:
        question: One message as understood and screened.
    """
    verdict = question.verdict or Verdict()
    if verdict.level.shows_card:
        return verdict
    reply = reply_to(question)
    if reply and reply.raises:
        return replace(verdict, findings=(reply.raises.finding(),), language=question.held_language)
    found = _LEVEL_OF_READING.get(question.intent) if question.requested_step is None else None
    return replace(verdict, findings=(found,)) if found else verdict


def is_denied(question: Question) -> bool:
    """Whether the person has taken back, clearly, now or before, what raised the level that is held.

    Args:
        question: One message as understood and screened.
    """
    if question.denied or not question.held_level.shows_card:
        return question.denied
    reply = reply_to(question)
    said_again = takes_back(question) and is_plain_question(question.asked)
    return bool(reply and reply.denies) or (reply is None and said_again)


def held_verdict(question: Question) -> Verdict:
    """What earlier messages raised, while it is held."""
    return Verdict(question.held_findings, question.earlier_signals, language=question.held_language)


def repeats_crisis(question: Question) -> bool:
    """Whether a message about a crisis adds nothing to the one that is held: it does not get the same card again.

    Args:
        question: One message, its verdict complete.
    """
    verdict, held = question.verdict or Verdict(), held_verdict(question)
    if question.denied or not (verdict.level is held.level is question.held_level is Level.CRISIS):
        return False
    known = (None, variant_of(held))
    both = replace(held, findings=(*held.findings, *verdict.findings))
    same = all(variant_of(Verdict((finding,))) in known for finding in verdict.findings)
    return same and variant_of(both) == variant_of(held)


def card_of(question: Question) -> Card | None:
    """The card of this message; else what stays of the one before, which a clear denial folds to one line.

    Args:
        question: One message, its verdict complete.
    """
    verdict, held = question.verdict or Verdict(), held_verdict(question)
    if not verdict.level.shows_card or repeats_crisis(question):
        return held_card(held, question.region, denied=question.denied) if question.held_level.shows_card else None
    if question.held_level.rank < verdict.level.rank and not question.denied:
        verdict = replace(verdict, findings=(*held.findings, *verdict.findings))
    shown = card(verdict, question.region)
    if shown and shown.level is Level.CRISIS and shown.asks in question.asked_while_held:
        reply = reply_to(question)
        asks = reply.asks if reply else None
        return replace(shown, asks=asks, question=question_text(asks, verdict.language) if asks else None)
    return shown


def compose_reply(context: Context) -> Draft | None:
    """What is said to a reply to our own question, to "you misunderstood", and to who takes up a step on offer.

    And in place of a dose, while help may be needed now: to take, to leave or to double one is never said then.

    Args:
        context: The question, its verdict complete.

    Returns:
        The draft, or `None` where the message is none of these.
    """
    question = context.question
    if _offers_steps(question) and (step := step_asked_for(question)):
        return _step(context, step)
    reply = reply_to(question)
    if reply and reply.step:
        return _step(context, reply.step)
    if reply and reply.say:
        return _draft(context, reply)
    if question.held_level in STAYS_OPEN and takes_back(question):
        return _taken_back(context)
    if _asks_for_dose_in_danger(question):
        # They asked; the question that the card ended with still stands.
        return replace(compose_turn(context, question.intent), question=None, asks=None)
    return None


def _taken_back(context: Context) -> Draft:
    """What is said to "you misunderstood"."""
    question = context.question
    asks = _for(question, held_wording().misunderstood)
    if question.denied:
        denies = next(each for each in held_wording().replies[asks].values() if each.denies)
        return _draft(context, denies)
    return replace(_draft(context, Said(say=held_wording().not_meant, asks=asks)), outcome=Outcome.ASKED)


def compose_turn(context: Context, intent: str = CRISIS) -> Draft:
    """Said to anything that is no question while a level is held: in turn, never the same words twice running.

    Args:
        context: The question, of a conversation that holds a level.
        intent: The reading.
    """
    if withheld := compose_withheld(context, intent):
        return withheld
    turns = _for(context.question, held_wording().turns)
    said = turns[context.question.held_turns % len(turns)]
    if said.step:
        return _step(context, said.step)
    return replace(_draft(context, said), intent=intent, outcome=Outcome.ASKED)


def _asks_for_dose_in_danger(question: Question) -> bool:
    """Whether nothing but a dose is read, while help may be needed now by an earlier message that was not denied."""
    read = {reading.intent for reading in question.readings}
    return question.held_level in STAYS_OPEN and not question.denied and bool(read) and read <= _ABOUT_DOSES


def says_nothing(answer: Answer) -> bool:
    """Whether an answer is small talk or only asks back: not what is said to someone in danger."""
    talk = all(section.intent in (NEVER_SECOND - {WRITES_DOWN}) | EMERGENCIES for section in answer.sections)
    does = answer.sets or answer.changes or answer.documents
    return not answer.sources and (talk or answer.outcome is Outcome.ASKED) and not does


def step_buttons(question: Question) -> tuple[Button, ...]:
    """The steps on offer to somebody who thinks of ending their life.

    Args:
        question: One message, its verdict complete.
    """
    if not _offers_steps(question):
        return ()
    return tuple(Button(step.button, CRISIS, ((STEP, name),)) for name, step in held_wording().steps.items())


def _offers_steps(question: Question) -> bool:
    """Whether the person thinks of ending their own life, by this message or an earlier one that was not denied."""
    verdict, held = question.verdict or Verdict(), held_verdict(question)
    about = verdict if verdict.level is Level.CRISIS else held
    if about.level is not Level.CRISIS or (about is held and question.denied):
        return False
    return variant_of(about) not in _ABOUT_ANOTHER


def _for(question: Question, by_key: Mapping[str, _Value]) -> _Value:
    """What is there for the variant of the held card, else for its level."""
    held = held_verdict(question)
    variant = variant_of(held) if held.findings else None
    return by_key[variant if variant is not None and variant in by_key else question.held_level.value]


def _step(context: Context, name: str) -> Draft:
    step, wording = held_wording().steps[name], held_wording()
    draft = _draft(context, Said(say=step.say, asks=step.asks))
    return replace(draft, used=(Used(None, wording.citations),))


def _draft(context: Context, said: Said) -> Draft:
    headline, *points = (context.fill(text) for text in said.say)
    asks = said.asks if said.asks != context.question.asked else None
    return Draft(
        intent=CRISIS,
        headline=headline,
        points=tuple(points),
        question=question_text(asks, context.question.held_language) if asks else None,
        asks=asks,
    )
