"""Reads a request's body as it came: bounded, UTF-8, JSON, an object; what it means is the domain's to judge."""

import json
import math
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from api.errors import BodyTooLargeError, UnreadableBodyError
from domain.errors import InvalidInput
from domain.validation import FieldError

MAX_BODY_BYTES = 1_000_000
"""The contract's 1 MB."""


async def read_object(request: Request) -> dict[str, Any]:
    """Read a JSON object; of a key that stands twice the last value counts.

    Raises:
        BodyTooLargeError: more than ``MAX_BODY_BYTES``, announced or sent.
        UnreadableBodyError: not UTF-8, not JSON, or with numbers that JSON does not have (NaN, Infinity).
        InvalidInput: JSON, but not an object.

    """
    value = _parsed(await read_bytes(request, MAX_BODY_BYTES))
    if not isinstance(value, dict):
        msg = "Тело запроса должно быть объектом JSON"
        raise InvalidInput(msg, errors=(FieldError("body", "ожидается объект JSON"),))
    return value


async def read_bytes(request: Request, most: int) -> bytes:
    """Read a body of at most so many bytes.

    Raises:
        BodyTooLargeError: more than that, announced or sent.
        UnreadableBodyError: the client has gone.

    """
    # Not Starlette's own limit: with a Content-Length over it, that answers in plain text whatever the app says.
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise _too_large(most)
    except ClientDisconnect:
        msg = "Соединение прервано"
        raise UnreadableBodyError(msg) from None
    return bytes(body)


def _too_large(most: int) -> BodyTooLargeError:
    return BodyTooLargeError(f"Тело запроса больше {most} байт")


def _parsed(body: bytes) -> Any:  # noqa: ANN401 -- any JSON value
    try:
        # A byte order mark is not JSON, but office programs write one.
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        msg = "Тело запроса не в кодировке UTF-8"
        raise UnreadableBodyError(msg) from None
    try:
        return json.loads(text, parse_constant=_no_such_number, parse_float=_finite)
    except (ValueError, RecursionError):
        # ValueError also means a number of thousands of digits, RecursionError brackets without end.
        msg = "Тело запроса не читается как JSON (NaN и Infinity в JSON нет)"
        raise UnreadableBodyError(msg) from None


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
