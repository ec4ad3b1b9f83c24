"""What is done with each row, the same inside the API and over REST: intake, then the way to its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from domain.errors import OtklikError, Refusal
from domain.importing import (
    CellProblem,
    Columns,
    Destination,
    Mapped,
    Result,
    RowResult,
    awaits_resolution,
    awaits_route,
    comes_again,
    route_payload,
    says_other,
)
from domain.lifecycle import Intake, message_id

MOST_FAILURES = 8
"""After so many rows on end without an answer the rest is not tried: each would only wait its time out."""

_AGAIN = "временно недоступно; загрузите файл ещё раз"


class AwayError(OtklikError):
    """Nobody answers; the row may or may not have been taken, and may be sent again."""


@dataclass(frozen=True)
class Taken:
    """What is known of a message that was taken in; ``message`` are its intake fields as JSON."""

    id: str
    state: str
    declines: int
    message: Mapping[str, Any]
    new: bool = False


class Desk(Protocol):
    """Where messages are handed in. Every method raises AwayError where there is no answer."""

    async def known(self, message_id: str) -> Taken | None:
        """What is known of a message; None where it never came."""
        ...

    async def take_in(self, intake: Intake) -> Taken:
        """Take a message in, once; raises the Refusal."""
        ...

    async def route(self, message_id: str, payload: Mapping[str, Any]) -> None:
        """Send a message to a body; raises the Refusal."""
        ...


class RowsTaker:
    """Takes the rows of one file to a desk; a row that is refused stops no other one."""

    def __init__(self, desk: Desk, columns: Columns, destination: Destination) -> None:
        """Begin with everything there."""
        self._desk = desk
        self._columns = columns
        self._destination = destination
        self._failures = 0

    async def take(self, mapped: Mapped) -> RowResult:
        """Have a message taken in and, where the file says so, sent to a body."""
        if mapped.intake is None:
            return RowResult(row=mapped.row, result=Result.REFUSED, errors=mapped.errors)
        if self._failures >= MOST_FAILURES:
            return _unavailable(mapped)
        try:
            taken = await self._earlier(mapped.intake) or await self._desk.take_in(mapped.intake)
        except Refusal as refusal:
            return RowResult(row=mapped.row, result=Result.REFUSED, errors=self._columns.refusal(refusal))
        except AwayError:
            self._failures += 1
            return _unavailable(mapped)
        self._failures = 0
        if not taken.new and says_other(mapped.intake, taken.message):
            return RowResult(row=mapped.row, result=Result.REFUSED, id=taken.id, errors=(self._columns.taken_key(),))
        result = RowResult(row=mapped.row, result=Result.NEW if taken.new else Result.KNOWN, id=taken.id)
        return result.model_copy(update=await self._routed(taken, mapped))

    async def _earlier(self, intake: Intake) -> Taken | None:
        """A message that may have gone back to its sender: the same file does not bring it again (LUZ-5)."""
        if not self._destination.may_come_again:
            return None
        latest, number = None, 0
        while True:
            number += 1
            key = f"external:{intake.external_id}"
            known = await self._desk.known(message_id(intake.regulation, intake.network, key, number))
            if known is None:
                break
            latest = known
        return None if latest is None or comes_again(intake, latest.message) else latest

    async def _routed(self, taken: Taken, mapped: Mapped) -> dict[str, object]:
        """Send a message on where the row says so; what this changes in the row's result."""
        if mapped.unrouted is not None and awaits_route(taken.state, taken.declines):
            return self._not_routed(mapped.unrouted)
        return {} if mapped.authority is None else await self._sent(taken, mapped.authority)

    async def _sent(self, taken: Taken, authority: str) -> dict[str, object]:
        if awaits_resolution(taken.state):
            return self._not_routed("сначала резолюция главы; после неё загрузите файл ещё раз")
        if not awaits_route(taken.state, taken.declines):
            return {}
        try:
            await self._desk.route(taken.id, route_payload(taken.id, authority))
        except Refusal as refusal:
            return self._not_routed(refusal.detail)
        except AwayError:
            return self._not_routed(_AGAIN)
        return {"routed_to": authority}

    def _not_routed(self, reason: str) -> dict[str, object]:
        return {"errors": (self._columns.not_routed(reason),)}


def _unavailable(mapped: Mapped) -> RowResult:
    return RowResult(row=mapped.row, result=Result.UNAVAILABLE, errors=(CellProblem(column=None, message=_AGAIN),))
