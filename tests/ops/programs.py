"""Small real programs that stand for children."""

import sys
from pathlib import Path

from ops.processes import Program

LIVE = "import time\nprint('works', flush=True)\ntime.sleep(600)"
STUBBORN = (
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('deaf', flush=True)\ntime.sleep(600)"
)


def program(
    folder: Path, code: str = LIVE, *, name: str = "child", grace_seconds: float = 10, **variables: str
) -> Program:
    """A child that runs this Python code."""
    return Program(
        name=name,
        argv=(sys.executable, "-c", code),
        log=folder / "logs" / f"{name}.log",
        environment=variables,
        grace_seconds=grace_seconds,
    )
