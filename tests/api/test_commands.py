"""Commands: what they answer, how a repeat is one effect, and what is refused before a worker is asked."""

from collections.abc import Callable

import pytest

from api.examples import COMMANDS as EXAMPLES
from domain.lifecycle import COMMANDS
from domain.terms import REMARKS, CommandName, Role
from tests.api.client import DRAFT, MESSAGES, PUBLISH, ROUTE, Person, absent_id, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway


async def test_whole_life(coordinator: Person, executor: Person) -> None:
    """A message goes its way through the API, each command answers the case."""
    message_id = await coordinator.report()

    states = [
        (await coordinator.command(message_id, "route", ROUTE)).json()["state"],
        (await executor.command(message_id, "submit_draft", DRAFT)).json()["state"],
        (await coordinator.command(message_id, "return", {"remarks": "Назовите дату"})).json()["state"],
        (await executor.command(message_id, "submit_draft", DRAFT)).json()["state"],
        (await coordinator.command(message_id, "approve")).json()["state"],
        (await executor.command(message_id, "publish", PUBLISH)).json()["state"],
    ]

    assert states == ["drafting", "in_review", "rework", "in_review", "approved", "closed"]


async def test_command_id_is_always_returned(coordinator: Person) -> None:
    """The id of a command is the payload's, else the header's, else a new one."""
    message_id = await coordinator.report()
    note = {"text": "Пометка"}

    own = await coordinator.command(message_id, "note", note | {"command_id": "own"}, Idempotency_Key="key")
    key = await coordinator.command(message_id, "note", note, Idempotency_Key="key")
    made = await coordinator.command(message_id, "note", note | {"command_id": None})

    assert own.headers["command-id"] == "own"
    assert key.headers["command-id"] == "key"
    assert len(made.headers["command-id"]) == 32


async def test_repeat_is_one_effect(coordinator: Person) -> None:
    """The same command with the same id answers today's state and does nothing."""
    message_id = await coordinator.report()
    first = await coordinator.command(message_id, "route", ROUTE | {"command_id": "r"})
    again = await coordinator.command(message_id, "route", ROUTE | {"command_id": "r"})

    assert (again.status_code, again.json()) == (200, first.json())


async def test_id_of_another_command_is_a_conflict(coordinator: Person) -> None:
    """A command id that was used for another payload is a 409."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "note", {"text": "а"}, Idempotency_Key="one")

    response = await coordinator.command(message_id, "note", {"text": "б"}, Idempotency_Key="one")

    assert assert_problem(response, 409)["type"] == "urn:otklik:problem:command-reused"


async def test_no_wait_is_a_signal(coordinator: Person, gateway: InMemoryGateway) -> None:
    """With Prefer: respond-async a command is sent on and answered 202 with its id."""
    message_id = await coordinator.report()

    response = await coordinator.command(message_id, "route", ROUTE, Prefer="return=minimal, Respond-Async; wait=5")

    assert response.status_code == 202
    assert response.headers["preference-applied"] == "respond-async"
    assert response.json() == {"id": message_id, "command_id": response.headers["command-id"]}
    assert gateway.signals[0]["command_id"] == response.json()["command_id"]


async def test_garbage_is_refused_without_a_wait_too(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A signal's refusal is never heard, so its form is judged at once."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.command(message_id, "route", {}, Prefer="respond-async"), 422, "assignments")
    assert gateway.signals == []


async def test_command_is_stamped_by_the_api(coordinator: Person, gateway: InMemoryGateway) -> None:
    """The time of reception and the person come from the API."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "note", {"text": "а"}, Prefer="respond-async")

    assert gateway.signals[0]["received_at"] == "2026-03-15T22:30:00+00:00"
    assert gateway.signals[0]["principal"]["person"] == "coordinator"


