"""Servers for the tests of operations: Temporal's own, and HTTP servers of the tests."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import HTTPServer
from pathlib import Path

from ops import temporal_namespace, temporal_server
from ops.options import read_settings
from ops.processes import Child
from settings import Settings
from tests.fixtures.ports import free_port

_PATIENCE_SECONDS = 60


def temporal_settings(folder: Path) -> Settings:
    """Settings with a data folder and ports of the test's own."""
    return read_settings(data_dir=folder / "data", temporal_port=free_port(), ui_port=free_port())


@asynccontextmanager
async def temporal_running(folder: Path) -> AsyncIterator[Settings]:
    """Run a Temporal server that holds its namespace."""
    settings = temporal_settings(folder)
    settings.data_dir.mkdir()
    child = Child(temporal_server.server_program(settings))
    try:
        await child.until(lambda: _answers(settings), _PATIENCE_SECONDS)
        yield settings
    finally:
        await child.stop()


@contextmanager
def at_work(server: HTTPServer) -> Iterator[None]:
    """Let an HTTP server answer, in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


async def _answers(settings: Settings) -> bool:
    client = await temporal_namespace.connect(settings)
    return client is not None and await temporal_namespace.retention(client) is not None
