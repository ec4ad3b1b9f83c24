"""The request headers that mean something here: Idempotency-Key and Prefer; and how an id is written into one."""

import string
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from domain.errors import InvalidInput
from domain.text import CommandId
from domain.validation import field_errors

IDEMPOTENCY_KEY = "Idempotency-Key"
COMMAND_ID = "Command-Id"
RESPOND_ASYNC = "respond-async"

_KEY: TypeAdapter[str] = TypeAdapter(CommandId)
_PLAIN = string.punctuation.replace("%", "")


def idempotency_key(request: Request) -> str | None:
    """The client's own name of this request; raises InvalidInput where it is empty or over 64 characters."""
    value = request.headers.get(IDEMPOTENCY_KEY)
    if value is None:
        return None
    try:
        return _KEY.validate_python(value)
    except ValidationError as error:
        msg = f"Заголовок {IDEMPOTENCY_KEY} не принят"
        raise InvalidInput(msg, errors=field_errors(error, within=[IDEMPOTENCY_KEY])) from error


def wants_no_wait(request: Request) -> bool:
    """Whether the client prefers an answer before the effect (RFC 7240, ``respond-async``)."""
    wishes = ",".join(request.headers.getlist("prefer")).split(",")
    return any(wish.partition(";")[0].strip().lower() == RESPOND_ASYNC for wish in wishes)


def command_id_header(command_id: str) -> dict[str, str]:
    """Return the command's id to the client; letters that no header may hold are percent-encoded."""
    return {COMMAND_ID: quote(command_id, safe=_PLAIN)}
