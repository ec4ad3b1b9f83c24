"""Messages: intake, the list, one case."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.terms import REMARKS, Role
from tests.api.client import DRAFT, INTAKE, MESSAGES, PUBLISH, ROUTE, Clock, Person, absent_id, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway

TOGETHER = {
    "assignments": [{"authority": "authority-1"}, {"authority": "authority-2"}],
    "lead": "authority-1",
}
"""A routing to two bodies under a main one."""


async def test_new_message_is_created_with_its_case(monitoring: Person) -> None:
    """A new message answers 201 with its case at the start and where it is."""
    response = await monitoring.post(MESSAGES, INTAKE)

    assert response.status_code == 201
    case = response.json()
    assert response.headers["location"] == f"{MESSAGES}/{case['id']}"
    assert case["state"] == "awaiting_routing"
    assert case["message"]["text"] == INTAKE["text"]
    assert {deadline["name"]: deadline["state"] for deadline in case["deadlines"]}["route"] == "running"


async def test_first_answer_is_the_case_itself(monitoring: Person) -> None:
    """What intake answers without waiting for anybody is what the case then says of itself."""
    first = await monitoring.post(MESSAGES, INTAKE)

    assert (await monitoring.get(first.headers["location"])).json() == first.json()


async def test_repeat_answers_the_known_case(monitoring: Person, gateway: InMemoryGateway) -> None:
    """The same message again answers 200 with its case and begins nothing."""
    first = await monitoring.post(MESSAGES, INTAKE)
    again = await monitoring.post(MESSAGES, INTAKE | {"text": "Тот же, поправлен"})

    assert again.status_code == 200
    assert again.json() == first.json()
    assert len(gateway.running) == 1


async def test_repeat_is_known_before_the_read_model_knows_it(monitoring: Person, gateway: InMemoryGateway) -> None:
    """A message that is not recorded yet is known to its workflow."""
    gateway.recording = False
    await monitoring.report()

    assert (await monitoring.post(MESSAGES, INTAKE)).status_code == 200


async def test_repeat_of_a_closed_message_answers_its_last_case(
    monitoring: Person, admin: Person, gateway: InMemoryGateway
) -> None:
    """A message that has ended stays known from the read model, also when Temporal has forgotten it."""
    message_id = await monitoring.report()
    await admin.command(message_id, "close", {"reason": "Проверка"})
    gateway.ended.clear()

    again = await monitoring.post(MESSAGES, INTAKE)

    assert (again.status_code, again.json()["state"]) == (200, "closed")


async def test_intake_goes_on_without_the_database(monitoring: Person, lose_database: Callable[[], None]) -> None:
    """A read model that is away delays no message, once the token was verified: it is taken in, and once."""
    await monitoring.get(MESSAGES)
    lose_database()

    first = await monitoring.post(MESSAGES, INTAKE)
    again = await monitoring.post(MESSAGES, INTAKE)

    assert (first.status_code, again.status_code) == (201, 200)


async def test_key_replaces_the_external_id(monitoring: Person) -> None:
    """Without an external id the header makes a repeat the same message, and another header another one."""
    intake = {key: value for key, value in INTAKE.items() if key != "external_id"}

    first = await monitoring.post(MESSAGES, intake, Idempotency_Key="a")
    again = await monitoring.post(MESSAGES, intake, Idempotency_Key="a")
    other = await monitoring.post(MESSAGES, intake, Idempotency_Key="b")

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert again.json()["id"] == first.json()["id"] != other.json()["id"]


async def test_key_and_external_id_of_equal_text_are_different(monitoring: Person) -> None:
    """An external id is never mistaken for somebody's idempotency key."""
    intake = {key: value for key, value in INTAKE.items() if key != "external_id"}
    await monitoring.post(MESSAGES, intake, Idempotency_Key="wall-1")

    assert (await monitoring.post(MESSAGES, INTAKE)).status_code == 201


async def test_message_without_any_name_is_refused(monitoring: Person) -> None:
    """Neither an external id nor a key: the missing field is named."""
    intake = {key: value for key, value in INTAKE.items() if key != "external_id"}

    assert_problem(await monitoring.post(MESSAGES, intake), 422, "external_id")


