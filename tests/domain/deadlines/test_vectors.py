"""Worked examples of the readings, found by hand: the shipped regulations must give the same moments."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from activities.calendar_source import build_calendar
from activities.regulation_source import read_regulation
from domain.deadlines import Limit, compute_limits
from domain.event import Event
from domain.regulation import Regulation
from domain.terms import EventKind, LimitState
from domain.worktime import Beyond, WorkingTime

ROOT = Path(__file__).parents[3]
VECTORS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "data" / "deadline_vectors.json").read_text(encoding="utf-8")
)["vectors"]
SECOND = timedelta(seconds=1)
BREAK_BEGINS, BREAK_ENDS = time(13), time(14)

DETECTED, RECEIVED, RESOLVED = EventKind.DETECTED, EventKind.RECEIVED, EventKind.RESOLVED
ROUTED, SUBMITTED, RETURNED = EventKind.ROUTED, EventKind.DRAFT_SUBMITTED, EventKind.RETURNED
APPROVED, PUBLISHED = EventKind.APPROVED, EventKind.PUBLISHED


Fact: TypeAlias = tuple[EventKind, str] | tuple[EventKind, str, str]
"""A kind of event, its local moment, and the stage that acted."""


class Row(NamedTuple):
    """What the words of a vector mean: the limit, and the facts before it."""

    limit: str
    facts: Sequence[Fact]


_PRO_1: list[Fact] = [(DETECTED, "2026-03-16 10:00"), (ROUTED, "2026-03-16 10:30"), (SUBMITTED, "2026-03-16 16:00")]
_PRO_1_RETURNED: list[Fact] = [*_PRO_1, (RETURNED, "2026-03-16 16:30", "curator")]
_PRO_1_AGAIN: list[Fact] = [*_PRO_1_RETURNED, (SUBMITTED, "2026-03-16 17:30")]
_STA_2: list[Fact] = [(ROUTED, "2026-03-16 09:00"), (SUBMITTED, "2026-03-16 11:30")]
_STA_2_RETURNED: list[Fact] = [*_STA_2, (RETURNED, "2026-03-16 11:40", "department")]
_STA_2_AGAIN: list[Fact] = [*_STA_2_RETURNED, (SUBMITTED, "2026-03-16 11:55")]

_DETECTED = {
    "PRO-1": "2026-03-16 10:00",
    "PRO-2": "2026-03-20 17:50",
    "PRO-3": "2026-03-21 12:00",
    "PRO-4": "2026-05-08 15:30",
    "PRO-5": "2026-03-16 09:00",
}
ROWS: dict[tuple[str, str], Row] = {
    (number, words): Row(limit, [(DETECTED, moment)])
    for number, moment in _DETECTED.items()
    for words, limit in (
        ("c7 route due (30 wmin)", "route"),
        ("c9 overall due (9 wh)", "overall"),
        ("c10 draft due = start + (9-4) wh", "draft"),
        ("c10 draft due as overall minus 4 working hours", "draft"),
    )
} | {
    ("PRO-1", "c11 decision due (draft in 16:00)"): Row("decide", _PRO_1),
    ("PRO-1", "c12 rework due (returned 16:30)"): Row("rework", _PRO_1_RETURNED),
    ("PRO-1", "c11 second decision due (resubmitted 17:30)"): Row("decide-2", _PRO_1_AGAIN),
    ("PRO-1", "c13 publish due (approved 18:00)"): Row(
        "publish", [*_PRO_1_AGAIN, (APPROVED, "2026-03-16 18:00", "curator")]
    ),
    ("PRO-9", "c9 overall due"): Row("overall", [(DETECTED, "2026-03-16 17:00")]),
    ("PRO-9", "c10 draft due, canonical (earliest instant)"): Row("draft", [(DETECTED, "2026-03-16 17:00")]),
    (
        "PRO-10",
        "detected Fri 2027-02-19 16:00, c9 overall due (Sat 2027-02-20 is a working, shortened day: 09-17)",
    ): Row("overall", [(DETECTED, "2027-02-19 16:00")]),
    ("LUZ-1", "c6 overall due: detected by OIV 09:00"): Row("overall", [(DETECTED, "2026-03-16 09:00")]),
    ("LUZ-1", "c7 draft due from detection 09:00 (default)"): Row(
        "draft", [(DETECTED, "2026-03-16 09:00"), (RECEIVED, "2026-03-16 11:00")]
    ),
    ("LUZ-1", "c9 publish due: approved Tue 09:40"): Row("publish", [(APPROVED, "2026-03-17 09:40", "oiv")]),
    ("STA-1", "c11 overall due: sent Mon 16:00 (4 wh)"): Row("overall", [(ROUTED, "2026-03-16 16:00")]),
    ("STA-1", "c12 draft due (overall - 1.5 wh)"): Row("draft", [(ROUTED, "2026-03-16 16:00")]),
    ("STA-1", "c9.2 send due: received by department 15:45"): Row("send", [(RECEIVED, "2026-03-16 15:45")]),
    ("STA-2", "overall due"): Row("overall", _STA_2),
    ("STA-2", "draft due"): Row("draft", _STA_2[:1]),
    ("STA-2", "c15 remark-return due (draft in 11:30)"): Row("sendback", _STA_2),
    ("STA-2", "c16 rework due (returned 11:40)"): Row("rework", _STA_2_RETURNED),
    ("STA-2", "c13 approval due (resubmitted 11:55)"): Row("approve-2", _STA_2_AGAIN),
    ("STA-2", "c14 publish due, capped by c11"): Row("publish", [*_STA_2_AGAIN, (APPROVED, "2026-03-16 12:25", "cur")]),
    ("STA-3", "c14 cap binds: approved 12:50 -> capped by c11"): Row(
        "publish", [(ROUTED, "2026-03-16 09:00"), (APPROVED, "2026-03-16 12:50", "cur")]
    ),
    ("STA-4", "main executor draft due (c12)"): Row("draft", [(ROUTED, "2026-03-16 09:00")]),
    ("GUL-1", "3.1.1 send due: resolution Mon 11:00 (2 wh)"): Row("send1", [(RESOLVED, "2026-03-16 11:00")]),
    ("GUL-1", "3.1.2 draft due: received by structure Mon 13:00 (8 wh)"): Row("draft1", [(ROUTED, "2026-03-16 13:00")]),
    ("GUL-1", "3.1.5 overall 2 wd (day reading, default)"): Row("overall1", [(ROUTED, "2026-03-16 13:00")]),
    ("GUL-1", "3.1.4 rework due: returned Tue 11:00 (4 wh)"): Row(
        "rework1", [(RETURNED, "2026-03-17 11:00", "curator")]
    ),
    ("GUL-4", "3.2.1 send due: resolution Mon 10:00 (2 wh)"): Row("send2", [(RESOLVED, "2026-03-16 10:00")]),
    ("GUL-4", "3.2.2 draft due: structure received 12:00 (4 wh)"): Row("draft2", [(ROUTED, "2026-03-16 12:00")]),
    ("GUL-4", "3.2.5 structure total (8 wh)"): Row("struct2", [(ROUTED, "2026-03-16 12:00")]),
    ("GUL-4", "3.2.6 hand-over due: administration received Mon 09:00 (8 wh)"): Row(
        "handover", [(RECEIVED, "2026-03-16 09:00")]
    ),
    ("GUL-4", "3.2.4 rework due: returned Mon 16:00 (3 wh)"): Row(
        "rework2", [(RETURNED, "2026-03-16 16:00", "curator")]
    ),
}

LATER = {
    ("PRO-1", "8"),
    ("PRO-6", "14"),
    ("PRO-7", "14"),
    ("PRO-8", "14"),
    ("LUZ-1", "5"),
    ("STA-1", "10"),
    ("STA-4", "18"),
    ("STA-5", "17"),
    ("GUL-2", "3.1.2"),
    ("GUL-2", "3.1.5"),
    ("GUL-5", "3.8"),
}
"""Vectors of limits that are not executed yet: returns for competence, interim answers, joint work, pauses."""

CLARIFICATION = ("GUL-1", "3.1.2 clarification placed no later than (4 wh)")
BEGINNING = ("GUL-3", "3.1.6 arrives Sat 2026-03-21 12:00: clock starts")

IN_WORDS = {
    ("PRO-9", "working minutes used if the draft comes Tue 13:30"): ("2026-03-16 17:00", "2026-03-17 13:30"),
    ("PRO-9", "working minutes used if the draft comes Tue 14:01"): ("2026-03-16 17:00", "2026-03-17 14:01"),
    ("GUL-2", "paused working minutes (placed Mon 16:00, reply Wed 10:00)"): ("2026-03-16 16:00", "2026-03-18 10:00"),
}

by_row = pytest.mark.parametrize("key", ROWS, ids=lambda key: f"{key[0]} {key[1]}")


@cache
def _regulation(name: str) -> Regulation:
    return read_regulation(ROOT / "regulations" / f"{name}.toml")


@cache
def _time(name: str) -> WorkingTime:
    return WorkingTime(build_calendar(_regulation(name).calendar), beyond=Beyond.STATUTORY)


def _vector(key: tuple[str, str]) -> dict[str, Any]:
    (found,) = (row for row in VECTORS if (row["id"], row["what"]) == key)
    return found


def _moment(name: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(_time(name).timezone))


def _expected(key: tuple[str, str]) -> datetime:
    vector = _vector(key)
    _weekday, _, moment = vector["value"].partition(" ")
    return _moment(vector["regulation"], moment)


def _limits(name: str, limit: str, facts: Sequence[Fact]) -> dict[str, Limit]:
    """Compute the limits of the flow that has the limit named, after these facts."""
    regulation = _regulation(name)
    rule_name = limit.partition("-")[0]
    flow = next(flow for flow in regulation.flows if rule_name in {rule.name for rule in flow.limits})
    events = []
    for kind, text, *stage in facts:
        at = _moment(name, text)
        final = kind is APPROVED and stage == [flow.stages[-1].id]
        events.append(Event(kind=kind, at=at, recorded_at=at, stage=stage[0] if stage else None, final=final))
    return {found.name: found for found in compute_limits(flow, regulation.lateness.rule, _time(name), events)}


def _limit(key: tuple[str, str]) -> Limit:
    row = ROWS[key]
    return _limits(_vector(key)["regulation"], row.limit, row.facts)[row.limit]


def test_no_default_vector_is_forgotten() -> None:
    """Every vector of a shipped reading is either computed here or belongs to a limit that comes later."""
    defaults = {(row["id"], row["what"]) for row in VECTORS if row["kind"] == "default"}
    later = {(row["id"], row["what"]) for row in VECTORS if (row["id"], row["clause"]) in LATER}
    assert defaults - later <= set(ROWS) | {CLARIFICATION, BEGINNING}
    assert not later & set(ROWS)


@by_row
def test_a_limit_is_due_as_worked_by_hand(key: tuple[str, str]) -> None:
    """The shipped regulation gives the vector's moment, and cites the vector's clause."""
    limit, vector = _limit(key), _vector(key)
    assert limit.due_at == _expected(key)
    assert limit.rule.clause == vector["clause"]


@by_row
def test_an_act_is_in_time_until_the_limit(key: tuple[str, str]) -> None:
    """A second before and exactly at the limit the act is in time, whether it is done or still owed."""
    limit = _limit(key)
    for moment in (limit.due_at - SECOND, limit.due_at):
        assert limit.state(moment) is LimitState.RUNNING
        assert replace(limit, done_at=moment).state(moment) is LimitState.MET


@by_row
def test_an_act_is_late_after_the_limit(key: tuple[str, str]) -> None:
    """A second later the act is late, but during a break that begins at the limit it is not yet."""
    limit = _limit(key)
    local = limit.due_at.astimezone(ZoneInfo(_time(_vector(key)["regulation"]).timezone))
    last = datetime.combine(local, BREAK_ENDS, local.tzinfo) if local.time() == BREAK_BEGINS else local
    assert limit.late_after == last
    assert replace(limit, done_at=last).state(last) is LimitState.MET
    assert limit.state(last + SECOND) is LimitState.MISSED
    assert replace(limit, done_at=last + SECOND).state(last + SECOND) is LimitState.MISSED


@pytest.mark.parametrize("key", IN_WORDS, ids=lambda key: f"{key[0]} {key[1]}")
def test_working_minutes_are_counted_as_by_hand(key: tuple[str, str]) -> None:
    """Between two moments as many working minutes pass as the vector says."""
    vector = _vector(key)
    start, end = (_moment(vector["regulation"], text) for text in IN_WORDS[key])
    assert _time(vector["regulation"]).between(start, end) == timedelta(minutes=int(vector["value"]))


def test_the_tie_is_in_time_in_the_break_and_late_after_it() -> None:
    """A draft due at 13:00 is in time at 13:30 and at 14:00, and late at 14:01."""
    limit = _limit(("PRO-9", "c10 draft due, canonical (earliest instant)"))
    for text, state in (("13:30", LimitState.MET), ("14:00", LimitState.MET), ("14:01", LimitState.MISSED)):
        done = _moment("providensky-2020", f"2026-03-17 {text}")
        assert replace(limit, done_at=done).state(done) is state


def test_an_arrival_on_a_day_off_has_the_first_working_day() -> None:
    """What comes on Saturday runs from Monday's opening and has to be considered by Monday's close."""
    limit = _limits("gulkevichi-draft", "weekend", [(RECEIVED, "2026-03-21 12:00")])["weekend"]
    assert limit.started_at == _expected(BEGINNING)
    assert limit.rule.clause == _vector(BEGINNING)["clause"]
    assert limit.due_at == _moment("gulkevichi-draft", "2026-03-23 18:00")


@pytest.mark.parametrize("moment", ["2026-03-20 12:00", "2026-03-20 20:00", "2027-02-20 10:00"])
def test_an_arrival_on_a_working_day_has_no_limit_of_its_own(moment: str) -> None:
    """On a Friday, also after the close, and on a working Saturday nothing of clause 3.1.6 begins."""
    assert "weekend" not in _limits("gulkevichi-draft", "weekend", [(RECEIVED, moment)])


def test_without_its_cap_publication_would_be_later() -> None:
    """Stavropol's publication is cut by the overall limit where that ends first."""
    key = ("STA-3", "c14 cap binds: approved 12:50 -> uncapped")
    assert _limit(("STA-3", "c14 cap binds: approved 12:50 -> capped by c11")).due_at < _expected(key)


