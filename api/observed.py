"""Watches what an app answers to a request; the log and the metrics of requests rest on it."""

import time
from collections.abc import Callable
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Tell = Callable[[int, float], None]
"""Takes the status of an answer, and the seconds until all of it was sent."""


async def observed(app: ASGIApp, scope: Scope, receive: Receive, send: Send, tell: Tell) -> None:
    """Serve a request of HTTP and tell how it ended; without an answer a mistake inside ended it, told as 500."""
    status: int = HTTPStatus.INTERNAL_SERVER_ERROR
    began = time.perf_counter()

    async def sending(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        await send(message)

    try:
        await app(scope, receive, sending)
    finally:
        tell(status, time.perf_counter() - began)