async def test_overlong_key_is_refused(monitoring: Person) -> None:
    """A key over 64 characters is refused by the header's name."""
    assert_problem(await monitoring.post(MESSAGES, INTAKE, Idempotency_Key="k" * 65), 422, "Idempotency-Key")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("regulation", "atlantis-1999"),
        ("flow", "incident"),
        ("network", "myspace"),
        ("network", "facebook"),
        ("text", ""),
        ("text", " \n\t"),
        ("text", "\u200b"),
        ("text", "ы" * 50_001),
        ("text", 7),
        ("text", None),
        ("detected_at", "2026-03-16T10:00:00"),
        ("detected_at", "завтра"),
        ("detected_at", "1773615600"),
        ("detected_at", "2026-03-16T10:32:00+12:00"),
        ("detected_at", "0001-01-01T00:00:00+12:00"),
        ("posted_at", "2026-03-17T10:00:00+12:00"),
        ("received_at", "2026-03-16T09:00:00+12:00"),
        ("url", "javascript:alert(1)"),
        ("url", "http://a..b/"),
        ("visibility", "secret"),
        ("author", "Мария"),
        ("attachments", [{"title": "нигде"}]),
        ("surprise", 1),
    ],
)
async def test_wrong_value_is_refused_by_name(monitoring: Person, field: str, value: object) -> None:
    """A wrong, unknown, naive or future value is a 422 that names its field."""
    response = await monitoring.post(MESSAGES, INTAKE | {field: value})

    assert_problem(response, 422, f"{field}[0]" if field == "attachments" else field)


async def test_detection_before_posting_is_refused(monitoring: Person) -> None:
    """Nobody finds a message before it is written."""
    late = {"posted_at": "2026-03-16T10:10:00+12:00"}

    assert_problem(await monitoring.post(MESSAGES, INTAKE | late), 422, "detected_at")


async def test_every_wrong_field_is_named_at_once(monitoring: Person) -> None:
    """One answer names all fields that are wrong."""
    response = await monitoring.post(MESSAGES, {"network": 5, "text": "", "extra": 1})

    assert_problem(response, 422, "regulation", "network", "text", "extra")


async def test_longest_text_is_taken(monitoring: Person) -> None:
    """Fifty thousand characters are a text, one more is not."""
    assert await monitoring.report(text="ы" * 50_000)


async def test_clock_slightly_ahead_is_taken(monitoring: Person) -> None:
    """A monitoring system whose clock is a minute ahead is not refused."""
    assert await monitoring.report(detected_at="2026-03-16T10:30:50+12:00")


async def test_case_shows_a_command_at_once(coordinator: Person, gateway: InMemoryGateway) -> None:
    """The effect of a command is visible in the next read, before the read model has it."""
    message_id = await coordinator.report()
    gateway.recording = False
    await coordinator.command(message_id, "route", ROUTE)

    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json()["state"] == "drafting"


async def test_case_is_shown_from_the_read_model_when_temporal_is_away(
    coordinator: Person, gateway: InMemoryGateway
) -> None:
    """Without Temporal the last recorded case is better than none."""
    message_id = await coordinator.report()
    gateway.away = True

    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json()["id"] == message_id


async def test_nobody_knows_means_unavailable(coordinator: Person, gateway: InMemoryGateway) -> None:
    """A message that is not recorded, while Temporal is away, is not called unknown."""
    gateway.away = True

    assert_problem(await coordinator.get(f"{MESSAGES}/{absent_id()}"), 503)


@pytest.mark.parametrize("message_id", [absent_id(), "1", "..", "%00", "x" * 300, "%ed%a0%80"])
async def test_unknown_message_is_not_found(coordinator: Person, message_id: str) -> None:
    """An id that nobody has, or that cannot be one, is a 404."""
    assert_problem(await coordinator.get(f"{MESSAGES}/{message_id}"), 404)


