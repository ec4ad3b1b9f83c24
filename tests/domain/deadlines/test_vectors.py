"""Worked examples of the readings, found by hand: the shipped regulations must give the same moments."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.deadlines import Limit, compute_limits
from domain.terms import LimitState
from tests.domain.deadlines.samples import fact
from tests.domain.deadlines.vector_rows import BEGINNING, IN_MINUTES, ROWS, STA_2, Key
from tests.domain.lifecycle.builders import GUL, PRO, STA, shipped

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "deadline_vectors.json").read_text(encoding="utf-8")
)["vectors"]
SECOND = timedelta(seconds=1)
BREAK_BEGINS, BREAK_ENDS = time(13), time(14)

by_row = pytest.mark.parametrize("key", ROWS, ids=lambda key: f"{key[0]} {key[1]}")


def _vector(key: Key) -> dict[str, Any]:
    (found,) = (row for row in VECTORS if (row["id"], row["what"]) == key)
    return found


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(shipped(name).time.timezone)


def _moment(name: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=_zone(name))


def _expected(key: Key) -> datetime:
    vector = _vector(key)
    _weekday, _, moment = vector["value"].partition(" ")
    return _moment(vector["regulation"], moment)


def _limits(name: str, limit: str, facts: Sequence[str]) -> dict[str, Limit]:
    """Compute the limits of the flow that has the limit named, after these facts."""
    rules = shipped(name)
    rule_name = limit.partition("-")[0]
    flow = next(flow for flow in rules.regulation.flows if rule_name in {rule.name for rule in flow.limits})
    events = [fact(text, flow, _zone(name)) for text in facts]
    return {found.name: found for found in compute_limits(flow, rules.regulation.lateness.rule, rules.time, events)}


def _limit(key: Key) -> Limit:
    row = ROWS[key]
    return _limits(_vector(key)["regulation"], row.limit, row.facts)[row.limit]


def test_every_default_vector_is_computed() -> None:
    """No worked example of a shipped reading is left out."""
    defaults = {(row["id"], row["what"]) for row in VECTORS if row["kind"] == "default"}
    assert defaults <= {*ROWS, BEGINNING}
    counted = {(row["id"], row["what"]) for row in VECTORS if row["kind"] == "working_minutes"}
    assert counted == set(IN_MINUTES)


@by_row
def test_a_limit_is_due_as_worked_by_hand(key: Key) -> None:
    """The shipped regulation gives the vector's moment, and cites the vector's clause."""
    limit, vector = _limit(key), _vector(key)
    assert limit.due_at == _expected(key)
    assert limit.rule.clause == vector["clause"]


@by_row
def test_an_act_is_in_time_until_the_limit(key: Key) -> None:
    """A second before and exactly at the limit the act is in time, whether it is done or still owed."""
    limit = _limit(key)
    for moment in (limit.due_at - SECOND, limit.due_at):
        assert limit.state(moment) is LimitState.RUNNING
        assert replace(limit, done_at=moment).state(moment) is LimitState.MET


@by_row
def test_an_act_is_late_after_the_limit(key: Key) -> None:
    """A second later the act is late, but during a break that begins at the limit it is not yet."""
    limit = _limit(key)
    local = limit.due_at.astimezone(_zone(_vector(key)["regulation"]))
    last = datetime.combine(local, BREAK_ENDS, local.tzinfo) if local.time() == BREAK_BEGINS else local
    assert limit.late_after == last
    assert replace(limit, done_at=last).state(last) is LimitState.MET
    assert limit.state(last + SECOND) is LimitState.MISSED
    assert replace(limit, done_at=last + SECOND).state(last + SECOND) is LimitState.MISSED


@pytest.mark.parametrize("key", IN_MINUTES, ids=lambda key: f"{key[0]} {key[1]}")
def test_working_minutes_are_counted_as_by_hand(key: Key) -> None:
    """Between two moments as many working minutes pass as the vector says."""
    vector = _vector(key)
    start, end = (_moment(vector["regulation"], text) for text in IN_MINUTES[key])
    assert shipped(vector["regulation"]).time.between(start, end) == timedelta(minutes=int(vector["value"]))


def test_the_pause_of_a_vector_is_credited_once() -> None:
    """Gulkevichi's pause of 660 working minutes is all that moved both limits."""
    key = ("GUL-2", "3.1.2 draft due after pause")
    paused, plain = ROWS[key], ROWS["GUL-1", "3.1.2 draft due: received by structure Mon 13:00 (8 wh)"]
    moved, ordinary = (_limits(GUL, row.limit, row.facts) for row in (paused, plain))
    for name in ("draft1", "overall1"):
        spent = shipped(GUL).time.between(ordinary[name].due_at, moved[name].due_at)
        assert spent == timedelta(minutes=660)
        assert [(stop.start, stop.end) for stop in moved[name].stops] == [
            (_moment(GUL, "2026-03-16 16:00"), _moment(GUL, "2026-03-18 10:00"))
        ]


