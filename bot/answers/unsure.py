"""When a message may mean several things: the likely ones to choose from, once; then what can be asked at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answers.beside import paired, stopped
from bot.answers.buttons import intent_of, topic_of
from bot.answers.context import Context, Draft, display_name
from bot.answers.liquids import asks_for_volume
from bot.answers.meta import example_buttons
from bot.answers.mix_ups import compose_mix_up
from bot.answers.naming import begins_with
from bot.answers.overdose import asks_for_number
from bot.answers.readings import EMERGENCIES, NEVER_SECOND
from bot.answers.refusals import compose_refusal
from bot.answers.registry import entry_for
from bot.answers.selection import MOST_POINTS
from bot.answers.side_effects import names_symptom
from bot.answers.subjects import PUMP, Subjects, about
from bot.answers.withheld import compose_withheld
from bot.model.conversation import Button, Outcome, Question, Reading
from bot.model.knowledge import ConditionCaution, Fact, SideEffect
from bot.model.safety import Verdict

UNSURE_BELOW = 0.5
"""Confidence that a reading needs to be answered: below it, every second is wrong. Chosen, as the next, from what
`python -m evaluation.understanding.asking` prints of our own questions; after a change of the classifier, look again
(`docs/decisions/0002-understanding.md`)."""
TOO_CLOSE = 0.1
"""How much surer the best reading must be than the next that is answered otherwise."""
LOOKED_AT = 5
"""How many readings are looked at, the likeliest: what is below them is noise."""
MOST_OFFERED = 3
_FEWEST_OFFERED = 2
"""With one there is nothing to choose."""
_WORTH_OFFERING = 0.04
"""Confidence below which a reading is not offered: a button that nobody can have meant only confuses."""
_MAY_BE_URGENT = 0.1
"""Confidence in an emergency from which the question says when to get help, too."""

_INFORM = "inform"
_ASKED_AS = {"check_interactions": "ask_interactions"}
"""Intents that ask for a topic of another name."""
_ABOUT_WHAT_ONE_HAS = frozenset(
    {"ask_contraindications", "ask_interactions", "ask_side_effects", "ask_warnings", "report_side_effect"}
)
"""Readings whose answer is about the illness or the side effect named; others only warn of it beside their own."""


@dataclass(frozen=True)
class Option:
    """One thing that may be meant, and what would be answered."""

    intent: str
    confidence: float
    """All readings that get this answer, together."""
    draft: Draft


@dataclass(frozen=True)
class Guesses:
    """What a message may mean, where the classifier alone can say."""

    within: Context
    """The question about the one medicine that it is about."""
    best: float
    """Confidence of the best reading, with all that get its answer."""
    following: float
    """That of the next best answer."""
    offered: tuple[Option, ...]
    """What the person could choose from, the likeliest first; empty where there is no choice."""

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents of what could be chosen."""
        return tuple(option.intent for option in self.offered)


def is_unsure(best: float, following: float, below: float = UNSURE_BELOW, close: float = TOO_CLOSE) -> bool:
    """Whether a reading is not to be trusted.

    Args:
        best: its confidence.
        following: that of the next one that is answered otherwise.
        below: the confidence that it needs.
        close: how far the next one has to be.
    """
    return best < below or best - following < close


def is_guessed(question: Question) -> bool:
    """Whether the best reading is one that every second time is wrong.

    Args:
        question: one message as understood.
    """
    return bool(question.ranking) and question.readings[0].confidence < UNSURE_BELOW


def compose_unsure(context: Context, subject: Subjects) -> Draft | None:
    """What is said where it is not sure what is asked about a medicine; `None` where it is sure enough to answer.

    Args:
        context: the question, about no medicine yet.
        subject: what it is about.
    """
    first = context.question.readings[0].confidence if context.question.readings else 1.0
    if not is_unsure(first, 1 - first):  # whatever the others add up to: nothing is composed to compare
        return None
    found = guesses(context, subject)
    if found is None or not is_unsure(found.best, found.following) or _goes_on(context.question):
        return None
    if context.question.previous and context.question.previous.choices:
        return compose_what_can_be_asked(found.within, "still_unsure")
    if not found.offered:
        return None
    return _asked_again(found) or _choice(found)


