"""The breaches of a month over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from domain.terms import Role
from tests.api.client import ROUTE, Clock, Person, assert_problem
from tests.api.conftest import Issue

BREACHES = "/api/v1/reports/breaches"
MARCH = {"regulation": "providensky-2020", "month": "2026-03"}


async def breached(coordinator: Person, clock: Clock) -> str:
    """A message whose draft did not come in time."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)
    clock.advance(timedelta(days=2))
    await coordinator.command(message_id, "note", {"text": "Где проект?"})
    return message_id


async def items(person: Person, **query: str) -> list[dict[str, Any]]:
    """What is counted."""
    answer = await person.get(BREACHES, **MARCH | query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_breaches_of_a_month(coordinator: Person, clock: Clock) -> None:
    """Each body's breaches of that month are listed with message, limit, clause and moment; of other months none."""
    message_id = await breached(coordinator, clock)
    (item,) = await items(coordinator)
    assert (item["authority"], item["title"], item["count"], item["reported"]) == ("authority-1", "Орган 1", 1, False)
    (breach,) = item["breaches"]
    assert (breach["message_id"], breach["limit"], breach["clause"]) == (message_id, "draft", "10")
    assert breach["at"].startswith("2026-03-16T16:")
    assert await items(coordinator, month="2026-04") == []
    assert await items(coordinator, month="2025-12") == []


async def test_an_executor_sees_the_own_body(
    coordinator: Person, executor: Person, other_executor: Person, clock: Clock
) -> None:
    """Another body's breaches are not shown to an executor; to everybody else they are."""
    await breached(coordinator, clock)
    assert len(await items(executor)) == 1
    assert await items(other_executor) == []


async def test_a_token_of_another_regulation_sees_none(issue: Issue) -> None:
    """For who is bound to one regulation the others do not exist."""
    bound = issue(Role.COORDINATOR, person="luga", regulation="luga-2020")
    assert_problem(await bound.get(BREACHES, **MARCH), 404)
    assert (await bound.get(BREACHES, **MARCH | {"regulation": "luga-2020"})).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"month": "2026-13"}, "month"),
        ({"month": "march"}, "month"),
        ({"regulation": "atlantis"}, "regulation"),
        ({"since": "2026-03-01"}, "since"),
    ],
)
async def test_a_wrong_question_names_its_field(auditor: Person, query: dict[str, str], field: str) -> None:
    """A month that is none, an unknown regulation or parameter is a 422 that says which."""
    problem = assert_problem(await auditor.get(BREACHES, **MARCH | query), 422)
    assert [error["field"] for error in problem["errors"]] == [field]
