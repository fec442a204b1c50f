"""The list of what was not understood, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Engine

from bot.knowledge import CONTENT, engine_for, load, migrate, read_files
from bot.knowledge.tables import metadata
from bot.privacy.kept_lines import FILE, KeptLine, KeptLines

DAY = date(2030, 1, 31)
READINGS = ("ask_food", "ask_alcohol")


def texts(lines: KeptLines) -> list[str]:
    return [line.text for line in lines.all()]


def test_the_same_text_again_is_counted(lines: KeptLines) -> None:
    lines.add("where do kayaks go", ["ask_uses"], DAY - timedelta(days=1))
    lines.add("where do kayaks go", READINGS, DAY)

    assert lines.all() == [KeptLine("where do kayaks go", READINGS, 2, DAY)]
    assert lines.all()[0].topic == "ask_food"


def test_what_is_said_most_often_comes_first(lines: KeptLines) -> None:
    for said in ("once", "twice", "also once", "twice"):
        lines.add(said, READINGS, DAY)

    assert texts(lines) == ["twice", "also once", "once"]


def test_lines_are_removed_by_text_by_age_and_all(lines: KeptLines) -> None:
    for number, said in enumerate(["a", "b", "c", "d"]):
        lines.add(said, READINGS, DAY - timedelta(days=number))

    lines.remove("a")
    assert texts(lines) == ["b", "c", "d"]
    lines.remove_before(DAY - timedelta(days=2))
    assert texts(lines) == ["b", "c"]
    assert lines.clear() == 2
    assert texts(lines) == []


def test_looking_at_a_list_that_is_not_there_makes_none(lines: KeptLines, engine: Engine) -> None:
    assert lines.all() == []
    assert lines.clear() == 0
    lines.remove("a")

    if engine.dialect.name == "sqlite":
        assert not Path(engine.url.database).exists()
    else:
        assert not inspect(engine).has_table("not_understood")


def test_only_what_is_said_in_the_documentation_is_kept(lines: KeptLines, engine: Engine) -> None:
    lines.add("a", READINGS, DAY)

    columns = {column["name"]: str(column["type"]) for column in inspect(engine).get_columns("not_understood")}
    assert set(columns) == {"text", "readings", "times", "day"}
    assert columns["day"] == "DATE"


@pytest.fixture
def knowledge(engine: Engine) -> Iterator[Engine]:
    """The knowledge base where an installation has it: beside an SQLite file, in the same PostgreSQL database."""
    if engine.dialect.name == "sqlite":
        yield engine_for(f"sqlite:///{Path(engine.url.database).with_name('knowledge.db')}")
        return
    yield engine
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def test_it_outlives_a_load_of_the_knowledge_base(lines: KeptLines, knowledge: Engine) -> None:
    lines.add("a", READINGS, DAY)

    migrate(knowledge)
    assert load(read_files(CONTENT), knowledge).loaded

    assert texts(lines) == ["a"]


def write_often(url: str) -> None:
    lines = KeptLines(engine_for(url))
    for number in range(10):
        lines.add(f"said {number % 2}", READINGS, DAY)


def test_several_processes_may_write_at_once_and_first(lines: KeptLines, engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(3, get_context("spawn")) as processes:
        list(processes.map(write_often, [url] * 3))

    assert [(line.text, line.times) for line in lines.all()] == [("said 0", 15), ("said 1", 15)]


@pytest.mark.parametrize("address", [None, "sqlite:///{folder}/own.db"])
def test_an_installation_on_sqlite_has_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    monkeypatch.setenv("MEDGUIDE_DATABASE_URL", (address or "").format(folder=tmp_path))

    KeptLines.of_installation(tmp_path).add("a", READINGS, DAY)

    assert [file.name for file in tmp_path.iterdir()] == [FILE]


@pytest.mark.postgresql
def test_an_installation_on_postgresql_has_one_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Engine
) -> None:
    monkeypatch.setenv("MEDGUIDE_DATABASE_URL", postgresql.url.render_as_string(hide_password=False))

    KeptLines.of_installation(tmp_path / "one").add("a", READINGS, DAY)
    other = KeptLines.of_installation(tmp_path / "other")

    assert texts(other) == ["a"]
    assert other.clear() == 1


def test_what_is_deleted_is_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / FILE
    lines = KeptLines(create_engine(f"sqlite:///{file}", future=True))
    lines.add("where do kayaks go", READINGS, DAY)
    assert b"kayaks" in file.read_bytes()

    lines.clear()

    assert b"kayaks" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())
