"""Pids that are remembered, and what is done to the processes behind them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ops.pidfile import PID_FILE, Mark, PidFile, end_leftovers
from tests.ops.programs import LIVE, STUBBORN


@contextmanager
def running(code: str = LIVE) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own that has begun its work."""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def mark_of(process: subprocess.Popen[bytes], name: str = "child") -> Mark:
    """The mark of a process that runs."""
    mark = Mark.of(name, process.pid)
    assert mark is not None
    return mark


@pytest.fixture
def file(tmp_path: Path) -> PidFile:
    """A pid file that nobody has written."""
    return PidFile(tmp_path / PID_FILE)


def test_what_is_written_is_read(file: PidFile) -> None:
    """Marks come back as they were written, and are forgotten when cleared."""
    marks = (Mark(name="temporal", pid=10, started=1.5), Mark(name="worker", pid=11, started=2.5))
    file.write(marks)
    assert file.read() == marks

    file.clear()
    assert file.read() == ()


def test_unreadable_file_names_nobody(file: PidFile) -> None:
    """Half a file, as a crash of the machine leaves it, stops no start."""
    file.path.write_text('[{"name": "wor', "utf-8")

    assert file.read() == ()


def test_running_process_runs() -> None:
    """A process is known by its mark until it has ended, even before its parent has noticed."""
    with running() as process:
        mark = mark_of(process)
        assert mark.runs()
        process.kill()
        deadline = time.monotonic() + 10
        while mark.runs() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not mark.runs()
    assert not mark.runs()
    assert Mark.of("child", process.pid) is None


def test_leftover_is_ended(file: PidFile) -> None:
    """A process that a killed supervisor left is asked to end."""
    with running() as process:
        file.write([mark_of(process)])

        assert end_leftovers(file) == ("child",)
        assert process.wait() == -15
    assert file.read() == ()


def test_deaf_leftover_is_killed(file: PidFile) -> None:
    """A process that does not listen is killed after the grace."""
    with running(STUBBORN) as process:
        file.write([mark_of(process)])

        assert end_leftovers(file, grace_seconds=0.2) == ("child",)
        assert process.wait() == -9


def test_recycled_pid_is_left_alone(file: PidFile) -> None:
    """A process that got the pid later is somebody else's and lives on."""
    with running() as process:
        mark = mark_of(process)
        file.write([mark.model_copy(update={"started": mark.started - 60})])

        assert end_leftovers(file) == ()
        assert process.poll() is None


def test_last_started_is_ended_first(file: PidFile) -> None:
    """Leftovers end in the order in which a supervisor would stop them."""
    with running() as first, running() as second:
        file.write([mark_of(first, "temporal"), mark_of(second, "worker")])

        assert end_leftovers(file) == ("worker", "temporal")
