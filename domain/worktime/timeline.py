"""The working intervals of a run of years, laid out for bisection.

With ``opens[i]`` and ``after[i]`` (the working time used up when interval ``i`` closes), the working time
used by an instant ``x`` inside interval ``i`` is ``x + shift[i]``. So one addition answers both questions:
how much is worked by an instant, and at which instant so much is worked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from domain.worktime.hours import Minutes
from domain.worktime.zones import DAY, LocalClock

_NOTHING = timedelta(0)


@lru_cache(maxsize=256)
def _offsets(hours: Minutes) -> tuple[tuple[timedelta, timedelta], ...]:
    return tuple((timedelta(minutes=begin), timedelta(minutes=end)) for begin, end in hours)


class Timeline:
    """Immutable once built. Instants are those of ``zones``; ``low`` and ``high`` bound the dates covered.

    Element 0 of the interval lists is an empty interval at ``low``, which spares a branch.
    """

    __slots__ = ("after", "closes", "days", "high", "last_of_day", "low", "opens", "shift", "total")

    def __init__(self, clock: LocalClock, first: date, last: date, worked: Iterable[tuple[date, Minutes]]) -> None:
        self.low = clock.midnight(first)
        self.high = clock.midnight(last + timedelta(days=1))
        self.opens: list[timedelta] = [self.low]
        self.closes: list[timedelta] = [self.low]
        self.after: list[timedelta] = [_NOTHING]
        self.shift: list[timedelta] = [-self.low]
        self.days: list[int] = []
        self.last_of_day: list[int] = []
        self.total = _NOTHING
        end_of_day = self.low
        for day, hours in worked:
            ordinal = day.toordinal()
            start_of_day = end_of_day if self.days and self.days[-1] == ordinal - 1 else clock.midnight(day)
            end_of_day = clock.midnight(day + timedelta(days=1))
            if end_of_day - start_of_day == DAY:
                for begin, end in _offsets(hours):
                    self._append(start_of_day + begin, start_of_day + end)
            else:
                # The clock is changed on this date: ask it for every boundary.
                for opening, close in hours:
                    self._append(clock.first(day, opening), clock.first(day, close))
            self._end_day(ordinal)

    def _end_day(self, ordinal: int) -> None:
        newest = len(self.opens) - 1
        if newest > (self.last_of_day[-1] if self.last_of_day else 0):
            self.days.append(ordinal)
            self.last_of_day.append(newest)

    def _append(self, begin: timedelta, end: timedelta) -> None:
        if begin == end:
            return  # the change of clocks swallowed it
        self.opens.append(begin)
        self.closes.append(end)
        self.shift.append(self.total - begin)
        self.total += end - begin
        self.after.append(self.total)

    def used(self, instant: timedelta) -> timedelta:
        """The working time between ``low`` and an instant that is not before it."""
        i = bisect_right(self.opens, instant) - 1
        inside = instant + self.shift[i]
        full = self.after[i]
        return inside if inside < full else full  # noqa: FURB136  # min() costs twice as much here

    def between(self, start: timedelta, end: timedelta) -> timedelta:
        """The working time from ``start`` to ``end``; ``used`` twice, written out because this is the hottest path."""
        opens, shift, after = self.opens, self.shift, self.after
        i = bisect_right(opens, start) - 1
        k = bisect_right(opens, end, i) - 1
        before = start + shift[i]
        if before > after[i]:  # noqa: PLR1730  # as above
            before = after[i]
        until = end + shift[k]
        if until > after[k]:  # noqa: PLR1730  # as above
            until = after[k]
        return until - before

    def earliest(self, used: timedelta) -> timedelta:
        """The first instant at which so much (more than nothing, at most ``total``) is used."""
        return used - self.shift[bisect_left(self.after, used)]

    def latest(self, used: timedelta) -> timedelta:
        """The last instant at which only so much (less than ``total``) is used."""
        return used - self.shift[bisect_right(self.after, used)]

    def interval_at_or_after(self, instant: timedelta) -> int | None:
        """The index of the interval that holds an instant, or of the next one."""
        i = bisect_right(self.closes, instant, lo=1)
        return i if i < len(self.closes) else None

    def interval_closing_at(self, instant: timedelta) -> int | None:
        """The index of the interval that ends exactly there."""
        i = bisect_left(self.closes, instant, lo=1)
        return i if i < len(self.closes) and self.closes[i] == instant else None

    def ends_a_day(self, i: int) -> bool:
        """Whether interval ``i`` is the last of its date."""
        return self.last_of_day[bisect_left(self.last_of_day, i)] == i
