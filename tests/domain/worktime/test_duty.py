"""Answering on days off, by hand: service Monday to Friday 9–13 and 14–18 in Moscow (GUL-3.10).

Friday is 2026-03-20. Of 2026 the calendar has a holiday on Friday 1 May and its shortened eve.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.worktime import Amount, AmountError, CalendarSnapshot, Clock, DutyTime, Lateness, Unit, WorkingTime
from domain.worktime.limits import due as due_of
from domain.worktime.limits import late_after as late_after_of
from tests.domain.worktime.samples import K1_WEEK, STATUTORY, msk

HOUR = timedelta(hours=1)
CALENDAR = CalendarSnapshot(
    timezone="Europe/Moscow",
    week=K1_WEEK,
    days={date(2026, 4, 30): ("09:00-13:00", "14:00-17:00"), date(2026, 5, 1): ()},
    known_from=date(2026, 1, 1),
    known_until=date(2026, 12, 31),
    statutory=STATUTORY,
)
PLAIN = WorkingTime(CALENDAR)
FLAGGED = msk(3, 21, 12)
DUTY = DutyTime(PLAIN, FLAGGED)


@pytest.mark.parametrize(
    ("since", "start", "hours", "expected"),
    [
        (FLAGGED, FLAGGED, 8, msk(3, 22, 12)),
        (FLAGGED, msk(3, 20, 17), 1, msk(3, 20, 18)),
        (FLAGGED, msk(3, 20, 17), 2, msk(3, 21, 13)),
        (FLAGGED, msk(3, 20, 9), 8, msk(3, 20, 18)),
        (FLAGGED, msk(3, 21, 10), 1, msk(3, 21, 13)),
        (msk(3, 20, 15), msk(3, 20, 14), 5, msk(3, 21, 10)),
        (msk(3, 24), msk(3, 20, 17), 2, msk(3, 23, 10)),
        (msk(5, 1, 10), msk(4, 30, 16), 2, msk(5, 1, 11)),
        (msk(4, 29), msk(4, 30, 16), 2, msk(5, 1, 10)),
    ],
)
def test_a_limit_goes_on_from_the_decision(since: datetime, start: datetime, hours: int, expected: datetime) -> None:
    """What was used by the usual calendar stays used, and the rest is counted on days off too."""
    time = DutyTime(PLAIN, since)
    assert time.add(start, hours * HOUR) == expected
    assert time.add(start.astimezone(UTC), hours * HOUR).isoformat() == expected.isoformat()
    assert time.between(start, expected) == hours * HOUR
    assert time.between(expected, start) == -hours * HOUR


@pytest.mark.parametrize(
    ("end", "hours", "expected"),
    [
        (msk(3, 22, 12), 8, msk(3, 21, 12)),
        (msk(3, 22, 12), 9, msk(3, 20, 17)),
        (msk(3, 22, 12), 1, msk(3, 22, 11)),
        (msk(3, 21, 12), 1, msk(3, 20, 17)),
        (msk(3, 21, 10), 1, msk(3, 20, 17)),
    ],
)
def test_a_reminder_looks_back_over_the_decision(end: datetime, hours: int, expected: datetime) -> None:
    """Subtracting goes through the days off since the decision and leaves out those before it."""
    assert DUTY.subtract(end, hours * HOUR) == expected
    assert DUTY.add(end, -hours * HOUR) == expected
    assert DUTY.subtract(expected, -hours * HOUR) == DUTY.add(expected, hours * HOUR)


def test_nothing_added_is_the_start() -> None:
    """No length moves nothing, before the decision and after it, in service hours or not."""
    for moment in (msk(3, 20, 20), FLAGGED, msk(3, 22, 20)):
        assert DUTY.add(moment, timedelta(0)) == DUTY.subtract(moment, timedelta(0)) == moment


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (msk(3, 20, 12), msk(3, 20, 12)),
        (msk(3, 20, 13), msk(3, 20, 14)),
        (msk(3, 20, 18), FLAGGED),
        (msk(3, 21, 10), FLAGGED),
        (FLAGGED, FLAGGED),
        (msk(3, 21, 13, 30), msk(3, 21, 14)),
        (msk(3, 21, 18), msk(3, 22, 9)),
    ],
)
def test_the_next_opening(moment: datetime, expected: datetime) -> None:
    """An arrival on a day off is open from the decision, not from Monday (over 3.1.6)."""
    assert DUTY.next_open(moment) == expected


def test_a_decision_outside_service_hours_waits_for_them() -> None:
    """Decided in the evening of a day off, time begins with the next morning."""
    time = DutyTime(PLAIN, msk(3, 21, 20))
    assert time.next_open(msk(3, 21, 10)) == msk(3, 22, 9)
    assert time.add(msk(3, 20, 17), 2 * HOUR) == msk(3, 22, 10)
    assert time.subtract(msk(3, 22, 10), HOUR) == msk(3, 22, 9)


def _spans(time: Clock, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    return [(span.start, span.end) for span in time.spans(start, end)]


def test_intervals() -> None:
    """The intervals are the usual ones before the decision and those of every day after it."""
    friday, saturday, sunday = msk(3, 20, 17), msk(3, 21, 15), msk(3, 22, 10)
    first, second = (friday, msk(3, 20, 18)), (FLAGGED, msk(3, 21, 13))
    assert _spans(DUTY, friday, msk(3, 21, 11)) == [first]
    assert _spans(DUTY, friday, FLAGGED) == [first]
    assert _spans(DUTY, friday, saturday) == [first, second, (msk(3, 21, 14), saturday)]
    assert _spans(DUTY, msk(3, 21, 9), msk(3, 21, 13)) == [second]
    assert _spans(DUTY, saturday, sunday) == [(saturday, msk(3, 21, 18)), (msk(3, 22, 9), sunday)]
    assert _spans(DUTY, sunday, friday) == _spans(DUTY, friday, msk(3, 19)) == []


@pytest.mark.parametrize("since", [msk(3, 20, 9), msk(3, 20, 11), msk(3, 20, 13), msk(3, 20, 13, 30), msk(3, 20, 14)])
def test_an_interval_is_not_cut_by_the_decision(since: datetime) -> None:
    """A decision on a working day divides no interval, and joins none."""
    assert _spans(DutyTime(PLAIN, since), msk(3, 20), msk(3, 21)) == _spans(PLAIN, msk(3, 20), msk(3, 21))


@pytest.mark.parametrize(
    ("since", "start", "days", "expected"),
    [
        (FLAGGED, msk(3, 20, 12), 2, msk(3, 22, 18)),
        (FLAGGED, msk(3, 19, 12), 1, msk(3, 20, 18)),
        (FLAGGED, msk(3, 19, 12), 2, msk(3, 21, 18)),
        (FLAGGED, msk(3, 21, 10), 1, msk(3, 22, 18)),
        (FLAGGED, msk(3, 21, 13), 2, msk(3, 23, 18)),
        (FLAGGED, msk(3, 20, 12), 9, msk(3, 29, 18)),
        (msk(3, 22, 1), msk(3, 20, 12), 2, msk(3, 23, 18)),
        (msk(3, 24), msk(3, 20, 12), 2, msk(3, 24, 18)),
        (msk(3, 25), msk(3, 20, 12), 2, msk(3, 24, 18)),
        (msk(3, 21, 18), msk(3, 20, 12), 1, msk(3, 22, 18)),
        (msk(3, 21, 17, 59), msk(3, 20, 12), 1, msk(3, 21, 18)),
        (msk(5, 1, 10), msk(4, 29, 12), 1, msk(4, 30, 17)),
        (msk(4, 20), msk(4, 29, 12), 1, msk(4, 30, 17)),
        (msk(5, 1, 10), msk(4, 30, 12), 2, msk(5, 2, 18)),
        (FLAGGED, msk(3, 20, 12), 0, msk(3, 20, 12)),
        (FLAGGED, msk(3, 22, 12), 0, msk(3, 22, 12)),
    ],
)
def test_working_days(since: datetime, start: datetime, days: int, expected: datetime) -> None:
    """Dates from that of the decision on are working days, counted whole; earlier ones by the calendar."""
    time = DutyTime(PLAIN, since)
    assert time.add_days(start, days) == expected
    assert time.due(start.astimezone(UTC), Amount(amount=Decimal(days), unit=Unit.WORKING_DAYS)) == expected


@pytest.mark.parametrize("start", [msk(3, 20, 12), msk(3, 22, 12)])
def test_a_negative_number_of_days_is_refused(start: datetime) -> None:
    """A number of working days below nothing has no meaning, before the decision or after it."""
    with pytest.raises(AmountError):
        DUTY.add_days(start, -1)


def test_working_dates() -> None:
    """The whole date of the decision is a working day; the day off before it is not."""
    time = DutyTime(PLAIN, msk(3, 22, 12))
    dates = [date(2026, 3, day) for day in (20, 21, 22, 23, 28)]
    assert [time.is_working_day(day) for day in dates] == [True, False, True, True, True]


@pytest.mark.parametrize(
    ("since", "rule", "due", "expected"),
    [
        (FLAGGED, Lateness.SERVICE, msk(3, 21, 13), msk(3, 21, 14)),
        (FLAGGED, Lateness.SERVICE, msk(3, 21, 18), msk(3, 21, 18)),
        (FLAGGED, Lateness.SERVICE, msk(3, 20, 13), msk(3, 20, 14)),
        (FLAGGED, Lateness.WORKING_TIME, msk(3, 20, 18), FLAGGED),
        (FLAGGED, Lateness.WORKING_TIME, msk(3, 21, 18), msk(3, 22, 9)),
        (FLAGGED, Lateness.DAY_END, msk(3, 21, 18), msk(3, 22)),
        (FLAGGED, Lateness.INSTANT, msk(3, 21, 13), msk(3, 21, 13)),
        (msk(3, 20, 13), Lateness.SERVICE, msk(3, 20, 13), msk(3, 20, 14)),
        (msk(3, 20, 18), Lateness.WORKING_TIME, msk(3, 20, 18), msk(3, 21, 9)),
        (msk(3, 21, 13), Lateness.SERVICE, msk(3, 21, 13), msk(3, 21, 13)),
        (msk(3, 21, 18), Lateness.WORKING_TIME, msk(3, 21, 18), msk(3, 21, 18)),
    ],
)
def test_late_after(since: datetime, rule: Lateness, due: datetime, expected: datetime) -> None:
    """Lateness is judged by the calendar in force (R4); what ends at the decision itself ends by the usual one."""
    time = DutyTime(PLAIN, since)
    assert time.late_after(due, Unit.WORKING_DAYS, rule) == expected


def test_service_is_the_default() -> None:
    """Without a rule the break after the due moment counts as in time, on a day off too."""
    assert DUTY.late_after(msk(3, 21, 13).astimezone(UTC), Unit.WORKING_HOURS) == msk(3, 21, 14)


@pytest.mark.parametrize("clock", [PLAIN, DUTY], ids=["plain", "duty"])
def test_limits_take_any_clock(clock: Clock) -> None:
    """The end of a limit and its lateness are asked of any clock; what runs by the wall is the same for all."""
    monday = msk(3, 23, 12)
    assert due_of(clock, monday, Amount(amount=Decimal(1), unit=Unit.WORKING_HOURS)) == msk(3, 23, 13)
    assert late_after_of(clock, msk(3, 23, 13), Unit.WORKING_HOURS, Lateness.SERVICE) == msk(3, 23, 14)
    assert due_of(clock, msk(3, 20, 12), Amount(amount=Decimal(2), unit=Unit.CALENDAR_DAYS)) == msk(3, 23)
    assert due_of(clock, msk(3, 20, 12), Amount(amount=Decimal(24), unit=Unit.HOURS)) == msk(3, 21, 12)


def test_it_says_what_it_is() -> None:
    """The version names the calendar and the decision, in whatever zone that was stated."""
    assert DUTY.version == f"{CALENDAR.version}+days-off-from-2026-03-21T09:00:00+00:00"
    assert DutyTime(PLAIN, FLAGGED.astimezone(UTC)).version == DUTY.version
    assert DUTY.since.isoformat() == "2026-03-21T09:00:00+00:00"
    assert DUTY.timezone == "Europe/Moscow"
    assert DUTY.local(FLAGGED.astimezone(UTC), plus=HOUR).isoformat() == "2026-03-21T13:00:00+03:00"
    assert DUTY.midnight_ending(date(2026, 3, 21), plus=1) == msk(3, 23)
