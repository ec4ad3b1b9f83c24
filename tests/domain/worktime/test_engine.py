"""Questions about moments and dates, and the edges of what a calendar knows."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.worktime import (
    AmountError,
    Beyond,
    CalendarSnapshot,
    NaiveDatetimeError,
    OutOfRangeError,
    Week,
    WorkingTime,
    engine,
)
from tests.domain.worktime.samples import KNOWN_2026, MOSCOW, PLAIN, ROUND_THE_CLOCK, msk

HOUR = timedelta(hours=1)
TIME = WorkingTime(PLAIN)
KNOWN = WorkingTime(KNOWN_2026)
NAIVE = datetime(2026, 3, 16, 10)  # noqa: DTZ001  # naive is the point


def _numbered() -> Callable[[object], str]:
    """Ids for questions that have no short name."""
    count = itertools.count(1)
    return lambda _: f"question-{next(count)}"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: TIME.add(NAIVE, timedelta(0)),
        lambda: TIME.subtract(NAIVE, HOUR),
        lambda: TIME.between(NAIVE, msk(3, 16)),
        lambda: TIME.between(msk(3, 16), NAIVE),
        lambda: TIME.add_days(NAIVE, 0),
        lambda: TIME.next_open(NAIVE),
        lambda: TIME.spans(msk(3, 16), NAIVE),
        lambda: TIME.is_provisional(NAIVE),
        lambda: TIME.explain(NAIVE, msk(3, 16)),
    ],
    ids=_numbered(),
)
def test_naive_moments_are_refused(ask: Callable[[], object]) -> None:
    """A moment without an offset is never guessed at, not even where nothing is to be counted."""
    with pytest.raises(NaiveDatetimeError):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: KNOWN.add(msk(12, 31, 18), HOUR),
        lambda: KNOWN.add(msk(12, 31, 17), 2 * HOUR),
        lambda: KNOWN.add(msk(1, 1, year=2027), timedelta(microseconds=1)),
        lambda: KNOWN.add(msk(6, 1, year=2027), timedelta(0)),
        lambda: KNOWN.add(msk(6, 1, year=2025), HOUR),
        lambda: KNOWN.add(msk(6, 1), timedelta.max),
        lambda: KNOWN.subtract(msk(6, 1), timedelta.max),
        lambda: KNOWN.subtract(msk(1, 1), HOUR),
        lambda: KNOWN.subtract(msk(1, 1, 10), 2 * HOUR),
        lambda: KNOWN.between(msk(6, 1), msk(1, 1, 0, 1, year=2027)),
        lambda: KNOWN.between(msk(6, 1, year=2025), msk(6, 1)),
        lambda: KNOWN.add_days(msk(12, 31), 1),
        lambda: KNOWN.add_days(msk(12, 24), 6),
        lambda: KNOWN.add_days(msk(12, 31, year=2025), 1),
        lambda: KNOWN.add_days(msk(6, 1), 10**30),
        lambda: KNOWN.next_open(msk(12, 31, 18)),
        lambda: KNOWN.next_open(msk(6, 1, year=2027)),
        lambda: KNOWN.is_working_day(date(2027, 1, 1)),
        lambda: KNOWN.day_hours(date(2025, 12, 31)),
        lambda: KNOWN.day_close(date(2027, 1, 1)),
        lambda: KNOWN.spans(msk(6, 1), msk(6, 1, year=2027)),
        lambda: KNOWN.norm(2027),
        lambda: TIME.norm(10_000),
        lambda: TIME.norm(-1),
        lambda: TIME.add(datetime.max.replace(tzinfo=UTC), HOUR),
        lambda: TIME.add(datetime.min.replace(tzinfo=MOSCOW), timedelta(0)),
        lambda: TIME.is_provisional(datetime.max.replace(tzinfo=UTC)),
    ],
    ids=_numbered(),
)
def test_beyond_the_known_years(ask: Callable[[], object]) -> None:
    """The calculator refuses what it does not know, and says what it knows."""
    with pytest.raises(OutOfRangeError, match="календарь известен с"):
        ask()


def test_the_ends_of_the_known_years_belong_to_them() -> None:
    """The first and last instant can be asked about, so that a year's norm can be measured."""
    assert KNOWN.between(msk(1, 1), msk(1, 1, year=2027)) == KNOWN.norm(2026)
    assert KNOWN.subtract(msk(1, 1, year=2027), HOUR) == msk(12, 31, 17)
    assert KNOWN.add(msk(12, 31, 17), HOUR) == msk(12, 31, 18)
    assert KNOWN.add(msk(1, 1, year=2027), timedelta(0)) == msk(1, 1, year=2027)
    assert KNOWN.add_days(msk(1, 1), 0) == msk(1, 1)


