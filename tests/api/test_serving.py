"""The end of the API's server, seen by those who are connected to it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from api import serving
from api.problems import MEDIA_TYPE, RETRY_AFTER_SECONDS
from api.serving import PartingServer
from tests.api.client import ROUTE, Person
from tests.api.memory import InMemoryGateway
from tests.fixtures.ports import free_port

PATIENCE_SECONDS = 10.0
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: otklik\r\n\r\n"


@dataclass
class Served:
    """The API behind its server; ``http`` keeps its connections."""

    server: PartingServer
    serving: "asyncio.Task[None]"
    port: int
    http: httpx.AsyncClient

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection and say nothing; come back when the server has taken it."""
        taken = len(self.server.server_state.connections)
        streams = await asyncio.open_connection("127.0.0.1", self.port)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.server.server_state.connections) == taken:  # noqa: ASYNC110 -- it has no event for that
                await asyncio.sleep(0.01)
        return streams

    async def begin_to_stop(self) -> None:
        """Ask it to stop, as a signal does; come back when it takes no connection any more."""
        self.server.should_exit = True
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.server.servers[0].is_serving():  # noqa: ASYNC110 -- it has no event for that
                await asyncio.sleep(0.01)


@pytest.fixture
async def served(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """The API with the server that its process has, whose patience for requests is a second."""
    monkeypatch.setattr(serving, "PARTING_SECONDS", 0.5)
    port = free_port()
    config = uvicorn.Config(
        app, port=port, log_config=None, access_log=False, timeout_keep_alive=60, timeout_graceful_shutdown=1
    )
    server = PartingServer(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- the server has no event for it
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE_SECONDS
    ) as http:
        yield Served(server, task, port, http)
    server.should_exit = True
    await task


async def test_idle_connection_may_ask_once_more(served: Served) -> None:
    """Who asks on a connection that is open while the server stops is answered, and told that it was the last time."""
    first = await served.http.get("/healthz")
    await served.begin_to_stop()
    last = await served.http.get("/healthz")
    async with asyncio.timeout(PATIENCE_SECONDS):
        await served.serving

    assert (first.status_code, last.status_code) == (200, 200)
    assert "connection" not in first.headers
    assert last.headers["connection"] == "close"


async def test_connection_that_said_nothing_yet_is_answered(served: Served) -> None:
    """A client that had connected before the stop, and sends its request after it began, is answered."""
    reader, writer = await served.connect()
    await served.begin_to_stop()
    writer.write(REQUEST)
    async with asyncio.timeout(PATIENCE_SECONDS):
        answer = await reader.read()
    writer.close()

    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b"connection: close" in answer


async def test_new_connection_is_refused(served: Served) -> None:
    """From the first moment of the stop on a client hears at once that it has to go elsewhere."""
    _, writer = await served.connect()
    await served.begin_to_stop()

    with pytest.raises(ConnectionRefusedError):
        await served.connect()
    writer.close()
    await writer.wait_closed()


async def test_silent_connection_holds_nothing_up(served: Served) -> None:
    """A connection that nobody uses is closed, and the server ends."""
    reader, writer = await served.connect()
    await served.begin_to_stop()
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await reader.read() == b""
        await served.serving
    writer.close()


async def test_request_under_way_is_finished(
    served: Served, coordinator: Person, gateway: InMemoryGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that is being carried out when the stop begins is answered with its effect."""
    known = await coordinator.report()
    update, begun, may_end = gateway.update, asyncio.Event(), asyncio.Event()

    async def slowly(*given: object) -> object:
        begun.set()
        await may_end.wait()
        return await update(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(gateway, "update", slowly)
    asked = asyncio.create_task(Person(served.http, coordinator.token).command(known, "route", ROUTE))
    await begun.wait()
    await served.begin_to_stop()
    may_end.set()
    answer = await asked

    assert answer.status_code == 200
    assert answer.json()["state"] == "drafting"


async def test_request_that_outlives_the_patience_hears_503(
    served: Served, coordinator: Person, gateway: InMemoryGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is still not answered when the server ends may be repeated: 503, a command with its id, and never a 500."""
    known, begun = await coordinator.report(), asyncio.Semaphore(0)

    async def hang(*_: object) -> None:
        begun.release()
        await asyncio.sleep(PATIENCE_SECONDS)

    for name in ("update", "journal"):
        monkeypatch.setattr(gateway, name, hang)
    person = Person(served.http, coordinator.token)
    command = asyncio.create_task(person.command(known, "route", ROUTE))
    question = asyncio.create_task(person.get(f"/api/v1/messages/{known}/journal"))
    for _ in (command, question):
        await begun.acquire()
    await served.begin_to_stop()
    answers = await command, await question

    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA_TYPE)
        assert answer.headers["retry-after"] == str(RETRY_AFTER_SECONDS)
    assert answers[0].json()["command_id"]
    assert "command_id" not in answers[1].json()
