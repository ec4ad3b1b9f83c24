"""Settings: defaults, environment, and their documentation for operators."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import make_url

from settings import PREFIX, Settings, wrong_settings

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / ".env.example"


@pytest.fixture(autouse=True)
def _no_settings_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide the variables and the `.env` file of whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def documented() -> dict[str, tuple[str, str]]:
    """Return what `.env.example` says: variable -> (comment above it, value)."""
    entries = re.findall(r"^# (.+)\n(\w+)=(.*)$", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    return {variable: (comment, value) for comment, variable, value in entries}


def written(name: str) -> str:
    """Return the default of a setting the way `.env.example` writes it; none, or one of the machine's own, is empty."""
    field = Settings.model_fields[name]
    return "" if name == "regulations_dir" or field.default_factory or field.default is None else str(field.default)


def test_example_documents_every_setting_and_no_other() -> None:
    """`.env.example` holds each setting once, in order, with its description and its default."""
    expected = {
        f"{PREFIX}{name}".upper(): (field.description, written(name)) for name, field in Settings.model_fields.items()
    }

    assert documented() == expected
    assert list(documented()) == list(expected)


def test_example_has_no_line_that_is_not_an_entry() -> None:
    """Every assignment in `.env.example` is one that the test above reads, none is doubled."""
    assignments = [line for line in EXAMPLE.read_text("utf-8").splitlines() if "=" in line]

    assert len(assignments) == len(documented())


def test_copied_example_changes_nothing(tmp_path: Path) -> None:
    """A `.env` copied from the example gives the defaults."""
    defaults = Settings()
    (tmp_path / ".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")

    assert Settings() == defaults


def test_database_is_in_the_data_folder(tmp_path: Path) -> None:
    """Without a database of its own the read model is a file in the data folder, wherever that is."""
    assert Settings(data_dir=tmp_path).database_url == f"sqlite:///{tmp_path}/otklik.sqlite"


def test_chosen_database_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database named in the environment is taken as it is."""
    monkeypatch.setenv("OTKLIK_DATABASE_URL", "postgresql://db/otklik")

    assert Settings().database_url == "postgresql://db/otklik"


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://otklik@db:5432/otklik", "postgresql+psycopg://otklik:old@db:5432/otklik"]
)
def test_password_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> None:
    """A password from a file stands in the URL escaped, without the line's end that an editor leaves."""
    secret = tmp_path / "password"
    secret.write_text("a/b@c:ы\n", "utf-8")
    monkeypatch.setenv("OTKLIK_DATABASE_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("OTKLIK_DATABASE_URL", url)

    read = make_url(Settings().database_url)

    assert read == make_url("postgresql+psycopg://otklik@db:5432/otklik").set(password="a/b@c:ы")


@pytest.mark.parametrize(("text", "message"), [(None, "файл не читается"), (" \n", "файл пуст")])
def test_missing_password_stops(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None, message: str
) -> None:
    """A password's file that is not there or empty stops the program, and the error names the setting."""
    secret = tmp_path / "password"
    if text is not None:
        secret.write_text(text, "utf-8")
    monkeypatch.setenv("OTKLIK_DATABASE_PASSWORD_FILE", str(secret))

    with pytest.raises(ValidationError, match=f"(?s)database_password_file.*{message}"):
        Settings()


def test_shipped_regulations_are_beside_the_program() -> None:
    """The regulations' folder does not depend on the folder the program is started in."""
    assert Settings().regulations_dir == ROOT / "regulations"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OTKLIK_API_PORT", "65536"),
        ("OTKLIK_LOG_FORMAT", "xml"),
        ("OTKLIK_UPDATE_TIMEOUT_SECONDS", "6"),
        ("OTKLIK_WORKER_METRICS_ADDRESS", "localhost:9464"),
        ("OTKLIK_WORKER_METRICS_ADDRESS", "127.0.0.1"),
        ("OTKLIK_WORKER_METRICS_ADDRESS", "127.0.0.1:65536"),
        ("OTKLIK_TRACING_ENDPOINT", "127.0.0.1:4318"),
        ("OTKLIK_DATABASE_URL", "otklik.sqlite"),
        ("OTKLIK_DATABASE_URL", "postgresql://otklik@db:порт/otklik"),
        ("OTKLIK_DATABASE_URL", "mysql://otklik@db/otklik"),
        ("OTKLIK_DATABASE_URL", "postgresql+asyncpg://otklik@db/otklik"),
    ],
)
def test_wrong_value_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    """A wrong value stops the program at its start and the error names the setting."""
    monkeypatch.setenv(variable, value)

    with pytest.raises(ValidationError, match=variable.removeprefix(PREFIX).lower()):
        Settings()


def test_what_is_wrong_is_told_without_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All wrong settings stand in one line by their variables, with none that only follows and no secret of a value."""
    monkeypatch.setenv("OTKLIK_DATABASE_PASSWORD_FILE", str(tmp_path / "absent"))
    monkeypatch.setenv("OTKLIK_API_PORT", "b67a")
    with pytest.raises(ValidationError) as one:
        Settings()
    monkeypatch.setenv("OTKLIK_DATABASE_URL", "postgresql://otklik:b67a@db:port/otklik")
    with pytest.raises(ValidationError) as other:
        Settings()

    beginning = "неверные настройки: OTKLIK_DATABASE_PASSWORD_FILE: файл не читается: No such file or directory; "
    assert wrong_settings(one.value) == f"{beginning}OTKLIK_API_PORT: ожидается целое число"
    assert wrong_settings(other.value).startswith(
        f"{beginning}OTKLIK_DATABASE_URL: нужен адрес вида postgresql+psycopg://"
    )
    assert "b67a" not in wrong_settings(other.value)


@pytest.mark.parametrize("address", ["127.0.0.1:9464", "0.0.0.0:9464", "[::1]:9464"])
def test_metrics_are_shown_at_an_address(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """The address of a worker's metrics is an IP address of either kind, and a port."""
    monkeypatch.setenv("OTKLIK_WORKER_METRICS_ADDRESS", address)

    assert Settings().worker_metrics_address == address


def test_settings_do_not_change() -> None:
    """Nobody changes a setting while the program runs."""
    with pytest.raises(ValidationError, match="frozen"):
        Settings().api_port = 1  # type: ignore[misc]
