"""What Alembic runs: migrations on the connection that `bot.knowledge.database.migrate` gives it."""

from __future__ import annotations

from alembic import context

from bot.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # In PostgreSQL the knowledge base is beside it, and has versions of its own.
    version_table="record_version",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
