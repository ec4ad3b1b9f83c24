"""The command line: arguments in, words or JSON out, an exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cli
from ops import demo, doctor, up
from ops.errors import OpsError
from ops.up import Ready
from settings import PREFIX, Settings
from tests.fixtures.ports import free_port

ROOT = Path(__file__).parent.parent
LUGA = str(ROOT / "regulations" / "luga-2020.toml")
START = "2026-03-16T17:00+03:00"
READY = Ready(api="http://a", docs="http://a/docs", temporal="t:1", temporal_ui="http://u", admin_token="otk_shown")


@pytest.fixture(autouse=True)
def _no_settings_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide the variables and the `.env` file of whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def otklik(*arguments: str) -> Result:
    """Call the command line."""
    return CliRunner().invoke(cli.app, list(arguments), catch_exceptions=False)


def answered(*arguments: str) -> Any:  # noqa: ANN401 -- whatever JSON can say
    """Call a command that must succeed, and read its JSON."""
    result = otklik(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_program_runs() -> None:
    """The module is a program."""
    shown = subprocess.run(
        [sys.executable, "-m", "cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    for command in ("up", "demo", "doctor", "worktime", "regulation", "token"):
        assert command in shown


@pytest.mark.parametrize(
    ("command", "result"),
    [
        (("add", START, "PT9H"), "2026-03-17T18:00:00+03:00"),
        (("add", START, "9 working_hours"), "2026-03-17T18:00:00+03:00"),
        (("subtract", START, "PT1H"), "2026-03-16T16:00:00+03:00"),
        (("add", START, "-PT1H"), "2026-03-16T16:00:00+03:00"),
        (("subtract", START, "-PT1H"), "2026-03-16T18:00:00+03:00"),
        (("between", START, "2026-03-17T18:00+03:00"), "PT9H"),
        (("days", START, "1"), "2026-03-17T18:00:00+03:00"),
    ],
)
def test_worktime_answers(command: tuple[str, ...], result: str) -> None:
    """Every question is answered in words and in JSON, with what was counted and by which calendar."""
    answer = answered("worktime", *command, "--regulation", "luga-2020")
    words = otklik("worktime", *command, "--timezone", "Europe/Moscow")

    assert answer["result"] == result
    assert answer["intervals"][0].keys() == {"from", "to"}
    assert words.stdout.splitlines()[0] == result
    assert words.stdout.splitlines()[-1] == f"календарь {answer['calendar_version']}"


@pytest.mark.parametrize(
    "arguments",
    [
        ("worktime", "add", START, "PT9H"),
        ("worktime", "add", "2026-03-16T17:00", "PT9H", "--regulation", "luga-2020"),
        ("worktime", "add", START, "P1D", "--regulation", "luga-2020"),
        ("worktime", "add", START, "-9 working_hours", "--regulation", "luga-2020"),
        ("worktime", "add", START, "PT9H", "--regulation", "atlantis"),
        ("worktime", "add", START, "PT9H", "--timezone", "Europe/Atlantis"),
        ("worktime", "days", START, "-1", "--regulation", "luga-2020"),
        ("worktime", "multiply", START),
        ("token", "issue", "--person", "p", "--role", "king"),
        ("token", "issue", "--person", "p", "--role", "executor"),
        ("up", "--api-port", "70000"),
    ],
)
def test_wrong_argument_ends_with_2(arguments: tuple[str, ...]) -> None:
    """A wrong argument is said on the error stream, and the code is that of wrong usage."""
    result = otklik(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_failure_ends_with_1() -> None:
    """What could not be done, though it was asked rightly, ends with 1; with --json the error is JSON too."""
    asked = ("worktime", "add", "2199-03-16T17:00+03:00", "PT9H", "--regulation", "luga-2020")

    assert otklik(*asked).exit_code == 1
    result = otklik(*asked, "--json")
    assert result.exit_code == 1
    assert "известен" in json.loads(result.stderr)["error"]


def test_every_wrong_field_is_named() -> None:
    """Where several values are wrong, each has its line."""
    result = otklik(
        "worktime", "add", START, "PT1H", "--timezone", "Europe/Atlantis", "--hours", "9-18", "--country", "none"
    )

    assert result.exit_code == 2
    assert "mon" in result.stderr


def test_batch_prints_json() -> None:
    """A file of questions is answered by id, with and without --json."""
    path = str(ROOT / "tests" / "data" / "worktime_cases.json")

    assert answered("worktime", "batch", path) == json.loads(otklik("worktime", "batch", path).stdout)
    assert otklik("worktime", "batch", "absent.json").exit_code == 1


def test_regulation_is_checked(tmp_path: Path) -> None:
    """A sound file ends with 0, one that cannot be used with 1 and its errors."""
    broken = tmp_path / "town.toml"
    broken.write_text("format = 1", "utf-8")

    (sound,) = answered("regulation", "check", LUGA)
    assert (sound["regulation"], sound["errors"]) == ("luga-2020", [])
    assert otklik("regulation", "check", LUGA).exit_code == 0
    result = otklik("regulation", "check", LUGA, str(broken), "--json")
    assert result.exit_code == 1
    assert [item["sound"] for item in json.loads(result.stdout)] == [True, False]
    assert json.loads(result.stdout)[1]["errors"][0].keys() == {"field", "message"}


def test_regulation_is_shown(tmp_path: Path) -> None:
    """A regulation is shown in words and as the API shows it; a file that is away is a failure."""
    assert "luga-2020" in otklik("regulation", "show", LUGA).stdout
    assert [item["id"] for item in answered("regulation", "show", LUGA)] == ["luga-2020"]
    assert otklik("regulation", "show", str(tmp_path / "absent.toml")).exit_code == 1
    assert [item["id"] for item in answered("regulation", "show", "luga-2020")] == ["luga-2020"]


def test_token_lives(tmp_path: Path) -> None:
    """A token is issued, listed and revoked; the shell gets nothing but its text."""
    where = ("--data-dir", str(tmp_path / "data"))
    issue = ("token", "issue", "--person", "p", "--role", "coordinator", "--role", "auditor", *where)

    assert answered(*issue)["token"].startswith("otk_")
    second = otklik(*issue)
    assert (second.stdout[:4], second.stderr) == ("otk_", "")
    assert [row["roles"] for row in answered("token", "list", *where)["tokens"]] == [["coordinator", "auditor"]] * 2
    assert otklik("token", "list", *where).exit_code == 0
    assert len(answered("token", "revoke", "p", *where)["revoked"]) == 2
    assert otklik(*issue).exit_code == 0
    assert otklik("token", "revoke", "p", *where).exit_code == 0
    assert otklik("token", "revoke", "p", *where).exit_code == 1


def test_token_of_a_new_database_is_said_aloud(tmp_path: Path) -> None:
    """Who mistypes the folder learns beside the token that its database was not there."""
    data_dir = tmp_path / "typo"

    result = otklik("token", "issue", "--person", "p", "--role", "auditor", "--data-dir", str(data_dir))

    assert result.stdout.startswith("otk_")
    assert f"создана новая: {data_dir / 'otklik.sqlite'}" in result.stderr


def test_doctor_ends_with_1_where_something_is_broken(tmp_path: Path) -> None:
    """The findings are printed, and the exit code says that nothing runs here."""
    ports = ("--api-port", str(free_port()), "--temporal-port", str(free_port()), "--ui-port", str(free_port()))
    where = ("doctor", "--data-dir", str(tmp_path / "data"), *ports)

    result = otklik(*where, "--json")

    assert result.exit_code == 1
    assert {"name", "status", "detail"} == json.loads(result.stdout)[0].keys()
    assert "Temporal" in otklik(*where).stdout


def test_doctor_ends_with_0_where_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without anything broken the exit code says so."""
    monkeypatch.setattr(doctor, "examine", lambda *_: ())

    assert answered("doctor") == []


