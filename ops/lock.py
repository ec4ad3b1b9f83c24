"""One supervisor a data folder: two would start two servers on one file."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.os_words import reason
from ops.errors import AlreadyRunningError, OpsError

LOCK_FILE = "up.lock"


@contextmanager
def exclusive(data_dir: Path) -> Iterator[None]:
    """Hold the data folder, which is made where it is absent; the system lets go of it however this process ends.

    Raises:
        AlreadyRunningError: another process holds it.
        OpsError: the folder cannot be made or written.

    """
    try:
        # Messages are personal data: nobody else on this machine reads them.
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (data_dir / LOCK_FILE).open("a")
    except OSError as error:
        raise OpsError(f"папка данных {data_dir} недоступна: {reason(error)}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(data_dir) from error
        yield
