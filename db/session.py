"""Connections to the read model: SQLite in the embedded mode, PostgreSQL at scale."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"
_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_041_965_112
"""Any number that nothing else locks in the same PostgreSQL database."""

# A server that is gone without a word must not hold a thread for the hours that TCP would wait. A query that runs long
# is no such silence: only what the other end does not even acknowledge is.
_SILENCE = {
    "connect_timeout": "5",  # seconds
    "keepalives_idle": "30",  # seconds
    "keepalives_interval": "5",  # seconds
    "keepalives_count": "3",
    "tcp_user_timeout": "45000",  # milliseconds
}

_PAUSE_SECONDS = 0.05
_PRIMARY_CODE = 0xFF
"""The bits of SQLite's error codes that say what kind of error it is."""


@dataclass(frozen=True)
class _Sqlite:
    """How SQLite is opened: the mode of its URI, the words that begin a transaction, the wait for a lock."""

    mode: str
    begin: str
    busy_seconds: int
    foreign_keys: str = "ON"


_AT_WORK = _Sqlite(mode="rw", begin="BEGIN", busy_seconds=5)
_WRITING = _Sqlite(mode="rw", begin="BEGIN IMMEDIATE", busy_seconds=60)
# SQLite changes a table by making it anew, and then its foreign keys would hold what refers to the old one; they cannot
# be switched off inside a transaction.
_MIGRATING = _Sqlite(mode="rwc", begin="BEGIN IMMEDIATE", busy_seconds=300, foreign_keys="OFF")


def engine_from(url: str) -> Engine:
    """Return an engine; it connects when it is first used, and may outlive an absence of its database.

    A SQLite file that is away is an error, not a reason to make an empty one: only ``migrate`` makes it.
    Errors do not show the values of a statement: they end up in logs, and messages hold personal data.
    """
    return _engine(url, _AT_WORK)


def writing_engine_from(url: str) -> Engine:
    """Return an engine for transactions that read first and then write, such as a token that is issued where none is.

    SQLite refuses to turn a reading transaction into a writing one when somebody else has written in between, however
    long it may wait; here a transaction takes its place among the writers from the start.
    """
    return _engine(url, _WRITING)


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return what opens sessions; rows stay readable after the commit that ends their session."""
    return sessionmaker(engine, class_=Session, expire_on_commit=False)


def check(engine: Engine) -> None:
    """Ask the database whether it is there and has its tables.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away or was not migrated.

    """
    with engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM message WHERE 1 = 0"))


def migrate(url: str) -> None:
    """Bring the schema to the newest revision; a SQLite file and its folder are made where they are absent.

    Several processes may do it at once: one does, the others wait and find nothing left to do. All revisions are
    one transaction, so that a failure leaves the schema as it was.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away or refuses.
        alembic.util.CommandError: a newer version of the program has migrated it already.

    """
    file = make_url(url).database if url.startswith(_SQLITE) else None
    if file is not None:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    with exclusive(url) as connection:
        command.upgrade(migrations(connection), "head")


@contextmanager
def exclusive(url: str) -> Iterator[Connection]:
    """One transaction that no other migration runs beside; it is committed at the end.

    In SQLite no foreign key is checked in it.
    """
    engine = _engine(url, _MIGRATING)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == _POSTGRESQL:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
            yield connection
    finally:
        engine.dispose()


def migrations(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection; its transaction stays the caller's."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _engine(url: str, sqlite: _Sqlite) -> Engine:
    target = make_url(url)
    if target.get_backend_name() == _SQLITE:
        engine = create_engine(target, hide_parameters=True)
        _listen(engine, sqlite)
        return engine
    # What the URL itself says of them holds.
    target = target.set(query=_SILENCE | target.query)
    # A connection that died while it waited in the pool is replaced before it is used; a file has no such death.
    return create_engine(target, hide_parameters=True, pool_pre_ping=True)


def _write_ahead(cursor: DBAPICursor, busy_seconds: int) -> None:
    """Switch the file to WAL, in which readers and the writer do not wait for each other.

    The file stays switched. SQLite waits for every lock but the one of this switch, which several processes may ask
    for when they start together on a new file.
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _listen(engine: Engine, sqlite: _Sqlite) -> None:
    """Make SQLite behave as PostgreSQL does: foreign keys hold, transactions begin where SQLAlchemy says."""

    @event.listens_for(engine, "do_connect")
    def open_as(dialect: Dialect, record: ConnectionPoolEntry, args: list[Any], options: dict[str, Any]) -> None:
        del dialect, record
        args[0] = f"{Path(args[0]).absolute().as_uri()}?mode={sqlite.mode}"
        # Python would begin transactions by itself, and not before it changes tables.
        options |= {"uri": True, "isolation_level": None, "timeout": sqlite.busy_seconds}

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        cursor = connection.cursor()
        _write_ahead(cursor, sqlite.busy_seconds)
        # With WAL, NORMAL survives a crash of the program; a power cut may take the last commits.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute(f"PRAGMA foreign_keys = {sqlite.foreign_keys}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(sqlite.begin)
