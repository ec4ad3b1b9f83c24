"""Answering on days off: from a moment on, every date is a working day (GUL-3.10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.worktime import limits
from domain.worktime.amounts import Amount
from domain.worktime.engine import WorkingTime
from domain.worktime.hours import Week
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.spans import Span
from domain.worktime.units import Lateness, Unit
from domain.worktime.zones import LocalClock

_NOTHING = timedelta(0)
_CALENDARS = 64


def every_day(snapshot: CalendarSnapshot) -> CalendarSnapshot:
    """The same service without days off: the same zone, every date with the same daily hours.

    A weekday that is worked keeps its hours. One that is not gets the usual hours of the service: those that
    most worked weekdays have, where several are as frequent those of the earliest weekday. A date with hours
    of its own keeps them, a shortened day too. A holiday or a day off gets the hours of its weekday, so a
    holiday counts alike whether its year is published or not; no production calendar is needed, and nothing is
    provisional. For the same reason an eve in a year that is not published is not shortened.
    """
    week: dict[str, tuple[str, ...]] = snapshot.week.model_dump()
    worked = [hours for hours in week.values() if hours]
    # max() takes the first of equals, and the week begins on Monday.
    usual = max(worked, key=worked.count)
    return CalendarSnapshot(
        timezone=snapshot.timezone,
        week=Week.model_validate({name: hours or usual for name, hours in week.items()}),
        days={day: hours for day, hours in snapshot.days.items() if hours},
    )


@lru_cache(maxsize=_CALENDARS)
def _daily(snapshot: CalendarSnapshot) -> WorkingTime:
    return WorkingTime(every_day(snapshot))


class DutyTime:
    """The clock of a message that is answered on days off too, since a person decided so (GUL-3.10).

    Working time before ``since`` is that of ``plain``, from ``since`` on that of ``every_day``, exact to the
    microsecond: a limit that was running keeps what it has used and goes on by the other calendar. Working days
    are whole: they are those of ``every_day`` from the local date of ``since`` on, or from the next one where
    ``since`` is not before that date's close: a limit in days never ends before the decision. Cheap to make; the
    calendar without days off is shared.

    The methods raise what those of ``WorkingTime`` do; ``add`` and ``next_open`` before ``since`` also raise
    ``OutOfRangeError`` where ``plain`` does not know all the time until then (only with ``Beyond.REFUSE``).
    """

    def __init__(self, plain: WorkingTime, since: datetime) -> None:
        """Take over at ``since``.

        Raises:
            NaiveDatetimeError: ``since`` has no offset.
            OutOfRangeError: ``since`` has no local date between the years 1 and 9999.
        """
        self._plain = plain
        self._daily = _daily(plain.snapshot)
        self._instant = LocalClock(ZoneInfo(plain.timezone)).instant
        self._since = self._instant(since, "since")
        local = plain.local(since)
        close = self._daily.day_close(local.date())
        too_late = close is not None and self._instant(close, "close") <= self._since
        self._first_date = local.date() + timedelta(days=1) if too_late else local.date()
        self.since = local.astimezone(UTC)
        self.timezone = plain.timezone
        self.version = f"{plain.version}+days-off-from-{self.since.isoformat()}"

    def add(self, start: datetime, length: timedelta) -> datetime:
        """The earliest moment by which ``length`` of working time has passed; negative: as ``subtract``."""
        if length < _NOTHING:
            return self.subtract(start, -length)
        if self._on_duty(start, "start"):
            return self._daily.add(start, length)
        used = self._plain.between(start, self.since)
        if length <= used:
            return self._plain.add(start, length)
        return self._daily.add(self.since, length - used)

    def subtract(self, start: datetime, length: timedelta) -> datetime:
        """The latest moment from which ``length`` of working time passes until ``start``; negative: as ``add``."""
        if length < _NOTHING:
            return self.add(start, -length)
        if not self._on_duty(start, "start"):
            return self._plain.subtract(start, length)
        used = self._daily.between(self.since, start)
        if length <= used:
            return self._daily.subtract(start, length)
        return self._plain.subtract(self.since, length - used)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to ``end``, negative where ``end`` is the earlier."""
        if self._instant(end, "end") < self._instant(start, "start"):
            return -self.between(end, start)
        if self._on_duty(start, "start"):
            return self._daily.between(start, end)
        if not self._on_duty(end, "end"):
            return self._plain.between(start, end)
        return self._plain.between(start, self.since) + self._daily.between(self.since, end)

    def add_days(self, start: datetime, days: int) -> datetime:
        """The close of the ``days``-th working day after the local date of ``start``; no days: the start.

        Raises:
            AmountError: a negative number of days.
        """
        self._instant(start, "start")  # refused by this name where it has no offset
        after = self.local(start).date()
        if days <= 0 or after >= self._first_date:
            return self._calendar(after).add_days(start, days)
        left = days
        for ordinal in range(after.toordinal() + 1, self._first_date.toordinal() + 1):
            day = date.fromordinal(ordinal)
            left -= self.is_working_day(day)
            if left == 0:
                return self._calendar(day).day_hours(day)[-1].end
        return self._daily.add_days(self.midnight_ending(self._first_date, plus=-1), left)

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself where it is working time, else the next opening."""
        if self._on_duty(moment, "moment"):
            return self._daily.next_open(moment)
        if self._plain.between(moment, self.since):
            return self._plain.next_open(moment)
        return self._daily.next_open(self.since)

    def is_working_day(self, day: date) -> bool:
        """Whether the date has working hours; every one has from the first one on that ``since`` reaches."""
        return self._calendar(day).is_working_day(day)

    def spans(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """The working intervals between two moments, the outer ones cut there; none where ``end`` is the earlier."""
        if self._on_duty(start, "start"):
            return self._daily.spans(start, end)
        if not self._on_duty(end, "end"):
            return self._plain.spans(start, end)
        before, after = self._plain.spans(start, self.since), self._daily.spans(self.since, end)
        if not self._goes_on(before, after):
            return before + after
        return (*before[:-1], Span(start=before[-1].start, end=after[0].end), *after[1:])

    def due(self, start: datetime, amount: Amount) -> datetime:
        """The moment at which a limit of ``amount`` ends that began at ``start`` (see ``limits.due``)."""
        return limits.due(self, start, amount)

    def late_after(self, due: datetime, unit: Unit, rule: Lateness = Lateness.SERVICE) -> datetime:
        """The last moment at which an act is in time, for a limit that ends at ``due`` (see ``limits.late_after``)."""
        return limits.late_after(self, due, unit, rule)

    def is_provisional(self, moment: datetime) -> bool:
        """Whether the moment is before ``since``, in a year whose transfers are not known to ``plain``."""
        return not self._on_duty(moment, "moment") and self._plain.is_provisional(moment)

    def local(self, moment: datetime, *, plus: timedelta = _NOTHING) -> datetime:
        """The moment, so much elapsed time later, in ``timezone``; needs no calendar."""
        return self._plain.local(moment, plus=plus)

    def midnight_ending(self, day: date, *, plus: int = 0) -> datetime:
        """24:00 of the date so many days later; needs no calendar."""
        return self._plain.midnight_ending(day, plus=plus)

    def interval_after_close(self, moment: datetime) -> Span | None:
        """The interval of the same date that follows one ending exactly at ``moment``; nothing where there is none."""
        return self._until(moment).interval_after_close(moment)

    def is_close(self, moment: datetime) -> bool:
        """Whether a working interval ends exactly there."""
        return self._until(moment).is_close(moment)

    def _on_duty(self, moment: datetime, field: str) -> bool:
        return self._instant(moment, field) >= self._since

    def _calendar(self, day: date) -> WorkingTime:
        """The calendar that a whole date goes by."""
        return self._daily if day >= self._first_date else self._plain

    def _until(self, moment: datetime) -> WorkingTime:
        """The calendar of the time just before a moment: what ends exactly at ``since`` ends by ``plain``."""
        return self._daily if self._instant(moment, "moment") > self._since else self._plain

    def _goes_on(self, before: tuple[Span, ...], after: tuple[Span, ...]) -> bool:
        """Whether ``since`` fell inside one working interval, which is then shown undivided."""
        meets = bool(before and after) and self._instant(before[-1].end, "end") == self._since
        return meets and not self._plain.is_close(self.since)