@pytest.mark.parametrize("start", [msk(3, 16, 10), msk(3, 15, 3), msk(3, 16, 13, 30)])
def test_zero_returns_the_start(start: datetime) -> None:
    """Nothing added is the start itself, in working time or not, on the calendar's clock."""
    for answer in (
        TIME.add(start.astimezone(UTC), timedelta(0)),
        TIME.subtract(start, timedelta(0)),
        TIME.add_days(start, 0),
    ):
        assert answer == start
        assert answer.tzinfo is MOSCOW


def test_negative_lengths_turn_round() -> None:
    """Adding less than nothing subtracts, and the other way round."""
    start = msk(3, 17, 10)
    assert TIME.add(start, -4 * HOUR) == TIME.subtract(start, 4 * HOUR) == msk(3, 16, 15)
    assert TIME.subtract(start, -4 * HOUR) == TIME.add(start, 4 * HOUR) == msk(3, 17, 15)


def test_negative_days_are_refused() -> None:
    """No meaning is agreed for the n-th working day before a date."""
    with pytest.raises(AmountError):
        TIME.add_days(msk(3, 16), -1)


def test_dates() -> None:
    """Hours, close and openness of single dates follow the exceptions."""
    assert KNOWN.is_working_day(date(2026, 4, 30))
    assert not KNOWN.is_working_day(date(2026, 3, 9))
    assert not KNOWN.is_working_day(date(2026, 3, 14))
    assert KNOWN.day_close(date(2026, 4, 30)) == msk(4, 30, 17)
    assert KNOWN.day_close(date(2026, 3, 9)) is None
    first, second = KNOWN.day_hours(date(2026, 4, 30))
    assert (first.start, first.end) == (msk(4, 30, 9), msk(4, 30, 13))
    assert (second.start, second.end) == (msk(4, 30, 14), msk(4, 30, 17))


def test_intervals_are_half_open() -> None:
    """The opening is working time, the close is not."""
    assert TIME.next_open(msk(3, 16, 13)) == msk(3, 16, 14)
    assert TIME.next_open(msk(3, 14, 12)) == msk(3, 16, 9)
    assert TIME.next_open(msk(3, 16, 9)) == msk(3, 16, 9)
    assert KNOWN.next_open(msk(3, 6, 18)) == msk(3, 10, 9)


def test_spans_are_cut_at_both_ends() -> None:
    """Intervals outside the question are left out, those at its ends are cut."""
    spans = TIME.spans(msk(3, 16, 10), msk(3, 17, 9, 30))
    assert [(span.start, span.end) for span in spans] == [
        (msk(3, 16, 10), msk(3, 16, 13)),
        (msk(3, 16, 14), msk(3, 16, 18)),
        (msk(3, 17, 9), msk(3, 17, 9, 30)),
    ]
    assert TIME.spans(msk(3, 16, 10), msk(3, 16, 10)) == ()
    assert TIME.spans(msk(3, 16, 12), msk(3, 16, 10)) == ()
    last = TIME.spans(msk(12, 31, 10, year=9998), msk(1, 1, year=9999))
    assert sum((span.length for span in last), timedelta(0)) == 7 * HOUR


