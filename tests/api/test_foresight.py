"""What lies ahead: a what-if changes nothing and answers as the command would; the plan says by when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.examples import WHAT_IF
from api.rulebook import Rulebook
from domain.regulation import Library
from domain.terms import Role
from tests.api.client import DRAFT, MESSAGES, PUBLISH, ROUTE, Clock, Person, absent_id, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway

STEPS: tuple[tuple[str, dict[str, object]], ...] = (("route", ROUTE), ("submit_draft", DRAFT), ("approve", {}))


async def ask(person: Person, message_id: str, command: str, payload: object = None, **more: object) -> httpx.Response:
    """Ask what a command would do."""
    body = {"command": command, "payload": {} if payload is None else payload} | more
    return await person.post(f"{MESSAGES}/{message_id}/what-if", body)


async def case_of(person: Person, message_id: str) -> dict[str, Any]:
    """The case as it is shown."""
    response = await person.get(f"{MESSAGES}/{message_id}")
    assert response.status_code == 200, response.text
    shown: dict[str, Any] = response.json()
    return shown


async def finished(coordinator: Person, executor: Person) -> str:
    """A message whose answer is out."""
    message_id = await coordinator.report()
    people = {"submit_draft": executor, "publish": executor}
    for name, payload in (*STEPS, ("publish", PUBLISH)):
        response = await people.get(name, coordinator).command(message_id, name, payload)
        assert response.status_code == 200, response.text
    return message_id


async def test_a_what_if_is_what_the_command_then_answers(coordinator: Person, executor: Person) -> None:
    """At every step of a life the foretold case is the one that the command answers, and asking leaves no trace."""
    message_id = await coordinator.report()
    for name, payload in STEPS:
        person = executor if name == "submit_draft" else coordinator
        before = await case_of(coordinator, message_id)
        foretold = await ask(person, message_id, name, payload)
        assert foretold.status_code == 200, foretold.text
        assert await case_of(coordinator, message_id) == before
        done = await person.command(message_id, name, payload)
        assert foretold.json()["case"] == done.json()
        journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]
        assert foretold.json()["journal"] == journal[-1:]


async def test_what_passes_until_then_is_told(coordinator: Person) -> None:
    """Asked about the afternoon, the answer has the limit that is missed by then."""
    message_id = await coordinator.report()
    answer = (await ask(coordinator, message_id, "route", ROUTE, at="2026-03-16T15:00:00+12:00")).json()
    assert answer["at"] == "2026-03-16T15:00:00+12:00"
    assert "limit_missed" in [entry["action"] for entry in answer["journal"]]
    route = next(change for change in answer["limits"] if change["name"] == "route")
    assert (route["clause"], route["before"]["state"], route["after"]["state"]) == ("7", "running", "missed")
    assert (await case_of(coordinator, message_id))["state"] == "awaiting_routing"


REFUSED: tuple[tuple[str, dict[str, object]], ...] = (
    ("approve", {}),
    ("route", {"assignments": []}),
    ("route", {"assignments": [{"authority": "nobody"}]}),
    ("route", {"assignments": [{"authority": "authority-1"}], "days_off": True}),
    ("route", {**ROUTE, "repeat_of": absent_id()}),
    ("hand_over", {"to": "Отдел по делам СМИ"}),
    ("note", {"text": "а", "occurred_at": "2026-03-16T10:01:00+12:00"}),
    ("note", {"text": "а", "occurred_at": "2026-03-16T12:00:00+12:00"}),
    ("note", {"text": "а", "principal": {}}),
    ("note", {"colour": "red"}),
    ("clarified", {"text": "а"}),
)


@pytest.fixture
def anybody(coordinator: Person, executor: Person, auditor: Person, other_executor: Person) -> list[Person]:
    """People of several roles."""
    return [coordinator, executor, auditor, other_executor]


@pytest.mark.parametrize(("name", "payload"), REFUSED)
async def test_a_refusal_is_that_of_the_command(anybody: list[Person], name: str, payload: dict[str, object]) -> None:
    """The same status, fields, clause and words, for whoever asks."""
    message_id = await anybody[0].report()
    for person in anybody:
        foretold = await ask(person, message_id, name, payload)
        real = await person.command(message_id, name, payload)
        assert real.status_code >= 400, "the table is of refusals"
        assert (foretold.status_code, foretold.json()) == (real.status_code, real.json())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"command": "explode"}, "command"),
        ({}, "command"),
        ({"command": "note", "payload": "а"}, "payload"),
        ({"command": "note", "payload": {"text": "а"}, "at": "2026-03-16T10:00:00+12:00"}, "at"),
        ({"command": "note", "payload": {"text": "а"}, "at": "2027-04-16T10:00:00+12:00"}, "at"),
        ({"command": "note", "payload": {"text": "а"}, "at": "2026-03-16T12:00:00"}, "at"),
        ({"command": "recalculate", "payload": {"reason": "а"}}, "command"),
        ({"command": "note", "payload": {"text": "а"}, "when": 1}, "when"),
    ],
)
async def test_a_wrong_question_names_its_field(coordinator: Person, body: dict[str, object], field: str) -> None:
    """The past, the far future, what is no command and what cannot be foretold are a 422."""
    message_id = await coordinator.report()
    assert_problem(await coordinator.post(f"{MESSAGES}/{message_id}/what-if", body), 422, field)


async def test_examples_of_what_if_work(coordinator: Person) -> None:
    """Each documented question is answered."""
    message_id = await coordinator.report()
    for example in WHAT_IF.values():
        response = await coordinator.post(f"{MESSAGES}/{message_id}/what-if", dict(example))
        assert response.status_code == 200, response.text


async def test_an_id_that_was_asked_about_is_not_taken(coordinator: Person) -> None:
    """A what-if remembers no command_id; one that was carried out is answered as a repeat."""
    message_id = await coordinator.report()
    await ask(coordinator, message_id, "note", {"text": "а", "command_id": "n-1"})
    done = await coordinator.command(message_id, "note", {"text": "б", "command_id": "n-1"})
    assert done.status_code == 200, done.text
    repeat = await ask(coordinator, message_id, "note", {"text": "б", "command_id": "n-1"})
    assert (repeat.json()["journal"], repeat.json()["case"]) == ([], done.json())
    assert_problem(await ask(coordinator, message_id, "note", {"text": "в", "command_id": "n-1"}), 409)


async def test_after_the_end_remarks_can_be_foretold(
    coordinator: Person, executor: Person, gateway: InMemoryGateway
) -> None:
    """A remark would be an entry more; every other command is refused, as it would be, and a repeat is one."""
    message_id = await finished(coordinator, executor)
    for forgotten in (False, True):
        if forgotten:
            gateway.ended.clear()
        foretold = (await ask(coordinator, message_id, "shortcoming", {"clause": "9", "evidence": "Без даты"})).json()
        assert [entry["action"] for entry in foretold["journal"]] == ["shortcoming"]
        assert (foretold["case"]["shortcomings"], foretold["limits"]) == (1, [])
        assert (await case_of(coordinator, message_id))["shortcomings"] == 0
        assert_problem(await ask(coordinator, message_id, "route", ROUTE), 409)
        assert_problem(await ask(executor, message_id, "shortcoming", {"clause": "9", "evidence": "а"}), 403)
        assert_problem(
            await ask(coordinator, message_id, "note", {"text": "а"}, at="2026-03-16T09:00:00+12:00"), 422, "at"
        )
    note = {"text": "а", "command_id": "n-1"}
    assert (await coordinator.command(message_id, "note", note)).status_code == 200
    repeat = await ask(coordinator, message_id, "note", note)
    assert (repeat.json()["journal"], repeat.json()["case"]) == ([], await case_of(coordinator, message_id))
    assert_problem(await ask(coordinator, message_id, "note", note | {"text": "б"}), 409)


async def test_a_closed_case_without_its_regulation_is_no_answer(
    app: FastAPI, rulebook: Rulebook, coordinator: Person, executor: Person
) -> None:
    """Where the file is not loaded here, the remark itself would wait for it: the question is answered with 503."""
    message_id = await finished(coordinator, executor)
    other = Library.of(item for item in rulebook.library.regulations if item.id == "luga-2020")
    app.state.context = replace(app.state.context, rulebook=Rulebook(other))
    assert_problem(await ask(coordinator, message_id, "note", {"text": "а"}), 503)


async def test_the_plan_names_the_latest_moments(coordinator: Person, issue: Issue) -> None:
    """Who sees the case sees by when each step is due, by which clause, and with how much to spare."""
    message_id = await coordinator.report()
    reader = issue(Role.AUDITOR)
    made = (await reader.get(f"{MESSAGES}/{message_id}/plan")).json()
    assert [(step["command"], step["latest"]) for step in made["steps"]] == [
        ("route", "2026-03-16T10:30:00+12:00"),
        ("submit_draft", "2026-03-16T16:00:00+12:00"),
        ("approve", "2026-03-16T16:30:00+12:00"),
        ("publish", "2026-03-16T17:00:00+12:00"),
    ]
    assert [step["slack"] for step in made["steps"]] == ["PT0S", "PT4H30M", "PT5H", "PT5H30M"]
    assert (made["rework_rounds_left"], made["outermost"]["clause"]) == (2, "9")


async def test_the_plan_moves_with_the_clock(coordinator: Person, clock: Clock) -> None:
    """An hour later the routing is overdue, and less is left of everything."""
    message_id = await coordinator.report()
    clock.advance(timedelta(hours=1))
    made = (await coordinator.get(f"{MESSAGES}/{message_id}/plan")).json()
    assert (made["steps"][0]["overdue"], made["steps"][0]["own_due"]) == (True, "2026-03-16T10:30:00+12:00")
    assert made["steps"][1]["slack"] == "PT3H30M"
    assert datetime.fromisoformat(made["at"]) == clock.now


async def test_an_ended_message_has_no_plan(coordinator: Person, executor: Person, gateway: InMemoryGateway) -> None:
    """Nothing is left, also when the workflow is forgotten."""
    message_id = await finished(coordinator, executor)
    gateway.ended.clear()
    response = await coordinator.get(f"{MESSAGES}/{message_id}/plan")
    assert (response.status_code, response.json()["steps"]) == (200, [])


async def test_away_is_said(coordinator: Person, gateway: InMemoryGateway, lose_database: Callable[[], None]) -> None:
    """Without the workflows there is no answer; without the database there is."""
    message_id = await coordinator.report()
    lose_database()
    assert (await ask(coordinator, message_id, "note", {"text": "а"})).status_code == 200
    gateway.away = True
    assert_problem(await ask(coordinator, message_id, "note", {"text": "а"}), 503)
    assert_problem(await coordinator.get(f"{MESSAGES}/{message_id}/plan"), 503)
