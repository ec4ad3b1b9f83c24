"""Messages that come again: after a return to the sender each arrival is a case of its own (LUZ-5)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.lifecycle import message_id
from domain.terms import Network
from tests.api.client import INTAKE, MESSAGES, ROUTE, Clock, Person, assert_problem
from tests.api.memory import InMemoryGateway

LUGA: dict[str, Any] = INTAKE | {"regulation": "luga-2020", "detected_at": "2026-03-16T01:20:00+03:00"}
SENT_AGAIN = LUGA | {"detected_at": "2026-03-16T01:29:00+03:00"}
"""A monitoring system that sends the message again says that it has detected it just now."""


async def returned(coordinator: Person, arrival: httpx.Response) -> str:
    """Send a message back to its sender, and say which."""
    known_id = str(arrival.json()["id"])
    answer = await coordinator.command(known_id, "decline")
    assert (answer.status_code, answer.json()["outcome"]) == (200, "returned_outside")
    return known_id


async def test_returned_message_comes_again_as_a_new_case(coordinator: Person, clock: Clock) -> None:
    """The same message is a new case beside the old one, which stays as it is; its clock is that of the first."""
    first = await coordinator.post(MESSAGES, LUGA)
    before = await returned(coordinator, first)
    ended = (await coordinator.get(f"{MESSAGES}/{before}")).json()
    clock.advance(timedelta(hours=2))

    again = await coordinator.post(MESSAGES, SENT_AGAIN)

    case = again.json()
    assert again.status_code == 201
    assert case["id"] == message_id("luga-2020", Network.VK, "external:wall-1", 2) != before
    assert again.headers["location"] == f"{MESSAGES}/{case['id']}"
    assert (case["state"], case["message"]["arrival"], case["message"]["earlier_case"]) == (
        "awaiting_routing",
        2,
        before,
    )
    assert case["message"]["detected_at"] == first.json()["message"]["detected_at"]
    assert deadline(case, "overall")["due_at"] == deadline(first.json(), "overall")["due_at"]
    assert (await coordinator.get(f"{MESSAGES}/{before}")).json() == ended
    assert len((await coordinator.get(MESSAGES)).json()["items"]) == 2


def deadline(case: dict[str, Any], name: str) -> dict[str, Any]:
    """A limit of a case."""
    return next(item for item in case["deadlines"] if item["name"] == name)


async def test_new_case_is_known_too(coordinator: Person) -> None:
    """The same message again, while its second case is open or when it has been answered, is that case."""
    await returned(coordinator, await coordinator.post(MESSAGES, LUGA))
    second = await coordinator.post(MESSAGES, SENT_AGAIN)

    again = await coordinator.post(MESSAGES, SENT_AGAIN)
    assert (again.status_code, again.json()) == (200, second.json())

    await coordinator.command(second.json()["id"], "close", {"reason": "Проверка"})
    ended = await coordinator.post(MESSAGES, SENT_AGAIN)
    assert (ended.status_code, ended.json()["id"], ended.json()["state"]) == (200, second.json()["id"], "closed")


async def test_message_may_come_again_and_again(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A third arrival follows the second, also when Temporal has forgotten those before."""
    first = await coordinator.post(MESSAGES, LUGA)
    await returned(coordinator, first)
    before = await returned(coordinator, await coordinator.post(MESSAGES, SENT_AGAIN))
    gateway.ended.clear()

    third = await coordinator.post(MESSAGES, SENT_AGAIN)

    message = third.json()["message"]
    assert (third.status_code, message["arrival"], message["earlier_case"]) == (201, 3, before)
    assert message["detected_at"] == first.json()["message"]["detected_at"]
    assert (await coordinator.post(MESSAGES, SENT_AGAIN)).json()["id"] == third.json()["id"]


async def test_arrival_without_a_name_goes_by_its_key(coordinator: Person) -> None:
    """Where the header names the message it comes again under the same header."""
    nameless = {key: value for key, value in LUGA.items() if key != "external_id"}
    await returned(coordinator, await coordinator.post(MESSAGES, nameless, Idempotency_Key="a"))

    again = await coordinator.post(MESSAGES, nameless, Idempotency_Key="a")

    assert (again.status_code, again.json()["message"]["arrival"]) == (201, 2)


