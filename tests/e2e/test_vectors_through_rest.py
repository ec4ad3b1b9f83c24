"""The worked deadlines of the five regulations come out through REST, with acts entered afterwards from paper.

Source: tests/data/deadline_vectors.json: every row of kind ``default``, and those readings among the others that
the trails pass by. Rows in the future go through ``/worktime``.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.installation import Installation
from tests.e2e.papers import CALCULATED, COUNTED, PAPERS
from tests.e2e.papers.paper import OTHER, By, Paper, Row, drafted, routed

pytestmark = pytest.mark.xdist_group("installation")

VECTORS = Path(__file__).parents[1] / "data" / "deadline_vectors.json"
ZONES = {"providensky-2020": "Asia/Anadyr", "volchikha-2020": "Asia/Barnaul"}


@pytest.fixture(scope="module")
def writers(town: Installation) -> Mapping[By, str]:
    """The tokens of those who enter acts."""
    return {
        By.ADMIN: town.administrator,
        By.EXECUTOR: town.executor,
        By.CO_EXECUTOR: town.token("executor-2", "executor", "--authority", OTHER),
    }


def _rows(kind: str | None = None) -> dict[Row, str]:
    rows = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return {(row["id"], row["what"]): str(row["value"]) for row in rows if kind in {None, row["kind"]}}


def _zone(regulation: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(regulation, "Europe/Moscow"))


def _at(text: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=zone).isoformat()


def _written(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%a %Y-%m-%d %H:%M")


def _play(town: Installation, writers: Mapping[By, str], name: str, paper: Paper) -> dict[str, Any]:
    """Enter a whole paper trail, and give the case."""
    zone = _zone(paper.regulation)
    message = {
        "regulation": paper.regulation,
        "network": "vk",
        "external_id": f"paper-{name}",
        "text": "Не горит фонарь.",
        "detected_at": _at(paper.detected, zone),
        **({"received_at": _at(paper.received, zone)} if paper.received else {}),
        **({"flow": paper.flow} if paper.flow else {}),
    }
    case: dict[str, Any] = town.call(town.administrator, "POST", "/messages", message).json()
    for act in paper.acts:
        body = {**act.payload, "occurred_at": _at(act.when, zone), "comment": "Внесено по бумаге."}
        answer = town.call(writers[act.by], "POST", f"/messages/{case['id']}/{act.command}", body)
        assert answer.status_code == 200, answer.text
        case = answer.json()
    return case


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_trail_has_the_worked_deadlines(name: str, town: Installation, writers: Mapping[By, str]) -> None:
    """Each limit of a message that is entered afterwards is due at the worked instant, to the minute, and so judged."""
    paper, rows = PAPERS[name], _rows()
    case = _play(town, writers, name, paper)
    limits = {item["name"]: item for item in case["deadlines"]}
    for limit, row in paper.due:
        assert _written(limits[limit]["due_at"]) == rows[row], limit
    for limit, row in paper.started:
        assert _written(limits[limit]["started_at"]) == rows[row], limit
    assert {limit: limits[limit]["state"] for limit in paper.stands} == dict(paper.stands)
    assert case["state"] == (paper.state or case["state"])
    assert case["outcome"] == paper.outcome


def test_no_default_row_is_forgotten() -> None:
    """Every row of a shipped reading is proven by a paper trail or, in the future, by the calculator, never by both."""
    by_paper = {row for paper in PAPERS.values() for _limit, row in (*paper.due, *paper.started)}
    assert by_paper | set(CALCULATED) >= set(_rows("default"))
    assert not by_paper & set(CALCULATED)
    assert by_paper | set(CALCULATED) | set(COUNTED) <= set(_rows())


@pytest.mark.parametrize(("when", "state"), [("13:30", "met"), ("14:00", "met"), ("14:01", "missed")])
def test_the_break_after_a_limit_is_on_time(
    when: str, state: str, town: Installation, writers: Mapping[By, str]
) -> None:
    """PRO-9: due at the break's beginning, a draft in the break is on time and one after it is late (R4)."""
    acts = (routed("2026-03-16 17:05"), drafted(f"2026-03-17 {when}"))
    case = _play(town, writers, f"PRO-9 at {when}", Paper("providensky-2020", "2026-03-16 17:00", acts))
    assert {item["name"]: item["state"] for item in case["deadlines"]}["draft"] == state


@pytest.mark.parametrize("row", CALCULATED, ids=lambda row: str(row[0]))
def test_a_deadline_in_the_future_comes_from_the_calculator(row: Row, town: Installation) -> None:
    """Over the New Year's holidays, and over the working, shortened Saturday of February 2027."""
    start, amount, unit = CALCULATED[row]
    question = {
        "regulation": "providensky-2020",
        "start": _at(start, _zone("providensky-2020")),
        "amount": {"amount": int(amount), "unit": unit},
    }
    answer = town.call(town.administrator, "POST", "/worktime/add", question).json()
    assert _written(answer["result"]) == _rows()[row]


@pytest.mark.parametrize("row", COUNTED, ids=" ".join)
def test_working_minutes_are_counted_as_by_hand(row: Row, town: Installation) -> None:
    """As much working time lies between two moments as was counted."""
    regulation, start, end = COUNTED[row]
    zone = _zone(regulation)
    question = {"regulation": regulation, "start": _at(start, zone), "end": _at(end, zone)}
    answer = town.call(town.administrator, "POST", "/worktime/between", question).json()
    hours, _, minutes = answer["result"].removeprefix("PT").removesuffix("M").partition("H")
    assert int(hours) * 60 + int(minutes or 0) == int(_rows()[row])
