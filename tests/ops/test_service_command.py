"""`otklik migrate` and `otklik health`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from ops import health
from ops.database import check
from ops.errors import OpsError
from settings import Settings


def test_migrate_makes_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is there afterwards, a second call is no error, and both say so."""
    monkeypatch.setenv("OTKLIK_DATABASE_URL", f"sqlite:///{tmp_path}/otklik.sqlite")

    first = CliRunner().invoke(cli.app, ["migrate"])
    second = CliRunner().invoke(cli.app, ["migrate", "--json"])

    assert (first.exit_code, first.stdout) == (0, "База данных соответствует этой версии.\n")
    assert json.loads(second.stdout) == {"migrated": True}
    check(Settings())


def test_migrate_without_a_database_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that cannot be reached is said in one line."""
    monkeypatch.setenv("OTKLIK_DATABASE_URL", "sqlite:////dev/null/otklik.sqlite")

    done = CliRunner().invoke(cli.app, ["migrate"])

    assert done.exit_code == 1
    assert done.stderr.startswith("Ошибка: ")


@pytest.mark.parametrize(("error", "code"), [(None, 0), (OpsError("worker не работает"), 1)])
def test_health_is_the_exit_code(monkeypatch: pytest.MonkeyPatch, error: OpsError | None, code: int) -> None:
    """A container's health check reads the exit code; a person reads why."""

    async def checked(_settings: Settings) -> None:
        if error is not None:
            raise error

    monkeypatch.setattr(health, "check_worker", checked)

    done = CliRunner().invoke(cli.app, ["health"])

    assert done.exit_code == code
    assert done.output == ("Worker обслуживает очередь.\n" if error is None else "Ошибка: worker не работает\n")
