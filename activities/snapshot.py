"""Reads what a case is judged by: its regulation's version, and the working calendar that belongs to it."""

from pathlib import Path

from temporalio import activity

from activities.calendar_source import build_calendar
from activities.names import Snapshot, SnapshotRequest
from activities.regulation_source import load_library


class SnapshotReader:
    """The activity ``take_snapshot``: files are read anew each time, so that a new version needs no restart."""

    def __init__(self, regulations: Path) -> None:
        """``regulations`` is the folder of the regulations' files."""
        self._regulations = regulations

    @activity.defn
    def take_snapshot(self, request: SnapshotRequest) -> Snapshot:
        """Read a version and build its calendar; raises UnknownRegulationError or RegulationError."""
        regulation = load_library(self._regulations).version(request.regulation, request.version)
        calendar = build_calendar(regulation.calendar)
        return Snapshot(
            regulation=regulation.model_dump_json(exclude_defaults=True), calendar=calendar.model_dump_json()
        )
