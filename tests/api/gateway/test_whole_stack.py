"""The API over a real Temporal server with the real worker, as a client sees it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from api.app import create_app
from db import tokens
from domain.terms import Role
from settings import Settings
from tests.api.client import INTAKE, MESSAGES, ROUTE, Person


@asynccontextmanager
async def whole_stack(real: Settings, engine: Engine) -> AsyncIterator[Person]:
    """Serve the API over that server, to an administrator."""
    with Session(engine) as session:
        _, token = tokens.issue(session, person="a", roles=[Role.ADMIN])
        session.commit()
    app = create_app(real)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://otklik") as http,
    ):
        yield Person(http, token)


@pytest.mark.usefixtures("worker", "library")
async def test_whole_stack(real: Settings, engine: Engine, message_id: str) -> None:
    """Over HTTP, with the real workflow: intake, a command, its effect, the journal, the end, and what comes after."""
    async with whole_stack(real, engine) as admin:
        fields: dict[str, object] = {"external_id": message_id, "detected_at": datetime.now(UTC).isoformat()}
        reported = await admin.report(**fields)
        again = await admin.post(MESSAGES, INTAKE | fields)
        routed = await admin.command(reported, "route", ROUTE)
        noted = await admin.command(reported, "note", {"text": "а"}, Prefer="respond-async")
        refused = await admin.command(reported, "publish", {"url": "https://example.org/1"})
        closed = await admin.command(reported, "close", {"reason": "Проверка"})
        late = await admin.command(reported, "route", ROUTE)
        remark = {"text": "После закрытия", "command_id": "after"}
        remarked = await admin.command(reported, "note", remark)
        repeated = await admin.command(reported, "note", remark)
        reused = await admin.command(reported, "note", remark | {"text": "Иное"})
        journal = await admin.get(f"{MESSAGES}/{reported}/journal")
        shown = await admin.get(f"{MESSAGES}/{reported}")

    answers = (again, routed, noted, refused, closed, late, remarked, repeated, reused)
    assert [answer.status_code for answer in answers] == [200, 200, 202, 409, 200, 409, 200, 200, 409]
    assert [entry["action"] for entry in journal.json()["items"]] == ["registered", "route", "note", "close", "note"]
    assert shown.json() == remarked.json() == repeated.json()
    assert (shown.json()["outcome"], shown.json()["journal_seq"]) == ("other", 5)


@pytest.mark.usefixtures("worker", "library")
async def test_returned_message_comes_again(real: Settings, engine: Engine, message_id: str) -> None:
    """Over HTTP, with real workflows: each arrival after a return to the sender is a case of its own, begun once."""
    detected = datetime.now(UTC).isoformat()
    intake = INTAKE | {"regulation": "luga-2020", "external_id": message_id, "detected_at": detected}
    statuses: list[int] = []
    ids: list[str] = []
    async with whole_stack(real, engine) as admin:
        for _ in range(3):
            first, again = await admin.post(MESSAGES, intake), await admin.post(MESSAGES, intake)
            statuses += [first.status_code, again.status_code]
            ids += [first.json()["id"], again.json()["id"]]
            assert (await admin.command(ids[-1], "decline")).json()["outcome"] == "returned_outside"
        fourth = (await admin.post(MESSAGES, intake)).json()

    assert statuses == [201, 200] * 3
    assert ids[::2] == ids[1::2]
    assert len({*ids, fourth["id"]}) == 4
    assert (fourth["message"]["arrival"], fourth["message"]["earlier_case"]) == (4, ids[-1])
