"""`bot learn`: learn the second opinion anew from its examples."""

from __future__ import annotations

import time

from bot.cli.terminal import fail, notes
from bot.knowledge.errors import ContentErrors
from bot.runtime.quiet import quieten


def learn() -> None:
    """Learn the second opinion on emergencies anew, after its examples have changed.

    Takes most of an hour; the set-up does it by itself where the examples changed. An interrupted learning leaves what
    was learned before as it was. `bot train` then takes it into the model.
    """
    quieten()
    started = time.monotonic()
    with notes.status("Learning the second opinion") as status:
        from bot.learning import second_opinion  # noqa: PLC0415 - imports TensorFlow

        def say(text: str) -> None:
            status.update(f"Learning the second opinion: {text}")
            if not notes.is_terminal:
                notes.print(f"{text}, after {time.monotonic() - started:.0f} s")

        try:
            second_opinion.learn(say)
        except (ContentErrors, FileNotFoundError) as error:
            raise fail(str(error)) from None
    notes.print(
        f"Learned in {(time.monotonic() - started) / 60:.0f} minutes. Next: make test, python -m evaluation.safety"
    )
