"""The database fixtures: what writes the read model is tested on SQLite and on PostgreSQL."""

from tests.fixtures.database import away, database, database_url, kind, migrated_file, migrated_template
from tests.fixtures.postgres import postgres

__all__ = ["away", "database", "database_url", "kind", "migrated_file", "migrated_template", "postgres"]