async def test_arrivals_at_once_begin_one_case(coordinator: Person) -> None:
    """Two senders at the same moment make one new case, and both hear of it."""
    await returned(coordinator, await coordinator.post(MESSAGES, LUGA))

    answers = await asyncio.gather(*(coordinator.post(MESSAGES, SENT_AGAIN) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_unknown_detection_stays_estimated(coordinator: Person) -> None:
    """Where nobody told when the message was detected, its second case says so as the first did (R15)."""
    untold = {key: value for key, value in LUGA.items() if key != "detected_at"}
    await returned(coordinator, await coordinator.post(MESSAGES, untold))

    again = (await coordinator.post(MESSAGES, SENT_AGAIN)).json()

    assert again["message"]["detected_estimated"] is True
    assert deadline(again, "overall")["start_estimated"] is True


async def test_read_model_that_lags_is_not_believed(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A return that is not recorded yet is heard from the workflow, of the first case and of a later one."""
    first = await coordinator.post(MESSAGES, LUGA)
    gateway.recording = False
    await returned(coordinator, first)

    second = await coordinator.post(MESSAGES, SENT_AGAIN)
    assert (second.status_code, second.json()["message"]["arrival"]) == (201, 2)

    await returned(coordinator, second)
    third = await coordinator.post(MESSAGES, SENT_AGAIN)
    assert (third.status_code, third.json()["message"]["arrival"]) == (201, 3)
    assert (await coordinator.post(MESSAGES, SENT_AGAIN)).json()["id"] == third.json()["id"]


async def test_arrival_needs_no_database(
    coordinator: Person, gateway: InMemoryGateway, lose_database: Callable[[], None]
) -> None:
    """Without the read model Temporal knows which cases there are, while it remembers them."""
    await returned(coordinator, await coordinator.post(MESSAGES, LUGA))
    lose_database()

    second = await coordinator.post(MESSAGES, SENT_AGAIN)
    again = await coordinator.post(MESSAGES, SENT_AGAIN)

    assert (second.status_code, again.status_code, len(gateway.running)) == (201, 200, 1)
    assert second.json()["message"]["arrival"] == 2


@pytest.mark.parametrize(("intake", "status"), [(LUGA, 503), (INTAKE, 200)])
async def test_nobody_knows_whether_it_was_returned(
    coordinator: Person, gateway: InMemoryGateway, intake: dict[str, Any], status: int
) -> None:
    """Without Temporal a recorded open message may have been returned since: 503; where no act returns, it is known."""
    await coordinator.post(MESSAGES, intake)
    gateway.away = True

    answer = await coordinator.post(MESSAGES, intake)

    assert answer.status_code == status
    if status == 503:
        assert_problem(answer, 503)


async def test_what_temporal_has_forgotten_is_as_it_was_recorded(coordinator: Person, gateway: InMemoryGateway) -> None:
    """An open message whose workflow somebody removed is still known by its record, and begins no second life."""
    first = await coordinator.post(MESSAGES, LUGA)
    gateway.running.clear()

    again = await coordinator.post(MESSAGES, LUGA)

    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])


async def test_other_endings_are_final(coordinator: Person, executor: Person) -> None:
    """Only a return to the sender makes room for a new case: a message that ended otherwise stays that one."""
    first = await coordinator.post(MESSAGES, LUGA)
    await coordinator.command(first.json()["id"], "route", ROUTE)
    await executor.command(first.json()["id"], "submit_draft", {"kind": "final", "text": "Ответ"})
    await coordinator.command(first.json()["id"], "exclude", {"ground": "threats"})

    again = await coordinator.post(MESSAGES, LUGA)

    assert (again.status_code, again.json()["outcome"]) == (200, "refused")


async def test_message_that_comes_again_is_judged_anew(coordinator: Person) -> None:
    """A wrong value of the message that comes again is refused by its name, and begins nothing."""
    await returned(coordinator, await coordinator.post(MESSAGES, LUGA))

    assert_problem(await coordinator.post(MESSAGES, SENT_AGAIN | {"flow": "incident"}), 422, "flow")
    assert len((await coordinator.get(MESSAGES)).json()["items"]) == 1