@pytest.mark.parametrize("field", ["received_at", "principal"])
async def test_client_stamps_nothing(coordinator: Person, field: str) -> None:
    """A client that sends a stamped field is refused by its name, also when it is null."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.command(message_id, "note", {"text": "а", field: None}), 422, field)


async def test_doubtful_command_can_be_repeated(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A 503 names the command, so that a retry with it is one effect, whether or not the first came through."""
    message_id = await coordinator.report()
    gateway.away = True
    problem = assert_problem(await coordinator.command(message_id, "route", ROUTE), 503)
    gateway.away = False

    retry = ROUTE | {"command_id": problem["command_id"]}
    answers = [await coordinator.command(message_id, "route", retry) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.parametrize("name", ["Approve", "interim-answer", "journal", "earlier", "%00"])
async def test_unknown_command_is_not_found(coordinator: Person, name: str) -> None:
    """A command that does not exist is a 404 that lists all that do."""
    message_id = await coordinator.report()

    problem = assert_problem(await coordinator.command(message_id, name), 404)

    assert problem["detail"].partition("есть: ")[2].split(", ") == list(COMMANDS)
    assert set(COMMANDS) == set(CommandName)


@pytest.mark.parametrize("wish", ["", "respond-async"])
async def test_command_to_nobody_is_not_found(coordinator: Person, wish: str) -> None:
    """A command to a message that is not there is a 404."""
    assert_problem(await coordinator.command(absent_id(), "note", {"text": "а"}, Prefer=wish), 404)


@pytest.mark.parametrize("wish", ["", "respond-async"])
@pytest.mark.parametrize("name", sorted(set(CommandName) - REMARKS))
async def test_closed_message_takes_no_step(admin: Person, name: CommandName, wish: str) -> None:
    """A message that has ended refuses every command that would be a step with 409."""
    message_id = await admin.report()
    await admin.command(message_id, "close", {"reason": "Проверка"})
    payload = next(iter(EXAMPLES[name].values()))

    problem = assert_problem(await admin.command(message_id, name, payload, Prefer=wish), 409)

    assert problem["detail"] == "Работа с сообщением завершена"


@pytest.mark.parametrize("wish", ["", "respond-async"])
async def test_message_that_just_ended_takes_no_step(coordinator: Person, gateway: InMemoryGateway, wish: str) -> None:
    """The read model may not know yet that a message has ended; the command is still refused."""
    message_id = await coordinator.report()
    gateway.recording = False
    await coordinator.command(message_id, "close", {"reason": "Проверка"})

    assert_problem(await coordinator.command(message_id, "route", ROUTE, Prefer=wish), 409)
    gateway.ended.clear()
    assert_problem(await coordinator.command(message_id, "route", ROUTE, Prefer=wish), 409)


async def test_repeat_of_the_command_that_closed_is_one_effect(coordinator: Person) -> None:
    """The very command that was the end answers its repeat with the closed case; another of its id is a conflict."""
    message_id = await coordinator.report()
    closing = {"reason": "Проверка", "command_id": "the-end"}
    first = await coordinator.command(message_id, "close", closing)

    again = await coordinator.command(message_id, "close", closing)
    unheard = await coordinator.command(message_id, "close", closing, Prefer="respond-async")
    other = await coordinator.command(message_id, "close", closing | {"reason": "Иная"})

    assert (again.status_code, again.json(), unheard.status_code) == (200, first.json(), 202)
    assert assert_problem(other, 409)["type"] == "urn:otklik:problem:command-reused"


async def test_wrong_step_is_a_conflict(coordinator: Person, issue: Issue) -> None:
    """A command out of order is a 409 that says what is possible."""
    message_id = await coordinator.report()

    problem = assert_problem(await coordinator.command(message_id, "approve"), 409)

    assert "route" in problem["detail"]
    assert_problem(await issue(Role.ADMIN).command(message_id, "resolve", {"authority": "authority-1"}), 409)


@pytest.mark.parametrize(
    ("name", "payload", "field"),
    [
        ("route", {"assignments": [{"authority": "ministry"}]}, "assignments[0].authority"),
        ("route", {"assignments": []}, "assignments"),
        ("exclude", {"ground": "boredom"}, "ground"),
        ("note", {"text": " "}, "text"),
        ("note", {"text": "ы" * 50_001}, "text"),
        ("note", {"text": "а", "command_id": ""}, "command_id"),
        ("note", {"text": "а", "command_id": "c" * 65}, "command_id"),
        ("note", {"text": "а", "occurred_at": "2026-03-16T10:10:00"}, "occurred_at"),
        ("note", {"text": "а", "occurred_at": "2026-03-16T10:40:00+12:00"}, "occurred_at"),
        ("note", {"text": "а", "occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ("note", {"text": "а", "occurred_at": "2026-03-16T10:10:00+12:00"}, "comment"),
    ],
)
async def test_wrong_value_is_refused_by_name(
    coordinator: Person, name: str, payload: dict[str, object], field: str
) -> None:
    """A wrong value of a command is a 422 that names its field."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.command(message_id, name, payload), 422, field)


async def test_marks_of_no_width_are_no_remarks(coordinator: Person, executor: Person) -> None:
    """Where words are demanded, what nobody can see is refused, without a wait too, and nothing changes."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    await executor.command(message_id, "submit_draft", DRAFT)
    before = (await coordinator.get(f"{MESSAGES}/{message_id}")).json()

    for wish in ("", "respond-async"):
        refused = await coordinator.command(message_id, "return", {"remarks": "\u200b"}, Prefer=wish)
        assert_problem(refused, 422, "remarks")
    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json() == before


async def test_coordinator_enters_the_act_of_an_outside_body(coordinator: Person, executor: Person) -> None:
    """A stage outside the municipality is entered by the coordinator with ``actor``, and not without it."""
    message_id = await coordinator.report(regulation="luga-2020", detected_at="2026-03-16T01:20:00+03:00")
    await coordinator.command(message_id, "route", ROUTE)
    await executor.command(message_id, "submit_draft", DRAFT)

    assert_problem(await coordinator.command(message_id, "approve"), 403)
    response = await coordinator.command(message_id, "approve", {"actor": {"role": "oiv", "name": "Комитет"}})

    assert response.json()["state"] == "approved"


async def test_work_goes_on_without_the_database(
    coordinator: Person, executor: Person, lose_database: Callable[[], None]
) -> None:
    """Commands need no read model, once the tokens were verified; what ended is then refused, not lost."""
    message_id = await coordinator.report()
    await executor.get(MESSAGES)
    lose_database()

    assert (await coordinator.command(message_id, "route", ROUTE)).status_code == 200
    assert (await executor.command(message_id, "submit_draft", DRAFT)).status_code == 200
    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json()["state"] == "in_review"
    assert_problem(await coordinator.get(f"{MESSAGES}/{absent_id()}"), 503)
