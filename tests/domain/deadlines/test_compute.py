"""Limits computed from the events of a case."""

import pytest

from domain.deadlines import Limit
from domain.worktime import Lateness
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
        (PROCEDURES[0], ["route", "overall", "draft"], ["decide", "publish"]),
        (PROCEDURES[1], ["overall", "draft"], []),
        (PROCEDURES[2], ["overall", "draft"], ["publish"]),
        (PROCEDURES[3], [], ["send1", "draft1", "overall1"]),
        (PROCEDURES[4], ["handover"], ["send2", "draft2", "struct2"]),
        (PROCEDURES[5], ["send"], ["overall", "draft", "approve", "sendback", "publish"]),
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


def test_a_return_reopens_the_structures_whole_limit() -> None:
    """Gulkevichi 3.2.5: rework is inside the eight hours, and gives no new ones."""
    given = Life(shipped(GUL), MONDAY, flow="incident").draft("2026-03-16 11:00")
    due = given.due("struct2")
    assert given.state("struct2") == "met"
    given.do("return", "2026-03-16 12:00")
    assert (given.state("struct2"), given.due("struct2")) == ("running", due)
    given.do("submit_draft", "2026-03-17 12:30")
    assert (given.state("struct2"), given.state("rework2")) == ("missed", "missed")
    assert [name for name in names(given) if name.startswith("struct2")] == ["struct2"]


def test_publication_in_stavropol_is_capped_by_the_overall_limit() -> None:
    """Half an hour from the last approval, but not later than the limit of clause 11."""
    early = Life(shipped(STA), "2026-03-16 09:00").approved("2026-03-16 12:25")
    assert early.due("publish") == "2026-03-16 12:55"
    tied = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    for name in ("submit_draft", "approve", "approve", "approve"):
        tied.do(name, "2026-03-16 12:50")
    assert tied.due("publish") == "2026-03-16 13:00"
    assert tied.text(tied.limit("publish").late_after) == "2026-03-16 14:00"


def test_a_cap_that_has_passed_is_missed_at_once() -> None:
    """An approval after the overall limit leaves no time to publish."""
    given = Life(shipped(STA), "2026-03-16 09:00").begin("2026-03-16 09:00")
    for name in ("submit_draft", "approve", "approve", "approve"):
        given.do(name, "2026-03-16 15:00")
    assert given.due("publish") == "2026-03-16 13:00"
    assert given.state("publish") == "missed"


def test_the_departments_two_limits_are_alternatives() -> None:
    """Stavropol 13 and 15: a draft starts both; approval drops the return's, a return the approval's."""
    approved = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    assert (approved.due("sendback"), approved.due("approve")) == ("2026-03-16 11:10", "2026-03-16 11:30")
    approved.do("approve", "2026-03-16 11:20")
    assert (approved.state("sendback"), approved.state("approve")) == ("cancelled", "running")
    approved.do("approve", "2026-03-16 11:25")
    assert approved.state("approve") == "met"
    returned = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    returned.do("return", "2026-03-16 11:20")
    assert (returned.state("sendback"), returned.state("approve")) == ("missed", "cancelled")
    returned.do("submit_draft", "2026-03-16 11:30")
    assert (returned.due("sendback-2"), returned.due("approve-2")) == ("2026-03-16 11:40", "2026-03-16 12:00")


def test_remarks_of_the_centre_do_not_break_the_departments_limit() -> None:
    """After the department's approval its own ten minutes are settled, whoever returns later."""
    given = Life(shipped(STA), MONDAY).draft("2026-03-16 11:00")
    given.do("approve", "2026-03-16 11:05")
    given.do("return", "2026-03-16 11:40")
    assert (given.state("sendback"), given.state("approve")) == ("cancelled", "missed")


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("2026-03-17 12:59", "met"),
        ("2026-03-17 13:00", "met"),
        ("2026-03-17 13:30", "met"),
        ("2026-03-17 14:00", "met"),
        ("2026-03-17 14:01", "missed"),
    ],
)
def test_after_a_limit_that_ends_with_the_break_the_break_is_in_time(done: str, state: str) -> None:
    """Due at 13:00: in the break and at its end is on time, a minute of work later is late (R4)."""
    given = Life(shipped(PRO), "2026-03-16 17:00").begin("2026-03-16 17:00")
    given.do("submit_draft", done)
    assert given.state("draft") == state


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("2026-03-17 18:00", "met"),
        ("2026-03-17 18:01", "missed"),
        ("2026-03-17 20:00", "missed"),
        ("2026-03-18 08:59", "missed"),
    ],
)
def test_after_a_limit_that_ends_with_the_service_everything_is_late(done: str, state: str) -> None:
    """Due at 18:00: the evening and the next morning are late, though no working time has passed (R4)."""
    given = Life(shipped(PRO), "2026-03-16 17:00").approved("2026-03-16 17:00")
    given.do("publish", done)
    assert given.state("overall") == state


@pytest.mark.parametrize(
    ("rule", "unit", "late_after"),
    [
        (Lateness.SERVICE, "working_hours", "2026-03-16 18:00"),
        (Lateness.WORKING_TIME, "working_hours", "2026-03-17 09:00"),
        (Lateness.INSTANT, "working_hours", "2026-03-16 18:00"),
        (Lateness.DAY_END, "working_hours", "2026-03-16 18:00"),
        (Lateness.DAY_END, "working_days", "2026-03-25 00:00"),
    ],
)
def test_the_regulation_says_when_an_act_is_late(rule: Lateness, unit: str, late_after: str) -> None:
    """The file's own reading of lateness is the one that counts."""
    keys = f'starts = "detected"\nends = ["published"]\namount = 6\nunit = "{unit}"\n'
    given = Life(small(keys, head=f'lateness.rule = "{rule}"\n'), "2026-03-16 11:00")
    assert given.text(given.limit("limit1").late_after) == late_after


