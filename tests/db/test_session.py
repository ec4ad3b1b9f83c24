"""Sessions: how databases are opened, checked and migrated."""

import os
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlmodel import select

from db.session import check, engine_from, exclusive, migrate
from db.tables import JournalRow, TokenRow
from tests.fixtures.cases import NOON
from tests.fixtures.database import FILE, Database, opened

ROOT = Path(__file__).parents[2]
FOLDER = "data 100%"
MIGRATE = "import sys; from db.session import migrate; migrate(sys.argv[1])"


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """A SQLite file in a folder that is not there yet; the folder's name needs quoting in a URI."""
    return f"sqlite:///{tmp_path}/{FOLDER}/otklik.sqlite"


def test_migrated_database_is_ready(database: Database) -> None:
    """A database that was migrated passes the check, twice migrated too."""
    migrate(database.url)

    check(database.engine)


def test_absent_database_is_not_ready_and_not_made(file_url: str, tmp_path: Path) -> None:
    """The check of a file that is away fails and leaves no empty file behind."""
    engine = engine_from(file_url)

    with pytest.raises(OperationalError):
        check(engine)

    assert list(tmp_path.iterdir()) == []


def test_engine_outlives_an_absence(file_url: str, tmp_path: Path) -> None:
    """The engine that failed while the database was away works when it is back."""
    engine = engine_from(file_url)
    with pytest.raises(OperationalError):
        check(engine)

    migrate(file_url)
    check(engine)

    assert [folder.name for folder in tmp_path.iterdir()] == [FOLDER]
    engine.dispose()


def test_database_without_tables_is_not_ready(bare_url: str, tmp_path: Path) -> None:
    """A database that nobody migrated fails the check."""
    (tmp_path / FILE).touch()
    engine = engine_from(bare_url)

    with pytest.raises(SQLAlchemyError):
        check(engine)

    engine.dispose()


def test_sqlite_is_opened_for_many_processes(file_url: str) -> None:
    """SQLite journals ahead, waits for locks, flushes at checkpoints and keeps foreign keys."""
    migrate(file_url)
    engine = engine_from(file_url)
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {pragma}")).scalar() for pragma in pragmas]
    engine.dispose()

    assert found == ["wal", 1, 1, 5000]


def test_entry_needs_its_message(database: Database) -> None:
    """A journal entry of a message that is not there is refused."""
    with database.sessions() as session:
        session.add(JournalRow(message_id="1", seq=1, at=NOON, recorded_at=NOON, action="note", actor={}))

        with pytest.raises(IntegrityError):
            session.flush()


def test_errors_hide_what_was_stored(database: Database) -> None:
    """The text of a database's error names no value: messages hold personal data, errors go to logs."""
    with database.sessions() as session:
        for number in ("1", "2"):
            session.add(TokenRow(id=number, sha256="the same", person="Иванова", roles=[], issued_at=NOON))

        with pytest.raises(IntegrityError) as raised:
            session.flush()

    assert "Иванова" not in str(raised.value)


def test_rows_stay_readable_after_their_session(database: Database) -> None:
    """What a session returned may be read when it is committed and closed."""
    with database.sessions() as session:
        row = TokenRow(id="1", sha256="0", person="ivanova", roles=[], issued_at=NOON)
        session.add(row)
        session.commit()

    assert row.person == "ivanova"


def test_silent_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that takes a connection and says nothing is away after seconds, and how many the URL may say."""
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "600")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+psycopg://otklik@127.0.0.1:{silent.getsockname()[1]}/otklik"
        engine = engine_from(f"{url}?connect_timeout=2")

        with pytest.raises(OperationalError, match="timeout"):
            check(engine)

    assert engine_from(url).url.query["connect_timeout"] == "5"


def test_url_need_not_name_the_driver() -> None:
    """The plain URL that hosts of PostgreSQL give out opens the driver that is installed."""
    assert engine_from("postgresql://otklik@db/otklik").driver == "psycopg"


def test_ended_connections_are_replaced(database: Database) -> None:
    """Connections that the server has ended, as a restart does, are not given to who asks next."""
    with database.sessions() as session:
        session.exec(select(TokenRow)).all()
    end_connections(database)

    check(database.engine)


def end_connections(database: Database) -> None:
    """End every connection but this one; SQLite has no server that could."""
    if database.kind == "postgresql":
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        with opened(database.url) as other, other.engine.connect() as connection:
            connection.execute(text(f"{ended} AND pid <> pg_backend_pid()"))


def test_migration_waits_for_a_writer(file_url: str, tmp_path: Path) -> None:
    """A new file that another process is just writing to is migrated when it is let go."""
    (tmp_path / FOLDER).mkdir()
    with ThreadPoolExecutor() as pool, closing(sqlite3.connect(tmp_path / FOLDER / "otklik.sqlite")) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
        other.execute("BEGIN IMMEDIATE")
        other.execute("SELECT id FROM theirs")
        migrating = pool.submit(migrate, file_url)
        assert wait([migrating], timeout=0.3).not_done
        other.rollback()
        migrating.result()

    engine = engine_from(file_url)
    check(engine)
    engine.dispose()


def test_migration_waits_for_another(bare_url: str) -> None:
    """While one process migrates, another waits, and then finds nothing left to do."""
    with ThreadPoolExecutor() as pool:
        with exclusive(bare_url):
            migrating = pool.submit(migrate, bare_url)
            assert wait([migrating], timeout=0.3).not_done
        migrating.result()

    engine = engine_from(bare_url)
    check(engine)
    engine.dispose()


def test_processes_may_migrate_at_once(bare_url: str) -> None:
    """Several processes that start together on a new database all find it migrated."""
    command = [sys.executable, "-c", MIGRATE, bare_url]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    errors = [process.communicate()[1] for process in processes]

    assert [process.returncode for process in processes] == [0] * len(processes), errors
    engine = engine_from(bare_url)
    assert "message" in inspect(engine).get_table_names()
    engine.dispose()
