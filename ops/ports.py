"""Whether a TCP port can be had."""

import errno
import socket
from typing import NamedTuple

from domain.os_words import reason
from ops.errors import OpsError, PortTakenError

_ANSWER_SECONDS = 1.0


class Port(NamedTuple):
    """A port that is wanted: where, what for, and the option that chooses another."""

    host: str
    number: int
    purpose: str
    option: str


def is_free(host: str, number: int) -> bool:
    """Whether nobody listens there and the port may be taken.

    Raises:
        OSError: the address does not exist on this machine, or the port is not allowed to this user.

    """
    # Binding alone is not enough: macOS lets a second program bind 127.0.0.1 beside a listener on every address.
    if answers(host, number):
        return False
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        # As servers do: a connection that was closed a moment ago does not make the port taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def answers(host: str, number: int) -> bool:
    """Whether somebody accepts connections there."""
    try:
        with socket.create_connection((reachable(host), number), timeout=_ANSWER_SECONDS):
            return True
    except OSError:
        return False


def reachable(host: str) -> str:
    """Name the address at which a server that listens on ``host`` is reached from this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- it is compared, not listened on


def demand_free(*wanted: Port) -> None:
    """Make sure that every port may be taken, and that no two are the same.

    Raises:
        PortTakenError: somebody listens there.
        OpsError: two ports are equal, or one cannot be listened on at all.

    """
    seen: dict[int, str] = {}
    for port in wanted:
        if port.number in seen:
            raise OpsError(f"порт {port.number} указан дважды: {seen[port.number]} и {port.purpose}")
        seen[port.number] = port.purpose
        try:
            free = is_free(port.host, port.number)
        except OSError as error:
            why = f"{port.host}:{port.number} ({port.purpose}) открыть нельзя: {reason(error)}"
            raise OpsError(why) from error
        if not free:
            raise PortTakenError(port.number, port.purpose, port.option)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
