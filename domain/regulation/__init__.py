"""A regulation as data: the frozen model, its TOML reader, its checks and the library of versions."""

from domain.regulation.checklist import Checklist, ChecklistItem
from domain.regulation.events import EventRef
from domain.regulation.library import Library, RepeatedVersionError, UnknownRegulationError
from domain.regulation.limits import LimitRule, Pause, Reminder
from domain.regulation.load import RegulationError, parse_regulation
from domain.regulation.model import Breaches, Duty, Flow, Ground, Periodic, Regulation, Repeats, Report, Status
from domain.regulation.parts import Cited
from domain.regulation.steps import Stage

__all__ = [
    "Breaches",
    "Checklist",
    "ChecklistItem",
    "Cited",
    "Duty",
    "EventRef",
    "Flow",
    "Ground",
    "Library",
    "LimitRule",
    "Pause",
    "Periodic",
    "Regulation",
    "RegulationError",
    "Reminder",
    "RepeatedVersionError",
    "Repeats",
    "Report",
    "Stage",
    "Status",
    "UnknownRegulationError",
    "parse_regulation",
]
