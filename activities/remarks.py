"""Remarks about messages that have ended: no workflow is left to judge them, so this asks the core and writes."""

from collections.abc import Callable

from sqlmodel import Session
from temporalio import activity

from activities.names import RemarkActivities, RemarkOrder, RemarkOutcome, SnapshotActivities, SnapshotRequest
from db import remarks
from db.tables import MessageRow
from domain.errors import Refusal
from domain.lifecycle import Rules, parse_command, rules_from


class Remarks(RemarkActivities):
    """Writes the read model, one transaction a remark; Temporal repeats what fails, and a refusal is no failure."""

    def __init__(self, sessions: Callable[[], Session], snapshots: SnapshotActivities) -> None:
        """``sessions`` opens a session, as ``db.session.session_factory`` does; ``snapshots`` reads the rules."""
        self._sessions = sessions
        self._snapshots = snapshots

    @activity.defn(no_thread_cancel_exception=True)
    def add_remark(self, order: RemarkOrder) -> RemarkOutcome:
        """Judge a remark by the recorded case and write it; the same ``command_id`` twice is one effect.

        Raises:
            db.remarks.NotRecordedYetError: the end of the message has not been recorded yet.
            domain.errors.OtklikError: the regulation's version is not loaded now.
            sqlalchemy.exc.SQLAlchemyError: the database is away, and nothing of this remark is written.

        """
        try:
            with self._sessions() as session:
                command = parse_command(order.command, order.payload)
                remarks.add(session, order.message_id, command, order.now, rules_of(self._snapshots))
                session.commit()
        except Refusal as refusal:
            return RemarkOutcome(refusal=refusal.as_details())
        return RemarkOutcome()


def rules_of(snapshots: SnapshotActivities) -> Callable[[MessageRow], Rules]:
    """Read what a recorded message is judged by; raises OtklikError where its version is not loaded."""

    def read(row: MessageRow) -> Rules:
        pinned = SnapshotRequest(regulation=row.regulation, version=row.regulation_version)
        snapshot = snapshots.take_snapshot(pinned)
        return rules_from(snapshot.regulation, snapshot.calendar)

    return read
