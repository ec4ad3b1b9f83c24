"""Working time: a service's hours as data, and exact arithmetic on them.

``WorkingTime`` answers the questions; ``CalendarSnapshot`` is all that its answers depend on.
"""

from domain.worktime.amounts import Amount
from domain.worktime.duration import format_duration, parse_duration
from domain.worktime.engine import WorkingTime, engine
from domain.worktime.errors import AmountError, NaiveDatetimeError, OutOfRangeError, WorkingTimeError
from domain.worktime.hours import DayHours, Week
from domain.worktime.rules import CalendarRules, Country, LocalDay, LocalHours, Presidential
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
    "Country",
    "DayHours",
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
    "format_duration",
    "parse_duration",
]
