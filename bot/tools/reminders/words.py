"""Reminders as they are said back: when, in which time zone, and the days and times of day in that."""

from __future__ import annotations

from bot.answers.clock_words import clock_words
from bot.answers.context import Context
from bot.answers.cues import has_any
from bot.answers.wording import listed
from bot.language.moments import clock_name, day_name, place_name, span_name
from bot.model.record import Reminder
from bot.model.schedule import SHORTEST_MONTH, Schedule, city, zones

_DAY_KEYS = tuple(f"day_{number}" for number in range(7))


def when(context: Context, schedule: Schedule) -> str:
    """When a schedule is, in words: "every day at 8 am and 2 pm, UK time".

    Args:
        context: the question.
        schedule: the schedule.
    """
    values = {
        "times": listed([clock_words(context, minutes) for minutes in schedule.times]),
        "zone": zone_name(context, schedule.zone),
    }
    if schedule.on and schedule.every:
        first = f"{context.say(_DAY_KEYS[schedule.on.weekday()])}, {day_name(schedule.on, year=True)}"
        return context.say("reminder_apart", span=span_name(schedule.every), day=first, **values)
    if schedule.of_month:
        key = "reminder_monthly_last" if schedule.of_month > SHORTEST_MONTH else "reminder_monthly"
        return context.say(key, place=place_name(schedule.of_month), **values)
    if schedule.on:
        weekday = context.say(_DAY_KEYS[schedule.on.weekday()])
        return context.say("reminder_once", day=f"{weekday}, {day_name(schedule.on, year=True)}", **values)
    if schedule.days:
        return context.say(
            "reminder_weekly", days=listed([context.say(_DAY_KEYS[day]) for day in schedule.days]), **values
        )
    return context.say("reminder_daily", **values)


def quotes(schedule: Schedule) -> tuple[str, ...]:
    """What of it is the person's own.

    Args:
        schedule: one that they asked for.
    """
    days = (day_name(schedule.on, year=True),) if schedule.on else ()
    spans = (span_name(schedule.every),) if schedule.every else ()
    places = (place_name(schedule.of_month),) if schedule.of_month else ()
    return (*days, *spans, *places, *(clock_name(minutes) for minutes in schedule.times))


def line(context: Context, key: str, reminder: Reminder) -> str:
    """A reminder in a sentence, with the name that it shows.

    Args:
        context: the question.
        key: the phrase, without the kind of reminder ("reminder_done").
        reminder: the reminder.
    """
    said = context.say(f"{key}_{reminder.about}", when=when(context, reminder.schedule))
    return f"{said} {context.say('reminder_named', medicine=reminder.medicine)}" if reminder.medicine else said


def zone_name(context: Context, zone: str) -> str:
    """A time zone as a sentence names it.

    Args:
        context: the question.
        zone: IANA name.
    """
    known = next((each for each in context.wording.zones if each.id == zone), None)
    return known.say if known else context.say("reminder_city", city=city(zone))


def zone_in(context: Context, text: str) -> str | None:
    """The time zone that a text names, by what people call it, its city or its IANA name.

    Args:
        context: the question.
        text: the message as typed.
    """
    for zone in context.wording.zones:
        if zone.id.casefold() in text.casefold() or has_any(text, zone.names):
            return zone.id
    return next((zone for zone in zones() if has_any(text, (zone, city(zone)))), None)
