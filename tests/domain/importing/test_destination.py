"""Where a file goes: read from a regulation, or from what the API says of it; and what the import may do there."""

import json
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from domain.errors import InvalidInput
from domain.importing import Destination, awaits_resolution, awaits_route, comes_again, route_payload
from domain.lifecycle import parse_command, parse_intake
from domain.regulation.describe import regulation_json
from domain.terms import CommandName, State
from tests.domain.lifecycle.builders import GUL, LUZ, PRO, shipped

MESSAGE = {"regulation": LUZ, "network": "vk", "external_id": "1", "text": "Яма"}


def test_regulation_tells_what_reading_needs() -> None:
    """Clocks, bodies and whether messages go back to their sender come from the regulation."""
    assert Destination.of(shipped(LUZ).regulation, None) == Destination(
        LUZ, None, ZoneInfo("Europe/Moscow"), frozenset({"authority-1", "authority-2"}), may_come_again=True
    )
    assert not Destination.of(shipped(PRO).regulation, "main").may_come_again


@pytest.mark.parametrize("name", [PRO, LUZ, GUL])
def test_answer_of_the_api_tells_the_same(name: str) -> None:
    """What `GET /regulations/{id}` answers is as good as the file itself."""
    regulation = shipped(name).regulation
    answer = json.loads(json.dumps(regulation_json(regulation)))

    assert Destination.of(answer, None) == Destination.of(regulation, None)


def test_unknown_procedure_is_refused() -> None:
    """A procedure that the regulation has not is named, with those that it has."""
    with pytest.raises(InvalidInput, match="допустимо: pages, incident"):
        Destination.of(shipped(GUL).regulation, "main")
    assert Destination.of(shipped(GUL).regulation, "incident").flow == "incident"


def test_what_is_no_regulation_is_an_error() -> None:
    """An answer of something else is not taken for a regulation."""
    with pytest.raises(ValidationError):
        Destination.of({"items": []}, None)


@pytest.mark.parametrize(
    ("received", "again"),
    [
        (None, False),
        ("2026-03-16T10:00:00+03:00", False),
        ("2026-03-16T10:00:30+03:00", False),
        ("2026-03-17T10:00:00+03:00", True),
    ],
)
def test_only_a_later_receipt_is_another_arrival(received: str | None, *, again: bool) -> None:
    """The same row on the next run brings nothing; a row with a later time of receipt is another arrival (LUZ-5)."""
    intake = parse_intake(MESSAGE | {"received_at": received})

    assert comes_again(intake, {"received_at": "2026-03-16T07:00:00Z"}) is again


def test_route_is_the_same_command_on_every_run() -> None:
    """The command names one body, and two runs are one effect; another body is another command."""
    payload = route_payload("m-1", "authority-1")

    assert parse_command(CommandName.ROUTE, payload).digest() == (
        parse_command(CommandName.ROUTE, route_payload("m-1", "authority-1")).digest()
    )
    assert payload == route_payload("m-1", "authority-1")
    assert payload["command_id"] != route_payload("m-1", "authority-2")["command_id"]
    assert payload["command_id"] != route_payload("m-2", "authority-1")["command_id"]


def test_person_s_decision_stands() -> None:
    """Only a message that nobody has sent anywhere is routed; one that came back waits for a person."""
    assert awaits_route(State.AWAITING_ROUTING, 0)
    assert not awaits_route(State.AWAITING_ROUTING, 1)
    assert not awaits_route(State.DRAFTING, 0)
    assert awaits_resolution(State.AWAITING_RESOLUTION)
    assert not awaits_resolution(State.AWAITING_ROUTING)
