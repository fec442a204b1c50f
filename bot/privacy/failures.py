"""Saying in a log what failed, without what the person wrote."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path


def describe(error: BaseException) -> str:
    """What kind of error, and where it was raised; not its message, which may quote the person.

    Args:
        error: What was raised.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def report(logger: logging.Logger, consequence: str, error: BaseException) -> None:
    """Logs an error that the person was protected from.

    Args:
        logger: Of the module that caught it.
        consequence: What did not happen because of it.
        error: What was raised.
    """
    logger.error("%s: %s", consequence, describe(error))