def _goes_on(question: Question) -> bool:
    """Whether the best reading is what was answered last: that it is meant again is likely by itself."""
    previous = question.previous
    was_answered = previous is not None and not previous.choices and not previous.left_open
    return was_answered and previous is not None and question.intent in previous.intents


def guesses(context: Context, subject: Subjects) -> Guesses | None:
    """What a message may mean; `None` where something else than a guess decides what is answered.

    Args:
        context: the question, about no medicine yet.
        subject: what it is about.
    """
    within = _about_one(context, subject) if _may_be_unsure(context.question) else None
    if within is None or _says_it_plainly(within):
        return None
    best, *others = _options(within)
    if best.draft.outcome is not Outcome.ANSWERED or _opens_with_what_is_named(within, best):
        return None
    others.sort(key=lambda other: -other.confidence)
    offered = [
        option
        for option in (best, *others)
        if option.draft.outcome is Outcome.ANSWERED and option.confidence >= _WORTH_OFFERING
    ][:MOST_OFFERED]
    if any(_is_refused(within, option.intent) for option in offered):
        return None
    return Guesses(
        within=within,
        best=best.confidence,
        following=others[0].confidence if others else 0.0,
        offered=tuple(offered) if len(offered) >= _FEWEST_OFFERED else (),
    )


def compose_what_can_be_asked(context: Context, key: str) -> Draft:
    """What the assistant can do, where it was not told what is meant.

    Args:
        context: the question.
        key: the phrase that leads.
    """
    return Draft(
        intent="help",
        headline=context.say(key),
        points=(*context.lines("help"), context.say("no_fact_ask"))[:MOST_POINTS],
        outcome=Outcome.ASKED,
        buttons=example_buttons(context),
    )


def waiting(question: Question, draft: Draft) -> Draft:
    """A draft that asks for the medicine first, with what the question may mean, where that is not sure either.

    Its buttons then say the medicine alone, so that what is asked of it is still to be found out.

    Args:
        question: one message as understood.
        draft: what is said.
    """
    following = (each.confidence for each in _askable(question) if each.intent != question.intent)
    if not _may_be_unsure(question) or not is_unsure(question.readings[0].confidence, next(following, 0.0)):
        return draft
    buttons = tuple(replace(button, intent=_INFORM) for button in draft.buttons)
    return replace(draft, buttons=buttons, left_open=question.ranking[:LOOKED_AT])


def _may_be_unsure(question: Question) -> bool:
    """Whether a guess decides what is asked, and nothing graver is going on.

    Several readings are several topics: those that were found besides the first are sure.
    """
    in_danger = (question.verdict or Verdict()).level.shows_card or question.held_level.shows_card
    guessed = bool(question.ranking) and len(question.readings) == 1
    return guessed and not in_danger and question.asked is None and _is_askable(question.intent)


def _is_askable(intent: str) -> bool:
    """Whether an intent asks something of a medicine."""
    return intent not in EMERGENCIES | NEVER_SECOND


def _askable(question: Question) -> list[Reading]:
    return [reading for reading in question.ranking[:LOOKED_AT] if _is_askable(reading.intent)]


def _about_one(context: Context, subject: Subjects) -> Context | None:
    """The question about its one medicine; `None` where it names none, or anything besides: then that says enough."""
    if len(subject.medicines) != 1 or subject.others or paired(context, subject) != subject:
        return None
    if stopped(context, context.question.mentions, context.question.intent):
        return None
    within = about(context, subject, subject.medicines[0])
    return within if topic_of(_asked_as(context.question.intent)) in context.snapshot.topics else None


