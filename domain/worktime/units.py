"""The units a limit may be stated in, and the readings of lateness (contract, section 2)."""

from enum import StrEnum


class Unit(StrEnum):
    """What one step of an amount means."""

    WORKING_MINUTES = "working_minutes"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    DAYS_24H = "days_24h"
    AT_ONCE = "at_once"


class Beyond(StrEnum):
    """What the engine does outside the years whose transfers have been published.

    ``REFUSE`` suits a calculator, which must not guess. ``STATUTORY`` suits a running case: it computes
    with the days off that the law itself names, and the limit is marked provisional.
    """

    REFUSE = "refuse"
    STATUTORY = "statutory"


class Lateness(StrEnum):
    """When an act after its due moment counts as late (reading R4)."""

    SERVICE = "service"
    WORKING_TIME = "working_time"
    INSTANT = "instant"
    DAY_END = "day_end"
