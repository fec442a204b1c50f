"""What Alembic runs: migrations on the connection that `bot.knowledge.database.migrate` gives it."""

from __future__ import annotations

from alembic import context

from bot.knowledge.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by making a new one.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
