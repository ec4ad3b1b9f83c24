"""The outbox: journal entries wait here until the read model has them. A database that is away delays no decision."""

from collections.abc import Callable
from contextvars import Context, copy_context
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    from activities.names import Recording, RegistryActivities
    from domain.journal import Entry
    from workflows.wording import recording_summary

_AT_ONCE = timedelta(seconds=1)
_PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))
_BATCH_BYTES = 600_000
_BATCH_ENTRIES = 500
"""A payload may not pass 2 MiB, and the case itself needs room beside the entries."""


class Outbox:
    """Entries on their way to the read model, in order; one coroutine carries them."""

    def __init__(self, compose: Callable[[tuple[Entry, ...]], Recording]) -> None:
        """``compose`` makes the recording of some entries with the case as it is then."""
        self._compose = compose
        self._pending: list[tuple[Entry, Context]] = []
        self._closing = False

    @property
    def empty(self) -> bool:
        """Whether the read model has everything."""
        return not self._pending

    def first(self) -> tuple[Entry, ...]:
        """The entries that travel next: as many as one payload holds of those that the read model may not have yet."""
        batch: list[Entry] = []
        size = 0
        for entry, _ in self._pending[:_BATCH_ENTRIES]:
            size += len(entry.model_dump_json().encode())
            if batch and size > _BATCH_BYTES:
                break
            batch.append(entry)
        return tuple(batch)

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Add entries; the pump takes them from here, and records them in the trace of whoever put them here."""
        context = copy_context()
        self._pending.extend((entry, context) for entry in entries)

    def close(self) -> None:
        """Let the pump end when it has carried everything."""
        self._closing = True

    async def pump(self) -> None:
        """Carry entries to the read model until closed and empty."""
        while True:
            await workflow.wait_condition(lambda: bool(self._pending) or self._closing)
            if not self._pending:
                return
            batch, (_, context) = self.first(), self._pending[0]
            await _record(self._compose(batch), context)
            del self._pending[: len(batch)]


async def _record(recording: Recording, context: Context) -> None:
    """Write at once if the database answers within a second, otherwise keep at it outside the workflow task."""
    try:
        await context.run(_begun_at_once, recording)
    except FailureError as error:
        # The kind alone: the message of a database's error may quote a row.
        workflow.logger.warning(
            "not recorded at once, which goes on in the background", extra={"error": _kind(error.cause or error)}
        )
        await context.run(_begun_in_background, recording)


def _begun_at_once(recording: Recording) -> workflow.ActivityHandle[None]:
    return workflow.start_local_activity_method(
        RegistryActivities.record,
        recording,
        start_to_close_timeout=_AT_ONCE,
        schedule_to_close_timeout=_AT_ONCE,
        retry_policy=RetryPolicy(maximum_attempts=1),
        summary=_summary(recording),
    )


def _begun_in_background(recording: Recording) -> workflow.ActivityHandle[None]:
    return workflow.start_activity_method(
        RegistryActivities.record,
        recording,
        start_to_close_timeout=timedelta(seconds=30),
        retry_policy=_PATIENT,
        summary=_summary(recording),
    )


def _kind(error: BaseException) -> str:
    known = error.type if isinstance(error, ApplicationError) else None
    return known or type(error).__name__


def _summary(recording: Recording) -> str:
    return recording_summary([entry.action for entry in recording.entries])
