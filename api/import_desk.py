"""The API's own desk for imported messages: the same intake and the same command as its routes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from api.arrivals import arrive
from api.cases import find
from api.context import Context
from api.errors import NotFoundError, UnavailableError
from domain.errors import WrongState
from domain.lifecycle import CaseView, Intake
from domain.roles import Principal
from domain.terms import CommandName
from importing.taking import AwayError, Taken


class ApiDesk:
    """Hands messages in for one person."""

    def __init__(self, context: Context, principal: Principal) -> None:
        """Work within the running API."""
        self._context = context
        self._principal = principal

    async def known(self, message_id: str) -> Taken | None:
        """What is known of a message; None where it never came."""
        with _away():
            try:
                return _taken((await find(self._context, message_id, self._principal)).case)
            except NotFoundError:
                return None

    async def take_in(self, intake: Intake) -> Taken:
        """Take a message in, once; raises the Refusal."""
        with _away():
            arrival = await arrive(self._context, intake, f"external:{intake.external_id}")
        return _taken(arrival.case, new=arrival.new)

    async def route(self, message_id: str, payload: Mapping[str, Any]) -> None:
        """Send a message to a body; raises the Refusal."""
        stamped = {
            **payload,
            "received_at": self._context.clock().isoformat(),
            "principal": self._principal.model_dump(mode="json"),
        }
        with _away():
            try:
                await self._context.gateway.update(message_id, CommandName.ROUTE, stamped)
            except NotFoundError:
                raise WrongState("работа с сообщением завершена") from None


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except UnavailableError as error:
        raise AwayError(error.detail) from error


def _taken(case: CaseView, *, new: bool = False) -> Taken:
    return Taken(id=case.id, state=case.state, declines=case.declines, message=case.message, new=new)
