"""The walker itself: forward, backward, over the moment from which days off count, out of the dates it has."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ops.verify.document import Calendar, Day
from ops.verify.errors import BeyondDaysError
from ops.verify.minutes import Walker

OFFICE = ((9 * 60, 13 * 60), (14 * 60, 18 * 60))
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, number) for number in (16, 17, 18))
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of March 2026 in UTC, where this calendar is."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def walker(duty_since: datetime | None = None) -> Walker:
    """Three days, of which the second is off but on duty."""
    worked, off = Day(OFFICE, OFFICE), Day((), OFFICE)
    days = {MONDAY: worked, TUESDAY: off, WEDNESDAY: worked}
    return Walker(Calendar(ZoneInfo("UTC"), days, duty_since))


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (at(16, 17), 2 * HOUR, at(18, 10)),
        (at(16, 12, 30, 30), HOUR, at(16, 14, 30, 30)),
        (at(16, 20), timedelta(0), at(16, 20)),
        (at(18, 10), -2 * HOUR, at(16, 17)),
        (at(18, 14, 30, 30), -HOUR, at(18, 12, 30, 30)),
        (at(18, 10), -HOUR, at(18, 9)),
        (at(18, 8), -HOUR / 7200, at(16, 17, 59, 59) + HOUR / 7200),
    ],
)
def test_time_is_counted_forward_and_backward(start: datetime, length: timedelta, end: datetime) -> None:
    """Over a break and a day off, to the second; nothing leads nowhere."""
    assert walker().after(start, length) == end


def test_days_off_count_from_the_second_on() -> None:
    """Before it the day is off, after it on; backward as well, and the minute in between is divided."""
    on_duty = walker(at(17, 10, 0, 30))

    assert on_duty.between(at(17, 9), at(17, 10, 1)) == timedelta(seconds=30)
    assert on_duty.between(at(17, 10, 1), at(17, 9)) == -timedelta(seconds=30)
    assert on_duty.after(at(17, 10, 1), -timedelta(seconds=40)) == at(16, 17, 59, 50)
    assert on_duty.close_after_days(at(16, 12), 1) == at(17, 18)
    assert walker(at(17, 18)).close_after_days(at(16, 12), 1) == at(18, 18)


def test_a_date_that_is_not_described_ends_the_walk() -> None:
    """Either way."""
    with pytest.raises(BeyondDaysError):
        walker().after(at(18, 17), 2 * HOUR)
    with pytest.raises(BeyondDaysError):
        walker().after(at(16, 10), -2 * HOUR)
