"""The worked deadlines of the five regulations come out through REST, with acts entered afterwards from paper.

Source: tests/data/deadline_vectors.json, the rows of kind ``default`` (and the shipped readings among the others) that
concern the paths from detection to the end. Rows in the future go through ``/worktime``.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.installation import Installation

pytestmark = pytest.mark.xdist_group("installation")

VECTORS = Path(__file__).parents[1] / "data" / "deadline_vectors.json"
ZONES = {"providensky-2020": "Asia/Anadyr", "volchikha-2020": "Asia/Barnaul"}
ROUTE = {"assignments": [{"authority": "authority-1"}]}
DRAFT = {"kind": "final", "text": "Починят в среду."}
REMARKS = {"remarks": "Когда?"}
RESOLVE = {"authority": "authority-1"}
OIV = {"actor": {"role": "oiv"}}
CUR = {"actor": {"role": "cur"}}

Act = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Paper:
    """A paper trail: when the message came, what was done when, and which vector each limit must equal."""

    regulation: str
    detected: str
    acts: tuple[Act, ...] = ()
    received: str | None = None
    flow: str | None = None
    due: dict[str, tuple[str, str]] = field(default_factory=dict)
    started: dict[str, tuple[str, str]] = field(default_factory=dict)


def _opening(name: str, day: str) -> Paper:
    return Paper(
        "providensky-2020",
        day,
        due={
            "route": (name, "c7 route due (30 wmin)"),
            "overall": (name, "c9 overall due (9 wh)"),
            "draft": (name, "c10 draft due as overall minus 4 working hours"),
        },
    )


PAPERS = {
    "PRO-1": Paper(
        "providensky-2020",
        "2026-03-16 10:00",
        (
            ("2026-03-16 10:30", "route", ROUTE),
            ("2026-03-16 16:00", "submit_draft", DRAFT),
            ("2026-03-16 16:30", "return", REMARKS),
            ("2026-03-16 17:30", "submit_draft", DRAFT),
            ("2026-03-16 18:00", "approve", {}),
        ),
        due={
            "route": ("PRO-1", "c7 route due (30 wmin)"),
            "overall": ("PRO-1", "c9 overall due (9 wh)"),
            "draft": ("PRO-1", "c10 draft due = start + (9-4) wh"),
            "decide": ("PRO-1", "c11 decision due (draft in 16:00)"),
            "rework": ("PRO-1", "c12 rework due (returned 16:30)"),
            "decide-2": ("PRO-1", "c11 second decision due (resubmitted 17:30)"),
            "publish": ("PRO-1", "c13 publish due (approved 18:00)"),
        },
    ),
    "PRO-2": _opening("PRO-2", "2026-03-20 17:50"),
    "PRO-3": _opening("PRO-3", "2026-03-21 12:00"),
    "PRO-4": _opening("PRO-4", "2026-05-08 15:30"),
    "PRO-5": _opening("PRO-5", "2026-03-16 09:00"),
    "PRO-9": Paper(
        "providensky-2020",
        "2026-03-16 17:00",
        due={
            "overall": ("PRO-9", "c9 overall due"),
            "draft": ("PRO-9", "c10 draft due, canonical (earliest instant)"),
        },
    ),
    "LUZ-1": Paper(
        "luga-2020",
        "2026-03-16 09:00",
        (
            ("2026-03-16 11:00", "route", ROUTE),
            ("2026-03-16 14:30", "submit_draft", DRAFT),
            ("2026-03-17 09:40", "approve", OIV),
        ),
        received="2026-03-16 11:00",
        due={
            "overall": ("LUZ-1", "c6 overall due: detected by OIV 09:00"),
            "draft": ("LUZ-1", "c7 draft due from detection 09:00 (default)"),
            "publish": ("LUZ-1", "c9 publish due: approved Tue 09:40"),
        },
    ),
    "STA-1": Paper(
        "stavropol-2023",
        "2026-03-16 15:45",
        (("2026-03-16 16:00", "route", ROUTE),),
        due={
            "send": ("STA-1", "c9.2 send due: received by department 15:45"),
            "overall": ("STA-1", "c11 overall due: sent Mon 16:00 (4 wh)"),
            "draft": ("STA-1", "c12 draft due (overall - 1.5 wh)"),
        },
    ),
    "STA-2": Paper(
        "stavropol-2023",
        "2026-03-16 09:00",
        (
            ("2026-03-16 09:00", "route", ROUTE),
            ("2026-03-16 11:30", "submit_draft", DRAFT),
            ("2026-03-16 11:40", "return", REMARKS),
            ("2026-03-16 11:55", "submit_draft", DRAFT),
            ("2026-03-16 12:00", "approve", {}),
            ("2026-03-16 12:10", "approve", {}),
            ("2026-03-16 12:25", "approve", CUR),
        ),
        due={
            "overall": ("STA-2", "overall due"),
            "draft": ("STA-2", "draft due"),
            "sendback": ("STA-2", "c15 remark-return due (draft in 11:30)"),
            "rework": ("STA-2", "c16 rework due (returned 11:40)"),
            "approve-2": ("STA-2", "c13 approval due (resubmitted 11:55)"),
            "publish": ("STA-2", "c14 publish due, capped by c11"),
        },
    ),
    "STA-3": Paper(
        "stavropol-2023",
        "2026-03-16 09:00",
        (
            ("2026-03-16 09:00", "route", ROUTE),
            ("2026-03-16 11:30", "submit_draft", DRAFT),
            ("2026-03-16 11:40", "approve", {}),
            ("2026-03-16 11:50", "approve", {}),
            ("2026-03-16 12:50", "approve", CUR),
        ),
        due={
            "publish": ("STA-3", "c14 cap binds: approved 12:50 -> capped by c11"),
            "draft": ("STA-4", "main executor draft due (c12)"),
        },
    ),
    "GUL-1": Paper(
        "gulkevichi-draft",
        "2026-03-16 09:30",
        (
            ("2026-03-16 11:00", "resolve", RESOLVE),
            ("2026-03-16 13:00", "route", ROUTE),
            ("2026-03-17 10:00", "submit_draft", DRAFT),
            ("2026-03-17 11:00", "return", REMARKS),
        ),
        flow="pages",
        due={
            "send1": ("GUL-1", "3.1.1 send due: resolution Mon 11:00 (2 wh)"),
            "draft1": ("GUL-1", "3.1.2 draft due: received by structure Mon 13:00 (8 wh)"),
            "overall1": ("GUL-1", "3.1.5 overall 2 wd (day reading, default)"),
            "rework1": ("GUL-1", "3.1.4 rework due: returned Tue 11:00 (4 wh)"),
        },
    ),
    "GUL-3": Paper(
        "gulkevichi-draft",
        "2026-03-21 12:00",
        flow="pages",
        started={"weekend": ("GUL-3", "3.1.6 arrives Sat 2026-03-21 12:00: clock starts")},
    ),
    "GUL-4": Paper(
        "gulkevichi-draft",
        "2026-03-16 09:00",
        (
            ("2026-03-16 10:00", "resolve", RESOLVE),
            ("2026-03-16 12:00", "route", ROUTE),
            ("2026-03-16 15:00", "submit_draft", DRAFT),
            ("2026-03-16 16:00", "return", REMARKS),
        ),
        flow="incident",
        due={
            "send2": ("GUL-4", "3.2.1 send due: resolution Mon 10:00 (2 wh)"),
            "draft2": ("GUL-4", "3.2.2 draft due: structure received 12:00 (4 wh)"),
            "struct2": ("GUL-4", "3.2.5 structure total (8 wh)"),
            "handover": ("GUL-4", "3.2.6 hand-over due: administration received Mon 09:00 (8 wh)"),
            "rework2": ("GUL-4", "3.2.4 rework due: returned Mon 16:00 (3 wh)"),
        },
    ),
}


def _vectors() -> dict[tuple[str, str], str]:
    rows = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return {(row["id"], row["what"]): str(row["value"]) for row in rows}


def _zone(regulation: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(regulation, "Europe/Moscow"))


def _at(text: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(text).replace(tzinfo=zone).isoformat()


def _written(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%a %Y-%m-%d %H:%M")


def _play(town: Installation, name: str, paper: Paper) -> dict[str, Any]:
    """Enter a whole paper trail as the administrator, and give the case."""
    token, zone = town.administrator, _zone(paper.regulation)
    message = {
        "regulation": paper.regulation,
        "network": "vk",
        "external_id": f"paper-{name}",
        "text": "Не горит фонарь.",
        "detected_at": _at(paper.detected, zone),
        **({"received_at": _at(paper.received, zone)} if paper.received else {}),
        **({"flow": paper.flow} if paper.flow else {}),
    }
    case: dict[str, Any] = town.call(token, "POST", "/messages", message).json()
    writer = town.executor
    for moment, command, payload in paper.acts:
        body = {**payload, "occurred_at": _at(moment, zone), "comment": "Внесено по бумаге."}
        who = writer if command == "submit_draft" else token
        answer = town.call(who, "POST", f"/messages/{case['id']}/{command}", body)
        assert answer.status_code == 200, answer.text
        case = answer.json()
    return case


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_trail_has_the_worked_deadlines(name: str, town: Installation) -> None:
    """Each limit of a message that is entered afterwards is due at the worked instant, to the minute."""
    paper, vectors = PAPERS[name], _vectors()
    limits = {item["name"]: item for item in _play(town, name, paper)["deadlines"]}
    for limit, vector in paper.due.items():
        assert _written(limits[limit]["due_at"]) == vectors[vector], limit
    for limit, vector in paper.started.items():
        assert _written(limits[limit]["started_at"]) == vectors[vector], limit


@pytest.mark.parametrize(("drafted", "state"), [("13:30", "met"), ("14:00", "met"), ("14:01", "missed")])
def test_the_break_after_a_limit_is_on_time(drafted: str, state: str, town: Installation) -> None:
    """PRO-9: due at the break's beginning, a draft in the break is on time and one after it is late (R4)."""
    acts: tuple[Act, ...] = (
        ("2026-03-16 17:05", "route", ROUTE),
        (f"2026-03-17 {drafted}", "submit_draft", DRAFT),
    )
    case = _play(town, f"PRO-9 at {drafted}", Paper("providensky-2020", "2026-03-16 17:00", acts))
    assert {item["name"]: item["state"] for item in case["deadlines"]}["draft"] == state


def test_a_deadline_in_the_future_comes_from_the_calculator(town: Installation) -> None:
    """PRO-10: over the working, shortened Saturday of February 2027."""
    zone = _zone("providensky-2020")
    question = {
        "regulation": "providensky-2020",
        "start": _at("2027-02-19 16:00", zone),
        "amount": {"amount": 9, "unit": "working_hours"},
    }
    answer = town.call(town.administrator, "POST", "/worktime/add", question).json()
    expected = [value for (name, _), value in _vectors().items() if name == "PRO-10"]
    assert [_written(answer["result"])] == expected
