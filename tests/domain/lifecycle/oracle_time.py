"""Working time by hand: a list of worked minutes, and the readings R3 to R6 told with it.

Nothing here is shared with the code under test, neither its calendar nor its algorithm. Times are naive readings of
the municipality's clock on whole minutes, from March to October of 2026; the service is from nine to six.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

FIRST, LAST = date(2026, 3, 1), date(2026, 10, 31)
DAYS_OFF = {date(2026, 3, 9), date(2026, 5, 1), date(2026, 5, 11), date(2026, 6, 12)}
SHORT_DAYS = {date(2026, 4, 30), date(2026, 5, 8), date(2026, 6, 11)}
MINUTE = timedelta(minutes=1)
_MIDNIGHT = datetime.combine(FIRST, time(0))
_DATES = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


def _minutes(day: date, *, daily: bool) -> list[int]:
    if not daily and (day.weekday() > 4 or day in DAYS_OFF):
        return [0] * 1440
    close = 17 if day in SHORT_DAYS else 18
    return [int(9 * 60 <= m < 13 * 60 or 14 * 60 <= m < close * 60) for m in range(1440)]


def _index(moment: datetime) -> int:
    return (moment - _MIDNIGHT) // MINUTE


def _moment(index: int) -> datetime:
    return _MIDNIGHT + index * MINUTE


class Minutes:
    """The minutes of one calendar: which are worked, and how many were until each."""

    def __init__(self, *, daily: bool) -> None:
        self.worked = [minute for day in _DATES for minute in _minutes(day, daily=daily)]
        self.sums = [0, *accumulate(self.worked)]


PLAIN, DAILY = Minutes(daily=False), Minutes(daily=True)


@dataclass(frozen=True)
class Service:
    """The service of one message: ordinary, or from ``daily_from`` on without days off (GUL-3.10)."""

    daily_from: datetime | None = None

    def is_open(self, moment: datetime) -> bool:
        """Whether the minute that begins there is worked."""
        return bool(self._minutes(moment).worked[_index(moment)])

    def used(self, start: datetime, end: datetime) -> int:
        """The worked minutes from one moment to another, negative where that is the earlier."""
        return self._sum(end) - self._sum(start)

    def reached(self, start: datetime, minutes: int) -> datetime:
        """The first moment by which so many minutes have been worked since ``start``: itself for none."""
        if minutes <= 0:
            return start
        wanted = self._sum(start) + minutes
        switch = self.daily_from
        if switch is None or wanted <= PLAIN.sums[_index(switch)]:
            return _moment(bisect_left(PLAIN.sums, wanted))
        return _moment(bisect_left(DAILY.sums, wanted - self._sum(switch) + DAILY.sums[_index(switch)]))

    def is_working_date(self, day: date) -> bool:
        """Whether a date counts as a working day: by the daily calendar where that began before the date's close."""
        return (day.weekday() <= 4 and day not in DAYS_OFF) or self._first_daily_date() <= day

    def close_of_day(self, start: datetime, days: int) -> datetime:
        """The close of so many working days after the date of ``start`` (R6)."""
        following = _DATES[bisect_right(_DATES, start.date()) :]
        working = [day for day in following[: 3 * days + 20] if self.is_working_date(day)]
        return _close(working[days - 1])

    def last_in_time(self, due: datetime) -> datetime:
        """The end of the break where the due moment is its beginning, else that moment itself (R4)."""
        ends_work = self.is_open(due - MINUTE) and not self.is_open(due)
        noon = datetime.combine(due.date(), time(14))
        return noon if ends_work and due < noon else due

    def opened(self, start: datetime) -> datetime:
        """The first worked minute from there on (R3)."""
        return start if self.is_open(start) else self.reached(start, 1) - MINUTE

    def _minutes(self, moment: datetime) -> Minutes:
        return PLAIN if self.daily_from is None or moment < self.daily_from else DAILY

    def _sum(self, moment: datetime) -> int:
        """The worked minutes since the first of all."""
        if self.daily_from is None or moment <= self.daily_from:
            return PLAIN.sums[_index(moment)]
        since = DAILY.sums[_index(moment)] - DAILY.sums[_index(self.daily_from)]
        return PLAIN.sums[_index(self.daily_from)] + since

    def _first_daily_date(self) -> date:
        if self.daily_from is None:
            return date.max
        begun_late = self.daily_from >= _close(self.daily_from.date())
        return self.daily_from.date() + timedelta(days=begun_late)


ORDINARY = Service()


def is_day_off(day: date) -> bool:
    """Whether nobody works on that date by the ordinary calendar."""
    return not ORDINARY.is_working_date(day)


def _close(day: date) -> datetime:
    return datetime.combine(day, time(17 if day in SHORT_DAYS else 18))
