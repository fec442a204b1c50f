"""What this installation delivers, and the task of the server that does it again and again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from types import MappingProxyType

from actions.people import records
from bot.answers.wording import Wording
from bot.channels.signing import Signer, secret_of
from bot.delivery.desks import desk_at
from bot.delivery.hand_offs import HandOffDelivery
from bot.delivery.push import Outbox, Pushes
from bot.delivery.reminders import ReminderDelivery
from bot.delivery.worker import Delivery, Worker
from bot.knowledge import CONTENT
from bot.privacy.failures import report
from bot.records import Records
from bot.runtime.settings import Settings

_log = logging.getLogger(__name__)

EVERY_SECONDS = 15
"""How often the server looks for what is due."""


OUTBOX = Outbox(records)
"""What the open chat page fetches."""
PUSHES: Pushes = MappingProxyType({"web": OUTBOX})
"""Each channel that reaches people who are not writing just now; `bot.model.reach` says how far."""


def deliveries(settings: Settings) -> Sequence[Delivery]:
    """One for each kind of item that this installation delivers.

    Args:
        settings: Where to.
    """
    reminders = ReminderDelivery(PUSHES, Wording.read(CONTENT / "phrases.yml"))
    if not settings.desk_address:
        return (reminders,)
    desk = desk_at(settings.desk_address, secret_of(settings))
    return (reminders, HandOffDelivery(desk, Signer.from_settings(settings).hand_off_token))


def worker(settings: Settings) -> Worker:
    """What delivers.

    Args:
        settings: Where to, and where the records are.

    Raises:
        DatabaseProblem: The database failed.
    """
    return Worker(Records.of_installation(settings.make_state(), settings.people_url), deliveries(settings))


async def deliver_forever(settings: Settings, every: float = EVERY_SECONDS) -> None:
    """Delivers what is due until it is cancelled. Never ends because of what fails.

    Args:
        settings: Where to, and where the records are.
        every: Seconds between two looks.
    """
    made: Worker | None = None
    while True:
        try:
            if made is None:
                made = await asyncio.to_thread(worker, settings)
            await asyncio.to_thread(made.run)
        except Exception as error:  # noqa: BLE001 - the server goes on, and so does this
            report(_log, "Nothing was delivered", error)
        await asyncio.sleep(every)
