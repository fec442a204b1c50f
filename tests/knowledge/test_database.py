from __future__ import annotations

from decimal import Decimal

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from bot.knowledge import DatabaseProblem, Snapshot, diff, engine_for, load, migrate, read_database, read_files, tables
from bot.knowledge.database import default_url
from bot.model.knowledge import Citation, Fact, Identity, MedicineContent, Quantity, Source, Term, Topic


def test_what_is_loaded_comes_back_the_same(engine, example):
    report = load(example, engine)

    back = read_database(engine)
    assert back == example
    assert back.version == report.version == example.version
    assert str(back.medicines["restol"].products[1].strengths[0].value) == "2.5"


def test_the_first_load_adds_everything(engine, example):
    report = load(example, engine)

    assert report.loaded
    assert report.previous is None
    assert len(report.difference.added) == 30
    assert not report.difference.changed
    assert not report.difference.removed


def test_loading_the_same_again_changes_nothing(engine, example):
    load(example, engine)

    report = load(example, engine)

    assert not report.loaded
    assert not report.difference
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(tables.knowledge_load)).scalar_one() == 1


def test_a_load_replaces_what_was_there(engine, example, content):
    load(example, engine)
    file = content / "medicines" / "restol.yml"
    file.write_text(file.read_text().replace("Get help now.", "Get help at once.").replace("id: D2", "id: D3"))
    changed = read_files(content)

    report = load(changed, engine)

    assert read_database(engine) == changed
    assert report.previous == example.version
    assert report.difference.added == ("discrepancy restol/D3",)
    assert [(change.name, change.fields) for change in report.difference.changed] == [
        ("fact restol/overdose-lead", ("statement",))
    ]
    assert report.difference.removed == ("discrepancy restol/D2",)


def test_a_load_that_fails_leaves_what_was_there(engine, example):
    load(example, engine)
    restol = example.medicines["restol"]
    fact = restol.facts[0].copy(update={"citations": (Citation(source="nowhere"),)})
    broken = Snapshot.of(
        [restol.copy(update={"facts": (*restol.facts[1:], fact)})],
        example.sources.values(),
        example.terms.values(),
        example.classes.values(),
        example.topics.values(),
    )

    with pytest.raises(DatabaseProblem, match="failed: "):
        load(broken, engine)

    assert read_database(engine) == example


def test_a_number_that_would_not_come_back_is_refused(engine, example):
    load(example, engine)
    restol = example.medicines["restol"]
    long = restol.regimens[0].copy(update={"maximum_mg_per_day": Decimal("1.2345678901234567")})

    with pytest.raises(DatabaseProblem, match="more than 15 digits"):
        load(
            Snapshot.of(
                [restol.copy(update={"regimens": (long,)})],
                example.sources.values(),
                example.terms.values(),
                example.classes.values(),
                example.topics.values(),
            ),
            engine,
        )

    assert read_database(engine) == example


def test_rows_that_were_changed_by_hand_are_noticed(engine, example):
    load(example, engine)
    with engine.begin() as connection:
        connection.execute(update(tables.fact).values(statement="Anything."))

    with pytest.raises(DatabaseProblem, match="run `bot kb load`"):
        read_database(engine)


def test_an_empty_knowledge_base_says_what_to_do(engine):
    with pytest.raises(DatabaseProblem, match="is empty: run `bot kb load`"):
        read_database(engine)


def test_a_database_without_tables_says_what_to_do(empty_engine, example):
    with pytest.raises(DatabaseProblem, match="no tables yet: run `bot kb load`"):
        read_database(empty_engine)
    with pytest.raises(DatabaseProblem, match="no tables yet"):
        load(example, empty_engine)


def test_migrations_make_the_tables_that_the_program_uses(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_migrating_again_keeps_what_is_loaded(engine, example):
    load(example, engine)

    migrate(engine)

    assert read_database(engine) == example


def test_a_statement_cannot_cite_what_is_not_there(engine, example):
    load(example, engine)

    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(update(tables.citation).values(source="nowhere"))


def test_a_server_that_is_not_there_is_told_without_its_password():
    engine = engine_for("postgresql://someone:secret@127.0.0.1:1/nothing")

    with pytest.raises(DatabaseProblem, match="refused") as raised:
        migrate(engine)

    assert "secret" not in str(raised.value)


def test_what_is_no_address_is_told():
    with pytest.raises(DatabaseProblem, match="MEDGUIDE_DATABASE_URL is not an address"):
        engine_for("knowledge.db")


def test_sqlite_lets_readers_read_while_it_writes(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'new folder' / 'knowledge.db'}")

    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    engine.dispose()


def test_the_address_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("MEDGUIDE_DATABASE_URL", raising=False)
    monkeypatch.setenv("MEDGUIDE_STATE", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path / 'knowledge.db'}"

    monkeypatch.setenv("MEDGUIDE_DATABASE_URL", "postgresql://host/name")
    assert default_url() == "postgresql://host/name"


_words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40)
_numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=4)
_facts = st.builds(
    Fact,
    id=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    topic=st.just("uses"),
    role=st.sampled_from(["lead", "point", "get_help", "detail"]),
    rank=st.integers(0, 100),
    statement=_words,
    simple=st.none() | _words,
    about=st.lists(st.just("hiccups"), max_size=2).map(tuple),
    evidence=st.sampled_from(["A", "C", "own"]),
    jurisdiction=st.sampled_from(["any", "US"]),
    citations=st.lists(st.builds(Citation, source=st.just("label"), section=_words), min_size=1, max_size=3).map(tuple),
    status=st.sampled_from(["drafted", "reviewed"]),
    reviewed_by=st.none() | _words,
    reviewed_on=st.none() | st.dates(),
    quantities=st.lists(st.builds(Quantity, value=_numbers, unit=_words, means=_words), max_size=3).map(tuple),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(_facts, max_size=5, unique_by=lambda fact: fact.id), title=_words)
def test_any_content_comes_back_the_same(engine, facts, title):
    snapshot = Snapshot.of(
        [MedicineContent(medicine="restol", identity=Identity(name="restol"), facts=tuple(facts))],
        [Source(id="label", publisher="P", title=title, kind="label", jurisdiction="US")],
        [Term(id="hiccups", kind="symptom", name="hiccups")],
        topics=[Topic(id="uses", title="Uses", asks="?", noun="uses")],
    )

    load(snapshot, engine)

    assert read_database(engine) == snapshot
    assert not diff(snapshot, read_database(engine))
