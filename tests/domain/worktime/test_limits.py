"""Ends of limits and lateness."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.worktime import Amount, Beyond, CalendarSnapshot, Lateness, OutOfRangeError, Unit, WorkingTime
from tests.domain.worktime.samples import KNOWN_2026, PLAIN, ROUND_THE_CLOCK, msk

TIME = WorkingTime(PLAIN)
KNOWN = WorkingTime(KNOWN_2026)
RUNNING = WorkingTime(KNOWN_2026, beyond=Beyond.STATUTORY)
NIGHTS = WorkingTime(CalendarSnapshot(timezone="Europe/Moscow", week=ROUND_THE_CLOCK, days={date(2032, 1, 1): ()}))


def amount(number: int | str, unit: Unit) -> Amount:
    """Short for an amount."""
    return Amount(amount=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (30, Unit.WORKING_MINUTES, msk(3, 20, 18)),
        (9, Unit.WORKING_HOURS, msk(3, 24, 9, 30)),
        (1, Unit.WORKING_DAYS, msk(3, 23, 18)),
        (7, Unit.WORKING_DAYS, msk(3, 31, 18)),
        (3, Unit.CALENDAR_DAYS, msk(3, 24)),
        (24, Unit.HOURS, msk(3, 21, 17, 30)),
        ("0.5", Unit.HOURS, msk(3, 20, 18)),
        (2, Unit.DAYS_24H, msk(3, 22, 17, 30)),
        (0, Unit.AT_ONCE, msk(3, 20, 17, 30)),
        (0, Unit.WORKING_DAYS, msk(3, 20, 17, 30)),
        (0, Unit.CALENDAR_DAYS, msk(3, 20, 17, 30)),
    ],
)
def test_due(number: int | str, unit: Unit, expected: datetime) -> None:
    """Each unit ends where its definition says, whatever zone the start comes in."""
    start = msk(3, 20, 17, 30)
    assert TIME.due(start, amount(number, unit)) == expected
    assert TIME.due(start.astimezone(UTC), amount(number, unit)).isoformat() == expected.isoformat()


def test_hours_elapse_over_a_change_of_clocks() -> None:
    """A day of 24 hours ends 24 hours later, a calendar day at midnight."""
    berlin = WorkingTime(CalendarSnapshot(timezone="Europe/Berlin", week=ROUND_THE_CLOCK))
    start = datetime.fromisoformat("2026-03-28T12:00:00+01:00")
    assert berlin.due(start, amount(1, Unit.DAYS_24H)).isoformat() == "2026-03-29T13:00:00+02:00"
    assert berlin.due(start, amount(1, Unit.CALENDAR_DAYS)).isoformat() == "2026-03-30T00:00:00+02:00"


@pytest.mark.parametrize(
    "number_and_unit",
    [(5, Unit.HOURS), (5, Unit.DAYS_24H), (5, Unit.CALENDAR_DAYS), (0, Unit.AT_ONCE), (0, Unit.WORKING_HOURS)],
)
def test_units_of_the_clock_need_no_calendar(number_and_unit: tuple[int, Unit]) -> None:
    """Beyond the known years a limit by the clock still ends; one in working time is refused."""
    start = msk(6, 1, 12, year=2031)
    assert KNOWN.due(start, amount(*number_and_unit)) >= start
    with pytest.raises(OutOfRangeError):
        KNOWN.due(start, amount(1, Unit.WORKING_HOURS))


@pytest.mark.parametrize("unit", [Unit.CALENDAR_DAYS, Unit.DAYS_24H])
def test_the_end_of_time(unit: Unit) -> None:
    """A limit that would end after the year 9999 is out of range, not an overflow."""
    for start in (msk(12, 30, 12, year=9999), datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(OutOfRangeError):
            TIME.due(start, amount(1_000_000, unit))


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        (Lateness.SERVICE, msk(3, 17, 13), msk(3, 17, 14)),
        (Lateness.SERVICE, msk(3, 17, 18), msk(3, 17, 18)),
        (Lateness.SERVICE, msk(3, 17, 12), msk(3, 17, 12)),
        (Lateness.SERVICE, msk(3, 17, 13, 30), msk(3, 17, 13, 30)),
        (Lateness.WORKING_TIME, msk(3, 17, 13), msk(3, 17, 14)),
        (Lateness.WORKING_TIME, msk(3, 20, 18), msk(3, 23, 9)),
        (Lateness.WORKING_TIME, msk(3, 20, 17), msk(3, 20, 17)),
        (Lateness.WORKING_TIME, msk(3, 20, 20), msk(3, 20, 20)),
        (Lateness.INSTANT, msk(3, 17, 13), msk(3, 17, 13)),
        (Lateness.DAY_END, msk(3, 17, 13), msk(3, 17, 14)),
    ],
)
def test_late_after_working_hours(rule: Lateness, due: datetime, expected: datetime) -> None:
    """A limit in working hours is judged by the rule (R4)."""
    assert TIME.late_after(due, Unit.WORKING_HOURS, rule) == expected


def test_service_is_the_default() -> None:
    """Without a rule the break after the due moment still counts as in time (vector PRO-9)."""
    assert TIME.late_after(msk(3, 17, 13).astimezone(UTC), Unit.WORKING_MINUTES) == msk(3, 17, 14)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Lateness.SERVICE, msk(3, 20, 18)),
        (Lateness.INSTANT, msk(3, 20, 18)),
        (Lateness.WORKING_TIME, msk(3, 23, 9)),
        (Lateness.DAY_END, msk(3, 21)),
    ],
)
def test_late_after_working_days(rule: Lateness, expected: datetime) -> None:
    """A limit in working days may also run to midnight."""
    assert TIME.late_after(msk(3, 20, 18), Unit.WORKING_DAYS, rule) == expected


@pytest.mark.parametrize("rule", list(Lateness))
@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.DAYS_24H, Unit.CALENDAR_DAYS, Unit.AT_ONCE])
def test_late_after_by_the_clock(rule: Lateness, unit: Unit) -> None:
    """A limit by the clock ends when it ends, even in a break or beyond the known years."""
    assert KNOWN.late_after(msk(3, 17, 13), unit, rule) == msk(3, 17, 13)
    assert KNOWN.late_after(msk(3, 17, 13, year=2040), unit, rule) == msk(3, 17, 13, year=2040)


def test_close_at_midnight_before_a_day_off() -> None:
    """A close at 24:00 is a close although the next date, in the next stretch of years, is off."""
    midnight = msk(1, 1, year=2032)
    assert NIGHTS.late_after(midnight, Unit.WORKING_HOURS, Lateness.WORKING_TIME) == msk(1, 2, year=2032)
    assert NIGHTS.late_after(midnight, Unit.WORKING_HOURS) == midnight
    assert NIGHTS.late_after(msk(3, 17), Unit.WORKING_HOURS, Lateness.WORKING_TIME) == msk(3, 17)


@pytest.mark.parametrize("ask", [KNOWN.is_provisional, RUNNING.is_provisional], ids=["calculator", "case"])
def test_provisional(ask: Callable[[datetime], bool]) -> None:
    """A moment is provisional where its local date is outside the known years."""
    assert not ask(msk(12, 31, 23))
    assert not ask(msk(12, 31, 23).astimezone(UTC))
    assert ask(msk(1, 1, year=2027).astimezone(UTC))
    assert ask(msk(1, 1, year=1900))


def test_a_running_case_refuses_nothing() -> None:
    """Beyond the known years a running case computes on, with the statutory days."""
    due = RUNNING.due(msk(12, 31, 16), amount(9, Unit.WORKING_HOURS))
    # Two hours on the last known day; 1–3 January are holidays of the rule.
    assert due == msk(1, 4, 17, year=2027)
    assert RUNNING.is_provisional(due)


def test_finding_the_end_over_many_years() -> None:
    """A huge number of working days is found without a walk in memory."""
    due = TIME.due(msk(3, 20), amount(5_200, Unit.WORKING_DAYS))
    assert due.date() == date(2026, 3, 20) + timedelta(weeks=1040)