@pytest.mark.parametrize("years", [1, 16, 150])
def test_pieces_fit_together(years: int) -> None:
    """Questions over many years, longer than what is kept in memory, agree with the sum of the years."""
    start, end = msk(1, 1, year=1999), msk(1, 1, year=1999 + years)
    expected = sum((TIME.norm(1999 + i) for i in range(years)), timedelta(0))
    assert TIME.between(start, end) == expected
    assert TIME.between(end, start) == -expected
    assert TIME.between(start, TIME.add(start, expected)) == expected
    assert TIME.between(TIME.subtract(end, expected), end) == expected
    days = sum(TIME.is_working_day(date.fromordinal(n)) for n in range(start.toordinal() + 1, end.toordinal()))
    assert TIME.add_days(start, days) <= end
    assert TIME.add_days(start, days + 1) > end


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Casablanca", "Asia/Anadyr"])
def test_far_years_repeat(zone: str) -> None:
    """What a far stretch of years is taken to come to is what it does come to."""
    snapshot = KNOWN_2026.model_copy(update={"timezone": zone, "week": ROUND_THE_CLOCK})
    axis = WorkingTime(snapshot, beyond=Beyond.STATUTORY)._axis  # noqa: SLF001  # the short cut is internal
    for number in (157, 200, 311, 623, 624):
        piece = axis._build(number)  # noqa: SLF001
        axis._sums.pop(number)  # noqa: SLF001
        assert axis._sum(number) == (piece.total, len(piece.days))  # noqa: SLF001


def test_far_questions_keep_little() -> None:
    """A question over the whole range is answered and keeps only a few pieces."""
    time = WorkingTime(CalendarSnapshot(timezone="Asia/Kolkata", week=Week(wed=("10:00-11:00",))))
    start = datetime(1970, 1, 1, tzinfo=UTC)
    wednesdays = (datetime(9998, 12, 30, tzinfo=UTC) - start).days // 7
    assert abs(time.between(start, datetime(9998, 12, 30, tzinfo=UTC)) - wednesdays * HOUR) <= HOUR
    assert time._axis._piece.cache_info().currsize <= 8  # noqa: SLF001  # memory is what this is about


def test_round_the_clock_over_a_change_of_clocks() -> None:
    """A day of 24 hours on the wall is 23 or 25 hours long where the clock is changed."""
    time = WorkingTime(CalendarSnapshot(timezone="Europe/Berlin", week=ROUND_THE_CLOCK))
    (spring,) = time.day_hours(date(2026, 3, 29))
    (autumn,) = time.day_hours(date(2026, 10, 25))
    assert spring.length == 23 * HOUR
    assert autumn.length == 25 * HOUR
    assert time.norm(2026) == timedelta(days=365)


def test_hours_that_a_change_of_clocks_swallows() -> None:
    """Hours that never occur on a date make no working day of it."""
    week = Week(sun=("02:00-03:00",))
    time = WorkingTime(CalendarSnapshot(timezone="Europe/Berlin", week=week))
    assert time.day_hours(date(2026, 3, 29)) == ()
    assert not time.is_working_day(date(2026, 3, 29))
    assert time.is_working_day(date(2026, 4, 5))


def test_engine_is_shared() -> None:
    """One text gives one calculator, decoded once."""
    text = KNOWN_2026.model_dump_json()
    assert engine(text, Beyond.REFUSE) is engine(text, Beyond.REFUSE)
    assert engine(text, Beyond.REFUSE) is not engine(text, Beyond.STATUTORY)
    assert engine(text, Beyond.REFUSE).snapshot == KNOWN_2026
    assert engine(text, Beyond.REFUSE).version == KNOWN_2026.version
    assert engine(text, Beyond.REFUSE).timezone == "Europe/Moscow"


def test_the_next_opening_may_lie_beyond_the_years_at_hand() -> None:
    """Years are laid out in runs of sixteen: after the last close of one the next one is asked."""
    assert TIME.next_open(msk(12, 31, 10, year=2031)) == msk(12, 31, 10, year=2031)
    assert TIME.next_open(msk(12, 31, 20, year=2031)) == msk(1, 1, 9, year=2032)
    assert TIME.next_open(msk(1, 1, 8, year=2032)) == msk(1, 1, 9, year=2032)


def test_a_close_may_lie_beyond_the_years_at_hand() -> None:
    """Whether service ends at a moment is told of any year, and of the one at hand again afterwards."""
    far, near = msk(12, 31, 18, year=2031), msk(3, 16, 18)
    assert [TIME.is_close(moment) for moment in (near, far, near)] == [True, True, True]
    assert not TIME.is_close(msk(12, 31, 17, year=2031))
