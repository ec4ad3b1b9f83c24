"""Working time: a service's hours as data, and exact arithmetic on them.

``WorkingTime`` answers the questions; ``CalendarSnapshot`` is all that its answers depend on. ``DutyTime``
answers for a message that does not wait for working days; ``Clock`` is what both are to a limit.
"""

from domain.worktime.amounts import Amount
from domain.worktime.clock import Clock
from domain.worktime.duration import format_duration, parse_duration
from domain.worktime.duty import DutyTime, every_day
from domain.worktime.duty_days import with_duty
from domain.worktime.engine import WorkingTime, engine
from domain.worktime.errors import AmountError, NaiveDatetimeError, OutOfRangeError, WorkingTimeError
from domain.worktime.hours import DayHours, Week
from domain.worktime.rules import CalendarRules, Country, DutyHours, LocalDay, LocalHours, Presidential
from domain.worktime.snapshot import CalendarSnapshot
from domain.worktime.spans import Explanation, Span
from domain.worktime.statutory import Statutory
from domain.worktime.units import Beyond, Lateness, Unit

__all__ = [
    "Amount",
    "AmountError",
    "Beyond",
    "CalendarRules",
    "CalendarSnapshot",
    "Clock",
    "Country",
    "DayHours",
    "DutyHours",
    "DutyTime",
    "Explanation",
    "Lateness",
    "LocalDay",
    "LocalHours",
    "NaiveDatetimeError",
    "OutOfRangeError",
    "Presidential",
    "Span",
    "Statutory",
    "Unit",
    "Week",
    "WorkingTime",
    "WorkingTimeError",
    "engine",
    "every_day",
    "format_duration",
    "parse_duration",
    "with_duty",
]