def test_up_announces_one_json_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With --json the standard output is one line; what happens meanwhile goes to the error stream."""
    given: dict[str, Any] = {}

    def run(settings: Settings, *, with_samples: bool, announce: Callable[[Ready], None], tell: Any) -> None:  # noqa: ANN401 -- a callable
        given.update(settings=settings, with_samples=with_samples)
        tell("worker запущен снова")
        announce(READY)

    monkeypatch.setattr(up, "run", run)
    options = ("--data-dir", str(tmp_path / "d"), "--api-port", "18080", "--temporal-port", "17233", "--ui-port")

    result = otklik("up", *options, "18233", "--no-samples", "--json")

    assert result.stdout == json.dumps(vars(READY)) + "\n"
    assert "worker запущен снова" in result.stderr
    settings = given["settings"]
    assert given["with_samples"] is False
    assert (settings.data_dir, settings.api_port, settings.temporal_port, settings.ui_port) == (
        tmp_path / "d",
        18080,
        17233,
        18233,
    )
    assert "otk_shown" in otklik("up").stdout
    assert given["with_samples"] is True


def test_up_that_fails_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops the start is said in words."""

    def run(*_: object, **__: object) -> None:
        raise OpsError("порт занят")

    monkeypatch.setattr(up, "run", run)

    result = otklik("up")

    assert result.exit_code == 1
    assert "Ошибка: порт занят" in result.stderr


def test_demo_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration gets the file and the form of its answer, and decides about the exit code."""
    calls: list[tuple[Path | None, bool]] = []

    def run(messages: Path | None, *, as_json: bool) -> int:
        calls.append((messages, as_json))
        return len(calls) - 1

    monkeypatch.setattr(demo, "run", run)

    assert otklik("demo").exit_code == 0
    assert otklik("demo", "--messages", "m.csv", "--json").exit_code == 1
    assert calls == [(None, False), (Path("m.csv"), True)]
