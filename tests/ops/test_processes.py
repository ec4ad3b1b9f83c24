"""Children: their environment, logs and ends."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ops import processes
from ops.errors import ChildFailedError, NotReadyError, NotStartedError
from ops.processes import Child, Program, last_lines
from tests.ops.programs import LIVE, STUBBORN, program


@contextmanager
def started(wanted: Program) -> Iterator[Child]:
    """A child that does not outlive its test."""
    child = Child(wanted)
    try:
        yield child
    finally:
        child.kill()


async def never() -> bool:
    """Say that it is not ready."""
    return False


async def has_written(child: Child) -> None:
    """Wait until it has said something."""

    async def written() -> bool:
        return child.program.log.stat().st_size > 0

    await child.until(written, 30)


async def test_child_writes_its_log(tmp_path: Path) -> None:
    """What a child prints is appended to its log, and variables of its own reach it."""
    wanted = program(tmp_path, "import os; print(os.environ['COLOUR'])", COLOUR="green")
    for _ in range(2):
        with started(wanted) as child:
            await has_written(child)
            child.process.wait()

    assert wanted.log.read_text("utf-8") == "green\ngreen\n"


async def test_child_leads_a_group(tmp_path: Path) -> None:
    """A child is not in our group, so the terminal's Ctrl-C does not reach it."""
    with started(program(tmp_path)) as child:
        assert os.getpgid(child.pid) == child.pid


async def test_stop_asks(tmp_path: Path) -> None:
    """A child that listens ends by the polite signal."""
    with started(program(tmp_path)) as child:
        await has_written(child)
        await child.stop()

        assert child.code == -signal.SIGTERM


async def test_stop_kills_the_deaf(tmp_path: Path) -> None:
    """A child that does not listen is killed after its grace."""
    with started(program(tmp_path, STUBBORN, grace_seconds=0.3)) as child:
        await has_written(child)
        await child.stop()

        assert child.code == -signal.SIGKILL


async def test_stopping_the_dead_does_nothing(tmp_path: Path) -> None:
    """A child that has ended is stopped and killed without an error."""
    with started(program(tmp_path, "raise SystemExit(3)")) as child:
        child.process.wait()
        await child.stop()

        assert child.code == 3


async def test_waiting_ends_when_ready(tmp_path: Path) -> None:
    """Waiting asks again and again until the child is ready."""
    answers = iter([False, False, True])

    async def ready() -> bool:
        return next(answers)

    with started(program(tmp_path)) as child:
        await child.until(ready, 30)

    assert list(answers) == []


async def test_waiting_ends_with_the_child(tmp_path: Path) -> None:
    """A child that dies before it is ready is an error with its code, its log and its last words."""
    wanted = program(tmp_path, "import sys; print('no such file'); sys.exit(4)", name="worker")
    with started(wanted) as child, pytest.raises(ChildFailedError) as failure:
        await child.until(never, 30)

    text = str(failure.value)
    assert "worker завершился при запуске (код 4)" in text
    assert str(wanted.log) in text
    assert text.endswith("no such file")


async def test_waiting_has_an_end(tmp_path: Path) -> None:
    """A child that lives and never becomes ready is an error too."""
    with started(program(tmp_path, LIVE)) as child, pytest.raises(NotReadyError, match="child не ответил"):
        await child.until(never, 0.2)


async def test_waiting_can_be_cancelled(tmp_path: Path) -> None:
    """Ctrl-C interrupts the wait."""
    with started(program(tmp_path, LIVE)) as child:
        waiting = asyncio.create_task(child.until(never, 30))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.wait([waiting])

        assert waiting.cancelled()
        assert child.code is None


def test_missing_program_is_named(tmp_path: Path) -> None:
    """A program that is not there is an error with its name."""
    absent = Program(name="server", argv=(str(tmp_path / "absent"),), log=tmp_path / "log", environment={})

    with pytest.raises(NotStartedError, match="server не запускается"):
        Child(absent)


def test_large_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that has grown large gives way to a new one at the next start; one older stays."""
    monkeypatch.setattr(processes, "_LARGEST_LOG", 10)
    wanted = program(tmp_path, "print('new')")
    wanted.log.parent.mkdir()
    wanted.log.write_text("an old and long line\n", "utf-8")
    with started(wanted) as child:
        child.process.wait()

    assert wanted.log.read_text("utf-8") == "new\n"
    assert wanted.log.with_suffix(".log.old").read_text("utf-8") == "an old and long line\n"


def test_last_lines_are_few(tmp_path: Path) -> None:
    """Of a long log an error shows the last lines only."""
    log = tmp_path / "log"
    log.write_text("\n".join(f"line {number}" for number in range(10_000)), "utf-8")

    lines = last_lines(log).splitlines()

    assert lines[-1] == "line 9999"
    assert len(lines) == 15
