"""Taking a message in: what a monitoring system sends, and what is refused at the door."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import InvalidInput, wrong_field
from domain.lifecycle.payloads import Attachments
from domain.moment import Moment
from domain.regulation import Library, Regulation, UnknownRegulationError
from domain.terms import Network, Visibility
from domain.text import AT_THE_DOOR, Identifier, Line, Text, Url
from domain.validation import field_errors

AHEAD = timedelta(seconds=60)
"""How far a clock of another system may be ahead of ours before a time counts as one in the future."""

_NAMESPACE = UUID("6f3f7c1e-54a4-5d0b-9f0e-0a7b7c0d6a11")


class Author(BaseModel):
    """Who wrote the message, as the network shows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line | None = None
    url: Url | None = None


class Intake(BaseModel):
    """A message as another system reports it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier
    flow: Identifier | None = None
    network: Network
    external_id: Identifier | None = None
    url: Url | None = None
    author: Author | None = None
    text: Text
    visibility: Visibility | None = Visibility.PUBLIC
    posted_at: Moment | None = None
    detected_at: Moment | None = None
    received_at: Moment | None = None
    theme: Line | None = None
    theme_group: Line | None = None
    location: Line | None = None
    importance: Line | None = None
    repeat_of: Identifier | None = None
    external_due_at: Moment | None = None
    attachments: Attachments | None = ()


class Message(Intake):
    """A message that was taken in: its regulation's version, its flow and its times are known.

    ``arrival`` counts how often it came: after it was returned to its sender it may come again, as a new case beside
    ``earlier_case`` (LUZ-5). ``detected_estimated``: nobody told when it was detected, and our receipt stands for it
    (R15).
    """

    regulation_version: Annotated[str, Field(min_length=1)]
    flow: Identifier
    visibility: Visibility = Visibility.PUBLIC
    detected_at: Moment
    received_at: Moment
    attachments: Attachments = ()
    detected_estimated: bool = False
    arrival: Annotated[int, Field(ge=1)] = 1
    earlier_case: Identifier | None = None


@dataclass(frozen=True)
class Returned:
    """The case that a message was returned to its sender with: the message comes again with its first detection.

    ``detected_estimated`` as that case's message has it.
    """

    case_id: str
    arrival: int
    detected_at: datetime
    detected_estimated: bool = False


def parse_intake(payload: Any) -> Intake:  # noqa: ANN401 -- whatever a stranger sent
    """Read a payload; raises InvalidInput that names every wrong field."""
    try:
        return Intake.model_validate(payload, context=AT_THE_DOOR)
    except ValidationError as error:
        raise InvalidInput("Сообщение не принято", errors=field_errors(error)) from error


def admit(intake: Intake, library: Library, now: datetime, again: Returned | None = None) -> Message:
    """Fix the version, the flow and the times of a message; raises InvalidInput where a value is wrong.

    ``again``: the message was returned to its sender and comes once more; its first detection counts (LUZ-5).
    """
    times = _times(intake if again is None else _second_arrival(intake, again, now), now)
    regulation = _regulation(intake, library, times["detected_at"])
    if intake.network not in regulation.scope.networks:
        allowed = ", ".join(regulation.scope.networks)
        raise wrong_field(
            "network", f"сеть вне сферы действия регламента; допустимо: {allowed}", clause=regulation.scope.clause
        )
    flows = [flow.id for flow in regulation.flows]
    flow = intake.flow or flows[0]
    if flow not in flows:
        raise wrong_field("flow", f"такого порядка в регламенте нет; допустимо: {', '.join(flows)}")
    if intake.external_due_at is not None and intake.external_due_at <= times["detected_at"]:
        raise wrong_field("external_due_at", "не позже времени выявления detected_at")
    untold = regulation.flow(flow).detected_outside and intake.detected_at is None
    fixed = {
        "flow": flow,
        "regulation_version": regulation.version,
        "visibility": intake.visibility or Visibility.PUBLIC,
        "attachments": intake.attachments or (),
        "detected_estimated": untold if again is None else again.detected_estimated,
    }
    if again is not None:
        fixed |= {"arrival": again.arrival + 1, "earlier_case": again.case_id}
    return Message.model_validate(intake.model_dump() | times | fixed)


def _second_arrival(intake: Intake, again: Returned, now: datetime) -> Intake:
    """The message as it comes again: detected when it first was, received now unless its sender says when."""
    times = {"detected_at": again.detected_at, "received_at": intake.received_at or now}
    return intake.model_copy(update=times)


def _regulation(intake: Intake, library: Library, detected: datetime) -> Regulation:
    try:
        newest = library.versions(intake.regulation)[-1]
    except UnknownRegulationError as error:
        raise wrong_field("regulation", str(error)) from error
    return library.on(intake.regulation, detected.astimezone(ZoneInfo(newest.calendar.timezone)).date())


def _times(intake: Intake, now: datetime) -> dict[str, datetime]:
    """The times of a message, in order; what a fast clock puts a little ahead counts as now."""
    named = {"posted_at": intake.posted_at, "detected_at": intake.detected_at, "received_at": intake.received_at}
    given = {field: min(value, now) for field, value in named.items() if value is not None}
    for field, value in named.items():
        if value is not None and value > now + AHEAD:
            raise wrong_field(field, "время в будущем")
    received = given.get("received_at", given.get("detected_at", now))
    detected = given.get("detected_at", received)
    if detected < given.get("posted_at", detected):
        raise wrong_field("detected_at", "раньше времени публикации posted_at")
    if received < detected:
        raise wrong_field("received_at", "раньше времени выявления detected_at")
    return given | {"detected_at": detected, "received_at": received}


def message_id(regulation: str, network: Network, key: str, arrival: int = 1) -> str:
    """The id of a message: the same for the same regulation, network, ``key`` (external id or idempotency key).

    Another ``arrival`` of the same message, after it was returned to its sender, has an id of its own.
    """
    first = uuid5(_NAMESPACE, f"{regulation}\n{network}\n{key}")
    # Not a part of the key: another system's id may end in anything.
    return str(first if arrival == 1 else uuid5(first, str(arrival)))
