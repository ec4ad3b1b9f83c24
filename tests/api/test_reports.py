"""The breaches of a month over HTTP."""

from datetime import datetime
from typing import Any

import pytest

from db import projection
from domain.terms import Action, Role
from tests.api.client import Person, assert_problem
from tests.api.conftest import Issue
from tests.fixtures.cases import NOON, case_view, entry, message_id
from tests.fixtures.database import Database

BREACHES = "/api/v1/reports/breaches"
MARCH = {"regulation": "providensky-2020", "month": "2026-03"}


@pytest.fixture
def breached(database: Database) -> str:
    """A recorded message whose draft did not come in time."""
    details = {
        "name": "draft",
        "title": "Проект ответа",
        "clause": "10",
        "actor": "executor",
        "late_after": NOON.isoformat(),
        "held": [{"role": "executor", "authority": "authority-1", "working_time": "PT4H"}],
    }
    with database.sessions() as session:
        missed = entry(1, action=Action.LIMIT_MISSED, at=NOON, recorded_at=NOON, details=details)
        projection.write(session, as_of=NOON, case=case_view(1, regulation="providensky-2020"), entries=[missed])
        session.commit()
    return message_id(1)


async def items(person: Person, **query: str) -> list[dict[str, Any]]:
    """What is counted."""
    answer = await person.get(BREACHES, **MARCH | query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_breaches_of_a_month(coordinator: Person, breached: str) -> None:
    """Each body's breaches of that month are listed with message, limit, clause and moment; of other months none."""
    (item,) = await items(coordinator)
    assert (item["authority"], item["title"], item["count"], item["reported"]) == ("authority-1", "Орган 1", 1, False)
    (breach,) = item["breaches"]
    assert (breach["message_id"], breach["limit"], breach["clause"]) == (breached, "draft", "10")
    assert datetime.fromisoformat(breach["at"]) == NOON
    assert await items(coordinator, month="2026-04") == []
    assert await items(coordinator, month="2025-12") == []


@pytest.mark.usefixtures("breached")
async def test_an_executor_sees_the_own_body(executor: Person, other_executor: Person) -> None:
    """Another body's breaches are not shown to an executor; to everybody else they are."""
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
    assert_problem(await auditor.get(BREACHES, **MARCH | query), 422, field)
