"""Files of messages over REST: each row as intake would take it, answered row by row."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api import imports
from api.imports import XLSX
from domain.terms import Role
from importing.mappings import read_folder
from importing.taking import MOST_FAILURES
from tests.api.client import MESSAGES, Clock, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.memory import InMemoryGateway
from tests.domain.importing.samples import ROUTED, mapping
from tests.importing.files import csv_bytes, xlsx_bytes

IMPORT = f"{MESSAGES}:import"
HEADER = ("Тема", "Группа тем", "Локация", "Категория важности", "Соцсеть", "Ссылка", "Автор", "Текст", "Дата")
PRO = {"regulation": "providensky-2020"}
ROADS = ROUTED.replace('"roads"', '"authority-1"').replace('"housing"', '"authority-2"')
OWN_HEADER = ("Текст", "Соцсеть", "Тема", "Локация", "Дата", "Номер", "Исполнитель", "Получено")


def line(number: int, **cells: object) -> list[object]:
    """A row of the usual export."""
    given: dict[str, object] = {
        "Тема": "Освещение",
        "Группа тем": "ЖКХ",
        "Локация": "центр",
        "Категория важности": "обычная",
        "Соцсеть": "ВКонтакте",
        "Ссылка": f"https://vk.com/wall-1_{number}",
        "Автор": f"Автор {number}",
        "Текст": f"Не горит фонарь {number}",
        "Дата": "16.03.2026 09:40",
    }
    return [(given | cells)[heading] for heading in HEADER]


def own(number: int, authority: str = "", **cells: object) -> list[object]:
    """A row of an export that names the body."""
    given: dict[str, object] = {
        "Текст": f"Яма {number}",
        "Соцсеть": "ВКонтакте",
        "Тема": "Дороги",
        "Номер": number,
        "Исполнитель": authority,
    }
    return [(given | cells).get(heading) for heading in OWN_HEADER]


async def sent(person: Person, data: bytes, query: dict[str, str] | None = None) -> httpx.Response:
    """Send a file."""
    headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "text/csv"}
    return await person.http.post(IMPORT, params=PRO | (query or {}), content=data, headers=headers)


async def rows_of(person: Person, data: bytes, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """The results of a file that is taken."""
    response = await sent(person, data, query)
    assert response.status_code == 200, response.text
    rows: list[dict[str, Any]] = response.json()["rows"]
    return rows


@pytest.fixture(autouse=True)
def _own_mapping(app: Any) -> None:  # noqa: ANN401 -- the state of an app has no type
    """Give the API a mapping that routes, beside the shipped ones."""
    app.state.mappings = {**read_folder(), "own": mapping(ROADS)}


@pytest.mark.parametrize("written", [csv_bytes, xlsx_bytes], ids=["csv", "xlsx"])
async def test_file_is_taken_in(monitoring: Person, written: Callable[[Sequence[Sequence[object]]], bytes]) -> None:
    """Every row becomes a message with the fields of its columns, and the answer counts them."""
    response = await sent(monitoring, written([HEADER, line(1), line(2)]))

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    answer = response.json()
    assert [(item["row"], item["result"]) for item in answer["rows"]] == [(2, "new"), (3, "new")]
    assert answer["summary"] | {"rows": 2, "new": 2} == answer["summary"]
    case = (await monitoring.get(f"{MESSAGES}/{answer['rows'][0]['id']}")).json()
    assert (
        case["message"]
        | {
            "text": "Не горит фонарь 1",
            "theme": "Освещение",
            "theme_group": "ЖКХ",
            "location": "центр",
            "importance": "обычная",
            "network": "vk",
            "url": "https://vk.com/wall-1_1",
        }
        == case["message"]
    )
    assert case["message"]["posted_at"] == "2026-03-16T09:40:00+12:00"
    assert case["state"] == "awaiting_routing"


async def test_each_row_stands_on_its_own_line(monitoring: Person) -> None:
    """What has come of a broken answer can be read: one row a line."""
    lines = (await sent(monitoring, csv_bytes([HEADER, line(1), line(2)]))).text.splitlines()

    assert [json.loads(item.rstrip(","))["row"] for item in lines[1:3]] == [2, 3]


async def test_second_run_adds_nothing(monitoring: Person, gateway: InMemoryGateway) -> None:
    """The same file again answers the same ids, known; a row that is new in it is taken."""
    first = await rows_of(monitoring, csv_bytes([HEADER, line(1), line(2)]))
    second = await rows_of(monitoring, csv_bytes([HEADER, line(1), line(2), line(3)], ";", "cp1251"))

    assert [item["result"] for item in second] == ["known", "known", "new"]
    assert [item["id"] for item in second[:2]] == [item["id"] for item in first]
    assert len(gateway.running) == 3


async def test_message_that_came_over_rest_is_known(monitoring: Person) -> None:
    """A row with the id of a message that a monitoring system reported is that message."""
    reported = await monitoring.report(external_id="7")

    (read,) = await rows_of(monitoring, csv_bytes([(*HEADER, "ID"), [*line(1), 7]]))

    assert (read["result"], read["id"]) == ("known", reported)


async def test_broken_rows_stop_no_other(monitoring: Person) -> None:
    """Every wrong row names its number and column, whoever found it; the others are taken."""
    data = csv_bytes(
        [
            HEADER,
            line(1, Дата="вчера"),
            line(2, Дата="17.03.2026 09:40"),
            line(3, Соцсеть="Другое", Ссылка="https://example.org/1"),
            line(4, Текст=" "),
            line(5),
        ]
    )

    rows = await rows_of(monitoring, data)

    assert [item["result"] for item in rows] == ["refused"] * 4 + ["new"]
    assert [[error["column"] for error in item["errors"]] for item in rows] == [
        ["Дата"],
        ["Дата"],
        ["Соцсеть"],
        ["Текст"],
        [],
    ]
    assert rows[1]["errors"][0]["message"] == "время в будущем"
    assert "вне сферы действия" in rows[2]["errors"][0]["message"]
    assert "пункт" in rows[2]["errors"][0]["message"]


async def test_rows_are_sent_to_their_bodies(coordinator: Person) -> None:
    """Where the mapping says so, each message is routed to the body of its row, as the person who imports."""
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел"), own(2, "ёлочный отдел"), own(3)])

    rows = await rows_of(coordinator, data, {"mapping": "own"})

    assert [item["routed_to"] for item in rows] == ["authority-1", "authority-2", None]
    case = (await coordinator.get(f"{MESSAGES}/{rows[0]['id']}")).json()
    journal = (await coordinator.get(f"{MESSAGES}/{rows[0]['id']}/journal")).json()["items"]
    assert (case["state"], case["authority"]) == ("drafting", "authority-1")
    assert [(entry["action"], entry["actor"]["person"]) for entry in journal if entry["action"] == "route"] == [
        ("route", "coordinator")
    ]
    again = await rows_of(coordinator, data, {"mapping": "own"})
    assert [(item["result"], item["routed_to"]) for item in again] == [("known", None)] * 3


async def test_who_may_not_route_may_not_import_with_such_a_mapping(monitoring: Person) -> None:
    """A monitoring system cannot send messages to bodies by a file either; nothing is taken."""
    assert_problem(await sent(monitoring, csv_bytes([OWN_HEADER, own(1)]), {"mapping": "own"}), 403)
    assert (await monitoring.get(MESSAGES)).json()["items"] == []


async def test_head_decides_before_the_file(coordinator: Person, issue: Issue) -> None:
    """Where the head names the body, rows are taken and wait; after the resolution the same file routes them."""
    where = {"mapping": "own", "regulation": "gulkevichi-draft", "flow": "pages"}
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел")])

    (first,) = await rows_of(coordinator, data, where)
    await issue(Role.HEAD).command(first["id"], "resolve", {"authority": "authority-1"})
    (second,) = await rows_of(coordinator, data, where)

    assert first["errors"][0]["column"] == "Исполнитель"
    assert "резолюция главы" in first["errors"][0]["message"]
    assert (second["result"], second["routed_to"], second["errors"]) == ("known", "authority-1", [])


async def test_refused_route_leaves_the_message_taken(coordinator: Person, issue: Issue) -> None:
    """Where the head named another body, the row says so and the message stays as it is."""
    where = {"mapping": "own", "regulation": "gulkevichi-draft", "flow": "pages"}
    data = csv_bytes([OWN_HEADER, own(1, "Дорожный отдел")])
    (first,) = await rows_of(coordinator, data, where)
    await issue(Role.HEAD).command(first["id"], "resolve", {"authority": "authority-2"})

    (second,) = await rows_of(coordinator, data, where)

    assert (second["result"], second["routed_to"]) == ("known", None)
    assert "принято, но не направлено: Резолюцией определён другой орган" in second["errors"][0]["message"]


async def test_message_that_went_back_is_not_brought_again(coordinator: Person, clock: Clock) -> None:
    """A second run of a file brings back no message that was returned to its sender; a later receipt does (LUZ-5)."""
    where = {"mapping": "own", "regulation": "luga-2020"}
    data = csv_bytes([OWN_HEADER, own(1)])
    (first,) = await rows_of(coordinator, data, where)
    returned = await coordinator.command(first["id"], "decline", {"reason": "не наш вопрос"})
    assert returned.json()["outcome"] == "returned_outside", returned.text
    clock.advance(timedelta(days=2))

    (again,) = await rows_of(coordinator, data, where)
    (later,) = await rows_of(coordinator, csv_bytes([OWN_HEADER, own(1, Получено="17.03.2026 10:00")]), where)
    (repeat,) = await rows_of(coordinator, csv_bytes([OWN_HEADER, own(1, Получено="17.03.2026 10:00")]), where)

    assert (again["result"], again["id"]) == ("known", first["id"])
    assert later["result"] == "new"
    assert later["id"] != first["id"]
    assert (repeat["result"], repeat["id"]) == ("known", later["id"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"regulation": "nowhere"}, "regulation"),
        ({"flow": "pages"}, "flow"),
        ({"mapping": "absent"}, "mapping"),
        ({"mapping": "../usual"}, "mapping"),
        ({"mode": "fast"}, "mode"),
    ],
)
async def test_wrong_parameter_is_refused_by_name(monitoring: Person, query: dict[str, str], field: str) -> None:
    """A name that is not there stops the import before the file is read."""
    assert_problem(await sent(monitoring, csv_bytes([HEADER, line(1)]), query), 422, field)


async def test_alias_that_does_not_fit_is_refused_by_its_key(coordinator: Person, app: Any) -> None:  # noqa: ANN401 -- as above
    """A mapping whose authorities are another regulation's names the alias."""
    app.state.mappings = {"own": mapping(ROUTED)}

    problem = assert_problem(
        await sent(coordinator, csv_bytes([OWN_HEADER, own(1)]), {"mapping": "own"}),
        422,
        "authorities.Дорожный отдел",
        "authorities.Ёлочный отдел",
    )
    assert "органа roads в регламенте нет" in problem["detail"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", csv_bytes([("id", "text"), ("1", "Яма")])])
async def test_unreadable_file_is_refused_as_a_whole(monitoring: Person, data: bytes) -> None:
    """What is no table, or lacks a column, is a 422 that says why, before anything is taken."""
    problem = assert_problem(await sent(monitoring, data), 422, "file")

    assert "Файл не читается" in problem["detail"]


async def test_file_of_many_megabytes(monitoring: Person) -> None:
    """The limit of a file is its own: more than 1 MB is read, more than 20 MB is a 413."""
    longer = csv_bytes([HEADER, *(line(number, Текст="ы" * 50_000) for number in range(12))])
    assert len(longer) > 1_000_000
    assert len(await rows_of(monitoring, longer)) == 12

    assert_problem(await sent(monitoring, longer.ljust(imports.MAX_FILE_BYTES + 1)), 413)


async def test_too_many_rows_are_refused(monitoring: Person) -> None:
    """More rows than one request may bring are refused before the first is taken."""
    assert_problem(
        await sent(monitoring, csv_bytes([HEADER, *(line(number) for number in range(10_001))])), 422, "file"
    )


async def test_foreign_regulation_is_refused(issue: Issue) -> None:
    """A token that is bound to a regulation imports into no other one."""
    bound = issue(Role.MONITORING, regulation="luga-2020")

    assert_problem(await sent(bound, csv_bytes([HEADER, line(1)])), 403)
    assert len(await rows_of(bound, csv_bytes([HEADER, line(1)]), {"regulation": "luga-2020"})) == 1


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.REVIEWER, Role.HEAD, Role.AUDITOR])
async def test_who_may_not_report_may_not_import(issue: Issue, role: Role) -> None:
    """Only monitoring and the coordinator bring messages in."""
    bound: dict[Role, dict[str, object]] = {
        Role.EXECUTOR: {"authority": "authority-1"},
        Role.REVIEWER: {"stages": ["curator"]},
    }
    person = issue(role, **bound.get(role, {}))

    assert_problem(await sent(person, csv_bytes([HEADER, line(1)])), 403)