@pytest.mark.parametrize(
    ("then", "approve", "sendback"),
    [
        ([(RETURNED, "2026-03-16 11:38", "department")], LimitState.CANCELLED, LimitState.MET),
        ([(RETURNED, "2026-03-16 11:45", "department")], LimitState.CANCELLED, LimitState.MISSED),
        ([(RETURNED, "2026-03-16 12:15", "department")], LimitState.MISSED, LimitState.MISSED),
        (
            [(APPROVED, "2026-03-16 11:50", "department"), (RETURNED, "2026-03-16 11:55", "mcu")],
            LimitState.CANCELLED,
            LimitState.CANCELLED,
        ),
        (
            [(APPROVED, "2026-03-16 11:35", "department"), (APPROVED, "2026-03-16 11:55", "mcu")],
            LimitState.MET,
            LimitState.CANCELLED,
        ),
        (
            [
                (APPROVED, "2026-03-16 11:35", "department"),
                (APPROVED, "2026-03-16 11:55", "mcu"),
                (RETURNED, "2026-03-16 15:00", "cur"),
            ],
            LimitState.MET,
            LimitState.CANCELLED,
        ),
        (
            [(APPROVED, "2026-03-16 11:35", "department"), (APPROVED, "2026-03-16 12:10", "mcu")],
            LimitState.MISSED,
            LimitState.CANCELLED,
        ),
    ],
)
def test_one_draft_starts_two_limits_by_outcome(
    then: list[tuple[EventKind, str, str]], approve: LimitState, sendback: LimitState
) -> None:
    """Stavropol's draft is returned within 10 minutes or approved within 30; a later stage's remarks touch neither."""
    limits = _limits("stavropol-2023", "approve", [*_STA_2, *then])
    now = _moment("stavropol-2023", "2026-03-17 09:00")
    assert limits["approve"].state(now) is approve
    assert limits["sendback"].state(now) is sendback
    assert "approve-2" not in limits


