"""What is kept of the person, all of it, as they read it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.context import Context, Draft
from bot.answers.wording import listed, sentence
from bot.documents import MY_DATA
from bot.language.moments import day_name
from bot.model.conversation import Button, Table
from bot.model.record import ITEMS, Item, Profile
from bot.safety.contacts import contacts
from bot.tools.kept import quoted

SHOW = "show"
_MOST_SHOWN = 10
"""Of one kind; the export has all."""


def compose_overview_of_kept(context: Context, intent: str) -> Draft:
    """Everything that is kept of the person: a row for each part of the profile and each kind of item.

    Args:
        context: the question.
        intent: the intent that asks for it.
    """
    record = context.question.record
    if context.question.incognito:
        return Draft(intent, context.say("incognito_keeps_nothing"), context.lines("incognito_ends"))
    if not record.has_agreed or record.agreed_at is None:
        return Draft(intent, context.say("nothing_kept"), context.lines("nothing_kept"))
    rows = [
        *(
            (label, context.say("from_profile", what=listed(values)))
            for label, values in profile_rows(context, record.profile)
        ),
        *_items(context),
    ]
    agreed = day_name(record.agreed_at.date(), year=True)
    return Draft(
        intent=intent,
        headline=context.say("all_kept" if rows else "only_agreed", day=agreed),
        points=context.lines("all_kept"),
        table=Table(("", context.say("all_kept_column")), tuple(rows)) if rows else None,
        documents=(MY_DATA,),
        buttons=(Button(context.say("forget_everything"), "forget_me"),),
        quotes=(agreed, *record.words),
    )


def profile_rows(context: Context, profile: Profile) -> Iterator[tuple[str, list[str]]]:
    """The parts of a profile that say something, each with its label.

    Args:
        context: the question.
        profile: what is kept, or a part of it.
    """
    terms = context.snapshot.terms
    about = [
        *([context.say(f"profile_{profile.age_band}")] if profile.age_band else ()),
        *([context.say("profile_pregnant")] if profile.pregnant else ()),
        *([context.say("profile_breastfeeding")] if profile.breastfeeding else ()),
        *(terms[term].name for term in profile.conditions if term in terms),
    ]
    in_hand = [
        *([context.say(f"form_{profile.form}").casefold()] if profile.form else ()),
        *([profile.strength] if profile.strength else ()),
    ]
    for key, values in (
        ("profile_about", about),
        ("profile_medicines", list(profile.medicines)),
        ("profile_in_hand", in_hand),
        ("profile_region", [contacts(profile.region).name] if profile.region else []),
    ):
        if values:
            yield context.say(key), values


def _items(context: Context) -> Iterator[tuple[str, str]]:
    for name, kind in ITEMS.items():
        kept = context.question.record.of(kind)
        if kept:
            more = context.say("and_more_in_export") if len(kept) > _MOST_SHOWN else ""
            yield sentence(context.say(f"kind_{name}")), f"{'; '.join(map(_in_a_row, kept[-_MOST_SHOWN:]))}{more}"


def _in_a_row(item: Item) -> str:
    """What an item holds: its first words, and the details behind them."""
    first, *details = item.words
    return f"{quoted(first)} ({', '.join(details)})" if details else quoted(first)