async def test_absent_temporal_is_said_before_the_answer_begins(monitoring: Person, gateway: InMemoryGateway) -> None:
    """Where nobody can begin a message, the request is a 503 and may be repeated."""
    gateway.away = True

    response = await sent(monitoring, csv_bytes([HEADER, line(1)]))

    assert_problem(response, 503)
    assert response.headers["retry-after"]


async def test_temporal_that_goes_away_is_said_by_row(
    monitoring: Person, gateway: InMemoryGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is away later leaves the rows unavailable, and the next run takes them."""
    monkeypatch.setattr(imports, "_AT_ONCE", 1)
    data = csv_bytes([HEADER, *(line(number) for number in range(MOST_FAILURES + 5))])
    start, begun = gateway.start, 0

    async def losing(*given: Any) -> bool:  # noqa: ANN401 -- passed on
        nonlocal begun
        begun += 1
        gateway.away = begun > 2
        return await start(*given)

    monkeypatch.setattr(gateway, "start", losing)
    rows = await rows_of(monitoring, data)
    gateway.away = False
    monkeypatch.setattr(gateway, "start", start)
    again = await rows_of(monitoring, data)

    assert [item["result"] for item in rows] == ["new"] * 2 + ["unavailable"] * (MOST_FAILURES + 3)
    assert begun == 2 + MOST_FAILURES
    assert [item["result"] for item in again] == ["known"] * 2 + ["new"] * (MOST_FAILURES + 3)


async def test_documented_example_works(app: Any, monitoring: Person) -> None:  # noqa: ANN401 -- as above
    """The file that the documentation shows is taken in, and the parameters are described as they are."""
    described = app.openapi()["paths"][IMPORT]["post"]
    body = described["requestBody"]["content"]

    assert {"text/csv", XLSX} == body.keys()
    for example in body["text/csv"]["examples"].values():
        assert [item["result"] for item in await rows_of(monitoring, example["value"].encode())] == ["new"]
    assert {item["name"]: item["required"] for item in described["parameters"]} == {
        "regulation": True,
        "flow": False,
        "mapping": False,
    }
