"""Working time by walking the minutes: slow, obvious, and nothing to get wrong that a person could not check by hand.

The clock on the wall is read as somebody reads it who never lives an hour twice: where it is put back, the reading
stands still until the clock has caught up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from ops.verify.document import Calendar
from ops.verify.errors import BeyondDaysError

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_INSTANT = timedelta(microseconds=1)
_LONGEST_CHANGE = timedelta(hours=3)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Walker:
    """Walks the dates of a calendar; every method raises BeyondDaysError where it would leave them."""

    calendar: Calendar
    _known: dict[datetime, bool] = field(default_factory=dict)

    def local_date(self, moment: datetime) -> date:
        """The date on the wall."""
        return moment.astimezone(self.calendar.zone).date()

    def works(self, moment: datetime) -> bool:
        """Whether the minute of that moment is worked; of the minute in which days off begin to count, the moment."""
        minute = moment - (moment - _EPOCH) % MINUTE
        since = self.calendar.duty_since
        if since is not None and minute < since < minute + MINUTE:
            return self._works(minute, on_duty=moment >= since)
        if minute not in self._known:
            self._known[minute] = self._works(minute, on_duty=since is not None and minute >= since)
        return self._known[minute]

    def steps(self, start: datetime, end: datetime | None = None) -> Iterator[tuple[datetime, datetime]]:
        """From ``start``, minute by minute and without an end where none is given: whole minutes but at the edges."""
        since, here = self.calendar.duty_since, start
        while end is None or here < end:
            there = here - (here - _EPOCH) % MINUTE + MINUTE
            for edge in (since, end):
                if edge is not None and here < edge < there:
                    there = edge
            yield here, there
            here = there

    def opens(self, moment: datetime) -> datetime:
        """The moment itself where it is worked, else the next one that is."""
        return next(here for here, _ in self.steps(moment) if self.works(here))

    def closes(self, moment: datetime) -> bool:
        """Whether work stops exactly there."""
        return self.works(moment - _INSTANT) and not self.works(moment)

    def after(self, start: datetime, length: timedelta) -> datetime:
        """When so much has been worked since ``start``; of nothing, the start itself; of less, so much before it."""
        left = length
        if left == _NOTHING:
            return start
        if left < _NOTHING:
            return self._before(start, -left)
        for here, there in self.steps(start):
            if self.works(here):
                if there - here >= left:
                    return here + left
                left -= there - here
        raise AssertionError  # pragma: no cover -- steps without an end do not end

    def _before(self, end: datetime, length: timedelta) -> datetime:
        """The last moment from which so much is worked until ``end``."""
        left, here = length, end
        while True:
            there = here - MINUTE
            if (here - _EPOCH) % MINUTE:
                there = here - (here - _EPOCH) % MINUTE
            since = self.calendar.duty_since
            if since is not None and there < since < here:
                there = since
            if self.works(there):
                if here - there >= left:
                    return here - left
                left -= here - there
            here = there

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much is worked between two moments; negative where the second is the earlier."""
        if end < start:
            return -self.between(end, start)
        return sum((there - here for here, there in self.steps(start, end) if self.works(here)), _NOTHING)

    def worked(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The stretches that are worked between two moments."""
        return joined([(here, there) for here, there in self.steps(start, end) if self.works(here)])

    def close_after_days(self, start: datetime, days: int) -> datetime:
        """When work ends on the so-manieth working day after the date of ``start``."""
        day = self.local_date(start)
        while days:
            day += DAY
            days -= bool(self._hours(day, on_duty=self._is_on_duty(day)))
        return self._close(day) if day != self.local_date(start) else start

    def midnight_after(self, day: date) -> datetime:
        """24:00 of a date: the first moment of the next one."""
        following = datetime(day.year, day.month, day.day, tzinfo=self.calendar.zone) + DAY
        start = following.astimezone(UTC) - _LONGEST_CHANGE
        return next(here for here, _ in self.steps(start) if self.local_date(here) > day)

    def _close(self, day: date) -> datetime:
        """The end of the last minute that is worked on a date by the hours of that whole date."""
        on_duty = self._is_on_duty(day)
        minutes = self.steps(self.midnight_after(day - DAY), self.midnight_after(day))
        return [there for here, there in minutes if self._works(here, on_duty=on_duty)][-1]

    def _is_on_duty(self, day: date) -> bool:
        """Whether a whole date goes by the hours of duty: from that of the decision on, unless its close was past."""
        since = self.calendar.duty_since
        if since is None or day != self.local_date(since):
            return since is not None and day > self.local_date(since)
        minutes = self.steps(since, self.midnight_after(day))
        return any(self._works(here, on_duty=True) for here, _ in minutes)

    def _works(self, moment: datetime, *, on_duty: bool) -> bool:
        local = moment.astimezone(self.calendar.zone)
        while local.fold:
            # The hour is shown a second time: what was shown last before that still stands.
            moment -= MINUTE
            local = moment.astimezone(self.calendar.zone)
        clock = local.hour * 60 + local.minute
        return any(begin <= clock < end for begin, end in self._hours(local.date(), on_duty=on_duty))

    def _hours(self, day: date, *, on_duty: bool) -> tuple[tuple[int, int], ...]:
        if day not in self.calendar.days:
            raise BeyondDaysError(day)
        known = self.calendar.days[day]
        return known.duty if on_duty else known.hours


def joined(parts: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same stretches, those that touch made one; what is out of order or overlaps stays as it is."""
    found: list[tuple[datetime, datetime]] = []
    for begin, end in parts:
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found
