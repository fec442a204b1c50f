"""How the tables of the knowledge base came to be, step by step (Alembic)."""
