"""The calculator of working time."""

from bisect import bisect_left
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

from domain.worktime import limits
from domain.worktime.amounts import Amount
from domain.worktime.axis import Axis
from domain.worktime.errors import AmountError
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.spans import Explanation, Span, without
from domain.worktime.units import Beyond, Lateness, Unit

_NOTHING = timedelta(0)
_DAY = timedelta(days=1)
_ENGINES = 64
_ANSWERS = 4096


class WorkingTime:
    """Answers questions about working time by one calendar; made once, shared, safe between threads.

    Datetimes may come in any zone and leave in the calendar's. Lengths are really elapsed time, so a change
    of clocks inside working hours counts as it happens. Intervals are half-open: the moment of opening is
    working time, the moment of closing is not.

    Every method that takes a datetime raises ``NaiveDatetimeError`` for one without an offset, and
    ``OutOfRangeError`` where the question or its answer lies outside the known years (``Beyond.REFUSE``) or
    outside 1970–9998 (``Beyond.STATUTORY``, or a snapshot without a production calendar).
    """

    def __init__(self, snapshot: CalendarSnapshot, *, beyond: Beyond = Beyond.REFUSE) -> None:
        self.snapshot = snapshot
        self.version = snapshot.version
        self.timezone = snapshot.timezone
        self._axis = Axis(snapshot, beyond)
        self._instant = self._axis.clock.instant
        self._moment = self._axis.clock.at
        # Deadlines are computed from all events on every command: the same few questions, again and again.
        self._due = lru_cache(_ANSWERS)(partial(limits.due, self))
        self._late_after = lru_cache(_ANSWERS)(partial(limits.late_after, self))

    def add(self, start: datetime, length: timedelta) -> datetime:
        """The earliest moment by which ``length`` of working time has passed since ``start``.

        Nothing returns the start itself; a negative length subtracts.
        """
        instant = self._instant(start, "start")
        if length < _NOTHING:
            return self._before(instant, -length)
        return self._after(instant, length)

    def subtract(self, start: datetime, length: timedelta) -> datetime:
        """The latest moment from which ``length`` of working time passes until ``start``; the mirror of ``add``."""
        instant = self._instant(start, "start")
        if length < _NOTHING:
            return self._after(instant, -length)
        return self._before(instant, length)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to ``end``, negative where ``end`` is the earlier."""
        first, last = self._instant(start, "start"), self._instant(end, "end")
        hot = self._axis.hot
        if hot.low <= first <= last < hot.high:
            return hot.between(first, last)
        return self._axis.between(first, last)

    def add_days(self, start: datetime, days: int) -> datetime:
        """The close of the ``days``-th working day after the local date of ``start``; no days: the start.

        Raises:
            AmountError: a negative number of days, which has no agreed meaning.
        """
        instant = self._instant(start, "start")
        self._axis.check(instant)
        if days < 0:
            raise AmountError("число рабочих дней не может быть отрицательным")
        if days == 0:
            return self._moment(instant)
        return self._moment(self._axis.close_of_day(self._axis.clock.date_of(instant), days))

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself where it is working time, else the next opening."""
        instant = self._instant(moment, "moment")
        hot = self._axis.hot
        if hot.low <= instant < hot.high:
            i = hot.interval_at_or_after(instant)
            if i is not None:
                return self._moment(max(hot.opens[i], instant))
        for piece in self._axis.pieces_from(instant):
            i = piece.interval_at_or_after(instant)
            if i is not None:
                return self._moment(max(piece.opens[i], instant))
        raise self._axis.out_of_range()

    def is_working_day(self, day: date) -> bool:
        """Whether the date has working hours; raises ``OutOfRangeError``."""
        days, ordinal = self._axis.piece_of(day).days, day.toordinal()
        i = bisect_left(days, ordinal)
        return i < len(days) and days[i] == ordinal

    def day_hours(self, day: date) -> tuple[Span, ...]:
        """The working intervals of a date, in order; empty on a day off. Raises ``OutOfRangeError``."""
        self._axis.piece_of(day)
        clock = self._axis.clock
        return self._spans(clock.midnight(day), clock.midnight(day + _DAY))

    def day_close(self, day: date) -> datetime | None:
        """The end of the date's last interval; nothing on a day off. Raises ``OutOfRangeError``."""
        hours = self.day_hours(day)
        return hours[-1].end if hours else None

    def spans(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """The working intervals between two moments, the outer ones cut there; none where ``end`` is the earlier."""
        return self._spans(self._instant(start, "start"), self._instant(end, "end"))

    def due(self, start: datetime, amount: Amount) -> datetime:
        """The moment at which a limit of ``amount`` ends that began at ``start`` (see ``limits.due``)."""
        return self._due(start, amount)

    def late_after(self, due: datetime, unit: Unit, rule: Lateness = Lateness.SERVICE) -> datetime:
        """The last moment at which an act is in time, for a limit that ends at ``due`` (see ``limits.late_after``)."""
        return self._late_after(due, unit, rule)

    def is_provisional(self, moment: datetime) -> bool:
        """Whether the local date lies outside the years whose transfers are known. Never out of range."""
        return not self.snapshot.knows(self.local(moment).date())

    def explain(self, start: datetime, end: datetime, pauses: tuple[Span, ...] = ()) -> Explanation:
        """What was counted between two moments: the working intervals less the pauses, and their sum."""
        backwards = self._instant(end, "end") < self._instant(start, "start")
        first, last = (end, start) if backwards else (start, end)
        intervals = without(self.spans(first, last), pauses)
        working = sum((span.length for span in intervals), _NOTHING)
        return Explanation(
            start=self.local(start),
            end=self.local(end),
            intervals=intervals,
            pauses=pauses,
            calendar_version=self.version,
            working=-working if backwards else working,
        )

    def norm(self, year: int) -> timedelta:
        """The year's norm of working time; raises ``OutOfRangeError``."""
        if not self._axis.first.year <= year <= self._axis.last.year:
            raise self._axis.out_of_range()
        clock = self._axis.clock
        return self._axis.between(clock.midnight(date(year, 1, 1)), clock.midnight(date(year + 1, 1, 1)))

    def local(self, moment: datetime, *, plus: timedelta = _NOTHING) -> datetime:
        """The moment, so much elapsed time later, on the calendar's clock; needs no calendar."""
        instant = self._instant(moment, "moment")
        try:
            return self._moment(instant + plus)
        except OverflowError:
            raise self._axis.out_of_range() from None

    def midnight_ending(self, day: date, *, plus: int = 0) -> datetime:
        """24:00 of the date so many days later, which is the next date's first moment; needs no calendar."""
        try:
            return self._moment(self._axis.clock.midnight(day + timedelta(days=plus + 1)))
        except OverflowError:
            raise self._axis.out_of_range() from None

    def interval_after_close(self, moment: datetime) -> Span | None:
        """The interval of the same date that follows one ending exactly at ``moment``; nothing where there is none."""
        instant = self._instant(moment, "moment")
        piece = self._axis.piece_before(instant)
        i = piece.interval_closing_at(instant)
        if i is None or piece.ends_a_day(i):
            return None
        return self._span(piece.opens[i + 1], piece.closes[i + 1])

    def is_close(self, moment: datetime) -> bool:
        """Whether a working interval ends exactly there."""
        instant = self._instant(moment, "moment")
        return self._axis.piece_before(instant).interval_closing_at(instant) is not None

    def _after(self, instant: timedelta, length: timedelta) -> datetime:
        if not length:
            return self._checked(instant)
        hot = self._axis.hot
        if hot.low <= instant and length <= hot.total:
            used = hot.used(instant) + length
            if used <= hot.total:
                return self._moment(hot.earliest(used))
        return self._moment(self._axis.after(instant, length))

    def _before(self, instant: timedelta, length: timedelta) -> datetime:
        if not length:
            return self._checked(instant)
        return self._moment(self._axis.before(instant, length))

    def _checked(self, instant: timedelta) -> datetime:
        self._axis.check(instant)
        return self._moment(instant)

    def _spans(self, start: timedelta, end: timedelta) -> tuple[Span, ...]:
        self._axis.check(start)
        self._axis.check(end)
        found: list[Span] = []
        if end <= start:
            return ()
        for piece in self._axis.pieces_from(start):
            i = piece.interval_at_or_after(start)
            for k in range(len(piece.opens) if i is None else i, len(piece.opens)):
                if piece.opens[k] >= end:
                    return tuple(found)
                found.append(self._span(max(piece.opens[k], start), min(piece.closes[k], end)))
        return tuple(found)

    def _span(self, start: timedelta, end: timedelta) -> Span:
        # Made here and known to be right, by the thousand: not validated again.
        return Span.model_construct(start=self._moment(start), end=self._moment(end))


@lru_cache(maxsize=_ENGINES)
def engine(snapshot_json: str, beyond: Beyond) -> WorkingTime:
    """The calculator for a recorded calendar: decoded once for each content and shared between cases."""
    return WorkingTime(CalendarSnapshot.model_validate_json(snapshot_json), beyond=beyond)
