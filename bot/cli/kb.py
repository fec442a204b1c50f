"""`bot kb`: look after the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.knowledge import (
    CONTENT,
    ContentErrors,
    DatabaseProblem,
    Snapshot,
    diff,
    engine_for,
    load,
    migrate,
    read_database,
    read_files,
)
from bot.knowledge.identifiers import full_id
from bot.model.knowledge import Fact
from bot.safety.content import validate as safety_problems
from bot.tools.doses_table import validate as table_problems
from bot.tools.teach_back import problems as teach_back_problems

app = typer.Typer(help="Look after the knowledge base.", no_args_is_help=True)

_out = Console(highlight=False)
_errors = Console(stderr=True, soft_wrap=True, highlight=False)

_say = partial(_out.print, soft_wrap=True)

Content = Annotated[Path, typer.Option(help="The folder with the content files.")]
Database = Annotated[
    str | None,
    typer.Option(help="Address of the database.", envvar="MEDGUIDE_DATABASE_URL", show_default="SQLite in .state"),
]


@app.callback()
def main() -> None:
    """Look after the knowledge base."""


@app.command("validate")
def validate_command(content: Content = CONTENT) -> None:
    """Check every content file, and name file, line and field of all that is wrong."""
    snapshot = _checked_files(content)
    _say(f"All content is valid: {_summary(snapshot)}.")
    _say(f"{snapshot.reviewed_share:.0%} of all statements are reviewed by a named clinician.")


@app.command("load")
def load_command(content: Content = CONTENT, database: Database = None) -> None:
    """Check the content files and load them, whole or not at all."""
    snapshot = _checked_files(content)
    with _problems_told():
        engine = engine_for(database)
        migrate(engine)
        report = load(snapshot, engine)
    if not report.loaded:
        _say(f"Nothing to do: version {report.version} is loaded already.")
        return
    difference = report.difference
    counts = f"{len(difference.added)} added, {len(difference.changed)} changed, {len(difference.removed)} removed"
    _say(f"Loaded {_summary(snapshot)}: {counts}.")


@app.command("diff")
def diff_command(content: Content = CONTENT, database: Database = None) -> None:
    """Show what loading the content files would change."""
    snapshot = _checked_files(content)
    difference = diff(_loaded(database), snapshot)
    if not difference:
        _say(f"No difference: version {snapshot.version} is loaded.")
    for name in difference.removed:
        _say(f"- {name}", style="red", markup=False)
    for change in difference.changed:
        _say(f"~ {change.name} ({', '.join(change.fields)})", style="yellow", markup=False)
    for name in difference.added:
        _say(f"+ {name}", style="green", markup=False)


@app.command("show")
def show_command(
    medicine: str, topic: Annotated[str | None, typer.Argument()] = None, database: Database = None
) -> None:
    """Show what is loaded about a medicine: its topics, or the facts of one."""
    snapshot = _loaded(database)
    if medicine not in snapshot.medicines:
        _stop(f"There is no medicine {medicine}. There are: {', '.join(snapshot.medicines)}.")
    if topic is None:
        _out.print(_topics_table(snapshot, medicine))
        return
    if topic not in snapshot.topics:
        _stop(f"There is no topic {topic}. There are: {', '.join(snapshot.topics)}.")
    facts = snapshot.facts(medicine, topic)
    if not facts:
        _stop(f"There is no fact about {medicine} for the topic {topic}.")
    _out.print(_facts_table(snapshot, medicine, facts))


@app.command("gaps")
def gaps_command(database: Database = None) -> None:
    """List what people ask that no source here answers."""
    snapshot = _loaded(database)
    table = Table("medicine", "topic", "not known", "who to ask")
    for medicine in snapshot.medicines.values():
        for gap in medicine.gaps:
            _add(table, medicine.medicine, gap.topic, gap.missing, gap.ask)
    _out.print(table)


def _add(table: Table, *cells: str) -> None:
    """Add a row as it is written: a bracket in a text is no markup."""
    table.add_row(*map(escape, cells))


def _summary(snapshot: Snapshot) -> str:
    statements = sum(1 for medicine in snapshot.medicines for _ in snapshot.statements(medicine))
    medicines = "1 medicine" if len(snapshot.medicines) == 1 else f"{len(snapshot.medicines)} medicines"
    return f"version {snapshot.version}, {medicines}, {statements} statements, {len(snapshot.sources)} sources"


def _topics_table(snapshot: Snapshot, medicine: str) -> Table:
    table = Table("topic", "facts", "first")
    for topic in snapshot.topics.values():
        facts = snapshot.facts(medicine, topic.id)
        _add(table, topic.id, str(len(facts)), facts[0].statement if facts else "-")
    return table


def _facts_table(snapshot: Snapshot, medicine: str, facts: tuple[Fact, ...]) -> Table:
    table = Table("fact", "statement", "sources", show_lines=True)
    for fact in facts:
        marks = ", ".join((fact.role, fact.jurisdiction, *fact.forms, f"evidence {fact.evidence.value}", fact.status))
        sources = "\n".join(f"{snapshot.source(c).title} ({c.section})" for c in fact.citations)
        _add(table, f"{full_id(medicine, fact.id)}\n{marks}", fact.statement, sources)
    return table


def _checked_files(content: Path) -> Snapshot:
    """The content, with the safety package's files checked too where they are in the same folder."""
    problems: list[str] = []
    snapshot = None
    try:
        snapshot = read_files(content)
    except ContentErrors as errors:
        problems += map(str, errors.errors)
    if content == CONTENT:
        try:
            problems += safety_problems()
            problems += teach_back_problems(snapshot) if snapshot else ()
            problems += table_problems(snapshot) if snapshot else []
        except (ContentErrors, ValueError) as error:
            problems += str(error).splitlines()
    if problems or snapshot is None:
        for problem in problems:
            _errors.print(problem, markup=False)
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        _stop(f"{count}. Mend the files named, then run `bot kb validate` again; docs/knowledge-authoring.md says how.")
    return snapshot


def _loaded(database: str | None) -> Snapshot:
    with _problems_told():
        return read_database(engine_for(database))


@contextmanager
def _problems_told() -> Iterator[None]:
    try:
        yield
    except DatabaseProblem as problem:
        _stop(f"Stopped: {problem}")


def _stop(message: str) -> NoReturn:
    _errors.print(message, markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
