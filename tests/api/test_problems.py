"""Every error is a problem of RFC 9457, says what is wrong in Russian and repeats nothing of the request."""

from collections.abc import Callable

from api.problems import _KINDS
from domain.errors import REFUSALS
from tests.api.client import DRAFT, INTAKE, MESSAGES, ROUTE, Person, assert_problem
from tests.api.memory import InMemoryGateway

SECRET = "личное-слово-zqxw"


async def test_unknown_address(stranger: Person) -> None:
    """An address that does not exist is a 404 problem, token or not."""
    assert_problem(await stranger.get(f"/api/v1/{SECRET}"), 404)


async def test_unknown_method(admin: Person) -> None:
    """A method that an address does not have is a 405 problem that says which it has."""
    response = await admin.post("/healthz")

    assert_problem(response, 405)
    assert response.headers["allow"] == "GET, HEAD"


async def test_mistake_inside_shows_nothing(coordinator: Person, gateway: InMemoryGateway) -> None:
    """An unexpected failure is a 500 problem without its cause."""
    gateway.broken = True

    response = await coordinator.post(MESSAGES, INTAKE)

    assert_problem(response, 500)
    assert "secret-inside" not in response.text


async def test_unavailable_says_when_to_come_back(coordinator: Person, gateway: InMemoryGateway) -> None:
    """Without Temporal intake is a 503 problem with Retry-After."""
    gateway.away = True

    response = await coordinator.post(MESSAGES, INTAKE)

    assert_problem(response, 503)
    assert int(response.headers["retry-after"]) > 0


async def test_list_without_database_is_unavailable(coordinator: Person, lose_database: Callable[[], None]) -> None:
    """The list lives in the database: without it, 503."""
    await coordinator.get(MESSAGES)
    lose_database()

    assert_problem(await coordinator.get(MESSAGES), 503)


async def test_regulation_that_forbids_is_cited(coordinator: Person, executor: Person) -> None:
    """Where a regulation forbids a step, the problem names the clause."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    await executor.command(message_id, "submit_draft", DRAFT)

    problem = assert_problem(await coordinator.command(message_id, "route", ROUTE), 409)

    assert problem["clause"] == "7"


async def test_input_is_never_repeated(coordinator: Person) -> None:
    """A wrong value is named by its field, not by itself."""
    wrong = {name: {SECRET: SECRET} for name in INTAKE} | {"network": SECRET, "detected_at": SECRET}

    response = await coordinator.post(MESSAGES, wrong)

    assert SECRET not in response.text
    assert_problem(response, 422, "regulation", "network", "external_id", "text", "detected_at")


async def test_unknown_fields_are_named_safely(coordinator: Person) -> None:
    """The name of an unknown field is the client's own: what no text can hold is replaced, and it is cut."""
    message_id = await coordinator.report()

    response = await coordinator.command(message_id, "note", {"text": "а", "x\n\u0000": 1, "y" * 900: 2})

    first, second = (error["field"] for error in response.json()["errors"])
    assert first == "x\ufffd\ufffd"
    assert second.startswith("yyy")
    assert len(second) <= 201


async def test_very_many_errors_are_cut(coordinator: Person) -> None:
    """Thousands of wrong fields make an answer of bounded length."""
    response = await coordinator.post(MESSAGES, INTAKE | {f"поле-{number}": 1 for number in range(5000)})

    assert len(response.json()["errors"]) <= 100


def test_every_refusal_of_the_domain_has_a_status() -> None:
    """A new kind of refusal has to say its HTTP status."""
    assert set(REFUSALS.values()) <= set(_KINDS)
