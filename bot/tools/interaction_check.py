"""The interaction check: what is found of every pair of a list of medicines, drinks and foods, worst first.

Nothing of it reads as an all-clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.context import Context, Draft, Used
from bot.answers.cues import says_only
from bot.answers.interactions import compose_interactions, get_help_of, lines_of, looked_in, says_not_to_stop
from bot.answers.refusals import compose_refusal
from bot.answers.selection import MOST_POINTS
from bot.answers.subjects import ask_which, shown
from bot.answers.wording import listed
from bot.model.conversation import Mention, Outcome, Table
from bot.tools.medicine_list import CHECK, MedicineList, key_of, list_after
from bot.tools.medicine_pairs import (
    HARMFUL,
    NO_EFFECT,
    NOT_HERE,
    NOT_LISTED,
    SAME,
    SERIOUS,
    SHARED,
    TWICE,
    Pair,
    about_medicine,
    check,
    grouped,
)

MOST_CHECKED = 20
"""Things on a list that are checked at once."""


def compose_check(context: Context, intent: str) -> Draft:
    """Check all that is named, together with what was checked just before, where the words add to that.

    Args:
        context: the question, about a medicine of the knowledge base or about none.
        intent: the intent that asks for the check.
    """
    listed_now = list_after(context)
    items = listed_now.items
    if unclear := next((item for item in items if item.candidates), None):
        clear = tuple(item for item in items if not item.candidates)
        return replace(ask_which(context, CHECK, unclear), intent=intent, checked=clear)
    if refusal := compose_refusal(context, intent):
        return replace(refusal, checked=items)
    if listed_now.removed:
        return _taken_off(context, intent, listed_now)
    if not context.question.mentions and says_only(context.question.text, context.wording.lists["list_done_words"], ()):
        return _done(context, intent, items)
    pressed = not context.question.text and not context.question.mentions
    if pressed and items:
        return replace(_ask_for_more(context, intent, items), checked=items)
    kept, left_out = items[:MOST_CHECKED], items[MOST_CHECKED:]
    pairs = check(context, kept, {key_of(item) for item in listed_now.added})
    draft = _told_of(context, intent, pairs) if pairs else _ask_for_more(context, intent, kept)
    if left_out:
        line = context.say("check_left_out", others=_names(context, left_out))
        draft = replace(draft, points=(*draft.points[: MOST_POINTS - 1], line))
    if len(kept) > 2 or len(pairs) > 1:
        draft = replace(draft, question=_anything_else(context, kept))
    return replace(draft, checked=kept)


def _ask_for_more(context: Context, intent: str, items: Sequence[Mention]) -> Draft:
    """The list is too short to check: what else is taken."""
    return Draft(
        intent=intent,
        headline=context.say("check_one_named", name=_names(context, items)) if items else context.say("check_start"),
        points=() if items else context.lines("check_start"),
        outcome=Outcome.ASKED,
    )


def _taken_off(context: Context, intent: str, now: MedicineList) -> Draft:
    headline = context.say("check_taken_off", others=_names(context, now.removed))
    question = _anything_else(context, now.items) if now.items else context.say("check_start")
    return Draft(intent, headline, outcome=Outcome.ASKED, question=question, checked=now.items)


def _done(context: Context, intent: str, items: Sequence[Mention]) -> Draft:
    """Nothing else is taken: what was looked at, and who can look at all of it."""
    headline = context.say("check_done", others=_names(context, items)) if items else context.say("deny")
    return Draft(intent, headline, context.lines("check_done") if items else (), checked=tuple(items))


def _anything_else(context: Context, items: Sequence[Mention]) -> str:
    return context.say("check_anything_else", others=_names(context, items))


def _told_of(context: Context, intent: str, pairs: Sequence[Pair]) -> Draft:
    """What was found: a list of two as a question about two is answered."""
    (pair, *more) = pairs
    here = [pair.first for pair in pairs if pair.first.substance in context.snapshot.medicines]
    if not more and here and pair.found not in TWICE:
        within = replace(about_medicine(context, pair.first), others=(pair.second,))
        return compose_interactions(replace(within, question=replace(context.question, terms=())), intent)
    if not here and pair.found not in TWICE:
        return _none_here(context, intent)
    return _found(context, intent, pairs, tuple(dict.fromkeys(str(each.substance) for each in here)))


def _none_here(context: Context, intent: str) -> Draft:
    return Draft(
        intent=intent,
        headline=context.say("check_none_here"),
        points=context.lines("pair_not_here_means"),
        outcome=Outcome.UNKNOWN_MEDICINE,
    )


def _found(context: Context, intent: str, pairs: Sequence[Pair], medicines: tuple[str, ...]) -> Draft:
    groups = grouped(pairs)
    cautions = (context.say("check_means"),) if pairs[-1].found in (NOT_LISTED, NOT_HERE) else ()
    told = [group for group in groups if group[0].found in HARMFUL][: MOST_POINTS - len(cautions)]
    lines = [_told(context, group) for group in told]
    closing = () if says_not_to_stop(lines) or not told else (context.say("never_stop_any"),)
    told = told[: MOST_POINTS - len(cautions) - len(closing)]
    help_of = [get_help_of(replace(context, medicine_id=each)) for each in medicines] if told else []
    return Draft(
        intent=intent,
        headline=context.say(_headline(pairs[0].found)),
        points=(*lines[: len(told)], *cautions, *closing),
        get_help=tuple(line for lines, _ in help_of for line in lines),
        table=_table(context, [group for group in groups if group not in told], medicines),
        outcome=Outcome.UNKNOWN_MEDICINE if pairs[0].found == NOT_HERE else Outcome.ANSWERED,
        used=tuple(dict.fromkeys((*_used(context, groups), *(piece for _, used in help_of for piece in used)))),
        medicines=medicines,
    )


def _headline(worst: str) -> str:
    if worst == "contraindicated":
        return "check_contraindicated"
    if worst in TWICE:
        return "check_twice"
    if worst in SERIOUS:
        return "check_serious"
    if worst in HARMFUL:
        return "check_some"
    return "check_not_here" if worst == NOT_HERE else "check_none_listed"


def _told(context: Context, group: Sequence[Pair]) -> str:
    """What happens, and what to do."""
    first = group[0]
    if first.found == SAME:
        return context.say(
            "check_same", medicine=shown(context, first.first), other=_second_name(context, first.second)
        )
    if first.found == SHARED:
        both = {"medicine": shown(context, first.first), "other": shown(context, first.second)}
        return context.say("check_shared", **both, shared=listed(list(first.holds)))
    statement = " ".join(lines_of(about_medicine(context, first.first), first.rows[0]))
    key = f"check_told_{first.found}" if first.found in SERIOUS else "check_told"
    return context.say(key, pair=_label(context, group), statement=statement)


def _second_name(context: Context, item: Mention) -> str:
    """The name that was typed for what another name stood for before, as it is written."""
    content = context.snapshot.medicines.get(item.substance or "")
    names = content.identity.names if content and content.identity else ()
    written = (name.text for name in names if name.text.casefold() == item.text.casefold())
    return next(written, shown(context, item) if item.text.casefold() == item.name.casefold() else item.text)


def _label(context: Context, group: Sequence[Pair]) -> str:
    others = _names(context, [pair.second for pair in group])
    return context.say("check_pair", medicine=shown(context, group[0].first), other=others)


def _names(context: Context, items: Iterable[Mention]) -> str:
    return listed([shown(context, item) for item in items])


def _table(context: Context, groups: Sequence[Sequence[Pair]], medicines: Sequence[str]) -> Table | None:
    """What was found of all pairs that are not told of above."""
    rows = []
    for group in groups:
        first = group[0]
        looked_up = first.first.substance in medicines
        label = _label(context, group) if looked_up else context.say("check_rest")
        found = (
            context.fill(first.rows[0].row.effect)
            if first.found == NO_EFFECT
            else context.say(f"check_is_{first.found}")
        )
        rows.append((label, found))
    return Table(("", context.say("check_table")), tuple(rows)) if rows else None


def _used(context: Context, groups: Iterable[Sequence[Pair]]) -> tuple[Used, ...]:
    """What is stated, and the sources that were looked in."""
    pieces = [piece for group in groups for pair in group[:1] for each in pair.rows[:1] for piece in each.record]
    looked = [
        piece
        for group in groups
        if group[0].found == NOT_LISTED
        for piece in looked_in(about_medicine(context, group[0].first))
    ]
    mixtures = [
        mixture.citations
        for group in groups
        if group[0].found == SHARED
        for item in (group[0].first, group[0].second)
        if (mixture := context.snapshot.combinations.get(item.substance or ""))
    ]
    return (*pieces, *looked, *(Used(None, citations) for citations in mixtures))
