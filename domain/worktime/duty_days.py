"""Duty on days off: dates that nobody else works, with hours of their own for some messages."""

from functools import lru_cache

from domain.worktime.engine import WorkingTime
from domain.worktime.rules import DutyHours
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.units import Beyond

_CALENDARS = 64


@lru_cache(maxsize=_CALENDARS)
def with_duty(snapshot: CalendarSnapshot, duty: DutyHours) -> WorkingTime:
    """The same service with its days off served on duty, for running cases; made once for each content.

    What is provisional stays so: beyond the known years, which dates are days off is the law's own rule.
    """
    served = CalendarSnapshot.model_validate(snapshot.model_dump() | {"duty": duty})
    return WorkingTime(served, beyond=Beyond.STATUTORY)
