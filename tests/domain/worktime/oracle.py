"""Working time by walking the minutes: slow, obvious, and independent of the code under test.

It reads the snapshot's text itself, asks the zone for the wall clock's reading of every minute, and shares
no algorithm with ``domain.worktime``. The wall clock is read as a clerk reads it who never lives an hour
twice: when the clock is put back, the reading stands still until it catches up.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.worktime import CalendarSnapshot

MINUTE = timedelta(minutes=1)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class MinuteWalker:
    """The worked minutes from ``first`` to ``last`` (local dates, both included), by their beginnings in UTC."""

    def __init__(self, snapshot: CalendarSnapshot, first: date, last: date) -> None:
        self._snapshot = snapshot
        self.zone = ZoneInfo(snapshot.timezone)
        self._hours: dict[date, list[tuple[int, int]]] = {}
        self.worked: list[datetime] = []
        start, end = self._utc(first), self._utc(last + timedelta(days=1))
        moment = start - timedelta(hours=6)
        newest = moment.astimezone(self.zone).replace(tzinfo=None)
        while moment < end:
            newest = max(newest, moment.astimezone(self.zone).replace(tzinfo=None))
            if moment >= start and self._is_worked(newest):
                self.worked.append(moment)
            moment += MINUTE

    def _utc(self, day: date) -> datetime:
        """The first whole minute whose local date is ``day`` or later."""
        moment = datetime.combine(day, time(0), UTC) - timedelta(hours=30)
        while moment.astimezone(self.zone).date() < day:
            moment += timedelta(minutes=15)
        return moment

    def _is_worked(self, reading: datetime) -> bool:
        clock = reading.hour * 60 + reading.minute
        return any(begin <= clock < end for begin, end in self._hours_of(reading.date()))

    def _hours_of(self, day: date) -> list[tuple[int, int]]:
        if day not in self._hours:
            usual = getattr(self._snapshot.week, NAMES[day.weekday()])
            texts = self._snapshot.days.get(day, usual)
            self._hours[day] = [(_minute(text[:5]), _minute(text[6:])) for text in texts]
        return self._hours[day]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to a later ``end``."""
        total = timedelta(0)
        for minute in self.worked:
            if minute < end and minute + MINUTE > start:
                total += min(minute + MINUTE, end) - max(minute, start)
        return total

    def add(self, start: datetime, length: timedelta) -> datetime | None:
        """The earliest moment with ``length`` (not nothing) worked since ``start``; ``None`` beyond the walk."""
        for minute in self.worked:
            if minute + MINUTE > start:
                begin = max(minute, start)
                part = minute + MINUTE - begin
                if part >= length:
                    return begin + length
                length -= part
        return None

    def subtract(self, end: datetime, length: timedelta) -> datetime | None:
        """The latest moment with ``length`` (not nothing) worked until ``end``; ``None`` before the walk."""
        for minute in reversed(self.worked):
            if minute < end:
                close = min(minute + MINUTE, end)
                part = close - minute
                if part >= length:
                    return close - length
                length -= part
        return None

    def next_open(self, moment: datetime) -> datetime | None:
        """The moment itself in a worked minute, else the beginning of the next one."""
        for minute in self.worked:
            if moment < minute + MINUTE:
                return max(minute, moment)
        return None

    def close_of_day(self, start: datetime, days: int) -> datetime | None:
        """The end of the last worked minute of the ``days``-th date, after that of ``start``, with any."""
        seen: list[date] = []
        close = None
        after = start.astimezone(self.zone).date()
        for minute in self.worked:
            day = minute.astimezone(self.zone).date()
            if day > after:
                if day not in seen:
                    seen.append(day)
                if len(seen) > days:
                    return close
                close = minute + MINUTE
        return None


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
