"""Remarks about messages that have ended: a note, significance, a shortcoming."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI

from api.rulebook import Rulebook
from domain.regulation import Library
from domain.terms import Role
from tests.api.client import MESSAGES, ROUTE, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway

NOTE = {"text": "Автор благодарит"}
SIGNIFICANT = {"summary": "Жалуется весь квартал"}
SHORTCOMING = {"clause": "11", "evidence": "Ответ без даты"}
MCU_REPORT = SIGNIFICANT | {"signatory": "Руководитель МЦУ"}


async def closed(person: Person, **fields: object) -> str:
    """Have a message taken in, routed and closed."""
    message_id = await person.report(**fields)
    assert (await person.command(message_id, "route", ROUTE)).status_code == 200
    assert (await person.command(message_id, "close", {"reason": "Проверка"})).status_code == 200
    return message_id


async def journal(person: Person, message_id: str) -> list[str]:
    """What the journal says happened."""
    page = (await person.get(f"{MESSAGES}/{message_id}/journal")).json()
    return [entry["action"] for entry in page["items"]]


@pytest.mark.parametrize("forgotten", [False, True])
async def test_remarks_are_added_after_the_end(
    coordinator: Person, gateway: InMemoryGateway, *, forgotten: bool
) -> None:
    """Each remark answers the closed case with its flag and is in the journal, also when Temporal has forgotten it."""
    message_id = await closed(coordinator)
    if forgotten:
        gateway.ended.clear()

    noted = await coordinator.command(message_id, "note", NOTE)
    flagged = await coordinator.command(message_id, "significant", SIGNIFICANT)
    blamed = await coordinator.command(message_id, "shortcoming", SHORTCOMING)

    assert [answer.status_code for answer in (noted, flagged, blamed)] == [200, 200, 200]
    assert [answer.json()["significant"] for answer in (noted, flagged, blamed)] == [False, True, True]
    case = (await coordinator.get(f"{MESSAGES}/{message_id}")).json()
    assert case == blamed.json()
    assert (case["state"], case["shortcomings"], case["journal_seq"]) == ("closed", 1, 6)
    expected = ["registered", "route", "close", "note", "significant", "shortcoming"]
    assert await journal(coordinator, message_id) == expected
    listed = (await coordinator.get(MESSAGES, status="closed")).json()["items"]
    assert listed == [case]


async def test_command_id_is_returned_and_makes_one_entry(coordinator: Person) -> None:
    """A repeat with the same id answers today's case; another command of that id is a conflict."""
    message_id = await closed(coordinator)
    first = await coordinator.command(message_id, "note", NOTE, Idempotency_Key="one")
    await coordinator.command(message_id, "significant", SIGNIFICANT)
    again = await coordinator.command(message_id, "note", NOTE | {"command_id": "one"})
    unheard = await coordinator.command(message_id, "note", NOTE, Idempotency_Key="one", Prefer="respond-async")
    other = await coordinator.command(message_id, "note", {"text": "Иное"}, Idempotency_Key="one")

    assert first.headers["command-id"] == "one"
    assert (again.status_code, again.json()["significant"], unheard.status_code) == (200, True, 202)
    assert assert_problem(other, 409)["type"] == "urn:otklik:problem:command-reused"
    assert (await journal(coordinator, message_id))[3:] == ["note", "significant"]


async def test_note_before_the_end_is_no_second_one_after(coordinator: Person) -> None:
    """A note that the message itself had taken is not written again when its repeat comes after the end."""
    message_id = await coordinator.report()
    note = NOTE | {"command_id": "n"}
    await coordinator.command(message_id, "note", note)
    await coordinator.command(message_id, "close", {"reason": "Проверка"})

    again = await coordinator.command(message_id, "note", note)
    other = await coordinator.command(message_id, "note", note | {"text": "Иное"})

    assert (again.status_code, other.status_code) == (200, 409)
    assert await journal(coordinator, message_id) == ["registered", "note", "close"]


