"""What a roster does for a message: warnings beside the case, and a person's own queue."""

from collections.abc import Callable
from datetime import timedelta

from api.rosters import LIFETIME
from domain.terms import Role
from tests.api.client import DRAFT, MESSAGES, ROUTE, Clock, Person
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway
from tests.api.people import AWAY, office, stored

TO_PERSON: dict[str, object] = {"assignments": [{"authority": "authority-1", "executor": "executor"}]}
BODY = (office("executor", "second", absences=[AWAY]), office("second"))
WARNING = (
    "Исполнитель отсутствует: Пост executor (executor) — по 27.03.2026 включительно, замещает Пост second (second) "
    "(пункт 6(2))"
)


async def routed(coordinator: Person, order: dict[str, object] = TO_PERSON, **fields: object) -> str:
    """A message in the hands of the body."""
    message_id = await coordinator.report(**fields)
    assert (await coordinator.command(message_id, "route", order)).status_code == 200
    return message_id


async def warnings(person: Person, message_id: str) -> list[str]:
    """What the case warns of."""
    found: list[str] = (await person.get(f"{MESSAGES}/{message_id}")).json()["warnings"]
    return found


async def test_routing_to_somebody_who_is_away_is_accepted_with_a_warning(admin: Person, coordinator: Person) -> None:
    """The answer says who is away until when, who stands in and by which clause, and so does the case from then on."""
    await stored(admin, *BODY)
    message_id = await coordinator.report()

    response = await coordinator.command(message_id, "route", TO_PERSON)

    assert response.status_code == 200
    assert response.json()["warnings"] == await warnings(coordinator, message_id) == [WARNING]
    assert response.json()["hands"]["person"] == "executor"


async def test_reassigning_takes_the_warning_away(admin: Person, coordinator: Person) -> None:
    """Given to somebody who is there, the message is no longer warned of; given to somebody who is away, it is."""
    await stored(admin, *BODY)
    message_id = await routed(coordinator)

    answer = await coordinator.command(message_id, "reassign", {"executor": "second", "reason": "Отпуск"})
    back = await coordinator.command(message_id, "reassign", {"executor": "executor", "reason": "Просил сам"})

    assert answer.json()["warnings"] == []
    assert back.json()["warnings"] == [WARNING]


async def test_a_body_without_a_present_executor_is_warned_of(admin: Person, coordinator: Person) -> None:
    """Where no person is named, it is the body whose executors are all away."""
    await stored(admin, office("executor", absences=[AWAY]))

    (warning,) = await warnings(coordinator, await routed(coordinator, ROUTE))

    assert warning.startswith("В органе «Орган 1» нет присутствующего исполнителя")


async def test_a_signal_is_warned_of_on_the_case(admin: Person, coordinator: Person, gateway: InMemoryGateway) -> None:
    """What another tool sent straight to the workflow is warned of as well, where the case is shown."""
    await stored(admin, *BODY)
    message_id = await coordinator.report()

    await gateway.signal(message_id, "route", TO_PERSON)  # type: ignore[arg-type]  # as the tool writes it

    assert await warnings(coordinator, message_id) == [WARNING]


async def test_a_warning_lasts_as_long_as_it_is_true(
    admin: Person, coordinator: Person, issue: Issue, clock: Clock
) -> None:
    """It is gone when the executor has handed the draft in, or is back; nothing of it is in the journal."""
    await stored(admin, *BODY)
    drafted, waiting = await routed(coordinator), await routed(coordinator, external_id="wall-2")
    second = issue(Role.EXECUTOR, person="second", authority="authority-1")
    await second.command(drafted, "submit_draft", DRAFT)

    assert await warnings(coordinator, drafted) == []
    assert await warnings(coordinator, waiting) == [WARNING]
    clock.advance(timedelta(days=12))
    assert await warnings(coordinator, waiting) == []
    assert "отсутствует" not in (await coordinator.get(f"{MESSAGES}/{waiting}/journal")).text


async def test_a_message_that_has_ended_waits_for_nobody(admin: Person, coordinator: Person) -> None:
    """Neither the command that ends the work nor the ended case warns of its executor."""
    await stored(admin, *BODY)
    message_id = await routed(coordinator)

    answer = await coordinator.command(message_id, "close", {"reason": "Автор удалил сообщение"})

    assert (answer.status_code, answer.json()["warnings"]) == (200, [])
    assert await warnings(coordinator, message_id) == []


async def test_a_roster_is_no_condition_of_work(
    admin: Person, coordinator: Person, clock: Clock, database_of_rosters_away: Callable[[], None]
) -> None:
    """While the rosters cannot be read, the last that are known go on to hold; without any, work goes on unwarned."""
    message_id = await routed(coordinator)
    assert await warnings(coordinator, message_id) == []
    await stored(admin, *BODY)
    assert await warnings(coordinator, message_id) == [WARNING]
    database_of_rosters_away()
    clock.advance(LIFETIME)

    assert await warnings(coordinator, message_id) == [WARNING]
    assert (await coordinator.command(message_id, "note", {"text": "Жду"})).json()["warnings"] == [WARNING]


async def test_work_begins_while_rosters_are_away(
    coordinator: Person, database_of_rosters_away: Callable[[], None]
) -> None:
    """An API that has never read a roster does not miss it."""
    database_of_rosters_away()

    assert await warnings(coordinator, await routed(coordinator)) == []


async def ids(asker: Person, person: str) -> list[str]:
    """The ids of a person's queue."""
    response = await asker.get(MESSAGES, person=person)
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["items"]]


async def test_a_person_s_own_queue(coordinator: Person, issue: Issue) -> None:
    """`person` narrows the list to what is in that person's hands, `me` to one's own, in the list's order."""
    later = await routed(coordinator, detected_at="2026-03-16T10:20:00+12:00")
    sooner = await routed(coordinator, external_id="wall-2")
    await routed(coordinator, ROUTE, external_id="wall-3")
    await coordinator.report(external_id="wall-4")
    executor = issue(Role.EXECUTOR, person="executor", authority="authority-1")

    assert await ids(executor, "me") == await ids(coordinator, "executor") == [sooner, later]
    assert await ids(coordinator, "me") == []
    await executor.command(sooner, "submit_draft", DRAFT)
    assert await ids(executor, "me") == [later]


async def test_the_queue_of_a_stand_in(admin: Person, coordinator: Person, issue: Issue, clock: Clock) -> None:
    """While a person stands in, the other's messages are in his queue beside his own, and afterwards no more."""
    await stored(admin, *BODY)
    theirs = await routed(coordinator)
    own = await routed(
        coordinator, {"assignments": [{"authority": "authority-1", "executor": "second"}]}, external_id="wall-2"
    )
    second = issue(Role.EXECUTOR, person="second", authority="authority-1")

    assert set(await ids(second, "me")) == {theirs, own}
    assert await ids(coordinator, "executor") == [theirs]
    clock.advance(timedelta(days=12))
    assert await ids(second, "me") == [own]


async def test_a_queue_shows_nobody_more_than_he_may_see(
    admin: Person, coordinator: Person, other_executor: Person
) -> None:
    """Another person's queue has nothing of another body's messages."""
    await stored(admin, *BODY)
    await routed(coordinator)

    assert await ids(other_executor, "executor") == await ids(other_executor, "second") == []
