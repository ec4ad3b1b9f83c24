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
    """All minutes from ``first`` to ``last`` (local dates, both included), each marked worked or not."""

    def __init__(self, snapshot: CalendarSnapshot, first: date, last: date) -> None:
        self._snapshot = snapshot
        self.zone = ZoneInfo(snapshot.timezone)
        self.start = self._utc(first)
        self.end = self._utc(last + timedelta(days=1))
        self.worked: list[bool] = []
        self._hours: dict[date, list[tuple[str, str]]] = {}
        moment = self.start - timedelta(hours=6)
        newest = ""
        while moment < self.end:
            newest = max(newest, moment.astimezone(self.zone).strftime("%Y-%m-%d %H:%M"))
            if moment >= self.start:
                self.worked.append(self._is_worked(newest))
            moment += MINUTE

    def _utc(self, day: date) -> datetime:
        """The first whole minute whose local date is ``day`` or later."""
        moment = datetime.combine(day, time(0), UTC) - timedelta(hours=30)
        while moment.astimezone(self.zone).date() < day:
            moment += timedelta(minutes=15)
        return moment

    def _is_worked(self, reading: str) -> bool:
        day, clock = reading.split(" ")
        return any(begin <= clock < end for begin, end in self._hours_of(date.fromisoformat(day)))

    def _hours_of(self, day: date) -> list[tuple[str, str]]:
        if day not in self._hours:
            usual = getattr(self._snapshot.week, NAMES[day.weekday()])
            texts = self._snapshot.days.get(day, usual)
            self._hours[day] = [(text.split("-")[0], text.split("-")[1]) for text in texts]
        return self._hours[day]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to a later ``end``."""
        total = timedelta(0)
        for i, worked in enumerate(self.worked):
            if worked:
                minute = self.start + i * MINUTE
                total += max(min(minute + MINUTE, end) - max(minute, start), timedelta(0))
        return total

    def add(self, start: datetime, length: timedelta) -> datetime | None:
        """The earliest moment with ``length`` (not nothing) worked since ``start``; ``None`` beyond the walk."""
        for i, worked in enumerate(self.worked):
            begin = max(self.start + i * MINUTE, start)
            part = self.start + (i + 1) * MINUTE - begin
            if worked and part > timedelta(0):
                if part >= length:
                    return begin + length
                length -= part
        return None

    def subtract(self, end: datetime, length: timedelta) -> datetime | None:
        """The latest moment with ``length`` (not nothing) worked until ``end``; ``None`` before the walk."""
        for i in range(len(self.worked) - 1, -1, -1):
            close = min(self.start + (i + 1) * MINUTE, end)
            part = close - (self.start + i * MINUTE)
            if self.worked[i] and part > timedelta(0):
                if part >= length:
                    return close - length
                length -= part
        return None

    def next_open(self, moment: datetime) -> datetime | None:
        """The moment itself in a worked minute, else the beginning of the next one."""
        for i, worked in enumerate(self.worked):
            minute = self.start + i * MINUTE
            if worked and moment < minute + MINUTE:
                return max(minute, moment)
        return None

    def close_of_day(self, start: datetime, days: int) -> datetime | None:
        """The end of the last worked minute of the ``days``-th date, after that of ``start``, with any."""
        seen: list[date] = []
        close = None
        after = start.astimezone(self.zone).date()
        for i, worked in enumerate(self.worked):
            minute = self.start + i * MINUTE
            day = minute.astimezone(self.zone).date()
            if worked and day > after:
                if day not in seen:
                    seen.append(day)
                if len(seen) > days:
                    return close
                close = minute + MINUTE
        return close if len(seen) == days else None
