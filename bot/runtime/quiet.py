"""Quiet start: no telemetry, no TensorFlow chatter, logs on standard error. Call before anything imports Rasa."""

from __future__ import annotations

import logging
import os
import sys

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def quieten(level: int = logging.WARNING) -> None:
    """Sends logs of `level` and above to standard error, so that standard output holds only answers.

    Args:
        level: A level of `logging`.
    """
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr, level=level, force=True)
    # Libraries change the filters of warnings as they are imported; a logger of their own is out of their reach.
    logging.captureWarnings(capture=True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def configure_rasa_logging(level: int = logging.WARNING) -> None:
    """Gives Rasa's structured logs the same level; left alone, they print every message to standard output."""
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415 - after the environment is set

    configure_structlog(level)