async def test_list_shows_what_was_reported(coordinator: Person, clock: Clock) -> None:
    """The list holds the cases, page by page, the nearest limit first."""
    earlier = await coordinator.report(external_id="a", detected_at=None)
    clock.advance(timedelta(minutes=1))
    later = await coordinator.report(external_id="b", detected_at=None)

    first = (await coordinator.get(MESSAGES, limit=1)).json()
    second = (await coordinator.get(MESSAGES, limit=1, cursor=first["next_cursor"])).json()

    assert [case["id"] for case in (*first["items"], *second["items"])] == [earlier, later]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "awaiting_routing"}, 1),
        ({"status": "closed"}, 0),
        ({"regulation": "providensky-2020", "hands": "coordinator", "overdue": "false"}, 1),
        ({"authority": "authority-1"}, 0),
        ({"q": "ФОНАРЬ"}, 1),
        ({"q": "100%"}, 0),
        ({"theme": "ЖКХ"}, 0),
        ({"from": "2026-03-16T00:00:00+12:00", "to": "2026-03-17T00:00:00+12:00"}, 1),
        ({"to": "2026-03-16T00:00:00+12:00"}, 0),
    ],
)
async def test_list_is_filtered(coordinator: Person, query: dict[str, str], found: int) -> None:
    """Each filter of the contract narrows the list."""
    await coordinator.report()

    assert len((await coordinator.get(MESSAGES, **query)).json()["items"]) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "open"),
        ("hands", "mayor"),
        ("overdue", "perhaps"),
        ("from", "2026-03-16"),
        ("to", "2026-03-16T10:00:00"),
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "many"),
        ("cursor", "Zm9v"),
        ("cursor", "кот"),
        ("q", "a\x00b"),
        ("sort", "id"),
    ],
)
async def test_wrong_parameter_is_refused_by_name(coordinator: Person, name: str, value: str) -> None:
    """A wrong or unknown parameter is a 422 that names it."""
    assert_problem(await coordinator.get(MESSAGES, **{name: value}), 422, name)


async def test_list_holds_only_what_may_be_seen(
    coordinator: Person, executor: Person, other_executor: Person, issue: Issue
) -> None:
    """Executors list their own authority's messages, a bound token its regulation's."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    bound = issue(Role.AUDITOR, regulation="luga-2020")

    seen = {
        person: len((await reader.get(MESSAGES)).json()["items"])
        for person, reader in {"own": executor, "other": other_executor, "bound": bound}.items()
    }

    assert seen == {"own": 1, "other": 0, "bound": 0}


@pytest.mark.parametrize("closed", [False, True])
async def test_message_of_several_bodies_is_each_ones(
    coordinator: Person, executor: Person, other_executor: Person, issue: Issue, *, closed: bool
) -> None:
    """In joint work every body that has the message lists, reads and filters it, while it is open and after."""
    third = issue(Role.EXECUTOR, person="third", authority="authority-3")
    message_id = await coordinator.report(regulation="stavropol-2023", detected_at="2026-03-16T01:20:00+03:00")
    routed = await coordinator.command(message_id, "route", TOGETHER)
    if closed:
        await coordinator.command(message_id, "close", {"reason": "Проверка"})

    assert routed.json()["authorities"] == ["authority-1", "authority-2"]
    for person in (executor, other_executor):
        assert [case["id"] for case in (await person.get(MESSAGES)).json()["items"]] == [message_id]
        for body in ("authority-1", "authority-2"):
            assert len((await person.get(MESSAGES, authority=body)).json()["items"]) == 1
        assert (await person.get(f"{MESSAGES}/{message_id}")).status_code == 200
    assert (await third.get(MESSAGES)).json()["items"] == []
    assert_problem(await coordinator.get(MESSAGES, authority="authority-3"), 422, "authority")
    assert_problem(await third.get(f"{MESSAGES}/{message_id}"), 404)


async def test_turn_that_has_not_come_is_not_listed(
    coordinator: Person, executor: Person, other_executor: Person
) -> None:
    """Where bodies work one after another, the next one has the message when its turn comes."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", {"assignments": TOGETHER["assignments"]})

    before = (await other_executor.get(MESSAGES)).json()["items"]
    await executor.command(message_id, "contribute", {"text": "Наша часть"})
    await coordinator.command(message_id, "approve")

    assert before == []
    assert [case["id"] for case in (await other_executor.get(MESSAGES)).json()["items"]] == [message_id]


async def test_closed_message_is_shown_whole(coordinator: Person, executor: Person) -> None:
    """A message that has ended shows its outcome from the read model."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    await executor.command(message_id, "submit_draft", DRAFT)
    await coordinator.command(message_id, "approve")
    await executor.command(message_id, "publish", PUBLISH)

    case = (await executor.get(f"{MESSAGES}/{message_id}")).json()

    assert (case["state"], case["outcome"], case["hands"]) == ("closed", "answered", None)
    assert {item["command"] for item in case["next"]} == REMARKS
