"""The calculator against a walker of minutes, in five zones and over changes of clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.worktime import CalendarSnapshot, OutOfRangeError, Week, WorkingTime
from tests.domain.worktime.oracle import MinuteWalker
from tests.strategies import CLOCK_CHANGES, WALK_DAYS, ZONES, calendars, lengths, moments

_SCHOOL_DAY = date(2026, 5, 13)


def _check(data: st.DataObject, zone: str, anchor: date) -> None:
    """Ask both sides everything about one random calendar."""
    snapshot = data.draw(calendars(zone=zone, anchor=anchor), "calendar")
    walk = timedelta(days=WALK_DAYS)
    walker = MinuteWalker(snapshot, anchor - walk, anchor + walk)
    time = WorkingTime(snapshot)
    for _ in range(2):
        start = data.draw(moments(anchor), "start")
        end = data.draw(moments(anchor), "end")
        length = data.draw(lengths(most=timedelta(hours=20)), "length")
        days = data.draw(st.integers(1, 4), "days")
        earlier, later = min(start, end), max(start, end)
        expected = walker.between(earlier, later)
        assert time.between(earlier, later) == expected
        assert time.between(later, earlier) == -expected
        assert time.between(earlier.astimezone(walker.zone), later.astimezone(walker.zone)) == expected
        _same(walker.add(start, length), time.add(start, length))
        _same(walker.subtract(start, length), time.subtract(start, length))
        _same(walker.next_open(start), time.next_open(start))
        _same(walker.close_of_day(start, days), time.add_days(start, days))
        explained = time.explain(earlier, later)
        assert explained.working == expected
        assert sum((walker.between(s.start, s.end) for s in explained.intervals), timedelta(0)) == expected


def _same(expected: datetime | None, actual: datetime) -> None:
    """Equal as instants; the walker answers ``None`` where its walk was too short to tell."""
    if expected is not None:
        assert actual.astimezone(UTC) == expected.astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_agrees_with_the_walker(zone: str, data: st.DataObject) -> None:
    """Every answer equals that of a walk over the minutes."""
    _check(data, zone, _SCHOOL_DAY)


@pytest.mark.parametrize(("zone", "anchor"), CLOCK_CHANGES)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_agrees_with_the_walker_where_clocks_are_changed(zone: str, anchor: date, data: st.DataObject) -> None:
    """Every answer equals that of a walk over the minutes also around a change of clocks."""
    _check(data, zone, anchor)


_ANY_YEAR = WorkingTime(CalendarSnapshot(timezone="Asia/Anadyr", week=Week(sun=("00:00-24:00",))))
_CALENDAR = calendars(zone="Europe/Berlin", anchor=date(2026, 3, 29))


@settings(max_examples=25, deadline=None)
@given(_CALENDAR, moments(date(2026, 3, 29)), lengths(most=timedelta(hours=900)))
def test_adding_and_measuring_are_inverse(snapshot: CalendarSnapshot, start: datetime, length: timedelta) -> None:
    """What was added lies between the start and the result, to the microsecond, and so it is backwards."""
    time = WorkingTime(snapshot)
    assert time.between(start, time.add(start, length)) == length
    assert time.between(time.subtract(start, length), start) == length


@settings(max_examples=25, deadline=None)
@given(_CALENDAR, moments(date(2026, 3, 29)), lengths(most=timedelta(hours=200)))
def test_add_is_earliest_and_subtract_latest(snapshot: CalendarSnapshot, start: datetime, length: timedelta) -> None:
    """A microsecond less than the result of add, or more than that of subtract, is not enough."""
    time = WorkingTime(snapshot)
    step = timedelta(microseconds=1)
    assert time.between(start, time.add(start, length).astimezone(UTC) - step) < length
    assert time.between(time.subtract(start, length).astimezone(UTC) + step, start) < length


@settings(max_examples=15, deadline=None)
@given(
    st.datetimes(timezones=st.just(UTC)),
    st.timedeltas(),
)
def test_any_moment_and_length_has_an_answer_or_is_out_of_range(start: datetime, length: timedelta) -> None:
    """At the edges of what Python can hold nothing overflows: the answer is a moment or OutOfRangeError."""
    for ask in (_ANY_YEAR.add, _ANY_YEAR.subtract):
        try:
            answer = ask(start, length)
        except OutOfRangeError:
            continue
        assert answer.utcoffset() is not None
