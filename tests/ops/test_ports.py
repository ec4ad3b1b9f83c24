"""Ports: free or taken, and what the operator is told."""

import socket
from collections.abc import Iterator

import pytest

from ops.errors import OpsError, PortTakenError
from ops.ports import Port, answers, demand_free, is_free, reachable
from tests.fixtures.ports import free_port

HERE = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def bound() -> Iterator[int]:
    """A port that somebody holds without listening."""
    with socket.socket() as holder:
        holder.bind((HERE, 0))
        yield holder.getsockname()[1]


def test_unused_port_is_free() -> None:
    """A port that nobody uses may be taken."""
    number = free_port()

    assert is_free(HERE, number)
    assert not answers(HERE, number)


def test_listener_takes_a_port(taken: int) -> None:
    """A port with a listener is not free, and it answers."""
    assert not is_free(HERE, taken)
    assert answers(HERE, taken)


def test_held_port_is_not_free(bound: int) -> None:
    """A port that is held without answering is not free either."""
    assert not is_free(HERE, bound)


def test_taken_port_is_named(taken: int) -> None:
    """The error says which port, what it was for, and which option chooses another."""
    with pytest.raises(PortTakenError, match=rf"порт {taken} \(API\).*--api-port"):
        demand_free(Port(HERE, taken, "API", "--api-port"))


def test_port_is_wanted_once() -> None:
    """Two servers on one port are refused before either starts."""
    number = free_port()

    with pytest.raises(OpsError, match="указан дважды: API и Temporal"):
        demand_free(Port(HERE, number, "API", "--api-port"), Port(HERE, number, "Temporal", "--temporal-port"))


def test_address_elsewhere_is_an_error() -> None:
    """An address that this machine does not have is said with its name."""
    with pytest.raises(OpsError, match=r"192\.0\.2\.1:\d+ \(API\) открыть нельзя"):
        demand_free(Port("192.0.2.1", free_port(), "API", "--api-port"))


@pytest.mark.parametrize(("host", "address"), [("0.0.0.0", HERE), ("::", "::1"), (HERE, HERE)])  # noqa: S104 -- a name
def test_every_address_is_reached_here(host: str, address: str) -> None:
    """A server that listens on every address is called on the machine's own."""
    assert reachable(host) == address
