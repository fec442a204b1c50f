"""Teach-back: after an answer that can do harm if it is misread, one check question, where the person wants one.

The question, its options and which of them is right are content (`knowledge/teach_back.yml`); what is said of a choice
is a fact with its source. Nothing is counted and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from bot.answers.buttons import MOST_FOLLOW_UPS, follow_ups
from bot.answers.compose import named, say
from bot.answers.context import Context, Draft, Entry, Need
from bot.answers.cues import has_any, says_only
from bot.answers.held import compose_turn
from bot.answers.liquids import asks_for_volume
from bot.answers.selection import jurisdiction_rank
from bot.answers.tasks import SLOT, asks_to_go_on, in_danger, read_as
from bot.knowledge import CONTENT, Snapshot
from bot.knowledge.documents import read_yaml
from bot.knowledge.identifiers import full_id
from bot.model.conversation import Answer, Button, Outcome, Question, Task
from bot.model.knowledge import Content, Fact, Identifier
from bot.model.safety import Verdict

INTENT = "teach_back"
_ASKED = "asked"
_PLACES = ("choice_first", "choice_second", "choice_third")
_UNSURE = -1
_MOST_WORDS = 15
"""Words of a reply; who writes more says something else besides."""


class Option(Content):
    """One of the things to choose between."""

    say: str
    right: bool = False
    words: tuple[str, ...]
    """What people type who mean it."""
    facts: tuple[Identifier, ...]
    """What is said of it: ids of the medicine's facts; of several, the one that is nearest to the region."""


class Check(Content):
    """One check question."""

    id: Identifier
    medicine: Identifier
    status: Literal["drafted", "reviewed"]
    after: tuple[str, ...]
    """Intents of the answers that it may follow."""
    liquid: bool = False
    """Whether it follows them only where millilitres were asked about."""
    not_for: tuple[str, ...] = ()
    """Forms for which it does not hold."""
    question: str
    options: tuple[Option, ...]


class Checks(Content):
    """`teach_back.yml`."""

    checks: tuple[Check, ...]


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Every check question, read once."""
    return read_yaml(CONTENT / "teach_back.yml", Checks).checks


def problems(snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with the check questions.

    Args:
        snapshot: the knowledge that they draw on.
    """
    for check in all_checks():
        if sum(option.right for option in check.options) != 1:
            yield f"teach_back.yml: {check.id} needs one option that is right"
        if not 2 <= len(check.options) <= len(_PLACES):
            yield f"teach_back.yml: {check.id} needs two or three options"
        content = snapshot.medicines.get(check.medicine)
        known = {fact.id for fact in content.facts} if content else set()
        for fact_id in (each for option in check.options for each in option.facts if each not in known):
            yield f"teach_back.yml: {check.id} names a fact that {check.medicine} does not have: {fact_id}"


def with_check(context: Context, answer: Answer) -> Answer:
    """The answer, with a button that asks its check question where it has one.

    Args:
        context: the question.
        answer: its answer, beside which there is no card.
    """
    question = context.question
    plain = answer.outcome is Outcome.ANSWERED and answer.question is None and SLOT not in dict(answer.sets)
    held = question.held_level.shows_card and not question.denied
    if not plain or held or question.task or len(answer.medicines) != 1:
        return answer
    within = replace(context, medicine_id=answer.medicines[0])
    check = _check_after(within, tuple(section.intent for section in answer.sections))
    if check is None:
        return answer
    button = Button(context.say("teach_back_button"), INTENT, (("medicine", check.medicine), ("step", check.id)))
    return replace(answer, buttons=(*answer.buttons[: MOST_FOLLOW_UPS - 1], button))


def _check_after(context: Context, intents: tuple[str, ...]) -> Check | None:
    """The check question that belongs to an answer: that on a liquid first, where one was asked about."""
    volume = asks_for_volume(context)
    fitting = (
        check
        for check in all_checks()
        if check.medicine == context.medicine_id
        and check.liquid == volume
        and set(check.after) & set(intents)
        and context.form not in check.not_for
    )
    return next(fitting, None)


