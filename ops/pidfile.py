"""Remembers which processes were started, so that the next `otklik up` can end what a killed one left behind.

A pid is used again after its process ended. So each is kept with its process's start time, and a process that
started at another time is somebody else's and left alone.
"""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

PID_FILE = "up.pid"

_SAME_START_SECONDS = 2.0
"""The system counts a start time from its boot, and that moves a little when the clock is set."""

_POLL_SECONDS = 0.05


class Mark(BaseModel):
    """One process: who it is, beyond doubt."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    pid: int
    started: float

    @classmethod
    def of(cls, name: str, pid: int) -> "Mark | None":
        """Mark a running process; None where it has ended already."""
        try:
            return cls(name=name, pid=pid, started=psutil.Process(pid).create_time())
        except psutil.NoSuchProcess:
            return None

    def runs(self) -> bool:
        """Whether this very process still runs; one that ended and was not collected by its parent does not."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) <= _SAME_START_SECONDS
            return same and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


_Marks = TypeAdapter(tuple[Mark, ...])


class PidFile:
    """The file of a data folder that names the processes at work in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, marks: Iterable[Mark]) -> None:
        """Replace the content at once: a reader sees the old list or the new one, never half of one."""
        fresh = self.path.with_suffix(".new")
        fresh.write_bytes(_Marks.dump_json(tuple(marks), indent=1))
        fresh.replace(self.path)

    def read(self) -> tuple[Mark, ...]:
        """Read what is named; nothing where there is no file.

        A file that cannot be read counts as empty too: it is replaced whole, so only a crash of the machine leaves
        one, and that ended the processes as well.
        """
        try:
            return _Marks.validate_json(self.path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return ()

    def clear(self) -> None:
        """Forget all."""
        self.path.unlink(missing_ok=True)


def end_leftovers(file: PidFile, grace_seconds: float = 10.0) -> tuple[str, ...]:
    """End the processes that a killed supervisor left behind, and give their names.

    One after the other, the last one started first: a worker whose server is gone takes long to stop. Each is asked,
    and killed where it has not ended after ``grace_seconds``.
    """
    left = [mark for mark in reversed(file.read()) if mark.runs()]
    for mark in left:
        _signal(mark, signal.SIGTERM)
        if not _ends(mark, grace_seconds):
            _signal(mark, signal.SIGKILL)
            _ends(mark, grace_seconds)
    file.clear()
    return tuple(mark.name for mark in left)


def _ends(mark: Mark, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while mark.runs():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _signal(mark: Mark, number: signal.Signals) -> None:
    """Signal the whole group, which every child leads."""
    try:
        os.killpg(mark.pid, number)
    except ProcessLookupError:
        return  # It ended meanwhile, which is what was wanted.
