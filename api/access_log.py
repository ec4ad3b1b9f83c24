"""One line a request: method, path, status, time. Never a query string or a body: they hold personal data."""

import logging
import re
from functools import partial
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from api.observed import observed
from logs import about
from workflows.contract import workflow_id

_LONGEST_PATH = 200
_MESSAGE = re.compile(r"/messages/([0-9a-f-]{36})(?:/|$)")

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
        with about(_workflow_of(scope["path"])):
            await observed(self._app, scope, receive, send, partial(_tell, scope))


def _tell(scope: Scope, status: int, seconds: float) -> None:
    # Quoted, so that a path cannot forge a line of the log.
    path = quote(scope["path"])[:_LONGEST_PATH]
    taken = round(seconds * 1000)
    told = {"method": scope["method"], "path": path, "status": status, "milliseconds": taken}
    _log.info("%s %s %d %d ms", scope["method"], path, status, taken, extra=told)


def _workflow_of(path: str) -> str | None:
    """The workflow of the message that a path names."""
    named = _MESSAGE.search(path)
    return None if named is None else workflow_id(named[1])
