"""Answering on days off by walking the minutes: two walkers of the oracle, put together at a moment.

Nothing of ``domain.worktime.duty`` is used. The stretches of both are lists of worked minutes, of which the one
around the moment of the decision is cut.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import accumulate

from domain.worktime import CalendarSnapshot
from tests.domain.worktime.oracle import MINUTE, NAMES, MinuteWalker

_NOTHING = timedelta(0)


class DailyWalker(MinuteWalker):
    """A walker for whom a date without hours has the hours of its weekday, or the most usual ones."""

    def _hours_of(self, day: date) -> list[tuple[int, int]]:
        if own := super()._hours_of(day):
            return own
        week = self._snapshot.week
        # Counter lists equals in the order of their first occurrence.
        (usual, _), *_ = Counter(hours for name in NAMES if (hours := getattr(week, name))).most_common(1)
        texts = getattr(week, NAMES[day.weekday()]) or usual
        return [(int(text[:2]) * 60 + int(text[3:5]), int(text[6:8]) * 60 + int(text[9:])) for text in texts]


class DutyWalker:
    """The worked stretches, none above a minute: up to ``since`` those of the calendar, then those of every day."""

    def __init__(self, snapshot: CalendarSnapshot, since: datetime, first: date, last: date) -> None:
        plain = MinuteWalker(snapshot, first, last)
        daily = DailyWalker(snapshot, first, last)
        self.zone = plain.zone
        self.worked = [(m, min(m + MINUTE, since)) for m in plain.worked if m < since]
        self.worked += [(max(m, since), m + MINUTE) for m in daily.worked if m + MINUTE > since]
        taken_over = since.astimezone(self.zone).date()
        by_day = self._closes(daily.worked)
        # What is decided after a date's close begins with the next date.
        duty = {
            day: close for day, close in by_day.items() if day > taken_over or (day == taken_over and close > since)
        }
        closes = {
            day: close for day, close in self._closes(plain.worked).items() if day not in duty and day <= taken_over
        }
        closes |= duty
        self._days = sorted(closes.items())

    def _closes(self, minutes: Iterable[datetime]) -> dict[date, datetime]:
        return {minute.astimezone(self.zone).date(): minute + MINUTE for minute in minutes}

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to a later ``end``."""
        return sum((max(_NOTHING, min(b, end) - max(a, start)) for a, b in self.worked), _NOTHING)

    def add(self, start: datetime, length: timedelta) -> datetime | None:
        """The earliest moment with ``length`` (not nothing) worked since ``start``; ``None`` beyond the walk."""
        parts = [(max(begin, start), end) for begin, end in self.worked if end > start]
        used = accumulate(end - begin for begin, end in parts)
        ends = (end - (total - length) for (_, end), total in zip(parts, used, strict=True) if total >= length)
        return next(ends, None)

    def subtract(self, end: datetime, length: timedelta) -> datetime | None:
        """The latest moment with ``length`` (not nothing) worked until ``end``; ``None`` before the walk."""
        parts = [(begin, min(close, end)) for begin, close in reversed(self.worked) if begin < end]
        used = accumulate(close - begin for begin, close in parts)
        begins = (begin + (total - length) for (begin, _), total in zip(parts, used, strict=True) if total >= length)
        return next(begins, None)

    def next_open(self, moment: datetime) -> datetime | None:
        """The moment itself in a worked stretch, else the beginning of the next one."""
        return next((max(begin, moment) for begin, end in self.worked if moment < end), None)

    def close_of_day(self, start: datetime, days: int) -> datetime | None:
        """The close of the ``days``-th worked date after that of ``start``; ``None`` beyond the walk."""
        after = start.astimezone(self.zone).date()
        later = [close for day, close in self._days if day > after]
        return later[days - 1] if len(later) >= days else None
