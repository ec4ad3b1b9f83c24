"""How much working time limits give."""

from datetime import timedelta

import pytest

from domain.regulation.fit.lengths import Lengths, usual_day
from domain.worktime import Week
from tests.domain.regulation.small import limit, small_flow

HOUR = timedelta(hours=1)
EIGHT = ("09:00-13:00", "14:00-18:00")


@pytest.mark.parametrize(
    ("week", "hours"),
    [
        (Week(mon=EIGHT, tue=EIGHT, wed=EIGHT, thu=EIGHT, fri=("09:00-13:00", "14:00-16:00")), 8),
        (Week(mon=("09:00-13:00",), fri=EIGHT), 4),
        (Week(mon=("09:00-13:00",), thu=EIGHT, fri=EIGHT), 8),
        (Week(sat=("10:00-15:00",)), 5),
    ],
)
def test_the_usual_day_is_the_most_frequent(week: Week, hours: int) -> None:
    """A short Friday does not change it; of even numbers the earlier day counts, and days off never."""
    assert usual_day(week) == hours * HOUR


@pytest.mark.parametrize(
    ("length", "day", "hours"),
    [
        ("90 working_minutes", None, 1.5),
        ("2 working_hours", None, 2),
        ("2 working_days", 8 * HOUR, 16),
        ("2 working_days", None, None),
        ("0 at_once", None, 0),
        ("2 hours", 8 * HOUR, None),
        ("1 days_24h", 8 * HOUR, None),
        ("3 calendar_days", 8 * HOUR, None),
        ("0.25 of whole", None, 2),
        ("before whole 3 working_hours", None, 5),
    ],
)
def test_only_working_time_is_compared(length: str, day: timedelta | None, hours: float | None) -> None:
    """Shares and leads are taken of their limit; hours by the clock and calendar days are no working time."""
    span = "draft_submitted" if length.startswith("before") else "detected > draft_submitted"
    flow = small_flow(limit("whole", "detected > published", "8 working_hours"), limit("own", span, length))
    found = Lengths(flow, day).of(flow.limit("own"))
    assert found == (None if hours is None else hours * HOUR)


@pytest.mark.parametrize(
    ("importance", "hours"),
    [(None, (8, 4, 5)), ("срочное", (4, 2, 1)), ("аварийное", (None, None, 0.5)), ("иное", (8, 4, 5))],
)
def test_a_class_has_its_own_lengths(importance: str | None, hours: tuple[float | None, ...]) -> None:
    """What depends on a limit depends on the class's amount of it, unless it states its own."""
    classes = (
        'by_importance = [{ importance = "срочное", amount = 4, unit = "working_hours" }, '
        '{ importance = "аварийное", amount = 2, unit = "hours" }]'
    )
    own = 'by_importance = [{ importance = "аварийное", amount = 30, unit = "working_minutes" }]'
    flow = small_flow(
        limit("whole", "detected > published", "8 working_hours", classes),
        limit("half", "detected > closed", "0.5 of whole"),
        limit("draft", "draft_submitted", "before whole 3 working_hours", own),
    )
    lengths = Lengths(flow, None, importance)
    assert [lengths.of(rule) for rule in flow.limits] == [None if each is None else each * HOUR for each in hours]


def test_a_lead_of_what_is_not_working_time_has_no_length() -> None:
    """A draft before a limit whose class runs by the clock can't be compared unless it states its own amount."""
    classes = 'by_importance = [{ importance = "срочное", amount = 4, unit = "hours" }]'
    own = 'by_importance = [{ importance = "срочное", amount = 2, unit = "hours" }]'
    flow = small_flow(
        limit("whole", "detected > published", "8 working_hours", classes),
        limit("draft", "draft_submitted", "before whole 3 working_hours", own),
    )
    assert Lengths(flow, None, "срочное").of(flow.limit("draft")) is None


def test_days_are_counted_where_they_are_stated() -> None:
    """The number of working days is that of the class, of the limit, or none."""
    classes = 'by_importance = [{ importance = "срочное", amount = 1, unit = "working_days" }]'
    flow = small_flow(
        limit("days", "detected > published", "3 working_days", classes),
        limit("hours", "detected > closed", "3 working_hours"),
    )
    days, hours = flow.limits
    assert (Lengths(flow, HOUR).in_days(days), Lengths(flow, HOUR, "срочное").in_days(days)) == (3, 1)
    assert Lengths(flow, HOUR).in_days(hours) is None
