"""Working time as one axis over all years, built piece by piece as it is asked for."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.worktime.dayplan import DayPlan
from domain.worktime.errors import OutOfRangeError
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.timeline import Timeline
from domain.worktime.units import Beyond
from domain.worktime.zones import LocalClock

FIRST_DATE = date(1970, 1, 1)
LAST_DATE = date(9998, 12, 31)
_YEARS = 16
_KEPT = 8
_CYCLE = 400 // _YEARS
_LAST_NAMED_CHANGE_OF_CLOCKS = 2100
_PRESENT = date(2020, 1, 1)
_NOTHING = timedelta(0)
_RESOLUTION = timedelta(microseconds=1)


class _Sum(NamedTuple):
    """What a piece comes to; kept when the piece itself is dropped."""

    time: timedelta
    days: int


class Axis:
    """Questions about instants. Pieces of 16 years are made on demand and the last few are kept.

    ``hot`` is the piece that served last: nearly every question of a run falls into it.
    """

    def __init__(self, snapshot: CalendarSnapshot, beyond: Beyond) -> None:
        self.clock = LocalClock(ZoneInfo(snapshot.timezone))
        known_from, known_until = snapshot.known_from, snapshot.known_until
        refuses = beyond is Beyond.REFUSE
        self.first = known_from if refuses and known_from else FIRST_DATE
        self.last = known_until if refuses and known_until else LAST_DATE
        self._low = self.clock.midnight(self.first)
        self._high = self.clock.midnight(self.last + timedelta(days=1))
        self._plan = DayPlan(snapshot)
        self._sums: dict[int, _Sum] = {}
        on_duty = (day.date for day in snapshot.duty.days) if snapshot.duty else ()
        named = max((*snapshot.days, *on_duty), default=self.first), known_until or self.first
        # One piece on, because a transfer can cross New Year.
        self._settled = max(_LAST_NAMED_CHANGE_OF_CLOCKS, *(day.year for day in named)) // _YEARS + 2
        self._piece = lru_cache(maxsize=_KEPT)(self._build)
        self.hot = self._piece((known_from or _PRESENT).year // _YEARS)

    def _build(self, number: int) -> Timeline:
        year = number * _YEARS
        first = max(self.first, date(max(year, self.first.year), 1, 1))
        last = min(self.last, date(min(year + _YEARS - 1, self.last.year), 12, 31))
        piece = Timeline(self.clock, first, last, self._plan.worked(first, last))
        self._sums[number] = _Sum(piece.total, len(piece.days))
        return piece

    def _alike(self, number: int) -> int:
        """The piece that comes to the same sum and is reckoned for it.

        The Gregorian calendar repeats after 400 years, weekdays included, and so do zones and the law's own
        rule once every date that is named singly is past. So even the year 9998 is reached in a second.
        """
        since = number - self._settled
        if since < _CYCLE or number >= self.last.year // _YEARS:
            return number
        return self._settled + since % _CYCLE

    def _sum(self, number: int) -> _Sum:
        number = self._alike(number)
        if number not in self._sums:
            self._piece(number)
        return self._sums[number]

    def out_of_range(self) -> OutOfRangeError:
        """The error that names the dates this axis covers."""
        return OutOfRangeError(f"календарь известен с {self.first:%d.%m.%Y} по {self.last:%d.%m.%Y}")

    def check(self, instant: timedelta) -> None:
        """Raise ``OutOfRangeError`` unless the axis covers the instant (its very end included)."""
        if not self._low <= instant <= self._high:
            raise self.out_of_range()

    def _number(self, instant: timedelta) -> int:
        self.check(instant)
        return min(self.clock.date_of(instant), self.last).year // _YEARS

    def piece_before(self, instant: timedelta) -> Timeline:
        """The piece that covers the moment just before an instant: the one in which an interval may close there."""
        self.check(instant)
        before, hot = max(instant - _RESOLUTION, self._low), self.hot
        if not hot.low <= before < hot.high:
            self.hot = hot = self._piece(self._number(before))
        return hot

    def pieces_from(self, instant: timedelta) -> Iterator[Timeline]:
        """The pieces from that instant on, to the end of the axis."""
        for number in range(self._number(instant), self.last.year // _YEARS + 1):
            yield self._piece(number)

    def between(self, start: timedelta, end: timedelta) -> timedelta:
        """The working time from ``start`` to ``end``, negative where ``end`` is the earlier."""
        if end < start:
            return -self.between(end, start)
        first, last = self._number(start), self._number(end)
        skipped = sum((self._sum(number).time for number in range(first, last)), _NOTHING)
        self.hot = self._piece(last)
        return skipped + self.hot.used(end) - self._piece(first).used(start)

    def after(self, start: timedelta, length: timedelta) -> timedelta:
        """The earliest instant by which ``length`` (more than nothing) of working time has passed."""
        number = self._number(start)
        # Working time never passes faster than time itself, so this ends a hopeless search at once.
        if length > self._high - start:
            raise self.out_of_range()
        used = self._piece(number).used(start) + length
        while used > (total := self._sum(number).time):
            used -= total
            number = self._next(number, 1)
        return self._piece(number).earliest(used)

    def before(self, start: timedelta, length: timedelta) -> timedelta:
        """The latest instant from which ``length`` (more than nothing) of working time passes until ``start``."""
        number = self._number(start)
        if length > start - self._low:
            raise self.out_of_range()
        used = self._piece(number).used(start) - length
        while used < _NOTHING:
            number = self._next(number, -1)
            used += self._sum(number).time
        return self._piece(number).latest(used)

    def piece_of(self, day: date) -> Timeline:
        """The piece that covers a date; raises ``OutOfRangeError`` where there is none."""
        if not self.first <= day <= self.last:
            raise self.out_of_range()
        return self._piece(day.year // _YEARS)

    def close_of_day(self, day: date, count: int) -> timedelta:
        """The close of the ``count``-th (at least the first) working day after a date."""
        if count > (self.last - day).days:
            raise self.out_of_range()
        number = day.year // _YEARS
        rank = bisect_right(self.piece_of(day).days, day.toordinal()) + count
        while rank > (total := self._sum(number).days):
            rank -= total
            number = self._next(number, 1)
        piece = self._piece(number)
        return piece.closes[piece.last_of_day[rank - 1]]

    def _next(self, number: int, step: int) -> int:
        number += step
        if not self.first.year // _YEARS <= number <= self.last.year // _YEARS:
            raise self.out_of_range()
        return number
