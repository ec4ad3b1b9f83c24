"""The list of watched promises, and the journals of messages that have ended before their promises."""

from collections.abc import Callable

from sqlmodel import Session
from temporalio import activity

from activities.names import FollowUpActivities, FollowUpOrder, SnapshotActivities
from activities.remarks import rules_of
from db import follow_ups


class FollowUps(FollowUpActivities):
    """Writes the read model, one transaction a call; Temporal repeats what fails."""

    def __init__(self, sessions: Callable[[], Session], snapshots: SnapshotActivities) -> None:
        """``sessions`` opens a session, as ``db.session.session_factory`` does; ``snapshots`` reads the rules."""
        self._sessions = sessions
        self._snapshots = snapshots

    @activity.defn(no_thread_cancel_exception=True)
    def write_follow_up(self, order: FollowUpOrder) -> None:
        """Write how a promise stands, and its news into the journal of an ended message; twice is one effect.

        Raises:
            db.remarks.NotRecordedYetError: the message, or its end, has not been recorded yet.
            domain.errors.OtklikError: the regulation's version is not loaded now.
            sqlalchemy.exc.SQLAlchemyError: the database is away, and nothing is written.

        """
        with self._sessions() as session:
            follow_ups.write(session, order.message_id, order.watched, order.news)
            if order.news is not None and order.ended:
                follow_ups.journal(session, order.message_id, order.news, order.now, rules_of(self._snapshots))
            session.commit()
