"""Migrations: they make what the tables say, can be taken back, and run from the command line."""

from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import select

from db import projection
from db.queries import case_of, get_message, journal
from db.session import exclusive, migrate, migrations
from db.tables import AuthorityRow, Table
from domain.lifecycle.case import Hands
from domain.terms import Role, State
from tests.fixtures.cases import NOON, case_view, entry, message_id
from tests.fixtures.database import Database, opened

ROOT = Path(__file__).parents[2]
INI = ROOT / "alembic.ini"
REVISIONS = sorted(file.name[:4] for file in (ROOT / "db" / "migrations" / "versions").glob("*.py"))
LONGEST_NAME = 63
"""PostgreSQL cuts longer names."""


def table_names(database: Database) -> set[str]:
    """What is in the database."""
    return set(inspect(database.engine).get_table_names())


def test_migrations_make_what_the_tables_say(database: Database) -> None:
    """``alembic check`` finds nothing that a new revision would have to do."""
    with exclusive(database.url) as connection:
        # Raises where it finds something.
        command.check(migrations(connection))


def condition(index: ReflectedIndex) -> str:
    """Which rows an index holds, as the database writes it."""
    return " ".join(str(option) for option in index.get("dialect_options", {}).values())


def schema(database: Database) -> dict[str, object]:
    """Columns, keys and indexes of every table, as the database tells them."""
    found = inspect(database.engine)
    return {
        name: (
            [{**column, "type": str(column["type"])} for column in found.get_columns(name)],
            found.get_pk_constraint(name),
            found.get_foreign_keys(name),
            sorted(found.get_unique_constraints(name), key=str),
            sorted((str(index["name"]), *index["column_names"], condition(index)) for index in found.get_indexes(name)),
        )
        for name in found.get_table_names()
    }


def test_each_revision_goes_up_and_down(bare_url: str) -> None:
    """Each revision, taken back, leaves the schema of the one before, and made again, its own."""
    with opened(bare_url) as database:
        before: list[dict[str, object]] = []
        for revision in REVISIONS:
            move(database, "upgrade", revision)
            before.append(schema(database))
        for number, revision in reversed(list(enumerate(REVISIONS[:-1]))):
            move(database, "downgrade", revision)
            assert schema(database) == before[number]
        for number, revision in enumerate(REVISIONS):
            move(database, "upgrade", revision)
            assert schema(database) == before[number]


def test_every_revision_can_be_taken_back(database: Database) -> None:
    """Down to nothing and up again gives the same tables."""
    before = table_names(database)

    with exclusive(database.url) as connection:
        command.downgrade(migrations(connection), "base")
    emptied = table_names(database)
    with exclusive(database.url) as connection:
        command.upgrade(migrations(connection), "head")

    assert emptied == {"alembic_version"}
    assert table_names(database) == before == {*Table.metadata.tables, "alembic_version"}


def move(database: Database, way: Literal["upgrade", "downgrade"], revision: str) -> None:
    """Go up or down to a revision."""
    with exclusive(database.url) as connection:
        getattr(command, way)(migrations(connection), revision)


def test_messages_outlive_the_second_revision(database: Database) -> None:
    """Taken back and made again it keeps every message and journal; one body has each message, later arrivals too."""
    again = case_view(2, authority="roads", message={"external_id": "wall-1", "arrival": 2})
    with database.sessions() as session:
        for case in (case_view(1), again, case_view(3, authority=None)):
            projection.write(session, as_of=NOON, case=case, entries=[entry(1)])
        session.commit()

    move(database, "downgrade", "0001")
    with database.engine.connect() as connection:
        names = connection.execute(text("SELECT external_id FROM message ORDER BY id")).scalars().all()
    move(database, "upgrade", "head")

    assert names == ["wall-1", None, "wall-3"]
    with database.sessions() as session:
        having = session.exec(select(AuthorityRow.message_id, AuthorityRow.authority).order_by(AuthorityRow.authority))
        assert list(having) == [(message_id(1), "housing"), (message_id(2), "roads")]
        assert [len(journal(session, message_id(number))) for number in (1, 2, 3)] == [1, 1, 1]
        rows = [get_message(session, message_id(number)) for number in (1, 2, 3)]
        assert [row and row.arrival for row in rows] == [1, 1, 1]
        assert [row and case_of(row).message.get("arrival", 1) for row in rows] == [1, 2, 1]


