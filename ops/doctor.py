"""`otklik doctor`: looks at everything that must be there and says what is broken."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import metadata

from rich.table import Table
from rich.text import Text

from activities.calendar_source import KNOWN_UNTIL
from activities.regulation_source import load_library
from domain.errors import OtklikError
from ops import database, temporal_server
from ops.doctor_network import Network
from ops.errors import MissingProgramError
from settings import Settings

_VERSION_SECONDS = 20.0
_UNINSTALLED = "не установлен"


class Status(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


_WORDS = {
    Status.OK: ("в порядке", "green"),
    Status.WARNING: ("внимание", "yellow"),
    Status.ERROR: ("не работает", "red"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    status: Status
    detail: str


def examine(settings: Settings, today: date) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed and nothing is raised."""
    network = asyncio.run(Network.look(settings))
    return (
        *_versions(settings),
        _calendar(settings, today),
        _regulations(settings),
        *_ports(settings, network),
        _database(settings),
        *_temporal(settings, network),
    )


def table(findings: tuple[Finding, ...]) -> Table:
    """Show the findings to a person."""
    shown = Table("Что", "Как", "Подробности")
    for finding in findings:
        word, style = _WORDS[finding.status]
        shown.add_row(Text(finding.name), Text(word, style=style), Text(finding.detail))
    return shown


def broken(findings: tuple[Finding, ...]) -> bool:
    """Whether anything does not work."""
    return any(finding.status is Status.ERROR for finding in findings)


def _versions(settings: Settings) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    packages = ", ".join(f"{name} {_version(name)}" for name in ("otklik", "temporalio", "holidays"))
    yield Finding("версии", Status.OK, f"Python {python}, {packages}")
    try:
        program = temporal_server.find_program()
        shown = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=_VERSION_SECONDS, check=True
        ).stdout.strip()
        yield Finding("программа temporal", Status.OK, shown)
    except MissingProgramError as error:
        # Only the embedded mode needs it; a server elsewhere brings its own.
        yield Finding("программа temporal", Status.ERROR if _is_local(settings) else Status.WARNING, str(error))
    except (OSError, subprocess.SubprocessError) as error:
        yield Finding("программа temporal", Status.ERROR, f"не запускается: {error}")


def _is_local(settings: Settings) -> bool:
    return settings.temporal_address.startswith((temporal_server.HOST, "localhost"))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _UNINSTALLED


def _calendar(settings: Settings, today: date) -> Finding:
    known = f"производственный календарь известен до {KNOWN_UNTIL:%d.%m.%Y}"
    left = (KNOWN_UNTIL - today).days
    if left < 0:
        return Finding("календарь", Status.ERROR, f"{known}: обновите Отклик, сроки уже предварительные")
    if left < settings.calendar_warning_days:
        return Finding("календарь", Status.WARNING, f"{known}, осталось дней: {left}; пора обновить Отклик")
    return Finding("календарь", Status.OK, known)


def _regulations(settings: Settings) -> Finding:
    try:
        library = load_library(settings.regulations_dir)
    except OtklikError as error:
        return Finding("регламенты", Status.ERROR, str(error))
    return Finding("регламенты", Status.OK, ", ".join(library.ids))


def _ports(settings: Settings, network: Network) -> Iterator[Finding]:
    ports = (
        ("порт API", settings.api_port, network.api),
        ("порт Temporal", settings.temporal_port, network.embedded),
        ("порт интерфейса Temporal", settings.ui_port, network.ui),
    )
    for name, number, use in ports:
        status = Status.ERROR if use.foreign else Status.OK
        yield Finding(name, status, f"{number}: {use.value}")


def _database(settings: Settings) -> Finding:
    try:
        database.check(settings)
    except OtklikError as error:
        file = settings.database_url.startswith("sqlite")
        hint = "её создаёт первый запуск otklik up" if file else "таблицы в ней создаёт otklik migrate"
        return Finding("база данных", Status.ERROR, f"{error}; {hint}")
    return Finding("база данных", Status.OK, "открывается, таблицы на месте")


def _temporal(settings: Settings, network: Network) -> Iterator[Finding]:
    if network.retention is None:
        hint = "; запустите otklik up" if _is_local(settings) else ""
        yield Finding("Temporal", Status.ERROR, f"{settings.temporal_address} не отвечает{hint}")
        return
    kept = f"закрытые сообщения хранятся дней: {network.retention.days}"
    yield Finding("Temporal", Status.OK, f"{settings.temporal_address} отвечает, {kept}")
    if network.worker:
        yield Finding("worker", Status.OK, f"обслуживает очередь {settings.task_queue}")
    else:
        yield Finding("worker", Status.ERROR, f"никто не обслуживает очередь {settings.task_queue}")
