"""What all tests share: one trained agent, and the rules for what must run under CI."""

# ruff: noqa: E402 - the environment has to be set before anything imports TensorFlow

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("MEDGUIDE_SECRET", "a secret for tests only, of more than 32 bytes")

from bot.runtime.quiet import quieten

quieten()

import pytest
from hypothesis import settings as hypothesis_settings
from rich.console import Console

from bot.runtime.agent import MedguideAgent, load_agent
from bot.runtime.build import build
from bot.runtime.quiet import configure_rasa_logging
from bot.runtime.settings import Settings
from scripts.serving import serving

UNDER_CI = os.environ.get("CI") == "true"

# How long an example takes says how busy the machine is. Timings belong in `benchmarks/`.
hypothesis_settings.register_profile("timeless", parent=hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("timeless")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings that the model, the database and the index were made with."""
    return Settings()


@pytest.fixture(scope="session")
def trained(settings: Settings) -> Settings:
    """Brings the knowledge base, the name index and the model up to date: nothing to do after `make`."""
    build(Console(stderr=True), settings)
    return settings


@pytest.fixture(scope="session")
def agent(trained: Settings) -> MedguideAgent:
    """The one trained agent that serves all tests. Give each test a conversation of its own."""
    configure_rasa_logging()
    return load_agent(settings=trained)


@pytest.fixture(scope="session")
def address(trained: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real server is: `bot serve`, in a process of its own."""
    with serving(tmp_path_factory.mktemp("state"), trained.state) as address:
        yield address


@pytest.fixture(scope="session")
def require() -> Callable[[bool, str], None]:
    """Skips a test where something of the machine is missing, with one line why; under CI that is a failure."""

    def require(condition: bool, reason: str) -> None:
        if not condition:
            (pytest.fail if UNDER_CI else pytest.skip)(reason)

    return require
