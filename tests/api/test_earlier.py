"""Repeats: which message a message may be said to repeat, and the earlier answers at hand (R18)."""

from collections.abc import Callable

import pytest

from domain.terms import Role
from tests.api.client import DRAFT, INTAKE, MESSAGES, PUBLISH, ROUTE, Person, absent_id, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway

LUGA = {"regulation": "luga-2020", "detected_at": "2026-03-16T01:20:00+03:00"}


async def answered(coordinator: Person, executor: Person, **fields: object) -> str:
    """Have a message answered, and say which."""
    message_id = await coordinator.report(**fields)
    steps = [
        await coordinator.command(message_id, "route", ROUTE),
        await executor.command(message_id, "submit_draft", DRAFT),
        await coordinator.command(message_id, "approve"),
        await executor.command(message_id, "publish", PUBLISH),
    ]
    assert [step.status_code for step in steps] == [200, 200, 200, 200]
    return message_id


async def test_earlier_answer_is_at_hand(coordinator: Person, executor: Person) -> None:
    """The message that is repeated is shown with what was answered, where and when; then the one before it."""
    first = await answered(coordinator, executor)
    second = await coordinator.report(external_id="wall-2", repeat_of=first)
    await coordinator.command(second, "close", {"reason": "Проверка"})
    third = await coordinator.report(external_id="wall-3")
    await coordinator.command(third, "route", ROUTE | {"repeat_of": second})

    earlier = (await executor.get(f"{MESSAGES}/{third}/earlier")).json()

    assert earlier == {
        "items": [
            {"id": second, "state": "closed", "outcome": "other", "kind": None}
            | {"text": None, "url": None, "at": None, "handed_to": None},
            {"id": first, "state": "closed", "outcome": "answered", "kind": "final"}
            | {"text": DRAFT["text"], "url": PUBLISH["url"], "at": "2026-03-15T22:30:00Z", "handed_to": None},
        ]
    }


async def test_message_that_repeats_none(coordinator: Person) -> None:
    """A first message has no earlier answers; one that is not there is a 404."""
    message_id = await coordinator.report()

    assert (await coordinator.get(f"{MESSAGES}/{message_id}/earlier")).json() == {"items": []}
    assert_problem(await coordinator.get(f"{MESSAGES}/{absent_id()}/earlier"), 404)


async def test_chain_is_followed_ten_back(coordinator: Person) -> None:
    """Of a long chain the ten nearest are shown."""
    ids = [await coordinator.report()]
    for number in range(2, 13):
        ids.append(await coordinator.report(external_id=f"wall-{number}", repeat_of=ids[-1]))

    earlier = (await coordinator.get(f"{MESSAGES}/{ids[-1]}/earlier")).json()["items"]

    assert [item["id"] for item in earlier] == ids[-2:-12:-1]


async def test_messages_that_repeat_each_other(coordinator: Person) -> None:
    """A circle of links ends where it began."""
    first = await coordinator.report()
    second = await coordinator.report(external_id="wall-2", repeat_of=first)
    await coordinator.command(first, "route", ROUTE | {"repeat_of": second})

    for here, other in ((first, second), (second, first)):
        earlier = (await coordinator.get(f"{MESSAGES}/{here}/earlier")).json()["items"]
        assert [item["id"] for item in earlier] == [other]


async def test_question_to_the_author_is_no_answer(coordinator: Person, executor: Person) -> None:
    """What was only asked is not shown as an answer; an interim answer is."""
    first = await coordinator.report()
    second = await coordinator.report(external_id="wall-2", repeat_of=first)
    await coordinator.command(first, "route", ROUTE)

    async def place(text: str, **draft: str) -> object:
        await executor.command(first, "submit_draft", {"text": text} | draft)
        await coordinator.command(first, "approve")
        placed = await executor.command(first, "publish", PUBLISH)
        assert placed.status_code == 200
        return (await coordinator.get(f"{MESSAGES}/{second}/earlier")).json()["items"][0]["text"]

    assert await place("Какой дом?", kind="clarification") is None
    assert await place("Ответим в пятницу", kind="interim") == "Ответим в пятницу"


