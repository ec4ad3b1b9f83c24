"""Every command as a signal and an update of one name; nothing that a stranger sends can harm the case.

One dynamic handler of each kind takes every name with its raw payloads. A named handler would let the SDK decode
first: it drops a signal it cannot decode without a word, and a missing argument fails the workflow task for ever.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from temporalio import workflow
from temporalio.api.common.v1 import Payload
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from pydantic_core import from_json

    from domain.errors import Refusal, wrong_field
    from domain.lifecycle import CaseView, Command, News, parse_command, parse_news
    from domain.terms import CommandName
    from workflows.contract import FOLLOW_UP_SIGNAL, REFUSED

_READABLE = b"json/plain"
_NAMES = ", ".join(CommandName)


class CommandHandlers:
    """The signals and updates of a message's workflow; what they do is said by the workflow itself."""

    @abstractmethod
    async def accept(self, command: Command) -> CaseView:
        """Carry out a command as soon as the case is ready; raises a Refusal where it may not be given."""

    @abstractmethod
    def rehearse(self, command: Command) -> None:
        """Raise the Refusal that a command would meet now; changes nothing."""

    @abstractmethod
    async def hear(self, news: News) -> None:
        """Journal what has become of a promise."""

    @abstractmethod
    async def note_refusal(self, name: str, refusal: Refusal, command: Command | None) -> None:
        """Journal a signal that was not accepted; ``command`` is what it said, where that could be read."""

    @workflow.signal(dynamic=True, description=f"Команда без ответа: {_NAMES}")
    async def on_signal(self, name: str, args: Sequence[RawValue]) -> None:
        """Carry out a command; one that is not accepted is journalled, because its sender hears nothing."""
        command: Command | None = None
        try:
            if name == FOLLOW_UP_SIGNAL:
                await self.hear(parse_news(read_payload(args)))
                return
            command = parse_command(name, read_payload(args))
            await self.accept(command)
        except Refusal as refusal:
            await self.note_refusal(name, refusal, command)

    @workflow.update(dynamic=True, description=f"Команда с ответом: {_NAMES}")
    async def on_update(self, name: str, args: Sequence[RawValue]) -> CaseView:
        """Carry out a command and answer with the case."""
        try:
            return await self.accept(parse_command(name, read_payload(args)))
        except Refusal as refusal:
            raise as_failure(refusal) from None

    @on_update.validator
    def validate(self, name: str, args: Sequence[RawValue]) -> None:
        """Refuse before anything enters the history."""
        try:
            self.rehearse(parse_command(name, read_payload(args)))
        except Refusal as refusal:
            raise as_failure(refusal) from None


def read_payload(args: Sequence[RawValue]) -> Any:  # noqa: ANN401 -- whatever a stranger sent
    """Read the one argument of a command; raises InvalidInput where there is not one, or it is no JSON."""
    if len(args) != 1:
        raise wrong_field("payload", f"ожидается один аргумент, получено: {len(args)}")
    payload: Payload = args[0].payload
    if payload.metadata.get("encoding") != _READABLE:
        raise wrong_field("payload", "ожидается JSON")
    try:
        return from_json(payload.data, allow_inf_nan=False)
    except ValueError:
        raise wrong_field("payload", "не читается как JSON") from None


def as_failure(refusal: Refusal) -> ApplicationError:
    """A refusal as it crosses the wire."""
    return ApplicationError(refusal.detail, refusal.as_details(), type=REFUSED, non_retryable=True)
