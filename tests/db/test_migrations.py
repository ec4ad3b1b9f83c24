"""Migrations: they make what the tables say, can be taken back, and run from the command line."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.schema import CreateIndex, CreateTable

from db.session import exclusive, migrate, migrations
from db.tables import Table
from tests.fixtures.database import Database

ROOT = Path(__file__).parents[2]
INI = ROOT / "alembic.ini"
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


def test_command_line_uses_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic's own command finds the migrations and the database wherever it is started."""
    file = tmp_path / "otklik.sqlite"
    monkeypatch.setenv("OTKLIK_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.chdir(tmp_path)

    command.upgrade(Config(INI), "head")

    assert file.exists()


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


def test_new_revision_is_made_from_the_tables(tmp_path: Path) -> None:
    """A revision that Alembic writes is Python, and holds plain types instead of ours."""
    with exclusive(f"sqlite:///{tmp_path}/empty.sqlite") as connection:
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
