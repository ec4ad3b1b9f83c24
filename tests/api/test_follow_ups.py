"""Promises that are watched: the list, and the word that one is kept."""

from typing import Any

import pytest
from sqlalchemy import update

from api.examples import KEPT as EXAMPLES
from db.tables import FollowUpRow
from domain.terms import Role
from tests.api.client import MESSAGES, PUBLISH, ROUTE, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway
from tests.fixtures.database import Database

FOLLOW_UPS = "/api/v1/follow-ups"
KEPT = f"{MESSAGES}/{{message_id}}/follow-ups/{{number}}/kept"
PROOF = {"evidence": {"note": "Фото с места"}}


async def promised(coordinator: Person, executor: Person, *days: str, kind: str = "final", **fields: object) -> str:
    """A message whose answer promises something for these days."""
    message_id = await coordinator.report(**fields)
    promises = [{"what": f"Заменить фонарь к {day}", "on": day} for day in days or ("2026-03-20",)]
    for person, name, body in (
        (coordinator, "route", ROUTE),
        (executor, "submit_draft", {"kind": kind, "text": "Фонарь заменят."}),
        (coordinator, "approve", {}),
        (executor, "publish", PUBLISH | {"follow_ups": promises}),
    ):
        response = await person.command(message_id, name, body)
        assert response.status_code == 200, response.text
    return message_id


def path(message_id: str, number: object = 1) -> str:
    """Where a promise is said to be kept."""
    return KEPT.format(message_id=message_id, number=number)


async def listed(person: Person, **wanted: str | int) -> list[dict[str, Any]]:
    """The promises that a person sees."""
    items: list[dict[str, Any]] = (await person.get(FOLLOW_UPS, **wanted)).json()["items"]
    return items


async def actions(person: Person, message_id: str) -> list[str]:
    """What the journal of a message says."""
    return [entry["action"] for entry in (await person.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]]


async def test_promises_are_listed_by_their_day(coordinator: Person, executor: Person) -> None:
    """Each with its message, number, words and day; an ended message is no reason to forget."""
    message_id = await promised(coordinator, executor, "2026-03-25", "2026-03-20")

    items = await listed(coordinator)

    assert [(item["message_id"], item["number"], item["on"]) for item in items] == [
        (message_id, 2, "2026-03-20"),
        (message_id, 1, "2026-03-25"),
    ]
    assert items[0] == {
        "message_id": message_id,
        "number": 2,
        "what": "Заменить фонарь к 2026-03-20",
        "on": "2026-03-20",
        "due_at": "2026-03-19T21:00:00Z",
        "state": "open",
        "kept": None,
    }


async def test_a_day_comes_and_the_promise_is_kept(
    coordinator: Person, executor: Person, gateway: InMemoryGateway
) -> None:
    """open, due, kept: each state lists it, and the journal of the ended message says so."""
    message_id = await promised(coordinator, executor)
    assert len(await listed(coordinator, state="open")) == 1
    gateway.let_a_day_come(message_id, 1)
    assert (await listed(coordinator, state="open"), len(await listed(coordinator, state="due"))) == ([], 1)

    response = await executor.post(path(message_id), PROOF)

    assert response.json()["by"] == {
        "role": "executor", "person": "executor", "authority": "authority-1", "stage": None, "name": None,
        "entered_by": None,
    }  # fmt: skip
    (item,) = await listed(coordinator, state="kept")
    assert item["kept"]["evidence"]["note"] == "Фото с места"
    assert (await actions(coordinator, message_id))[-2:] == ["follow_up_due", "follow_up_kept"]
    case = (await coordinator.get(f"{MESSAGES}/{message_id}")).json()
    assert [promise["state"] for promise in case["follow_ups"]] == ["kept"]


