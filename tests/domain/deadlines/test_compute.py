"""Limits computed from the events of a case."""

import pytest

from domain.deadlines import Limit
from tests.domain.lifecycle.builders import (
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    shipped,
    small,
)

MONDAY = "2026-03-16 10:00"


def names(given: Life) -> list[str]:
    """The limits that have begun."""
    return [limit.name for limit in given.rules.limits(given.case)]


def one(keys: str, detected: str = MONDAY) -> Life:
    """A message under a regulation of one limit with these keys."""
    return Life(small(keys), detected)


@pytest.mark.parametrize(
    ("procedure", "begun", "whole_life"),
    [
        (PROCEDURES[0], ["route", "overall", "draft"], ["return", "decide", "publish"]),
        (PROCEDURES[1], ["overall", "draft"], []),
        (PROCEDURES[2], ["return", "overall", "draft"], ["publish"]),
        (PROCEDURES[3], [], ["send1", "draft1", "clar", "overall1", "explain"]),
        (PROCEDURES[4], ["handover"], ["send2", "draft2", "struct2", "explain"]),
        (PROCEDURES[5], ["send"], ["return", "overall", "draft", "approve", "sendback", "publish"]),
    ],
    ids=lambda item: item.name if isinstance(item, Procedure) else "",
)
def test_a_life_has_the_limits_of_its_regulation(procedure: Procedure, begun: list[str], whole_life: list[str]) -> None:
    """What begins with the message, and what an ordinary life adds, by section 8 of ``clauses.md``."""
    given = life(procedure)
    assert names(given) == begun
    given.completed()
    assert sorted(names(given)) == sorted(begun + whole_life)


def test_no_stated_limit_is_no_limit() -> None:
    """Volchikha sets no time for routing, approval and publication: nothing runs for them (R13)."""
    given = Life(shipped(VOL), MONDAY).draft()
    assert [limit.name for limit in given.rules.limits(given.case) if limit.open] == ["overall"]


def test_two_limits_on_one_act_both_run() -> None:
    """Publication is bound by its own half hour and by the overall limit; the earlier is shown first (R9)."""
    given = Life(shipped(PRO), MONDAY).approved("2026-03-16 12:00")
    assert (given.due("publish"), given.due("overall")) == ("2026-03-16 12:30", "2026-03-17 11:00")
    assert given.view.due_at == given.limit("publish").due_at
    given.do("publish", "2026-03-16 12:45")
    assert (given.state("publish"), given.state("overall")) == ("missed", "met")


def test_the_limit_starts_with_working_time() -> None:
    """What begins on a day off starts at the next working minute (R3)."""
    given = Life(shipped(PRO), "2026-03-21 12:00")
    assert given.text(given.limit("route").started_at) == "2026-03-23 09:00"
    assert given.due("route") == "2026-03-23 09:30"


def test_a_backward_limit_is_counted_on_the_axis_of_working_time() -> None:
    """Four hours before the end of nine are five from the start: 13:00, not 14:00 (R5)."""
    given = Life(shipped(PRO), "2026-03-16 17:00")
    assert (given.due("overall"), given.due("draft")) == ("2026-03-17 18:00", "2026-03-17 13:00")
    assert given.text(given.limit("draft").late_after) == "2026-03-17 14:00"


def test_clocks_run_from_the_acts_own_times() -> None:
    """An act entered late starts its limits when it happened."""
    given = Life(shipped(STA), MONDAY)
    given.wait("2026-03-16 12:00")
    given.late("route", "2026-03-16 10:15")
    assert given.due("overall") == "2026-03-16 15:15"
    assert given.limit("overall").known_at == given.now


