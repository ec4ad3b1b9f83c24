"""What judges a case's time: the questions that deadlines ask, whichever calendar answers them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from domain.worktime.amounts import Amount
from domain.worktime.spans import Span
from domain.worktime.units import Lateness, Unit

_NOTHING = timedelta(0)


class Clock(Protocol):
    """The working time of one message; ``WorkingTime`` answers by one calendar, ``DutyTime`` by two in turn.

    Lengths are elapsed working time, exact to the microsecond. Datetimes may come in any zone and leave in
    ``timezone``. Methods raise ``NaiveDatetimeError`` for a datetime without an offset and ``OutOfRangeError``
    beyond the dates that are known.
    """

    @property
    def timezone(self) -> str:
        """The IANA name of the zone whose dates and hours count."""

    @property
    def version(self) -> str:
        """A text that differs between clocks that may answer differently."""

    def add(self, start: datetime, length: timedelta) -> datetime:
        """The earliest moment by which ``length`` of working time has passed; negative: as ``subtract``."""

    def subtract(self, start: datetime, length: timedelta) -> datetime:
        """The latest moment from which ``length`` of working time passes until ``start``; negative: as ``add``."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from ``start`` to ``end``, negative where ``end`` is the earlier."""

    def add_days(self, start: datetime, days: int) -> datetime:
        """The close of the ``days``-th working day after the local date of ``start``; no days: the start.

        Raises:
            AmountError: a negative number of days.
        """

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself where it is working time, else the next opening."""

    def is_working_day(self, day: date) -> bool:
        """Whether the date has working hours."""

    def spans(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """The working intervals between two moments, the outer ones cut there; none where ``end`` is the earlier."""

    def due(self, start: datetime, amount: Amount) -> datetime:
        """The moment at which a limit of ``amount`` ends that began at ``start`` (see ``limits.due``)."""

    def late_after(self, due: datetime, unit: Unit, rule: Lateness = Lateness.SERVICE) -> datetime:
        """The last moment at which an act is in time, for a limit that ends at ``due`` (see ``limits.late_after``)."""

    def is_provisional(self, moment: datetime) -> bool:
        """Whether the answer for that moment may change when its year's transfers are published."""

    def local(self, moment: datetime, *, plus: timedelta = _NOTHING) -> datetime:
        """The moment, so much elapsed time later, in ``timezone``; needs no calendar."""

    def midnight_ending(self, day: date, *, plus: int = 0) -> datetime:
        """24:00 of the date so many days later; needs no calendar."""

    def interval_after_close(self, moment: datetime) -> Span | None:
        """The interval of the same date that follows one ending exactly at ``moment``; nothing where there is none."""

    def is_close(self, moment: datetime) -> bool:
        """Whether a working interval ends exactly there."""
