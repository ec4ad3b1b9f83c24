"""Deadlines: computed anew from the ordered events of a case, never stored."""

from domain.deadlines.alarms import Alarm, AlarmKind, AlarmPlan
from domain.deadlines.compute import Length, Terms, amount_of, compute_limits, length_of
from domain.deadlines.limit import Basis, Limit, Stop

__all__ = [
    "Alarm",
    "AlarmKind",
    "AlarmPlan",
    "Basis",
    "Length",
    "Limit",
    "Stop",
    "Terms",
    "amount_of",
    "compute_limits",
    "length_of",
]
