"""The history of the schema, run by Alembic; ``db.session.migrate`` is what the program calls."""
