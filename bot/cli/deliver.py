"""`bot deliver`: sends what is due, once."""

from __future__ import annotations

from bot.cli.terminal import answers, fail
from bot.knowledge import DatabaseProblem
from bot.runtime.deliveries import worker
from bot.runtime.settings import Settings


def deliver() -> None:
    """Send what is due now, once. The server does this by itself; for a timer of your own, or to look.

    For example: `bot deliver`
    """
    try:
        tally = worker(Settings()).run()
    except DatabaseProblem as problem:
        raise fail(f"Stopped: {problem}") from None
    answers.print(
        f"{tally.delivered} delivered, {tally.failed} to be tried again, {tally.given_up} given up.", highlight=False
    )
    if tally.failed or tally.given_up:
        raise fail("The log says what failed.")