def compose_teach_back(context: Context, intent: str) -> Draft:
    """Asks a check question, or says what is right.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    question = context.question
    if in_danger(question):
        return compose_turn(context, intent)
    step, _, place = (question.requested_step or "").partition(" ")
    waiting = _waiting(question)
    pressed = next((check for check in all_checks() if check.id == step), None)
    if pressed and place.isdigit() and int(place) < len(pressed.options):
        return _marked(context, pressed, int(place))
    if waiting and not pressed and not asks_to_go_on(context) and (reply := _reply(context, waiting)) is not None:
        return _marked(context, waiting, reply)
    check = pressed or waiting or _after_the_last_answer(context)
    return _asked(check) if check else Draft(intent, context.say("teach_back_none"))


def takes_reply(context: Context) -> Question | None:
    """The question as a reply to the check question, where a message picks an option or says that it cannot.

    Args:
        context: the question.
    """
    question = context.question
    check = _waiting(question)
    level = (question.verdict or Verdict()).level
    if check is None or not question.pending or not question.text or level.shows_card:
        return None
    return None if _reply(context, check) is None else read_as(question, INTENT)


def _waiting(question: Question) -> Check | None:
    task = question.task
    if task is None or task.intent != INTENT:
        return None
    return next((check for check in all_checks() if check.id == task.value("check")), None)


def _after_the_last_answer(context: Context) -> Check | None:
    previous = context.question.previous
    return _check_after(context, previous.intents) if previous and context.medicine_id else None


def _reply(context: Context, check: Check) -> int | None:
    """Which option a message picks, `_UNSURE` where it says that it cannot; `None` where it says something else."""
    text, lists = context.question.text, context.wording.lists
    if text.rstrip().endswith("?") or len(text.split()) > _MOST_WORDS:
        return None
    if has_any(text, lists["teach_back_unsure_words"]):
        return _UNSURE
    for place, key in enumerate(_PLACES[: len(check.options)]):
        if says_only(text, lists[key], lists["choice_besides"]):
            return place
    picked = [place for place, option in enumerate(check.options) if has_any(text, (option.say, *option.words))]
    return picked[0] if len(picked) == 1 and not has_any(text, lists["teach_back_not_words"]) else None


def _asked(check: Check) -> Draft:
    buttons = (
        Button(option.say, INTENT, (("medicine", check.medicine), ("step", f"{check.id} {place}")))
        for place, option in enumerate(check.options)
    )
    return Draft(
        intent=INTENT,
        headline=check.question,
        outcome=Outcome.ASKED,
        buttons=tuple(buttons),
        medicines=(check.medicine,),
        sets=((SLOT, Task(INTENT, _ASKED, (("check", check.id),))),),
    )


def _marked(context: Context, check: Check, place: int) -> Draft:
    """Whether it is right, and the facts that say why."""
    within = replace(context, medicine_id=check.medicine)
    right = next(option for option in check.options if option.right)
    picked = right if place == _UNSURE else check.options[place]
    key = "unsure" if place == _UNSURE else "right" if picked.right else "wrong"
    facts = tuple(dict.fromkeys(_fact(within, check, option) for option in (picked, right)))
    return Draft(
        intent=INTENT,
        headline=context.say(f"teach_back_{key}"),
        points=tuple(named(within, say(within, fact)) for fact in facts),
        buttons=follow_ups(within, check.after),
        used=within.used(*facts),
        medicines=(check.medicine,),
        sets=((SLOT, None),),
    )


def _fact(context: Context, check: Check, option: Option) -> Fact:
    """What is said of an option where the person is."""
    stated = (context.snapshot.statement(full_id(check.medicine, each)) for each in option.facts)
    facts = [each for each in stated if isinstance(each, Fact)]
    return min(facts, key=lambda fact: jurisdiction_rank(context, fact))


TEACH_BACK = Entry(compose_teach_back, Need.ANY, takes_reply)
"""The tool."""
