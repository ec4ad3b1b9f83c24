"""How the server of the API ends: nobody who asks in time is cut off, and nobody is waited for without end."""

import asyncio
import socket

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import stopping
from api.problems import answer_to

PARTING_SECONDS = 1.0
"""How long connections that are open may still bring a request when the server stops."""

_POLL_SECONDS = 0.05
_LAST = (b"connection", b"close")


class PartingServer(uvicorn.Server):
    """uvicorn, which would close connections at once when it stops, under the hands of those who just write to them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no new connection; the open ones are told with their next answer that it was the last, then closed."""
        for server in self.servers:
            server.close()
        self.server_state.default_headers = [*self.server_state.default_headers, _LAST]
        until = asyncio.get_running_loop().time() + PARTING_SECONDS
        while self.server_state.connections and asyncio.get_running_loop().time() < until:  # noqa: ASYNC110 -- no event
            await asyncio.sleep(_POLL_SECONDS)
        await super().shutdown(sockets)


class LastWord:
    """Wraps an app: a request that outlives the server's patience hears 503, for it may be repeated.

    The server cancels it then and would answer 500.
    """

    def __init__(self, app: ASGIApp) -> None:
        """``app`` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; nothing but the server's end cancels one."""
        begun = False

        async def observed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except asyncio.CancelledError:
            if scope["type"] != "http" or begun:
                raise
            await answer_to(stopping())(scope, receive, send)
