"""The supervisor: who dies comes back, and nobody stays behind."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ops import supervisor as module
from ops.pidfile import PID_FILE, PidFile
from ops.processes import Child, Program
from ops.supervisor import Supervised, Supervisor
from tests.ops.programs import LIVE, STUBBORN, program


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restart soon: tests have no patience."""
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.1)


@asynccontextmanager
async def watched(*programs: Program, folder: Path, told: list[str]) -> AsyncIterator[tuple[Supervisor, list[Child]]]:
    """A supervisor at work."""
    async with Supervisor(PidFile(folder / PID_FILE), told.append) as supervisor:
        children = [supervisor.start(item) for item in programs]
        watch = asyncio.create_task(supervisor.watch())
        try:
            yield supervisor, children
        finally:
            watch.cancel()
            await asyncio.wait([watch])


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must happen soon."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 -- another process sets no event
            await asyncio.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_killed_child_comes_back(tmp_path: Path) -> None:
    """A child that was killed is started again with the same arguments, and the pid file follows."""
    told: list[str] = []
    async with watched(program(tmp_path), folder=tmp_path, told=told) as (_, (child,)):
        first = child.pid
        os.kill(first, signal.SIGKILL)
        await until(lambda: len(told) == 2)

        marks = PidFile(tmp_path / PID_FILE).read()
        assert [mark.name for mark in marks] == ["child"]
        assert marks[0].pid != first
        assert marks[0].runs()
    assert told == ["child завершился (код -9); перезапуск через 0.1 с", "child запущен снова"]


async def test_leaving_stops_all(tmp_path: Path) -> None:
    """After the block no child lives and the pid file is gone."""
    programs = (program(tmp_path, LIVE, name="server"), program(tmp_path, LIVE, name="worker"))
    async with watched(*programs, folder=tmp_path, told=[]) as (_, children):
        pids = [child.pid for child in children]
        assert all(map(alive, pids))

    assert not any(map(alive, pids))
    assert not (tmp_path / PID_FILE).exists()


async def test_error_stops_all(tmp_path: Path) -> None:
    """An error inside the block leaves no child behind either."""
    pids: list[int] = []

    async def failing() -> None:
        async with Supervisor(PidFile(tmp_path / PID_FILE), print) as supervisor:
            pids.append(supervisor.start(program(tmp_path)).pid)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()

    assert not alive(pids[0])


async def test_second_interruption_kills(tmp_path: Path) -> None:
    """Cancelled while it waits for a deaf child, it kills it at once."""
    supervisor = Supervisor(PidFile(tmp_path / PID_FILE), print)
    child = supervisor.start(program(tmp_path, STUBBORN, grace_seconds=600))
    await until(lambda: child.program.log.stat().st_size > 0)

    stopping = asyncio.create_task(supervisor.stop())
    await asyncio.sleep(0.3)
    stopping.cancel()
    await asyncio.wait([stopping])

    assert stopping.cancelled()
    assert child.code == -signal.SIGKILL


async def test_program_that_went_missing_is_tried_again(tmp_path: Path) -> None:
    """A program that cannot be started now, as while it is being replaced, is tried again later."""
    told: list[str] = []
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\nsleep 600\n", "utf-8")
    tool.chmod(0o755)
    wanted = Program(name="tool", argv=(str(tool),), log=tmp_path / "tool.log", environment={})
    async with watched(wanted, folder=tmp_path, told=told) as (_, (child,)):
        tool.rename(tmp_path / "away")
        os.killpg(child.pid, signal.SIGKILL)
        await until(lambda: any("не запускается" in line for line in told))
        (tmp_path / "away").rename(tool)
        await until(lambda: told[-1] == "tool запущен снова")


def test_pauses_grow_up_to_a_limit(tmp_path: Path) -> None:
    """A child that dies at once again and again is started ever less often."""
    supervised = Supervised(program(tmp_path, "pass"))
    supervised.child.kill()

    pauses = [supervised.note_death() for _ in range(9)]

    assert pauses[:3] == [0.1, 0.2, 0.4]
    assert pauses[-1] == module.LONGEST_PAUSE_SECONDS


def test_steady_child_is_restarted_soon(tmp_path: Path) -> None:
    """A child that had lived for long starts with the short pause again."""
    supervised = Supervised(program(tmp_path, "pass"))
    supervised.child.kill()
    for _ in range(5):
        supervised.note_death()
    supervised.child.started_at = time.monotonic() - module.STEADY_SECONDS - 1

    assert supervised.note_death() == 0.1
