"""The database fixtures, for every test of this folder: each runs on SQLite and on PostgreSQL."""

from tests.fixtures.database import bare_url, database, database_url, kind, migrated_file, migrated_template, session
from tests.fixtures.postgres import postgres

__all__ = [
    "bare_url",
    "database",
    "database_url",
    "kind",
    "migrated_file",
    "migrated_template",
    "postgres",
    "session",
]
