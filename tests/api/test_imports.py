"""Files of messages over REST: each row as intake would take it, answered row by row."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from api import imports
from api.imports import XLSX
from domain.terms import Role
from importing.taking import MOST_FAILURES
from tests.api.client import MESSAGES, Person, assert_problem
from tests.api.conftest import Issue
from tests.api.import_files import HEADER, IMPORT, PRO, line, rows_of, sent
from tests.api.memory import InMemoryGateway
from tests.importing.files import csv_bytes, xlsx_bytes


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
    reported = await monitoring.report(external_id="7", text="Не горит фонарь 1")

    same, other = (
        await rows_of(monitoring, csv_bytes([(*HEADER, "ID"), [*line(1), 7]])),
        await rows_of(monitoring, csv_bytes([(*HEADER, "ID"), [*line(2), 7]])),
    )

    assert (same[0]["result"], same[0]["id"]) == ("known", reported)
    assert (other[0]["result"], other[0]["id"], other[0]["errors"][0]["column"]) == ("refused", reported, "ID")


async def test_form_is_no_file(monitoring: Person) -> None:
    """A file inside a form is refused with what to send instead, not read with the form's own lines around it."""
    authorization = {"Authorization": f"Bearer {monitoring.token}"}
    file = {"file": ("march.csv", csv_bytes([HEADER, line(1)]))}

    response = await monitoring.http.post(IMPORT, params=PRO, files=file, headers=authorization)

    assert_problem(response, 422, "file")
    assert "телом запроса должен быть сам файл" in response.json()["detail"]


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


def test_answer_of_the_page_has_the_shape_of_the_api() -> None:
    """What docs/import.md shows as an answer is one."""
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, flags=re.DOTALL)

    answer = imports.ImportAnswer.model_validate_json(shown)

    assert answer.model_dump(mode="json") == json.loads(shown)