def test_fourth_revision_knows_whose_hands_a_message_is_in(database: Database) -> None:
    """Made again, it finds the person in the recorded case of each open message; nobody's where nobody is named."""
    named = Hands(role=Role.EXECUTOR, authority="housing", person="executor-1")
    with database.sessions() as session:
        projection.write(session, as_of=NOON, case=case_view(1, hands=named), entries=())
        projection.write(session, as_of=NOON, case=case_view(2), entries=())
        closed = case_view(3, state=State.CLOSED, hands=None, due_at=None)
        projection.write(session, as_of=NOON, case=closed, entries=())
        session.commit()

    move(database, "downgrade", "0003")
    move(database, "upgrade", "0004")

    with database.sessions() as session:
        assert [row.hands_person for row in map(partial(get_message, session), map(message_id, (1, 2, 3))) if row] == [
            "executor-1",
            None,
            None,
        ]


def test_foreign_keys_hold_after_a_migration(database: Database) -> None:
    """What a migration switched off while it made a table anew is on again for the program."""
    with database.sessions() as session:
        session.add(AuthorityRow(message_id=message_id(1), authority="housing", queue_at=NOON))
        with pytest.raises(IntegrityError):
            session.flush()


def head(connection: Connection) -> str | None:
    """The newest revision."""
    return ScriptDirectory.from_config(migrations(connection)).get_current_head()


def fail_half_way(url: str) -> None:
    """Remove the tables, then go to a revision that there is not."""
    with exclusive(url) as connection:
        command.downgrade(migrations(connection), "base")
        assert "message" not in inspect(connection).get_table_names()
        command.upgrade(migrations(connection), "nowhere")


def test_failed_migration_changes_nothing(database: Database) -> None:
    """An error on the way leaves the schema as it was, because all revisions are one transaction."""
    before = table_names(database)

    with pytest.raises(CommandError, match="nowhere"):
        fail_half_way(database.url)

    assert table_names(database) == before


def test_newer_database_is_refused(database: Database) -> None:
    """A program that is older than its database does not touch it."""
    with exclusive(database.url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))

    with pytest.raises(CommandError, match="later"):
        migrate(database.url)

    with exclusive(database.url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head(connection)})


def test_command_line_uses_the_settings(bare_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic's own command finds the migrations and the database wherever it is started."""
    monkeypatch.setenv("OTKLIK_DATABASE_URL", bare_url)
    monkeypatch.chdir(tmp_path)

    command.upgrade(Config(INI), "head")

    with opened(bare_url) as database:
        assert table_names(database) == {*Table.metadata.tables, "alembic_version"}


def test_migrations_need_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a script of SQL, the migrations refuse before they touch the database."""
    file = tmp_path / "otklik.sqlite"
    monkeypatch.setenv("OTKLIK_DATABASE_URL", f"sqlite:///{file}")

    with pytest.raises(CommandError, match="--sql"):
        command.upgrade(Config(INI), "head", sql=True)

    assert not file.exists()


def test_ini_names_no_machine() -> None:
    """Neither a URL nor a path of somebody's machine is in the configuration."""
    settings = [line for line in INI.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#")]

    assert not [line for line in settings if "url" in line or "= /" in line]


def test_new_revision_is_made_from_the_tables(bare_url: str, tmp_path: Path) -> None:
    """A revision that Alembic writes is Python, and holds plain types instead of ours."""
    with exclusive(bare_url) as connection:
        config = migrations(connection)
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", str(tmp_path))
        command.revision(config, "made", autogenerate=True, rev_id="0001", version_path=tmp_path)
    written = next(tmp_path.glob("*.py")).read_text("utf-8")

    compile(written, "0001_made.py", "exec")
    assert "sa.DateTime(timezone=True)" in written
    assert "sa.String(length=36)" in written
    assert "UtcDateTime" not in written


def test_tables_suit_postgresql() -> None:
    """PostgreSQL's dialect can write every table, and no name is longer than it keeps."""
    dialect = make_url("postgresql://").get_dialect()()
    for table in Table.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
        names = [constraint.name for constraint in table.constraints] + [index.name for index in table.indexes]
        assert all(isinstance(name, str) and len(name) <= LONGEST_NAME for name in names)
