"""Keeps child processes alive: one that dies is started again, with growing patience, until all are stopped."""

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from ops.errors import NotStartedError
from ops.pidfile import Mark, PidFile
from ops.processes import POLL_SECONDS, Child, Program

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
STEADY_SECONDS = 30.0
"""A child that lived so long died of something new: its next restart comes soon again."""


class Supervised:
    """A program with its present child and the patience its restarts need."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.child = Child(program)
        self._pause = FIRST_PAUSE_SECONDS
        self._restart_at: float | None = None

    def note_death(self) -> float:
        """Plan the next start; gives the seconds until then."""
        if self.child.age_seconds >= STEADY_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        self._restart_at = time.monotonic() + pause
        return pause

    @property
    def newly_dead(self) -> bool:
        """Whether it has ended and nobody has noticed."""
        return self.child.code is not None and self._restart_at is None

    @property
    def due(self) -> bool:
        """Whether its restart is planned and may happen now."""
        return self._restart_at is not None and time.monotonic() >= self._restart_at

    def restart(self) -> None:
        """Start the same program again: the same arguments, so the same ports."""
        self.child = Child(self.program)
        self._restart_at = None


class Supervisor:
    """The children of one `otklik up`; leaving its block stops all of them, the last one started first."""

    def __init__(self, pid_file: PidFile, tell: Callable[[str], None]) -> None:
        """Write pids to ``pid_file``, and tell the operator what happens through ``tell``."""
        self._pid_file = pid_file
        self._tell = tell
        self._supervised: list[Supervised] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    def start(self, program: Program) -> Child:
        """Start a program and note its pid."""
        supervised = Supervised(program)
        self._supervised.append(supervised)
        self._note_pids()
        return supervised.child

    async def watch(self) -> None:
        """Restart whoever dies; ends only by being cancelled."""
        while True:
            for supervised in self._supervised:
                if supervised.newly_dead:
                    name, code = supervised.program.name, supervised.child.code
                    pause = supervised.note_death()
                    self._tell(f"{name} завершился (код {code}); перезапуск через {pause:g} с")
                elif supervised.due:
                    self._restart(supervised)
            await asyncio.sleep(POLL_SECONDS)

    async def stop(self) -> None:
        """Stop all, politely; cancelled meanwhile (a second Ctrl-C), it kills the rest."""
        try:
            for supervised in reversed(self._supervised):
                await supervised.child.stop()
        finally:
            for supervised in self._supervised:
                supervised.child.kill()
            self._pid_file.clear()

    def _restart(self, supervised: Supervised) -> None:
        try:
            supervised.restart()
        except NotStartedError as error:
            # For example while the program is being replaced by a newer version: the next attempt may do.
            self._tell(f"{error}; следующая попытка через {supervised.note_death():g} с")
            return
        self._note_pids()
        self._tell(f"{supervised.program.name} запущен снова")

    def _note_pids(self) -> None:
        marks = (Mark.of(item.program.name, item.child.pid) for item in self._supervised)
        self._pid_file.write(mark for mark in marks if mark is not None)
