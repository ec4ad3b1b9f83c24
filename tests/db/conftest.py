"""The database fixtures, for every test of this folder."""

from tests.fixtures.database import database, database_url, session

__all__ = ["database", "database_url", "session"]