def _says_it_plainly(within: Context) -> bool:
    """Whether the words themselves decide what is answered, whichever reading is right."""
    if asks_for_number(within) or asks_for_volume(within) or names_symptom(within):
        return True
    # What kinds there are, and a kind is named; or a pump, of which every answer sends to its team.
    return within.question.form == PUMP or (
        within.question.form is not None and within.question.intent == "ask_forms_strengths"
    )


def _is_refused(within: Context, intent: str) -> bool:
    """Whether the words are such that a topic is not answered as usual.

    A refusal hangs on the words, and a button has none: what must be refused is never offered to be pressed.
    """
    composers = (compose_withheld, compose_refusal, compose_mix_up)
    return any(compose(within, intent) is not None for compose in composers)


def _options(within: Context) -> list[Option]:
    """What may be meant, the best reading first; readings with one answer count together."""
    question = within.question
    found: list[Option] = []
    for reading in (*question.readings, *(each for each in _askable(question) if each.intent != question.intent)):
        intent = _asked_as(reading.intent)
        if topic_of(intent) not in within.snapshot.topics:
            continue
        draft = entry_for(within, intent).compose(within, intent)
        same = next((at for at, other in enumerate(found) if _answers_alike(draft, other.draft)), None)
        if same is None:
            found.append(Option(intent, reading.confidence, draft))
        else:
            found[same] = replace(found[same], confidence=found[same].confidence + reading.confidence)
    return found


def _asked_as(intent: str) -> str:
    return _ASKED_AS.get(intent, intent)


def _answers_alike(one: Draft, other: Draft) -> bool:
    """Whether one of two answers opens with what the other says anyway."""
    said, also_said = ({draft.headline, *draft.points} for draft in (one, other))
    stated, also_stated = ({piece.id for piece in draft.used if piece.id} for draft in (one, other))
    first, second = ({piece.id for piece in draft.used[:1]} for draft in (one, other))
    return bool(one.headline in also_said or other.headline in said or first & also_stated or second & stated)


def _opens_with_what_is_named(within: Context, best: Option) -> bool:
    """Whether the answer begins with the very thing that the message names: then it is no wrong one."""
    terms = set(within.question.terms)
    for piece in best.draft.used[:1]:
        item = within.snapshot.statement(piece.id) if piece.id else None
        if isinstance(item, Fact):
            return bool(terms & set(item.about)) and within.fill(item.statement) in best.draft.headline
        if isinstance(item, (ConditionCaution, SideEffect)):
            return item.term in terms and best.intent in _ABOUT_WHAT_ONE_HAS
    return False


def _asked_again(found: Guesses) -> Draft | None:
    """The last topic for the medicine now named, where it is a likely reading ("what about dantrolene, where ...")."""
    question = found.within.question
    asked = question.previous.intents[:1] if question.previous else ()
    leads_in = begins_with(question.text, found.within.wording.lists["lead_in_words"])
    if not (leads_in and question.mentions):
        return None
    return next((option.draft for option in found.offered if option.intent in asked), None)


def _choice(found: Guesses) -> Draft:
    """The likely topics to choose from."""
    within, question = found.within, found.within.question
    urgent = any(each.intent in EMERGENCIES and each.confidence >= _MAY_BE_URGENT for each in question.ranking)
    return Draft(
        intent=question.intent,
        headline=within.say("unsure"),
        get_help=within.lines("emergency_lines") if urgent else (),
        outcome=Outcome.ASKED,
        buttons=tuple(_button(within, intent) for intent in found.intents),
        choices=found.intents,
        left_open=question.ranking[:LOOKED_AT],
    )


def _button(within: Context, intent: str) -> Button:
    """The topic as a question in plain words, with what else the message named."""
    topic = within.snapshot.topics[topic_of(intent)]
    form = within.question.form
    return Button(
        topic.asks.format(medicine=display_name(within.medicine)),
        intent_of(topic.id),
        (
            ("medicine", within.medicine.medicine),
            *((("form", form),) if form else ()),
            *(("term", term) for term in within.question.terms),
        ),
    )
