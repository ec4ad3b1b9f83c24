"""When a limit ends, and when an act is late (readings R1, R4 and R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.worktime.units import Lateness, Unit

if TYPE_CHECKING:
    from datetime import datetime

    from domain.worktime.amounts import Amount
    from domain.worktime.clock import Clock

_BY_THE_CLOCK = frozenset({Unit.HOURS, Unit.DAYS_24H, Unit.CALENDAR_DAYS, Unit.AT_ONCE})


def due(time: Clock, start: datetime, amount: Amount) -> datetime:
    """The end of a limit.

    Working minutes and hours: the earliest moment by which they have passed. Working days: the close of the
    last of them, counted from the day after the start. Calendar days: 24:00 of the last of them, counted
    likewise. Hours and days of 24 hours: so much later. ``at_once`` and nothing: the start. Of these only
    the working units ask the calendar, so only they can be out of its range.

    Raises:
        NaiveDatetimeError: ``start`` has no offset.
        OutOfRangeError: the end lies beyond the known years, or beyond the year 9999.
        AmountError: the amount is finer than a microsecond.
    """
    if amount.amount == 0:
        return time.local(start)
    if amount.unit is Unit.WORKING_DAYS:
        return time.add_days(start, amount.count)
    if amount.unit is Unit.CALENDAR_DAYS:
        return time.midnight_ending(time.local(start).date(), plus=amount.count)
    if amount.unit in _BY_THE_CLOCK:
        return time.local(start, plus=amount.duration)
    return time.add(start, amount.duration)


def late_after(time: Clock, due: datetime, unit: Unit, rule: Lateness) -> datetime:
    """The last moment at which an act is in time.

    ``service``: the end of the break where ``due`` is the beginning of a break, else ``due``.
    ``working_time``: the next opening where ``due`` is the end of an interval, else ``due``. ``instant``:
    ``due``. ``day_end``: 24:00 of the day of ``due`` for limits in working days; other limits as ``service``.
    A limit that runs by the clock ends when it ends, whatever the rule.

    Raises:
        NaiveDatetimeError: ``due`` has no offset.
        OutOfRangeError: the next opening lies beyond the known years.
    """
    if unit in _BY_THE_CLOCK or rule is Lateness.INSTANT:
        return time.local(due)
    if rule is Lateness.WORKING_TIME:
        return time.next_open(due) if time.is_close(due) else time.local(due)
    if rule is Lateness.DAY_END and unit is Unit.WORKING_DAYS:
        return time.midnight_ending(time.local(due).date())
    after_break = time.interval_after_close(due)
    return time.local(due) if after_break is None else after_break.start