def test_the_tie_is_in_time_in_the_break_and_late_after_it() -> None:
    """A draft due at 13:00 is in time at 13:30 and at 14:00, and late at 14:01."""
    limit = _limit(("PRO-9", "c10 draft due, canonical (earliest instant)"))
    for text, state in (("13:30", LimitState.MET), ("14:00", LimitState.MET), ("14:01", LimitState.MISSED)):
        done = _moment(PRO, f"2026-03-17 {text}")
        assert replace(limit, done_at=done).state(done) is state


def test_an_arrival_on_a_day_off_has_the_first_working_day() -> None:
    """What comes on Saturday runs from Monday's opening and has to be considered by Monday's close."""
    limit = _limits(GUL, "weekend", ["received 2026-03-21 12:00"])["weekend"]
    assert limit.started_at == _expected(BEGINNING)
    assert limit.rule.clause == _vector(BEGINNING)["clause"]
    assert limit.due_at == _moment(GUL, "2026-03-23 18:00")


@pytest.mark.parametrize("moment", ["2026-03-20 12:00", "2026-03-20 20:00", "2027-02-20 10:00"])
def test_an_arrival_on_a_working_day_has_no_limit_of_its_own(moment: str) -> None:
    """On a Friday, also after the close, and on a working Saturday nothing of clause 3.1.6 begins."""
    assert "weekend" not in _limits(GUL, "weekend", [f"received {moment}"])


def test_without_its_cap_publication_would_be_later() -> None:
    """Stavropol's publication is cut by the overall limit where that ends first."""
    key = ("STA-3", "c14 cap binds: approved 12:50 -> uncapped")
    assert _limit(("STA-3", "c14 cap binds: approved 12:50 -> capped by c11")).due_at < _expected(key)


@pytest.mark.parametrize(
    ("then", "approve", "sendback"),
    [
        (["returned:department 2026-03-16 11:38"], "cancelled", "met"),
        (["returned:department 2026-03-16 11:45"], "cancelled", "missed"),
        (["returned:department 2026-03-16 12:15"], "missed", "missed"),
        (["approved:department 2026-03-16 11:50", "returned:mcu 2026-03-16 11:55"], "cancelled", "cancelled"),
        (["approved:department 2026-03-16 11:35", "approved:mcu 2026-03-16 11:55"], "met", "cancelled"),
        (
            [
                "approved:department 2026-03-16 11:35",
                "approved:mcu 2026-03-16 11:55",
                "returned:cur 2026-03-16 15:00",
            ],
            "met",
            "cancelled",
        ),
        (["approved:department 2026-03-16 11:35", "approved:mcu 2026-03-16 12:10"], "missed", "cancelled"),
    ],
)
def test_one_draft_starts_two_limits_by_outcome(then: list[str], approve: str, sendback: str) -> None:
    """Stavropol's draft is returned within 10 minutes or approved within 30; a later stage's remarks touch neither."""
    limits = _limits(STA, "approve", [*STA_2, *then])
    now = _moment(STA, "2026-03-17 09:00")
    assert limits["approve"].state(now) == approve
    assert limits["sendback"].state(now) == sendback
    assert "approve-2" not in limits


def test_an_approval_that_is_not_the_last_starts_no_publication() -> None:
    """In Stavropol publication is timed from the regional centre's approval, not from the municipal one's."""
    facts = [*STA_2, "approved:department 2026-03-16 11:35", "approved:mcu 2026-03-16 11:55"]
    assert "publish" not in _limits(STA, "publish", facts)


def test_rework_runs_inside_the_structures_total() -> None:
    """In Gulkevichi a return reopens the structure's eight hours with the end they had."""
    facts = ["routed 2026-03-16 12:00", "draft_submitted 2026-03-16 15:00"]
    first = _limits(GUL, "struct2", facts)["struct2"]
    again = _limits(GUL, "struct2", [*facts, "returned:head 2026-03-16 16:00"])["struct2"]
    assert not first.open
    assert again.open
    assert again.due_at == first.due_at


def test_publication_fulfils_the_overall_limit() -> None:
    """Once published nothing of Providensky is owed any more."""
    facts = [
        "detected 2026-03-16 10:00",
        "routed 2026-03-16 10:30",
        "draft_submitted 2026-03-16 16:00 a",
        "approved:curator 2026-03-16 16:20",
        "published 2026-03-16 16:40",
    ]
    limits = _limits(PRO, "overall", facts)
    assert not any(limit.open for limit in limits.values())
    assert limits["overall"].state(_moment(PRO, "2026-04-01 09:00")) is LimitState.MET
