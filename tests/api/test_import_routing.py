"""Files that name the body of each message, and messages that came before."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from api.errors import NotFoundError
from domain.terms import Role
from tests.api.client import MESSAGES, Clock, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.import_files import OWN_HEADER, ROADS, own, rows_of, sent
from tests.api.memory import InMemoryGateway
from tests.domain.importing.samples import ROUTED, mapping
from tests.importing.files import csv_bytes


@pytest.fixture(autouse=True)
def _own_mapping(app: Any) -> None:  # noqa: ANN401 -- the state of an app has no type
    """Give the API a mapping that routes."""
    app.state.mappings = {"own": mapping(ROADS)}


async def test_rows_are_sent_to_their_bodies(coordinator: Person) -> None:
    """Where the mapping says so, each message is routed to the body of its row, as the person who imports."""
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел"), own(2, "ёлочный отдел"), own(3)])

    rows = await rows_of(coordinator, data, {"mapping": "own"})

    assert [item["routed_to"] for item in rows] == ["authority-1", "authority-2", None]
    case = (await coordinator.get(f"{MESSAGES}/{rows[0]['id']}")).json()
    journal = (await coordinator.get(f"{MESSAGES}/{rows[0]['id']}/journal")).json()["items"]
    assert (case["state"], case["authority"]) == ("drafting", "authority-1")
    assert [(entry["action"], entry["actor"]["person"]) for entry in journal if entry["action"] == "route"] == [
        ("route", "coordinator")
    ]
    again = await rows_of(coordinator, data, {"mapping": "own"})
    assert [(item["result"], item["routed_to"]) for item in again] == [("known", None)] * 3


async def test_who_may_not_route_may_not_import_with_such_a_mapping(monitoring: Person) -> None:
    """A monitoring system cannot send messages to bodies by a file either; nothing is taken."""
    assert_problem(await sent(monitoring, csv_bytes([OWN_HEADER, own(1)]), {"mapping": "own"}), 403)
    assert (await monitoring.get(MESSAGES)).json()["items"] == []


async def test_head_decides_before_the_file(coordinator: Person, issue: Issue) -> None:
    """Where the head names the body, rows are taken and wait; after the resolution the same file routes them."""
    where = {"mapping": "own", "regulation": "gulkevichi-draft", "flow": "pages"}
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел")])

    (first,) = await rows_of(coordinator, data, where)
    await issue(Role.HEAD).command(first["id"], "resolve", {"authority": "authority-1"})
    (second,) = await rows_of(coordinator, data, where)

    assert first["errors"][0]["column"] == "Исполнитель"
    assert "резолюция главы" in first["errors"][0]["message"]
    assert (second["result"], second["routed_to"], second["errors"]) == ("known", "authority-1", [])


async def test_refused_route_leaves_the_message_taken(coordinator: Person, issue: Issue) -> None:
    """Where the head named another body, the row says so and the message stays as it is."""
    where = {"mapping": "own", "regulation": "gulkevichi-draft", "flow": "pages"}
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел")])
    (first,) = await rows_of(coordinator, data, where)
    await issue(Role.HEAD).command(first["id"], "resolve", {"authority": "authority-2"})

    (second,) = await rows_of(coordinator, data, where)

    assert (second["result"], second["routed_to"]) == ("known", None)
    assert "принято, но не направлено: Резолюцией определён другой орган" in second["errors"][0]["message"]


async def test_message_that_ended_meanwhile_is_left_alone(
    coordinator: Person, gateway: InMemoryGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that somebody closed between its intake and its route is taken, and the row says so."""

    async def ended(*_: object) -> None:
        await asyncio.sleep(0)
        raise NotFoundError("Сообщение не найдено")

    monkeypatch.setattr(gateway, "update", ended)

    (row,) = await rows_of(coordinator, csv_bytes([OWN_HEADER, own(1, "Дорожный отдел")]), {"mapping": "own"})

    assert row["result"] == "new"
    assert row["errors"][0]["message"] == "принято, но не направлено: работа с сообщением завершена"


async def test_message_that_went_back_is_not_brought_again(coordinator: Person, clock: Clock) -> None:
    """A second run of a file brings back no message that was returned to its sender; a later receipt does (LUZ-5)."""
    where = {"mapping": "own", "regulation": "luga-2020"}
    data = csv_bytes([OWN_HEADER, own(1)])
    (first,) = await rows_of(coordinator, data, where)
    returned = await coordinator.command(first["id"], "decline", {"reason": "не наш вопрос"})
    assert returned.json()["outcome"] == "returned_outside", returned.text
    clock.advance(timedelta(days=2))

    (again,) = await rows_of(coordinator, data, where)
    (later,) = await rows_of(coordinator, csv_bytes([OWN_HEADER, own(1, Получено="17.03.2026 10:00")]), where)
    (repeat,) = await rows_of(coordinator, csv_bytes([OWN_HEADER, own(1, Получено="17.03.2026 10:00")]), where)

    assert (again["result"], again["id"]) == ("known", first["id"])
    assert later["result"] == "new"
    assert later["id"] != first["id"]
    assert (repeat["result"], repeat["id"]) == ("known", later["id"])


async def test_alias_that_does_not_fit_is_refused_by_its_key(coordinator: Person, app: Any) -> None:  # noqa: ANN401 -- as above
    """A mapping whose authorities are another regulation's names the alias."""
    app.state.mappings = {"own": mapping(ROUTED)}

    problem = assert_problem(
        await sent(coordinator, csv_bytes([OWN_HEADER, own(1)]), {"mapping": "own"}),
        422,
        "authorities.Дорожный отдел",
        "authorities.Ёлочный отдел",
    )
    assert "органа roads в регламенте нет" in problem["detail"]
