"""Deadlines: computed anew from the ordered events of a case, never stored."""

from domain.deadlines.alarms import Alarm, AlarmKind, AlarmPlan
from domain.deadlines.compute import compute_limits
from domain.deadlines.limit import Limit

__all__ = ["Alarm", "AlarmKind", "AlarmPlan", "Limit", "compute_limits"]