async def test_another_person_with_the_same_id_is_a_conflict(coordinator: Person, auditor: Person) -> None:
    """An id is one person's: what another one says under it is not taken for a repeat."""
    message_id = await closed(coordinator)
    await coordinator.command(message_id, "note", NOTE | {"command_id": "n"})

    assert_problem(await auditor.command(message_id, "note", NOTE | {"command_id": "n"}), 409)


async def test_no_wait(coordinator: Person, gateway: InMemoryGateway) -> None:
    """With Prefer: respond-async a remark is sent on and answered 202 with its id, stamped by the API."""
    message_id = await closed(coordinator)

    response = await coordinator.command(message_id, "note", NOTE, Prefer="respond-async")

    assert response.status_code == 202
    assert response.json() == {"id": message_id, "command_id": response.headers["command-id"]}
    assert gateway.signals[-1]["principal"]["person"] == "coordinator"
    assert (await journal(coordinator, message_id))[-1] == "note"


@pytest.mark.parametrize("wish", ["", "respond-async"])
async def test_refusal_is_heard(coordinator: Person, issue: Issue, gateway: InMemoryGateway, wish: str) -> None:
    """Who may not report it hears so with the clause, whether they would wait or not, and nothing is written."""
    message_id = await closed(coordinator, regulation="stavropol-2023", detected_at="2026-03-16T01:20:00+03:00")
    mcu = issue(Role.REVIEWER, stages=["mcu"])
    sent = len(gateway.signals)

    by_coordinator = await coordinator.command(message_id, "significant", MCU_REPORT, Prefer=wish)
    unsigned = await mcu.command(message_id, "significant", SIGNIFICANT, Prefer=wish)
    early = {"occurred_at": "2026-03-01T09:00:00+03:00", "comment": "по записям"}
    too_early = await mcu.command(message_id, "note", NOTE | early, Prefer=wish)

    assert assert_problem(by_coordinator, 403)["clause"] == "24"
    assert_problem(unsigned, 422, "signatory")
    assert_problem(too_early, 422, "occurred_at")
    assert len(gateway.signals) == sent
    assert await journal(coordinator, message_id) == ["registered", "route", "close"]
    assert (await mcu.command(message_id, "significant", MCU_REPORT, Prefer=wish)).is_success


async def test_foreign_message_takes_no_remark(coordinator: Person, other_executor: Person) -> None:
    """Another authority's message does not exist after its end either."""
    message_id = await closed(coordinator)

    for wish in ("", "respond-async"):
        assert_problem(await other_executor.command(message_id, "note", NOTE, Prefer=wish), 404)


async def test_remark_waits_for_the_database(
    coordinator: Person, gateway: InMemoryGateway, lose_database: Callable[[], None]
) -> None:
    """While the database is away a remark is in doubt, and says under which id it may be repeated."""
    message_id = await closed(coordinator)
    assert message_id in gateway.ended
    lose_database()

    problem = assert_problem(await coordinator.command(message_id, "note", NOTE), 503)

    assert problem["command_id"]


async def test_remark_about_an_end_that_is_not_recorded_yet(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A read model that lags behind the end makes a remark wait for it."""
    message_id = await coordinator.report()
    gateway.recording = False
    await coordinator.command(message_id, "close", {"reason": "Проверка"})

    assert_problem(await coordinator.command(message_id, "note", NOTE), 503)
    assert (await coordinator.command(message_id, "note", NOTE, Prefer="respond-async")).status_code == 202


async def test_version_that_is_not_loaded_is_judged_by_the_worker(
    coordinator: Person, gateway: InMemoryGateway, app: FastAPI
) -> None:
    """Where the API does not have the regulation's version it sends the remark on, unjudged."""
    message_id = await closed(coordinator)
    app.state.context = replace(app.state.context, rulebook=Rulebook(Library.of([])))

    response = await coordinator.command(message_id, "note", NOTE, Prefer="respond-async")

    assert (response.status_code, len(gateway.signals)) == (202, 1)
