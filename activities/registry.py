"""The registry: takes over into the read model what workflows record."""

from collections.abc import Callable

from sqlmodel import Session
from temporalio import activity

from activities.names import Recording, RegistryActivities
from db import projection


class Registry(RegistryActivities):
    """Writes the read model, one transaction a recording; Temporal repeats what fails."""

    def __init__(self, sessions: Callable[[], Session]) -> None:
        """``sessions`` opens a session, as ``db.session.session_factory`` does."""
        self._sessions = sessions

    @activity.defn(no_thread_cancel_exception=True)
    def record(self, recording: Recording) -> None:
        """Write a case and its entries; the same recording twice is one effect, an older one changes nothing.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database is away, and nothing of this recording is written.

        """
        with self._sessions() as session:
            projection.write(
                session,
                as_of=recording.as_of,
                case=recording.case,
                entries=recording.entries,
                explanations=recording.explanations,
            )
            session.commit()