CLOCK = [
    ("hours", 6, "2026-03-20 17:30", "2026-03-20 23:30", True),
    ("days_24h", 2, "2026-03-20 17:30", "2026-03-22 17:30", True),
    ("calendar_days", 2, "2026-03-20 17:30", "2026-03-23 00:00", False),
    ("at_once", 0, "2026-03-21 03:00", "2026-03-21 03:00", True),
]


@pytest.mark.parametrize(("unit", "amount", "detected", "due", "at_night"), CLOCK)
def test_clock_units_do_not_ask_the_calendar(unit: str, amount: int, detected: str, due: str, at_night: bool) -> None:  # noqa: FBT001
    """Hours, days of 24 hours, calendar days and «at once» run over nights and days off, and end when they end."""
    given = one(f'starts = "detected"\nends = ["published"]\namount = {amount}\nunit = "{unit}"\n', detected)
    limit = given.limit("limit1")
    assert given.text(limit.started_at) == detected
    assert given.due("limit1") == due
    assert limit.late_after == limit.due_at
    assert (limit.in_working_time, limit.round_the_clock, limit.provisional) == (False, at_night, False)


def test_beyond_the_published_calendar_a_limit_is_provisional() -> None:
    """What is due in a year without a published calendar is computed by the statutory days and marked."""
    keys = 'starts = "detected"\nends = ["published"]\namount = 3\nunit = "working_days"\n'
    given = one(keys, "2027-12-30 10:00")
    assert given.limit("limit1").provisional
    assert given.due("limit1") >= "2028-01-11 18:00"
    assert not one(keys, "2027-12-20 10:00").limit("limit1").provisional
    assert not one(CLOCK_KEYS, "2027-12-30 10:00").limit("limit1").provisional


CLOCK_KEYS = 'starts = "detected"\nends = ["published"]\namount = 30\nunit = "days_24h"\n'


def test_a_limit_by_analogy_is_never_missed() -> None:
    """It is a mark only: neither late nor overdue, whenever the act comes (R13)."""
    given = one('starts = "detected"\nends = ["routed"]\namount = 30\nunit = "working_minutes"\nby_analogy = true\n')
    given.wait("2026-03-18 12:00")
    assert (given.state("limit1"), given.view.overdue) == ("running", False)
    given.do("route")
    assert given.state("limit1") == "met"


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


def test_only_the_newest_of_several_limits_is_reopened() -> None:
    """What was done in an earlier cycle stays done."""
    keys = 'starts = "returned"\nends = ["draft_submitted"]\nreopened_by = ["approved"]\n'
    given = one(keys + 'amount = 1\nunit = "working_hours"\nrepeats = true\n').draft("2026-03-16 10:10")
    for minute in (20, 30):
        given.do("return", f"2026-03-16 10:{minute}")
        given.do("submit_draft", f"2026-03-16 10:{minute + 5}")
    given.do("approve", "2026-03-16 10:40")
    assert [given.limit(name).open for name in ("limit1", "limit1-2")] == [False, True]


def test_a_limit_that_one_event_ends_is_not_reopened_by_the_same_event() -> None:
    """An event that both fulfils and reopens fulfils the first time."""
    keys = 'starts = "draft_submitted"\nends = ["returned"]\nreopened_by = ["returned"]\n'
    given = one(keys + 'amount = 1\nunit = "working_hours"\n').draft("2026-03-16 10:10")
    given.do("return", "2026-03-16 10:20")
    assert not given.limit("limit1").open


@pytest.mark.parametrize(
    ("approved", "due"), [("2026-03-16 11:00", "2026-03-16 11:30"), ("2026-03-16 13:00", "2026-03-16 12:00")]
)
def test_a_cap_may_pass_before_the_capped_limit_begins(approved: str, due: str) -> None:
    """The earlier of the two counts, though that be in the past when the limit begins."""
    rules = small(
        'starts = "detected"\nends = ["published"]\namount = 2\nunit = "hours"\n',
        'starts = "approved"\nends = ["published"]\namount = 0.5\nunit = "hours"\ncapped_by = "limit1"\n'.replace(
            "0.5", '"0.5"'
        ),
    )
    given = Life(rules, MONDAY).draft("2026-03-16 10:30")
    given.do("approve", approved)
    assert given.due("limit2") == due


def test_a_fulfilled_cap_is_spent() -> None:
    """A cap that ended before the capped limit begins does not bind it any more."""
    rules = small(
        'starts = "detected"\nends = ["routed"]\namount = 1\nunit = "hours"\n',
        'starts = "approved"\nends = ["published"]\namount = 3\nunit = "hours"\ncapped_by = "limit1"\n',
    )
    given = Life(rules, MONDAY).begin("2026-03-16 10:10")
    given.do("submit_draft", "2026-03-16 10:20")
    given.do("approve", "2026-03-16 10:30")
    assert given.due("limit2") == "2026-03-16 13:30"


def test_computing_is_a_pure_function() -> None:
    """The same events give the same limits, in the order of the regulation's file."""
    given = Life(shipped(STA), MONDAY).completed("2026-03-16 12:00")
    first: tuple[Limit, ...] = given.rules.limits(given.case)
    assert given.rules.limits(given.case) == first
    order = [rule.name for rule in given.rules.flow(given.case).limits]
    assert [limit.rule.name for limit in first] == sorted((limit.rule.name for limit in first), key=order.index)