@pytest.mark.parametrize("regulation", [PRO, VOL, LUZ])
def test_nothing_moves_the_overall_limit(regulation: str) -> None:
    """Rework, approval and late acts leave the overall limit where it was (R7)."""
    given = Life(shipped(regulation), MONDAY)
    before = given.due("overall")
    given.draft("2026-03-16 11:00")
    for minute in (10, 20, 30):
        given.do("return", f"2026-03-16 11:{minute}")
        given.do("submit_draft", f"2026-03-16 11:{minute + 5}")
    given.do("approve", "2026-03-18 12:00")
    assert given.due("overall") == before
    given.do("publish", "2026-03-18 12:01")
    assert (given.state("overall"), given.case.outcome) == ("missed", "answered")


def test_each_cycle_has_a_limit_of_its_own() -> None:
    """Every return and every submission opens a new limit, numbered from the second on (R11)."""
    given = Life(shipped(PRO), MONDAY).draft("2026-03-16 10:30")
    given.do("return", "2026-03-16 10:40")
    given.do("submit_draft", "2026-03-16 11:45")
    given.do("return", "2026-03-16 11:50")
    assert [name for name in names(given) if name.startswith("rework")] == ["rework", "rework-2"]
    assert [given.due(name) for name in ("rework", "rework-2")] == ["2026-03-16 11:40", "2026-03-16 12:50"]
    assert [given.state(name) for name in ("rework", "rework-2")] == ["missed", "running"]
    assert [given.state(name) for name in ("decide", "decide-2")] == ["met", "met"]
    assert given.state("draft") == "met"


def test_a_day_off_arrival_is_considered_on_the_first_working_day() -> None:
    """Gulkevichi 3.1.6: only what arrives on a day off has this limit, to the end of the first working day."""
    saturday = Life(shipped(GUL), "2026-03-21 12:00")
    assert saturday.due("weekend") == "2026-03-23 18:00"
    saturday.do("resolve", "2026-03-23 18:00")
    assert saturday.state("weekend") == "met"
    assert "weekend" not in names(Life(shipped(GUL), "2026-03-20 23:00"))


def test_a_transferred_working_saturday_is_no_day_off() -> None:
    """Saturday 2027-02-20 is worked, so nothing has to wait for Monday."""
    assert "weekend" not in names(Life(shipped(GUL), "2027-02-20 12:00"))
    assert "weekend" in names(Life(shipped(GUL), "2027-02-21 12:00"))


def test_the_end_of_the_case_ends_every_limit() -> None:
    """Also an earlier one that nobody fulfilled before a new one of the same rule began."""
    given = one(
        'starts = "draft_submitted"\nends = ["published"]\namount = 1\nunit = "working_hours"\nrepeats = true\n'
    )
    given.draft("2026-03-16 10:30")
    given.do("return", "2026-03-16 10:40")
    given.do("submit_draft", "2026-03-16 10:50")
    limits = given.rules.limits(given.case)
    assert [(limit.name, limit.open) for limit in limits] == [("limit1", True), ("limit1-2", True)]
    given.do("approve", "2026-03-16 11:00")
    given.do("publish", "2026-03-16 11:40", EXECUTOR)
    assert [given.state(name) for name in ("limit1", "limit1-2")] == ["missed", "met"]


def test_a_limit_that_does_not_repeat_begins_once() -> None:
    """A second start of a rule without ``repeats`` begins nothing."""
    given = one('starts = "draft_submitted"\nends = ["published"]\namount = 1\nunit = "working_hours"\n')
    given.draft("2026-03-16 10:30")
    given.do("return", "2026-03-16 10:40")
    given.do("submit_draft", "2026-03-16 10:50")
    assert names(given) == ["limit1"]
    assert given.due("limit1") == "2026-03-16 11:30"


def test_computing_is_a_pure_function() -> None:
    """The same events give the same limits, in the order of the regulation's file."""
    given = Life(shipped(STA), MONDAY).completed("2026-03-16 12:00")
    first: tuple[Limit, ...] = given.rules.limits(given.case)
    assert given.rules.limits(given.case) == first
    order = [rule.name for rule in given.rules.flow(given.case).limits]
    assert [limit.rule.name for limit in first] == sorted((limit.rule.name for limit in first), key=order.index)
