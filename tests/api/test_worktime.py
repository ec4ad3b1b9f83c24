"""The calculator of working time."""

from typing import Any

import pytest

from activities.calendar_source import KNOWN_UNTIL
from tests.api.client import Person, assert_problem

WORKTIME = "/api/v1/worktime"
WEEK = {day: ["09:00-13:00", "14:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
MOSCOW = {"timezone": "Europe/Moscow", "week": WEEK}
TIMELESS = {**MOSCOW, "country": "none"}
SPARSE = {**TIMELESS, "week": {"mon": ["09:00-09:01"]}}
MONDAY = "2026-03-16T10:00:00+03:00"


async def answer(person: Person, operation: str, **question: object) -> dict[str, Any]:
    """What the calculator answers."""
    response = await person.post(f"{WORKTIME}/{operation}", {"calendar": MOSCOW, "start": MONDAY} | question)
    assert response.status_code == 200, response.text
    result: dict[str, Any] = response.json()
    return result


@pytest.mark.parametrize(
    ("amount", "result"),
    [
        ({"amount": 4, "unit": "working_hours"}, "2026-03-16T15:00:00+03:00"),
        ({"amount": "1.5", "unit": "working_hours"}, "2026-03-16T11:30:00+03:00"),
        ({"amount": 90, "unit": "working_minutes"}, "2026-03-16T11:30:00+03:00"),
        ("PT1H12M", "2026-03-16T11:12:00+03:00"),
        ("-PT2H", "2026-03-13T17:00:00+03:00"),
        ({"amount": 5, "unit": "working_days"}, "2026-03-23T18:00:00+03:00"),
        ({"amount": 5, "unit": "calendar_days"}, "2026-03-22T00:00:00+03:00"),
        ({"amount": 20, "unit": "hours"}, "2026-03-17T06:00:00+03:00"),
        ({"amount": 2, "unit": "days_24h"}, "2026-03-18T10:00:00+03:00"),
        ({"amount": 0, "unit": "at_once"}, MONDAY),
    ],
)
async def test_add(auditor: Person, amount: object, result: str) -> None:
    """Every unit of a limit can be added; working days end at the close of the last one."""
    assert (await answer(auditor, "add", amount=amount))["result"] == result


async def test_add_shows_what_was_counted(auditor: Person) -> None:
    """The intervals and the calendar's version come with the result."""
    found = await answer(auditor, "add", amount="PT4H")

    assert found["intervals"] == [
        {"from": MONDAY, "to": "2026-03-16T13:00:00+03:00"},
        {"from": "2026-03-16T14:00:00+03:00", "to": "2026-03-16T15:00:00+03:00"},
    ]
    assert found["calendar_version"].startswith("sha256:")


@pytest.mark.parametrize(
    ("amount", "result"),
    [
        ({"amount": 2, "unit": "working_hours"}, "2026-03-13T17:00:00+03:00"),
        ("PT30M", "2026-03-16T09:30:00+03:00"),
        ({"amount": 24, "unit": "hours"}, "2026-03-15T10:00:00+03:00"),
    ],
)
async def test_subtract(auditor: Person, amount: object, result: str) -> None:
    """A length of time can be subtracted."""
    assert (await answer(auditor, "subtract", amount=amount))["result"] == result


@pytest.mark.parametrize("unit", ["working_days", "calendar_days"])
async def test_counted_days_are_not_subtracted(auditor: Person, unit: str) -> None:
    """Counted days have no agreed meaning backwards."""
    question = {"calendar": MOSCOW, "start": MONDAY, "amount": {"amount": 1, "unit": unit}}

    assert_problem(await auditor.post(f"{WORKTIME}/subtract", question), 422, "amount.unit")


@pytest.mark.parametrize(("end", "result"), [("2026-03-17T10:00:00+03:00", "PT8H"), ("2026-03-13T17:00:00Z", "-PT1H")])
async def test_between(auditor: Person, end: str, result: str) -> None:
    """The working time between two moments, negative where the second is the earlier."""
    assert (await answer(auditor, "between", end=end))["result"] == result


@pytest.mark.parametrize("question", [{"regulation": "stavropol-2023"}, {"calendar": {"regulation": "stavropol-2023"}}])
async def test_calendar_of_a_regulation(auditor: Person, question: dict[str, object]) -> None:
    """A regulation may be named in two ways, its calendar is the same."""
    response = await auditor.post(f"{WORKTIME}/add", {"start": MONDAY, "amount": "PT1H", **question})

    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    ("operation", "question", "field"),
    [
        ("add", {"start": f"{KNOWN_UNTIL.year + 3}-03-16T10:00:00+03:00", "amount": "PT1H"}, "start"),
        ("add", {"start": f"{KNOWN_UNTIL}T10:00:00+03:00", "amount": "PT99H"}, "amount"),
        ("add", {"amount": "P1D"}, "amount"),
        ("add", {"amount": "час"}, "amount"),
        ("add", {"amount": 5}, "amount"),
        ("add", {"amount": {"amount": -1, "unit": "hours"}}, "amount.amount"),
        ("add", {"amount": {"amount": 1, "unit": "moons"}}, "amount.unit"),
        ("add", {"amount": {"amount": "0.000000001", "unit": "working_minutes"}}, "amount"),
        ("add", {"start": "2026-03-16T10:00:00", "amount": "PT1H"}, "start"),
        ("add", {"start": "1773615600", "amount": "PT1H"}, "start"),
        ("between", {"end": 1773615600}, "end"),
        ("add", {"start": 1773640800, "amount": "PT1H"}, "start"),
        ("between", {"end": 1773640800.5}, "end"),
        ("add", {"start": "0001-01-01T00:00:00+14:00", "amount": "PT1H"}, "start"),
        ("add", {"calendar": None, "amount": "PT1H"}, "regulation"),
        ("add", {"regulation": "luga-2020", "amount": "PT1H"}, "regulation"),
        ("add", {"calendar": {"regulation": "atlantis"}, "amount": "PT1H"}, "calendar.regulation"),
        ("add", {"calendar": {"regulation": ["\u202e"]}, "amount": "PT1H"}, "calendar.regulation"),
        ("add", {"calendar": {**MOSCOW, "timezone": "Mars/Olympus"}, "amount": "PT1H"}, "calendar.timezone"),
        ("add", {"calendar": {**MOSCOW, "week": {"mon": ["9-18"]}}, "amount": "PT1H"}, "calendar.week.mon"),
        ("add", {"calendar": TIMELESS, "amount": {"amount": 1_000_000, "unit": "working_hours"}}, "amount"),
        ("add", {"calendar": TIMELESS, "amount": {"amount": 1_000_000, "unit": "days_24h"}}, "amount"),
        ("add", {"calendar": TIMELESS, "amount": {"amount": 1_000_000, "unit": "working_days"}}, "amount"),
        ("add", {"calendar": SPARSE, "amount": {"amount": 99, "unit": "working_hours"}}, "amount"),
        ("subtract", {"calendar": SPARSE, "amount": "PT99H"}, "amount"),
        ("between", {"end": f"{KNOWN_UNTIL.year + 1}-01-10T10:00:00+03:00"}, "end"),
        ("between", {"start": "2018-01-10T10:00:00+03:00", "end": MONDAY}, "start"),
        ("between", {"calendar": TIMELESS, "start": "1990-01-01T00:00:00Z", "end": MONDAY}, "end"),
        ("between", {"end": MONDAY, "amount": "PT1H"}, "amount"),
    ],
)
async def test_wrong_question_is_refused_by_name(
    auditor: Person, operation: str, question: dict[str, object], field: str
) -> None:
    """A wrong value, and a question beyond the known years, is a 422 that names the field."""
    asked = {"calendar": MOSCOW, "start": MONDAY} | question

    assert_problem(await auditor.post(f"{WORKTIME}/{operation}", asked), 422, field)