async def test_an_open_message_journals_itself(coordinator: Person, executor: Person, gateway: InMemoryGateway) -> None:
    """After an interim answer the message goes on, and its own journal has the news."""
    message_id = await promised(coordinator, executor, kind="interim")
    gateway.let_a_day_come(message_id, 1)

    assert (await actions(coordinator, message_id))[-1] == "follow_up_due"


async def test_who_keeps_first_is_believed(coordinator: Person, executor: Person) -> None:
    """A repeat is answered with what was said first, and is no second entry."""
    message_id = await promised(coordinator, executor)
    first = await executor.post(path(message_id), PROOF)
    second = await coordinator.post(path(message_id), {"evidence": {"note": "Другое"}})

    assert (first.status_code, second.json()) == (200, first.json())
    assert (await actions(coordinator, message_id)).count("follow_up_kept") == 1


@pytest.mark.parametrize("title", EXAMPLES)
async def test_example_of_keeping_works(coordinator: Person, executor: Person, title: str) -> None:
    """The documented proof is taken."""
    message_id = await promised(coordinator, executor)

    assert (await coordinator.post(path(message_id), EXAMPLES[title])).status_code == 200


@pytest.mark.parametrize("number", [2, 0, -1, "x", "1" * 30, "٣"])
async def test_no_such_promise(coordinator: Person, executor: Person, number: object) -> None:
    """A number that the message has not is a 404."""
    message_id = await promised(coordinator, executor)

    assert_problem(await coordinator.post(path(message_id, number), PROOF), 404)


async def test_proof_is_demanded(coordinator: Person, executor: Person) -> None:
    """A word without evidence is refused."""
    message_id = await promised(coordinator, executor)

    assert_problem(await coordinator.post(path(message_id), {}), 422, "evidence")
    assert_problem(await coordinator.post(path(message_id), {"evidence": {}}), 422, "evidence")


async def test_only_those_at_work_keep_promises(
    coordinator: Person, executor: Person, other_executor: Person, auditor: Person
) -> None:
    """Who only reads is refused; for another body's executor the message is not there, nor its promises in the list."""
    message_id = await promised(coordinator, executor)

    assert_problem(await auditor.post(path(message_id), PROOF), 403)
    assert_problem(await other_executor.post(path(message_id), PROOF), 404)
    assert (await listed(other_executor), len(await listed(executor)), len(await listed(auditor))) == ([], 1, 1)


async def test_pages_and_filters(coordinator: Person, executor: Person, issue: Issue) -> None:
    """Pages follow each other; a regulation's promises are its own."""
    await promised(coordinator, executor, "2026-03-20", "2026-03-21", "2026-03-22")
    luga = {"regulation": "luga-2020", "detected_at": "2026-03-16T01:20:00+03:00"}
    bound = issue(Role.COORDINATOR, person="bound", regulation="luga-2020")

    first = (await coordinator.get(FOLLOW_UPS, limit=2)).json()
    second = (await coordinator.get(FOLLOW_UPS, limit=2, cursor=first["next_cursor"])).json()

    assert [item["number"] for item in first["items"] + second["items"]] == [1, 2, 3]
    assert second["next_cursor"] is None
    assert await listed(coordinator, regulation=luga["regulation"]) == await listed(bound) == []
    assert_problem(await coordinator.get(FOLLOW_UPS, cursor="x"), 422, "cursor")
    assert_problem(await coordinator.get(FOLLOW_UPS, state="late"), 422, "state")


async def test_proof_that_a_newer_version_recorded(coordinator: Person, executor: Person, database: Database) -> None:
    """While versions change places a proof may be recorded that this one cannot read: 503, and no mistake."""
    message_id = await promised(coordinator, executor)
    await executor.post(path(message_id), PROOF)
    with database.engine.begin() as connection:
        connection.execute(update(FollowUpRow).values(kept={"newer": 1}))

    assert_problem(await coordinator.post(path(message_id), PROOF), 503)
    assert_problem(await coordinator.get(FOLLOW_UPS), 503)
