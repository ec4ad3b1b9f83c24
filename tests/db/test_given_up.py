"""What PostgreSQL gives up to end a deadlock is an error, and loses nothing: repeated, it is carried out."""

import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from db import projection
from db.queries import get_message, journal
from tests.fixtures.cases import NOON, case_view, entry, message_id
from tests.fixtures.database import Database

pytestmark = pytest.mark.parametrize("kind", ["postgresql"])
"""SQLite has one lock, which a recording takes first: nobody can wait for it and hold another."""

WAIT_SECONDS = 30.0


def record(database: Database) -> None:
    """Record the first message's second entry."""
    with database.sessions() as session:
        # Who looks for deadlocks first is given up: this one, yet not before the operator has made one.
        session.connection().execute(text("SET LOCAL deadlock_timeout = '2s'"))
        projection.write(session, as_of=NOON, case=case_view(journal_seq=2), entries=[entry(1), entry(2)])
        session.commit()


def until_somebody_waits(connection: Connection) -> None:
    """Return when another connection to this database waits for a lock."""
    # Not pg_stat_activity, which a transaction sees as it was when it first looked.
    waiting = (
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE datname = current_database() AND NOT granted"
    )
    deadline = time.monotonic() + WAIT_SECONDS
    while not connection.execute(text(waiting)).scalar():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_recording_that_was_given_up_is_repeated(database: Database) -> None:
    """A recording that met an operator's locks in the other order is taken back whole; the same call then succeeds."""
    with database.sessions() as session:
        projection.write(session, as_of=NOON, case=case_view(), entries=[entry(1)])
        session.commit()

    with ExitStack() as held:
        pool = held.enter_context(ThreadPoolExecutor(1))
        # Left before the pool is, so that nothing waits for ever.
        operator = held.enter_context(database.engine.connect())
        operator.execute(text("SET deadlock_timeout = '1min'"))
        operator.execute(text("LOCK TABLE journal_entry"))
        recording = pool.submit(record, database)
        until_somebody_waits(operator)
        operator.execute(text("UPDATE message SET overdue = true"))
        operator.commit()
        wait([recording])

    error = recording.exception()
    assert isinstance(error, OperationalError)
    assert isinstance(error.orig, psycopg.errors.DeadlockDetected)
    with database.sessions() as session:
        row = get_message(session, message_id(1))
        assert row is not None
        assert (row.journal_seq, row.overdue, len(journal(session, row.id))) == (1, True, 1)

    record(database)

    with database.sessions() as session:
        row = get_message(session, message_id(1))
        assert row is not None
        assert (row.journal_seq, row.overdue, len(journal(session, row.id))) == (2, False, 2)
