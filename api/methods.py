"""The methods that every address has beside its own: HEAD where it has GET, and a complete Allow where it has neither.

The framework gives no route HEAD, and names in Allow the methods of one of the routes that share an address.
"""

import re
from http import HTTPMethod
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PARAMETER = re.compile(r"\\\{[^}]*\\\}")


class AnswerHead:
    """Wraps an app: HEAD is answered as GET would be, without the content (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        """``app`` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] != HTTPMethod.HEAD:
            await self._app(scope, receive, send)
            return

        async def without_content(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        # A copy: the server asks its own scope whether content follows.
        asked: dict[str, Any] = {**scope, "method": HTTPMethod.GET.value}
        try:
            await self._app(asked, receive, without_content)
        finally:
            scope["route"] = asked.get("route")


def methods_of(app: FastAPI, path: str) -> tuple[str, ...]:
    """What the description says may be asked of an address, in alphabetical order; nothing for an unknown one."""
    found = {
        method.upper()
        for template, operations in app.openapi()["paths"].items()
        if _pattern(template).fullmatch(path)
        for method in operations
    }
    return tuple(sorted(found | {HTTPMethod.HEAD.value} if HTTPMethod.GET in found else found))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_PARAMETER.sub("[^/]+", re.escape(template)))