@pytest.mark.parametrize(("visibility", "shown"), [("public", True), ("direct", False)])
async def test_private_answer_of_another_body_is_not_told(
    coordinator: Person, executor: Person, other_executor: Person, visibility: str, *, shown: bool
) -> None:
    """An executor reads a private answer only where the message is its body's; a public one everybody may read."""
    first = await answered(coordinator, executor, visibility=visibility)
    second = await coordinator.report(external_id="wall-2", repeat_of=first)
    await coordinator.command(second, "route", {"assignments": [{"authority": "authority-2"}]})

    def text(answer: dict[str, list[dict[str, str | None]]]) -> str | None:
        return answer["items"][0]["text"]

    path = f"{MESSAGES}/{second}/earlier"
    assert text((await other_executor.get(path)).json()) == (DRAFT["text"] if shown else None)
    assert text((await coordinator.get(path)).json()) == DRAFT["text"]
    assert_problem(await executor.get(path), 404)


async def test_earlier_answers_need_the_database(coordinator: Person, lose_database: Callable[[], None]) -> None:
    """They come from the read model: without it, 503."""
    first = await coordinator.report()
    second = await coordinator.report(external_id="wall-2", repeat_of=first)
    lose_database()

    assert_problem(await coordinator.get(f"{MESSAGES}/{second}/earlier"), 503)


@pytest.mark.parametrize("link", ["wall-1", "", absent_id(), absent_id().upper()])
async def test_link_to_nothing_is_refused_by_name(coordinator: Person, link: str) -> None:
    """At intake and at routing ``repeat_of`` must be a message that is known."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.post(MESSAGES, INTAKE | {"external_id": "2", "repeat_of": link}), 422, "repeat_of")
    for wish in ("", "respond-async"):
        refused = await coordinator.command(message_id, "route", ROUTE | {"repeat_of": link}, Prefer=wish)
        assert_problem(refused, 422, "repeat_of")


async def test_link_to_itself_is_refused(coordinator: Person) -> None:
    """No message repeats itself."""
    message_id = await coordinator.report()

    assert_problem(await coordinator.command(message_id, "route", ROUTE | {"repeat_of": message_id}), 422, "repeat_of")


async def test_link_to_another_regulation_is_refused(coordinator: Person) -> None:
    """A message repeats one of its own regulation, whether that one is recorded yet or not."""
    elsewhere = await coordinator.report(**LUGA)
    wrong = INTAKE | {"external_id": "wall-2", "repeat_of": elsewhere}

    assert_problem(await coordinator.post(MESSAGES, wrong), 422, "repeat_of")
    assert (await coordinator.post(MESSAGES, wrong | LUGA)).status_code == 201


async def test_link_to_a_message_that_came_just_now(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A message that the read model has not heard of yet is known to its workflow."""
    gateway.recording = False
    first = await coordinator.report()
    elsewhere = await coordinator.report(**LUGA)

    assert await coordinator.report(external_id="wall-2", repeat_of=first)
    wrong = INTAKE | {"external_id": "wall-3", "repeat_of": elsewhere}
    assert_problem(await coordinator.post(MESSAGES, wrong), 422, "repeat_of")


async def test_link_that_nobody_can_check_is_taken(coordinator: Person, lose_database: Callable[[], None]) -> None:
    """While the read model is away, a link is taken as it is: intake and routing do not wait for it."""
    message_id = await coordinator.report()
    lose_database()

    assert await coordinator.report(external_id="wall-2", repeat_of=absent_id())
    routed = await coordinator.command(message_id, "route", ROUTE | {"repeat_of": absent_id()})
    assert routed.json()["repeat"]["of"] == absent_id()


async def test_foreign_message_is_not_told_by_its_link(coordinator: Person, issue: Issue) -> None:
    """Who does not see the message hears that it is not there, whatever it would repeat."""
    message_id = await coordinator.report()
    bound = issue(Role.COORDINATOR, person="luga", regulation="luga-2020")

    assert_problem(await bound.command(message_id, "route", ROUTE | {"repeat_of": message_id}), 404)
