"""The registry: takes over into the read model what workflows record."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlmodel import Session
from temporalio import activity

from activities.names import Recording, RegistryActivities
from db import projection

RECORDING_AGE = "otklik_recording_age_seconds"
"""How old the oldest entry of a recording was when an attempt to write it ended; ``result``: written or failed.

While attempts fail, this is the age of the outbox; when they succeed again, how far the read model had lagged behind.
"""


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
        result = "failed"
        try:
            with self._sessions() as session:
                projection.write(
                    session,
                    as_of=recording.as_of,
                    case=recording.case,
                    entries=recording.entries,
                    explanations=recording.explanations,
                )
                session.commit()
            result = "written"
        finally:
            _measure(recording, result)


def _measure(recording: Recording, result: str) -> None:
    if recording.entries:
        age = (datetime.now(UTC) - recording.entries[0].recorded_at).total_seconds()
        # The entry has the time of the server and this machine its own, which may be a little behind.
        meter = activity.metric_meter().create_histogram_float(
            RECORDING_AGE, "Age in seconds of the oldest entry of a recording when an attempt to write it ended."
        )
        meter.record(max(age, 0), {"result": result})
