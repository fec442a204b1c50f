"""A question with all its topics -> one answer: sections, sources, buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.again import PAIR_INTENTS, again
from bot.answers.beside import compose_beside, compose_never_stop, is_taken_too, listed_beside, paired, stopped
from bot.answers.buttons import ASK, MOST_FOLLOW_UPS, follow_ups
from bot.answers.choosing import as_chosen, chosen
from bot.answers.context import Context, Draft, Need
from bot.answers.continuing import continued
from bot.answers.cues import has_any
from bot.answers.log import log_button
from bot.answers.mix_ups import compose_mix_up
from bot.answers.personal import PROFILE, remember_button
from bot.answers.readings import CRISIS, EMERGENCIES
from bot.answers.refusals import compose_refusal
from bot.answers.registry import entry_for
from bot.answers.selection import MOST_POINTS
from bot.answers.side_effects import REPORT, names_symptom
from bot.answers.side_effects import TOPIC as SIDE_EFFECTS
from bot.answers.sources import review_note, source_lines
from bot.answers.subjects import Subjects, about, ask_medicine, ask_which, is_group, not_here, subjects
from bot.answers.tasks import with_way_back
from bot.answers.unsure import compose_unsure, compose_what_can_be_asked, is_guessed, waiting
from bot.answers.withheld import compose_withheld
from bot.answers.wording import listed, sentence
from bot.language.numbers import numbers_in
from bot.model.conversation import Answer, Mention, Outcome, Section

MOST_SECTIONS = 3
STOPPING = "ask_stopping"
_FORMS = "ask_forms_strengths"
_FOLLOW_UPS = frozenset({"ask_source", "ask_simpler", "ask_more_detail"})
_BESIDE_SOMETHING = frozenset({"ask_alcohol", "ask_food"})
"""Topics that are about the medicine beside what else is named, so that a drink is not what is asked about."""


def compose_answer(context: Context, intents: Iterable[str]) -> Answer:
    """Answer the topics of a question.

    Args:
        context: the question, about no medicine yet.
        intents: the readings to answer, best first.

    Returns:
        The answer, without the card.
    """
    picked = chosen(context)
    if picked == ():
        subject = subjects(context)
        within = about(context, subject, subject.medicines[0]) if subject.medicines else context
        return answer_with(context, compose_what_can_be_asked(within, "none_of_these"))
    previous = context.question.previous
    question = as_chosen(context.question, previous, picked) if previous and picked else continued(context)
    if question is not context.question:
        context, intents = replace(context, question=question), [reading.intent for reading in question.readings]
    subject = subjects(context)
    if unsure := compose_unsure(context, subject):
        return _together(context, subject, [(unsure, subject.medicines[0])])
    asked = _with_symptom(context, subject, _without_needless_pair(subject, tuple(dict.fromkeys(intents))))
    drafts = _worth_showing([each for intent in asked for each in _drafts(context, subject, intent)])
    if question.pending and drafts[0][0].outcome is Outcome.OUT_OF_SCOPE:
        drafts = [(_with_question_left_open(context, drafts[0][0]), drafts[0][1])]
    answer = _together(context, subject, _with_the_rest(context, subject, asked, drafts))
    return with_way_back(context, _with_remembering(context, answer))


def _with_remembering(context: Context, answer: Answer) -> Answer:
    """The answer to what somebody has, with a button that has it kept in mind."""
    answers_it = answer.outcome is Outcome.ANSWERED and bool(answer.fact_ids) and answer.question is None
    button = remember_button(context) if answers_it else ()
    return replace(answer, buttons=(*answer.buttons[: MOST_FOLLOW_UPS - 1], *button)) if button else answer


def _without_needless_pair(subject: Subjects, intents: tuple[str, ...]) -> tuple[str, ...]:
    """Without a second reading about two things, where one is named: "is coffee ok, or is that bad with it".

    Nor one about what is on a list to check.
    """
    first, *rest = intents
    if first == "check_interactions":  # a name on a list does not ask what it is
        return (first, *(intent for intent in rest if intent not in (*PAIR_INTENTS, "ask_overview")))
    names_two = bool(subject.others) or len(subject.medicines) > 1
    return intents if names_two else (first, *(intent for intent in rest if intent not in PAIR_INTENTS))


def _with_symptom(context: Context, subject: Subjects, intents: tuple[str, ...]) -> tuple[str, ...]:
    """The side effect that the words name: in place of a guess, or beside an emergency that is read and not seen.

    Somebody who asks of swollen ankles whether to stop is answered that, too: and never to stop suddenly.
    """
    if not subject.medicines:
        return intents
    known = names_symptom(about(context, subject, subject.medicines[0]))
    if known and intents[0] not in EMERGENCIES and is_guessed(context.question):
        return tuple(dict.fromkeys((REPORT if intents[0] == REPORT else f"{ASK}{SIDE_EFFECTS}", *intents[1:])))
    if len(intents) != 1 or intents[0] not in EMERGENCIES - {CRISIS}:
        return intents
    stops = has_any(context.question.text, context.wording.lists["stop_words"])
    return (*intents, *((REPORT,) if known else ()), *((STOPPING,) if stops else ()))


def answer_with(context: Context, draft: Draft) -> Answer:
    """One draft as the answer.

    Args:
        context: the question.
        draft: what is said.
    """
    return _together(context, subjects(context), [(draft, None)])


def _with_question_left_open(context: Context, refused: Draft) -> Draft:
    """What is said of a message about something else, with the question that it left open and its buttons."""
    before = replace(again(context.question), pending=False)
    left = compose_answer(replace(context, question=before), [reading.intent for reading in before.readings])
    question = left.question or (left.sections[0].headline if left.outcome is Outcome.ASKED else None)
    return replace(refused, points=(), question=question, buttons=left.buttons) if question else refused


def _with_the_rest(
    context: Context, subject: Subjects, intents: tuple[str, ...], drafts: list[tuple[Draft, str | None]]
) -> list[tuple[Draft, str | None]]:
    """The sections to show, and once what else is named: a listed pair, or that nothing is known of it."""
    most = max(MOST_SECTIONS, len(subject.medicines))
    medicine_id = drafts[0][1]
    if medicine_id is None or entry_for(context, drafts[0][0].intent).need is not Need.MEDICINE:
        return drafts[:most]
    within = about(context, subject, medicine_id)
    beside = listed_beside(within, intents)
    unanswered = [each.name for each in subject.others if each not in beside and _is_left_out(within, each, intents)]
    shown = drafts[: most - 1] if beside else drafts[:most]
    if unanswered and not PAIR_INTENTS & set(intents):
        last, about_id = shown[-1]
        line = within.say("only_about", others=listed(unanswered))
        shown = [*shown[:-1], (replace(last, points=(*last.points[: MOST_POINTS - 1], line)), about_id)]
    return [*shown, (compose_beside(within, beside), medicine_id)] if beside else shown


def _is_left_out(context: Context, other: Mention, intents: tuple[str, ...]) -> bool:
    """Whether something else is named that the answer is not about, and that has to be said."""
    if other.known or not is_group(other):
        return not other.known
    own = context.snapshot.class_ids_of(context.medicine.medicine)
    return other.drug_class not in own and is_taken_too(context, other, intents)


def _drafts(context: Context, subject: Subjects, intent: str) -> list[tuple[Draft, str | None]]:
    entry = entry_for(context, intent)
    unclear = next((mention for mention in subject.others if mention.candidates), None)
    if entry.need is Need.ANY:
        medicine_id = subject.medicines[0] if subject.medicines else None
        within = about(context, subject, medicine_id) if medicine_id else context
        # What somebody says they have in hand may be a mix-up, whatever else becomes of it.
        mixed_up = compose_mix_up(within, _FORMS) if medicine_id and intent == PROFILE else None
        return [(mixed_up or entry.compose(within, intent), medicine_id)]
    if unclear:
        return [(waiting(context.question, ask_which(context, intent, unclear)), None)]
    pair = entry.need is Need.PAIR
    if pair:
        subject = paired(context, subject)
    if (stop := stopped(context, context.question.mentions, intent)) is not None:
        if stop.substance not in subject.medicines:
            within = about(context, subject, subject.medicines[0]) if subject.medicines else context
            return [(compose_never_stop(within, intent, stop), within.medicine_id)]
        subject = replace(subject, medicines=(str(stop.substance),))
    beside = pair or intent in _BESIDE_SOMETHING
    strangers = [mention for mention in subject.others if not mention.known and not (beside and is_group(mention))]
    if not subject.medicines or (subject.remembered and strangers and not pair):
        return [(_about_none(context, intent, strangers), None)]
    found: list[tuple[Draft, str | None]] = []
    for medicine_id in subject.medicines[:1] if pair else subject.medicines:
        within = about(context, subject, medicine_id)
        first = compose_withheld(within, intent) or compose_refusal(within, intent) or compose_mix_up(within, intent)
        draft = first or entry.compose(within, intent)
        found.append((draft, medicine_id))
    return found


def _about_none(context: Context, intent: str, strangers: list[Mention]) -> Draft:
    """What is said where no medicine of ours is asked about."""
    if strangers:
        return waiting(context.question, not_here(context, intent, strangers[0]))
    if refused := compose_refusal(context, intent):
        return refused
    asked = ask_medicine(context, intent)
    if intent == REPORT:
        asked = replace(asked, buttons=(*asked.buttons, *log_button(context)))
    return waiting(context.question, asked)


def _worth_showing(drafts: list[tuple[Draft, str | None]]) -> list[tuple[Draft, str | None]]:
    """Where something is answered, a second reading that found nothing is left out; nothing is said twice."""
    # Two readings of one thing (a side effect is asked about, and reported) open with the same words: the first stays.
    said: dict[tuple[str, str | None], tuple[Draft, str | None]] = {}
    for draft, medicine_id in drafts:
        said.setdefault((draft.headline, medicine_id), (draft, medicine_id))
    unique = list(said.values())
    if unique[0][0].intent in EMERGENCIES:
        return unique
    answered = [pair for pair in unique if pair[0].outcome is Outcome.ANSWERED]
    return answered if answered and unique[0] in answered else unique[:1] if not answered else [unique[0], *answered]


def _together(context: Context, subject: Subjects, drafts: list[tuple[Draft, str | None]]) -> Answer:
    drafts = _said_once(drafts)
    pieces = tuple(dict.fromkeys(piece for draft, _ in drafts for piece in draft.used))
    outcomes = [draft.outcome for draft, _ in drafts]
    asking = next((draft for draft, _ in drafts if draft.question), None)
    first, medicine_id = drafts[0]
    within = about(context, subject, medicine_id) if medicine_id else context
    asked = next((draft.buttons for draft, _ in drafts if draft.question and draft.buttons), None)
    offered = asked or first.buttons
    if not offered and medicine_id and first.intent not in _FOLLOW_UPS:
        offered = follow_ups(within, [draft.intent for draft, _ in drafts])[:MOST_FOLLOW_UPS]
    return Answer(
        outcome=Outcome.ANSWERED if Outcome.ANSWERED in outcomes else outcomes[0],
        sections=tuple(_section(draft, (*context.question.mentions, *context.question.checked)) for draft, _ in drafts),
        question=asking.question if asking else None,
        asks=asking.asks if asking else None,
        sources=source_lines(context.snapshot, context.wording, pieces, context.contacts.jurisdiction),
        review_note=review_note(context.wording, pieces),
        buttons=offered,
        others=_other_sides(subject) if PAIR_INTENTS & {draft.intent for draft, _ in drafts} else (),
        checked=next((draft.checked for draft, _ in drafts if draft.checked), ()),
        choices=first.choices,
        left_open=first.left_open,
        medicines=tuple(dict.fromkeys(each for draft, main in drafts for each in (main, *draft.medicines) if each)),
        fact_ids=tuple(dict.fromkeys(piece.id for piece in pieces if piece.id)),
        knowledge_version=context.snapshot.version,
        sets=tuple(pair for draft, _ in drafts for pair in draft.sets),
        documents=tuple(dict.fromkeys(name for draft, _ in drafts for name in draft.documents)),
        changes=tuple(change for draft, _ in drafts for change in draft.changes),
    )


def _other_sides(subject: Subjects) -> tuple[Mention, ...]:
    """What of a pair is no medicine of the knowledge base, so that the question can be asked of another one."""
    return tuple(mention for mention in subject.others if not mention.candidates)


def _said_once(drafts: Iterable[tuple[Draft, str | None]]) -> list[tuple[Draft, str | None]]:
    """The drafts, each point and each line on when to get help in the first alone that has it."""
    once: list[tuple[Draft, str | None]] = []
    for draft, medicine_id in drafts:
        said = {line for earlier, _ in once for line in earlier.points}
        helped = {line for earlier, _ in once for line in earlier.get_help}
        points = tuple(line for line in draft.points if line not in said)
        get_help = tuple(line for line in draft.get_help if line not in helped)
        once.append((replace(draft, points=points, get_help=get_help), medicine_id))
    return once


def _section(draft: Draft, mentions: Iterable[Mention]) -> Section:
    """A section, with what it draws on; a number in what was named is marked as the person's own."""
    names = dict.fromkeys(name for mention in mentions for name in (mention.text, mention.name) if name)
    return Section(
        intent=draft.intent,
        headline=sentence(draft.headline),
        points=tuple(sentence(point) for point in dict.fromkeys(draft.points) if point not in draft.get_help),
        get_help=tuple(map(sentence, draft.get_help)),
        table=draft.table,
        fact_ids=tuple(dict.fromkeys(piece.id for piece in draft.used if piece.id)),
        source_ids=tuple(dict.fromkeys(each.source for piece in draft.used for each in piece.citations)),
        echoes=tuple(name for name in names if numbers_in(name)),
        quotes=draft.quotes,
    )
