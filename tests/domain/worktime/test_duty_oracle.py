"""Answering on days off against a walker of minutes, in several zones and over changes of clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.worktime import CalendarSnapshot, Clock, DutyTime, Lateness, Unit, WorkingTime, every_day
from tests.domain.worktime.duty_oracle import DutyWalker
from tests.strategies import CLOCK_CHANGES, WALK_DAYS, ZONES, calendars, lengths, moments

_NOTHING = timedelta(0)
_SCHOOL_DAY = date(2026, 5, 13)
_CHANGE = date(2026, 3, 29)
_CALENDAR = calendars(zone="Europe/Berlin", anchor=_CHANGE)
_LONG_AGO = datetime(2012, 1, 1, tzinfo=UTC)
_FAR_AHEAD = datetime(2040, 1, 1, tzinfo=UTC)


def _check(data: st.DataObject, zone: str, anchor: date) -> None:
    """Ask both sides everything about one random calendar and one random decision."""
    snapshot = data.draw(calendars(zone=zone, anchor=anchor), "calendar")
    since = data.draw(_decisions(snapshot, anchor), "since")
    walk = timedelta(days=WALK_DAYS)
    walker = DutyWalker(snapshot, since, anchor - walk, anchor + walk)
    time = DutyTime(WorkingTime(snapshot), since)
    for _ in range(4):
        start = data.draw(st.one_of(moments(anchor), st.just(since)), "start")
        end = data.draw(moments(anchor), "end")
        length = data.draw(lengths(most=timedelta(hours=20)), "length")
        days = data.draw(st.integers(1, 4), "days")
        earlier, later = min(start, end), max(start, end)
        expected = walker.between(earlier, later)
        assert time.between(earlier, later) == expected
        assert time.between(later, earlier) == -expected
        assert time.between(earlier.astimezone(walker.zone), later.astimezone(walker.zone)) == expected
        _same(walker.add(start, length), time.add(start, length), time.subtract(start, -length))
        _same(walker.subtract(start, length), time.subtract(start, length), time.add(start, -length))
        _same(walker.next_open(start), time.next_open(start))
        _same(walker.close_of_day(start, days), time.add_days(start, days))
        spans = time.spans(earlier, later)
        assert sum((span.length for span in spans), _NOTHING) == expected
        assert all(walker.between(span.start, span.end) == span.length > _NOTHING for span in spans)


def _decisions(snapshot: CalendarSnapshot, anchor: date) -> st.SearchStrategy[datetime]:
    """Any moments, and those at which a working interval of one calendar or the other begins or ends."""
    noon = datetime(anchor.year, anchor.month, anchor.day, 12, tzinfo=UTC)
    spans = WorkingTime(every_day(snapshot)).spans(noon - timedelta(days=2), noon + timedelta(days=2))
    edges = [moment.astimezone(UTC) for span in spans for moment in (span.start, span.end)]
    return st.one_of(moments(anchor), st.sampled_from(edges))


def _same(expected: datetime | None, *actual: datetime) -> None:
    """Equal as instants; the walker answers ``None`` where its walk was too short to tell."""
    assert expected is None or {moment.astimezone(UTC) for moment in actual} == {expected.astimezone(UTC)}


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_agrees_with_the_walker(zone: str, data: st.DataObject) -> None:
    """Every answer equals that of a walk over the minutes, wherever the decision falls."""
    _check(data, zone, _SCHOOL_DAY)


@pytest.mark.parametrize(("zone", "anchor"), CLOCK_CHANGES)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_agrees_with_the_walker_where_clocks_are_changed(zone: str, anchor: date, data: st.DataObject) -> None:
    """Every answer equals that of a walk over the minutes also around a change of clocks."""
    _check(data, zone, anchor)


def _answers(time: Clock, start: datetime, end: datetime, length: timedelta, days: int) -> tuple[object, ...]:
    """Everything a clock says about two moments, a length and a number of days, but its version."""
    dates = [start.date() + timedelta(days=offset) for offset in range(4)]
    return (
        time.between(start, end),
        time.add(start, length),
        time.subtract(start, length),
        time.add_days(start, days),
        time.next_open(start),
        time.spans(start, end),
        time.is_close(end),
        time.interval_after_close(end),
        [time.late_after(end, Unit.WORKING_HOURS, rule) for rule in Lateness],
        time.is_provisional(start),
        [time.is_working_day(day) for day in dates],
        (time.timezone, time.local(start), time.midnight_ending(start.date(), plus=days)),
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_outside_the_time_of_the_decision_one_calendar_answers(data: st.DataObject) -> None:
    """A decision long ago is the calendar of every day, one far ahead the plain calendar."""
    plain = WorkingTime(data.draw(_CALENDAR, "calendar"))
    daily = WorkingTime(every_day(plain.snapshot))
    question = _question(data)
    assert _answers(DutyTime(plain, _LONG_AGO), *question) == _answers(daily, *question)
    assert _answers(DutyTime(plain, _FAR_AHEAD), *question) == _answers(plain, *question)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_service_without_days_off_sees_no_difference(data: st.DataObject) -> None:
    """Where every day is worked anyway the decision changes nothing, whenever it was made."""
    plain = WorkingTime(every_day(data.draw(_CALENDAR, "calendar")))
    question = _question(data)
    since = data.draw(_decisions(plain.snapshot, _CHANGE), "since")
    assert _answers(DutyTime(plain, since), *question) == _answers(plain, *question)
    assert every_day(plain.snapshot) == plain.snapshot


def _question(data: st.DataObject) -> tuple[datetime, datetime, timedelta, int]:
    return (
        data.draw(moments(_CHANGE), "start"),
        data.draw(moments(_CHANGE), "end"),
        data.draw(lengths(most=timedelta(hours=60)), "length"),
        data.draw(st.integers(0, 9), "days"),
    )


@settings(max_examples=25, deadline=None)
@given(_CALENDAR, *[moments(_CHANGE)] * 4)
def test_between_is_additive(
    snapshot: CalendarSnapshot, since: datetime, first: datetime, second: datetime, third: datetime
) -> None:
    """The way over any third moment is as long as the direct one, backwards too."""
    time = DutyTime(WorkingTime(snapshot), since)
    assert time.between(first, second) + time.between(second, third) == time.between(first, third)


@settings(max_examples=25, deadline=None)
@given(_CALENDAR, moments(_CHANGE), moments(_CHANGE), lengths(most=timedelta(hours=60)))
def test_adding_and_measuring_are_inverse(
    snapshot: CalendarSnapshot, since: datetime, start: datetime, length: timedelta
) -> None:
    """What was added lies between the start and the result, and a microsecond less is not enough."""
    time, step = DutyTime(WorkingTime(snapshot), since), timedelta(microseconds=1)
    end, begin = time.add(start, length), time.subtract(start, length)
    assert time.between(start, end) == time.between(begin, start) == length
    assert time.between(start, end.astimezone(UTC) - step) < length
    assert time.between(begin.astimezone(UTC) + step, start) < length


@settings(max_examples=25, deadline=None)
@given(_CALENDAR, moments(_CHANGE), moments(_CHANGE), lengths(most=timedelta(hours=60)))
def test_a_decision_never_puts_off(
    snapshot: CalendarSnapshot, since: datetime, start: datetime, length: timedelta
) -> None:
    """A limit ends no later for the decision, and none that ran before it ends earlier than it."""
    plain = WorkingTime(snapshot)
    ordinary = plain.add(start, length).astimezone(UTC)
    due = DutyTime(plain, since).add(start, length).astimezone(UTC)
    assert min(since, ordinary) <= due <= ordinary
