"""What all tests share: one trained agent, and the rules for what must run under CI."""

# ruff: noqa: E402 - the environment has to be set before anything imports TensorFlow

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator

os.environ.setdefault("MEDGUIDE_SECRET", "a secret for tests only, of more than 32 bytes")
# What tests ask to keep is nobody's, and no later run may find it.
os.environ["MEDGUIDE_PEOPLE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='medguide-tests-')}/people.db"

from bot.runtime.quiet import quieten

quieten()

import pytest
from hypothesis import settings as hypothesis_settings
from rich.console import Console
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot.runtime.agent import MedguideAgent, load_agent
from bot.runtime.build import build
from bot.runtime.quiet import configure_rasa_logging
from bot.runtime.settings import Settings
from scripts.serving import serving

POSTGRESQL = os.environ.get("MEDGUIDE_TEST_POSTGRESQL", "postgresql://root@127.0.0.1:5432/postgres")
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a server, skip what needs one with a single line, or fail where a server is required."""
    concerned = [item for item in items if item.get_closest_marker("postgresql")]
    required = os.environ.get("CI") or os.environ.get("MEDGUIDE_REQUIRE_POSTGRESQL")
    if not concerned or required:
        return
    try:
        _postgresql().connect().close()
    except OperationalError as error:
        reason = f"no PostgreSQL server for tests: {str(error.orig).splitlines()[0]}"
        for item in concerned:
            item.add_marker(pytest.mark.skip(reason=reason))


def _postgresql() -> Engine:
    return create_engine(POSTGRESQL, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL database of this session's own."""
    server = _postgresql()
    name = f"medguide_test_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def require() -> Callable[[bool, str], None]:
    """Skips a test where something of the machine is missing, with one line why; under CI that is a failure."""

    def require(condition: bool, reason: str) -> None:
        if not condition:
            (pytest.fail if UNDER_CI else pytest.skip)(reason)

    return require
