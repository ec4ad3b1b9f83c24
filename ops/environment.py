"""How settings reach a child process: as the environment variables that it reads itself."""

import os
import sys
from pathlib import Path

from ops.processes import Program
from settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the program's own modules."""

_SPARE_SECONDS = 5.0


def variables(settings: Settings) -> dict[str, str]:
    """Write every setting as its variable: so the children agree with us, whatever a `.env` file says."""
    named = settings.model_dump(mode="json")
    return {f"{PREFIX}{name}".upper(): "" if value is None else str(value) for name, value in named.items()}


def module_program(name: str, settings: Settings) -> Program:
    """Say how one of our own modules is run as a process.

    ``-P`` keeps the folder that `otklik` was called in out of the search for modules: it may hold a `worker.py`
    of somebody else. The worker imports the workflow anew for every message, so bytecode is kept whatever the shell
    says: without it, a tenth of a message's processor time would go into compiling.
    """
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return Program(
        name=name,
        argv=(sys.executable, "-P", "-m", name),
        log=settings.data_dir / "logs" / f"{name}.log",
        environment={
            **variables(settings),
            "PYTHONPATH": path,
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",
        },
        grace_seconds=settings.graceful_shutdown_seconds + _SPARE_SECONDS,
    )
