"""A child process: started in a group of its own, with a log file, and stopped politely before it is killed."""

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.os_words import reason
from ops.errors import ChildFailedError, NotReadyError, NotStartedError

POLL_SECONDS = 0.1
_TAIL_LINES = 15
_TAIL_BYTES = 20_000
_LARGEST_LOG = 20_000_000
"""Bytes; a log that is larger when its program starts gives way to a new one."""


@dataclass(frozen=True)
class Program:
    """What to run. ``environment`` comes on top of our own; ``grace_seconds`` is what its stop may take."""

    name: str
    argv: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]
    grace_seconds: float = 10.0


class Child:
    """A program that was started."""

    def __init__(self, program: Program) -> None:
        """Start it; a group of its own keeps the terminal's Ctrl-C from it, for the supervisor decides the order.

        Raises:
            NotStartedError: the system does not run it.

        """
        self.program = program
        self.started_at = time.monotonic()
        try:
            self.process = _started(program)
        except OSError as error:
            raise NotStartedError(program.name, reason(error)) from error

    @property
    def pid(self) -> int:
        """The process's id, which is also that of its group."""
        return self.process.pid

    @property
    def code(self) -> int | None:
        """How it ended (negative: the signal that killed it); None while it runs."""
        return self.process.poll()

    @property
    def age_seconds(self) -> float:
        """How long ago it was started."""
        return time.monotonic() - self.started_at

    async def stop(self) -> None:
        """Ask it to end, and kill it where it does not within its grace."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + self.program.grace_seconds
        while self.code is None and time.monotonic() < deadline:  # noqa: ASYNC110 -- another process sets no event
            await asyncio.sleep(POLL_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once and collect it; nothing where it has ended."""
        self._signal(signal.SIGKILL)
        self.process.wait()

    async def until(self, ready: Callable[[], Awaitable[bool]], seconds: float) -> None:
        """Wait until ``ready`` says so.

        Raises:
            ChildFailedError: the process ended first.
            NotReadyError: ``seconds`` have passed.

        """
        deadline = time.monotonic() + seconds
        while not await ready():
            if self.code is not None:
                raise ChildFailedError(self.program.name, self.code, self.program.log, last_lines(self.program.log))
            if time.monotonic() >= deadline:
                raise NotReadyError(self.program.name, seconds)
            await asyncio.sleep(POLL_SECONDS)

    def _signal(self, number: signal.Signals) -> None:
        if self.code is None:
            # Not collected yet, so the pid is still its own.
            os.killpg(self.pid, number)


def _started(program: Program) -> subprocess.Popen[bytes]:
    program.log.parent.mkdir(parents=True, exist_ok=True)
    _put_aside_a_large(program.log)
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.argv,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **program.environment},
            start_new_session=True,
        )


def last_lines(log: Path) -> str:
    """Read the end of a log, for an error message."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
        text = file.read().decode("utf-8", errors="replace")
    return "\n".join(text.strip().splitlines()[-_TAIL_LINES:])


def _put_aside_a_large(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".log.old"))
