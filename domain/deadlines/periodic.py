"""When a monthly report is due (R13)."""

from datetime import date, datetime, timedelta
from itertools import count, islice

from domain.regulation import Periodic
from domain.worktime import WorkingTime

_MONTHS = 12


def periodic_due(rule: Periodic, time: WorkingTime, year: int, month: int) -> datetime:
    """The close of service of the rule's working day, counted from the first date after the reported month.

    A working Saturday counts, a day off does not; a shortened day closes early. Where the next month has fewer
    working days, the counting goes on in the one after.

    Raises:
        ValueError: there is no such month.
        OutOfRangeError: the working day lies outside the dates that the calendar knows.
    """
    first = date(year, month, 1).replace(year=year + month // _MONTHS, month=month % _MONTHS + 1)
    closes = (time.day_close(first + timedelta(days=days)) for days in count())
    return next(islice((close for close in closes if close is not None), rule.working_day - 1, None))
