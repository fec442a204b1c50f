"""What the tools that keep something have in common: words in quotation marks, numbered rows, "remove the second"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from bot.answers.context import Context
from bot.answers.cues import has_any, left_of
from bot.model.record import Item

T = TypeVar("T", bound=Item)


def quoted(words: str) -> str:
    """What a person wrote, as it is said back.

    Args:
        words: as they wrote it.
    """
    return f"\u201c{words}\u201d"


def short(words: str, most: int) -> str:
    """What a person wrote, on one line and no longer than is kept; quotation marks in it cannot end the quote.

    Args:
        words: as they wrote it.
        most: characters.
    """
    line = re.sub(r"[\u201c\u201d]", '"', " ".join(words.split()))
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}\u2026"


def rows(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Rows of a table, each with its number.

    Args:
        texts: one for each row.
    """
    return tuple((f"{number}.", text) for number, text in enumerate(texts, start=1))


def chosen(context: Context, items: Sequence[T]) -> tuple[T, ...]:
    """The items that a message means: all, the last, by number, or by a word that only they hold.

    Args:
        context: the question.
        items: as they were shown, in that order.
    """
    text, lists = context.question.text, context.wording.lists
    if has_any(text, lists["all_words"]):
        return tuple(items)
    if has_any(text, lists["last_words"]):
        return tuple(items[-1:])
    named = {at for at, word in enumerate(lists["ordinal_words"], start=1) if has_any(text, [word])}
    named |= {int(digits) for digits in re.findall(r"(?<![\d.])\d{1,3}(?![\d.])", text)}
    if places := [at for at in sorted(named) if 1 <= at <= len(items)]:
        return tuple(items[at - 1] for at in places)
    besides = [*lists["taking_off_words"], *lists["pointing_words"], *lists["list_words"]]
    said = {word for word in left_of(text, besides) if len(word) > 2}
    if not said:
        return tuple(items) if len(items) == 1 else ()
    found = [item for item in items if said & {word for each in item.words for word in left_of(each, besides)}]
    return tuple(found) if len(found) == 1 else ()
