"""What an operator may set, by environment variables or a `.env` file (`.env.example` lists them all)."""

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from pydantic import Field, HttpUrl, PositiveFloat, PositiveInt, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.validation import field_errors

PREFIX = "OTKLIK_"
DATABASE_FILE = "otklik.sqlite"
_HIGHEST_PORT = 65535
_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
"""What the program has, as the beginning of an SQLAlchemy URL; the first of each pair means the second."""


class LogLevel(StrEnum):
    """How much is written to the log."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


def _sqlite_in_data_dir(validated: dict[str, Any]) -> str:
    """Return the URL of the read model that needs no database server."""
    return f"sqlite:///{validated['data_dir'] / DATABASE_FILE}"


class Settings(BaseSettings):
    """The settings of one process, read once at its start.

    Raises:
        pydantic.ValidationError: a value is wrong; the error names the setting.

    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        # An empty value means the default, so that a copied .env.example works as it is.
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    data_dir: Path = Field(default=Path(".otklik"), description="Folder of all data of the embedded mode.")
    database_password_file: Path | None = Field(
        default=None,
        description="File whose text is the password for the read model's URL. Empty: the URL has it or needs none.",
    )
    database_url: str = Field(
        default_factory=_sqlite_in_data_dir,
        description=f"Read model, as an SQLAlchemy URL. Empty: the SQLite file {DATABASE_FILE} in the data folder.",
    )
    temporal_address: str = Field(default="127.0.0.1:7233", description="Host and port of the Temporal server.")
    temporal_namespace: str = Field(default="default", description="Temporal namespace that holds the workflows.")
    task_queue: str = Field(default="otklik", description="Temporal task queue that the workers serve.")
    regulations_dir: Path = Field(
        default=Path(__file__).parent / "regulations",
        description="Folder of the regulations' TOML files. Empty: the one shipped with the program.",
    )
    contacts_file: Path | None = Field(
        default=None,
        description="TOML file that maps a person to the id of the channel that reaches him. Empty: nobody is reached.",
    )
    api_host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    api_port: int = Field(default=8080, ge=1, le=_HIGHEST_PORT, description="Port of the API.")
    temporal_port: int = Field(
        default=7233, ge=1, le=_HIGHEST_PORT, description="Port of the Temporal server that `otklik up` starts."
    )
    ui_port: int = Field(
        default=8233, ge=1, le=_HIGHEST_PORT, description="Port of the Temporal UI that `otklik up` starts."
    )
    log_level: LogLevel = Field(default=LogLevel.INFO, description="One of debug, info, warning, error.")
    log_format: LogFormat = Field(default=LogFormat.TEXT, description="One of text, json.")
    worker_metrics_address: str | None = Field(
        default=None, description="IP address and port on which a worker shows its metrics. Empty: nowhere."
    )
    tracing_endpoint: HttpUrl | None = Field(
        default=None,
        description="Collector of traces (OTLP over HTTP), such as http://127.0.0.1:4318/v1/traces. Empty: no traces.",
    )
    update_timeout_seconds: PositiveFloat = Field(
        default=5, le=5, description="Longest wait of the API for a worker, in seconds, before it answers 503."
    )
    token_cache_minutes: PositiveInt = Field(
        default=15, description="Minutes the API trusts a verified token without asking the database."
    )
    graceful_shutdown_seconds: PositiveInt = Field(
        default=10, description="Seconds a stopping worker gives its running activities."
    )
    calendar_warning_days: PositiveInt = Field(
        default=92, description="Days before the end of the known production calendar when warnings begin."
    )

    @field_validator("worker_metrics_address")
    @classmethod
    def _is_socket_address(cls, address: str | None) -> str | None:
        """Refuse what the SDK would refuse later and without the setting's name: a host's name above all."""
        if address is not None:
            host, _, port = address.rpartition(":")
            try:
                ip_address(host.removeprefix("[").removesuffix("]"))
                number = int(port)
            except ValueError:
                number = 0
            if not 0 < number <= _HIGHEST_PORT:
                raise ValueError("нужны IP-адрес и порт, например 127.0.0.1:9464")
        return address

    @field_validator("database_password_file")
    @classmethod
    def _holds_a_password(cls, file: Path | None) -> Path | None:
        try:
            if file is not None and not _password(file):
                raise ValueError("файл пуст")
        except OSError as error:
            raise ValueError(f"файл не читается: {error.strerror}") from error
        return file

    @field_validator("database_url")
    @classmethod
    def _with_its_password(cls, url: str, info: ValidationInfo) -> str:
        """Refuse a database that we cannot open; write the password into the URL, so that nobody needs it besides."""
        target = _database(url)
        file: Path | None = info.data.get("database_password_file")
        return url if file is None else target.set(password=_password(file)).render_as_string(hide_password=False)


def wrong_settings(error: ValidationError) -> str:
    """Say in one line which variables are wrong and what is expected there; a value, which may be secret, is not."""
    # A default that follows from a wrong setting is no second mistake.
    derived = {item["loc"] for item in error.errors() if item["type"] == "default_factory_not_called"}
    named = [item for item in field_errors(error) if (item.field,) not in derived]
    return "неверные настройки: " + "; ".join(f"{PREFIX}{item.field}".upper() + f": {item.message}" for item in named)


def _database(url: str) -> URL:
    """Read a database's URL; its own error would quote it, and it may hold a password."""
    try:
        target = make_url(url)
    except (ArgumentError, ValueError):
        target = None
    if target is None or target.drivername not in _DRIVERS:
        raise ValueError("нужен адрес вида postgresql+psycopg://otklik@сервер:5432/otklik или sqlite:///файл")
    return target


def _password(file: Path) -> str:
    """Read a password; an editor may have left the end of a line behind it."""
    return file.read_text("utf-8").strip()
