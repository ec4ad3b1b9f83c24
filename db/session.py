"""Connections to the read model: SQLite in the embedded mode, PostgreSQL at scale."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

SQLITE = "sqlite"

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 5
_MIGRATION_SECONDS = 300
_MIGRATION_LOCK = 7_041_965_112
"""Any number that nothing else on the same PostgreSQL server locks."""


def engine_from(url: str) -> Engine:
    """Return an engine; it connects when it is first used, and may outlive an absence of its database.

    A SQLite file that is away is an error, not a reason to make an empty one: only ``migrate`` makes it.
    """
    return _engine(url, "BEGIN", _BUSY_SECONDS, mode="rw")


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return what opens sessions; rows stay readable after the commit that ends their session."""
    return sessionmaker(engine, class_=Session, expire_on_commit=False)


def check(engine: Engine) -> None:
    """Ask the database for one row of the newest table.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away or was not migrated.

    """
    with engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM token WHERE 1 = 0"))


def migrate(url: str) -> None:
    """Bring the schema to the newest revision; a SQLite file and its folder are made where they are absent.

    Several processes may do it at once: one does, the others wait and find nothing left to do. All revisions are
    one transaction, so that a failure leaves the schema as it was.
    """
    with _exclusive(url) as connection:
        command.upgrade(migrations(connection), "head")


def migrations(connection: Connection) -> Config:
    """Return Alembic's configuration for this connection, whose transaction stays the caller's."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


