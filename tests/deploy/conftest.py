"""The database server, for every test of this folder."""

from tests.fixtures.postgres import postgres

__all__ = ["postgres"]
