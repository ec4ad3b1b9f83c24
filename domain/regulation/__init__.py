"""A regulation as data: the frozen model, its TOML reader, its checks and the library of versions."""

from domain.regulation.events import EventRef
from domain.regulation.library import Library, RepeatedVersionError, UnknownRegulationError
from domain.regulation.load import RegulationError, parse_regulation
from domain.regulation.model import Flow, Ground, LimitRule, Regulation, Stage, Status

__all__ = [
    "EventRef",
    "Flow",
    "Ground",
    "Library",
    "LimitRule",
    "Regulation",
    "RegulationError",
    "RepeatedVersionError",
    "Stage",
    "Status",
    "UnknownRegulationError",
    "parse_regulation",
]
