"""What may go wrong on the way to Temporal, as the API's own errors: not there, away, or refused by the core."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn, TypeVar

from pydantic import BaseModel
from temporalio.client import (
    WorkflowFailureError,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from api.errors import NotFoundError, UnavailableError
from domain.errors import UnknownFormError, refusal_from
from domain.forms import read_form
from workflows.contract import REFUSED

_log = logging.getLogger(__name__)

_Shape = TypeVar("_Shape", bound=BaseModel)


@asynccontextmanager
async def bounded(seconds: float) -> AsyncIterator[None]:
    """End a wait after so long, and turn each failure of the way there into one of the API's own errors."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError, WorkflowQueryFailedError) as error:
        _log.warning("No answer from a workflow: %s", type(error).__name__)
        raise away() from error
    except RPCError as error:
        raise _translated(error) from error
    except RuntimeError as error:
        # The SDK has no type of its own for a server that cannot be reached; subclasses mean something else.
        if type(error) is not RuntimeError:
            raise
        _log.warning("Temporal cannot be reached")
        raise away() from error


def _translated(error: RPCError) -> NotFoundError | UnavailableError:
    # A namespace that is not there is NOT_FOUND too, but says nothing about the message.
    if error.status is RPCStatusCode.NOT_FOUND and "namespace" not in error.message.lower():
        return NotFoundError("Сообщение не найдено")
    _log.warning("Temporal refuses: %s", error.status.name)
    return away()


def away() -> UnavailableError:
    """The answer where a wait ended without one."""
    return UnavailableError("Сервер процессов или его исполнитель сейчас не отвечает; повторите запрос")


def read(shape: type[_Shape], answer: object) -> _Shape:
    """Read an answer; what only a newer API understands is as good as none."""
    try:
        return read_form(shape, answer)
    except UnknownFormError as error:
        _log.warning("A worker of another version answers")
        raise away() from error


def raise_refusal(error: WorkflowUpdateFailedError | WorkflowFailureError) -> NoReturn:
    """Rebuild what the core refused; another failure is no answer to the command."""
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == REFUSED and cause.details:
        raise refusal_from(cause.details[0]) from None
    _log.warning("A command failed: %s", type(cause).__name__)
    raise away() from error
