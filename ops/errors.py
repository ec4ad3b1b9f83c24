"""What an operator is told when something cannot be done; ``cli`` prints it and exits with 1.

::

    OtklikError
    └── OpsError
        ├── AlreadyRunningError   another `otklik up` holds the data folder
        ├── PortTakenError        somebody else listens there
        ├── MissingProgramError   a program that has to be installed
        ├── NotStartedError       a program that the system does not run
        ├── ChildFailedError      a process that ended before it was ready
        ├── NotReadyError         a process that lives and does not answer
        ├── DatabaseError         the read model is away or refuses
        ├── RosterFileError       a file of people that cannot be read
        ├── SamplesError          a sample message that cannot be loaded
        └── AnswersError          a file of answers that makes no regulation
"""

from pathlib import Path

from domain.errors import OtklikError
from domain.validation import FieldError


class OpsError(OtklikError):
    """Something that the operator has to change; the text says what, in Russian."""


class AlreadyRunningError(OpsError):
    """Another supervisor works in the same data folder."""

    def __init__(self, data_dir: Path) -> None:
        """Name the folder."""
        super().__init__(f"otklik up уже работает с папкой {data_dir}; остановите его или укажите другую --data-dir")


class PortTakenError(OpsError):
    """A port is in use by somebody else."""

    def __init__(self, port: int, purpose: str, option: str) -> None:
        """Name the port, what it was wanted for, and the option that chooses another."""
        super().__init__(
            f"порт {port} ({purpose}) занят другой программой; освободите его или укажите другой: {option}"
        )
        self.port = port


class MissingProgramError(OpsError):
    """A program that the embedded mode needs is not installed."""


class DatabaseError(OpsError):
    """The read model cannot be used."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(f"база данных недоступна: {reason}")


class NotStartedError(OpsError):
    """The system does not run a program."""

    def __init__(self, name: str, reason: str) -> None:
        """Say why."""
        super().__init__(f"{name} не запускается: {reason}")


class ChildFailedError(OpsError):
    """A process ended before it was ready."""

    def __init__(self, name: str, code: int, log: Path, tail: str) -> None:
        """Say how it ended and what it wrote last."""
        last = f":\n{tail}" if tail else ""
        super().__init__(f"{name} завершился при запуске (код {code}); журнал: {log}{last}")
        self.name = name


class NotReadyError(OpsError):
    """A process lives, but did not become ready in time."""

    def __init__(self, name: str, seconds: float) -> None:
        """Say how long was waited."""
        super().__init__(f"{name} не ответил за {seconds:.0f} с")


class RosterFileError(OpsError):
    """A file of people cannot be read."""

    def __init__(self, file: Path, reason: str) -> None:
        """Name the file and say why."""
        super().__init__(f"{file}: {reason}")


class SamplesError(OpsError):
    """A sample message was refused, or the file of samples cannot be read."""


class AnswersError(OpsError):
    """A file of answers that is incomplete or wrong."""

    def __init__(self, source: str, errors: tuple[FieldError, ...]) -> None:
        """Keep every error found in it."""
        self.errors = errors
        super().__init__("\n".join(f"{source}: {item.field}: {item.message}" for item in errors))