def test_an_approval_that_is_not_the_last_starts_no_publication() -> None:
    """In Stavropol publication is timed from the regional centre's approval, not from the municipal one's."""
    facts = [*_STA_2, (APPROVED, "2026-03-16 11:35", "department"), (APPROVED, "2026-03-16 11:55", "mcu")]
    assert "publish" not in _limits("stavropol-2023", "publish", facts)


def test_rework_runs_inside_the_structures_total() -> None:
    """In Gulkevichi a return reopens the structure's eight hours with the end they had."""
    facts = [(ROUTED, "2026-03-16 12:00"), (SUBMITTED, "2026-03-16 15:00")]
    first = _limits("gulkevichi-draft", "struct2", facts)["struct2"]
    again = _limits("gulkevichi-draft", "struct2", [*facts, (RETURNED, "2026-03-16 16:00", "head")])["struct2"]
    assert not first.open
    assert again.open
    assert again.due_at == first.due_at


def test_publication_fulfils_the_overall_limit() -> None:
    """Once published nothing of Providensky is owed any more."""
    facts = [*_PRO_1, (APPROVED, "2026-03-16 16:20", "curator"), (PUBLISHED, "2026-03-16 16:40")]
    limits = _limits("providensky-2020", "overall", facts)
    assert not any(limit.open for limit in limits.values())
    assert limits["overall"].state(_moment("providensky-2020", "2026-04-01 09:00")) is LimitState.MET
