"""One line a request: method, path, status, time. Never a query string or a body: they hold personal data."""

import logging
import time
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST_PATH = 200
_NO_ANSWER = 0

_log = logging.getLogger("otklik.access")


class AccessLog:
    """Wraps an app; uvicorn's own access log would write the query string."""

    def __init__(self, app: ASGIApp) -> None:
        """``app`` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and write its line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = _NO_ANSWER
        began = time.perf_counter()

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            # Quoted, so that a path cannot forge a line of the log.
            path = quote(scope["path"])[:_LONGEST_PATH]
            _log.info("%s %s %d %.0f ms", scope["method"], path, status, (time.perf_counter() - began) * 1000)
