"""The API's log: it says which case a line is about, and nothing that anybody wrote."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from tests.api.client import INTAKE, MESSAGES, ROUTE, Person
from tests.api.import_files import HEADER, line, sent
from tests.api.memory import InMemoryGateway
from tests.fixtures.log import written
from tests.fixtures.ports import free_port
from tests.importing.files import csv_bytes
from workflows.contract import workflow_id

MARK = "личное-слово-zqxw"
SECRETS = (MARK, "zqxw")


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that API behind the server that it really runs in, which logs mistakes inside."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- the server has no event for it
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    server.should_exit = True
    await serving


def lines(log: str) -> list[dict[str, Any]]:
    """The lines that were written as JSON."""
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


def marked(**fields: object) -> dict[str, object]:
    """A message whose every free text is marked."""
    author = {"name": MARK, "url": f"https://vk.com/{MARK}"}
    texts = {"text": MARK, "theme": MARK, "theme_group": MARK, "location": MARK, "author": author}
    return INTAKE | texts | {"url": f"https://vk.com/wall?{MARK}"} | fields


class _Number(BaseModel):
    value: int


async def _plain_mistake(*_: object) -> None:
    raise ValueError(MARK)


async def _quoting_mistake(*_: object) -> None:
    _Number.model_validate({"value": MARK})


async def test_words_of_people_stay_out(
    coordinator: Person,
    executor: Person,
    http: httpx.AsyncClient,
    gateway: InMemoryGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Texts, authors, tokens and queries are in no line of either form, whether the request succeeds or fails."""
    with written() as log:
        taken = await coordinator.post(MESSAGES, marked())
        known = taken.json()["id"]
        answers = [
            taken,
            await coordinator.command(known, "route", ROUTE),
            await coordinator.command(known, "note", {"text": MARK, "comment": MARK}),
            await executor.command(known, "submit_draft", {"kind": "final", "text": MARK}),
            await coordinator.command(known, "return", {"remarks": MARK}),
            await coordinator.get(MESSAGES, q=MARK),
            await coordinator.post(MESSAGES, marked(network=MARK, **{MARK: MARK})),
            await coordinator.send(MESSAGES, f'{{"text": "{MARK}'),
            await Person(http, MARK.encode().hex()).get(MESSAGES),
            await executor.command(known, "submit_draft", {"kind": "final", "text": MARK, "attachments": [MARK]}),
            await coordinator.command(known, "route", ROUTE | {"theme": MARK, "location": MARK}),
            await coordinator.command(known, "unheard_of", {"text": MARK}),
        ]
        for mistake in (_plain_mistake, _quoting_mistake):
            monkeypatch.setattr(gateway, "update", mistake)
            answers.append(await coordinator.command(known, "note", {"text": MARK}))

    statuses = [answer.status_code for answer in answers]
    assert statuses == [201, 200, 200, 200, 200, 200, 422, 400, 401, 422, 409, 404, 500, 500]
    for word in (*SECRETS, MARK.encode().hex(), coordinator.token, executor.token):
        assert word is not None
        assert word not in log.getvalue()
    told = lines(log.getvalue())
    assert [line["status"] for line in told if line["logger"] == "otklik.access"] == statuses
    mistakes = [line["exception"].splitlines()[-1] for line in told if "exception" in line]
    assert mistakes == ["ValueError", "pydantic_core._pydantic_core.ValidationError"]


async def test_lines_name_their_case(
    coordinator: Person, gateway: InMemoryGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of a request about a message names its workflow, at intake too; other requests' lines name none."""
    with written() as log:
        known = await coordinator.report()
        await coordinator.get(f"{MESSAGES}/{known}/journal")
        await coordinator.get(MESSAGES)
        await sent(coordinator, csv_bytes([HEADER, line(1), line(2)]))
        monkeypatch.setattr(gateway, "update", _plain_mistake)
        await coordinator.command(known, "note", {"text": "Пометка"})

    told = lines(log.getvalue())
    access = [item.get("workflow_id") for item in told if item["logger"] == "otklik.access"]
    assert access == [workflow_id(known), workflow_id(known), None, None, workflow_id(known)]
    assert f"workflow_id={workflow_id(known)}\n" in log.getvalue()


async def test_what_is_away_is_told_with_its_case(coordinator: Person, lose_database: Callable[[], None]) -> None:
    """A part that does not answer is logged with the case that asked for it."""
    known = await coordinator.report()
    lose_database()
    with written() as log:
        await coordinator.get(f"{MESSAGES}/{known}")

    away = [line for line in lines(log.getvalue()) if line["level"] == "warning"]
    assert away
    assert {line["workflow_id"] for line in away} == {workflow_id(known)}
