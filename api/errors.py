"""What only the front end refuses, before or beside the domain; ``problems.py`` gives each its HTTP status.

::

    OtklikError
    └── ApiError
        ├── UnreadableBodyError   the body is no JSON text in UTF-8
        ├── BodyTooLargeError     the body is over the limit
        ├── UnauthenticatedError  no token, or one that nobody issued
        ├── NotFoundError         no such message, limit, command or regulation
        └── UnavailableError      Temporal, every worker or the database is away
"""

from domain.errors import OtklikError


class ApiError(OtklikError):
    """A request that is not carried out; ``detail`` says why in Russian."""

    def __init__(self, detail: str) -> None:
        """Say why."""
        self.detail = detail
        super().__init__(detail)


class UnreadableBodyError(ApiError):
    """The body cannot be read as JSON."""


class BodyTooLargeError(ApiError):
    """The body is longer than the API reads."""


class UnauthenticatedError(ApiError):
    """Nobody knows who asks."""


class NotFoundError(ApiError):
    """What is asked for does not exist, or not for this person."""


class UnavailableError(ApiError):
    """The answer depends on something that is away; the same request may be repeated.

    ``command_id`` names the command that may or may not have taken effect: repeated with it, it is one effect.
    """

    def __init__(self, detail: str, *, command_id: str | None = None) -> None:
        """Say what is away, and which command is in doubt."""
        self.command_id = command_id
        super().__init__(detail)


def stopping(command_id: str | None = None) -> UnavailableError:
    """What a request hears that outlives the patience of a server which stops."""
    return UnavailableError("Сервер останавливается; повторите запрос", command_id=command_id)
