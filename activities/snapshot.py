"""Reads what a case is judged by: its regulation's version, and the working calendar that belongs to it."""

from pathlib import Path

from temporalio import activity

from activities.calendar_source import build_calendar
from activities.names import Snapshot, SnapshotActivities, SnapshotRequest
from activities.regulation_source import load_library

_Files = tuple[tuple[str, int, int], ...]


class SnapshotReader(SnapshotActivities):
    """The activity ``take_snapshot``: a file that is added or changed counts from the next message on."""

    def __init__(self, regulations: Path) -> None:
        """``regulations`` is the folder of the regulations' files."""
        self._regulations = regulations
        self._read: tuple[_Files, dict[tuple[str, str], Snapshot]] | None = None

    @activity.defn(no_thread_cancel_exception=True)
    def take_snapshot(self, request: SnapshotRequest) -> Snapshot:
        """Read a version and build its calendar; raises UnknownRegulationError or RegulationError."""
        snapshots = self._snapshots()
        wanted = (request.regulation, request.version)
        if wanted not in snapshots:
            regulation = load_library(self._regulations).version(*wanted)
            calendar = build_calendar(regulation.calendar)
            snapshots[wanted] = Snapshot(
                regulation=regulation.model_dump_json(exclude_defaults=True), calendar=calendar.model_dump_json()
            )
        return snapshots[wanted]

    def warm(self) -> None:
        """Read every version that is loaded, so that the first message need not wait; raises RegulationError."""
        for regulation in load_library(self._regulations).regulations:
            self.take_snapshot(SnapshotRequest(regulation=regulation.id, version=regulation.version))

    def _snapshots(self) -> dict[tuple[str, str], Snapshot]:
        """What was read while the files were as they are: threads may read the same twice, and get the same."""
        files = tuple(
            (path.name, stat.st_mtime_ns, stat.st_size)
            for path in sorted(self._regulations.glob("*.toml"))
            for stat in [path.stat()]
        )
        if self._read is None or self._read[0] != files:
            self._read = (files, {})
        return self._read[1]
