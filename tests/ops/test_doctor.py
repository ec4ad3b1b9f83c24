"""The doctor: what it finds, and when it is alarmed."""

import socket
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from activities.calendar_source import KNOWN_UNTIL
from ops import doctor, ports
from ops.database import migrate
from ops.doctor import Finding, Status, broken, examine
from ops.doctor_network import Use
from ops.options import read_settings
from settings import Settings
from tests.fixtures.ports import free_port

A_DAY = date(2026, 3, 16)


@pytest.fixture
def idle(tmp_path: Path) -> Settings:
    """Settings of a machine where nothing runs."""
    return read_settings(
        data_dir=tmp_path / "data", api_port=free_port(), temporal_port=free_port(), ui_port=free_port()
    )


def found(settings: Settings, name: str, today: date = A_DAY) -> Finding:
    """One finding by its name."""
    return next(item for item in examine(settings, today) if item.name == name)


def test_idle_machine_is_broken(idle: Settings) -> None:
    """Where nothing runs, Temporal and the database are missed and the ports are free."""
    findings = {item.name: item for item in examine(idle, A_DAY)}

    assert broken(tuple(findings.values()))
    assert findings["Temporal"].status is Status.ERROR
    assert findings["база данных"].status is Status.ERROR
    assert findings["порт API"] == Finding("порт API", Status.OK, f"{idle.api_port}: свободен")
    assert not idle.data_dir.exists()


def test_advice_fits_what_is_looked_at(idle: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`otklik up` is named where it helps: not for a database server, nor for a Temporal on another machine."""
    monkeypatch.setattr(ports, "_ANSWER_SECONDS", 0.1)
    nowhere = "postgresql+psycopg://otklik@127.0.0.1:1/otklik"
    served = idle.model_copy(update={"database_url": nowhere, "temporal_address": "192.0.2.1:1"})

    assert found(idle, "база данных").detail.endswith("; её создаёт первый запуск otklik up")
    assert found(idle, "Temporal").detail.endswith("не отвечает; запустите otklik up")
    assert found(served, "база данных").detail.endswith("; таблицы в ней создаёт otklik migrate")
    assert found(served, "Temporal").detail == "192.0.2.1:1 не отвечает"


def test_database_that_is_there_is_well(idle: Settings) -> None:
    """A database with its tables is in order."""
    migrate(idle)

    assert found(idle, "база данных").status is Status.OK


def test_versions_are_shown(idle: Settings) -> None:
    """The versions that behaviour depends on are named."""
    assert "temporalio 1." in found(idle, "версии").detail
    assert "temporal version" in found(idle, "программа temporal").detail


@pytest.mark.parametrize(
    ("days_left", "status"), [(92, Status.OK), (91, Status.WARNING), (0, Status.WARNING), (-1, Status.ERROR)]
)
def test_end_of_the_calendar_is_announced(idle: Settings, days_left: int, status: Status) -> None:
    """Three months before the known years end a warning begins; after them it is an error."""
    finding = found(idle, "календарь", KNOWN_UNTIL - timedelta(days=days_left))

    assert finding.status is status
    assert f"{KNOWN_UNTIL:%d.%m.%Y}" in finding.detail


def test_foreign_port_is_broken(idle: Settings) -> None:
    """A port that another program holds is an error."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", idle.ui_port))
        listener.listen()
        finding = found(idle, "порт интерфейса Temporal")

    assert finding.status is Status.ERROR
    assert finding.detail == f"{idle.ui_port}: {Use.FOREIGN.value}"


def test_port_that_cannot_be_had_is_broken(idle: Settings) -> None:
    """An address that this machine does not have is an error."""
    assert found(idle.model_copy(update={"api_host": "192.0.2.1"}), "порт API").status is Status.ERROR


def test_unusable_regulations_are_broken(idle: Settings, tmp_path: Path) -> None:
    """A folder without regulations is an error."""
    finding = found(idle.model_copy(update={"regulations_dir": tmp_path}), "регламенты")

    assert finding.status is Status.ERROR


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1:1", Status.ERROR), ("192.0.2.1:1", Status.WARNING)])
def test_missing_program_matters_here_only(
    idle: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, status: Status
) -> None:
    """Without the server's program the embedded mode is broken; with a server elsewhere it is only said."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ports, "_ANSWER_SECONDS", 0.1)

    finding = next(iter(list(doctor._versions(idle.model_copy(update={"temporal_address": address})))[1:]))  # noqa: SLF001 -- no need to knock at an address that is nobody's

    assert finding.status is status


def test_program_that_does_not_run_is_broken(idle: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program of that name that fails is an error."""
    (tmp_path / "temporal").write_text("#!/bin/sh\nexit 3\n", "utf-8")
    (tmp_path / "temporal").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    assert found(idle, "программа temporal").status is Status.ERROR


def test_package_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that nobody knows is no reason to fail."""
    monkeypatch.setattr(sys, "path", [])

    assert doctor._version("no-such-package") == "не установлен"  # noqa: SLF001 -- the smallest part that shows it


def test_table_has_every_finding() -> None:
    """People see all, in words."""
    findings = (Finding("a", Status.OK, "[x]"), Finding("b", Status.WARNING, "y"), Finding("c", Status.ERROR, "z"))
    console = Console(width=80)
    with console.capture() as captured:
        console.print(doctor.table(findings))

    text = captured.get()
    assert all(word in text for word in ("в порядке", "внимание", "не работает", "[x]"))
    assert not broken(findings[:2])
    assert broken(findings)
