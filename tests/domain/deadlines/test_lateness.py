"""When an act is late (R4), and limits that do not ask the calendar."""

import pytest

from domain.worktime import Lateness
from tests.domain.lifecycle.builders import PRO, Life, shipped, small

MONDAY = "2026-03-16 10:00"


def one(keys: str, detected: str = MONDAY) -> Life:
    """A message under a regulation of one limit with these keys."""
    return Life(small(keys), detected)


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
