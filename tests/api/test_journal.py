"""The journal and «расчёт срока», while a message is open and after."""

from collections.abc import Callable

import pytest

from tests.api.client import MESSAGES, ROUTE, Person, assert_problem
from tests.api.memory import InMemoryGateway


async def test_journal_holds_every_entry_in_order(coordinator: Person) -> None:
    """What happened is listed from the first entry on, with clauses and the municipality's time."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)

    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()

    assert [(entry["seq"], entry["action"]) for entry in journal["items"]] == [(1, "registered"), (2, "route")]
    assert journal["items"][1]["clause"] == "7"
    assert journal["items"][0]["at"] == "2026-03-16T10:00:00+12:00"
    assert journal["next_cursor"] is None


async def test_refused_signal_is_journalled(coordinator: Person) -> None:
    """The refusal that the sender of a signal never heard stands in the journal."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "approve", Prefer="respond-async")

    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]

    assert (journal[-1]["action"], journal[-1]["details"]["command"]) == ("refused", "approve")


async def test_journal_is_read_in_pages(coordinator: Person) -> None:
    """Pages follow each other without a gap or a repeat."""
    message_id = await coordinator.report()
    for number in range(4):
        await coordinator.command(message_id, "note", {"text": str(number)})

    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        page = (await coordinator.get(f"{MESSAGES}/{message_id}/journal", limit=2, after=after)).json()
        seen += [entry["seq"] for entry in page["items"]]
        after = page["next_cursor"]

    assert seen == [1, 2, 3, 4, 5]


async def test_entry_not_yet_recorded_is_shown(coordinator: Person, gateway: InMemoryGateway) -> None:
    """An entry that the read model does not have comes from the workflow, recorded ones come whole."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "note", {"text": "д" * 1000})
    gateway.recording = False
    await coordinator.command(message_id, "note", {"text": "н" * 1000})

    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]

    assert [len(entry["details"]["text"]) for entry in journal[1:]] == [1000, 501]


async def test_journal_without_the_database(
    coordinator: Person, gateway: InMemoryGateway, lose_database: Callable[[], None]
) -> None:
    """While the database is away the workflow's own entries are shown, as long as none is missing."""
    message_id = await coordinator.report()
    lose_database()

    assert len((await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]) == 1

    await coordinator.command(message_id, "note", {"text": "а"})
    case = gateway.running[message_id]
    gateway.running[message_id] = case.changed(recent=case.recent[1:])
    assert_problem(await coordinator.get(f"{MESSAGES}/{message_id}/journal"), 503)


async def test_journal_without_temporal(coordinator: Person, gateway: InMemoryGateway) -> None:
    """While Temporal is away the recorded entries are shown."""
    message_id = await coordinator.report()
    gateway.away = True

    assert len((await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]) == 1


async def test_journal_of_a_closed_message(coordinator: Person) -> None:
    """What ended keeps its whole journal."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "close", {"reason": "Проверка"})

    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]

    assert [entry["action"] for entry in journal] == ["registered", "close"]


@pytest.mark.parametrize(
    ("name", "value"), [("after", "-1"), ("after", "9" * 30), ("limit", "0"), ("limit", "1000"), ("before", "1")]
)
async def test_wrong_parameter_is_refused_by_name(coordinator: Person, name: str, value: str) -> None:
    """A wrong or unknown parameter is a 422 that names it."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.get(f"{MESSAGES}/{message_id}/journal", **{name: value}), 422, name)


@pytest.mark.parametrize("closed", [False, True])
async def test_deadline_is_explained(coordinator: Person, *, closed: bool) -> None:
    """«Расчёт срока» lists the intervals that were counted, while a message is open and after."""
    message_id = await coordinator.report()
    if closed:
        await coordinator.command(message_id, "close", {"reason": "Проверка"})

    explanation = (await coordinator.get(f"{MESSAGES}/{message_id}/deadlines/overall/explain")).json()

    assert explanation["clause"] == "9"
    assert explanation["due_at"] == "2026-03-17T11:00:00+12:00"
    assert [(span["from"][11:16], span["to"][11:16]) for span in explanation["intervals"]] == [
        ("10:00", "13:00"),
        ("14:00", "18:00"),
        ("09:00", "11:00"),
    ]


@pytest.mark.parametrize("name", ["publish", "nothing", "%00", "x" * 300, "СРОК"])
async def test_deadline_that_has_not_begun_is_not_found(coordinator: Person, name: str) -> None:
    """A limit that does not exist, or has not begun, is a 404."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.get(f"{MESSAGES}/{message_id}/deadlines/{name}/explain"), 404)
